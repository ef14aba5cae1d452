"""Whom a quotation is from, as pages say it."""

from __future__ import annotations

import re

from convert.model import Emphasis, Inline, Text
from convert.patterns import regex
from convert.readers._html.page import Element

_LONGEST = 200


def beside(quote: Element) -> Element | None:
    """What stands right after ``quote`` and says whom it is from, where a box holds the two and nothing else."""
    box = quote.parent
    if box is None or box.tag not in ("div", "figure", "section"):
        return None
    held = [child for child in box.elements() if not child.reason and child.text(1)]
    if len(held) != 2 or held[0] is not quote or len(held[1].text(_LONGEST)) >= _LONGEST:
        return None
    return held[1] if _CALLED.search(held[1].get("class")) and held[1].block else None


_CALLED = regex(r"(?:^|[\s_-])(?:attributions?|quote-?(?:author|source|attribution|by|credit)|cite|citation)(?:$|[\s_-])", re.IGNORECASE)


def of(quote: Element) -> Element | None:
    """What in ``quote`` says whom it is from: a block that is called so, or one at its end that holds nothing but a ``cite``."""
    named = (below for below in quote.walk() if below.tag in ("footer", "cite", "figcaption") and below.block and not below.reason)
    source = next(named, None)
    if source is not None and source is not quote:
        return source
    blocks = [child for child in quote.elements() if child.block and not child.reason and child.text(1)]
    last = blocks[-1] if len(blocks) > 1 else None
    cited = next((below for below in last.walk() if below.tag == "cite"), None) if last is not None else None
    alone = cited is not None and last is not None and _letters(cited.text(_LONGEST)) == _letters(last.text(_LONGEST))
    return last if alone else _behind(blocks[-1] if blocks else quote)


def _behind(block: Element) -> Element | None:
    """The ``cite`` that ends ``block``, behind a sentence that is closed: one within a sentence names a work."""
    said = [child for child in block.children if not isinstance(child, str) or child.strip()]
    cited = said[-1] if said else None
    if len(said) < 2 or isinstance(cited, str) or cited is None or cited.tag != "cite":
        return None
    before = said[-2]
    closed = before.rstrip(" —–―-\u00a0\n")[-1:] in _CLOSED if isinstance(before, str) else before.tag == "br"
    return cited if closed else None


_CLOSED = frozenset(".!?…”»’\"'。！？」』")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def undashed(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """``run``, an attribution, without the dash before it, nor the emphasis that is all round it."""
    if run and isinstance(run[0], Text) and _DASHES.match(run[0].text):
        said = run[0].text.lstrip(" —–―-\u00a0")
        run = (Text(said), *run[1:]) if said else run[1:]
    return run[0].children if len(run) == 1 and isinstance(run[0], Emphasis) else run


_DASHES = regex(r"\s*(?:[—–―]|--?\s)")
