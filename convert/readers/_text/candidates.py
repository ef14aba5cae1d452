"""Which lines over a dump's text may be its headline, and what stands round them, looked up once for all."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from convert.readers._text.credit import part_credit
from convert.readers._text.dateline import is_by
from convert.readers._text.dump import Dump
from convert.readers._text.rulings import HEADER
from convert.readers._text.shape import all_terms, is_control, is_placeholder, is_related, is_titleshaped, is_wordless, terms

_REACH, _TOP = 200, 30
_PARAGRAPHS, _UNTIL = 10, 3
_LONGEST_TITLE = 300
_WIDEST_SENTENCE, _WIDEST, _NARROWEST = 100, 180, 2
_MOST, _NEAREST, _FIRST = 10, 4, 2
_MOST_COUNTED, _COUNTED = 30, 400
_LOOK_AHEAD, _LOOK_BACK = 8, 4
_LOOK_ROUND = 300
_CARRIED_ON = frozenset(",;:،؛、")


class Scene:
    """The lines that may be the headline of ``dump``, and what is asked of each of them.

    ``lines`` are the indices of all, in order, ``worth`` of those few that are worth to be weighed; ``paragraph`` is the first paragraph,
    ``limit`` what none stands behind. ``about`` are the terms of the first paragraphs, ``shared`` says how many of a line's are among them,
    ``common`` how often a term is said in the text; ``paragraphs_above`` counts those above a line.
    """

    def __init__(self, dump: Dump, paragraphs: list[int]) -> None:
        self.dump = dump
        units = dump.units
        self.paragraph = paragraphs[0]
        self.limit = paragraphs[min(_UNTIL, len(paragraphs)) - 1]
        top = max(0, dump.start - _REACH)
        places = [*range(min(_TOP, top)), *range(top, self.limit)]
        shaped = (index for index in places if dump.rulings[index] is not HEADER and _may_be_headline(dump, index))
        self.lines = [index for index in shaped if self._may_stand(index)]
        self.about = all_terms(units[index].text for index in paragraphs)
        self.opening = terms(units[self.paragraph].text[:_COUNTED])
        self.terms = {index: terms(units[index].text) for index in self.lines}
        self.shared = {index: len(said & self.about) for index, said in self.terms.items()}
        self.worth = self._worth()
        if not self.worth:
            return
        self.common = Counter[str]()
        told = (unit for unit in units[dump.start : dump.end] if unit.prose)
        for unit, _ in zip(told, range(_MOST_COUNTED), strict=False):
            self.common.update(terms(unit.text[:_COUNTED]))
        round_it = units[max(0, self.limit - _LOOK_ROUND) : self.limit + _LOOK_AHEAD]
        self._round = "".join(f"\n{unit.text.casefold()}\r" for unit in round_it if unit.width <= _LONGEST_TITLE)
        self.paragraphs_above = list(accumulate((unit.prose for unit in units[: self.limit]), initial=0))

    def _worth(self) -> list[int]:
        """Of the lines those that share most terms with the text, the nearest above it, and the first."""
        start = self.dump.start
        most = sorted(self.lines, key=lambda index: (-self.shared[index], abs(index - start)))[:_MOST]
        nearest = sorted(self.lines, key=lambda index: abs(index - start))[:_NEAREST]
        return sorted({*most, *nearest, *self.lines[:_FIRST]})

    def _may_stand(self, index: int) -> bool:
        """Whether no paragraph stands above the line, nor is it a sentence; else it must be set apart, said twice over, or signed below."""
        units = self.dump.units
        unit = units[index]
        told = unit.prose and not is_titleshaped(unit)
        if not told and (index <= self.paragraph or (unit.gap and units[index + 1].gap)):
            return True
        others = (*units[:index], *units[index + 2 : self.limit])
        return self.signed_below(index) <= _LOOK_AHEAD or any(other.text == unit.text for other in others)

    def ends_longer(self, index: int) -> bool:
        """Whether a longer line near the text ends with this one, as a path through the site does."""
        low = self.dump.units[index].text.casefold()
        return self._round.count(f"{low}\r") > self._round.count(f"\n{low}\r")

    def _is_signed(self, index: int) -> bool:
        return self.dump.is_signature(index) or is_by(self.dump.units[index].text)

    def signed_below(self, index: int) -> int:
        """How many lines below a byline or a date stands; one more than is looked at, where none does."""
        most = min(_LOOK_AHEAD, len(self.dump.units) - index - 1)
        return next((lines for lines in range(1, most + 1) if self._is_signed(index + lines)), _LOOK_AHEAD + 1)

    def signed_above(self, index: int) -> int:
        """How many lines above a byline or a date stands; one more than is looked at, where none does."""
        return next((lines for lines in range(1, min(_LOOK_BACK, index) + 1) if self._is_signed(index - lines)), _LOOK_BACK + 1)


def scene_of(dump: Dump) -> Scene | None:
    """The scene of ``dump``, ``None`` where it has no paragraph."""
    paragraphs: list[int] = []
    for index in range(dump.start, dump.end):
        if dump.is_text(index):
            paragraphs.append(index)
            if len(paragraphs) == _PARAGRAPHS:
                break
    return Scene(dump, paragraphs) if paragraphs else None


def _may_be_headline(dump: Dump, index: int) -> bool:
    unit = dump.units[index]
    if dump.note and not dump.units[index + 1].gap:
        return False
    if not (is_titleshaped(unit) or _may_be_at_all(dump, index)) or is_related(unit):
        return False
    return not (dump.is_signature(index) or part_credit(unit.text, sure=False)[1])


def _may_be_at_all(dump: Dump, index: int) -> bool:
    """Whether the unit, though very short, or a sentence that no picture's text is said twice with, may be one."""
    unit = dump.units[index]
    text = unit.text
    if unit.marker or unit.cells or not _NARROWEST <= unit.width <= _WIDEST or text[0] in "©[#(" or text[-1] in _CARRIED_ON:
        return False
    if unit.prose and (unit.last > unit.first or unit.width > _WIDEST_SENTENCE or index in dump.doubled or index - 1 in dump.doubled):
        return False
    return not ("://" in text or is_wordless(text) or is_placeholder(text) or is_control(unit))
