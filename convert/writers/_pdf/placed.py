"""Whether all text of a document came to stand on a page: an engine that runs out of room drops it in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from convert.notices import Notice, excerpt

_UNSEEN = frozenset({"head", "title", "meta"})


def unplaced(root: Element, pages: Iterable[Any]) -> Iterator[Notice]:
    """A notice for each element of ``root`` that has text of its own and no box on any of ``pages`` (rendered ones)."""
    placed = {id(element) for page in pages for element in _with_text(page)}
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag in _UNSEEN:
            continue
        pending.extend(element)
        own = " ".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        if own and id(element) not in placed:
            yield Notice(kind="lost", code="page.room", message="text found no room on a page", excerpt=excerpt(own))


def _with_text(page: Any) -> Iterator[Element]:
    pending = [page._page_box]
    while pending:
        box = pending.pop()
        if hasattr(box, "text") and box.element is not None:
            yield box.element
        else:
            pending.extend(box.children)
