"""Whom a quotation is from, as pages say it."""

from __future__ import annotations

import re

from convert.model import Emphasis, Inline, Text
from convert.patterns import regex
from convert.readers._html.page import Element

_LONGEST = 200


def names_source(element: Element) -> bool:
    """Whether ``element``, a short block, says whom the quotation right before it is from: it is called so, or begins with a dash, or is all cited."""
    said = element.text(_LONGEST)
    if not 0 < len(said) < _LONGEST_SOURCE:
        return False
    if _QUOTE_BY.search(element.get("class")):
        return True
    before = _before(element)
    if before is None or before.tag in _HEADS:
        return False
    if before.tag == "blockquote":
        return _SOURCE.match(said) is not None or _is_cited(element, said)
    return _SOURCE.match(said) is not None and (_QUOTED.fullmatch(before.text(_LONGEST_QUOTED)) is not None or _is_emphasised(before))


def _before(element: Element) -> Element | None:
    """What stands right before ``element``, with text."""
    at = element.place(_MOST_BESIDE)
    for child in reversed(element.parent.children[max(0, at - _NEAR) : at] if element.parent is not None and at > 0 else []):
        if not isinstance(child, str) and child.text(1):
            return child
        if isinstance(child, str) and child.strip():
            return None
    return None


def _is_cited(element: Element, said: str) -> bool:
    """Whether a ``cite`` holds all that is ``said`` in ``element``."""
    return any(below.tag == "cite" and _letters(below.text(_LONGEST)) == _letters(said) for below in element.walk())


def _is_emphasised(line: Element) -> bool:
    """Whether all of ``line`` is set as emphasis."""
    held = [child for child in line.children if not isinstance(child, str) or child.strip()]
    return len(held) == 1 and not isinstance(held[0], str) and held[0].tag in ("em", "i")


_LONGEST_SOURCE, _LONGEST_QUOTED = 80, 2_000
_MOST_BESIDE, _NEAR = 1_000, 4
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_QUOTE_BY = regex(r"(?:^|[\s_-])(?:block|pull)?quotes?[_-]{0,2}(?:author|source|attribution|by|name|person)(?:$|[\s_-])", re.IGNORECASE)
_SOURCE = regex(r"\s*[—–―]\s?[^\W\d_]")
_QUOTED = regex('[“„«»"‘‚「『].{8,}[”“»«"’‘」』][.!?…]?', re.DOTALL)


def beside(quote: Element) -> Element | None:
    """What stands right after ``quote`` and says whom it is from, alone with it in a box, or called so or behind a dash."""
    behind = _behind_block(quote)
    return behind if behind is not None and names_source(behind) else _in_box(quote)


def _behind_block(quote: Element) -> Element | None:
    """The block that stands right behind ``quote``."""
    at = quote.place(_MOST_BESIDE)
    for child in quote.parent.children[at + 1 : at + 1 + _NEAR] if quote.parent is not None and at >= 0 else []:
        if not isinstance(child, str) and (child.reason or child.text(1)):
            return child if child.block and not child.reason and not child.holds_blocks else None
        if isinstance(child, str) and child.strip():
            return None
    return None


def _in_box(quote: Element) -> Element | None:
    """What a box holds besides ``quote`` and says whom that is from."""
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
