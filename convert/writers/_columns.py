"""How wide the columns of a table are: so that words stay whole where there is room, whatever engine sets it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from convert.model import Cell, Table
from convert.patterns import regex
from convert.walk import plain_text

_MEASURED_ROWS = 100
# A word longer than this may be broken: it is an address or a number of an account.
_LONGEST_WORD = 20
_LONGEST_LINE = 80
# The space between two columns, in characters.
_BETWEEN = 2
# A table of more columns is set smaller, and one of yet more smaller still; how much more its lines then hold.
_FEW, _SEVERAL = 5, 8
ROOM = {"few": 1.0, "several": 1.1, "many": 1.5}
# What takes two places of a line and lets it end on either side: ideographs, kana, hangul, full-width forms.
_WIDE = regex(r"[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]")
_WORD = regex(r"[^\s\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]+")


class Columns(NamedTuple):
    """The columns of a table: the share of its width that each should have, together 1, and whether lines have to be broken."""

    shares: tuple[float, ...]
    crowded: bool


def setting(table: Table, room: float) -> str:
    """How small ``table`` is set where a line of letters of the usual size holds ``room``: a key of `ROOM`.

    As large as its lines stay whole; where no size does that, by how many columns it has.
    """
    for name in ("few", "several"):
        if not columns(table, room * ROOM[name]).crowded:
            return name
    across = sum(cell.colspan for cell in (table.head or table.rows)[0])
    return "many" if across > _SEVERAL else "several" if across > _FEW else "few"


def columns(table: Table, room: float) -> Columns:
    """The columns of ``table`` where a line holds ``room`` characters.

    Each has its longest line where all have room for that; else its longest word, and of what is left the more, the
    longer its lines are; else a share by its longest word. As CSS 2.2 does it (section 17.5.2.2), but engines that may break
    words anywhere take a word for no wider than a letter. Cells that span columns are not measured.
    """
    least, most = _measured(table)
    needed, wanted = sum(least), sum(most)
    if wanted <= room or needed >= room:
        weights, whole = (most, wanted) if wanted <= room else (least, needed)
        return Columns(tuple(weight / whole for weight in weights), wanted > room)
    spare = (room - needed) / (wanted - needed)
    return Columns(tuple((low + (high - low) * spare) / room for low, high in zip(least, most, strict=True)), True)


def _measured(table: Table) -> tuple[list[float], list[float]]:
    """The longest word and the longest line of each column, in characters, with the space beside it."""
    least: list[float] = []
    most: list[float] = []
    for row, at in islice(chain(placed(table.head), placed(table.rows)), _MEASURED_ROWS):
        for cell, column in zip(row, at, strict=True):
            short = column + cell.colspan - len(least)
            least.extend([_BETWEEN + 1.0] * short)
            most.extend([_BETWEEN + 1.0] * short)
            if cell.colspan == 1:
                word, line = _extent(plain_text(cell))
                least[column] = max(least[column], word + _BETWEEN)
                most[column] = max(most[column], line + _BETWEEN)
    return least, most


def _extent(text: str) -> tuple[int, int]:
    """The length of the longest word of ``text`` and of its longest line."""
    word = max(map(len, _WORD.findall(text)), default=2)
    line = max((len(line) + len(_WIDE.findall(line)) for line in text.splitlines()), default=0)
    return min(word, _LONGEST_WORD), min(max(word, line), _LONGEST_LINE)


def placed(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[tuple[tuple[Cell, ...], list[int]]]:
    """Each row with the columns its cells begin in; rows above may reach into it."""
    reaching: dict[int, int] = {}
    for row in rows:
        columns: list[int] = []
        column = 0
        reach = {at: left - 1 for at, left in reaching.items() if left > 1}
        taken = set(reaching)
        for cell in row:
            while column in taken:
                column += 1
            columns.append(column)
            for at in range(column, column + cell.colspan):
                if cell.rowspan > 1:
                    reach[at] = cell.rowspan - 1
            column += cell.colspan
        yield row, columns
        reaching = reach
