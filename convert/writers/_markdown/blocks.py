"""Blocks as CommonMark that reads back as the same blocks.

What it has no syntax for stands in HTML tags around Markdown: ``<table>`` for spans and cells of several blocks,
``<figure>`` for captions, ``<dl>``, ``<ol type>``, ``<div>`` for languages and directions. Blank lines end an HTML
block, so what stands between the tags is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from convert.model import (
    Block,
    Cell,
    CodeBlock,
    Definition,
    Definitions,
    Embed,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    List,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from convert.patterns import regex
from convert.walk import plain_text
from convert.writers._markdown.lines import Lines, link_target, quoted, started, words
from convert.writers._math import said
from convert.writers._tex import tex_of

_NUMBERING = {"decimal": "", "lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
_LARGEST_NUMBER = 999_999_999
_DASH = regex(r"(?:—|―|–|--)[ \u00a0]")
_SIDES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


class Blocks:
    """Renders blocks with the lines of `Lines`; ``lost`` is told of what Markdown can't hold."""

    def __init__(self, lines: Lines, lost: Callable[[str, str, str], None]) -> None:
        self._lines = lines
        self._lost = lost

    def blocks(self, blocks: Sequence[Block]) -> str:
        """``blocks`` with a blank line between each two; lists that follow one another keep apart by their markers."""
        made: list[str] = []
        turn = 0
        before: Block | None = None
        for block in blocks:
            turn = turn + 1 if isinstance(block, List) and isinstance(before, List) else 0
            if isinstance(block, Definitions) and isinstance(before, Definitions):
                made.append("<!-- -->")
            made.append(self._attributed(block, turn % 2))
            before = block
        return "\n\n".join(made)

    def _attributed(self, block: Block, turn: int) -> str:
        """``block`` with its id, language and direction: an anchor where that is enough, else a ``div``."""
        if block.id and not (block.language or block.direction) and isinstance(block, (Paragraph, Heading)):
            return self._block(block, turn)
        told = "".join(
            f' {name}="{quoted(value)}"' for name, value in (("id", block.id), ("lang", block.language), ("dir", block.direction)) if value
        )
        return _tagged("div", told, self._block(block, turn)) if told else self._block(block, turn)

    def _block(self, block: Block, turn: int) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case Quote():
                return self._quote(block)
            case CodeBlock():
                return _fenced(block.text, re.sub(r"[^\w+#.-]", "", block.syntax))
            case List():
                return self._list(block, turn)
            case Definitions():
                return self._definitions(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Embed():
                return self._embed(block)
            case MathBlock():
                return self._math(block)
            case Rule():
                return "***"
            case _:
                assert_never(block)

    # --- running text ---------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph) -> str:
        return self._said(paragraph.children, self._anchor(paragraph))

    def _said(self, inlines: Sequence[Inline], anchor: str = "") -> str:
        """``inlines`` as a paragraph behind ``anchor``."""
        if _only_pictures(inlines):
            return f"<span>{anchor}{self._lines.line(inlines)}</span>"
        return anchor + self._lines.lines(inlines)

    def _anchor(self, block: Block) -> str:
        return f'<a id="{quoted(block.id)}"></a>' if block.id and not (block.language or block.direction) else ""

    def _heading(self, heading: Heading) -> str:
        line = self._lines.line(heading.children)
        level = max(1, min(heading.level, 6))
        return f"{'#' * level} {self._anchor(heading)}{line[:-1] + chr(92) + '#' if line.endswith('#') else line}"

    def _quote(self, quote: Quote) -> str:
        parts = [self.blocks(quote.children)] if quote.children else []
        last = quote.children[-1] if quote.children else None
        if quote.attribution:
            parts.append(f"— <cite>{self._lines.line(quote.attribution)}</cite>")
        elif isinstance(last, Paragraph) and len(quote.children) > 1:
            head, gap, tail = parts[0].rpartition("\n\n")
            if _DASH.match(tail):
                parts[0] = f"{head}{gap}&#{ord(tail[0])};{tail[1:]}"
        return "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(parts).split("\n"))

    # --- lists ----------------------------------------------------------------------------------

    def _list(self, node: List, turn: int) -> str:
        numbers = range(node.start, node.start + len(node.items))
        if node.ordered and (node.numbering != "decimal" or node.start < 0 or numbers[-1] > _LARGEST_NUMBER):
            return self._html_list(node)
        sign = (")" if turn else ".") if node.ordered else ("+" if turn else "-")
        markers = [f"{number}{sign}" for number in numbers] if node.ordered else [sign] * len(node.items)
        gap = "\n" if all(_is_close(item) for item in node.items) else "\n\n"
        return gap.join(self._item(marker, item, gap) for marker, item in zip(markers, node.items, strict=True))

    def _item(self, marker: str, item: tuple[Block, ...], gap: str) -> str:
        if not item:
            return marker
        inside = self.blocks(item) if gap == "\n\n" else "\n".join(self._attributed(block, 0) for block in item)
        return f"{marker} {_indented(inside, len(marker) + 1)}"

    def _html_list(self, node: List) -> str:
        told = (f' type="{_NUMBERING[node.numbering]}"' if node.numbering != "decimal" else "") + (
            f' start="{node.start}"' if node.start != 1 else ""
        )
        items = "\n".join(_tagged("li", "", self.blocks(item)) for item in node.items)
        return f"<ol{told}>\n{items}\n</ol>"

    def _definitions(self, node: Definitions) -> str:
        if all(len(item.terms) == 1 and plain_text(*item.terms[0]).strip() and item.meanings and all(item.meanings) for item in node.items):
            return "\n\n".join(self._definition(item) for item in node.items)
        rows: list[str] = []
        for item in node.items:
            rows += [_tagged("dt", "", self._said(term)) for term in item.terms]
            rows += [_tagged("dd", "", self.blocks(meaning)) for meaning in item.meanings or ((),)]
        return "<dl>\n" + "\n".join(rows) + "\n</dl>"

    def _definition(self, item: Definition) -> str:
        meanings = [f":   {_indented(self.blocks(meaning), 4)}" for meaning in item.meanings]
        return "\n".join([started(self._lines.line(item.terms[0])), "\n\n".join(meanings)])

    # --- tables ---------------------------------------------------------------------------------

    def _table(self, table: Table) -> str:
        if not _is_simple(table):
            return self._html_table(table)
        rows = [self._row(table.head[0]), "| " + " | ".join(_SIDES[side] for side in _sides(table)) + " |"]
        rows += [self._row(row) for row in table.rows]
        shown = "\n".join(rows)
        return _tagged("figure", "", f"{shown}\n\n{self._captioned(table.caption, ())}") if table.caption else shown

    def _row(self, row: tuple[Cell, ...]) -> str:
        return "| " + " | ".join(self._cell(cell).replace("|", "\\|") for cell in row) + " |"

    def _cell(self, cell: Cell) -> str:
        if not cell.children:
            return ""
        paragraph = cell.children[0]
        assert isinstance(paragraph, Paragraph)
        line = self._anchor(paragraph) + self._lines.line(paragraph.children)
        return f"<span>{line}</span>" if _only_pictures(paragraph.children) else line

    def _html_table(self, table: Table) -> str:
        caption = [_tagged("caption", "", self._said(table.caption))] if table.caption else []
        sides = _sides(table)
        columns = ["<colgroup>", *(f'<col align="{side}">' if side else "<col>" for side in sides), "</colgroup>"] if any(sides) else []
        head = ["<thead>", *(self._html_row(row) for row in table.head), "</thead>"] if table.head else []
        body = ["<tbody>", *(self._html_row(row) for row in table.rows), "</tbody>"] if table.rows else []
        return "\n".join(["<table>", *caption, *columns, *head, *body, "</table>"])

    def _html_row(self, row: tuple[Cell, ...]) -> str:
        return "\n".join(["<tr>", *(self._html_cell(cell) for cell in row), "</tr>"])

    def _html_cell(self, cell: Cell) -> str:
        spans = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
        return _tagged("th" if cell.header else "td", spans, self.blocks(cell.children))

    # --- pictures and formulas ------------------------------------------------------------------

    def _figure(self, figure: Figure) -> str:
        image = self._lines.line((figure.image,)) if figure.image else ""
        if not (figure.caption or figure.credit):
            return image
        inside = [image] if image else []
        return _tagged("figure", "", "\n\n".join([*inside, self._captioned(figure.caption, figure.credit)]))

    def _captioned(self, caption: Sequence[Inline], credit: Sequence[Inline]) -> str:
        parts = [self._said(caption)] if caption else []
        if credit:
            parts.append(f"<cite>{self._lines.line(credit)}</cite>")
        return _tagged("figcaption", "", "\n\n".join(parts))

    def _embed(self, embed: Embed) -> str:
        parts = [self._lines.line((embed.poster,))] if embed.poster else []
        title = words(embed.title).strip()
        address = f"[{title}]({link_target(embed.href)})" if title else f"<{embed.href}>"
        parts += [address] if embed.href else [started(title)] if title else []
        kind = f' title="{quoted(embed.kind)}"' if embed.kind else ""
        return _tagged("figure", f' class="embed"{kind}', "\n\n".join(parts))

    def _math(self, math: MathBlock) -> str:
        tex = "\n".join(line.rstrip() for line in (math.tex.strip() or tex_of(math.mathml)).split("\n"))
        if not tex:
            self._lost("replaced", "a formula without TeX is plain text", said(math))
            return self._lines.lines((Text(said(math)),))
        fits = "$$" not in tex and not tex.endswith(("$", "\\")) and "\n\n" not in tex
        shown = f"$$\n{tex}\n$$" if fits else _fenced(tex, "math")
        return _tagged("div", f' title="{quoted(math.text)}"', shown) if math.text and math.tex else shown


def _tagged(tag: str, told: str, inside: str) -> str:
    """``inside`` between tags on lines of their own, blank lines around it so that it is read as Markdown."""
    return f"<{tag}{told}>\n\n{inside}\n\n</{tag}>" if inside else f"<{tag}{told}></{tag}>"


def _indented(text: str, width: int) -> str:
    """``text`` with all lines but the first ``width`` blanks further in."""
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n") if "\n" in text else text


def _fenced(text: str, syntax: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{syntax}\n{text}\n{fence}"


def _only_pictures(inlines: Sequence[Inline]) -> bool:
    """Whether a paragraph would be read as a figure, as one of nothing but pictures is."""
    others = (child for child in inlines if not isinstance(child, (Image, LineBreak)))
    return all(isinstance(child, Text) and not child.text.strip() for child in others)


def _is_close(item: tuple[Block, ...]) -> bool:
    """Whether an item may stand without blank lines: one paragraph, and a bulleted list below it."""
    match item:
        case () | (Paragraph(),):
            return True
        case (Paragraph(), List(ordered=False, id="", language="", direction="") as below):
            return bool(below.items and below.items[0]) and all(_is_close(inner) for inner in below.items)
        case _:
            return False


def _is_simple(table: Table) -> bool:
    """Whether Markdown's own tables can say it: one head row of heads, no spans, a paragraph a cell."""
    if len(table.head) != 1 or not table.head[0] or not table.rows:
        return False
    return all(
        cell.colspan == cell.rowspan == 1 and cell.header == (row is table.head[0]) and _is_one_line(cell.children)
        for row in (*table.head, *table.rows)
        for cell in row
    )


def _is_one_line(blocks: tuple[Block, ...]) -> bool:
    return not blocks or (len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not (blocks[0].language or blocks[0].direction))


def _sides(table: Table) -> Iterable[str]:
    columns = sum(cell.colspan for cell in (table.head or table.rows)[0])
    return (*table.alignment, *("",) * columns)[:columns]
