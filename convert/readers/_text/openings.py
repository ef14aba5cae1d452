"""Where articles begin that all open alike: a headline, below it who wrote it, when, where from or its address, and the text.

One such opening says little; that the file itself begins with one, and that others of the same make stand over texts of
their own, says that they are articles, however few blank lines part them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from convert.patterns import regex
from convert.readers._text.dateline import byline_names, is_by, is_name
from convert.readers._text.days import is_date_line
from convert.readers._text.shape import is_ornament, is_sentence, is_titleshaped, is_wordless
from convert.readers._text.unit import Unit

_ADDRESS = regex(r"(?:[^\W\d_][\w-]{1,15}\s?[:：]\s*)?https?://\S+$")
# As agencies begin: SEAFORD, England (AP) —
_PLACE = regex(r"[A-ZÀ-ÞΑ-ΩА-Я][A-ZÀ-ÞΑ-ΩА-Я .'’/-]{2,30}(?:, [\w .,]{2,30})?\s?(?:\([^()]{2,30}\)\s?[—–-]|[—–])\s")
_FIGURES = regex(r"\d+")
_HEAD = 6
_MOST_ABOVE = 3
_LEAST_PROSE, _LEAST_LINE = 250, 60
_LEAST_PARAGRAPHS = 2
_LEAST_TITLE = 20
_LONGEST_RUNNING = 30


class _Opening(msgspec.Struct, frozen=True):
    """A headline at ``index`` and the signs of an opening that stand below it; the text begins at ``text``."""

    index: int
    text: int
    signs: frozenset[str]


def alike(units: list[Unit]) -> list[int]:
    """Where the articles after the first begin, if they open as the first does; empty where they don't."""
    openings = _openings(units)
    first = next(openings, None)
    if first is None or any(unit.prose and unit.width >= _LEAST_LINE for unit in units[: first.index]):
        return []
    others = [opening for opening in openings if opening.signs == first.signs]
    if not others or not _is_text(units[first.text : others[0].index]):
        return []
    ends = [*(opening.index for opening in others[1:]), len(units)]
    texts = [_is_text(units[opening.text : end]) for opening, end in zip(others, ends, strict=True)]
    above = first.index if first.index <= _MOST_ABOVE else 0
    return [_beginning(units, opening, above) for opening, is_text in zip(others, texts, strict=True) if is_text]


def running(units: list[Unit], bounds: list[int]) -> set[int]:
    """The lines that stand over several articles alike, but for figures, as *Document 2 of 6* and the name of a newspaper do.

    ``bounds`` is where the articles begin, and the end. A line is none where no other below it could be the headline, nor where
    but two have it and it is long: it is the headline of both.
    """
    heads = [_head(units, first, end) for first, end in pairwise(bounds)]
    found: set[int] = set()
    for offset in range(_MOST_ABOVE if len(heads) > 1 else 0):
        said = [_FIGURES.sub("0", units[head[offset]].text) if offset < len(head) - 1 else "" for head in heads]
        times = Counter(said)
        for text, head in zip(said, heads, strict=True):
            often = times[text] > max(len(heads) / 2, 1 if len(text) <= _LONGEST_RUNNING else 2)
            if text and often and any(_may_head(units[index]) for index in head[offset + 1 :]):
                found.add(head[offset])
    return found


def _may_head(unit: Unit) -> bool:
    return is_titleshaped(unit) and not is_name(unit.text) and not _sign(unit.text)


def _head(units: list[Unit], first: int, end: int) -> list[int]:
    """The short lines that an article begins with, drawn ones aside."""
    text = next((index for index in range(first, end) if units[index].prose), end)
    return [index for index in range(first, min(text, first + _HEAD)) if not is_ornament(units[index].text)]


def _is_text(units: list[Unit]) -> bool:
    prose = [unit.width for unit in units if unit.prose and unit.width >= _LEAST_LINE]
    return len(prose) >= _LEAST_PARAGRAPHS and sum(prose) >= _LEAST_PROSE


def _beginning(units: list[Unit], opening: _Opening, above: int) -> int:
    """The first line of an opening: as many above the headline as stand ``above`` the first of the file, or those behind the widest gap."""
    index = opening.index
    if above:
        while above and not units[index - 1].prose:
            index, above = index - 1, above - 1
        return index
    widest = place = index
    while place > 0 and not units[place].prose and not units[place - 1].prose:
        place -= 1
        if units[place].gap > units[widest].gap:
            widest = place
    return widest


def _openings(units: list[Unit]) -> Iterator[_Opening]:
    """Every opening: the nearest headline to its text."""
    texts = [index for index, unit in enumerate(units) if unit.prose and unit.width >= _LEAST_LINE and not unit.marker]
    for above, text in pairwise([-1, *texts]):
        if text - above < 2:
            continue
        reach = max(above + 1, text - _HEAD)
        signs = {"place"} if _PLACE.match(units[text].text) else set[str]()
        for index in range(text - 1, reach - 1, -1):
            if sign := _sign(units[index].text):
                signs.add(sign)
            elif signs and _is_headline(units, index, signs):
                named = {"name"} if is_name(units[index + 1].text) else set[str]()
                yield _Opening(index, text, frozenset(signs | named))
                break


def _is_headline(units: list[Unit], index: int, signs: set[str]) -> bool:
    unit = units[index]
    if unit.marker or unit.prose or unit.cells or is_wordless(unit.text):
        return False
    if index and not unit.gap and not (signs >= _WHO_AND_WHEN and (units[index - 1].prose or is_sentence(units[index - 1]))):
        return False
    closed = msgspec.structs.replace(unit, text=unit.text.rstrip(".")) if unit.text.endswith(".") and "by" in signs else unit
    return is_titleshaped(closed) and (unit.width >= _LEAST_TITLE or "by" in signs) and not is_name(unit.text)


_WHO_AND_WHEN = frozenset(("by", "date"))


def counted(units: list[Unit]) -> list[int]:
    """Where the articles after the first begin, if a line over each counts them: *Article 1 of 3*, *[1/3]*, 第1篇，共3篇."""
    first = next((index for index, unit in enumerate(units) if unit.width <= _LONGEST_RUNNING and "1" in unit.text and _count(unit)), None)
    if first is None or any(unit.prose and unit.width >= _LEAST_LINE for unit in units[:first]):
        return []
    mark, (_, whole) = _FIGURES.sub("0", units[first].text), _count(units[first]) or (0, 0)
    found = [first]
    for index in range(first + 1, len(units)):
        unit = units[index]
        if unit.width <= _LONGEST_RUNNING and _FIGURES.sub("0", unit.text) == mark:
            if _count(unit) != (len(found) + 1, whole):
                return []
            found.append(index)
    bounds = [*found, len(units)]
    opens = (_may_head(units[index + 1]) and _is_text(units[index:end]) for index, end in pairwise(bounds) if index + 1 < end)
    return found[1:] if len(found) > 1 and sum(opens) == len(found) else []


def _count(unit: Unit) -> tuple[int, int] | None:
    """The two figures of a line that says little but them: the first of how many; nothing of any other line."""
    match = _COUNT.fullmatch(unit.text)
    return (int(match[1]), int(match[2])) if match and int(match[1]) <= int(match[2]) and not unit.marker else None


_COUNT = regex(r"\W{0,2}(?:[^\W\d]+\s?){0,2}(\d{1,4})\D{1,10}(\d{1,4})\D{0,2}")


def _sign(text: str) -> str:
    if byline_names(text) or is_by(text):
        return "by"
    if is_date_line(text):
        return "date"
    return "address" if _ADDRESS.match(text) else ""
