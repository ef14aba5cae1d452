"""The ways into a book: its navigation document, and the NCX for readers of before EPUB 3."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from convert.model import Article, Heading, Text
from convert.walk import outline, plain_text
from convert.writers._contents import label
from convert.writers._xhtml import escape, language_tag, quoted


class Entry(NamedTuple):
    """A line of the contents, and the lines below it. ``kind`` is what it leads to: section, article or heading."""

    label: str
    href: str
    kind: str
    language: str = ""
    direction: str = ""
    below: tuple[Entry, ...] = ()


class Landmark(NamedTuple):
    """A place every book has: its ``epub:type``, its name in the guide of EPUB 2, what it is called, where it is."""

    kind: str
    guide: str
    label: str
    href: str


def headings(article: Article, address: Callable[[str], str], levels: int) -> tuple[Entry, ...]:
    """The headings of ``article`` down to level ``levels``, each below the one it belongs to; ``address`` finds an id."""
    found = [heading for heading in outline(article) if heading.level <= levels]
    return tuple(_nested(found, address, article, 1)) if levels else ()


def _nested(found: Sequence[Heading], address: Callable[[str], str], article: Article, level: int) -> Iterator[Entry]:
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].level > level:
            end += 1
        called = _label(found[at])
        below = tuple(_nested(found[at + 1 : end], address, article, level + 1))
        yield Entry(called or "—", address(found[at].id), "heading", article.language, article.direction, below)
        at = end


def _label(heading: Heading) -> str:
    match heading.children:
        case (Text() as only,):
            return label(only.text)
        case _:
            return label(plain_text(heading, notes=False))


def items(entries: Sequence[Entry], language: str) -> str:
    """``entries`` as the list of a ``nav``; one in another language than ``language`` says so."""
    inside = "".join(f"<li>{link(entry, language)}{items(entry.below, language)}</li>\n" for entry in entries)
    return f"\n<ol>\n{inside}</ol>\n" if inside else ""


def link(entry: Entry, language: str) -> str:
    """The link of one entry."""
    return f'<a href="{quoted(entry.href)}"{foreign(entry, language)}>{escape(entry.label)}</a>'


def foreign(entry: Entry, language: str) -> str:
    """The attributes that say that ``entry`` is in another language than ``language``."""
    tag = language_tag(entry.language)
    if not tag or entry.language == language:
        return ""
    return f' lang="{tag}" xml:lang="{tag}" dir="{entry.direction or "ltr"}"'


def navigation(title: str, entries: Sequence[Entry], landmarks: Sequence[Landmark], language: str) -> str:
    """The inside of the navigation document: contents, and landmarks, one ``epub:type`` each (Apple Books takes no more)."""
    places = "".join(f'<li><a epub:type="{place.kind}" href="{place.href}">{escape(place.label)}</a></li>\n' for place in landmarks)
    return (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc">\n<h1 id="toc">{escape(title)}</h1>{items(entries, language)}</nav>\n'
        f'<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">\n<ol>\n{places}</ol>\n</nav>\n'
    )


def ncx(title: str, identifier: str, entries: Sequence[Entry], language: str) -> bytes:
    """The same contents as an NCX (OPF 2.0.1, section 2.4.1): ids and places in the order of play, none empty."""
    points = "".join(_point(entry, number) for entry, number in _numbered(entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{quoted(language)}">\n<head>\n'
        f'<meta name="dtb:uid" content="{quoted(identifier)}"/>\n<meta name="dtb:depth" content="{_depth(entries)}"/>\n'
        '<meta name="dtb:totalPageCount" content="0"/>\n<meta name="dtb:maxPageNumber" content="0"/>\n</head>\n'
        f"<docTitle><text>{escape(title)}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n"
    ).encode()


def _numbered(entries: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """The outermost entries, each with how many come before it in the order of play, plus one."""
    number = 1
    for entry in entries:
        yield entry, number
        number += _size(entry)


def _size(entry: Entry) -> int:
    return 1 + sum(_size(below) for below in entry.below)


def _depth(entries: Sequence[Entry]) -> int:
    return 1 + max((_depth(entry.below) for entry in entries if entry.below), default=0)


def _point(entry: Entry, number: int) -> str:
    inside, next_number = [], number + 1
    for below in entry.below:
        inside.append(_point(below, next_number))
        next_number += _size(below)
    return (
        f'<navPoint id="n{number}" playOrder="{number}">\n<navLabel><text>{escape(entry.label)}</text></navLabel>\n'
        f'<content src="{quoted(entry.href)}"/>\n{"".join(inside)}</navPoint>\n'
    )
