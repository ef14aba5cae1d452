"""What a thing costs, at the end of each of several boxes alike that tell of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import islice

from convert.patterns import regex
from convert.readers._html.leaves import Leaf
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element

# ISO 4217's codes and signs as shops write them, before or behind the amount.
_SIGN = r"[$€£¥₹₽₺₩₪₫₴฿]|R\$|(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|UAH|RUB|TRY|BRL|MXN|ZAR|Rs|kr|zł|Kč|Ft|lei|лв|грн|руб|р|円|元|원)\b\.?"
_AMOUNT = r"\d{1,3}(?:[., \u00a0\u202f'’]\d{2,3})*(?:[.,][-–—])?|\d+"
_PRICE = regex(
    rf"(?:[^\W\d_]{{1,12}}[ \u00a0]){{0,2}}(?:[^\W\d_]{{1,12}}: ?)?(?:(?:{_SIGN}) ?(?:{_AMOUNT})|(?:{_AMOUNT}) ?(?:{_SIGN}))(?!\w)",
    re.IGNORECASE,
)


def prices_in(leaves: Iterable[Leaf], wanted: Set[Element]) -> set[Element]:
    """Those of ``leaves`` that say what the thing costs of which a sentence beside them, which is ``wanted``, tells."""
    short = (leaf for leaf in leaves if len(leaf.text) <= _LONGEST and any(map(str.isdigit, leaf.text)))
    return {leaf.element for leaf in short if _is_price(leaf.element) and not wanted.isdisjoint(_told_beside(leaf.element))}


def is_price_in_row(element: Element) -> bool:
    """Whether ``element`` says but what something costs, and stands in one of several boxes alike that each say more."""
    return _is_price(element) and bool(_told_beside(element))


def _is_price(element: Element) -> bool:
    said = element.text(_LONGEST + 1)
    if len(said) > _LONGEST or not any(map(str.isdigit, said)):
        return False
    unlinked = (
        child if isinstance(child, str) else child.text() for child in element.children if isinstance(child, str) or child.tag != "a"
    )
    return _PRICE.match("".join(unlinked).strip()) is not None


def _told_beside(price: Element) -> list[Element]:
    """The blocks with a sentence in the box that ``price`` stands in, beside one alike."""
    for above in islice(price.ancestors(), _LEVELS):
        if above.tag not in _ROWS or above.end - above.at > _MOST_IN_ROW:
            return []
        at = above.place(_MOST_BESIDE)
        near = above.parent.children[max(0, at - _NEAR) : at + _NEAR + 1] if above.parent is not None and at >= 0 else []
        if any(_kind(child) == _kind(above) for child in near if isinstance(child, Element) and child is not above):
            blocks = (below for below in above.walk() if below.block and not below.holds_blocks)
            if told := [below for below in blocks if has_sentence(below.text(_LONGEST_TOLD))]:
                return told
    return []


def _kind(element: Element) -> tuple[str, str]:
    return element.tag, element.get("class").partition(" ")[0]


_ROWS = frozenset(("div", "section", "article", "li"))
_LONGEST, _LONGEST_TOLD, _LEVELS, _NEAR, _MOST_BESIDE, _MOST_IN_ROW = 40, 400, 5, 3, 5_000, 100
