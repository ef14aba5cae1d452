"""The ENEX reader: notes and clipped pages as Evernote exports them, each an article with the pictures it keeps."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
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
from convert.readers._html.page import Element, Page
from convert.readers._xml import ENTITY, between, child, children, local, parsed, replaced, text_of
from convert.walk import plain_text, walk

_MIME = regex(rb"<mime>\s*([\w.+/-]+)\s*</mime>")
_MEDIA = regex(rb"""<en-media\b[^<>]*?\bhash\s*=\s*["']([0-9a-fA-F]{1,64})["'][^<>]*>(?:\s*</en-media>)?""")
_STATED = {name: regex(rb"\b" + name + rb"""\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""") for name in (b"type", b"alt")}
_ENCRYPTED = regex(rb"<en-crypt\b[^<>]*>[^<]*(?:</en-crypt>)?")
_CODE = regex(r"(?:^|[;\s])-{1,2}en-codeblock\s*:\s*true\b", re.IGNORECASE)
_SYNTAX = regex(r"--en-syntaxLanguage\s*:\s*([\w+#-]{1,24})", re.IGNORECASE)
_TICKED = regex(r"--en-checked\s*:\s*(true|false)\b", re.IGNORECASE)
_TO_DO = regex(rb"""<en-todo\b([^<>]*)>(?:\s*</en-todo>)?""")
_MOMENT = regex(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every note in ``source`` that has a text or a picture, in the export's order.

    Raises `InputError` when it is no export, or holds no such note.
    """
    reading = _Reading(source, notify)
    notes = reading.notes(replaced(source.data, between(source.data, b"<resource>", b"</resource>"), reading.take))
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
        self.attachments = self.encrypted = 0
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

    def notes(self, data: bytes) -> list[Any]:
        """The notes in the export ``data``; where it is damaged or breaks off, those that are whole, each by itself."""
        try:
            root = parsed(data, self.source.name)
        except InputError:
            whole = []
            for begin, end in between(data, b"<note>", b"</note>"):
                with suppress(InputError):
                    whole.append(parsed(data[begin:end], self.source.name))
            if not whole or ENTITY.search(data):
                raise
            lost = max(1, data.count(b"<note>") - len(whole))
            message = "notes of an export that is damaged or breaks off"
            self.notify(Notice("lost", "enex.damaged", message, source=self.source.name, count=lost))
            return whole
        if local(root) != "en-export":
            raise InputError(f"{self.source.name}: this is XML, but no export of Evernote", hint="export it again as ENEX")
        return children(root, "note")

    def article(self, note: Any) -> Article | None:
        """The article that ``note`` is."""
        content = child(note, "content")
        facts = child(note, "note-attributes")
        stated = text_of(child(facts, "source-url")) if facts is not None else ""
        url = absolute(stated, "") if is_address(stated) else ""
        page = with_pictures(self._page(content.text or "" if content is not None else ""), "", self._find)
        blocks = list(blocks_of(page.decode("utf-8", "replace"), url, self.notify, name=self.source.name, mark=_restore))
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
            ("lost", "enex.encrypted", "passages that are encrypted, which only Evernote can read", self.encrypted),
            ("lost", "enex.notes", f"no more than {LIMITS.entries:,} notes are read", max(0, beyond)),
        )
        for kind, code, message, count in said:
            if count:
                told = {"kind": kind, "code": code, "message": message, "source": self.source.name, "count": count}
                self.notify(msgspec.convert(told, Notice))

    def _page(self, content: str) -> bytes:
        """The markup of a note (ENML, which is XHTML with elements of its own) as HTML."""
        page, encrypted = _ENCRYPTED.subn(b"", html_of(content.encode("utf-8", "replace")))
        self.encrypted += encrypted
        return _TO_DO.sub(lambda found: ("☑ " if b"true" in found[1] else "☐ ").encode(), _MEDIA.sub(_shown, page))

    def _find(self, address: str) -> tuple[bytes, str] | None:
        return self._pictures.get(address.removeprefix("cid:").lower())


def _shown(media: re.Match[bytes]) -> bytes:
    """A picture by its resource; nothing for what is no picture."""
    said = {name: found[1] or found[2] or b"" if (found := pattern.search(media[0])) else b"" for name, pattern in _STATED.items()}
    if said[b"type"] and not said[b"type"].startswith(b"image/"):
        return b""
    return b'<img src="cid:' + media[1] + b'" alt="' + said[b"alt"].replace(b'"', b"&quot;") + b'">'


def _restore(page: Page, body: Element) -> None:
    """Make listings and boxes to tick, which newer notes say by styles of their own, what they are."""
    changed = False
    for element in body.walk():
        style = element.get("style")
        if "en-" not in style:
            continue
        if _CODE.search(style):
            named = _SYNTAX.search(style)
            element.tag, element.attributes = "pre", {"data-lang": named[1]} if named else {}
        elif element.tag == "li" and (ticked := _TICKED.search(style)):
            line = next((below for below in element.walk() if below.block and not below.holds_blocks), element)
            line.children.insert(0, "☑ " if ticked[1].lower() == "true" else "☐ ")
            changed = True
    if changed:
        page.renumber()


def _moment(stated: str) -> str:
    """A point in time as exports write it (``20260314T063000Z``) in ISO 8601; empty for anything else."""
    match = _MOMENT.fullmatch(stated)
    return "{}-{}-{}T{}:{}:{}+00:00".format(*match.groups()) if match else ""
