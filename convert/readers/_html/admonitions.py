"""Notes and warnings that DocBook's style sheets set as tables of a sign, a title and the text: made the boxes that they are."""

from __future__ import annotations

from convert.readers._html.page import Element, Page
from convert.readers._html.tables import cells_of, rows_of


def unwrap(page: Page) -> None:
    """Make each table of ``page`` with a sign beside both its rows, a title in one and text in the other, a box with a title."""
    changed = False
    for table in page.order:
        if table.tag != "table" or table.end - table.at > _MOST or (parts := _parts(table)) is None:
            continue
        title, text = parts
        title.tag, title.attributes = "p", {"class": "admonition-title"}
        text.tag, text.attributes = "div", {}
        table.tag, table.attributes, table.children = "div", {"class": "admonition"}, [title, text]
        title.parent = text.parent = table
        changed = True
    if changed:
        page.renumber()


_MOST = 400  # a note of more parts is a layout


def _parts(table: Element) -> tuple[Element, Element] | None:
    """The cell with the title of ``table`` and that with its text, where it is such a one."""
    rows = [cells_of(row) for row, _ in rows_of(table)]
    if [len(cells) for cells in rows] != [2, 1]:
        return None
    (sign, title), (text,) = rows
    pictures = sum(below.tag == "img" for below in sign.walk())
    is_sign = sign.get("rowspan").strip() == "2" and pictures == 1 and not sign.text(1)
    return (title, text) if is_sign and title.tag == "th" and title.text(1) and text.text(1) else None
