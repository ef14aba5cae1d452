"""An article's title, of the several that its page states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from convert.clean import folded
from convert.location import host
from convert.patterns import regex
from convert.readers._html.headlines import Heading, headings_of, is_called_headline, is_parted, leads_home, text_begun, without_kicker
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated, strings

_PART = regex(r"\s+[|\-–—:·•«»/›>~]{1,2}\s+|\s*[|｜»«]\s*|\s+::\s+")
_UNREAD = regex(r"^\(\d{1,3}\)\s")  # how many messages wait, which some sites write before the title
_WORD = regex(r"\w+")


class Title(NamedTuple):
    """A title, and the element that shows it on the page."""

    text: str
    element: Element | None


def title_of(page: Page, stated: Stated, content: Element, site: frozenset[str]) -> Title:
    """The title of the article in ``content``, and the element that shows it on the page.

    The heading that readers see wins when what the page states agrees with it, or shares a word with the heading of the first level over the
    text; else what is stated for sharing, then in JSON-LD, then the document's title, each without the site's name.
    """
    document_title = _UNREAD.sub("", stated.document_title)
    headings = headings_of(page, content)
    named = _names_of_site_in(headings, document_title)
    shown = [head for head in headings if not head.in_navigation and _bare(head.text) not in named]
    site |= named
    known = [bare for title in _said(stated, document_title) if (bare := without_site(title, site)) and _bare(bare) not in site]
    known = known or [document_title]
    begun = text_begun(page, content)
    best, score = None, _LEAST_LIKE
    for head in shown:
        weight = _weight(head, known, content, site) if head.element.at <= begun or _may_stand_inside(head, known) else 0.0
        if weight > score + 0.001:
            best, score = head, weight
    if best is not None:
        return Title(_better_said(best, known), best.element)
    heads = [head for head in shown if head.element.tag == "h1" and not _names_site(head.text, site)]
    over = [head for head in heads if head.element.at <= begun and _shares_word(head, known)]
    if over or (len(heads) == 1 and not stated.first("og:title")):
        return Title((over or heads)[-1].text, (over or heads)[-1].element)
    return Title(known[0], None)


_LEAST_LIKE = 0.599
_SHORT_WORD = 3
_FEWEST_WORDS = 3


def _said(stated: Stated, document_title: str) -> list[str]:
    """What the page says its title is, the surest first."""
    named = [said[0] for value in stated.of_article("headline", "name") if (said := strings(value))][:2]
    others = stated.first("twitter:title", "dc.title", "citation_title", "parsely-title")
    return [title for title in (stated.first("og:title"), *named, others, document_title) if title]


def _weight(head: Heading, known: list[str], content: Element, site: frozenset[str]) -> float:
    """How much speaks for ``head`` to be the title."""
    element = head.element
    weight = max((_likeness(head.text, title) for title in known), default=0.0)
    if element.tag == "h1":
        weight += 0.3 if content.holds(element) else 0.2
    elif element.tag == "h2" or is_called_headline(element):
        weight += 0.05
    return weight - (0.3 if _names_site(head.text, site) else 0.0)


def _may_stand_inside(head: Heading, known: list[str]) -> bool:
    """Whether a heading inside the text may be the title: of the first level, or what a stated title begins with."""
    return head.element.tag == "h1" or any(_bare(title).startswith(_bare(head.text)) for title in known)


def _shares_word(head: Heading, known: list[str]) -> bool:
    words = {word for title in known for word in _WORD.findall(folded(title)) if len(word) > _SHORT_WORD}
    return not words.isdisjoint(_WORD.findall(folded(head.text)))


def _names_of_site_in(headings: list[Heading], document_title: str) -> frozenset[str]:
    """What ``headings`` call the site: a link to its first page, or what ends the document's title while a heading further down begins it."""
    home = {_bare(head.text) for head in headings if leads_home(head.element)}
    last = {_bare(head.text): head.element.at for head in headings}
    for mark in _parts(document_title):
        start, end = _bare(document_title[: mark.start()]), _bare(document_title[mark.end() :])
        if end in last and last.get(start, -1) > last[end]:
            home.add(end)
    return frozenset(home - {""})


def _better_said(head: Heading, known: list[str]) -> str:
    """The title as stated where the heading shows it in capitals, without a blank between its parts, or with more beside it."""
    text = head.text
    if _bare(text) not in map(_bare, known):
        text = without_kicker(head.element) or text
    parted = is_parted(head.element)
    words = _WORD.findall(folded(text))
    for title in known:
        stated = _WORD.findall(folded(title))
        if _bare(title) == _bare(text) and (parted or (text.isupper() and not title.isupper())):
            return title
        whole = len(stated) >= _FEWEST_WORDS and len(stated) * 2 >= len(words) and not title.endswith(("...", "…"))
        if parted and whole and stated in (words[-len(stated) :], words[: len(stated)]):
            return title
    return text


def _likeness(shown: str, stated: str) -> float:
    """How much of two titles is the same, from 0 to 1: 1 when one holds the other but for a site's name."""
    one, other = _WORD.findall(folded(shown)), _WORD.findall(folded(stated))
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    a, b = set(one), set(other)
    common = len(a & b)
    if common == len(a) and len(one) >= 3 and _holds(other, one):
        return 0.6 + 0.38 * len(one) / len(other)
    return 0.9 * 2 * common / (len(a) + len(b))


def _holds(long: list[str], short: list[str]) -> bool:
    joined = " ".join(long)
    return f" {' '.join(short)} " in f" {joined} "


def _bare(text: str) -> str:
    return re.sub(r"\W", "", folded(text))


def names_of_site(site: str, address: str) -> frozenset[str]:
    """What a title may call the site: its stated name, and its domain in several spellings."""
    names = {folded(site)} if site else set()
    if bare := host(address):
        names |= {bare, bare.split(".")[0], *(label for label in bare.split(".")[:-1] if len(label) > 3)}
    return frozenset(re.sub(r"\W", "", name) for name in names if name)


def without_site(title: str, site: frozenset[str]) -> str:
    """``title`` without a part at its end or start that names the site."""
    while True:
        marks = [mark for mark in _parts(title) if not ("«" in title and "»" in title and mark[0].strip() in "«»")]
        if not marks:
            return title
        last, first = marks[-1], marks[0]
        if _names_site(title[last.end() :], site):
            title = title[: last.start()].strip()
        elif _names_site(title[: first.start()], site):
            title = title[first.end() :].strip()
        else:
            return title


def site_behind(title: str, document_title: str) -> str:
    """What the document's title says behind the article's own ``title``, at its end: what the site is called."""
    marks = list(_parts(document_title))
    if not marks or _bare(document_title[: marks[0].start()]) != _bare(title):
        return ""
    last = document_title[marks[-1].end() :].strip()
    return last if 1 < len(last) <= _LONGEST_SITE and not _DIGIT.search(last) else ""


_LONGEST_SITE = 40
_DIGIT = regex(r"\d")


def _parts(title: str) -> Iterator[re.Match[str]]:
    """What parts ``title``; nothing in what is longer than any title."""
    return _PART.finditer(title if len(title) <= _LONGEST else "")


_LONGEST = 2_000


def _names_site(part: str, site: frozenset[str]) -> bool:
    bare = re.sub(r"\W", "", folded(part))
    return not bare or any(
        bare == name
        or (len(name) > 3 and name in bare and len(bare) <= len(name) + 12)
        or (len(bare) > 3 and len(bare) * 2 >= len(name) and bare in name)
        for name in site
    )
