"""Listings in plain text: lines set in, or behind a prompt, that are no sentences but of signs that programs are made of."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Container, Iterator

from convert.patterns import regex
from convert.readers._text.rows import Row
from convert.readers._text.unit import columns
from convert.readers._text.wrapping import MARKER

_SET_IN = 4
_LEAST_PROSE, _WIDEST = 40, 240
_PROMPT = regex(r"\s*(?:>{3} |\.\.\. |\.\.\.$)")
# What stands in programs and commands, and hardly in sentences or menus; single brackets, strokes and quotation marks stand in all.
_SIGNS = regex(
    r"[{}\\$]|\w\s?=\s?\S|[=!<>]=|&&|\|\||;\s*$|[)\]]\s*(?:[;{]|:$)|\w\(\)|\w\([\"'\w]+, ?[\"'\w]|::|->|=>|</?\w+>|(?:^|\s)--?[a-z][\w-]+|"
    r"(?:^|\s)\.{0,2}/\w|^\s*(?://|/\*|[%#$]\s\S)|\w\.\w+\("
)
_ADDRESS = regex(r"\s*<?(?:https?://|www\.|mailto:)?\S+[.@]\S+>?\s*")
_WORD = regex(r"(?<!\S)[(\"“]?[^\W\d_]{2,}[)\"”]?[,.;:!?]?(?!\S)")
_FEWEST_WORDS, _MOSTLY = 5, 0.6
_BEGINS = frozenset(" \t>.")
_LEADS_IN = frozenset(":：>")
_LEAST_SIGNED, _MOST_TOLD = 0.5, 0.1


def listings_of(lines: list[str], taken: Container[int]) -> dict[int, Row]:
    """The listings among ``lines``, but for those ``taken`` for tables, each as a row of one cell, by the number of its first line."""
    if not any(line[0] in _BEGINS for line in lines if line):
        return {}
    column = _column(lines)
    return {run[0]: Row(run[0], run[-1], (_listed(lines, run),)) for run in _runs(lines, taken, column) if _is_code(lines, run)}


def _column(lines: list[str]) -> int:
    """Where most long lines begin."""
    begins = Counter(_indent(line) for line in lines if len(line) >= _LEAST_PROSE)
    return begins.most_common(1)[0][0] if begins else 0


def _runs(lines: list[str], taken: Container[int], column: int) -> Iterator[list[int]]:
    """Lines one below the other that are set in from ``column``, or stand behind a prompt; one blank line may stand between."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if not run and line[:1] not in _BEGINS:
            continue
        if (
            number not in taken
            and line.strip()
            and (_indent(line) >= column + _SET_IN or _PROMPT.match(line) or _answers(lines, run, number))
        ):
            if run and number - run[-1] > 2:
                yield run
                run = []
            run.append(number)
        elif line.strip() and run:
            yield run
            run = []
    if run:
        yield run


def _answers(lines: list[str], run: list[int], number: int) -> bool:
    """Whether the line stands right below others behind a prompt: it is what a program answered."""
    return bool(run) and number == run[-1] + 1 and _PROMPT.match(lines[run[0]]) is not None


def _is_code(lines: list[str], run: list[int]) -> bool:
    shown = [lines[number] for number in run]
    if _PROMPT.match(shown[0]):
        return True
    above = lines[run[0] - 1].rstrip() if run[0] else ""
    if (above and above[-1] not in _LEADS_IN) or MARKER.match(shown[0].strip()) or all(map(_ADDRESS.fullmatch, shown)):
        return False
    told = sum(map(_is_told, shown))
    signed = sum(1 for line in shown if _SIGNS.search(line) and not _ADDRESS.fullmatch(line))
    return told <= _MOST_TOLD * len(shown) and signed >= _LEAST_SIGNED * len(shown)


def _is_told(line: str) -> bool:
    """Whether ``line`` is words, as those of sentences."""
    words = len(_WORD.findall(line))
    return words >= _FEWEST_WORDS and words >= _MOSTLY * len(line.split())


def _listed(lines: list[str], run: list[int]) -> str:
    return textwrap.dedent("\n".join(line.expandtabs(8).rstrip() for line in lines[run[0] : run[-1] + 1]))


def _indent(line: str) -> int:
    return columns(line[: len(line) - len(line.lstrip(" \t"))])
