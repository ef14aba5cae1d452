"""Whom a quotation is from, where that stands before its words, as forums set it: put at its end, marked as that."""

from __future__ import annotations

import re
from itertools import islice

from convert.patterns import regex
from convert.readers._html import attributions
from convert.readers._html.page import Element, Page

_BOXES = frozenset(("div", "figure", "section", "aside"))
# A paragraph or a box without a name that ends with a colon is the text's.
_CALLED = regex(r"(?:^|[\s_-])(?:title|head(?:er)?|author|source|attribution|cite|citation|user(?:name)?|name)(?:$|[\s_-])", re.IGNORECASE)
_MOST_IN_BOX, _LEVELS, _LONGEST = 10, 4, 100
_MOST = 5_000  # no topic quotes more often
# What ends an attribution over a quotation; an arrow that leads there may follow.
_COLON = regex(r"\s*[:：]\W*\Z")


def attribute(page: Page) -> None:
    """Set what stands in a box over a quotation of ``page``, or opens it, and ends with a colon, behind it as its ``footer``."""
    changed = False
    for quote in islice((element for element in page.order if element.tag == "blockquote"), _MOST):
        source = _opening(quote) or _over(quote)
        if source is None or source.parent is None or attributions.of(quote) not in (None, source):
            continue
        source.parent.children = [child for child in source.parent.children if child is not source]
        footer = Element("footer", {}, quote)
        footer.children.append(_COLON.sub("", source.text()))
        quote.children.append(footer)
        changed = True
    if changed:
        page.renumber()


def _opening(quote: Element) -> Element | None:
    """What opens ``quote`` in an element of its own and ends with a colon, where more follows."""
    here = quote
    for _ in range(_LEVELS):
        held = _held(here)
        first = held[0] if held else None
        if first is None or isinstance(first, str):
            return None
        if len(held) > 1:
            return first if _names_one(first) else None
        here = first
    return None


def _over(quote: Element) -> Element | None:
    """The block that stands over ``quote`` in a box with it alone, and ends with a colon: *Ada Marsh:*."""
    box = quote.parent
    if box is None or box.tag not in _BOXES or len(box.children) > _MOST_IN_BOX:
        return None
    held = _held(box)
    first = held[0] if len(held) == 2 and held[1] is quote else None
    return first if isinstance(first, Element) and _names_one(first) else None


def _held(box: Element) -> list[Element | str]:
    """What of ``box`` says something."""
    return [child for child in islice(box.children, _MOST_IN_BOX) if (child.strip() if isinstance(child, str) else child.text(1))]


def _names_one(element: Element) -> bool:
    if element.reason or not (element.tag == "cite" or (element.tag != "p" and _CALLED.search(element.get("class")))):
        return False
    said = element.text(_LONGEST)
    return len(said) < _LONGEST and _COLON.search(said) is not None
