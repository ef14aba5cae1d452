"""What someone typed where Word has a style for it: lists with numbers or signs before their items, headings that are but bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from convert.model import Numbering, Strong, Text
from convert.patterns import regex
from convert.readers._docx.lines import Line
from convert.readers._docx.numbering import Place
from convert.readers._text.dateline import byline_names, is_name
from convert.readers._text.days import is_date_line
from convert.walk import plain_text

_NEAR = 60  # as for lists that Word counts
_MARK = regex(r"(?:([•‣▪▫◦●○■□►➢➤✓✔·]|[-–—*])|\(?(?:(\d{1,3})|([a-zA-Z]))[.)])[\s\u00a0]+(?=\S)")
_FEWEST, _FEWEST_LOOSE = 2, 3
_PLAIN = ("", "item")
_LONGEST_HEADING = 120
_ENDS_SENTENCE = regex(r"[.,;:!?…。，；：！？»”\"]\s*$")


class _Typed(msgspec.Struct, frozen=True):
    """The mark that a line begins with: its sign, or its kind and number; how long it is; how deep the line is set in."""

    kind: str
    number: int
    length: int
    level: int
    line: Line

    @property
    def is_apart(self) -> bool:
        """Whether the text is set apart from the mark, as nobody does by chance."""
        return self.line.hanging


def with_lists(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with a place for each that a mark before it makes the item of a list."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        run = list(_run(lines, at))
        found += _items(run) or lines[at : at + max(len(run), 1)]
        at += max(len(run), 1)
    return found


def _run(lines: Sequence[Line], first: int) -> Iterator[_Typed]:
    """The lines from ``first`` on that begin with a mark, up to where one at the top has a mark of another kind, or doesn't count on."""
    indents: list[int] = []
    top, last = "", 0
    for line in lines[first:]:
        opening = line.run[0] if line.run and line.place is None and line.role in _PLAIN else None
        found = _MARK.match(opening.text) if isinstance(opening, Text) else None
        if found is None:
            return
        while indents and line.indent < indents[-1] - _NEAR:
            indents.pop()
        if not indents or line.indent > indents[-1] + _NEAR:
            indents.append(line.indent)
        kind, number = _kind(found[1] or "", found[2] or "", found[3] or "")
        level = len(indents) - 1
        if level == 0:
            if top and (kind != top or (kind.isalnum() and number != last + 1)):
                return
            top, last = kind, number
        yield _Typed(kind, number, found.end(), level, line)


def _kind(sign: str, digits: str, letter: str) -> tuple[str, int]:
    if sign:
        return sign, 0
    if digits:
        return "1", int(digits)
    return ("a" if letter.islower() else "A"), ord(letter.lower()) - ord("a") + 1


def _items(run: list[_Typed]) -> list[Line]:
    """The lines of ``run`` as items where they are surely meant as such; else none."""
    if not run:
        return []
    top = [one for one in run if one.level == 0]
    is_speech = run[0].kind in "-–—*" and any(_ENDS_SENTENCE.search(plain_text(*one.line.run)) for one in top)  # as in a story
    is_sure = all(one.is_apart for one in top) or run[0].kind in _BULLETS
    return [_item(one) for one in run] if len(top) >= (_FEWEST if is_sure else _FEWEST_LOOSE) and (is_sure or not is_speech) else []


_BULLETS = "•‣▪▫◦●○■□►➢➤✓✔·"


_NUMBERINGS: dict[str, Numbering] = {"a": "lower-alpha", "A": "upper-alpha"}


def _item(typed: _Typed) -> Line:
    first = typed.line.run[0]
    assert isinstance(first, Text)
    place = Place(
        f"typed {typed.kind}",
        typed.level,
        typed.kind.isalnum(),
        _NUMBERINGS.get(typed.kind, "decimal"),
        typed.number,
        typed.line.indent,
    )
    rest = first.text[typed.length :]
    return msgspec.structs.replace(typed.line, run=(*((Text(rest),) if rest else ()), *typed.line.run[1:]), place=place)


# --- headings ---------------------------------------------------------------------------------------------


def with_headings(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those that are short and bold as a whole for what they are meant as.

    Where nothing is in a title's style, one that the document begins with is its title; where nothing is in a heading's, each that has
    text below it is a heading.
    """
    roles = {line.role for line in lines}
    if "title" in roles:
        return list(lines)
    found = list(lines)
    first = next((at for at, line in enumerate(lines) if line.run or line.block is not None), 0)
    if lines and _is_bold(lines[first]) and any(map(_is_prose, lines[first + 1 : first + _BELOW_TITLE])):
        found[first] = _bare(lines[first], "title")
    if "heading" in roles:
        return found
    for at, line in enumerate(lines[:-1]):
        below = lines[at + 1]
        if found[at] is line and _is_bold(line) and (_is_prose(below) or below.block is not None) and not _says_who(line):
            found[at] = _bare(line, "heading")
    return found


_BELOW_TITLE = 5


def _bare(line: Line, role: str) -> Line:
    """``line`` as what it is meant as, without the bold type that says so."""
    (strong,) = line.run
    return msgspec.structs.replace(line, role=role, level=1, run=strong.children if isinstance(strong, Strong) else line.run, set_in=False)


def _is_bold(line: Line) -> bool:
    if line.role or line.place is not None or line.block is not None or len(line.run) != 1 or not isinstance(line.run[0], Strong):
        return False
    said = plain_text(*line.run).strip()
    return 0 < len(said) <= _LONGEST_HEADING and "\n" not in said and not _ENDS_SENTENCE.search(said)


def _is_prose(line: Line) -> bool:
    """Whether ``line`` is text, and no line alone in bold."""
    return bool(line.run) and line.role in ("", "item", "quote") and not (len(line.run) == 1 and isinstance(line.run[0], Strong))


def _says_who(line: Line) -> bool:
    said = plain_text(*line.run).strip()
    return bool(byline_names(said) or is_date_line(said) or is_name(said))
