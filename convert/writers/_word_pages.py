"""The pages of a Word document around the text of its articles: cover, contents, openers, colophon; and its sections.

Each article is a section: it begins on a new page, counts its notes from 1, and its first page has no head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.model import Article, Pack, Section
from convert.profile import PAGE_SIZES, Profile
from convert.theme import Theme
from convert.walk import minutes, outline, plain_text
from convert.words import day, runs_right_to_left, words
from convert.writers._word import Body, Place, bookmark_name, heading_mark
from convert.writers._word_flow import Flow, Par
from convert.writers._word_styles import STYLE, twips

_LINES_ON_COVER = 5
_SITES_IN_COLOPHON = 24


class Pages:
    """Writes the pages of one pack, each as a list of strings of XML."""

    def __init__(self, body: Body, pack: Pack, theme: Theme, profile: Profile) -> None:
        self.body = body
        self.pack = pack
        self.theme = theme
        self.profile = profile
        self.words = words(pack.language)
        self.rtl = runs_right_to_left(pack.language)
        self.place = Place("body", body.measure, rtl=self.rtl)

    # --- sections ---------------------------------------------------------------------------------

    def section(self, *, heads: bool) -> str:
        """The properties of a section, in the order of CT_SectPr; without ``heads`` its pages bear no head and no number."""
        width, height = PAGE_SIZES[self.profile.page]
        margins = self.theme.page[self.profile.page]
        # Word's left margin is the inner one of a right-hand page, and binds a book that opens the other way on the right.
        left, right = (margins.outer, margins.inner) if self.rtl else (margins.inner, margins.outer)
        edges = "".join(
            f'<w:{kind}Reference w:type="{side}" r:id="rId{kind.title()}{(side if heads else "bare").title()}"/>'
            for kind in ("header", "footer")
            for side in ("even", "default", "first")
            if heads or side != "first"
        )
        return (
            f'<w:sectPr>{edges}<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr><w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/><w:pgMar w:top="{twips(margins.head)}" w:right="{twips(right)}" '
            f'w:bottom="{twips(margins.foot)}" w:left="{twips(left)}" w:header="{twips(margins.head * 0.5)}" '
            f'w:footer="{twips(margins.foot * 0.5)}" w:gutter="0"/>{"<w:titlePg/>" if heads else ""}{"<w:bidi/>" if self.rtl else ""}</w:sectPr>'
        )

    # --- cover and contents -----------------------------------------------------------------------

    def cover(self) -> Iterator[str]:
        """The cover: date, title, subtitle, editors, a picture or the first headlines."""
        flow = Flow(self.theme.looks)
        pack = self.pack
        if pack.created:
            flow.add(self._line("cover-date", day(pack.created, pack.language)))
        title = self._line("cover-title", pack.title)
        title.before = self.body.height * 0.14
        flow.add(title)
        if pack.subtitle:
            flow.add(self._line("cover-subtitle", pack.subtitle))
        if pack.editors:
            flow.add(self._line("cover-line", ", ".join(pack.editors)))
        self._cover_foot(flow)
        return iter(flow.end(self.section(heads=False)))

    def _cover_foot(self, flow: Flow) -> None:
        pack = self.pack
        if pack.cover_picture:
            from convert.model import Image

            shown = self.body.picture(
                Image(pack.cover_picture), self.body.measure, self.body.height * 0.45, full=True, words=self.words.cover
            )
            flow.add(Par("figure", shown, self.rtl, before=30.0))
            return
        if len(pack.articles) == 1:
            return
        for number, article in enumerate(pack.articles[:_LINES_ON_COVER]):
            place = self.body.enter(article)._replace(align="")
            par = self.body.line("cover-line", article.title, place._replace(rtl=self.rtl))
            par.before = self.body.height * 0.1 if number == 0 else None
            flow.add(par)

    def contents(self) -> Iterator[str]:
        """The contents with their entries, as a field that Word can bring up to date but need not.

        Page numbers are not known before Word lays the pages out; until it is asked to, entries are links without one.
        """
        depth = max(1, min(self.pack.contents, 5))
        flow = Flow(self.theme.looks)
        flow.add(self._line("contents-title", self.words.contents))
        begin = (
            f'{_field("begin")}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z </w:instrText></w:r>{_field("separate")}'
        )
        for section in self.pack.sections:
            for par in self._entries(section, depth):
                par.content, begin = begin + par.content, ""
                flow.add(par)
        last = Par("contents-by", _field("end"), self.rtl)
        flow.add(last)
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{''.join(flow.end())}</w:sdtContent></w:sdt>"
        )
        yield f'<w:p><w:pPr><w:pStyle w:val="{STYLE["contents-by"]}"/>{self.section(heads=False)}</w:pPr></w:p>'

    def _entries(self, section: Section, depth: int) -> Iterator[Par]:
        if section.title:
            yield self._line("contents-section", section.title)
        for article in section.articles:
            place = self.body.enter(article)
            yield self._entry("contents-entry", article.id, article.title, place)
            by = ", ".join(article.authors) or article.site
            if by:
                yield self.body.line("contents-by", by, place)
            for number, heading in enumerate(outline(article), 1):
                if heading.level < depth:
                    par = self._entry(
                        "contents-heading",
                        heading.id or heading_mark(article.id, number),
                        plain_text(*heading.children, notes=False),
                        place,
                    )
                    if heading.level > 1:
                        par.sides = (self.theme.look("contents-heading").start * heading.level, 0.0, 0.0)
                    yield par

    def _entry(self, role: str, identity: str, text: str, place: Place) -> Par:
        page = f'<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGEREF {bookmark_name(identity)} \\h "/>'
        shown = self.body.setter.text(text, self.body.run(role, place)) + page
        return self.body.par(role, self.body.jump(identity, shown), place)

    # --- articles ---------------------------------------------------------------------------------

    def section_page(self, section: Section) -> list[str]:
        """The page that opens a section of the pack."""
        flow = Flow(self.theme.looks)
        flow.add(self._line("section-title", section.title))
        return flow.end(self.section(heads=False))

    def article(self, article: Article) -> list[str]:
        """An article from its kicker to its source line."""
        place = self.body.enter(article)
        flow = Flow(self.theme.looks)
        for par in self._opener(article, place):
            flow.add(par)
        if article.lead:
            self.body.figure(article.lead, place, flow)
        self.body.blocks(article.body, place, flow)
        if article.url:
            flow.add(self._source(article, place))
        return flow.end(self.section(heads=True))

    def _opener(self, article: Article, place: Place) -> Iterator[Par]:
        kicker = article.section or article.site
        if kicker:
            yield self.body.line("kicker", kicker, place)
        title = self.body.line("title", article.title, place)
        title.content = self.body.bookmark(article.id, title.content)
        yield title
        if article.subtitle:
            yield self.body.line("subtitle", article.subtitle, place)
        yield self.body.line("byline", byline(article), place)

    def _source(self, article: Article, place: Place) -> Par:
        run = self.body.run("source", place)
        shown = re.sub(r"^https?://(www\.)?|/$", "", article.url)
        label = self.body.setter.text(f"{words(article.language).source}: ", run)
        link = self.body.outside(article.url, self.body.setter.text(shown, run._replace(style=STYLE["link"])))
        return self.body.par("source", label + link, place)

    # --- colophon ---------------------------------------------------------------------------------

    def colophon(self) -> list[str]:
        """What the pack holds, from where, of when, and what it is set in."""
        pack = self.pack
        flow = Flow(self.theme.looks)
        flow.add(self._line("contents-title", self.words.colophon))
        sites = list(dict.fromkeys(article.site for article in pack.articles if article.site))
        families = dict.fromkeys(self.theme.fonts[self.theme.look(role).font].family for role in ("body", "byline"))
        lines = (
            pack.title,
            ", ".join(pack.editors),
            self.words.articles.format(len(pack.articles)),
            day(pack.created, pack.language) if pack.created else "",
            " · ".join(sites[:_SITES_IN_COLOPHON]) + (" …" if len(sites) > _SITES_IN_COLOPHON else ""),
            " · ".join(families),
        )
        for line in lines:
            if line:
                flow.add(self._line("colophon", line))
        return flow.end()

    def _line(self, role: str, text: str) -> Par:
        return self.body.line(role, text, self.place)


def byline(article: Article) -> str:
    """Authors, date and minutes to read, in one line."""
    label = words(article.language)
    parts = [", ".join(article.authors)] if article.authors else []
    if article.published:
        parts.append(day(article.published, article.language))
    if article.updated and article.updated[:10] != article.published[:10]:
        parts.append(f"{label.updated} {day(article.updated, article.language)}")
    parts.append(label.minutes.format(minutes(article)))
    return " · ".join(parts)


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
