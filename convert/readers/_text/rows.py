"""The rows of tables in plain text: lines below one another that tabs, upright strokes or columns left blank part into cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import msgspec

from convert.patterns import regex
from convert.readers._text.unit import SENTENCE, columns, is_prose, width_of

_STROKES = regex(r"[|+][\s|+:=-]*[=-][\s|+:=-]*[|+]")
_MARKER = regex(r"[-*+•◦▪■–]|\(?\w{1,3}[.)]")
_LEAST_ROWS, _LEAST_ROWS_OF_TWO = 2, 3
_GAP = regex(r"\S {2,}\S")
_INNER_BLANKS = regex(r"(?<=\S) {2,}(?=\S)")
_CELL = regex("x+")
_LEAST_ALIGNED = 3
_WIDEST, _WIDEST_CELL = 160, 40
# As many elements as HTML may have before it counts as crowded.
_MOST_CELLS, _BEGINNING = 140_000, 1_000


class Row(msgspec.Struct, frozen=True):
    """The cells of the lines ``first`` to ``last`` (from 0): one row and the lines drawn round it; ``head`` where it names the columns."""

    first: int
    last: int
    cells: tuple[str, ...]
    head: bool = False


class _Line(msgspec.Struct, frozen=True):
    """The line ``number`` and its cells; none where it is but drawn."""

    number: int
    cells: tuple[str, ...]


def rows_of(lines: list[str]) -> tuple[dict[int, Row], int]:
    """The rows of the tables in ``lines``, each by the number of its first line, and how many lines were left as they are.

    The rows of a table have as many cells each. A table is left where it would make more cells than `_MOST_CELLS` in all.
    """
    found: dict[int, Row] = {}
    made = left = 0
    for run in _runs(lines, found):
        is_vast = 2 * len(run) > _MOST_CELLS  # then its beginning tells whether it is a table
        rows = _table(run[:_BEGINNING] if is_vast else run)
        cells = sum(len(row.cells) for row in rows)
        if made + cells > _MOST_CELLS or (rows and is_vast):
            left += len(run)
            continue
        made += cells
        found.update((row.first, row) for row in rows)
    return found, left


# --- lines that could be rows -------------------------------------------------------------------------


def _runs(lines: list[str], found: Mapping[int, Row]) -> Iterator[list[_Line]]:
    for sign in "\t|":
        if any(sign in line for line in lines):
            yield from _signed(lines, sign)
    yield from _aligned(lines, found)


def _signed(lines: list[str], sign: str) -> Iterator[list[_Line]]:
    """Lines right below one another that ``sign`` parts, and those drawn with strokes around them."""
    run: list[_Line] = []
    for number, line in enumerate(lines):
        is_drawn = sign == "|" and _STROKES.fullmatch(line.strip())
        cells = () if is_drawn else _cells(line, sign)
        if is_drawn or len(cells) > 1:
            run.append(_Line(number, cells))
        elif run:
            yield run
            run = []
    yield run


def _cells(line: str, sign: str) -> tuple[str, ...]:
    """What ``sign`` parts in ``line``; strokes stand round the cells, tabs between them."""
    if sign == "\t":
        return tuple(map(str.strip, line.rstrip().split("\t"))) if "\t" in line.strip() else ()
    text = line.strip()
    return tuple(map(str.strip, text[1:-1].split("|"))) if len(text) > 2 and text[0] == text[-1] == "|" else ()


def _aligned(lines: list[str], found: Mapping[int, Row]) -> Iterator[list[_Line]]:
    """Lines right below one another whose gaps of two blanks and more leave the same columns blank."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if "  " in line and "  " in line.strip() and len(line) <= _WIDEST and number not in found and _GAP.search(line):
            run.append(number)
        elif run:
            yield _cut(lines, run)
            run = []
    yield _cut(lines, run)


def _cut(lines: list[str], run: list[int]) -> list[_Line]:
    """The lines of ``run`` cut at the columns that all of them leave blank; nothing where a gap is not at one."""
    texts = [lines[number].rstrip() for number in run]
    if len(run) < _LEAST_ALIGNED or any(columns(text) != len(text) for text in texts):
        return []
    bounds = _bounds(texts)
    cut = [
        _Line(number, tuple(text[first:end].strip() for first, end in bounds) if any(map(str.isalnum, text)) else ())
        for number, text in zip(run, texts, strict=True)
    ]
    rows = [line.cells for line in cut if line.cells]
    fits = all(len(cell) <= _WIDEST_CELL and "  " not in cell for row in rows for cell in row)
    return cut if fits and all(sum(map(bool, row)) > 1 for row in rows) else []


def _bounds(texts: list[str]) -> list[tuple[int, int]]:
    """Where the cells of ``texts`` begin and end: between columns blank in all that are within a gap of two or more in one at least."""
    width = max(map(len, texts))
    blank = [all(sign == " " for sign in signs) for signs in zip(*(text.ljust(width) for text in texts), strict=True)]
    gaps = {column for text in texts for match in _INNER_BLANKS.finditer(text) for column in range(*match.span())}
    told = "".join(" " if is_blank and column in gaps else "x" for column, is_blank in enumerate(blank))
    return [match.span() for match in _CELL.finditer(told)]


# --- lines that are -----------------------------------------------------------------------------------


def _table(run: list[_Line]) -> list[Row]:
    """The rows of ``run``, with as many cells in each; nothing where it is no table."""
    rows = [line.cells for line in run if line.cells]
    if rows and not any(row[0] for row in rows):  # the whole table is set in
        rows = [row[1:] for row in rows]
    width = max(map(len, rows), default=0)
    if not _is_table(rows, width):
        return []
    rows = [row + ("",) * (width - len(row)) for row in rows]
    numbers = [line.number for line in run if line.cells]
    firsts = [run[0].number, *numbers[1:]]
    lasts = [*(below - 1 for below in numbers[1:]), run[-1].number]
    apart = [below - above > 1 for above, below in pairwise(numbers)]
    heads = (apart[0] and not any(apart[1:])) or _names_columns(rows)
    return [Row(first, last, cells, heads and first == firsts[0]) for first, last, cells in zip(firsts, lasts, rows, strict=True)]


def _is_table(rows: list[tuple[str, ...]], width: int) -> bool:
    """Whether rows are filled alike; those of two cells may be lists, speakers or fields, with a tab behind what opens the line."""
    if width < 2 or len(rows) < (_LEAST_ROWS_OF_TWO if width == 2 else _LEAST_ROWS):
        return False
    if sum(len(row) == width for row in rows) < 0.6 * len(rows):
        return False
    if width > 2:
        return True
    opening = sum(row[0].endswith((":", "：")) or _MARKER.fullmatch(row[0]) is not None for row in rows)
    told = sum(len(cell) >= SENTENCE and is_prose(cell, width_of(cell)) for row in rows for cell in row[1:])
    return max(opening, told) < 0.6 * len(rows)


def _names_columns(rows: list[tuple[str, ...]]) -> bool:
    """Whether the first of ``rows`` is a head: it alone has no figures, or nothing over the names of the rows."""
    first, *below = rows
    if not all(first[1:]) or any(map(_has_figure, first)):
        return False
    return not first[0] or any(all(map(_has_figure, column)) for column in zip(*below, strict=True))


def _has_figure(cell: str) -> bool:
    return any(map(str.isdigit, cell))
