"""One article as the XHTML that is set on paper: notes at the foot of the page, formulas drawn, headings named."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import assert_never

import msgspec

from convert.model import (
    Article,
    Block,
    CodeBlock,
    Definitions,
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
    Picture,
    Quote,
    Table,
)
from convert.patterns import regex
from convert.walk import images, outline, plain_text
from convert.writers._columns import ROOM, columns, setting
from convert.writers._contents import shortened
from convert.writers._pdf.job import Formula
from convert.writers._shapes import density, is_small
from convert.writers._xhtml import Renderer, escape, quoted

# So many characters of notes fit at the foot of a page whatever calls for them; what is past it in a paragraph stands at the
# end of the article. The engine loses notes of one line that fill more than a page.
_FOOT = 1_500
_LEAST_FOOTNOTE = 80
_BLANKS = regex(r"[ \t\n\r\f]+")
# Layout of a paragraph takes time by the square of the line ends in it.
_LONGEST_VERSE = 60
# Lists and quotes further in than this stay at the same indent, or the text would be pushed off the page.
_DEEPEST_INDENT = 6
# Past so many lists and quotes, or marked-up runs, one inside another the inner ones are set as plain blocks and text:
# a reader of tags gives up, and layout takes a dozen calls for each.
_DEEPEST_BLOCK = 20
_FAR = ' class="far"'
_DEEPEST_RUN = 20
# Layout of a table in a table in a table takes time by the power of the depth: cells further in are set as blocks.
_DEEPEST_TABLE = 3
# The head of a table stands again on each page; one of more lines stands once. The engine loses a head for which a page has no room.
_TALLEST_HEAD = 12
_LEAST_WIDE = 480
# Code of so many lines at most stands on one page.
_BRIEF = 8
# Of the web, of mail, of a file: something with a dot before letters, or more.
_ADDRESS = regex(r"://|\w[.@][^\W\d_]{2}")


class Stock(msgspec.Struct):
    """What the articles of a pack share while they are rendered: their pictures, and what they turn out to need.

    ``room`` is the characters in a line of a table, in the letters that the theme sets tables in, ``code`` those in a line of code.
    """

    pictures: Mapping[str, Picture]
    room: float = 80
    code: float = 63
    formulas: list[Formula] = []
    languages: dict[str, None] = {}


def heading_ids(article: Article) -> dict[int, str]:
    """The id of the element of each heading of ``article``, by the identity of the heading."""
    return {id(heading): heading.id or f"{article.id}-h{number}" for number, heading in enumerate(outline(article), 1)}


class PrintRenderer(Renderer):
    """Renders one article for paper."""

    def __init__(self, article: Article, stock: Stock) -> None:
        super().__init__(article)
        self.stock = stock
        self.headings = heading_ids(article)
        self._notes = 0
        self._endnotes: list[str] = []
        self._footless = 0
        self._foot = _FOOT
        self._depth = 0
        self._tables = 0
        self._runs = 0

    def article_element(self) -> Iterator[str]:
        """The whole article, in fragments."""
        article = self.article
        kind = "article-rtl" if article.direction == "rtl" else "article-ltr"
        running = quoted(shortened(article.title))
        spoken = f'{self.language(article.language)} dir="{article.direction or "ltr"}"'
        yield f'<article class="article {kind}" data-running="{running}"{spoken}>\n'
        yield self.opener()
        yield from self.body()
        if self._endnotes:
            title = f'<p class="endnotes-title">{escape(self.words.notes)}</p>'
            yield f'<section class="endnotes">\n{title}\n{"".join(self._endnotes)}</section>\n'
        yield self.source_line() or '<p class="source"></p>\n'
        yield "</article>\n"

    # --- what paper decides -----------------------------------------------------------------------

    def language(self, language: str) -> str:
        """The ``lang`` attribute; the language is remembered for the style sheet."""
        if language:
            self.stock.languages[language] = None
        return f' lang="{quoted(language)}"' if language else ""

    def text(self, text: str) -> str:
        """The text, its addresses marked: a hyphen at a line's end would be read as theirs."""
        text = self._set(text)
        if not _ADDRESS.search(text):
            return escape(text)
        words = (f'<span class="address">{escape(word)}</span>' if _ADDRESS.search(word) else escape(word) for word in text.split(" "))
        return " ".join(words)

    def code(self, text: str) -> str:
        return super().code(self._set(text))

    def _set(self, text: str) -> str:
        """``text`` as the engine can set it: in notes it collapses no blanks, and fails where a line ends at several."""
        return _BLANKS.sub(" ", text) if self._footless else text

    def source(self, image: Image) -> str:
        """The address the worker serves the picture at."""
        return f"picture:{image.src}"

    def image(self, image: Image) -> str:
        """The picture; without words of its own it is called one (ISO 14289-1, 7.3: a figure has an alternative)."""
        alt = " ".join(image.alt.split()) or self.words.picture
        picture = self.stock.pictures[image.src]
        kind = "wide" if picture.width >= _LEAST_WIDE else "narrow"
        return f'<img class="{kind}" src="{quoted(self.source(image))}" alt="{quoted(alt)}"/>'

    def math(self, node: Math | MathBlock) -> str:
        """A picture of the formula that the worker draws, with its plain words as the alternative."""
        said = " ".join((node.text or node.tex or re.sub(r"<[^>]*>", " ", node.mathml)).split())
        self.stock.formulas.append(Formula(node.tex, node.mathml, said, isinstance(node, MathBlock)))
        return f'<img class="formula" src="formula:{len(self.stock.formulas) - 1}" alt="{quoted(said or "∑")}"/>'

    def note(self, note: Note) -> str:
        """The note at the foot of the page, or the reference to it at the end of the article where the engine can't."""
        self._notes += 1
        number = self._notes
        self._footless += 1
        blocks = "".join(self.blocks(note.children))
        self._footless -= 1
        room = len(plain_text(note)) + _LEAST_FOOTNOTE
        if not self._footless and room <= self._foot:
            self._foot -= room
            return f'<span class="note" data-number="{number}">{blocks}</span>'
        name, back = f"{self.article.id}-n{number}", f"{self.article.id}-r{number}"
        self._endnotes.append(f'<div class="note endnote" id="{name}"><a class="back" href="#{back}">{number}</a>{blocks}</div>\n')
        return f'<a class="noteref" id="{back}" href="#{name}">{number}</a>'

    # --- blocks -----------------------------------------------------------------------------------

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case CodeBlock():
                return self._code(block)
            case List() | Quote() | Definitions():
                return self._indented(block)
            case _:
                return super()._block(block)

    def _paragraph(self, paragraph: Paragraph, kind: str) -> str:
        if not self._footless:
            self._foot = _FOOT
        breaks = [at for at, child in enumerate(paragraph.children) if isinstance(child, LineBreak)]
        if len(breaks) <= _LONGEST_VERSE:
            return super()._paragraph(paragraph, kind)
        cuts = [0, *(at + 1 for at in breaks[_LONGEST_VERSE - 1 :: _LONGEST_VERSE]), len(paragraph.children)]
        stanzas = (paragraph.children[start:end] for start, end in pairwise(cuts))
        pieces = [msgspec.structs.replace(paragraph, children=stanza, id="") for stanza in stanzas if stanza]
        first = msgspec.structs.replace(pieces[0], id=paragraph.id)
        return super()._paragraph(first, kind) + "".join(
            super(PrintRenderer, self)._paragraph(piece, "first continued") for piece in pieces[1:]
        )

    def _heading(self, heading: Heading) -> str:
        tag = f"h{min(heading.level + 1, 6)}"
        name = self.headings.get(id(heading), heading.id)
        named = f' id="{name}"' if name else ""
        label = shortened(plain_text(heading, notes=False))
        attributes = self._attributes(msgspec.structs.replace(heading, id=""))
        self._footless += 1
        shown = f'<{tag}{named}{attributes} data-label="{quoted(label)}">{self.inlines(heading.children)}</{tag}>\n'
        self._footless -= 1
        return shown

    def _code(self, block: CodeBlock) -> str:
        lines = "".join(f'<span class="line">{escape(line)}</span>' for line in block.text.split("\n"))
        kinds = [density(block.text, self.stock.code), "brief" if block.text.count("\n") < _BRIEF else ""]
        named = f' class="{" ".join(filter(None, kinds))}"' if any(kinds) else ""
        return f'<pre dir="ltr"{named}{self._attributes(msgspec.structs.replace(block, direction=""))}><code>{lines}</code></pre>\n'

    def _indented(self, block: List | Quote | Definitions) -> str:
        self._depth += 1
        shown = super()._block(block) if self._depth <= _DEEPEST_BLOCK else self._plain(block)
        self._depth -= 1
        if _DEEPEST_INDENT <= self._depth < _DEEPEST_BLOCK:
            tag = re.match(r"<\w+", shown)
            assert tag
            return f'{tag[0]} class="flat"{shown[tag.end() :].removeprefix(_FAR)}'
        return shown

    def _plain(self, block: List | Quote | Definitions) -> str:
        match block:
            case Quote():
                by = self.inlines(block.attribution)
                return self._run(block.children) + (f"<p>{by}</p>\n" if by else "")
            case List():
                return "".join(self._run(item) for item in block.items)
            case Definitions():
                terms = ((item, "".join(f"<p>{self.inlines(term)}</p>\n" for term in item.terms)) for item in block.items)
                return "".join(named + "".join(self._run(meaning) for meaning in item.meanings) for item, named in terms)
            case _:
                assert_never(block)

    def _inline(self, inline: Inline) -> str:
        self._runs += 1
        inner = getattr(inline, "children", ()) if self._runs > _DEEPEST_RUN and not isinstance(inline, (Link, Note)) else ()
        shown = self.inlines(inner) if inner else super()._inline(inline)
        self._runs -= 1
        return shown

    def _table(self, table: Table) -> str:
        if self._tables >= _DEEPEST_TABLE:
            cells = [cell for row in (*table.head, *table.rows) for cell in row]
            caption = f'<p class="caption">{self.inlines(table.caption)}</p>\n' if table.caption else ""
            return caption + "".join(f'<div class="cell">{self._tight(cell.children)}</div>\n' for cell in cells)
        if not table.rows:  # a head heads nothing then (ISO 14289-1, 7.2)
            headed = tuple(tuple(msgspec.structs.replace(cell, header=True) for cell in row) for row in table.head)
            table = msgspec.structs.replace(table, head=(), rows=headed)
        self._tables += 1
        self._footless += 1
        shown = super()._table(table)
        self._footless -= 1
        self._tables -= 1
        return shown

    def _figure(self, figure: Figure) -> str:
        self._footless += 1
        shown = super()._figure(figure)
        self._footless -= 1
        return shown

    def table_class(self, table: Table) -> str:
        room = self.room(table)
        crowded = " crowded" if columns(table, room).crowded else ""
        tall = " tall" if self._tables > 1 or _head_lines(table, room) > _TALLEST_HEAD else ""
        small = " small" if is_small(table) else ""
        return f' class="{setting(table, self.stock.room)}{crowded}{tall}{small}"'

    def room(self, table: Table) -> float:
        return self.stock.room * ROOM[setting(table, self.stock.room)]


def _head_lines(table: Table, room: float) -> float:
    """About how many lines of ``room`` characters the head of ``table`` takes; no end of them where it holds more than text."""
    across = sum(cell.colspan for cell in table.head[0]) if table.head else 1
    lines = 0.0
    for row in table.head:
        if any(not isinstance(block, Paragraph) for cell in row for block in cell.children) or any(images(row)):
            return math.inf
        texts = ((plain_text(cell), across / cell.colspan) for cell in row)
        lines += max((text.count("\n") + 1 + len(text) * part / room for text, part in texts), default=0)
    return lines
