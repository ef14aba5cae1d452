"""Articles as the files of a book: where each part of one lies, and its XHTML.

An article is one file, or several where it is larger than `Profile.chapter_bytes`: reading systems load a file whole.
It is cut between blocks. Whatever has an id keeps it, so links into a cut article only need to know the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from convert.model import Article, Block, Heading, Image, Math, MathBlock, Note, Paragraph, Table
from convert.walk import json_of, minutes, plain_text, walk
from convert.words import Words
from convert.writers._epub.accessibility import Tally
from convert.writers._math import mathml, said
from convert.writers._shapes import is_small
from convert.writers._xhtml import Renderer, escape, language_tag, quoted

# JSON of the model is about as long as the XHTML made of it; formulas grow. Below this share of the limit nothing has to be measured.
_SURELY_SMALL = 0.25


# Kobo's guide: more than four columns may not be readable.
_WIDE = 5
_LABELLED = 3
# So many characters of a table stand side by side on the narrowest screen where it is one: in 30 em, its letters smaller than the text.
_ROOM = 52
_SMALLER = 1.2


class Page(NamedTuple):
    """A file of the book: its bytes, and the ``properties`` its manifest item has to state."""

    content: bytes
    properties: tuple[str, ...] = ()


def document(title: str, body: str, *, language: str, direction: str) -> bytes:
    """An XHTML content document of the book, with its style sheet."""
    ways = f'lang="{quoted(language)}" xml:lang="{quoted(language)}" dir="{direction}"'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {ways}>\n'
        f'<head>\n<title>{escape(title)}</title>\n<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f'<body dir="{direction}">\n{body}</body>\n</html>\n'
    ).encode()


def anchored(article: Article) -> Article:
    """``article`` with an id on each heading of its outline, for the contents to point to."""
    headings = [at for at, block in enumerate(article.body) if type(block) is Heading]
    if not headings:
        return article
    body = list(article.body)
    for count, at in enumerate(headings, 1):
        if not body[at].id:
            body[at] = msgspec.structs.replace(body[at], id=f"{article.id}-h{count}")
    return msgspec.structs.replace(article, body=tuple(body))


class Places:
    """In which file of the book each id lies."""

    def __init__(self, articles: tuple[Article, ...]) -> None:
        self._articles = articles
        self._files: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def add(self, chapter: Chapter) -> None:
        """Learn in which of its files each block of ``chapter`` lies."""
        self._files[chapter.article.id] = chapter.files[0]
        further = zip(chapter.groups()[1:], chapter.files[1:], strict=True) if len(chapter.files) > 1 else ()
        for group, file in further:
            for node in walk(*group):
                if getattr(node, "id", ""):
                    self._known[node.id] = file  # type: ignore[attr-defined]

    def address(self, name: str) -> str:
        """``file#name`` for the id ``name``, which is of the form article-number as `convert.assemble` gives them, or any other."""
        file = self._known.get(name) or self._files.get(name) or self._files.get(name.rpartition("-")[0])
        return f"{file or self._searched(name)}#{name}"

    def _searched(self, name: str) -> str:
        for article in self._articles:
            if any(getattr(node, "id", "") == name for node in walk(article)):
                return self._files[article.id]
        raise KeyError(name)


class Chapter:
    """An article of a book, and the files it becomes, in their order; what is in them is made when it is asked for, and not kept."""

    def __init__(self, number: int, article: Article, limit: int, back: str) -> None:
        self.article = article
        self.number = number
        self.back = back
        self.minutes = minutes(article)
        self._blocks = (len(article.body),) if _is_small_article(article, limit) else tuple(map(len, _cut(article, limit)))
        parts = range(1, len(self._blocks) + 1)
        self.files = tuple(f"a{number:04}{f'-{part}' if part > 1 else ''}.xhtml" for part in parts)

    def groups(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each file, every heading of the outline with an id."""
        blocks = iter(anchored(self.article).body)
        return tuple(tuple(islice(blocks, number)) for number in self._blocks)

    def pages(self, places: Places, pictures: dict[str, str], tally: Tally) -> Iterator[Page]:
        """The article's files, made one at a time as they are asked for."""
        article = self.article
        groups = self.groups()
        renderer = EpubRenderer(article, places, pictures, tally)
        renderer.took = self.minutes
        for part, group in enumerate(groups):
            renderer.formulas = False
            named = f'aria-label="{quoted(article.title)}"' if part else f'aria-labelledby="{article.id}"'
            inside = [f'<section class="article" epub:type="chapter" role="doc-chapter" {named}>\n']
            if not part:
                inside.append(renderer.opener())
            before = groups[part - 1][-1] if part else None
            inside += renderer.blocks(group, flush=not isinstance(before, Paragraph))
            if part == len(groups) - 1:
                inside += (renderer.source_line(), self._onward(renderer.words))
            inside += (renderer.notes(), "</section>\n")
            language = language_tag(article.language) or "und"
            content = document(article.title, "".join(inside), language=language, direction=article.direction or "ltr")
            yield Page(content, ("mathml",) if renderer.formulas else ())

    def _onward(self, words: Words) -> str:
        """The way back to this article's line in the contents."""
        return f'<p class="return"><a href="{self.back}">{escape(words.contents)}</a></p>\n' if self.back else ""


class EpubRenderer(Renderer):
    """XHTML of one article for a book: notes that pop up, formulas in MathML, links between files."""

    def __init__(self, article: Article, places: Places, pictures: dict[str, str], tally: Tally) -> None:
        super().__init__(article)
        self.places = places
        self.pictures = pictures
        self.tally = tally
        self.formulas = False
        self.took = 0
        self._noted = 0
        self._labels: dict[int, tuple[str, ...]] = {}
        self._pending: list[tuple[int, Note]] = []

    def minutes(self) -> int:
        return self.took

    def href(self, target: str) -> str:
        return self.places.address(target[1:]) if target.startswith("#") else target

    def source(self, image: Image) -> str:
        return self.pictures[image.src]

    def language(self, language: str) -> str:
        self.tally.languages.add(language)
        return super().language(language)

    def table_class(self, table: Table) -> str:
        """Tables of many columns are set smaller, small ones not divided; simple ones become labelled lists on a narrow screen."""
        known = (("wide", _columns(table) >= _WIDE), ("labelled", self._heads(table)), ("small", is_small(table)))
        kinds = " ".join(name for name, holds in known if holds)
        return f' class="{kinds}"' if kinds else ""

    def room(self, table: Table) -> float:
        return _ROOM * (_SMALLER if _columns(table) >= _WIDE else 1)

    def label(self, table: Table, column: int) -> str:
        heads = self._heads(table)
        return f' data-label="{heads[column]}"' if heads else ""

    def _heads(self, table: Table) -> tuple[str, ...]:
        """What heads each column of a simple table, as attribute values; nothing for any other table."""
        if id(table) not in self._labels:
            self._labels[id(table)] = _labels(table)
        return self._labels[id(table)]

    def image(self, image: Image) -> str:
        self.tally.images += 1
        self.tally.described += bool(image.alt.strip())
        return super().image(image)

    def math(self, node: Math | MathBlock) -> str:
        made = mathml(node)
        self.tally.formulas += bool(made)
        self.formulas = self.formulas or bool(made)
        return made or f'<span class="formula">{escape(said(node))}</span>'

    def note(self, note: Note) -> str:
        """A reference with nothing inside but its number: Apple Books opens no other in place."""
        self._noted += 1
        self._pending.append((self._noted, note))
        name, number = self.article.id, self._noted
        kinds = 'class="noteref" epub:type="noteref" role="doc-noteref"'
        return f'<a {kinds} id="{name}-r{number}" href="#{name}-n{number}">{number}</a>'

    def notes(self) -> str:
        """The notes referred to since the last call, and those in them, to stand after what refers to them."""
        asides = []
        while self._pending:
            number, note = self._pending.pop(0)
            asides.append(self._aside(number, note))
        self.tally.notes += len(asides)
        return f'<div class="notes">\n{"".join(asides)}</div>\n' if asides else ""

    def _aside(self, number: int, note: Note) -> str:
        """A note. The way back stands at its start: at the end, Kindle shows the next note as well."""
        name = self.article.id
        label = quoted(f"{self.words.note} {number}: {self.words.back}")
        back = f'<a class="back" role="doc-backlink" href="#{name}-r{number}" aria-label="{label}">{number}</a>'
        blocks = note.children
        match blocks:
            case (Paragraph() as first, *rest):
                opening = f"<p{self._attributes(first)}>{back} {self.inlines(first.children)}</p>\n"
            case _:
                opening, rest = f"<p>{back}</p>\n", list(blocks)
        inside = opening + "".join(self.blocks(rest))
        return f'<aside class="note" epub:type="footnote" role="doc-footnote" id="{name}-n{number}">\n{inside}</aside>\n'


def _columns(table: Table) -> int:
    return sum(cell.colspan for cell in (*table.head, *table.rows)[0])


def _labels(table: Table) -> tuple[str, ...]:
    """The heads of the columns of ``table``; none unless it has three or more, one head to each, and no cell spans."""
    if _columns(table) < _LABELLED or len(table.head) != 1:
        return ()
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in (*table.head, *table.rows) for cell in row):
        return ()
    heads = tuple(quoted(" ".join(plain_text(cell, notes=False).split())) for cell in table.head[0])
    return heads if all(heads) else ()


def _is_small_article(article: Article, limit: int) -> bool:
    """Whether ``article`` surely takes no more than ``limit`` bytes, so that it need not be cut, nor measured."""
    body = len(json_of(article.body))
    return 0 < body + (len(json_of(article.lead)) if article.lead else 0) < limit * _SURELY_SMALL


def _cut(article: Article, limit: int) -> tuple[tuple[Block, ...], ...]:
    """The body of ``article`` in groups whose XHTML is at most ``limit`` bytes where blocks allow it; a heading stays with what follows."""
    groups: list[list[Block]] = [[]]
    sizes: list[int] = []
    for block, size in _measured(article):
        if groups[-1] and sum(sizes) + size > limit:
            kept = len(groups[-1])
            while kept > 1 and isinstance(groups[-1][kept - 1], Heading):
                kept -= 1
            groups.append(groups[-1][kept:])
            del groups[-2][kept:], sizes[:kept]
        groups[-1].append(block)
        sizes.append(size)
    return tuple(map(tuple, groups))


def _measured(article: Article) -> Iterable[tuple[Block, int]]:
    """Each block with the bytes it takes in a file, its notes counted."""
    renderer = _Measuring(article)
    for block in article.body:
        fragment = "".join(renderer.blocks([block]))
        yield block, len(fragment.encode()) + len(renderer.notes().encode())


class _Measuring(EpubRenderer):
    """Renders for the length alone: addresses don't matter yet."""

    def __init__(self, article: Article) -> None:
        super().__init__(article, Places(()), {}, Tally())

    def href(self, target: str) -> str:
        return "a0000.xhtml" + target if target.startswith("#") else target

    def source(self, image: Image) -> str:
        return "images/p000.jpg"
