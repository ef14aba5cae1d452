"""The lines that a text opens with, below its title: a subtitle, who wrote it and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from convert.clean import clean_line
from convert.patterns import regex
from convert.readers._html.leaves import HEADINGS
from convert.readers._html.names import split_names
from convert.readers._html.page import Element
from convert.readers._text.dateline import byline_names
from convert.readers._text.days import is_date_line

SAID_ABOVE = "who and when"
_MOST_LINES = 6
_LONGEST_LINE = 400
SUBTITLE = regex(r"(?:^|[\s_-])(?:(?:mso)?sub-?title|sub-?head(?:line)?|standfirst|dek|deck)(?:$|[\s_-])", re.IGNORECASE)
_BYLINE = regex(r"(?:^|[\s_-])(?:by-?line|authors?)(?:$|[\s_-])", re.IGNORECASE)


_DATE = regex(r"(?:^|[\s_-])date(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_NAMES = 120


class Below(msgspec.Struct, frozen=True):
    """What stands right below a title; what is not said is empty."""

    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""


def subtitle_in(headline: Element) -> Element | None:
    """The part of ``headline`` that is called its subtitle."""
    return next((below for below in headline.walk() if below is not headline and SUBTITLE.search(below.get("class"))), None)


def lines(body: Element) -> Iterator[Element]:
    """The headings and the blocks of text in ``body``, none in another, in order."""
    until = 0
    for element in body.walk():
        if element.at < until:
            continue
        if element.reason:
            until = element.end
        elif element.tag in HEADINGS or (element.block and all(child.tag == "hr" for child in element.elements() if child.block)):
            until = element.end
            if element.text(1):
                yield element


def below(body: Element, headline: Element, *, plain: bool) -> Below:
    """What the lines right below ``headline`` in ``body`` say; each of them is marked as *who and when*.

    Lines that are marked as a subtitle or a byline count; with ``plain``, so do plain ones that name who wrote it and when.
    """
    subtitle, published = "", ""
    authors: tuple[str, ...] = ()
    every = [line for line in lines(body) if line.at > headline.at]
    shared = Counter(line.get("class") for line in every)
    for line in every[:_MOST_LINES]:
        text = clean_line(line.text(_LONGEST_LINE))
        if len(text) >= _LONGEST_LINE:
            break
        marks = _marks(line, body, is_lone=shared[line.get("class")] == 1)
        called = _BYLINE.search(marks) is not None
        names = byline_names(text) if plain or called else ()
        names = names or (tuple(split_names(text)) if called and len(text) < _LONGEST_NAMES else ())
        day = is_date_line(text) if plain or _DATE.search(marks) else ""
        if not subtitle and not authors and SUBTITLE.search(marks):
            subtitle = text
        elif names and not authors and all(" " in name for name in names):
            authors = names
            published = published or day
        elif day and not published:
            published = day
        elif plain:
            continue
        else:
            break
        line.reason = SAID_ABOVE
    return Below(subtitle, authors, published)


def _marks(line: Element, body: Element, *, is_lone: bool) -> str:
    """What ``line``, or what holds nothing else, is called; its class says nothing unless it ``is_lone`` in having it."""
    said = f"{line.get('class') if is_lone else ''} {line.get('epub:type')} {line.get('role').removeprefix('doc-')}"
    here = line.parent
    while here is not None and here is not body and len(list(here.elements())) <= 1:
        said += f" {here.get('class')} {here.get('epub:type')} {here.get('role').removeprefix('doc-')}"
        here = here.parent
    return said
