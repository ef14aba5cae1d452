"""What the judges of the text reader weigh: a `Unit`, one line of the file or the several of a hard-wrapped paragraph."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from convert.patterns import regex

CJK = "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
# What closes a sentence that tells something, beside the full stop (Sentence_Terminal of Unicode, and Tibetan's shad), and
# one that asks or calls.
STOPS = "\u0589\u06d4\u0964\u0965\u104a\u104b\u1362\u1368\u0f0d\u0f0e\u17d4\u17d5\u3002\uff61"
ASKING = "\u061f\u1367\uff01\uff1f"
# Those that no blank need follow.
UNSPACED_STOPS = "\u104a\u104b\u17d4\u17d5\u3002\uff01\uff1f\uff61"
FINAL = frozenset(f".!?…{STOPS}{ASKING}”»」』’\"'")

_CLOSING = frozenset("”»」』’\"')）]】")
_MENU = regex(r"\s[|•·›»>]\s")
SENTENCE_END = regex(rf"[.!?…]['”\")»]?\s+\W*\w|[{STOPS}{ASKING}]\W*\w")
# Thai and Lao have no sign for the end of a sentence.
_STOPLESS = regex("[\u0e01-\u0eff]")
_STOPLESS_LINE = 80
_LEAST_STOPLESS = 50
_LONG = 160
# Fewer columns than this are no sentence that a text could be known by.
SENTENCE = 40


# How many lines are known again: each is measured from several sides, soon one after the other.
_KEPT = 1_024

# What mail sets before the lines of someone else.
QUOTED = ">"


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A paragraph-candidate: ``text`` without its blanks and bullet, lines ``first`` to ``last`` (from 0).

    ``gap`` is how many blank lines stand before it, ``marker`` its bullet or number, ``width`` how many
    columns the text fills, where a CJK character counts as two; ``prose`` says that it reads as sentences, ``ruled`` is the sign of which
    a line stands below it, as those who write plain text set headings, and ``by_hand`` that its lines were broken with room left on them;
    ``cells`` are those of a row of a table, one alone a listing's, ``heads`` says that it names the columns, ``legal`` that it speaks of
    rights as small print does.
    """

    text: str
    first: int
    last: int
    indent: int
    gap: int
    marker: str
    width: int
    prose: bool
    ruled: str = ""
    by_hand: bool = False
    cells: tuple[str, ...] = ()
    heads: bool = False
    legal: bool = False

    @property
    def is_listing(self) -> bool:
        """Whether its one cell are the lines of a program; a row of a table has two or more."""
        return len(self.cells) == 1


def width_of(text: str) -> int:
    """How many columns ``text`` fills, near enough: by the character in its middle, or beside the blank there."""
    length = len(text)
    if text.isascii():
        return length
    middle = text[length >> 1]
    return length if (text[(length >> 1) - 1] if middle == " " else middle) < "\u2e80" else length * 2


def with_text(unit: Unit, text: str) -> Unit:
    """``unit`` where it says ``text``."""
    width = width_of(text)
    return msgspec.structs.replace(unit, text=text, width=width, prose=is_prose(text, width))


def is_prose(text: str, width: int) -> bool:
    """Whether ``text`` reads as sentences: by its length, its end, the sentence ends inside."""
    if width < SENTENCE:
        return False
    last = text[-1]
    if width >= _LONG:
        return last in FINAL or last in _CLOSING or len(_MENU.findall(text)) < 4
    if last in FINAL or (last in _CLOSING and width >= 60):
        return not _MENU.search(text)
    if width >= _STOPLESS_LINE and _STOPLESS.match(last):
        return True
    return width >= 80 and (last == ":" or SENTENCE_END.search(text) is not None)


def may_be_told(unit: Unit) -> bool:
    """Whether ``unit`` is of a script without full stops, and long for a heading."""
    return unit.width >= _LEAST_STOPLESS and not unit.cells and _STOPLESS.match(unit.text[-1:]) is not None


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` fills; tabs stop every eight."""
    if "\t" in text:
        text = text.expandtabs(8)
    return len(text) if text.isascii() else _columns(text)


def columns_of(lines: list[str]) -> list[int]:
    """How many columns each of ``lines`` fills, the blanks at its end aside."""
    return [len(line) if line.isascii() and "\t" not in line else columns(line) for line in map(str.rstrip, lines)]


@lru_cache(maxsize=_KEPT)
def _columns(text: str) -> int:
    return len(text) if _NARROW.fullmatch(text) else len(text.translate(_CELLS))


# What fills a column each: Latin, Greek and Cyrillic letters, and the marks of their sentences.
_NARROW = regex("[ -\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*")


class _Cells(dict[int, str | None]):
    """As many signs as a character fills columns: none for marks on others, two for wide ones; told when first asked."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        marks = unicodedata.category(character) in _OVER_OTHERS
        self[code] = found = None if marks else "xx" if unicodedata.east_asian_width(character) in _WIDE else "x"
        return found


_OVER_OTHERS = frozenset(("Mn", "Me", "Cf"))
_WIDE = frozenset("WF")
_CELLS = _Cells()
