"""The content documents of a book as trees of elements, their addresses made the book's own.

Every id becomes one that is unique in the book (``d3-fn1``), every link to a place in the book a link to such an id,
and every picture's address the key of the picture.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from convert.archives import Archive, beside
from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._epub.markup import html_of
from convert.readers._epub.package import Book, Item
from convert.readers._html import formulas
from convert.readers._html.page import Element, Page
from convert.readers._html.parsing import parse
from convert.readers._pictures import Pictures
from convert.readers._xml import between, replaced

_REMOTE = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PICTURED = regex(rb"""<image\b[^<>]*?\b(?:xlink:)?href\s*=\s*["']([^"'<]+)["'][^<>]*>""", re.IGNORECASE)
_TEXTS = ("application/xhtml+xml", "text/html")
_PLAYERS = frozenset(("audio", "video"))
_SAID = regex(rb"<(?:title|desc)\b[^<>]*>([^<]*)<", re.IGNORECASE)
_NAMESPACE = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


class Document:
    """One content document: ``number`` in the order of reading, where it is, its elements, language and direction.

    One that is ``aside`` has no place in that order, but others link to it.
    """

    def __init__(self, number: int, item: Item, page: Page, *, aside: bool = False) -> None:
        self.number = number
        self.item = item
        self.page = page
        self.aside = aside
        self.body = next((element for element in page.root.elements() if element.tag == "body"), page.root)
        self.language = page.root.get("lang") or self.body.get("lang")
        self.direction = (page.root.get("dir") or self.body.get("dir")).lower()
        self.places: dict[str, Element] = {}

    @property
    def key(self) -> str:
        """What links to the whole document lead to."""
        return f"d{self.number}"

    @property
    def shows_something(self) -> bool:
        """Whether there is a word or a picture in it."""
        return bool(self.body.text(1)) or any(element.tag == "img" for element in self.body.walk())

    def kinds(self) -> set[str]:
        """What the document says it is: the ``epub:type`` and role of its body, or of the only element in that."""
        found: set[str] = set()
        here: Element | None = self.body
        while here is not None:
            found |= {kind.lower() for kind in f"{here.get('epub:type')} {here.get('role')}".split()}
            inside = list(here.elements())
            here = inside[0] if len(inside) == 1 and inside[0].block else None
        return found


def documents(archive: Archive, book: Book, pictures: Pictures, notify: Notify) -> list[Document]:
    """Every content document of the spine that is there, in order, then those that they link to besides.

    Raises `InputError` for a book whose texts together are past `Limits.archive_member_bytes`: they are all read before any is put out.
    """
    return _Loading(archive, book, pictures, notify).all()


class _Loading:
    def __init__(self, archive: Archive, book: Book, pictures: Pictures, notify: Notify) -> None:
        self.archive = archive
        self.book = book
        self.pictures = pictures
        self.notify = notify
        self.numbers = {item.member: number for number, item in enumerate(book.spine, 1)}
        self.numbers |= {member: self.numbers[shown] for member, shown in book.instead.items()}
        self.framed: set[str] = set()

    def all(self) -> list[Document]:
        if sum(self.archive.size(item.member) for item in self.book.spine) > LIMITS.archive_member_bytes:
            most = LIMITS.archive_member_bytes // 1_000_000
            raise InputError(f"{self.archive.name}: a book of more than {most} MB of text", hint="split it into several books")
        found = []
        order = list(self.book.spine)
        for number, item in enumerate(order, 1):  # which grows by what is linked
            try:
                data = self.archive.read(item.member)
            except InputError as error:
                why = error.message.removeprefix(f"{self.archive.name}: ")
                self.notify(Notice("failed", "epub.chapter", why, source=self.archive.name))
                continue
            if item.media == "image/svg+xml":
                data = b"<body>" + data[data.find(b"<svg") :] + b"</body>"
            document = Document(number, item, parse(self._source(item, data), self.notify), aside=number > len(self.book.spine))
            found.append(document)
            order += self._linked(document, len(order))
        for document in found:
            self._whole(document)
        _mend_links(found)
        return found

    def _linked(self, document: Document, known: int) -> list[Item]:
        """The pages of the book outside of its order of reading that ``document`` links to; ``known`` are numbered already."""
        pages = {item.member: item for item in self.book.items.values() if item.media in _TEXTS and "nav" not in item.properties}
        found: list[Item] = []
        for element in document.page.order:
            href = element.get("href").strip() if element.tag == "a" else ""
            member = beside(document.item.member, unquote(href.partition("#")[0])) if href and not _REMOTE.match(href) else ""
            if member in pages and member not in self.numbers and member in self.archive:
                found.append(pages[member])
                self.numbers[member] = known + len(found)
        return found

    def _whole(self, document: Document) -> None:
        """Make the addresses in ``document`` the book's own, and put what it shows in frames in their place."""
        formulas.restore(document.page)
        self._own(document)
        frames = [element for element in document.body.walk() if element.tag == "iframe"]
        for frame in frames:
            self._frame(document, frame)
        if frames:
            document.page.renumber()

    def _document(self, number: int, item: Item, data: bytes) -> Document:
        document = Document(number, item, parse(self._source(item, data), self.notify))
        self._own(document)
        return document

    def _frame(self, document: Document, frame: Element) -> None:
        """Put a page of the book that is not in its order of reading where ``document`` shows it in a frame, once."""
        address = frame.get("src").strip()
        member = beside(document.item.member, unquote(address.partition("#")[0]))
        if not address or _REMOTE.match(address) or member in self.numbers or member in self.framed or member not in self.archive:
            return
        self.framed.add(member)
        inner = next((item for item in self.book.items.values() if item.member == member), Item(member, member, ""))
        page = self._document(document.number, inner, self.archive.read(member))
        frame.tag, frame.block, frame.attributes, frame.children = "div", True, {}, page.body.children
        for child in page.body.elements():
            child.parent = frame
        document.places = page.places | document.places

    def _source(self, item: Item, data: bytes) -> Source:
        def shown(drawing: bytes) -> bytes:
            return self._drawing(item, drawing)

        return Source(name=f"{self.archive.name}: {item.member}", data=html_of(replaced(data, between(data, b"<svg", b"</svg>"), shown)))

    def _drawing(self, item: Item, drawing: bytes) -> bytes:
        """A drawing as a picture: the only picture it frames, or the drawing itself."""
        framed: list[bytes] = _PICTURED.findall(drawing)
        said = _SAID.search(drawing)
        alt: bytes = said[1].replace(b'"', b"&quot;") if said else b""
        if len(framed) == 1 and drawing.count(b"<text") == 0:
            return b'<img src="' + framed[0].replace(b'"', b"") + b'" alt="' + alt + b'"/>'
        whole = drawing if b"xmlns=" in drawing[:400] else drawing.replace(b"<svg", _NAMESPACE, 1)
        key = self.pictures.key(f"a drawing in {item.member}, {zlib.crc32(drawing):x}", whole)
        return b'<img src="' + key.encode() + b'" alt="' + alt + b'"/>' if key else alt

    # --- addresses ------------------------------------------------------------------------------------

    def _own(self, document: Document) -> None:
        """Make the addresses in ``document`` the book's own."""
        member = document.item.member
        for element in document.page.order:
            name = element.get("id") or (element.get("name") if element.tag == "a" else "")
            if name:
                document.places.setdefault(name, element)
                element.attributes = {**element.attributes, "id": f"{document.key}-{name}", "name": None}
            if element.tag == "a" and element.get("href"):
                element.attributes = {**element.attributes, "href": self._target(member, document, element.get("href").strip())}
            elif element.tag == "img":
                self._picture(member, element)
            elif element.tag in _PLAYERS:
                self._player(member, element)

    def _target(self, member: str, document: Document, href: str) -> str:
        if _REMOTE.match(href):
            return href
        target, _, place = href.partition("#")
        number = self.numbers.get(beside(member, unquote(target))) if target else document.number
        if number is None:
            return ""
        return f"#d{number}-{unquote(place)}" if place else f"#d{number}"

    def _player(self, member: str, element: Element) -> None:
        """A film's still is a picture of the book; the film or the sound itself, when it lies in the book, no pack can hold."""
        stated = [address for part in element.walk() if (address := part.get("src").strip())]
        if stated and not any(map(_REMOTE.match, stated)):
            what = "a film" if element.tag == "video" else "a sound"
            self.notify(Notice("lost", "epub.media", f"{what} in the book, which no pack can hold: {stated[0]}", source=self.archive.name))
        still = element.get("poster").strip()
        if still and not _REMOTE.match(still):
            key = self._key(beside(member, unquote(still)), "")
            element.attributes = {**element.attributes, "poster": key or None}

    def _picture(self, member: str, element: Element) -> None:
        address = element.get("src").strip()
        alt = element.get("alt")
        if not address or _REMOTE.match(address):
            element.attributes = {"src": address, "alt": alt}
            return
        key = address if len(address) == 64 and address.isalnum() else self._key(beside(member, unquote(address.partition("#")[0])), alt)
        if key:
            element.attributes = {"src": key, "alt": alt, "title": element.get("title")}
        else:
            element.tag, element.attributes, element.children = "span", {}, [alt] if alt else []

    def _key(self, place: str, alt: str) -> str:
        try:
            return self.pictures.key(place, self.archive.read(place), alt)
        except InputError as error:
            self.pictures.missing(error, alt)
            return ""


def _mend_links(every: list[Document]) -> None:
    """A link to a place that is not there leads to the document it should be in, as it does where a book is read."""
    places = {f"#{document.key}-{name}" for document in every for name in document.places}
    for document in every:
        for element in document.page.order:
            href = element.get("href") if element.tag == "a" else ""
            if href.startswith("#") and "-" in href and href not in places:
                key = href.partition("-")[0]
                element.attributes = {**element.attributes, "href": key if key != f"#{document.key}" else ""}


def whole(document: Document) -> Iterator[Element]:
    """A copy of everything in the body of ``document``."""
    return cut(document, 0, document.body.end)


def cut(document: Document, first: int, end: int) -> Iterator[Element]:
    """A copy of what stands in the body of ``document`` from place ``first`` up to ``end``."""
    root = _copied(document.body, first, end)
    if not any(not isinstance(child, str) and child.block for child in root.children):
        root.tag, root.block = "p", True
        if root.children:
            yield root
        return
    yield from root.elements()


def copied(element: Element) -> Element:
    """A copy of ``element`` and all in it."""
    return _copied(element, 0, element.end)


def _copied(element: Element, first: int, end: int) -> Element:
    """Iterative, since books nest as deep as pages do; a piece of text goes with the element before it."""
    root = _bare(element, None)
    pending = [(element, root)]
    while pending:
        original, copy = pending.pop()
        place = original.at
        for child in original.children:
            if isinstance(child, str):
                if first <= place < end:
                    copy.children.append(child)
                continue
            place = child.end - 1
            if child.end > first and child.at < end:
                fresh = _bare(child, copy)
                copy.children.append(fresh)
                pending.append((child, fresh))
    return root


def _bare(element: Element, parent: Element | None) -> Element:
    copy = Element(element.tag, element.attributes, parent)
    copy.block = element.block
    copy.reason = element.reason
    return copy
