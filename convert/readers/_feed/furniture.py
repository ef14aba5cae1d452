"""What a feed puts round its entries, each time in the same words: where a post appeared first, a request to subscribe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from convert.model import Block, Figure, Link, Paragraph, Rule
from convert.patterns import regex
from convert.readers._feed.entry import Entry, Feed, plain
from convert.walk import plain_text

_PART = regex(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|figure|figcaption|section|article|aside|header|footer|table|tr|td|pre|hr|br|img)\b[^<>]*>",
    re.IGNORECASE,
)
_BUTTON = regex(r"<p\b[^<>]*>\s*<a\b[^<>]*>\s*(?:<span\b[^<>]*>)?([^<]{2,60})(?:</span>)?\s*</a>\s*</p>", re.IGNORECASE)
_DIGITS = regex(r"\d+")
_FEWEST = 3
_MOST_ENTRIES = 0.6
_REACH = 6_000
_MOST_LINES = 4
_SHORTEST, _LONGEST = 4, 400


class Furniture(NamedTuple):
    """The lines that most entries of a feed begin with, those they end with, and those of links alone within them."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


def furniture_of(entries: list[Entry]) -> Furniture:
    """What is said with every entry: in three of ``entries`` at least, and in three fifths of those that have a text."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    links: Counter[str] = Counter()
    texts = 0
    for entry in entries:
        content = entry.content or entry.summary
        if not content.strip():
            continue
        texts += 1
        before.update(_ends(_PART.split(content[:_REACH]), entry.title))
        after.update(_ends(reversed(_PART.split(content[-_REACH:])), entry.title))
        links.update({_alike(found[1], entry.title) for found in _BUTTON.finditer(content)})
    least = max(_FEWEST, _MOST_ENTRIES * texts)
    return Furniture(*(frozenset(line for line, many in counted.items() if line and many >= least) for counted in (before, after, links)))


def _ends(parts: Iterable[str], title: str) -> set[str]:
    found: set[str] = set()
    for part in parts:
        if line := plain(part):
            found.add(_alike(line, title))
            if len(found) == _MOST_LINES:
                break
    return found


def _alike(text: str, title: str) -> str:
    """``text`` as it is in other entries, too: without ``title`` and numbers; empty for what is too short or long to tell."""
    line = plain(text)
    if not _SHORTEST <= len(line) <= _LONGEST:
        return ""
    letters, called = _letters(line), _letters(title)
    return letters.replace(called, "\0") if len(called) >= _SHORTEST else letters


def _letters(text: str) -> str:
    return _DIGITS.sub("0", "".join(filter(str.isalnum, text.casefold())))


def parted(blocks: list[Block], title: str, furniture: Furniture) -> tuple[list[Block], list[Block]]:
    """``blocks`` of an entry called ``title`` that are its own, and those that are ``furniture``, unless all of them are."""
    if not any(furniture):
        return blocks, []
    first, last = 0, len(blocks)
    for at in _run(blocks, title, furniture.before):
        first = at + 1
    for at in _run(blocks[::-1], title, furniture.after):
        last = min(last, len(blocks) - 1 - at)
    while first < last < len(blocks) and isinstance(blocks[last - 1], Rule):
        last -= 1
    own = [block for block in blocks[first:last] if not _is_button(block, title, furniture.links)]
    if not any(plain_text(block).strip() for block in own):
        return blocks, []
    kept = set(map(id, own))
    return own, [block for block in blocks if id(block) not in kept]


def signs_off(block: Block, entry: Entry, feed: Feed) -> bool:
    """Whether ``block`` is a line that says no more than where the entry stands: a link to it by its title and one to the feed's site."""
    if (
        not isinstance(block, Paragraph)
        or not entry.title
        or len(said := plain_text(block)) > len(entry.title) + len(feed.title) + _SAYS_SO
    ):
        return False
    links = {_place(node.href): plain_text(node) for node in block.children if isinstance(node, Link)}
    own, site = _place(entry.url), _place(feed.url)
    if not own or own == site or set(links) != {own, site}:
        return False
    return _letters(links[own]) == _letters(entry.title) and _letters(links[site]) in _letters(feed.title) and said != links[own]


_SAYS_SO = 60


def _place(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/").casefold()


def _run(blocks: list[Block], title: str, said: frozenset[str]) -> Iterator[int]:
    """The places of the blocks, from the first on, whose lines are all ``said`` with every entry; rules may part them."""
    for at, block in enumerate(blocks):
        if isinstance(block, Rule):
            continue
        if isinstance(block, Figure) and block.image:
            return
        lines = [line for line in plain_text(block).split("\n") if line.strip()]
        if not lines or not said.issuperset(_alike(line, title) for line in lines):
            return
        yield at


def _is_button(block: Block, title: str, links: frozenset[str]) -> bool:
    match block:
        case Paragraph(children=(Link(),)):
            return _alike(plain_text(block), title) in links
        case _:
            return False
