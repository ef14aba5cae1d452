"""What stands between the headline and the text: decks, bylines, dates, pictures, buttons."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._text.credit import counts_people, is_credit_line, part_credit
from convert.readers._text.dateline import (
    byline_names,
    is_by,
    is_caseless_name,
    is_cjk_name,
    is_name,
    is_parted_cjk_name,
    labelled_name,
)
from convert.readers._text.days import CLOCK, is_date_line
from convert.readers._text.dump import Dump
from convert.readers._text.persons import are_authors, are_persons, is_in_menus
from convert.readers._text.rulings import (
    BYLINE,
    CAPTION,
    CREDIT,
    DATE,
    FOOTER,
    HEADER,
    HEADING,
    LISTING,
    MENU,
    OFTEN,
    PARAGRAPH,
    PICTURE,
    ROW,
    RULE,
    SUBTITLE,
    WIDGET,
    Ruling,
)
from convert.readers._text.shape import is_control, is_ornament, is_placeholder, is_related, is_sentence, is_titleshaped, terms
from convert.readers._text.unit import Unit

_HEAD = 16
_LOOK_AHEAD = 6
_LONGEST_CAPTION = 600
_LONGEST_DEK = 450


def rule_head(dump: Dump) -> None:
    """Rule on what stands above the first paragraph; ``start`` is moved to it."""
    begin = dump.title + 1 if dump.title is not None else dump.start
    _rule_above(dump, min(begin, dump.start) if dump.title is None else dump.title)
    _rule_days(dump, begin)
    signed = _end_of_head(dump, begin)
    index = begin
    told = False
    while index < dump.end:
        if dump.rulings[index] is None:
            ruling = _head_ruling(dump, index, index < signed and not told)
            if ruling is None and index >= signed:
                break
            told = told or ruling is SUBTITLE
            dump.rulings[index] = ruling or PARAGRAPH
        index += 1
    dump.start = index
    if BYLINE not in dump.rulings[: dump.start]:
        _rule_name(dump, begin)


def _rule_days(dump: Dump, begin: int) -> None:
    """Take days and times that stand over parts of the text for their headings, as in a diary or a live blog: several, each below text."""
    found: list[int] = []
    told = True
    for index in range(begin, dump.end - 1):
        unit = dump.units[index]
        if unit.prose or unit.marker or is_sentence(unit):
            told = True
        elif told and unit.gap and _is_day_over_text(unit, dump.units[index + 1]):
            found.append(index)
            told = False
        elif not dump.is_signature(index):
            told = False
    if len(found) >= _LEAST_DAYS:
        for index in found:
            dump.rulings[index] = HEADING


def _is_day_over_text(unit: Unit, below: Unit) -> bool:
    told = below.prose or is_sentence(below) or bool(below.marker)
    return told and unit.width <= _LONGEST_DAY and not unit.cells and bool(_CLOCK.fullmatch(unit.text) or is_date_line(unit.text))


_LEAST_DAYS, _LONGEST_DAY = 3, 60
_CLOCK = regex(rf"{CLOCK}(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{{2,5}}|Uhr:?|uur|óra))?", re.IGNORECASE)


def _rule_name(dump: Dump, begin: int) -> None:
    """Take a bare name near a date, the text or the headline, in this order, for the byline, where nothing else is one."""
    if dump.title is None:
        return
    found = [(rank, index) for index in range(begin, min(dump.start, begin + _HEAD)) if (rank := _rank_of_name(dump, index, begin))]
    if found:
        dump.rulings[min(found)[1]] = BYLINE


def _rank_of_name(dump: Dump, index: int, begin: int) -> int:
    """How surely the unit is the author's name by where it stands, 1 the surest; 0 where it is none."""
    unit, rulings = dump.units[index], dump.rulings
    twice = index in dump.doubled and DATE in rulings[index + 2 : index + 3]
    pictured = index in dump.doubled or index - 1 in dump.doubled
    open_to = rulings[index] in (HEADER, OFTEN, SUBTITLE, PARAGRAPH) and not pictured and not unit.prose
    if unit.marker or not (twice or open_to):
        return 0
    dated = DATE in rulings[index - 1 : index + 2]
    if is_name(unit.text) and are_authors(dump, unit.text):
        if dump.title is not None and unit.text in dump.units[dump.title].text:
            return 0
        if dated or DATE in rulings[max(begin, index - 2) : index + 3]:
            return 1 if dated else 2
        if not dump.clean and (unit.text.isupper() or is_in_menus(dump, unit.text)):
            return 0
        return 3 if index == dump.start - 1 else 4 * (index <= begin + 1)
    if (index == begin and is_cjk_name(unit.text)) or (dated and is_parted_cjk_name(unit.text)):
        return 4
    return 5 * (dated and (labelled_name(unit.text) != "" or is_caseless_name(unit.text)))


def _rule_above(dump: Dump, first: int) -> None:
    """What stands above the headline, or the text where it has none, is the page's, but for a date or a byline right above it."""
    for index in range(first):
        text = dump.units[index].text
        marked = bool(dump.units[index].marker)
        near = first - index <= (1 if marked else _LOOK_AHEAD)
        if near and is_date_line(text) and not _dated_below(dump):
            dump.rulings[index] = DATE
        elif near and not marked and byline_names(text):
            dump.rulings[index] = BYLINE
        else:
            dump.rulings[index] = dump.rulings[index] or MENU


def rule_foot(dump: Dump) -> None:
    """Take the name and the date that close a text, where none stands over it; a line drawn under it is none of its breaks."""
    last = dump.end - 1
    while last >= 0 and dump.rulings[last] is RULE:
        dump.rulings[last] = FOOTER
        last -= 1
    if BYLINE not in dump.rulings and dump.title is not None and _closes(dump, dump.end):
        dump.rulings[dump.end] = BYLINE
    _rule_closing_date(dump)


def _closes(dump: Dump, place: int) -> bool:
    """Whether the unit below the text is a name by itself, as the author's is, and not one of several, as links are."""
    if not 0 < place < len(dump.units):
        return False
    unit = dump.units[place]
    alone = unit.gap and (place + 1 == len(dump.units) or dump.units[place + 1].gap)
    return (
        bool(alone)
        and not (unit.marker or unit.cells)
        and is_name(unit.text)
        and not dump.is_common(unit.text, any)
        and are_persons(dump, unit.text)
    )


def _rule_closing_date(dump: Dump) -> None:
    """Take the date right below the text, or under a label there."""
    if DATE in dump.rulings:
        return
    labelled = dump.end < len(dump.units) and dump.units[dump.end].text.endswith((":", "：")) and not dump.units[dump.end].prose
    place = dump.end + labelled
    if place < len(dump.units) and not (dump.units[place].marker or dump.units[place].cells) and is_date_line(dump.units[place].text):
        dump.rulings[place] = DATE


def _dated_below(dump: Dump) -> bool:
    below = dump.title + 1 if dump.title is not None else dump.start
    return any(is_date_line(unit.text) for unit in dump.units[below : below + _HEAD])


def _end_of_head(dump: Dump, begin: int) -> int:
    """Behind the last unit that belongs with the headline: a byline, a date, a caption with no prose above it."""
    end, proses = begin, 0
    if dump.title is None:
        return begin
    for index in range(begin, min(begin + _HEAD, dump.end)):
        unit = dump.units[index]
        if dump.rulings[index] is HEADING:
            break
        named = is_parted_cjk_name(unit.text) or (is_caseless_name(unit.text) and index + 1 < dump.end and dump.is_text(index + 1))
        dated = index > begin and named and bool(is_date_line(dump.units[index - 1].text))
        if dump.is_signature(index) or dated or (is_name(unit.text) and not unit.cells and _near_start(dump, index)):
            end = index + 1
        elif index - 1 in dump.doubled or is_credit_line(unit.text):
            end = end if proses else index + 1
        elif dump.is_text(index) and not part_credit(unit.text, sure=False)[1]:
            proses += 1
            if proses > 1 or unit.width > _LONGEST_DEK:
                break
    return end


def _head_ruling(dump: Dump, index: int, dek_open: bool) -> Ruling | None:
    """The ruling on a unit above the text, ``None`` for a paragraph of the text."""
    unit = dump.units[index]
    text = unit.text
    if unit.cells:
        kept = LISTING if unit.is_listing else ROW
        return kept if index >= dump.start or dump.clean else HEADER
    if not text or (is_placeholder(text) and not (is_credit_line(text) or is_date_line(text))):
        return PICTURE if not (text and (dump.spoken or dump.manuscript)) else None
    if is_date_line(text):
        return DATE
    if (byline_names(text) and not dump.is_speech(unit)) or is_by(text) or _is_named_after(dump, index):
        return BYLINE
    if is_credit_line(text):
        dump.caption_above(index)
        return CREDIT
    if unit.width <= _LONGEST_CAPTION and (part_credit(text, sure=False)[1] or counts_people(text)):
        return CAPTION
    if (is_control(unit) or is_related(unit)) and not dump.manuscript:
        return WIDGET
    if not dump.clean and unit.width <= _LONGEST_TIME and _READING_TIME.fullmatch(text):
        return HEADER
    prose = dump.is_text(index)
    if dek_open and prose and unit.width <= _LONGEST_DEK:
        return SUBTITLE
    if prose or (is_sentence(unit) and not unit.marker):
        return None
    return _short_in_head(dump, index)


# *Temps de lecture 4 min.*, *Lesezeit: 5 Minuten*: of a page, how long its text takes.
_READING_TIME = regex(
    r"(?:[^\W\d_][^\d:：]{2,24}[\s:：]\s?)?\d{1,2}\s?(?:min|mins|minutes?|minuten?|minutos?|minuti|minuter|мин|分钟?|分鐘|분)\b\.?",
    re.IGNORECASE,
)
_LONGEST_TIME = 40


def _is_named_after(dump: Dump, index: int) -> bool:
    """Whether the unit is the name that the *By* alone on the line above opens."""
    text = dump.units[index].text
    return index > 0 and is_by(dump.units[index - 1].text) and (is_name(text) or is_cjk_name(text))


def _short_in_head(dump: Dump, index: int) -> Ruling | None:
    unit = dump.units[index]
    if unit.marker:
        counted = dump.clean and unit.marker[0].isdigit()
        return None if index >= dump.start and (unit.prose or is_sentence(unit) or counted) else HEADER
    told = 30 <= unit.width <= 150 and not is_ornament(unit.text)
    if dump.title is not None and index == dump.title + 1 and told and (unit.gap or _is_deck(dump, index)):
        return SUBTITLE
    if _is_opening(dump, index):
        return None
    if unit.width >= 60 and unit.gap and dump.title is not None:
        return CAPTION
    return None if dump.clean else HEADER


def _is_deck(dump: Dump, index: int) -> bool:
    """Whether the unit right below the headline, and right above a name or a day, says more than one word of the text."""
    if not _is_over_signature(dump, index) or not is_titleshaped(dump.units[index]):
        return False
    return len(terms(dump.units[index].text) & dump.about) > 1


def _is_over_signature(dump: Dump, index: int) -> bool:
    """Whether who wrote it or when stands right below, the name by itself over the day, too."""
    below = dump.units[index + 1 : index + 3]
    if not below:
        return False
    named = len(below) > 1 and is_name(below[0].text) and bool(is_date_line(below[1].text))
    return named or dump.is_signature(index + 1) or is_by(below[0].text)


def _near_start(dump: Dump, index: int) -> bool:
    return any(dump.is_text(later) for later in range(index + 1, min(index + 4, dump.end)))


def _is_opening(dump: Dump, index: int) -> bool:
    """Whether a short line right above the first paragraph is a heading of the text."""
    unit, below = dump.units[index], dump.units[index + 1] if index + 1 < dump.end else None
    if dump.title is None and index >= dump.start:
        return True
    return bool(below and below.gap and unit.gap and is_titleshaped(unit) and dump.is_text(index + 1) and unit.indent == below.indent)
