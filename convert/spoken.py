"""Blocks in another language than their article: a quoted speech, a poem, a motto.

Asked of every article that was read, whatever its format. Screen readers, hyphenation and fonts go by it, and so
does the direction of a block.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator

import msgspec

from convert.language import are_near, commonest, direction_of, foreign
from convert.model import Article, Block, Direction, Emphasis, Heading, Link, List, Paragraph, Quote, Strong, Text
from convert.walk import children, plain_text, rewrite
from convert.words import runs_right_to_left

# A block shorter than this, which may be a name, says nothing of the language.
_SHORT = 80
_OPENING = 300
_KNOWN_SHARE = 0.25
_MOST_LEARNT = 400
_MARKS = (Emphasis, Strong, Link)


def spoken(article: Article) -> Article:
    """``article`` with the blocks that plainly are in another language than it saying so, and which way they run.

    A language that a block states is believed unless its text is plainly in another; what is the article's own is not repeated.
    """
    way: Direction = article.direction or ("rtl" if runs_right_to_left(article.language) else "ltr")
    ear = _Ear(article.language, way)
    body = tuple(map(ear.told, article.body))
    return article if all(map(operator.is_, body, article.body)) else msgspec.structs.replace(article, body=body)


class _Ear:
    """Listens to the blocks of one article in turn, and learns the words of those that are in its language.

    A block of which a quarter was heard before is in that language too, since the commonest words of one are few, and needs no closer look.
    """

    def __init__(self, language: str, direction: Direction) -> None:
        self._language = language
        self._direction = direction
        self._known = set(commonest(language))

    def told(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return self._heard(block)
            case Quote() | List():
                if all(self._heard(line) is line for line in _lines(block)):
                    return block
                return rewrite(block, lambda node: self._heard(node) if isinstance(node, (Paragraph, Heading)) else node)
            case _:
                return block

    def _heard(self, block: Paragraph | Heading) -> Paragraph | Heading:
        text = _text_of(block)
        language = self._language_of(text, block.language)
        if language == block.language and (block.direction or not language):
            return block
        way: Direction = block.direction or (direction_of(text) if language else "")
        if way == self._direction:
            way = block.direction
        return msgspec.structs.replace(block, language=language, direction=way)

    def _language_of(self, text: str, stated: str) -> str:
        if stated:
            found = foreign(text, stated)
            return ("" if are_near(found, self._language) else found) if found else stated
        if len(text) < _SHORT:
            return foreign(text, self._language)
        words = text[:_OPENING].split()
        if sum(map(self._known.__contains__, words)) >= _KNOWN_SHARE * len(words):
            return ""
        found = foreign(text, self._language)
        if not found and len(self._known) < _MOST_LEARNT:
            self._known.update(words)
        return found


def _lines(block: Block) -> Iterator[Paragraph | Heading]:
    """The paragraphs and headings below ``block``, but for those of notes."""
    pending: list[msgspec.Struct] = [block]
    while pending:
        node = pending.pop()
        if isinstance(node, (Paragraph, Heading)):
            yield node
        else:
            pending.extend(reversed(children(node)))


def _text_of(block: Paragraph | Heading) -> str:
    """The text of ``block``: without a walk where there are only marks in it, as in most."""
    pieces: list[str] = []
    for node in block.children:
        for part in node.children if isinstance(node, _MARKS) else (node,):
            if not isinstance(part, Text):
                return plain_text(block)
            pieces.append(part.text)
    return "".join(pieces)
