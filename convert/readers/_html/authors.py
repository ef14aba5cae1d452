"""Who wrote an article: of the several sources on its page the one to believe."""

from __future__ import annotations

import re
from collections.abc import Iterable

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.bylines import shown_names
from convert.readers._html.capitals import as_written
from convert.readers._html.links import site_of
from convert.readers._html.names import is_agency, split_names
from convert.readers._html.page import Element, Page
from convert.readers._html.sites import bare
from convert.readers._html.stated import Stated, strings

_LONGEST_NAME = 60


def authors_of(page: Page, stated: Stated, content: Element, headline: Element | None, site: str, address: str) -> tuple[str, ...]:
    """The authors, whose names are told as names are written where the page sets them in capitals."""
    return as_written(_authors_of(page, stated, content, headline, site), page, frozenset((bare(site), site_of(address).partition(".")[0])))


def _authors_of(page: Page, stated: Stated, content: Element, headline: Element | None, site: str) -> tuple[str, ...]:
    """The authors: by JSON-LD, then meta elements, then microdata and what the page marks as its byline.

    A source that names but the site itself, or an agency, waits for one that names people.
    """
    publishers = [said for value in stated.of_article("publisher") for said in strings(value)]
    own: tuple[str, ...] = ()
    for source in (*_of_articles(stated), _in_meta(stated)):
        names = _names(source, stated=True)
        people = _people(names, site, publishers)
        if people := tuple(name for name in people if not is_agency(name)):
            others = {folded(said) for value in stated.of_article("contributor") for said in strings(value)}
            seen = _names(shown_names(page, content, headline)) if others or all(map(_HANDLE.fullmatch, people)) else ()
            people += tuple(name for name in seen if folded(name) in others and name not in people)
            whole = _all_whole(seen) if all(map(_HANDLE.fullmatch, people)) else ()
            return whole or tuple(_in_full(name, page, headline or content) for name in people)
        own = own or names
    shown = _names(shown_names(page, content, headline))
    return _people(shown, site, publishers) or own or shown


def _people(names: tuple[str, ...], site: str, publishers: list[str]) -> tuple[str, ...]:
    """``names`` but for those of the site and its publishers."""
    return tuple(name for name in names if not any(_is_site(name, called) for called in (site, *publishers)))


def _all_whole(names: tuple[str, ...]) -> tuple[str, ...]:
    """``names`` where each is a first name and a surname at least."""
    return names if all(1 < len(name.split()) < _MOST_WORDS for name in names) else ()


# What somebody is called in the page's system, or by one name alone.
_HANDLE = regex("[A-Za-z\u00c0-\u024f0-9._-]+")
_MOST_WORDS = 5


def _of_articles(stated: Stated) -> list[list[str]]:
    """The authors in JSON-LD, article by article: of several the first is the page's."""
    return [[said for name in ("author", "creator") for said in strings(thing.get(name))] for thing in stated.ld]


def _in_meta(stated: Stated) -> list[str]:
    labelled = [f"twitter:data{number}" for number in (1, 2) if _SAYS_AUTHOR.match(stated.first(f"twitter:label{number}"))]
    return [_forename_first(said) if name in _CATALOGUED else said for name in (*_META, *labelled) for said in stated.every(name)]


def _forename_first(name: str) -> str:
    """``name`` as it is said where it is written as in a catalogue: *Marsh, Ada*."""
    match = _SURNAME_FIRST.fullmatch(name)
    return f"{match[2]} {match[1]}" if match else name


_SURNAME_FIRST = regex(
    r"\s*((?:(?:van|von|de[nr]?|del|la|le|di|da|dos|al|el)\s)*[^\s,;]+),\s*([^\s,;]+(?:\s[^\s,;]+){0,2})\s*", re.IGNORECASE
)
# Dublin Core's, Highwire Press's and Parse.ly's.
_CATALOGUED = frozenset(("dc.creator", "dcterms.creator", "citation_author", "parsely-author"))

_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author_name",
    "og:article:author",
    "cxenseparse:author",
)


def _in_full(name: str, page: Page, start: Element) -> str:
    """``name``, or where it is one word, the longer name that begins with it and that a link round ``start`` shows."""
    if " " in name:
        return name
    near = page.order[max(0, start.at - _NEAR) : start.at + 2 * _NEAR]
    longer = (full for link in near if link.tag == "a" for full in split_names(link.text(_LONGEST_NAME)) if 1 < len(full.split()) <= 4)
    return next((full for full in longer if folded(full).startswith(folded(name) + " ")), name)


_NEAR = 40


_SAYS_AUTHOR = regex(r"(?:written |interview )?by$|written|author|von|verfasst|escrito|écrit|autor", re.IGNORECASE)


def _is_site(name: str, site: str) -> bool:
    one, other = re.sub(r"\W", "", folded(name)), re.sub(r"\W", "", folded(site))
    return bool(one) and bool(other) and (one in other or other in one)


def _names(source: Iterable[str], *, stated: bool = False) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for said in source:
        for part in split_names(said, stated=stated):
            if not any(known.startswith(folded(part) + " ") for known in found):
                found.setdefault(folded(part), part)
        if len(found) >= _MOST_NAMES:
            break
    return tuple(found.values())[:_MOST_NAMES]


_MOST_NAMES = 20
