"""Words of a text that its page shows once more, set large beside it."""

from __future__ import annotations

import re
from itertools import islice

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.captions import has_picture
from convert.readers._html.leaves import Leaf
from convert.readers._html.page import Element
from convert.readers._html.report import REPEAT

_CALLED = regex(r"(?:^|[\s_-])(?:pull-?_?quotes?|quote-?pull|pulled-?quote)(?:$|[\s_-])", re.IGNORECASE)


def leave_out(leaves: list[Leaf]) -> None:
    """Leave out each of ``leaves`` that is called so and says nothing that the others don't."""
    called = list(islice((leaf for leaf in leaves if _is_called(leaf.element)), _MOST))
    if not called:
        return
    aside = {leaf.element for leaf in called}
    rest = "\n".join(folded(leaf.text) for leaf in leaves if leaf.element not in aside)
    for leaf in called:
        said = folded(leaf.text).strip(_ROUND)
        if len(said) >= _LEAST and said in rest:
            _box(leaf).reason = REPEAT


def _box(leaf: Leaf) -> Element:
    """What holds ``leaf`` and whom it is from, and is called so or a quotation's frame."""
    box = leaf.element
    for above in islice(leaf.element.ancestors(), _LEVELS):
        if len(above.text(_MOST_BESIDE + len(leaf.text) + 1)) > _MOST_BESIDE + len(leaf.text) or has_picture(above):
            break
        if above.tag in _FRAMES or _CALLED.search(above.get("class")):
            box = above
    return box


def _is_called(element: Element) -> bool:
    above, levels = element, _LEVELS
    while not (name := above.attributes.get("class")) or "quote" not in name.lower() or not _CALLED.search(name):
        if above.parent is None or not levels:
            return False
        above, levels = above.parent, levels - 1
    return True


_FRAMES, _MOST_BESIDE = frozenset(("figure", "blockquote", "aside")), 120
_MOST, _LEAST, _LEVELS = 50, 15, 3
_ROUND = " .,;:!?…\"'“”„‘’«»‹›—–-"
