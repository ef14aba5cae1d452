"""Lines of even length for titles: WeasyPrint knows no ``text-wrap: balance``.

The words are measured with the font's own advance widths; the measure is then narrowed as far as the number of
lines stays what it was.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

import msgspec

from convert.writers._pdf.job import Balanced
from convert.writers._shapes import HOW_MUCH_SMALLER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 400
# In em: a letter among ideographs; what a line may lose to a mark that can't begin the next.
_NARROW, _SLACK = 0.55, 1.5
# Kerning and shaping make a line a little shorter or longer than the sum of its advances.
_TOLERANCE = 1.015
# Where a role's text stands: the tag and the class of the element, or of the one around it.
_LONG = "long"
_PLACES = {
    ("p", "cover-title"): "cover-title",
    ("p", "cover-subtitle"): "cover-subtitle",
    ("p", "subtitle"): "subtitle",
    ("h1", "opener"): "title",
    ("h1", "section-page"): "section-title",
}


def balance(root: Element, roles: Mapping[str, Balanced]) -> None:
    """Give each title below ``root`` whose role is in ``roles`` the narrowest measure that keeps its lines."""
    for parent in root.iter():
        around = parent.get("class", "")
        for element in parent:
            named = element.get("class") or around
            role = _PLACES.get((element.tag, "opener" if named == _LONG else named), "") or ("h1" if element.tag == "h2" else "")
            if role in roles:
                _narrow(element, _smaller(roles[role]) if named == _LONG else roles[role])


def _smaller(role: Balanced) -> Balanced:
    return msgspec.structs.replace(role, size=role.size * HOW_MUCH_SMALLER)


def _narrow(element: Element, role: Balanced) -> None:
    text = " ".join("".join(element.itertext()).split())
    width = narrowest(text, role)
    if width > role.measure and not len(element):
        _hyphenate(element, role)
    elif width < role.measure:
        element.set("style", f"max-width: {width:.2f}pt")


def _hyphenate(element: Element, role: Balanced) -> None:
    """Let those words be divided that are longer than the line; titles have no other hyphens."""
    words = (element.text or "").split()
    advance = _measurer(" ".join(words), role)
    element.text = ""
    last: Element | None = None
    for word in words:
        if advance(word) > role.measure:
            last = SubElement(element, "span", {"style": "hyphens: auto"})
            last.text, last.tail = word, " "
        elif last is None:
            element.text += word + " "
        else:
            last.tail = f"{last.tail}{word} "


def narrowest(text: str, role: Balanced) -> float:
    """The narrowest measure, in points, at which ``text`` takes no more lines than at the role's.

    That measure itself where there is one line only, more than it where a word alone is longer.
    """
    if len(text) > _LONGEST:
        return role.measure
    if not _measurable(text, role):
        return _of_squares(text, role)
    advance = _measurer(text, role)
    widths = [advance(word) for word in text.split(" ")]
    blank, longest = advance(" "), max(widths)
    lines = _lines(widths, blank, role.measure)
    if lines < 2 or longest > role.measure:
        return max(role.measure, longest)
    low, high = longest, role.measure
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(widths, blank, middle) <= lines else (middle, high)
    return min(role.measure, high * _TOLERANCE)


def _of_squares(text: str, role: Balanced) -> float:
    """The narrowest measure for a title of signs that fill a square, between any two of which a line may end; else the role's."""
    signs = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    total = (signs + (len(text) - signs) * _NARROW) * role.size
    lines = math.ceil(total / role.measure)
    if signs * 2 < len(text) or lines < 2:
        return role.measure
    return min(role.measure, total / lines + _SLACK * role.size)


def _measurable(text: str, role: Balanced) -> bool:
    """Whether one of the role's fonts has the letters of ``text``; those of joined scripts, which are not among them, can't be added up."""
    letters = {ord(character) for character in text if character.isalpha()}
    return any(letters <= _advances(font).keys() for font, _ in role.fonts)


def _lines(widths: list[float], blank: float, measure: float) -> int:
    lines, at = 1, 0.0
    for width in widths:
        if at and at + blank + width > measure:
            lines, at = lines + 1, width
        else:
            at += (blank if at else 0) + width
    return lines


def _measurer(text: str, role: Balanced) -> Callable[[str], float]:
    """How wide a run is in points, set in the first of the role's fonts that has most of ``text``."""
    characters = {ord(character) for character in text if not character.isspace()}
    fonts = [(_advances(font), scale) for font, scale in role.fonts]
    advances, scale = max(fonts, key=lambda known: len(characters & known[0].keys()))
    usual = advances.get(ord("n"), 0.5)

    def measure(run: str) -> float:
        return role.size * scale * sum(advances.get(ord(character), usual) + role.spacing for character in run)

    return measure


@cache
def _advances(font: str) -> dict[int, float]:
    """The advance width of each character of a font file, in em."""
    from fontTools.ttLib import TTFont

    with TTFont(Path(font), lazy=True) as opened:
        em = opened["head"].unitsPerEm
        widths = opened["hmtx"].metrics
        return {code: widths[glyph][0] / em for code, glyph in opened.getBestCmap().items()}
