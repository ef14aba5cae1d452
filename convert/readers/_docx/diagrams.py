"""Diagrams that Office draws from words (SmartArt): those words, in their order (ISO/IEC 29500-1, 21.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from convert.model import List, Paragraph, Text
from convert.readers._html.inlines import tidy

_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
IDS = f"{_D}relIds"
_SHOWN = ("", "node", "asst")


def words_of(data: Any) -> List | None:
    """The words of the diagram that the part with the root ``data`` describes, a point an item; ``None`` for one without."""
    said = {point.get("modelId", ""): line for point in data.iter(f"{_D}pt") if point.get("type", "") in _SHOWN and (line := _line(point))}
    items = tuple((Paragraph((Text(said[name]),)),) for name in _in_order(data, list(said)))
    return List(items) if items else None


def _line(point: Any) -> str:
    """What a point says, its paragraphs as one line."""
    paragraphs = ("".join(text.text or "" for text in paragraph.iter(f"{_A}t")) for paragraph in point.iter(f"{_A}p"))
    return tidy(" ".join(" ".join(paragraphs).split()))


def _in_order(data: Any, names: list[str]) -> Iterator[str]:
    """``names`` as the diagram has them below one another, then those it connects with nothing."""
    below: dict[str, list[tuple[int, str]]] = {}
    for link in data.iter(f"{_D}cxn"):
        if link.get("type", "parOf") == "parOf":
            place = link.get("srcOrd", "")
            below.setdefault(link.get("srcId", ""), []).append((int(place) if place.isdecimal() else 0, link.get("destId", "")))
    held = {name for children in below.values() for _, name in children}
    pending = [name for name in reversed([*below, *names]) if name not in held]
    left = dict.fromkeys(names)
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in left:
            del left[name]
            yield name
        pending.extend(child for _, child in sorted(below.get(name, ()), reverse=True))
    yield from left
