"""What can be told of each unit of a dump in numbers: its own looks, what stands round it, where the heaviest run of prose is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter, sub

from convert.readers._text.shape import heaviest, is_titleshaped, terms
from convert.readers._text.unit import Unit

_LONG, OPENING, _MOST_SHARED, _WIDEST_GAP, OFTEN = 80, 400, 10, 4, 5
# How many units above and below are summed up: of weights, and of prose.
_WEIGHED, _NEAR, _AROUND = (4, 12), 4, 15
NAMES = (
    "width", "gap", "set in", "capitals", "titleshaped", "said", "weight", "width above", "gap below", "prose above", "side", "from start",
    "shared", "terms shared", "weight 4 above", "weight 4 below", "weight 12 above", "weight 12 below",
    "prose 4 above", "prose 4 below", "prose 15 above", "prose 15 below",
)  # fmt: skip

_FIRST = itemgetter(0)


def spoken_near(units: list[Unit]) -> dict[int, frozenset[str]]:
    """What those of ``units`` speak of that have prose near them, by their indices: the terms that each begins with."""
    told = _told(units)
    near = zip(told, *sums_round(told, _NEAR), strict=True)
    return {index: terms(units[index].text[:OPENING]) for index, prose in enumerate(near) if any(prose)}


def traits_of(units: list[Unit], weights: list[float], spoken: dict[int, frozenset[str]]) -> dict[int, list[float]]:
    """The traits of each of ``units`` that ``spoken`` has, by their indices: as many numbers as `NAMES`, in that order.

    ``weights`` are what each says for the body, ``spoken`` what `spoken_near` tells.
    """
    told = _told(units)
    round_it = [column for reach in _WEIGHED for column in sums_round(weights, reach)]
    round_it += [*sums_round(told, _NEAR), *sums_round(told, _AROUND)]
    asked = list(spoken)
    places = _places(units, weights, told, spoken)
    looks = _looks(units, weights, asked)
    return {
        index: [*look, *place, *(column[index] for column in round_it)] for index, look, place in zip(asked, looks, places, strict=True)
    }


def _told(units: list[Unit]) -> list[float]:
    """How much prose each unit is, small print none."""
    return [float(unit.width) if unit.prose and not unit.legal else 0.0 for unit in units]


def _looks(units: list[Unit], weights: list[float], asked: list[int]) -> list[list[float]]:
    """What can be told of each unit that is ``asked`` about by itself and beside its neighbours."""
    column = column_of(units)
    said = Counter(unit.text for unit in units)
    last = len(units) - 1
    found = []
    for index in asked:
        unit = units[index]
        found.append([
            unit.width, min(unit.gap, _WIDEST_GAP), unit.indent - column, capitals_in(unit), is_titleshaped(unit),
            min(said[unit.text], OFTEN), weights[index], units[index - 1].width if index else -1,
            min(units[index + 1].gap, _WIDEST_GAP) if index < last else -1,
        ])  # fmt: skip
    return found


def capitals_in(unit: Unit) -> float:
    """Which part of the words that ``unit`` begins with is written large."""
    words = unit.text[:OPENING].split()
    return sum(map(str.isupper, map(_FIRST, words))) / (len(words) or 1)


def _places(units: list[Unit], weights: list[float], told: list[float], spoken: dict[int, frozenset[str]]) -> list[list[float]]:
    """Where each unit that ``spoken`` has stands to the heaviest run, and what of that its text speaks of."""
    _, first, end = heaviest(weights)
    before = list(accumulate(told, initial=0.0))
    whole = before[-1] or 1.0
    counts = shared_with(spoken, {index for index in spoken if first <= index < end and units[index].prose})
    found = []
    for (index, own), shared in zip(spoken.items(), counts, strict=True):
        side = 0 if first <= index < end else -1 if index < first else 1
        found.append([
            before[index] / whole, side, abs(index - first), shared / (len(own) or 1), min(shared, _MOST_SHARED),
        ])  # fmt: skip
    return found


def shared_with(spoken: dict[int, frozenset[str]], text: set[int]) -> list[int]:
    """How many of the terms ``spoken`` in each unit are in the others of the ``text``, too; in the order of ``spoken``."""
    once, again = set[str](), set[str]()
    for index, own in spoken.items():
        if index in text:
            again |= once & own
            once |= own
    return [len(own & (again if index in text else once)) for index, own in spoken.items()]


def column_of(units: list[Unit]) -> int:
    """Where most of the text of long units begins."""
    begins = Counter[int]()
    for unit in units:
        if unit.width >= _LONG and not unit.cells:
            begins[unit.indent] += unit.width
    return max(begins, key=lambda indent: begins[indent]) if begins else 0


def sums_round(values: Sequence[float], reach: int) -> tuple[list[float], list[float]]:
    """For each of ``values`` the sum of up to ``reach`` above it, and of as many below."""
    sums = list(accumulate(values, initial=0.0))
    count = len(values)
    above = list(map(sub, sums[:count], [0.0] * min(reach, count) + sums))
    below = list(map(sub, [*sums[reach + 1 :], *[sums[-1]] * min(reach, count)], sums[1:]))
    return above, below
