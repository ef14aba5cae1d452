"""The MHTML reader: a page that a browser saved with its pictures in one file (RFC 2557; Safari's web archives), read as any page is."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

import msgspec

from convert.bundled import is_address, same, with_pictures
from convert.errors import InputError
from convert.formats import Source
from convert.model import Article
from convert.notices import Notice, Notify
from convert.readers import html
from convert.readers._feed.entry import date_of
from convert.readers._mime import breaks_off, charset, content, header, identity, leaves, message_of, picture_kind
from convert.readers._webarchive import page_of

_PROPERTY_LISTS = (b"bplist", b"<?xml", b"<!DOCTYPE", b"<plist")
_PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The article of the page in ``source``, with those of its pictures that were saved.

    Raises `InputError` when it holds no page, or the page no article.
    """
    saved = _of_safari(source) if source.data.lstrip().startswith(_PROPERTY_LISTS) else page_in(source.data, source.name)
    if saved is None or not saved.data.strip():
        raise InputError(f"{source.name}: a web archive without a page", hint="save the page again")
    if saved.is_cut:
        notify(
            Notice("lost", "archive.damaged", "the file breaks off: the end of the page or of its pictures is missing", source=source.name)
        )
    url = saved.address if is_address(saved.address) else source.url
    for article in html.read(Source(name=source.name, data=saved.data, url=url, path=source.path, media=saved.media), notify):
        yield msgspec.structs.replace(article, extractor="mhtml", retrieved=article.retrieved or saved.date)


def _of_safari(source: Source) -> SavedPage:
    data, address, encoding = page_of(source.data, source.name)
    return SavedPage(data, address, encoding, "")


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
    message = message_of(data, name)
    parts = list(leaves(message))
    page = _page(message, parts)
    if page is None:
        return None
    address = header(page, "Content-Location") or header(message, "Snapshot-Content-Location")
    saved = _saved(parts)

    def find(wanted: str) -> tuple[bytes, str] | None:
        part = saved.get(same(wanted))
        return None if part is None else (content(part), picture_kind(part))

    date, whole = date_of(header(message, "Date")), with_pictures(content(page), address, find)
    return SavedPage(whole, address, charset(page), date, breaks_off(message))


def _page(message: Message, parts: list[Message]) -> Message | None:
    """The part that is the page: the one the message names as its start, else the first page in it."""
    start = str(message.get_param("start") or "").strip("<> ")
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    return next((part for part in pages if start and identity(part) == start), pages[0] if pages else None)


def _saved(parts: list[Message]) -> dict[str, Message]:
    """The pictures by the addresses and by the ids under which the page shows them."""
    found: dict[str, Message] = {}
    for part in parts:
        if picture_kind(part):
            for name in (header(part, "Content-Location"), f"cid:{identity(part)}"):
                if name.removeprefix("cid:"):
                    found.setdefault(same(name), part)
    return found
