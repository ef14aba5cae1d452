"""The pack as one HTML file that needs nothing else: style and pictures inside it, no script, nothing fetched.

It is laid out for a phone as for a desk, by day and by night, and for paper. A content security policy in the file
lets a browser show its pictures and its own style sheet, and do nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from convert.model import Pack, Span
from convert.notices import Notify
from convert.profile import Profile
from convert.theme import Theme
from convert.walk import minutes, walk
from convert.words import day, words
from convert.writers._contents import dotted, label, names
from convert.writers._depth import deep
from convert.writers._epub.chapters import anchored
from convert.writers._epub.nav import Entry, headings
from convert.writers._html.article import HtmlRenderer
from convert.writers._html.style import style_sheet
from convert.writers._xhtml import escape, language_tag, quoted


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """``pack`` as a self-contained HTML5 file, dressed in ``theme``; printed, its page is that of ``profile``."""
    with deep():
        for fragment in _document(pack, style_sheet(theme, profile, _languages(pack))):
            target.write(fragment.encode())


def _document(pack: Pack, css: str) -> Iterator[str]:
    has_contents = pack.contents > 0 and len(pack.articles) > 1
    pictures = {picture.key: picture for picture in pack.pictures}
    yield _head(pack, css)
    if pack.cover:
        yield _cover(pack)
    if has_contents:
        yield from _contents(pack)
    yield "<main>\n"
    for number, section in enumerate(pack.sections, 1):
        if section.title:
            yield f'<section class="section-page" aria-labelledby="s{number}">\n<h1 id="s{number}">{escape(section.title)}</h1>\n'
        for article in section.articles:
            yield from HtmlRenderer(anchored(article), pictures, f"#to-{article.id}" if has_contents else "").article_element()
        if section.title:
            yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _languages(pack: Pack) -> set[str]:
    """Every language something in ``pack`` is said to be in."""
    found = {pack.language}
    for article in pack.articles:
        found.add(article.language)
        found |= {language for node in walk(article) if (language := getattr(node, "language", "")) or isinstance(node, Span)}
    return set(filter(None, map(language_tag, found)))


def _head(pack: Pack, css: str) -> str:
    sheet = f"\n{css}"
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    authors = ", ".join(pack.editors or dict.fromkeys(name for article in pack.articles[:50] for name in article.authors))
    about = [
        f'<meta name="author" content="{quoted(authors)}">\n' if authors else "",
        f'<meta name="description" content="{quoted(pack.subtitle)}">\n' if pack.subtitle else "",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{language_tag(pack.language) or "und"}" dir="{pack.direction or "ltr"}">\n'
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="readpack">\n{"".join(about)}<title>{escape(pack.title)}</title>\n'
        f"<style>{sheet}</style>\n</head>\n<body>\n"
    )


def _cover(pack: Pack) -> str:
    shown = words(pack.language)
    amount = " · ".join((shown.articles.format(len(pack.articles)), shown.minutes.format(sum(map(minutes, pack.articles)))))
    rows = [
        f'<p class="cover-date">{escape(day(pack.created, pack.language))}</p>' if pack.created else "",
        f'<h1 class="cover-title">{escape(pack.title)}</h1>',
        f'<p class="cover-subtitle">{escape(pack.subtitle)}</p>' if pack.subtitle else "",
        f'<p class="cover-line">{escape(", ".join(pack.editors))}</p>' if pack.editors else "",
        f'<p class="cover-line">{escape(amount)}</p>',
    ]
    return '<header class="cover">\n' + "".join(row + "\n" for row in rows if row) + "</header>\n"


def _contents(pack: Pack) -> Iterator[str]:
    yield f'<nav class="contents" aria-labelledby="contents">\n<h1 id="contents">{escape(words(pack.language).contents)}</h1>\n'
    for number, section in enumerate(pack.sections, 1):
        if section.title:
            yield f'<p class="section"><a href="#s{number}">{escape(section.title)}</a></p>\n'
        yield "<ol>\n"
        for article in section.articles:
            shown = words(article.language)
            by = dotted((*names(article), shown.minutes.format(minutes(article))), article.direction)
            told = _told(article.language, article.direction, pack.language)
            below = _below(headings(anchored(article), lambda name: f"#{name}", pack.contents - 1))
            entry = f'<p class="entry"><a href="#{article.id}">{escape(label(article.title))}</a></p>\n<p class="by">{escape(by)}</p>'
            yield f'<li id="to-{article.id}"{told}>\n{entry}\n{below}</li>\n'
        yield "</ol>\n"
    yield "</nav>\n"


def _below(entries: Sequence[Entry]) -> str:
    """The headings of an article, deeper ones below theirs."""
    rows = [f'<p class="heading"><a href="{quoted(entry.href)}">{escape(entry.label)}</a></p>{_below(entry.below)}' for entry in entries]
    return "<ol>\n" + "".join(f"<li>{row}</li>\n" for row in rows) + "</ol>\n" if rows else ""


def _told(language: str, direction: str, around: str) -> str:
    tag = language_tag(language)
    return f' lang="{tag}" dir="{direction or "ltr"}"' if tag and language != around else ""
