"""The pack as plain text that is pleasant to read: headings underlined, notes and addresses at the end of each article.

A paragraph is one line: programs that show text wrap it, and a reader that takes it in again finds its paragraphs.
Indents and marks stand for structure; no word is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from convert.model import Article, Pack
from convert.notices import Notify
from convert.profile import Profile
from convert.theme import Theme
from convert.walk import minutes
from convert.words import Words, day, words
from convert.writers._depth import deep
from convert.writers._text.blocks import Sheet, underlined

_BETWEEN = "\n\n" + "* " * 20 + "*\n\n\n"


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """``pack`` as UTF-8 text; a theme and a profile change nothing."""
    with deep():
        for part in _parts(pack):
            target.write(part.encode())


def _parts(pack: Pack) -> Iterator[str]:
    if pack.cover or (pack.contents and len(pack.articles) > 1):
        yield "\n\n".join(_front(pack)) + _BETWEEN
    first = True
    for section in pack.sections:
        title = section.title
        for article in section.articles:
            yield ("" if first else _BETWEEN) + (f"{underlined(title, '=')}\n\n\n" if title else "")
            for number, part in enumerate(_article(article)):
                yield f"\n\n{part}" if number else part
            first, title = False, ""
    yield "\n"


def _front(pack: Pack) -> Iterator[str]:
    """The title of the pack, and its contents: each article with its number, and where it has them, its authors."""
    shown = words(pack.language)
    yield underlined(pack.title, "=")
    about = [pack.subtitle, ", ".join(pack.editors), day(pack.created, pack.language) if pack.created else ""]
    yield from ("\n".join(part for part in about if part),) if any(about) else ()
    if pack.contents and len(pack.articles) > 1:
        yield underlined(shown.contents, "-")
        yield "\n".join(_entries(pack))


def _entries(pack: Pack) -> Iterator[str]:
    number = 0
    for section in pack.sections:
        if section.title:
            yield f"{chr(10) if number else ''}{section.title}"
        for article in section.articles:
            number += 1
            by = f" – {', '.join(article.authors)}" if article.authors else ""
            yield f"{number:>3}. {article.title}{by}"


def _article(article: Article) -> Iterator[str]:
    """The parts of an article that blank lines stand between."""
    shown = words(article.language)
    sheet = Sheet(shown)
    kicker = article.section or article.site
    yield f"{kicker}\n{underlined(article.title, '=')}" if kicker else underlined(article.title, "=")
    if article.subtitle:
        yield article.subtitle
    yield _byline(article, shown)
    if article.lead:
        yield from sheet.blocks((article.lead,))
    yield from sheet.blocks(article.body)
    yield from sheet.notes()
    if article.url:
        yield f"{shown.source}: {article.url}"


def _byline(article: Article, shown: Words) -> str:
    parts = [", ".join(article.authors)] if article.authors else []
    if article.published:
        parts.append(day(article.published, article.language))
    if article.updated and article.updated[:10] != article.published[:10]:
        parts.append(f"{shown.updated} {day(article.updated, article.language)}")
    return " · ".join([*parts, shown.minutes.format(minutes(article))])
