"""XHTML of a book made into HTML, which the parser of pages reads: the two differ in what closes an element.

Entities of a document type are not declared any more after this, so none grows.
"""

from __future__ import annotations

import html
import re

_EMPTY = re.compile(rb"""<([A-Za-z][\w.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)\s*/>""")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_DOCTYPE = re.compile(rb"<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml\b[^>]*>")
_INSTRUCTION = re.compile(rb"<\?(?!xml\b)[^>]*>")
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_PREFIX = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']http://www\.w3\.org/(?:1999/xhtml|1998/Math/MathML|2000/svg)["']""")
_LANGUAGE = re.compile(rb"""(<[^<>]*?)\sxml:lang(\s*=\s*(?:"[^"]*"|'[^']*'))""")
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def html_of(data: bytes) -> bytes:
    """The XHTML document ``data`` as HTML: its prefixes gone, no element closed by its own tag, languages said as HTML does."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            data = _DECLARATION.sub(b"", data[2:].decode(encoding, "replace").encode("utf-8", "replace"))
    data = _DOCTYPE.sub(b"<!DOCTYPE html>", data, count=1)
    data = _INSTRUCTION.sub(b"", data)
    data = _CDATA.sub(lambda found: html.escape(found[1].decode("latin-1"), quote=False).encode("latin-1"), data)
    for prefix in {found[1] for found in _PREFIX.finditer(data[:20_000])}:
        data = re.sub(rb"<(/?)" + re.escape(prefix) + rb":", rb"<\1", data)
    data = _LANGUAGE.sub(rb"\1 lang\2", data)
    return _EMPTY.sub(_closed, data)


def _closed(found: re.Match[bytes]) -> bytes:
    name, attributes = found[1], found[2]
    if name.lower() in _VOID:
        return b"<" + name + attributes + b">"
    return b"<" + name + attributes + b"></" + name + b">"
