"""Which part of a page is its article, and what in it is not: each element left out bears the reason.

The page is weighed leaf by leaf (blocks that hold a run of text). Prose counts for what holds it, links, labels
and fragments against it; the element with most to its credit is the article. What is marked as something else, or
looks it, is then left out.
"""

from __future__ import annotations

import re

import msgspec

from convert.readers._html.hints import hint_of, is_body_hint, is_hidden
from convert.readers._html.page import Element, Page
from convert.readers._words import CONTROLS, RELATED

_SENTENCE = re.compile(r"[.!?…。！？।؟۔։]+(?=\s|$|[”\"»)’'\]])|[。！？]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_QUIET = frozenset("script style noscript template svg canvas select textarea input head nav button".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Leaf(msgspec.Struct, gc=False):
    """A block with a run of text: its ``text``, how many of its characters stand in links, what it is worth."""

    element: Element
    text: str
    linked: int
    worth: float

    @property
    def size(self) -> int:
        return weight(self.text)


def weight(text: str) -> int:
    """How long ``text`` is, a character of a script without blanks counting as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_UNSPACED.findall(text))


def leaves_of(root: Element) -> list[Leaf]:
    """The leaves below ``root`` that aren't left out, in order; what is quiet or hidden isn't looked into."""
    found: list[Leaf] = []
    pending = [root]
    while pending:
        element = pending.pop()
        if element.reason or element.tag in _QUIET:
            continue
        if element.block and not any(not isinstance(child, str) and child.block for child in element.children):
            text, linked = _said(element)
            if text:
                found.append(Leaf(element, text, linked, 0.0))
            continue
        pending.extend([child for child in reversed(element.children) if not isinstance(child, str)])
    return found


def _said(element: Element) -> tuple[str, int]:
    """The text of a leaf and how many characters of it are linked."""
    pieces: list[str] = []
    linked = 0
    pending: list[tuple[Element | str, bool]] = [(child, False) for child in reversed(element.children)]
    inside = any(above.tag == "a" for _, above in zip(range(4), element.ancestors(), strict=False)) or element.tag == "a"
    while pending:
        node, link = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
            if link:
                linked += len(node.strip())
        elif node.tag == "br":
            pieces.append(" ")
        elif not node.reason and node.tag not in _QUIET:
            link = link or (node.tag == "a" and bool(node.get("href")))
            pending.extend([(child, link) for child in reversed(node.children)])
    text = " ".join("".join(pieces).split())
    return text, len(text) if inside else min(linked, len(text))


def find(page: Page) -> Element:
    """The element that holds the article of ``page``; whatever in the page is no part of it has its reason set."""
    for element in page.order:
        if is_hidden(element):
            element.reason = "hidden"
    leaves = leaves_of(page.root)
    total = sum(leaf.size - leaf.linked for leaf in leaves) or 1
    inside = _sums(page, leaves)
    for element in page.order:
        if not element.reason and inside[element.at] < 0.4 * total and (hint := hint_of(element)):
            element.reason = hint
    leaves = leaves_of(page.root)
    for leaf in leaves:
        leaf.worth = _worth(leaf)
    best = _best(page, leaves)
    _prune(best, leaves)
    return best


def _sums(page: Page, leaves: list[Leaf]) -> list[float]:
    """For each element the characters of unlinked text below it."""
    sums = [0.0] * len(page.order)
    for leaf in leaves:
        sums[leaf.element.at] += leaf.size - leaf.linked
    for element in reversed(page.order):
        if element.parent is not None:
            sums[element.parent.at] += sums[element.at]
    return sums


def _worth(leaf: Leaf) -> float:
    size, tag = leaf.size, leaf.element.tag
    free = size * (1 - leaf.linked / max(1, len(leaf.text)))
    if tag in _HEADINGS:
        return 0.0 if leaf.linked * 2 < len(leaf.text) else -40.0
    if tag == "pre":
        return float(size)
    if leaf.linked * 2 >= len(leaf.text):
        return -20.0 - leaf.linked / 2
    ends = len(_SENTENCE.findall(leaf.text))
    if size < 40 and not ends:
        return -15.0
    if size < 80:
        return free * (0.7 if ends else 0.1)
    return free if ends else free * 0.6


def _best(page: Page, leaves: list[Leaf]) -> Element:
    sums = [0.0] * len(page.order)
    for leaf in leaves:
        sums[leaf.element.at] += leaf.worth
    for element in reversed(page.order):
        if element.parent is not None:
            sums[element.parent.at] += sums[element.at]
    best, most = page.root, -1e9
    for element in page.order:
        if element.block and not element.reason:
            score = sums[element.at] * (1.15 if is_body_hint(element) else 1.0)
            if score >= most:
                best, most = element, score
    return best


def _prune(best: Element, leaves: list[Leaf]) -> None:
    for leaf in leaves:
        if not best.holds(leaf.element):
            continue
        said = leaf.text.strip(" :…").lower()
        if said in CONTROLS or (leaf.linked * 2 > len(leaf.text) and RELATED.match(leaf.text)):
            leaf.element.reason = "a control of the page"
