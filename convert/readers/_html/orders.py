"""In which order a page writes day, month and year in figures: by its other dates, else by its language."""

from __future__ import annotations

import datetime
import re

from convert.patterns import regex
from convert.readers._html.page import Page

_NUMERIC = regex(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?![\d/]|[.-]\d)")
# Whose short dates begin with the year (CLDR); with four figures no year is taken for a day.
_YEAR_FIRST = regex(r"(?:ja|zh|ko|hu)\b", re.IGNORECASE)
_MONTH_FIRST = regex(r"en-US\b", re.IGNORECASE)
_MONTHS = 12
_LONGEST, _MOST = 100, 400
_DAY_LENGTH, _SHORT_YEAR = 10, 2


def as_written(said: str, found: str, page: Page) -> str:
    """``found``, the day that ``said`` names, or where its figures may be read in several ways the one that is the page's."""
    match = _NUMERIC.search(said)
    if not match or len(found) != _DAY_LENGTH:
        return found
    first, mark, second, last = int(match[1]), match[2], int(match[3]), match[4]
    year = int(last) + (2000 if len(last) == _SHORT_YEAR else 0)
    if found not in (_day(year, second, first), _day(year, first, second)):
        return found
    language = page.root.get("lang")
    if len(last) == _SHORT_YEAR and _YEAR_FIRST.match(language):
        return _day(2000 + first, second, int(last)) or found
    if first > _MONTHS or second > _MONTHS or first == second or mark != "/":
        return found
    for day in (_day(year, second, first), _day(year, first, second)):
        if f" {datetime.date.fromisoformat(day):%a}".lower() in f" {said[: match.start()]}".lower():
            return day
    is_month_first = _told_by_others(page)
    if is_month_first is None:
        is_month_first = bool(_MONTH_FIRST.match(language))
    return _day(year, first, second) if is_month_first else _day(year, second, first)


def _told_by_others(page: Page) -> bool | None:
    """Whether the short lines of ``page`` write the month first, where a day above 12 says so; None where none does, or some say otherwise."""
    months, days = 0, 0
    for element in page.order:
        if not element.block or element.holds_blocks or months + days > _MOST:
            continue
        said = element.text(_LONGEST)
        for match in _NUMERIC.finditer(said) if "/" in said else ():
            months += int(match[3]) > _MONTHS >= int(match[1])
            days += int(match[1]) > _MONTHS >= int(match[3])
    return None if bool(months) == bool(days) else bool(months)


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
