"""Where a text ends: what follows its last paragraph and is but links, labels and small print is the page's."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from convert.patterns import regex
from convert.readers._html import tables
from convert.readers._html.captions import in_figure
from convert.readers._html.collected import collection_of
from convert.readers._html.leaves import HEADINGS, Leaf
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element
from convert.readers._html.prices import is_price_in_row
from convert.readers._html.report import AFTER_END
from convert.readers._html.slides import is_shown_with_picture
from convert.readers._text.days import is_date_line
from convert.readers._text.words import are_of_subject, concerns_rights, is_legal

_HELD = frozenset(("td", "th", "pre", "dd", "dt", "li"))


def leave_out_end(leaves: list[Leaf], own: str) -> None:
    """What follows the last paragraph and is but links, labels and small print."""
    bodies = {leaf.element.parent for leaf in leaves if leaf.is_prose}
    if not bodies:
        return
    layouts: dict[Element, bool] = {}
    collected: dict[Element, bool] = {}
    about_rights = are_of_subject([concerns_rights(leaf.text.lower()) for leaf in leaves if leaf.is_prose])
    for leaf in reversed(leaves):
        if in_figure(leaf.element):
            continue
        if tables.data_table(leaf.element, layouts) is not None and not leaf.is_linked:
            return
        if (links := collection_of(leaf.element, own, collected)) is not None and links.parent in bodies:
            return
        legal = leaf.size < 300 and is_legal(leaf.text, about_rights=about_rights)
        labelled = leaf.element.tag in HEADINGS or leaf.is_linked or legal or leaf.size < 4 or bool(is_date_line(leaf.text))
        if (leaf.is_prose and not legal) or is_price_in_row(leaf.element):
            return
        if not labelled and (
            leaf.element.parent in bodies
            or _is_boxed(leaf, bodies)
            or leaf.element.tag in _HELD
            or _is_quoted(leaf)
            or has_sentence(leaf.text)
            or is_shown_with_picture(leaf.element)
        ):
            return
        leaf.element.reason = "the page's footer" if legal and _COPYRIGHT.match(leaf.text) else AFTER_END


def _is_boxed(leaf: Leaf, bodies: set[Element | None]) -> bool:
    """Whether ``leaf`` is a paragraph in a box, or a box of boxes, that stands right among paragraphs, as steps do."""
    if leaf.linked or leaf.element.tag != "p":
        return False
    boxes = takewhile(lambda above: above.tag in ("div", "section"), leaf.element.ancestors())
    return any(box.parent in bodies for box in islice(boxes, 2))


# What a line begins with that says whose the page is, and nothing else.
_COPYRIGHT = regex(r"\W*(?:©|ⓒ|copyright\b|\(c\))\s*(?:by\s|\d{4}|[A-ZÀ-Ý])", re.IGNORECASE)


def _is_quoted(leaf: Leaf) -> bool:
    return any(above.tag == "blockquote" for _, above in zip(range(3), leaf.element.ancestors(), strict=False))
