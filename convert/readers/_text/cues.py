"""Subtitles and transcripts with their times: SubRip, WebVTT, what video sites show beside a talk.

Their lines are as long as fit on a picture, or as one breath; none ends a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from convert.patterns import regex
from convert.readers._text.unit import FINAL

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{3})?"
_CUE = regex(rf"\[?({_TIME})\]?(?:\s*-->\s*{_TIME}.*)?")
_HEAD = regex(r"\ufeff?WEBVTT\b.*|(?:Kind|Language): \w[\w-]*")
_STYLED = regex(r"</?(?:[biu]|c|font|ruby|rt|lang|v)\b[^<>]*>|\{\\an?\d\}")
# Who says it (WebVTT, 4.2.2: a voice span).
_VOICE = regex(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
# What a file says to programs and to those who make it (WebVTT, 4.1): a block up to the next blank line.
_ASIDE = regex(r"(?:NOTE|STYLE|REGION)\b.*")
# Who speaks, or that another does, and what is no speech.
_TURN = regex(r">>|[-–—] ?\w|[\[(♪]|[^\W\d_][\w .'-]{0,30}: ")
_FEWEST, _LEAST_SHARE = 5, 0.25
_PARAGRAPH, _LONGEST = 500, 1_200
_LATEST_START = 60


class Cues(msgspec.Struct, frozen=True):
    """Lines by their numbers: the times with what stands round them, those between texts, and those that begin a paragraph."""

    times: frozenset[int]
    between: frozenset[int]
    begins: frozenset[int]


def cues_of(lines: list[str]) -> Cues | None:
    """The cues of ``lines``; none where times by themselves are few, or are of a day: those of a talk count from its beginning."""
    told = {number: cue for number, line in enumerate(lines) if line[:1] in _OPENS and (cue := _CUE.fullmatch(line.strip()))}
    if len(told) < _FEWEST or len(told) < _LEAST_SHARE * sum(map(bool, map(str.strip, lines))):
        return None
    moments = [_seconds(cue[1]) for cue in told.values()]
    if moments[0] > _LATEST_START or any(later < sooner for sooner, later in pairwise(moments)):
        return None
    times = set(told)
    times |= {number - 1 for number in told if "-->" in lines[number] and _names_cue(lines, number - 1)}
    times |= {number for number in range(min(times)) if _HEAD.fullmatch(lines[number].strip())}
    if lines[min(times)].strip().startswith("WEBVTT"):
        times |= set(_asides(lines))
    first = min(times)
    blank = {number for number in range(first, len(lines)) if number in times or not lines[number].strip()}
    return Cues(frozenset(times), frozenset(blank), frozenset(_beginnings(lines, first, blank)))


_OPENS = frozenset("[0123456789 \t")


def _names_cue(lines: list[str], number: int) -> bool:
    """Whether the line ``number``, above a time, is the number or the name of its cue: it stands alone over it."""
    return number >= 0 and bool(lines[number].strip()) and (number == 0 or not lines[number - 1].strip())


def _asides(lines: list[str]) -> Iterator[int]:
    within = False
    for number, line in enumerate(lines):
        blank = not line.strip()
        within = not blank and (within or (not lines[number - 1].strip() and _ASIDE.fullmatch(line) is not None))
        if within:
            yield number


def said_in(line: str) -> str:
    """What is said in ``line``, and by whom, without the signs for slanted or coloured letters and for its place on the picture."""
    return _STYLED.sub("", _VOICE.sub(r"\1: ", line)) if "<" in line or "{" in line else line


def _seconds(time: str) -> int:
    found = 0
    for part in re.split("[.,]", time)[0].split(":"):
        found = found * 60 + int(part)
    return found


def _beginnings(lines: list[str], first: int, blank: set[int]) -> Iterator[int]:
    """Where a paragraph begins: where another speaks, and at a sentence when enough was said; some texts have no full stops."""
    said, ended = _PARAGRAPH, True
    for number in range(first, len(lines)):
        if number in blank:
            continue
        line = said_in(lines[number]).strip()
        if _TURN.match(line) or said >= (_PARAGRAPH if ended else _LONGEST):
            yield number
            said = 0
        said += len(line)
        ended = line[-1:] in FINAL
