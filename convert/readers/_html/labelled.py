"""What stands over or beside each of several parts alike: who speaks, the minute of a match, the number of an entry."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice, pairwise

from convert.readers._html.leaves import Leaf
from convert.readers._html.page import Element


def labels_in(leaves: list[Leaf], loose: Collection[Element], wanted: Collection[Element]) -> set[Element]:
    """Those of ``leaves`` that the rules kept, among ``loose``, and that each open a part whose text is ``wanted``.

    They are short, no links, marked up alike, and say different things; a part is one of several boxes alike beside each other.
    """
    alike: dict[tuple[str, ...], list[tuple[Leaf, bool]]] = {}
    for leaf, below in pairwise(leaves):
        element = leaf.element
        if len(leaf.text) <= _LONGEST and not leaf.linked and element in loose and (row := _row(element)) is not None:
            opens = row.holds(below.element) and below.element in wanted and below.element.tag != "pre"  # over which stands its language
            key = (element.tag, element.get("class"), *_kind(row))
            alike.setdefault(key, []).append((leaf, opens))
    found: set[Element] = set()
    for labels in alike.values():
        opening = [leaf for leaf, opens in labels if opens]
        if len(opening) >= _FEWEST and 4 * len(opening) >= 3 * len(labels) and len({leaf.text for leaf in opening}) > 1:
            found.update(leaf.element for leaf in opening)
    return found


def _row(label: Element) -> Element | None:
    """The box that ``label`` opens beside one alike."""
    said = label.text()
    for above in islice(label.ancestors(), _LEVELS):
        if above.tag not in _ROWS or not above.text(len(said)).startswith(said):
            return None
        at = above.place(_MOST_BESIDE)
        near = above.parent.children[max(0, at - _NEAR) : at + _NEAR + 1] if above.parent is not None and at >= 0 else []
        if any(_kind(child) == _kind(above) for child in near if isinstance(child, Element) and child is not above):
            return above
    return None


def _kind(element: Element) -> tuple[str, str]:
    return element.tag, element.get("class").partition(" ")[0]


_ROWS = frozenset(("div", "section", "article", "li"))
_LONGEST, _FEWEST, _LEVELS, _NEAR, _MOST_BESIDE = 40, 3, 3, 3, 5_000
