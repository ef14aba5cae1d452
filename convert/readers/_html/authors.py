"""Who wrote an article: names, one each, without what stands round them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from convert.clean import clean_line, folded
from convert.readers._dateline import byline_names
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated, line, strings
from convert.readers._words import BY, BY_COLON

_BETWEEN = re.compile(r"\s*(?:[,;/|&、，；・•·]|\s(?:and|und|et|y|e|og|och|en|i|и|та|و|ve|with|mit|avec|con)\s|\s[–—-]\s)\s*")
_BY = re.compile(rf"^\s*(?:(?:{BY})\s*[::]?\s+|(?:{BY_COLON})\s*[::]?\s*)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|co)\b", re.IGNORECASE)
_MARKED = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|writer|autor|autoren|auteur|autore|reporter|by-line|contributor|redakteur|journalist|creator)(?:[_-]*(?:name|link|names))?(?:$|[\s_-])", re.IGNORECASE)
_NOT_MARKED = re.compile(r"bio|about|box|social|image|avatar|photo|comment|related|more|follow|desc|role|title|job|email|date|list-item|card", re.IGNORECASE)
_LONGEST_NAME = 60


def authors_of(page: Page, stated: Stated, content: Element, headline: Element | None, site: str) -> tuple[str, ...]:
    """The authors: by JSON-LD, then meta elements, then microdata and what the page marks as its byline."""
    sources: list[Iterable[str]] = [
        (said for value in stated.of_article("author", "creator") for said in _people(value)),
        stated.every("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl", "dc.contributor", "article:author_name"),
        _shown(page, content, headline),
    ]
    for source in sources:
        names = _names(source, site)
        if names:
            return names
    return ()


def _people(value: object) -> list[str]:
    return strings(value)


def _shown(page: Page, content: Element, headline: Element | None) -> list[str]:
    start = headline.at if headline is not None else content.at
    found: list[tuple[int, str]] = []
    for element in page.order[max(0, start - 80) : content.end + 40]:
        props = element.get("itemprop").lower().split()
        marked = "author" in props or "author" in element.get("rel").lower().split()
        if not marked:
            said = f"{element.get('class')} {element.get('id')}"
            marked = bool(_MARKED.search(said)) and not _NOT_MARKED.search(said)
        if marked:
            name = next((below.text() for below in element.walk() if "name" in below.get("itemprop").lower().split() and below is not element), "")
            text = name or element.get("content") or element.text()
            if text and len(text) <= 120:
                found.append((abs(element.at - start), text))
    if found:
        return [min(found)[1]]
    for element in page.order[max(0, start - 20) : start + 60]:
        if element.block and (names := byline_names(element.text()[:200])):
            return list(names)
    return []


def _names(source: Iterable[str], site: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for said in source:
        for part in split_names(said):
            if part and folded(part) != folded(site):
                found.setdefault(folded(part), part)
    return tuple(found.values())[:20]


def split_names(said: str) -> list[str]:
    """The names in a line such as *By Ana Diaz and Li Wei, correspondent*."""
    said = _BY.sub("", line(said))
    if not said or _ADDRESS.search(said):
        return []
    return [clean_line(part) for part in _BETWEEN.split(said) if 1 < len(part.strip()) <= _LONGEST_NAME]
