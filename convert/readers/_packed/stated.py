"""What an archive states of the pages in it, apart from these: a newsletter's table of posts, where saved pages were saved from."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import Protocol

import msgspec

from convert.archives import beside
from convert.bundled import is_address
from convert.errors import InputError
from convert.patterns import regex
from convert.readers._feed.entry import date_of, plain

_POSTS = "posts.csv"
_POSTS_AT = "posts/{}.html"
_DESCRIBED = "index.rdf"
_MANIFEST = "manifest.json"
_INDEX = "index.html"
_SAVED_FROM = regex(r"""originalurl\b[^<>]*?\bresource\s*=\s*["']([^"'<>]{1,4000})["']""", re.IGNORECASE)
_SAVED_AT = regex(r"""archivetime\b[^<>]*?\bresource\s*=\s*["']([^"'<>]{1,100})["']""", re.IGNORECASE)
_PAGE = regex(r"""indexfilename\b[^<>]*?\bresource\s*=\s*["']([^"'<>]{1,400})["']""", re.IGNORECASE)


class Stated(msgspec.Struct, frozen=True):
    """What is stated of one page; empty what is not."""

    title: str = ""
    subtitle: str = ""
    published: str = ""
    url: str = ""
    retrieved: str = ""


class Members(Protocol):
    """The files of an archive, whatever it is packed with."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every member's name, in the archive's order."""

    def __contains__(self, member: str) -> bool: ...

    def read(self, member: str) -> bytes:
        """The bytes of ``member``. Raises `InputError`."""


def stated_in(archive: Members) -> tuple[dict[str, Stated], set[str]]:
    """What the archive states of each of its pages, by the name of the member that the page is; and the members that state it."""
    found: dict[str, Stated] = {}
    stating: set[str] = set()
    for member in archive.names:
        name = member.rpartition("/")[2]
        if name in (_POSTS, _DESCRIBED, _MANIFEST):
            try:
                text = archive.read(member).decode("utf-8-sig", "replace")
            except InputError:
                continue  # what it says of itself; the pages are there
            told = _WAYS[name](text, member)
            found |= told
            stating |= {member} if told else set()
    return found, stating


def stated_by(page: bytes) -> Stated:
    """What a page states of itself as Medium exports it: in the classes of an entry (microformats2)."""
    if b"h-entry" not in page:
        return Stated()
    text = page.decode("utf-8", "replace")
    summary, address = _SUMMARY.search(text), _CANONICAL.search(text)
    url = html.unescape(address[1] or address[2]) if address else ""
    return Stated(subtitle=plain(summary[1]) if summary else "", url=url if is_address(url) else "")


_SUMMARY = regex(r"""<section\b[^<>]*\bclass\s*=\s*["']p-summary["'][^<>]*>([^<]{1,2000})</section>""", re.IGNORECASE)
_CANONICAL = regex(
    r"""<a\b[^<>]*?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*\bclass\s*=\s*["'](?:p-canonical|u-url)["']""", re.IGNORECASE
)


def _posts(text: str, member: str) -> dict[str, Stated]:
    """Substack's table of the posts whose texts are files beside it."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return {
            beside(member, _POSTS_AT.format(row["post_id"])): Stated(
                title=plain(row.get("title") or ""),
                subtitle=plain(row.get("subtitle") or ""),
                published=date_of(row.get("post_date") or ""),
            )
            for row in rows
            if row.get("post_id")
        }
    except csv.Error:
        return {}


def _described(text: str, member: str) -> dict[str, Stated]:
    """The description (RDF) that Firefox's archives (MAFF) keep beside each page."""
    url, moment, page = (found[1] if (found := pattern.search(text)) else "" for pattern in (_SAVED_FROM, _SAVED_AT, _PAGE))
    return {beside(member, page or _INDEX): Stated(url=url if is_address(url) else "", retrieved=date_of(moment))}


def _manifest(text: str, member: str) -> dict[str, Stated]:
    """The list of what SingleFile packed with a page."""
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    url = listed.get("originalUrl") if isinstance(listed, dict) else None
    return {beside(member, _INDEX): Stated(url=url)} if isinstance(url, str) and is_address(url) else {}


_WAYS = {_POSTS: _posts, _DESCRIBED: _described, _MANIFEST: _manifest}
