"""Lowered and raised signs as pandoc and Typora write them: ``H~2~O``, ``1^st^``.

Only a few letters and figures of ASCII right behind a word are: *3~5* is from three to five, and ``2^10`` a power.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from convert.patterns import regex

_SIGNS = regex(r"([~^])([0-9A-Za-z+\u2212-]{1,12})\1(?![~^0-9])")
_NAMES = {"~": "sub", "^": "sup"}


def raised(state: StateInline, silent: bool) -> bool:
    """A run between two single tildes or carets."""
    sign = state.src[state.pos]
    if sign not in _NAMES or not state.pos or not (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in ")]"):
        return False
    found = _SIGNS.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        name = _NAMES[sign]
        state.push(f"{name}_open", name, 1)
        state.push("text", "", 0).content = found[2]
        state.push(f"{name}_close", name, -1)
    state.pos = found.end()
    return True
