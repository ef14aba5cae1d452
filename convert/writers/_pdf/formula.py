"""Formulas as drawings, for engines that know no MathML.

ziamath lays out TeX or MathML by the MATH table of the STIX Two Math font it brings, and gives outlines; they need no
font where they are shown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SIZE = 100.0
_LONGEST = 20_000


class Drawing(NamedTuple):
    """A formula as SVG; ``width``, ``height`` and ``depth`` (how far it reaches below the baseline) are in em."""

    svg: bytes
    width: float
    height: float
    depth: float


def draw(tex: str, mathml: str, *, display: bool) -> Drawing | None:
    """The formula drawn, TeX before MathML; ``None`` when it is neither, or says what ziamath can't set."""
    if not (tex or mathml) or max(len(tex), len(mathml)) > _LONGEST:
        return None
    from ziamath.zmath import Latex, Math

    try:
        formula = Latex(tex, size=_SIZE, inline=not display) if tex else Math(mathml, size=_SIZE)
        svg = formula.svg()
    except Exception:  # its parser raises whatever its tables lack: KeyError, IndexError, ParseError …
        return None
    box = re.search(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"', svg)
    if box is None:
        return None
    _, top, width, height = (float(value) for value in box.groups())
    if width <= 0 or height <= 0:
        return None
    return Drawing(svg.encode(), width / _SIZE, height / _SIZE, (height + top) / _SIZE)
