"""Lines whose markup says that they work the page, whatever their words: the way back to its top, what a choice is of, how many liked it."""

from __future__ import annotations

from itertools import islice

from convert.readers._html.leaves import HEADINGS
from convert.readers._html.page import Element

# schema.org, InteractionCounter and the counts of Question, Answer and Comment.
_COUNTS = frozenset(("interactionstatistic", "upvotecount", "downvotecount", "commentcount", "answercount"))
_TITLES = HEADINGS | {"dt", "summary"}
_LONGEST, _LEVELS = 60, 3


def works_page(element: Element) -> bool:
    """Whether ``element``, a line, is there to work the page by what its markup says."""
    if element.tag in _TITLES or len(element.text(_LONGEST + 1)) > _LONGEST:
        return False
    return _leads_to_top(element) or _is_of_choice(element) or _counts(element)


def _leads_to_top(element: Element) -> bool:
    """Whether ``element`` is but a link to the top of the page (HTML, *the indicated part of the document*)."""
    links = [below for below in element.walk() if below.tag == "a" and below.get("href").strip().lower() == "#top"]
    return len(links) == 1 and links[0].text(_LONGEST) == element.text(_LONGEST)


def _is_of_choice(element: Element) -> bool:
    """Whether ``element`` says what a list to choose from in it is of: *Sorted by:*."""
    return element.text(_LONGEST).endswith((":", "：")) and any(below.tag == "select" for below in element.walk())


def _counts(element: Element) -> bool:
    return any(part.get("itemprop").lower() in _COUNTS for part in (element, *islice(element.ancestors(), _LEVELS)))
