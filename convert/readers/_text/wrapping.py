"""Lines that a program, or someone at a typewriter, broke at a width: where a paragraph goes on in the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from convert.patterns import regex
from convert.readers._text.unit import CJK, columns, columns_of

UNSPACED = regex(f"[{CJK}]")
MARKER = regex(r"(?:([*+•◦▪■□●○‣⁃·・>]|-(?=[ \t])|o(?= \S))|(\d{1,3})[.)])(?:[ \t\u00a0\u3000]+|$)|(・)(?=[^\s・])")
RULING = regex(r"([=~^*#+\"'`:.-])\1{2,}|_{3,}")

WIDEST = 130
NARROWEST = 40
# How many of its lines may be wider, as those of tables are.
MOST_WIDER = 0.2


def wrap_width(lines: list[str], shown: list[int] | None = None) -> int:
    """The width at which a program broke the paragraphs of ``lines``, which are ``shown`` as wide; 0 when none did.

    In wrapped text a line ends where the next word would no longer have fitted; in verse lines begin with capitals. What lines that are
    but an address, as text browsers list them, are wide says nothing.
    """
    if len(lines) < 3:
        return 0
    shown = columns_of(lines) if shown is None else shown
    shown = [0 if "://" in line and _LISTED.fullmatch(line) else width for line, width in zip(lines, shown, strict=True)]
    return next((widest for widest, fewest in _likely(shown) if _is_broken_at(lines, shown, widest, fewest)), 0)


def _likely(shown: list[int]) -> Iterator[tuple[int, int]]:
    """The widths at which lines that are ``shown`` as wide may be broken, and how many must be: that of the widest, and that of most."""
    widths = sorted(filter(None, shown))
    long = len(widths) - bisect_right(widths, WIDEST)
    if not widths or long > len(shown) * MOST_WIDER:
        return
    widest = widths[-1 - len(widths) // 40]
    if long <= len(shown) // 100 and NARROWEST <= widest <= WIDEST:
        yield widest, 3
    within = [width for width in widths if NARROWEST <= width <= WIDEST]
    near = {width: bisect_right(within, width) - bisect_left(within, width - _NEAR) for width in within}
    if near:
        yield max(near, key=lambda width: (near[width], -width)), _FEWEST_OF_MOST


def _is_broken_at(lines: list[str], shown: list[int], widest: int, fewest: int) -> bool:
    """Whether most lines that are nearly as wide as ``widest``, ``fewest`` at least, go on in those right below them."""
    full = loose = capitals = 0
    for number in range(len(lines) - 1):
        if not widest * _ALMOST <= shown[number] <= widest + _OVER or not shown[number + 1]:
            continue
        following = lines[number + 1]
        if following[0] == ">":
            following = following.lstrip("> ") or following
        elif ":" in following and "://" in following and _ADDRESS.match(following):  # which has no room on many a line
            continue
        if _stand_in_columns(lines[number], following):
            continue
        if _is_full(lines[number], following, shown[number], widest):
            full += 1
            capitals += following.lstrip()[:1].isupper()
        elif not _begins_entry(following):
            loose += 1
    verse = capitals > 0.8 * full
    return full >= fewest and full > 1.5 * loose and not verse


def _begins_entry(line: str) -> bool:
    """Whether ``line`` is an item, or begins with what text browsers set before a link or for a button."""
    start = line.lstrip(" \t\u00a0")
    return start[0] in _OPENS and (MARKER.match(start) is not None or _LINKED.match(start) is not None)


_LISTED = regex(r"\s*(?:\[?\d{1,5}[\].]\s+)?(?:https?|ftp|file)://\S+\s*")
_LINKED = regex(r"\[\d{1,5}\]|\([A-Z]{4,}\)|\[[A-Z ]{2,}\]")
_ALMOST, _OVER, _NEAR, _FEWEST_OF_MOST = 0.6, 12, 8, 10


def _stand_in_columns(line: str, following: str) -> bool:
    """Whether one of two lines is set in two columns, or the lower is set in: neither goes on where the other ends."""
    below = following.lstrip()
    if _has_columns(line.strip()) or _has_columns(below):
        return True
    return len(following) - len(below) > len(line) - len(line.lstrip())


def _has_columns(text: str) -> bool:
    return ("   " in text or "\t" in text) and _COLUMNS.search(text) is not None


_COLUMNS = regex(r"\S(?:\t| {3,})\S")


def _is_full(line: str, following: str, width: int, widest: int) -> bool:
    """Whether ``line`` goes on in ``following``: there was no room on it, or nearly none and no end."""
    start = following.lstrip()
    return fills(start, width, widest) or (breaks_off(line, start) and width > _NEARLY * widest > _NARROWEST_BY_HAND)


def fills(following: str, width: int, widest: int) -> bool:
    """Whether the first word of ``following`` had no room on a line of ``width``."""
    if following[0] >= _FIRST_UNSPACED and UNSPACED.match(following):
        return width >= widest - 4
    return width + 1 + columns(following.split(None, 1)[0]) > widest


def breaks_off(line: str, following: str) -> bool:
    """Whether a sentence goes on from ``line`` to ``following``, as where it was broken by hand, with some room left."""
    first = following[1:2] if following[0] in "[(" else following[0]
    return (first.islower() or first.isdigit() or first in _SUMS) and (line.rstrip()[-1:].isalnum() or line.rstrip()[-1:] in _WITHIN)


_ADDRESS = regex(r"\s*https?://")
_NEARLY = 0.8
_NARROWEST_BY_HAND = 44
_WITHIN = frozenset(",;-–—")
_SUMS = frozenset("£$€¥₹₽₩")


def hangs(line: str, following: str) -> bool:
    """Whether ``following``, which is set in, is so to where the words of ``line``, an item or a note behind its number, begin."""
    text = line.strip()
    item = MARKER.match(text) or _NOTE.match(text)
    return item is not None and len(following) - len(following.lstrip(" \t\u00a0")) == len(line) - len(line.lstrip()) + item.end()


_FIRST_UNSPACED = "\u2e80"


def begins_alone(start: str) -> bool:
    """Whether ``start`` goes on from no line above: a paragraph set in, a note behind its number, a box, an item with a letter."""
    first = start[0]
    if first == "\u3000" or (first == "[" and _BRACKETED.match(start)):
        return True
    return (first in "[(" or start[1:2] == ")") and _NOTE.match(start) is not None


# What a marker, a drawn line or what stands by itself can begin with.
_OPENS = frozenset("*+•◦▪■□●○‣⁃·・>-o0123456789=~^#\"'`:._\u3000[(")
_BRACKETED = regex(r"(?:\[[^\[\]]*\]\s*)+$|\[\s*\]")
_NOTE = regex(r"\[\d{1,3}\]:?\s|\(?[a-jA-J]\)\s")
_LABEL = regex(r"[A-Z\u00c0-\u00de\u0400-\u042f][\w-]{1,15}: ")


def continues(line: str, following: str, wrap: int, width: int = -1) -> bool:
    """Whether the paragraph that ``line`` is of goes on in ``following``, neither blank, in a text broken at ``wrap`` columns.

    ``width`` is how many of them ``line`` fills, where that is known.
    """
    text, start = line.strip(), following.lstrip(" \t\u00a0")
    if (start[0] in _OPENS or start[1:2] == ")") and (begins_alone(start) or MARKER.match(start) or RULING.fullmatch(start.rstrip())):
        return False
    if text[0] in _OPENS and (RULING.fullmatch(text) or (text[0] == "[" and _BRACKETED.match(text))):
        return False
    if ":" in text and ":" in start and _LABEL.match(text) and _LABEL.match(start):  # of a head, whose lines are long by chance
        return False
    if following[0].isspace() and hangs(line, following):
        return True
    indent, next_indent = 0 if line[0] == text[0] else len(line) - len(line.lstrip()), len(following) - len(start)
    width = columns(line.rstrip()) if width < 0 else width
    if indent and next_indent and abs(wrap - columns(text) - 2 * indent) <= 3:
        return _is_full(text, following, columns(text), wrap)
    if next_indent > indent and not MARKER.match(text):
        return False
    return _is_full(line, following, width, wrap)
