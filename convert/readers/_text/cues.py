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
    times |= {number - 1 for number in times if number and "-->" in lines[number] and lines[number - 1].strip().isdigit()}
    times |= {number for number in range(min(times)) if _HEAD.fullmatch(lines[number].strip())}
    first = min(times)
    blank = {number for number in range(first, len(lines)) if number in times or not lines[number].strip()}
    return Cues(frozenset(times), frozenset(blank), frozenset(_beginnings(lines, first, blank)))


_OPENS = frozenset("[0123456789 \t")


def plain(line: str) -> str:
    """``line`` without the signs for slanted or coloured letters and for its place on the picture."""
    return _STYLED.sub("", line) if "<" in line or "{" in line else line


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
        line = lines[number].strip()
        if _TURN.match(line) or said >= (_PARAGRAPH if ended else _LONGEST):
            yield number
            said = 0
        said += len(line)
        ended = line[-1] in FINAL
