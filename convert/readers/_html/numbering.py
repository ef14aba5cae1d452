"""The numbers of a list's items (HTML Living Standard, 4.4.5 and 4.4.8): where it starts, which way it counts, which items say theirs."""

from __future__ import annotations

from collections.abc import Iterator

from convert.patterns import regex
from convert.readers._html.page import Element

_NUMBER = regex(r"\s*([0-9]{1,6})\b")


def first_number(element: Element) -> tuple[int, int]:
    """The number of the first item of ``element`` and the step to the next, -1 for a list that counts down; both are 1 for most."""
    items = sum(1 for child in element.elements() if child.tag == "li" and not child.reason)
    step = -1 if "reversed" in element.attributes else 1
    stated = _NUMBER.match(element.get("start"))
    return int(stated[1]) if stated else (items if step < 0 else 1), step


def number_of(item: Element, otherwise: int) -> int:
    """The number that ``item`` states for itself, else the one it has by its place; none is below 0."""
    stated = _NUMBER.match(item.get("value"))
    return int(stated[1]) if stated else max(0, otherwise)


def counted_on(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Where the parts of ``numbers`` that count on by one begin and end: the model's lists count up."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield start, at
            start = at
