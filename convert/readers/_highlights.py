"""Marked passages of books and articles as records like any other: Kindle's clippings and notebooks, and tables such as Readwise exports.

Each book or article is a record; its passages are quotations, each with its place, and with the note that whoever read it made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from convert.clean import clean_line
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._feed.entry import plain

# Whatever the language: the book, where in it and when, a blank line, the passage; a rule below each.
_BEGINS = regex(r"\ufeff?[^\n]{1,500}\n- [^\n]{1,300}\n\n")
_RULE = regex(r"^={10}[ \t]*$", re.MULTILINE)
_ENTRY = regex(r"\s*(?P<book>[^\n]+)\n- (?P<place>[^\n]+)(?P<text>.*)", re.DOTALL)
_BY = regex(r"(?P<title>.*\S)\s*\((?P<authors>[^()]+)\)")
_PASSAGE = "highlight"
_TITLES, _AUTHORS = ("book title", "document title", "title"), ("book author", "author")


class _Passage(msgspec.Struct, frozen=True):
    title: str
    authors: str
    text: str
    place: str = ""
    note: str = ""
    url: str = ""
    is_heading: bool = False


def is_clippings(text: str) -> bool:
    """Whether ``text`` begins as Kindle's file of clippings does."""
    return _BEGINS.match(text) is not None and _RULE.search(text) is not None


def is_of_highlights(columns: Iterable[str]) -> bool:
    """Whether a table with these ``columns`` has a marked passage in each row."""
    names = {column.strip().casefold() for column in columns}
    return _PASSAGE in names and bool(names & set(_TITLES))


def clippings_of(text: str, name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    """A record of each book in Kindle's file of clippings. Bookmarks, and passages that a longer one holds, are notices."""
    found: list[_Passage] = []
    bare = 0
    for entry in map(_ENTRY.fullmatch, _RULE.split(text.replace("\ufeff", ""))):
        if entry is None:
            continue
        said, by = entry["text"].strip(), _BY.fullmatch(entry["book"].strip())
        bare += not said
        if said:
            title, authors = (by["title"], by["authors"]) if by else (entry["book"].strip(), "")
            found.append(_Passage(title, authors, said, place=entry["place"].rpartition(" | ")[0] or entry["place"]))
    if bare:
        notify(Notice("left-out", "export.bookmark", "bookmarks, which mark a place and no words", source=name, count=bare))
    yield from _records(found, name, notify)


def is_notebook(text: str) -> bool:
    """Whether ``text`` is the page that Kindle's programs export of the passages marked in a book."""
    return text.startswith("<") and {"bookTitle", "noteText"} <= {part[1] for part in _NOTED.finditer(text)}


def notebook_of(text: str, name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    """A record of the book whose marked passages the page ``text`` holds."""
    title = authors = place = ""
    found: list[_Passage] = []
    for part in _NOTED.finditer(text):
        said = plain(part[2])
        match part[1]:
            case "bookTitle":
                title = said
            case "authors":
                authors = said
            case "sectionHeading":
                found.append(_Passage("", "", said, is_heading=True))
            case "noteHeading":
                place = said
            case _ if said:
                found.append(_Passage("", "", said, place=place))
    yield from _records([msgspec.structs.replace(one, title=title, authors=authors) for one in found], name, notify)


# The markup is not whole: what begins as a heading ends as a box.
_NOTED = regex(
    r"""<(?:div|h\d)[^<>]*\bclass\s*=\s*["'](bookTitle|authors|sectionHeading|noteHeading|noteText)["'][^<>]*>(.*?)(?=</?(?:div|h\d|hr|body)\b|\Z)""",
    re.DOTALL,
)


def highlights_of(rows: Iterable[dict[str, Any]], name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    """A record of each book or article of which ``rows`` have marked passages."""

    def said(row: dict[str, Any], *names: str) -> str:
        return next((value.strip() for column in names if isinstance(value := row.get(column), str) and value.strip()), "")

    found = []
    for given in rows:
        row = {column.strip().casefold(): value for column, value in given.items()}
        place = clean_line(f"{said(row, 'location type')} {said(row, 'location')}")
        title, authors, text = said(row, *_TITLES), said(row, *_AUTHORS), said(row, _PASSAGE)
        found.append(_Passage(title, authors, text, place, said(row, "note"), said(row, "url", "source url")))
    yield from _records([one for one in found if one.text or one.note], name, notify)


def _records(passages: list[_Passage], name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    of: dict[tuple[str, str], list[_Passage]] = {}
    for one in passages:
        of.setdefault((one.title, one.authors), []).append(one)
    repeats = 0
    for (title, authors), marked in of.items():
        kept = _without_repeats(marked)
        repeats += len(marked) - len(kept)
        url = next((one.url for one in kept if one.url), "")
        yield {"title": title, "authors": _names(authors), "content": "".join(map(_marked_up, kept)), "url": url}
    if repeats:
        message = "passages that another, longer one of the same text holds"
        notify(Notice("left-out", "export.repeat", message, source=name, count=repeats))


def _without_repeats(marked: list[_Passage]) -> list[_Passage]:
    """``marked`` without those that were marked again with more or fewer words round them, which a reader keeps as a new one."""
    kept: list[_Passage] = []
    for one in marked:
        around = next((number for number in range(len(kept) - 1, max(-1, len(kept) - _NEAR), -1) if _holds(kept[number], one)), None)
        if around is None:
            kept.append(one)
        elif len(one.text) > len(kept[around].text):
            kept[around] = one
    return kept


_NEAR = 12


def _holds(one: _Passage, other: _Passage) -> bool:
    """Whether one of the two has all words of the other, and no other note."""
    return (
        one.note == other.note
        and not (one.is_heading or other.is_heading)
        and bool(one.text and other.text)
        and (one.text in other.text or other.text in one.text)
    )


def _names(authors: str) -> list[str]:
    """Names as they are written, of which catalogues put the last before a comma."""
    found = []
    for name in re.split(r"\s*;\s*", authors):
        last, comma, first = name.partition(",")
        found.append(f"{first.strip()} {last.strip()}" if comma and "," not in first else name)
    return found


def _marked_up(one: _Passage) -> str:
    if one.is_heading:
        return f"<h2>{html.escape(one.text)}</h2>"
    parts = "".join(f"<p>{html.escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", one.text) if part.strip())
    place = f"<footer>{html.escape(clean_line(one.place))}</footer>" if one.place else ""
    note = f"<p>{html.escape(clean_line(one.note))}</p>" if one.note else ""
    return (f"<blockquote>{parts}{place}</blockquote>" if parts else "") + note
