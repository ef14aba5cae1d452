"""The head of a letter that was passed on within another's text, as mail programs write it above: whom it is from, when, about what.

The words before the colons differ in each language, and so does the line above them; what they say does not: the subject is the one that
the letter round it ends with, and whom it is from is told with an address.
"""

from __future__ import annotations

from typing import NamedTuple

from convert.clean import clean_line
from convert.model import Block, Paragraph, Quote
from convert.patterns import regex
from convert.readers._feed.entry import date_of, person
from convert.walk import plain_text

_LINE = regex(r"[*\s]*[^:：<>@\d]{1,24}[:：][*\s]*(\S.*)")
_ADDRESS = regex(r"\s*[<\[(]*(?:mailto:)?[^\s<>\[\]()]+@[^\s<>\[\]()]+[>\])]*.*")
_FEWEST, _MOST = 3, 8
_FIRST_BLOCKS = 60
_LONGEST = 1_000


class PassedOn(NamedTuple):
    """What the head of a letter that was passed on says, the blocks it is, and the others."""

    author: str
    published: str
    subject: str
    head: list[Block]
    rest: list[Block]


def passed_on(blocks: list[Block], subject: str) -> PassedOn | None:
    """The letter passed on among ``blocks`` of one about ``subject``, which has what its program puts before; ``None`` for none."""
    blocks = _opened(blocks)
    first = 0
    while first < min(len(blocks), _FIRST_BLOCKS):
        end, values = _head_at(blocks, first)
        about = next((value for value in values if _is_about(subject, value)), "")
        if about and (found := _told(values)):
            above = first - (first > 0 and _announces(blocks[first - 1]))
            return PassedOn(*found, about, blocks[above:end], [*blocks[:above], *blocks[end:]])
        first = max(end, first + 1)
    return None


def _opened(blocks: list[Block]) -> list[Block]:
    """``blocks``, of a quotation that begins with such a head what is in it: Apple's program sets all that is passed on as one."""
    for at, block in enumerate(blocks[:_FIRST_BLOCKS]):
        match block:
            case Quote(children=inside) if _head_at([*inside], int(_announces(inside[0])))[1]:
                return [*blocks[:at], *inside, *blocks[at + 1 :]]
            case _:
                pass
    return blocks


def _head_at(blocks: list[Block], first: int) -> tuple[int, list[str]]:
    """What stands behind the colons of the lines from block ``first`` on, and the block after these; a line without begins no head."""
    values: list[str] = []
    at = first
    while at < len(blocks) and len(values) <= _MOST:
        block = blocks[at]
        lines = [line for line in plain_text(block).split("\n") if line.strip()] if isinstance(block, Paragraph) else []
        lines = lines[1:] if lines and not values and not _LINE.fullmatch(lines[0]) and not any(map(str.isalnum, lines[0][:2])) else lines
        found = [_LINE.fullmatch(line) for line in lines if len(line) <= _LONGEST]
        if not found or len(found) < len(lines) or not all(found):
            break
        values += [clean_line(match[1]).strip("* ") for match in found if match]
        at += 1
    return at, values if _FEWEST <= len(values) <= _MOST else []


def _is_about(subject: str, value: str) -> bool:
    """Whether ``subject`` is ``value`` with something before it that ends in a colon, as *Fwd:* does in every language."""
    before = subject[: -len(value)].strip() if value and subject.casefold().endswith(value.casefold()) else ""
    return before.endswith((":", "："))


def _told(values: list[str]) -> tuple[str, str] | None:
    """Who wrote the letter and when: the first line with an address, and the first that is a date."""
    sender = next((value for value in values if "@" in value), "")
    day = next((date for value in values if "@" not in value and (date := date_of(value))), "")
    name = clean_line(_ADDRESS.sub("", sender)).strip("\"' ") or person(sender)
    return (name, day) if sender and name and day else None


def _announces(block: Block) -> bool:
    """Whether ``block`` is a line that says that a letter was passed on: between strokes, or with a colon."""
    line = plain_text(block).strip()
    return 0 < len(line) < 80 and "\n" not in line and (line.endswith((":", "：")) or (line.startswith("--") and line.endswith("--")))
