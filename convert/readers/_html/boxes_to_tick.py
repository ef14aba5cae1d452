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
    """Put ``box`` at the beginning of the line after it in ``item``, which may have become a paragraph of its own."""
    place = next(number for number, child in enumerate(item.children) if child is box)
    after = next((child for child in item.children[place + 1 :] if isinstance(child, Element) and child.block), None)
    if after is not None and not after.holds_blocks:
        del item.children[place]
        after.children.insert(0, box)
        box.parent = after
