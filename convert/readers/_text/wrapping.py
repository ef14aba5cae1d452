"""Lines that a program, or someone at a typewriter, broke at a width: where a paragraph goes on in the next."""

from __future__ import annotations

from convert.patterns import regex
from convert.readers._text.unit import CJK, columns, columns_of

UNSPACED = regex(f"[{CJK}]")
MARKER = regex(r"(?:([*+•◦▪■□●○‣⁃·・>]|-(?=[ \t])|o(?= \S))|(\d{1,3})[.)])(?:[ \t\u00a0\u3000]+|$)|(・)(?=[^\s・])")
RULING = regex(r"([=~^*#+\"'`:.-])\1{2,}|_{3,}")

WIDEST = 130
NARROWEST = 40


def wrap_width(lines: list[str], shown: list[int] | None = None) -> int:
    """The width at which a program broke the paragraphs of ``lines``, which are ``shown`` as wide; 0 when none did.

    In wrapped text a line ends where the next word would no longer have fitted; in verse lines begin with capitals.
    """
    long = sum(map(WIDEST.__lt__, map(len, lines)))
    if long > len(lines) // 100 or len(lines) < 3:
        return 0
    shown = columns_of(lines) if shown is None else shown
    widths = sorted(width for width in shown if width)
    widest = widths[-1 - len(widths) // 40] if widths else 0
    if not NARROWEST <= widest <= WIDEST:
        return 0
    full = loose = capitals = 0
    for number in range(len(lines) - 1):
        if shown[number] < widest * 0.6 or not shown[number + 1]:
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
        else:
            loose += 1
    verse = capitals > 0.8 * full
    return widest if full >= 3 and full > 1.5 * loose and not verse else 0


def _stand_in_columns(line: str, following: str) -> bool:
    """Whether one of two lines is set in two columns, or the lower is set in: neither goes on where the other ends."""
    below = following.lstrip()
    if _COLUMNS.search(line.strip()) or _COLUMNS.search(below):
        return True
    return len(following) - len(below) > len(line) - len(line.lstrip())


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
