"""What stands around the articles of a printed pack: cover, contents, section pages, colophon."""

from __future__ import annotations

from collections.abc import Iterator

from convert.model import Article, Pack
from convert.theme import Theme
from convert.walk import outline, plain_text
from convert.words import day, words
from convert.writers._contents import dotted, label, levels, names
from convert.writers._pdf.article import heading_ids
from convert.writers._xhtml import escape, quoted

_HEADLINES = 5
_LONG_TITLE = 160
# A title of up to so many characters is set at this share of the size the theme says, which is for a page of A5.
_TITLE_STEPS = ((40, 1.4), (70, 1.1), (120, 0.85), (220, 0.65), (10_000, 0.45))
_FULL_WIDTH = 560.0


def cover(pack: Pack, theme: Theme, width: float) -> str:
    """The first page: ``width`` points wide: date, title and subtitle at the head, up to five headlines at the foot."""
    date = f'<p class="cover-date">{escape(day(pack.created, pack.language))}</p>\n' if pack.created else ""
    subtitle = f'<p class="cover-subtitle">{escape(pack.subtitle)}</p>\n' if pack.subtitle else ""
    said = quoted(words(pack.language).cover)
    picture = f'<img class="cover-picture" src="picture:{pack.cover_picture}" alt="{said}"/>\n' if pack.cover_picture else ""
    title = f'<p class="cover-title"{_sized(pack.title, theme, width)}>{escape(pack.title)}</p>\n'
    return f'<section class="cover">\n<div class="bar"></div>\n{date}{title}{subtitle}{picture}{_headlines(pack)}</section>\n'


def _sized(title: str, theme: Theme, width: float) -> str:
    look = theme.look("cover-title")
    share = min(1.0, width / _FULL_WIDTH) * next(share for length, share in _TITLE_STEPS if len(title) <= length)
    return f' style="font-size: {look.size * share:.1f}pt; line-height: {look.leading * share:.1f}pt"'


def _headlines(pack: Pack) -> str:
    titles = [article for article in pack.articles if article.title != pack.title][:_HEADLINES]
    if not titles or len(pack.title) > _LONG_TITLE:
        return ""
    rows = "".join(f'<p class="cover-line"><span {_spoken(article)}>{escape(_cut(article.title))}</span></p>\n' for article in titles)
    return f'<div class="cover-lines">\n{rows}</div>\n'


def _cut(title: str, length: int = 120) -> str:
    return title if len(title) <= length else title[: length - 1].rsplit(" ", 1)[0] + "…"


# The attribute of a link of the contents that is given its page number, where what it leads to is in another part.
NUMBERED = "data-page"


def contents(pack: Pack, *, numbered: bool) -> Iterator[str]:
    """The contents, in fragments; where they are ``numbered`` each link waits for its page number, else the engine finds it."""
    deep = levels(pack)
    page = f' {NUMBERED}="000"' if numbered else ""
    yield f'<section class="contents">\n<h1>{escape(words(pack.language).contents)}</h1>\n'
    for section in pack.sections:
        if section.title:
            yield f'<p class="section">{escape(section.title)}</p>\n'
        for article in section.articles:
            yield from _entry(article, deep, page)
    yield "</section>\n"


def _spoken(article: Article) -> str:
    return f'lang="{quoted(article.language)}" dir="{article.direction or "ltr"}"'


def _entry(article: Article, deep: int, page: str) -> Iterator[str]:
    spoken = _spoken(article)
    by = dotted(names(article), article.direction)
    below = [heading for heading in outline(article) if heading.level <= deep]
    last = " last" if not below else ""
    title = f"<span {spoken}>{escape(label(article.title))}</span>"
    yield f'<p class="entry{"" if by else last}"><a href="#{article.id}"{page}>{title}</a></p>\n'
    if by:
        yield f'<p class="by{last}"><span {spoken}>{escape(by)}</span></p>\n'
    ids = heading_ids(article) if below else {}
    for heading in below:
        shown = escape(label(plain_text(heading, notes=False)))
        indent = f' style="margin-inline-start: {12 * heading.level}pt"' if heading.level > 1 else ""
        yield f'<p class="heading"{indent}><a href="#{ids[id(heading)]}"{page}><span {spoken}>{shown}</span></a></p>\n'


def colophon(pack: Pack, theme: Theme) -> str:
    """The last page: what the pack holds, from where, when, and in which faces it is set."""
    said = words(pack.language)
    sites = list(dict.fromkeys(article.site for article in pack.articles if article.site))
    faces = list(dict.fromkeys(theme.fonts[look.font].family for look in theme.looks.values()))
    rows = [
        escape(pack.title) + (f" · {escape(day(pack.created, pack.language))}" if pack.created else ""),
        escape(", ".join(pack.editors)),
        escape(said.articles.format(len(pack.articles))),
        f"{escape(said.source)}: {escape(', '.join(sites))}" if sites else "",
        escape(" · ".join(faces)),
        "readpack",
    ]
    shown = "".join(f"<p>{row}</p>\n" for row in rows if row)
    return f'<section class="contents colophon">\n<h1>{escape(said.colophon)}</h1>\n{shown}</section>\n'
