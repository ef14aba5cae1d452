"""Blocks in another language than their article: a quoted speech, a poem, a motto.

Asked of every article that was read, whatever its format. Screen readers, hyphenation and fonts go by it, and so
does the direction of a block.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Sequence

import msgspec

from convert.language import are_near, direction_of, foreign
from convert.model import Article, Block, Direction, Heading, List, Paragraph, Quote, Text
from convert.walk import plain_text, rewrite
from convert.words import runs_right_to_left

_COMMON = 3
_OWN_SHARE = 0.25
_OPENING = 400
_SAMPLED = 40
_SHORT = 80


def spoken(article: Article) -> Article:
    """``article`` with the blocks that plainly are in another language than it saying so, and which way they run.

    A language that a block states is believed unless its text is plainly in another; what is the article's own is not repeated.
    """
    way: Direction = article.direction or ("rtl" if runs_right_to_left(article.language) else "ltr")
    ear = _Ear(article.body, article.language, way)
    body = tuple(ear.told(block) for block in article.body)
    return article if all(map(operator.is_, body, article.body)) else msgspec.structs.replace(article, body=body)


class _Ear:
    """Knows the words that most blocks of an article share: one that is full of them is in its language, and needs no closer look."""

    def __init__(self, blocks: Sequence[Block], language: str, direction: Direction) -> None:
        self._language = language
        self._direction = direction
        heard: Counter[str] = Counter()
        for block in blocks[:_SAMPLED]:
            text = _text_of(block)
            if len(text) >= _SHORT:
                heard.update(set(text[:_OPENING].split()))
        self._common = frozenset(word for word, blocks_with in heard.items() if blocks_with >= _COMMON)

    def told(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return self._heard(block)
            case Quote() | List():
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
        if sum(map(self._common.__contains__, words)) >= _OWN_SHARE * len(words):
            return ""
        return foreign(text, self._language)


def _text_of(block: Block) -> str:
    match block:
        case Paragraph((Text(text),)):
            return text
        case _:
            return plain_text(block)
