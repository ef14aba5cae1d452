"""XHTML of the model, shared by the formats that are made of it.

A `Renderer` turns nodes into well-formed XHTML fragments with the classes of `convert.roles.ROLES`. Formats differ in
where a link and a picture point, how a note is set and how a formula is shown: those are the methods a format
overrides. All text is escaped here and nowhere else.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from convert.model import (
    Article,
    Block,
    Cell,
    Code,
    CodeBlock,
    Definition,
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
from convert.walk import called, minutes
from convert.words import Words, day, words
from convert.writers._columns import columns, placed
from convert.writers._shapes import counts_far, is_long, is_verse

_NUMBERING = {"decimal": "", "lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
_DATE = regex(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_TAG = regex(
    r"[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*"
    r"(-[A-WY-Za-wy-z\d](-[A-Za-z\d]{2,8})+)*(-[Xx](-[A-Za-z\d]{1,8})+)?"
)
# Where a style sheet sets a comma, or the numbers of two notes would be read as one.
_BETWEEN_NOTES = '<span class="between"></span>'
_NEEDS_FLUSH = (Heading, List, Definitions, Quote, CodeBlock, Table, Figure, Embed, MathBlock, Rule)


def escape(text: str) -> str:
    """``text`` as XML character data."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """``text`` as the value of a double-quoted attribute."""
    plain = escape(text)
    if '"' in plain or "\n" in plain or "\t" in plain:
        return plain.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return plain


def language_tag(language: str) -> str:
    """``language`` when it is well-formed by RFC 5646, section 2.1; else an empty string."""
    return language if _TAG.fullmatch(language) else ""


class Renderer(ABC):
    """Renders one article, its notes numbered from 1; made anew for each."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.words: Words = words(article.language)

    # --- what a format decides ------------------------------------------------------------------

    def href(self, target: str) -> str:
        """The address for a `Link` to ``target``, which is an outside address or ``#id`` inside the pack."""
        return target

    @abstractmethod
    def source(self, image: Image) -> str:
        """The address of the picture of ``image``."""

    @abstractmethod
    def note(self, note: Note) -> str:
        """The note, or the reference to it, at its place in a line."""

    @abstractmethod
    def math(self, node: Math | MathBlock) -> str:
        """The formula, in a line or displayed."""

    def text(self, text: str) -> str:
        """A piece of text in a line."""
        return escape(text)

    def code(self, text: str) -> str:
        """A piece of code in a line."""
        return escape(text)

    def table_class(self, table: Table) -> str:
        """The class attribute of ``table``, where a format sets some tables differently."""
        return ""

    def room(self, table: Table) -> float:
        """How many characters a line of ``table`` holds, where the widths of its columns are to be stated; 0 where not."""
        return 0

    def label(self, table: Table, column: int) -> str:
        """What a cell in ``column`` of the body of ``table`` has to say about its column, as an attribute."""
        return ""

    def language(self, language: str) -> str:
        """The attributes that state a language; none where ``language`` is not one."""
        tag = language_tag(language)
        return f' lang="{tag}" xml:lang="{tag}"' if tag else ""

    # --- an article -----------------------------------------------------------------------------

    def opener(self) -> str:
        """The article's head: kicker, title, subtitle, byline, lead figure."""
        article = self.article
        kicker = article.section or article.site
        named = ' class="long"' if is_long(article.title) else ""
        rows = [
            f'<p class="kicker">{escape(kicker)}</p>' if kicker else "",
            f'<h1 id="{article.id}"{named}>{escape(article.title)}</h1>',
            f'<p class="subtitle">{escape(article.subtitle)}</p>' if article.subtitle else "",
            self.byline(),
        ]
        lead = self._figure(article.lead) if article.lead else ""
        return f'<header class="opener">\n{_lines(rows)}</header>\n{lead}'

    def byline(self) -> str:
        """Authors, date and minutes to read in one quiet line."""
        article = self.article
        parts = [f'<span class="author">{escape(", ".join(article.authors))}</span>'] if article.authors else []
        if article.published:
            parts.append(_time(article.published, day(article.published, article.language)))
        if article.updated and article.updated[:10] != article.published[:10]:
            shown = f"{self.words.updated} {day(article.updated, article.language)}"
            parts.append(_time(article.updated, shown))
        parts.append(f'<span class="minutes">{escape(self.words.minutes.format(self.minutes()))}</span>')
        return '<p class="byline">' + ' <span class="dot">·</span> '.join(parts) + "</p>"

    def minutes(self) -> int:
        """Minutes to read the article."""
        return minutes(self.article)

    def source_line(self) -> str:
        """Where the article is from, at its end; empty when it has no address."""
        article = self.article
        if not article.url:
            return ""
        shown = re.sub(r"^https?://(www\.)?|/$", "", article.url)
        return f'<p class="source">{escape(self.words.source)}: <a href="{quoted(article.url)}">{escape(shown)}</a></p>\n'

    def body(self) -> Iterator[str]:
        """The article's blocks, one fragment each."""
        return self.blocks(self.article.body)

    # --- blocks ---------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block], *, flush: bool = True) -> Iterator[str]:
        """Each block as a fragment that ends in a line feed; a paragraph after anything else, verse too, is set flush.

        ``flush`` says it of the first one.
        """
        for block in blocks:
            if isinstance(block, Paragraph):
                verse = is_verse(block)
                yield self._paragraph(block, "verse" if verse else "first" if flush else "")
                flush = verse
            else:
                yield self._block(block)
                flush = isinstance(block, _NEEDS_FLUSH)

    def _run(self, blocks: Iterable[Block]) -> str:
        return "".join(self.blocks(blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block, "")
            case Heading():
                tag = f"h{min(block.level + 1, 6)}"
                return f"<{tag}{self._attributes(block)}>{self.inlines(block.children)}</{tag}>\n"
            case Quote():
                return self._quote(block)
            case CodeBlock():
                syntax = re.sub(r"[^\w+#.-]", "", block.syntax)
                named = f' class="language-{quoted(syntax)}"' if syntax else ""
                way = ' dir="ltr"' if self.article.direction == "rtl" and not block.direction else ""
                return f"<pre{way}{self._attributes(block)}><code{named}>{escape(block.text)}</code></pre>\n"
            case List():
                return self._list(block)
            case Definitions():
                inside = "".join(self._definition(item) for item in block.items)
                return f"<dl{self._attributes(block)}>\n{inside}</dl>\n"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Embed():
                return self._embed(block)
            case MathBlock():
                return f'<div class="math-block"{self._attributes(block)}>{self.math(block)}</div>\n'
            case Rule():
                return f"<hr{self._attributes(block)}/>\n"
            case _:
                assert_never(block)

    def _attributes(self, block: Block | Span) -> str:
        attributes = f' id="{block.id}"' if not isinstance(block, Span) and block.id else ""
        if block.language:
            attributes += self.language(block.language)
        if block.direction:
            attributes += f' dir="{block.direction}"'
        return attributes

    def _paragraph(self, paragraph: Paragraph, kind: str) -> str:
        named = f' class="{kind}"' if kind else ""
        return f"<p{named}{self._attributes(paragraph)}>{self.inlines(paragraph.children)}</p>\n"

    def _quote(self, quote: Quote) -> str:
        by = f'<p class="attribution">{self.inlines(quote.attribution)}</p>\n' if quote.attribution else ""
        return f"<blockquote{self._attributes(quote)}>\n{self._run(quote.children)}{by}</blockquote>\n"

    def _list(self, node: List) -> str:
        tag = "ol" if node.ordered else "ul"
        counted = ' class="far"' if counts_far(node) else ""
        if node.ordered and _NUMBERING[node.numbering]:
            counted += f' type="{_NUMBERING[node.numbering]}"'
        if node.ordered and node.start != 1:
            counted += f' start="{node.start}"'
        items = "".join(f"<li>{self._tight(item)}</li>\n" for item in node.items)
        return f"<{tag}{counted}{self._attributes(node)}>\n{items}</{tag}>\n"

    def _tight(self, blocks: tuple[Block, ...]) -> str:
        """A run of blocks, its only paragraph without a ``p``: one-paragraph items and cells stay close."""
        match blocks:
            case (Paragraph(id="", language="", direction="") as only,):
                return self.inlines(only.children)
            case (Paragraph(id="", language="", direction="") as first, List() as below):
                return f"{self.inlines(first.children)}\n{self._block(below)}"
            case _:
                return self._run(blocks)

    def _definition(self, item: Definition) -> str:
        terms = "".join(f"<dt>{self.inlines(term)}</dt>\n" for term in item.terms or ((),))
        return terms + "".join(f"<dd>{self._tight(meaning)}</dd>\n" for meaning in item.meanings or ((),))

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self.inlines(table.caption)}</caption>\n" if table.caption else ""
        head = f"<thead>\n{self._rows(table.head, table, 'col')}</thead>\n" if table.head else ""
        body = f"<tbody>\n{self._rows(table.rows, table, 'row')}</tbody>\n" if table.rows else ""
        opening = f"<table{self.table_class(table)}{self._attributes(table)}>\n{caption}{self._columns(table)}"
        return f"{opening}{head}{body}</table>\n"

    def _columns(self, table: Table) -> str:
        """The widths of the columns of a table whose lines have to be broken: an engine left alone breaks words of narrow ones."""
        room = self.room(table)
        shares, crowded = columns(table, room) if room else ((), False)
        if not crowded or len(shares) < 2:
            return ""
        return "<colgroup>" + "".join(f'<col style="width: {share:.1%}"/>' for share in shares) + "</colgroup>\n"

    def _rows(self, rows: tuple[tuple[Cell, ...], ...], table: Table, scope: str) -> str:
        return "".join(f"<tr>{''.join(self._cells(row, columns, table, scope))}</tr>\n" for row, columns in placed(rows))

    def _cells(self, row: tuple[Cell, ...], columns: list[int], table: Table, scope: str) -> Iterator[str]:
        for cell, column in zip(row, columns, strict=True):
            tag = "th" if cell.header or scope == "col" else "td"
            about = f' scope="{scope}group"' if max(cell.colspan if scope == "col" else cell.rowspan, 1) > 1 else f' scope="{scope}"'
            spans = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
            side = table.alignment[column] if column < len(table.alignment) else ""
            named = f' class="{side}"' if side else ""
            told = self.label(table, column) if scope == "row" else ""
            yield f"<{tag}{about if tag == 'th' else ''}{spans}{named}{told}>{self._tight(cell.children)}</{tag}>"

    def _figure(self, figure: Figure) -> str:
        words = self.inlines(figure.caption)
        credit = f'<span class="credit">{self.inlines(figure.credit)}</span>' if figure.credit else ""
        caption = " ".join(part for part in (words, credit) if part)
        if figure.image is None:
            return f'<figure class="wordless"{self._attributes(figure)}><p class="caption">{caption}</p></figure>\n'
        shown = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure{self._attributes(figure)}>{self.image(figure.image)}{shown}</figure>\n"

    def _embed(self, embed: Embed) -> str:
        poster = f"{self.image(embed.poster)}" if embed.poster else ""
        title = self.text(called(embed))
        named = f'<a href="{quoted(self.href(embed.href))}">{title}</a>' if embed.href else title
        kind = f'<span class="kind">{self.text(embed.kind)}</span> ' if embed.kind else ""
        return f'<div class="embed"{self._attributes(embed)}>{poster}<p>{kind}{named}</p></div>\n'

    def image(self, image: Image) -> str:
        """The picture of ``image`` with its alternative text."""
        return f'<img src="{quoted(self.source(image))}" alt="{quoted(image.alt)}"/>'

    # --- inline ---------------------------------------------------------------------------------

    def inlines(self, inlines: Sequence[Inline]) -> str:
        """A run of inlines as one fragment."""
        if len(inlines) == 1 and type(inlines[0]) is Text:
            return self.text(inlines[0].text)
        shown: list[str] = []
        before: object = None
        for inline in inlines:
            kind = type(inline)
            if kind is Note is before:
                shown.append(_BETWEEN_NOTES)
            shown.append(self.text(inline.text) if type(inline) is Text else self._inline(inline))
            before = kind
        return "".join(shown)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return self.text(inline.text)
            case Link():
                named = f' title="{quoted(inline.title)}"' if inline.title else ""
                return f'<a href="{quoted(self.href(inline.href))}"{named}>{self.inlines(inline.children)}</a>'
            case Emphasis():
                return f"<em>{self.inlines(inline.children)}</em>"
            case Strong():
                return f"<strong>{self.inlines(inline.children)}</strong>"
            case LineBreak():
                return "<br/>"
            case Code():
                return f"<code>{self.code(inline.text)}</code>"
            case Note():
                return self.note(inline)
            case Image():
                return self.image(inline)
            case Underline():
                return f"<u>{self.inlines(inline.children)}</u>"
            case Strike():
                return f"<s>{self.inlines(inline.children)}</s>"
            case Sub():
                return f"<sub>{self.inlines(inline.children)}</sub>"
            case Sup():
                return f"<sup>{self.inlines(inline.children)}</sup>"
            case Math():
                return self.math(inline)
            case Span():
                return f"<span{self._attributes(inline)}>{self.inlines(inline.children)}</span>"
            case _:
                assert_never(inline)


def _time(date: str, shown: str) -> str:
    """``shown``, marked as the moment it stands for where ``date`` is one that HTML knows (section 2.3.5)."""
    return f'<time datetime="{date}">{escape(shown)}</time>' if _DATE.fullmatch(date) else f"<span>{escape(shown)}</span>"


def _lines(rows: Iterable[str]) -> str:
    return "".join(row + "\n" for row in rows if row)
