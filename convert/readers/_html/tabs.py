"""Boxes behind tabs: what a tab is called heads the box that it opens (ARIA Authoring Practices, tabs pattern, and tabs of style alone)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice, pairwise

from convert.readers._html.leaves import HEADINGS
from convert.readers._html.page import Element, Page

_NAMING = ("aria-controls", "href", "data-bs-target", "data-target")
_FEWEST, _LONGEST, _MOST_TABS = 2, 80, 200
_LEVELS = 4
_WHOLE = frozenset(("html", "body", "main", "article"))
_FIELDS = frozenset(("label", "input"))
_LISTINGS = frozenset(("pre", "code"))


def head(page: Page) -> None:
    """Put each tab's label over its box as a heading, where one of a row holds a listing alone as a line, and leave the tabs out."""
    rows = [row for row in (_with_role(page), *_ticked(page)) if row]
    if not rows:
        return
    for row in rows:
        of_listings = {box.parent for box in row.values() if _is_listing(box)}
        for tab, box in row.items():
            _set_over(box, tab.text(), is_line=box.parent in of_listings)
            _unname(box, row.values(), tab)
            tab.reason = "moved"
    for element in page.order:
        if element.get("role") == "tablist":
            tabs = [below for below in element.walk() if below.get("role") == "tab"]
            element.reason = "moved" if tabs and all(tab.reason == "moved" for tab in tabs) else element.reason
    page.renumber()


def _with_role(page: Page) -> dict[Element, Element]:
    """The elements that say they are tabs, each with its box; none where not all can be told apart."""
    tabs = [element for element in page.order if element.get("role") == "tab" and _is_label(element)]
    if not _FEWEST <= len(tabs) <= _MOST_TABS:
        return {}
    named = {name: element for element in page.order if (name := element.get("id"))}
    panels = [element for element in page.order if element.get("role") == "tabpanel"]
    labelled = {panel.get("aria-labelledby"): panel for panel in panels}
    headed = {tab: box for tab in tabs if (box := _box_of(tab, named, labelled)) is not None}
    lists = (next((above for above in tab.ancestors() if above.get("role") == "tablist"), None) for tab in tabs)
    for row in dict.fromkeys(filter(None, lists)) if len(panels) <= _MOST_TABS else ():
        if not any(row.holds(tab) for tab in headed):
            headed |= _in_order(row, [tab for tab in tabs if row.holds(tab)], panels)
    return headed if _FEWEST <= len(headed) == len(set(headed.values())) else {}


def _in_order(row: Element, tabs: list[Element], panels: list[Element]) -> dict[Element, Element]:
    """``tabs``, those of ``row``, each with its box by its place, where as many of ``panels`` stand in what is round the row."""
    for above in islice(row.ancestors(), _LEVELS):
        boxes: list[Element] = []
        for panel in panels:
            if panel.block and above.holds(panel) and not (boxes and boxes[-1].holds(panel)):
                boxes.append(panel)
        if boxes:
            return dict(zip(tabs, boxes, strict=True)) if len(tabs) == len(boxes) and all(box.text(1) for box in boxes) else {}
    return {}


def _ticked(page: Page) -> Iterator[dict[Element, Element]]:
    """The labels of buttons of which one is ticked at a time, row by row, each with the box that a style shows then."""
    names = {element.get("id"): element.get("name") for element in page.order if element.tag == "input" and element.get("type") == "radio"}
    groups: dict[str, list[Element]] = {}
    for element in page.order if names else ():
        if element.tag == "label" and (name := names.get(element.get("for"))) and _is_label(element):
            groups.setdefault(name, []).append(element)
    places = _Places()
    for labels in groups.values():
        if not _FEWEST <= len(labels) <= _MOST_TABS:
            continue
        boxes = [box for label in labels if (box := places.behind(label)) is not None] or _of_row(labels, places)
        is_told = len(labels) == len(set(boxes)) and not any(above.tag == "form" for above in labels[0].ancestors())
        if is_told and all(box.block and box.tag not in _FIELDS and box.text(1) for box in boxes):
            yield dict(zip(labels, boxes, strict=True))


class _Places:
    """What stands right behind an element, looked up once for all that one element holds."""

    def __init__(self) -> None:
        self._next: dict[Element, dict[Element, Element]] = {}

    def behind(self, element: Element) -> Element | None:
        """The box right behind ``element``."""
        after = self._of(element.parent).get(element) if element.parent is not None else None
        return after if after is not None and after.tag not in _FIELDS else None

    def are_all_of(self, elements: list[Element], parent: Element) -> bool:
        """Whether ``elements`` are what ``parent`` holds, and nothing else is."""
        return len(self._of(parent)) + 1 == len(elements) and list(parent.elements()) == elements

    def _of(self, parent: Element) -> dict[Element, Element]:
        if parent not in self._next:
            self._next[parent] = dict(pairwise(parent.elements()))
        return self._next[parent]


def _of_row(labels: list[Element], places: _Places) -> list[Element]:
    """The boxes in what stands right behind the row that ``labels`` are all of."""
    row = labels[0].parent
    if row is None or not places.are_all_of(labels, row) or (box := places.behind(row)) is None:
        return []
    return list(box.elements())


def _is_label(element: Element) -> bool:
    return 0 < len(element.text(_LONGEST + 1)) <= _LONGEST


def _box_of(tab: Element, named: dict[str, Element], labelled: dict[str, Element]) -> Element | None:
    """The box with text that ``tab`` opens."""
    boxes = [named.get(tab.get(name).lstrip("#")) for name in _NAMING if tab.get(name)]
    box = next(filter(None, (*boxes, labelled.get(tab.get("id")) if tab.get("id") else None)), None)
    return box if box is not None and box.block and not box.holds(tab) and box.text(1) else None


def _unname(box: Element, boxes: Collection[Element], tab: Element) -> None:
    """Take its class from ``box`` and from what holds it beside other ``boxes`` and its ``tab``: *tabs* is what a menu is called as well."""
    for part in (box, *islice(box.ancestors(), _LEVELS)):
        if part is not box and part.tag in _WHOLE:
            return
        part.attributes = {name: value for name, value in part.attributes.items() if name != "class"}
        if part is not box and part.holds(tab) and any(part.holds(other) for other in boxes if other is not box):
            return


def _set_over(box: Element, label: str, *, is_line: bool) -> None:
    """Put ``label`` at the start of ``box``, unless a heading there says the same; ``is_line`` where it is to be no heading."""
    lines = _lines(box)
    if lines and lines[0].tag in HEADINGS and lines[0].text(_LONGEST).casefold() == label.casefold():
        return
    if is_line:
        line = Element("p", {}, box)
        strong = Element("strong", {}, line)
        strong.children = [label]
        line.children = [strong]
    else:
        line = Element("h3", {}, box)
        line.children = [label]
    box.children.insert(0, line)


def _is_listing(box: Element) -> bool:
    return all(line.tag in _LISTINGS for line in _lines(box))


def _lines(box: Element) -> list[Element]:
    return [below for below in box.walk() if below.block and not below.holds_blocks and below.text(1)]
