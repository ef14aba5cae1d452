"""Addresses of articles over several pages: which part of one is but the number of a page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlunsplit

from convert.location import apart
from convert.patterns import regex

# A page as the web's languages call it in addresses.
_WORDS = "page|pg|paged|pagina|página|pagine|seite|sida|side|strana|strona|stranica|sayfa|halaman|sivu|oldal|страница|страниця"
_NAMES = frozenset((*_WORDS.split("|"), "p", "pagenum", "pageno", "pagenumber", "page_no", "page_num", "currentpage", "seitennr"))
_MARK = regex(rf"[-_,/.]((?:{_WORDS}|p)[-_=/]?)?(\d{{1,2}})(\.[A-Za-z]{{2,5}})?/?\Z", re.IGNORECASE)
_INDEX = regex(r"/(?:index|default)\.[A-Za-z]{3,5}\Z")
_LONGEST_MARK = 48
_LONG_NUMBER = 5
# A day or a part, behind which another number is no page's; longer ones are those of articles.
_ENDS_IN_FEW = regex(r"(?<![0-9])[0-9]{1,4}\Z")


def parted(address: str) -> tuple[str, int]:
    """``address`` without the number of a page, and that number: 0 where it has none, and nothing for what is no address of a page.

    What is left is to compare, not to open: https, ``www.`` and a last slash make no difference.
    """
    parts = apart(address)
    if parts.scheme not in ("http", "https", "file"):
        return "", 0
    query, number = _parted_query(parts.query)
    path = _INDEX.sub("/", parts.path)
    if not number:
        path, number = _parted_path(path)
    path = path.rstrip("/")
    if not path and not query:
        return "", 0
    return urlunsplit((parts.scheme.removesuffix("s"), parts.netloc.lower().removeprefix("www."), path, query, "")), number


def _parted_query(query: str) -> tuple[str, int]:
    if not query:
        return "", 0
    pairs = parse_qsl(query, keep_blank_values=True)
    marks = [pair for pair in pairs if pair[0].lower() in _NAMES and _VALUE.fullmatch(pair[1])]
    if len(marks) != 1:
        return query, 0
    return urlencode([pair for pair in pairs if pair not in marks]), int(marks[0][1].rpartition(",")[2])


# Drupal numbers each of several pagers on a page, those of others first.
_VALUE = regex(r"(?:0,){0,5}\d{1,2}")


def _parted_path(path: str) -> tuple[str, int]:
    """A number at the end is a page's after a word for it, as a folder below what is no date, or behind a file's name that is none."""
    match = _MARK.search(path, max(0, len(path) - _LONGEST_MARK))
    if not match:
        return path, 0
    base, (word, number, end) = path[: match.start()], match.groups()
    above = base.rpartition("/")[2]
    if match[0][0] == "/":
        fits = bool(above) and (not above.isdecimal() or len(above) >= _LONG_NUMBER)
    else:
        fits = bool(end and above) and _ENDS_IN_FEW.search(above) is None
    return (base + (end or ""), int(number)) if above and (word or fits) else (path, 0)
