"""Which stretches of which documents make an article: what the contents call a chapter, from its place to the next."""

from __future__ import annotations

from itertools import islice

import msgspec

from convert.readers._epub.documents import Document
from convert.readers._epub.package import Book, Entry
from convert.readers._html.blocks import HEADINGS
from convert.readers._html.openings import lines

_END = 1 << 60


class Stretch(msgspec.Struct, frozen=True):
    """Part of a document, from one place in it up to another."""

    document: Document
    first: int = 0
    end: int = _END


class Chapter(msgspec.Struct):
    """An article to be: its stretches, what the contents call it, and the line above it there."""

    stretches: list[Stretch]
    label: str = ""
    section: str = ""


def chapters(documents: list[Document], book: Book) -> list[Chapter]:
    """The chapters that ``documents`` make, in order.

    A document that the contents don't name goes on with the one before it, unless it has no place in the order of reading. One that
    they name several times at the same depth, at different places, is parted there. Without contents each document is a chapter; where
    most begin with a heading, one that doesn't goes on with the one before. A book that is all one long chapter by its contents is made
    of what these have right below.
    """
    entries: dict[str, list[Entry]] = {}
    for entry in _parted(documents, book.entries):
        entries.setdefault(entry.member, []).append(entry)
    listed = any(document.item.member in entries for document in documents)
    headed = set() if listed else {document.number for document in documents if _has_heading(document)}
    goes_on = len(headed) * 2 >= len(documents)
    found: list[Chapter] = []
    for document in documents:
        starts = _starts(document, entries.get(document.item.member, []))
        if not starts:
            if found and not document.aside and (listed or (goes_on and document.number not in headed)):
                found[-1].stretches.append(Stretch(document))
            else:
                found.append(Chapter([Stretch(document)]))
            continue
        before = starts[0][0]
        if before and found and _has_text(document, before):
            found[-1].stretches.append(Stretch(document, 0, before))
        elif before:
            starts[0] = (0, starts[0][1])
        for (first, entry), (end, _) in zip(starts, [*starts[1:], (_END, starts[0][1])], strict=True):
            found.append(Chapter([Stretch(document, first, end)], entry.label, entry.above))
    return found


def _parted(documents: list[Document], entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """``entries``, the only one at the top as deep as those below it when what it leads to is longer than a chapter."""
    members = {document.item.member for document in documents}
    depths = sorted(entry.depth for entry in entries if entry.member in members)
    if len(depths) < _FEWEST_PARTS or depths[0] == depths[1] or sum(len(document.body.text()) for document in documents) < _LONGEST_CHAPTER:
        return entries
    return tuple(msgspec.structs.replace(entry, depth=max(entry.depth, depths[1])) for entry in entries)


_FEWEST_PARTS = 4
_LONGEST_CHAPTER = 100_000


def _has_heading(document: Document) -> bool:
    """Whether one of the first lines of ``document`` is a heading."""
    return any(element.tag in HEADINGS for element in islice(lines(document.body), _FIRST_LINES))


_FIRST_LINES = 4


def _starts(document: Document, entries: list[Entry]) -> list[tuple[int, Entry]]:
    """Where in ``document`` chapters begin: the places of the least deep entries, in the page's order, no place twice."""
    top = min((entry.depth for entry in entries), default=0)
    found: dict[int, Entry] = {}
    for entry in entries:
        if entry.depth > top:
            continue
        target = document.places.get(entry.place) if entry.place else None
        if entry.place and target is None and found:
            continue
        place = 0
        if target is not None:
            while not target.block and target.parent is not None:
                target = target.parent
            place = target.at
        found.setdefault(place, entry)
    return sorted(found.items(), key=lambda start: start[0])


def _has_text(document: Document, end: int) -> bool:
    """Whether any words stand in ``document`` before the place ``end``."""
    return any(element.at < end and element.end <= end and element.text(1) for element in document.body.walk())
