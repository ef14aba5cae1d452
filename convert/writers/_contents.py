"""What the contents show of a pack, whatever the format: how deep they go, what stands in an entry."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from convert.model import Article, Pack
from convert.patterns import regex
from convert.walk import outline

# Two to three printed pages. Contents are there to choose an article by.
_MOST_LINES = 100
_DEFAULT_DEPTH = 2
_LONGEST_LABEL = 160
_LEFTWARD = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}


def levels(pack: Pack) -> int:
    """How many levels of headings the contents pages show below the articles.

    At the depth that packs have unless told otherwise, headings are left to the bookmarks and the reading system's own menu where
    articles and headings together make more than a hundred lines; a greater depth is taken at its word.
    """
    deep = max(pack.contents - 1, 0)
    if pack.contents != _DEFAULT_DEPTH:
        return deep
    lines = sum(1 + sum(heading.level <= deep for heading in outline(article)) for article in pack.articles)
    return deep if lines <= _MOST_LINES else 0


def label(text: str) -> str:
    """What an entry calls an article or heading: its words on one line, the end cut off one that is as long as a paragraph."""
    return shortened(text, _LONGEST_LABEL)


def names(article: Article) -> tuple[str, ...]:
    """Who an article is by and where it is from, a site that is its own author once."""
    authors = ", ".join(article.authors)
    told = article.site.casefold() in {author.casefold() for author in article.authors}
    return tuple(part for part in (authors, "" if told else article.site) if part)


def dotted(parts: tuple[str, ...], direction: str) -> str:
    """``parts`` in one line, a dot between them.

    Where some run from the right, marks of the line's direction (Unicode Standard Annex #9, section 2.6) keep them in their
    order: a number after a name goes with the letters before it.
    """
    leftward = {bool(_LEFTWARD.search(part)) for part in parts}
    mark = _MARKS[direction or "ltr"] if leftward - {direction == "rtl"} else ""
    return f"{mark} · {mark}".join(parts)


def shortened(text: str, length: int = 64) -> str:
    """``text`` on one line that fits a running head, cut between words; what fills a square takes two places."""
    line = " ".join(text.split())
    ends = list(accumulate(map(_places, line)))
    if not ends or ends[-1] <= length:
        return line
    kept = bisect_right(ends, length - 1)
    squares = _places(line[kept]) > 1
    cut = line[:kept].rsplit(" ", 1)[0] if " " in line[: kept + 1] and not squares else line[:kept]
    return cut.rstrip(" ,;:–-、，") + "…"


def _places(character: str) -> int:
    return 1 + (unicodedata.east_asian_width(character) in "WF")
