"""The original of every copy: an `Article` of the model."""

from __future__ import annotations

import msgspec

from convert.collate.witness import Witness
from convert.model import Article, Embed, Figure, Image, Link, Note, Paragraph, Table, Text
from convert.walk import has_letter, json_of, plain_text, walk

# Where none of these is in the JSON of an article, nothing but its links is to be counted, and they can be counted there.
_TOLD_APART = (b'"Embed"', b'"Figure"', b'"Image"', b'"Note"', b'"Table"')
_LINK = b'{"type":"Link",'


def original(article: Article) -> Witness:
    """What a faithful copy of ``article`` holds."""
    roots = (*([article.lead] if article.lead else []), *article.body)
    pictures: list[str] = []
    captions: list[str] = []
    notes: list[str] = []
    said = json_of(article.body)
    plain = said and article.lead is None and not any(kind in said for kind in _TOLD_APART)
    tables, links = 0, said.count(_LINK) if plain else 0
    for node in () if plain else walk(*roots):
        match node:
            case Image():
                pictures.append(node.alt)
            case Link():
                links += 1
            case Embed():
                links += bool(node.href)
            case Note():
                notes.append(_text(*node.children))
            case Figure() if node.caption or node.credit:
                captions.append(f"{_text(*node.caption)} {_text(*node.credit)}")
            case Table():
                tables += 1
                captions += [_text(*node.caption)] if node.caption else []
            case _:
                pass
    return Witness(
        title=article.title,
        text=_text(*roots),
        paragraphs=sum(_is_running_text(block) for block in article.body),
        pictures=tuple(pictures),
        captions=tuple(captions),
        tables=tables,
        notes=tuple(notes),
        links=links,
    )


def _text(*roots: msgspec.Struct) -> str:
    return plain_text(*roots, notes=False, formulas=False)


def _is_running_text(block: msgspec.Struct) -> bool:
    if not isinstance(block, Paragraph):
        return False
    first = block.children[0] if block.children else None
    return (isinstance(first, Text) and has_letter(first.text)) or has_letter(_text(block))
