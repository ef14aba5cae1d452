"""The text of a PDF in the order it is read in: codes into letters, lines drawn into lines read, lines into text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from convert.patterns import regex

_HYPHEN = "\u2010"
# A line below begins at least half a letter lower; what is raised or lowered within a line stands nearer than that.
_LOWER = 0.5


class Run(NamedTuple):
    """A piece of a line: its text, its baseline on its page in the units of the page's content, and the size of its letters."""

    text: str
    page: int = -1
    line: float = 0.0
    size: float = 0.0


END = Run("\n")
"""Where a block begins or ends."""


def joined(runs: Iterable[Run]) -> str:
    """``runs`` as text. A hyphen at the end of a line that a word goes on behind is no part of it; a line ends a word otherwise."""
    pieces: list[str] = []
    last: Run | None = None
    for run in runs:
        if run is END:
            pieces.append("\n")
            last = None
            continue
        if not run.size:  # blanks alone are not drawn
            pieces.append(" ")
            continue
        if last and (run.page != last.page or abs(run.line - last.line) > _LOWER * max(run.size, last.size)):
            _break(pieces)
        pieces.append(run.text)
        last = run
    return "".join(pieces)


def _break(pieces: list[str]) -> None:
    if pieces[-1].endswith(_HYPHEN):
        pieces[-1] = pieces[-1].removesuffix(_HYPHEN)
    else:
        pieces.append("\n")


_RIGHT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFT = rf"[^\W{_RIGHT}]"
_RIGHT_LETTER = regex(f"[{_RIGHT}]")
_LEFT_LETTER = regex(_LEFT)
_RIGHT_SPAN = regex(f"[{_RIGHT}](?:(?!{_LEFT}).)*[{_RIGHT}]", re.DOTALL)
_LEFT_SPAN = regex(f"{_LEFT}[^{_RIGHT}]*{_LEFT}", re.DOTALL)


def logical(drawn: str) -> str:
    """A piece of a line that is ``drawn`` from left to right, in the order it is read in.

    Where most letters run from right to left the line does, and numbers and words of other scripts run against it (Unicode Standard
    Annex #9, rule L2, undone for two levels).
    """
    right = len(_RIGHT_LETTER.findall(drawn))
    if not right:
        return drawn
    if right > len(_LEFT_LETTER.findall(drawn)):
        return _LEFT_SPAN.sub(_turned, drawn[::-1])
    return _RIGHT_SPAN.sub(_turned, drawn)


def _turned(span: re.Match[str]) -> str:
    return span[0][::-1]


def decoded(codes: bytes, font: dict[int, str]) -> Iterator[str]:
    """The text of each of the two-byte ``codes`` in ``font``."""
    for at in range(0, len(codes) - 1, 2):
        yield font.get(codes[at] << 8 | codes[at + 1], "\ufffd")


_SECTION = regex(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CHARACTER = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


def unicode_of(cmap: bytes) -> dict[int, str]:
    """The text of each code by a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, rows in _SECTION.findall(cmap):
        if kind == b"char":
            found |= {int(code, 16): _utf16(text) for code, text in _CHARACTER.findall(rows)}
            continue
        for first, last, text in _RANGE.findall(rows):
            start, begin = int(first, 16), _utf16(text)
            for code in range(start, min(int(last, 16), start + 0xFFFF) + 1):
                found[code] = begin[:-1] + chr(ord(begin[-1]) + code - start) if begin else ""
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
