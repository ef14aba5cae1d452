"""The order of articles, and the sections they make.

Names are put in their natural order: ``2`` before ``10``, capitals and accents making no difference.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

_NUMBER = re.compile("([0-9]+)")
_Natural: TypeAlias = tuple[tuple[tuple[int, int, str], ...], str]


def natural(name: str) -> _Natural:
    """What to sort ``name`` by: its words without case and accents, its numbers by their value, at last the name itself."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    folded = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(_piece(piece) for piece in _NUMBER.split(folded)), name


def _piece(piece: str) -> tuple[int, int, str]:
    number = piece.lstrip("0") if piece[:1].isdecimal() else ""
    return (0, len(number), number) if piece[:1].isdecimal() else (1, 0, piece)
