"""Records of a web archive (WARC, ISO 28500, or ARC before it): what was fetched, packed with gzip or not, found again after damage.

Read here and not by warcio, which writes its warnings to the terminal, reads a bomb to its end, and gives up where the next
record could still be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from convert.bundled import is_address
from convert.limits import LIMITS
from convert.patterns import regex
from convert.readers import _arc
from convert.readers._codings import OversizedError, SealedError, members_of, unchunked, unpacked
from convert.readers._html.links import absolute
from convert.signatures import MARKED_UP, WRAPPED, media_of

_BLOCK = 65_536
_LONGEST_HEAD = 1 << 20
_ANSWERS = (b"response", b"resource", b"conversion")
_PAGES = (b"text/html", b"application/xhtml+xml")
SHOWN = ("text/html", "application/xhtml+xml", "image/")
# What people keep to read that is no page.
DOCUMENTS = (
    "application/pdf",
    "application/epub+zip",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
)
# What servers say of a file of which they know nothing, and browsers of one of which no server said anything.
_UNSAID = (
    *("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/x-unknown-content-type"),
    *("application/unknown", "unknown/unknown", "x-unknown", "*/*"),
)
_SENT_ON = (b"301", b"302", b"303", b"307", b"308")


class Record(msgspec.Struct, frozen=True):
    """One thing that was fetched: from where, when, what it was answered with; ``wanted`` is what a browser wanted it for."""

    url: str
    media: str
    data: bytes
    date: str
    wanted: str = ""


class Archived:
    """The records in ``data``.

    After the last, ``damaged`` says whether some of the archive could not be made out, ``oversized`` how many records were past
    `Limits.archive_member_bytes`, ``sealed`` how many are packed in a way that is not read, ``documents`` how many are to read but no
    pages. ``moved`` tells of an address where what was asked for there is: where the answer sent on to, or where the same was archived
    before; ``unchanged`` are addresses of pages of which the archive says only that they were the same as before.
    """

    def __init__(self, data: bytes) -> None:
        self._stream = _Stream(data)
        self._form = _ARC if self._stream.begins(_arc.BEGINS) else _WARC
        self.oversized = 0
        self.sealed = 0
        self.documents = 0
        self.moved: dict[str, str] = {}
        self.unchanged: list[str] = []

    @property
    def damaged(self) -> bool:
        """Whether something could not be made out, or was beyond `Limits.archive_bytes`."""
        return self._stream.damaged

    def records(self) -> Iterator[Record]:
        """What was fetched and answered well, pages and pictures only, in the archive's order."""
        wanted: dict[str, str] = {}
        while (head := self._stream.head(self._form)) is not None:
            fields = self._form.fields(head)
            length = fields.get(b"content-length", b"")
            size = int(length) if length.isdigit() and len(length) < 16 else -1
            if size < 0:
                self._stream.damaged = True
                continue
            if size > LIMITS.archive_member_bytes:
                self.oversized += 1
                self._stream.skip(size)
                continue
            body = self._stream.take(size)
            made = self._record(fields, body, wanted)
            if made is not None:
                yield made

    def _record(self, fields: dict[bytes, bytes], body: bytes, wanted: dict[str, str]) -> Record | None:
        url = fields.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
        kind = fields.get(b"warc-type", b"").lower()
        if kind == b"request":
            wanted[url] = _fields(body.partition(b"\r\n\r\n")[0]).get(b"sec-fetch-dest", b"").decode("latin-1") or wanted.get(url, "")
        if kind == b"revisit":
            self._revisited(url, fields, body)
        if kind not in _ANSWERS or not is_address(url):
            return None
        media = fields.get(b"content-type", b"")
        if b"application/http" in media.lower():
            media, body = self._answer(url, body)
        told = media_in(media, body, identified=fields.get(b"warc-identified-payload-type", b""))
        self.documents += bool(body) and told.lower().startswith(DOCUMENTS)
        if not body or not told.lower().startswith(SHOWN):
            return None
        self._stream.damaged = self._stream.damaged or b"warc-truncated" in fields  # the crawler stopped there (ISO 28500, 5.13)
        return Record(url, told, body, fields.get(b"warc-date", b"").decode("latin-1"), wanted.get(url, ""))

    def _revisited(self, url: str, fields: dict[bytes, bytes], answer: bytes) -> None:
        """Take note of what was the same as when it was archived before (ISO 28500, 6.7)."""
        before = fields.get(b"warc-refers-to-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
        if is_address(before) and before != url:
            self.moved.setdefault(url, before)
        elif _fields(answer).get(b"content-type", b"").lower().startswith(_PAGES):
            self.unchanged.append(url)

    def _answer(self, url: str, answer: bytes) -> tuple[bytes, bytes]:
        """The media type and the body of an HTTP answer; nothing for one that is no success."""
        end = max(0, _end_of_head(answer, _BLANK_LINE))
        head, body = answer[:end], answer[end:]
        status = head.split(b"\n", 1)[0].split()
        fields = _fields(head)
        if len(status) > 1 and status[1] in _SENT_ON and (there := fields.get(b"location", b"")):
            self.moved.setdefault(url, absolute(there.decode("utf-8", "replace"), url))
        if len(status) < 2 or status[1] != b"200":
            return b"", b""
        if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
            body = unchunked(body)
        media = fields.get(b"content-type", b"")
        try:
            data, is_whole = unpacked(body, fields.get(b"content-encoding", b""))
            self._stream.damaged = self._stream.damaged or not is_whole
            return media, data
        except OversizedError:
            self.oversized += 1
        except SealedError:
            self.sealed += media.lower().startswith(tuple(map(str.encode, SHOWN)))
        return b"", b""


def says_little(media: str) -> bool:
    """Whether the media type that is stated tells nothing of what a file is."""
    return media.lower().partition(";")[0].strip() in _UNSAID


def media_in(stated: bytes, body: bytes, *, identified: bytes = b"") -> str:
    """The media type of ``body``: a picture's as it begins; else as ``stated``, unless that says little; as the archive ``identified`` it;
    else as it begins.
    """
    told = stated.strip()
    if not told.lower().startswith(b"image/") and (picture := media_of(body)):
        return picture
    if not says_little(told.decode("latin-1")):
        return told.decode("latin-1")
    if identified.lower().startswith(tuple(map(str.encode, SHOWN))):
        return identified.decode("latin-1").strip()
    return "text/html" if MARKED_UP.match(body) else ""


def _fields(head: bytes) -> dict[bytes, bytes]:
    """The named fields of a head, names in lower case, the first of each name."""
    found: dict[bytes, bytes] = {}
    for line in head.split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


_BLANK_LINE = (b"\r\n\r\n", b"\n\n")


class _Form(NamedTuple):
    """How records of a format begin, no more than so many bytes before what shows it; what ends their heads; what these say."""

    begins: re.Pattern[bytes]
    before: int
    ends: tuple[bytes, ...]
    fields: Callable[[bytes], dict[bytes, bytes]]


_WARC = _Form(regex(rb"WARC/"), 5, _BLANK_LINE, _fields)
_ARC = _Form(_arc.HEAD, _arc.LONGEST, (b"\n",), _arc.fields)


class _Stream:
    """The bytes of an archive, its gzip members one after another, and no more than `Limits.archive_bytes` of them."""

    def __init__(self, data: bytes) -> None:
        whole = (data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK))
        self._pieces: Iterator[bytes | None] = members_of(data) if data.startswith(WRAPPED) else whole
        self._buffer = bytearray()
        self._left = LIMITS.archive_bytes
        self._ended = False
        self.damaged = False

    def begins(self, mark: bytes) -> bool:
        """Whether the first bytes are ``mark``."""
        while len(self._buffer) < len(mark) and self._fill():
            pass
        return self._buffer.startswith(mark)

    def head(self, form: _Form) -> bytes | None:
        """The head of the next record, wherever it begins; ``None`` at the end."""
        while self._find_start(form):
            while (end := _end_of_head(self._buffer, form.ends)) < 0 and len(self._buffer) <= _LONGEST_HEAD and self._fill():
                pass
            if end >= 0:
                head = bytes(self._buffer[:end])
                del self._buffer[:end]
                return head
            self.damaged = True
            if self._ended or len(self._buffer) > _LONGEST_HEAD:
                return None
            del self._buffer[:1]  # what begins here has no end
        return None

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes, or as many as there are."""
        while len(self._buffer) < size:
            if not self._fill():
                self.damaged = True
                break
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def skip(self, size: int) -> None:
        """Pass over the next ``size`` bytes."""
        while size > 0:
            gone = min(size, len(self._buffer))
            del self._buffer[:gone]
            size -= gone
            if size and not self._fill():
                self.damaged = True
                return

    def _find_start(self, form: _Form) -> bool:
        """Whether a record begins somewhere ahead; what stands before it, but line ends, is damage."""
        while True:
            match = form.begins.search(self._buffer)
            before = self._buffer[: match.start()] if match else self._buffer[: -form.before]
            self.damaged = self.damaged or bool(before.strip())
            del self._buffer[: len(before)]
            if match:
                return True
            if not self._fill() and self._ended:
                self.damaged = self.damaged or bool(self._buffer.strip())
                return False

    def _fill(self) -> bool:
        """Whether there was more; there is none where a member is damaged, and may be afterwards unless all has ended."""
        piece = next(self._pieces, b"")
        if piece is None:
            self.damaged = True
            return False
        self._left -= len(piece)
        if not piece or self._left < 0:
            self.damaged = self.damaged or bool(piece)
            self._ended = True
            return False
        self._buffer += piece
        return True


def _end_of_head(buffer: bytes | bytearray, ends: tuple[bytes, ...]) -> int:
    """Where what ends a head ends itself; -1 where there is none yet."""
    places = [place + len(mark) for mark in ends if (place := buffer.find(mark, 0, _LONGEST_HEAD)) >= 0]
    return min(places, default=-1)
