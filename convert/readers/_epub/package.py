"""What an EPUB says of itself: its files, their order, its contents and its metadata (EPUB 3.3, OPF 2.0.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import msgspec

from convert.archives import Archive, beside
from convert.bundled import is_address
from convert.clean import clean_line
from convert.errors import InputError
from convert.formats import Source
from convert.notices import ignore
from convert.readers._epub.markup import html_of
from convert.readers._html.page import Element
from convert.readers._html.parsing import parse
from convert.readers._xml import child, children, local, parsed, text_of

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PACKAGE = "application/oebps-package+xml"
_NCX = "application/x-dtbncx+xml"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml", "image/svg+xml")
_ENDINGS = (".xhtml", ".html", ".htm")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Item(msgspec.Struct, frozen=True):
    """A file of the book, as its manifest names it: its id, the member that holds it, its media type, its properties.

    ``fallback`` is the id of the item that stands for it where its media type can't be shown.
    """

    id: str
    member: str
    media: str
    properties: tuple[str, ...] = ()
    fallback: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A line of the contents: what it says, the member and the id in it that it leads to, how deep it is, the line above it."""

    label: str
    member: str
    place: str
    depth: int
    above: str = ""


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """A book's package: ``source`` is the address of what it was made of, ``spine`` in the order of reading, ``kinds`` what its landmarks
    call some members.

    ``instead`` holds the members for which others of the spine stand, ``unread`` those for which none does. ``stated`` holds, by the id
    of a manifest item, what the package states of that item alone. ``is_periodical`` says that its chapters are the articles of an issue.
    """

    title: str
    creators: tuple[str, ...]
    contributors: tuple[str, ...]
    publisher: str
    published: str
    source: str
    language: str
    direction: str
    rights: str
    tags: tuple[str, ...]
    generator: str
    is_periodical: bool
    items: dict[str, Item]
    spine: tuple[Item, ...]
    instead: dict[str, str]
    unread: tuple[str, ...]
    entries: tuple[Entry, ...]
    kinds: dict[str, str]
    stated: dict[str, dict[str, tuple[str, ...]]]


def book_of(archive: Archive) -> Book:
    """The book in ``archive``. Raises `InputError` when it is none, or is protected."""
    place = _place(archive)
    root = parsed(archive.read(place), f"{archive.name}: {place}")
    manifest, spine, metadata = child(root, "manifest"), child(root, "spine"), child(root, "metadata")
    if manifest is None or spine is None:
        raise InputError(f"{archive.name}: {place} lacks a manifest or a spine", hint="this is no whole EPUB; get it again")
    items = {item.id: item for item in _items(manifest, place)}
    order = [items[name] for ref in children(spine, "itemref") if (name := ref.get("idref", "").strip()) in items]
    shown = {item.member: _shown(item, items) for item in order}
    instead = {member: item.member for member, item in shown.items() if item is not None and item.member != member}
    _refuse_protected(archive, {item.member for item in shown.values() if item is not None})
    named = _metadata(metadata)
    entries, kinds = _contents(archive, items, spine.get("toc", ""))
    kinds |= {member: kind for kind, member in _guide(root, place) if member not in kinds}
    return Book(
        title=next(iter(named.get("title", ())), ""),
        creators=_authors(metadata),
        contributors=named.get("contributor", ()),
        publisher=next(iter(named.get("publisher", ())), ""),
        published=_published(metadata),
        source=next(filter(is_address, (*named.get("source", ()), *named.get("identifier", ()))), ""),
        language=next(iter(named.get("language", ())), ""),
        direction=spine.get("page-progression-direction", ""),
        rights=next(iter(named.get("rights", ())), ""),
        tags=named.get("subject", ()),
        generator=_named_meta(metadata, "generator"),
        is_periodical=_named_meta(metadata, "calibre:publication_type").startswith("periodical"),
        items=items,
        spine=tuple(dict.fromkeys(item for item in shown.values() if item is not None)),
        instead=instead,
        unread=tuple(member for member, item in shown.items() if item is None),
        entries=tuple(msgspec.structs.replace(entry, member=instead.get(entry.member, entry.member)) for entry in entries),
        kinds={instead.get(member, member): kind for member, kind in kinds.items()},
        stated=_stated(metadata),
    )


def _place(archive: Archive) -> str:
    """The member that holds the package document (EPUB 3.3, 4.2.6.3.1)."""
    if _CONTAINER not in archive:
        raise InputError(f"{archive.name}: an archive that is no EPUB: it lacks {_CONTAINER}", hint="unpack it and name the files in it")
    root = parsed(archive.read(_CONTAINER), f"{archive.name}: {_CONTAINER}")
    files = [below for below in root.iter() if local(below) == "rootfile"]
    for file in sorted(files, key=lambda file: file.get("media-type") != _PACKAGE):
        place = beside("", unquote(file.get("full-path", "")))
        if place in archive:
            return place
    raise InputError(f"{archive.name}: its container names no package that is there", hint="this is no whole EPUB; get it again")


def _shown(item: Item, items: dict[str, Item]) -> Item | None:
    """``item``, or the first in its chain of fallbacks that is a page (EPUB 3.3, 3.5.1); ``None`` where none is."""
    here: Item | None = item
    seen: set[str] = set()
    while here is not None and here.id not in seen:
        if here.media in _PAGES:
            return here
        seen.add(here.id)
        here = items.get(here.fallback)
    return item if item.member.lower().endswith(_ENDINGS) else None


def _items(manifest: Any, place: str) -> Iterator[Item]:
    for item in children(manifest, "item"):
        href = item.get("href", "").partition("#")[0]
        yield Item(
            item.get("id", "").strip(),
            beside(place, unquote(href)),
            item.get("media-type", ""),
            tuple(item.get("properties", "").split()),
            item.get("fallback", "").strip(),
        )


def _refuse_protected(archive: Archive, texts: set[str]) -> None:
    """Fonts may be obfuscated; a text that is encrypted can't be read by anyone without its key."""
    if _ENCRYPTION not in archive:
        return
    root = parsed(archive.read(_ENCRYPTION), f"{archive.name}: {_ENCRYPTION}")
    hidden = {beside("", unquote(below.get("URI", ""))) for below in root.iter() if local(below) == "CipherReference"}
    if hidden & texts:
        raise InputError(f"{archive.name}: this book is protected against copying", hint="readpack reads books without protection")


# --- metadata ---------------------------------------------------------------------------------------------


def _metadata(metadata: Any) -> dict[str, tuple[str, ...]]:
    """Every statement about the whole book by the local name of its element, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for element in () if metadata is None else metadata.iter():
        said = clean_line(text_of(element))
        if said and local(element) not in ("meta", "metadata", "dc-metadata", "x-metadata"):
            found[local(element)] = (*found.get(local(element), ()), said)
    return found


def _authors(metadata: Any) -> tuple[str, ...]:
    """Those creators whose role is that of an author or is not said."""
    if metadata is None:
        return ()
    roles = {
        below.get("refines", "").lstrip("#"): text_of(below)
        for below in metadata.iter()
        if local(below) == "meta" and below.get("property") == "role"
    }
    found = []
    for creator in (below for below in metadata.iter() if local(below) == "creator"):
        role = roles.get(creator.get("id", "")) or next((value for name, value in creator.attrib.items() if name.endswith("role")), "")
        if role in ("", "aut"):
            found.append(clean_line(text_of(creator)))
    return tuple(filter(None, dict.fromkeys(found)))


# What OPF 2.0.1 (2.2.7) calls the events of dates, best first; the last is that of a file, and no day a text came out.
_EVENTS = ("original-publication", "publication", "", "issued", "creation")


def _published(metadata: Any) -> str:
    """The day the book came out, of the dates that the package states; a day it was changed is none."""
    dates = [] if metadata is None else [below for below in metadata.iter() if local(below) == "date" and text_of(below).strip()]
    events = [next((value.lower() for name, value in date.attrib.items() if name.endswith("event")), "") for date in dates]
    ranked = sorted((_EVENTS.index(event), at) for at, event in enumerate(events) if event in _EVENTS)
    return clean_line(text_of(dates[ranked[0][1]])) if ranked else ""


def _named_meta(metadata: Any, name: str) -> str:
    """What the package says by a ``meta`` of EPUB 2 under ``name``."""
    metas = () if metadata is None else (below for below in metadata.iter() if local(below) == "meta")
    return next((meta.get("content", "") for meta in metas if meta.get("name") == name), "")


def _stated(metadata: Any) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for meta in () if metadata is None else metadata.iter():
        about = meta.get("refines", "").lstrip("#")
        if local(meta) == "meta" and about and meta.get("property"):
            facts = found.setdefault(about, {})
            facts[meta.get("property")] = (*facts.get(meta.get("property"), ()), text_of(meta))
    return found


def _guide(root: Any, place: str) -> Iterator[tuple[str, str]]:
    """What the guide of EPUB 2 calls some files."""
    guide = child(root, "guide")
    for reference in () if guide is None else children(guide, "reference"):
        member, _, part = reference.get("href", "").partition("#")
        if not part:
            yield reference.get("type", "").lower(), beside(place, unquote(member))


# --- contents ---------------------------------------------------------------------------------------------


def _contents(archive: Archive, items: dict[str, Item], ncx: str) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """The lines of the contents, from the navigation document or else the NCX, and what the landmarks call some members."""
    for item in items.values():
        if "nav" in item.properties and item.member in archive:
            entries, kinds = _navigation(archive.read(item.member), item.member)
            if entries:
                return entries, kinds
    old = items.get(ncx) or next((item for item in items.values() if item.media == _NCX), None)
    if old is None or old.member not in archive:
        return (), {}
    root = parsed(archive.read(old.member), f"{archive.name}: {old.member}")
    points = child(root, "navMap")
    return tuple(_points(points, old.member, 1, "")) if points is not None else (), {}


def _navigation(data: bytes, member: str) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """The lines and the landmarks of a navigation document."""
    page = parse(Source(name=member, data=html_of(data)), ignore)
    entries: tuple[Entry, ...] = ()
    kinds: dict[str, str] = {}
    for nav in (element for element in page.order if element.tag == "nav"):
        kind = f"{nav.get('epub:type')} {nav.get('role')}".split()
        top = next((below for below in nav.walk() if below.tag == "ol"), None)
        if top is None:
            continue
        if ("toc" in kind or "doc-toc" in kind or not kind) and not entries:
            entries = tuple(_lines(top, member, 1, ""))
        elif "landmarks" in kind:
            for link in (below for below in top.walk() if below.tag == "a"):
                target, _, part = link.get("href").partition("#")
                if target and not part:
                    kinds.setdefault(beside(member, unquote(target)), link.get("epub:type").lower())
    return entries, kinds


_DEEPEST = 20


def _lines(top: Element, member: str, depth: int, above: str, level: int = 1) -> Iterator[Entry]:
    """The lines of the list ``top`` and of those in it (EPUB 3.3, 7.3: each item a link or a span, then a list).

    What stands below a line that leads nowhere is as deep as that: it only names a group.
    """
    for item in top.elements():
        if item.tag != "li":
            continue
        below = next((part for part in item.elements() if part.tag == "ol"), None)
        said = [part for part in item.children if part is not below]
        label = clean_line(" ".join(part if isinstance(part, str) else part.text() for part in said))
        inside = (here for part in said if not isinstance(part, str) for here in part.walk())
        href = next((here.get("href") for here in inside if here.tag == "a"), "")
        target, _, place = href.partition("#")
        if href:
            yield Entry(label, beside(member, unquote(target)) if target else member, unquote(place), depth, above)
        if below is not None and level < _DEEPEST:
            yield from _lines(below, member, depth + bool(href), label, level + 1)


def _points(above: Any, member: str, depth: int, label: str, level: int = 1) -> Iterator[Entry]:
    for point in children(above, "navPoint"):
        said = clean_line(text_of(child(point, "navLabel")))
        content = child(point, "content")
        target, _, place = (content.get("src", "") if content is not None else "").partition("#")
        if target:
            yield Entry(said, beside(member, unquote(target)), unquote(place), depth, label)
        if level < _DEEPEST:
            yield from _points(point, member, depth + bool(target), said, level + 1)
