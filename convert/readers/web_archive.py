"""The reader of web archives: WARC, ARC, WACZ and HAR; every page in one that is an article, with the pictures archived beside it.

A reader and not a container, so that a page which is no article, as most of an archive are, is left out with a notice and is no
failed input; and so that ``convert.read`` takes an archive as it takes a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from convert.archives import Archive
from convert.bundled import same, with_pictures
from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers import html
from convert.readers._har import Recorded
from convert.readers._warc import Archived, Record

_KEPT = 200_000_000
_MOST_SENT_ON = 5
_RECORDED = regex(rb"(?:\xef\xbb\xbf)?\s*\{")
_WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The article of each page in the archive ``source``, in its order.

    Raises `InputError` when it holds no page, or none that is an article. An archive that ends in the middle gives what is there.
    """
    reading = _Reading(source, notify)
    found = False
    for article in reading.articles():
        found = True
        yield article
    if not found:
        pages = len(reading.pages)
        what = f"{pages} pages, none of them an article" if pages else "no page"
        raise InputError(f"{source.name}: an archive that holds {what}", hint="name the pages themselves")


class _Reading:
    """What an archive holds that can be read: its pages, and the pictures they may show, by address."""

    def __init__(self, source: Source, notify: Notify) -> None:
        self.source = source
        self.notify = notify
        self.pages: dict[str, list[Record]] = {}
        self.pictures: dict[str, Record] = {}
        self._repeats = 0
        self._moved: dict[str, str] = {}
        self._unchanged: set[str] = set()
        listed: set[str] = set()
        if source.data.startswith(b"PK\x03\x04"):
            listed = self._unpack(Archive(source.data, source.name, notify, is_loose=True))
        else:
            self._take(source.data, "")
        listed = set(map(self._at, listed))
        if listed & self.pages.keys():
            self.pages = {address: page for address, page in self.pages.items() if address in listed}
        if self._repeats:
            self._say("left-out", "archive.repeat", "pages that were archived more than once; the latest is read", self._repeats)
        if absent := len(self._unchanged - self.pages.keys()):
            self._say("lost", "archive.unchanged", "pages that are the same as in an archive before, which is not there", absent)

    def _unpack(self, archive: Archive, *, is_inner: bool = False) -> set[str]:
        """Take what is in ``archive``, a WACZ or several in one, as they are downloaded together; the addresses of the pages it lists."""
        listed = _listed(archive)
        for member in archive.names:
            try:
                if member.endswith(".wacz") and not is_inner:
                    listed |= self._unpack(Archive(archive.read(member), f"{archive.name}: {member}", self.notify), is_inner=True)
                elif member.startswith("archive/") and member.endswith(_WARCS):
                    self._take(archive.read(member), member)
            except InputError as error:
                self._say("lost", "archive.damaged", error.message.removeprefix(f"{self.source.name}: "))
        return listed

    def articles(self) -> Iterator[Article]:
        """The articles of the pages, of one that was archived several times the latest; each page without one is a notice."""
        for captures in self.pages.values():
            for page in sorted(captures, key=lambda page: page.date, reverse=True):
                try:
                    yield from self._articles_of(page)
                    break
                except InputError as error:
                    reason = error.message.removeprefix(f"{self.source.name}: {page.url}: ")
                    message = f"a page that is no article: {reason}"
                    self.notify(Notice("left-out", "archive.page", message, source=self.source.name, excerpt=page.url))

    def _articles_of(self, page: Record) -> list[Article]:
        data = with_pictures(page.data, page.url, self._picture)
        source = Source(name=f"{self.source.name}: {page.url}", data=data, url=page.url, media=page.media)
        return [msgspec.structs.replace(found, retrieved=found.retrieved or page.date) for found in html.read(source, self.notify)]

    def _picture(self, address: str) -> tuple[bytes, str] | None:
        record = self.pictures.get(self._at(same(address)))
        return None if record is None else (record.data, record.media)

    def _at(self, address: str) -> str:
        """Where what was asked for at ``address`` is, after being sent on a few times at most."""
        for _ in range(_MOST_SENT_ON):
            if address in self.pages or address in self.pictures or address not in self._moved:
                break
            address = self._moved[address]
        return address

    def _take(self, data: bytes, member: str) -> None:
        archived = Recorded(data, self.source.name) if _RECORDED.match(data) else Archived(data)
        kept = 0
        for record in archived.records():
            kept += len(record.data)
            if kept > _KEPT:
                self._say("lost", "archive.size", f"what an archive holds beyond {_KEPT // 1_000_000} MB is not read")
                break
            self._sort(record)
        self._moved |= {same(url): same(there) for url, there in archived.moved.items()}
        self._unchanged.update(map(same, archived.unchanged))
        most = LIMITS.archive_member_bytes // 1_000_000
        if archived.damaged:
            self._say("lost", "archive.damaged", f"{member or 'the archive'} is damaged or cut off; what could be made out is read")
        if archived.oversized:
            self._say("lost", "archive.size", f"records of more than {most} MB are not read", archived.oversized)
        if archived.documents:
            self._say("left-out", "archive.document", "documents that are no pages, such as PDFs", archived.documents)
        if archived.sealed:
            what = "pages and pictures packed in another way than gzip or Brotli"
            self._say("lost", "archive.packed", f"{what} can't be read", archived.sealed)

    def _sort(self, record: Record) -> None:
        if record.media.startswith("image/"):
            if len(record.data) <= LIMITS.picture_bytes:
                self.pictures.setdefault(same(record.url), record)
        elif record.wanted not in ("", "document"):
            return  # a frame of another page
        elif record.data.strip():
            captures = self.pages.setdefault(same(record.url), [])
            self._repeats += bool(captures)
            if all(record.data != other.data for other in captures):
                captures.append(record)

    def _say(self, kind: str, code: str, message: str, count: int = 1) -> None:
        self.notify(msgspec.convert({"kind": kind, "code": code, "message": message, "source": self.source.name, "count": count}, Notice))


def _listed(archive: Archive) -> set[str]:
    """The addresses of the pages that a WACZ names in its lists of pages (WACZ 1.1.1, 5.2.2)."""
    found: set[str] = set()
    for member in archive.names:
        if not (member.startswith("pages/") and member.endswith(".jsonl")):
            continue
        for line in archive.read(member).splitlines():
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                found.add(same(page["url"]))
    return found
