"""The numbers that text browsers (lynx, w3m, links) set before links, ``[5]gravel path``, and the addresses they list at the end."""

from __future__ import annotations

from convert.patterns import regex
from convert.readers._text.unit import Unit, with_text

_LISTED = regex(r"(?:\[?(\d{1,5})[\].]\s+)?(?:https?|ftp|file|mailto|tel|javascript|about):.*")
_LABELS = frozenset(("references", "visible links", "hidden links"))
_MARK = regex(r"\[(\d{1,5})\]\s?")
_MARKS_WORD = regex(r"\[(\d{1,5})\](?=[^\W_]|[\"“«(])")
_FEWEST = 2


def without_references(units: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """``units`` without the numbers of links and their list, and what of them went; all, where there is no such list."""
    numbers: set[int] = set()
    end = len(units)
    while end and (number := _listed(units[end - 1])) is not None:
        numbers.add(number)
        end -= 1
    if len(numbers) <= _FEWEST:  # one of them that of the label over them
        return units, []
    marked = {int(mark) for unit in units[:end] if "[" in unit.text for mark in _MARKS_WORD.findall(unit.text)}
    if 2 * len(marked & numbers) < len(numbers) and not (0 in numbers and marked & numbers):  # links round pictures have no words
        return units, []
    kept = [_unmarked(unit, numbers) if "[" in unit.text else unit for unit in units[:end]]
    gone = [unit for unit, bare in zip(units, kept, strict=False) if not (bare.text or bare.marker)]
    return [unit for unit in kept if unit.text or unit.marker], [*gone, *units[end:]]


def _listed(unit: Unit) -> int | None:
    """The number of the link whose address ``unit`` is, 0 for the label over such; nothing of any other line."""
    if unit.text.rstrip(":").lower() in _LABELS:
        return 0
    match = _LISTED.fullmatch(unit.text)
    number = (match[1] or unit.marker.rstrip(".)")) if match else ""
    return int(number) if number.isdigit() else None


def _unmarked(unit: Unit, numbers: set[int]) -> Unit:
    text = _MARK.sub(lambda match: "" if int(match[1]) in numbers else match[0], unit.text).strip()
    if text == unit.text:
        return unit
    return with_text(unit, text)
