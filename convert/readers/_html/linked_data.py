"""What scripts state as JSON-LD, read also where it is not quite JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from convert.patterns import regex

_WRAPPED = regex(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$")
_CONTROL = regex(r"[\x00-\x1f]")
# A string, which ends at a quotation mark that something of JSON's follows; a comment; a comma behind which nothing comes.
_PIECE = regex(
    r'"((?:[^"\\]|\\.|"(?!\s{0,200}(?:[,:}\]]|$)))*+)(?:"|\Z)|/\*.{0,2000}?\*/|//[^\n]{0,2000}|,(?=\s{0,200}(?:(?:/\*.{0,200}?\*/|//[^\n]{0,200}\n)\s{0,200})?[}\]])',
    re.DOTALL,
)
_BARE_QUOTE = regex(r'(?<!\\)((?:\\\\)*)"')
_WRONG_ESCAPE = regex(r"\\(\\|[\"/bfnrt]|u[0-9a-fA-F]{4})|\\")
# A name or a kind of schema.org's in full or behind its prefix, as JSON-LD 1.1 (4.1.5, compact IRIs) has them.
_IN_FULL = regex(r'"(?:schema:|https?://schema\.org/)(?=[A-Za-z]{2,40}")')
_BETWEEN = regex(r"[\s,;]*")
_MOST_VALUES = 100


def loaded(script: str) -> list[Any]:
    """The values in ``script``: one, or several that stand there side by side; none where it can't be read."""
    text = _WRAPPED.sub("", _WRAPPED.sub("", script)).strip().rstrip(";")
    text = _IN_FULL.sub('"', text)
    for attempt in (text, _CONTROL.sub(" ", text), html.unescape(text)):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return list(_each(_PIECE.sub(_mended, text)))


def _mended(piece: re.Match[str]) -> str:
    """A string with its marks and strokes as JSON has them; nothing for a comment or a comma too many."""
    if piece[1] is None:
        return ""
    return f'"{_BARE_QUOTE.sub(_escaped, _WRONG_ESCAPE.sub(_right, piece[1]))}"'


def _right(escape: re.Match[str]) -> str:
    return escape[0] if escape[1] else ""


def _escaped(quote: re.Match[str]) -> str:
    return quote[1] + '\\"'


def _each(text: str) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(strict=False), 0
    for _ in range(_MOST_VALUES):
        start = _BETWEEN.match(text, at)
        at = start.end() if start else at
        if at >= len(text):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
