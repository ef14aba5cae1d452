"""Tables on a page: those that hold data, and those that only lay the page out."""

from __future__ import annotations

import re
from collections.abc import Callable

from convert.limits import LIMITS
from convert.model import Alignment, Block, Cell, Inline, Table
from convert.patterns import regex
from convert.readers._html.page import Element

_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_LAYS_OUT = frozenset("table ul ol form h1 h2 h3 article section figure blockquote".split())
# What cells of a table that compares things hold, too.
_IN_CELLS = frozenset(("ul", "ol", "h3", "figure", "blockquote"))
_SHOWN = frozenset(("img", "svg", "iframe", "video"))
_BOLD = regex(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ALIGNMENTS: dict[str, Alignment] = {"left": "left", "right": "right", "center": "center", "start": "left", "end": "right"}


def rows_of(table: Element) -> list[tuple[Element, str]]:
    """The rows of ``table``, not those of tables in it, with the group each stands in; the foot comes last."""
    rows: list[tuple[Element, str]] = []
    for child in table.elements():
        if child.tag == "tr":
            rows.append((child, "tbody"))
        elif child.tag in _GROUPS:
            rows += [(row, child.tag) for row in child.elements() if row.tag == "tr"]
    return sorted(rows, key=lambda row: row[1] == "tfoot")


def cells_of(row: Element) -> list[Element]:
    """The cells of ``row``."""
    return [cell for cell in row.elements() if cell.tag in ("td", "th") and not cell.reason]


def is_layout(table: Element) -> bool:
    """Whether ``table`` lays out a page rather than holding data (HTML Living Standard, 4.9.1)."""
    role = table.get("role")
    if role in ("presentation", "none"):
        return True
    rows = rows_of(table)
    counts = [len(cells_of(row)) for row, _ in rows]
    if max(counts, default=0) <= 1 or not table.text(1):
        return True
    if any(below.tag in ("th", "caption", "thead") for below in table.walk()):
        return False
    if len(rows) == 1 and (_is_admonition(cells_of(rows[0][0])) or _is_spaced(cells_of(rows[0][0]))):
        return True
    held = {below.tag for below in table.walk() if below is not table} & _LAYS_OUT
    return bool(held) and not (held <= _IN_CELLS and _is_grid(rows))


def _is_admonition(cells: list[Element]) -> bool:
    """Whether ``cells`` are a sign or its name, and what is said under it."""
    return len(cells) == 2 and "icon" in cells[0].get("class").split() and len(cells[0].text(_LONGEST_NAME)) < _LONGEST_NAME


_LONGEST_NAME = 30


def _is_spaced(cells: list[Element]) -> bool:
    """Whether one of ``cells`` holds blocks or a picture and the others are but the space beside it."""
    filled = [cell for cell in cells if cell.text(1) or any(below.tag in _SHOWN for below in cell.walk())]
    return len(filled) == 1 and (filled[0].holds_blocks or not filled[0].text(1))


def _is_grid(rows: list[tuple[Element, str]]) -> bool:
    """Whether ``rows`` compare things: three or more of as many cells each, short ones, most of whose text is in no link."""
    cells = [cells_of(row) for row, _ in rows]
    if len(cells) < _LEAST_ROWS or len(set(map(len, cells))) > 1:
        return False
    said = [len(cell.text(_LONGEST_CELL + 1)) for row in cells for cell in row]
    linked = sum(len(below.text(_LONGEST_CELL)) for row in cells for cell in row for below in cell.walk() if below.tag == "a")
    return max(said) <= _LONGEST_CELL and linked * 2 < sum(said)


_LEAST_ROWS, _LONGEST_CELL = 3, 600


def data_table(element: Element, layouts: dict[Element, bool]) -> Element | None:
    """The table that holds data of which ``element`` is a cell or the caption, or stands right in one.

    ``layouts`` comes to know of each table whether it lays out the page, since a table may have many cells.
    """
    if element.tag not in _CELLS and (element.parent is None or element.parent.tag not in _CELLS):
        return None
    table = next((above for above in element.ancestors() if above.tag == "table"), None)
    if table is None:
        return None
    if table not in layouts:
        layouts[table] = is_layout(table)
    return None if layouts[table] else table


_CELLS = frozenset(("td", "th", "caption"))


def table_of(element: Element, blocks: Callable[[Element], list[Block]], inline: Callable[[Element], tuple[Inline, ...]]) -> Table:
    """The data table that ``element`` is; its first row is the head when all its cells are headers."""
    caption: tuple[Inline, ...] = ()
    for child in element.elements():
        if child.tag == "caption" and not child.reason:
            caption = inline(child)
    head: list[tuple[Cell, ...]] = []
    body: list[tuple[Cell, ...]] = []
    rows = [(row, group) for row, group in rows_of(element) if not row.reason]
    for row, group in rows:
        elements = cells_of(row)
        cells = tuple(_cell(cell, blocks) for cell in elements)
        if not cells:
            continue
        heads = len(elements) > 1 and (all(cell.tag == "th" for cell in elements) or (row is rows[0][0] and _is_headed(rows)))
        if not body and (group == "thead" or heads):
            head.append(cells)
        else:
            body.append(cells)
    if not body:
        head, body = [], head
    return Table(tuple(body), head=tuple(head), caption=caption, alignment=_alignment(rows))


def _is_headed(rows: list[tuple[Element, str]]) -> bool:
    """Whether each cell of the first of ``rows`` is all bold, and of no other row."""
    bold = [all(map(is_all_bold, cells_of(row))) for row, _ in rows[:_LOOKED_AT]]
    return len(bold) > 2 and bold[0] and not any(bold[1:])


_LOOKED_AT = 20


def is_all_bold(cell: Element) -> bool:
    """Whether nothing stands in ``cell``, or another block, but what is set in bold."""
    here = cell
    while len(held := [child for child in here.children if not (isinstance(child, str) and not child.strip())]) == 1:
        child = held[0]
        if isinstance(child, str):
            return False
        if child.tag in ("b", "strong") or _BOLD.search(child.get("style")):
            return bool(child.text(1))
        here = child
    return False


def _cell(element: Element, blocks: Callable[[Element], list[Block]]) -> Cell:
    wide = _number(element.get("colspan"), LIMITS.colspan)
    tall = _number(element.get("rowspan"), LIMITS.table_cells)
    return Cell(tuple(blocks(element)), header=element.tag == "th", colspan=wide, rowspan=tall)


def _number(value: str, most: int) -> int:
    digits = value.strip()[:12]
    return max(1, min(int(digits), most)) if digits.isascii() and digits.isdigit() else 1


def _alignment(rows: list[tuple[Element, str]]) -> tuple[Alignment, ...]:
    """What the cells of each column agree on, the head left aside; nothing of a table that is past the limit of cells."""
    said: dict[int, set[Alignment]] = {}
    covered = 0
    reaching: dict[int, int] = {}  # for each column, how many rows a cell from above still covers
    for row, group in rows:
        column = 0
        taken = {place: left - 1 for place, left in reaching.items() if left > 1}
        covered += len(taken)
        for cell in cells_of(row):
            while reaching.get(column):
                column += 1
            if group != "thead" and (cell.tag == "td" or _aligned(cell)):
                said.setdefault(column, set()).add(_aligned(cell))
            tall = _number(cell.get("rowspan"), LIMITS.table_cells)
            wide = _number(cell.get("colspan"), LIMITS.colspan)
            covered += wide
            if covered > LIMITS.table_cells:
                return ()
            for _ in range(wide):
                if tall > 1:
                    taken[column] = tall - 1
                column += 1
        reaching = taken
    return tuple(next(iter(said[column])) if len(said.get(column, ())) == 1 else "" for column in range(max(said, default=-1) + 1))


def _aligned(cell: Element) -> Alignment:
    style = cell.get("style").replace(" ", "").lower()
    stated = style.partition("text-align:")[2].partition(";")[0] if "text-align:" in style else cell.get("align").lower()
    return _ALIGNMENTS.get(stated, "")
