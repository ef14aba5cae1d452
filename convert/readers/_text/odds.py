"""How much speaks for each line of a dump being the article's: a second opinion on what the rules weigh, and a last word on what is clear.

The weights are decision trees grown on dumps of pages whose article is known (`scripts/grow_odds.py`); they weigh the `line_traits` of a
line, of which what the rules say of it is one. Texts without a page round them, and verse, stay with the rules.
"""

from __future__ import annotations

from convert.forest import Forest, planted
from convert.readers._text.dump import Dump
from convert.readers._text.line_traits import NAMES, traits_of
from convert.readers._text.manuscripts import is_of_page
from convert.readers._text.rulings import FOOTER, HEADER, ITEM, LIKE, LISTING, MENU, QUOTE, ROW, UNLIKE, Ruling
from convert.readers._text.unit import QUOTED, Unit

_WEIGHTS = "odds.json"
# Below, what trees know of pages misleads; above, they take too long.
_FEWEST_UNITS, _MOST_UNITS = 30, 5_000
_CLEARLY_NOT, _CLEARLY = -1.5, 0.0
_MOST = 3.0
# What the rules keep as text, and what they leave out for where it stands.
_TEXT = frozenset(("paragraph", "heading", "item"))
_ROUND = frozenset((MENU, HEADER, FOOTER))


def odds_of(dump: Dump) -> list[float]:
    """The logarithm of the odds, for each unit of ``dump``, that it is the article's, 0 for one that the rules are to judge alone.

    Empty where they are to judge them all.
    """
    if not may_be_weighed(dump):
        return []
    odds = [0.0] * len(dump.units)
    weigh = _forest().weigh
    for index, traits in traits_of(dump.units, dump.weights).items():
        odds[index] = weigh(traits)
    return odds


def may_be_weighed(dump: Dump) -> bool:
    """Whether ``dump`` is of a page: it holds an article and buttons, more than small print as licences do, and enough lines to tell by."""
    if dump.verse or dump.note or dump.manuscript or not _FEWEST_UNITS <= len(dump.units) <= _MOST_UNITS:
        return False
    return dump.end > dump.start and not dump.clean and any(is_of_page(unit, small_print=False) for unit in dump.units)


def _forest() -> Forest:
    return planted(__package__, _WEIGHTS, NAMES)


def tilted(units: list[Unit], weights: list[float], odds: list[float]) -> list[float]:
    """``weights`` with what the ``odds`` add, more for longer units."""
    return [
        weight + max(-_MOST, min(_MOST, chance)) * (0.3 + min(unit.width, 600) / 300)
        for unit, weight, chance in zip(units, weights, odds, strict=True)
    ]


def settle(dump: Dump, odds: list[float]) -> None:
    """Leave out of the text what is clearly unlike it, and keep what is clearly like it of what the rules left out for where it stands."""
    for index, (ruling, chance) in enumerate(zip(dump.rulings, odds, strict=True)):
        if ruling is not None and ruling.role in _TEXT and chance < _CLEARLY_NOT:
            dump.rulings[index] = UNLIKE
        elif (ruling is None or ruling in _ROUND) and chance > _CLEARLY and dump.units[index].text:
            dump.rulings[index] = _kept(dump.units[index])


def _kept(unit: Unit) -> Ruling:
    if unit.cells:
        return LISTING if unit.is_listing else ROW
    return QUOTE if unit.marker == QUOTED else ITEM if unit.marker else LIKE
