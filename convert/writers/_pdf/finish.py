"""What WeasyPrint leaves unsaid in a tagged PDF, added just before it is written.

Scopes of header cells (ISO 14289-1, 7.5), the language of each article (7.2), and for scripts whose letters change shape
the character each glyph is of: WeasyPrint notes what a glyph stood for where it first met it, which for a glyph at the edge
of a cluster may be two letters, or none.
"""

from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from convert.patterns import regex
from convert.writers._pdf.job import FaceFile

_SAFE = (b"http://", b"https://", b"mailto:")


class Faces(NamedTuple):
    """The font files that glyphs may be of: those of the job, and what gives the bytes of another font and its number in them."""

    files: Sequence[FaceFile]
    other: Callable[[Any], tuple[bytes, int]]


def finisher(languages: Mapping[str, str], faces: Faces, prefix: str = "", elsewhere: Collection[str] = ()) -> Callable[[Any, Any], None]:
    """A finisher for ``Document.write_pdf``.

    ``languages`` are those of the articles by id. The ids of tags begin with ``prefix``, and names that are ``elsewhere`` are not
    this file's.
    """
    return partial(_finish, languages=languages, faces=faces, prefix=prefix, elsewhere=elsewhere)


def _finish(document: Any, pdf: Any, *, languages: Mapping[str, str], faces: Faces, prefix: str, elsewhere: Collection[str]) -> None:
    objects = {b"%d 0 R" % item.number: item for item in pdf.objects}
    elements: dict[bytes, Any] = {reference: item for reference, item in objects.items() if isinstance(item, dict)}
    _scopes(elements)
    _languages(document, pdf, elements, languages)
    _letters(document, objects, elements, faces)
    _harmless(elements)
    if prefix:
        _distinct(elements, prefix)
        _without(pdf, elsewhere)
    _packed(pdf.objects)


def _scopes(elements: Mapping[bytes, Any]) -> None:
    for element in elements.values():
        if element.get("S") == "/TH":
            above = elements[elements[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if above.get("S") == "/THead" else "/Row"


def _languages(document: Any, pdf: Any, elements: Mapping[bytes, Any], languages: Mapping[str, str]) -> None:
    """State the language of each article; one that runs over pages has an element on each."""
    import pydyf

    spoken: dict[bytes, str] = {}
    current = ""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        current = next((languages[anchor] for anchor in page.anchors if anchor in languages), current)
        spoken[reference] = current
    for element in elements.values():
        if element.get("S") == "/Art" and spoken.get(element["Pg"]):
            element["Lang"] = pydyf.String(spoken[element["Pg"]])


def _distinct(elements: Mapping[bytes, Any], prefix: str) -> None:
    """Begin the ids of tags with ``prefix``, and what refers to them: in one file no two are the same (ISO 32000-1, 14.7.2)."""
    import pydyf

    for element in elements.values():
        if "ID" in element and "S" in element:
            element["ID"] = pydyf.String(prefix + element["ID"].string)
        attributes = element.get("A")
        if isinstance(attributes, dict) and "Headers" in attributes:
            attributes["Headers"][:] = [pydyf.String(prefix + head.string) for head in attributes["Headers"]]


def _without(pdf: Any, elsewhere: Collection[str]) -> None:
    """Take the names that are ``elsewhere`` out of those of the file."""
    listed = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    kept = [each for at in range(0, len(listed), 2) if listed[at].string not in elsewhere for each in listed[at : at + 2]]
    listed[:] = kept


def _harmless(elements: Mapping[bytes, Any]) -> None:
    """A style sheet can make links of its own; one to a place that isn't safe loses its address."""
    for element in elements.values():
        action = element.get("A")
        if (
            element.get("Subtype") == "/Link"
            and isinstance(action, dict)
            and not action["URI"].data.lower().startswith(tuple(b"(" + scheme for scheme in _SAFE))
        ):
            del element["A"]


def _packed(objects: Sequence[Any]) -> None:
    """Compress every stream once: pydyf would do it twice, for the file and for its identifier, and at a level that costs double."""
    for item in objects:
        if getattr(item, "compress", False):
            packed = zlib.compress(b"\n".join(map(_bytes, item.stream)), _LEVEL)
            item.stream, item.compress = [packed], False
            item.extra["Filter"] = "/FlateDecode"


# Two bytes in a hundred more than at the highest level, in half its time.
_LEVEL = 6


def _bytes(row: Any) -> bytes:
    """A row of a stream as pydyf writes it."""
    return row if isinstance(row, bytes) else row.data if hasattr(row, "data") else str(row).encode("ascii")


def _letters(document: Any, objects: Mapping[bytes, Any], elements: Mapping[bytes, Any], faces: Faces) -> None:
    maps = {item["BaseFont"]: item["ToUnicode"] for item in elements.values() if "ToUnicode" in item}
    for font in document.fonts.values():
        wanted = (font.family, font.weight >= 600, font.style != 0)
        face = next((face for face in faces.files if (face.family, face.bold, face.italic) == wanted), None)
        stream = objects.get(maps.get(font.name, b""))
        joined = face is not None and face.joined
        if stream and (joined or any(map(_is_misread, stream.stream))):
            sure, likely = glyph_texts(face.path) if face else _glyph_texts_in(*faces.other(font))
            known = sure if joined else {glyph: text for glyph, text in sure.items() if unicodedata.combining(text)}
            stream.stream = [_corrected(row, known, likely) for row in stream.stream]


_ROW = regex(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")


def _is_misread(row: Any) -> bool:
    """Whether a glyph is said to stand for nothing, or for a letter with the mark on it, which have a glyph each."""
    match = _ROW.fullmatch(row) if isinstance(row, bytes) else None
    if not match:
        return False
    text = bytes.fromhex(match[2].decode()).decode("utf-16-be", "replace")
    return not text or (len(text) > 1 and any(map(unicodedata.combining, text)))


def _corrected(row: Any, sure: Mapping[int, str], likely: Mapping[int, str]) -> Any:
    """A row of a ToUnicode CMap, ``<glyph> <text>``, with the letter the glyph is surely of, or the likely one where it has none."""
    match = _ROW.fullmatch(row) if isinstance(row, bytes) else None
    if not match:
        return row
    glyph = int(match[1], 16)
    text = sure.get(glyph, "") or ("" if match[2] else likely.get(glyph, ""))
    return b"<%s> <%s>" % (match[1], text.encode("utf-16-be").hex().encode()) if text else row


# What a stroke that only joins two letters stands for: nothing that shows, and nothing in a comparison (UAX 31).
_JOINER = "\u200d"


def _glyph_texts_in(data: bytes, number: int) -> tuple[dict[int, str], dict[int, str]]:
    """As `glyph_texts`, of the font of that number in a file of the system; none where it can't be told."""
    from fontTools.ttLib import TTLibError

    try:
        return glyph_texts(io.BytesIO(data), number)
    except (TTLibError, LookupError, AssertionError, TypeError):  # a font that draws but doesn't keep to the format
        return {}, {}


def glyph_texts(path: str | BinaryIO, number: int = -1) -> tuple[dict[int, str], dict[int, str]]:
    """What the glyphs of a font file stand for, by glyph id: the letter or mark each is a form of, and the character each is drawn for.

    Forms are followed from the character map through the font's substitutions. A glyph that is a form of several
    letters is in neither; a stroke put in between letters is a joiner.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=number) as font:
        drawn = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items(), reverse=True)}
        letters = {glyph: text for glyph, text in drawn.items() if text.isalpha() or unicodedata.combining(text)}
        shared: set[str] = set()
        forms = list(_forms(font["GSUB"].table)) if "GSUB" in font else []
        for _ in range(4):  # a form of a form of a form
            for glyph, (form, *_strokes) in forms:
                if glyph in letters and letters.setdefault(form, letters[glyph]) != letters[glyph]:
                    shared.add(form)
        for glyph, (form, *strokes) in forms:
            if form == glyph:
                letters |= {stroke: _JOINER for stroke in strokes if stroke not in letters}
        sure = {font.getGlyphID(glyph): text for glyph, text in letters.items() if glyph not in shared}
        return sure, {font.getGlyphID(glyph): text for glyph, text in drawn.items()}


def _forms(table: Any) -> Iterator[tuple[str, list[str]]]:
    """Every glyph with what may replace it: one of another form, or itself and more (OpenType, GSUB types 1 and 2; 7 wraps them)."""
    for lookup in table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if inner.LookupType == 1:
                yield from ((glyph, [form]) for glyph, form in inner.mapping.items())
            elif inner.LookupType == 2:
                yield from ((glyph, forms) for glyph, forms in inner.mapping.items() if forms and (len(forms) == 1 or forms[0] == glyph))
