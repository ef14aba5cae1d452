"""The cover as a picture, for the shelf of a library: type alone, large enough to be read at 160 pixels.

It is set like the cover of the printed pack: a bar, the date, the title, the subtitle, at the foot some headlines.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, features

from convert.model import Pack
from convert.patterns import regex
from convert.theme import Face, Look, Theme
from convert.words import day
from convert.writers._installed import installed
from convert.writers._script import script_fonts

_WIDTH, _HEIGHT = 1200, 1800
_MARGIN = 108
_BAR = (190, 26)
_DATE = 40
# The sizes a title is tried in, and the lines it may take in each.
_TITLES = ((168, 2), (150, 2), (132, 3), (116, 4), (102, 5), (90, 6), (78, 8), (66, 10), (56, 12))
# A title of no more signs without a blank stays on one line: broken, it would most likely be so within a word.
_WHOLE = 9
_SUBTITLE = 56
_HEADLINE = 42
_HEADLINES = 5
# The characters of a private plane: no font has a glyph for one, so each shows what it shows for those it lacks.
_MISSING = "\U000f0000"
# What a line may be broken before: a word, or an ideograph or kana with the marks that stay at its side.
_SQUARE = r"\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE = regex(
    rf"\s*[「『（【《〈〔“‘(]*(?:[{_SQUARE}][、。，．！？；：」』）】》〉〕”’…—ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々]*|[^\s{_SQUARE}]+)"
)
# Letters that only a shaping engine sets right: those that run from the right, and those of the scripts of India and beyond.
_SHAPED = regex(r"[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufefc]")


class _Line(NamedTuple):
    """A line of text to draw: its font, its colour, its base line, which way it runs."""

    text: str
    font: ImageFont.FreeTypeFont
    colour: str
    base: int
    direction: str = "ltr"
    spacing: float = 0


class _Unset(Exception):
    """There is no font, or no shaping, for a text of the cover."""


def cover(pack: Pack, theme: Theme) -> bytes:
    """The cover of ``pack`` as a JPEG of 1,200 × 1,800 pixels, the same bytes each time; empty where there is no font for its title, in
    the theme or, for its language, on the system.

    Reading systems then set a cover of their own, in fonts of their own.
    """
    try:
        lines = list(_lines(pack, theme))
    except _Unset:
        return b""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), theme.colours.get("tint", "#ffffff"))
    draw = ImageDraw.Draw(image)
    right = pack.direction == "rtl"
    left_of_bar = _WIDTH - _MARGIN - _BAR[0] if right else _MARGIN
    draw.rectangle((left_of_bar, _MARGIN, left_of_bar + _BAR[0], _MARGIN + _BAR[1]), fill=theme.colours.get("accent", "#000000"))
    for line in lines:
        _draw(draw, line, right=right)
    heads = [line.base for line in lines if line.font.size < _DATE + 10 and line.base > _HEIGHT / 2]
    if heads:
        above = min(heads) - int(_HEADLINE * 1.7)
        draw.rectangle((_MARGIN, above, _WIDTH - _MARGIN, above + 2), fill=theme.colours.get("rule", "#888888"))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=88)
    return target.getvalue()


def _lines(pack: Pack, theme: Theme) -> Iterator[_Line]:
    ink = theme.look("cover-title").colour or "#000000"
    base = _MARGIN + _BAR[1] + 96
    if pack.created:
        look = theme.look("cover-date")
        shown = day(pack.created, pack.language)
        try:
            font = _font(theme, "cover-date", shown, _DATE, pack.language)
            joined = _joins(shown)
            text = shown if joined else shown.upper()
            yield _Line(text, font, look.colour or ink, base, _way(pack.direction), 0 if joined else look.spacing / 1000 * _DATE)
        except _Unset:
            base -= 60
    size, rows = _title(pack, theme)
    base += int(size * 1.28)
    for row in rows:
        yield _Line(row, _font(theme, "cover-title", pack.title, size, pack.language), ink, base, _way(pack.direction))
        base += int(size * 1.1)
    yield from _below_title(pack, theme, base - int(size * 1.1) + int(_SUBTITLE * 2.1))


def _below_title(pack: Pack, theme: Theme, base: int) -> Iterator[_Line]:
    """The subtitle in at most two lines, the headlines from the foot upwards; what has no font or room is left out."""
    ink = theme.look("cover-subtitle").colour or "#000000"
    if pack.subtitle:
        try:
            font = _font(theme, "cover-subtitle", pack.subtitle, _SUBTITLE, pack.language)
            for row in _broken(pack.subtitle, font, _way(pack.direction))[:2]:
                yield _Line(row, font, ink, base, _way(pack.direction))
                base += int(_SUBTITLE * 1.35)
        except _Unset:
            pass
    rows = list(_headlines(pack, theme))
    foot = _HEIGHT - _MARGIN - int(_HEADLINE * 0.3)
    while rows and foot - len(rows) * int(_HEADLINE * 1.62) < base:
        rows.pop()
    for number, (text, font, way) in enumerate(rows):
        yield _Line(text, font, ink, foot - (len(rows) - 1 - number) * int(_HEADLINE * 1.62), way)


def _headlines(pack: Pack, theme: Theme) -> Iterator[tuple[str, ImageFont.FreeTypeFont, str]]:
    """The first headlines, each on one line."""
    titles = [article for article in pack.articles if article.title != pack.title]
    for article in titles[:_HEADLINES]:
        try:
            font = _font(theme, "cover-line", article.title, _HEADLINE, article.language)
        except _Unset:
            continue
        way = _way(article.direction)
        rows = _filled(_PIECE.findall(article.title), font, _WIDTH - 2 * _MARGIN)
        text = rows[0] if len(rows) == 1 else rows[0].rstrip(" ,;:–—-") + "…"
        yield text, font, way


def _title(pack: Pack, theme: Theme) -> tuple[int, list[str]]:
    """The largest size at which the title keeps its place, and its lines."""
    whole = len(pack.title) <= _WHOLE and len(pack.title.split()) == 1
    for size, most in _TITLES:
        font = _font(theme, "cover-title", pack.title, size, pack.language)
        rows = _broken(pack.title, font, _way(pack.direction))
        fits = all(font.getlength(row) <= _WIDTH - 2 * _MARGIN for row in rows)
        if fits and len(rows) <= (1 if whole else most):
            return size, rows
    return size, rows[:most]


def _broken(text: str, font: ImageFont.FreeTypeFont, way: str) -> list[str]:
    """``text`` in as few lines as it takes, all of about the same length."""
    words = _PIECE.findall(text)
    least = _filled(words, font, _WIDTH - 2 * _MARGIN)
    if len(least) == 1:
        return least
    low, high = _WIDTH // 4, _WIDTH - 2 * _MARGIN
    while high - low > 8:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_filled(words, font, middle)) == len(least) else (middle, high)
    return _filled(words, font, high)


def _filled(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Rows of ``words``, each of which brings the blank before it."""
    rows: list[str] = []
    for word in words:
        if rows and font.getlength(rows[-1] + word) <= width:
            rows[-1] += word
        else:
            rows.append(word.lstrip())
    return rows


def _font(theme: Theme, role: str, text: str, size: int, language: str) -> ImageFont.FreeTypeFont:
    """The role's font, that of a script of the theme, or the system's for ``language``, whichever has every character of ``text``."""
    look = theme.look(role)
    shaped = bool(features.check("raqm"))
    if _joins(text) and not shaped:
        raise _Unset
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    for name in (look.font, *script_fonts(theme)):
        face = theme.fonts[name]
        font = ImageFont.truetype(_cut(face, look), size, layout_engine=engine)
        if _has(font, text):
            return font
    found = installed(language, theme.fonts[look.font].fallback, bold=look.weight > 400)
    if found:
        with suppress(OSError):  # of a kind that FreeType does not draw
            font = ImageFont.truetype(found.file, size, index=found.number, layout_engine=engine)
            if _has(font, text):
                return font
    raise _Unset


def _cut(face: Face, look: Look) -> str:
    """The file of ``face`` that is nearest to what ``look`` asks for."""
    heavy, sloped = look.weight > 400, look.italic
    both = face.bold_italic if heavy and sloped else ""
    return both or (face.bold if heavy else "") or (face.italic if sloped else "") or face.regular


def _has(font: ImageFont.FreeTypeFont, text: str) -> bool:
    """Whether ``font`` has a glyph for each character of ``text``."""
    beyond = {character for character in text if not character.isspace()}
    file, number = str(font.path), font.index
    lacking = _drawn(file, number, _MISSING)
    return all(_drawn(file, number, character) != lacking for character in beyond)


@lru_cache(maxsize=1_024)
def _drawn(file: str, number: int, character: str) -> bytes:
    """What the font ``number`` of ``file`` has for ``character``, drawn small; headlines are of the same letters again and again."""
    return bytes(_small(file, number).getmask(character))


@lru_cache(maxsize=8)
def _small(file: str, number: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, 16, index=number, layout_engine=ImageFont.Layout.BASIC)


def _joins(text: str) -> bool:
    """Whether ``text`` has letters that only a shaping engine sets right."""
    return bool(_SHAPED.search(text))


def _way(direction: str) -> str:
    return "rtl" if direction == "rtl" else "ltr"


def _draw(draw: ImageDraw.ImageDraw, line: _Line, *, right: bool) -> None:
    at, anchor = (_WIDTH - _MARGIN, "rs") if right else (_MARGIN, "ls")
    if line.spacing and not right:
        place = float(at)
        for character in line.text:
            draw.text((place, line.base), character, font=line.font, fill=line.colour, anchor=anchor)
            place += line.font.getlength(character) + line.spacing
        return
    way = line.direction if features.check("raqm") else None
    draw.text((at, line.base), line.text, font=line.font, fill=line.colour, anchor=anchor, direction=way)
