"""Titles in lines of even length: Word breaks where the line is full, so the line is made no longer than it has to be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from convert.theme import Face, Look, Theme
from convert.writers._word.flow import Par

# Of the size: as wide as letters get on average; what is shorter at that width is one line.
_WIDE = 0.62
_LONGEST = 400
# Kerning makes a line a little longer or shorter than its letters are together.
_TOLERANCE = 1.015


def even(theme: Theme, par: Par, text: str, width: float, scale: float = 1.0) -> Par:
    """``par``, which holds ``text`` in a space of ``width`` points, with lines of even length where its role asks for that.

    Its letters are ``scale`` times the size of its role.
    """
    look = theme.look(par.role)
    size = look.size * scale
    if look.balance and len(text) <= _LONGEST and len(text) * size * _WIDE > width:
        narrow = _narrowest(text, _letters(_files(theme, look, text), size, look.spacing), width)
        if narrow < width:
            par.sides = (0.0, width - narrow, 0.0)
    return par


def _narrowest(text: str, letters: _Letters, width: float) -> float:
    """The narrowest measure at which ``text`` takes no more lines than at ``width``, and no less than a whole word."""
    words = [sum(map(letters.__getitem__, word)) for word in text.split()]
    blank, longest = letters[" "], max(words)
    lines = _lines(words, blank, width)
    if lines < 2 or longest > width:
        return width
    low, high = max(longest, (sum(words) + blank * (len(words) - lines)) / lines), width
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(words, blank, middle) <= lines else (middle, high)
    return min(width, high * _TOLERANCE)


def _lines(words: list[float], blank: float, width: float) -> int:
    lines, at = 1, -blank
    for word in words:
        at += blank + word
        if at > width:
            lines, at = lines + 1, word
    return lines


def _files(theme: Theme, look: Look, text: str) -> tuple[tuple[str, float], ...]:
    """The files that ``text`` is set in and how much each is scaled, the role's own first."""
    own = (_file(theme.fonts[look.font], look, slanted=look.italic), 1.0)
    if text.isascii():
        return (own,)
    scripts = (script for script in theme.scripts.values() if script.font)
    return (own, *((_file(theme.fonts[script.font], look, slanted=False), script.scale) for script in scripts))


def _file(face: Face, look: Look, *, slanted: bool) -> str:
    """The file of ``face`` that ``look`` is set in, or the nearest to it that there is."""
    bold = look.weight >= 600
    wanted = (face.bold_italic if bold else face.italic) if slanted else (face.bold if bold else face.regular)
    return wanted or face.regular


class _Letters(dict[str, float]):
    """The width of each character in points; one that no file has is taken to be as wide as an n."""

    def __missing__(self, letter: str) -> float:
        return self["n"] if letter != "n" else 5.0


@cache
def _letters(files: tuple[tuple[str, float], ...], size: float, spacing: float) -> _Letters:
    known = _Letters()
    for file, scale in files:
        for code, width in _advances(file).items():
            known.setdefault(chr(code), size * scale * (width + spacing / 1000))
    return known


@cache
def _advances(file: str) -> dict[int, float]:
    """The advance width of each character of a font file, in em."""
    from fontTools.ttLib import TTFont

    with TTFont(Path(file), lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}
