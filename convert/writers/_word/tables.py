"""Tables in WordprocessingML: columns as wide as what they hold, heads that repeat, cells that span."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from convert.model import Cell, Table
from convert.walk import plain_text
from convert.writers._columns import ROOM, setting
from convert.writers._columns import columns as measured
from convert.writers._shapes import is_small
from convert.writers._word.flow import Flow, physical
from convert.writers._word.styles import twips
from convert.writers._word.text import quoted

if TYPE_CHECKING:
    from convert.writers._word.body import Body
    from convert.writers._word.sheet import Place

_LONGEST_UNBROKEN = 700
_CHARACTER = 0.52  # of a table's letter size: the average width of its letters, of which many are figures

# The letters of tables that are set smaller, in points; 0 is the theme's size.
_SIZES = {"few": 0.0, "several": 8.0, "many": 6.5}


class _Row(NamedTuple):
    """A row of the head or not, over a rule or not, on the page of the next or not."""

    head: bool
    ruled: bool
    kept: bool


# A slot of a row: the cell that begins there or reaches into it, and whether it begins there.
_Slot = tuple[Cell, bool]


def table(body: Body, node: Table, place: Place, flow: Flow) -> None:
    """``node`` into ``flow``, its caption above it."""
    around = body.theme.look("body").leading
    if node.caption:
        par = body.par("caption", body.inlines(node.caption, body.run("caption", place)), place)
        par.keep, par.before, par.after = True, around, body.theme.look("caption").before
        flow.add(par)
    width = max(place.width - place.start - place.end, 40.0)
    size = body.theme.look("table").size
    room = width / (size * _CHARACTER)
    kind = setting(node, room)
    columns = _widths(node, width, room * ROOM[kind])
    place = place._replace(points=_SIZES[kind])
    caption = quoted(plain_text(*node.caption, notes=False)[:250]) if node.caption else ""
    pieces = [
        f'<w:tbl><w:tblPr><w:tblStyle w:val="RuledTable"/>{"<w:bidiVisual/>" if place.rtl else ""}'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblInd w:w="{twips(place.start)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="{"autofit" if len(columns) > 1 else "fixed"}"/>'
        f'<w:tblLook w:val="0020" w:firstRow="{int(bool(node.head))}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/>{f"<w:tblCaption w:val={chr(34)}{caption}{chr(34)}/>" if caption else ""}</w:tblPr>',
        f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{column}{chr(34)}/>' for column in columns)}</w:tblGrid>",
    ]
    small = is_small(node)
    for head, rows in ((True, node.head), (False, node.rows)):
        for number, slots in enumerate(_rows(rows), 1):
            last = number == len(rows)
            kept = (small or head or number in (1, len(rows) - 1)) and not (last and (not head or not node.rows))
            pieces.append(_row(body, node, place, columns, slots, _Row(head=head, ruled=head and last, kept=kept)))
    pieces.append("</w:tbl>")
    flow.table("".join(pieces), body.theme.look("caption").before if node.caption else around, around)


def _rows(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[list[_Slot]]:
    """Each row as its slots from the first column on; rows above may reach into it."""
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        slots: list[_Slot] = []
        fresh: dict[int, tuple[Cell, int]] = {}
        waiting = list(reversed(row))
        column = 0
        while waiting or column in reaching:
            begins = column not in reaching
            cell, left = (waiting.pop(), 0) if begins else reaching[column]
            left = cell.rowspan if begins else left
            slots.append((cell, begins))
            if left > 1:
                fresh[column] = (cell, left - 1)
            column += cell.colspan
        reaching = fresh
        yield slots


def _row(body: Body, node: Table, place: Place, columns: list[int], slots: list[_Slot], row: _Row) -> str:
    cells: list[str] = []
    column = 0
    for cell, begins in slots:
        width = sum(columns[column : column + cell.colspan])
        side = node.alignment[column] if column < len(node.alignment) else ""
        cells.append(_cell(body, place, cell, width, side, row, begins=begins))
        column += cell.colspan
    whole = sum(len(plain_text(cell)) for cell, begins in slots if begins) < _LONGEST_UNBROKEN
    kept = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if row.head else "")
    return f"<w:tr>{f'<w:trPr>{kept}</w:trPr>' if kept else ''}{''.join(cells)}</w:tr>"


def _cell(body: Body, place: Place, cell: Cell, width: int, side: str, row: _Row, *, begins: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if cell.rowspan > 1 else ""
    rule = f"<w:tcBorders>{body.thin_rule}</w:tcBorders>" if row.ruled else ""
    foot = '<w:vAlign w:val="bottom"/>' if row.head else ""
    role = "table-head" if row.head else "table"
    look = body.theme.look("table")
    inside = place._replace(
        role=role, width=max(width / 20 - 2 * look.pad - 3, 12.0), start=0.0, end=0.0, level=-1, align=physical(side, place.rtl)
    )
    flow = Flow(body.theme.looks, kept=row.kept)
    if begins:
        body.blocks(cell.children, inside, flow)
    blocks = flow.end(role=role)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{rule}{foot}</w:tcPr>{"".join(blocks)}</w:tc>'


def _widths(node: Table, width: float, room: float) -> list[int]:
    """The columns' widths in twentieths of a point, where a line holds ``room`` characters; together ``width`` points."""
    shares = [round(twips(width) * share) for share in measured(node, room).shares]
    shares[-1] += twips(width) - sum(shares)
    return shares
