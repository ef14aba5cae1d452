"""Lists as word processors write them into pages, made lists of HTML: Word's paragraphs with a mark, Google's one list a level."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._html.page import Element, Page

_MSO = regex(r"mso-list:\s*(\w+)\s+level(\d)\b", re.IGNORECASE)
_IGNORED = regex(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBERED = regex(r"[(]?(\d{1,6}|[A-Za-z]|[ivxlcIVXLC]{1,8})[.)]")
_KIX = regex(r"(?:^|\s)lst-(kix_\w+)-(\d)(?:\s|$)")
_TYPES = (("1", str.isdigit), ("a", str.islower), ("A", str.isupper))


def restore(page: Page) -> None:
    """Put the items of such lists in ``page`` into elements of lists, each under the item it belongs to."""
    marked = [element for element in page.order if element.tag == "p" and "mso-list" in (element.attributes.get("style") or "")]
    lists = [element for element in page.order if element.tag in ("ul", "ol") and "lst-kix" in (element.attributes.get("class") or "")]
    for parent in _parents(marked):
        _nest_paragraphs(parent)
    for parent in _parents(lists):
        _nest_lists(parent)
    if marked or lists:
        page.renumber()


def _parents(elements: list[Element]) -> list[Element]:
    return list(dict.fromkeys(element.parent for element in elements if element.parent is not None))


# --- Word -------------------------------------------------------------------------------------------------


def _nest_paragraphs(parent: Element) -> None:
    fresh: list[Element | str] = []
    open_lists: list[tuple[int, Element]] = []
    for child in parent.children:
        place = _MSO.search(child.get("style")) if isinstance(child, Element) and child.tag == "p" else None
        if place is None or isinstance(child, str):
            if isinstance(child, Element) or child.strip():
                open_lists = []
            fresh.append(child)
            continue
        level = int(place[2])
        mark = _without_mark(child)
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
