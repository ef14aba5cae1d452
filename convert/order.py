"""The order of articles, and the sections they make.

Names are put in their natural order: ``2`` before ``10``, capitals and accents making no difference.
"""

from __future__ import annotations

import datetime
import os
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from urllib.parse import unquote

from convert.dates import moment
from convert.errors import UnknownName
from convert.location import apart, host
from convert.model import Article, Section
from convert.patterns import regex
from convert.words import day, language_name

_NUMBER = regex("([0-9]+)")
_Natural: TypeAlias = tuple[tuple[tuple[int, int, str], ...], str]


def natural(name: str) -> _Natural:
    """What to sort ``name`` by: its words without case and accents, its numbers by their value, at last the name itself."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    folded = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(_piece(piece) for piece in _NUMBER.split(folded)), name


def _piece(piece: str) -> tuple[int, int, str]:
    number = piece.lstrip("0") if piece[:1].isdecimal() else ""
    return (0, len(number), number) if piece[:1].isdecimal() else (1, 0, piece)


# --- in what order ------------------------------------------------------------------------------------


def _by_title(article: Article) -> _Natural | None:
    return natural(article.title) if article.title else None


def _by_date(article: Article) -> datetime.datetime | None:
    return moment(article.published) or moment(article.updated)


def _by_site(article: Article) -> _Natural | None:
    return natural(site) if (site := _site(article)) else None


def _by_path(article: Article) -> list[_Natural] | None:
    return [natural(part) for part in _path(article).split("/")] if article.source else None


SORTS: dict[str, Callable[[Article], object]] = {
    "none": lambda article: None,
    "title": _by_title,
    "date": _by_date,
    "site": _by_site,
    "path": _by_path,
}


def _sorted(articles: Sequence[Article], sort: str, reverse: bool) -> list[Article]:
    """``articles`` in order; those that don't say what to sort them by stand last, in the order they came."""
    if sort == "none":
        return list(reversed(articles)) if reverse else list(articles)
    keys = [(SORTS[sort](article), article) for article in articles]
    told = sorted((pair for pair in keys if pair[0] is not None), key=lambda pair: pair[0], reverse=reverse)  # type: ignore[arg-type, return-value]
    return [article for _, article in told] + [article for key, article in keys if key is None]


# --- in what sections ---------------------------------------------------------------------------------


def _folders(articles: Sequence[Article]) -> list[str]:
    """The folder of each article, from where the folders of all of them part."""
    folders = [_path(article).rpartition("/")[0] for article in articles]
    known = [folder for folder in folders if folder]
    shared = os.path.commonpath(known) if known else ""
    return [" / ".join(filter(None, folder.removeprefix(shared).split("/"))) if folder else "" for folder in folders]


def _sites(articles: Sequence[Article]) -> list[str]:
    """The site of each article; one that says none has the name that others of its host say, else the host."""
    hosts: dict[str, str] = {}
    for article in articles:
        if article.site and host(article.url):
            hosts.setdefault(host(article.url), article.site)
    return [article.site or hosts.get(host(article.url), host(article.url)) for article in articles]


def _months(articles: Sequence[Article]) -> list[str]:
    """The month of each article, or the year where no more is known."""
    dates = [next(filter(moment, (article.published, article.updated)), "") for article in articles]
    return [date[:7] for date in dates]


def _languages(articles: Sequence[Article]) -> list[str]:
    """The language of each article and the script it names, without its region."""
    return ["-".join(_without_region(article.language)) for article in articles]


def _without_region(language: str) -> list[str]:
    first, *rest = language.lower().split("-")
    return [first, *(part.title() for part in rest[:1] if len(part) == 4 and part.isalpha())]


SECTIONS: dict[str, Callable[[Sequence[Article]], list[str]]] = {
    "none": lambda articles: [""] * len(articles),
    "folder": _folders,
    "site": _sites,
    "date": _months,
    "language": _languages,
}


def arranged(sections: Iterable[Section], *, section_by: str, sort: str, reverse: bool, language: str) -> tuple[Section, ...]:
    """The articles of ``sections`` sorted, and in sections of their own; those given are kept for ``none``.

    Sections stand in the order of their first articles, those by date in the order of time. Articles without what they are put
    together by come first, in a section without a title. Raises `UnknownName` for an order or a division there is not.
    """
    check_names(section_by, sort)
    if section_by == "none":
        kept = [Section(section.title, tuple(_sorted(section.articles, sort, reverse))) for section in sections]
        return tuple(reversed(kept)) if reverse and sort == "none" else tuple(kept)
    articles = _sorted([article for section in sections for article in section.articles], sort, reverse)
    return _divided(articles, section_by, language, backwards=reverse)


def check_names(section_by: str, sort: str) -> None:
    """Raises `UnknownName` for an order or a division there is not."""
    if sort not in SORTS:
        raise UnknownName("order", sort, SORTS)
    if section_by not in SECTIONS:
        raise UnknownName("division into sections", section_by, SECTIONS)


def _divided(articles: list[Article], section_by: str, language: str, *, backwards: bool) -> tuple[Section, ...]:
    groups: dict[str, list[Article]] = {}
    for key, article in zip(SECTIONS[section_by](articles), articles, strict=True):
        groups.setdefault(key, []).append(article)
    keys = [key for key in groups if key]
    if section_by == "date":
        keys.sort(reverse=backwards)
    named = [Section(_titled(key, section_by, language), tuple(groups[key])) for key in keys]
    return (*([Section("", tuple(groups[""]))] if "" in groups else []), *named)


def _titled(key: str, section_by: str, language: str) -> str:
    return day(key, language) if section_by == "date" else language_name(key) if section_by == "language" else key


def _path(article: Article) -> str:
    return unquote(apart(article.source).path)


def _site(article: Article) -> str:
    return article.site or host(article.url)
