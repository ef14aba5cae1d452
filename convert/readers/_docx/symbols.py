"""Characters of the fonts Symbol and Wingdings, which documents name by their place in the font, as Unicode."""

from __future__ import annotations

from typing import Any

from convert.patterns import regex
from convert.readers._docx.package import below, value

_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = dict(enumerate(_LOW, 0x20)) | dict(enumerate(_HIGH, 0xA0))
_WINGDINGS = {0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "➔"}
_WINGDINGS |= {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def character(font: str, code: int) -> str:
    """The character at ``code`` of ``font``; U+FFFD where only the font knows what it draws there."""
    known = _FONTS.get(font.strip().lower())
    if known is not None:
        return known.get(code & 0xFF, "\ufffd")
    return "\ufffd" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


_PLACES = regex("[\uf020-\uf0ff]")


def in_font(text: str, run: Any) -> str:
    """``text`` of ``run`` with what stands in it by its place in a font of symbols as the characters meant."""
    if not _PLACES.search(text):
        return text
    fonts = below(run, "rPr", "rFonts")
    font = (value(fonts, "ascii") or value(fonts, "hAnsi")).strip().lower()
    return _PLACES.sub(lambda sign: character(font, ord(sign[0])), text) if font in _FONTS else text
