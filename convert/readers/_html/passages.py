"""What is of the text in spite of what it is called: boxes of sentences with nothing to press, what a click unfolds, links within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from convert.patterns import regex
from convert.readers._html.attributions import names_source
from convert.readers._html.captions import label
from convert.readers._html.leaves import HEADINGS, QUIET
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element
from convert.readers._html.told_facts import is_one_of_passages, tells_of_matter


def is_of_text(element: Element, kind: str, *, sure: bool, within: bool) -> bool:
    """Whether ``element``, called ``kind`` by its class, id or tag, is of the text all the same.

    ``sure`` says that nothing else is called so as a rule, ``within`` that paragraphs of the text stand beside it.
    """
    if kind == "hidden":
        return False
    if kind == "a control of the page" and _is_whole_title(element):
        return True
    if (kind == "about the author" and names_source(element)) or (kind == _ASIDE and _is_quotation(element)):
        return True
    if not element.block and (is_said_on(element) or (kind == "navigation" and not sure and _is_in_prose(element))):
        return True
    if kind in _OF_FACTS and element.block and not sure and (tells_of_matter(element) or (kind != _ASIDE and is_one_of_passages(element))):
        return True
    if kind == "navigation" and _leads_nowhere(element):
        return True
    if sure:
        return within and _is_named_alike(element, kind) and _is_passage(element)
    return kind in _HEADED_ALIKE and _is_headed_passage(element)


def _is_whole_title(link: Element) -> bool:
    """Whether ``link``, to a place on its page, is all of a heading or a term, as manuals set them for who wants its address."""
    if link.tag != "a" or not link.get("href").startswith("#"):
        return False
    title = next((above for above in islice(link.ancestors(), _NEAR) if above.tag in HEADINGS or above.tag == "dt"), None)
    said = link.text(_LONGEST_SOURCE)
    return title is not None and any(map(str.isalnum, said)) and title.text(_LONGEST_SOURCE) == said


def _is_quotation(element: Element) -> bool:
    """Whether ``element`` holds a quotation and next to nothing else: whom it is from, say."""
    quote = next((below for below in islice(element.walk(), _NEAR) if below.tag == "blockquote"), None)
    if quote is None or element.end - element.at > _MOST_IN_SMALL_BOX:
        return False
    beside = len(element.text()) - len(quote.text())
    return beside <= _LONGEST_SOURCE


_LONGEST_SOURCE = 100
_ASIDE = "beside the article"
_OF_FACTS = frozenset(("who and when", _ASIDE))
_IN_PROSE = frozenset(("b", "strong", "em", "i", "code", "kbd", "samp", "span"))


def _is_in_prose(element: Element) -> bool:
    """Whether ``element``, which is inline, is but part of a line that says more: the name of a menu in a manual, say."""
    line = next((above for above in element.ancestors() if above.block), None)
    return (
        element.tag in _IN_PROSE and line is not None and len(line.text()) > 2 * len(element.text()) and line.tag not in ("li", "td", "div")
    )


# What boxes of facts and parts of manuals are called as well.
_HEADED_ALIKE = frozenset(("who and when", "a prompt", "the page's footer", "tags"))


def _is_passage(element: Element) -> bool:
    """Whether ``element`` holds sentences and nothing to follow, fill in or press, as what a page adds to its text does."""
    if element.end - element.at > _MOST_IN_SMALL_BOX or not has_sentence(element.text(_LONGEST_PASSAGE)):
        return False
    return not any(below.tag in _PRESSED for below in element.walk())


_PRESSED = frozenset(("a", "button", "input", "form", "iframe", "select", "textarea"))
_LONGEST_PASSAGE, _MOST_IN_SMALL_BOX = 2_000, 100


def _is_headed_passage(element: Element) -> bool:
    """Whether ``element`` is a passage below a heading of its own."""
    first = next(element.elements(), None)
    return first is not None and first.tag in HEADINGS and _is_passage(element)


def _leads_nowhere(element: Element) -> bool:
    """Whether ``element``, or what it is a part of, holds much text and nothing to follow or press: a restaurant's menu is no navigation."""
    for box in islice((element, *element.ancestors()), _PART_OF):
        if box.tag in _WHOLE or box.end - box.at > _MOST_IN_MENU or any(below.tag in _PRESSED for below in box.walk()):
            return False
        if len(box.text(_LONGEST_TRAIL + 1)) > _LONGEST_TRAIL:
            return True
    return False


_WHOLE = frozenset(("main", "article", "body"))
_MOST_IN_MENU, _LONGEST_TRAIL, _PART_OF = 500, 150, 6


def _is_named_alike(element: Element, kind: str) -> bool:
    """Whether people call parts of their text as well by the words for ``kind`` that ``element`` has: what is said on cookies, say."""
    return kind in _NAMED_ALIKE or (kind == "a prompt" and _ASKING.search(label(element)) is None)


_NAMED_ALIKE = frozenset(("sharing", "related", "advertising", "navigation", "a control of the page"))
_ASKING = regex(r"news-?letter|sign-?up|opt-?in|consent|gdpr|cookie-?(?:bar|banner|notice|law|bot)|subscri|cta", re.IGNORECASE)


def is_folded(element: Element) -> bool:
    """Whether ``element``, among paragraphs, holds sentences without links, and stands right behind what unfolds it: a spoiler, say."""
    at = element.place(_MOST_BESIDE)
    if at < 0 or element.parent is None or element.end - element.at > _MOST_IN_SMALL_BOX:
        return False
    beside = [child for child in element.parent.children[max(0, at - _NEAR) : at] if not isinstance(child, str)]
    if not beside or not any(map(_unfolds, islice(beside[-1].walk(), _NEAR))):
        return False
    said = element.text(_LONGEST_PASSAGE)
    links = [below for below in element.walk() if below.tag in _PRESSED]
    if not has_sentence(said) or any(link.tag != "a" for link in links) or 2 * sum(len(link.text()) for link in links) > len(said):
        return False
    return any(child.tag == "p" for above in islice(element.ancestors(), 2) for child in islice(above.elements(), _MOST_BESIDE))


def _unfolds(element: Element) -> bool:
    """Whether a click on ``element`` does something here: a button, a box's label, a link that leads nowhere."""
    if element.tag == "a":
        return not element.get("href").strip("#") or element.get("href").startswith("javascript:")
    return element.tag in ("button", "label") or any(element.get(name) for name in ("onclick", "aria-controls", "aria-expanded"))


_GOES_ON = regex(r"\s*[,;.:!?)\]’”»，。；–—-]|\s+[^\W\d_A-Z]")
_LABELS = (":", "：", "|", "•", "·", "/", "[", " »", "›", ">")
_FULL_STOPS = frozenset(".!?…。！？")
_STOPS = _FULL_STOPS | frozenset(",;，；")


def is_said_on(link: Element) -> bool:
    """Whether ``link``, or another part of a line, stands in a sentence that goes on round it: without its words that would be lost.

    What is set on the word before it without a blank, a bubble say, is not.
    """
    if link.tag != "a" and any(above.tag in HEADINGS for above in islice(link.ancestors(), _NEAR)):
        return False
    before, after = _beside(link)
    words = _in_line(link.children, last=False)
    if not words.strip() or (before[-1:].isalnum() and words[0].isalnum()):
        return False
    said = before.rstrip()
    if said.endswith(_LABELS) or len(said) + len(after.strip()) < _LEAST_ROUND:
        return False
    return bool(_GOES_ON.match(after)) or (bool(said) and said[-1] not in _FULL_STOPS and words.rstrip()[-1] in _STOPS)


_LEAST_ROUND = 20


def _beside(element: Element) -> tuple[str, str]:
    """The text of the block that ``element`` is in, before and after it, as far as the next line break."""
    before, after = "", ""
    here = element
    while here.parent is not None and not here.block:
        siblings, at = here.parent.children, here.place(_MOST_BESIDE)
        if at < 0:
            break
        before = _in_line(siblings[max(0, at - _NEAR) : at], last=True) + before
        after += _in_line(siblings[at + 1 : at + 1 + _NEAR], last=False)
        here = here.parent
    return before, after


# How many nodes to each side are looked at; among more siblings than any sentence has, none is.
_NEAR, _MOST_BESIDE = 8, 1_000


def _in_line(nodes: list[Element | str], *, last: bool) -> str:
    """The text of ``nodes`` behind the last line break in them, or before the first."""
    lines = [""]
    for node in nodes:
        if isinstance(node, str):
            lines[-1] += node
        elif node.tag == "br" or node.block:
            lines.append("")
        elif not node.reason:
            lines[-1] += "".join(_strings(node))
    return lines[-1 if last else 0]


def _strings(element: Element) -> Iterator[str]:
    """The pieces of text in ``element``, as they stand, but for those left out."""
    pending: list[Element | str] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            yield node
        elif not node.reason and node.tag not in QUIET:
            pending.extend(reversed(node.children))
