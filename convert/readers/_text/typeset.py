"""Lines as a typesetter breaks them, in letters of uneven width: of texts copied out of PDFs, and of scanned pages.

How many columns fill a line differs there from line to line. What tells is that sentences go on in the next line, of lines nearly
as wide as those around.
"""

from __future__ import annotations

import msgspec

from convert.patterns import regex
from convert.readers._text.dateline import says_who_or_when
from convert.readers._text.unit import CJK, FINAL, columns, columns_of
from convert.readers._text.wrapping import MARKER, NARROWEST, RULING, WIDEST, begins_alone, hangs

_CJK = regex(f"[{CJK}]")
_LEAST_BROKEN, _LEAST_SHARE, _LEAST_UNEVEN = 5, 0.3, 0.05
_MOST_LONG = 0.05
_NEAR, _LEAST_RUN = 4, 3
_WITHIN = frozenset(",;-\u2010–—")
_HYPHENS = ("-", "\u2010", "\u00ad")
# How much of the measure a line fills, with the next word, that goes on though its sentence ends there, or though a capital follows.
_ENDED, _ENDED_IN_SPACED, _CAPITAL, _FIGURE = 0.97, 0.75, 0.85, 0.55
# What programs set round lines that run from right to left.
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NARROW = 15
_SHORT_WORD = 3


class Setting(msgspec.Struct, frozen=True):
    """How wide a full line is, by the number of the line, and whether blank lines part the paragraphs."""

    measures: list[int]
    spaced: bool


def setting_of(lines: list[str], shown: list[int] | None = None) -> Setting | None:
    """How a typesetter broke the paragraphs of ``lines``, which are ``shown`` as wide; none where none did."""
    if len(lines) < _LEAST_BROKEN or sum(map(WIDEST.__lt__, map(len, lines))) > len(lines) * _MOST_LONG:
        return None
    texts = [line.strip() for line in lines]
    shown = columns_of(lines) if shown is None else shown
    pairs = [number for number in range(len(lines) - 1) if shown[number] >= NARROWEST and shown[number + 1]]
    # A figure may begin anything: how many hours ago what stands above was written, say.
    broken = [number for number in pairs if not texts[number + 1][0].isdigit() and _breaks_off(texts[number], texts[number + 1])]
    if not _are_uneven(texts, shown, broken, len(pairs)):
        return None
    measures = _measures(shown)
    full = [number for number in broken if shown[number] > _CAPITAL * measures[number]]
    return Setting(measures, _is_spaced(shown, measures)) if _are_uneven(texts, shown, full, len(pairs)) else None


def _are_uneven(texts: list[str], shown: list[int], broken: list[int], pairs: int) -> bool:
    """Whether, of so many ``pairs`` of lines, enough are ``broken``, and enough of these have room for the next word."""
    if len(broken) < _LEAST_BROKEN or len(broken) < _LEAST_SHARE * pairs:
        return False
    widths = sorted(filter(None, shown))
    room = widths[-1 - len(widths) // 40] - 1
    return sum(shown[at] + columns(texts[at + 1].split(None, 1)[0]) <= room for at in broken) >= _LEAST_UNEVEN * len(broken)


def goes_on(lines: list[str], number: int, following: int, setting: Setting) -> bool:
    """Whether the paragraph that the line ``number`` is of goes on in that of the number ``following``, neither blank."""
    line, start = lines[number].strip(), lines[following].strip()
    if not (any(map(str.isalpha, start)) or start[-1] in FINAL):  # a time, a number
        return False
    if MARKER.match(start) or RULING.fullmatch(start) or RULING.fullmatch(line) or begins_alone(start):
        return False
    width, measure = columns(lines[number].rstrip()), setting.measures[number]
    word = start.split(None, 1)[0]
    if (line.endswith(_HYPHENS) and start[0].islower()) or (lines[following][0].isspace() and hangs(lines[number], lines[following])):
        return True
    if _breaks_off(line, start):
        return width >= (_NARROW if start[0].islower() else _FIGURE * measure)
    if says_who_or_when(start):
        return False
    if _indent(lines[following]) > _indent(lines[number]) and number + 1 == following:
        return False
    if line.rstrip(_MARKS)[-1:] in FINAL:
        return width + 1 + columns(word) > (_ENDED_IN_SPACED if setting.spaced else _ENDED) * measure
    last = line.rsplit(None, 1)[-1]
    if last.islower() and len(last) <= _SHORT_WORD:  # no headline or paragraph ends so
        return True
    return width + 1 + columns(word) > _CAPITAL * measure


def _breaks_off(line: str, following: str) -> bool:
    """Whether a sentence goes on: no end, and then nothing that begins one."""
    last, first = line[-1], following[0]
    if last in _MARKS:
        last = line.rstrip(_MARKS)[-1:]
    if first in _MARKS:
        first = following.lstrip(_MARKS)[:1]
    if not (last.isalnum() or last in _WITHIN):
        return False
    return (
        first.islower() or first.isdigit() or (bool(first) and first.isalpha() and first.lower() == first.upper() and not _CJK.match(first))
    )


def _measures(shown: list[int]) -> list[int]:
    """How wide a full line is at each of the lines that are ``shown`` as wide: that of the widest near it, as letters differ in size."""
    full = [number for number, width in enumerate(shown) if width]
    found = [NARROWEST] * len(shown)
    for place, number in enumerate(full):
        found[number] = max(NARROWEST, *(shown[near] for near in full[max(0, place - _NEAR) : place + _NEAR + 1]))
    return found


def _is_spaced(shown: list[int], measures: list[int]) -> bool:
    """Whether blank lines stand between the paragraphs: within most runs of lines only the last is short."""
    runs = whole = 0
    within: list[bool] = []
    for number in range(len(shown)):
        if not shown[number]:
            runs, whole, within = runs + (len(within) > 1), whole + (len(within) > 1 and all(within[:-1])), []
        else:
            within.append(shown[number] > _ENDED_IN_SPACED * measures[number])
    return runs >= _LEAST_RUN and whole > 0.6 * runs


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
