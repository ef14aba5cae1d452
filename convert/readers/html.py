"""The HTML reader: a saved article page as an article.

The page becomes a tree (`_html.page`); the article is found in it, and what is no part of it bears its reason
(`_html.content`, `_html.trim`). The article, the notices and `explain` are all made from those same marks, so
they can't disagree.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec

from convert.clean import clean_line, folded
from convert.errors import InputError
from convert.formats import Source, articles_in, sniff
from convert.language import UNKNOWN, are_near, detect, direction_of
from convert.limits import LIMITS
from convert.model import Article, Block, Figure
from convert.notices import Notice, Notify, excerpt, ignore
from convert.patterns import regex
from convert.readers._html import (
    absence,
    captions,
    content,
    documents,
    embeds,
    headlines,
    judge,
    metadata,
    noscript,
    openings,
    pictured,
    report,
    shells,
    trim,
    walls,
)
from convert.readers._html.blocks import Blocks
from convert.readers._html.fragment import maker_of
from convert.readers._html.galleries import captions_joined
from convert.readers._html.leaves import Leaves
from convert.readers._html.links import site_of
from convert.readers._html.page import Element, Page
from convert.readers._html.parsing import parse
from convert.readers._html.repairs import mend
from convert.readers._html.seen import Seen
from convert.readers._html.stated import Stated
from convert.readers._html.traits import Known
from convert.readers._html.verdicts import Verdict, verdicts_on
from convert.readers._pager import place_of
from convert.readers._text.dateline import says_who_or_when
from convert.uncollected import uncollected
from convert.walk import json_of, plain_text, walk

_LONGEST_SUBTITLE = 400
_MOST_OF_SUBTITLE = 2
_SURE_LENGTH = 250
_LAST_WORDS = 60


class Judged:
    """A page judged: where its article is, what heads it and leads into it, and what is known of it.

    Made by the rules alone; `settle` then weighs each leaf, and says whether it ``is_pictured``: a picture or a player with a headline.
    """

    is_pictured = False

    def __init__(self, page: Page, source: Source) -> None:
        self.page = page
        noscript.unwrap_text(self.page)
        self.stated = Stated(self.page)
        self.main, self.leaves, self.is_apart = content.find(self.page, metadata.address_of(self.stated, source))
        self.facts = metadata.facts_of(self.page, self.stated, source, self.main)
        self.headline = self._headline()
        names = (self.facts.title, self.facts.section, self.facts.site, *self.facts.authors, *self.facts.tags)
        known = frozenset(filter(None, map(folded, names)))
        days = frozenset(filter(None, (self.facts.published[:10], self.facts.updated[:10])))
        walls.leave_out(self.leaves, self.main)
        trim.trim(self.leaves, self.main, self.headline, known, days, site_of(self.facts.url))
        self.lead_in = trim.lead_in(self.page, self.leaves, self.main, self.headline, known, self.facts.summary)
        self.shown = self.leaves.below(self.main)
        self.figures: list[Element] = []

    @property
    def known(self) -> Known:
        """What is known of the article besides the page's tree."""
        stated = " ".join(value for value in self.stated.of_article("articleBody", "text") if isinstance(value, str))
        return Known(self.facts.title, self.facts.summary, stated, self.stated.is_article, self.facts.url)

    @property
    def fixed(self) -> frozenset[Element]:
        """The elements that are the headline, lead in or hold a picture's words, which the rules alone know."""
        return frozenset((*self._heads, *captions.mark_figures(self.main)))

    def settle(self) -> None:
        """Give the last word on each leaf to what can be told of it, and find the figures round the headline."""
        if not self.is_apart:
            self.main = judge.settle(self.page, self.leaves, self.main, self.fixed, self.known)
        for element in self.lead_in:
            if self.main.holds(element):
                element.reason = "moved"
        if self.facts.headline is not None or self.stated.is_article:
            alone = pictured.alone_on(self.main if self.is_apart else self.page.root, self.main, self.leaves)
            self.main, self.is_pictured = alone or self.main, alone is not None
        self.figures = captions.before(self.page, self.main, self.headline)

    def _headline(self) -> Element | None:
        headline = self.facts.headline
        if headline is None or not trim.opens(self.leaves, self.main, headline):
            return None
        headline.reason = headline.reason or report.HEADLINE
        return headline

    @property
    def kept(self) -> list[Element]:
        """The elements that the article is made of."""
        return [self.main, *self._heads, *self.figures]

    @property
    def _heads(self) -> list[Element]:
        return [*([self.headline] if self.headline is not None else []), *self.lead_in]


class Document(Judged):
    """A page that is a document: all of it is the article, its title the line that is set as one."""

    def __init__(self, page: Page, source: Source) -> None:
        self.page = page
        if documents.is_of_word_processor(page):
            documents.restore(page, source.data)
        documents.leave_out(page)
        self.stated = Stated(page)
        self.main = documents.text_of(page)
        self.leaves = Leaves(page)
        self.headline = documents.title_in(self.main)
        self.figures = []
        self.lead_in = []
        self.shown = self.leaves.below(self.main)
        facts = metadata.facts_of(page, self.stated, source, self.main)
        said, beside = openings.Below(), None
        if self.headline is not None:
            self.headline.reason = report.HEADLINE
            said = openings.below(self.main, self.headline, plain=True)
            beside = openings.subtitle_in(self.headline)
        named = documents.named(page)
        self.facts = msgspec.structs.replace(
            facts,
            title=headlines.text_without(self.headline, beside).rstrip(headlines.PERMALINK) if self.headline is not None else named,
            subtitle=beside.text() if beside is not None else said.subtitle,
            authors=said.authors or facts.authors,
            published=said.published or facts.published,
            headline=self.headline,
        )

    def settle(self) -> None:
        """Nothing is left to judge."""


def judged_by_rules(source: Source, notify: Notify) -> Judged:
    """The page ``source`` judged by the rules alone, or a document, of which nothing is judged."""
    page = parse(source, notify)
    mend(page, source.name, notify)
    return Document(page, source) if documents.is_document(page) else Judged(page, source)


def _judged(source: Source, notify: Notify) -> Judged:
    judged = judged_by_rules(source, notify)
    judged.settle()
    return judged


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The article in ``source``. Raises `InputError` when the page holds none, saying what it is instead.

    Each block that is left out is a `Notice` with its reason and how it begins. A page that a browser made to show
    a file (`shown_in`) is read as that file is.
    """
    inner = shown_in(source)
    kind = sniff(inner) if inner is not None else "html"
    if inner is not None and kind != "html":
        yield from articles_in(inner, kind, notify)
    else:
        yield _read(inner or source, notify)


def shown_in(source: Source) -> Source | None:
    """The file that a browser made the page ``source`` to show: a text, data or the source of another page; `None` for other pages."""
    return shells.file_in(source)


@uncollected()
def _read(source: Source, notify: Notify) -> Article:
    judged = _judged(source, notify)
    maker = _maker(judged)
    blocks = maker.of(judged.main)
    before = captions_joined([figure for element in judged.figures for figure in maker.figures_of(element)])
    subtitle, opening = _heading(judged, maker, source, notify)
    prose = plain_text(*opening, *blocks)
    kept = judged.leaves.below(judged.main)
    instead = ""
    if not isinstance(judged, Document):
        leaves = judged.leaves.all, judged.shown, kept
        instead = absence.instead_of_article(Seen(judged.page, judged.stated, leaves, prose, judged.facts.url))
    if not instead and not prose.strip() and not judged.is_pictured:
        instead = absence.without_text(judged.page)
    if instead:
        what = f"{source.name}: holds no article but {instead}"
        raise InputError(what, hint="open the article itself and save it once its text shows")
    lead, body = _lead(before, [*opening, *blocks], judged.facts.picture)
    lead, body = maker.runs.titled(lead) if lead else None, list(map(maker.runs.titled, body))
    article = _article(judged, source, prose, notify)
    place = place_of(judged.page, judged.stated, source, judged.facts.url, metadata.base_of(judged.stated, judged.facts.url))
    paged = {"page": place.number, "pages": place.last, "page_of": place.of}
    article = msgspec.structs.replace(article, subtitle=subtitle, lead=lead, body=tuple(body), **paged)
    report.notify_dropped(judged.page, judged.kept, source.name, article.title, notify)
    if absence.is_opening(judged.page, judged.stated, prose):
        notify(
            Notice("lost", "html.opening", absence.CUT, source=source.name, article=article.title, excerpt=excerpt(prose[-_LAST_WORDS:]))
        )
    report.notify_frames(embeds.empty_frames(judged.main, maker.runs.base), source.name, article.title, notify)
    return article


def explain(source: Source) -> Iterator[Verdict]:
    """The verdict on every part of ``source`` that has text or was left out, in the page's order."""
    judged = _judged(source, ignore)
    maker = _maker(judged)
    blocks = maker.of(judged.main)  # which brings notes to their references
    why = {frame.at: (frame, report.EMPTY_FRAME) for frame in embeds.empty_frames(judged.main, maker.runs.base)}
    why |= {element.at: (element, reason) for element, reason in report.dropped(judged.page, judged.kept)}
    beside: list[Notice] = []
    _, opening = _heading(judged, maker, source, beside.append)
    for verdict in verdicts_on(judged.page, judged.main, why):
        yield verdict
        if judged.headline is not None and verdict.place == judged.headline.at:
            yield from (Verdict(verdict.place, verdict.element, notice.excerpt, "left-out", notice.message) for notice in beside)
    if absence.is_opening(judged.page, judged.stated, plain_text(*opening, *blocks)):
        yield Verdict(judged.main.end, judged.main.tag, "", "lost", absence.CUT)


def _maker(judged: Judged) -> Blocks:
    address = judged.facts.url
    return maker_of(judged.page, judged.main, address, metadata.base_of(judged.stated, address))


def _article(judged: Judged, source: Source, prose: str, notify: Notify) -> Article:
    facts = judged.facts
    return Article(
        title=_title(facts.title, prose, source, notify),
        body=(),
        authors=facts.authors,
        published=facts.published,
        updated=facts.updated,
        site=facts.site,
        url=facts.url,
        language=_language(facts.language, prose),
        direction=direction_of(prose),
        summary=facts.summary,
        tags=facts.tags,
        section=facts.section,
        licence=facts.licence,
        extractor="html",
        digest=hashlib.sha256(source.data).hexdigest(),
    )


def _title(stated: str, prose: str, source: Source, notify: Notify) -> str:
    """The title, within the limit; the first words of the text where the page has none."""
    title = clean_line(stated, LIMITS.title_characters)
    if title != stated:
        message = f"a title longer than {LIMITS.title_characters} characters was cut"
        notify(Notice("replaced", "html.title", message, source=source.name, article=title, excerpt=excerpt(stated)))
    return title or clean_line(prose[:1_000].split("\n", 1)[0], 80) or source.name


def _language(stated: str, prose: str) -> str:
    """The stated language where the text doesn't speak clearly for another: both its halves for the same one."""
    found = detect(prose)
    if not stated or found == UNKNOWN:
        return stated or found
    if found == stated.partition("-")[0].lower() or len(prose) < _SURE_LENGTH:
        return stated
    half = len(prose) // 2
    if are_near(found, stated) or not detect(prose[:half]) == found == detect(prose[half:]):
        return stated
    return found


def _heading(judged: Judged, maker: Blocks, source: Source, notify: Notify) -> tuple[str, list[Block]]:
    """The subtitle, and the paragraphs that lead into the text where they are none."""
    subtitle, opening = _opening(judged, maker)
    return judged.facts.subtitle or subtitle or ("" if opening else _beside_title(judged, source, notify)), opening


def _opening(judged: Judged, maker: Blocks) -> tuple[str, list[Block]]:
    """The subtitle, or the paragraphs that lead into the text where they are too long or too many for one."""
    texts = list(dict.fromkeys(element.text() for element in judged.lead_in))
    is_boxed = any(element.holds_blocks for element in judged.lead_in)
    if not is_boxed and sum(map(len, texts)) <= _LONGEST_SUBTITLE and len(texts) <= _MOST_OF_SUBTITLE:
        return clean_line(" ".join(texts)), []
    return "", [block for element in judged.lead_in for block in maker.of(element)]


def _beside_title(judged: Judged, source: Source, notify: Notify) -> str:
    """What follows the title in the headline, a subtitle; what stands before it or says who and when is left out."""
    title = judged.facts.title
    before, after = headlines.beside(judged.headline, title) if judged.headline is not None else ("", "")
    if after and not says_who_or_when(after):
        return after
    if said := before or after:
        reason = "beside the title in its headline"
        notify(Notice("left-out", "html.headline", reason, source=source.name, article=title, excerpt=excerpt(said)))
    return ""


def _lead(before: list[Figure], blocks: list[Block], picture: Figure | None) -> tuple[Figure | None, list[Block]]:
    """The lead figure and the body: one above the text, else one at its start, else the picture stated for sharing."""
    held = [figure for figure in walk(*blocks) if isinstance(figure, Figure)] if b'"Figure"' in json_of(tuple(blocks)) else []
    shown = {figure.image.src for figure in held if figure.image and figure.image.src}
    said = {plain_text(figure) for figure in held}
    fresh: dict[str, Figure] = {}
    for figure in before:
        words = plain_text(figure)
        if not (figure.image and figure.image.src in shown) and not (words and words in said):
            fresh.setdefault(words or (figure.image.src if figure.image else ""), figure)
    worded = [figure for figure in fresh.values() if figure.caption or figure.credit] or list(filter(_is_there, fresh.values()))[:1]
    if worded:
        return worded[0], [*worded[1:], *blocks]
    if blocks and isinstance(blocks[0], Figure) and _is_there(blocks[0]):
        return blocks[0], blocks[1:]
    if picture is not None and picture.image and not shown and not _STANDS_FOR_SITE.search(picture.image.src):
        return picture, blocks
    return None, blocks


def _is_there(figure: Figure) -> bool:
    return figure.image is None or bool(figure.image.src)


_STANDS_FOR_SITE = regex(r"logo|default|placeholder|fallback|icon|avatar|social[-_]?(?:share|image|card)|og[-_]image", re.IGNORECASE)
