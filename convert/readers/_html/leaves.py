"""The leaves of a page: its blocks that hold a run of text, and how much each speaks for an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from convert.readers._html.measure import has_sentence, is_unseen, weight
from convert.readers._html.page import Element, Page

QUIET = frozenset("script style noscript svg canvas select textarea input head nav button".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTED = frozenset(("li", "td", "th", "dd", "dt"))


class Leaf:
    """A block with a run of text.

    ``linked`` counts the characters of ``text`` that stand in links, ``size`` its characters where one of a
    script without blanks counts as three, ``free`` how much of that stands outside links, ``worth`` what it adds to the
    case that an article is round it. It ``is_linked`` where more than half of it is link, and ``is_prose`` where it reads as
    a paragraph of an article.
    """

    __slots__ = ("element", "free", "is_linked", "is_prose", "linked", "size", "text", "worth")

    def __init__(self, element: Element, text: str, linked: int) -> None:
        self.element = element
        self.text = text
        self.linked = linked
        self.size = weight(text)
        self.free = self.size * (1 - linked / len(text))
        self.is_linked = linked * 2 > len(text)
        self.worth = _worth(self)
        self.is_prose = self.worth >= _LEAST_OF_PROSE


class Leaves:
    """The leaves of a page, read once; what is inline and left out by then is not in their text."""

    def __init__(self, page: Page) -> None:
        self._all: list[Leaf] = []
        linked_until = 0
        skipped_until = 0
        for element in page.order:
            if element.at < skipped_until:
                continue
            if element.tag in QUIET or (element.reason and not element.block):
                skipped_until = element.end
            elif element.tag == "a" and element.at >= linked_until and _leads_away(element):
                linked_until = element.end
            if element.block and element.tag not in QUIET and not element.holds_blocks:
                leaf = _leaf(element, element.at < linked_until)
                if leaf:
                    self._all.append(leaf)
                skipped_until = element.end
        self._places = [leaf.element.at for leaf in self._all]

    @property
    def all(self) -> list[Leaf]:
        """Every leaf of the page, in order."""
        return list(self._all)

    def below(self, root: Element) -> list[Leaf]:
        """The leaves in ``root`` that aren't left out, in order."""
        if root.reason:
            return []
        found: list[Leaf] = []
        shown: dict[Element | None, bool] = {root: True, root.parent: True}
        for leaf in self._all[bisect_left(self._places, root.at) : bisect_left(self._places, root.end)]:
            element = leaf.element
            if not element.reason and (shown[element.parent] if element.parent in shown else _is_shown(element.parent, shown)):
                found.append(leaf)
        return found


def _is_shown(box: Element | None, shown: dict[Element | None, bool]) -> bool:
    """Whether ``box`` is not left out, nor anything it stands in up to what is known to be ``shown`` or not; it is known then, too."""
    path: list[Element] = []
    while box is not None and box not in shown and not box.reason:
        path.append(box)
        box = box.parent
    found = shown.get(box, False)
    shown.update(dict.fromkeys(path, found))
    return found


def _leads_away(link: Element) -> bool:
    href = link.get("href")
    return len(href) > 1 and not href.startswith("#")


def _leaf(element: Element, in_link: bool) -> Leaf | None:
    if element.is_text:
        text = " ".join("".join(element.children).split())  # type: ignore[arg-type]
        return None if is_unseen(text) else Leaf(element, text, len(text) if in_link else 0)
    pieces: list[str] = []
    linked = 0
    pending: list[tuple[Element | str, bool]] = [(child, False) for child in reversed(element.children)]
    while pending:
        node, link = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
            if link:
                linked += len(node.strip())
        elif node.tag == "br":
            pieces.append(" ")
        elif not node.reason and node.tag not in QUIET:
            link = link or (node.tag == "a" and _leads_away(node))
            pending.extend([(child, link) for child in reversed(node.children)])
    text = " ".join("".join(pieces).split())
    if is_unseen(text):
        return None
    return Leaf(element, text, len(text) if in_link else min(linked, len(text)))


_PARAGRAPH, _LEAST_OF_PROSE = 160, 60
_LARGE = frozenset(("h3", "h4"))  # as text is set large; smaller ones are small print


def _worth(leaf: Leaf) -> float:
    tag, size = leaf.element.tag, leaf.size
    if tag in HEADINGS:
        told = size >= _PARAGRAPH and tag in _LARGE and has_sentence(leaf.text)
        return -30.0 if leaf.is_linked else leaf.free if told else 0.0
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
    for at in range(len(found) - 1, 0, -1):
        found[page.above[at]] += found[at]
    return found


def counts(page: Page, leaves: Iterable[Leaf]) -> list[int]:
    """For each element of ``page`` how many of ``leaves`` it holds."""
    found = [0] * len(page.order)
    for leaf in leaves:
        found[leaf.element.at] += 1
    for at in range(len(found) - 1, 0, -1):
        found[page.above[at]] += found[at]
    return found
