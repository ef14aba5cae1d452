"""What a book puts round its texts to lead from page to page: bars of links at the beginning and the end of a page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from convert.readers._epub.documents import Document
from convert.readers._html.openings import lines
from convert.readers._html.page import Element

BAR = "links from page to page of the book"
_NO_BARS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li"))
_FEWEST_IN_BAR = 2
_MOST_IN_BAR = 8
_MOST_LINES = 4
_LONGEST_LINK = 40
_LONGEST_BAR = 300


def mark_bars(document: Document, contents: frozenset[str]) -> None:
    """Mark the lines of nothing but links to other pages of the book that ``document`` begins and ends with.

    Two links make a bar, and one that leads to ``contents``, the keys of documents that are lists of others.
    """
    every = list(lines(document.body))
    for order in (every, every[::-1]):
        _mark(document, order, contents)


def _mark(document: Document, order: Iterable[Element], contents: frozenset[str]) -> None:
    bar: list[Element] = []
    for line in islice(order, _MOST_LINES):
        links = _led_to(document, line)
        if not (_FEWEST_IN_BAR <= len(links) <= _MOST_IN_BAR or (len(links) == 1 and links[0] in contents)):
            break
        line.reason = BAR
        bar.append(line)
    _mark_rules(bar)


def _led_to(document: Document, line: Element) -> list[str]:
    """The keys of the other documents that ``line`` leads to, when it does nothing else."""
    text = line.text(_LONGEST_BAR)
    if line.tag in _NO_BARS or len(text) >= _LONGEST_BAR:
        return []
    links = [below for below in line.walk() if below.tag == "a" and below.get("href")]
    said = [link.text() for link in links]
    rest = text
    for words in said:
        rest = rest.replace(words, " ", 1)
    if any(map(str.isalnum, rest)) or any(len(words) > _LONGEST_LINK or words.strip("[]()").isdigit() for words in said):
        return []
    keys = [link.get("href").lstrip("#").partition("-")[0] for link in links]
    is_within = all(link.get("href").startswith("#d") for link in links)
    return keys if is_within and document.key not in keys else []


def _mark_rules(bar: list[Element]) -> None:
    """Mark the rules that part ``bar`` from the text."""
    for line in bar:
        beside = list(line.parent.elements()) if line.parent is not None else []
        place = next(number for number, element in enumerate(beside) if element is line)
        for near in beside[max(0, place - 1) : place + 2]:
            if near.tag == "hr":
                near.reason = BAR
        for rule in line.walk():
            if rule.tag == "hr":
                rule.reason = BAR


def downloaded_from(document: Document) -> str:
    """The address that calibre's bar in ``document`` says its article was downloaded from; its bars are marked.

    Their class is calibre's own, which its recipes and style sheets go by.
    """
    found = ""
    for element in document.body.walk():
        if any(said.startswith("calibre_navbar") for said in element.get("class").split()):
            element.reason = BAR
            links = (below for below in element.walk() if below.tag == "a" and below.get("href").startswith(("http://", "https://")))
            found = next((link.get("href") for link in links), found)
    return found
