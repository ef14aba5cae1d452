"""What a chapter opens with: its title, and below that a subtitle, who wrote it and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from convert.clean import clean_line, folded
from convert.patterns import regex
from convert.readers._html.page import Element
from convert.readers._html.report import HEADLINE
from convert.readers._text.dateline import byline_names, is_date_line

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SAID_ABOVE = "who and when"
_MOST_LINES = 6
_LONGEST_LINE = 400
_SUBTITLE = regex(r"(?:^|[\s_-])(?:sub-?title|sub-?head(?:line)?|standfirst|dek|deck)(?:$|[\s_-])", re.IGNORECASE)
_BYLINE = regex(r"(?:^|[\s_-])(?:by-?line|authors?)(?:$|[\s_-])", re.IGNORECASE)


class Opening(msgspec.Struct, frozen=True):
    """The title of a chapter, and what stands right below it; what is not said is empty."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""


def opening_of(body: Element, label: str, *, is_periodical: bool) -> Opening:
    """What ``body`` opens with; ``label`` is what the contents call it. What is said by the opening goes from the text.

    In an issue of a periodical the heading of an article counts before what the contents call it, and plain lines below it say who
    wrote it and when; in a book such a line counts only where it is marked as what it is.
    """
    opening = _headline(body, label)
    if is_periodical and opening and opening[0].tag in _HEADINGS:
        label = ""
    title = _title(opening, label)
    told = [element for element in opening if element.reason]
    return _below(body, told[-1], title, is_periodical=is_periodical) if told else Opening(title)


def lines(body: Element) -> Iterator[Element]:
    """The headings and the blocks of text in ``body``, none in another, in order."""
    until = 0
    for element in body.walk():
        if element.at < until:
            continue
        if element.reason:
            until = element.end
        elif element.tag in _HEADINGS or (element.block and all(child.tag == "hr" for child in element.elements() if child.block)):
            until = element.end
            if element.text(1):
                yield element


def _headline(body: Element, label: str) -> list[Element]:
    """The headings that ``body`` opens with, and the lines before and among them that say what ``label`` does.

    Of a short line that it does not say, the number of a chapter mostly, the heading may come after.
    """
    said = _letters(label)
    opening: list[Element] = []
    for number, element in enumerate(lines(body)):
        words = _letters(element.text(_LONGEST_LINE))
        is_heading = element.tag in _HEADINGS
        if is_heading or (words and said.startswith(words)):
            opening.append(element)
            said = said if is_heading else said[len(words) :]
        elif opening or number or not said or len(words) > _LONGEST_NUMBER:
            break
    return opening if any(element.tag in _HEADINGS for element in opening) or not said else []


_LONGEST_NUMBER = 20


def _title(opening: list[Element], label: str) -> str:
    """The title that ``label`` and the ``opening`` lines give; those it says are marked."""
    said = _letters(label)
    first = opening[0] if opening else None
    if not said or (first is not None and said in _letters(first.text())):
        if first is None:
            return label
        first.reason = HEADLINE
        return label if said == _letters(first.text()) else first.text()
    rest = said
    for line in opening:
        words = _letters(line.text())
        if words and words in rest:
            rest = rest.replace(words, "", 1)
            line.reason = HEADLINE
    return label


def _below(body: Element, headline: Element, title: str, *, is_periodical: bool) -> Opening:
    """What the lines right below ``headline`` say; each of them is marked."""
    subtitle, published = "", ""
    authors: tuple[str, ...] = ()
    every = [line for line in lines(body) if line.at > headline.at]
    shared = Counter(line.get("class") for line in every)
    for line in every[:_MOST_LINES]:
        text = clean_line(line.text(_LONGEST_LINE))
        if len(text) >= _LONGEST_LINE:
            break
        marks = _marks(line, body, is_lone=shared[line.get("class")] == 1)
        names = byline_names(text) if is_periodical or _BYLINE.search(marks) else ()
        day = is_date_line(text) if is_periodical else ""
        if not subtitle and not authors and _SUBTITLE.search(marks):
            subtitle = text
        elif names and not authors and all(" " in name for name in names):
            authors = names
            published = published or day
        elif day and not published:
            published = day
        elif is_periodical:
            continue
        else:
            break
        line.reason = _SAID_ABOVE
    return Opening(title, subtitle, authors, published)


def _marks(line: Element, body: Element, *, is_lone: bool) -> str:
    """What ``line``, or what holds nothing else, is called; its class says nothing unless it ``is_lone`` in having it."""
    said = f"{line.get('class') if is_lone else ''} {line.get('epub:type')} {line.get('role').removeprefix('doc-')}"
    here = line.parent
    while here is not None and here is not body and len(list(here.elements())) <= 1:
        said += f" {here.get('class')} {here.get('epub:type')} {here.get('role').removeprefix('doc-')}"
        here = here.parent
    return said


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))
