"""The language and the direction of a document's text: Word says them of each run, and often wrongly."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import msgspec

from convert import model
from convert.language import UNKNOWN, detect, direction_of
from convert.model import Article
from convert.walk import plain_text, rewrite, walk

_SURE_LENGTH = 250


def said_once(article: Article, usual: str) -> Article:
    """``article`` with its language and direction said once: what its paragraphs agree on, unless the text speaks for another.

    ``usual`` is the language of what doesn't say its own.
    """
    counted: Counter[str] = Counter()
    turned: Counter[str] = Counter()
    for block in walk(*article.body):
        if isinstance(block, (model.Paragraph, model.Heading)):
            length = sum(len(child.text) for child in block.children if isinstance(child, model.Text))
            counted[block.language or usual] += length
            turned[block.direction] += length
    prose = plain_text(*article.body)
    stated = article.language or (counted.most_common(1)[0][0] if counted else "")
    found = detect(prose)
    known = stated.partition("-")[0].lower()
    language = stated if stated and (found in (UNKNOWN, known) or len(prose) < _SURE_LENGTH) else "" if found == UNKNOWN else found
    direction = "rtl" if turned["rtl"] > turned[""] else direction_of(prose)
    plain = {name.partition("-")[0].lower() for name in (stated, language, usual if language != stated else "")}

    def bare(node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        node = _joined(node)
        if not isinstance(node, (model._Block, model.Span)) or not (node.language or node.direction):
            return node
        own_language = "" if node.language.partition("-")[0].lower() in plain else node.language
        own_direction = "" if node.direction == direction else node.direction
        if isinstance(node, model.Span) and not own_language and not own_direction:
            return node.children
        return msgspec.structs.replace(node, language=own_language, direction=own_direction)

    return msgspec.structs.replace(rewrite(article, bare), language=language, direction=direction)


def _joined(node: msgspec.Struct) -> msgspec.Struct:
    """``node`` with neighbouring pieces of text in it made one, as they are once nothing stands round them."""
    run = getattr(node, "children", ())
    if not any(isinstance(one, model.Text) and isinstance(next_one, model.Text) for one, next_one in pairwise(run)):
        return node
    found: list[msgspec.Struct] = []
    for child in run:
        if isinstance(child, model.Text) and found and isinstance(found[-1], model.Text):
            found[-1] = model.Text(found[-1].text + child.text)
        else:
            found.append(child)
    return msgspec.structs.replace(node, children=tuple(found))
