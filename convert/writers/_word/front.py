"""What stands around the articles of a Word document: cover, contents, section pages, colophon."""

from __future__ import annotations

from collections.abc import Iterator

from convert.clean import clean_line
from convert.model import Image, Pack, Section
from convert.theme import Look, Theme
from convert.walk import outline, plain_text
from convert.words import day, words
from convert.writers._contents import dotted, label, levels, names
from convert.writers._word.body import Body
from convert.writers._word.flow import Flow, Par
from convert.writers._word.sheet import Place, bookmark_name, heading_mark
from convert.writers._word.styles import borders, edge, rule_colour
from convert.writers._word.text import is_tall
from convert.writers._word.titles import even

_LINES_ON_COVER = 5
_LONGEST_ON_COVER = 120
_NO_ROOM_FOR_LINES = 200
_LETTER = 0.52  # of the size: the average width of a letter
_TALLER = 2.2  # lines of scripts whose letters reach further, of Latin ones
_PAD = 6.0
# How much smaller a title of up to that many characters is set.
_TITLE_STEPS = ((60, 1.0), (110, 0.8), (200, 0.62), (10_000, 0.45))


def cover(body: Body, pack: Pack, place: Place) -> Flow:
    """The cover: a bar, the date, title and subtitle at the head; a picture or the first headlines at the foot."""
    looks = body.theme.looks
    flow = Flow(looks)
    flow.add(_bar(body, place))
    taken = 7.0
    if pack.created:
        par = body.line("cover-date", day(pack.created, pack.language), place)
        par.before = 22.0
        flow.add(par)
        taken += par.before + looks["cover-date"].leading + looks["cover-date"].after
    title = _title(body, pack.title, place)
    flow.add(title)
    taken += _lines(pack.title, looks["cover-title"].size, place.width) * (title.leading or looks["cover-title"].leading)
    if pack.subtitle:
        flow.add(even(body.theme, body.line("cover-subtitle", pack.subtitle, place), pack.subtitle, place.width))
        taken += _height(pack.subtitle, looks["cover-subtitle"], place.width)
    if pack.cover_picture:
        image = Image(pack.cover_picture, words(pack.language).cover)
        shown = body.picture(image, place.width, max(body.height - taken - 90.0, 72.0), full=True)
        flow.add(Par("figure", shown, place.rtl, before=30.0))
    elif len(pack.title) <= _NO_ROOM_FOR_LINES:
        _headlines(body, pack, place, flow, taken)
    return flow


def _lines(text: str, size: float, width: float) -> float:
    """How many lines of Latin height ``text`` takes, rather too many than too few."""
    return (1 + int(len(text) * size * _LETTER / width)) * (_TALLER if is_tall(text) else 1.0)


def _height(text: str, look: Look, width: float) -> float:
    return look.before + look.after + _lines(text, look.size, width) * look.leading


def _bar(body: Body, place: Place) -> Par:
    colour = body.theme.colours.get("accent") or rule_colour(body.theme)
    bar = borders(edge("top", 6.0, colour, 0))
    return Par("cover-date", "", place.rtl, (0.0, place.width - 54.0, 0.0), bar, after=0.0, leading=7.0)


def _title(body: Body, title: str, place: Place) -> Par:
    look = body.theme.look("cover-title")
    share = next(share for length, share in _TITLE_STEPS if len(title) <= length or length == _TITLE_STEPS[-1][0])
    run = body.run("cover-title", place)
    if share < 1:
        run = run._replace(points=look.size * share)
    par = body.par("cover-title", body.setter.text(title, run), place)
    if share == 1:
        par = even(body.theme, par, title, place.width)
    par.leading = 0.0 if share == 1 or place.rtl else look.leading * share
    return par


def _headlines(body: Body, pack: Pack, place: Place, flow: Flow, taken: float) -> None:
    """The first titles, a line under each, as near to the foot of the page as their height can be told."""
    theme = body.theme
    look = theme.look("cover-line")
    titled = [article for article in pack.articles if article.title != pack.title][:_LINES_ON_COVER]
    titles = [clean_line(article.title, _LONGEST_ON_COVER) for article in titled]
    high = sum(_lines(title, look.size, place.width) * look.leading + 2 * _PAD + 1.0 for title in titles)
    for number, (article, title) in enumerate(zip(titled, titles, strict=True)):
        run = body.run("cover-line", body.enter(article))
        # Word joins the lines around neighbours that are the same in all: a colour one off keeps each its own.
        colour = rule_colour(theme)[:-1] + "0123456789abcdef"[number % 16]
        above = edge("top", 1.5, theme.colours.get("accent") or colour, _PAD) if number == 0 else ""
        lines = borders(above, edge("bottom", 0.5, colour, _PAD))
        before = max(body.height - taken - high - 3 * look.leading, 30.0) if number == 0 else 2 * _PAD
        flow.add(Par("cover-line", body.setter.text(title, run), run.rtl, extra=lines, before=before))


def contents(body: Body, pack: Pack, place: Place) -> str:
    """The contents with their entries, as a field that Word can bring up to date but need not.

    Page numbers are known only when Word has laid the pages out; until then entries are links without one.
    """
    deep = min(levels(pack), 4)
    flow = Flow(body.theme.looks)
    flow.add(body.line("contents-title", words(pack.language).contents, place))
    asked = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{deep + 1}" \\h \\z </w:instrText></w:r>'
    begin = _field("begin") + asked + _field("separate")
    last: Par | None = None
    for section in pack.sections:
        for par in _entries(body, section, deep, place):
            par.content, begin = begin + par.content, ""
            flow.add(par)
            last = par
    if last is not None:
        last.content += _field("end")
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(flow.end())}</w:sdtContent></w:sdt>"
    )


def _entries(body: Body, section: Section, deep: int, place: Place) -> Iterator[Par]:
    if section.title:
        yield body.line("contents-section", section.title, place)
    for article in section.articles:
        own = body.enter(article)
        by = dotted(names(article), article.direction)
        below = [(number, heading) for number, heading in enumerate(outline(article), 1) if heading.level <= deep]
        par = _entry(body, "contents-entry", article.id, label(article.title), own)
        par.keep = bool(by or below)
        yield par
        if by:
            par = body.line("contents-by", by, own)
            par.keep = bool(below)
            yield par
        for number, heading in below:
            text = label(plain_text(*heading.children, notes=False))
            par = _entry(body, "contents-heading", heading.id or heading_mark(article.id, number), text, own)
            if heading.level > 1:
                par.sides = (body.theme.look("contents-heading").start * heading.level, 0.0, 0.0)
            yield par


def _entry(body: Body, role: str, identity: str, text: str, place: Place) -> Par:
    page = f'<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGEREF {bookmark_name(identity)} \\h "/>'
    return body.par(role, body.jump(identity, body.setter.text(text, body.run(role, place)) + page), place)


def section_page(body: Body, section: Section, place: Place) -> Flow:
    """The page that opens a section of the pack."""
    flow = Flow(body.theme.looks)
    flow.add(even(body.theme, body.line("section-title", section.title, place), section.title, place.width))
    return flow


def colophon(body: Body, pack: Pack, theme: Theme, place: Place) -> Flow:
    """The last page: what the pack holds, from where, of when, and in which faces it is set."""
    said = words(pack.language)
    flow = Flow(theme.looks)
    flow.add(body.line("contents-title", said.colophon, place))
    sites = dict.fromkeys(article.site for article in pack.articles if article.site)
    families = dict.fromkeys(theme.fonts[look.font].family for look in theme.looks.values())
    rows = (
        pack.title + (f" · {day(pack.created, pack.language)}" if pack.created else ""),
        ", ".join(pack.editors),
        said.articles.format(len(pack.articles)),
        f"{said.source}: {', '.join(sites)}" if sites else "",
        " · ".join(families),
        "readpack",
    )
    for row in filter(None, rows):
        flow.add(body.line("colophon", row, place))
    return flow


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
