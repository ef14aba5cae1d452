"""Paragraphs one below the other, and the space between them.

Word adds the space after a paragraph to the space before the next; here the larger holds, as in CSS. A paragraph is put out
when what follows it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from convert.theme import Look
from convert.writers._word.styles import JUSTIFY, NATURAL_LEADING, STYLE, indents, twips
from convert.writers._word.text import is_tall


@dataclass(slots=True)
class Par:
    """A paragraph of a role, with what it has beside its style. Lengths are points; ``None`` is as the style has it.

    ``sides`` are the indents at the start, the end and of the first line; ``extra`` the properties that make it a list item, put it
    in a frame or draw a line beside it; ``leading`` an exact one; ``align`` a value of ``w:jc``; ``style`` the id of a style
    other than the role's; ``section`` the section it ends; ``mark`` what stands before it.
    """

    role: str
    content: str
    rtl: bool = False
    sides: tuple[float, float, float] | None = None
    extra: str = ""
    align: str = ""
    keep: bool = False
    leading: float = 0.0
    hyphens: bool = False
    before: float | None = None
    after: float | None = None
    style: str = ""
    section: str = ""
    mark: str = ""


class Flow:
    """The blocks of a body, a cell or a note as they come, each as a string of XML in ``out``.

    ``flush`` says that the next paragraph begins a run of text and is not indented. What is ``kept`` stands on one page with
    what follows.
    """

    def __init__(self, looks: Mapping[str, Look], out: list[str] | None = None, *, kept: bool = False) -> None:
        self.out: list[str] = [] if out is None else out
        self.flush = True
        self.empty = True
        self._kept = kept
        self._looks = looks
        self._open: Par | None = None
        self._gap = 0.0
        self._marks = ""

    def add(self, par: Par) -> None:
        """``par`` below what stands."""
        before = self._looks[par.role].before if par.before is None else par.before
        last = self._open
        if last is not None:
            after = self._after(last)
            self.out.append(self._written(last))
            par.before = max(before, self._gap, after) - after
        else:
            par.before = max(before, self._gap)
        par.mark, self._marks = self._marks, ""
        self._gap = 0.0
        self._open = par
        self.empty = False

    def space(self, points: float) -> None:
        """At least ``points`` between what stands and what follows."""
        if not self.empty:
            self._gap = max(self._gap, points)

    def hold(self) -> None:
        """Keep the end of what stands on the page of what follows."""
        if self._open is not None:
            self._open.keep = True

    def table(self, xml: str, before: float, after: float) -> None:
        """A table below what stands, with at least that space in points before and after it.

        Word takes two tables with nothing between them for one.
        """
        if self._open is None and self.out and self.out[-1].endswith("</w:tbl>"):
            self._open = Par("body", "", before=0.0, after=0.0, leading=max(self._gap, before))
        elif self._open is not None:
            self._open.after = max(self._after(self._open), self._gap, before)
        self._settle()
        self.out.append(self._marks + xml)
        self._marks = ""
        self._gap = after
        self.empty = False

    def mark(self, xml: str) -> None:
        """A bookmark before the block that follows."""
        self._marks += xml

    def end(self, section: str = "", role: str = "body") -> list[str]:
        """All blocks, the last of them a paragraph, as Word wants it; it ends the ``section`` where one is given."""
        if self._open is None:
            self._open = Par(role, "", before=0.0, after=0.0, mark=self._marks)
        self._open.section = section
        self._settle()
        return self.out

    def _settle(self) -> None:
        if self._open is not None:
            self._gap = max(self._gap - self._after(self._open), 0.0)
            self.out.append(self._written(self._open))
            self._open = None

    def _after(self, par: Par) -> float:
        return self._looks[par.role].after if par.after is None else par.after

    def _written(self, par: Par) -> str:
        """Properties in the order of CT_PPrBase (ISO 29500-1, 17.3.1)."""
        look = self._looks[par.role]
        return (
            f'{par.mark}<w:p><w:pPr><w:pStyle w:val="{par.style or STYLE[par.role]}"/>'
            f"{'<w:keepNext/>' if par.keep or self._kept else ''}{par.extra}{_HYPHENS if par.hyphens else ''}"
            f"{'<w:bidi/>' if par.rtl else ''}{_spacing(par, look)}"
            f"{indents(*par.sides) if par.sides else ''}{par.align and _ALIGN[par.align]}{par.section}</w:pPr>{par.content}</w:p>"
        )


_HYPHENS = '<w:suppressAutoHyphens w:val="0"/>'
_ALIGN = {name: f'<w:jc w:val="{name}"/>' for name in ("left", "right", "center", "both")}


def _spacing(par: Par, look: Look) -> str:
    before = "" if par.before is None or par.before == look.before else f' w:before="{twips(par.before)}"'
    after = "" if par.after is None or par.after == look.after else f' w:after="{twips(par.after)}"'
    loose = ""
    if par.leading:
        loose = f' w:line="{twips(par.leading)}" w:lineRule="{"atLeast" if _reaches(par.content) else "exact"}"'
    elif look.leading < look.size * NATURAL_LEADING and (par.rtl or _reaches(par.content)):
        loose = f' w:line="{twips(look.leading)}" w:lineRule="atLeast"'
    return f"<w:spacing{before}{after}{loose}/>" if before or after or loose else ""


def _reaches(content: str) -> bool:
    """Whether something in a line set tight would be cut off: a picture, a formula, a tall letter."""
    return "<w:drawing>" in content or "<m:oMath>" in content or is_tall(content)


def physical(side: str, rtl: bool) -> str:
    """The value of ``w:jc`` for a side of the page: Word reads left and right as start and end."""
    if side not in ("left", "right"):
        return JUSTIFY.get(side, "")
    return side if not rtl else {"left": "right", "right": "left"}[side]
