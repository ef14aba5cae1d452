"""The MHTML reader: a page that a browser saved with its pictures in one file (RFC 2557; Safari's web archives), read as any page is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.message import Message
from itertools import chain

import msgspec

from convert.bundled import is_address, same, with_pictures
from convert.errors import InputError
from convert.formats import Source
from convert.model import Article
from convert.notices import Notice, Notify
from convert.readers import html
from convert.readers._feed.entry import date_of
from convert.readers._given import is_whole
from convert.readers._html.links import absolute
from convert.readers._mime import breaks_off, charset, content, header, identity, leaves, message_of, picture_kind
from convert.readers._webarchive import pages_of
from convert.signatures import MARKED_UP
from convert.walk import images, plain_text, word_count

_PROPERTY_LISTS = (b"bplist", b"<?xml", b"<!DOCTYPE", b"<plist")
_PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The article of the page in ``source``, or else of a frame of it, with those of its pictures that were saved.

    Raises `InputError` when it holds no page, or the page no article.
    """
    is_list = source.data.lstrip().startswith(_PROPERTY_LISTS)
    pages = _of_safari(source) if is_list else pages_in(source.data, source.name)
    first = next(pages, None)
    if first is None or not first.data.strip():
        raise InputError(f"{source.name}: a web archive without a page", hint="save the page again")
    if first.is_cut:
        message = "the file breaks off: the end of the page or of its pictures is missing"
        notify(Notice("lost", "archive.damaged", message, source=source.name))
    yield from _read(source, chain([first], (frame for frame in pages if frame.data.strip())), notify)


def _read(source: Source, pages: Iterable[SavedPage], notify: Notify) -> list[Article]:
    """The articles of the first of ``pages``; where that is but what is set round a frame, of the first frame that holds a whole text."""
    problem: InputError | None = None
    found: list[Article] = []
    for number, page in enumerate(pages):
        told: list[Notice] = []
        url = page.address if is_address(page.address) else source.url
        try:
            made = list(html.read(Source(source.name, page.data, url=url, path=source.path, media=page.media), told.append))
        except InputError as error:
            problem = problem or error
            continue
        finally:
            if not number:
                _pass_on(told, notify)
        articles = [msgspec.structs.replace(one, extractor="mhtml", retrieved=one.retrieved or page.date) for one in made]
        if not number:
            found = articles
        if not number and (any(images(made)) or sum(word_count(plain_text(*one.body)) for one in made) >= _FEWEST_WORDS):
            break
        if number and any(is_whole(list(one.body)) for one in made):
            _pass_on(told, notify)
            notify(Notice("repaired", "archive.frame", "the article is that of a frame of the page", source=source.name, excerpt=url))
            return articles
    if not found and problem:
        raise problem
    return found


_FEWEST_WORDS = 20
_MOST_FRAMES = 20


def _pass_on(told: list[Notice], notify: Notify) -> None:
    for notice in told:
        notify(notice)


def _of_safari(source: Source) -> Iterator[SavedPage]:
    return (SavedPage(data, address, encoding, "") for data, address, encoding in pages_of(source.data, source.name))


class SavedPage(msgspec.Struct, frozen=True):
    """The page of a web archive: its bytes, with the pictures saved beside it as ``data:`` addresses.

    ``address`` is where it was, ``encoding`` and ``date``, when it was saved, are as stated. ``is_cut`` says that the archive breaks off.
    """

    data: bytes
    address: str
    encoding: str
    date: str
    is_cut: bool = False

    @property
    def media(self) -> str:
        """Its media type, with the encoding where that is stated."""
        return f"text/html; charset={self.encoding}" if self.encoding else "text/html"


def page_in(data: bytes, name: str) -> SavedPage | None:
    """The page that the web archive ``data`` holds; ``None`` when it holds none. Raises `InputError` for what is no message."""
    return next(pages_in(data, name), None)


def pages_in(data: bytes, name: str) -> Iterator[SavedPage]:
    """The page that the web archive ``data`` holds, and then its frames, each made when it is asked for.

    Raises `InputError` for what is no message.
    """
    message = message_of(data, name)
    parts = list(leaves(message))
    page = _page(message, parts)
    if page is None:
        return
    base = header(page, "Content-Location") or header(message, "Snapshot-Content-Location")
    date, is_cut, saved = date_of(header(message, "Date")), breaks_off(message), _saved(parts, base)

    def find(wanted: str) -> tuple[bytes, str] | None:
        part = saved.get(same(wanted))
        return None if part is None else (content(part), picture_kind(part))

    frames = [part for part in parts if part is not page and part.get_content_type() in _PAGES][:_MOST_FRAMES]
    for part in (page, *frames):
        address = base if part is page else header(part, "Content-Location")
        yield SavedPage(with_pictures(content(part), address, find), address, charset(part), date, is_cut)


def _page(message: Message, parts: list[Message]) -> Message | None:
    """The part that is the page: the one the message names as its start, else the first page in it, else the first that begins as one."""
    start = str(message.get_param("start") or "").strip("<> ")
    pages = [part for part in parts if part.get_content_type() in _PAGES] or [part for part in parts if MARKED_UP.match(content(part))]
    return next((part for part in pages if start and identity(part) == start), pages[0] if pages else None)


def _saved(parts: list[Message], base: str) -> dict[str, Message]:
    """The pictures by the addresses, relative to ``base`` or not (RFC 2557, 5), and by the ids under which the page shows them."""
    found: dict[str, Message] = {}
    for part in parts:
        if picture_kind(part):
            place = header(part, "Content-Location")
            for name in (place, absolute(place, base) if is_address(base) else "", f"cid:{identity(part)}"):
                if name.removeprefix("cid:"):
                    found.setdefault(same(name), part)
    return found
