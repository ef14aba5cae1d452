"""From the rulings on an article's units to its blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from convert.model import Block, Cell, CodeBlock, Figure, Heading, Inline, LineBreak, Link, List, Paragraph, Quote, Rule, Table, Text
from convert.patterns import regex
from convert.readers._text.credit import is_credit_line, part_credit
from convert.readers._text.lines import joined
from convert.readers._text.rulings import PARAGRAPH, SHORT, Judged, Ruling
from convert.readers._text.unit import Unit

_RUNS = regex("[ \\t\u00a0\u3000]{2,}|\\t")
# A quoted line shorter than this ends where its author ended it, not where a mail program broke it.
_SHORT_QUOTED = 45
_DEEPEST = 6
_LONGEST_VERSE = 72
_SET_IN = 2


def blocks_of(judged: Judged) -> list[Block]:
    """The blocks of ``judged``, in order: what is known of the article, and what is left out, is none of them."""
    made = _Blocks(judged.verse)
    for unit, ruling in zip(judged.units, judged.rulings, strict=True):
        if ruling.role == "item":
            made.item(unit)
        elif ruling.role == "row":
            made.row(unit)
        elif ruling.role == "code":
            made.listing(unit)
        elif ruling.role == "quote":
            made.quoted(unit)
        elif ruling.role != "left-out":
            made.block(unit, ruling)
    made.close()
    return made.blocks


class _Blocks:
    """Blocks as they grow: a list, a table, a quotation or a stanza is open until something else comes."""

    def __init__(self, verse: bool) -> None:
        self.blocks: list[Block] = []
        self._verse = verse
        self._items: list[tuple[Unit, list[Block]]] = []
        self._open: list[Unit] = []  # of the items those that another may follow
        self._rows: list[Unit] = []
        self._quoted: list[Unit] = []
        self._stanza: list[Inline] = []
        self._rules: list[str] = []
        self._line: Unit | None = None

    def close(self) -> None:
        if self._items:
            self.blocks.append(_list(self._items))
        if self._rows:
            self.blocks.append(_table(self._rows))
        if self._quoted:
            self.blocks.append(_quote(self._quoted))
        if self._stanza:
            self.blocks.append(Paragraph(tuple(self._stanza)))
        self._items, self._open, self._rows, self._quoted, self._stanza = [], [], [], [], []

    def item(self, unit: Unit) -> None:
        if not self._goes_on(unit):
            self.close()
        self._open.append(unit)
        self._items.append((unit, [Paragraph(_inline(unit.text))]))

    def _goes_on(self, unit: Unit) -> bool:
        """Whether ``unit`` is of the list that is open: set in below its last item, or the next on its own level."""
        if not self._open:
            return False
        if unit.indent >= self._open[-1].indent + _SET_IN:
            return True
        while self._open and self._open[-1].indent >= unit.indent + _SET_IN:  # no later item follows one of these
            self._open.pop()
        return bool(self._open) and _follows(self._open[-1].marker, unit.marker)

    def _level(self, unit: Unit) -> int:
        """The level of a heading by the sign below it, as the text has them one after another; the first for one without."""
        if unit.ruled and unit.ruled not in self._rules:
            self._rules.append(unit.ruled)
        return min(self._rules.index(unit.ruled) + 1, _DEEPEST) if unit.ruled else 1

    def row(self, unit: Unit) -> None:
        if not self._rows or unit.gap or len(unit.cells) != len(self._rows[0].cells):
            self.close()
        self._rows.append(unit)

    def listing(self, unit: Unit) -> None:
        self.close()
        self.blocks.append(CodeBlock(unit.cells[0]))

    def quoted(self, unit: Unit) -> None:
        if not self._quoted:
            self.close()
        self._quoted.append(unit)

    def block(self, unit: Unit, ruling: Ruling) -> None:
        role, before = ruling.role, self._line
        ends = before is not None and ruling is PARAGRAPH and self._ends_stanza(unit, before)
        self._line = unit if unit.indent >= _SET_IN and (ruling is SHORT or ends) else None
        if self._items and role == "paragraph" and unit.indent > self._items[-1][0].indent and unit.indent:
            self._items[-1][1].append(Paragraph(_inline(unit.text)))
            return
        if self._verse and role == "paragraph":
            if unit.gap or not self._stanza:
                self.close()
            self._stanza += [LineBreak(), *_inline(unit.text)] if self._stanza else _inline(unit.text)
            return
        self.close()
        last = self.blocks[-1] if self.blocks else None
        if self._line is not None and before is not None and not unit.gap and isinstance(last, Paragraph):
            self.blocks[-1] = Paragraph(
                (*last.children, LineBreak(), *_inline(unit.text))
            )  # lines set off from the text, one below the other
            return
        _add(self.blocks, unit, role, self._level(unit) if role == "heading" else 1)

    def _ends_stanza(self, unit: Unit, before: Unit) -> bool:
        """Whether ``unit``, a sentence, is one more line of verse below the line ``before`` and another."""
        last = self.blocks[-1] if self.blocks else None
        alike = not unit.gap and unit.indent == before.indent and unit.first == unit.last and unit.width <= _LONGEST_VERSE
        return alike and isinstance(last, Paragraph) and any(isinstance(child, LineBreak) for child in last.children)


def _follows(marker: str, following: str) -> bool:
    """Whether two items stand in one list: both with bullets, or numbered one after the other."""
    if not (marker[0].isdigit() and following[0].isdigit()):
        return marker[0].isdigit() == following[0].isdigit()
    return int(following.rstrip(".)")) == int(marker.rstrip(".)")) + 1


def _add(blocks: list[Block], unit: Unit, role: str, level: int) -> None:
    match role:
        case "paragraph":
            blocks.append(Paragraph(_inline(unit.text)))
        case "heading":
            blocks.append(Heading(level, _inline(f"{unit.marker} {unit.text}".strip())))
        case "rule":
            blocks.append(Rule())
        case "caption":
            caption, credit = part_credit(unit.text, sure=True)
            blocks.append(Figure(caption=_inline(caption), credit=_inline(credit)))
        case "credit":
            credit = is_credit_line(unit.text) or unit.text.strip("()")
            if blocks and isinstance(blocks[-1], Figure) and not blocks[-1].credit:
                blocks[-1] = Figure(caption=blocks[-1].caption, credit=_inline(credit))
            else:
                blocks.append(Figure(credit=_inline(credit)))
        case _:
            pass


def _list(items: list[tuple[Unit, list[Block]]], depth: int = 1) -> List:
    """The list of ``items``: those set in below one are a list within it."""
    column = items[0][0].indent + _SET_IN
    tops = [place for place, (unit, _) in enumerate(items) if place == 0 or unit.indent < column or depth == _DEEPEST]
    within = [items[top + 1 : end] for top, end in pairwise([*tops, len(items)])]
    shown = [items[top] for top in tops]
    ordered = all(unit.marker[0].isdigit() for unit, _ in shown)
    told = tuple((*blocks, _list(below, depth + 1)) if below else tuple(blocks) for (_, blocks), below in zip(shown, within, strict=True))
    return List(told, ordered=ordered, start=int(shown[0][0].marker.rstrip(".)")) if ordered else 1)


def _table(units: list[Unit]) -> Table:
    rows = tuple(tuple(Cell((Paragraph(_inline(cell)),) if cell else (), header=unit.heads) for cell in unit.cells) for unit in units)
    heads = units[0].heads
    return Table(rows[heads:], rows[:heads])


def _quote(units: list[Unit]) -> Quote:
    """A quotation of the lines of ``units``: those without text and blank lines part its paragraphs."""
    paragraphs: list[Block] = []
    lines: list[Inline] = []
    above = ""
    for unit in units:
        if lines and (unit.gap or not unit.text):
            paragraphs.append(Paragraph(tuple(lines)))
            lines = []
        if lines and len(above) >= _SHORT_QUOTED and isinstance(lines[-1], Text):
            lines[-1] = Text(joined(lines[-1].text, unit.text))
        elif unit.text:
            lines += [LineBreak(), *_inline(unit.text)] if lines else _inline(unit.text)
        above = unit.text
    return Quote((*paragraphs, Paragraph(tuple(lines))) if lines else tuple(paragraphs))


def _inline(text: str) -> tuple[Inline, ...]:
    """``text``, which is clean already, with its runs of blanks made one and its addresses links; a no-break space stays what it is."""
    line = _RUNS.sub(" ", text) if "  " in text or "\t" in text or "\u00a0\u00a0" in text else text
    if ":" in line and "://" in line:  # a single sign is found at once
        return tuple(_linked(line))
    return (Text(line),) if line else ()


def _linked(line: str) -> Iterator[Inline]:
    reached = 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(_BEHIND_ADDRESS)
        if address[-1] == ")" and (more := address.count(")") - address.count("(")) > 0:
            address = address[: max(len(address.rstrip(")")), len(address) - more)].rstrip(_BEHIND_ADDRESS)
        if address[-1] == "/" and address.count("/") < 3:  # a scheme alone
            continue
        if match.start() > reached:
            yield Text(line[reached : match.start()])
        yield Link(address, (Text(address),))
        reached = match.start() + len(address)
    if reached < len(line):
        yield Text(line[reached:])


# Up to what can't stand in an address, or closes what it stands in.
_ADDRESS = regex('https?://[^\\s<>"\u201c\u201d\u2019\u00ab\u00bb\\[\\]{}\u3000-\u303f\uff00-\uffef]+')
_BEHIND_ADDRESS = ".,;:!?'*_"
