"""The last word on each leaf: kept by the rules or not, is it the article's by all that can be told of it?

The weights are decision trees grown on pages whose article is known (`scripts/grow_judge.py`); they weigh the
`traits` of a leaf, of which what the rules made of it is one. Pictures and captions stay with the rules.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from convert.readers._html import tables
from convert.readers._html.captions import in_figure
from convert.readers._html.leaves import Leaf, Leaves, counts
from convert.readers._html.page import Element, Page
from convert.readers._html.report import OUTSIDE, UNLIKE
from convert.readers._html.traits import NAMES, Known, traits_of
from convert.readers._html.trim import CONTENTS
from convert.readers._text.dateline import byline_names

_WEIGHTS = "judge.json"
EVEN = -0.2
_MOST_LEAVES = 5_000
_LEAST_KEPT = 0.3


class _Tree(NamedTuple):
    """A decision tree: at node ``n`` trait ``trait[n]`` is held against ``limit[n]``, then on to ``low[n]`` or ``high[n]``.

    A place below 0 is the end: ``~place`` in ``value``.
    """

    trait: list[int]
    limit: list[float]
    low: list[int]
    high: list[int]
    value: list[float]


@cache
def _trees() -> tuple[_Tree, ...]:
    stored = json.loads(files(__package__).joinpath(_WEIGHTS).read_bytes())
    if tuple(stored["traits"]) != NAMES:
        raise RuntimeError(f"{_WEIGHTS} was grown for other traits; run scripts/grow_judge.py")
    return tuple(_Tree(**tree) for tree in stored["trees"])


def likelihoods(rows: list[list[float]]) -> list[float]:
    """For each row of traits how much speaks for the article: above 0 more than against it (log odds)."""
    trees = _trees()
    found = []
    for row in rows:
        total = 0.0
        for trait, limit, low, high, value in trees:
            node = 0
            while node >= 0:
                node = low[node] if row[trait[node]] <= limit[node] else high[node]
            total += value[~node]
        found.append(total)
    return found


def settle(page: Page, every: Leaves, main: Element, fixed: Collection[Element], known: Known) -> Element:
    """The element that holds the article, once each leaf was weighed; what is left out bears its reason.

    ``fixed`` are elements on which the rules' word stands, such as the headline. Where little would be left, a page has
    leaves beyond number, or the rules leave nothing out of it, all stays as they found it.
    """
    leaves = every.all
    if not leaves or len(leaves) > _MOST_LEAVES:
        return main
    judged = [leaf for leaf in leaves if not is_fixed(leaf.element, fixed)]
    kept = every.below(main)
    if {leaf.element for leaf in judged} <= {leaf.element for leaf in kept}:
        return main
    wanted = _wanted(leaves, judged, likelihoods(traits_of(page, leaves, main, known)))
    before = sum(leaf.size for leaf in kept)
    if not wanted or sum(leaf.size for leaf in wanted) < _LEAST_KEPT * before:
        return main
    whole = _common(page, wanted)
    if main.holds(whole):
        whole = main
    loose = {leaf.element for leaf in kept}
    _mark(_Count(page, leaves, [leaf for leaf in judged if leaf.element in loose], wanted), whole, main)
    return whole


def is_fixed(element: Element, fixed: Collection[Element]) -> bool:
    """Whether the rules' word stands on ``element``: what belongs to a picture, or is one of ``fixed`` or in it."""
    return in_figure(element) or element in fixed or any(above in fixed for above in element.ancestors())


def _wanted(leaves: list[Leaf], judged: list[Leaf], scores: list[float]) -> list[Leaf]:
    """The leaves of ``judged`` that are the article's. A table is so as a whole; what was left out as said elsewhere or hidden never is."""
    score = {leaf.element: score for leaf, score in zip(leaves, scores, strict=True)}
    tables_of: dict[Element, list[Leaf]] = {}
    for leaf in judged:
        table = _table(leaf.element)
        if table is not None:
            tables_of.setdefault(table, []).append(leaf)
    for held in tables_of.values():
        mean = sum(score[leaf.element] * leaf.size for leaf in held) / sum(leaf.size for leaf in held)
        score.update((leaf.element, mean) for leaf in held)
    return [leaf for leaf in judged if score[leaf.element] > EVEN and not _is_settled(leaf)]


def _table(element: Element) -> Element | None:
    if element.tag not in _IN_TABLES and (element.parent is None or element.parent.tag not in _IN_TABLES):
        return None
    table = next((above for above in element.ancestors() if above.tag == "table"), None)
    return None if table is None or tables.is_layout(table) else table


_IN_TABLES = frozenset(("td", "th", "caption"))


def _is_settled(leaf: Leaf) -> bool:
    """Whether the reason why ``leaf`` was left out is a fact rather than a judgement."""
    reasons = {above.reason for above in (leaf.element, *leaf.element.ancestors())}
    return bool(reasons & _FACTS) or ("about the author" in reasons and bool(byline_names(leaf.text)))


_FACTS = frozenset(("hidden", "who and when", "a repeat", CONTENTS))


def _common(page: Page, leaves: list[Leaf]) -> Element:
    """The smallest element that holds all of ``leaves`` and is no leaf itself."""
    first, last = leaves[0].element, leaves[-1].element
    return next((above for above in first.ancestors() if above.holds(last)), page.root)


class _Count:
    """How many leaves each element holds, by its place: all, those judged that the rules kept, those wanted."""

    def __init__(self, page: Page, leaves: list[Leaf], judged: list[Leaf], wanted: list[Leaf]) -> None:
        self.leaves = counts(page, leaves)
        self.judged = counts(page, judged)
        self.wanted = counts(page, wanted)


def _mark(count: _Count, whole: Element, main: Element) -> None:
    """Give what is not wanted below ``whole`` its reason, and take it from what is; ``main`` is what the rules had for ``whole``."""
    pending = [(whole, "", whole is main or main.holds(whole))]
    while pending:
        element, said, inside = pending.pop()
        inside = inside or element is main
        at = element.at
        if count.wanted[at] or (inside and not element.reason and not said and 0 < count.judged[at] < count.leaves[at]):
            said, element.reason = element.reason or said, ""
            pending += [(child, said, inside) for child in element.elements() if child.block]
        elif not element.reason:
            element.reason = said or ("" if inside else OUTSIDE) or (UNLIKE if count.judged[at] else "")
