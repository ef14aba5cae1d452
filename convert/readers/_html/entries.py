"""Boxes alike that lead to other pages: cards, teasers, rows of a table, each under a headline with a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from convert.patterns import regex
from convert.readers._html.leaves import HEADINGS, Leaf, sums
from convert.readers._html.links import site_of
from convert.readers._html.measure import weight
from convert.readers._html.page import Element, Page

MOST_OF_ENTRY = 700
_SHORTEST, _LONGEST_NAME, _LONGEST_HEADLINE = 4, 24, 400
_MOST_AROUND, _MOST_HEADLINES, _SHARE = 6, 3, 0.8
_MOSTLY, _MOST_LINKS = 0.6, 2
# What announces a page under a headline that is no link itself; what under a name, as that of a shop or a thread.
_MOST_UNDER_HEADLINE, _MOST_UNDER_NAME = 160, 80


def entries_of(page: Page, every: list[Leaf], own: str | None, fewest: int, *, of_names: bool = False) -> dict[Element, Leaf]:
    """The headline of each entry of ``page`` that leads to another one of the site ``own``, or of any.

    ``every`` are the leaves of the page. Entries are the largest boxes alike, by tag and class and those of what they stand in, that have one
    headline or a few, and no more than announces a page; at least ``fewest`` of a kind. They may be ``of_names`` alone where the page says what it is.
    """
    free, size = sums(page, every, "free"), sums(page, every, "size")
    leads = leads_of(every)
    alike = [group for group in _alike(every, own, free) if _is_of_few(group, fewest)]
    held = {box for group in alike for box in group}
    largest = ([box for box in group if not any(above in held for above in box.ancestors())] for group in alike)
    groups = ({box: leads[box] for box in boxes} for boxes in largest)
    return {box: lead for group in groups if _are_announced(group, size, fewest, of_names=of_names) for box, lead in group.items()}


def _is_of_few(group: dict[Element, int], fewest: int) -> bool:
    """Whether there are ``fewest`` boxes in ``group`` or more, and most of them hold a headline or a few."""
    return len(group) >= fewest and sum(count <= _MOST_HEADLINES for count in group.values()) >= _SHARE * len(group)


def leads_of(every: list[Leaf]) -> dict[Element, Leaf]:
    """The line of ``every`` leaf of a page that heads each box, as far up as entries go: its first heading, else the first that is a link."""
    found: dict[Element, Leaf] = {}
    for leaf in every:
        is_heading = leaf.element.tag in HEADINGS
        if is_heading or leaf.is_linked:
            for box in _boxes(leaf)[:_MOST_AROUND]:
                if box not in found or (is_heading and found[box].element.tag not in HEADINGS):
                    found[box] = leaf
    return found


def _boxes(leaf: Leaf) -> tuple[Element, ...]:
    return leaf.element, *leaf.element.ancestors()


def _alike(every: list[Leaf], own: str | None, free: list[float]) -> Iterator[dict[Element, int]]:
    """The boxes of a kind round lines that lead to a page of ``own``, kind by kind, with how many such lines each holds."""
    groups: dict[tuple[int, str, str, str, str], dict[Element, int]] = {}
    for leaf in every:
        boxes = _boxes(leaf)
        if any(box.reason in _ON_EVERY_PAGE for box in boxes) or not leads_to_page(leaf, own):
            continue
        for height, box in enumerate(boxes[:_MOST_AROUND]):
            if box.parent is None or box.tag in ("body", "main") or free[box.at] > MOST_OF_ENTRY:
                break
            group = groups.setdefault((len(boxes) - height, box.tag, _called(box), box.parent.tag, _called(box.parent)), {})
            group[box] = group.get(box, 0) + 1
    yield from groups.values()


_ON_EVERY_PAGE = frozenset(("navigation", "the page's footer", "a control of the page", "sharing"))


def _called(box: Element) -> str:
    """The first class of ``box`` without its numbers."""
    return _DIGITS.sub("", box.get("class").partition(" ")[0])


_DIGITS = regex(r"\d+")


def _are_announced(boxes: dict[Element, Leaf], size: list[float], fewest: int, *, of_names: bool) -> bool:
    """Whether ``boxes``, each with its lead, announce pages, each another one.

    Under headlines that are links may stand what an entry holds, under others less. What is shorter than a headline is a name: it announces a
    page with a line at most, or with a day, or with a text that breaks off; any other text describes what has that name.
    """
    led = {lead.text: (box, lead) for box, lead in boxes.items()}
    if len(led) < fewest or are_counted([lead for _, lead in led.values()]):
        return False
    beside = median(size[box.at] - lead.size for box, lead in led.values())
    if of_names or median(lead.size for _, lead in led.values()) >= _LONGEST_NAME:
        return beside <= _MOST_UNDER_HEADLINE or sum(lead.is_linked for _, lead in led.values()) >= _SHARE * len(led)
    if len(led) <= fewest or sum(_is_of_words(lead.text) for _, lead in led.values()) < _MOSTLY * len(led):
        return False
    return beside <= _MOST_UNDER_NAME or sum(_is_dated(box) or _breaks_off(box) for box, _ in led.values()) >= _MOSTLY * len(led)


def _is_dated(box: Element) -> bool:
    """Whether ``box`` says of which day its page is."""
    return any(element.tag == "time" or _DATED.search(element.get("class")) for element in box.walk())


_DATED = regex(r"(?:^|[\s_-])(?:date|time|datetime|published|posted|timestamp|datum|fecha)(?:$|[\s_-])", re.IGNORECASE)


def _breaks_off(box: Element) -> bool:
    """Whether the longest text of ``box`` ends in dots, with or without a link that leads on."""
    longest = max(
        (element.text(MOST_OF_ENTRY) for element in box.walk() if element.block and not element.holds_blocks), key=len, default=""
    )
    return _DOTS.search(longest) is not None


_DOTS = regex(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\]?.{0,20}$")


def are_headlines(boxes: list[Element], every: list[Leaf]) -> bool:
    """Whether ``boxes`` have headlines that lead to other pages: longer than names, and not numbered; ``every`` are the leaves of the page."""
    leads = leads_of(every)
    led = [leads[box] for box in boxes if box in leads and leads[box].is_linked]
    return bool(led) and not are_counted(led) and median(lead.size for lead in led) >= _LONGEST_NAME


def _is_of_words(name: str) -> bool:
    """Whether ``name`` is of more than one word; names of parts of programs are one."""
    return " " in name.strip() or weight(name) > 2 * len(name)


def are_counted(headlines: list[Leaf]) -> bool:
    """Whether ``headlines`` are numbered upwards, as the parts of one text are; the last of many comes first where they are listed."""
    numbers = [int(found[1]) for leaf in headlines if (found := _NUMBERED.match(leaf.text))]
    return bool(numbers) and len(numbers) >= _SHARE * len(headlines) and numbers[0] <= numbers[-1]


_NUMBERED = regex(r"\W{0,3}(?:[^\W\d_]{1,10}\W{1,2})?(\d{1,3})\b[.:)\-–—]")


def leads_to_page(leaf: Leaf, own: str | None) -> bool:
    """Whether ``leaf`` is a link of some words to another page of the site ``own``, or of any, with who or when at most; or heads what is one."""
    if not _SHORTEST < leaf.size <= _LONGEST_HEADLINE:
        return False
    if leaf.linked < _MOSTLY * len(leaf.text):
        address = _address_round(leaf.element) if leaf.element.tag in HEADINGS and not leaf.linked else "#"
    elif sum(element.tag == "a" for element in leaf.element.walk()) > _MOST_LINKS:
        return False
    else:
        address = address_of(leaf.element)
    return not address.startswith(_NO_PAGES) and (own is None or site_of(address) in ("", own)) and not _LEADS_TO_FILE.search(address)


def _address_round(heading: Element) -> str:
    """Where the box right round ``heading`` leads that has links, if all lead to one page: over its picture, or all of it."""
    for box in heading.ancestors():
        if box.end - box.at > _MOST_IN_CARD or box.tag in ("body", "main"):
            break
        hrefs = {href for element in box.walk() if element.tag == "a" and (href := element.get("href").strip())}
        if hrefs:
            return hrefs.pop() if len(hrefs) == 1 else "#"
    return "#"


def leads_within(element: Element, own: str) -> bool:
    """Whether the first link in ``element``, or the one it stands in, leads to another page of the site ``own``."""
    href = address_of(element)
    return not href.startswith("#") and site_of(href) in ("", own)


def address_of(element: Element) -> str:
    """Where the first link in ``element``, or the one it stands in, leads; ``#`` where there is none."""
    hrefs = (link.get("href").strip() for link in (*element.walk(), *element.ancestors()) if link.tag == "a")
    return next(filter(None, hrefs), "#")


_MOST_IN_CARD = 40
_NO_PAGES = ("#", "mailto:", "javascript:", "tel:")
_LEADS_TO_FILE = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg|mp3|mp4|pdf)(?:[?#]|$)", re.IGNORECASE)
