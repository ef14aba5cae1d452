"""Decision trees, many of them, weighed at once: what speaks for something by what can be told of it in numbers."""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from operator import getitem
from struct import Struct
from typing import NamedTuple


class Tree(NamedTuple):
    """A decision tree: at node ``n`` trait ``trait[n]`` is held against ``limit[n]``, then on to ``low[n]`` or ``high[n]``.

    A place below 0 is the end: ``~place`` in ``value``.
    """

    trait: list[int]
    limit: list[float]
    low: list[int]
    high: list[int]
    value: list[float]


class Forest:
    """All trees weighed at once: one whole number has a bit for each end of each tree, the ends of a tree side by side from the left.

    A trait above a node's limit rules out the ends on the node's low side. What is ruled out by all limits that a trait is above
    is known beforehand, so a row costs one look-up and one *and* a trait; the leftmost end that is left of each tree is where
    that tree leads (QuickScorer, Lucchese et al., SIGIR 2015).
    """

    def __init__(self, trees: list[Tree]) -> None:
        width = next(width for width in _LANES if width >= max(len(tree.value) for tree in trees))
        self._lanes = Struct(f"<{len(trees)}{_LANES[width]}")
        self._all = (1 << width * len(trees)) - 1
        self._firsts = sum(1 << width * number for number in range(len(trees)))
        self._values: list[dict[int, float]] = []
        above: dict[int, list[tuple[float, int]]] = {}
        for number, tree in enumerate(trees):
            ends, nodes = _laid_out(tree)
            self._values.append({1 << place: tree.value[end] for place, end in enumerate(ends)})
            for node, (start, end) in nodes.items():
                ruled_out = ((1 << end) - (1 << start)) << width * number
                above.setdefault(tree.trait[node], []).append((tree.limit[node], ruled_out))
        self._left = [(trait, *self._steps(held)) for trait, held in sorted(above.items())]

    def _steps(self, held: list[tuple[float, int]]) -> tuple[list[float], list[int]]:
        """The limits of a trait in order, and which ends are left above none of them, the first, the first two …"""
        limits, left = [], [self._all]
        for limit, ruled_out in sorted(held):
            limits.append(limit)
            left.append(left[-1] & ~ruled_out)
        return limits, left

    def weigh(self, row: list[float]) -> float:
        """The sum of what each tree says of ``row``."""
        ends = self._all
        for trait, limits, left in self._left:
            ends &= left[bisect_left(limits, row[trait])]
        leads = ends & ~(ends - self._firsts)  # no tree is without an end, so none borrows from the next
        return sum(map(getitem, self._values, self._lanes.unpack(leads.to_bytes(self._lanes.size, "little"))))


@cache
def planted(package: str, name: str, traits: tuple[str, ...]) -> Forest:
    """The forest whose trees the file ``name`` of ``package`` holds.

    Raises `RuntimeError` where they were grown for other ``traits``: a script in ``scripts/`` grows them anew.
    """
    stored = json.loads(files(package).joinpath(name).read_bytes())
    if tuple(stored["traits"]) != traits:
        raise RuntimeError(f"{name} was grown for other traits; grow the trees again")
    return Forest([Tree(**tree) for tree in stored["trees"]])


# The widths in bits that a tree's ends may take, with their codes in struct.
_LANES = {8: "B", 16: "H", 32: "I", 64: "Q"}


def _laid_out(tree: Tree) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """The ends of ``tree`` from left to right; and of each node where the ends on its low side begin and stop."""
    ends: list[int] = []
    starts: dict[int, int] = {}
    lows: dict[int, tuple[int, int]] = {}
    pending = [(0, False)]
    while pending:
        place, is_low_done = pending.pop()
        if place < 0:
            ends.append(~place)
        elif is_low_done:
            lows[place] = (starts[place], len(ends))
            pending.append((tree.high[place], False))
        else:
            starts[place] = len(ends)
            pending += [(place, True), (tree.low[place], False)]
    return ends, lows
