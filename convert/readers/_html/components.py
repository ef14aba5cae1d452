"""What a script would put in the place of an empty element, which states it as data: posts, pictures, formulas.

Newsletters keep their own blocks so in mails, feeds and exports (``data-attrs`` with JSON), where no script runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from convert import model
from convert.model import Block, Embed, Figure, Image, Text
from convert.readers._html.embeds import kind_of
from convert.readers._html.inlines import tidy
from convert.readers._html.links import absolute, is_web
from convert.readers._html.page import Element

_STATED = "data-attrs"
_FORMULA = "persistentExpression"
_ADDRESSES = ("url", "canonical_url", "href", "src")
_WORDS = ("full_text", "title", "name", "caption", "text")
_LONGEST = 100_000
_MOST_PICTURES = 200


def blocks_of(element: Element, base: str) -> list[Block]:
    """The blocks that ``element``, which shows nothing itself, states as data; none for any other."""
    said = element.get(_STATED)
    if not said or len(said) > _LONGEST or _shows(element):
        return []
    try:
        stated = msgspec.json.decode(said)
    except (msgspec.DecodeError, RecursionError):
        return []
    return _stated(stated, base) if isinstance(stated, dict) else []


def _shows(element: Element) -> bool:
    return bool(element.text(1)) or any(below.tag in ("img", "iframe", "video", "audio", "input") for below in element.walk())


def _stated(stated: dict[str, Any], base: str) -> list[Block]:
    if tex := _text(stated, _FORMULA):
        return [model.MathBlock(tex=tex)]
    gallery = stated.get("gallery")
    if isinstance(gallery, dict):
        return list(_gallery(gallery, base))
    address = next((found for name in _ADDRESSES if is_web(found := absolute(_text(stated, name), base))), "")
    if not address:
        return []
    title = next((text for name in _WORDS if (text := _text(stated, name))), "")
    return [Embed(kind_of(address), address, title=tidy(" ".join(title.split())))]


def _gallery(gallery: dict[str, Any], base: str) -> Iterator[Block]:
    """The pictures of a gallery, its caption with the last."""
    images = gallery.get("images")
    shown = [one for one in images if isinstance(one, dict)][:_MOST_PICTURES] if isinstance(images, list) else []
    found = [(address, _text(one, "alt")) for one in shown if is_web(address := absolute(_text(one, "src"), base))]
    caption = tidy(_text(gallery, "caption"))
    for number, (address, alt) in enumerate(found, 1):
        said = (Text(caption),) if caption and number == len(found) else ()
        yield Figure(Image(address, tidy(alt or (_text(gallery, "alt") if len(found) == 1 else ""))), caption=said)


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""
