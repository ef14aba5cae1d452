"""The units of the text itself: paragraphs, headings, lists, captions, and what got in between."""

from __future__ import annotations

from collections import Counter

from convert.clean import folded
from convert.patterns import regex
from convert.readers._text.credit import counts_people, is_credit_line, may_be_caption, part_credit
from convert.readers._text.dateline import is_name
from convert.readers._text.dump import Dump
from convert.readers._text.rulings import (
    ASIDE,
    CAPTION,
    CREDIT,
    HEADING,
    ITEM,
    LISTING,
    OFTEN,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    RELATED,
    REPEAT,
    ROW,
    RULE,
    RULED,
    SHORT,
    TITLE,
    WIDGET,
    Ruling,
)
from convert.readers._text.shape import (
    introduces,
    is_address,
    is_control,
    is_label_of_related,
    is_ornament,
    is_placeholder,
    is_related,
    is_sentence,
    is_titleshaped,
    is_wordless,
)
from convert.readers._text.unit import FINAL, QUOTED, Unit, may_be_told

_HEAD = 16
_LEAST_CAPTION = 25
_LONGEST_CAPTION = 600
_TWIN_REACH = 3
_LONGEST_PARAGRAPH = 4_000
_LONGEST_REPEAT = 100_000
_SHORT_LINE = 40
_OFTEN = 3
_SET_IN = 4


def rule_repeats(dump: Dump) -> None:
    units, rulings = dump.units, dump.rulings
    if dump.title is not None:
        headline = folded(units[dump.title].text)
        size = len(units[dump.title].text)
        rulings[dump.title] = TITLE
        for index, unit in enumerate(units):
            if index != dump.title and abs(len(unit.text) - size) <= 6 and folded(unit.text) == headline:
                rulings[index] = REPEAT
    if dump.verse or dump.manuscript:
        return
    often = {text for text, count in Counter(unit.text for unit in units if unit.width <= _SHORT_LINE).items() if count >= _OFTEN}
    seen: set[str] = set()
    openings: set[str] = set()
    first = dump.title if dump.title is not None else dump.start
    captions = {units[index].text for index in dump.doubled if rulings[index] is None}
    for index in range(min(first, dump.start), dump.end):
        unit = units[index]
        if rulings[index] is not None or unit.cells or unit.marker == QUOTED:
            continue
        opening = unit.text[:_LEAST_CAPTION]
        twin = _twin(dump, index) if opening in openings else None
        openings.add(opening)
        if twin is not None:
            first_longer = len(units[twin].text) >= len(unit.text)
            rulings[twin], rulings[index] = (CAPTION, REPEAT) if first_longer else (REPEAT, CAPTION)
        elif _is_repeat(dump, index, seen, captions):
            rulings[index] = REPEAT
        elif not dump.clean and unit.text in often and _is_of_no_article(unit) and not (unit.text in captions and is_name(unit.text)):
            rulings[index] = OFTEN
        elif unit.text in captions:
            rulings[index] = CAPTION
        seen.add(unit.text)


def _is_of_no_article(unit: Unit) -> bool:
    """Whether a short line that is said again and again is the page's."""
    return bool(unit.text) and not is_credit_line(unit.text) and not is_sentence(unit) and not is_ornament(unit.text)


def _twin(dump: Dump, index: int) -> int | None:
    """Where, with no prose between, the unit is said already, as the words of a picture are: alike, or one of the two with a credit."""
    unit = dump.units[index]
    if not _LEAST_CAPTION <= unit.width <= _LONGEST_CAPTION or unit.marker or is_credit_line(unit.text):
        return None
    for above in range(index - 1, max(index - 1 - _TWIN_REACH, dump.title if dump.title is not None else -1), -1):
        said = dump.units[above]
        if dump.rulings[above] in (None, CAPTION) and not said.marker and _are_one_caption(said.text, unit.text):
            return above
        if said.prose:
            return None
    return None


def _are_one_caption(one: str, other: str) -> bool:
    if one == other:
        return one[-1] in FINAL
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST_CAPTION and longer.startswith(shorter.rstrip(".")) and bool(part_credit(longer, sure=True)[1])


def _is_repeat(dump: Dump, index: int, seen: set[str], captions: set[str]) -> bool:
    unit = dump.units[index]
    if unit.width > _LONGEST_PARAGRAPH and _says_all_again(dump, index):
        return True
    if is_credit_line(unit.text):
        return unit.text in seen and index > 0 and dump.rulings[index - 1] is REPEAT
    return unit.text in seen and (25 <= unit.width <= _LONGEST_REPEAT or unit.text in captions)


def _says_all_again(dump: Dump, index: int) -> bool:
    """Whether a very long line is the text above it once more, run together."""
    above = [unit.text for unit in dump.units[dump.start : index] if unit.width >= 80]
    text = dump.units[index].text
    if len(text) < 0.5 * sum(map(len, above)):
        return False
    return sum(1 for said in above if said[20:70] in text) > 0.6 * len(above) > 1


def rule_body(dump: Dump) -> None:
    index = dump.start
    while index < dump.end:
        if dump.rulings[index] is not None:
            index += 1
        elif dump.units[index].marker:
            index = _rule_list(dump, index)
        else:
            ruling = _body_ruling(dump, index)
            if ruling is not None:
                dump.rulings[index] = ruling
                index += 1
            else:
                index = _rule_short_lines(dump, index)


def _body_ruling(dump: Dump, index: int) -> Ruling | None:
    """The ruling on a unit of the text, ``None`` for a short line that its neighbours must explain."""
    unit = dump.units[index]
    if unit.ruled:
        return RULED
    if unit.cells:
        return LISTING if unit.is_listing else ROW
    if unit.width > _LONGEST_CAPTION or (unit.width > 220 and unit.prose and not may_be_caption(unit.text)):
        return PARAGRAPH
    if unit.width < 100 and is_ornament(unit.text):
        return RULE
    if is_related(unit) and not dump.manuscript:
        return RELATED
    if is_credit_line(unit.text) or _is_name_in_brackets(dump, index):
        dump.caption_above(index)
        return CREDIT
    if is_placeholder(unit.text):
        return SHORT if dump.spoken or dump.manuscript else PICTURE
    if counts_people(unit.text):
        return CAPTION
    if unit.prose:
        return CAPTION if unit.width < 350 and part_credit(unit.text, sure=False)[1] else PARAGRAPH
    if is_control(unit) and not dump.manuscript:
        return SHORT if dump.clean and is_wordless(unit.text) else WIDGET
    return SHORT if is_sentence(unit) else None


def _is_name_in_brackets(dump: Dump, index: int) -> bool:
    """Whether a unit is a few words in brackets right under a line, as credits are set."""
    unit = dump.units[index]
    text = unit.text
    return not unit.gap and index > dump.start and unit.width <= 60 and text[0] == "(" and text[-1] == ")" and text[1:2].isupper()


def _rule_short_lines(dump: Dump, index: int) -> int:
    """Rule on a run of short lines that aren't sentences; returns where it ends."""
    last = index
    while last < dump.end and dump.rulings[last] is None and not dump.units[last].marker and _body_ruling(dump, last) is None:
        last += 1
    index = _rule_led_to(dump, index, last)
    run = dump.units[index:last]
    inside = [unit for unit in run if unit.indent == dump.indent]
    for place, unit in enumerate(run, index):
        marked = dump.marks_heading(unit)
        if marked is None:
            dump.rulings[place] = HEADING if _heads_group(dump, place) else _short_ruling(dump, unit, run, inside, last)
        else:
            below = dump.units[place + 1] if place + 1 < len(dump.units) else None
            goes_on = below is not None and not below.gap and below.indent == unit.indent
            dump.rulings[place] = HEADING if marked and not goes_on else SHORT
    return last


def _rule_led_to(dump: Dump, index: int, last: int) -> int:
    """Rule on the headlines right below a label such as *Read more*, in a run from ``index`` up to ``last``; returns the first other line.

    Where no blank lines part the paragraphs, the last of the run may be a heading of what is below it; a long one is none.
    """
    if dump.clean or not index or not is_label_of_related(dump.units[index - 1]) or dump.rulings[index - 1] not in (RELATED, WIDGET):
        return index
    end = index
    while end < last and not dump.units[end].gap and is_titleshaped(dump.units[end]):
        end += 1
    if end == last and last < dump.end and not dump.units[last].gap and dump.units[last - 1].width <= _SHORT_LINE:
        end -= 1
    for place in range(index, end):
        dump.rulings[place] = RELATED
    return max(index, end)


def _heads_group(dump: Dump, index: int) -> bool:
    """Whether a line of an author's stands by itself over a list or lines close together, as *Ingredients* does in a recipe."""
    unit, below = dump.units[index], dump.units[index + 1 : index + 3]
    if not (dump.clean and below and unit.gap and below[0].gap) or dump.note or unit.width > _SHORT_LINE:
        return False
    titled = not unit.text[:1].islower() and unit.text[-1] not in _CARRIED_ON and not is_wordless(unit.text) and "://" not in unit.text
    return titled and (bool(below[0].marker) or (len(below) > 1 and not below[1].gap and below[0].width <= _SHORT_LINE))


_CARRIED_ON = frozenset(":,;،、：.!?…")


def _short_ruling(dump: Dump, unit: Unit, run: list[Unit], inside: list[Unit], below: int) -> Ruling:
    if part_credit(unit.text, sure=False)[1]:
        return CAPTION
    if dump.note or may_be_told(unit) or dump.is_speech(unit):
        return SHORT
    if _is_aside(dump, unit, run):
        return SHORT if dump.clean else ASIDE
    if (
        unit.text[-1] in ":,;،、："
        or unit.text[0] == "["
        or is_address(unit.text)
        or (len(run) > 1 and (all(map(_is_labelled, run)) or _are_lettered(unit, run)))
    ):
        return SHORT
    if unit.indent > dump.indent + 1 and len(run) == 1 and unit.width >= 25 and ":" not in unit.text:
        return CAPTION
    if unit.indent >= dump.indent + _SET_IN and dump.indent == 0:
        return SHORT  # a line of verse, say, or a command, set off from the text
    stands_over = any(each.prose or each.marker for each in dump.units[below : min(below + _HEAD, dump.end)])
    return HEADING if stands_over and len(inside) <= 3 and not is_wordless(unit.text) else SHORT


def _are_lettered(unit: Unit, run: list[Unit]) -> bool:
    """Whether ``unit`` is one of several lines in ``run`` that letters count."""
    return _LETTERED.match(unit.text) is not None and sum(_LETTERED.match(each.text) is not None for each in run) > 1


_LETTERED = regex(r"\(?[a-jA-J][.)]\s")


def _is_labelled(unit: Unit) -> bool:
    """Whether a line says what it is before it says it, as in *Place: the old quay*."""
    return _LABEL.search(unit.text) is not None


_LABEL = regex(r":\s|：")


def _is_aside(dump: Dump, unit: Unit, run: list[Unit]) -> bool:
    """Whether a run of short lines is set off from the text: in another column, or close together where the text is not."""
    if unit.text[-1] in ":,;،、：":
        return unit.indent != dump.indent and len(run) > 1
    if unit.indent != dump.indent and dump.indent and len(run) > 1 and unit.width < 60:
        return True
    close = not any(each.gap for each in run[1:])
    if len(run) >= 3 and dump.spaced and close and min(each.width for each in run) >= 25:
        return True
    tight = sum(1 for each in run if each.gap) < len(run) / 2
    return len(run) >= 4 and tight and not any(":" in each.text for each in run)


def _rule_list(dump: Dump, index: int) -> int:
    """Rule on the items from ``index`` on and what stands under them; returns where the list ends."""
    last, nested = index, 0
    depth = dump.units[index].indent
    while last < dump.end and dump.rulings[last] is None:
        unit = dump.units[last]
        if not unit.marker:
            if unit.indent <= depth or not unit.prose:
                break
            nested += 1
        last += 1
    run = dump.units[index:last]
    if len(run) == 1 and _is_numbered_heading(dump, run[0], last):
        dump.rulings[index] = HEADING
        return last
    kept = _is_of_the_text(dump, index, [unit for unit in run if unit.marker], nested)
    for place, unit in enumerate(run, index):
        if (is_placeholder(unit.text) and not dump.manuscript) or not (unit.text or unit.marker == QUOTED):
            dump.rulings[place] = PICTURE
        elif unit.marker == QUOTED:
            dump.rulings[place] = QUOTE if kept else RELATED
        elif unit.marker:
            dump.rulings[place] = ITEM if kept else RELATED
        else:
            dump.rulings[place] = (PARAGRAPH if unit.prose else SHORT) if kept else RELATED
    return max(last, index + 1)


def _is_numbered_heading(dump: Dump, unit: Unit, below: int) -> bool:
    """Whether a line with a number, or a mark as headings have, stands over text rather than among items."""
    marked = unit.marker[0].isdigit() or (unit.marker in _OVER_TEXT and bool(unit.gap))
    return marked and bool(unit.text) and unit.width <= 140 and unit.text[-1] not in FINAL and below < dump.end


_OVER_TEXT = frozenset("■□●○▪◦")


def _is_of_the_text(dump: Dump, index: int, items: list[Unit], nested: int) -> bool:
    """Whether a list says something itself, rather than linking elsewhere."""
    told = [unit for unit in items if unit.text]
    if not told:
        return False
    closed = sum(1 for unit in told if is_sentence(unit) or unit.prose or unit.text[-1] in ";,")
    numbered = sum(1 for unit in told if unit.marker[0].isdigit())
    introduced = index > 0 and introduces(dump.units[index - 1])
    return closed >= 0.4 * len(told) or numbered >= 0.6 * len(told) or introduced or nested >= 0.5 * len(told) or dump.clean
