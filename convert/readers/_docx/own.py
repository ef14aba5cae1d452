"""What the lines of readpack's own documents say round an article: its opener, its source, and the pack's front and back."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from convert.model import Article, Figure, Link
from convert.readers._docx.blocks import grouped
from convert.readers._docx.lines import Line
from convert.walk import plain_text, walk
from convert.words import day, words

_OPENS = frozenset(("kicker", "heading"))
_OPENER = frozenset(("kicker", "subtitle", "byline", "source"))


class Stretch(msgspec.Struct):
    """The lines of one article, and the section it stands in."""

    lines: list[Line]
    section: str = ""


def stretches(lines: list[Line]) -> tuple[list[Line], list[Stretch]]:
    """The lines before the first article, then each article's: one begins at a heading of the first level, or the kicker before it."""
    front: list[Line] = []
    found: list[Stretch] = []
    section = ""
    kicker: Line | None = None
    for line in lines:
        if line.role == "section":
            section = plain_text(*line.run)
        elif line.role == "kicker":
            kicker = line
        elif line.role == "heading" and line.level == 1:
            found.append(Stretch([*([kicker] if kicker else []), line], section))
            kicker = None
        elif line.role in ("cover", "toc") or not found:
            front.append(line)
        else:
            found[-1].lines.append(line)
    return front, found


def article_of(stretch: Stretch, language: str) -> Article:
    """The article that the lines of ``stretch`` are, in ``language`` unless they say otherwise; headings of the second level come first."""
    one = {line.role: line for line in stretch.lines if line.role in _OPENER}
    heading = next(line for line in stretch.lines if line.role == "heading")
    rest = [line for line in stretch.lines if line is not heading and line.role not in _OPENER]
    for line in rest:
        line.level = max(1, line.level - 1)
    body = grouped(rest, own=True)
    lead = body.pop(0) if body and isinstance(body[0], Figure) else None
    spoken = usual(heading.language or language)
    authors, published, updated = _byline(plain_text(*one["byline"].run) if "byline" in one else "", spoken)
    source = next((node.href for node in walk(*one["source"].run) if isinstance(node, Link)), "") if "source" in one else ""
    kicker = plain_text(*one["kicker"].run) if "kicker" in one else ""
    return Article(
        title=plain_text(*heading.run, notes=False),
        body=tuple(body),
        id=heading.id,
        subtitle=plain_text(*one["subtitle"].run) if "subtitle" in one else "",
        authors=authors,
        published=published,
        updated=updated,
        site="" if kicker == stretch.section else kicker,
        url=source,
        language=spoken,
        section=stretch.section,
        lead=lead if isinstance(lead, Figure) else None,
    )


@lru_cache(maxsize=256)
def usual(language: str) -> str:
    """``language`` without the region it is most spoken in, which the writer adds because Word asks for one."""
    from babel.core import get_global

    spoken, _, region = language.partition("-")
    likely = get_global("likely_subtags").get(spoken, "").rpartition("_")[2]
    return spoken if region in (likely, "GB" if spoken == "en" else likely) else language


def _byline(line: str, language: str) -> tuple[tuple[str, ...], str, str]:
    """Authors, day of publication and of the last change in a line such as the writers put out, its parts between dots."""
    authors: list[str] = []
    published = updated = ""
    for part in line.split(" · ")[: -1 if line else None]:
        known = words(language).updated
        if part.startswith(f"{known} ") and (date := _date(part.removeprefix(f"{known} "), language)):
            updated = date
        elif date := _date(part, language):
            published = date
        else:
            authors += part.split(", ")
    return tuple(authors), published, updated


def _date(text: str, language: str) -> str:
    """The date that the writers put out as ``text``; empty when it is none."""
    year = next((word for word in _numbers(text) if len(word) == 4), "")
    return _dates(year, language).get(text, "") if year else ""


def _numbers(text: str) -> list[str]:
    return "".join(character if character.isdigit() else " " for character in text).split()


@lru_cache(maxsize=256)
def _dates(year: str, language: str) -> dict[str, str]:
    """Every day, month and the year itself as they are written in ``language``."""
    plain = str(int(year))
    known = {day(plain, language): plain}
    for month in range(1, 13):
        dates = [f"{plain}-{month:02}", *(f"{plain}-{month:02}-{number:02}" for number in range(1, 32))]
        for date in dates:
            known.setdefault(day(date, language), date)
    return known
