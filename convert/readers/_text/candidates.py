"""Which of the lines over a dump's text is its headline, by many small signs of place and of wording at once.

What each sign adds was fitted (multinomial logistic regression) to 1,151 dumps of pages whose title is known, written out in four ways by
``tests/bench/page_dumps.py``; but that of a picture's credit, which is from the rules. Tried on sites it had not seen, 1,008 of 1,395 dumps
get their title, with constants set by hand 922.
"""

from __future__ import annotations

from math import log2

from convert.readers._text.credit import is_credit_line, part_credit
from convert.readers._text.dateline import is_name
from convert.readers._text.dump import Dump
from convert.readers._text.rulings import HEADER
from convert.readers._text.shape import is_titleshaped, terms

_BY_PLACE = {
    "distance": 0.46, "far": -0.42, "farther": -0.83, "behind the text": -2.23, "opens": 1.48, "signed near": 1.66, "signed below": 0.43,
    "apart": 0.61, "gap below": 1.26, "wide": 0.67, "wider": 0.6, "narrow": -0.35, "too wide": -1.8, "over wider": 1.0,
    "as a kicker": -0.64, "under a kicker": 0.41, "over text": 0.61, "set in": -1.45,
}  # fmt: skip
_BY_WORDS = {
    "shared": 1.5, "terms shared": 1.91, "nothing shared": -0.62, "a name": -0.64, "a signature": -1.18, "commas": -1.16, "a credit": -3.0,
    "few words": -0.45, "many words": 0.25, "parts": 0.65, "strokes": -0.97, "capitals": 1.09, "figures": 0.42,
}  # fmt: skip
# So far behind another by its place no line is looked at for its words, by which it can't gain as much.
_MOST_GAINED = 6.0
_WIDE, _WIDER, _NARROW, _WIDEST, _KICKER, _DECK = 20, 35, 12, 110, 25, 450
_FAR, _FARTHER, _LOOK_AHEAD, _ENOUGH, _FEW_WORDS, _MANY_WORDS = 8, 25, 6, 5, 2, 6


def likeliest(dump: Dump, candidates: list[int], signed: set[int], prose: int, about: set[str]) -> int:
    """The one of ``candidates``, indices of units, that has most of a headline; the first of equals.

    ``signed`` are those with a date or byline within a few lines, ``prose`` is the first paragraph, ``about`` are the terms of the text.
    """
    by_place = {index: _weighed(_place(dump, index, prose, index in signed), _BY_PLACE) for index in candidates}
    least = max(by_place.values()) - _MOST_GAINED
    scores = {index: score + _weighed(_wording(dump, index, about), _BY_WORDS) for index, score in by_place.items() if score >= least}
    return max(scores, key=lambda index: (scores[index], -index))


def _weighed(signs: dict[str, float], adds: dict[str, float]) -> float:
    return sum(adds[name] * value for name, value in signs.items())


def opens(dump: Dump, index: int) -> bool:
    """Whether the unit is the first, but for what stands over other articles of the file too."""
    if index and dump.rulings[0] is not HEADER:
        return False
    return index <= _LOOK_AHEAD and all(dump.rulings[above] is HEADER or dump.is_signature(above) for above in range(index))


def _place(dump: Dump, index: int, prose: int, is_signed: bool) -> dict[str, float]:
    unit = dump.units[index]
    signs: dict[str, float] = {
        "distance": log2(1 + abs(prose - index) / 4),
        "far": prose - index > _FAR,
        "farther": prose - index > _FARTHER,
        "behind the text": index > prose,
        "opens": opens(dump, index),
        "signed near": is_signed,
        "apart": bool(unit.gap or not index),
        "wide": unit.width >= _WIDE,
        "wider": unit.width >= _WIDER,
        "narrow": unit.width < _NARROW,
        "too wide": max(0, unit.width - _WIDEST) / 50,
        "set in": unit.indent > 0,
    }
    above = dump.units[index - 1] if index else None
    if above is not None and above.width < _KICKER and unit.width > _WIDER:
        signs["under a kicker"] = is_titleshaped(above)
    below = dump.units[index + 1] if index + 1 < len(dump.units) else None
    if below is not None:
        wider = below.width > unit.width and is_titleshaped(below)
        signs |= {"over wider": wider, "as a kicker": wider and unit.width < _KICKER, "over text": below.prose and below.width < _DECK}
        signs |= {"signed below": dump.is_signature(index + 1), "gap below": bool(below.gap)}
    return signs


def _wording(dump: Dump, index: int, about: set[str]) -> dict[str, float]:
    text = dump.units[index].text
    words = text.split()
    mine = terms(text)
    shared = len(mine & about)
    return {
        "shared": shared / max(1, len(mine)),
        "terms shared": min(shared, _ENOUGH) / _ENOUGH,
        "nothing shared": not shared,
        "a name": is_name(text) and not dump.is_common(text, any),
        "a signature": dump.is_signature(index),
        "commas": min(3, text.count(",") + text.count(";")) / 3,
        "a credit": bool(part_credit(text, sure=False)[1] or is_credit_line(dump.units[index + 1].text)),
        "few words": len(words) <= _FEW_WORDS,
        "many words": len(words) >= _MANY_WORDS,
        "parts": ":" in text or "–" in text,
        "strokes": "|" in text or "»" in text or " / " in text,
        "capitals": sum(word[:1].isupper() for word in words) / max(1, len(words)),
        "figures": any(map(str.isdigit, text)),
    }
