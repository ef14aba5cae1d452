"""Whom a quotation in Markdown is from, and what stands in the lines of one."""

from __future__ import annotations

from markdown_it.token import Token

from convert.model import Inline, Text
from convert.patterns import regex

DASH = regex(r"(?:—|―|–|--)[ \u00a0]")


def cited(children: list[Token]) -> list[Token] | None:
    """What stands in the ``cite`` that is all of a paragraph but a dash before it."""
    inside = children[1:] if children and children[0].type == "text" and DASH.fullmatch(children[0].content) else children
    if len(inside) < 3 or any(token.type != "html_inline" for token in (inside[0], inside[-1])):
        return None
    within = inside[1:-1]
    alone = not any(token.content in ("<cite>", "</cite>") for token in within)
    return within if inside[0].content == "<cite>" and inside[-1].content == "</cite>" and alone else None


def undashed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """``inlines`` without the dash they begin with."""
    first = inlines[0]
    assert isinstance(first, Text)
    rest = first.text[_end.end() :] if (_end := DASH.match(first.text)) else first.text
    return ((Text(rest),) if rest else ()) + inlines[1:]


def after_line(children: list[Token]) -> list[Token]:
    """``children`` behind their first line end."""
    ends = [number for number, token in enumerate(children) if token.type in ("softbreak", "hardbreak")]
    return children[ends[0] + 1 :] if ends else []
