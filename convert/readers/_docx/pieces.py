"""Pieces of a paragraph nested: what a piece is set in becomes nodes round it, equal neighbours share them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

from convert import model
from convert.model import Direction, Inline, Text
from convert.patterns import regex

_BLANKS = regex(r"[ \t\n\r]{2,}|[\t\n\r]")


class Format(NamedTuple):
    """What a piece of a paragraph is set in; ``href`` and ``title`` are of the link it is in."""

    href: str = ""
    title: str = ""
    language: str = ""
    direction: Direction = ""
    strong: bool = False
    emphasis: bool = False
    underline: bool = False
    strike: bool = False
    vertical: str = ""
    code: bool = False
    credit: bool = False


class Piece(NamedTuple):
    """An inline node, its text still apart, with what it is set in."""

    format: Format
    node: Inline


def nested(pieces: list[Piece]) -> tuple[Inline, ...]:
    """``pieces`` as inline content: blanks single, none at the ends, line ends as `LineBreak`."""
    if len(pieces) == 1 and pieces[0].format == _PLAIN and isinstance(only := pieces[0].node, Text) and not _BLANKS.search(only.text):
        bare = only.text.strip(" ")
        return (Text(bare),) if bare else ()
    return tuple(_grouped(_spaced(pieces), 0))


def raw(pieces: Iterable[Piece]) -> str:
    """The characters of ``pieces`` with all their blanks, as code needs them."""
    return "".join(piece.node.text for piece in pieces if isinstance(piece.node, Text))


def _spaced(pieces: Iterable[Piece]) -> list[Piece]:
    found: list[Piece] = []
    gap = True
    for format, node in pieces:
        if not isinstance(node, Text):
            found.append(Piece(format, node))
            gap = False
            continue
        for part in re.split(r"(\n)", node.text):
            if part == "\n":
                found.append(Piece(format, model.LineBreak()))
                gap = True
                continue
            line = part if format.code else _BLANKS.sub(" ", part)
            line = line[1:] if gap and line.startswith(" ") else line
            if line:
                found.append(Piece(format, Text(line)))
                gap = line.endswith(" ")
    return _trimmed(found)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    while pieces:
        format, node = pieces[-1]
        if isinstance(node, model.LineBreak) or (isinstance(node, Text) and not node.text.strip(" ")):
            pieces.pop()
            continue
        if isinstance(node, Text):
            pieces[-1] = Piece(format, Text(node.text.rstrip(" ")))
        break
    while pieces and isinstance(pieces[0].node, model.LineBreak):
        pieces.pop(0)
    for at in range(len(pieces) - 1):
        format, node = pieces[at]
        after = pieces[at + 1].node
        if isinstance(node, Text) and isinstance(after, (model.LineBreak, model.Note)):
            pieces[at] = Piece(format, Text(node.text.rstrip(" ")))
    return [piece for piece in pieces if not (isinstance(piece.node, Text) and not piece.node.text)]


_WRAPS: tuple[tuple[Callable[[Format], Any], Callable[[Format, tuple[Inline, ...]], Inline]], ...] = (
    (
        lambda format: (format.href, format.title) if format.href else None,
        lambda format, run: model.Link(format.href, run, title=format.title),
    ),
    (
        lambda format: (format.language, format.direction) if format.language or format.direction else None,
        lambda format, run: model.Span(run, language=format.language, direction=format.direction),
    ),
    (lambda format: format.strong, lambda format, run: model.Strong(run)),
    (lambda format: format.emphasis, lambda format, run: model.Emphasis(run)),
    (lambda format: format.underline, lambda format, run: model.Underline(run)),
    (lambda format: format.strike, lambda format, run: model.Strike(run)),
    (lambda format: format.vertical, lambda format, run: (model.Sup if format.vertical == "superscript" else model.Sub)(run)),
    (lambda format: format.code, lambda format, run: model.Code("".join(node.text for node in run if isinstance(node, Text)))),
)


_PLAIN = Format()


def _grouped(pieces: list[Piece], depth: int) -> list[Inline]:
    """``pieces`` within what they share at ``depth`` of the ways to be set, and below it."""
    if depth == len(_WRAPS) or all(piece.format is _PLAIN or piece.format == _PLAIN for piece in pieces):
        return _joined([piece.node for piece in pieces])
    key, wrap = _WRAPS[depth]
    found: list[Inline] = []
    for shared, group in groupby(pieces, key=lambda piece: key(piece.format)):
        same = list(group)
        inside = _grouped(same, depth + 1)
        plain = key is _WRAPS[-1][0] and (any(not isinstance(node, Text) for node in inside) or not _says(inside))
        if shared and not plain and any(not isinstance(node, model.LineBreak) for node in inside):
            found.append(wrap(same[0].format, tuple(inside)))
        else:
            found += inside
    return _joined(found)


def _says(nodes: list[Inline]) -> bool:
    return any(isinstance(node, Text) and node.text.strip() for node in nodes)


def _joined(nodes: list[Inline]) -> list[Inline]:
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + node.text)
        else:
            found.append(node)
    return found
