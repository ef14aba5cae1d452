"""The article of a page where nearly all announces other pages: news in a line, a poem, a picture, a player."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from itertools import islice

from convert.readers._html.entries import address_of
from convert.readers._html.hints import is_strong_body_hint
from convert.readers._html.leaves import HEADINGS
from convert.readers._html.page import Element, Page

_SHOWN = frozenset(("img", "iframe", "video", "audio", "picture"))
_FEWEST_ALIKE, _MOST_NAMED = 3, 20


def told_apart(page: Page, boxes: Collection[Element]) -> Element | None:
    """What is marked up as an article, or called its text, under a headline that is no link, and holds none of the ``boxes`` that announce other pages.

    None where several are alike: they are of a list.
    """
    places = sorted(box.at for box in boxes)
    announcing = set(boxes)
    named = [element for element in page.order if element.tag == "article" or (element.block and is_strong_body_hint(element))]
    alike = Counter((element.parent, element.tag, element.get("class")) for element in named)
    single = (element for element in named if alike[element.parent, element.tag, element.get("class")] < _FEWEST_ALIKE)
    for element in islice(single, _MOST_NAMED):
        holds_boxes = bisect_left(places, element.end) > bisect_left(places, element.at)
        if holds_boxes or any(above.reason or above in announcing for above in (element, *element.ancestors())):
            continue
        if _is_headed(element) and _says_or_shows(element):
            return element
    return None


def _is_headed(element: Element) -> bool:
    """Whether the first heading in ``element``, or else the last right before it, is a headline and no link to another page."""
    within = next((below for below in element.walk() if below.tag in HEADINGS), None)
    if within is None and element.parent is not None:
        before = [beside for beside in element.parent.elements() if beside.at < element.at]
        within = next((below for beside in reversed(before) for below in beside.walk() if below.tag == "h1"), None)
    return within is not None and address_of(within).startswith("#")


def _says_or_shows(element: Element) -> bool:
    """Whether ``element`` has a word besides its headings, or a picture or a player."""
    for below in element.walk():
        if below.tag in _SHOWN and (below.get("src") or below.tag != "img"):
            return True
        if below.block and not below.holds_blocks and below.tag not in HEADINGS and below.text(1):
            return not any(above.tag in HEADINGS for above in below.ancestors())
    return False
