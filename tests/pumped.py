"""Strings on which a pattern may try many ways to match: what each of its repetitions repeats, with and without what stands before it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_OF_CLASS = {"DIGIT": "7", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "-"}
_TRIED = "a 7-.X\n/"
_MANY = 30


def pumps(pattern: re.Pattern[Any], tries: int = 6) -> set[str]:
    """What to repeat to make ``pattern`` work; some of it by chance, the same each time."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(source, pattern.flags & ~(re.UNICODE | re.LOCALE))
    found: set[str] = set()
    for seed in range(tries):
        chance = random.Random(seed)
        repeated: list[tuple[str, str]] = []
        whole = "".join(_sampled(tree, chance, repeated))
        found |= {piece for before, again in repeated for piece in (before, again, before + again)} | {whole, whole[:-1]}
    return found - {""}


def _sampled(tree: Any, chance: random.Random, repeated: list[tuple[str, str]]) -> Iterator[str]:
    """A string that ``tree`` may match, in pieces; ``repeated`` gets what is repeated without end, after what stands before it."""
    said = ""
    for operation, held in tree:
        piece = "".join(_piece(str(operation), held, chance, repeated, said))
        said += piece
        yield piece


def _piece(operation: str, held: Any, chance: random.Random, repeated: list[tuple[str, str]], said: str) -> Iterator[str]:
    match operation:
        case "LITERAL":
            yield chr(held)
        case "NOT_LITERAL":
            yield "b" if held == ord("a") else "a"
        case "ANY":
            yield "a"
        case "IN":
            yield _member(held, chance)
        case "BRANCH":
            yield from _sampled(chance.choice(held[1]), chance, repeated)
        case "SUBPATTERN":
            yield from _sampled(held[3], chance, repeated)
        case "ATOMIC_GROUP":
            yield from _sampled(held, chance, repeated)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, tree = held
            again = "".join(_sampled(tree, chance, repeated))
            if most == _constants.MAXREPEAT or most > _MANY:
                repeated.append((said, again))
            yield again * max(least, chance.randint(0, 1))
        case _:  # assertions and references say nothing
            pass


def _member(held: Any, chance: random.Random) -> str:
    """A character of a set."""
    if str(held[0][0]) == "NEGATE":
        return next((character for character in _TRIED if not _holds(held[1:], character)), "\x01")
    operation, value = chance.choice(held)
    match str(operation):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return chr(chance.randint(*value))
        case _:
            return _OF_CLASS[str(value).removeprefix("CATEGORY_")]


def _holds(held: Any, character: str) -> bool:
    classes = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w", "NOT_DIGIT": r"\D", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}
    for operation, value in held:
        match str(operation):
            case "LITERAL" if chr(value) == character:
                return True
            case "RANGE" if value[0] <= ord(character) <= value[1]:
                return True
            case "CATEGORY" if re.match(classes[str(value).removeprefix("CATEGORY_")], character):
                return True
            case _:
                pass
    return False
