"""What the containers of a Markdown text become when they end: quotes, lists, definitions, tables, figures.

Each is handed what it held and what it stands in. A part out of place, such as a cell without a row, hands on its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from convert.model import (
    Alignment,
    Block,
    Cell,
    Definition,
    Definitions,
    Embed,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    List,
    MathBlock,
    Numbering,
    Paragraph,
    Quote,
    Table,
    Text,
)
from convert.readers._markdown.inline import direction, tidied
from convert.walk import plain_text

_NUMBERING: dict[str, Numbering] = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_SIDES: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right"}


class Frame(msgspec.Struct):
    """Something open: what it is, whether a tag opened it, and what it holds so far, by what holds it.

    ``attribution`` is whom a quotation is from, and the paragraph that said so, should more of it follow.
    """

    kind: str
    html: bool
    attributes: dict[str, str]
    blocks: list[Block] = []
    items: list[tuple[Block, ...]] = []
    definitions: list[Definition] = []
    terms: list[tuple[Inline, ...]] = []
    rows: list[tuple[Cell, ...]] = []
    head: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    sides: list[Alignment] = []
    attribution: tuple[tuple[Inline, ...], Paragraph] | None = None


def closed(frame: Frame, around: Frame) -> list[Block]:
    """The blocks that ``frame`` becomes; what is a part of ``around`` (an item, a row, a caption) is put there instead."""
    made = _CLOSE.get(frame.kind, _nothing)(frame, around)
    match made:
        case [MathBlock() as only] if frame.kind == "div" and frame.attributes.get("title"):
            made = [msgspec.structs.replace(only, text=frame.attributes["title"])]
        case _:
            pass
    language, way = frame.attributes.get("lang", ""), direction(frame.attributes.get("dir", ""))
    if not (language or way):
        return made
    return [msgspec.structs.replace(block, language=block.language or language, direction=block.direction or way) for block in made]


def side(word: str) -> Alignment:
    """``word`` when it is where a column's text may stand."""
    return _SIDES.get(word, "")


def _nothing(frame: Frame, around: Frame) -> list[Block]:
    return frame.blocks


def _quote(frame: Frame, around: Frame) -> list[Block]:
    by = frame.attribution[0] if frame.attribution else ()
    return [Quote(tuple(frame.blocks), by)] if frame.blocks or by else []


def _list(frame: Frame, around: Frame) -> list[Block]:
    items = (*frame.items, *((block,) for block in frame.blocks))
    if frame.kind == "ul":
        return [List(items)]
    start = frame.attributes.get("start", "1")
    counted = int(start) if re.fullmatch(r"-?\d{1,10}", start) else 1
    return [List(items, True, counted, _NUMBERING.get(frame.attributes.get("type", ""), "decimal"))]


def _item(frame: Frame, around: Frame) -> list[Block]:
    if around.kind not in ("ul", "ol"):
        return frame.blocks
    around.items.append(tuple(frame.blocks))
    return []


def _definitions(frame: Frame, around: Frame) -> list[Block]:
    left = [Definition(tuple(frame.terms), ())] if frame.terms else []
    return [*frame.blocks, Definitions((*frame.definitions, *left))]


def _term(frame: Frame, around: Frame) -> list[Block]:
    if around.kind != "dl":
        return frame.blocks
    around.terms.append(run(frame.blocks))
    return []


def _meaning(frame: Frame, around: Frame) -> list[Block]:
    if around.kind != "dl":
        return frame.blocks
    meaning = tuple(frame.blocks)
    if around.terms or (meaning and not around.definitions):
        around.definitions.append(Definition(tuple(around.terms), (meaning,) if meaning else ()))
        around.terms = []
    elif meaning:
        last = around.definitions[-1]
        around.definitions[-1] = msgspec.structs.replace(last, meanings=(*last.meanings, meaning))
    return []


def _cell(frame: Frame, around: Frame) -> list[Block]:
    if around.kind != "tr":
        return frame.blocks
    wide, tall = (_count(frame.attributes.get(name, "")) for name in ("colspan", "rowspan"))
    around.cells.append(Cell(tuple(frame.blocks), frame.kind == "th", wide, tall))
    styled = re.search(r"text-align:\s*(left|center|right)", frame.attributes.get("style", ""))
    around.sides.append(side(styled[1] if styled else frame.attributes.get("align", "")))
    return []


def _count(value: str) -> int:
    return max(int(value), 1) if re.fullmatch(r"[0-9]{1,9}", value) else 1


def _row(frame: Frame, around: Frame) -> list[Block]:
    if around.kind not in ("table", "thead", "tbody", "tfoot"):
        return [*(block for cell in frame.cells for block in cell.children), *frame.blocks]
    (around.head if around.kind == "thead" else around.rows).append(tuple(frame.cells))
    if any(frame.sides) and not around.sides:
        around.sides = frame.sides
    return frame.blocks


def _group(frame: Frame, around: Frame) -> list[Block]:
    if around.kind != "table":
        return [*(block for row in (*frame.head, *frame.rows) for cell in row for block in cell.children), *frame.blocks]
    around.head += frame.head
    around.rows += frame.rows
    around.sides = around.sides or frame.sides
    return frame.blocks


def _table(frame: Frame, around: Frame) -> list[Block]:
    """The table, what stood where only rows may before it, as browsers have it."""
    table = Table(tuple(frame.rows), tuple(frame.head), frame.caption, tuple(frame.sides))
    return [*frame.blocks, table] if frame.rows or frame.head or frame.caption else frame.blocks


def _caption(frame: Frame, around: Frame) -> list[Block]:
    if around.kind not in ("table", "figure"):
        return frame.blocks
    around.caption, around.credit = run(frame.blocks), frame.credit
    return []


def _figure(frame: Frame, around: Frame) -> list[Block]:
    caption, credit = frame.caption, frame.credit
    if "embed" in frame.attributes.get("class", "").split():
        return [_embed(frame)]
    match frame.blocks:
        case [Figure(caption=()) as only]:
            return [msgspec.structs.replace(only, caption=caption, credit=credit)]
        case [Table(caption=()) as only] if not credit:
            return [msgspec.structs.replace(only, caption=caption)]
        case blocks:
            return [*blocks, Figure(None, caption, credit)] if caption or credit else blocks


def _heading(frame: Frame, around: Frame) -> list[Block]:
    words = run(frame.blocks)
    return [Heading(int(frame.kind[1]), words)] if words else []


_CLOSE: dict[str, Callable[[Frame, Frame], list[Block]]] = {
    "blockquote": _quote,
    **dict.fromkeys(("ul", "ol"), _list),
    "li": _item,
    "dl": _definitions,
    "dt": _term,
    "dd": _meaning,
    **dict.fromkeys(("th", "td"), _cell),
    "tr": _row,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _group),
    "table": _table,
    **dict.fromkeys(("caption", "figcaption"), _caption),
    "figure": _figure,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
}


def run(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """``blocks`` as one line: what stands in paragraphs, pictures, and the words of anything else."""
    lines = [_line(block) for block in blocks]
    inside: list[Inline] = []
    for line in lines:
        inside += ([Text(" ")] if inside else []) + list(line)
    return tidied(inside) if len(lines) > 1 else tuple(inside)


def _line(block: Block) -> tuple[Inline, ...]:
    match block:
        case Paragraph() | Heading():
            return block.children
        case Figure(image=Image() as image):
            return (image, *block.caption, *block.credit)
        case _:
            return (Text(plain_text(block)),)


def _embed(frame: Frame) -> Embed:
    """An `Embed` as the Markdown writer puts it: a figure with a still, and a paragraph with the title, a link of it or its address."""
    poster: Image | None = None
    href = title = ""
    for block in frame.blocks:
        if isinstance(block, Figure):
            poster = block.image
        elif isinstance(block, Paragraph):
            title = plain_text(block)
            href = next((inline.href for inline in block.children if isinstance(inline, Link)), "")
    return Embed(frame.attributes.get("title", ""), href, "" if title == href else title, poster)
