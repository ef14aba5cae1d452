"""Numbers of sections and clauses that a style alone sets apart from their words: a blank behind each, as readers see one."""

from __future__ import annotations

from convert.patterns import regex
from convert.readers._html.page import Element, Page

_SET_APART = frozenset(("span", "b", "strong", "em", "i", "a"))
_NUMBER = regex(
    r"\[\d{1,3}\]|\((?:\d{1,3}|[A-Za-z]{1,2}|[ivxlc]{1,5})\)|(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?"
)
_LONGEST = 20
_WIDE = "\u2e80"  # signs from here on are set without blanks


def part(page: Page) -> None:
    """Put a blank behind each number that opens a block of ``page`` in an element of its own, where its words follow without one."""
    for element in page.order:
        above = element.parent
        if element.tag not in _SET_APART or above is None or not above.block or not _NUMBER.fullmatch(_text_of(element)):
            continue
        first = next((at for at, child in enumerate(above.children) if not isinstance(child, str) or child.strip()), 0)
        if above.children[first] is not element or first + 1 == len(above.children):
            continue
        after = above.children[first + 1]
        letter = after[:1] if isinstance(after, str) else "" if after.block else _text_of(after, 1)
        if letter.isalpha() and letter < _WIDE:
            above.children.insert(first + 1, " ")


def _text_of(element: Element, most: int = _LONGEST) -> str:
    """The beginning of the text of ``element``, with the blanks it opens and ends with."""
    pending: list[Element | str] = [element]
    said = ""
    while pending and len(said) < most:
        node = pending.pop()
        if isinstance(node, str):
            said += node
        else:
            pending.extend(reversed(node.children))
    return said[:most]
