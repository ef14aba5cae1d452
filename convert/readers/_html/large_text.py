"""Paragraphs set as headings, as some editors' pages have them to make their letters large."""

from __future__ import annotations

from convert.readers._html.measure import has_sentence, weight
from convert.readers._html.page import Element, Page

_TAGS = ("h2", "h3", "h4", "h5", "h6")
_PARAGRAPH, _SURELY = 80, 3


def lower(page: Page) -> None:
    """Make paragraphs of all headings of a level that is used for them: several are as long as paragraphs and hold sentences."""
    levels: dict[str, list[Element]] = {tag: [] for tag in _TAGS}
    for element in page.order:
        if element.tag in levels:
            levels[element.tag].append(element)
    for elements in levels.values():
        long = sum(map(_is_paragraph, elements)) if len(elements) >= _SURELY else 0
        if long >= _SURELY and long * 2 >= len(elements):
            for element in elements:
                element.tag = "p"


def _is_paragraph(element: Element) -> bool:
    text = element.text(2 * _PARAGRAPH)
    linked = any(below.tag == "a" and below.get("href") for below in element.walk())
    return not linked and weight(text) >= _PARAGRAPH and has_sentence(text)
