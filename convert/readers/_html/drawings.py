"""Drawings that stand in a page as SVG markup: those that show something are pictures, icons and ornaments are not."""

from __future__ import annotations

import base64
import re
from html import unescape

from convert.patterns import regex
from convert.readers._html.page import Element

_LONGEST, _NEAR = 1_000_000, 4
_LEAST_SIDE = 120
_LENGTH = regex(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
_ICON = regex(r"(?:^|[\s_-])(?:icons?|logo|sprite|arrow|spinner|loader|avatar)(?:$|[\s_-])", re.IGNORECASE)
_NAMED = regex(r"<title[^>]*>([^<]{1,300})</title>")
_OPEN = regex(r"<svg\b", re.IGNORECASE)
_NAMESPACES = (("xmlns", "http://www.w3.org/2000/svg"), ("xmlns:xlink", "http://www.w3.org/1999/xlink"))


def address_of(drawing: Element) -> str:
    """``drawing``, an ``svg``, as a ``data:`` URL; empty when it only decorates."""
    markup = _markup(drawing)
    around = [above.tag for _, above in zip(range(_NEAR), drawing.ancestors(), strict=False)]
    if not 0 < len(markup) <= _LONGEST or "a" in around or "button" in around or not _is_large(drawing):
        return ""
    start = markup[: markup.find(">")]
    stated = "".join(f' {name}="{address}"' for name, address in _NAMESPACES if f"{name}=" not in start)
    written = _OPEN.sub(f"<svg{stated}", markup, count=1).replace("&nbsp;", "&#160;")
    return "data:image/svg+xml;base64," + base64.b64encode(written.encode()).decode()


def words_of(drawing: Element) -> str:
    """What ``drawing`` says it shows."""
    named = _NAMED.search(_markup(drawing))
    return " ".join((drawing.get("aria-label") or (unescape(named[1]) if named else "")).split())


def _markup(drawing: Element) -> str:
    return next((child for child in drawing.children if isinstance(child, str)), "")


def _is_large(drawing: Element) -> bool:
    """Whether ``drawing`` is of the size of a picture, and not said to be an icon or to be passed over."""
    if drawing.get("aria-hidden") == "true" or drawing.get("role") in ("presentation", "none"):
        return False
    sides = [side for name in ("width", "height") if (side := _LENGTH.fullmatch(drawing.get(name)))]
    known = [int(side[1]) for side in sides]
    if not known:
        box = drawing.get("viewBox").replace(",", " ").split()
        known = [int(side[1]) for length in box[2:4] if (side := _LENGTH.fullmatch(length))]
    return bool(known) and min(known) >= _LEAST_SIDE and not _ICON.search(f"{drawing.get('class')} {drawing.get('id')}")
