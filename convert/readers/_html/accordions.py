"""Headings that fold what is below them: the words of the button in one are the heading (ARIA Authoring Practices, accordion pattern)."""

from __future__ import annotations

from convert.readers._html.page import Element, Page

_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))


def unfold(page: Page) -> None:
    """Take each button that is all of a heading of ``page`` for its words."""
    for element in page.order:
        if element.tag == "button" and (head := _head(element)) is not None and element.text(_LONGEST) == head.text(_LONGEST):
            element.tag = "span"
            element.attributes = {}


def _head(button: Element) -> Element | None:
    above = (each for each, _ in zip(button.ancestors(), range(_LEVELS), strict=False))
    return next((each for each in above if each.tag in _HEADS and each.end - each.at <= _MOST_IN_HEAD), None)


_LEVELS, _LONGEST, _MOST_IN_HEAD = 3, 1_000, 30
