"""Which unit is the headline.

Its words are in the text below, it stands alone, is said twice, is signed and dated; no one sign decides.
"""

from __future__ import annotations

from collections import Counter
from math import log2

from convert.patterns import regex
from convert.readers._text.candidates import likeliest, opens
from convert.readers._text.credit import is_credit_line, part_credit
from convert.readers._text.dateline import byline_names, is_by, is_name
from convert.readers._text.dump import Dump
from convert.readers._text.rulings import ADDRESS, HEADER
from convert.readers._text.shape import all_terms, is_ornament, is_related, is_sentence, is_separator, is_titleshaped, terms
from convert.readers._text.unit import SENTENCE_END, Unit

_TITLE_REACH = 120
_LEAST_TITLE_SCORE = 1.9
_LONGEST_TITLE = 300
_LOOK_AHEAD = 6
_LOOK_BACK = 3
_MOST_BY_WORDS = 3.0
_NEVER = -100.0
_SHORT_HEADLINE, _LONG_HEADLINE = 25, 120
_DECK = 4
_OPENING = 3
_SITE = regex(r"\s+[|·•–—-]\s+(?:[^|·•–—]{1,60}\s[|·•–—-]\s)?([^|·•–—]{2,60})$")


def find_title(dump: Dump) -> int | None:
    """Where the headline stands, ``None`` where no line is one.

    Over that of a text without a page round it stand but short lines.
    """
    found = _by_score(dump)
    if not dump.manuscript or (found is not None and not any(map(_closes_head, dump.units[:found]))):
        return found
    return _opening(dump)


def _closes_head(unit: Unit) -> bool:
    return unit.prose or unit.last > unit.first or is_ornament(unit.text)


def _by_score(dump: Dump) -> int | None:
    """The line that has most of a headline, if any has enough; which of them it is on a page is told by more signs than these."""
    proses = [index for index in range(dump.start, dump.end) if dump.is_text(index)][:10]
    if not proses:
        return None
    top = max(0, dump.start - _TITLE_REACH)
    limit = proses[2] if len(proses) > 2 else proses[-1]
    shaped = (index for index in range(top, limit) if is_titleshaped(dump.units[index]) or _is_signed_sentence(dump, index))
    candidates = [index for index in shaped if dump.rulings[index] is not HEADER]
    disputed = len({dump.units[index].text for index in candidates}) > 1
    about = all_terms(dump.units[index].text for index in proses) if disputed else set[str]()
    counts = Counter(unit.text.casefold() for unit in dump.units[top : proses[-1] + 1] if unit.width <= _LONGEST_TITLE)
    place = _Place(dump, top, limit, proses[0])
    best, chosen = _LEAST_TITLE_SCORE if about else 1.0, None
    for index in candidates:
        score = _score_by_place(place, index, counts)
        if score > best - _MOST_BY_WORDS and (score := score + _score_by_words(place, index, about)) > best:
            best, chosen = score, index
    if chosen is not None and not dump.clean and about:
        return _without_site(dump, _said_above(dump, likeliest(dump, candidates, place.signed, proses[0], about)), limit)
    return chosen if chosen is None else _without_site(dump, _top_of_headline(dump, chosen, about), limit)


def _opening(dump: Dump) -> int | None:
    """The first line of words of a text without a page round it, where it may be its headline: none stands over that."""
    worded = (index for index, unit in enumerate(dump.units[:_OPENING]) if not is_ornament(unit.text))
    first = next(worded, None)
    return first if first is not None and is_titleshaped(dump.units[first]) else None


def _is_signed_sentence(dump: Dump, index: int) -> bool:
    """Whether the unit, though closed as a sentence is, stands alone over the author's name, as headlines do."""
    unit = dump.units[index]
    if unit.marker or unit.cells or unit.width > _LONGEST_SENTENCE or (index and not unit.gap) or index + 1 >= len(dump.units):
        return False
    signed = byline_names(dump.units[index + 1].text) or is_by(dump.units[index + 1].text)
    return bool(signed) and is_sentence(unit) and not dump.is_signature(index) and not is_credit_line(unit.text)


_LONGEST_SENTENCE = 100


class _Place:
    """Where headlines are looked for, above ``prose``: which lines have a date or a byline within a few lines, below or above."""

    def __init__(self, dump: Dump, top: int, limit: int, prose: int) -> None:
        self.dump = dump
        self.prose = prose
        self.signed = set[int]()
        self.below_byline = set[int]()
        units = dump.units
        for index in range(max(0, top - _LOOK_BACK), min(limit + _LOOK_AHEAD, len(units))):
            if dump.is_signature(index) or is_by(units[index].text):
                self.signed.update(range(index - _LOOK_AHEAD, index))
            text = units[index].text
            if byline_names(text) or is_credit_line(text):
                self.below_byline.update(range(index + 1, index + 1 + _LOOK_BACK))


def _without_site(dump: Dump, index: int, limit: int) -> int:
    """The line below that is the headline alone, where the unit at ``index`` adds a site's name to it, as a page's title does."""
    text = dump.units[index].text
    for below in range(index + 1, limit):
        unit = dump.units[below]
        if is_titleshaped(unit) and text.startswith(unit.text) and site_after(text, unit.text):
            return below
    return index


def _top_of_headline(dump: Dump, index: int, about: set[str]) -> int:
    """The first of the lines a headline is said in: the same line further up, or the shorter one over a deck."""
    if (first := _said_above(dump, index)) < index:
        return first
    for above in range(index - 1, max(-1, index - 1 - _DECK), -1):
        if _stands_over(dump, above, index, about):
            return _top_of_headline(dump, above, about)
    return index


def _said_above(dump: Dump, index: int) -> int:
    """Where the same line stands further up, else ``index``."""
    same = (above for above in range(max(0, index - _LOOK_AHEAD * 2), index) if dump.units[above].text == dump.units[index].text)
    return next((above for above in same if not dump.units[above].marker), index)


def _stands_over(dump: Dump, above: int, index: int, about: set[str]) -> bool:
    """Whether ``above`` is the headline and ``index``, taken for it, but the deck or a caption below."""
    upper, unit = dump.units[above], dump.units[index]
    if (
        dump.rulings[above] is HEADER
        or not is_titleshaped(upper)
        or upper.width < 15
        or is_related(upper)
        or dump.is_signature(above)
        or is_credit_line(upper.text)
    ):
        return False
    shared = len(terms(upper.text) & about)
    apart = bool(upper.gap or not above) and bool(dump.units[above + 1].gap)
    if above < index - 1:
        return apart and upper.width >= 25 and shared >= 2
    if upper.width >= 25 and SENTENCE_END.search(unit.text):  # as decks have, and headlines hardly ever
        return True
    if upper.width < _SHORT_HEADLINE and unit.width <= _LONG_HEADLINE:  # as a kicker stands over its headline
        return False
    known = shared > 0 or above <= 2 or dump.is_signature(above - 1)
    return upper.width < unit.width and unit.width >= 45 and known and (apart or (upper.width >= 25 and shared > 0))


def site_after(text: str, headline: str) -> str:
    """The name behind ``headline`` at the end of ``text``, as in *The Bridge Is Gone | The Coastal Record*; else empty."""
    match = _SITE.match(text, len(headline))
    return match[1] if match else ""


def _score_by_place(place: _Place, index: int, counts: Counter[str]) -> float:
    """How much speaks for the unit, shaped as a headline is, by where it stands: it is alone, is repeated, is signed."""
    dump = place.dump
    unit = dump.units[index]
    if dump.note and not dump.units[index + 1].gap:
        return _NEVER
    doubled = index in dump.doubled or index - 1 in dump.doubled
    said = counts[unit.text.casefold()] - 2 * doubled
    signed = index in place.signed
    if index > place.prose and said < 2 and not (signed and _is_under_deck(dump, index, place.prose)):
        return _NEVER
    score = 1.0 - 0.25 * log2(1 + abs(place.prose - index) / 4) + 1.2 * opens(dump, index) + 1.2 * signed - 2.0 * doubled
    apart = unit.gap or not index or is_separator(dump.units[index - 1].text) or dump.rulings[index - 1] is ADDRESS
    score += 0.5 * (unit.width >= 20) + 0.5 * bool(apart) + 1.5 * (said > 1 and unit.width >= 12) - 0.6 * (unit.width < 12)
    return score - 0.015 * max(0, unit.width - 110) - 1.5 * (index in place.below_byline)


def _score_by_words(place: _Place, index: int, about: set[str]) -> float:
    """What is to be added by what the unit says, at most `_MOST_BY_WORDS`: its words are in the text, it is no name or caption."""
    unit = place.dump.units[index]
    text = unit.text
    if place.dump.is_signature(index) or is_related(unit):
        return _NEVER
    mine = terms(text)
    shared = len(mine & about)
    score = (
        1.5 * shared / max(1, len(mine))
        + 0.3 * min(shared, 5)
        - 0.7 * (is_name(text) and not place.dump.is_common(text, any))
        - 0.6 * (not shared and bool(about))
    )
    pictured = bool(part_credit(text, sure=False)[1] or is_credit_line(place.dump.units[index + 1].text))
    return score - 0.4 * max(0, text.count(",") + text.count(";") - 2) - 3.0 * pictured


def _is_under_deck(dump: Dump, index: int, prose: int) -> bool:
    """Whether but one sentence stands above the unit."""
    return not any(dump.is_text(between) for between in range(prose + 1, index))
