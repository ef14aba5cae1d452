"""Who wrote an article: names, one each, without what stands round them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from convert.clean import clean_line, folded
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated, line, strings
from convert.readers._text.dateline import byline_names, day_in
from convert.readers._text.words import BY, BY_COLON, MONTHS

_BETWEEN = re.compile(r"\s*(?:[,;/|&、，；・•·]|\s(?:and|und|et|y|e|og|och|en|i|и|та|و|ve|with|mit|avec|con)\s|\s[–—-]\s|\n)\s*")
_BY = re.compile(rf"^\s*(?:(?:{BY})\s*[::]?\s+|(?:by|von|par)(?=[A-ZÄÖÜ])|(?:{BY_COLON})\s*[::]\s*)", re.IGNORECASE)
# A few words, none of them a name, that end with one that opens a byline: *Posted on … by*, *Artikel von*.
_UP_TO_BY = re.compile(r"^.{0,60}?\b(?:by|von|par|por|av|af|door|autor|author|interview|text|from)\s*[::]?\s+(?=[^\W\d_])", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:\s|^)(?:(?:senior|staff|contributing|associate|deputy|chief|managing|guest|freelance|special|political|news|features?)\s+)*"
    r"(?:contributors?|writers?|editors?|reporters?|correspondents?|columnists?|journalists?|producers?|redakteur(?:in)?|redaktor(?:in)?|autor(?:in)?|journalist(?:in)?|korrespondent(?:in)?)$",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(r"(?:[A-Z][a-z]?\.?){2,5}(?:-[A-Z]+)?|Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|Esq\.?|CFP®?|CPA")
_ADDRESS = re.compile(r"https?:|www\.|@\w", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[(){}<>\[\]?!]|^\W+$|^(?:no author|unknown|anonymous|admin|administrator|null|undefined|alle beiträge|all posts|by|von|name|author|autor)$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"[^\W\d_][\w.-]*(?:\s\w[\w.-]*)?")
_TRAILING = re.compile(
    r"\s+(?:\d.*|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s\d.*|(?:published|updated|posted)\b.*)$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:byline|authors?|writer|autor|autoren|autora|auteur|autore|reporter|contributors?|redakteur|journalist|creator|verfasser|fn|vcard|p-author|posted-?by|entry-?author|nickname)(?:[_-]*(?:name|link|names|by|info|vcard))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_MARKED = re.compile(
    r"bio|about|box|social|image|avatar|photo|comment|related|more|follow|desc|role|job|email|list-item|card|has-author|thumb|topic|archive",
    re.IGNORECASE,
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en)?|auteurs?|autore|by|people|profile|writers?|contributors?|reporter|journalist|team|user|staff|columnist)s?/",
    re.IGNORECASE,
)
# Alone, what is left of a date beside a name; *May* and *April* are names as well.
_MONTH_OR_DAY = re.compile(
    "|".join(re.escape(name) for name, number in MONTHS.items() if number not in (4, 5) and name not in ("jan", "mar"))
    + r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sunday",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_LONGEST_MARK = 200


def authors_of(page: Page, stated: Stated, content: Element, headline: Element | None, site: str) -> tuple[str, ...]:
    """The authors: by JSON-LD, then meta elements, then microdata and what the page marks as its byline.

    A source that names but the site itself waits for one that names people.
    """
    shown = _shown(page, content, headline)
    publishers = [said for value in stated.of_article("publisher") for said in strings(value)]
    sources: list[Iterable[str]] = [
        [said for value in stated.of_article("author", "creator") for said in strings(value)],
        stated.every(
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "parsely-author",
            "sailthru.author",
            "byl",
            "article:author_name",
            "twitter:data1" if _says_author(stated) else "",
        ),
        shown,
    ]
    own: tuple[str, ...] = ()
    for number, source in enumerate(sources):
        names = _names(source, stated=number < 2)
        people = tuple(name for name in names if not any(_is_site(name, called) for called in (site, *publishers)))
        if people:
            return tuple(_in_full(name, page, headline or content) for name in people) if number < 2 else people
        own = own or names
    return own


def _in_full(name: str, page: Page, start: Element) -> str:
    """``name``, or where it is one word, the longer name that begins with it and that a link round ``start`` shows."""
    if " " in name:
        return name
    near = page.order[max(0, start.at - _NEAR) : start.at + 2 * _NEAR]
    longer = (full for link in near if link.tag == "a" for full in split_names(link.text(_LONGEST_NAME)) if 1 < len(full.split()) <= 4)
    return next((full for full in longer if folded(full).startswith(folded(name) + " ")), name)


_NEAR = 40


def _says_author(stated: Stated) -> bool:
    return bool(re.match(r"written by|author|von|verfasst|escrito|écrit|autor", stated.first("twitter:label1"), re.IGNORECASE))


def _is_site(name: str, site: str) -> bool:
    one, other = re.sub(r"\W", "", folded(name)), re.sub(r"\W", "", folded(site))
    return bool(one) and bool(other) and (one in other or other in one)


def _shown(page: Page, content: Element, headline: Element | None) -> list[str]:
    """The names in the byline that the page shows nearest to its headline, or at the end of its text."""
    start = headline.at if headline is not None else content.at
    marks = [element for element in page.order[max(0, start - 80) : content.end + 40] if _is_marked(element)]
    marks.sort(key=lambda element: (element.at < start - 15, abs(element.at - start)))
    for mark in marks:
        names = _in_mark(mark)
        if _names(names):
            return names
    for element in page.order[max(0, start - 20) : start + 80]:
        if element.block and (found := byline_names(element.text(200)[:200])):
            return list(found)
    return []


def _is_marked(element: Element) -> bool:
    attributes = element.attributes
    if not attributes or element.tag in _UNMARKED:
        return False
    if "author" in (attributes.get("itemprop") or "").lower().split() or "author" in (attributes.get("rel") or "").lower().split():
        return True
    said = attributes.get("class")
    return bool(said) and _says_byline(said or "")


_UNMARKED = frozenset(("script", "style", "link", "img", "html", "body", "article", "main"))


@lru_cache(maxsize=20_000)
def _says_byline(said: str) -> bool:
    return _MARKED.search(said) is not None and not _NOT_MARKED.search(said)


def _in_mark(mark: Element) -> list[str]:
    """The names in a marked element: its named parts, else its links to authors, else its text."""
    below = list(mark.walk())[1:]
    named = [inner.get("content") or inner.text(_LONGEST_MARK) for inner in below if "name" in inner.get("itemprop").lower().split()]
    links = [
        inner.text() for inner in below if inner.tag == "a" and (_AUTHOR_LINK.search(inner.get("href")) or "author" in inner.get("rel"))
    ]
    text = mark.get("content") if mark.tag == "meta" else mark.text(_LONGEST_MARK)
    return [name for name in named if name] or [name for name in links if name] or ([text] if len(text) <= _LONGEST_MARK else [])


def _names(source: Iterable[str], *, stated: bool = False) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for said in source:
        for part in split_names(said, stated=stated):
            if not any(known.startswith(folded(part) + " ") for known in found):
                found.setdefault(folded(part), part)
    return tuple(found.values())[:20]


def split_names(said: str, *, stated: bool = False) -> list[str]:
    """The names in a line such as *By Ana Diaz and Li Wei, staff writers*.

    A name with a digit is taken for one only where it is ``stated`` to be a name.
    """
    said = line(said)
    bare = _BY.sub("", said)
    if bare == said and (match := _UP_TO_BY.match(said)):
        bare = said[match.end() :]
    if not bare or _ADDRESS.search(bare):
        return []
    found: list[str] = []
    for part in _BETWEEN.split(_BY.sub("", bare)):
        bare = clean_line(_TRAILING.sub("", part.strip(" .:*|-–—")))
        name = clean_line(_ROLE.sub("", bare))
        name = name if not name or " " in name else bare  # of two words the second is a surname
        digits = _DIGIT.search(name) and not (stated and _HANDLE.fullmatch(name))
        if day_in(part) or digits or _MONTH_OR_DAY.fullmatch(name) or not 1 < len(name) <= _LONGEST_NAME or _NO_NAME.search(name):
            if found and day_in(part):
                break
            continue
        if found and (_CREDENTIAL.fullmatch(name) or name[0].islower()):
            continue
        found.append(name)
    return found
