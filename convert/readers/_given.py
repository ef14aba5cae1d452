"""Articles whose whole text is given, with what is known of them: an entry of a feed, a letter, what a reading list kept."""

from __future__ import annotations

import msgspec

from convert.clean import clean_line
from convert.language import UNKNOWN, detect, direction_of, foreign
from convert.limits import LIMITS
from convert.model import Article, Block, Figure, Heading, Paragraph
from convert.readers._html.names import split_names
from convert.walk import plain_text, word_count

_SURE_LENGTH = 250
_WHOLE_FROM = 100
_CUT_OFF = ("…", "...", "[…]", "[...]", "[&#8230;]")


def article_of(blocks: list[Block], *, title: str, otherwise: str = "", language: str = "", **known: object) -> Article:
    """The article that ``blocks`` are; ``known`` are more of its fields.

    Its title is ``title``, else the headline it begins with, else its first words, else ``otherwise``. ``language`` is what is stated: it
    gives way to what the text itself clearly speaks. A headline that is the title goes; a figure at the start leads.
    """
    if not title.strip() and len(blocks) > 1 and isinstance(blocks[0], Heading):
        title = plain_text(blocks[0], notes=False)
    rest = _untitled(blocks, title)
    lead, body = (rest[0], rest[1:]) if len(rest) > 1 and isinstance(rest[0], Figure) else (None, rest)
    prose = plain_text(*body)
    article = Article(
        title=clean_line(title, LIMITS.title_characters) or clean_line(prose[:1_000].split("\n", 1)[0], 80) or otherwise,
        body=tuple(body),
        language=_language(language, prose),
        direction=direction_of(prose),
        lead=lead if isinstance(lead, Figure) else None,
    )
    return msgspec.structs.replace(article, **known)


def names(stated: tuple[str, ...]) -> tuple[str, ...]:
    """Authors as names, one each, without what says that they wrote it; a line in which no name is made out stays as it is."""
    return tuple(dict.fromkeys(name for said in stated for name in split_names(said, stated=True) or [said]))


def is_whole(blocks: list[Block]) -> bool:
    """Whether what is called a description or a summary is the text itself: long, or in parts, and not cut off."""
    prose = plain_text(*blocks).strip()
    parts = sum(isinstance(block, Paragraph) for block in blocks)
    return bool(prose) and not prose.endswith(_CUT_OFF) and (word_count(prose) >= _WHOLE_FROM or (parts > 2 and len(blocks) > 2))


def _untitled(blocks: list[Block], title: str) -> list[Block]:
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and plain_text(first).casefold().strip() == title.casefold().strip():
        return blocks[1:]
    return blocks


def _language(stated: str, prose: str) -> str:
    """The language the text speaks, with the region that is stated for it."""
    found = detect(prose)
    if found == UNKNOWN or found == stated.partition("-")[0].lower():
        return stated
    return found if len(prose) > _SURE_LENGTH or not stated else foreign(prose, stated) or stated
