"""Drawings: SVG becomes pixels, by resvg, in a process of its own with a clock and a ceiling on memory.

A drawing is a program: it may load, repeat itself without end and run scripts. What it refers to outside itself is cut away
before anything draws it, and what draws it knows neither scripts nor the network.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from convert.limits import LIMITS
from convert.patterns import regex
from convert.pictures._apart import apart
from convert.pictures._kinds import NoPicture
from convert.pictures._raster import Made
from convert.theme import folder_of

_DRAW = """\
from resvg_py import svg_to_bytes
sys.stdout.buffer.write(svg_to_bytes(
    svg_string=sys.stdin.buffer.read().decode(), skip_system_fonts={own}, font_dirs=[{fonts!r}],
    font_family="Source Sans 3", sans_serif_family="Source Sans 3", serif_family="Source Serif 4",
    monospace_family="JetBrains Mono", cursive_family="Source Serif 4", fantasy_family="Source Sans 3"))
"""

_SVG = "{http://www.w3.org/2000/svg}"
_HARMFUL = frozenset(("script", "foreignObject", "iframe", "object", "embed", "audio", "video"))
_INSIDE = regex(r"\s*(?:#|data:image/(?:png|jpeg|jpg|gif|webp)[;,])", re.IGNORECASE)
_LENGTH = regex(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q|em|ex|rem)?\s*", re.IGNORECASE)
# CSS Values 3, 5.2 and 6.2, in pixels; a font stands at 16 of them until a drawing says otherwise.
_UNITS = {"px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6, "em": 16, "ex": 8, "rem": 16}
# An icon keeps its size; a drawing as wide as a column is drawn fine enough for print.
_ICON = 200
_FINE = 1_600

_Element: TypeAlias = "etree._Element"


def drawn(data: bytes) -> Made:
    """The drawing ``data`` as a PNG.

    Raises `NoPicture` when it is no SVG, or drawing it takes longer than `Limits.picture_seconds` or too much memory.
    """
    root = _parsed(_unpacked(data))
    changes = _disarmed(root)
    width, height = _sized(root)
    said = "".join(str(text) for text in root.itertext(f"{_SVG}text", f"{_SVG}tspan", f"{_SVG}textPath"))
    foreign = not said.isascii() and any(letter not in _covered() for letter in said if not letter.isspace())
    png = _rendered(etree.tostring(root, encoding="utf-8"), foreign)
    if png[16:24] != width.to_bytes(4, "big") + height.to_bytes(4, "big"):
        raise NoPicture("a drawing that can't be read", hint="it came out in another size than it states")
    return Made(png, "image/png", width, height, (*changes, *(("letters",) if foreign else ())))


@cache
def _covered() -> frozenset[str]:
    """The letters of the fonts that come along; for others the machine's own are asked."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in sorted(_fonts().glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(map(chr, found))


def _fonts() -> Path:
    return folder_of("classic") / "fonts"


def _unpacked(data: bytes) -> bytes:
    """``data``, inflated where it is compressed (SVG 2, Appendix B), up to the limit for pictures."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        plain = stream.decompress(data, LIMITS.picture_bytes)
    except zlib.error as error:
        raise NoPicture("a compressed drawing that can't be unpacked", hint=str(error)) from error
    if stream.unconsumed_tail:
        raise NoPicture("a drawing too large when unpacked", hint=f"at most {LIMITS.picture_bytes // 1_000_000} MB", code="picture.limit")
    return plain


def _parsed(data: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoPicture("a drawing that is not well-formed", hint=f"SVG: {str(error)[:120]}") from error
    if root.tag != f"{_SVG}svg":
        raise NoPicture("XML that is no drawing", hint="its root must be svg in the namespace http://www.w3.org/2000/svg")
    return root


def _disarmed(root: _Element) -> tuple[str, ...]:
    """Cuts from ``root`` what runs and whatever would be loaded; says so where that could have been seen."""
    seen = False
    for element in list(root.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if not name or name in _HARMFUL:
            seen = seen or (name not in ("", "script") and element.getparent() is not None)
            _cut(element)
            continue
        for attribute in list(element.attrib):
            local = etree.QName(attribute).localname
            if local in ("href", "src", "base") and not _INSIDE.match(element.attrib[attribute]):
                seen = seen or name in ("image", "use", "feImage", "tref")
                del element.attrib[attribute]
            elif local.startswith("on"):
                del element.attrib[attribute]
    return ("outside",) if seen else ()


def _cut(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _sized(root: _Element) -> tuple[int, int]:
    """The pixels ``root`` is drawn in, which it is told: its own size (SVG 2, 8.2), finer where that is more than an icon's."""
    box = _box(root.get("viewBox", ""))
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if box:
        shape = box[3] / box[2]
        width = width or (height / shape if height else box[2])
        height = height or width * shape
    width, height = width or 300.0, height or 150.0
    if not box:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    longest = max(width, height)
    scale = 1.0 if longest < _ICON else max(1.0, _FINE / longest)
    scale *= min(1.0, (LIMITS.picture_shown_pixels / (width * height * scale * scale)) ** 0.5)
    fine = max(1, int(width * scale)), max(1, int(height * scale))
    root.set("width", str(fine[0]))
    root.set("height", str(fine[1]))
    return fine


def _box(value: str) -> tuple[float, ...]:
    try:
        numbers = tuple(float(number) for number in re.split(r"[\s,]+", value.strip()))
    except ValueError:
        return ()
    return numbers if len(numbers) == 4 and 0 < numbers[2] < 1e7 and 0 < numbers[3] < 1e7 else ()


def _length(value: str) -> float:
    """``value`` in pixels; 0 for a share of something, and for what is no length of a picture."""
    found = _LENGTH.fullmatch(value)
    size = float(found[1]) * _UNITS[(found[2] or "px").lower()] if found else 0.0
    return size if 0 < size < 1e7 else 0.0


def _rendered(svg: bytes, foreign: bool) -> bytes:
    png = apart(_DRAW.format(own=not foreign, fonts=str(_fonts())), svg, "a drawing")
    if not png.startswith(b"\x89PNG"):
        raise NoPicture("a drawing that can't be read", hint="nothing came of it")
    return png
