"""Pictures that a page has twice: a small one that opens large, or is shown until the large one is there, is the same picture."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._html.captions import in_figure, is_caption, is_credit
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
        elif link.tag == "img" and link.parent is not None and _PREVIEW.search(link.get("class")):
            for whole in _behind(link, link.parent):
                if _comes_for(whole, link):
                    link.reason = "moved"


def leads_to_file(picture: Element, box: Element) -> bool:
    """Whether ``picture`` stands in a link to a picture's file, ``box`` or one in it."""
    links = (above for above in picture.ancestors() if above.tag == "a" and box.holds(above))
    return any(is_picture_file(link.get("href")) for link in links)


def leave_out_labels(page: Page) -> None:
    """Leave out what says in a button round a figure's picture what that does: words beside the picture that are none about it."""
    for button in page.order:
        if button.get("role") != "button" or button.end - button.at > _MOST_IN_BUTTON or not in_figure(button) or not _pictures_in(button):
            continue
        for label in button.elements():
            said = label.text(_LONGEST_LABEL + 1)
            if said and len(said) <= _LONGEST_LABEL and not any(map(_is_of_picture, label.walk())):
                label.reason = "a control of the page"


def _is_of_picture(element: Element) -> bool:
    return element.tag == "img" or is_caption(element) or is_credit(element)


def _pictures_in(element: Element) -> bool:
    return any(below.tag == "img" for below in element.walk())


_MOST_IN_BUTTON, _LONGEST_LABEL = 40, 80
# As scripts that load pictures call what they show until then.
_PREVIEW = regex(r"(?:^|[\s_-])(?:preview|placeholder|lqip|low-?res|blur(?:red|-?up)?|tiny|thumb(?:nail)?)(?:$|[\s_-])", re.IGNORECASE)


def _comes_for(whole: Element, preview: Element) -> bool:
    """Whether ``whole`` takes the place of ``preview``: a script loads it, or its file is called the same; a preview is loaded at once."""
    if _PREVIEW.search(whole.get("class")) or not (address := source_of(whole, "")):
        return False
    shown = preview.get("src")
    return not whole.get("src") or address != whole.get("src").strip() or _file(address) == _file(shown)


def _file(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def _shows(link: Element) -> bool:
    return _pictures_in(link) and not link.text(1)


def _behind(link: Element, parent: Element) -> list[Element]:
    """The picture that comes next after ``link`` in ``parent``, nothing but blanks between."""
    at = link.place(_MOST_BEFORE)
    for sibling in parent.children[at + 1 : at + 1 + _NEAR] if at >= 0 else ():
        if isinstance(sibling, Element) and sibling.tag in _UNSEEN:
            continue
        if isinstance(sibling, Element):
            return [sibling] if sibling.tag == "img" else []
        if sibling.strip():
            return []
    return []


_UNSEEN = frozenset(("canvas", "noscript", "br"))
_MOST_BEFORE, _NEAR = 1_000, 5
