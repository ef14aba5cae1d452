"""Blocks as lines of plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from convert.model import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Numbering,
    Paragraph,
    Quote,
    Rule,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Underline,
)
from convert.patterns import regex
from convert.words import Words
from convert.writers._columns import placed
from convert.writers._math import said

_WIDEST_TABLE = 100
_UNDERLINES = {1: "-", 2: "~"}
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)  # noqa: SIM905
)
_LARGEST_ROMAN = 3_999
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_DIGITS = regex(r"[0-9+-]+")
_BLANKS = regex("[ \t\n]+")


def width(text: str) -> int:
    """How many columns ``text`` takes where every letter is as wide; Chinese and Japanese ones take two (UAX #11)."""
    return sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def underlined(text: str, sign: str) -> str:
    """``text`` with a line of ``sign`` below it, as long as it is, within reason."""
    return f"{text}\n{sign * max(3, min(width(text.rpartition(chr(10))[2]), 72))}"


class Sheet:
    """Renders one article. Notes and addresses are numbered together, and stand at its end."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: list[str | Note] = []
        self._addresses: dict[str, int] = {}

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Each block, without a line end."""
        return (self._block(block) for block in blocks)

    def notes(self) -> Iterator[str]:
        """The notes and addresses referred to, those in notes after them."""
        if self._told:
            yield underlined(self._words.notes, "-")
        number = 0
        while number < len(self._told):
            told = self._told[number]
            number += 1
            yield told if isinstance(told, str) else _hung(f"[{number}] ", self._run(told.children))

    def _run(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(self.blocks(blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.line(block.children)
            case Heading():
                words = self.line(block.children)
                return underlined(words, _UNDERLINES[block.level]) if block.level in _UNDERLINES else words
            case Quote():
                by = [f"— {self.line(block.attribution)}"] if block.attribution else []
                return _indented("\n\n".join([*self.blocks(block.children), *by]), 4)
            case CodeBlock():
                return _indented(block.text, 4)
            case List():
                return self._list(block)
            case Definitions():
                return "\n\n".join(self._definition(item) for item in block.items)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Embed():
                return self._embed(block)
            case MathBlock():
                return _indented(said(block), 4)
            case Rule():
                return "* * *"
            case _:
                assert_never(block)

    def _list(self, node: List) -> str:
        markers = [f"{_number(node.start + place, node.numbering)}. " if node.ordered else "• " for place in range(len(node.items))]
        widest = max(map(len, markers))
        close = all(len(item) <= 1 or (len(item) == 2 and isinstance(item[1], List)) for item in node.items)
        gap = "\n" if close else "\n\n"
        return gap.join(_hung(marker.rjust(widest), gap.join(self.blocks(item))) for marker, item in zip(markers, node.items, strict=True))

    def _definition(self, item: Definition) -> str:
        terms = [self.line(term) for term in item.terms]
        return "\n".join([*terms, *(_indented(self._run(meaning), 4) for meaning in item.meanings)])

    def _figure(self, figure: Figure) -> str:
        words = self.line(figure.caption)
        credit = f"({self.line(figure.credit)})" if figure.credit else ""
        alt = _BLANKS.sub(" ", figure.image.alt).strip() if figure.image else ""
        named = f"[{self._words.picture}{': ' + alt if alt else ''}]"
        return " ".join(part for part in (named, words, credit) if part)

    def _embed(self, embed: Embed) -> str:
        kind = embed.kind or self._words.video
        return f"[{kind}] {embed.title}{self._address(embed.href) if embed.href else ''}".rstrip()

    # --- tables ---------------------------------------------------------------------------------

    def _table(self, table: Table) -> str:
        grid = [_slots(row, columns, self._cells(row)) for row, columns in placed((*table.head, *table.rows))]
        caption = [self.line(table.caption), ""] if table.caption else []
        lines = _aligned(grid, table, len(table.head))
        if max(map(width, lines), default=0) > _WIDEST_TABLE:
            lines = ["\n".join(_record(row)) for row in grid]
        return "\n".join([*caption, *lines])

    def _cells(self, row: tuple[Cell, ...]) -> list[str]:
        return [re.sub(r"\n{2,}", "\n", self._run(cell.children)) for cell in row]

    # --- inline ---------------------------------------------------------------------------------

    def line(self, inlines: Sequence[Inline]) -> str:
        """``inlines`` as a line, or several where the author broke it."""
        return "\n".join(part.strip(" ") for part in "".join(map(self._inline, inlines)).split("\n")).strip("\n")

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _BLANKS.sub(" ", inline.text)
            case LineBreak():
                return "\n"
            case Emphasis() | Strong() | Underline() | Span():
                return "".join(map(self._inline, inline.children))
            case Strike():
                return f"~~{''.join(map(self._inline, inline.children))}~~"
            case Sub():
                return _moved("".join(map(self._inline, inline.children)), _LOWERED)
            case Sup():
                return _moved("".join(map(self._inline, inline.children)), _RAISED)
            case Code():
                return inline.text
            case Link():
                return self._link(inline)
            case Image():
                return f"[{_BLANKS.sub(' ', inline.alt).strip() or self._words.picture}]"
            case Note():
                self._told.append(inline)
                return f" [{len(self._told)}]"
            case Math():
                return said(inline)
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> str:
        words = "".join(map(self._inline, link.children))
        if link.href.startswith("#") or words.strip() in (link.href, link.href.removeprefix("mailto:"), link.href.partition("://")[2]):
            return words
        return words + self._address(link.href)

    def _address(self, href: str) -> str:
        """The number of an address; one that comes again keeps its number."""
        if href not in self._addresses:
            self._told.append(f"[{len(self._told) + 1}] {href}")
            self._addresses[href] = len(self._told)
        return f" [{self._addresses[href]}]"


def _moved(words: str, table: dict[int, int]) -> str:
    """``words`` in raised or lowered digits where it is nothing but digits and signs."""
    return words.translate(table) if _DIGITS.fullmatch(words) else words


def _indented(text: str, columns: int) -> str:
    return "\n".join(" " * columns + line if line else "" for line in text.split("\n"))


def _hung(marker: str, text: str) -> str:
    return (marker + _indented(text, len(marker)).lstrip(" ")).rstrip(" ")


def _slots(row: tuple[Cell, ...], columns: list[int], shown: list[str]) -> dict[int, str]:
    """The words of a row by the column they begin in; where a cell spans, the columns it reaches over are empty."""
    slots = dict(zip(columns, shown, strict=True))
    last = max((column + cell.colspan for column, cell in zip(columns, row, strict=True)), default=0)
    return {column: slots.get(column, "") for column in range(last)}


def _aligned(grid: list[dict[int, str]], table: Table, heads: int) -> list[str]:
    """The rows with their columns in line, as many lines each as its tallest cell, and a rule below the head."""
    count = max(map(len, grid), default=0)
    widths = [max((width(line) for row in grid for line in row.get(column, "").split("\n")), default=0) for column in range(count)]
    sides = (*table.alignment, *("",) * count)
    lines: list[str] = []
    for number, row in enumerate(grid):
        cells = [row.get(column, "").split("\n") for column in range(count)]
        for at in range(max(map(len, cells), default=0)):
            parts = [_padded(cell[at] if at < len(cell) else "", widths[column], sides[column]) for column, cell in enumerate(cells)]
            lines.append("   ".join(parts).rstrip())
        if number == heads - 1:
            lines.append("   ".join("-" * max(1, columns) for columns in widths))
    return lines


def _padded(words: str, columns: int, side: str) -> str:
    room = columns - width(words)
    left = room if side == "right" else room // 2 if side == "center" else 0
    return " " * left + words + " " * (room - left)


def _record(row: dict[int, str]) -> Iterator[str]:
    """A row of a table too wide for columns: each cell on its own line, the first at the margin."""
    for column, words in row.items():
        if words:
            yield words if not column else _indented(words, 4)


def _number(value: int, numbering: Numbering) -> str:
    match numbering:
        case "decimal":
            return str(value)
        case "lower-alpha" | "upper-alpha":
            made = _letters(value)
        case "lower-roman" | "upper-roman":
            made = _roman(value)
        case _:
            assert_never(numbering)
    return made.upper() if numbering.startswith("upper") else made


def _letters(value: int) -> str:
    if value < 1:
        return str(value)
    letters = ""
    while value:
        value, place = divmod(value - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _roman(value: int) -> str:
    if not 0 < value <= _LARGEST_ROMAN:
        return str(value)
    signs = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        signs += sign * times
    return signs
