"""Trees made regular, so that no writer has to look twice.

No empty blocks; headings that don't skip a level; rectangular tables with bounded spans; no link or note inside a
link; nothing deeper than `Limits.depth`. No text is lost by any of it.
"""

from __future__ import annotations

import msgspec

from convert import model
from convert.branches import parts
from convert.limits import LIMITS
from convert.model import Article, Block, Cell, Heading, Inline, Link, Note, Paragraph, Table
from convert.notices import Notice, Notify
from convert.walk import json_of, plain_text, rewrite


def regular(article: Article, notify: Notify) -> Article:
    """A clean and shallow ``article`` as writers expect it: see the module's first lines."""
    tidy = rewrite(article, lambda node: _tidied(node, notify), stays=_is_tidy)
    return _ranked(tidy)


_WRAPPERS = frozenset((Link, model.Emphasis, model.Strong, model.Underline, model.Strike, model.Sub, model.Sup))


def _is_tidy(node: msgspec.Struct) -> bool:
    """Whether `_tidied` surely leaves ``node`` and all in it alone: a text, or a line of texts and of links and emphasis on texts."""
    if isinstance(node, model.Text):
        return node.text != ""
    if not isinstance(node, (Paragraph, Heading)) or not node.children:
        return False
    shown = False
    for child in node.children:
        wrapped = type(child) in _WRAPPERS
        texts = child.children if wrapped else (child,)  # type: ignore[union-attr]
        if not all(isinstance(text, model.Text) and text.text for text in texts):
            return False
        shows = any(not text.text.isspace() for text in texts)  # type: ignore[union-attr]
        if wrapped and not shows:
            return False
        shown = shown or shows
    return shown


def _tidied(node: msgspec.Struct, notify: Notify) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
    match node:
        case model.Text(text=""):
            return ()
        case Link():
            return _link(node)
        case Note():
            return _note(node)
        case Table():
            return _table(node, notify)
        case _ if _is_empty(node):
            return ()
        case _:
            return node


def _is_empty(node: msgspec.Struct) -> bool:
    match node:
        case model.Emphasis() | model.Strong() | model.Underline() | model.Strike() | model.Sub() | model.Sup() | model.Span():
            return not node.children
        case Paragraph() | Heading():
            return not any(_shows(child) for child in node.children)
        case model.Quote():
            return not node.children and not node.attribution
        case model.List() | model.Definitions():
            return not node.items
        case model.CodeBlock() | model.Code():
            return not node.text.strip()
        case model.Figure():
            return not (node.image or node.caption or node.credit)
        case model.Math() | model.MathBlock():
            return not (node.tex or node.mathml or node.text)
        case _:
            return False


def _shows(node: Inline) -> bool:
    """Whether anything of ``node`` can be seen; blanks and line ends alone can't."""
    match node:
        case model.Text():
            return bool(node.text.strip())
        case model.LineBreak():
            return False
        case (
            model.Link() | model.Emphasis() | model.Strong() | model.Underline() | model.Strike() | model.Sub() | model.Sup() | model.Span()
        ):
            return any(_shows(child) for child in node.children)
        case _:
            return True


def _link(link: Link) -> tuple[Inline, ...]:
    """A link holds no link, and no note: a note's reference is itself a link, so it moves behind."""
    notes: list[Note] = []

    def bare(node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        match node:
            case Note():
                notes.extend((node,) if node.children else ())
                return ()
            case Link():
                return node.children
            case model._Block() if _is_empty(node):  # it held but a note
                return ()
            case _:
                return node

    fresh = msgspec.structs.replace(link, children=rewrite(model.Span(link.children), bare).children)
    if not any(_shows(child) for child in fresh.children):
        shown = (model.Text(link.href.removeprefix("mailto:")),) if link.href.startswith(("http", "mailto:")) else ()
        return ((msgspec.structs.replace(fresh, children=shown),) if shown else ()) + tuple(notes)
    return (fresh, *notes)


def _note(note: Note) -> Note | tuple[()]:
    """A note holds no heading: it is no part of the outline."""
    blocks = tuple(
        Paragraph((model.Strong(block.children),), id=block.id) if isinstance(block, Heading) else block for block in note.children
    )
    return Note(blocks) if blocks else ()


def _table(table: Table, notify: Notify) -> Table | tuple[Block, ...]:
    head, rows = _spread(table.head), _spread(table.rows)
    width = max((len(row) for row in (*(head or ()), *(rows or ()))), default=0)
    if not width and head is not None and rows is not None:
        return (Paragraph(table.caption, id=table.id),) if table.caption else ()
    if head is None or rows is None or width * (len(head) + len(rows)) > LIMITS.table_cells:
        message = "a table past the limit of cells is kept as paragraphs"
        notify(Notice(kind="replaced", code="table.size", message=message, count=len(table.rows)))
        caption = (Paragraph(table.caption, id=table.id),) if table.caption else ()
        return caption + tuple(block for row in (*table.head, *table.rows) for cell in row for block in cell.children)
    alignment = (*table.alignment, *("",) * width)[:width]
    return msgspec.structs.replace(table, head=_padded(head, width), rows=_padded(rows, width), alignment=alignment)


_Grid = list[list[Cell | None]]


def _spread(rows: tuple[tuple[Cell, ...], ...]) -> _Grid | None:
    """Each row as its slots: a cell where it begins, ``None`` where one reaches over (HTML, 4.9.12.1).

    None when its cells reach over more slots than `Limits.table_cells`.
    """
    covered = 0
    grid: _Grid = [[] for _ in rows]
    taken: list[dict[int, bool]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken[number].get(column):
                column += 1
            wide = _width(cell, column, taken[number])
            tall = max(1, min(cell.rowspan, len(rows) - number))
            covered += wide * tall
            if covered > LIMITS.table_cells:
                return None
            placed = msgspec.structs.replace(cell, colspan=wide, rowspan=tall) if (wide, tall) != (cell.colspan, cell.rowspan) else cell
            for below in range(tall):
                for right in range(wide):
                    taken[number + below][column + right] = True
            _put(grid[number], column, placed)
            column += wide
        for right in taken[number]:
            _put(grid[number], right, None)
    return grid


def _width(cell: Cell, column: int, taken: dict[int, bool]) -> int:
    """How many columns ``cell`` may take: no more than are free."""
    wide = 1
    while wide < min(cell.colspan, LIMITS.colspan) and not taken.get(column + wide):
        wide += 1
    return wide


_FREE = Cell(())


def _put(row: list[Cell | None], column: int, cell: Cell | None) -> None:
    while len(row) <= column:
        row.append(_FREE)
    if cell is not None or row[column] is _FREE:
        row[column] = cell


def _padded(grid: _Grid, width: int) -> tuple[tuple[Cell, ...], ...]:
    full = [row + [_FREE] * (width - len(row)) for row in grid]
    return tuple(tuple(cell for cell in row if cell is not None) for row in full)


def _ranked(article: Article) -> Article:
    """Headings made to follow one another without a gap, siblings staying siblings."""
    above: list[int] = []
    levels: dict[int, int] = {}
    for heading in _headings(article):
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        if len(above) != heading.level:
            levels[id(heading)] = min(len(above), 6)

    def rank(node: msgspec.Struct) -> msgspec.Struct:
        level = levels.get(id(node))
        return msgspec.structs.replace(node, level=level) if level and isinstance(node, Heading) else node

    return rewrite(article, rank) if levels else article


def _headings(article: Article) -> list[Heading]:
    """Every heading, in order; none stands in a paragraph, so those are not looked into."""
    found: list[Heading] = []
    pending: list[msgspec.Struct] = [article]
    while pending:
        node = pending.pop()
        if isinstance(node, Heading):
            found.append(node)
        elif not isinstance(node, Paragraph):
            pending.extend(reversed(parts(node)))
    return found


_KEPT_BELOW = 6  # a paragraph, its text, and what a table or list puts around them


def shallow(article: Article, notify: Notify) -> Article:
    """``article`` with whatever is deeper than `Limits.depth` put there as plain paragraphs."""
    limit = LIMITS.depth - _KEPT_BELOW
    if 0 < json_of(article).count(b"{") < limit:
        return article
    deep = _too_deep(article, limit)
    if not deep:
        return article
    notify(
        Notice(kind="replaced", code="depth", message=f"what is more than {LIMITS.depth} deep is kept as plain text", article=article.title)
    )

    def flatten(node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        return deep.get(id(node), node)

    return rewrite(article, flatten)


def _too_deep(article: Article, limit: int) -> dict[int, tuple[msgspec.Struct, ...]]:
    """For each outermost node at depth ``limit`` that holds more nodes than text: its text as plain nodes."""
    found: dict[int, tuple[msgspec.Struct, ...]] = {}
    pending: list[tuple[msgspec.Struct, int]] = [(article, 1)]
    while pending:
        node, level = pending.pop()
        below = parts(node)
        if level < limit or not below or isinstance(node, (Cell, model.Definition)):
            pending.extend((part, level + 1) for part in below)
        elif isinstance(node, model._Block):
            found[id(node)] = tuple(Paragraph((model.Text(line),)) for line in plain_text(node).split("\n") if line.strip())
        else:
            found[id(node)] = (model.Text(" ".join(plain_text(node).split("\n"))),)
    return found
