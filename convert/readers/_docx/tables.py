"""Tables of a document: rows of cells with their spans, heads and sides (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from convert.limits import LIMITS
from convert.model import Alignment, Block, Cell, Table
from convert.readers._docx.package import W, below, is_on, number, value

_ALIGNMENTS: dict[str, Alignment] = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center"}
_OTHER: dict[str, Alignment] = {"left": "right", "right": "left"}
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml"))
_FIRST_ROW = 0x20


class _Slot(msgspec.Struct):
    """A cell as its row states it: the column it begins in, how wide and tall it is, whether it goes on with one above."""

    element: Any
    column: int
    wide: int
    goes_on: bool
    tall: int = 1


def table_of(table: Any, blocks: Callable[[Any], list[Block]], headings: frozenset[str] = frozenset()) -> Table | None:
    """The table, each cell's content made by ``blocks``; ``None`` for one past `Limits.table_cells`.

    ``headings`` are the ids of the styles that programs give the paragraphs of a table's head.
    """
    rows = list(_below(table, "tr"))
    grid = [_slots(row) for row in rows]
    if sum(map(len, grid)) > LIMITS.table_cells:
        return None
    _merge(grid)
    heads = _whole(grid, _heads(table, rows) or _styled(rows, headings))
    made = [tuple(_cell(slot, blocks, header=at < heads) for slot in row if not slot.goes_on) for at, row in enumerate(grid)]
    head, body = made[:heads], made[heads:]
    if not body:
        head, body = [], [tuple(msgspec.structs.replace(cell, header=False) for cell in row) for row in head]
    turned = is_on(below(table, "tblPr", "bidiVisual"))
    return Table(tuple(body), head=tuple(head), alignment=_alignment(grid[heads:] or grid, turned))


def cells_in(table: Any) -> list[Any]:
    """Every cell of ``table``, in order, not those of tables in it."""
    return [cell for row in _below(table, "tr") for cell in _below(row, "tc")]


def only_cell(table: Any) -> Any | None:
    """The cell of a table that has no other, and so is but a frame."""
    cells = cells_in(table)
    return cells[0] if len(cells) == 1 else None


def _below(element: Any, name: str) -> Iterator[Any]:
    """The elements called ``name`` right below, whatever wraps them, but for rows that were deleted."""
    for child in element:
        if child.tag == f"{W}{name}":
            if not is_deleted(child):
                yield child
        elif child.tag in _WRAPPERS:
            yield from _below(child, name)


def is_deleted(row: Any) -> bool:
    """Whether change tracking has ``row`` as deleted (17.13.5.12)."""
    return below(row, "trPr", "del") is not None


def _slots(row: Any) -> list[_Slot]:
    found: list[_Slot] = []
    column = number(value(below(row, "trPr", "gridBefore")))
    for cell in _below(row, "tc"):
        properties = cell.find(f"{W}tcPr")
        wide = max(1, min(number(value(below(properties, "gridSpan")), 1), LIMITS.colspan))
        merge = below(properties, "vMerge")
        found.append(_Slot(cell, column, wide, merge is not None and value(merge) != "restart"))
        column += wide
    return found


def _merge(grid: list[list[_Slot]]) -> None:
    """Tell each cell how many rows it reaches over; one that goes on with nothing above is a cell of its own."""
    above: dict[int, _Slot] = {}
    for row in grid:
        here: dict[int, _Slot] = {}
        for slot in row:
            over = above.get(slot.column)
            if slot.goes_on and over is not None and over.wide == slot.wide:
                over.tall += 1
                here[slot.column] = over
            else:
                slot.goes_on = False
                here[slot.column] = slot
        above = here


def _heads(table: Any, rows: list[Any]) -> int:
    """How many rows are the head: those that repeat on each page, or the first where the table says that it looks different."""
    count = 0
    while count < len(rows) and is_on(below(rows[count], "trPr", "tblHeader")):
        count += 1
    if count or len(rows) < 2:
        return count
    look = below(table, "tblPr", "tblLook")
    stated = value(look, "firstRow")
    if stated:
        return int(stated in ("1", "true"))
    try:
        return int(bool(int(value(look) or "0", 16) & _FIRST_ROW))
    except ValueError:
        return 0


def _styled(rows: list[Any], headings: frozenset[str]) -> int:
    """1 where every cell of the first row, and not of the next, is in a style of ``headings``."""

    def styled(row: Any) -> bool:
        cells = list(_below(row, "tc"))
        return bool(cells) and all(value(below(cell, "p", "pPr", "pStyle")) in headings for cell in cells)

    return int(len(rows) > 1 and bool(headings) and styled(rows[0]) and not styled(rows[1]))


def _whole(grid: list[list[_Slot]], heads: int) -> int:
    """``heads``, and as many rows more as its cells reach down to."""
    for at, row in enumerate(grid[:heads]):
        heads = max(heads, *(at + slot.tall for slot in row))
    return heads


def _cell(slot: _Slot, blocks: Callable[[Any], list[Block]], *, header: bool) -> Cell:
    return Cell(tuple(blocks(slot.element)), header=header, colspan=slot.wide, rowspan=slot.tall)


def _alignment(grid: list[list[_Slot]], turned: bool) -> tuple[Alignment, ...]:
    """What the first paragraphs of each column agree on; in a table that reads from the right Word's left is the right."""
    said: dict[int, set[Alignment]] = {}
    for row in grid:
        for slot in row:
            if not slot.goes_on and slot.wide == 1:
                side = _ALIGNMENTS.get(value(below(slot.element, "p", "pPr", "jc")), "")
                said.setdefault(slot.column, set()).add(_OTHER.get(side, side) if turned else side)
    sides = {column: next(iter(found)) if len(found) == 1 else "" for column, found in said.items()}
    return tuple(sides.get(column, "") for column in range(max(sides, default=-1) + 1)) if any(sides.values()) else ()
