"""Cells beyond the columns of their table, which Markdown drops (GitHub Flavored Markdown, 4.10)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from convert.patterns import regex

_AROUND = regex(r"^[>\s]*\|?|(?<!\\)\|\s*$")


def beyond(text: str, tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """What rows of the tables among ``tokens``, which ``text`` was parsed to, have more than their head, each with its line from 0."""
    if not any(token.type == "tr_open" for token in tokens):
        return []
    lines = text.split("\n")
    found: list[tuple[int, str]] = []
    columns = 0
    for token in tokens:
        if token.type == "thead_open":
            columns = 0
        columns += token.type == "th_open"
        if token.type != "tr_open" or not token.map or not columns:
            continue
        cells = escapedSplit(_AROUND.sub("", lines[token.map[0]].strip()))
        if said := " ".join(cell.strip() for cell in cells[columns:] if cell.strip()):
            found.append((token.map[0], said))
    return found
