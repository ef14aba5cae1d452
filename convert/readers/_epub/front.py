"""What of a book is no reading matter: its cover, its title page, its imprint, its own contents and lists."""

from __future__ import annotations

import re
from itertools import takewhile

from convert.clean import folded
from convert.patterns import regex
from convert.readers._epub.documents import Document
from convert.readers._epub.package import Book
from convert.readers._html.blocks import HEADINGS
from convert.readers._html.openings import lines
from convert.readers._html.page import Element

CONTENTS = "the contents"
# The structural semantics of EPUB (SSV 1.1), its ARIA roles and the guide types of OPF 2, and what we call them.
_KINDS = {
    "the cover": "cover doc-cover coverpage",
    "the title page": "titlepage halftitlepage halftitle title-page seriespage fulltitle",
    "the imprint": "copyright-page imprint imprimatur colophon doc-colophon other-credits doc-credits",
    CONTENTS: "toc doc-toc landmarks loi lot loa lov page-list doc-pagelist toc-brief",
}
_NAMES = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_IMPRINT = regex(r"©|\(c\)\s*\d{4}|\bcopyright\b", re.IGNORECASE)
_ISBN = regex(r"\bISBN\b|\bISSN\b|\b97[89][\d -]{10,14}\b")
_LONGEST_IMPRINT = 4_000
_LONGEST_TITLE_PAGE = 400
_LINKS_IN_CONTENTS = 3
_LONGEST_DATE_LINE = 100
_LONGEST_LINE = 200


def kind_of(document: Document, book: Book, *, before_text: bool) -> str:
    """What ``document`` is when it is no reading matter; empty when it is.

    ``before_text`` says that no chapter has come yet: only there, and at the book's end, a page is judged by its words.
    """
    said = document.kinds() | {book.kinds.get(document.item.member, "")}
    if "nav" in document.item.properties:
        return CONTENTS
    text = document.body.text()
    for name in sorted(said & _NAMES.keys()):
        if _NAMES[name] != "the cover" or len(text) <= _LONGEST_TITLE_PAGE:  # some books call their first chapter so
            return _NAMES[name]
    if not text:
        return "the cover" if document.number == 1 and len(book.spine) > 1 and _has_picture(document) else ""
    if _is_contents(document, text) or (book.is_periodical and _lists_articles(document, book, text)):
        return CONTENTS
    at_an_end = before_text or document.number == len(book.spine)
    if at_an_end and len(text) < _LONGEST_IMPRINT and _IMPRINT.search(text) and _ISBN.search(text):
        return "the imprint"
    return "the title page" if before_text and _is_title_page(text, book) else ""


def _has_picture(document: Document) -> bool:
    return any(element.tag == "img" for element in document.page.order)


def _is_contents(document: Document, text: str) -> bool:
    """Whether nearly all of ``text`` are links to other documents of the book, or each line is one with few words beside it."""
    elsewhere = _links_elsewhere(document)
    if len(elsewhere) < _LINKS_IN_CONTENTS:
        return False
    if sum(len(link.text()) for link in elsewhere) > 0.7 * len(text):
        return True
    said = [line for line in lines(document.body) if line.tag not in HEADINGS]
    return all(len(line.text()) <= _LONGEST_LINE and any(line.holds(link) for link in elsewhere) for line in said)


def _links_elsewhere(document: Document) -> list[Element]:
    links = (element for element in document.body.walk() if element.tag == "a" and element.get("href").startswith("#d"))
    return [link for link in links if link.get("href").partition("-")[0] != f"#{document.key}"]


def _lists_articles(document: Document, book: Book, text: str) -> bool:
    """Whether ``document``, of a periodical, lists the articles that the contents have below it, or sections and little else."""
    links = _links_elsewhere(document)
    if sum(map(len, (link.text() for link in links))) > len(text) - _LONGEST_DATE_LINE:
        return bool(links)
    number = next((number for number, entry in enumerate(book.entries) if entry.member == document.item.member), len(book.entries))
    below = list(takewhile(lambda entry: entry.depth > book.entries[number].depth, book.entries[number + 1 :]))
    led_to = {book.spine[int(key[2:]) - 1].member for link in links if (key := link.get("href").partition("-")[0])[2:].isdigit()}
    return bool(below) and {entry.member for entry in below} <= led_to


def _is_title_page(text: str, book: Book) -> bool:
    """Whether the title is there, and little that the metadata does not say."""
    rest = folded(text)
    title = folded(book.title)
    if len(rest) > _LONGEST_TITLE_PAGE or not title or title not in rest:
        return False
    for name in (title, *map(folded, (*book.creators, *book.contributors, book.publisher, book.published[:4], *book.tags))):
        rest = rest.replace(name, " ") if name else rest
    return len("".join(filter(str.isalnum, rest))) <= 0.3 * len(text)
