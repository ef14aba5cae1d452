"""The model in WordprocessingML: blocks into a `Flow`, inlines into runs.

XML is written as strings, a paragraph at a time: a tree of elements for a thousand articles takes half a minute and a gigabyte.
All text goes through `convert.writers._word.text`, which escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from convert.model import (
    Block,
    Code,
    CodeBlock,
    Definitions,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Rule,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Underline,
)
from convert.patterns import regex
from convert.walk import called, plain_text
from convert.words import words
from convert.writers._shapes import CODE_LETTER, DENSE, density, is_verse
from convert.writers._word.flow import Flow, Par
from convert.writers._word.math import omml
from convert.writers._word.parts import LEVELS, NOTE_MARK
from convert.writers._word.sheet import Place, Sheet, heading_mark
from convert.writers._word.styles import STANDS_IN, STYLE, borders, edge, rule_colour
from convert.writers._word.tables import table
from convert.writers._word.text import Run, restyled

_IN_LINE = 1.4  # of the size of the text around: higher pictures tear a paragraph apart
_BESIDE = 10.0
_POSTER = 0.6  # of the width, as in a PDF: the still of a film is no picture of the article
# Letters that no line ends between: an address, a name in code.
_UNBROKEN = regex(r"[!#-;?-~]{34}")
_WITHOUT_BLANK = regex(r" [^ ]{34}")
_TABLES_IN_TABLES = 8  # each is three elements deep, and Word and XML parsers have their limits
_STARS = "*\u2002*\u2002*"
# Or the numbers of two notes would be read as one.
_BETWEEN_NOTES = f'<w:r><w:rPr><w:rStyle w:val="{STYLE["noteref"]}"/></w:rPr><w:t>,</w:t></w:r>'
_MARKED = f'<w:rPr><w:rStyle w:val="{STYLE["noteref"]}"/></w:rPr>'


class Body(Sheet):
    """Writes the blocks of articles into a `Flow`."""

    # --- blocks -----------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block], place: Place, flow: Flow) -> None:
        """``blocks`` into ``flow``; a paragraph that follows another one is indented, as in a book."""
        for block in blocks:
            own = place
            if block.language or block.direction:
                rtl = block.direction == "rtl" if block.direction else place.rtl
                own = place._replace(language=block.language or place.language, rtl=rtl)
            self._block(block, own, flow)
            flow.flush = not isinstance(block, Paragraph) or is_verse(block)

    def _block(self, block: Block, place: Place, flow: Flow) -> None:
        if block.id:
            flow.mark(self.bookmark(block.id))
        match block:
            case Paragraph():
                self._paragraph(block, place, flow)
            case Heading():
                self._heading(block, place, flow)
            case Quote():
                self._quote(block, place, flow)
            case CodeBlock():
                self.codes = True
                flow.add(self._code(block, place))
            case List():
                self._list(block, place, flow)
            case Definitions():
                self._definitions(block, place, flow)
            case Table():
                self._table(block, place, flow)
            case Figure():
                self.figure(block, place, flow)
            case Embed():
                self._embed(block, place, flow)
            case MathBlock():
                flow.add(self.par("math", self._math(block, self.run("math", place), displayed=True), place))
            case Rule():
                flow.add(self.line("rule", _STARS, place._replace(align="")))
            case _:
                assert_never(block)

    def _code(self, block: CodeBlock, place: Place) -> Par:
        look = self.theme.look("code")
        width = place.width - place.start - place.end - 2 * look.pad
        more = DENSE.get(density(block.text, width / (look.size * CODE_LETTER)), 0.0)
        run = Run(size=look.size, points=look.size / more if more else 0.0)
        par = self.par("code", self.setter.kept(block.text.strip("\n"), run), place._replace(rtl=False, points=0.0))
        par.leading = look.leading / more if more else 0.0
        return par

    def _paragraph(self, block: Paragraph, place: Place, flow: Flow) -> None:
        if len(block.children) == 1 and isinstance(block.children[0], Image):
            self.figure(Figure(block.children[0]), place, flow)
            return
        role = "first" if flow.flush and place.role == "body" else place.role
        par = self.par(role, self.inlines(block.children, self.run(role, place)), place)
        if not flow.flush and place.role in ("quote", "note"):
            par.sides = (place.start, place.end, self.theme.look("body").indent)
        if "<w:br/>" in par.content or _is_unbroken(par.content):
            par.align = par.align or "left"  # else a line before a break or an address is stretched to the measure
        if par.role in ("body", "first") and is_verse(block):
            par.role, par.before, par.after = "first", self._line / 2, self._line / 2
        flow.add(par)

    def _heading(self, block: Heading, place: Place, flow: Flow) -> None:
        role = f"h{min(block.level, 4)}"
        content = self.inlines(block.children, self.run(role, place))
        if place.role == "body":
            self._headings += 1
            content = content if block.id else self.bookmark(heading_mark(self._article.id, self._headings), content)
        par = self.par(role, content, place)
        par.style = f"Heading{min(block.level, 6) + 1}"
        flow.add(par)

    def _quote(self, block: Quote, place: Place, flow: Flow) -> None:
        look = self.theme.look("quote")
        inside = place.inside("quote", look.start, look.end)
        flow.space(self._line)
        flow.flush = True
        self.blocks(block.children, inside, flow)
        if block.attribution:
            run = self.run("attribution", place)
            flow.add(self.par("attribution", self.setter.text("—\u2009", run) + self.inlines(block.attribution, run), place))
        flow.space(self._line)

    def _list(self, block: List, place: Place, flow: Flow) -> None:
        role = "list" if place.role in ("body", "definition") else place.role
        level, width = place.level + 1, self.lists.width(block)
        inside = place.inside(role, width, level=level)._replace(align="")
        regular = role == "list" and inside.start == (level + 1) * self.lists.step and not place.end and level < LEVELS
        number = self.lists.number(block, level)
        sides = None if regular else (inside.start, inside.end, -self.lists.hanging(block))
        if level == 0:
            flow.space(self._line / 2)
        for item in block.items:
            self._item(item, inside, flow, number, sides)
        if level == 0:
            flow.space(self._line / 2)

    def _item(self, item: tuple[Block, ...], place: Place, flow: Flow, number: str, sides: tuple[float, float, float] | None) -> None:
        """An item: its first paragraph bears the number, what follows stands under its text."""
        first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
        rest = item[1:] if item and first is item[0] else item
        if first.id:
            flow.mark(self.bookmark(first.id))
        own = place
        if first.language or first.direction:
            rtl = first.direction == "rtl" if first.direction else place.rtl
            own = place._replace(rtl=rtl, language=first.language or place.language)
        par = Par(place.role, self.inlines(first.children, self.run(place.role, own)), own.rtl, sides, number, place.align)
        flow.add(par)
        if rest:
            flow.flush = False
            self.blocks(rest, place, flow)

    def _definitions(self, block: Definitions, place: Place, flow: Flow) -> None:
        indent = self.theme.look("definition").start
        inside = place.inside("definition", indent)
        for item in block.items:
            for number, term in enumerate(item.terms):
                par = self.par("term", self.inlines(term, self.run("term", place)), place)
                par.before = 0 if number else None
                flow.add(par)
            for meaning in item.meanings:
                flow.flush = True
                self.blocks(meaning, inside, flow)
        flow.space(self._line / 2)

    def _table(self, block: Table, place: Place, flow: Flow) -> None:
        if place.tables < _TABLES_IN_TABLES:
            table(self, block, place._replace(tables=place.tables + 1), flow)
            return
        self._replaced("table.depth", "a table too deep inside others is kept as paragraphs", plain_text(block))
        if block.caption:
            flow.add(self.par("caption", self.inlines(block.caption, self.run("caption", place)), place))
        for row in (*block.head, *block.rows):
            for cell in row:
                self.blocks(cell.children, place, flow)

    def figure(self, block: Figure, place: Place, flow: Flow) -> None:
        """A picture with its caption and credit, or the words alone."""
        look = self.theme.look("figure")
        run = self.run("caption", place)
        pieces = [self.inlines(block.caption, run)] if block.caption else []
        if block.credit:
            pieces.append(self.inlines(block.credit, restyled(run, "style", STYLE["credit"])))
        if block.image:
            words = plain_text(*block.caption, notes=False)
            shown = self._shown(block.image, place, words)
            par = self.par("figure", shown, place)
            par.keep, par.after = bool(pieces), 0 if pieces else look.after
            flow.add(par)
        if pieces:
            par = self.par("caption", self.setter.text("\u2002", run).join(pieces), place)
            par.before, par.after = (None if block.image else look.before), look.after
            if not block.image:
                self._beside(par, place.start + _BESIDE, place)
            flow.add(par)

    def _beside(self, par: Par, start: float, place: Place) -> None:
        """A line at the side where ``par`` begins, which is set in by ``start`` points."""
        par.sides = (start, place.end, 0.0)
        par.extra = borders(edge("right" if par.rtl else "left", 1.5, rule_colour(self.theme), _BESIDE))

    def _shown(self, image: Image, place: Place, words: str) -> str:
        width = max(place.width - place.start - place.end, 24.0)
        return self.picture(image, width, self.height * 0.62, full=place.role == "body", words=words)

    def _embed(self, block: Embed, place: Place, flow: Flow) -> None:
        start = self.theme.look("embed").start + _BESIDE
        if block.poster:
            width = max(place.width - place.start - place.end - start, 24.0) * _POSTER
            shown = self.picture(block.poster, width, self.height * 0.62, full=place.role == "body", words=block.title)
            par = self.par("figure", shown, place)
            par.keep, par.after = True, 0
            self._beside(par, place.start + start, place)
            flow.add(par)
        run = self.run("embed", place)
        linked = self.setter.text(called(block), restyled(run, "style", STYLE["link"]) if block.href else run)
        if block.href:
            linked = self.outside(block.href, linked)
        kind = words(place.language).video if block.kind == "video" else block.kind
        label = self.setter.text(f"{kind}\u2002", restyled(run, "style", STYLE["credit"])) if kind else ""
        par = self.par("embed", label + linked, place)
        par.before = self.theme.look("caption").before if block.poster else None
        self._beside(par, place.start + start, place)
        flow.add(par)

    # --- inlines ----------------------------------------------------------------------------------

    def inlines(self, inlines: Iterable[Inline], run: Run) -> str:
        """A run of inlines as runs, links, notes and formulas."""
        shown: list[str] = []
        before: object = None
        for inline in inlines:
            if type(inline) is Note is before:
                shown.append(_BETWEEN_NOTES)
            shown.append(self._inline(inline, run))
            before = type(inline)
        return "".join(shown)

    def _inline(self, inline: Inline, run: Run) -> str:
        match inline:
            case Text():
                return self.setter.text(inline.text, run)
            case Link():
                return self._link(inline, run)
            case Emphasis():
                return self.inlines(inline.children, restyled(run, "italic", True))
            case Strong():
                return self.inlines(inline.children, restyled(run, "bold", True))
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Code():
                self.codes = True
                return self.setter.kept(inline.text, restyled(run, "style", STYLE["mono"]))
            case Note():
                return self._note(inline, run)
            case Image():
                return self.picture(inline, self.measure / 2, run.size * _IN_LINE, full=False)
            case Underline():
                return self.inlines(inline.children, restyled(run, "underline", True))
            case Strike():
                return self.inlines(inline.children, restyled(run, "strike", True))
            case Sub():
                return self.inlines(inline.children, restyled(run, "vertical", "subscript"))
            case Sup():
                return self.inlines(inline.children, restyled(run, "vertical", "superscript"))
            case Math():
                return self._math(inline, run, displayed=False)
            case Span():
                rtl = inline.direction == "rtl" if inline.direction else run.rtl
                return self.inlines(inline.children, run._replace(language=inline.language or run.language, rtl=rtl))
            case _:
                assert_never(inline)

    def _link(self, link: Link, run: Run) -> str:
        content = self.inlines(link.children, restyled(run, "style", STYLE["link"]))
        if link.href.startswith("#"):
            return self.jump(link.href[1:], content)
        return self.outside(link.href, content, link.title)

    def _math(self, node: Math | MathBlock, run: Run, *, displayed: bool) -> str:
        formula = omml(node.tex, node.mathml, displayed)
        if not formula:
            said = node.text or node.tex or plain_mathml(node.mathml)
            self._replaced("math.text", "a formula that Word can't show stands as its words", said)
            return self.setter.text(said, restyled(run, "style", STANDS_IN))
        if not displayed:
            return formula
        return f'<m:oMathPara><m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>{formula}</m:oMathPara>'

    def _note(self, note: Note, run: Run) -> str:
        """The reference to a note, which goes to the foot of the page.

        Word has no notes to notes: one inside another stands at the end of it, after an asterisk.
        """
        if self._nested is not None:
            self._nested.append(note)
            mark = "*" * len(self._nested)
            return f"<w:r>{_MARKED}<w:t>{mark}</w:t></w:r>"
        outer, self._relations, self._nested = self._relations, self.note_links, []
        place = Place("note", self.measure, rtl=run.rtl, language=run.language)
        flow = Flow(self.theme.looks)
        self._marked(note, f'{NOTE_MARK}<w:r><w:t xml:space="preserve"> </w:t></w:r>', place, flow)
        for number, inner in enumerate(self._nested, 1):  # grows while it is walked: notes may nest further
            self._marked(inner, f'<w:r>{_MARKED}<w:t xml:space="preserve">{"*" * number} </w:t></w:r>', place, flow)
        number = self.notes.add(flow.end())
        self._relations, self._nested = outer, None
        return f'<w:r><w:rPr><w:rStyle w:val="{STYLE["noteref"]}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def _marked(self, note: Note, mark: str, place: Place, flow: Flow) -> None:
        """The blocks of ``note``, ``mark`` before the first line of them."""
        first, *rest = note.children or (Paragraph(()),)
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(()), list(note.children)
        if first.id:
            flow.mark(self.bookmark(first.id))
        rtl = first.direction == "rtl" if first.direction else place.rtl
        own = place._replace(rtl=rtl, language=first.language or place.language)
        flow.add(self.par("note", mark + self.inlines(first.children, self.run("note", own)), own))
        flow.flush = False
        self.blocks(rest, place, flow)


def plain_mathml(mathml: str) -> str:
    """The characters of MathML without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", mathml).split())


def _is_unbroken(content: str) -> bool:
    """Whether there are letters in ``content`` that no line ends between; asking first for what has no blank is five times faster."""
    return bool(_WITHOUT_BLANK.search(f" {content}") and _UNBROKEN.search(content))
