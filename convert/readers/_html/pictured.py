"""Pages whose article is one picture or player with a headline, as those of comics, photographs and films are: there is no text to find them by."""

from __future__ import annotations

from convert.readers._html.embeds import embed_of
from convert.readers._html.figures import is_ornament, source_of
from convert.readers._html.leaves import Leaves
from convert.readers._html.measure import weight
from convert.readers._html.page import Element

_LEAST_TEXT = 60
_LEAST_SIDE = 300
_MOST, _TIMES = 3, 3
_ROUND = frozenset(("nav", "header", "footer", "aside", "form", "button", "head"))
_WHOLE = frozenset(("html", "body"))


def alone_on(whole: Element, main: Element, leaves: Leaves) -> Element | None:
    """The block round the only picture or player of ``whole``, where what is kept of ``main`` says next to nothing; none where there are more."""
    if sum(weight(leaf.text) for leaf in leaves.below(main)) >= _LEAST_TEXT:
        return None
    sizes = {element: size for element in whole.walk() if element.tag in ("img", "iframe", "video") and (size := _size(element))}
    if not 0 < len(sizes) <= _MOST:
        return None
    found, *others = sorted(sizes, key=lambda element: sizes[element], reverse=True)
    if others and sizes[found] < _TIMES * sizes[others[0]]:
        return None
    block = next((above for above in found.ancestors() if above.block), None)
    return None if block is None or block.tag in _WHOLE else block


def _size(element: Element) -> int:
    """How large the picture or player is shown by what is stated; 1 where nothing is, 0 for one of the page's own and for a small one."""
    if any(above.tag in _ROUND or above.reason == "hidden" for above in (element, *element.ancestors())):
        return 0
    address = source_of(element, "") if element.tag == "img" else ""
    if is_ornament(element, address) if address else embed_of(element, "") is None:
        return 0
    sides = [
        int(said) for name in ("width", "height") if (said := element.get(name).strip().removesuffix("px")).isdigit() and len(said) < 6
    ]
    if sides and max(sides) < _LEAST_SIDE:
        return 0
    return sides[0] * sides[-1] if sides else 1
