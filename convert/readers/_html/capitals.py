"""Names that a page sets in capitals, told as names are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.page import Page
from convert.readers._html.sites import bare

_LONGEST = 80
_PART = regex(r"[^\W\d_]+")
_VOWEL = regex(r"[AEIOUYÀ-ÖØ-Ýa-eĀ-ž\u0400-\u04ff]")
_SCOTS = regex(r"MC(?=[B-DF-HJ-NP-TV-Z][A-Z])")
_PARTICLES = frozenset("de da di do dos das del della van von vom der den ter ten zu zur la le al el bin ibn ben af av y e i und".split())
_NUMBERS = frozenset(("II", "III", "IV"))
# Greek capitals bear no accents, which the name needs.
_GREEK = regex(r"[\u0370-\u03ff]")
_DOTLESS = str.maketrans({"I": "ı", "İ": "i"})
_LONGEST_INITIALS = 3


def as_written(names: Iterable[str], page: Page, sites: frozenset[str]) -> tuple[str, ...]:
    """``names``, those of several words all in capitals as the page has them elsewhere, or else with a capital at the start of each word.

    What is called as one of ``sites``, bare, stays as it is.
    """
    told = tuple(names)
    loud = {folded(name) for name in told if _is_loud(name) and bare(name) not in sites}
    if not loud:
        return told
    shown: dict[str, str] = {}
    for element in page.order:
        if element.is_text and element.children and folded(text := element.text(_LONGEST)) in loud and not text.isupper():
            shown.setdefault(folded(text), text)
    is_turkic = page.root.get("lang").lower()[:2] in ("tr", "az")
    return tuple((shown.get(folded(name)) or _lowered(name, is_turkic)) if folded(name) in loud else name for name in told)


def _is_loud(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return " " in name and all(map(str.isupper, letters)) and not _GREEK.search(name)


def _lowered(name: str, is_turkic: bool) -> str:
    first, *others = name.split()
    return " ".join([_word(first, is_turkic), *(word.lower() if word.lower() in _PARTICLES else _word(word, is_turkic) for word in others)])


def _word(word: str, is_turkic: bool) -> str:
    """``word`` with a capital at the start of its parts; letters that make no syllable are those of several words, and stay."""
    if word in _NUMBERS or (len(word) <= _LONGEST_INITIALS and not _VOWEL.search(word)):
        return word

    def lower(part: re.Match[str]) -> str:
        start = 3 if _SCOTS.match(part[0]) else 1
        rest = part[0][start:].translate(_DOTLESS) if is_turkic else part[0][start:]
        return (f"Mc{part[0][2]}" if start > 1 else part[0][0]) + rest.lower()

    return _PART.sub(lower, word)
