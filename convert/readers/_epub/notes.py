"""Notes that lie in another chapter than what refers to them, as many books keep them: brought to their references."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._epub.documents import Document, copied
from convert.readers._epub.plan import Stretch
from convert.readers._html.blocks import HEADINGS
from convert.readers._html.notes import Anchors, begins_as
from convert.readers._html.page import Element

_MARK = regex(r"[\[(]?(?:\d{1,4}|[*†‡§¶#※]{1,4}|[a-z]|[ivxlc]{1,6}|注\d*)[\])]?", re.IGNORECASE)
_HOLDERS = frozenset(("li", "p", "div", "dd", "aside", "section", "td", "dt"))
_LONGEST_NOTE = 8_000
_NOTE_KINDS = frozenset(
    ("note", *(f"{role}{kind}{many}" for role in ("", "doc-") for kind in ("footnote", "endnote", "rearnote") for many in ("", "s")))
)


class FarNotes:
    """Every place in ``documents`` by its key, and which elements are notes to references in other chapters.

    ``emptied`` are the documents that notes were moved from, ``headings`` what stood over notes that are all gone from there.
    """

    def __init__(self, documents: list[Document]) -> None:
        self._anchors = Anchors()
        self.emptied: set[int] = set()
        self.headings: list[str] = []
        self._places = {
            f"{document.key}-{name}": (document, element) for document in documents for name, element in document.places.items()
        }

    def of(self, stretches: list[Stretch], elements: list[Element]) -> list[Element]:
        """Copies of the notes outside ``stretches`` that links in ``elements``, which these hold, refer to, each once.

        The notes themselves are marked as moved.
        """
        found: dict[str, Element] = {}
        for element in elements:
            for link in _links(element):
                key = link.get("href")[1:]
                document, target = self._places.get(key, (None, None))
                if document is None or target is None or key in found or _is_within(stretches, document, target):
                    continue
                held = _holder(target)
                comes_later = (document.number, target.at) > min((one.document.number, one.first) for one in stretches)
                if held is not None and (_says_so(link) or (comes_later and _is_note(link, target, held, self._anchors.before(link)))):
                    found[key] = copied(held)
                    found[key].reason = ""
                    self._move(document, held)
        return list(found.values())

    def _move(self, document: Document, held: Element) -> None:
        """Mark ``held`` as moved, and each heading under which nothing is left by that."""
        held.reason = "moved"
        self.emptied.add(document.number)
        gone = held
        while gone.parent is not None:
            heading = _heading_over(gone)
            if heading is not None and not heading.reason:
                heading.reason = "moved"
                self.headings.append(heading.text(80))
            if gone is document.body or _says_something(gone.parent):
                return
            gone = gone.parent


def _heading_over(gone: Element) -> Element | None:
    """The heading that stands over ``gone`` and has nothing else below it, among the elements beside it."""
    beside = [] if gone.parent is None else list(gone.parent.elements())
    at = next((number for number, element in enumerate(beside) if element is gone), 0)
    after = next((element for element in beside[at:] if element.tag in HEADINGS or _says_something(element)), None)
    before = next((element for element in reversed(beside[:at]) if element.tag in HEADINGS or _says_something(element)), None)
    return before if before is not None and before.tag in HEADINGS and (after is None or after.tag in HEADINGS) else None


def _is_within(stretches: list[Stretch], document: Document, target: Element) -> bool:
    return any(one.document is document and one.first <= target.at < one.end for one in stretches)


def _says_something(element: Element) -> bool:
    """Whether ``element`` holds more than headings and what is left out."""
    pending = [element] if not element.reason else []
    while pending:
        here = pending.pop()
        for child in here.children:
            if isinstance(child, str):
                if child.strip():
                    return True
            elif child.tag == "img" and not child.reason:
                return True
            elif not child.reason and child.tag not in HEADINGS:
                pending.append(child)
    return False


def _links(element: Element) -> list[Element]:
    """Every link in ``element``, which may be no part of a page yet."""
    found: list[Element] = []
    pending = [element]
    while pending:
        here = pending.pop()
        if here.reason:
            continue
        if here.tag == "a" and here.get("href").startswith("#"):
            found.append(here)
        pending.extend(child for child in reversed(here.children) if not isinstance(child, str))
    return found


def _holder(target: Element) -> Element | None:
    held = target
    while held.tag not in _HOLDERS and held.parent is not None:
        held = held.parent
    return held if held.text(1) and len(held.text(_LONGEST_NOTE)) <= _LONGEST_NOTE else None


def _says_so(link: Element) -> bool:
    kinds = f"{link.get('epub:type')} {link.get('role')}".split()
    return "noteref" in kinds or "doc-noteref" in kinds


def _is_note(link: Element, target: Element, held: Element, before: set[str]) -> bool:
    """Whether ``link`` is a mere mark, and the note leads back to it, says what it is, or begins with the same mark."""
    if not _MARK.fullmatch(link.text(12)):
        return False
    around = (target, held, *held.ancestors())
    said = {kind for element in around for kind in f"{element.get('epub:type')} {element.get('role')}".split()}
    sources = {link.get("id"), *(above.get("id") for _, above in zip(range(2), link.ancestors(), strict=False))} - {""} | before
    back = {below.get("href")[1:] for below in held.walk() if below.tag == "a"}
    return bool(_NOTE_KINDS & said or sources & back) or begins_as(held, link)
