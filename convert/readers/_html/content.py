"""Which part of a page is its article, and what in it is not: each element left out bears the reason.

The page is weighed leaf by leaf. Prose counts for what holds it; links, labels and fragments against it; the
element with most to its credit is the article. What is marked as something else, or looks it, is left out.
"""

from __future__ import annotations

from convert.readers._html.hints import hint_of, is_body_hint, is_hidden
from convert.readers._html.leaves import HEADINGS, Leaf, leaves_of, sums
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated

_MOST_OF_PAGE = 0.4
_SHARE_OF_PROSE = 0.2


def find(page: Page, stated: Stated) -> Element:
    """The element that holds the article of ``page``; whatever below it is no part of it has its reason set."""
    _leave_out_hidden(page)
    _leave_out_marked(page)
    _leave_out_cards(page)
    leaves = leaves_of(page.root)
    best = _best(page, leaves)
    return best


def _leave_out_hidden(page: Page) -> None:
    hidden = [element for element in page.order if is_hidden(element)]
    if not hidden:
        return
    free = sums(page, leaves_of(page.root), "free")
    for element in hidden:
        if free[element.at] < _MOST_OF_PAGE * free[0]:
            element.reason = "hidden"


def _leave_out_marked(page: Page) -> None:
    """Leave out what its tag, role, class or id calls something else, unless it holds most of the page."""
    leaves = leaves_of(page.root)
    free, worth = sums(page, leaves, "free"), sums(page, leaves, "worth")
    count = [0.0] * len(page.order)
    for leaf in leaves:
        count[leaf.element.at] += leaf.is_prose
    for element in reversed(page.order):
        if element.parent is not None:
            count[element.parent.at] += count[element.at]
    for element in page.order:
        if element.reason or free[element.at] >= _MOST_OF_PAGE * free[0]:
            continue
        kind, sure = hint_of(element)
        if kind and (sure or worth[element.at] < 200 or (count[element.at] <= 1 and worth[element.at] < 600 and kind not in ("beside the article",))):
            if sure or not _is_prose_mark(element, worth[element.at]):
                element.reason = kind


def _is_prose_mark(element: Element, worth: float) -> bool:
    """Whether a likely mark stands on a paragraph of its own, where a class name may mean its style."""
    return element.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "blockquote", "pre") and worth >= 40


def _leave_out_cards(page: Page) -> None:
    """Leave out rows of cards: siblings alike, each a linked headline with a few words, as pages announce others."""
    leaves = leaves_of(page.root)
    free = sums(page, leaves, "free")
    linked = [0.0] * len(page.order)
    for leaf in leaves:
        if leaf.is_linked and len(leaf.text) > 15:
            linked[leaf.element.at] += 1
    for element in reversed(page.order):
        if element.parent is not None:
            linked[element.parent.at] += linked[element.at]
    for element in page.order:
        if element.reason or linked[element.at] < 3 or free[element.at] > 0.35 * free[0] or element.tag in ("table", "tbody", "tr", "ul", "ol", "dl"):
            continue
        groups: dict[tuple[str, str], list[Element]] = {}
        for child in element.elements():
            if child.block and not child.reason:
                groups.setdefault((child.tag, child.get("class").split(" ")[0] if child.get("class") else ""), []).append(child)
        for cards in groups.values():
            announcing = [card for card in cards if 1 <= linked[card.at] <= 4 and free[card.at] <= 350 and card.tag not in HEADINGS and card.tag != "p"]
            if len(announcing) >= 3 and len(announcing) * 3 >= len(cards) * 2:
                for card in announcing:
                    card.reason = "related"


def _best(page: Page, leaves: list[Leaf]) -> Element:
    worth = sums(page, leaves, "worth")
    best, most = page.root, -1e9
    for element in page.order:
        if element.block and not element.reason:
            score = worth[element.at] * (1.1 if is_body_hint(element) else 1.0)
            if score >= most:
                best, most = element, score
    return best
