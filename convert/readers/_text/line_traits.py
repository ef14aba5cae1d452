"""What can be told of each unit of a dump in numbers: its own looks, what stands round it, where the heaviest run of prose is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter, sub

from convert.readers._text.shape import heaviest, is_titleshaped, terms
from convert.readers._text.unit import Unit

_LONG, _OPENING, _MOST_SHARED, _WIDEST_GAP, _OFTEN = 80, 400, 10, 4, 5
# How many units above and below are summed up: of weights, and of prose.
_WEIGHED, _NEAR, _AROUND = (4, 12), 4, 15
NAMES = (
    "width", "gap", "set in", "capitals", "titleshaped", "said", "weight", "width above", "gap below", "prose above", "side", "from start",
    "shared", "terms shared", "weight 4 above", "weight 4 below", "weight 12 above", "weight 12 below",
    "prose 4 above", "prose 4 below", "prose 15 above", "prose 15 below",
)  # fmt: skip

_FIRST = itemgetter(0)


def traits_of(units: list[Unit], weights: list[float]) -> dict[int, list[float]]:
    """The traits of those of ``units`` that have prose near them, by their indices: as many numbers as `NAMES`, in that order.

    ``weights`` are what each says for the body.
    """
    told = [float(unit.width) if unit.prose and not unit.legal else 0.0 for unit in units]
    near = _sums(told, _NEAR)
    round_it = [column for reach in _WEIGHED for column in _sums(weights, reach)]
    round_it += [*near, *_sums(told, _AROUND)]
    asked = [index for index, (own, above, below) in enumerate(zip(told, *near, strict=True)) if own or above or below]
    texts = [units[index].text[:_OPENING] for index in asked]
    places = _places(units, weights, told, asked, texts)
    looks = _looks(units, weights, asked, texts)
    return {
        index: [*look, *place, *(column[index] for column in round_it)] for index, look, place in zip(asked, looks, places, strict=True)
    }


def _looks(units: list[Unit], weights: list[float], asked: list[int], texts: list[str]) -> list[list[float]]:
    """What can be told of each unit that is ``asked`` about, which begins with one of ``texts``, by itself and beside its neighbours."""
    column = _column(units)
    said = Counter(unit.text for unit in units)
    last = len(units) - 1
    found = []
    for index, text in zip(asked, texts, strict=True):
        unit = units[index]
        words = text.split()
        found.append([
            unit.width, min(unit.gap, _WIDEST_GAP), unit.indent - column, sum(map(str.isupper, map(_FIRST, words))) / (len(words) or 1),
            is_titleshaped(unit), min(said[unit.text], _OFTEN), weights[index], units[index - 1].width if index else -1,
            min(units[index + 1].gap, _WIDEST_GAP) if index < last else -1,
        ])  # fmt: skip
    return found


def _places(units: list[Unit], weights: list[float], told: list[float], asked: list[int], texts: list[str]) -> list[list[float]]:
    """Where each unit that is ``asked`` about stands to the heaviest run, and what of that its text speaks of."""
    _, first, end = heaviest(weights)
    before = list(accumulate(told, initial=0.0))
    whole = before[-1] or 1.0
    spoken = list(map(terms, texts))
    inside = [first <= index < end and units[index].prose for index in asked]
    once, again = set[str](), set[str]()
    for own, held in zip(spoken, inside, strict=True):
        if held:
            again |= once & own
            once |= own
    found = []
    for index, own, held in zip(asked, spoken, inside, strict=True):
        shared = len(own & (again if held else once))
        side = 0 if first <= index < end else -1 if index < first else 1
        found.append([
            before[index] / whole, side, abs(index - first), shared / (len(own) or 1), min(shared, _MOST_SHARED),
        ])  # fmt: skip
    return found


def _column(units: list[Unit]) -> int:
    """Where most of the text of long units begins."""
    begins = Counter[int]()
    for unit in units:
        if unit.width >= _LONG and not unit.cells:
            begins[unit.indent] += unit.width
    return max(begins, key=lambda indent: begins[indent]) if begins else 0


def _sums(values: Sequence[float], reach: int) -> tuple[list[float], list[float]]:
    """For each of ``values`` the sum of up to ``reach`` above it, and of as many below."""
    sums = list(accumulate(values, initial=0.0))
    count = len(values)
    above = list(map(sub, sums[:count], [0.0] * min(reach, count) + sums))
    below = list(map(sub, [*sums[reach + 1 :], *[sums[-1]] * min(reach, count)], sums[1:]))
    return above, below
