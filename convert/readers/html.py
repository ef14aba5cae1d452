"""The HTML reader: a saved article page as an article.

The page becomes a tree (`_page`), the article is found in it and what is no part of it bears its reason
(`_content`); the article, the notices and `explain` are all made from those same marks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from convert.clean import folded
from convert.errors import InputError
from convert.formats import Source
from convert.language import detect, direction_of
from convert.model import Article, Block, Figure, Heading
from convert.notices import Notice, Notify, excerpt
from convert.readers._html import captions, content, metadata, trim
from convert.readers._html.blocks import Blocks
from convert.readers._html.inlines import Runs
from convert.readers._html.notes import Notes
from convert.readers._html.page import Element, parse
from convert.readers._html.stated import Stated
from convert.walk import plain_text, walk


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The article in ``source``. Raises `InputError` when the page holds none."""
    page = parse(source, notify)
    stated = Stated(page)
    main, leaves = content.find(page)
    facts = metadata.facts_of(page, stated, source, main)
    headline = facts.headline
    if headline is not None and trim.opens(leaves, main, headline):
        headline.reason = headline.reason or "the headline, which is the title"
    else:
        headline = None
    known = frozenset(filter(None, map(folded, (facts.title, facts.section, facts.site, *facts.authors, *facts.tags))))
    lead_in = trim.trim(page, leaves, main, headline, known)
    base = metadata.base_of(stated, facts.url)
    notes = Notes(page, main)
    known_ids, named = notes.anchors(main)
    runs = Runs(base, tuple(filter(None, (facts.url,))), notes.of, known_ids)
    maker = Blocks(runs, captions.mark_figures(main), named)
    notes.blocks = maker.of
    blocks = maker.of(main)
    prose = plain_text(*blocks)
    if not prose.strip():
        raise InputError(f"{source.name}: holds no article", hint="save the page again once its text shows, or copy the text")
    yield Article(
        title=facts.title or source.name,
        subtitle=lead_in,
        body=tuple(_levelled(blocks)),
        authors=facts.authors,
        published=facts.published,
        updated=facts.updated,
        site=facts.site,
        url=facts.url,
        language=facts.language or detect(prose),
        direction=direction_of(prose),
        summary=facts.summary,
        tags=facts.tags,
        section=facts.section,
        licence=facts.licence,
        extractor="html",
        digest=hashlib.sha256(source.data).hexdigest(),
    )


def _levelled(blocks: list[Block]) -> list[Block]:
    return blocks
