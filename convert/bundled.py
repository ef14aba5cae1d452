"""Pages saved together with what they show: their pictures put into them, so that each is an input of its own."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import urljoin

from convert.location import apart
from convert.patterns import regex

Find: TypeAlias = Callable[[str], tuple[bytes, str] | None]

# A value with "<" in it, which HTML allows and nobody writes, would let a search go on past the tag: such a picture stays as it is.
_IMAGE = regex(rb"""<img\b(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""", re.IGNORECASE)
_STATED = regex(rb"""\s(src|data-src|data-original|data-lazy-src|srcset|data-srcset)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_OWN = regex(rb"""\ssrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_MEDIA = regex(r"image/[a-z0-9.+-]{1,40}", re.IGNORECASE)


def with_pictures(page: bytes, base: str, find: Find) -> bytes:
    """The HTML ``page``, which is at ``base``, its pictures inside it as ``data:`` URLs where ``find`` knows their addresses.

    ``find`` gives the bytes and the media type of what was saved under an address.
    """

    def shown(match: re.Match[bytes]) -> bytes:
        tag = bytes(match[0])
        for address in _addresses(tag):
            known = find(_absolute(address, base))
            if known is not None and known[0]:
                fresh = b' src="' + data_url(*known) + b'"'
                return tag[:4] + fresh + _OWN.sub(b"", tag[4:], count=1)
        return tag

    return _IMAGE.sub(shown, page)


def same(address: str) -> str:
    """``address`` as two of them are compared: without its fragment, and by either scheme of the web."""
    bare = address.strip().partition("#")[0]
    return re.sub(r"^https?://", "//", bare)


def is_address(url: str) -> bool:
    """Whether ``url`` is an address of the web that can be taken apart."""
    parts = apart(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _addresses(tag: bytes) -> list[str]:
    """Every address that the tag of a picture states, its own first."""
    found: list[str] = []
    for name, stated in _STATED.findall(tag):
        text = html.unescape(stated.strip(b"\"'").decode("utf-8", "replace"))
        if name.lower().endswith(b"set"):
            found += [part.split()[0] for part in re.split(r",\s+", text) if part.split()]
        else:
            found.insert(0 if name.lower() == b"src" else len(found), text)
    return found


def _absolute(address: str, base: str) -> str:
    try:
        return urljoin(base, address.strip()) if base else address.strip()
    except ValueError:
        return address


def data_url(data: bytes, media: str) -> bytes:
    """A picture as an address that holds it; ``media`` is what it is said to be."""
    kind = _MEDIA.match(media)
    return b"data:" + (kind[0].lower() if kind else "image/png").encode() + b";base64," + base64.b64encode(data)
