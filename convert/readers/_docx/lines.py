"""A document's body as lines: each paragraph, table or figure with what its style makes it, not yet grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from convert import model
from convert.model import Block, Direction, Inline, Text
from convert.readers._docx.inlines import Runs
from convert.readers._docx.numbering import Numberings, Place
from convert.readers._docx.package import ALTERNATIVES, R, W, below, is_on, number, understood, value
from convert.readers._docx.pieces import Format, Piece, nested, raw
from convert.readers._docx.styles import Style, Styles
from convert.readers._docx.tables import cells_in, is_deleted, only_cell, table_of

_UNLISTED = frozenset(("heading", "caption"))
_WRAPPERS = frozenset(("ins", "moveTo", "customXml", "smartTag"))
_INDENTED = 300  # a paragraph set in by so much, in twentieths of a point, is set off from the text


class Line(msgspec.Struct):
    """One paragraph or table: its ``role``, its inline content or its ``block``, the place it has in a list.

    ``indent`` is that of its text, ``inward`` how far that is beyond its style's, in twentieths of a point; ``set_in`` says that it is
    set off from the text by it. ``framed`` means that a line runs beside it, ``hanging`` that its first line, or a tab in it, sets its
    beginning apart from the text. ``label`` is what Word writes before it, which its inline content begins with.
    """

    role: str
    run: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    block: Block | None = None
    text: str = ""
    place: Place | None = None
    level: int = 0
    indent: int = 0
    inward: int = 0
    language: str = ""
    direction: Direction = ""
    names: tuple[str, ...] = ()
    framed: bool = False
    set_in: bool = False
    hanging: bool = False
    label: str = ""

    @property
    def id(self) -> str:
        """The first of the names that links lead to."""
        return self.names[0] if self.names else ""


class Lines:
    """Reads the lines of one part. ``wanted`` are the bookmarks that links lead to.

    Of several at one line the others are told to ``aliases``, each with the first, which is the line's id.
    """

    def __init__(self, styles: Styles, numberings: Numberings, runs: Runs, wanted: set[str], aliases: dict[str, str]) -> None:
        self.styles = styles
        self.numberings = numberings
        self.runs = runs
        self.wanted = wanted
        self.aliases = aliases
        self.left: Counter[str] = Counter()
        self.blocks: Callable[[Any], list[Block]] = lambda element: []
        self.chunk: Callable[[str], Sequence[Block] | None] = lambda member: None
        self._names: list[str] = []
        self._carried: list[Piece] = []

    def of(self, parent: Any) -> Iterator[Line]:
        """The lines right below ``parent``: a body, a cell, a note or a text box."""
        for element in parent:
            tag = element.tag
            name = tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                yield from self._control(element)
            elif name in _WRAPPERS:
                yield from self.of(element)
            elif name == "bookmarkStart" and value(element, "name") in self.wanted:
                self._names.append(value(element, "name"))
            elif name == "altChunk":
                yield from self._chunk(element)
            elif tag == ALTERNATIVES:
                yield from self.of(understood(element))

    def _chunk(self, element: Any) -> Iterator[Line]:
        relation = self.runs.relations.get(element.get(f"{R}id") or "")
        blocks = None if relation is None or relation.outside else self.chunk(relation.target)
        if blocks is None:
            self.runs.lost["docx.chunk"] += 1
        for block in blocks or ():
            if isinstance(block, model.Heading):
                yield Line("heading", block.children, level=block.level, names=(block.id,) if block.id else ())
            else:
                yield Line("chunk", block=block)

    def _control(self, control: Any) -> Iterator[Line]:
        gallery = value(below(control, "sdtPr", "docPartObj", "docPartGallery"))
        content = control.find(f"{W}sdtContent")
        if gallery == "Table of Contents":
            self.left["docx.contents"] += 1
        elif self.runs.is_placeholder(control):
            self.runs.lost["docx.placeholder"] += 1
        elif content is not None:
            yield from self.of(content)

    # --- paragraphs -------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.of(value(below(properties, "pStyle")) or self.styles.default)
        is_code = self.runs.sets_code and style.fixed and style.role in ("", "item")
        pieces = self._carried + self.runs.read(paragraph, is_code=is_code, hidden=style.hidden)
        if self.runs.sets_code:
            pieces = _without_code_in_words(pieces)
        self._carried = []
        names = tuple(name for name in (*self._names, *self.runs.names) if name in self.wanted)
        floats, boxes, diagrams, rules = self.runs.floats, self.runs.boxes, self.runs.diagrams, self.runs.rules
        joined = value(below(properties, "framePr"), "dropCap") in ("drop", "margin")  # a large first letter is a paragraph of its own
        if joined or below(properties, "rPr", "del") is not None:  # the end of the paragraph is what was deleted
            self._carried, self._names = pieces, list(names)
            return
        self._names = []
        self.aliases.update(dict.fromkeys(names[1:], names[0] if names else ""))
        for image in floats:
            yield Line("figure", block=model.Figure(image))
        if style.role == "toc":
            self.left["docx.contents"] += bool(pieces)
        else:
            yield from self._line(properties, style, pieces, names)
        for words in diagrams:
            yield Line("diagram", block=words)
        for _ in range(rules):
            yield Line("rule", block=model.Rule())
        for box in boxes:
            yield from self.of(box)

    def _line(self, properties: Any | None, style: Style, pieces: list[Piece], names: tuple[str, ...]) -> Iterator[Line]:
        place = self._place(properties, style)
        indent, set_in = _indents(properties, style)
        unmarked = 0
        if place is not None and style.role not in _UNLISTED:
            indent = indent if below(properties, "ind") is not None else place.indent or indent
            unmarked, place = (place.indent, None) if place.unmarked else (0, place)
        shown = [piece for piece in pieces if not (isinstance(piece.node, Text) and not piece.node.text.strip())]
        if not style.role and (level := _outlined(properties, shown)):
            style = msgspec.structs.replace(style, role="heading", level=level)
        label = ""
        if place is not None and style.role in _UNLISTED:
            label, place = place.label, None
        border = below(properties, "pBdr")
        set_in = set_in and below(properties, "numPr") is None
        line = Line(style.role, level=style.level, place=place, indent=indent, names=names, set_in=set_in)
        line.inward = indent - style.indent if below(properties, "ind") is not None else unmarked
        line.hanging = number(value(below(properties, "ind"), "hanging")) > 0 or "\t" in raw(pieces[:3])[:_LONGEST_MARK]
        line.framed = below(border, "left") is not None or below(border, "right") is not None
        line.direction = "rtl" if is_on(below(properties, "bidi")) else ""
        if style.role == "code" or (shown and style.role in ("", "item") and place is None and self._is_listing(shown)):
            line.role, line.text = "code", raw(pieces)
            yield line
        elif not shown:
            if style.role == "rule" or (border is not None and below(border, "bottom") is not None and not style.role):
                yield Line("rule", block=model.Rule(), names=names)
            else:
                self._names += names
        elif all(isinstance(piece.node, model.Image) for piece in shown) and place is None:
            for piece in shown:
                yield Line("figure", block=model.Figure(_only_image(piece)), names=names, framed=line.framed, inward=line.inward)
        elif all(isinstance(piece.node, model.Math) for piece in shown) and _displayed(shown):
            for piece in shown:
                yield Line("formula", block=_formula(piece), names=names, inward=line.inward)
        else:
            yield self._worded(line, style, pieces, label)

    def _is_listing(self, shown: list[Piece]) -> bool:
        """Whether all that a paragraph shows is set as code by its font."""
        return self.runs.sets_code and all(isinstance(piece.node, Text) and piece.format.code and not piece.format.href for piece in shown)

    def _worded(self, line: Line, style: Style, pieces: list[Piece], label: str) -> Line:
        """``line`` with its words: a language that all of it shares is the line's, and bold in all of a heading is but its look.

        ``label`` is what Word writes before a heading or caption that it numbers.
        """
        texts = [piece for piece in pieces if isinstance(piece.node, Text) and piece.node.text.strip()]
        usual = self.styles.language_from_right if line.direction else self.styles.language
        spoken = {piece.format.language or usual for piece in texts}
        if len(spoken) == 1:
            line.language = spoken.pop()
            pieces = [Piece(piece.format._replace(language="", direction=""), piece.node) for piece in pieces]
        elif line.direction:
            pieces = [Piece(_unless_foreign(piece.format), piece.node) for piece in pieces]
        if style.role in ("heading", "title", "term", "subtitle") and all(piece.format.strong for piece in texts):
            pieces = [Piece(piece.format._replace(strong=False), piece.node) for piece in pieces]
        credits = [piece for piece in pieces if piece.format.credit]
        if line.role in ("caption", "embed") and credits:
            line.credit = nested(credits)
            pieces = _without_gap([piece for piece in pieces if not piece.format.credit])
        if line.place is not None and (line.place.box or line.place.worded):
            pieces = [Piece(Format(), Text(f"{line.place.box or line.place.label} ")), *pieces]
        elif label and not self.styles.own:
            line.label = f"{label} "
            pieces = [Piece(Format(), Text(line.label)), *pieces]
        line.run = nested(pieces)
        if line.role == "rule":
            line.block = model.Rule()
        return line

    def _place(self, properties: Any | None, style: Style) -> Place | None:
        numbered = below(properties, "numPr")
        name, level = style.numbering or ("", 0)
        if numbered is not None:
            stated = value(below(numbered, "ilvl"))
            name, level = value(below(numbered, "numId")) or name, number(stated) if stated else level
        if style.role == "title" or name in ("", "0"):
            return None
        place = self.numberings.place(name, level)
        return (
            msgspec.structs.replace(place, level=place.level + style.deeper) if place is not None and style.deeper and not level else place
        )

    def _table(self, table: Any) -> Iterator[Line]:
        self.runs.lost["docx.deleted"] += sum(map(is_deleted, table.iterchildren(f"{W}tr")))
        if not cells_in(table):
            return
        only = only_cell(table)
        if only is not None:
            yield from self.of(only)
            return
        names, self._names = tuple(self._names), []
        self.aliases.update(dict.fromkeys(names[1:], names[0] if names else ""))
        block = table_of(table, self.blocks, self.styles.table_headings)
        if block is None:
            self.runs.lost["docx.table"] += 1
            for cell in cells_in(table):
                yield from self.of(cell)
        else:
            named = msgspec.structs.replace(block, id=names[0]) if names else block
            indent = number(value(below(table, "tblPr", "tblInd"), "w"))
            yield Line("table", block=named, indent=indent, inward=indent)


def _outlined(properties: Any | None, shown: list[Piece]) -> int:
    """The level of a heading that is one by its place in the document's outline alone (17.3.1.20), and short as one; 0 for none."""
    level = number(value(below(properties, "outlineLvl")), _NO_OUTLINE) + 1
    words = sum(len(piece.node.text) for piece in shown if isinstance(piece.node, Text))
    return level if level <= _NO_OUTLINE and 0 < words <= _LONGEST_HEADING else 0


_NO_OUTLINE = 9
_LONGEST_MARK = 8
_LONGEST_HEADING = 200


def _indents(properties: Any | None, style: Style) -> tuple[int, bool]:
    """The indent of a paragraph's text, in twentieths of a point, and whether it is set off from the text around by it."""
    indent = below(properties, "ind")
    stated = value(indent, "left") or value(indent, "start")
    if not stated:
        return style.indent, False
    left, hanging = number(stated), number(value(indent, "hanging")) - number(value(indent, "firstLine"))
    return left, left - max(hanging, 0) - style.indent >= _INDENTED


def _without_code_in_words(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` without what is set as code but begins within a word: there a font is but a look."""
    found: list[Piece] = []
    before, was_code, drops = "", False, False
    for piece in pieces:
        text = piece.node.text if isinstance(piece.node, Text) else " "
        if piece.format.code and not was_code:
            drops = before[-1:].isalnum() and text[:1].isalnum()
        was_code = piece.format.code
        found.append(Piece(piece.format._replace(code=False), piece.node) if was_code and drops else piece)
        before = text
    return found


def _without_gap(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` less the blanks, broken or not, that part a caption from its credit."""
    while pieces and isinstance(pieces[-1].node, Text) and not pieces[-1].node.text.strip():
        pieces.pop()
    return pieces


def _only_image(piece: Piece) -> model.Image | None:
    return piece.node if isinstance(piece.node, model.Image) else None


def _displayed(pieces: list[Piece]) -> bool:
    return all('display="block"' in piece.node.mathml for piece in pieces if isinstance(piece.node, model.Math))


def _formula(piece: Piece) -> model.MathBlock | None:
    node = piece.node
    return model.MathBlock(mathml=node.mathml, text=node.text) if isinstance(node, model.Math) else None


def _unless_foreign(format: Format) -> Format:
    """In a paragraph that runs from the right, what runs so needs no mark."""
    return format._replace(direction="")
