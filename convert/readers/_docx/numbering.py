"""Lists as Word counts them: which numbering a paragraph is in, at which level, and its number there (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from typing import Any

import msgspec

from convert.model import Numbering
from convert.readers._docx.labels import label_of, says_more
from convert.readers._docx.package import W, is_on, number, value
from convert.readers._docx.symbols import in_font

_FORMATS: dict[str, Numbering] = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}
_LEVELS = 9


class Level(msgspec.Struct, frozen=True):
    """A level of a list: its format, the number it starts with, the indent of its text in twentieths of a point.

    ``text`` is what it writes before each item, ``plain`` says that all numbers in that are figures. An ``unmarked`` level puts nothing
    before its text: so programs write the later paragraphs of an item. ``box`` is one to tick that stands for a bullet, ticked or not.
    """

    format: str = "bullet"
    start: int = 1
    indent: int = 0
    unmarked: bool = False
    box: str = ""
    text: str = ""
    plain: bool = False


class Place(msgspec.Struct, frozen=True):
    """Where an item stands: the list it is in, its level, how that is numbered, its own number, the box to tick before it.

    ``label`` is all that Word writes before it; ``worded`` says that no list can say as much.
    """

    list: str
    level: int
    ordered: bool
    numbering: Numbering
    number: int
    indent: int
    unmarked: bool = False
    box: str = ""
    label: str = ""
    worded: bool = False


class Numberings:
    """The numberings of a document, counting as its paragraphs come."""

    def __init__(self, root: Any | None) -> None:
        abstract = {} if root is None else {value(one, "abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        linked = {value(one.find(f"{W}styleLink")): one for one in abstract.values() if one.find(f"{W}styleLink") is not None}
        self._levels: dict[str, dict[int, Level]] = {}
        self._ground: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int]] = {}
        for one in () if root is None else root.iter(f"{W}num"):
            name, ground = value(one, "numId"), value(one.find(f"{W}abstractNumId"))
            element = abstract.get(ground)
            link = None if element is None else element.find(f"{W}numStyleLink")
            element = linked.get(value(link), element) if link is not None else element
            self._levels[name] = {} if element is None else _levels(element)
            self._ground[name] = ground
            self._override(name, one)

    def _override(self, name: str, element: Any) -> None:
        for override in element.iter(f"{W}lvlOverride"):
            level = number(value(override, "ilvl"))
            stated = override.find(f"{W}startOverride")
            if stated is not None:
                self._restarts.setdefault(name, {})[level] = number(value(stated), 1)
            own = override.find(f"{W}lvl")
            if own is not None:
                self._levels[name][level] = _level(own)

    def place(self, name: str, level: int) -> Place | None:
        """The place of the next paragraph in the list ``name`` at ``level``; ``None`` where that is no list."""
        known = self._levels.get(name)
        if known is None or not 0 <= level < _LEVELS:
            return None
        made = known.get(level, Level())
        if made.unmarked:
            return Place(name, level, False, "decimal", 0, made.indent, unmarked=True)
        ground = self._ground[name]
        counts = self._counts.setdefault(ground, [0] * _LEVELS)
        restart = self._restarts.get(name, {}).pop(level, None)
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if counts[level] else made.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        label = self._label(made, known, counts)
        worded = bool(label) and says_more(made.text, made.format)
        ordered = made.format not in ("bullet", "none") and not worded
        numbering = _FORMATS.get(made.format, "decimal")
        return Place(name, level, ordered, numbering, counts[level], made.indent, box=made.box, label=label, worded=worded)

    def _label(self, made: Level, known: dict[int, Level], counts: list[int]) -> str:
        above = [known.get(level, Level()) for level in range(_LEVELS)]
        formats = ["decimal" if made.plain else level.format for level in above]
        return label_of(made.text, formats, [count or level.start for count, level in zip(counts, above, strict=True)])


def _levels(element: Any) -> dict[int, Level]:
    return {number(value(level, "ilvl")): _level(level) for level in element.iter(f"{W}lvl")}


def _level(element: Any) -> Level:
    indent = element.find(f"{W}pPr/{W}ind")
    return Level(
        format=value(element.find(f"{W}numFmt")) or "decimal",
        start=number(value(element.find(f"{W}start")), 1),
        indent=number(value(indent, "left") or value(indent, "start")),
        unmarked=_is_unmarked(element),
        box=_box(element),
        text=value(element.find(f"{W}lvlText")),
        plain=is_on(element.find(f"{W}isLgl")),
    )


# A crossed box is Word's ticked one.
_BOXES = {"☐": "☐", "☑": "☑", "☒": "☑"}


def _box(element: Any) -> str:
    said = value(element.find(f"{W}lvlText")).strip()
    return _BOXES.get(in_font(said, element), "")


def _is_unmarked(element: Any) -> bool:
    text = element.find(f"{W}lvlText")
    shows = text is None or bool(value(text).strip())
    return value(element.find(f"{W}numFmt")) in ("bullet", "none") and not shows and element.find(f"{W}lvlPicBulletId") is None
