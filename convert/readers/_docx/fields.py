"""Fields: where those lead that are links (ISO/IEC 29500-1, 17.16.5)."""

from __future__ import annotations

import re

from convert.patterns import regex

_WORD = regex(r'"((?:[^"\\]|\\.)*)"|(\S+)', re.DOTALL)
_ESCAPED = regex(r'\\([\\"])')
_WITH_WORD = frozenset(("\\l", "\\o", "\\t", "\\d", "\\*", "\\#", "\\@"))


def target(instruction: str) -> str:
    """Where a field leads by its ``instruction``: an address, ``#`` and a bookmark, or nowhere.

    A cross-reference is a link only where it says so (``\\h``).
    """
    words = iter(_WORD.findall(instruction))
    name = next(words, ("", ""))[1].upper()
    if name not in ("HYPERLINK", "REF", "NOTEREF"):
        return ""
    where, switches = "", {}
    for quoted, bare in words:
        if not bare.startswith("\\"):
            where = where or _ESCAPED.sub(r"\1", quoted) or bare
        elif bare.lower() in _WITH_WORD:
            told, plain = next(words, ("", ""))
            switches[bare.lower()] = told or plain
        else:
            switches[bare.lower()] = ""
    if name == "HYPERLINK":
        place = switches.get("\\l", "")
        return f"{where}#{place}" if place and "#" not in where else where
    return f"#{where}" if where and "\\h" in switches else ""
