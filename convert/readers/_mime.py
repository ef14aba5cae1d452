"""MIME messages (RFC 2045 to 2049): their parts and headers, whatever encodings these are in."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import CloseBoundaryNotFoundDefect, HeaderParseError, StartBoundaryNotFoundDefect
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from convert.clean import clean_line
from convert.errors import InputError
from convert.limits import LIMITS
from convert.patterns import regex
from convert.signatures import media_of


def message_of(data: bytes, name: str) -> Message:
    """The message in ``data``. Raises `InputError` when it is nested past any sense, or has more parts than `Limits.archive_members`."""
    if data.count(b"\n--") > 4 * LIMITS.archive_members:
        raise InputError(f"{name}: holds more than {LIMITS.archive_members:,} parts", hint="split it")
    try:
        return email.message_from_bytes(data.lstrip(b"\r\n \t"), policy=email.policy.compat32)
    except (RecursionError, ValueError, LookupError, AssertionError) as error:
        raise InputError(f"{name}: a message that can't be taken apart", hint="get it again") from error


# What parts the letters of a box (RFC 4155, appendix A), and what keeps a line of theirs from being taken for it.
_FROM = regex(rb"^From [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,80}\r?\n(?=>?[A-Za-z][A-Za-z0-9-]*:)", re.MULTILINE)
_KEPT_FROM = regex(rb"^>(>*From )", re.MULTILINE)


# How long a letter is that Apple's program keeps in a file of its own, where a list of properties stands behind it.
_LENGTH = regex(rb"(\d{1,9})[ \t]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)")


def letters_in(data: bytes) -> list[bytes]:
    """The letters of a box (mbox), each by itself; ``data`` that is no box is one letter."""
    bare = data.lstrip(b"\r\n \t")
    if measured := _LENGTH.match(bare):
        return [bare[measured.end() : measured.end() + int(measured[1])]]
    starts = list(_FROM.finditer(bare)) if bare.startswith(b"From ") else []
    if not starts:
        return [data]
    ends = [*(found.start() for found in starts[1:]), len(bare)]
    return [_KEPT_FROM.sub(rb"\1", bare[found.end() : end]) for found, end in zip(starts, ends, strict=True)]


def leaves(message: Message) -> Iterator[Message]:
    """The parts of ``message`` that hold something, in order; a message within it is one of them."""
    pending = [message]
    while pending:
        part = pending.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            pending.extend(reversed([below for below in part.get_payload() if isinstance(below, Message)]))
        else:
            yield part


def breaks_off(message: Message) -> bool:
    """Whether ``message`` ends before its parts do (RFC 2046, 5.1.1)."""
    return any(isinstance(defect, _UNFINISHED) for part in message.walk() for defect in part.defects)


_UNFINISHED = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def content(part: Message) -> bytes:
    """The bytes that ``part`` holds, out of their transfer encoding; what is damaged of it is left as it is."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        data = None
    return data if isinstance(data, bytes) else b""


def picture_kind(part: Message) -> str:
    """The media type of the picture that ``part`` holds, by its bytes where what is said of it says little; empty for no picture."""
    kind = str(part.get_content_type())
    return kind if kind.startswith("image/") else media_of(content(part)) if kind in _SOME_FILE else ""


_SOME_FILE = ("application/octet-stream", "binary/octet-stream", "application/unknown", "text/plain")


def charset(part: Message) -> str:
    """The encoding that ``part`` states for its text; empty for none, and for one there is not."""
    try:
        return codecs.lookup(str(part.get_content_charset() or "")).name
    except (LookupError, ValueError, UnicodeError):
        return ""


def header(message: Message, name: str) -> str:
    """A header as one line, its encoded words (RFC 2047) decoded; empty for none."""
    return decoded(_stated(message, name))


def _stated(message: Message, name: str) -> str:
    """A header as it stands; letters in it that no header may have are UTF-8 (RFC 6532), else in the encoding of the text below."""
    value = next((str(value) for known, value in message.raw_items() if known.lower() == name.lower()), "")
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", *filter(None, map(charset, leaves(message))), "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


# The parser of the standard library calls itself for each part of an address (RFC 5321, 4.5.3.1, has 256 characters at most).
LONGEST_ADDRESS = 320


def sender(message: Message) -> tuple[str, str]:
    """Name and address of who sent ``message``; a name may hold commas only once it is decoded."""
    name, address = parseaddr(_stated(message, "From")[:LONGEST_ADDRESS])
    return decoded(name), clean_line(address)


def decoded(stated: str) -> str:
    """A header's value as one line, its encoded words decoded."""
    try:
        pieces = decode_header(stated)
    except (HeaderParseError, ValueError, LookupError):
        return clean_line(stated)
    return clean_line("".join(_decoded(piece, encoding) for piece, encoding in pieces))


def is_sealed(message: Message) -> bool:
    """Whether ``message`` holds what only who it was sent to can open (RFC 3156, RFC 8551), or a letter wrapped in a signature."""
    kinds = {message.get_content_type()} | {part.get_content_type() for part in leaves(message)}
    return any(kind in _SEALED for kind in kinds)


_SEALED = ("multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def identity(part: Message) -> str:
    """The ``Content-ID`` of ``part`` without its brackets."""
    return header(part, "Content-ID").strip("<> ")


def _decoded(piece: bytes | str, encoding: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for known in (encoding or "utf-8", "utf-8", "cp1252"):
        try:
            return piece.decode("utf-8" if known == "unknown-8bit" else known)
        except (LookupError, ValueError):
            continue
    return piece.decode("latin-1")
