"""From bytes to units: decoding, line ends, and hard-wrapped lines joined to what was one paragraph.

Every line that isn't blank belongs to exactly one unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

import msgspec

from convert.clean import clean
from convert.encoding import decoded, served
from convert.formats import Source
from convert.limits import LIMITS
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._text.days import opens_with_day
from convert.readers._text.rows import Row
from convert.readers._text.unit import CJK, SENTENCE, Unit, columns, is_prose, width_of

_UNSPACED = regex(f"[{CJK}]")
_PAGE_BREAKS = str.maketrans({"\f": "\n", "\v": "\n"})
_MARKER = regex(r"(?:([*+•◦▪■□●○‣⁃·・>]|-(?=[ \t])|o(?= \S))|(\d{1,3})[.)])(?:[ \t\u00a0\u3000]+|$)|(・)(?=[^\s・])")
_WORDED = regex(r"\w")
_FENCED = ">*+•◦▪■□●○‣⁃·・-o0123456789"

_WIDEST_WRAP = 130
_NARROWEST_WRAP = 40
_NO_ROWS: Mapping[int, Row] = MappingProxyType({})


def decode(source: Source, notify: Notify) -> str:
    """The text of ``source``, cleaned, with line feeds as its only line ends. Says what was repaired."""
    text = decoded(source.data, source.name, notify, stated=served(source.media))
    text, replaced = clean(text.translate(_PAGE_BREAKS) if "\f" in text or "\v" in text else text)
    if replaced:
        message = "characters that no format can carry were replaced"
        notify(Notice("replaced", "text.characters", message, source=source.name, count=replaced))
    return text


def split(text: str) -> list[str]:
    """The lines of ``text``; one longer than the limit is broken at a blank."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    if max(map(len, lines), default=0) <= LIMITS.line_characters:
        return lines
    return [piece for line in lines for piece in _pieces(line)]


def _pieces(line: str) -> Iterator[str]:
    limit = LIMITS.line_characters
    start = 0
    while len(line) - start > limit:
        cut = line.rfind(" ", start + limit // 2, start + limit)
        cut = start + limit if cut < 0 else cut + 1
        yield line[start:cut]
        start = cut
    yield line[start:]


def units(lines: list[str], rows: Mapping[int, Row] = _NO_ROWS) -> list[Unit]:
    """``lines`` as units, hard-wrapped ones joined, and those of tables as their ``rows``, by the number of their first line."""
    wrap = wrap_width(lines)
    if not rows:
        return _with_ruled(_joined(lines, wrap) if wrap else _single(lines))
    texts = list(lines)
    for row in rows.values():
        texts[row.first : row.last + 1] = [""] * (row.last + 1 - row.first)
    return _with_ruled(_with_rows(_joined(texts, wrap) if wrap else _single(texts), rows))


def _with_rows(units: list[Unit], rows: Mapping[int, Row]) -> list[Unit]:
    """``units``, in which lines of tables are blank, with the rows in their places."""
    found = sorted([*units, *map(_row, rows.values())], key=lambda unit: unit.first)
    reached = 0
    for place, unit in enumerate(found):
        if unit.gap != unit.first - reached:
            found[place] = msgspec.structs.replace(unit, gap=unit.first - reached)
        reached = unit.last + 1
    return found


def _row(row: Row) -> Unit:
    text = " ".join(filter(None, row.cells))
    return Unit(text, row.first, row.last, 0, 0, "", width_of(text), False, cells=row.cells, heads=row.head)


def _with_ruled(units: list[Unit]) -> list[Unit]:
    """``units``, each line of one sign that stands right below a short line as wide, or round it, part of that, a heading."""
    if not any(_RULING.fullmatch(unit.text) for unit in units):
        return units
    found: list[Unit] = []
    for unit in units:
        above = found[-1] if found else None
        if above is None or unit.gap or not _RULING.fullmatch(unit.text) or not _is_under(above, unit):
            found.append(unit)
            continue
        found[-1] = msgspec.structs.replace(above, last=unit.last, ruled=unit.text[0])
        over = found[-2] if len(found) > 1 else None
        if over is not None and not above.gap and over.text == unit.text:
            found[-2:] = [msgspec.structs.replace(found[-1], first=over.first, gap=over.gap)]
    return found


def _is_under(above: Unit, unit: Unit) -> bool:
    near = above.width - 2 <= unit.width <= above.width + 4
    return near and above.width <= _WIDEST_RULED and not (above.marker or above.prose or above.ruled or _RULING.fullmatch(above.text))


_RULING = regex(r"([=~^*#+\"'`:.-])\1{2,}|_{3,}")
_WIDEST_RULED = 100


def _single(lines: list[str]) -> list[Unit]:
    found: list[Unit] = []
    gap = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            gap += 1
            continue
        found.append(_unit(line, text, number, gap))
        gap = 0
    return found


def _unit(line: str, text: str, number: int, gap: int) -> Unit:
    indent = 0 if line[0] == text[0] else _indent(line)
    marker = ""
    if text[0] in _FENCED and (match := _MARKER.match(text)) and (match[1] != "o" or indent):
        rest = text[match.end() :]
        if (rest[:1] != text[0] or _WORDED.search(rest)) and not (match[2] and opens_with_day(text)):
            marker, text = match[0].strip(), rest
    width = width_of(text)
    return Unit(text, number, number, indent, gap, marker, width, width >= SENTENCE and is_prose(text, width))


def _indent(line: str) -> int:
    """How many columns ``line`` is indented; tabs stop every eight."""
    if "\t" in line:
        line = line.expandtabs(8)
    return len(line) - len(line.lstrip())


# --- hard-wrapped lines ------------------------------------------------------------------------------


def wrap_width(lines: list[str]) -> int:
    """The width at which a program broke the paragraphs of ``lines``, 0 when none did.

    In wrapped text a line ends where the next word would no longer have fitted; in verse lines begin with capitals.
    """
    long = sum(1 for line in lines if len(line) > _WIDEST_WRAP)
    if long > len(lines) // 100 or len(lines) < 3:
        return 0
    shown = [columns(line.rstrip()) for line in lines]
    widths = sorted(width for width in shown if width)
    widest = widths[-1 - len(widths) // 40] if widths else 0
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return 0
    full = loose = capitals = 0
    for number in range(len(lines) - 1):
        if shown[number] < widest * 0.6 or not shown[number + 1]:
            continue
        if _is_full(lines[number], lines[number + 1], shown[number], widest):
            full += 1
            capitals += lines[number + 1].lstrip()[:1].isupper()
        else:
            loose += 1
    verse = capitals > 0.8 * full
    return widest if full >= 3 and full > 1.5 * loose and not verse else 0


def _is_full(line: str, following: str, width: int, widest: int) -> bool:
    """Whether ``line`` goes on in ``following``: there was no room on it, or nearly none and no end."""
    start = following.lstrip()
    return _fills(start, width, widest) or (_breaks_off(line, start) and width > _NEARLY * widest > _NARROWEST_BY_HAND)


def _fills(following: str, width: int, widest: int) -> bool:
    """Whether the first word of ``following`` had no room on a line of ``width``."""
    if _UNSPACED.match(following):
        return width >= widest - 4
    return width + 1 + columns(following.split(None, 1)[0]) > widest


def _breaks_off(line: str, following: str) -> bool:
    """Whether a sentence goes on from ``line`` to ``following``, as where it was broken by hand, with some room left."""
    return (following[0].islower() or following[0].isdigit() or following[0] in _SUMS) and (
        line.rstrip()[-1:].isalnum() or line.rstrip()[-1:] in _WITHIN
    )


_NEARLY = 0.8
_NARROWEST_BY_HAND = 44
_WITHIN = frozenset(",;-–—")
_SUMS = frozenset("£$€¥₹₽₩")


def _joined(lines: list[str], wrap: int) -> list[Unit]:
    found: list[Unit] = []
    pending: list[str] = []
    hyphens = Hyphens(lines)
    first = gap = 0
    for number, line in enumerate(lines):
        if not line.strip():
            if pending:
                found.append(_paragraph(pending, first, gap, hyphens, wrap))
                pending, gap = [], 0
            gap += 1
            continue
        if pending and not continues(pending[-1], line, wrap):
            found.append(_paragraph(pending, first, gap, hyphens, wrap))
            pending, gap = [], 0
        if not pending:
            first = number
        pending.append(line)
    if pending:
        found.append(_paragraph(pending, first, gap, hyphens, wrap))
    return found


def continues(line: str, following: str, wrap: int) -> bool:
    """Whether the paragraph that ``line`` is of goes on in ``following``, neither blank, in a text broken at ``wrap`` columns."""
    text, start = line.strip(), following.lstrip(" \t\u00a0")
    if start[0] in "\u3000[" or text[0] == "[" or _MARKER.match(start) or _RULING.fullmatch(start.rstrip()) or _RULING.fullmatch(text):
        return False
    indent, next_indent = len(line) - len(line.lstrip()), len(following) - len(start)
    if (item := _MARKER.match(text)) and next_indent == indent + item.end():
        return True
    width = columns(line.rstrip())
    if indent and next_indent and abs(wrap - columns(text) - 2 * indent) <= 3:
        return _is_full(text, following, columns(text), wrap)
    if next_indent > indent and not _MARKER.match(text):
        return False
    return _is_full(line, following, width, wrap)


def _paragraph(pending: list[str], first: int, gap: int, hyphens: Hyphens, wrap: int) -> Unit:
    head = _unit(pending[0], pending[0].strip(), first, gap)
    if len(pending) == 1:
        return head
    text = head.text
    for line in pending[1:]:
        text = hyphens.join(text, line.strip())
    width = width_of(text)
    by_hand = any(not _fills(after.lstrip(), columns(line.rstrip()), wrap) for line, after in pairwise(pending))
    return msgspec.structs.replace(
        head, text=text, last=first + len(pending) - 1, width=width, prose=is_prose(text, width), by_hand=by_hand
    )


def joined(text: str, line: str) -> str:
    """``text`` continued by ``line``: with a blank, without one in CJK."""
    return text + line if _UNSPACED.match(text[-1:]) or _UNSPACED.match(line) else f"{text} {line}"


_HYPHENATED = regex(r"([^\W\d_]+)-$")
_WORD = regex(r"[^\W\d_]+")
_WORD_END = regex(r"[^\W\d_]+$")
_HANGUL = regex("[\uac00-\ud7a3]")


class Hyphens:
    """Joins a line to the next; knows from the words of the text whether a hyphen at the end is its author's."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._words: set[str] | None = None

    def join(self, text: str, line: str) -> str:
        """``text`` continued by ``line``: with a blank, without one in CJK, and a hyphen only if it is meant."""
        if text[-1] == "\u00ad":
            return text[:-1] + line
        if _UNSPACED.match(text[-1]) or _UNSPACED.match(line):
            return text + line
        if _HANGUL.match(text[-1]) and _HANGUL.match(line):
            return text + line if self._is_one_word(text, line) else f"{text} {line}"
        match = _HYPHENATED.search(text[-40:])
        if not match:
            return f"{text} {line}"
        following = _WORD.match(line)
        if following and following[0].islower() and (match[1] + following[0]).lower() in self._vocabulary():
            return text[:-1] + line
        return text + line

    def _is_one_word(self, text: str, line: str) -> bool:
        """Whether the text has the two halves as one word elsewhere; some programs break Hangul anywhere."""
        halves = _WORD_END.search(text[-20:]), _WORD.match(line)
        whole = "".join(half[0] for half in halves if half)
        return whole.lower() in self._vocabulary()

    def _vocabulary(self) -> set[str]:
        if self._words is None:
            self._words = {word for line in self._lines for word in _WORD.findall(line.lower())}
        return self._words
