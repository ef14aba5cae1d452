"""Lists of addresses: bookmarks, OPML, tables of links, bibliographies. They are known for what they are; their pages are elsewhere."""

from __future__ import annotations

import re
from typing import NoReturn

from convert.encoding import readable
from convert.errors import InputError
from convert.formats import Source
from convert.notices import Notify
from convert.patterns import regex
from convert.signatures import ADDRESSES, BIBLIOGRAPHY, SHORTCUT

_KINDS = (
    (regex(rb"<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE), "bookmarks", regex(rb"<a\s[^>]*\bhref\s*=", re.IGNORECASE)),
    (regex(rb"<title>\s*(?:Pocket|Instapaper:) Export", re.IGNORECASE), "a reading list", regex(rb"<a\s[^>]*\bhref\s*=", re.IGNORECASE)),
    (regex(rb"\A[\s\xef\xbb\xbf]*\[\s*\{"), "a list of bookmarks", regex(rb'"href"\s*:')),
    (regex(rb"<opml\b", re.IGNORECASE), "an OPML list of feeds", regex(rb"\b(?:xmlUrl|htmlUrl|url)\s*=", re.IGNORECASE)),
)
_ADDRESS = regex(rb"(?:URL=|<string>|\x10.)[a-z]{2,10}://", re.IGNORECASE | re.DOTALL)
_ROW = regex(rb"^[^\n]*?https?://", re.IGNORECASE | re.MULTILINE)


def read(source: Source, notify: Notify) -> NoReturn:
    """Never an article: raises `InputError`, which says what ``source`` is and how many addresses it lists."""
    data = readable(source.data)
    start = data[:4_096]
    for signature, what, link in _KINDS:
        if signature.search(start):
            raise _only_links(source, what, len(link.findall(data)))
    if SHORTCUT.match(start):
        raise _only_links(source, "a shortcut to a page", len(_ADDRESS.findall(data)))
    what = "a bibliography" if BIBLIOGRAPHY.match(start) else "a list of addresses" if ADDRESSES.match(start) else "a table of links"
    raise _only_links(source, what, len(_ROW.findall(data)))


def _only_links(source: Source, what: str, count: int) -> InputError:
    return InputError(
        f"{source.name}: {what} without texts (addresses: {count:,})", hint="readpack does not fetch pages: save them and name the files"
    )
