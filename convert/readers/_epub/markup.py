"""XHTML of a book made into HTML, which the parser of pages reads: the two differ in what closes an element.

Entities of a document type are not declared any more after this, so none grows.
"""

from __future__ import annotations

import html
import re

from convert.patterns import regex
from convert.readers._xml import CDATA, sections

# XML has no "<" within a value, so no search goes past the next tag.
_EMPTY = regex(rb"""<([A-Za-z][\w.-]*+)((?:[^<>"'/]++|/(?!>)|"[^"<]*+"|'[^'<]*+')*+)/>""")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_DOCTYPE = regex(rb"<!DOCTYPE\b", re.IGNORECASE)
_TYPED = regex(rb"[^<>\[]*+(?:\[[^\]]*+\]\s*+)?>")
_DECLARATION = regex(rb"^\s*<\?xml\b[^>]*>")
_INSTRUCTION = regex(rb"<\?(?!xml\b)[^<>]*>")
_PREFIX = regex(rb"""xmlns:([\w.-]+)\s*=\s*["']http://www\.w3\.org/(?:1999/xhtml|1998/Math/MathML|2000/svg)["']""")
_LANGUAGE = regex(rb"""(<[^<>]*?)\sxml:lang(\s*=\s*(?:"[^"]*"|'[^']*'))""")
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def html_of(data: bytes) -> bytes:
    """The XHTML document ``data`` as HTML: its prefixes gone, no element closed by its own tag, languages said as HTML does."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            data = _DECLARATION.sub(b"", data[2:].decode(encoding, "replace").encode("utf-8", "replace"))
    data = _INSTRUCTION.sub(b"", _untyped(data))
    data = b"".join(_escaped(part[9:-3]) if part.startswith(CDATA) else part for part in sections(data))
    for prefix in {found[1] for found in _PREFIX.finditer(data[:20_000])}:
        data = re.sub(rb"<(/?)" + re.escape(prefix) + rb":", rb"<\1", data)
    data = _LANGUAGE.sub(rb"\1 lang\2", data)
    return _EMPTY.sub(_closed, data)


def _untyped(data: bytes) -> bytes:
    """``data`` with the document type of HTML in the place of its own."""
    begins = _DOCTYPE.search(data)
    ends = _TYPED.match(data, begins.end()) if begins else None
    return data if begins is None or ends is None else data[: begins.start()] + b"<!DOCTYPE html>" + data[ends.end() :]


def _escaped(text: bytes) -> bytes:
    return html.escape(text.decode("latin-1"), quote=False).encode("latin-1")


def _closed(found: re.Match[bytes]) -> bytes:
    name, attributes = found[1], found[2]
    if name.lower() in _VOID:
        return b"<" + name + attributes + b">"
    return b"<" + name + attributes + b"></" + name + b">"
