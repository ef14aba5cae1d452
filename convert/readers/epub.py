"""The EPUB reader: a book's chapters as articles, with their notes, tables and pictures.

What is a chapter the book's contents say; covers, title pages, imprints and contents are left out, each with a notice. A
book that readpack made reads back to the articles it was made of. Why it is so: ``docs/decisions/0030-books-and-documents.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from convert.archives import Archive
from convert.clean import clean_line
from convert.errors import InputError
from convert.formats import Source
from convert.language import UNKNOWN, detect, direction_of
from convert.limits import LIMITS
from convert.model import Article, Block, Direction, Figure, Heading
from convert.notices import Notice, Notify, excerpt
from convert.patterns import regex
from convert.readers._epub import bars, own
from convert.readers._epub.documents import Document, cut, documents
from convert.readers._epub.front import CONTENTS, kind_of
from convert.readers._epub.notes import FarNotes
from convert.readers._epub.opening import Opening, opening_of
from convert.readers._epub.package import Book, book_of
from convert.readers._epub.plan import Chapter, chapters
from convert.readers._html.fragment import maker_of
from convert.readers._html.hints import is_hidden, is_page_number
from convert.readers._html.page import Element, Page
from convert.readers._html.report import PAGE_NUMBER
from convert.readers._pictures import Pictures
from convert.walk import plain_text

_TURNS: dict[str, Direction] = {"rtl": "rtl", "ltr": "ltr"}
_DATE = regex(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every chapter of the book in ``source``, in the order of reading.

    Raises `InputError` when it is no EPUB, is protected, is past a limit of archives, or holds nothing to read.
    """
    archive = Archive(source.data, source.name, notify)
    book = book_of(archive)
    pictures = Pictures(source.name, notify)
    for member in book.unread:
        notify(Notice("lost", "epub.foreign", f"what is no page can't be read, and nothing stands for it: {member}", source=source.name))
    reading = _Reading(source, book, documents(archive, book, pictures, notify), notify)
    found = False
    for article in reading.articles():
        found = True
        yield pictures.handed(article)
    if not found:
        raise InputError(f"{source.name}: this book holds no text", hint="there is nothing to read in it")


class _Reading:
    """One book being read: its documents, and what becomes of each."""

    def __init__(self, source: Source, book: Book, every: list[Document], notify: Notify) -> None:
        self.source = source
        self.book = book
        self.notify = notify
        self.digest = hashlib.sha256(source.data).hexdigest()
        self.is_own = book.generator == own.GENERATOR
        self.far = FarNotes(every)
        self.addresses: dict[int, str] = {}
        self.kept = self._kept(every)
        self.plan = chapters(self.kept, book)
        self.homes = self._homes()
        self.pages = 0

    def articles(self) -> Iterator[Article]:
        """The articles of the plan; notes are brought to their references before anything is read."""
        contents = [self._content(chapter) for chapter in self.plan]
        sections = {chapter.section for chapter in self.plan}
        part = ""  # the title of a chapter that has nothing else, which is that of what comes after it
        for number, (chapter, elements) in enumerate(zip(self.plan, contents, strict=True)):
            article = self._article(number, chapter, [element for element in elements if not element.reason])
            if not article.body and article.lead is None:
                is_title = any(element.text(1) for element in elements) and _is_within(elements, article.title)
                if is_title and article.title not in sections:
                    self._say_lone(part)
                    part = article.title
                continue
            if all(isinstance(block, Heading) for block in article.body) and self._lost_notes(chapter):
                self.far.headings.append(plain_text(*article.body))
                continue
            if part and not article.section:
                article, part = msgspec.structs.replace(article, section=part), ""
            yield article
        self._say_lone(part)
        if headings := self.far.headings:
            self._left_out("epub.notes", "headings of notes that stand at their references", headings[-1], len(headings))
        if self.pages:
            self._left_out("epub.page", "page numbers of the printed book", "", self.pages)

    def _lost_notes(self, chapter: Chapter) -> bool:
        """Whether notes were moved from ``chapter`` to their references."""
        return any(stretch.document.number in self.far.emptied for stretch in chapter.stretches)

    def _say_lone(self, title: str) -> None:
        if title:
            self._left_out("epub.lone", "a title with nothing below it", title)

    def _kept(self, every: list[Document]) -> list[Document]:
        """Those of ``every`` that are reading matter; in a book that has nothing else, also what it calls its cover or title page."""
        kinds: list[str] = []
        reading = False
        for document in every:
            kinds.append(kind_of(document, self.book, before_text=not reading))
            reading = reading or (not kinds[-1] and len(document.body.text(200)) >= 200)
        alone = not any(document.shows_something for document, kind in zip(every, kinds, strict=True) if not kind)
        kept: list[Document] = []
        for document, kind in zip(every, kinds, strict=True):
            if kind and not (alone and kind != CONTENTS and document.body.text(1)):
                self._left_out("epub.front", f"{kind}: {document.item.member}", document.body.text(200))
            else:
                kept.append(document)
        self._leave_out_bars(kept, frozenset(document.key for document, kind in zip(every, kinds, strict=True) if kind == CONTENTS))
        return kept

    def _leave_out_bars(self, kept: list[Document], contents: frozenset[str]) -> None:
        if self.is_own:
            return
        count = 0
        for document in kept:
            self.addresses[document.number] = bars.downloaded_from(document)
            bars.mark_bars(document, contents)
            count += sum(element.reason == bars.BAR and bool(element.text(1)) for element in document.body.walk())
        if count:
            self._left_out("epub.bar", bars.BAR, "", count)

    def _left_out(self, code: str, message: str, about: str, count: int = 1) -> None:
        self.notify(Notice("left-out", code, message, source=self.source.name, excerpt=excerpt(about), count=count))

    # --- what a chapter is made of -------------------------------------------------------------------

    def _identity(self, number: int) -> str:
        """The id of an article, for links from the others of its book; no other book has the same."""
        return f"{self.digest[:12]}-{number + 1}"

    def _homes(self) -> dict[str, str]:
        """The id of the article that each place in the book is in."""
        found: dict[str, str] = {}
        for number, chapter in enumerate(self.plan):
            for stretch in chapter.stretches:
                document = stretch.document
                found.setdefault(document.key, self._identity(number))
                for name, element in document.places.items():
                    if stretch.first <= element.at < stretch.end:
                        found.setdefault(f"{document.key}-{name}", self._identity(number))
        return found

    def _content(self, chapter: Chapter) -> list[Element]:
        """Copies of the elements that ``chapter`` is made of, the notes that lie elsewhere last."""
        elements = [element for stretch in chapter.stretches for element in cut(stretch.document, stretch.first, stretch.end)]
        far = self.far.of(chapter.stretches, elements)
        if far:
            notes = Element("section", {"class": "footnotes"}, None)
            notes.children = [*far]
            for note in far:
                note.parent = notes
            elements.append(notes)
        return elements

    def _page(self, elements: list[Element]) -> tuple[Page, Element]:
        root = Element("html", {}, None)
        body = Element("body", {}, root)
        root.children = [body]
        body.children = [*elements]
        for element in elements:
            element.parent = body
        page = Page(root)
        for element in page.order:
            if is_page_number(element):
                element.reason = PAGE_NUMBER
                above = element.parent
                self.pages += bool(element.text(1)) and (above is None or above.reason != PAGE_NUMBER)
            elif is_hidden(element) and "note" not in element.get("epub:type"):
                element.reason = "hidden"
                if said := element.text(60):
                    self._left_out("epub.hidden", "hidden by the book itself", said)
        return page, body

    # --- an article ------------------------------------------------------------------------------------

    def _article(self, number: int, chapter: Chapter, elements: list[Element]) -> Article:
        page, body = self._page(elements)
        opener = own.opener_of(body) if self.is_own else own.Opener()
        if self.is_own:
            own.regular(body)
        opening = Opening(opener.title) if opener.title else opening_of(body, chapter.label, is_periodical=self.book.is_periodical)
        maker = maker_of(page, body, "", "")
        maker.runs.known.update(
            {key: home for key, home in self.homes.items() if home != self._identity(number) and key not in maker.runs.known}
        )
        blocks = maker.of(body)
        document = chapter.stretches[0].document
        prose = plain_text(*blocks)
        lead, blocks = _lead(blocks) if self.is_own and blocks else (None, blocks)
        article = Article(
            title=clean_line(opening.title, LIMITS.title_characters) or clean_line(prose[:1_000].split("\n", 1)[0], 80) or self.book.title,
            body=tuple(blocks),
            id=self._identity(number),
            subtitle=opening.subtitle,
            authors=opening.authors or (() if self.book.is_periodical else self.book.creators),
            published=opening.published or _day(self.book.published),
            url=self._address(chapter),
            site=clean_line(self.book.title),
            language=document.language or self.book.language or _spoken(prose),
            direction=_TURNS.get(document.direction) or direction_of(prose),
            tags=self.book.tags,
            section=chapter.section,
            licence=clean_line(self.book.rights, LIMITS.title_characters),
            lead=lead,
            extractor="epub",
            digest=self.digest,
        )
        return self._opened(article, opener, document) if self.is_own else article

    def _address(self, chapter: Chapter) -> str:
        """Where ``chapter`` was taken from; a book of one alone is what the package says it was made of."""
        found = next(filter(None, (self.addresses.get(stretch.document.number) for stretch in chapter.stretches)), "")
        return found or (self.book.source if len(self.plan) == 1 else "")

    def _opened(self, article: Article, opener: own.Opener, document: Document) -> Article:
        """``article`` as its opener and the package say it was: what holds of the whole book is not its own."""
        stated = self.book.stated.get(document.item.id, {})

        def one(name: str) -> str:
            return next(iter(stated.get(f"dcterms:{name}", ())), "")

        published = one("issued") or (opener.dates[0] if len(opener.dates) > 1 else "")
        site = one("publisher") or ("" if article.section else opener.kicker)
        return msgspec.structs.replace(
            article,
            subtitle=opener.subtitle,
            authors=stated.get("dcterms:creator") or own.names_in(opener.byline, (*self.book.creators, *self.book.contributors)),
            published=published,
            updated=next((date for date in reversed(opener.dates) if date != published), ""),
            site=site,
            url=opener.url or one("source"),
            summary=one("abstract"),
            tags=stated.get("dcterms:subject", ()),
            section=article.section or (opener.kicker if opener.kicker != site else ""),
            licence=one("license"),
        )


def _is_within(elements: list[Element], title: str) -> bool:
    """Whether ``elements`` say no more than ``title``."""
    return sum(len(element.text()) for element in elements) <= len(title)


def _lead(blocks: list[Block]) -> tuple[Figure | None, list[Block]]:
    first = blocks[0]
    return (first, blocks[1:]) if isinstance(first, Figure) else (None, blocks)


def _day(stated: str) -> str:
    """The day, month or year that a date begins with, as the package states it (EPUB 3.3, 5.5.3.2.3)."""
    found = _DATE.match(stated)
    return found[0] if found else ""


def _spoken(prose: str) -> str:
    found = detect(prose)
    return "" if found == UNKNOWN else found
