"""The model in WordprocessingML: blocks into a `Flow`, inlines into runs.

XML is written as strings, a paragraph at a time: a tree of elements for a thousand articles takes half a minute and a gigabyte.
All text goes through `convert.writers._word_text`, which escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, assert_never

from convert.model import (
    Article,
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
    Pack,
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
from convert.notices import Notice, Notify, excerpt
from convert.theme import Theme
from convert.walk import plain_text
from convert.words import words
from convert.writers import _word_pictures as pictures
from convert.writers._word_flow import Flow, Par
from convert.writers._word_math import omml
from convert.writers._word_parts import LEVELS, NOTE_MARK, Lists, Notes
from convert.writers._word_styles import STYLE, borders, edge, own_sides, rule_colour
from convert.writers._word_tables import table
from convert.writers._word_text import Run, Setter, quoted, restyled

_OUTSIDE = re.compile(r"(?i)(?:https?://|mailto:)\S+")
_LONGEST_ADDRESS = 2_000  # Word calls a document with a longer one damaged
_IN_LINE = 1.4  # of the size of the text around: higher pictures tear a paragraph apart
_BESIDE = 10.0
_NARROWEST = 0.4  # of the width there is
_TABLES_IN_TABLES = 8  # each is three elements deep, and Word and XML parsers have their limits
_STARS = "*\u2002*\u2002*"


class Place(NamedTuple):
    """Where a block stands: the role of a paragraph there, its indents, the width there is, the way text runs.

    ``level`` counts the lists around, from -1 for none, ``tables`` the tables; ``align`` is a value of ``w:jc`` that holds for each
    paragraph.
    """

    role: str
    width: float
    start: float = 0.0
    end: float = 0.0
    level: int = -1
    rtl: bool = False
    language: str = ""
    align: str = ""
    tables: int = 0

    def inside(self, role: str, start: float, end: float = 0.0, *, level: int = -1) -> Place:
        """The place of what is set in further, unless that leaves too little width for text."""
        if self.width - self.start - self.end - start - end < self.width * _NARROWEST:
            start = end = 0.0
        return self._replace(role=role, start=self.start + start, end=self.end + end, level=level)


class Relations:
    """What one part points to, each thing once: addresses outside and pictures, by the id given to them."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.pictures: dict[str, str] = {}

    def link(self, address: str) -> str:
        """The relation to an outside address."""
        return self.links.setdefault(address, f"rIdL{len(self.links) + 1}")

    def picture(self, key: str) -> str:
        """The relation to a picture of the pack."""
        return self.pictures.setdefault(key, f"rIdP{len(self.pictures) + 1}")


def bookmark_name(identity: str) -> str:
    """The bookmark of an id of ours; Word allows letters, digits and underscores."""
    return identity.replace("-", "_")


def heading_mark(article: str, number: int) -> str:
    """The id of the heading of an article's outline counted from 1, where it has none; Word hides names that begin so."""
    return f"_{article}_h{number}"


class Body:
    """Writes articles of one pack. What has to be counted through the whole document is counted here."""

    def __init__(self, pack: Pack, theme: Theme, measure: float, height: float, notify: Notify) -> None:
        self.setter = Setter(theme, pack.language)
        self.theme = theme
        self.measure = measure
        self.height = height
        self.lists = Lists(theme)
        self.notes = Notes()
        self.links = Relations()
        self.note_links = Relations()
        self._relations = self.links
        self._pictures = {picture.key: picture for picture in pack.pictures}
        self._notify = notify
        self._bookmarks = 0
        self._drawings = 0
        self.codes = False
        self._sides = {name: (*own_sides(look), look.indent) for name, look in theme.looks.items()}
        self._runs: dict[tuple[str, str, bool], Run] = {}
        self._nested: list[Note] | None = None
        self._article = Article(title="", body=())
        self._headings = 0
        self._alt = words(pack.language).picture
        self._line = theme.look("body").leading
        self.thin_rule = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{theme.look("table").colour[1:] or "auto"}"/>'

    # --- what pages and articles are made of ------------------------------------------------------

    def fonts(self) -> set[str]:
        """The names of the theme's fonts that what was written is set in."""
        looks = {role: look.font for role, look in self.theme.looks.items() if self.codes or role not in ("code", "mono")}
        scripts = {self.theme.scripts[name].font for name in self.setter.scripts if name in self.theme.scripts}
        return {*looks.values(), *scripts}

    def enter(self, article: Article) -> Place:
        """The place of the blocks of ``article``, which is from now on the one that notices name."""
        self._article = article
        self._headings = 0
        self._alt = words(article.language).picture
        return Place("body", self.measure, rtl=article.direction == "rtl", language=article.language)

    def run(self, role: str, place: Place) -> Run:
        """How characters of a paragraph of ``role`` are set at ``place``."""
        key = (role, place.language, place.rtl)
        if key not in self._runs:
            look = self.theme.look(role)
            self._runs[key] = Run(language=place.language, rtl=place.rtl, size=look.size, spacing=look.spacing)
        return self._runs[key]

    def line(self, role: str, text: str, place: Place) -> Par:
        """A paragraph of ``role`` that holds ``text``."""
        return self.par(role, self.setter.text(text, self.run(role, place)), place)

    def par(self, role: str, content: str, place: Place) -> Par:
        """A paragraph of ``role`` at ``place``; indents are stated where they are not the style's own."""
        own_start, own_end, first = self._sides[role]
        same = role == place.role or (role == "first" and place.role == "body")
        start = place.start if same else place.start + own_start
        end = place.end if same else place.end + own_end
        sides = None if start == own_start and end == own_end else (start, end, first)
        return Par(role, content, place.rtl, sides, "", place.align)

    def bookmark(self, identity: str, content: str = "") -> str:
        """``content`` inside a bookmark for ``identity``."""
        self._bookmarks += 1
        name = quoted(bookmark_name(identity))
        return f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def jump(self, identity: str, content: str) -> str:
        """``content`` as a link to ``identity`` in the document."""
        return f'<w:hyperlink w:anchor="{quoted(bookmark_name(identity))}">{content}</w:hyperlink>'

    def outside(self, address: str, content: str, title: str = "") -> str:
        """``content`` as a link to ``address``, or as it is where that can't be a link."""
        if not _OUTSIDE.fullmatch(address) or len(address) > _LONGEST_ADDRESS:
            self._replaced("link.dropped", "an address that Word can't open is plain text", address)
            return content
        tip = f' w:tooltip="{quoted(excerpt(title, 200))}"' if title else ""
        return f'<w:hyperlink r:id="{self._relations.link(address)}"{tip}>{content}</w:hyperlink>'

    def picture(self, image: Image, width: float, height: float, *, full: bool, words: str = "") -> str:
        """The picture of ``image`` in a space of ``width`` × ``height`` points; its words where Word can't show it."""
        picture = self._pictures[image.src]
        alt = image.alt or words or self._alt
        if picture.media not in pictures.SUFFIX:
            self._replaced("picture.svg", "a drawing that Word can't show is its alternative text", alt)
            return self.setter.text(alt, Run(italic=True))
        self._drawings += 1
        wide, high = pictures.size(picture, width, height, full=full)
        return pictures.drawing(self._relations.picture(image.src), self._drawings, alt, wide, high)

    def _replaced(self, code: str, message: str, about: str) -> None:
        self._notify(Notice(kind="replaced", code=code, message=message, article=self._article.title, excerpt=excerpt(about)))

    # --- blocks -----------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block], place: Place, flow: Flow) -> None:
        """``blocks`` into ``flow``; a paragraph that follows another one is indented, as in a book."""
        for block in blocks:
            own = place
            if block.language or block.direction:
                rtl = block.direction == "rtl" if block.direction else place.rtl
                own = place._replace(language=block.language or place.language, rtl=rtl)
            self._block(block, own, flow)
            flow.flush = not isinstance(block, Paragraph)

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
                run = Run(size=self.theme.look("code").size)
                flow.add(self.par("code", self.setter.kept(block.text.strip("\n"), run), place._replace(rtl=False)))
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

    def _paragraph(self, block: Paragraph, place: Place, flow: Flow) -> None:
        if len(block.children) == 1 and isinstance(block.children[0], Image):
            self.figure(Figure(block.children[0]), place, flow)
            return
        role = "first" if flow.flush and place.role == "body" else place.role
        par = self.par(role, self.inlines(block.children, self.run(role, place)), place)
        if not flow.flush and place.role in ("quote", "note"):
            par.sides = (place.start, place.end, self.theme.look("body").indent)
        if "<w:br/>" in par.content:
            par.align = par.align or "left"  # else every line but the last is stretched to the measure
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
            for term in item.terms:
                flow.add(self.par("term", self.inlines(term, self.run("term", place)), place))
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

    def _shown(self, image: Image, place: Place, words: str, start: float = 0.0) -> str:
        width = max(place.width - place.start - place.end - start, 24.0)
        return self.picture(image, width, self.height * 0.62, full=place.role == "body", words=words)

    def _embed(self, block: Embed, place: Place, flow: Flow) -> None:
        start = self.theme.look("embed").start + _BESIDE
        if block.poster:
            par = self.par("figure", self._shown(block.poster, place, block.title, start), place)
            par.keep, par.after = True, 0
            self._beside(par, place.start + start, place)
            flow.add(par)
        run = self.run("embed", place)
        shown = block.title or re.sub(r"^https?://(www\.)?", "", block.href) or block.kind
        linked = self.setter.text(shown, restyled(run, "style", STYLE["link"]) if block.href else run)
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
        return "".join([self._inline(inline, run) for inline in inlines])

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
            return self.setter.text(said, restyled(run, "italic", True))
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
            return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{mark}</w:t></w:r>'
        outer, self._relations, self._nested = self._relations, self.note_links, []
        place = Place("note", self.measure, rtl=run.rtl, language=run.language)
        flow = Flow(self.theme.looks)
        self._marked(note, f'{NOTE_MARK}<w:r><w:t xml:space="preserve"> </w:t></w:r>', place, flow)
        for number, inner in enumerate(self._nested, 1):  # grows while it is walked: notes may nest further
            self._marked(inner, f'<w:r><w:t xml:space="preserve">{"*" * number} </w:t></w:r>', place, flow)
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
