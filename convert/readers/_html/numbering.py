"""The numbers of a list's items (HTML Living Standard, 4.4.5 and 4.4.8): where it starts, which way it counts, which items say theirs,
and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.model import Numbering
from convert.patterns import regex
from convert.readers._html.page import Element

_NUMBER = regex(r"\s*([0-9]{1,6})\b")
_TYPES: dict[str, Numbering] = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_NAMED: dict[str, Numbering] = {name: name for name in _TYPES.values()}
_STYLED = regex(r"(?:^|;)\s*list-style(?:-type)?\s*:[^;]*?(?<![\w-])(lower|upper)-(alpha|latin|roman)(?![\w-])", re.IGNORECASE)


def numbering_of(element: Element) -> Numbering:
    """How the numbers of a list are written: as its style says, or that of its first item, as Google Docs has it; else as its ``type``."""
    first = next((child for child in element.elements() if child.tag == "li"), element)
    for stated in (element, first):
        if found := _STYLED.search(stated.get("style")):
            return _NAMED[f"{found[1]}-{found[2]}".lower().replace("latin", "alpha")]
    return _TYPES.get(element.get("type"), "decimal")


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


def numbers_of(element: Element) -> Iterator[tuple[Element, int]]:
    """Each item of the list ``element`` with its number."""
    number, step = first_number(element)
    for child in element.elements():
        if child.tag == "li" and not child.reason:
            number = number_of(child, number)
            yield child, number
            number += step


def leave_out_own(items: list[Element], numbers: list[int]) -> None:
    """Leave out the number that each of ``items`` begins with in an element of its own, where all do and these are their ``numbers``."""
    marks = [_own_number(item) for item in items]
    if any(mark is not None and mark[0].text(_LONGEST_OWN) == item.text(_LONGEST_OWN) for item, mark in zip(items, marks, strict=True)):
        return
    if len(marks) > 1 and all(mark is not None and number == mark[1] for mark, number in zip(marks, numbers, strict=True)):
        for mark in filter(None, marks):
            mark[0].reason = "moved"


def _own_number(item: Element) -> tuple[Element, int] | None:
    """The first element in ``item``, if it says but a number, and that."""
    here: Element | str = item
    while isinstance(here, Element):
        if here is not item and (said := _OWN.fullmatch(here.text(_LONGEST_OWN))):
            return here, int(said[1])
        here = next((child for child in here.children if not isinstance(child, str) or child.strip()), "")
    return None


_OWN, _LONGEST_OWN = regex(r"[(\[]?([0-9]{1,3})[.):\]]?"), 8


def counted_on(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Where the parts of ``numbers`` that count on by one begin and end: the model's lists count up."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield start, at
            start = at
