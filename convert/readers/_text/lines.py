"""From bytes to units: decoding, line ends, and hard-wrapped lines joined to what was one paragraph.

Every line that isn't blank belongs to exactly one unit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import msgspec

from convert.clean import clean
from convert.encoding import decoded, served, undone
from convert.formats import Source
from convert.limits import LIMITS
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._text.days import opens_with_day
from convert.readers._text.rows import Row
from convert.readers._text.terminal import without_terminal
from convert.readers._text.typeset import goes_on, setting_of
from convert.readers._text.unit import SENTENCE, Unit, columns_of, is_prose, width_of, with_text
from convert.readers._text.wrapping import MARKER, MOST_WIDER, RULING, UNSPACED, WIDEST, continues, fills, wrap_width

_WORDED = regex(r"\w")
_MOST_PAGES = 20_000
_FENCED = ">*+•◦▪■□●○‣⁃·・-o0123456789"

_NO_ROWS: Mapping[int, Row] = MappingProxyType({})


def decode(source: Source, notify: Notify) -> str:
    """The text of ``source``, cleaned, with line feeds as its only line ends. Says what was repaired."""
    return "\n".join(pages(source, notify))


def pages(source: Source, notify: Notify) -> list[str]:
    """The text of ``source`` as `decode` has it, by its pages, which form feeds end."""
    text = _told_once(source, decoded(source.data, source.name, notify, stated=served(source.media)), notify)
    text = without_terminal(source, text, notify) if "\x1b" in text or "\b" in text else text
    text = text.replace("\v", "\n") if "\v" in text else text
    text = text.replace("\f", "\n") if text.count("\f") > _MOST_PAGES else text
    found = [clean(page) for page in text.split("\f")]
    replaced = sum(count for _, count in found)
    if replaced:
        message = "characters that no format can carry were replaced"
        notify(Notice("replaced", "text.characters", message, source=source.name, count=replaced))
    return [page for page, _ in found]


def _told_once(source: Source, text: str, notify: Notify) -> str:
    """``text`` as `decoded`, but for what was encoded twice."""
    once, count = undone(source.data)
    if not count:
        return text
    message = "text that was decoded wrongly before it was saved was put right"
    notify(Notice("repaired", "text.encoding", message, source=source.name, count=count))
    return once


def split(pages: list[str]) -> tuple[list[str], list[int]]:
    """The lines of ``pages``, and at which each page but the first begins; a line longer than the limit is broken at a blank."""
    lines: list[str] = []
    begins: list[int] = []
    for page in pages:
        begins.append(len(lines))
        shown = page.split("\n")
        longest = max(map(len, shown))
        lines += shown if longest <= LIMITS.line_characters else [piece for line in shown for piece in _pieces(line)]
    if not lines[-1]:
        lines.pop()
    return lines, begins[1:]


def _pieces(line: str) -> Iterator[str]:
    limit = LIMITS.line_characters
    start = 0
    while len(line) - start > limit:
        cut = line.rfind(" ", start + limit // 2, start + limit)
        cut = start + limit if cut < 0 else cut + 1
        yield line[start:cut]
        start = cut
    yield line[start:]


def units(
    lines: list[str], rows: Mapping[int, Row] = _NO_ROWS, turns: Collection[int] = (), begins: Collection[int] | None = None
) -> list[Unit]:
    """``lines`` as units, hard-wrapped ones joined, and those of tables as their ``rows``, by the number of their first line.

    ``turns`` are blank lines over which a paragraph may go on, since a page turns there; ``begins`` says where it is known at which
    lines paragraphs begin.
    """
    if begins is not None:
        return _joined(lines, lambda _, following: following not in begins, 0, turns)
    shown = columns_of(lines) if sum(map(WIDEST.__lt__, map(len, lines))) <= len(lines) * MOST_WIDER else []
    setting = setting_of(lines, shown) if shown else None
    wrap = 0 if setting or not shown else wrap_width(lines, shown)
    texts = list(lines) if rows else lines
    for row in rows.values():
        texts[row.first : row.last + 1] = [""] * (row.last + 1 - row.first)
    if setting:
        found = _joined(texts, lambda line, following: goes_on(texts, line, following, setting), 0, turns)
    elif wrap:
        found = _joined(texts, lambda line, following: continues(texts[line], texts[following], wrap, shown[line]), wrap, turns, shown)
    else:
        found = _single(texts)
    return _with_ruled(_without_stars(_with_rows(found, rows) if rows else found))


def _without_stars(units: list[Unit]) -> list[Unit]:
    """``units``, headings that stand between stars, as html2text writes them, without those."""
    if not any(unit.text.startswith(_STARS) for unit in units):
        return units
    found = []
    for unit in units:
        starred = _STARRED.fullmatch(unit.text)
        found.append(with_text(unit, starred[2]) if starred else unit)
    return found


_STARS = "****"
_STARRED = regex(r"(\*{4,6}) (\S(?:.*\S)?) \1")


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
    if not any(RULING.fullmatch(unit.text) for unit in units):
        return units
    found: list[Unit] = []
    for unit in units:
        above = found[-1] if found else None
        if above is None or unit.gap or not RULING.fullmatch(unit.text) or not _is_under(above, unit):
            found.append(unit)
            continue
        found[-1] = msgspec.structs.replace(above, last=unit.last, ruled=unit.text[0])
        over = found[-2] if len(found) > 1 else None
        if over is not None and not above.gap and over.text == unit.text:
            found[-2:] = [msgspec.structs.replace(found[-1], first=over.first, gap=over.gap)]
    return found


def _is_under(above: Unit, unit: Unit) -> bool:
    near = above.width - 2 <= unit.width <= above.width + 4
    return near and above.width <= _WIDEST_RULED and not (above.marker or above.prose or above.ruled or RULING.fullmatch(above.text))


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
    if text[0] in _FENCED and (match := MARKER.match(text)) and (match[1] != "o" or indent):
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


def _joined(
    lines: list[str], goes_on: Callable[[int, int], bool], wrap: int, turns: Collection[int], shown: Sequence[int] = ()
) -> list[Unit]:
    """Units of ``lines``, by whether the paragraph of one line ``goes_on`` in another.

    ``wrap`` is the width that they fill, and ``shown`` is that of each, where a program broke them.
    """
    found: list[Unit] = []
    pending: list[int] = []
    hyphens = Hyphens(lines, typeset=not wrap)
    gap = 0
    for number, line in enumerate([*lines, ""]):
        blank = not line.strip()
        if pending and number not in turns and (blank or not goes_on(pending[-1], number)):
            unit = _paragraph([lines[line] for line in pending], pending, gap, hyphens)
            if wrap and len(pending) > 1 and _is_by_hand(lines, pending, wrap, shown):
                unit = msgspec.structs.replace(unit, by_hand=True)
            found.append(unit)
            gap = number - pending[-1] - 1
            pending = []
        if not blank:
            pending.append(number)
        elif not pending:
            gap += 1
    return found


def _is_by_hand(lines: list[str], numbers: list[int], wrap: int, shown: Sequence[int]) -> bool:
    """Whether a line of a paragraph, the last aside, was broken with room left on it for the next word."""
    return any(not fills(lines[after].lstrip(), shown[line], wrap) for line, after in pairwise(numbers))


def _paragraph(pending: list[str], numbers: list[int], gap: int, hyphens: Hyphens) -> Unit:
    head = _unit(pending[0], pending[0].strip(), numbers[0], gap)
    if len(pending) == 1:
        return head
    text = head.text
    for line in pending[1:]:
        text = hyphens.join(text, line.strip()) if text else line.strip()
    return msgspec.structs.replace(with_text(head, text), last=numbers[-1])


def joined(text: str, line: str) -> str:
    """``text`` continued by ``line``: with a blank, without one in CJK."""
    return text + line if UNSPACED.match(text[-1:]) or UNSPACED.match(line) else f"{text} {line}"


_HYPHENATED = regex(r"([^\W\d_]+)[-\u2010]$")
_WORD = regex(r"[^\W\d_]+")
_WORD_END = regex(r"[^\W\d_]+$")
_HYPHENS = "-\u2010"
_FIRST_UNSPACED = "\u2e80"
_HANGUL = regex("[\uac00-\ud7a3]")


class Hyphens:
    """Joins a line to the next; knows from the words of the text whether a hyphen at the end is its author's.

    In ``typeset`` text it is, if the two parts are words of the text; else, if the two together are none.
    """

    def __init__(self, lines: list[str], typeset: bool = False) -> None:
        self._lines = lines
        self._typeset = typeset
        self._words: set[str] | None = None

    def join(self, text: str, line: str) -> str:
        """``text`` continued by ``line``: with a blank, without one in CJK, and a hyphen only if it is meant."""
        last = text[-1]
        if last == "\u00ad":
            return text[:-1] + line
        if last >= _FIRST_UNSPACED or line[0] >= _FIRST_UNSPACED:
            if UNSPACED.match(last) or UNSPACED.match(line):
                return text + line
            if _HANGUL.match(last) and _HANGUL.match(line):
                return text + line if self._is_one_word(text, line) else f"{text} {line}"
        if last not in _HYPHENS:
            return f"{text} {line}"
        match = _HYPHENATED.search(text[-40:])
        if not match:
            return f"{text} {line}"
        following = _WORD.match(line)
        if following and following[0].islower() and (text[-1] == "\u2010" or self._is_parted(match[1].lower(), following[0])):
            return text[:-1] + line
        return text + line

    def _is_parted(self, start: str, end: str) -> bool:
        words = self._vocabulary()
        return start + end in words or (self._typeset and not (start in words and end in words))

    def _is_one_word(self, text: str, line: str) -> bool:
        """Whether the text has the two halves as one word elsewhere; some programs break Hangul anywhere."""
        halves = _WORD_END.search(text[-20:]), _WORD.match(line)
        whole = "".join(half[0] for half in halves if half)
        return whole.lower() in self._vocabulary()

    def _vocabulary(self) -> set[str]:
        if self._words is None:
            self._words = {word for line in self._lines for word in _WORD.findall(line.lower())}
        return self._words
