"""How much speaks for each line of a dump being the article's: a second opinion on what the rules weigh, and a last word on what is clear.

The weights are decision trees grown on dumps of pages whose article is known (`scripts/grow_odds.py`). The first weigh the `line_traits` of
a line near prose, of which what the rules say of it is one; so the text is found. Then others weigh each line by its `context_traits`: how
far from that text it stands, and what lies between. Texts without a page round them, and verse, stay with the rules.
"""

from __future__ import annotations

from convert.forest import planted
from convert.readers._text import context_traits, line_traits
from convert.readers._text.context_traits import Opinion, say_of
from convert.readers._text.dump import Dump
from convert.readers._text.manuscripts import is_of_page
from convert.readers._text.rulings import FOOTER, HEADER, ITEM, LIKE, LISTING, MENU, QUOTE, ROW, UNLIKE, Ruling
from convert.readers._text.unit import QUOTED, Unit

_NEAR, _IN_CONTEXT = "odds.json", "odds_in_context.json"
# Below, what trees know of pages misleads; above, they take too long.
_FEWEST_UNITS, _MOST_UNITS = 30, 5_000
# What is clear to the first.
_CLEARLY_NOT, _CLEARLY = -1.5, 0.0
# Where the odds of the last are even, and what is too little within the text: sooner a line too many is kept than one lost.
_EVEN, _TOO_LITTLE = -0.5, -1.0
_MOST = 3.0
# What the rules keep as text, and what they leave out for where it stands.
_TEXT = frozenset(("paragraph", "heading", "item"))
_ROUND = frozenset((MENU, HEADER, FOOTER))


def odds_of(dump: Dump) -> list[float]:
    """The logarithm of the odds, for each unit of ``dump``, that it is to be kept; empty where the rules are to judge them all.

    The body of ``dump`` is then where the odds say.
    """
    if not may_be_weighed(dump):
        return []
    own, spoken = dump.weights, line_traits.spoken_near(dump.units)
    opinion = opinion_on(dump, first_odds(dump, spoken))
    weigh = planted(__package__, _IN_CONTEXT, context_traits.NAMES).weigh
    odds = [chance - _EVEN if chance else -_MOST for chance in opinion.odds]
    for index, row in context_traits.traits_of(dump.units, spoken, opinion).items():
        odds[index] = weigh(row) - _EVEN
    dump.weigh_anew(tilted(dump.units, own, odds))
    return odds


def first_odds(dump: Dump, spoken: dict[int, frozenset[str]]) -> list[float]:
    """The odds by the looks of each unit that ``spoken`` has; 0 for the others."""
    odds = [0.0] * len(dump.units)
    weigh = planted(__package__, _NEAR, line_traits.NAMES).weigh
    for index, traits in line_traits.traits_of(dump.units, dump.weights, spoken).items():
        odds[index] = weigh(traits)
    return odds


def opinion_on(dump: Dump, odds: list[float]) -> Opinion:
    """What the ``odds`` say of ``dump``, whose body is where they say, then."""
    dump.weigh_anew(tilted(dump.units, dump.weights, odds))
    first, end = dump.start, dump.end
    kept = [chance > _CLEARLY or (first <= index < end and chance >= _CLEARLY_NOT) for index, chance in enumerate(odds)]
    return Opinion(odds, dump.weights, first, end, kept)


def may_be_weighed(dump: Dump) -> bool:
    """Whether ``dump`` is of a page: it holds an article and buttons, more than small print as licences do, and enough lines to tell by."""
    if dump.verse or dump.note or dump.manuscript or not _FEWEST_UNITS <= len(dump.units) <= _MOST_UNITS:
        return False
    return dump.end > dump.start and not dump.clean and any(is_of_page(unit, small_print=False) for unit in dump.units)


def tilted(units: list[Unit], weights: list[float], odds: list[float]) -> list[float]:
    """``weights`` with what the ``odds`` add, more for longer units."""
    return [weight + max(-_MOST, min(_MOST, chance)) * say_of(unit) for unit, weight, chance in zip(units, weights, odds, strict=True)]


def settle(dump: Dump, odds: list[float]) -> None:
    """Leave out of the text what is unlike it, and keep what is like it of what the rules left out for where it stands."""
    for index, (ruling, chance) in enumerate(zip(dump.rulings, odds, strict=True)):
        if ruling is not None and ruling.role in _TEXT and chance < _TOO_LITTLE:
            dump.rulings[index] = UNLIKE
        elif (ruling is None or ruling in _ROUND) and chance > 0 and dump.units[index].text:
            dump.rulings[index] = _kept(dump.units[index])


def _kept(unit: Unit) -> Ruling:
    if unit.cells:
        return LISTING if unit.is_listing else ROW
    return QUOTE if unit.marker == QUOTED else ITEM if unit.marker else LIKE
