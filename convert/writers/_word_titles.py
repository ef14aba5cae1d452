"""Titles in lines of even length: Word breaks where the line is full, so the line is made no longer than it has to be."""

from __future__ import annotations

from convert.theme import Face, Look, Theme
from convert.writers._balance import narrowest
from convert.writers._pdf_job import Balanced
from convert.writers._word_flow import Par

# Of the size: as wide as letters get on average; what is shorter at that width is one line.
_WIDE = 0.62


def even(theme: Theme, par: Par, text: str, width: float) -> Par:
    """``par``, which holds ``text`` in a space of ``width`` points, with lines of even length where its role asks for that."""
    look = theme.look(par.role)
    if look.balance and len(text) * look.size * _WIDE > width:
        narrow = narrowest(text, _measured(theme, par.role, width))
        if narrow < width:
            par.sides = (0.0, width - narrow, 0.0)
    return par


def _measured(theme: Theme, role: str, width: float) -> Balanced:
    look = theme.look(role)
    files = [(_file(theme.fonts[look.font], look, slanted=look.italic), 1.0)]
    files += [(_file(theme.fonts[script.font], look, slanted=False), script.scale) for script in theme.scripts.values()]
    return Balanced(fonts=tuple(files), size=look.size, spacing=look.spacing / 1000, measure=width)


def _file(face: Face, look: Look, *, slanted: bool) -> str:
    """The file of ``face`` that ``look`` is set in, or the nearest to it that there is."""
    bold = look.weight >= 600
    wanted = (face.bold_italic if bold else face.italic) if slanted else (face.bold if bold else face.regular)
    return wanted or face.regular
