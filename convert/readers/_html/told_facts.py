"""Boxes called *meta* that tell of what a text is about, not of the text: an event's place, what a recipe serves."""

from __future__ import annotations

import re
from itertools import islice

from convert.patterns import regex
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element
from convert.readers._text.dateline import byline_names
from convert.readers._text.words import BY, BY_COLON, CONTROLS

_FEWEST, _MOST, _LONGEST = 2, 100, 80
_OF_MATTER = regex(r"(?:^|[\s_-])(?:recipe|event)s?[_-]", re.IGNORECASE)
_PRESSED = frozenset(("button", "input", "form", "select"))
_DIGIT = regex(r"\d")
# What is known of a page or a file, as sites in many languages label it.
_OF_PAGE = regex(
    rf"(?:{BY}|{BY_COLON})\b|(?:from|source|quelle|fuente|fonte)$|"
    r".*\b(?:publi\w*|posted|updated|modified|revised|created|submitted|released?|reviewed|received|accepted|version|categor\w*|tags?|topics?|section|series|"
    r"keywords?|license|lizenz|licence|doi|issn|isbn|pages|views|hits|comments?|shares?|language|format|size|reading|read time|details|ver[öo]ffentlicht|"
    r"erschienen|erstellt|aktualisiert|ge[äa]ndert|kategorien?|schlagw\w+|themen?|rubrik|ressort|auteurs?|mis [àa] jour|cat[ée]gor\w*|rubrique|autor\w*|"
    r"actualiz\w*|etiquetas|pubblicat\w*|aggiornat\w*|gepubliceerd|publicerad|opublikowano)\b",
    re.IGNORECASE,
)


def facts_round(element: Element) -> Element | None:
    """The list of terms with what they are here that ``element`` is of, where that tells of the text's matter."""
    near = (element, *islice(element.ancestors(), _LEVELS))
    if _OF_TERMS.isdisjoint([above.tag for above in near]):
        return None
    holder = next((above for above in near if above.tag == "dl"), None)
    return holder if holder is not None and tells_of_matter(holder) else None


_OF_TERMS, _LEVELS = frozenset(("dt", "dd")), 4


def tells_of_matter(box: Element) -> bool:
    """Whether ``box`` tells no more than facts, none of which are said of a page: who wrote it, when it came out.

    They are terms with what they are here, or what a box of a recipe or an event (schema.org) is made of.
    """
    if box.end - box.at > _MOST:
        return False
    if _OF_MATTER.search(box.get("class")) and not any(below.tag in _PRESSED for below in box.walk()):
        lines = [below.text(_LONGEST) for below in box.walk() if not below.holds_blocks and below.text(1)]
        return _DIGIT.search(box.text(_LONGEST)) is not None and not any(map(_says_of_page, lines)) and not any(map(byline_names, lines))
    terms = [below for below in box.walk() if below.tag == "dt"]
    meanings = [below for below in box.walk() if below.tag == "dd"]
    if len(terms) < _FEWEST or len(meanings) < len(terms) or not all(meaning.text(1) for meaning in meanings):
        return False
    labels = [term.text(_LONGEST).rstrip(" :：") for term in terms]
    return all(label and not _says_of_page(label) for label in labels)


def _says_of_page(label: str) -> bool:
    return label.lower() in CONTROLS or _OF_PAGE.match(label) is not None


def is_one_of_passages(element: Element) -> bool:
    """Whether ``element`` holds a sentence, and so do others beside it that are called the same: lines of a talk with their times, say."""
    called = element.get("class")
    if element.parent is None or not called or not has_sentence(element.text(_LONGEST_PASSAGE)):
        return False
    at = element.place(_MOST_BESIDE)
    near = element.parent.children[max(0, at - _NEAR) : at + _NEAR + 1] if at >= 0 else []
    alike = [child for child in near if isinstance(child, Element) and child.tag == element.tag and child.get("class") == called]
    told = [child for child in alike if has_sentence(child.text(_LONGEST_PASSAGE))]
    return len(told) >= _FEWEST_ALIKE and len(told) * 2 > len(alike)


_FEWEST_ALIKE, _LONGEST_PASSAGE = 3, 400
_NEAR, _MOST_BESIDE = 12, 5_000
