"""The verdict on every unit of one article: what it is, and why.

First the body is found, as the run of units in which prose outweighs what is not; then the headline above it;
then the lines between the two are told apart, and at last those within the body. What stands outside is
the page's, not the article's.
"""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import Literal

import msgspec

from convert.clean import folded
from convert.readers._credit import is_credit_line, may_name_credit, part_credit
from convert.readers._dateline import byline_names, is_by, is_cjk_name, is_date_line, is_name, says_who_or_when
from convert.readers._lines import Unit
from convert.readers._shape import (
    all_terms,
    heaviest,
    is_control,
    is_legal,
    is_ornament,
    is_placeholder,
    is_prose,
    is_related,
    is_sentence,
    is_titleshaped,
    is_wordless,
    terms,
    weight,
)

Role = Literal["title", "subtitle", "byline", "date", "caption", "credit", "paragraph", "heading", "item", "rule", "left-out"]


class Ruling(msgspec.Struct, frozen=True):
    """What a unit is and why; ``code`` is that of the notice for one that is left out."""

    role: Role
    reason: str
    code: str = ""


TITLE = Ruling("title", "the headline over the text")
SUBTITLE = Ruling("subtitle", "a sentence between the headline and the byline")
BYLINE = Ruling("byline", "names who wrote it")
DATE = Ruling("date", "says when it was published")
CAPTION = Ruling("caption", "the words under a picture")
CREDIT = Ruling("credit", "says whose picture it is")
PARAGRAPH = Ruling("paragraph", "prose")
SHORT = Ruling("paragraph", "a short line of the text")
HEADING = Ruling("heading", "a short line without a full stop between paragraphs")
ITEM = Ruling("item", "an item of a list within the text")
RULE = Ruling("rule", "a break within the text")

REPEAT = Ruling("left-out", "a repeat of an earlier line", "text.repeat")
WIDGET = Ruling("left-out", "a control of the page", "text.widget")
OFTEN = Ruling("left-out", "the same short line again and again", "text.repeat")
PICTURE = Ruling("left-out", "a stand-in for a picture or a form field", "text.placeholder")
MENU = Ruling("left-out", "stands above the headline", "text.menu")
HEADER = Ruling("left-out", "a short line between the headline and the text", "text.header")
RELATED = Ruling("left-out", "leads to other articles", "text.related")
ASIDE = Ruling("left-out", "short lines together that aren't sentences", "text.aside")
FOOTER = Ruling("left-out", "stands below the end of the text", "text.footer")

_TITLE_REACH = 120
_LEAST_TITLE_SCORE = 1.9
_LONGEST_TITLE = 300
_HEAD = 16
_LOOK_AHEAD = 6
_LONGEST_CAPTION = 600
_LONGEST_DEK = 450
_LIGHT_TAIL = 0.12
_BOX = 25
_DECK = 4
_LEAST_BODY = 0.8
_LONGEST_PARAGRAPH = 4_000
_LONGEST_REPEAT = 100_000
_SHORT_LINE = 40
_OFTEN = 3


class Judged(msgspec.Struct, frozen=True):
    """The units of one article with their rulings."""

    units: list[Unit]
    rulings: list[Ruling]


def judge(units: list[Unit]) -> Judged:
    """``units`` of one article, each with its ruling. No unit is a paragraph where there is no article."""
    return _Judge(units).judged()


class _Judge:
    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.rulings: list[Ruling | None] = [None] * len(units)
        self.signatures: dict[int, bool] = {}
        self.note = False
        self.doubled = self._doubled_lines()
        self.start, self.end = self._body()
        indents = Counter[int]()
        for unit in units[self.start : self.end]:
            if unit.width >= 80:
                indents[unit.indent] += unit.width
        self.indent = max(indents, key=lambda indent: indents[indent]) if indents else 0
        self.spaced = self._is_spaced()
        self.title: int | None = None

    def _is_spaced(self) -> bool:
        """Whether blank lines stand between the paragraphs here."""
        proses = [unit for unit in self.units[self.start : self.end] if unit.width >= 80]
        return sum(1 for unit in proses if unit.gap) * 2 > len(proses)

    def judged(self) -> Judged:
        if self.end > self.start:
            self.title = self._find_title()
            self._rule_repeats()
            self._rule_head()
            self._rule_body()
        rulings = [ruling or FOOTER for ruling in self.rulings]
        if not any(ruling.role in ("paragraph", "item") for ruling in rulings):
            rulings = [PARAGRAPH if ruling is SUBTITLE else ruling for ruling in rulings]
        return Judged(self.units, rulings)

    # --- the body ---

    def _doubled_lines(self) -> set[int]:
        """The first of each pair of equal neighbours: a caption, said as the picture's text and under it."""
        found: set[int] = set()
        units = self.units
        for index in range(len(units) - 1):
            unit = units[index]
            if unit.text == units[index + 1].text and 4 <= unit.width <= _LONGEST_CAPTION and not unit.marker and not is_control(unit):
                found.add(index)
        return found

    def _weight(self, index: int) -> float:
        if index in self.doubled or index - 1 in self.doubled:
            return 0.0
        return weight(self.units[index])

    def _body(self) -> tuple[int, int]:
        """Where the article's body begins and ends; both 0 where nothing speaks for an article."""
        weights = [self._weight(index) for index in range(len(self.units))]
        best, first, end = heaviest(weights)
        if best < _LEAST_BODY:
            self.doubled = set()
            weights = [weight(unit) for unit in self.units]
            best, first, end = heaviest(weights)
        if best < _LEAST_BODY:
            return self._all_of_a_note()
        if self._is_clean(first, end):
            return 0, len(self.units)
        end = self._without_light_tail(weights, first, end)
        return first, self._with_rest_of_column(first, end)

    def _with_rest_of_column(self, first: int, end: int) -> int:
        """The end moved down to paragraphs that stand in the body's own column, below a box set off from it."""
        columns = Counter[int]()
        for unit in self.units[first:end]:
            if unit.width >= 100 and not unit.marker:
                columns[unit.indent] += 1
        if not columns or columns.most_common(1)[0][0] == 0 or columns.most_common(1)[0][1] < 0.7 * columns.total():
            return end
        column = columns.most_common(1)[0][0]
        reach = end + _BOX
        for index in range(end, len(self.units)):
            unit = self.units[index]
            if index >= reach:
                break
            if unit.indent == column and unit.width >= 120 and is_prose(unit) and not unit.marker and not is_legal(unit.text):
                end, reach = index + 1, index + _BOX
        return end

    def _is_clean(self, first: int, end: int) -> bool:
        """Whether nothing here is of a page: what stands outside the body, a greeting say, is the author's too."""
        outside = [*self.units[:first], *self.units[end:]]
        if len(outside) > max(4, len(self.units) // 7):
            return False
        return not any(_is_of_a_page(unit) for unit in outside)

    def _all_of_a_note(self) -> tuple[int, int]:
        """A few lines that aren't controls are a note someone wrote; many short ones are a menu."""
        told = [unit for unit in self.units if unit.text and not is_control(unit) and not is_placeholder(unit.text)]
        self.note = 0 < len(told) <= 8
        return (0, len(self.units)) if self.note else (0, 0)

    def _without_light_tail(self, weights: list[float], first: int, end: int) -> int:
        """The end moved up to a label such as *Related articles* with little prose below it."""
        whole = sum(value for value in weights[first:end] if value > 0)
        below = 0.0
        for index in range(end - 1, first, -1):
            unit = self.units[index]
            below += max(0.0, weights[index])
            if below > whole * _LIGHT_TAIL:
                break
            if not unit.marker and unit.width <= 40 and is_related(unit) and index + 1 < end:
                end = index
        return end

    # --- the headline ---

    def _find_title(self) -> int | None:
        proses = [index for index in range(self.start, self.end) if self._is_text(index)][:10]
        if not proses:
            return None
        top = max(0, self.start - _TITLE_REACH)
        limit = proses[2] if len(proses) > 2 else proses[-1]
        about = all_terms(self.units[index].text for index in proses) if self._is_disputed(top, limit) else set[str]()
        counts = Counter(unit.text.casefold() for unit in self.units[top : proses[-1] + 1] if unit.width <= _LONGEST_TITLE)
        best, chosen = _LEAST_TITLE_SCORE if about else 1.0, None
        for index in range(top, limit):
            score = self._title_score(index, proses[0], about, counts)
            if score > best:
                best, chosen = score, index
        return chosen if chosen is None else self._top_of_headline(chosen, about)

    def _top_of_headline(self, index: int, about: set[str]) -> int:
        """The first of the lines a headline is said in: the same line further up, or the shorter one over a deck."""
        for above in range(max(0, index - _LOOK_AHEAD * 2), index):
            if self.units[above].text == self.units[index].text and not self.units[above].marker:
                return above
        for above in range(index - 1, max(-1, index - 1 - _DECK), -1):
            if self._stands_over(above, index, about):
                return self._top_of_headline(above, about)
        return index

    def _stands_over(self, above: int, index: int, about: set[str]) -> bool:
        """Whether ``above`` is the headline and ``index``, taken for it, but the deck or a caption below."""
        upper, unit = self.units[above], self.units[index]
        if not is_titleshaped(upper) or upper.width < 15 or is_related(upper) or self._is_signature(above) or is_credit_line(upper.text):
            return False
        shared = len(terms(upper.text) & about)
        apart = bool(upper.gap or not above) and bool(self.units[above + 1].gap)
        if above < index - 1:
            return apart and upper.width >= 25 and shared >= 2
        known = shared > 0 or above <= 2 or self._is_signature(above - 1)
        return upper.width < unit.width and unit.width >= 45 and known and (apart or (upper.width >= 25 and shared > 0))

    def _is_disputed(self, top: int, limit: int) -> bool:
        """Whether more than one line could be the headline."""
        return len({unit.text for unit in self.units[top:limit] if is_titleshaped(unit)}) > 1

    def _is_text(self, index: int) -> bool:
        unit = self.units[index]
        if unit.marker or index in self.doubled or index - 1 in self.doubled:
            return False
        return is_prose(unit) or self.note

    def _title_score(self, index: int, prose: int, about: set[str], counts: Counter[str]) -> float:
        """How much speaks for the unit as the headline: its words are in the text, it stands alone, is repeated, is signed."""
        unit = self.units[index]
        if not is_titleshaped(unit) or is_related(unit) or self._is_signature(index):
            return 0.0
        doubled = index in self.doubled or index - 1 in self.doubled
        said = counts[unit.text.casefold()] - 2 * doubled
        signed = self._signed(index)
        if index > prose and said < 2 and not (signed and self._is_under_deck(index, prose)):
            return 0.0
        mine = terms(unit.text)
        shared = len(mine & about)
        score = 1.0 + 1.5 * shared / max(1, len(mine)) + 0.3 * min(shared, 5) - 0.25 * log2(1 + abs(prose - index) / 4)
        score += 0.5 * (unit.width >= 20) + 0.5 * bool(unit.gap or not index) + 1.5 * (said > 1 and unit.width >= 12) + 1.2 * signed
        score += 1.2 * (index == 0) - 2.0 * doubled - 0.7 * is_name(unit.text) - 0.6 * (unit.width < 12)
        score -= 0.6 * (not shared and bool(about))
        score -= 0.015 * max(0, unit.width - 110) + 0.4 * max(0, unit.text.count(",") + unit.text.count(";") - 2)
        pictured = bool(part_credit(unit.text, sure=False)[1] or is_credit_line(self.units[index + 1].text))
        return score - 3.0 * pictured - 1.5 * self._follows_byline(index)

    def _is_under_deck(self, index: int, prose: int) -> bool:
        """Whether but one sentence stands above the unit."""
        return not any(self._is_text(between) for between in range(prose + 1, index))

    def _signed(self, index: int) -> bool:
        """Whether a date or byline follows within a few units."""
        return any(self._is_signature(later) for later in range(index + 1, min(index + 1 + _LOOK_AHEAD, len(self.units))))

    def _is_signature(self, index: int) -> bool:
        if index not in self.signatures:
            self.signatures[index] = says_who_or_when(self.units[index].text)
        return self.signatures[index]

    def _follows_byline(self, index: int) -> bool:
        return any(byline_names(unit.text) or is_credit_line(unit.text) for unit in self.units[max(0, index - 3) : index])

    # --- repeats ---

    def _rule_repeats(self) -> None:
        units, rulings = self.units, self.rulings
        if self.title is not None:
            headline = folded(units[self.title].text)
            size = len(units[self.title].text)
            rulings[self.title] = TITLE
            for index, unit in enumerate(units):
                if index != self.title and abs(len(unit.text) - size) <= 6 and folded(unit.text) == headline:
                    rulings[index] = REPEAT
        often = {text for text, count in Counter(unit.text for unit in units if unit.width <= _SHORT_LINE).items() if count >= _OFTEN}
        seen: set[str] = set()
        first = self.title if self.title is not None else self.start
        captions = {units[index].text for index in self.doubled if rulings[index] is None}
        for index in range(min(first, self.start), self.end):
            unit = units[index]
            if rulings[index] is not None:
                continue
            if self._is_repeat(index, seen, captions):
                rulings[index] = REPEAT
            elif (
                unit.text in often and unit.text and not is_credit_line(unit.text) and not is_sentence(unit) and not is_ornament(unit.text)
            ):
                rulings[index] = OFTEN
            elif unit.text in captions:
                rulings[index] = CAPTION
            seen.add(unit.text)

    def _is_repeat(self, index: int, seen: set[str], captions: set[str]) -> bool:
        unit = self.units[index]
        if unit.width > _LONGEST_PARAGRAPH and self._says_all_again(index):
            return True
        if is_credit_line(unit.text):
            return unit.text in seen and index > 0 and self.rulings[index - 1] is REPEAT
        return unit.text in seen and (25 <= unit.width <= _LONGEST_REPEAT or unit.text in captions)

    def _says_all_again(self, index: int) -> bool:
        """Whether a very long line is the text above it once more, run together."""
        above = [unit.text for unit in self.units[self.start : index] if unit.width >= 80]
        text = self.units[index].text
        if len(text) < 0.5 * sum(map(len, above)):
            return False
        return sum(1 for said in above if said[20:70] in text) > 0.6 * len(above) > 1

    # --- between the headline and the text ---

    def _rule_head(self) -> None:
        """Rule on what stands above the first paragraph; ``start`` is moved to it."""
        begin = self.title + 1 if self.title is not None else self.start
        self._rule_above(min(begin, self.start) if self.title is None else self.title)
        signed = self._end_of_head(begin)
        index = begin
        told = False
        while index < self.end:
            if self.rulings[index] is None:
                ruling = self._head_ruling(index, index < signed and not told)
                if ruling is None and index >= signed:
                    break
                told = told or ruling is SUBTITLE
                self.rulings[index] = ruling or PARAGRAPH
            index += 1
        self.start = index
        if BYLINE not in self.rulings[: self.start]:
            self._rule_name(begin)

    def _rule_name(self, begin: int) -> None:
        """Take a bare name near the headline, a date or the text for the byline, where nothing else is one."""
        for index in range(begin, min(self.start, begin + _HEAD)):
            unit = self.units[index]
            if self.rulings[index] not in (HEADER, OFTEN, SUBTITLE) or unit.marker or self.title is None:
                continue
            near = self.rulings[max(begin, index - 2) : index + 3]
            if is_name(unit.text) and (DATE in near or index == self.start - 1 or index <= begin + 1):
                self.rulings[index] = BYLINE
                return
            if index == begin and is_cjk_name(unit.text):
                self.rulings[index] = BYLINE
                return

    def _rule_above(self, first: int) -> None:
        """What stands above the headline is the page's, but for a date or a byline right above it."""
        for index in range(first):
            text = self.units[index].text
            near = self.title is not None and self.title - index <= _LOOK_AHEAD and not self.units[index].marker
            if near and is_date_line(text) and not self._dated_below():
                self.rulings[index] = DATE
            elif near and byline_names(text):
                self.rulings[index] = BYLINE
            else:
                self.rulings[index] = self.rulings[index] or MENU

    def _dated_below(self) -> bool:
        below = (self.title or 0) + 1
        return any(is_date_line(unit.text) for unit in self.units[below : below + _HEAD])

    def _end_of_head(self, begin: int) -> int:
        """Behind the last unit that belongs with the headline: a byline, a date, a caption with no prose above it."""
        end, proses = begin, 0
        if self.title is None:
            return begin
        for index in range(begin, min(begin + _HEAD, self.end)):
            unit = self.units[index]
            if self._is_signature(index) or (is_name(unit.text) and self._near_start(index)):
                end = index + 1
            elif index - 1 in self.doubled or is_credit_line(unit.text):
                end = end if proses else index + 1
            elif self._is_text(index) and not part_credit(unit.text, sure=False)[1]:
                proses += 1
                if proses > 1 or unit.width > _LONGEST_DEK:
                    break
        return end

    def _head_ruling(self, index: int, dek_open: bool) -> Ruling | None:
        """The ruling on a unit above the text, ``None`` for a paragraph of the text."""
        unit = self.units[index]
        text = unit.text
        if not text or is_placeholder(text):
            return PICTURE
        if is_date_line(text):
            return DATE
        if byline_names(text) or is_by(text):
            return BYLINE
        if is_credit_line(text):
            self._caption_above(index)
            return CREDIT
        if unit.width <= _LONGEST_CAPTION and part_credit(text, sure=False)[1]:
            return CAPTION
        if is_control(unit) or is_related(unit):
            return WIDGET
        prose = self._is_text(index)
        if dek_open and prose and unit.width <= _LONGEST_DEK:
            return SUBTITLE
        if prose or (is_sentence(unit) and not unit.marker):
            return None
        return self._short_in_head(index)

    def _short_in_head(self, index: int) -> Ruling | None:
        unit = self.units[index]
        if unit.marker:
            return None if index >= self.start and (is_prose(unit) or is_sentence(unit)) else HEADER
        if self.title is not None and index == self.title + 1 and unit.gap and 30 <= unit.width <= 150:
            return SUBTITLE
        if self._is_opening(index):
            return None
        return CAPTION if unit.width >= 60 and unit.gap and self.title is not None else HEADER

    def _near_start(self, index: int) -> bool:
        return any(self._is_text(later) for later in range(index + 1, min(index + 4, self.end)))

    def _is_opening(self, index: int) -> bool:
        """Whether a short line right above the first paragraph is a heading of the text."""
        unit, below = self.units[index], self.units[index + 1] if index + 1 < self.end else None
        if self.title is None and index >= self.start:
            return True
        return bool(below and below.gap and unit.gap and is_titleshaped(unit) and self._is_text(index + 1) and unit.indent == below.indent)

    def _caption_above(self, index: int) -> None:
        above = index - 1
        while above > (self.title if self.title is not None else -1) and self.rulings[above] in (REPEAT, PICTURE):
            above -= 1
        if above < 0 or self.rulings[above] is TITLE or self.units[above].width > _LONGEST_CAPTION:
            return
        apart = bool(self.units[index].gap)
        said = self.units[above]
        if self.rulings[above] in (HEADER, PARAGRAPH, HEADING, SHORT, SUBTITLE) and not (apart and (is_prose(said) or said.width < 50)):
            self.rulings[above] = CAPTION

    # --- the text ---

    def _rule_body(self) -> None:
        index = self.start
        while index < self.end:
            if self.rulings[index] is not None:
                index += 1
            elif self.units[index].marker:
                index = self._rule_list(index)
            else:
                ruling = self._body_ruling(index)
                if ruling is not None:
                    self.rulings[index] = ruling
                    index += 1
                else:
                    index = self._rule_short_lines(index)

    def _body_ruling(self, index: int) -> Ruling | None:
        """The ruling on a unit of the text, ``None`` for a short line that its neighbours must explain."""
        unit = self.units[index]
        if unit.width > _LONGEST_CAPTION or (unit.width > 220 and is_prose(unit) and not may_name_credit(unit.text)):
            return PARAGRAPH
        if unit.width < 100 and is_ornament(unit.text):
            return RULE
        if is_related(unit):
            return RELATED
        if is_placeholder(unit.text):
            return PICTURE
        if is_credit_line(unit.text) or self._is_name_in_brackets(index):
            self._caption_above(index)
            return CREDIT
        if is_prose(unit):
            return CAPTION if unit.width < 350 and part_credit(unit.text, sure=False)[1] else PARAGRAPH
        if is_control(unit):
            return WIDGET
        return SHORT if is_sentence(unit) else None

    def _is_name_in_brackets(self, index: int) -> bool:
        """Whether a unit is a few words in brackets right under a line, as credits are set."""
        unit = self.units[index]
        text = unit.text
        return not unit.gap and index > self.start and unit.width <= 60 and text[0] == "(" and text[-1] == ")" and text[1:2].isupper()

    def _rule_short_lines(self, index: int) -> int:
        """Rule on a run of short lines that aren't sentences; returns where it ends."""
        last = index
        while last < self.end and self.rulings[last] is None and not self.units[last].marker and self._body_ruling(last) is None:
            last += 1
        run = self.units[index:last]
        inside = [unit for unit in run if unit.indent == self.indent]
        for place, unit in enumerate(run, index):
            self.rulings[place] = self._short_ruling(unit, run, inside, last)
        return last

    def _short_ruling(self, unit: Unit, run: list[Unit], inside: list[Unit], below: int) -> Ruling:
        if part_credit(unit.text, sure=False)[1]:
            return CAPTION
        if self.note:
            return SHORT
        if unit.text[-1] in ":,;،、：":
            return SHORT if unit.indent == self.indent or len(run) == 1 else ASIDE
        if unit.indent != self.indent and self.indent and len(run) > 1 and unit.width < 60:
            return ASIDE
        if unit.indent > self.indent + 1 and len(run) == 1 and unit.width >= 25 and ":" not in unit.text:
            return CAPTION
        if len(run) >= 3 and self.spaced and min(each.width for each in run) >= 25 and not any(each.gap for each in run[1:]):
            return ASIDE
        if len(run) >= 4 and sum(1 for each in run if each.gap) < len(run) / 2 and not any(":" in each.text for each in run):
            return ASIDE
        stands_over = any(is_prose(each) or each.marker for each in self.units[below : min(below + _HEAD, self.end)])
        return HEADING if stands_over and len(inside) <= 3 and not is_wordless(unit.text) else SHORT

    def _rule_list(self, index: int) -> int:
        """Rule on the items from ``index`` on and what stands under them; returns where the list ends."""
        last, nested = index, 0
        depth = self.units[index].indent
        while last < self.end and self.rulings[last] is None:
            unit = self.units[last]
            if not unit.marker:
                if unit.indent <= depth or not is_prose(unit):
                    break
                nested += 1
            last += 1
        run = self.units[index:last]
        if len(run) == 1 and self._is_numbered_heading(run[0], last):
            self.rulings[index] = HEADING
            return last
        kept = self._is_of_the_text(index, [unit for unit in run if unit.marker], nested)
        for place, unit in enumerate(run, index):
            if not unit.text or is_placeholder(unit.text):
                self.rulings[place] = PICTURE
            elif unit.marker:
                self.rulings[place] = ITEM if kept else RELATED
            else:
                self.rulings[place] = (PARAGRAPH if is_prose(unit) else SHORT) if kept else RELATED
        return max(last, index + 1)

    def _is_numbered_heading(self, unit: Unit, below: int) -> bool:
        """Whether a numbered line stands over text rather than among items."""
        return unit.marker[0].isdigit() and bool(unit.text) and unit.width <= 140 and not is_prose(unit) and below < self.end

    def _is_of_the_text(self, index: int, items: list[Unit], nested: int) -> bool:
        """Whether a list says something itself, rather than linking elsewhere."""
        told = [unit for unit in items if unit.text]
        if not told:
            return False
        closed = sum(1 for unit in told if is_sentence(unit) or is_prose(unit) or unit.text[-1] in ";,")
        numbered = sum(1 for unit in told if unit.marker[0].isdigit())
        above = self.units[index - 1].text if index else ""
        introduced = above.endswith((":", "：")) and (self.rulings[index - 1] is PARAGRAPH or len(above) > 25)
        return closed >= 0.4 * len(told) or numbered >= 0.6 * len(told) or introduced or nested >= 0.5 * len(told)


def _is_of_a_page(unit: Unit) -> bool:
    return not unit.text or bool(unit.marker) or is_control(unit) or is_related(unit) or is_placeholder(unit.text) or is_legal(unit.text)
