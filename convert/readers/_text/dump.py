"""One article while it is judged: its units, where its body begins and ends, the rulings so far.

The body is the run of units in which prose outweighs what is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from convert.readers._text.dateline import byline_names, label_of, says_who_or_when, speakers
from convert.readers._text.manuscripts import is_of_page
from convert.readers._text.rulings import CAPTION, HEADER, HEADING, PARAGRAPH, PICTURE, REPEAT, SHORT, SUBTITLE, TITLE, Ruling
from convert.readers._text.shape import all_terms, heaviest, is_control, is_placeholder, is_related
from convert.readers._text.unit import QUOTED, Unit

_LONGEST_CAPTION = 600
_LIGHT_TAIL = 0.12
_BOX = 25
_APART, _WIDE = 12, 80
_FEW = 20
_LEAST_TOLD = 48
_LONGEST_CLOSING = 100
_LEAST_BODY = 0.8
_LEAST_VERSE, _LEAST_POEM = 6, 6
_LEAST_IN_VERSE, _LEAST_IN_POINTED = 18, 12
_LEAST_SPEECHES = 4
_POINTS = frozenset(",.;:!?…—–，。；！？、،؛؟")
_LEAST_IN_LINES = 24
_FEWEST_MARKED, _WIDEST_HEADING = 3, 70
_LONGEST_VERSE = 72
_MOST_USUAL, _ENOUGH_TO_TELL = 15, 10_000


class Dump:
    """The units of one article and what is known of them; ``rulings`` fills up as they are judged.

    ``start`` and ``end`` bound the body, ``title`` is the headline's index, ``indent`` the body's column;
    ``manuscript`` says that it stands as someone set it, line by line: what looks like a button or is said twice is its author's;
    ``doubled`` holds the first of each pair of equal neighbours, as captions come; ``spaced`` says that
    blank lines part the paragraphs, ``verse`` that lines are to be kept as they are broken, ``note`` that this is
    verse or but a few lines someone wrote.
    """

    def __init__(self, units: list[Unit], weights: list[float], *, manuscript: bool = False) -> None:
        self.units = units
        self.weights = weights
        self.rulings: list[Ruling | None] = [None] * len(units)
        self.signatures: dict[int, bool] = {}
        self.manuscript = manuscript
        self.verse = self._is_verse()
        self.note = self.verse
        self.doubled = set[int]() if self.verse else self._doubled_lines()
        self.title: int | None = None
        self._bound()

    def weigh_anew(self, weights: list[float]) -> None:
        """Find the body again, by other ``weights``; nothing has been judged yet."""
        self.weights = weights
        self._bound()

    def _bound(self) -> None:
        self.start, self.end = self._body()
        indents = Counter[int]()
        for unit in self.units[self.start : self.end]:
            if unit.width >= 80:
                indents[unit.indent] += unit.width
        self.indent = max(indents, key=lambda indent: indents[indent]) if indents else 0
        self.spaced = self._is_spaced()

    def _is_spaced(self) -> bool:
        """Whether blank lines stand between the paragraphs here."""
        proses = [unit for unit in self.units[self.start : self.end] if unit.width >= 80]
        return sum(1 for unit in proses if unit.gap) * 2 > len(proses)

    def _doubled_lines(self) -> set[int]:
        """The first of each pair of equal neighbours: a caption, said as the picture's text and under it."""
        found: set[int] = set()
        units = self.units
        for index in range(len(units) - 1):
            unit = units[index]
            if (
                unit.text == units[index + 1].text
                and 4 <= unit.width <= _LONGEST_CAPTION
                and not (unit.marker or unit.cells or is_control(unit))
            ):
                found.add(index)
        return found

    def _body(self) -> tuple[int, int]:
        """Where the article's body begins and ends; both 0 where nothing speaks for an article."""
        if self.verse:
            return 0, len(self.units)
        if self.manuscript:
            return 0, self._without_closing_lines()
        weights = self.weights
        if self.doubled:
            weights = weights.copy()
            for index in self.doubled:
                weights[index] = weights[index + 1] = 0.0
        best, first, end = heaviest(weights)
        if best < _LEAST_BODY:
            self.doubled = set()
            weights = self.weights
            best, first, end = heaviest(weights)
        if best < _LEAST_BODY:
            return self._all_of_a_note()
        if self._is_clean(first, end):
            return 0, len(self.units)
        end = self._without_light_tail(weights, first, end)
        return first, self._with_rest_of_text(self._with_rest_of_column(first, end))

    def _without_closing_lines(self) -> int:
        """The end, moved up over lines of rights and buttons that stand last."""
        end = len(self.units)
        while end and self.units[end - 1].width <= _LONGEST_CLOSING and is_of_page(self.units[end - 1]):
            end -= 1
        return end

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
            if unit.indent == column and unit.width >= 120 and unit.prose and not unit.marker and not unit.legal:
                end, reach = index + 1, index + _BOX
        return end

    def _with_rest_of_text(self, end: int) -> int:
        """The end moved down to further paragraphs where nothing of a page stands between, or nothing but buttons does."""
        words = buttons = False
        for index in range(end, len(self.units)):
            unit = self.units[index]
            if unit.prose and unit.width >= _WIDE and not unit.marker and not is_related(unit) and not unit.legal:
                end, words, buttons = index + 1, False, False
                continue
            control = is_control(unit) and not is_related(unit)
            words, buttons = words or not control, buttons or control
            if index >= end + _APART or (words and buttons) or (is_of_page(unit) and not control):
                break
        return end

    def _is_clean(self, first: int, end: int) -> bool:
        """Whether what stands outside the body, a greeting say, is the author's too, since none of it is of a page."""
        outside = [*self.units[:first], *self.units[end:]]
        if len(outside) <= max(4, len(self.units) // 7) and not any(unit.marker.strip(QUOTED) or is_of_page(unit) for unit in outside):
            return True
        told = sum(unit.width for unit in outside) >= _LEAST_TOLD * len(outside)  # more than the entries of menus say
        return (len(outside) <= max(_FEW, len(self.units) // 3) or told or self._is_by_hand()) and self.clean

    def _is_by_hand(self) -> bool:
        """Whether someone wrote these lines as they stand: headings with a line below them, quotations, lines broken with room left."""
        return any(unit.ruled or unit.by_hand or unit.marker == QUOTED for unit in self.units)

    @cached_property
    def clean(self) -> bool:
        """Whether no unit is a button, a link elsewhere or small print: then short lines too are the author's."""
        return self.manuscript or not any(is_of_page(unit) and not (self.spoken and is_placeholder(unit.text)) for unit in self.units)

    def marks_heading(self, unit: Unit) -> bool | None:
        """Whether the short line ``unit`` is a heading, where whoever set the text marks them; ``None`` where nothing tells.

        Where lines are drawn below headings this is none; or the text is set in from where they begin.
        """
        if self._ruled:
            return False
        return self._stands_out(unit) if self._set_in else None

    @cached_property
    def _ruled(self) -> bool:
        return self.manuscript and sum(1 for unit in self.units if unit.ruled) >= _FEWEST_MARKED

    @cached_property
    def _set_in(self) -> bool:
        return self.manuscript and self.indent > 1 and sum(map(self._stands_out, self.units)) >= _FEWEST_MARKED

    def _stands_out(self, unit: Unit) -> bool:
        short = unit.width <= _WIDEST_HEADING and not (unit.prose or unit.marker or unit.cells)
        return short and unit.indent < self.indent and bool(unit.gap)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Who speaks in it, by what opens several lines."""
        return speakers(unit.text for unit in self.units)

    def is_speech(self, unit: Unit) -> bool:
        """Whether ``unit`` begins with who says it."""
        return bool(self.speakers) and label_of(unit.text) in self.speakers

    @cached_property
    def spoken(self) -> bool:
        """Whether this is a record of what was said, each speech behind its speaker: then *[laughter]* stands for no picture."""
        speeches = sum(1 for unit in self.units if self.is_speech(unit))
        return speeches >= max(_LEAST_SPEECHES, len(self.units) / 4)

    def _all_of_a_note(self) -> tuple[int, int]:
        """A few lines that aren't controls are a note someone wrote, and so are many of several words; other short ones are a menu."""
        told = [unit for unit in self.units if unit.text and not is_control(unit) and not is_placeholder(unit.text)]
        self.note = 0 < len(told) <= 8 or self._is_told_in_lines(_LEAST_IN_LINES)
        return (0, len(self.units)) if self.note else (0, 0)

    def _is_verse(self) -> bool:
        """Whether short lines stand close together in stanzas, beginning with capitals where the script has them, or ending in a point."""
        units = self.units
        if len(units) < _LEAST_VERSE or max(unit.width for unit in units) > _LONGEST_VERSE:
            return False
        close = sum(1 for unit in units[1:] if not unit.gap)
        capitals = sum(1 for unit in units if not unit.text[:1].islower())
        pointed = sum(1 for unit in units if unit.text[-1:] in _POINTS) >= 0.5 * len(units)  # as no menu is
        if close < 0.6 * len(units) or not (pointed or capitals >= 0.5 * len(units)) or not any(unit.gap for unit in units[1:]):
            return False
        return self._is_told_in_lines(_LEAST_IN_POINTED if pointed else _LEAST_IN_VERSE) and self._is_signed_as_verse()

    def _is_signed_as_verse(self) -> bool:
        """Whether nothing is signed below the first lines but further poems of some lines, right below their titles."""
        signed = [index for index in range(_LEAST_VERSE, len(self.units)) if says_who_or_when(self.units[index].text)]
        titled = all(self.units[index - 1].gap and byline_names(self.units[index].text) for index in signed)
        return titled and len(signed) * _LEAST_POEM <= len(self.units)

    def _is_told_in_lines(self, width: int) -> bool:
        """Whether lines of several words each, ``width`` columns on average, few of them twice, stand here and nothing of a page."""
        distinct = {unit.text for unit in self.units}
        if not self.units or len(distinct) < 0.6 * len(self.units) or any(unit.marker or unit.cells for unit in self.units):
            return False
        return sum(unit.width for unit in self.units) >= width * len(self.units) and self.clean

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

    def is_text(self, index: int) -> bool:
        unit = self.units[index]
        if unit.marker or index in self.doubled or index - 1 in self.doubled:
            return False
        return unit.prose or self.note

    def is_signature(self, index: int) -> bool:
        if index not in self.signatures:
            unit = self.units[index]
            self.signatures[index] = not unit.cells and says_who_or_when(unit.text) and not self.is_speech(unit)
        return self.signatures[index]

    def is_common(self, text: str, share: Callable[[Iterable[bool]], bool] = all) -> bool:
        """Whether the words of ``text``, all or any of them, are written small in the prose here, as those of names are not."""
        return share(self._is_written(word.lower()) for word in text.split() if word[0].isupper())

    def _is_written(self, word: str) -> bool:
        start = self._prose.find(f" {word}")
        while start >= 0:
            end = start + 1 + len(word)
            if not self._prose[end : end + 1].isalnum():
                return True
            start = self._prose.find(f" {word}", end)
        return False

    def is_usual(self, word: str) -> bool:
        """Whether ``word`` is one of those that the prose here has most often, which are of no name in any language."""
        return f" {word} " in self._opening and word in self._usual

    @cached_property
    def _opening(self) -> str:
        """The words that the prose begins with, a blank before and behind each."""
        return f" {' '.join(self._prose[:_ENOUGH_TO_TELL].split())} "

    @cached_property
    def _usual(self) -> frozenset[str]:
        written = Counter(self._opening.split())
        again = [word for word, count in written.items() if count > 1 and word.islower()]
        return frozenset(sorted(again, key=written.__getitem__, reverse=True)[:_MOST_USUAL])

    @cached_property
    def lines(self) -> frozenset[str]:
        """What stands on the lines of it."""
        return frozenset(unit.text for unit in self.units)

    def says(self, name: str) -> bool:
        """Whether ``name`` stands somewhere here, and no letter behind it."""
        return any(name in unit.text and not unit.text.partition(name)[2][:1].isalpha() for unit in self.units)

    def tells_of(self, name: str) -> int:
        """How many paragraphs of the body name ``name`` within a sentence."""
        return sum(f" {name}" in unit.text for unit in self.units[self.start : self.end] if unit.prose)

    @cached_property
    def about(self) -> set[str]:
        """The terms of the body's paragraphs."""
        return all_terms(unit.text for unit in self.units[self.start : self.end] if unit.prose)

    @cached_property
    def _prose(self) -> str:
        return " ".join(unit.text for unit in self.units if unit.prose)

    def caption_above(self, index: int) -> None:
        above = index - 1
        while above > (self.title if self.title is not None else -1) and self.rulings[above] in (REPEAT, PICTURE):
            above -= 1
        if above < 0 or self.rulings[above] is TITLE or self.units[above].width > _LONGEST_CAPTION:
            return
        apart = bool(self.units[index].gap)
        said = self.units[above]
        of_the_text = apart and (said.prose or (said.width < 50 and self.rulings[above] is HEADING))
        if self.rulings[above] in (HEADER, PARAGRAPH, HEADING, SHORT, SUBTITLE) and not of_the_text:
            self.rulings[above] = CAPTION
