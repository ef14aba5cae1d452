"""Boxes to tick that only a style sheet draws, as exports of notes have them: made the signs they are."""

from __future__ import annotations

from convert.readers._html.page import Element, Page

_SIGNS = {"checkbox-on": "☑ ", "checkbox-off": "☐ "}


def draw(page: Page) -> None:
    """Put its sign into each box of ``page`` that its class says is ticked or not, where an item begins with it."""
    drawn = False
    for element in page.order:
        if element.tag in ("div", "span") and not element.children and (sign := _sign(element)):
            element.tag, element.block, element.children = "span", False, [sign]
            if element.parent is not None:
                _in_line(element.parent, element)
            drawn = True
    if drawn:
        page.renumber()


def _sign(element: Element) -> str:
    said = (element.attributes.get("class") or "").split()
    return next((_SIGNS[word] for word in said if word in _SIGNS), "")


def _in_line(item: Element, box: Element) -> None:
    """Put ``box``, with which ``item`` begins, at the beginning of the line after it, which may have become a paragraph of its own."""
    held = [(place, child) for place, child in enumerate(item.children[:_FIRST]) if isinstance(child, Element)]
    if item.tag != "li" or not held or held[0][1] is not box or len(held) < 2:
        return
    after = held[1][1]
    if after.block and not after.holds_blocks:
        del item.children[held[0][0]]
        after.children.insert(0, box)
        box.parent = after


_FIRST = 5
