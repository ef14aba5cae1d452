"""Which unit is the headline.

Its words are in the text below, it stands alone, is said twice, is signed and dated; no one sign decides.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log2

from convert.readers._text.credit import is_credit_line, part_credit
from convert.readers._text.dateline import byline_names, is_name
from convert.readers._text.dump import Dump
from convert.readers._text.shape import all_terms, is_related, is_titleshaped, terms

_TITLE_REACH = 120
_LEAST_TITLE_SCORE = 1.9
_LONGEST_TITLE = 300
_LOOK_AHEAD = 6
_DECK = 4
_SITE = re.compile(r"\s+[|·•–—-]\s+(?:[^|·•–—]{1,60}\s[|·•–—-]\s)?([^|·•–—]{2,60})$")


def find_title(dump: Dump) -> int | None:
    proses = [index for index in range(dump.start, dump.end) if dump.is_text(index)][:10]
    if not proses:
        return None
    top = max(0, dump.start - _TITLE_REACH)
    limit = proses[2] if len(proses) > 2 else proses[-1]
    about = all_terms(dump.units[index].text for index in proses) if _is_disputed(dump, top, limit) else set[str]()
    counts = Counter(unit.text.casefold() for unit in dump.units[top : proses[-1] + 1] if unit.width <= _LONGEST_TITLE)
    best, chosen = _LEAST_TITLE_SCORE if about else 1.0, None
    for index in range(top, limit):
        score = _title_score(dump, index, proses[0], about, counts)
        if score > best:
            best, chosen = score, index
    return chosen if chosen is None else _without_site(dump, _top_of_headline(dump, chosen, about), limit)


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
    for above in range(max(0, index - _LOOK_AHEAD * 2), index):
        if dump.units[above].text == dump.units[index].text and not dump.units[above].marker:
            return above
    for above in range(index - 1, max(-1, index - 1 - _DECK), -1):
        if _stands_over(dump, above, index, about):
            return _top_of_headline(dump, above, about)
    return index


def _stands_over(dump: Dump, above: int, index: int, about: set[str]) -> bool:
    """Whether ``above`` is the headline and ``index``, taken for it, but the deck or a caption below."""
    upper, unit = dump.units[above], dump.units[index]
    if not is_titleshaped(upper) or upper.width < 15 or is_related(upper) or dump.is_signature(above) or is_credit_line(upper.text):
        return False
    shared = len(terms(upper.text) & about)
    apart = bool(upper.gap or not above) and bool(dump.units[above + 1].gap)
    if above < index - 1:
        return apart and upper.width >= 25 and shared >= 2
    known = shared > 0 or above <= 2 or dump.is_signature(above - 1)
    return upper.width < unit.width and unit.width >= 45 and known and (apart or (upper.width >= 25 and shared > 0))


def site_after(text: str, headline: str) -> str:
    """The name behind ``headline`` at the end of ``text``, as in *The Bridge Is Gone | The Coastal Record*; else empty."""
    match = _SITE.match(text, len(headline))
    return match[1] if match else ""


def _is_disputed(dump: Dump, top: int, limit: int) -> bool:
    """Whether more than one line could be the headline."""
    return len({unit.text for unit in dump.units[top:limit] if is_titleshaped(unit)}) > 1


def _title_score(dump: Dump, index: int, prose: int, about: set[str], counts: Counter[str]) -> float:
    """How much speaks for the unit as the headline: its words are in the text, it stands alone, is repeated, is signed."""
    unit = dump.units[index]
    if not is_titleshaped(unit) or is_related(unit) or dump.is_signature(index):
        return 0.0
    if dump.note and not dump.units[index + 1].gap:
        return 0.0
    doubled = index in dump.doubled or index - 1 in dump.doubled
    said = counts[unit.text.casefold()] - 2 * doubled
    signed = _signed(dump, index)
    if index > prose and said < 2 and not (signed and _is_under_deck(dump, index, prose)):
        return 0.0
    mine = terms(unit.text)
    shared = len(mine & about)
    score = 1.0 + 1.5 * shared / max(1, len(mine)) + 0.3 * min(shared, 5) - 0.25 * log2(1 + abs(prose - index) / 4)
    score += 0.5 * (unit.width >= 20) + 0.5 * bool(unit.gap or not index) + 1.5 * (said > 1 and unit.width >= 12) + 1.2 * signed
    score += 1.2 * (index == 0) - 2.0 * doubled - 0.7 * is_name(unit.text) - 0.6 * (unit.width < 12)
    score -= 0.6 * (not shared and bool(about))
    score -= 0.015 * max(0, unit.width - 110) + 0.4 * max(0, unit.text.count(",") + unit.text.count(";") - 2)
    pictured = bool(part_credit(unit.text, sure=False)[1] or is_credit_line(dump.units[index + 1].text))
    return score - 3.0 * pictured - 1.5 * _follows_byline(dump, index)


def _is_under_deck(dump: Dump, index: int, prose: int) -> bool:
    """Whether but one sentence stands above the unit."""
    return not any(dump.is_text(between) for between in range(prose + 1, index))


def _signed(dump: Dump, index: int) -> bool:
    """Whether a date or byline follows within a few units."""
    return any(dump.is_signature(later) for later in range(index + 1, min(index + 1 + _LOOK_AHEAD, len(dump.units))))


def _follows_byline(dump: Dump, index: int) -> bool:
    return any(byline_names(unit.text) or is_credit_line(unit.text) for unit in dump.units[max(0, index - 3) : index])
