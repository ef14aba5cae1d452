"""Boxes behind tabs: what a tab is called heads the box that it opens (ARIA Authoring Practices, tabs pattern)."""

from __future__ import annotations

from itertools import islice

from convert.readers._html.leaves import HEADINGS
from convert.readers._html.page import Element, Page

_NAMING = ("aria-controls", "href", "data-bs-target", "data-target")
_FEWEST, _LONGEST, _MOST_TABS = 2, 80, 200
_LEVELS = 4
_WHOLE = frozenset(("html", "body", "main", "article"))
_LISTINGS = frozenset(("pre", "code"))


def head(page: Page) -> None:
    """Put each tab's label over its box as a heading, over a listing alone as a line, and leave the tabs out."""
    tabs = [element for element in page.order if element.get("role") == "tab" and 0 < len(element.text(_LONGEST + 1)) <= _LONGEST]
    if not _FEWEST <= len(tabs) <= _MOST_TABS:
        return
    named = {name: element for element in page.order if (name := element.get("id"))}
    labelled = {element.get("aria-labelledby"): element for element in page.order if element.get("role") == "tabpanel"}
    headed = {tab: box for tab in tabs if (box := _box_of(tab, named, labelled)) is not None}
    if len(headed) < _FEWEST or len(set(headed.values())) < len(headed):
        return
    for tab, box in headed.items():
        _set_over(box, tab.text())
        _unname(box, list(headed.values()))
        tab.reason = "moved"
    for element in page.order:
        if element.get("role") == "tablist" and all(tab in headed for tab in tabs if element.holds(tab)):
            element.reason = "moved"
    page.renumber()


def _box_of(tab: Element, named: dict[str, Element], labelled: dict[str, Element]) -> Element | None:
    """The box with text that ``tab`` opens."""
    boxes = [named.get(tab.get(name).lstrip("#")) for name in _NAMING if tab.get(name)]
    box = next(filter(None, (*boxes, labelled.get(tab.get("id")) if tab.get("id") else None)), None)
    return box if box is not None and box.block and not box.holds(tab) and box.text(1) else None


def _unname(box: Element, boxes: list[Element]) -> None:
    """Take its class from ``box`` and from what holds it beside other ``boxes``: *tabs* is what a menu is called as well."""
    for part in (box, *islice(box.ancestors(), _LEVELS)):
        if part is not box and part.tag in _WHOLE:
            return
        part.attributes = {name: value for name, value in part.attributes.items() if name != "class"}
        if part is not box and any(part.holds(other) for other in boxes if other is not box):
            return


def _set_over(box: Element, label: str) -> None:
    """Put ``label`` at the start of ``box``, unless a heading there says the same."""
    lines = [below for below in box.walk() if below.block and not below.holds_blocks and below.text(1)]
    if lines and lines[0].tag in HEADINGS and lines[0].text(_LONGEST).casefold() == label.casefold():
        return
    if all(line.tag in _LISTINGS for line in lines):
        line = Element("p", {}, box)
        strong = Element("strong", {}, line)
        strong.children = [label]
        line.children = [strong]
    else:
        line = Element("h3", {}, box)
        line.children = [label]
    box.children.insert(0, line)
