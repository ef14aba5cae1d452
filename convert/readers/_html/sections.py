"""The section of its site that a text is filed under: as stated, or as the way to its page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from convert.clean import clean_line, folded
from convert.location import host
from convert.patterns import regex
from convert.readers._html.page import Element, Page
from convert.readers._html.sites import bare, leads_home
from convert.readers._html.stated import Stated, strings
from convert.readers._text.words import CONTROLS

_LONGEST, _MOST_CRUMBS = 60, 12
_SEVERAL = regex(r"\s*[,;]\s(?!(?:and|und|et|y)\b)|,(?=\w)")
_WAY = regex(r"bread-?crumb|brotkr[uü]me|klickpfad|fil-?d-?ariane|fil d.ariane|migas|briciole", re.IGNORECASE)
# What systems call what is filed nowhere, and first pages.
_NOWHERE = frozenset(
    "uncategorized|uncategorised|unkategorisiert|non classé|sin categoría|sem categoria|senza categoria|geen categorie|"
    "start page|front page|hjem|hem".split("|")
)


def section_stated(stated: Stated, site: str) -> str:
    """The section as stated: of several the first; neither a path, a sentence nor the site is one."""
    found = [said for value in stated.of_article("articleSection") for said in strings(value)]
    found.append(stated.first("article:section", "parsely-section", "section", "sailthru.section"))
    return _first((_SEVERAL.split(said)[0] for said in found), site, "")


def section_on_way(page: Page, stated: Stated, content: Element, site: str, title: str, address: str) -> str:
    """The section that the way to the page goes through first, as stated or shown; else the genre."""
    genres = (_SEVERAL.split(said)[0] for value in stated.of_article("genre") for said in strings(value))
    return (
        _first(_stated_way(stated), site, title)
        or _first(_shown_way(page, content, host(address)), site, title)
        or _first(genres, site, title)
    )


def _first(names: Iterator[str], site: str, title: str) -> str:
    own = {bare(site), bare(title)}
    told = (clean_line(name.strip(), 2 * _LONGEST) for name in names)
    return next((name for name in told if name and len(name) <= _LONGEST and not _is_none(name) and bare(name) not in own), "")


def _is_none(name: str) -> bool:
    return name.startswith(("/", "http")) or folded(name) in _NOWHERE or folded(name) in CONTROLS


def _stated_way(stated: Stated) -> Iterator[str]:
    for way in stated.ways:
        items = way.get("itemListElement")
        for item in (items if isinstance(items, list) else [items])[:_MOST_CRUMBS]:
            yield from _crumb(item)


def _crumb(item: Any) -> list[str]:
    if not isinstance(item, dict):
        return []
    within = item.get("item")
    return strings(item.get("name") or (within.get("name") if isinstance(within, dict) else ""))[:1]


_CALLED = ("class", "aria-label", "itemtype", "id")


def _shown_way(page: Page, content: Element, own: str) -> Iterator[str]:
    for box in page.order[: content.end]:
        if box.end - box.at == 1 or box.tag in ("html", "body") or box.attributes.keys().isdisjoint(_CALLED):
            continue
        if _WAY.search(" ".join(map(box.get, _CALLED))):
            yield from [below.text(_LONGEST) for below in box.walk() if below.tag == "a" and not leads_home(below, own)][:_MOST_CRUMBS]
            return
