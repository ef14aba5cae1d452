"""The mail reader: a letter saved as ``.eml``, such as a newsletter, as an article with the pictures it brings.

Of a letter in several forms the HTML counts; text alone is read by its paragraphs. A letter that was passed on within it is an
article of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from email.message import Message

from convert.bundled import is_address, same, with_pictures
from convert.clean import clean_line
from convert.encoding import decoded
from convert.errors import InputError
from convert.formats import Source
from convert.model import Article, Block, Paragraph, Text
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers import _newsletter as newsletter
from convert.readers._feed.entry import date_of
from convert.readers._given import article_of
from convert.readers._html.fragment import blocks_of
from convert.readers._html.page import Element, Page
from convert.readers._mime import charset, content, header, identity, leaves, message_of, sender
from convert.readers._newsletter import Letterhead
from convert.walk import plain_text

_FULL_LINE = 55
_DEEPEST = 5
_QUOTED = regex(r"^>+ ?", re.MULTILINE)
_ANGLED = regex(r"<([^<>]{1,2000})>")
_SIGNED = regex(r"\n-- ?\n")
_REPLY = regex(r"^(?:(?:re|aw|fwd?|wg|sv|vs|tr)\s*:\s*)+", re.IGNORECASE)


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The letter in ``source``, then those that were passed on within it.

    Raises `InputError` when it holds no text.
    """
    digest = hashlib.sha256(source.data).hexdigest()
    found = False
    for article in _letters(message_of(source.data, source.name), source, digest, notify, 0):
        found = True
        yield article
    if not found:
        raise InputError(f"{source.name}: a letter without a text", hint="there are no words in it")


def _letters(message: Message, source: Source, digest: str, notify: Notify, depth: int) -> Iterator[Article]:
    parts = list(leaves(message))
    letter = _body(parts)
    heads: list[Letterhead] = []

    def mark(page: Page, body: Element) -> None:
        subject = _REPLY.sub("", header(message, "Subject"))
        stated = tuple(_ANGLED.findall(header(message, "List-Unsubscribe")))
        heads.append(newsletter.mark(page, body, subject, stated, is_listed=bool(stated or header(message, "List-Id"))))

    blocks = _blocks(letter, parts, source, notify, mark) if letter is not None else []
    if plain_text(*blocks).strip():
        yield _article(message, blocks, heads[0] if heads else Letterhead(), source, digest)
    _tell_attachments([part for part in parts if part is not letter], source, notify)
    for part in parts:
        if part.get_content_type() == "message/rfc822" and part.is_multipart() and depth < _DEEPEST:
            for inside in part.get_payload():
                if isinstance(inside, Message):
                    yield from _letters(inside, source, digest, notify, depth + 1)


def _article(message: Message, blocks: list[Block], head: Letterhead, source: Source, digest: str) -> Article:
    name, address = sender(message)
    kind = header(message, "List-Id").partition("<")[0].strip(' "')
    return article_of(
        blocks,
        title=_REPLY.sub("", header(message, "Subject")),
        otherwise=source.name,
        language=header(message, "Content-Language").partition(",")[0].strip(),
        subtitle=clean_line(head.subtitle),
        authors=head.authors or tuple(filter(None, (name or address,))),
        published=date_of(header(message, "Date")),
        site=clean_line(kind) or (name if head.authors else ""),
        url=_address(message) or head.address,
        extractor="mail",
        digest=digest,
    )


def _address(message: Message) -> str:
    """Where the letter is to be read on the web: where it was archived (RFC 5064), or what some newsletters give as the page to post to."""
    stated = (found for name in ("Archived-At", "List-Post") for found in _ANGLED.findall(header(message, name)))
    return next(filter(is_address, stated), "")


def _body(parts: list[Message]) -> Message | None:
    """The first part in HTML that is no attachment, else the first in plain text."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/html", "text/plain"):
        for part in shown:
            if part.get_content_type() == kind and content(part).strip():
                return part
    return None


def _blocks(letter: Message, parts: list[Message], source: Source, notify: Notify, mark: Callable[[Page, Element], None]) -> list[Block]:
    data, encoding = content(letter), charset(letter)
    if letter.get_content_type() == "text/plain":
        flowed = str(letter.get_param("format") or "").lower() == "flowed"
        return _paragraphs(decoded(data, source.name, notify, stated=encoding, code="mail"), flowed=flowed)
    pictures = {same(name): part for part in parts for name in _names(part) if part.get_content_maintype() == "image"}

    def find(wanted: str) -> tuple[bytes, str] | None:
        part = pictures.get(same(wanted))
        return None if part is None else (content(part), part.get_content_type())

    base = header(letter, "Content-Location") or header(letter, "Content-Base")
    page = with_pictures(data, base, find)
    if encoding and encoding not in ("ascii", "utf-8"):
        return list(blocks_of(decoded(page, source.name, notify, stated=encoding, code="mail"), base, notify, name=source.name, mark=mark))
    return list(blocks_of(page, base, notify, name=source.name, mark=mark))


def _names(part: Message) -> tuple[str, ...]:
    return tuple(name for name in (f"cid:{identity(part)}", header(part, "Content-Location")) if name != "cid:")


def _paragraphs(text: str, *, flowed: bool) -> list[Block]:
    """Plain text by its blank lines; lines that were wrapped (RFC 3676 where it says so, else long ones) are joined, signatures left."""
    body = _SIGNED.split(text.replace("\r\n", "\n").replace("\r", "\n"), maxsplit=1)[0]
    found: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", _QUOTED.sub("", body)):
        lines = [line for line in part.split("\n") if line.strip()]
        run: list[str] = []
        for line in lines:
            if run and (run[-1].endswith(" ") if flowed else len(run[-1]) >= _FULL_LINE):
                run[-1] = f"{run[-1].rstrip()} {line.strip()}" + (" " if line.endswith(" ") else "")
            else:
                run.append(line if flowed else line.strip())
        found += [Paragraph((Text(clean_line(line)),)) for line in run if clean_line(line)]
    return found


def _tell_attachments(parts: list[Message], source: Source, notify: Notify) -> None:
    left = [part for part in parts if part.get_content_disposition() == "attachment" and part.get_content_type() != "message/rfc822"]
    if left:
        names = ", ".join(filter(None, (clean_line(str(part.get_filename() or "")) for part in left[:5])))
        notify(Notice("left-out", "mail.attachment", "attachments", source=source.name, excerpt=names, count=len(left)))
