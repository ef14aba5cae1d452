"""Lines grouped into blocks: lists from their items, quotations, code and definitions from their paragraphs, captions to what they name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from convert import model
from convert.model import Block, Definition, Direction, Figure, Inline, Paragraph, Text
from convert.patterns import regex
from convert.readers._docx.lines import Line
from convert.readers._docx.typed import with_lists
from convert.walk import plain_text

_NEAR = 60  # twentieths of a point that two indents may differ by and still be meant as one
_DASH = regex(r"^\s*[—–―]\s*")
_SET_OFF = frozenset(("code", "quote", "figure", "caption", "table", "embed", "formula", "meaning"))


def grouped(lines: Sequence[Line], *, own: bool = False) -> list[Block]:
    """The blocks that ``lines`` are. ``own`` says that readpack's writer made them: then each paragraph of code is a block."""
    return _Grouping(lines if own else with_lists(lines), own).all()


class _Grouping:
    def __init__(self, lines: Sequence[Line], own: bool) -> None:
        self.lines = lines
        self.own = own
        self.at = 0

    def all(self) -> list[Block]:
        found: list[Block] = []
        while self.at < len(self.lines):
            found += self._next()
        return found

    def _next(self) -> list[Block]:
        line = self.lines[self.at]
        if line.place is not None:
            return self._lists()
        match line.role:
            case "code":
                return [self._code()]
            case "quote":
                return [self._quote()]
            case "term" | "meaning":
                return [self._definitions()]
            case "figure":
                return [self._figure()]
            case "caption":
                return [self._caption()]
            case "table":
                return [self._table()]
            case "embed":
                self.at += 1
                return [_embed(line, None)]
            case "heading":
                self.at += 1
                return [model.Heading(line.level, line.run, id=line.id, language=line.language, direction=line.direction)]
            case _ if self._is_quoted(line, set_in=True):
                return [self._quote(set_in=True)]
            case _:
                self.at += 1
                return [_block(line)]

    def _while(self, role: str) -> list[Line]:
        """The lines from here on that have ``role``."""
        first = self.at
        while self.at < len(self.lines) and self.lines[self.at].role == role and self.lines[self.at].place is None:
            self.at += 1
        return list(self.lines[first : self.at])

    # --- paragraphs of a kind ---------------------------------------------------------------------------

    def _code(self) -> Block:
        if self.own:
            self.at += 1
            line = self.lines[self.at - 1]
            return model.CodeBlock(line.text, id=line.id, direction=line.direction)
        lines = self._while("code")
        return model.CodeBlock("\n".join(line.text for line in lines), id=lines[0].id)

    def _quote(self, *, set_in: bool = False) -> Block:
        first = self.at
        while self.at < len(self.lines) and self._is_quoted(self.lines[self.at], set_in=set_in):
            self.at += 1
        lines = self.lines[first : self.at]
        attribution: tuple[Inline, ...] = ()
        if self.at < len(self.lines) and self.lines[self.at].role == "attribution":
            attribution = _undashed(self.lines[self.at].run)
            self.at += 1
        inside = tuple(_block(line) for line in lines)
        return model.Quote(inside, attribution=attribution, id=lines[0].id if lines else "")

    def _is_quoted(self, line: Line, *, set_in: bool) -> bool:
        if set_in:
            return line.place is None and line.set_in and line.role in ("", "item") and line.block is None
        return line.place is None and line.role == "quote"

    def _definitions(self) -> Block:
        items: list[Definition] = []
        first = self.lines[self.at]
        while self.at < len(self.lines) and self.lines[self.at].role in ("term", "meaning"):
            terms = tuple(line.run for line in self._while("term"))
            said = [Paragraph(line.run, language=line.language, direction=line.direction) for line in self._while("meaning")]
            meanings = tuple((paragraph,) for paragraph in said) if self.own else (tuple(said),) if said else ()
            items.append(Definition(terms, meanings))
        return model.Definitions(tuple(items), id=first.id)

    # --- figures ----------------------------------------------------------------------------------------

    def _figure(self) -> Block:
        line = self.lines[self.at]
        self.at += 1
        after = self.lines[self.at] if self.at < len(self.lines) else None
        if not isinstance(line.block, Figure) or after is None:
            return line.block or Paragraph(line.run)
        if after.role == "embed" and line.framed:
            self.at += 1
            return _embed(after, line.block.image)
        if after.role != "caption" or (self._captions_table(self.at) and not self.own):
            return msgspec.structs.replace(line.block, id=line.id)
        self.at += 1
        return msgspec.structs.replace(line.block, caption=after.run, credit=after.credit, id=line.id or after.id)

    def _captions_table(self, at: int) -> bool:
        """Whether the caption at ``at`` stands above a table that has no other below it."""
        return self._role(at + 1) == "table" and self._role(at + 2) != "caption"

    def _role(self, at: int) -> str:
        return self.lines[at].role if at < len(self.lines) else ""

    def _table(self) -> Block:
        """A table without a caption above it; one below is its own, unless another table comes next that it could be that of."""
        line = self.lines[self.at]
        self.at += 1
        block = _block(line)
        if self.own or self._role(self.at) != "caption" or self._role(self.at + 1) == "table" or not isinstance(block, model.Table):
            return block
        after = self.lines[self.at]
        if after.credit or after.framed:
            return block
        self.at += 1
        return msgspec.structs.replace(block, caption=after.run, id=block.id or after.id)

    def _caption(self) -> Block:
        """A caption above a table is the table's; one on its own is that of a figure which is not here."""
        line = self.lines[self.at]
        self.at += 1
        after = self.lines[self.at] if self.at < len(self.lines) else None
        if after is not None and isinstance(after.block, model.Table) and not line.credit and not line.framed:
            self.at += 1
            return msgspec.structs.replace(after.block, caption=line.run, id=after.block.id or line.id)
        return Figure(caption=line.run, credit=line.credit, id=line.id)

    # --- lists ------------------------------------------------------------------------------------------

    def _lists(self) -> list[Block]:
        """The list, or lists one after another, that begin here, with what belongs to their items."""
        first = self.at
        open_items: dict[int, int] = {}
        under: list[int] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.place is not None:
                level = line.place.level
                open_items = {known: indent for known, indent in open_items.items() if known < level} | {level: line.indent}
                under.append(level)
            else:
                level = _level_under(line, open_items)
                if line.role == "caption" and self.at > first and self.lines[self.at - 1].role == "figure":  # which is where its picture is
                    level = max(level, under[-1])
                if level < 0:
                    break
                under.append(level)
            self.at += 1
        return self._nest(list(zip(self.lines[first : self.at], under, strict=True)))

    def _nest(self, lines: list[tuple[Line, int]]) -> list[Block]:
        base = lines[0][1]
        items: list[tuple[Line, list[Line]]] = []
        for line, level in lines:
            if line.place is not None and level <= base:
                items.append((line, [msgspec.structs.replace(line, place=None, set_in=False)]))
            else:
                items[-1][1].append(msgspec.structs.replace(line, set_in=False))
        found: list[Block] = []
        run: list[tuple[Line, list[Line]]] = []
        for item in items:
            if run and not _goes_on(run[-1][0], item[0]):
                found.append(self._list(run))
                run = []
            run.append(item)
        return [*found, self._list(run)]

    def _list(self, items: list[tuple[Line, list[Line]]]) -> Block:
        place = items[0][0].place
        made = tuple(tuple(grouped(lines, own=self.own)) for _, lines in items)
        if place is None or not place.ordered:
            return model.List(made)
        return model.List(made, ordered=True, start=max(0, place.number), numbering=place.numbering)


def _level_under(line: Line, open_items: dict[int, int]) -> int:
    """The level of the item that ``line`` goes on with, by its indent; -1 for a line that ends the list."""
    if line.role in ("heading", "title", "subtitle", "source", "kicker", "byline", "section"):
        return -1
    if not line.role or line.role == "item":
        near = [level for level, indent in open_items.items() if indent > 0 and abs(line.indent - indent) <= _NEAR]
        return max(near, default=-1)
    within = [level for level, indent in open_items.items() if indent > 0 and line.inward >= indent - _NEAR]
    return max(within, default=-1) if line.role in _SET_OFF else -1


def _goes_on(before: Line, line: Line) -> bool:
    """Whether two items are of one list: numbered the same way, and the later one counted on from the earlier."""
    last, place = before.place, line.place
    if last is None or place is None:
        return True
    if not last.ordered and not place.ordered:
        return True
    return last.ordered == place.ordered and last.numbering == place.numbering and place.number == last.number + 1


# --- one line -------------------------------------------------------------------------------------------------


def _block(line: Line) -> Block:
    if line.block is not None:
        return msgspec.structs.replace(line.block, id=line.id) if line.id and not line.block.id else line.block
    return Paragraph(line.run, id=line.id, language=line.language, direction=_direction(line))


def _direction(line: Line) -> Direction:
    return line.direction


def _undashed(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if run and isinstance(run[0], Text):
        text = _DASH.sub("", run[0].text)
        return (Text(text), *run[1:]) if text else run[1:]
    return run


def _embed(line: Line, still: model.Image | None) -> Block:
    """A line that the writer made of an embed: what kind it was, then its title with a link."""
    link = next((node for node in line.run if isinstance(node, model.Link)), None)
    title = " ".join(plain_text(*line.run).split())
    return model.Embed(plain_text(*line.credit).strip().lower(), link.href if link else "", title=title, poster=still, id=line.id)
