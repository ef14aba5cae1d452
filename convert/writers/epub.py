"""EPUB 3.3, packed by ebooklib: one file an article, contents for new readers and old, nothing that fetches or runs.

ebooklib gets items that hold our own bytes, made when they are written, so that a book is never in memory whole. What
it would write of its own accord (navigation, NCX, metadata, dates) is ours. No other module imports it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from ebooklib import epub
from lxml import etree

from convert.model import Direction, Pack, Picture
from convert.notices import Notice, Notify, excerpt
from convert.pictures import load
from convert.profile import Profile
from convert.theme import Theme
from convert.words import runs_right_to_left, words
from convert.writers._contents import dotted, label, levels
from convert.writers._cover import cover
from convert.writers._depth import deep
from convert.writers._epub import front
from convert.writers._epub.accessibility import Tally
from convert.writers._epub.chapters import Chapter, Page, Places, anchored, document
from convert.writers._epub.nav import Entry, Landmark, headings, navigation, ncx
from convert.writers._epub.package import Statement, element, metadata
from convert.writers._epub.style import needed_fonts, style_sheet
from convert.writers._xhtml import language_tag, quoted
from convert.writers._zip import DatedZip

_XHTML = "application/xhtml+xml"
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/svg+xml": "svg"}
_FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
_COVER = "images/cover.jpg"
_PACKED = ("image/jpeg", "image/png", "image/gif")


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """``pack`` as an EPUB 3.3, dressed in ``theme``, its chapters as large as ``profile`` allows.

    A cover that can't be drawn is a notice: no font of the theme has the letters of the title.
    """
    with deep():
        book = _Book(pack, theme, profile)
        if pack.cover and not book.cover_file:
            told = "the theme has no font for the letters of the title: no cover is drawn, reading systems set one of their own"
            notify(Notice("left-out", "cover.font", told, excerpt=excerpt(pack.title)))
        _Writer(target, book).write()


class _Item(epub.EpubItem):  # type: ignore[misc]
    """A file of the book, made when it is written; only then its manifest properties are known."""

    def __init__(self, file: str, media: str, make: Callable[[], Page], *, name: str = "") -> None:
        super().__init__(uid=name or _stem(file), file_name=file, media_type=media)
        self.make = make
        self.properties: tuple[str, ...] = ()

    def get_content(self, default: object = None) -> bytes:
        """The file's bytes; to be asked for once."""
        content, self.properties = self.make()
        del self.make  # what makes a chapter keeps it
        return content


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """Packs a `_Book`: the package document after everything it describes, all with one date."""

    def __init__(self, target: BinaryIO, book: _Book) -> None:
        super().__init__(target, book.items(), {"package_direction": True, "epub3_pages": False})
        self.pack = book.pack
        self.statements = book.statements

    def write(self) -> None:
        with DatedZip(self.file_name, self.pack.created) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_items()
            self._write_opf()

    def _write_items(self) -> None:
        for item in self.book.get_items():
            packed = zipfile.ZIP_STORED if item.media_type in _PACKED else zipfile.ZIP_DEFLATED
            self.out.writestr(f"{self.book.FOLDER_NAME}/{item.file_name}", item.get_content(), compress_type=packed)

    def _write_opf(self) -> None:
        """The package document, a part at a time: what ten thousand articles state would be the largest tree in memory."""
        with self.out.open(f"{self.book.FOLDER_NAME}/content.opf", "w") as target:
            for line in self._package():
                target.write(line)

    def _package(self) -> Iterator[bytes]:
        language = quoted(language_tag(self.pack.language) or "und")
        stated = f'unique-identifier="{self.book.IDENTIFIER_ID}" version="3.0" dir="{self.book.direction}" xml:lang="{language}"'
        yield f'<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="{epub.NAMESPACES["OPF"]}" {stated}>\n'.encode()
        yield f'<metadata xmlns:dc="{epub.NAMESPACES["DC"]}">\n'.encode()
        for statement in self.statements():
            yield f"  {element(statement)}\n".encode()
        yield b"</metadata>\n"
        for add in (self._write_opf_manifest, partial(self._write_opf_spine, ncx_id="ncx"), self._write_opf_guide):
            whole = etree.Element("package")
            add(whole)
            for part in whole:
                yield etree.tostring(part, pretty_print=True, encoding="utf-8")
        yield b"</package>\n"


class _Book:
    """What a pack becomes: its files in their order, and the ways between them."""

    def __init__(self, pack: Pack, theme: Theme, profile: Profile) -> None:
        self.pack = pack
        self.theme = theme
        self.tally = Tally()
        self.tally.languages.update(filter(None, (pack.language, *(article.language for article in pack.articles))))
        self.places = Places(pack.articles)
        self.direction: Direction = pack.direction or ("rtl" if runs_right_to_left(pack.language) else "ltr")
        self.language = language_tag(pack.language) or "und"
        self.has_title = len(pack.articles) > 1
        self.has_contents = pack.contents > 0 and len(pack.articles) > 1
        numbered = enumerate(pack.pictures, 1)
        self.pictures = {picture.key: f"images/p{number:03}.{_EXTENSIONS[picture.media]}" for number, picture in numbered}
        self.fonts = {
            file: f"fonts/f{number}{file.suffix.lower()}" for number, file in enumerate(needed_fonts(theme, self.tally.languages), 1)
        }
        self.cover = b"" if pack.cover_picture or not pack.cover else cover(pack, theme)
        self.chapters = list(self._chapters(profile.chapter_bytes))
        self.lines: dict[str, str] = {}
        self.minutes = 0
        self.entries = tuple(self._entries())

    @property
    def cover_file(self) -> str:
        """Where the cover's picture is: the one the pack names, else the one drawn; empty for none."""
        if self.pack.cover and self.pack.cover_picture:
            return self.pictures[self.pack.cover_picture]
        return _COVER if self.cover else ""

    def items(self) -> epub.EpubBook:
        """The book as ebooklib wants it."""
        book = epub.EpubBook()
        book.set_direction(self.direction)
        spine = [*self._front(), *self._articles(), *self._back()]
        for item in (*spine, *self._beside()):
            book.add_item(item)
        book.spine = spine
        book.guide = [{"type": place.guide, "title": place.label, "href": place.href} for place in self._landmarks() if place.guide]
        return book

    def statements(self) -> Iterator[Statement]:
        """The package's metadata; complete once every chapter has been written."""
        return metadata(
            self.pack, tuple(chapter.files[0].partition(".")[0] for chapter in self.chapters), self.tally, cover=_stem(self.cover_file)
        )

    def _chapters(self, limit: int) -> Iterator[Chapter]:
        for number, article in enumerate(self.pack.articles, 1):
            back = f"contents.xhtml#to-a{number:04}" if self.has_contents else ""
            chapter = Chapter(number, article, limit, back)
            self.places.add(chapter)
            yield chapter

    def _entries(self) -> Iterator[Entry]:
        """The lines of the contents, articles below their section where it has a title."""
        chapters = iter(self.chapters)
        for number, section in enumerate(self.pack.sections, 1):
            below = tuple(self._entry(next(chapters)) for _ in section.articles)
            if section.title:
                yield Entry(section.title, f"s{number:02}.xhtml", "section", below=below)
            else:
                yield from below

    def _entry(self, chapter: Chapter) -> Entry:
        article = chapter.article
        levels = max(0, self.pack.contents - 1)
        took = chapter.minutes
        self.minutes += took
        by = (article.site or ", ".join(article.authors), words(article.language).minutes.format(took))
        self.lines[chapter.files[0]] = dotted(tuple(filter(None, by)), article.direction)
        below = headings(anchored(article), self.places.address, levels) if levels else ()
        return Entry(label(article.title), chapter.files[0], "article", article.language, article.direction, below)

    def _front(self) -> Iterator[_Item]:
        if self.cover_file:
            yield self._page("cover", words(self.pack.language).cover, front.cover_page(self.pack, self.cover_file))
        if self.has_title:
            yield self._page("titlepage", self.pack.title, front.title_page(self.pack, self.minutes))
        if self.has_contents:
            shown = front.contents_page(self.pack, self.entries, self.lines, levels(self.pack))
            yield self._page("contents", words(self.pack.language).contents, shown)

    def _articles(self) -> Iterator[_Item]:
        chapters = iter(self.chapters)
        for number, section in enumerate(self.pack.sections, 1):
            if section.title:
                yield self._page(f"s{number:02}", section.title, front.section_page(section, f"s{number:02}"))
            for _ in section.articles:
                chapter = next(chapters)
                pages = chapter.pages(self.places, self.pictures, self.tally)
                for file in chapter.files:
                    yield _Item(file, _XHTML, pages.__next__)

    def _back(self) -> Iterator[_Item]:
        if self.pack.cover or self.pack.contents:
            yield self._page("colophon", words(self.pack.language).colophon, front.colophon(self.pack))

    def _beside(self) -> Iterator[_Item]:
        """What is not in the order of reading: the ways in, the style sheet, the pictures."""
        yield _Item("nav.xhtml", _XHTML, self._navigation)
        yield _Item("toc.ncx", "application/x-dtbncx+xml", lambda: Page(self._ncx()), name="ncx")
        yield _Item("book.css", "text/css", lambda: Page(style_sheet(self.theme, self.tally.languages, self.fonts)), name="css")
        for file, address in self.fonts.items():
            yield _Item(address, _FONTS[file.suffix.lower()], _reading(file))
        if self.cover:
            yield _Item(self.cover_file, "image/jpeg", lambda: Page(self.cover, ("cover-image",)))
        for picture in self.pack.pictures:
            shown = ("cover-image",) if self.pictures[picture.key] == self.cover_file else ()
            yield _Item(self.pictures[picture.key], picture.media, _loading(picture, shown))

    def _navigation(self) -> Page:
        title = words(self.pack.language).contents
        inside = navigation(title, self.entries, self._landmarks(), self.language)
        return Page(document(title, inside, language=self.language, direction=self.direction), ("nav",))

    def _ncx(self) -> bytes:
        return ncx(self.pack.title, self.pack.identifier, self.entries, self.language)

    def _landmarks(self) -> tuple[Landmark, ...]:
        shown = words(self.pack.language)
        first = self.chapters[0].article.title if self.chapters else self.pack.title
        start = "s01.xhtml" if self.pack.sections and self.pack.sections[0].title else "a0001.xhtml"
        places = (
            (bool(self.cover_file), Landmark("cover", "cover", shown.cover, "cover.xhtml")),
            (self.has_title, Landmark("titlepage", "title-page", self.pack.title, "titlepage.xhtml")),
            (self.has_contents, Landmark("toc", "toc", shown.contents, "contents.xhtml")),
            (True, Landmark("bodymatter", "text", first, start)),
        )
        return tuple(place for is_there, place in places if is_there)

    def _page(self, name: str, title: str, body: str) -> _Item:
        page = Page(document(title, body, language=self.language, direction=self.direction))
        return _Item(f"{name}.xhtml", _XHTML, lambda: page)


def _stem(file: str) -> str:
    """The manifest id of ``file``."""
    name = file.rpartition("/")[2].partition(".")[0]
    return "cover-image" if file == _COVER else name


def _loading(picture: Picture, properties: tuple[str, ...]) -> Callable[[], Page]:
    return lambda: Page(load(picture), properties)


def _reading(file: Path) -> Callable[[], Page]:
    return lambda: Page(file.read_bytes())
