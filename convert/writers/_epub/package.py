"""What a book says about itself in its package document, as plain data."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from convert.model import Article, Pack
from convert.patterns import regex
from convert.writers._epub.accessibility import Tally, statements
from convert.writers._xhtml import escape, language_tag, quoted

# More names than this say nothing on a library's shelf.
_NAMES = 3
_FIRST = "1980-01-01T00:00:00Z"
_DAY = regex(r"\d{4}(-\d\d(-\d\d)?)?")


class Statement(NamedTuple):
    """An element of the package's metadata: its tag (``dc:…``, ``meta``), its text, its attributes."""

    tag: str
    text: str
    attributes: dict[str, str]


def element(statement: Statement) -> str:
    """``statement`` as XML."""
    attributes = "".join(f' {name}="{quoted(value)}"' for name, value in statement.attributes.items())
    ended = f">{escape(statement.text)}</{statement.tag}>" if statement.text else "/>"
    return f"<{statement.tag}{attributes}{ended}"


def modified(pack: Pack) -> str:
    """When the pack was made, as ``dcterms:modified`` wants it (EPUB 3.3, 5.5.2.3.5); a fixed moment where nothing says."""
    try:
        moment = datetime.datetime.fromisoformat(pack.created)
    except ValueError:
        return _FIRST
    aware = moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment
    return aware.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def metadata(pack: Pack, stems: tuple[str, ...], tally: Tally, *, cover: str) -> Iterator[Statement]:
    """Everything the package states, in its order. ``stems`` are the manifest ids of the articles' first files."""
    yield Statement("dc:identifier", pack.identifier, {"id": "id"})
    yield from _titles(pack)
    yield from _people(pack)
    for language in _languages(pack):
        yield Statement("dc:language", language, {})
    if pack.created:
        yield Statement("dc:date", modified(pack), {})
    yield _meta("dcterms:modified", modified(pack))
    for tag in dict.fromkeys(tag for article in pack.articles for tag in article.tags):
        yield Statement("dc:subject", tag, {})
    for address in dict.fromkeys(article.url for article in pack.articles if article.url):
        yield Statement("dc:source", address, {})
    for article, stem in zip(pack.articles, stems, strict=True):
        yield from _provenance(article, stem)
    for name, value in statements(tally):
        attributes = {"property": name}
        if name == "schema:accessibilitySummary":
            attributes["xml:lang"] = "en"
        yield Statement("meta", value, attributes)
    if cover:
        yield Statement("meta", "", {"name": "cover", "content": cover})
    yield Statement("meta", "", {"name": "generator", "content": "readpack"})


def _meta(name: str, value: str, refines: str = "", scheme: str = "") -> Statement:
    attributes = {"property": name}
    if refines:
        attributes["refines"] = f"#{refines}"
    if scheme:
        attributes["scheme"] = scheme
    return Statement("meta", value, attributes)


def _titles(pack: Pack) -> Iterator[Statement]:
    yield Statement("dc:title", pack.title, {"id": "title"})
    yield _meta("title-type", "main", "title")
    if pack.subtitle:
        yield _meta("display-seq", "1", "title")
        yield Statement("dc:title", pack.subtitle, {"id": "subtitle"})
        yield _meta("title-type", "subtitle", "subtitle")
        yield _meta("display-seq", "2", "subtitle")


def creators(pack: Pack) -> tuple[tuple[str, ...], str]:
    """Whose book it is on a shelf, with their MARC role: the editors, else its few authors, else its few sites."""
    authors = _distinct(author for article in pack.articles for author in article.authors)
    sites = _distinct(article.site for article in pack.articles if article.site)
    if pack.editors:
        return pack.editors, "edt"
    if len(authors) <= _NAMES:
        return authors, "aut"
    return (sites, "pbl") if len(sites) <= _NAMES else ((), "")


def _people(pack: Pack) -> Iterator[Statement]:
    names, role = creators(pack)
    for number, name in enumerate(names, 1):
        yield Statement("dc:creator", name, {"id": f"creator-{number}"})
        yield _meta("role", role, f"creator-{number}", "marc:relators")
    others = _distinct(author for article in pack.articles for author in article.authors if author not in names)
    for number, name in enumerate(others, 1):
        yield Statement("dc:contributor", name, {"id": f"contributor-{number}"})
        yield _meta("role", "aut", f"contributor-{number}", "marc:relators")


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name.strip())


def _languages(pack: Pack) -> tuple[str, ...]:
    """The pack's language first, then the others its articles are in; ``und`` where none is known (RFC 5646, 4.1)."""
    found = (language_tag(language) for language in (pack.language, *(article.language for article in pack.articles)))
    return tuple(dict.fromkeys(filter(None, found))) or ("und",)


def _provenance(article: Article, stem: str) -> Iterator[Statement]:
    """Where one article is from, whose it is and when it was published, stated of its own file."""
    if article.url:
        yield _meta("dcterms:source", article.url, stem)
    if _DAY.match(article.published):
        yield _meta("dcterms:issued", article.published, stem)
    for author in filter(str.strip, article.authors):
        yield _meta("dcterms:creator", author, stem)
    for name, value in (("publisher", article.site), ("abstract", article.summary), ("license", article.licence)):
        if value.strip():
            yield _meta(f"dcterms:{name}", value, stem)
    for tag in filter(str.strip, article.tags):
        yield _meta("dcterms:subject", tag, stem)
