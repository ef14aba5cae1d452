"""What the pages of a printed text leave between its lines: their numbers and running heads, where form feeds end the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from convert.patterns import regex
from convert.readers._text.dateline import says_who_or_when

_FIGURES = regex(r"\d+")
_NUMBER = regex(r"[-–—]?\s*\d{1,3}\s*[-–—]?")
_EDGE = 2
_LONGEST = 120


class Leaves(msgspec.Struct, frozen=True):
    """Lines by their numbers: the ``furniture`` of the pages, and all, blank ones too, that stand where a page ``turns``."""

    furniture: frozenset[int] = frozenset()
    turns: frozenset[int] = frozenset()


def leaves_of(lines: list[str], ends: list[int]) -> Leaves:
    """What of ``lines`` is of the pages, the next of which begins at each of ``ends``: what several have at their top or at their foot."""
    pages = [[number for number in range(*bounds) if lines[number].strip()] for bounds in pairwise([0, *ends, len(lines)])]
    pages = [page for page in pages if page]
    tops, feet = [page[:_EDGE] for page in pages], [page[: -_EDGE - 1 : -1] for page in pages]
    furniture = frozenset((*_repeated(lines, tops), *_repeated(lines, feet)))
    if pages and _is_title(lines, pages[0], furniture):
        furniture -= {pages[0][0]}
    if len(furniture) * 2 > sum(map(len, pages)):
        furniture = frozenset()
    return Leaves(furniture, frozenset(_turns(lines, ends, furniture)))


def numbered_pages(lines: list[str]) -> list[int]:
    """Where pages begin that no form feed ends, if numbers that count on stand by themselves at their feet: *- 12 -*, *Page 3 of 9*."""
    feet = [number for number, line in enumerate(lines) if line[-1:] in _ENDS_FOOT and len(line) <= _LONGEST and _is_alone(lines, number)]
    told = {number: int(match[1] or match[2]) for number in feet if (match := _FOOT.fullmatch(lines[number].strip()))}
    if len(told) < _FEWEST_PAGES or any(later != sooner + 1 for sooner, later in pairwise(told.values())):
        return []
    return [number + 1 for number in told if number + 1 < len(lines)]


def _is_alone(lines: list[str], number: int) -> bool:
    return not (lines[number - 1].strip() if number else "") and not (lines[number + 1].strip() if number + 1 < len(lines) else "")


_FOOT = regex(
    r"[-–—]\s?(\d{1,4})\s?[-–—]|\[?(?:page|seite|página|pagina|pág\.|p\.|s\.|strona|стр\.|страница|sida|side)\s(\d{1,4})(?:\s?\S{1,4}\s?\d{1,4})?\]?",
    re.IGNORECASE,
)
_ENDS_FOOT = frozenset("0123456789-–—]")
_FEWEST_PAGES = 3


def _repeated(lines: list[str], edges: list[list[int]]) -> Iterator[int]:
    """The outermost lines of ``edges``, those of each page from its edge inwards, that are alike on several pages but for figures."""
    said = Counter(text for edge in edges for text in {_FIGURES.sub("0", lines[number].strip()) for number in edge})
    for edge in edges:
        for number in edge:
            text = lines[number].strip()
            alone = len(edges) == 1 and _NUMBER.fullmatch(text)
            if len(text) > _LONGEST or not (alone or said[_FIGURES.sub("0", text)] > 1):
                break
            yield number


def _is_title(lines: list[str], page: list[int], furniture: frozenset[int]) -> bool:
    """Whether what the first page opens with, though later ones have it too, is the headline: who wrote it or when stands right below."""
    return page[0] in furniture and len(page) > 1 and says_who_or_when(lines[page[1]].strip())


def _turns(lines: list[str], ends: list[int], furniture: frozenset[int]) -> Iterator[int]:
    """Runs of lines without text, at the end of a page and the beginning of the next."""
    turning, run = set(ends), range(0)
    for number, line in enumerate([*lines, "."]):
        if number < len(lines) and (number in furniture or not line.strip()):
            run = range(run.start, number + 1)
            continue
        if not turning.isdisjoint(range(run.start, run.stop + 1)):
            yield from run
        run = range(number + 1, number + 1)
