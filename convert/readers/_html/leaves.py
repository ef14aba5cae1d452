"""The leaves of a page: its blocks that hold a run of text, and how much each speaks for an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from convert.readers._html.page import Element, Page

_SENTENCE = re.compile(r"[.!?…。！？।؟۔։]+(?=\s|$|[”\"»)’'\]])|[。！？]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
QUIET = frozenset("script style noscript template svg canvas select textarea input head nav button".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTED = frozenset(("li", "td", "th", "dd", "dt"))


class Leaf:
    """A block with a run of text.

    ``linked`` counts the characters of ``text`` that stand in links, ``size`` its characters where one of a
    script without blanks counts as three, ``worth`` what it adds to the case that an article is round it.
    """

    __slots__ = ("element", "linked", "size", "text", "worth")

    def __init__(self, element: Element, text: str, linked: int) -> None:
        self.element = element
        self.text = text
        self.linked = linked
        self.size = weight(text)
        self.worth = _worth(self)

    @property
    def is_linked(self) -> bool:
        """Whether more than half of it is link."""
        return self.linked * 2 > len(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph of an article."""
        return self.worth >= 60

    @property
    def free(self) -> float:
        """How much of its size stands outside links."""
        return self.size * (1 - self.linked / len(self.text))


def weight(text: str) -> int:
    """How long ``text`` is, a character of a script without blanks counting as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_UNSPACED.findall(text))


def has_sentence(text: str) -> bool:
    """Whether a sentence ends in ``text``."""
    return _SENTENCE.search(text) is not None


def leaves_of(root: Element) -> list[Leaf]:
    """The leaves below ``root`` that aren't left out, in order; what is quiet isn't looked into."""
    found: list[Leaf] = []
    pending = [root]
    while pending:
        element = pending.pop()
        if element.reason or element.tag in QUIET:
            continue
        if element.block and not any(not isinstance(child, str) and child.block for child in element.children):
            text, linked = _said(element)
            if text:
                found.append(Leaf(element, text, linked))
            continue
        pending.extend([child for child in reversed(element.children) if not isinstance(child, str)])
    return found


def _said(element: Element) -> tuple[str, int]:
    """The text of a leaf and how many characters of it are linked."""
    pieces: list[str] = []
    linked = 0
    pending: list[tuple[Element | str, bool]] = [(child, False) for child in reversed(element.children)]
    inside = element.tag == "a" or any(above.tag == "a" for _, above in zip(range(5), element.ancestors(), strict=False))
    while pending:
        node, link = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
            if link:
                linked += len(node.strip())
        elif node.tag == "br":
            pieces.append(" ")
        elif not node.reason and node.tag not in QUIET:
            link = link or (node.tag == "a" and len(node.get("href")) > 1 and not node.get("href").startswith("#"))
            pending.extend([(child, link) for child in reversed(node.children)])
    text = " ".join("".join(pieces).split())
    return text, len(text) if inside else min(linked, len(text))


def _worth(leaf: Leaf) -> float:
    tag, size = leaf.element.tag, leaf.size
    if tag in HEADINGS:
        return -30.0 if leaf.is_linked else 0.0
    if tag == "pre":
        return float(size)
    if leaf.is_linked:
        return -20.0 - leaf.linked / 2
    free = leaf.free
    ends = has_sentence(leaf.text)
    if tag in _LISTED and size < 80:
        return free * (0.6 if ends else 0.25)
    if size < 40 and not ends:
        return -6.0
    if size < 80:
        return free * (0.7 if ends else 0.1)
    return free if ends else free * 0.6


def sums(page: Page, leaves: list[Leaf], of: str) -> list[float]:
    """For each element of ``page`` the sum of what its leaves have as ``of``."""
    found = [0.0] * len(page.order)
    for leaf in leaves:
        found[leaf.element.at] += getattr(leaf, of)
    for element in reversed(page.order):
        if element.parent is not None:
            found[element.parent.at] += found[element.at]
    return found


def counts(page: Page, leaves: Iterable[Leaf]) -> list[int]:
    """For each element of ``page`` how many of ``leaves`` it holds."""
    found = [0] * len(page.order)
    for leaf in leaves:
        found[leaf.element.at] += 1
    for element in reversed(page.order):
        if element.parent is not None:
            found[element.parent.at] += found[element.at]
    return found
