"""Lists as programs write them into pages, made lists of HTML: Word's paragraphs with a mark, Google's list a level, Notion's list an item."""

from __future__ import annotations

import re
from itertools import islice

from convert.patterns import regex
from convert.readers._html.page import Element, Page

_MSO = regex(r"mso-list:\s*(\w+)\s+level(\d)\b", re.IGNORECASE)
_IGNORED = regex(r"mso-list:\s*ignore", re.IGNORECASE)
# What Word sets between a mark and its item; all that is left of the list when a page is saved "filtered".
_FILLER = regex(r"font:\s*7(?:\.0)?pt", re.IGNORECASE)
_MARGIN = regex(r"margin-left:\s*(\d{0,4}(?:\.\d{1,4})?)(in|pt|cm|mm)", re.IGNORECASE)
_POINTS = {"in": 72.0, "pt": 1.0, "cm": 28.35, "mm": 2.835}
_NUMBERED = regex(r"[(]?(\d{1,6}|[A-Za-z]|[ivxlcIVXLC]{1,8})[.)]")
_KIX = regex(r"(?:^|\s)lst-(kix_\w+)-(\d)(?:\s|$)")
_TYPES = (("1", str.isdigit), ("a", str.islower), ("A", str.isupper))


def restore(page: Page) -> None:
    """Put the items of such lists in ``page`` into elements of lists, each under the item it belongs to."""
    marked = [element for element in page.order if element.tag == "p" and element.attributes and _level(element) is not None]
    every = [element for element in page.order if element.tag in ("ul", "ol")]
    lists = [element for element in every if "lst-kix" in (element.attributes.get("class") or "")]
    parted = _parents([element for element in every if element.attributes.get("class") and _is_lone(element)])
    for parent in _parents(marked):
        _nest_paragraphs(parent)
    for parent in _parents(lists):
        _nest_lists(parent)
    changed = [_join_lists(parent) for parent in parted]
    if marked or lists or any(changed):
        page.renumber()


def _parents(elements: list[Element]) -> list[Element]:
    return list(dict.fromkeys(element.parent for element in elements if element.parent is not None))


# --- Word -------------------------------------------------------------------------------------------------


def _nest_paragraphs(parent: Element) -> None:
    fresh: list[Element | str] = []
    open_lists: list[tuple[int, Element]] = []
    for child in parent.children:
        level = _level(child) if isinstance(child, Element) and child.tag == "p" else None
        if level is None or isinstance(child, str):
            if isinstance(child, Element) or child.strip():
                open_lists = []
            fresh.append(child)
            continue
        mark = _without_mark(child) or _without_filled_mark(child)
        open_lists = [known for known in open_lists if known[0] <= level]
        tag = "ol" if _NUMBERED.fullmatch(mark) else "ul"
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].tag != tag:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            made = Element(tag, _said(mark) if tag == "ol" else {}, None)
            item = _last_item(open_lists[-1][1]) if open_lists else None
            made.parent = item or parent
            (fresh if item is None else item.children).append(made)
            open_lists.append((level, made))
        item = Element("li", {"value": mark.strip("().")} if mark.strip("().").isdigit() else {}, open_lists[-1][1])
        open_lists[-1][1].children.append(item)
        item.children, child.parent = [child], item
    parent.children = fresh


def _level(paragraph: Element) -> int | None:
    """How deep the item ``paragraph`` stands, as Word says it or, in points, by its margin; ``None`` where it is no item."""
    style = paragraph.get("style")
    if "mso-list" in style:
        place = _MSO.search(style)
        return int(place[2]) if place else None
    if not paragraph.get("class").startswith("Mso") or _filler(paragraph) is None:
        return None
    margin = _MARGIN.search(style)
    return round(float(margin[1] or 0) * _POINTS[margin[2].lower()]) if margin and margin[1] != "." else _USUAL_MARGIN


def _filler(paragraph: Element) -> Element | None:
    """The blanks between the mark of an item and its words."""
    for below in islice(paragraph.walk(), _NEAR):
        if below.tag == "span" and _FILLER.search(below.get("style")) and not below.text(1).strip("\u00a0 "):
            return below
    return None


def _without_filled_mark(paragraph: Element) -> str:
    """The mark of the item ``paragraph`` that stands before its filler; both go from it."""
    here = _filler(paragraph)
    mark = ""
    while here is not None and here is not paragraph and here.parent is not None:
        above = here.parent
        at = next(at for at, child in enumerate(above.children) if child is here)
        mark = "".join(child if isinstance(child, str) else child.text() for child in above.children[:at]) + mark
        rest: list[Element | str] = [here] if here.text(1).strip("\u00a0 ") else []
        above.children = rest + above.children[at + 1 :]
        here = above
    return mark.strip()


_USUAL_MARGIN, _NEAR = 36, 6


def _last_item(above: Element) -> Element | None:
    return next((child for child in reversed(above.children) if isinstance(child, Element)), None)


def _said(mark: str) -> dict[str, str | None]:
    bare = mark.strip("().")
    return {"type": next((kind for kind, says in _TYPES if says(bare)), "1")}


def _without_mark(paragraph: Element) -> str:
    """The mark of the item ``paragraph``, which goes from it."""
    pending: list[Element] = [paragraph]
    while pending:
        here = pending.pop()
        for at, child in enumerate(here.children):
            if isinstance(child, str):
                continue
            if _IGNORED.search(child.get("style")):
                del here.children[at]
                return child.text(_LONGEST_MARK)
            pending.append(child)
    return ""


_LONGEST_MARK = 20


# --- Google Docs --------------------------------------------------------------------------------------------


def _nest_lists(parent: Element) -> None:
    fresh: list[Element | str] = []
    open_lists: list[tuple[int, str, Element]] = []
    for child in parent.children:
        place = _KIX.search(child.get("class")) if isinstance(child, Element) and child.tag in ("ul", "ol") else None
        if place is None or isinstance(child, str):
            if isinstance(child, Element) or child.strip():
                open_lists = []
            fresh.append(child)
            continue
        level = int(place[2])
        open_lists = [known for known in open_lists if known[0] <= level and known[1] == place[1]]
        if open_lists and open_lists[-1][0] == level:
            for item in child.children:
                if isinstance(item, Element):
                    item.parent = open_lists[-1][2]
            open_lists[-1][2].children += child.children
            continue
        above = _last_item(open_lists[-1][2]) if open_lists else None
        if above is not None:
            child.parent = above
            above.children.append(child)
        else:
            fresh.append(child)
        open_lists.append((level, place[1], child))
    parent.children = fresh


# --- a list for each item -------------------------------------------------------------------------------------


def _join_lists(parent: Element) -> bool:
    """Make one of the lists in ``parent`` that follow one another, are called the same, have an item each, and count on if they count."""
    fresh: list[Element | str] = []
    last: Element | None = None
    expected = 0
    for child in parent.children:
        if isinstance(child, str):
            last = None if child.strip() else last
        elif last is not None and _goes_on(last, child, expected):
            for item in child.elements():
                item.parent = last
            last.children += child.children
            expected += 1
            continue
        else:
            last = child if child.tag in ("ul", "ol") and child.get("class") and _is_lone(child) else None
            expected = _start(child) + 1
        fresh.append(child)
    changed = len(fresh) < len(parent.children)
    parent.children = fresh
    return changed


def _goes_on(last: Element, element: Element, expected: int) -> bool:
    if element.tag != last.tag or element.get("class") != last.get("class") or not _is_lone(element):
        return False
    return element.tag == "ul" or _start(element) == expected


def _start(element: Element) -> int:
    stated = element.get("start")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < _MOST_DIGITS else 1


_MOST_DIGITS = 7


def _is_lone(element: Element) -> bool:
    items = [child for child in element.children if isinstance(child, Element)]
    return len(items) == 1 and items[0].tag == "li"
