"""Runs of a paragraph as pieces, each with what it is set in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from convert import model
from convert.model import Direction, Text
from convert.patterns import regex
from convert.readers._docx.charts import CHART
from convert.readers._docx.diagrams import IDS
from convert.readers._docx.fields import target
from convert.readers._docx.math import M, mathml_of, text_of_formula
from convert.readers._docx.package import ALTERNATIVES, R, Relation, W, below, is_on, is_true, number, understood, value
from convert.readers._docx.pieces import Format, Piece
from convert.readers._docx.styles import Style, Styles, font_of
from convert.readers._docx.symbols import character, in_font
from convert.readers._html.inlines import tidy

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_LINE = "{urn:schemas-microsoft-com:office:office}hr"
_BOX = f"{W}txbxContent"
_SIMPLE = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_THROUGH = frozenset(("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir"))
_GONE = frozenset(("del", "moveFrom"))
_SMALL = 0.9
_LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Runs:
    """Reads the runs of one part.

    ``note`` gives the note of a kind by its id, ``picture`` the key of a member's picture of which something is said, ``diagram`` the
    words of a member's diagram, or the figures of its chart. ``sets_code`` says that letters all as wide mean code.
    """

    def __init__(
        self,
        styles: Styles,
        relations: dict[str, Relation],
        note: Callable[[str, str], model.Note | None],
        picture: Callable[[str, str], str],
        diagram: Callable[[str], model.List | model.Table | None],
        *,
        sets_code: bool = False,
    ) -> None:
        self.styles = styles
        self.relations = relations
        self.note = note
        self.picture = picture
        self.diagram = diagram
        self.sets_code = sets_code
        self.lost: Counter[str] = Counter()
        self.pieces: list[Piece] = []
        self.boxes: list[Any] = []
        self.floats: list[model.Image] = []
        self.diagrams: list[model.List | model.Table] = []
        self.rules = 0
        self.names: list[str] = []
        self._fields: list[list[str]] = []
        self._hides = False

    def read(self, paragraph: Any, *, is_code: bool = False, hidden: bool = False) -> list[Piece]:
        """The pieces of ``paragraph``, which ``is_code`` or ``hidden`` as far as its runs don't say otherwise.

        Its text boxes, floating pictures, diagrams and bookmarks are then in the lists of those names, its ``rules`` counted.
        """
        self.pieces, self.boxes, self.floats, self.diagrams, self.names = [], [], [], [], []
        self.rules = 0
        self._hides = hidden
        self._walk(paragraph, Format(code=is_code))
        return self.pieces

    def _walk(self, element: Any, format: Format) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            name = tag[len(W) :] if tag.startswith(W) else ""
            if name == "r":
                self._run(child, format)
            elif name == "hyperlink":
                self._walk(child, format._replace(href=self._address(child), title=value(child, "tooltip")))
            elif name == "fldSimple":
                self._walk(child, format._replace(href=target(value(child, "instr")) or format.href))
            elif name == "sdt" and self.is_placeholder(child):
                self.lost["docx.placeholder"] += 1
            elif name in _THROUGH:
                self._walk(child, format)
            elif name in _GONE:
                self.lost["docx.deleted"] += any(below.text for below in child.iter(f"{W}delText", f"{W}t"))
            elif name == "bookmarkStart":
                self.names.append(value(child, "name"))
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._formulas(child, format, displayed=tag == f"{M}oMathPara")
            elif tag == ALTERNATIVES:
                self._walk(understood(child), format)

    def is_placeholder(self, control: Any) -> bool:
        """Whether a content control shows but what Word asks one to put in (17.5.2.39); what a program put in its place is text."""
        if not is_on(below(control, "sdtPr", "showingPlcHdr")):
            return False
        runs = [run for run in control.iter(f"{W}r") if run.find(f"{W}t") is not None]
        return bool(runs) and all(self.styles.of(value(below(run, "rPr", "rStyle"))).name == "placeholder text" for run in runs)

    def _address(self, link: Any) -> str:
        relation = self.relations.get(link.get(f"{R}id") or "")
        anchor = value(link, "anchor")
        if relation is None:
            return f"#{anchor}" if anchor else ""
        return relation.target + (f"#{anchor}" if anchor and "#" not in relation.target else "") if relation.outside else ""

    def _formulas(self, element: Any, format: Format, *, displayed: bool) -> None:
        formulas = [element] if not displayed else element.iter(f"{M}oMath")
        for formula in formulas:
            node = model.Math(mathml=tidy(mathml_of(formula, displayed=displayed)), text=tidy(text_of_formula(formula)))
            if node.mathml or node.text:
                self.pieces.append(Piece(format, node))

    # --- a run ------------------------------------------------------------------------------------------

    def _run(self, run: Any, outer: Format) -> None:
        format = self._format(run, outer)
        if format is None:
            return
        marked = False
        for child in run:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if marked and tag in (f"{W}t", f"{W}sym"):  # the note's own mark, for which the note stands
                continue
            if tag.startswith(W):
                marked = marked or value(child, "customMarkFollows") in ("1", "true", "on")
                self._part(tag[len(W) :], child, format)
            elif tag == ALTERNATIVES:
                for below in understood(child):
                    if isinstance(below.tag, str) and below.tag.startswith(W):
                        self._part(below.tag[len(W) :], below, format)

    def _part(self, name: str, child: Any, format: Format) -> None:
        if name == "fldChar":
            self._field(value(child, "fldCharType"))
        elif name == "instrText":
            if self._fields:
                self._fields[-1][0] += child.text or ""
        elif (asking := next((field for field in reversed(self._fields) if field[1] == "begin"), None)) is not None:
            asking[0] += (child.text or "") if name == "t" else ""  # what a field within shows is part of what this one asks for
        elif name == "t":
            self._text(in_font(child.text or "", child.getparent()), format)
        elif name in _SIMPLE:
            self._text(_SIMPLE[name], format)
        elif name == "br":
            self._text(" " if value(child, "type") in ("page", "column") else "\n", format)
        elif name == "sym":
            self._symbol(child, format)
        elif name in ("footnoteReference", "endnoteReference"):
            note = self.note(name.removesuffix("Reference"), value(child, "id"))
            if note is not None:
                self._closer()
                self.pieces.append(Piece(Format(), note))
        elif name in ("drawing", "pict", "object"):
            self._drawing(child, format)
        elif name == "commentReference":
            self.lost["docx.comment"] += 1
        elif name == "ruby":
            self._ruby(child, format)

    def _closer(self) -> None:
        """Drop what parts the number of the note before from that of one to come: a comma or a blank, not the text's."""
        match self.pieces[-2:]:
            case [Piece(node=model.Note()), Piece(node=Text(text=between))] if not between.strip(" ,\u2009"):
                self.pieces.pop()

    def _text(self, text: str, format: Format) -> None:
        href = next((field[2] for field in reversed(self._fields) if field[1] == "separate" and field[2]), "")
        fresh = tidy(text)
        if fresh:
            self.pieces.append(Piece(format._replace(href=format.href or href), Text(fresh)))

    def _field(self, kind: str) -> None:
        """A complex field begins, shows its result, or ends (ISO/IEC 29500-1, 17.16.18)."""
        if kind == "begin":
            self._fields.append(["", "begin", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1:] = ["separate", target(self._fields[-1][0])]
        elif kind == "end" and self._fields:
            said, reached, _ = self._fields.pop()
            self.lost["docx.field"] += reached == "begin" and said.split(None, 1)[:1] == ["EQ"]

    def _symbol(self, symbol: Any, format: Format) -> None:
        """A character named by its place in a font."""
        stated = value(symbol, "char")
        code = int(stated, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", stated) else 0
        sign = character(value(symbol, "font"), code)
        self.lost["docx.symbol"] += sign == "\ufffd"
        self._text(sign, format)

    def _ruby(self, ruby: Any, format: Format) -> None:
        for part, opening, closing in ((below(ruby, "rubyBase"), "", ""), (below(ruby, "rt"), "(", ")")):
            if part is not None:
                self._text(opening, format)
                self._walk(part, format)
                self._text(closing, format)

    def _format(self, run: Any, outer: Format) -> Format | None:
        """What ``run`` is set in within ``outer``; ``None`` for text that is hidden."""
        properties = run.find(f"{W}rPr")
        style = self.styles.of(value(below(properties, "rStyle")))
        vanished = below(properties, "vanish")
        if (is_on(vanished) if vanished is not None else style.hidden or self._hides) and not is_on(below(properties, "webHidden")):
            self.lost["docx.hidden"] += any(text.text for text in run.iter(f"{W}t"))
            return None
        if properties is None:
            return outer
        linked = bool(outer.href) or style.name in ("hyperlink", "followedhyperlink")
        line = value(properties.find(f"{W}u"))
        vertical = value(properties.find(f"{W}vertAlign")) or style.vertical or self._moved(properties)
        language, direction = _spoken(properties)
        return outer._replace(
            strong=_toggled(properties, "b", style.bold),
            emphasis=_toggled(properties, "i", style.italic),
            underline=(line != "none" if line else style.underline) and not linked,
            strike=_toggled(properties, "strike", style.strike) or is_on(properties.find(f"{W}dstrike")),
            vertical=vertical if vertical in ("superscript", "subscript") and "reference" not in style.name else "",
            code=style.code or (self.sets_code and self._is_fixed(properties, style, outer)),
            credit=style.name == "credit",
            language=language or style.language,
            direction=direction,
        )

    def _moved(self, properties: Any) -> str:
        """How text is set that is moved up or down and smaller, which is how some programs write a raised or lowered sign."""
        moved, size = number(value(properties.find(f"{W}position"))), number(value(properties.find(f"{W}sz")))
        if not moved or not size or size > _SMALL * self.styles.size:
            return ""
        return "superscript" if moved > 0 else "subscript"

    def _is_fixed(self, properties: Any, style: Style, outer: Format) -> bool:
        """Whether a run is set in letters that are all as wide, by its own font, its style's or what is round it."""
        font = font_of(properties)
        return self.styles.is_fixed(font) if font else style.fixed or outer.code

    # --- pictures ---------------------------------------------------------------------------------------

    def _drawing(self, drawing: Any, format: Format) -> None:
        if any(is_true(shape.get(_LINE)) for shape in drawing):  # ISO/IEC 29500-4, 19.1.2.19
            self.rules += 1
            return
        boxes = [box for box in drawing.iter(_BOX) if not _is_boxed(box, drawing)]
        self.boxes += boxes
        said = next((below for below in drawing.iter(f"{_PLACED}docPr")), None)
        alt = "" if said is None else said.get("descr") or said.get("title") or ""
        placed = drawing.find(f"{_PLACED}anchor") is not None
        found = False
        for shown in drawing.iter(f"{_DRAWING}blip", f"{_VML}imagedata"):
            if _is_boxed(shown, drawing):
                continue
            found = True
            self._image(shown, tidy(" ".join((alt or shown.get(f"{_VML}title") or "").split())), format, placed)
        if not found and not boxes:
            self._drawn(drawing, alt, format)

    def _drawn(self, drawing: Any, alt: str, format: Format) -> None:
        """What a drawing without a picture says: the words of a diagram or the figures of a chart, else its description."""
        shown = next(drawing.iter(IDS, CHART), None)
        name = "" if shown is None else shown.get(f"{R}dm") or shown.get(f"{R}id") or ""
        relation = self.relations.get(name)
        words = None if relation is None or relation.outside else self.diagram(relation.target)
        self.lost["docx.drawing" if words is None else "docx.chart" if isinstance(words, model.Table) else "docx.diagram"] += 1
        if words is not None:
            self.diagrams.append(words)
        if alt:
            self._text(alt, format)

    def _image(self, shown: Any, alt: str, format: Format, placed: bool) -> None:
        relation = self.relations.get(shown.get(f"{R}embed") or shown.get(f"{R}id") or shown.get(f"{R}link") or "")
        address = "" if relation is None else relation.target if relation.outside else self.picture(relation.target, alt)
        self.lost["docx.drawing"] += relation is None
        if not address:
            self._text(alt, format)
        elif placed:
            self.floats.append(model.Image(address, alt))
        else:
            self.pieces.append(Piece(Format(href=format.href), model.Image(address, alt)))


def _is_boxed(element: Any, drawing: Any) -> bool:
    """Whether ``element`` stands in a text box of ``drawing``, which is read for itself."""
    for above in element.iterancestors():
        if above is drawing:
            return False
        if above.tag == _BOX:
            return True
    return False


def _toggled(properties: Any, name: str, otherwise: bool) -> bool:
    element = properties.find(f"{W}{name}")
    return otherwise if element is None else is_on(element)


def _spoken(properties: Any) -> tuple[str, Direction]:
    """The language and the direction of a run: the one of scripts that run from the right only where it does."""
    rtl = is_on(properties.find(f"{W}rtl"))
    language = properties.find(f"{W}lang")
    stated = value(language, "bidi") if rtl else value(language) or value(language, "bidi")
    return stated if _LANGUAGE.fullmatch(stated) else "", "rtl" if rtl else ""
