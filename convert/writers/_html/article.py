"""One article as HTML for a page that holds them all: pictures inside it, notes at its end, formulas in MathML."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from convert.model import Article, Image, Math, MathBlock, Note, Paragraph, Picture, Table
from convert.pictures import load
from convert.writers._math import mathml, said
from convert.writers._shapes import is_small
from convert.writers._xhtml import Renderer, escape, language_tag, quoted


class HtmlRenderer(Renderer):
    """Renders one article; ``back`` is the address of its line in the contents, empty where there are none."""

    def __init__(self, article: Article, pictures: Mapping[str, Picture], back: str) -> None:
        super().__init__(article)
        self.pictures = pictures
        self.back = back
        self._noted = 0
        self._pending: list[tuple[int, Note]] = []

    def article_element(self) -> Iterator[str]:
        """The whole article, in fragments."""
        article = self.article
        way = article.direction or "ltr"
        yield f'<article{self.language(article.language)} dir="{way}" aria-labelledby="{article.id}">\n{self.opener()}'
        for block, shown in zip(article.body, self.body(), strict=True):
            yield f'<div class="wide">\n{shown}</div>\n' if isinstance(block, Table) else shown
        yield from self._notes()
        yield self.source_line()
        if self.back:
            yield f'<p class="return"><a href="{self.back}">{escape(self.words.contents)}</a></p>\n'
        yield "</article>\n"

    def language(self, language: str) -> str:
        """The ``lang`` attribute."""
        tag = language_tag(language)
        return f' lang="{tag}"' if tag else ""

    def source(self, image: Image) -> str:
        """The picture itself, as a ``data:`` URL (RFC 2397)."""
        picture = self.pictures[image.src]
        return f"data:{picture.media};base64,{base64.b64encode(load(picture)).decode()}"

    def image(self, image: Image) -> str:
        """The picture with its size, so that the page does not move while it is decoded."""
        picture = self.pictures[image.src]
        size = f'width="{picture.width}" height="{picture.height}"'
        return f'<img src="{self.source(image)}" alt="{quoted(image.alt)}" {size}/>'

    def math(self, node: Math | MathBlock) -> str:
        """MathML, or the formula's plain words where it can't be that."""
        return mathml(node) or f'<span class="formula">{escape(said(node))}</span>'

    def table_class(self, table: Table) -> str:
        """On paper small tables are not divided."""
        return ' class="small"' if is_small(table) else ""

    def note(self, note: Note) -> str:
        """The number of the note, linked to it."""
        self._noted += 1
        self._pending.append((self._noted, note))
        name, number = self.article.id, self._noted
        return f'<a class="noteref" role="doc-noteref" id="{name}-r{number}" href="#{name}-n{number}">{number}</a>'

    def _notes(self) -> Iterator[str]:
        """The notes, those in notes after them, each with a way back."""
        if not self._pending:
            return
        name = f"{self.article.id}-notes"
        yield f'<section class="notes" role="doc-endnotes" aria-labelledby="{name}">\n'
        yield f'<h2 id="{name}">{escape(self.words.notes)}</h2>\n<ol>\n'
        while self._pending:
            yield self._endnote(*self._pending.pop(0))
        yield "</ol>\n</section>\n"

    def _endnote(self, number: int, note: Note) -> str:
        name = self.article.id
        label = quoted(f"{self.words.note} {number}: {self.words.back}")
        back = f'<a class="back" role="doc-backlink" href="#{name}-r{number}" aria-label="{label}">↩\ufe0e</a>'
        match note.children:
            case (*others, Paragraph() as last):
                closing = f"<p{self._attributes(last)}>{self.inlines(last.children)} {back}</p>\n"
            case others:
                closing = f"<p>{back}</p>\n"
        return f'<li id="{name}-n{number}">\n{"".join(self.blocks(others))}{closing}</li>\n'
