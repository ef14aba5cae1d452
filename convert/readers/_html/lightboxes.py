"""Pictures that open large: the large one, which a page keeps behind the small one for a script to show, is the same picture."""

from __future__ import annotations

from convert.readers._html.figures import is_picture_file, source_of
from convert.readers._html.page import Element, Page


def fold(page: Page) -> None:
    """Leave each picture out that a link right before it leads to, round the same picture in a smaller size."""
    for link in page.order:
        if link.tag == "a" and link.parent is not None and is_picture_file(link.get("href")) and _shows(link):
            address = link.get("href").strip()
            for large in _behind(link, link.parent):
                if source_of(large, "") == address:
                    large.reason = "moved"


def _shows(link: Element) -> bool:
    return any(below.tag == "img" for below in link.walk()) and not link.text(1)


def _behind(link: Element, parent: Element) -> list[Element]:
    """The picture that comes next after ``link`` in ``parent``, nothing but blanks between."""
    at = link.place(_MOST_BEFORE)
    for sibling in parent.children[at + 1 : at + 1 + _NEAR] if at >= 0 else ():
        if isinstance(sibling, Element):
            return [sibling] if sibling.tag == "img" else []
        if sibling.strip():
            return []
    return []


_MOST_BEFORE, _NEAR = 1_000, 3
