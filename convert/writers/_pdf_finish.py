"""What WeasyPrint leaves unsaid in a tagged PDF, added just before it is written.

Scopes of header cells (ISO 14289-1, 7.5), the language of each article (7.2), and for scripts whose letters change shape
the character each glyph is of: WeasyPrint notes what a glyph stood for where it first met it, which for a glyph at the edge
of a cluster may be two letters, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

_SAFE = (b"http://", b"https://", b"mailto:")


def finisher(languages: Mapping[str, str], letters: Mapping[tuple[str, bool], str]) -> Callable[[Any, Any], None]:
    """A finisher for ``Document.write_pdf``.

    ``languages`` are those of the articles by id; ``letters`` are font files to read glyphs from, by family and whether bold.
    """
    return partial(_finish, languages=languages, letters=letters)


def _finish(document: Any, pdf: Any, *, languages: Mapping[str, str], letters: Mapping[tuple[str, bool], str]) -> None:
    elements = {b"%d 0 R" % item.number: item for item in pdf.objects if isinstance(item, dict)}
    _scopes(elements)
    _languages(document, pdf, elements, languages)
    _letters(document, pdf, elements, letters)
    _harmless(elements)


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


def _harmless(elements: Mapping[bytes, Any]) -> None:
    """A style sheet can make links of its own; one to a place that isn't safe loses its address."""
    for element in elements.values():
        action = element.get("A")
        if element.get("Subtype") == "/Link" and isinstance(action, dict) and not action["URI"].data.lower().startswith(
            tuple(b"(" + scheme for scheme in _SAFE)
        ):
            del element["A"]


def _letters(document: Any, pdf: Any, elements: Mapping[bytes, Any], letters: Mapping[tuple[str, bool], str]) -> None:
    for font in document.fonts.values():
        path = letters.get((font.family, font.weight >= 600))
        if path:
            known = glyph_texts(path)
            named = next((item for item in elements.values() if item.get("BaseFont") == font.name and "ToUnicode" in item), None)
            stream = next((item for item in pdf.objects if named and b"%d 0 R" % item.number == named["ToUnicode"]), None)
            if stream:
                stream.stream = [_corrected(row, known) for row in stream.stream]


_ROW = re.compile(rb"<([0-9a-fA-F]{4})> <[0-9a-fA-F]*>")


def _corrected(row: Any, known: Mapping[int, str]) -> Any:
    """A row of a ToUnicode CMap, ``<glyph> <text>``, with what the glyph is known to be."""
    match = _ROW.fullmatch(row) if isinstance(row, bytes) else None
    text = known.get(int(match[1], 16), "") if match else ""
    return b"<%s> <%s>" % (match[1], text.encode("utf-16-be").hex().encode()) if match and text else row


# What a stroke that only joins two letters stands for: nothing that shows (UAX 31: it is ignored in comparing).
_JOINER = "\u200d"


def glyph_texts(path: str) -> dict[int, str]:
    """The letter each glyph of a font file is a form of, by glyph id: from the character map, then through its substitutions.

    A glyph that several letters share has none; a stroke put in between letters is a joiner.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        texts = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items(), reverse=True) if chr(code).isalpha()}
        shared: set[str] = set()
        forms = list(_forms(font["GSUB"].table)) if "GSUB" in font else []
        for _ in range(4):  # a form of a form of a form
            for glyph, (form, *_strokes) in forms:
                if glyph in texts and texts.setdefault(form, texts[glyph]) != texts[glyph]:
                    shared.add(form)
        for glyph, (form, *strokes) in forms:
            if form == glyph:
                texts |= {stroke: _JOINER for stroke in strokes if stroke not in texts}
        return {font.getGlyphID(glyph): text for glyph, text in texts.items() if glyph not in shared}


def _forms(table: Any) -> Iterator[tuple[str, list[str]]]:
    """Every glyph with those it may be replaced by: one of another form, or itself and more (OpenType, GSUB types 1 and 2; 7 wraps them)."""
    for lookup in table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if inner.LookupType == 1:
                yield from ((glyph, [form]) for glyph, form in inner.mapping.items())
            elif inner.LookupType == 2:
                yield from ((glyph, forms) for glyph, forms in inner.mapping.items() if forms and (len(forms) == 1 or forms[0] == glyph))
