"""What a page states about itself: JSON-LD, OpenGraph and other meta elements, links and microdata, as found."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from convert.clean import clean_line
from convert.patterns import regex
from convert.readers._html.linked_data import loaded
from convert.readers._html.page import Element, Page

_ARTICLE = regex(
    r"(?:Article|BlogPosting|Posting|Report|Review|Recipe|HowTo|QAPage|FAQPage|LiveBlog\w*|NewsArticle|WebPage|ItemPage|CreativeWork|VideoObject|PodcastEpisode|Book|Chapter)$"
)
_WHOLE = regex(r"(?:Article|Posting|Report|Review|Recipe|HowTo|LiveBlog\w*)$")
_LISTING = regex(r"CollectionPage|SearchResultsPage|ProfilePage")
_TAGS = regex(r"</?(?:b|i|em|strong|span|br|sub|sup|p|a|font|u|q|div|h\d|small|cite|code)\b[^<>]{0,400}>", re.IGNORECASE)
_MOST_JSON = 3_000_000


class Stated:
    """Everything a page's head and markup state: ``meta`` by lower-case name, ``ld`` the JSON-LD objects of its article first."""

    def __init__(self, page: Page) -> None:
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.items: dict[str, list[Element]] = {}
        self.document_title = ""
        self.base = ""
        scripts: list[str] = []
        for element in page.order:
            tag = element.tag
            if tag == "meta":
                self._meta(element)
            elif tag == "link":
                for relation in element.get("rel").lower().split():
                    self.links.setdefault(relation, element.get("href").strip())
            elif tag == "base":
                self.base = self.base or element.get("href").strip()
            elif tag == "title" and not self.document_title:
                self.document_title = line("".join(child for child in element.children if isinstance(child, str)))
            elif tag == "script" and "ld+json" in element.get("type").lower():
                scripts.append("".join(child for child in element.children if isinstance(child, str)))
            if "itemprop" in element.attributes:
                for name in element.get("itemprop").lower().split():
                    self.items.setdefault(name, []).append(element)
        every = [thing for script in scripts if len(script) <= _MOST_JSON for thing in _things(loaded(script))]
        self.ways = [thing for thing in every if "BreadcrumbList" in kinds(thing)]
        self.ld = _articles(every)
        self.is_listing = any(_LISTING.fullmatch(kind) for thing in every for kind in kinds(thing))

    def _meta(self, element: Element) -> None:
        value = (element.get("content") or element.get("value")).strip()
        if not value:
            return
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute).strip().lower()
            if name:
                self.meta.setdefault(name, []).append(value)

    def first(self, *names: str) -> str:
        """The first value of the first of the meta elements ``names`` that has one, as a line."""
        for name in names:
            for value in self.meta.get(name, ()):
                if said := line(value):
                    return said
        return ""

    def every(self, *names: str) -> list[str]:
        """All values of the meta elements ``names``, each once."""
        return list(dict.fromkeys(said for name in names for value in self.meta.get(name, ()) if (said := line(value))))

    @property
    def is_article(self) -> bool:
        """Whether the page says in JSON-LD that it is an article or a post."""
        return any(_WHOLE.search(kind) for thing in self.ld for kind in kinds(thing))

    def of_article(self, *names: str) -> Iterator[Any]:
        """What the JSON-LD objects that are articles say under ``names``, article by article."""
        for thing in self.ld:
            for name in names:
                if thing.get(name):
                    yield thing[name]


def line(text: object) -> str:
    """``text`` as a line: entities that were escaped twice resolved, tags cut out."""
    if not isinstance(text, str):
        return ""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return clean_line(_TAGS.sub("", text) if "<" in text else text)


def strings(value: Any) -> list[str]:
    """The lines that a JSON-LD value is: a string, a list of them, or things that have a name."""
    pending, found = [value], []
    while pending:
        item = pending.pop(0)
        if isinstance(item, str):
            found.append(line(item))
        elif isinstance(item, list):
            pending = item + pending
        elif isinstance(item, dict):
            whole = " ".join(part for part in (item.get("givenName"), item.get("familyName")) if isinstance(part, str))
            pending = [item.get("name") or whole or item.get("@value") or item.get("url") or "", *pending]
    return [said for said in found if said]


def _articles(every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of ``every`` object that describe a page's article, the surest first."""
    named = {thing["@id"]: thing for thing in every if isinstance(thing.get("@id"), str) and len(thing) > 1}
    found = [thing for thing in every if any(_ARTICLE.search(kind) for kind in kinds(thing))]
    found.sort(key=lambda thing: not any(_WHOLE.search(kind) for kind in kinds(thing)))
    return [{name: _told(value, named, is_named=name in _PEOPLE) for name, value in thing.items()} for thing in found]


_PEOPLE = frozenset(("author", "creator", "publisher"))


def _told(value: Any, named: dict[str, dict[str, Any]], *, is_named: bool) -> Any:
    """``value`` with what it but refers to in its place: ``{"@id": …}`` is what the page says under that id elsewhere, and so is the id of who ``is_named``."""
    if isinstance(value, list):
        return [_told(item, named, is_named=is_named) if isinstance(item, (dict, str)) else item for item in value]
    if isinstance(value, str) and is_named:
        return named.get(value, value)
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """The top objects of a JSON-LD value: of lists, of graphs, and what a page says it is mainly about."""
    pending, seen = [value], 0
    while pending and seen < 2_000:
        item = pending.pop(0)
        seen += 1
        if isinstance(item, list):
            pending = item + pending
        elif isinstance(item, dict):
            yield item
            pending = [
                item[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb")
                if isinstance(item.get(name), (dict, list))
            ] + pending


def kinds(thing: dict[str, Any]) -> list[str]:
    """The types a JSON-LD object states."""
    stated = thing.get("@type")
    return [kind for kind in (stated if isinstance(stated, list) else [stated]) if isinstance(kind, str)]
