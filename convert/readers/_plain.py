"""Plain text that someone wrote and sent, as blocks: paragraphs, lists, quotations, headings by the signs below them, and rules.

Nothing is judged and nothing goes: what has no mark is a paragraph, a line by itself where it was not broken to fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from convert.clean import clean_line
from convert.model import Block, Heading, List, Paragraph, Quote, Rule, Text
from convert.patterns import regex

_FULL_LINE = 55
_DEEPEST = 5
_QUOTED = regex(r">(?!From )")
_ITEM = regex(r"[ \t]{0,8}(?:([-*•‣▪◦])|(\d{1,3})[.)])[ \t]+(?=[^\n]*[^-*•‣▪◦ \t])")
_BELOW = regex(r"([-=~*_])\1{2,}")
_RULE = regex(r"([-=~*_#+])(?:[ \t]*\1){2,}")
_LONGEST_HEADING = 100


class _Item(NamedTuple):
    """A line of a list: its mark, its number where it has one, and the lines of its text."""

    mark: str
    number: int
    lines: list[str]


def blocks_of(text: str, *, flowed: bool, depth: int = 0) -> list[Block]:
    """The blocks of ``text``; lines that were broken to fit (RFC 3676 where ``flowed`` says so, else long ones) are joined."""
    found: list[Block] = []
    for is_quoted, run in groupby(text.split("\n"), key=lambda line: bool(_QUOTED.match(line))):
        lines = list(run)
        if not is_quoted:
            found += _parts([line.removeprefix(">") for line in lines], flowed)
            continue
        bare = "\n".join(re.sub(r"^> ?", "", line) for line in lines)
        inside = blocks_of(bare if depth < _DEEPEST else bare.replace(">", " "), flowed=flowed, depth=depth + 1)
        if inside:
            found.append(Quote(tuple(inside)))
    match found:
        case [Quote(children=all_of_it)] if not depth:  # a letter passed on, all of which its program marked
            return list(all_of_it)
        case _:
            return found


def _parts(lines: list[str], flowed: bool) -> list[Block]:
    """The blocks of lines that are not quoted; items go on over blank lines. An item by itself may be a heading, or talk behind a dash."""
    found: list[Block] = []
    items: list[_Item] = []
    alone: list[str] = []

    def close() -> None:
        found.extend([_list(items, flowed)] if len(items) > 1 else _prose(alone, flowed) if items else ())
        items.clear()

    for part in _parted(lines):
        first = next((at for at, line in enumerate(part) if _ITEM.match(line)), len(part))
        listed = _items(part[first:])
        if first or not _goes_on(items + listed):
            close()
        if not _goes_on(listed):
            found += _prose(part, flowed)
            continue
        found += _prose(part[:first], flowed)
        alone = alone if items else part[first:]
        items += listed
    close()
    return found


def _parted(lines: list[str]) -> Iterator[list[str]]:
    for is_blank, run in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            yield list(run)


def _items(lines: list[str]) -> list[_Item]:
    """``lines``, of which the first begins an item, as items; a line without a mark goes on with the one above."""
    found: list[_Item] = []
    for line in lines:
        if mark := _ITEM.match(line):
            found.append(_Item(mark[1] or "", int(mark[2] or 0), [line[mark.end() :]]))
        else:
            found[-1].lines.append(line)
    return found


def _goes_on(items: list[_Item]) -> bool:
    """Whether ``items`` are of one mark, or their numbers count on."""
    return all(one.mark == other.mark and other.number == one.number + (not one.mark) for one, other in pairwise(items))


def _list(items: list[_Item], flowed: bool) -> Block:
    first = items[0]
    inside = tuple(tuple(_paragraphs([line.lstrip() for line in item.lines], flowed, joined=True)) for item in items)
    return List(inside, ordered=not first.mark, start=first.number if not first.mark else 1)


def _prose(lines: list[str], flowed: bool) -> Iterator[Block]:
    """The blocks of ``lines`` that stand together and are no list."""
    if not lines:
        return
    if len(lines) == 1 and _RULE.fullmatch(lines[0].strip()):
        yield Rule()
    elif len(lines) > 1 and _BELOW.fullmatch(lines[1].strip()) and len(lines[0].strip()) <= _LONGEST_HEADING:
        yield Heading(1, (Text(clean_line(lines[0])),))
        yield from _paragraphs(lines[2:], flowed)
    else:
        yield from _paragraphs(lines, flowed)


def _paragraphs(lines: list[str], flowed: bool, *, joined: bool = False) -> Iterator[Block]:
    run: list[str] = []
    for line in lines:
        if run and (joined or (run[-1].endswith(" ") if flowed else len(run[-1]) >= _FULL_LINE)):
            run[-1] = f"{run[-1].rstrip()} {line.strip()}" + (" " if line.endswith(" ") else "")
        else:
            run.append(line if flowed else line.strip())
    for line in run:
        if words := clean_line(line):
            yield Paragraph((Text(words),))
