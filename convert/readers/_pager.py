"""Which page of an article a page is that is spread over several: what its own address, its links and its pager say.

Only addresses that are the same but for the number of a page count, since what pages call ``next`` is as often the next article
(`docs/decisions/0041-paged-articles.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from convert.formats import Source, address_of
from convert.paging import parted
from convert.patterns import regex
from convert.readers._html.links import absolute, is_web
from convert.readers._html.metadata import saved_from
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated

_OF = regex(r"(?<![\d.,])(\d{1,2})\s*(?:/|[^\W\d]{1,3}\.?)\s*(\d{1,2})(?![\d.,])")
_CURRENT = regex(r"(?:^|[\s_-])(?:current|active|selected|aktiv)", re.IGNORECASE)
_NUMBER = regex(r"(?<![\w.,-])\d{1,2}(?![\w.,-])")
_DIGITS = regex(r"\d+")
# "Go to page 2": what says more than this has numbers of other things.
_LONGEST_CALL = 24
_PAGER_CHARACTERS = 200
_PAGER_LEVELS = 4
_MOST_PAGES = 50
# An address of so few characters may be relative to the page, and say nothing but the number.
_RELATIVE = 12


class Place(NamedTuple):
    """Where a page stands in its article: the address that all pages share, its number from 1, the last number known."""

    of: str = ""
    number: int = 0
    last: int = 0


class _Link(NamedTuple):
    element: Element
    number: int
    relation: str


def place_of(page: Page, stated: Stated, source: Source, address: str, base: str) -> Place:
    """The place of ``page``, which is at ``address`` and has its links relative to ``base``.

    Nothing where it isn't said to be one of several.
    """
    own = saved_from(source.data) or source.url or address or address_of(source)
    whole, number = parted(own)
    if not whole:
        return Place()
    found = list(_links(page, base or own, own))
    first = int(_count_from_zero(found, number))
    number += first if number else 0
    links = [link for each in found if 0 < (link := _counted(each, first)).number <= _MOST_PAGES]
    marked = {link.number for link in links}
    if not marked - {1, number}:
        return Place(whole, number, number) if number and _is_first(stated, whole, base or own, marked) else Place()
    said = _said(links)
    number = number or _by_relation(links) or _current(links) or said[0] or _left_over(links)
    return Place(whole, number, max(number, said[1], *marked)) if number else Place()


def _links(page: Page, base: str, own: str) -> Iterator[_Link]:
    """The links to pages of the same article, with the numbers in their addresses: 0 for one to its plain address."""
    whole, _ = parted(own)
    name = whole.partition("?")[0].rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    for element in page.order:
        if element.tag not in ("a", "link"):
            continue
        href = element.get("href").strip()
        if not href or not (stem in href or (len(href) <= _RELATIVE and href[0] not in "/#")):
            continue
        relation = next((word for word in element.get("rel").lower().split() if word in ("next", "prev", "previous")), "")
        there, number = parted(absolute(href, base)) if relation or element.tag == "a" else ("", 0)
        if there != whole or any(above.reason == "comments" for above in element.ancestors()):  # which have pages of their own
            continue
        yield _Link(element, number, relation[:4])


def _counted(link: _Link, first: int) -> _Link:
    """``link`` with its page's number from 1, in a pager that gives its second page the number 2 less ``first``.

    One to the plain address is to the first page where it says so.
    """
    is_first = link.relation == "prev" or _number_called(link.element) == 1
    return link._replace(number=link.number + first if link.number else int(is_first))


def _count_from_zero(links: list[_Link], own: int) -> bool:
    """Whether the pages of an article are counted from 0 in their addresses, of which this page's has the number ``own``.

    Links that are called by a number one higher say so, else the page's own; else one back to the plain address, or one on to number 1.
    """
    called = [(number, link.number) for link in links if (number := _number_called(link.element)) and link.number]
    called = called or [(number, own) for number in (_current(links),) if number and own]
    if called:
        return sum(number == there + 1 for number, there in called) > len(called) // 2
    back = any(link.relation == "prev" and not link.number for link in links)
    on = max((link.number for link in links if link.relation == "next"), default=0)
    return on == 1 or (back and (own == 1 or on == _SECOND))


_SECOND = 2


def _number_called(element: Element) -> int:
    """The one number that ``element`` is called by, in a few words; 0 where there is none."""
    said = element.text(_LONGEST_CALL + 1) if element.tag == "a" or element.block else ""
    for words in (said, element.get("title"), element.get("aria-label")):
        if len(words) <= _LONGEST_CALL and len(found := _DIGITS.findall(words)) == 1 and len(found[0]) <= _MOST_DIGITS:
            return int(found[0])
    return 0


_MOST_DIGITS = 2


def _is_first(stated: Stated, whole: str, base: str, marked: set[int]) -> bool:
    """Whether a page with a number, which links to no other but the first, says that the plain address is the article's."""
    canonical = absolute(stated.links.get("canonical", ""), base)
    return 1 in marked or (is_web(canonical) and parted(canonical) == (whole, 0))


def _by_relation(links: list[_Link]) -> int:
    for link in links:
        if link.relation == "next" and link.number > 1:
            return link.number - 1
        if link.relation == "prev":
            return link.number + 1
    return 0


def _said(links: list[_Link]) -> tuple[int, int]:
    """The number and the last one in words such as "page 2 of 3" near a link to another page."""
    most = max(link.number for link in links)
    for link in links[:_MOST_PAGES]:
        for above, _ in zip(link.element.ancestors(), range(_PAGER_LEVELS), strict=False):
            words = above.text(_PAGER_CHARACTERS + 1) if link.element.tag == "a" else ""
            if len(words) > _PAGER_CHARACTERS:
                break
            for found in _OF.finditer(words):
                number, last = int(found[1]), int(found[2])
                if 1 <= number <= last <= _MOST_PAGES and most <= last and last > 1:
                    return number, last
    return 0, 0


def _current(links: list[_Link]) -> int:
    """The number that a pager marks as the page it is on."""
    for link in links[:_MOST_PAGES]:
        for above, _ in zip(link.element.ancestors(), range(_PAGER_LEVELS), strict=False):
            if above.end - above.at > 8 * _MOST_PAGES:
                break
            for element in above.walk():
                if (element.get("aria-current") or _CURRENT.search(element.get("class"))) and 0 < _number_called(element) <= _MOST_PAGES:
                    return _number_called(element)
    return 0


def _left_over(links: list[_Link]) -> int:
    """The one number that a pager does not link: of those up to the last, else of those it shows."""
    marked = {link.number for link in links}
    free = set(range(1, max(marked) + 1)) - marked
    if not free:
        shown = (
            above.text(_PAGER_CHARACTERS) for above in links[-1].element.ancestors() if all(above.holds(link.element) for link in links)
        )
        free = {max(marked) + 1} & {int(number) for number in _NUMBER.findall(next(shown, "")[:_PAGER_CHARACTERS])}
    return free.pop() if len(free) == 1 else 0
