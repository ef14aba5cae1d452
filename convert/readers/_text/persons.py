"""Names told from buttons, sections, places and roles, which are written alike, by what else the page says."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._text.dateline import is_name, names_in, without_place, without_role
from convert.readers._text.dump import Dump
from convert.readers._text.words import CONTROLS, RELATED, TRADE, months

_GLUED = regex(r"(?<=[a-z]{3})(?=[A-Z][a-z])")
_TRADE = regex(rf"(?:{TRADE})$", re.IGNORECASE)
_MOST_WORDS, _MOST_SMALL = 4, 3
_LONGEST_ENTRY = 40


def people(dump: Dump, text: str) -> tuple[str, ...]:
    """The names in ``text``, which holds nothing else; none where it may be a button, a place, a section or someone the text tells of."""
    names = named(dump, text)
    return names if all(is_author(dump, name) for name in names) else ()


def are_authors(dump: Dump, text: str) -> bool:
    """Whether all names in ``text``, a line of nothing else, may be authors'."""
    return all(is_author(dump, name) for name in names_in(without_role(text)))


def are_persons(dump: Dump, text: str) -> bool:
    """Whether all names in ``text``, a line of nothing else, may be of persons."""
    return all(is_person(dump, name) for name in names_in(without_role(text)))


def named(dump: Dump, text: str) -> tuple[str, ...]:
    """The names in ``text``, which holds nothing else but roles; none where it is no name by its form."""
    half = len(text) // 2
    if text[:half] == text[half + 1 :]:
        text = text[:half]
    text = bare_name(dump, without_place(text))
    if not is_name(text):
        return ()
    first, *others = names_in(without_role(text))
    return (bare_name(dump, first), *(other for other in others if not is_role(dump, other)))


def bare_name(dump: Dump, name: str) -> str:
    """``name`` without a role glued to it, or words behind it that are none of a name, being written small elsewhere or of a trade."""
    first, *rest = _GLUED.split(name)
    if rest and " " in first and (len(rest) > 1 or " " in rest[0] or rest[0].lower() in months() or dump.says(first)):
        return first
    words = name.split()
    if not words or dump.is_usual(words[0].lower()):
        return name
    if alone := next((count for count in range(2, len(words)) if " ".join(words[:count]) in dump.lines), 0):
        return " ".join(words[:alone])
    if len(words) > 2 and _TRADE.match(words[-1]):
        least = 2 + next((place for place, word in enumerate(words[1:]) if word[0].isupper() and word[-1] != "."), 0)
        return " ".join(words[: min(least, len(words) - 1)])
    said = next((count for count in range(len(words), 2, -1) if not dump.is_common(words[count - 1])), 2)
    return " ".join(words[:said]) if len(words) - said <= _MOST_SMALL else name


def is_role(dump: Dump, name: str) -> bool:
    """Whether ``name``, behind somebody's, is what they are or whom they are of."""
    words = name.split()
    if len(words) == 1 or len(words) > _MOST_WORDS or any(map(_TRADE.match, words)) or dump.is_common(words[-1]):
        return True
    return len(words) > 2 and dump.is_common(name, any)


def is_author(dump: Dump, name: str) -> bool:
    """Whether a name without a *by* is none of a button, a section, the site or a role, nor of someone the text tells of."""
    return is_person(dump, name) and not dump.tells_of(name)


def is_person(dump: Dump, name: str) -> bool:
    """Whether the words of ``name`` are none of a button, a section, the site or a role."""
    words = name.split()
    if RELATED.match(name) or _TRADE.match(words[-1]) or dump.is_common(name) or dump.is_common(words[-1]):
        return False
    capital = [word.lower() for word in words if word[0].isupper()]
    return not any(word in CONTROLS or dump.is_usual(word) for word in capital)


def is_in_menus(dump: Dump, name: str) -> bool:
    """Whether another short line of the page has a word of ``name`` without the others, as the lines of a menu do."""
    words = set(name.split())
    return any(unit.width <= _LONGEST_ENTRY and name not in unit.text and words & set(unit.text.split()) for unit in dump.units)
