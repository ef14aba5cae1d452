"""The headings of a page that may show its article's title, and what of one is the title."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from convert.clean import clean_line, folded
from convert.patterns import regex
from convert.readers._html.page import Element, Page
from convert.readers._html.report import OTHER_PAGES

_HEADLINE = regex(
    r"(?:^|[\s_-])(?:headline|entry-?title|post-?title|article-?title|page-?title|story-?title|title|titre|titulo|titel)(?:$|[\s_-])",
    re.IGNORECASE,
)
_KICKER = regex(
    r"(?:^|[\s_-])(?:kicker|overline|top-?line|roof-?line|eyebrow|dachzeile|spitzmarke|(?:pre|over|sur|ante)-?(?:title|titel|titre|head|headline)|antetitulo|occhiello)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOME = regex(r"(?:https?:)?//[^/]+/?|/", re.IGNORECASE)
_WORD = regex(r"\w+")
_CONTROLS = frozenset("button script style svg noscript select textarea".split())
_JOINS = " -–—:|/•·"
PERMALINK = "¶#§🔗\uf0c1\u200b "
_LONGEST = 400
_LONGEST_INTRODUCTION = 400
_FEWEST_WORDS = 3


class Heading(NamedTuple):
    """What may show the title, with its text; in the navigation it may still show what the site is called."""

    element: Element
    text: str
    in_navigation: bool


def headings_of(page: Page, content: Element) -> list[Heading]:
    """What may show the title: headings of the first levels, and what is called a headline, with their text."""
    found = []
    navigation = 0  # where the navigation that stands here ends
    for element in page.order:
        if element.at > content.end:
            break
        if element.reason == "navigation":
            navigation = max(navigation, element.end)
        if element.reason and element.reason != "navigation" and element.reason not in OTHER_PAGES:
            continue
        if element.tag in ("h1", "h2", "h3") or (element.block and element.tag in ("div", "p", "span") and is_called_headline(element)):
            text = clean_line(shown_text(element))
            if 1 < len(text) <= _LONGEST:
                found.append(Heading(element, text, element.at < navigation))
    return found


def leads_home(element: Element) -> bool:
    """Whether a heading is a link to the site's first page: it is its name, then."""
    links = [below for below in element.walk() if below.tag == "a"] or [above for above in (element.parent,) if above and above.tag == "a"]
    return len(links) == 1 and _HOME.fullmatch(links[0].get("href").strip()) is not None


def shown_text(heading: Element) -> str:
    """The text of a heading, without its controls and the link to itself that some pages put at its end."""
    return html.unescape(text_without(heading, None).rstrip(PERMALINK))


def text_without(heading: Element, part: Element | None) -> str:
    """The text of ``heading`` as it is shown: without ``part`` of it, buttons and what is hidden."""
    pieces: list[str] = []
    size = 0
    pending: list[Element | str] = list(reversed(heading.children))
    while pending and size <= 2 * _LONGEST:
        node = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
            size += len(node.strip())
        elif node is not part and node.tag not in _CONTROLS and not node.reason:
            pieces.append(" " if node.block or node.tag == "br" else "")
            pending += [" "] if node.block else []
            pending += reversed(node.children)
    return " ".join("".join(pieces).split())


def kicker_of(heading: Element) -> Element | None:
    """The part of ``heading`` that stands above the title proper and is called so; none where little else would be left."""
    first = next((child for child in heading.children if not (isinstance(child, str) and not child.strip())), None)
    if first is None or isinstance(first, str) or not _KICKER.search(first.get("class")):
        return None
    rest = _WORD.findall(text_without(heading, first))
    return first if len(rest) >= _FEWEST_WORDS else None


def without_kicker(heading: Element) -> str:
    """The text of ``heading`` but for its kicker; empty when it has none."""
    kicker = kicker_of(heading)
    return clean_line(text_without(heading, kicker).lstrip(_JOINS)) if kicker else ""


def beside(heading: Element, title: str) -> tuple[str, str]:
    """What stands in ``heading`` before and after ``title``."""
    text = clean_line(shown_text(heading))
    places = list(_WORD.finditer(text))
    words = [folded(place[0]) for place in places]
    stated = _WORD.findall(folded(title))
    if not stated or len(words) <= len(stated):
        return "", ""
    if words[: len(stated)] == stated:
        return "", text[places[len(stated)].start() :]
    return (text[: places[-len(stated) - 1].end()], "") if words[-len(stated) :] == stated else ("", "")


def is_parted(heading: Element) -> bool:
    """Whether ``heading`` has parts of its own besides line breaks."""
    return any(not isinstance(child, str) and child.tag != "br" for child in heading.children)


def is_called_headline(element: Element) -> bool:
    """Whether ``element`` says by its class that it is one."""
    return bool(_HEADLINE.search(element.get("class")))


def text_begun(page: Page, content: Element) -> int:
    """The place in ``content`` where so much text has been that a heading after it is one of a part."""
    size = 0
    for element in page.order[content.at : content.end]:
        if element.tag == "p" and not element.reason and not element.holds_blocks:
            size += len(element.text(_LONGEST_INTRODUCTION))
            if size > _LONGEST_INTRODUCTION:
                return element.at
    return content.end
