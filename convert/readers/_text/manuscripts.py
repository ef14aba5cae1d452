"""Texts that stand as someone set them, line by line: manuals, letters, notes on a release, licences.

A browser that writes a page out as text breaks its lines, too, but before the text stand the page's menus.
"""

from __future__ import annotations

from convert.readers._text.credit import is_of_picture
from convert.readers._text.dateline import is_by
from convert.readers._text.days import is_date_line
from convert.readers._text.shape import is_control, is_placeholder, is_related, is_wordless
from convert.readers._text.unit import QUOTED, Unit

_LEAST_BROKEN = 0.3
_LONGEST_ENTRY = 40
_MOST_OF_PAGE = 0.45
_OF_A_CONTROL = 4
_LATEST, _LATE = 30, 0.25
_FEWEST = 3


def is_manuscript(units: list[Unit]) -> bool:
    """Whether ``units`` are broken into lines, or headings have lines below them, with text from early on and next to nothing of a page.

    Of the ten pages of the corpus that a browser wrote out a quarter and more are short entries of lists, and the text begins behind
    thirty lines, or a button is on every eighth; of 345 texts that programs bring with them none but one are near.
    """
    broken = [unit for unit in units if unit.last > unit.first and not (unit.cells or unit.ruled)]
    is_broken = len(broken) >= _FEWEST and sum(unit.width for unit in broken) >= _LEAST_BROKEN * sum(unit.width for unit in units)
    if not (is_broken or sum(1 for unit in units if unit.ruled) >= _FEWEST):
        return False
    first = next(index for index, unit in enumerate(units) if unit.prose or unit.last > unit.first)
    if first > max(_LATEST, _LATE * len(units)):
        return False
    entries = sum(1 for unit in units if unit.marker and unit.first == unit.last and unit.width < _LONGEST_ENTRY and not unit.prose)
    return entries + _OF_A_CONTROL * of_a_page(units) < _MOST_OF_PAGE * len(units)


def of_a_page(units: list[Unit]) -> int:
    """How many of ``units`` are of a page, small print aside, which is its author's in such a text."""
    return sum(1 for unit in units if is_of_page(unit))


def is_of_page(unit: Unit) -> bool:
    """Whether ``unit`` is a button, a link elsewhere or a stand-in for a picture."""
    text = unit.text
    if unit.marker == QUOTED or unit.cells:
        return False
    if not text:
        return True
    named = (is_control(unit) and not is_by(text)) or is_related(unit) or is_placeholder(text)
    # Authors write days, times and credits too, and draw lines.
    return named and not (is_wordless(text) or is_date_line(text) or is_of_picture(text))
