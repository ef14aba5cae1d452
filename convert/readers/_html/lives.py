"""When somebody lived: two days or years with a dash between, which are no day that a text came out."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._html.page import Element
from convert.readers._text.days import before_day, beside_day

_LONGEST = 100
_SPAN = regex(r"\s*[–—]\s*|\s+(?:-|to|bis|until|till|a|al|até|à|tot|til|do|до)\s+", re.IGNORECASE)
_YEARS = regex(r"\W{0,2}((?:1[5-9]|20)\d\d)\s?[–—-]\s?((?:1[5-9]|20)\d\d)\W{0,2}")
_BEGINNING_AND_END = 2
_YEAR = regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def is_life(text: str) -> bool:
    """Whether ``text`` is two days or years that lie years apart, with a dash between: when somebody lived."""
    if len(text) > _LONGEST:
        return False
    if match := _YEARS.fullmatch(text):
        return int(match[2]) > int(match[1])
    parts = _SPAN.split(text)
    if len(parts) != _BEGINNING_AND_END or not all(map(_is_day, parts)):
        return False
    years = [_YEAR.findall(part) for part in parts]
    return all(len(found) == 1 for found in years) and int(years[1][0]) - int(years[0][0]) > 1


def _is_day(part: str) -> bool:
    """Whether ``part`` says a day and no word besides."""
    return not beside_day(part) and not any(map(str.isalnum, before_day(part)))


def stands_in_life(element: Element) -> bool:
    """Whether ``element`` is one of the two days of such a line, or the line."""
    near = (element, *(above for above, _ in zip(element.ancestors(), range(2), strict=False)))
    return any(is_life(above.text(_LONGEST)) for above in near)
