"""The sections and pages of a Word document, in their order.

Each article is a section: it begins on a new page, and its first page has no head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from convert.model import Article, Pack
from convert.profile import PAGE_SIZES, Profile
from convert.theme import Theme
from convert.walk import minutes
from convert.words import day, runs_right_to_left, words
from convert.writers._shapes import HOW_MUCH_SMALLER, is_long
from convert.writers._word import front
from convert.writers._word.body import Body
from convert.writers._word.flow import Flow, Par
from convert.writers._word.sheet import Place
from convert.writers._word.styles import STYLE, twips
from convert.writers._word.text import restyled
from convert.writers._word.titles import even

Kind = Literal["cover", "front", "section", "article", "colophon"]

# Which parts stand at the head and the foot of a section's even, odd and first pages; see `convert.writers.docx`.
_EDGES: dict[Kind, tuple[tuple[str, str, str], ...]] = {
    "cover": (),
    "front": (("header", "even", "Bare"), ("header", "default", "Bare"), ("footer", "even", "Even"), ("footer", "default", "Default")),
    "section": (("header", "even", "Bare"), ("header", "default", "Bare"), ("footer", "even", "Bare"), ("footer", "default", "Bare")),
    "article": (
        ("header", "even", "Even"), ("header", "default", "Default"), ("header", "first", "First"),
        ("footer", "even", "Even"), ("footer", "default", "Default"), ("footer", "first", "First"),
    ),
}  # fmt: skip
_EDGES["colophon"] = _EDGES["front"]
_COVER_SIDES = 0.62
_LONG_WORD = 0.62  # of the size: about the width of a letter of a bold title


class Pages:
    """Writes the pages of one pack as strings of XML."""

    def __init__(self, body: Body, pack: Pack, theme: Theme, profile: Profile) -> None:
        self.body = body
        self.pack = pack
        self.theme = theme
        self.profile = profile
        self.rtl = runs_right_to_left(pack.language)
        self.place = Place("body", body.measure, rtl=self.rtl)

    def write(self) -> Iterator[str]:
        """The document's body, a page or an article at a time; the last section's properties stand at its end."""
        pack, body = self.pack, self.body
        if pack.cover:
            width = PAGE_SIZES[self.profile.page][0] - 2 * self._cover_side()
            yield "".join(front.cover(body, pack, self.place._replace(width=width)).end(self.section("cover")))
        if pack.contents:
            yield front.contents(body, pack, self.place)
            yield f'<w:p><w:pPr><w:pStyle w:val="{STYLE["contents-by"]}"/>{self.section("front")}</w:pPr></w:p>'
        for section in pack.sections:
            if section.title:
                yield "".join(front.section_page(body, section, self.place).end(self.section("section")))
            for article in section.articles:
                yield "".join(self._article(article))
        yield "".join(front.colophon(body, pack, self.theme, self.place).end())
        yield self.section("colophon")

    def section(self, kind: Kind) -> str:
        """The properties of a section, in the order of CT_SectPr (ISO 29500-1, 17.6.17)."""
        width, height = PAGE_SIZES[self.profile.page]
        margins = self.theme.page[self.profile.page]
        # Word's left margin is the inner one of a right-hand page; a book that opens the other way is bound on the right.
        left, right = (margins.outer, margins.inner) if self.rtl else (margins.inner, margins.outer)
        if kind == "cover":
            left = right = self._cover_side()
        edges = "".join(f'<w:{edge}Reference w:type="{side}" r:id="rId{edge.title()}{part}"/>' for edge, side, part in _EDGES[kind])
        return (
            f'<w:sectPr>{edges}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/><w:pgMar w:top="{twips(margins.head)}" w:right="{twips(right)}" '
            f'w:bottom="{twips(margins.foot)}" w:left="{twips(left)}" w:header="{twips(margins.head * 0.5)}" '
            f'w:footer="{twips(margins.foot * 0.5)}" w:gutter="0"/>'
            f"{'<w:titlePg/>' if kind == 'article' else ''}{'<w:bidi/>' if self.rtl else ''}</w:sectPr>"
        )

    def _cover_side(self) -> float:
        margins = self.theme.page[self.profile.page]
        return min(margins.inner, margins.outer) * _COVER_SIDES

    # --- articles ---------------------------------------------------------------------------------

    def _article(self, article: Article) -> list[str]:
        """An article from its kicker to its source line."""
        place = self.body.enter(article)
        flow = Flow(self.theme.looks)
        for par in self._opener(article, place):
            flow.add(par)
        if article.lead:
            self.body.figure(article.lead, place, flow)
        self.body.blocks(article.body, place, flow)
        if article.url:
            flow.hold()
            flow.add(self._source(article, place))
        return flow.end(self.section("article"))

    def _opener(self, article: Article, place: Place) -> Iterator[Par]:
        kicker = article.section or article.site
        if kicker:
            yield self.body.line("kicker", kicker, place)
        long = is_long(article.title)
        own = place._replace(points=self.theme.look("title").size * HOW_MUCH_SMALLER) if long else place
        title = self.body.line("title", article.title, own)
        title.content = self.body.bookmark(article.id, title.content)
        title.hyphens = max(map(len, article.title.split())) * self.theme.look("title").size * _LONG_WORD > self.body.measure
        yield even(self.theme, title, article.title, place.width, HOW_MUCH_SMALLER if long else 1.0)
        if article.subtitle:
            yield even(self.theme, self.body.line("subtitle", article.subtitle, place), article.subtitle, place.width)
        yield self.body.line("byline", byline(article), place)

    def _source(self, article: Article, place: Place) -> Par:
        run = self.body.run("source", place)
        shown = re.sub(r"^https?://(www\.)?|/$", "", article.url)
        mark = f'<w:r><w:rPr><w:color w:val="{(self.theme.colours.get("accent") or "#000000")[1:]}"/></w:rPr><w:t>■\u2002</w:t></w:r>'
        label = self.body.setter.text(f"{words(article.language).source}: ", run)
        link = self.body.outside(article.url, self.body.setter.text(shown, restyled(run, "style", STYLE["link"])))
        return self.body.par("source", mark + label + link, place)


def byline(article: Article) -> str:
    """Authors, date and minutes to read, in one line."""
    label = words(article.language)
    parts = [", ".join(article.authors)] if article.authors else []
    if article.published:
        parts.append(day(article.published, article.language))
    if article.updated and article.updated[:10] != article.published[:10]:
        parts.append(f"{label.updated} {day(article.updated, article.language)}")
    parts.append(label.minutes.format(minutes(article)).replace(" ", "\u00a0"))
    return " · ".join(parts)
