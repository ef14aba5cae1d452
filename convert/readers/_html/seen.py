"""What there is to see of a page, for the question whether it holds an article at all."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from convert.readers._html import dates
from convert.readers._html.leaves import Leaf
from convert.readers._html.links import site_of
from convert.readers._html.measure import weight
from convert.readers._html.page import Page
from convert.readers._html.stated import Stated

_MOST_HEADLINES, _MOST_HEADS, _LONGEST_HEAD = 2, 4, 200


class Seen:
    """A page with what is kept of it: ``every`` leaf, those that the rules ``left`` for an article, and those that are ``kept`` in the end.

    ``text`` is all that the article would say and ``said`` its weight; ``own`` is the page's site, ``heads`` are its title, ``headlines`` and
    further headings. It is ``told`` where the page says for machines that it is an article, or of a day.
    """

    def __init__(self, page: Page, stated: Stated, leaves: tuple[list[Leaf], list[Leaf], list[Leaf]], text: str, address: str) -> None:
        self.page = page
        self.stated = stated
        self.every, self.left, self.kept = leaves
        self.text = text
        self.said = weight(text)
        self.own = site_of(address) or _most_linked(page)
        self.told = stated.is_article or dates.is_dated(stated)
        headlines = (element.text(_LONGEST_HEAD) for element in page.order if element.tag == "h1")
        self.headlines = list(islice(headlines, _MOST_HEADLINES))
        below = (element.text(_LONGEST_HEAD) for element in page.order if element.tag == "h2")
        self.heads = [stated.document_title, *self.headlines, *islice(below, _MOST_HEADS - 1 - len(self.headlines))]


def _most_linked(page: Page) -> str:
    """The site that most links of ``page`` lead to, as those of a page that says not where it is from lead to its own; empty where none does."""
    sites = [site_of(element.get("href").strip()) for element in page.order if element.tag == "a" and element.get("href")]
    site, often = Counter(sites).most_common(1)[0] if sites else ("", 0)
    return site if often >= _FEWEST_LINKS and 2 * often > len(sites) else ""


_FEWEST_LINKS = 10
