"""What can be told, in numbers, of a line that may be the headline: where it stands, what it says, what stands round it."""

from __future__ import annotations

from bisect import bisect_left
from math import fsum, log2

from convert.readers._text.candidates import Scene
from convert.readers._text.shape import is_titleshaped, terms
from convert.readers._text.unit import Unit

_NEAR, _MENU, _SHORT = 10, 10, 60
_MOST_GAP, _MOST_ABOVE, _FAR, _WIDE = 4, 5, 60, 400
_MOST_UNITS, _MOST_PLACES = 500, 30


def traits_of(scene: Scene) -> list[list[float]]:
    """The traits of each line of ``scene`` that is worth to be weighed, as `NAMES` has them."""
    dump, shared = scene.dump, scene.shared
    common = {index: _common(scene, index) for index in scene.lines}
    most, all_shared = max(common.values()), max(1, sum(shared.values()))
    whole = {"units": min(_MOST_UNITS, len(dump.units)), "text": dump.end - dump.start, "about": len(scene.about)}
    rows = []
    for index in scene.worth:
        among = {"part of shared": shared[index] / all_shared, "common": common[index], "less common": most - common[index]}
        traits = whole | among | _place(scene, index) | _words(scene, index) | _round(scene, index) | _beside(scene, index, common)
        rows.append([float(traits[name]) for name in NAMES])
    return rows


def _common(scene: Scene, index: int) -> float:
    """How common the terms of the line are in the text."""
    said = scene.terms[index]
    return fsum(log2(1 + scene.common[term]) for term in said) / max(1, len(said))  # a set has no order, and `sum` rounds by it


def _place(scene: Scene, index: int) -> dict[str, float]:
    """Where it stands; its ``place`` is counted up from the first paragraph, in lines that may be the headline."""
    dump = scene.dump
    return {
        "index": log2(1 + index),
        "behind start": index - dump.start,
        "place": min(_MOST_PLACES, bisect_left(scene.lines, scene.paragraph) - 1 - bisect_left(scene.lines, index)),
        "paragraphs above": min(_MOST_ABOVE, scene.paragraphs_above[index]),
        "weight above": sum(dump.weights[max(0, index - _NEAR) : index]),
        "weight below": sum(dump.weights[index + 1 : index + 1 + _NEAR]),
        "signed above": scene.signed_above(index),
        "signed below": scene.signed_below(index),
        "to indent": dump.units[index].indent - dump.indent,
    }


def _words(scene: Scene, index: int) -> dict[str, float]:
    unit = scene.dump.units[index]
    text = unit.text
    words, mine = text.split(), scene.terms[index]
    return {
        "shared": scene.shared[index],
        "share": scene.shared[index] / max(1, len(mine)),
        "in opening": len(mine & scene.opening),
        "most common": max((scene.common[term] for term in mine), default=0),
        "terms": len(mine),
        "words": len(words),
        "width": unit.width,
        "shaped": is_titleshaped(unit),
        "full stop": text[-1] == ".",
        "ends longer": scene.ends_longer(index),
        "parts": ":" in text or "–" in text or "：" in text,
        "strokes": "|" in text or "»" in text or " / " in text or " · " in text,
        "capitals": sum(word[:1].isupper() for word in words) / max(1, len(words)),
        "figures": any(map(str.isdigit, text)),
    }


_NOTHING = Unit("", 0, 0, 0, _MOST_GAP, "", 0, prose=False)


def _round(scene: Scene, index: int) -> dict[str, float]:
    units = scene.dump.units
    unit = units[index]
    above = units[index - 1] if index else _NOTHING
    below = units[index + 1] if index + 1 < len(units) else _NOTHING
    near = [other.width for other in (*units[max(0, index - _NEAR) : index], *units[index + 1 : index + 1 + _NEAR]) if not other.prose]
    return {
        "gap": min(_MOST_GAP, unit.gap) if index else _MOST_GAP,
        "gap above": min(_MOST_GAP, above.gap),
        "gap below": min(_MOST_GAP, below.gap),
        "width above": min(_WIDE, above.width),
        "width two above": min(_WIDE, units[index - 2].width) if index > 1 else 0,
        "width below": min(_WIDE, below.width),
        "width near": sum(near) / max(1, len(near)),
        "about above": len(terms(above.text[:_WIDE]) & scene.about),
        "menu above": _menu_above(units, index),
    }


def _menu_above(units: list[Unit], index: int) -> int:
    """How many short lines stand right above without a blank line between."""
    lines = 0
    while lines < min(index, _MENU):
        above = units[index - lines - 1]
        if units[index - lines].gap or above.prose or above.width >= _SHORT:
            break
        lines += 1
    return lines


def _beside(scene: Scene, index: int, common: dict[int, float]) -> dict[str, float]:
    """The line beside the others that may be the headline: the last above it, the next below, and all above."""
    lines, units = scene.lines, scene.dump.units
    at = bisect_left(lines, index)
    found: dict[str, float] = {"more shared above": sum(scene.shared[other] > scene.shared[index] for other in lines[:at])}
    for name, other in (("last", lines[at - 1] if at else None), ("next", lines[at + 1] if at + 1 < len(lines) else None)):
        if other is None:
            found |= {f"{name} off": _FAR, f"{name} shared": -1, f"{name} common": -1, f"{name} width": -1, f"{name} alike": -1}
            continue
        mine, its = scene.terms[index], scene.terms[other]
        found |= {
            f"{name} off": min(_FAR, abs(index - other)),
            f"{name} shared": scene.shared[other] - scene.shared[index],
            f"{name} common": common[other] - common[index],
            f"{name} width": units[other].width - units[index].width,
            f"{name} alike": len(mine & its) / max(1, min(len(mine), len(its))),
        }
    return found


NAMES = (
    *("units", "text", "about", "part of shared", "common", "less common"),
    *("index", "behind start", "place", "paragraphs above", "weight above", "weight below", "signed above", "signed below", "to indent"),
    *("shared", "share", "in opening", "most common", "terms", "words", "width", "shaped", "full stop", "ends longer"),
    *("parts", "strokes", "capitals", "figures"),
    *("gap", "gap above", "gap below", "width above", "width two above", "width below", "width near", "about above", "menu above"),
    "more shared above",
    *(f"{name} {what}" for name in ("last", "next") for what in ("off", "shared", "common", "width", "alike")),
)
