"""What became of each part of a page: one verdict for each block that has text, and for what was left out within a line or a box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from convert.readers._html.leaves import QUIET, Leaf, Leaves
from convert.readers._html.page import Element, Page
from convert.readers._html.report import EMPTY_FRAME, SILENT, leads_to, told_of


class Verdict(msgspec.Struct, frozen=True):
    """What became of one block of a page.

    ``place`` is where it stands in the page's order, ``element`` its tag and class, ``role`` is ``kept`` or
    ``left-out``, ``reason`` says why it was left out.
    """

    place: int
    element: str
    text: str
    role: str
    reason: str


def verdicts_on(page: Page, main: Element, why: Mapping[int, tuple[Element, str]]) -> Iterator[Verdict]:
    """The verdict on every part of ``page`` with text, in its order; ``why`` are the outermost elements left out by their places.

    Together they have every word of the page. ``main`` is the article's text.
    """
    until, reason, told = 0, "", 0
    places = {leaf.element.at: leaf for leaf in Leaves(page).all}
    for element in page.order:
        if element.at >= until and element.at in why:
            until, reason = element.end, why[element.at][1]
        out = reason if element.at < until else ""
        leaf = places.get(element.at)
        if leaf:
            out = out or _reason_of_all(leaf, why)
            yield Verdict(element.at, _called(element), leaf.text, "left-out" if out else "kept", out)
        elif out and element.at >= told and _is_in_no_leaf(element, why):
            told = element.end
            said = leads_to(element) if out == EMPTY_FRAME else told_of(element, main, whole=True)
            if said or out == EMPTY_FRAME:
                yield Verdict(element.at, _called(element), said, "left-out", out)


def _is_in_no_leaf(element: Element, why: Mapping[int, tuple[Element, str]]) -> bool:
    """Whether no leaf has the words of ``element``, which was left out: it is a part of a line, a control, or shows a picture alone."""
    if element.tag in QUIET or (element.reason and not element.block):
        return element.reason not in SILENT
    return element.at in why and not element.text(1)


def _called(element: Element) -> str:
    return ".".join([element.tag, *element.get("class").split()[:3]])


def _reason_of_all(leaf: Leaf, why: Mapping[int, tuple[Element, str]]) -> str:
    """Why the one element that has all the words of ``leaf`` was left out; empty where none was."""
    whole = (why[below.at][1] for below in leaf.element.walk() if below.at in why and below.text() == leaf.text)
    return next(whole, "")
