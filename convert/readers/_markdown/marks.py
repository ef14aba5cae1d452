"""What notebooks such as Obsidian write into Markdown: links to notes, pictures by their file's name, marked text, comments, block ids.

Links and pictures are found with all else in a line. The others are looked for afterwards, in what is left as plain text of it, so that
they never reach into code, a formula or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from convert.patterns import regex
from convert.readers._html.figures import is_picture_file
from convert.readers._markdown.attributes import unattributed
from convert.readers._markdown.names import slug

_LINK = regex(r"(!?)\[\[(?=\S)([^\[\]|\n]{1,400}?)(?:\\?\|([^\[\]\n]{0,400}))?(?<=\S)\]\](?![(\[])")
_SIZE = regex(r"(?:^|\|)\s*\d{1,5}(?:x\d{1,5})?\s*$")
_NUMBER = regex(r"[\d\s,;–-]+")
_HAS_SUFFIX = regex(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_ID = regex(r"(?:^|[ \t])\^([A-Za-z0-9][A-Za-z0-9-]{3,40})[ \t]*$")
_HIGHLIGHT, _COMMENT = regex(r"(?<!=)==(?!=)"), regex(r"%%")
_ENDS_COMMENT = "%%"


def note_link(state: StateInline, silent: bool) -> bool:
    """``[[Note]]``, ``[[Note#Part|words]]``, ``![[picture.png|300]]``; a citation by number is none, nor are brackets within code."""
    found = _LINK.match(state.src, state.pos, state.posMax)
    if not found or (state.pos and state.src[state.pos - 1].isalnum()) or _NUMBER.fullmatch(found[2]):
        return False
    if normalizeReference(found[2]) in state.env.get("references", {}):
        return False
    if not silent:
        target, words = found[2].strip(), (found[3] or "").strip()
        if found[1] and is_picture_file(target):
            token = state.push("image", "img", 0)
            token.attrs = {"src": quote(target), "alt": ""}
            token.children = [Token("text", "", 0, content=_SIZE.sub("", words).strip())]
        else:
            state.push("link_open", "a", 1).attrs = {"href": _address(target)}
            state.push("text", "", 0).content = words or target.lstrip("#^").replace("#", " > ")
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _address(target: str) -> str:
    """Where a link to ``target`` leads: a note's file, a part of it by the name its heading has on the web."""
    note, mark, part = target.partition("#")
    file = quote(note if not note or _HAS_SUFFIX.search(note) else f"{note}.md")
    return file + (f"#{part if part.startswith('^') else slug(part)}" if mark else "")


def comment(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines between two of ``%%`` alone, which only their author sees."""
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    if state.is_code_block(first) or state.src[start:end].strip() != _ENDS_COMMENT:
        return False
    line = first + 1
    while line < last and state.src[state.bMarks[line] : state.eMarks[line]].strip() != _ENDS_COMMENT:
        line += 1
    if line >= last:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content, token.map = state.getLines(first + 1, line, state.blkIndent, False), [first, line + 1]
        state.line = line + 1
    return True


def settled(tokens: list[Token]) -> list[Token]:
    """The ``tokens`` of a line with marked text plain, comments as tokens of their own and the block's id, where it has one, as one."""
    if any("{" in token.content for token in tokens):
        tokens = unattributed(tokens)
    if any(_ENDS_COMMENT in token.content for token in tokens):
        tokens = _uncommented(tokens)
    if any("==" in token.content for token in tokens):
        tokens = _unmarked(tokens)
    if tokens and tokens[-1].type == "text" and (named := _ID.search(tokens[-1].content)):
        words = tokens[-1].content[: named.start()]
        tokens = [*tokens[:-1], *_text(words, tokens[-1].level), Token("anchor", "", 0, content=named[1])]
    return tokens


def _text(words: str, level: int) -> list[Token]:
    return [Token("text", "", 0, content=words, level=level)] if words else []


def _parted(tokens: list[Token], sign: str, pattern: re.Pattern[str]) -> list[Token]:
    """``tokens`` with each ``sign`` that stands in plain text as a token of its own."""
    found: list[Token] = []
    for token in tokens:
        if token.type != "text" or sign not in token.content:
            found.append(token)
            continue
        at = 0
        for mark in pattern.finditer(token.content):
            found += [*_text(token.content[at : mark.start()], token.level), Token("sign", "", 0, content=sign, level=token.level)]
            at = mark.end()
        found += _text(token.content[at:], token.level)
    return found


def _pairs(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The places of two signs each with what stands between them in nothing that ends or begins between them."""
    begun = -1
    for place, token in enumerate(tokens):
        if begun >= 0 and token.level < tokens[begun].level:
            begun = -1
        if token.type != "sign":
            continue
        if begun >= 0 and token.level == tokens[begun].level and _may_end(tokens, place):
            yield begun, place
            begun = -1
        elif begun < 0 and _may_begin(tokens, place):
            begun = place


def _may_begin(tokens: list[Token], place: int) -> bool:
    if tokens[place].content == _ENDS_COMMENT:
        return True
    return not _touches(tokens, place - 1, -1) and place + 1 < len(tokens) and not _is_blank(tokens[place + 1], 0)


def _may_end(tokens: list[Token], place: int) -> bool:
    if tokens[place].content == _ENDS_COMMENT:
        return True
    return not _touches(tokens, place + 1, 0) and not _is_blank(tokens[place - 1], -1)


def _touches(tokens: list[Token], place: int, end: int) -> bool:
    """Whether the token at ``place`` has a letter or a digit of ASCII at that ``end`` of it, as comparisons in code have."""
    if not 0 <= place < len(tokens) or tokens[place].type != "text":
        return False
    sign = tokens[place].content[end]
    return sign.isascii() and sign.isalnum()


def _is_blank(token: Token, end: int) -> bool:
    return token.type in ("softbreak", "hardbreak") or (token.type == "text" and token.content[end].isspace())


def _uncommented(tokens: list[Token]) -> list[Token]:
    parted = _parted(tokens, _ENDS_COMMENT, _COMMENT)
    found: list[Token] = []
    at = 0
    for begin, end in _pairs(parted):
        said = "".join(token.content or " " for token in parted[begin + 1 : end])
        found += [*parted[at:begin], Token("comment", "", 0, content=said)]
        at = end + 1
    return [_as_text(token) for token in (*found, *parted[at:])]


def _unmarked(tokens: list[Token]) -> list[Token]:
    parted = _parted(tokens, "==", _HIGHLIGHT)
    for begin, end in list(_pairs(parted)):
        parted[begin] = Token("marked", "", 0)
        parted[end] = Token("text", "", 0)
    return [_as_text(token) for token in parted]


def _as_text(token: Token) -> Token:
    return token if token.type != "sign" else Token("text", "", 0, content=token.content, level=token.level)
