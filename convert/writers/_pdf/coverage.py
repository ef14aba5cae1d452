"""Which characters a document holds that no font can show, and a font that shows them honestly.

A PDF/UA file must not use ``.notdef`` (ISO 14289-1, 7.21.8). Characters that neither the theme nor the system covers
are set in a font made for the occasion: a box for each, mapped to the character itself, so that the text can still be
searched, copied and read aloud.
"""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from convert.notices import Notice
from convert.writers._css import BOXES
from convert.writers._installed import covered
from convert.writers._pdf.job import FaceFile

ADDRESS = "font:boxes"

# Default_Ignorable_Code_Point beyond the category Cf (Unicode 15, DerivedCoreProperties.txt): they show nothing.
_IGNORABLE = {
    0x034F,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x3164,
    0xFFA0,
    *range(0x180B, 0x1810),
    *range(0xFE00, 0xFE10),
    *range(0xE0000, 0xE1000),
}
_PACKAGES = {
    "CJK": "fonts-noto-cjk", "HIRAGANA": "fonts-noto-cjk", "KATAKANA": "fonts-noto-cjk", "HANGUL": "fonts-noto-cjk",
    "BOPOMOFO": "fonts-noto-cjk", "FULLWIDTH": "fonts-noto-cjk", "IDEOGRAPHIC": "fonts-noto-cjk",
}  # fmt: skip
_NAMES = {"CJK": "Han", "HIRAGANA": "Hiragana", "KATAKANA": "Katakana", "HANGUL": "Hangul"}


class Coverage:
    """What of ``text`` the font files at the paths ``fonts`` and the system's fonts leave uncovered."""

    def __init__(self, fonts: Iterable[str], text: str) -> None:
        self._text = text
        wanted = {ord(character) for character in set(text) if _shows(character)}
        beyond = wanted - _covered(fonts) if wanted else wanted
        self.missing = beyond - covered(beyond) if beyond else beyond

    def notices(self) -> Iterator[Notice]:
        """One for each script with uncovered characters, naming it and what to install."""
        counted = Counter(character for character in self._text if ord(character) in self.missing and not character.isspace())
        scripts: dict[str, list[str]] = {}
        for character in sorted(counted):
            scripts.setdefault(script(character), []).append(character)
        for name, characters in scripts.items():
            yield Notice(
                kind="replaced",
                code="font.coverage",
                message=f"no font for {_NAMES.get(name, name.capitalize())}: shown as boxes (install {_package(name)})",
                excerpt="".join(characters[:20]),
                count=sum(counted[character] for character in characters),
            )

    @property
    def rule(self) -> str:
        """The rule that brings in the font of boxes; empty where nothing is missing."""
        return f'@font-face {{ font-family: "{BOXES}"; src: url("{ADDRESS}"); }}\n' if self.missing else ""

    def face_file(self, folder: Path) -> Iterator[FaceFile]:
        """The font of boxes as a file in ``folder``; none where nothing is missing."""
        if self.missing:
            path = folder / "boxes.ttf"
            path.write_bytes(self.font)
            yield FaceFile(BOXES, False, False, str(path), False)

    @cached_property
    def font(self) -> bytes:
        """The font of boxes: one for each missing character and each it may be set from (Thai *am*), blanks for missing blanks."""
        parts = {ord(part) for code in self.missing for part in unicodedata.normalize("NFKD", chr(code))}
        return _boxes(sorted(self.missing | parts))


def script(character: str) -> str:
    """A rough name of the script or kind ``character`` is of: the first word of its Unicode name, or ``SYMBOLS``."""
    if ord(character) >= 0x1F000 and unicodedata.category(character) == "So":
        return "EMOJI"
    first = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    return first if unicodedata.category(character)[0] in "LMN" and first else "SYMBOLS"


def _package(name: str) -> str:
    if name == "EMOJI":
        return "fonts-noto-color-emoji"
    return _PACKAGES.get(name, "fonts-noto-core")


def _shows(character: str) -> bool:
    """Whether a font needs a glyph for ``character``: marks do, controls, joiners and selectors do not."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and ord(character) not in _IGNORABLE


def _covered(fonts: Iterable[str]) -> set[int]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in fonts:
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return found


def _boxes(codes: list[int]) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for left, low, right, high in ((80, -60, 720, 760), (130, -10, 670, 710)):
        corners = ((left, low), (left, high), (right, high), (right, low))
        pen.moveTo(corners[0])
        for corner in corners[1:] if left == 80 else corners[:0:-1]:
            pen.lineTo(corner)
        pen.closePath()
    box, blank = pen.glyph(), TTGlyphPen(None).glyph()
    # Pango sets a blank in the font of the word before it, whether that has one or not.
    cmap = {code: f"u{code:05X}" for code in sorted({0x20, 0xA0, *codes})}
    glyphs = {".notdef": box} | {name: blank if unicodedata.category(chr(code)) == "Zs" else box for code, name in cmap.items()}
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(cmap)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (800, 0 if glyph is blank else 80) for name, glyph in glyphs.items()})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": BOXES, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    target = io.BytesIO()
    font.font.recalcTimestamp = False
    font.save(target)
    return target.getvalue()
