"""What a day on a page is the day of: that the text came out, that it was changed, or that something takes place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from convert.patterns import regex
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element
from convert.readers._html.told_facts import facts_round

CHANGED = regex(
    r"updat|modif|chang|aktualis|[üu]berarbeitet|ge[äa]ndert|revis|mis[e]? à jour|actualiz|aggiornat|atualizad|bijgewerkt|gewijzigd|uppdater|opdater|oppdater|päivitet|"
    r"zaktualiz|обновл|оновлен|изменен|更新|修改|修正|수정|güncelle|עודכן|تحديث",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = "publi|posted|issued|created|entry-date|erschienen|veröffentlicht"
_PUBLISHED = regex(_PUBLISHED_WORDS, re.IGNORECASE)
_TAKES_PLACE = regex(r"(?:^|[\s_-])events?(?:$|[\s_-])")
_TERM = regex(
    r"(?:when|starts?|begins?|begin|beginn|wann|termin|ends?|ende|doors?|einlass|quand|début|cuándo|inicio|quando|inizio|kiedy|nær|когда|日時|日程|開催日)\W*$",
    re.IGNORECASE,
)
_OF_EVENT = frozenset(("startdate", "enddate", "doortime", "previousstartdate", "validfrom", "validthrough"))
# What hCard and hCalendar call the days of people and events; Wikipedia's boxes of facts call them *published*, too.
_OF_SUBJECT = frozenset(("bday", "deathdate", "dday", "dtstart", "dtend"))
_DIGIT = regex(r"\d")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEVELS, _LONGEST_LABEL, _NEAR, _MOST_BESIDE, _LEAST_PROSE = 4, 40, 3, 500, 120


def says_changed(element: Element) -> bool:
    """Whether the day in ``element`` is called one on which the text was changed, and not that of its publication."""
    called = " ".join(element.get(name) for name in ("class", "itemprop", "id"))
    if _PUBLISHED.search(called):
        return False
    return bool(CHANGED.search(called) or CHANGED.search(label_before(element)))


def takes_place(element: Element) -> bool:
    """Whether the day in ``element`` is one of what the text is about: of an event, among facts, or in a paragraph."""
    near = (element, *islice(element.ancestors(), _LEVELS))
    if any(not _OF_SUBJECT.isdisjoint(box.get("class").split()) for box in near) or _is_fact(near):
        return True
    if any(_OF_EVENT.intersection(box.get("itemprop").lower().split()) for box in near):
        return True
    if any(box.get("itemtype").endswith("Event") for box in near):
        return True
    if _TERM.search(label_before(element)) or facts_round(element) is not None:
        return True
    line = next((box for box in near if box.block), element)
    said = line.text(_LEAST_PROSE)
    return line.tag == "p" and len(said) >= _LEAST_PROSE and has_sentence(said)


def _is_fact(near: tuple[Element, ...]) -> bool:
    """Whether the day in the first of ``near`` stands in the cell of a row that a heading names, and not as the day of a text; or in a table of such."""
    if near[0].tag == "table":
        heads = [below for below in near[0].walk() if below.tag == "th"]
        return bool(heads) and not any(_OF_TEXT.search(head.text(_LONGEST_LABEL)) for head in heads)
    row = next((box.parent for box in near if box.tag == "td" and box.parent is not None), None)
    head = next((cell for cell in row.elements() if cell.tag == "th"), None) if row is not None else None
    return head is not None and not _OF_TEXT.search(head.text(_LONGEST_LABEL))


_OF_TEXT = regex(rf"{_PUBLISHED_WORDS}|\b(?:dat(?:e|um|a)|fecha|day|on)\b|дата|日付|日期|날짜|تاريخ|תאריך|更新|掲載|公開", re.IGNORECASE)


def is_doubtful(element: Element) -> bool:
    """Whether the day in ``element`` is called another than that of the publication: one of a change, or by its class alone one of an event."""
    return says_changed(element) or any(
        _TAKES_PLACE.search(box.get("class").lower()) for box in (element, *islice(element.ancestors(), _LEVELS))
    )


def label_before(element: Element) -> str:
    """The short text right before ``element``, in its line, in the term it explains or in the box beside it."""
    node = element
    for _ in range(_LEVELS):
        at = node.place(_MOST_BESIDE)
        if node.parent is None or at < 0:
            return ""
        for piece in reversed(node.parent.children[max(0, at - _NEAR) : at]):
            if said := _said(piece):
                return said if len(said) <= _LONGEST_LABEL and not _DIGIT.search(said) else ""
        node = node.parent
    return ""


def _said(piece: Element | str) -> str:
    """``piece`` as a label; of text the end, of a heading nothing that is one."""
    if isinstance(piece, str):
        return _DIGIT.split(piece.strip()[-_LONGEST_LABEL:])[-1].strip() or piece.strip()
    if piece.tag in _HEADINGS:
        return " " * (_LONGEST_LABEL + 1)
    return piece.text(_LONGEST_LABEL)


def told_by_attributes(element: Element) -> Iterator[str]:
    """What ``element`` says for programs, or where it is pointed at, of the time that it tells in words: *3 days ago*."""
    return (
        element.get(name)
        for name in ("datetime", "data-datetime", "data-date", "data-time", "data-published", "title")
        if element.get(name)
    )
