"""Another document within a Word document, which it takes in as it is (``altChunk``, ISO/IEC 29500-1, 17.17.2): pages and web archives."""

from __future__ import annotations

import re

from convert.errors import InputError
from convert.model import Block, Paragraph, Text
from convert.notices import Notify
from convert.patterns import regex
from convert.readers._html.fragment import blocks_of
from convert.readers.mhtml import page_in


def blocks_in(data: bytes, media: str, name: str, notify: Notify) -> tuple[Block, ...] | None:
    """The blocks of the chunk ``data``; ``None`` for one of another kind, such as RTF. ``name`` is what notices call it."""
    kind = media.partition(";")[0].strip().lower()
    if kind == "message/rfc822" or _HEADERS.match(data):
        return _archived(data, name, notify)
    if kind in ("text/html", "application/xhtml+xml") or data.lstrip()[:1] == b"<":
        return blocks_of(data, "", notify, name=name)
    if kind == "text/plain":
        lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
        return tuple(Paragraph((Text(line),)) for line in lines if line)
    return None


def _archived(data: bytes, name: str, notify: Notify) -> tuple[Block, ...] | None:
    try:
        page = page_in(data, name)
    except InputError:
        return None
    if page is None:
        return None
    text = page.data.decode(page.encoding, "replace") if page.encoding else page.data
    return blocks_of(text, page.address, notify, name=name)


_HEADERS = regex(rb"\s*(?:mime-version|content-type|from|date|subject):", re.IGNORECASE)
