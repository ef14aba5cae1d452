"""Writes a pack's contents as an OPML outline: sections, articles and their headings, with the articles' addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from convert import Article, Notify, Pack, Profile, Theme
from convert.walk import outline, plain_text


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """The outline of ``pack``; the articles' text is no part of one."""
    target.write("\n".join(_lines(pack)).encode("utf-8") + b"\n")


def _lines(pack: Pack) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<opml version="2.0"><head><title>{quoteattr(pack.title)[1:-1]}</title></head><body>'
    for section in pack.sections:
        if section.title:
            yield f"<outline text={quoteattr(section.title)}>"
        for article in section.articles:
            yield from _article(article)
        if section.title:
            yield "</outline>"
    yield "</body></opml>"


def _article(article: Article) -> Iterator[str]:
    address = f' type="link" url={quoteattr(article.url)}' if article.url else ""
    yield f"<outline text={quoteattr(article.title)}{address}>"
    for heading in outline(article):
        yield f"<outline text={quoteattr(plain_text(*heading.children))}/>"
    yield "</outline>"
