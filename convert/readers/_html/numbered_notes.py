"""Notes that nothing but their numbers ties to the text: raised figures in it, paragraphs that begin with them below.

Before a page is judged such figures become links and such paragraphs their targets, so that `notes` treats them as any
others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from convert.patterns import regex
from convert.readers._html.page import Element, Page

_NUMBER = regex(r"\s*[\[(]?(\d{1,3})[\])]?\s*")
_HEADS_NOTES = regex(
    r"(?:foot|end)?notes?|references|anmerkungen|fu(?:ß|ss)noten|notes? de bas de page|notas|note|noten|przypisy|примечания|сноски|注释?|脚注|참고",
    re.IGNORECASE,
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CALLED = "numbered-note-"
_MOST_BORDERS = 20


def tie(page: Page) -> None:
    """Make the numbers of ``page`` that refer to notes links to them.

    Notes stand below a rule or a heading that announces them, each begins with its number raised or bold, and the
    numbers count up from 1. What follows one up to the next is part of it. Or they are the items of numbered lists that
    are called notes, or stand beside the text; all such lists together count up from 1.
    """
    marks = _references(page)
    if not marks or _tie_lists(page, marks):
        return
    borders = [element for element in page.order if element.parent is not None and _announces(element)]
    for border in borders[-_MOST_BORDERS:]:
        parent = border.parent
        siblings = [element for element in parent.elements() if element.at > border.at] if parent is not None else []
        starts = [(place, number) for place, element in enumerate(siblings) if (number := _opening(element))]
        numbers = [number for _, number in starts]
        counted = bool(numbers) and starts[0][0] == 0 and numbers == list(range(1, len(numbers) + 1))
        if parent is not None and counted and all(number in marks and marks[number].at < border.at for number in numbers):
            _tie(parent, siblings, starts, marks)
            border.reason = "moved"
            page.renumber()
            return


def _references(page: Page) -> dict[int, Element]:
    """The raised numbers of ``page`` that are no links, come after words, and aren't the exponents of figures."""
    found: dict[int, Element] = {}
    for above in page.order:
        before = ""
        for child in above.children:
            if isinstance(child, str):
                before = child
                continue
            match = _NUMBER.fullmatch(child.text(6)) if child.tag == "sup" and before.strip() else None
            if match and not before[-1].isdigit() and not any(below.tag == "a" for below in child.walk()):
                found.setdefault(int(match[1]), child)
            before = ""
    return found


def _announces(element: Element) -> bool:
    return element.tag == "hr" or (element.tag in _HEADINGS and bool(_HEADS_NOTES.fullmatch(element.text(40).strip(" :"))))


def _opening(element: Element) -> int:
    """The number with which ``element``, a paragraph, begins: raised or bold."""
    first = next((child for child in element.children if not (isinstance(child, str) and not child.strip())), None)
    if element.tag not in ("p", "div") or not isinstance(first, Element) or first.tag not in ("sup", "strong", "b"):
        return 0
    match = _NUMBER.fullmatch(first.text(6))
    return int(match[1]) if match else 0


def _tie(parent: Element, siblings: list[Element], starts: list[tuple[int, int]], marks: dict[int, Element]) -> None:
    ends = [place for place, _ in starts[1:]] + [len(siblings)]
    for (place, number), end in zip(starts, ends, strict=True):
        parts = siblings[place:end]
        note = _wrapped(parent, parts, Element("div", {"id": f"{_CALLED}{number}", "class": "footnote"}, parent))
        _without_number(note)
        make_link(marks[number], f"{_CALLED}{number}")


def _tie_lists(page: Page, marks: dict[int, Element]) -> bool:
    """Tie the items of numbered lists of notes to ``marks``; whether there are any."""
    lists = [element for parent in _parents_of_lists(page) for element in _lists_of_notes(parent)]
    items: dict[int, Element] = {}
    for each in lists:
        start = each.get("start") or "1"
        first = int(start) if start.isdecimal() and len(start) <= _DIGITS else 1
        for number, item in enumerate((item for item in each.elements() if item.tag == "li"), first):
            if number in items or number not in marks or marks[number].at > item.at:
                return False
            items[number] = item
    if not items or sorted(items) != list(range(1, len(items) + 1)):
        return False
    for number, item in items.items():
        name = item.get("id") or f"{_CALLED}{number}"
        item.attributes = {**item.attributes, "id": name, "class": "footnote"}
        make_link(marks[number], name)
    page.renumber()
    return True


_DIGITS = 4


def _parents_of_lists(page: Page) -> Iterator[Element]:
    yield from dict.fromkeys(element.parent for element in page.order if element.tag == "ol" and element.parent is not None)


def _lists_of_notes(parent: Element) -> Iterator[Element]:
    """The lists right in ``parent`` that are called ones of notes, stand under a heading that announces them, or alone beside the text."""
    shown = [child for child in parent.elements() if child.tag == "ol" or child.text(1)]
    for before, child in pairwise([None, *shown]):
        if child is None or child.tag != "ol":
            continue
        if before is not None and before.tag in _HEADINGS:
            if _HEADS_NOTES.fullmatch(before.text(40).strip(" :")):
                yield child
        elif (parent.tag == "aside" and len(shown) == 1) or any(
            _CALLS_NOTES.search(f"{element.get('class')} {element.get('id')}") for element in (child, parent)
        ):
            yield child


_CALLS_NOTES = regex(r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?)(?:$|[\s_-])", re.IGNORECASE)


def make_link(mark: Element, name: str) -> None:
    """Make what ``mark`` says a link to the element called ``name``."""
    link = Element("a", {"href": f"#{name}"}, mark)
    link.children = mark.children
    for child in link.children:
        if isinstance(child, Element):
            child.parent = link
    mark.children = [link]


def _wrapped(parent: Element, parts: list[Element], note: Element) -> Element:
    held = set(parts)
    at = parent.children.index(parts[0])
    parent.children = [child for child in parent.children if isinstance(child, str) or child not in held]
    parent.children.insert(at, note)
    note.children = list(parts)
    for part in parts:
        part.parent = note
    return note


def _without_number(note: Element) -> None:
    first = note.children[0]
    if isinstance(first, Element):
        number = next(first.elements())
        first.children = [child for child in first.children if child is not number]
