"""Markdown of so many marks that their number alone says it is no text: it is not parsed, its words are kept.

A parser in Python looks at each mark for some microseconds; a list of a million items of one letter would take a minute.
"""

from __future__ import annotations

from markdown_it.token import Token

from convert.patterns import regex
from convert.readers._fragments import paragraphs

# Microseconds that each takes to be read, from the first look to the article, as measured on two million of it and more.
_LINE, _BLOCK = 16, 36
_MARKS = {"[": 25, "|": 20, "www.": 26, "@": 26, "://": 26, "$": 6, "&": 5, "<": 5, "`": 5, "*": 5, "_": 5, "~": 5, "\\": 5}
# What opens a block at the start of a line: a blank line before it, a list item, a quotation, a heading, a definition.
_OPENS = regex(r"\n[ \t>]*(?:[\n>#:]|[-+*][ \t]|\d{1,9}[.)][ \t])")
_MOST = 8_000_000
# Text of five million characters may take that long; longer text longer, if it has no more marks to the character.
_AT_EASE = 5_000_000


def is_crowded(text: str) -> bool:
    """Whether ``text`` has more marks than text could have: reading it would take longer than its length allows."""
    most = max(_MOST, len(text) * _MOST // _AT_EASE)
    if len(text) * max(_BLOCK, *_MARKS.values()) < most:
        return False
    cost = text.count("\n") * _LINE + sum(text.count(mark) * each for mark, each in _MARKS.items())
    return cost + sum(1 for _ in _OPENS.finditer(text)) * _BLOCK > most


def plain(text: str) -> list[Token]:
    """``text`` as the tokens of plain paragraphs, with whatever marks it has."""
    tokens: list[Token] = []
    for paragraph in paragraphs(text):
        words = Token("inline", "", 0, content=paragraph, children=[Token("text", "", 0, content=paragraph)])
        tokens += [Token("paragraph_open", "p", 1), words, Token("paragraph_close", "p", -1)]
    return tokens
