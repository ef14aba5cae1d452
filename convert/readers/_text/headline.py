"""Which unit is the headline, if any.

Its words are in the text below, it stands alone, is said twice, is signed and dated; no one sign decides. What each is worth, beside the
others, is in decision trees grown on dumps whose headline is known (`scripts/grow_headlines.py`); where no line has enough there is none.
"""

from __future__ import annotations

from convert.forest import Forest, planted
from convert.patterns import regex
from convert.readers._text.candidates import scene_of
from convert.readers._text.dump import Dump
from convert.readers._text.headline_traits import NAMES, traits_of
from convert.readers._text.shape import is_ornament, is_titleshaped
from convert.readers._text.unit import Unit

_WEIGHTS = "headlines.json"
# So much must speak for a line; 0 were as much as for none. Texts without a headline are rarer than where the trees grew.
_LEAST = -2.0
_LOOK_BACK = 12
_BELOW_PATH = 2
_PARTS = frozenset(":：-–—")
_OPENING = 3
_SITE = regex(r"\s+[|·•–—-]\s+(?:[^|·•–—]{1,60}\s[|·•–—-]\s)?([^|·•–—]{2,60})$")


def _forest() -> Forest:
    return planted(__package__, _WEIGHTS, NAMES)


def find_title(dump: Dump) -> int | None:
    """Where the headline stands, ``None`` where no line is one.

    Over that of a text without a page round it stand but short lines.
    """
    found = _likeliest(dump)
    if not dump.manuscript or (found is not None and not any(map(_closes_head, dump.units[:found]))):
        return found
    return _opening(dump)


def _closes_head(unit: Unit) -> bool:
    return unit.prose or unit.last > unit.first or is_ornament(unit.text)


def _likeliest(dump: Dump) -> int | None:
    """The line that has most of a headline, the first of equals, if it has enough."""
    scene = scene_of(dump)
    if scene is None or not scene.worth:
        return None
    weighed = list(map(_forest().weigh, traits_of(scene)))
    most = max(weighed)
    if most <= _LEAST:
        return None
    found = _without_path(dump, scene.worth[weighed.index(most)], scene.lines)
    return _without_site(dump, _said_above(dump, found), scene.limit)


def _opening(dump: Dump) -> int | None:
    """The first line of words of a text without a page round it, where it may be its headline: none stands over that."""
    worded = (index for index, unit in enumerate(dump.units[:_OPENING]) if not is_ornament(unit.text))
    first = next(worded, None)
    return first if first is not None and is_titleshaped(dump.units[first]) else None


def _without_site(dump: Dump, index: int, limit: int) -> int:
    """The line below that is the headline alone, where the unit at ``index`` adds a site's name to it, as a page's title does."""
    text = dump.units[index].text
    for below in range(index + 1, limit):
        unit = dump.units[below]
        if is_titleshaped(unit) and text.startswith(unit.text) and site_after(text, unit.text):
            return below
    return index


def _without_path(dump: Dump, index: int, lines: list[int]) -> int:
    """The one of ``lines`` right below that is the headline alone, where the unit at ``index`` has a path through the site before it."""
    text = dump.units[index].text
    for below in lines:
        said = dump.units[below].text
        if index < below <= index + _BELOW_PATH and len(text) / 2 < len(said) < len(text) and text.endswith(said):
            return index if text[: -len(said)].rstrip()[-1:] in _PARTS else below  # a kicker, then, is part of the headline
    return index


def _said_above(dump: Dump, index: int) -> int:
    """Where the same line stands further up, else ``index``."""
    same = (above for above in range(max(0, index - _LOOK_BACK), index) if dump.units[above].text == dump.units[index].text)
    return next((above for above in same if not dump.units[above].marker), index)


def site_after(text: str, headline: str) -> str:
    """The name behind ``headline`` at the end of ``text``, as in *The Bridge Is Gone | The Coastal Record*; else empty."""
    match = _SITE.match(text, len(headline))
    return match[1] if match else ""
