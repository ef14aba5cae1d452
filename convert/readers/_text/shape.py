"""What a unit looks like by itself: prose, a title, a control of the page, an empty ornament."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from convert.patterns import regex
from convert.readers._text.unit import CJK, FINAL, QUOTED, SENTENCE_END, STOPS, Unit
from convert.readers._text.words import CONTROLS, LEADS, RELATED, are_of_subject, has_sign_of_rights, legal_phrases

_CRUMBS = regex(r"\s[›»>→]\s")
_GLUED = regex("[a-zß-ÿ][A-ZÀ-Þ]")
_WORDLESS = regex(r"[\W\d_]*$")
_LETTER = regex(r"[^\W\d_]")
_ORNAMENT = regex(r"(?:[*⁂✻❦◇◆■□●○☆★~_=#—–-]\s*){1,80}$")
_SEPARATOR = regex(r"([-=_*~#])\1{4,}$")
_BRACKETED = regex(r"(?:\[[^\[\]]*\]\s*)+$")
_NUMBERED_NOTE = regex(r"\[[^\W\d_]{3,15} \d{1,3}[:.]\s")
_HAS_DIGIT = regex(r"\d")
_ADDRESS = regex(r"https?://\S+")
_TRIM = "•·|:>›»→←▶►▼▲+#…. \u00a0[]()✕×"

# How many short lines, those of menus and buttons above all, are known again.
_KEPT = 8_192
_CONTROL = 60
_SIGN = 5
_STOPS = frozenset(f".{STOPS}")
_NO_END_OF_TITLE = _STOPS | frozenset(",;:،؛、…")
# What stands behind a label: nothing, or what parts it from what it names.
_LABELLED = regex(r"\s*(?:$|[:：|/»›→】\])–—-])")


def is_sentence(unit: Unit) -> bool:
    """Whether a short unit is closed as a sentence is, and is no *CHAPTER III.*"""
    return bool(unit.text) and unit.text[-1] in FINAL and unit.width >= 12 and not (unit.text[-1] == "." and unit.text.isupper())


def weight(unit: Unit) -> float:
    """What ``unit`` says for (above 0) or against standing in an article's body."""
    width = unit.width
    if unit.ruled:
        return 0.3
    if unit.cells:
        return 0.1
    if unit.prose:
        if (width < 500 and unit.legal) or is_address(unit.text):
            return -0.5
        value = 0.6 + min(width, 600) / 150
        return value * 0.6 if unit.marker else value
    if unit.marker == QUOTED:
        return 0.0
    if not width:
        return -0.5
    if unit.marker and unit.text[-1] not in FINAL:
        return -0.7
    if unit.text[-1] in FINAL and width >= 12:
        return 0.2
    return -1.0 if is_control(unit) else -0.6


def weights_of(units: list[Unit]) -> list[float]:
    """The weight of each of ``units``; a list that a line introduces, or of parts of a sentence, says nothing for or against."""
    weights = [weight(unit) for unit in units]
    introduced = False
    for index, unit in enumerate(units):
        if not unit.marker:
            introduced = False
            continue
        above = units[index - 1] if index else None
        if above is not None and not above.marker and introduces(above):
            introduced = True
            weights[index - 1] = max(weights[index - 1], 0.0)
        if introduced or unit.text[-1:] in _GOES_ON:
            weights[index] = max(weights[index], 0.0)
    return weights


def introduces(unit: Unit) -> bool:
    """Whether ``unit`` opens a list: a sentence that ends in a colon."""
    told = unit.text[-1:] in _COLONS and not unit.marker and not unit.cells and not is_related(unit) and not is_control(unit)
    return told and (unit.prose or len(unit.text.split()) >= _LEAST_WORDS or unit.width >= _LEAST_INTRODUCTION)


_COLONS = frozenset(":：")
_GOES_ON = frozenset(";；,，،、؛")
_LEAST_WORDS, _LEAST_INTRODUCTION = 3, 25


def with_small_print(units: list[Unit]) -> list[Unit]:
    """``units`` of a text, those marked that speak of rights as small print does.

    Where all of it is about rights, as one on copyright or a recipe for cookies is, naming them marks none.
    """
    whole = "\n".join(unit.text for unit in units)
    rights, concerns = legal_phrases(whole.lower())
    if not (rights or concerns or "©" in whole):
        return units
    lowers = [unit.text.lower() for unit in units]
    concerned = [any(map(lower.__contains__, concerns)) for lower in lowers]
    if are_of_subject([said for said, unit in zip(concerned, units, strict=True) if unit.prose]):
        concerned = [False] * len(units)
    return [
        msgspec.structs.replace(unit, legal=True) if said or any(map(lower.__contains__, rights)) or has_sign_of_rights(unit.text) else unit
        for unit, lower, said in zip(units, lowers, concerned, strict=True)
    ]


def heaviest(weights: list[float]) -> tuple[float, int, int]:
    """The run with the greatest sum of ``weights``: the sum, where it begins, where it ends."""
    best = total = 0.0
    start = first = end = 0
    for index, value in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, first, end = total, start, index + 1
    return best, first, end


def is_control(unit: Unit) -> bool:
    """Whether ``unit`` is what a page offers to do, or nothing but figures and signs."""
    return unit.width <= _CONTROL and not unit.cells and _is_control(unit.text)


@lru_cache(maxsize=_KEPT)
def _is_control(text: str) -> bool:
    bare = text.strip(_TRIM).lower()
    if len(bare) < 2 or bare in CONTROLS or (len(text) <= _SIGN and _is_sign(text)):
        return True
    return (not bare[0].isalpha() and _WORDLESS.match(bare) is not None) or _all_controls(bare)


def _is_sign(text: str) -> bool:
    """Whether there are but single letters or pairs of them, as on a button for the size of type."""
    return text.isascii() and not text.islower() and text[-1] not in FINAL and all(len(part) <= 2 for part in text.split())


def _all_controls(text: str) -> bool:
    parts = text.split()
    return len(parts) >= 3 and sum(map(CONTROLS.__contains__, parts)) >= 0.7 * len(parts)


def is_wordless(text: str) -> bool:
    """Whether there is no letter in ``text``."""
    return _LETTER.search(text) is None


def is_address(text: str) -> bool:
    """Whether ``text`` is an address on the web and nothing else."""
    return "://" in text and _ADDRESS.fullmatch(text) is not None


def is_ornament(text: str) -> bool:
    """Whether ``text`` is a break between parts of a text, such as ``* * *``."""
    return len(text) <= 80 and _ORNAMENT.match(text) is not None and (len(text) > 1 or text in "⁂❦◇◆*")


def is_separator(text: str) -> bool:
    """Whether ``text`` is a drawn line."""
    return text[:1] in "-=_*~#" and _SEPARATOR.match(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether ``text`` is what a text browser puts for a picture or a form field: ``[img]``, ``[    ]``."""
    if text[:1] != "[" or len(text) > 120 or _BRACKETED.match(text) is None:
        return False
    return _NUMBERED_NOTE.match(text) is None and not (_HAS_DIGIT.search(text) and is_wordless(text))  # which is a time or a note's number


def is_related(unit: Unit) -> bool:
    """Whether ``unit`` sends the reader to another article, and is no sentence that but begins as such a line does."""
    if unit.width > 220 or unit.cells:
        return False
    return _is_related(unit.text)


@lru_cache(maxsize=_KEPT)
def _is_related(text: str) -> bool:
    text = text.lstrip("【［[(>»→")
    match = RELATED.match(text)
    if match is None:
        return False
    asks = text[-1] in "?!？！" and SENTENCE_END.search(text) is None  # as headlines do
    return asks or text[-1] not in FINAL or _LABELLED.match(text, match.end()) is not None


def is_label_of_related(unit: Unit) -> bool:
    """Whether ``unit`` is but a label over what leads to other articles."""
    if unit.marker or unit.width > _CONTROL:
        return False
    bare = unit.text.strip(_TRIM).lower()
    match = RELATED.match(bare)
    return (match is not None and _LETTER.search(bare, match.end()) is None) or bare in LEADS


def is_titleshaped(unit: Unit) -> bool:
    """Whether ``unit`` could be a headline: no bullet, one line's length, not closed or carried on like a sentence."""
    if unit.ruled:
        return not is_wordless(unit.text)
    if unit.marker or not 8 <= unit.width <= 180 or unit.text[-1] in _NO_END_OF_TITLE or unit.text[0] in "©[#(" or "://" in unit.text:
        return False
    if unit.prose and unit.text[-2:-1] in _STOPS and unit.text[-1] in FINAL:
        return False
    return not unit.cells and not is_control(unit) and _is_titleshaped(unit.text)


@lru_cache(maxsize=_KEPT)
def _is_titleshaped(text: str) -> bool:
    return not is_wordless(text) and not is_placeholder(text) and not _CRUMBS.search(text) and len(_GLUED.findall(text)) < 3


_WORDS_IN_BLANKS = bytes(ord(chr(code).lower()) if chr(code).isalpha() else ord(" ") for code in range(128)).ljust(256)
# Of scripts that part no words, and of Hangul, whose words end as they are used, each two signs are a term.
_UNPARTED = f"{CJK}\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\uac00-\ud7a3"
_LETTER_OF_WORD = rf"[^\s\d!-/:-@\[-`{{-~\u00a0-\u00bf\u2010-\u205e{STOPS}،؛؟{_UNPARTED}]"
_STEM = regex(f"({_LETTER_OF_WORD}{{4,6}}){_LETTER_OF_WORD}*")
_WIDE = regex(f"[{_UNPARTED}]")


# Lines near the headline and the openings of paragraphs are compared from several sides.
@lru_cache(maxsize=1_024)
def terms(text: str) -> frozenset[str]:
    """What ``text`` is about, to compare texts by: stems of its longer words, pairs of signs in scripts that part no words."""
    if text.isascii():
        return frozenset([word[:6] for word in text.encode().translate(_WORDS_IN_BLANKS).decode().split() if len(word) > 3])
    lower = text.lower()
    found = _STEM.findall(lower)
    if wide := _WIDE.findall(lower):
        found += map(str.__add__, wide, wide[1:])
    return frozenset(found)


_OPENING = 400


def all_terms(texts: Iterable[str]) -> set[str]:
    """The terms of ``texts`` together."""
    found: set[str] = set()
    for text in texts:
        found |= terms(text[:_OPENING])
    return found
