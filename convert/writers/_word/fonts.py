"""The theme's fonts inside a Word document, so that its pages look the same where they are not installed.

Word wants an embedded font obfuscated with a key that stands beside it (ISO/IEC 29500-1, 17.8.1). It hides
nothing: the files are free to copy under the Open Font License.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from convert.theme import Face, Theme
from convert.writers._word.styles import DECLARATION, NAMESPACES
from convert.writers._word.text import quoted

_NAMESPACE = uuid.UUID("0a6c1f0e-5f0b-5b8e-9c57-2d6a4f1d7b11")
_FAMILY = {"serif": ("roman", "Georgia"), "sans-serif": ("swiss", "Calibri"), "monospace": ("modern", "Consolas")}
_CUTS = (("Regular", "regular"), ("Bold", "bold"), ("Italic", "italic"), ("BoldItalic", "bold_italic"))
_OBFUSCATED = 32


class Embedded(NamedTuple):
    """A font file to embed: the id its part is related by, its key, its path, and what it is called in the font table."""

    relation: str
    key: str
    path: Path
    family: str
    cut: str

    def data(self) -> bytes:
        """The file with its first 32 bytes obfuscated."""
        plain = self.path.read_bytes()
        mask = bytes.fromhex(self.key.replace("-", ""))[::-1] * 2
        return bytes(a ^ b for a, b in zip(plain[:_OBFUSCATED], mask, strict=True)) + plain[_OBFUSCATED:]


def embedded(theme: Theme, used: set[str]) -> list[Embedded]:
    """The files of those fonts of ``theme`` whose names are in ``used``."""
    found: list[Embedded] = []
    for name in sorted(used):
        face = theme.fonts[name]
        for cut, field in _CUTS:
            path = getattr(face, field)
            if path:
                key = str(uuid.uuid5(_NAMESPACE, f"{face.family} {cut}")).upper()
                found.append(Embedded(f"rIdFont{len(found) + 1}", key, Path(path), face.family, cut))
    return found


def font_table(theme: Theme, files: list[Embedded]) -> str:
    """``fontTable.xml``: the theme's families, each with what Word may take where it can't use ours."""
    entries = {face.family: _entry(face, files) for _, face in sorted(theme.fonts.items())}
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{''.join(entries.values())}</w:fonts>"


def _entry(face: Face, files: list[Embedded]) -> str:
    family, instead = _FAMILY[face.fallback]
    pitch = "fixed" if face.fallback == "monospace" else "variable"
    return f'<w:font w:name="{quoted(face.family)}"><w:altName w:val="{instead}"/>' + "".join(
        (
            f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/>',
            *_cuts(face.family, files),
            "</w:font>",
        )
    )


def _cuts(family: str, files: list[Embedded]) -> Iterator[str]:
    for file in files:
        if file.family == family:
            yield f'<w:embed{file.cut} r:id="{file.relation}" w:fontKey="{{{file.key}}}"/>'
