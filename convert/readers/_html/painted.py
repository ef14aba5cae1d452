"""Pictures that a page paints as the background of a box which says that it is a picture (WAI-ARIA, role img): made the pictures they are."""

from __future__ import annotations

import re
from html import unescape

from convert.patterns import regex
from convert.readers._html.page import Element, Page

_PAINTED = regex(r"background(?:-image)?\s*:[^;]*?url\(\s*(['\"]?)(.+?)\1\s*\)", re.IGNORECASE)
_LONGEST_STYLE = 4_000
# No page that somebody looks at paints as many.
_MOST = 10_000


def hang(page: Page) -> int:
    """Put a picture into each box of ``page`` without words that is said to be one, or stands in a figure that has no other.

    Returns how many boxes beyond `_MOST` were left without.
    """
    found = [element for element in page.order if element.tag in _BOXES and "style" in element.attributes and _is_picture(element)]
    for element in found[:_MOST]:
        match = _PAINTED.search(element.get("style")[:_LONGEST_STYLE])
        if match and not match[2].startswith("data:"):
            element.children = [Element("img", {"src": unescape(match[2]), "alt": element.get("aria-label")}, element)]
    if found:
        page.renumber()
    return max(0, len(found) - _MOST)


def _is_picture(element: Element) -> bool:
    if "url(" not in element.get("style") or element.text(1) or any(below.tag in _SHOWN for below in element.walk()):
        return False
    if element.get("role").lower() == "img":
        return True
    figure = next((above for above, _ in zip(element.ancestors(), range(_LEVELS), strict=False) if above.tag == "figure"), None)
    return figure is not None and figure.end - figure.at <= _MOST_IN_FIGURE and not any(below.tag in _SHOWN for below in figure.walk())


_BOXES = frozenset(("div", "span", "a", "section", "li"))
_SHOWN = frozenset(("img", "amp-img", "picture", "svg", "video", "audio", "iframe", "canvas"))
_LEVELS, _MOST_IN_FIGURE = 4, 100
