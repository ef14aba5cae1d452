"""The mail reader: a letter saved as ``.eml``, such as a newsletter, or a box of them, each an article with the pictures it brings.

Of a letter in several forms the HTML counts; text alone is read by its paragraphs. A letter that was passed on within it is an
article of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import PurePosixPath

import msgspec

from convert.bundled import data_url, is_address, same, with_pictures
from convert.clean import clean_line
from convert.encoding import decoded
from convert.errors import InputError
from convert.formats import Source, articles_in, sniff_found
from convert.limits import LIMITS
from convert.model import Article, Block, Figure, Image, Text
from convert.notices import Notice, Notify, excerpt
from convert.patterns import regex
from convert.readers import _newsletter as newsletter
from convert.readers import _plain as plain
from convert.readers._armour import opened
from convert.readers._bodies import is_marked_up, shown_of
from convert.readers._feed.entry import date_of
from convert.readers._given import article_of, is_whole
from convert.readers._html.fragment import blocks_of
from convert.readers._html.page import Element, Page
from convert.readers._mime import charset, content, header, identity, is_sealed, leaves, letters_in, message_of, picture_kind, sender
from convert.readers._newsletter import Letterhead
from convert.readers._passed_on import passed_on
from convert.walk import plain_text, walk

_DEEPEST = 5
# Other files that are text are a letter's appendix: appointments, cards, keys, logs.
_ARTICLES = frozenset(("docx", "epub", "html", "markdown", "mhtml"))
_ANGLED = regex(r"<([^<>]{1,2000})>")
# A signature (RFC 3676, 4.3), else the line that programs of mailing lists draw above what they say with every letter.
_SIGNED = regex(r"\n-- ?\n|(?:\A|\n)_{30,}[ \t]*\n(?=[^_]{0,1000}\Z)")
_ANSWER = regex(r"(?:re|aw|sv|antw|odp|ynt)\s*:", re.IGNORECASE)
_REPLY = regex(r"^(?:(?:re|aw|fwd?|wg|sv|vs|tr)\s*:\s*)+", re.IGNORECASE)


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The letter in ``source``, or each of a box (mbox), and after it those that were passed on within it.

    Raises `InputError` when it holds no text.
    """
    digest = hashlib.sha256(source.data).hexdigest()
    every = letters_in(source.data)
    bare = sealed = 0
    for data in every[: LIMITS.entries]:
        found = False
        whole = message_of(data, source.name)
        for article in _letters(whole, source, digest, notify, 0):
            found = True
            yield article
        sealed += not found and is_sealed(whole)
        bare += not found
    if bare == len(every):
        what = "a letter without a text" if bare == 1 else f"a box of {bare:,} letters without a text"
        if sealed == bare:
            raise InputError(f"{source.name}: {what} that is open: it is encrypted", hint="save it as your mail program shows it")
        raise InputError(f"{source.name}: {what}", hint="there are no words in it")
    if sealed:
        notify(Notice("lost", "mail.encrypted", "letters that are encrypted", source=source.name, count=sealed))
    if bare > sealed:
        notify(Notice("left-out", "mail.bare", "letters without a text", source=source.name, count=bare - sealed))
    if len(every) > LIMITS.entries:
        message, beyond = f"no more than {LIMITS.entries:,} letters of a box are read", len(every) - LIMITS.entries
        notify(Notice("lost", "mail.letters", message, source=source.name, count=beyond))


def _letters(message: Message, source: Source, digest: str, notify: Notify, depth: int) -> Iterator[Article]:
    parts = list(leaves(message))
    heads: list[Letterhead] = []

    def mark(page: Page, body: Element) -> None:
        subject = _REPLY.sub("", header(message, "Subject"))
        stated = tuple(_ANGLED.findall(header(message, "List-Unsubscribe")))
        heads.append(newsletter.mark(page, body, subject, stated, is_listed=bool(stated or header(message, "List-Id"))))

    letter = _Letter(parts, source, notify, mark)
    blocks = letter.blocks(shown_of(message))
    if any(isinstance(node, (Text, Image)) for node in walk(*blocks)):
        head = next((head for head in heads if head != Letterhead()), Letterhead())
        yield _of_another(message, blocks, head, source, digest, notify) or _article(message, blocks, head, source, digest)
    for part in letter.attached():
        yield from _of_attached(part, letter, source, notify)
    letter.tell()
    for part in parts:
        if part.get_content_type() == "message/rfc822" and part.is_multipart() and depth < _DEEPEST:
            for inside in part.get_payload():
                if isinstance(inside, Message):
                    yield from _letters(inside, source, digest, notify, depth + 1)


def _of_attached(part: Message, letter: _Letter, source: Source, notify: Notify) -> Iterator[Article]:
    """The articles in a file that came with a letter, read as it would be by itself."""
    name = PurePosixPath(clean_line(str(part.get_filename() or "")).replace("\\", "/")).name
    data = content(part)
    file = Source(name=f"{source.name}: {name}", data=data, path=f"{source.path}/{name}" if source.path else name)
    kind = sniff_found(file) if data.strip() else ""  # a source without data would be looked for on the disk
    if kind not in _ARTICLES:
        return
    try:
        found = articles_in(file, kind, notify)
    except InputError as error:
        message = f"an attachment that is no article: {error.message.removeprefix(f'{file.name}: ')}"
        notify(Notice("left-out", "mail.attachment", message, source=source.name, excerpt=name))
        letter.took(part)
        return
    if kind != "html" or any(is_whole(list(article.body)) for article in found):  # a line below every letter may be a file of its own
        letter.took(part)
        yield from found


def _article(message: Message, blocks: list[Block], head: Letterhead, source: Source, digest: str, *, title: str = "") -> Article:
    name, address = sender(message)
    kind = header(message, "List-Id").partition("<")[0].strip(' "')
    return article_of(
        blocks,
        title=title or _REPLY.sub("", header(message, "Subject")),
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


def _of_another(message: Message, blocks: list[Block], head: Letterhead, source: Source, digest: str, notify: Notify) -> Article | None:
    """The letter that ``message`` passes on in its text, by who wrote it and when; ``None`` where it passes on none, or answers one."""
    subject = header(message, "Subject")
    found = None if _ANSWER.match(subject) else passed_on(blocks, subject)
    if found is None or not found.rest:
        return None
    said = excerpt(" ".join(map(plain_text, found.head)))
    notify(Notice("left-out", "mail.passed-on", "the head of a letter that was passed on", source=source.name, excerpt=said))
    article = _article(message, found.rest, head, source, digest, title=found.subject)
    return msgspec.structs.replace(article, authors=head.authors or (found.author,), published=found.published)


def _address(message: Message) -> str:
    """Where the letter is to be read on the web: where it was archived (RFC 5064), or what some newsletters give as the page to post to."""
    stated = (found for name in ("Archived-At", "List-Post") for found in _ANGLED.findall(header(message, name)))
    return next(filter(is_address, stated), "")


class _Letter:
    """A letter being read: its parts, and which of them have come into its text."""

    def __init__(self, parts: list[Message], source: Source, notify: Notify, mark: Callable[[Page, Element], None]) -> None:
        self.parts = parts
        self.source = source
        self.notify = notify
        self.mark = mark
        self._pictures = {same(name): part for part in parts for name in _names(part) if picture_kind(part)}
        self._told: set[int] = set()

    def blocks(self, shown: list[Message]) -> list[Block]:
        """The blocks of the parts that are ``shown`` one after another; a picture that a text shows itself does not come again."""
        made = {id(part): self._text(part) for part in shown if part.get_content_maintype() == "text"}
        found: list[Block] = []
        for part in shown:
            if id(part) in made:
                found += made[id(part)]
            elif id(part) not in self._told:
                self._told.add(id(part))
                found.append(Figure(Image(data_url(content(part), part.get_content_type()).decode())))
        return found

    def attached(self) -> list[Message]:
        """The files that came with the letter and are not in its text."""
        return [part for part in self.parts if id(part) not in self._told and _is_attached(part)]

    def took(self, part: Message) -> None:
        """Remember that ``part`` became something besides the text."""
        self._told.add(id(part))

    def tell(self) -> None:
        """Say what of the letter is not in its text."""
        if left := self.attached():
            names = ", ".join(filter(None, (clean_line(str(part.get_filename() or "")) for part in left[:5])))
            self.notify(Notice("left-out", "mail.attachment", "attachments", source=self.source.name, excerpt=names, count=len(left)))

    def _text(self, part: Message) -> list[Block]:
        self._told.add(id(part))
        name, data, encoding = self.source.name, content(part), charset(part)
        if not is_marked_up(part):
            flowed = str(part.get_param("format") or "").lower() == "flowed"
            return plain.blocks_of(self._unsigned(decoded(data, name, self.notify, stated=encoding, code="mail")), flowed=flowed)
        base = header(part, "Content-Location") or header(part, "Content-Base")
        page: bytes | str = with_pictures(data, base, self._find)
        if isinstance(page, bytes) and encoding and encoding not in ("ascii", "utf-8"):
            page = decoded(page, name, self.notify, stated=encoding, code="mail")
        return list(blocks_of(page, base, self.notify, name=name, mark=self.mark))

    def _unsigned(self, text: str) -> str:
        """Plain text with one kind of line ends, without the signature below it and what a list puts below every letter."""
        whole = self._opened(text.replace("\r\n", "\n").replace("\r", "\n"))
        signed = _SIGNED.search(whole)
        body = whole[: signed.start()] if signed else whole
        if signed and (said := clean_line(whole[signed.end() :])):
            message = "the signature or the list's lines below the letter"
            self.notify(Notice("left-out", "mail.signature", message, source=self.source.name, excerpt=excerpt(said)))
        return body

    def _opened(self, text: str) -> str:
        """``text`` out of the armour that OpenPGP puts round a signed one (RFC 9580, 7), without passages that are encrypted."""
        found = opened(text)
        if found.signed:
            self.notify(
                Notice("left-out", "mail.signature", "the digital signature of a letter", source=self.source.name, count=found.signed)
            )
        if found.encrypted:
            self.notify(Notice("lost", "mail.encrypted", "passages that are encrypted", source=self.source.name, count=found.encrypted))
        return found.text

    def _find(self, wanted: str) -> tuple[bytes, str] | None:
        part = self._pictures.get(same(wanted))
        if part is None:
            return None
        self._told.add(id(part))
        return content(part), picture_kind(part)


def _is_attached(part: Message) -> bool:
    """Whether ``part`` is a file that came with the letter: said to be one, or something with a name that is neither text nor message."""
    if part.get_content_type() == "message/rfc822":
        return False
    return part.get_content_disposition() == "attachment" or (part.get_content_maintype() != "text" and bool(part.get_filename()))


def _names(part: Message) -> tuple[str, ...]:
    return tuple(name for name in (f"cid:{identity(part)}", header(part, "Content-Location")) if name != "cid:")
