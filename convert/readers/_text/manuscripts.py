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
_LONGEST_ENTRY, _MOST_ENTRIES = 40, 0.45
_MOST_OF_PAGE = 0.025
_LONGEST_RUN, _MOST_IN_RUN = 20, 0.1
_FEWEST = 3


def is_manuscript(units: list[Unit]) -> bool:
    """Whether ``units`` are broken into lines, or headings have lines below them, with next to nothing of a page, and no menu.

    In the ten pages of the corpus that a browser wrote out 27 lines or more in a row say no sentence, at least a sixth of all, and one line
    in twenty-five is a button; in 345 of 349 texts that programs bring with them 20 at most, or a tenth, and one in forty.
    """
    broken = [unit for unit in units if unit.last > unit.first and not (unit.cells or unit.ruled)]
    is_broken = len(broken) >= _FEWEST and sum(unit.width for unit in broken) >= _LEAST_BROKEN * sum(unit.width for unit in units)
    if not (is_broken or sum(1 for unit in units if unit.ruled) >= _FEWEST):
        return False
    if _longest_run(units) > max(_LONGEST_RUN, _MOST_IN_RUN * len(units)):
        return False
    entries = sum(1 for unit in units if unit.marker and unit.first == unit.last and unit.width < _LONGEST_ENTRY and not unit.prose)
    of_page = sum(1 for unit in units if is_of_page(unit, small_print=False))  # which is its author's here
    return entries < _MOST_ENTRIES * len(units) and of_page <= _MOST_OF_PAGE * len(units)


def _longest_run(units: list[Unit]) -> int:
    """How many units in a row, as in a menu, are lines by themselves and no sentences."""
    longest = run = 0
    for unit in units:
        run = run + 1 if unit.first == unit.last and not (unit.prose or unit.cells) else 0
        longest = max(longest, run)
    return longest


def is_of_page(unit: Unit, *, small_print: bool = True) -> bool:
    """Whether ``unit`` is a button, a link elsewhere, a stand-in for a picture or ``small_print``."""
    text = unit.text
    if unit.marker == QUOTED or unit.cells:
        return False
    if not text:
        return True
    named = (is_control(unit) and not is_by(text)) or is_related(unit) or is_placeholder(text) or (small_print and unit.legal)
    # Authors write days, times and credits too, and draw lines.
    return named and not (is_wordless(text) or is_date_line(text) or is_of_picture(text))
