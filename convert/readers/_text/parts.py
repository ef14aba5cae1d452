"""How many articles a text holds, and at which unit each begins.

A new one begins behind a run of blank lines, or a drawn line, where a headline stands over prose; or
anywhere, where a headline is said twice over. What stands before the new headline must hold prose too.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from convert.readers._text.credit import is_credit_line
from convert.readers._text.dateline import byline_names, says_who_or_when
from convert.readers._text.days import is_date_line
from convert.readers._text.openings import alike, counted
from convert.readers._text.shape import heaviest, is_ornament, is_separator, is_titleshaped
from convert.readers._text.unit import Unit

_HEAD = 15
_ENOUGH = 250
_LEAST_LINE = 60
_ENOUGH_UNITS = 25
_MENU = 8
_PAGE = 300
_WHOLE = 5.0
_SHORT_WHOLE = 3.0
_MOST_UNITS_JUDGED = 60
_LEGAL = 120
# More often than over an article, in a list of contents and in a menu nothing is said but what a page offers to do.
_OFTEN = 4


def starts(units: list[Unit], weights: list[float], headed: list[int], *, manuscript: bool = False) -> list[int]:
    """The index of the first unit of each article, in order; the first is 0.

    ``weights`` are those of the units, ``headed`` is where heads begin that say themselves what they are. In a ``manuscript`` what stands
    apart under a headline is a chapter, unless it says who wrote it or when.
    """
    if len(headed) > 1:
        return _headed(units, headed)
    usual = _usual_gap(units)
    least = _SHORT_WHOLE if _are_whole(units, weights, usual) else _WHOLE
    found = [0]
    held = 0
    reached = 0
    regular = counted(units) or alike(units)
    said = Counter(unit.text for unit in units)
    for index in sorted({*_candidates(units, usual), *regular}):
        held += _prose(units[reached:index])
        reached = index
        enough = held >= _ENOUGH or (held >= _LEAST_LINE and _is_headed(units, index))
        if manuscript and not (index in regular or _signs_on(units[index : index + _HEAD + 1])):
            continue
        if index in regular or (enough and _begins_article(units, weights, index, usual, least, said)):
            found.append(index)
            held = 0
    return [0] if _are_sections(units, found) else found


def _are_sections(units: list[Unit], found: list[int]) -> bool:
    """Whether of the parts at ``found`` the first says who wrote it or when, and the others but have short titles: chapters."""
    if len(found) < _FEWEST_SECTIONS or not _signs_on(units[: _HEAD + 1]):
        return False
    return all(_opens_chapter(units[index : index + _HEAD]) for index in found[1:])


def _opens_chapter(body: list[Unit]) -> bool:
    """Whether a short line or two stand over text, and nothing says who wrote it or when."""
    head = next((place for place, unit in enumerate(body) if unit.prose), len(body))
    return head in (1, 2) and max(unit.width for unit in body[:head]) <= _LONGEST_CHAPTER and not _signs_on(body)


def _signs_on(body: list[Unit]) -> bool:
    return _is_signed(body, _until_prose(body))


_FEWEST_SECTIONS, _LONGEST_CHAPTER = 3, 40


def _is_headed(units: list[Unit], index: int) -> bool:
    """Whether a headline stands at ``index`` with both who wrote it and when right below, as over an article however short."""
    below = [unit.text for unit in units[index + 1 : index + _SIGNED_WITHIN]]
    return is_titleshaped(units[index]) and any(map(byline_names, below)) and any(map(is_date_line, below))


_SIGNED_WITHIN = 4


def _headed(units: list[Unit], headed: list[int]) -> list[int]:
    """The starts where every article has a head of its own; over the first may stand what the file says of itself."""
    found = [0]
    for index in headed:
        if _prose(units[found[-1] : index]) >= (_ENOUGH if index == headed[0] else 1):
            found.append(index)
    return found


def _prose(units: list[Unit]) -> int:
    """How much running text is in ``units``."""
    return sum(unit.width for unit in units if unit.prose and unit.width >= _LEAST_LINE)


def _are_whole(units: list[Unit], weights: list[float], usual: int) -> bool:
    """Whether the widest gaps part the file into texts and nothing else, as joining files does."""
    widest = max((unit.gap for unit in units[1:]), default=0)
    if widest < max(3, usual + 2):
        return False
    bounds = [0, *(index for index, unit in enumerate(units) if index and unit.gap == widest), len(units)]
    return all(heaviest(weights[first:end])[0] >= _SHORT_WHOLE for first, end in pairwise(bounds))


def _usual_gap(units: list[Unit]) -> int:
    """How many blank lines stand between paragraphs here."""
    gaps = Counter(unit.gap for unit in units[1:] if unit.width >= 80)
    return max(gaps, key=lambda gap: gaps[gap]) if gaps else 0


def _candidates(units: list[Unit], usual: int) -> list[int]:
    wide = max(2, usual + 1)
    found: list[int] = []
    last_seen: dict[str, int] = {}
    for index in range(len(units) - 1, 0, -1):
        unit = units[index]
        twice = 1 < last_seen.get(unit.text, 0) - index <= _HEAD
        if (
            unit.gap >= wide
            or _is_drawn(units[index - 1])
            or (twice and unit.gap > usual - 1)
            or (unit.gap and _ends_page(units[index - 1]))
        ):
            found.append(index)
        last_seen[unit.text] = index
    found.reverse()
    return found


def _begins_article(units: list[Unit], weights: list[float], index: int, usual: int, least: float, said: Counter[str]) -> bool:
    wide = units[index].gap >= max(3, usual + 2) or is_separator(units[index - 1].text)
    if wide and _is_whole_page(units, weights, index, least):
        return True
    body = units[index : index + _MOST_UNITS_JUDGED]
    head = _until_prose(body)
    headline = next((place for place, unit in enumerate(head) if is_titleshaped(unit)), None)
    if headline is None or head[headline].text in {unit.text for unit in units[max(0, index - _HEAD) : index]}:
        return False
    below = body[headline + 1].text if headline + 1 < len(body) else ""
    if is_credit_line(below):
        return False
    prose = [unit for unit in body if unit.prose and not unit.marker]
    if len(prose) < 2 or sum(weights[index : index + min(headline + _ENOUGH_UNITS, _MOST_UNITS_JUDGED)]) < 1:
        return False
    evidence = _evidence(body, head, headline)
    if _is_drawn(units[index - 1]) or _ends_page(units[index - 1]):
        return wide or (_is_signed(body, head) and units[index].gap >= usual)
    if wide:
        return evidence >= 1
    named = said[head[headline].text] <= _OFTEN and _is_headline(head[headline].text) and _is_signed(body, head)
    return named and evidence >= (2 if units[index].gap > max(1, usual) else 4)


def _is_headline(text: str) -> bool:
    """Whether a line that could be one by its shape names no day, author or photographer."""
    return not (says_who_or_when(text) or is_credit_line(text))


def _is_whole_page(units: list[Unit], weights: list[float], index: int, least: float) -> bool:
    """Whether a menu begins here and a text of several paragraphs stands below it, within the same blank lines.

    ``least`` is what the text must weigh.
    """
    if any(unit.prose for unit in units[index : index + _MENU]):
        return False
    end = next((later for later in range(index + 1, min(index + _PAGE, len(units))) if units[later].gap >= units[index].gap), index + _PAGE)
    best, first, last = heaviest(weights[index:end])
    proses = sum(1 for unit in units[index + first : index + last] if unit.prose and not unit.marker and unit.width >= 100)
    return best >= least and proses >= 3


def _until_prose(body: list[Unit]) -> list[Unit]:
    """The units above the first prose that isn't said twice in a row, as captions are."""
    for place, unit in enumerate(body[:_HEAD]):
        if unit.prose and not _is_doubled(body, place) and not is_titleshaped(unit):
            return body[:place]
    return body[:_HEAD]


def _is_doubled(body: list[Unit], place: int) -> bool:
    text = body[place].text
    return (place > 0 and body[place - 1].text == text) or (place + 1 < len(body) and body[place + 1].text == text)


def _evidence(body: list[Unit], head: list[Unit], headline: int) -> int:
    texts = [unit.text for unit in body[:_HEAD]]
    twice = texts.count(head[headline].text) > 1 and texts[headline + 1 : headline + 2] != [head[headline].text]
    doubled = any(first == second for first, second in pairwise(texts))
    return 2 * twice + doubled + _is_signed(body, head) + (headline == 0)


def _is_signed(body: list[Unit], head: list[Unit]) -> bool:
    """Whether a date or byline stands in ``head``, the units above the text, or right below."""
    return any(says_who_or_when(unit.text) for unit in body[: len(head) + 1])


def _is_drawn(unit: Unit) -> bool:
    """Whether ``unit`` is a drawn line, or the signs for a break."""
    return not unit.text[:1].isalnum() and (is_separator(unit.text) or is_ornament(unit.text))


def _ends_page(unit: Unit) -> bool:
    """Whether ``unit`` is the line of rights that pages and texts end with."""
    return not unit.marker and unit.width < _LEGAL and unit.legal
