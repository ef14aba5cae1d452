"""The ENEX reader: notes and clipped pages as Evernote exports them, each an article with the pictures it keeps."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from convert.bundled import is_address, with_pictures
from convert.clean import clean_line
from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article, Figure
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._epub.markup import html_of
from convert.readers._given import article_of, names
from convert.readers._html.fragment import blocks_of
from convert.readers._html.links import absolute
from convert.readers._xml import between, child, children, local, parsed, replaced, text_of
from convert.walk import plain_text, walk

_MIME = regex(rb"<mime>\s*([\w.+/-]+)\s*</mime>")
_MEDIA = regex(rb"""<en-media\b[^<>]*?\bhash\s*=\s*["']([0-9a-fA-F]{1,64})["'][^<>]*>(?:\s*</en-media>)?""")
_TO_DO = regex(rb"""<en-todo\b([^<>]*)>(?:\s*</en-todo>)?""")
_MOMENT = regex(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every note in ``source`` that has a text or a picture, in the export's order.

    Raises `InputError` when it is no export, or holds no such note.
    """
    reading = _Reading(source, notify)
    root = parsed(replaced(source.data, between(source.data, b"<resource>", b"</resource>"), reading.take), source.name)
    if local(root) != "en-export":
        raise InputError(f"{source.name}: this is XML, but no export of Evernote", hint="export it again as ENEX")
    notes = children(root, "note")
    found = False
    for note in notes[: LIMITS.entries]:
        article = reading.article(note)
        if article is not None:
            found = True
            yield article
    reading.report(len(notes) - LIMITS.entries)
    if not found:
        raise InputError(f"{source.name}: an export of {len(notes)} notes without a text", hint="there are no words in it")


class _Reading:
    """One export: its resources by the MD5 of their bytes, as notes name them, and what was left out of it."""

    def __init__(self, source: Source, notify: Notify) -> None:
        self.source = source
        self.notify = notify
        self.digest = hashlib.sha256(source.data).hexdigest()
        self.attachments = 0
        self._pictures: dict[str, tuple[bytes, str]] = {}

    def take(self, resource: bytes) -> bytes:
        """Keep a picture, count anything else; nothing of it stays in the XML, where a text may be no longer than 10 MB."""
        media = _MIME.search(resource)
        kind = media[1].decode("ascii") if media else ""
        places = between(resource, b"<data", b"</data>")
        if not kind.startswith("image/") or not places:
            self.attachments += 1
            return b""
        try:
            picture = base64.b64decode(resource[slice(*places[0])].partition(b">")[2].removesuffix(b"</data>"))
        except (binascii.Error, ValueError):
            return b""
        self._pictures[hashlib.md5(picture, usedforsecurity=False).hexdigest()] = picture, kind
        return b""

    def article(self, note: Any) -> Article | None:
        """The article that ``note`` is."""
        content = child(note, "content")
        facts = child(note, "note-attributes")
        stated = text_of(child(facts, "source-url")) if facts is not None else ""
        url = absolute(stated, "") if is_address(stated) else ""
        page = with_pictures(_page(content.text or "" if content is not None else ""), "", self._find)
        blocks = list(blocks_of(page.decode("utf-8", "replace"), url, self.notify, name=self.source.name))
        if not plain_text(*blocks).strip() and not any(isinstance(block, Figure) for block in walk(*blocks)):
            return None
        author = text_of(child(facts, "author")) if facts is not None else ""
        return article_of(
            blocks,
            title=text_of(child(note, "title")),
            otherwise=self.source.name,
            authors=names((author,)) if author else (),
            retrieved=_moment(text_of(child(note, "created"))),
            tags=tuple(filter(None, (clean_line(text_of(tag)) for tag in children(note, "tag")))),
            url=url,
            extractor="enex",
            digest=self.digest,
        )

    def report(self, beyond: int) -> None:
        """Say what of the export is in no article."""
        said = (
            ("left-out", "enex.attachment", "attachments that are no pictures", self.attachments),
            ("lost", "enex.notes", f"no more than {LIMITS.entries:,} notes are read", max(0, beyond)),
        )
        for kind, code, message, count in said:
            if count:
                told = {"kind": kind, "code": code, "message": message, "source": self.source.name, "count": count}
                self.notify(msgspec.convert(told, Notice))

    def _find(self, address: str) -> tuple[bytes, str] | None:
        return self._pictures.get(address.removeprefix("cid:").lower())


def _page(content: str) -> bytes:
    """The markup of a note (ENML, which is XHTML with elements of its own) as HTML."""
    page = html_of(content.encode("utf-8", "replace"))
    page = _MEDIA.sub(rb'<img src="cid:\1">', page)
    return _TO_DO.sub(lambda found: ("☑ " if b"true" in found[1] else "☐ ").encode(), page)


def _moment(stated: str) -> str:
    """A point in time as exports write it (``20260314T063000Z``) in ISO 8601; empty for anything else."""
    match = _MOMENT.fullmatch(stated)
    return "{}-{}-{}T{}:{}:{}+00:00".format(*match.groups()) if match else ""
