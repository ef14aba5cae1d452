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
_TAG = regex(rb"""<(img|source|base|/?picture)\b(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""", re.IGNORECASE)
_STATED = regex(rb"""\s(src|data-src|data-original|data-lazy-src|srcset|data-srcset)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_OWN = regex(rb"""\ssrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_HREF = regex(rb"""\shref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_MEDIA = regex(r"image/[a-z0-9.+-]{1,40}", re.IGNORECASE)


def with_pictures(page: bytes, base: str, find: Find) -> bytes:
    """The HTML ``page``, which is at ``base``, its pictures inside it as ``data:`` URLs where ``find`` knows their addresses.

    ``find`` gives the bytes and the media type of what was saved under an address. Of a picture in several forms (``<picture>``) the
    others go where one is known: browsers save only the one they show.
    """
    pieces: list[bytes] = []
    forms: list[int] | None = None  # the pieces that are other forms of the picture to come
    at = 0
    has_base = False
    for match in _TAG.finditer(page):
        pieces += (page[at : match.start()], match[0])
        at = match.end()
        kind = match[1].lower()
        if kind == b"source":
            if forms is not None:
                forms.append(len(pieces) - 1)
        elif kind == b"img":
            known = _known([match[0], *(pieces[form] for form in forms or ())], base, find)
            if known is not None:
                pieces[-1] = match[0][:4] + b' src="' + data_url(*known) + b'"' + _OWN.sub(b"", match[0][4:], count=1)
                for form in forms or ():
                    pieces[form] = b""
            forms = None
        elif kind == b"base":
            stated = None if has_base else _HREF.search(match[0])
            base, has_base = (_absolute(_value(stated[1]), base), True) if stated else (base, has_base)
        else:
            forms = [] if kind == b"picture" else None
    return b"".join((*pieces, page[at:]))


def _known(tags: list[bytes], base: str, find: Find) -> tuple[bytes, str] | None:
    """What ``find`` knows of the first address in ``tags`` of which it knows something."""
    for tag in tags:
        for address in _addresses(tag):
            known = find(_absolute(address, base))
            if known is not None and known[0]:
                return known
    return None


def _value(stated: bytes) -> str:
    return html.unescape(stated.strip(b"\"'").decode("utf-8", "replace"))


def same(address: str) -> str:
    """``address`` as two of them are compared: without its fragment, and by either scheme of the web."""
    bare = address.strip().partition("#")[0].replace("\\", "/")
    return re.sub(r"^https?://", "//", bare)


def is_address(url: str) -> bool:
    """Whether ``url`` is an address of the web that can be taken apart."""
    parts = apart(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _addresses(tag: bytes) -> list[str]:
    """Every address that the tag of a picture states, its own first."""
    found: list[str] = []
    for name, stated in _STATED.findall(tag):
        text = _value(stated)
        if name.lower().endswith(b"set"):
            found += [part.split()[0] for part in re.split(r",\s+", text) if part.split()]
        else:
            found.insert(0 if name.lower() == b"src" else len(found), text)
    return found


def _absolute(address: str, base: str) -> str:
    try:
        return urljoin(base.replace("\\", "/"), address.strip()) if base else address.strip()
    except ValueError:
        return address


def data_url(data: bytes, media: str) -> bytes:
    """A picture as an address that holds it; ``media`` is what it is said to be."""
    kind = _MEDIA.match(media)
    return b"data:" + (kind[0].lower() if kind else "image/png").encode() + b";base64," + base64.b64encode(data)
