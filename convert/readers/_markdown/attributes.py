"""Attributes behind what they are of: pandoc's and Python-Markdown's ``{#id .class key=value}``, kramdown's ``{: .class}``.

Only an id means anything here. What else they say is dropped, as the attributes of a tag are.
"""

from __future__ import annotations

from markdown_it.token import Token

from convert.patterns import regex

_ONE = r"(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|-(?=\s*\}))"
_LIST = rf"\{{(?::\s*(?:\w+\b(?!=)\s*)?)?\s*(?:{_ONE}(?:\s+|(?=\}})))*\}}"
_BEHIND = regex(_LIST)
_HEADING = regex(rf"(?:^|[ \t])({_LIST})$")
_LINE = regex(rf"(?:{_LIST}|\{{::[^{{}}\n]*/?\}}|\{{:/\w*\}})\s*")
_SPAN = regex(rf"\[([^\[\]\n]+)\]{_LIST}")
_ID = regex(r"[{\s:]#([\w:.-]+)")
_NAMED = frozenset(("image", "link_close", "code_inline", "em_close", "strong_close", "s_close", "math_inline"))
_EMPTY = regex(r"\{\s*\}")


def heading_id(written: str) -> tuple[str, str]:
    """What a heading's last words in braces say of it, as they stand there, and the id among that; both empty where there are none."""
    found = _HEADING.search(written)
    if not found or _EMPTY.fullmatch(found[1]):
        return "", ""
    named = _ID.search(found[1])
    return found[1], named[1] if named else ""


def is_list(line: str) -> bool:
    """Whether ``line`` says nothing but attributes, or what kramdown is to do."""
    return not _EMPTY.fullmatch(line.strip()) and _LINE.fullmatch(line.strip()) is not None


def unattributed(tokens: list[Token]) -> list[Token]:
    """The ``tokens`` of a line without the attributes that stand right behind one of them, in brackets' words, or on a line of their own.

    Each becomes a token of the type ``attributes``, with one of the type ``name`` for an id among them.
    """
    found: list[Token] = []
    for place, token in enumerate(tokens):
        if token.type != "text" or "{" not in token.content:
            found.append(token)
            continue
        words = token.content
        alone = (not place or tokens[place - 1].type == "softbreak") and (place + 1 == len(tokens) or tokens[place + 1].type == "softbreak")
        if alone and is_list(words):
            found += _said(words)
            continue
        while place and tokens[place - 1].type in _NAMED and (behind := _BEHIND.match(words)) and not _EMPTY.fullmatch(behind[0]):
            found += _said(behind[0])
            words = words[behind.end() :]
        found += _spans(words, token.level)
    return found


def _spans(words: str, level: int) -> list[Token]:
    found: list[Token] = []
    at = 0
    for span in _SPAN.finditer(words):
        attributes = span[0][span.end(1) - span.start() + 1 :]
        if not _EMPTY.fullmatch(attributes):
            found += [*_text(words[at : span.start()], level), *_text(span[1], level), *_said(attributes)]
            at = span.end()
    return [*found, *_text(words[at:], level)]


def _text(words: str, level: int) -> list[Token]:
    return [Token("text", "", 0, content=words, level=level)] if words else []


def _said(attributes: str) -> list[Token]:
    return [Token("attributes", "", 0, content=attributes), *(Token("name", "", 0, content=named[1]) for named in _ID.finditer(attributes))]
