"""Books as Project Gutenberg gives them out: what it says of a book, the book between two lines of stars, the licence."""

from __future__ import annotations

import re

import msgspec

from convert.patterns import regex
from convert.readers._text.fields import Field
from convert.readers._text.judge import judge
from convert.readers._text.rulings import BYLINE, LICENCE, TITLE, Judged, Ruling
from convert.readers._text.shape import weights_of
from convert.readers._text.unit import Unit

_EDGE = regex(r"\*{3} ?(START|END) OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)\b.*", re.IGNORECASE)
_NAMED = regex(r"(Title|Author): (?=\S)")
_LABELS = {"Title": TITLE, "Author": BYLINE}


def etext(units: list[Unit]) -> Judged | None:
    """The book in ``units``, with its title and author as they are stated; none where this is no such text."""
    edges = {match[1].upper(): index for index, unit in enumerate(units) if unit.text[:3] == "***" and (match := _EDGE.match(unit.text))}
    start, end = edges.get("START", -1) + 1, edges.get("END", len(units))
    if not 0 < start < end:
        return None
    stated = _stated(units[:start])
    kept = [*stated, *range(start, end)]
    book = [msgspec.structs.replace(units[index], legal=False) for index in kept]
    fields = dict(enumerate(stated.values()))
    judged = judge(book, weights_of(book), fields, (len(fields), len(book)))
    rulings: list[Ruling] = [LICENCE] * len(units)
    told = list(units)
    for index, unit, ruling in zip(kept, judged.units, judged.rulings, strict=True):
        told[index], rulings[index] = unit, ruling
    return Judged(told, rulings, judged.verse)


def _stated(front: list[Unit]) -> dict[int, Field]:
    """The lines of ``front`` that name the book and who wrote it, by their index: the first of each."""
    found: dict[int, Field] = {}
    labels: set[str] = set()
    for index, unit in enumerate(front):
        match = _NAMED.match(unit.text)
        if match and match[1] not in labels:
            labels.add(match[1])
            found[index] = Field(_LABELS[match[1]], msgspec.structs.replace(unit, text=unit.text[match.end() :], prose=False))
    return found
