"""Lines that pandoc keeps as they are, each behind a stroke: verse and addresses (its line blocks)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from convert.patterns import regex

_LINE = regex(r"\|(?:[ \t]+[^\n]*?[^|\s]|[ \t]*)[ \t]*")
_STROKE = regex(r"\|[ \t]?([ \t]*)")


def is_lined(written: str) -> bool:
    """Whether each of several lines stands behind a stroke, and none ends with one, as the rows of a table do."""
    if not written.startswith("|") or "\n" not in written:
        return False
    return any(map(str.isalnum, written)) and all(_LINE.fullmatch(line.strip()) for line in written.split("\n"))


def lined(children: Sequence[Token]) -> list[Token]:
    """``children`` with each line of its own, without its stroke; blanks behind that set it in."""
    found: list[Token] = []
    for token in children:
        begins = not found or found[-1].type == "hardbreak"
        if token.type == "softbreak":
            found.append(Token("hardbreak", "br", 0))
        elif begins and token.type == "text" and (stroke := _STROKE.match(token.content)):
            words = "\u00a0" * len(stroke[1]) + token.content[stroke.end() :]
            found.append(Token("text", "", 0, content=words, level=token.level))
        else:
            found.append(token)
    return found
