"""What a chapter opens with: its title, and below that a subtitle, who wrote it and when."""

from __future__ import annotations

import msgspec

from convert.clean import folded
from convert.readers._html.openings import below, lines
from convert.readers._html.page import Element
from convert.readers._html.report import HEADLINE

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_LINE = 400


class Opening(msgspec.Struct, frozen=True):
    """The title of a chapter, and what stands right below it; what is not said is empty."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""


def opening_of(body: Element, label: str, *, is_periodical: bool) -> Opening:
    """What ``body`` opens with; ``label`` is what the contents call it. What is said by the opening goes from the text.

    In an issue of a periodical the heading of an article counts before what the contents call it, and plain lines below it say who
    wrote it and when; in a book such a line counts only where it is marked as what it is.
    """
    opening = _headline(body, label)
    if is_periodical and opening and opening[0].tag in _HEADINGS:
        label = ""
    title = _title(opening, label)
    told = [element for element in opening if element.reason]
    if not told:
        return Opening(title)
    said = below(body, told[-1], plain=is_periodical)
    return Opening(title, said.subtitle, said.authors, said.published)


def _headline(body: Element, label: str) -> list[Element]:
    """The headings that ``body`` opens with, and the lines before and among them that say what ``label`` does.

    Of a short line that it does not say, the number of a chapter mostly, the heading may come after.
    """
    said = _letters(label)
    opening: list[Element] = []
    for number, element in enumerate(lines(body)):
        words = _letters(element.text(_LONGEST_LINE))
        is_heading = element.tag in _HEADINGS
        if is_heading or (words and said.startswith(words)):
            opening.append(element)
            said = said if is_heading else said[len(words) :]
        elif opening or number or not said or len(words) > _LONGEST_NUMBER:
            break
    return opening if any(element.tag in _HEADINGS for element in opening) or not said else []


_LONGEST_NUMBER = 20


def _title(opening: list[Element], label: str) -> str:
    """The title that ``label`` and the ``opening`` lines give; those it says are marked."""
    said = _letters(label)
    first = opening[0] if opening else None
    if not said or (first is not None and said in _letters(first.text())):
        if first is None:
            return label
        first.reason = HEADLINE
        return label if said == _letters(first.text()) else first.text()
    rest = said
    for line in opening:
        words = _letters(line.text())
        if words and words in rest:
            rest = rest.replace(words, "", 1)
            line.reason = HEADLINE
    return label


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))
