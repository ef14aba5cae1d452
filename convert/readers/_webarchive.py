"""Safari's web archives: a property list, binary or in XML, of the page and of what it shows, each with its address and its type."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from convert.bundled import same, with_pictures
from convert.errors import InputError
from convert.limits import LIMITS
from convert.signatures import media_of

_DAMAGED = (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError)


def pages_of(data: bytes, name: str) -> Iterator[tuple[bytes, str, str]]:
    """The page that the archive ``data`` holds and then its frames, each with its pictures in it as ``data:`` addresses.

    With each come its address and its encoding as stated; it is empty where there is no page. Raises `InputError` for what is no such
    archive.
    """
    try:
        archive = plistlib.loads(data)
    except _DAMAGED as error:
        raise InputError(f"{name}: a web archive that can't be taken apart", hint="save the page again") from error
    pending = [_resource(archive)]
    for _ in range(_MOST_PAGES):
        if not pending:
            return
        one = pending.pop(0)
        yield _page(one)
        frames = one.get("WebSubframeArchives")
        pending += map(_resource, frames[:_MOST_PAGES] if isinstance(frames, list) else ())


_MOST_PAGES = 20


def _page(archive: dict[str, Any]) -> tuple[bytes, str, str]:
    page = _resource(archive.get("WebMainResource"))
    address, encoding = _text(page, "WebResourceURL"), _text(page, "WebResourceTextEncodingName")
    saved = _pictures(archive) if page else {}
    kind = _text(page, "WebResourceMIMEType").lower()
    if kind and not kind.startswith("text/") and "html" not in kind:  # a PDF or a picture that was looked at
        return b"", address, encoding
    return with_pictures(_data(page), address, lambda wanted: saved.get(same(wanted))), address, encoding


def _pictures(archive: dict[str, Any]) -> dict[str, tuple[bytes, str]]:
    """The pictures saved with the page, by address, with their media types."""
    listed = archive.get("WebSubresources")
    found: dict[str, tuple[bytes, str]] = {}
    for one in map(_resource, listed[: LIMITS.archive_members] if isinstance(listed, list) else ()):
        stated, data = _text(one, "WebResourceMIMEType"), _data(one)
        if kind := stated if stated.startswith("image/") else media_of(data):
            found.setdefault(same(_text(one, "WebResourceURL")), (data, kind))
    return found


def _resource(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(resource: dict[str, Any], name: str) -> str:
    value = resource.get(name)
    return value if isinstance(value, str) else ""


def _data(resource: dict[str, Any]) -> bytes:
    value = resource.get("WebResourceData")
    return value if isinstance(value, bytes) else b""
