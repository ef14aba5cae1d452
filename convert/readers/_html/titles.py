"""An article's title, of the several that its page states."""

from __future__ import annotations

from typing import NamedTuple

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.headlines import (
    Heading,
    beside,
    headings_of,
    is_called_headline,
    is_parted,
    leads_home,
    text_begun,
    without_kicker,
)
from convert.readers._html.page import Element, Page
from convert.readers._html.sites import Names, bare, halves, is_in_parts, without_site
from convert.readers._html.stated import Stated, strings
from convert.readers._text.dateline import says_who_or_when

_UNREAD = regex(r"^\(\d{1,3}\)\s")  # how many messages wait, which some sites write before the title
_WORD = regex(r"\w+")


class Title(NamedTuple):
    """A title, and the element that shows it on the page."""

    text: str
    element: Element | None


def title_of(page: Page, stated: Stated, content: Element, site: Names) -> Title:
    """The title of the article in ``content``, and the element that shows it on the page.

    The heading that readers see wins when what the page states agrees with it, or shares a word with the heading of the first level over the
    text; else what is stated for sharing, then in JSON-LD, then the document's title, each without the site's name.
    """
    document_title = _UNREAD.sub("", stated.document_title)
    headings = headings_of(page, content)
    said = _said(stated, document_title)
    named = _names_of_site_in(headings, document_title, said)
    shown = [head for head in headings if not head.in_navigation and bare(head.text) not in named]
    site = site._replace(stated=site.stated | named)
    begun = text_begun(page, content)
    filed = _filed_under(page, stated, begun) if any(map(is_in_parts, (document_title, stated.first("og:title")))) else frozenset()
    known = [own for title in said if title not in site and (own := without_site(title, site, filed)) and own not in site]
    names_only_site = not known
    known = known or [document_title]
    best, score = None, _LEAST_LIKE
    for head in shown:
        weight = _weight(head, known, content, site) if head.element.at <= begun or _may_stand_inside(head, known) else 0.0
        if weight > score + 0.001:
            best, score = head, weight
    if best is not None:
        return Title(_better_said(best, known), best.element)
    heads = [head for head in shown if head.element.tag == "h1" and not site.name(head.text)]
    over = [head for head in heads if head.element.at <= begun and _shares_word(head, known)]
    if over or (len(heads) == 1 and (names_only_site or not stated.first("og:title"))):
        return Title((over or heads)[-1].text, (over or heads)[-1].element)
    return Title(_uncut(known), None)


def _uncut(known: list[str]) -> str:
    """The first of ``known``, or where it ends in dots the one that goes on as it begins."""
    begun = bare(known[0]) if known[0].endswith(("...", "…")) else ""
    return next((title for title in known if begun and bare(title) != begun and bare(title).startswith(begun)), known[0])


_LEAST_LIKE = 0.599
_SHORT_WORD = 3
_FEWEST_WORDS = 3


def _filed_under(page: Page, stated: Stated, begun: int) -> frozenset[str]:
    """What links above the text lead to, and what the page states as its section: which a title may have between the article's own and the site's."""
    links = (element.text(_LONGEST_LINK) for element in page.order[:begun] if element.tag == "a")
    return frozenset(map(bare, (*links, stated.first("article:section")))) - {""}


_LONGEST_LINK = 40


def _said(stated: Stated, document_title: str) -> list[str]:
    """What the page says its title is, the surest first."""
    named = [said[0] for value in stated.of_article("headline", "name") if (said := strings(value))][:2]
    others = stated.first("twitter:title", "dc.title", "citation_title", "parsely-title")
    return [title for title in (stated.first("og:title"), *named, others, document_title) if title]


def _weight(head: Heading, known: list[str], content: Element, site: Names) -> float:
    """How much speaks for ``head`` to be the title."""
    element = head.element
    weight = max((_likeness(head.text, title) for title in known), default=0.0)
    if element.tag == "h1":
        weight += 0.3 if content.holds(element) else 0.2
    elif element.tag == "h2" or is_called_headline(element):
        weight += 0.05
    return weight - (0.3 if site.name(head.text) else 0.0)


def _may_stand_inside(head: Heading, known: list[str]) -> bool:
    """Whether a heading inside the text may be the title: of the first level, or what a stated title begins with."""
    return head.element.tag == "h1" or any(bare(title).startswith(bare(head.text)) for title in known)


def _shares_word(head: Heading, known: list[str]) -> bool:
    words = {word for title in known for word in _WORD.findall(folded(title)) if len(word) > _SHORT_WORD}
    return not words.isdisjoint(_WORD.findall(folded(head.text)))


def _names_of_site_in(headings: list[Heading], document_title: str, said: list[str]) -> frozenset[str]:
    """What ``headings`` call the site: a link to its first page, or what ends the document's title while a heading further down begins it.

    And what the document's title has before or behind one that is ``said`` elsewhere, where no heading of the first level does.
    """
    home = {bare(head.text) for head in headings if leads_home(head.element)}
    last = {bare(head.text): head.element.at for head in headings}
    for start, end in halves(document_title):
        if end in last and last.get(start, -1) > last[end]:
            home.add(end)
    others, first = (
        {bare(title) for title in said if len(title.split()) >= _FEWEST_WORDS},
        {bare(head.text) for head in headings if head.element.tag == "h1"},
    )
    for start, end in halves(document_title):
        home |= {part for part, other in ((start, end), (end, start)) if other in others and part not in first}
    return frozenset(home - {""})


def _better_said(head: Heading, known: list[str]) -> str:
    """The title as stated where the heading shows it in capitals, without a blank between its parts, or with more beside it."""
    text = head.text
    if bare(text) not in map(bare, known):
        text = without_kicker(head.element) or text
    parted = is_parted(head.element)
    words = _WORD.findall(folded(text))
    for title in known:
        stated = _WORD.findall(folded(title))
        if bare(title) == bare(text) and (parted or (text.isupper() and not title.isupper())):
            return title
        much = len(stated) * 2 >= len(words) or says_who_or_when(beside(head.element, title)[1])
        whole = len(stated) >= _FEWEST_WORDS and much and not title.endswith(("...", "…"))
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
