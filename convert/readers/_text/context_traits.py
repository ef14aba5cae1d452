"""What can be told of each unit of a dump in numbers once the text is found: how far from it the unit stands, and what lies between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from convert.readers._text.line_traits import OFTEN, capitals_in, column_of, shared_with, sums_round
from convert.readers._text.shape import is_control, is_related
from convert.readers._text.unit import Unit

_NEAR, _LONG, _WIDEST, _MOST_SHARED, _LEAST_KEPT = 8, 200, 600, 20, 80
# Where a first look is as sure as this, another hardly ever says otherwise; farther from all that is kept next to nothing is text.
_SURELY_NOT, _SURELY, _FAR = -2.5, 2.0, 60
_SIGNS = str.maketrans("", "", "{}();=<>#/_")
NAMES = (
    *("odds", "weight", "off", "between", "deepest", "controls between", "kept", "units", "part kept", "shared", "terms shared"),
    *("width", "set in", "capitals", "said", "signs", "signs above", "signs below", "control", "controls above", "controls below"),
    *("odds above", "odds below", "kept above", "kept below"),
)


class Opinion(NamedTuple):
    """What a first look says: for each unit the ``odds``, its weight and whether it is ``kept``; the text is from ``first`` to ``end``."""

    odds: list[float]
    weights: list[float]
    first: int
    end: int
    kept: list[bool]


def traits_of(units: list[Unit], spoken: dict[int, frozenset[str]], opinion: Opinion) -> dict[int, list[float]]:
    """The traits of each of ``units`` of which little is sure, by their indices: as many numbers as `NAMES`, in that order.

    ``spoken`` is what `line_traits.spoken_near` tells.
    """
    controls = list(map(is_control, units))
    of_page = [control or unit.legal or is_related(unit) for control, unit in zip(controls, units, strict=True)]
    columns = [
        *(opinion.odds, opinion.weights),
        *_way_to(opinion, of_page),
        *_whole(units, opinion),
        *_shares(units, spoken, opinion),
        *_looks(units),
        *_round(units, opinion, controls),
    ]
    rows = list(zip(*columns, strict=True))
    return {index: list(rows[index]) for index in _unsure(opinion)}


def _unsure(opinion: Opinion) -> list[int]:
    """The units of which the first look isn't sure and that don't stand far from all that is kept."""
    near = zip(opinion.odds, opinion.kept, *sums_round(opinion.kept, _FAR), strict=True)
    return [
        index
        for index, (chance, kept, above, below) in enumerate(near)
        if chance > _SURELY_NOT and not (kept and chance > _SURELY) and (kept or above or below)
    ]


def _way_to(opinion: Opinion, of_page: Sequence[float]) -> list[list[float]]:
    """How far each unit is from the text, what the units between weigh, the least on the way, and how many of them are the page's."""
    _, weights, first, end, _ = opinion
    counts = [float(first - index if index < first else max(0, index - end + 1)) for index in range(len(weights))]
    sums = [list(accumulate(way)) for way in (reversed(weights[:first]), weights[end:])]
    deepest = [list(accumulate(way, min, initial=0.0))[1:] for way in sums]
    controls = [list(accumulate(way)) for way in (reversed(of_page[:first]), of_page[end:])]
    within = [0.0] * (end - first)
    return [counts, *([*reversed(up), *within, *down] for up, down in (sums, deepest, controls))]


def _whole(units: list[Unit], opinion: Opinion) -> list[list[float]]:
    """How much is kept of all, how many units there are, and which part of them that is: the same for each."""
    widths = [min(unit.width, _WIDEST) for unit in units]
    kept = sum(width for width, held in zip(widths, opinion.kept, strict=True) if held)
    count = len(units)
    return [[float(kept)] * count, [float(count)] * count, [kept / (sum(widths) or 1)] * count]


def _shares(units: list[Unit], spoken: dict[int, frozenset[str]], opinion: Opinion) -> list[list[float]]:
    """Which part of what a unit speaks of is in the text that is kept, and how much: 0 for those that have no prose near them."""
    text = {index for index in spoken if opinion.kept[index] and units[index].width > _LEAST_KEPT}
    part, count = [0.0] * len(units), [0.0] * len(units)
    for (index, own), shared in zip(spoken.items(), shared_with(spoken, text), strict=True):
        part[index], count[index] = shared / (len(own) or 1), float(min(_MOST_SHARED, shared))
    return [part, count]


def _looks(units: list[Unit]) -> list[list[float]]:
    column = column_of(units)
    said = Counter(unit.text for unit in units)
    return [
        [float(unit.width) for unit in units],
        [float(unit.indent - column) for unit in units],
        list(map(capitals_in, units)),
        [float(min(said[unit.text], OFTEN)) for unit in units],
    ]


def _round(units: list[Unit], opinion: Opinion, controls: Sequence[float]) -> list[list[float]]:
    """What stands near each unit: signs as programs have, controls; the odds of the near ones, how much is kept above and below."""
    signs = [_signs_in(unit.text[:_LONG]) for unit in units]
    odds = [chance * say_of(unit) for unit, chance in zip(units, opinion.odds, strict=True)]
    kept = [float(unit.width) if held and unit.width > _LEAST_KEPT else 0.0 for unit, held in zip(units, opinion.kept, strict=True)]
    return [
        *(signs, *sums_round(signs, _NEAR)),
        *(list(controls), *sums_round(controls, _NEAR)),
        *sums_round(odds, _NEAR),
        *sums_round(kept, len(units)),
    ]


def say_of(unit: Unit) -> float:
    """How much of a say the odds of ``unit`` have: more, the longer it is."""
    return 0.3 + min(unit.width, _WIDEST) / 300


def _signs_in(text: str) -> float:
    return 1 - len(text.translate(_SIGNS)) / len(text) if text else 0.0
