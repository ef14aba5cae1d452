"""Headings that are used for other things than HTML has them for: paragraphs set as such for their large letters, boxes within."""

from __future__ import annotations

from convert.readers._html.leaves import HEADINGS
from convert.readers._html.measure import has_sentence, weight
from convert.readers._html.page import Element, Page

_LEVELS = ("h2", "h3", "h4", "h5", "h6")
_BOXES = frozenset(("div", "center", "section"))
_PARAGRAPH, _SURELY = 80, 3
_LONGEST, _MOST_WITHIN = 300, 100


def mend(page: Page) -> None:
    """Make paragraphs of all headings of a level that is used for them, and lines of the boxes in short headings."""
    levels: dict[str, list[Element]] = {tag: [] for tag in _LEVELS}
    for element in page.order:
        if element.get("role") == "heading":
            _name(element)
        if element.tag in HEADINGS:
            if element.holds_blocks:
                _unbox(element)
            if element.tag in levels:
                levels[element.tag].append(element)
    for elements in levels.values():
        _lower(elements)


def _name(element: Element) -> None:
    """Make a heading of ``element``, which says that it is one (WAI-ARIA, ``heading`` and ``aria-level``)."""
    level = element.get("aria-level").strip()
    tag = f"h{level}" if level in _NUMBERS else "h2"
    if element.tag in _UNNAMED and element.block and not element.holds_blocks and 0 < len(element.text(_LONGEST + 1)) <= _LONGEST:
        element.tag = tag


_UNNAMED, _NUMBERS = frozenset(("div", "p", "span")), frozenset("123456")


def _lower(elements: list[Element]) -> None:
    long = sum(map(_is_paragraph, elements)) if len(elements) >= _SURELY else 0
    if long >= _SURELY and long * 2 >= len(elements):
        for element in elements:
            element.tag = "p"


def _is_paragraph(element: Element) -> bool:
    if element.end - element.at > _MOST_WITHIN:
        return False
    text = element.text(2 * _PARAGRAPH)
    linked = any(below.tag == "a" and below.get("href") for below in element.walk())
    return not linked and weight(text) >= _PARAGRAPH and has_sentence(text)


def _unbox(heading: Element) -> None:
    """Take the boxes in ``heading`` for parts of its line, where it holds nothing else that stands by itself."""
    if heading.end - heading.at > _MOST_WITHIN or len(heading.text(_LONGEST)) > _LONGEST:
        return
    boxes = [below for below in heading.walk() if below is not heading and below.block]
    if any(box.tag not in _BOXES for box in boxes):
        return
    for box in boxes:
        box.tag, box.block = "span", False
        box.children.append(" ")
