"""What the styles of a document mean: by the names Word gives them in every language, and by what they are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from convert.patterns import regex
from convert.readers._docx.package import W, below, is_on, number, value

_HEADING = regex(r"heading (\d)")
_BUILT_IN_LIST = regex(r"list (?:(?:bullet|number) )?([2-5])")
_FIXED = regex(r"\bmono|mono\b|^courier|^consolas|^menlo|^monaco|typewriter|^lucida (?:console|sans typewriter)", re.IGNORECASE)
_ROLES = {
    "title": "title",
    "subtitle": "subtitle standfirst",
    "author": "author",
    "date": "date",
    "abstract": "abstract",
    "kicker": "kicker",
    "byline": "byline",
    "source": "source line",
    "section": "section title",
    "cover": "cover line|toc byline|toc section|colophon",
    "quote": "quote|intense quote|block text|block quote|blockquote|quotations|intensequote",
    "attribution": "attribution",
    "code": "source code|html preformatted|preformatted text|code|code block|macro text",
    "caption": "caption|image caption|table caption|figure caption|illustration",
    "toc": "toc 1|toc 2|toc 3|toc 4|toc 5|toc 6|toc 7|toc 8|toc 9|toc heading|table of figures|contents heading",
    "term": "definition term|list heading",
    "meaning": "definition|list contents",
    "rule": "rule|horizontal line",
    "figure": "figure|captioned figure",
    "embed": "embed",
    "formula": "formula",
    "item": "list paragraph",
}
_ROLE_OF = {name: role for role, names in _ROLES.items() for name in (names.split("|") if "|" in names else [names])} | {
    "standfirst": "subtitle",
    "subtitle": "subtitle",
    "source line": "source",
}
_CODE_NAMES = frozenset(
    ("verbatim char", "source text", "html code", "html typewriter", "html keyboard", "html sample", "code", "inline code", "code char")
)


class Style(msgspec.Struct, frozen=True):
    """A style as its chain makes it: its role, the level of a heading from 1, and what runs in it are set in.

    ``indent`` is that of the text at the start, in twentieths of a point; ``numbering`` the list it puts paragraphs in, and ``deeper``
    how many levels further down than that says. ``fixed`` says that its letters are all as wide.
    """

    role: str = ""
    level: int = 0
    name: str = ""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    vertical: str = ""
    code: bool = False
    indent: int = 0
    numbering: tuple[str, int] | None = None
    deeper: int = 0
    fixed: bool = False
    language: str = ""
    hidden: bool = False


class Styles:
    """Every style of a document by its id, with its table of ``fonts``.

    ``own`` says that the document has the styles of readpack's DOCX writer; ``size`` is that of its text, in half points.
    """

    def __init__(self, root: Any | None, fonts: Any | None = None) -> None:
        self._elements = {} if root is None else {value(style, "styleId"): style for style in root.iter(f"{W}style")}
        self._made: dict[str, Style] = {}
        defaults = None if root is None else root.find(f"{W}docDefaults")
        spoken = below(defaults, "rPrDefault", "rPr", "lang")
        self.language = value(spoken)
        self.language_from_right = value(spoken, "bidi") or self.language
        names = {value(style.find(f"{W}name")).lower() for style in self._elements.values()}
        self.table_headings = frozenset(
            name for name, style in self._elements.items() if value(style.find(f"{W}name")).lower() in ("table heading", "table header")
        )
        self.own = {"standfirst", "byline", "source line", "cover line"} <= names
        usual = (name for name, style in self._elements.items() if value(style, "type") == "paragraph" and value(style, "default") == "1")
        self.default = next(usual, "")
        grounds = [below(self._elements.get(self.default), "rPr"), below(defaults, "rPrDefault", "rPr")]
        self.size = next((size for ground in grounds if (size := number(value(below(ground, "sz"))))), _USUAL_SIZE)
        named = () if fonts is None else fonts.iter(f"{W}font")
        self._fixed = {value(font, "name").lower() for font in named if _is_fixed(font)}
        self.all_fixed = self.own or self.is_fixed(next((font for ground in grounds if (font := font_of(ground))), ""))

    def sets_code(self, document: Any) -> bool:
        """Whether fixed letters mean code in ``document``: not where most of it is set in them, as manuscripts and plays are."""
        if self.all_fixed or not any(self.is_fixed(font_of(run)) for run in self._settings(document)):
            return False
        fixed = every = 0
        for paragraph in document.iter(f"{W}p"):
            style = self.of(value(below(paragraph, "pPr", "pStyle")) or self.default)
            for run in paragraph.iter(f"{W}r"):
                font = font_of(below(run, "rPr"))
                size = sum(len(text.text or "") for text in run.iter(f"{W}t"))
                every += size
                fixed += size if (self.is_fixed(font) if font else style.fixed) else 0
        return fixed <= _MOST_CODE * every

    def _settings(self, document: Any) -> Iterator[Any]:
        for fonts in document.iter(f"{W}rFonts"):
            yield fonts.getparent()
        for style in self._elements.values():
            yield below(style, "rPr")

    def is_fixed(self, font: str) -> bool:
        """Whether the letters of ``font`` are all as wide, as the document's table of fonts or its name says."""
        return bool(font) and (font.lower() in self._fixed or _FIXED.search(font) is not None)

    def of(self, name: str) -> Style:
        """The style whose id is ``name``; a plain one for an id that stands for none."""
        if name not in self._made:
            self._made[name] = self._built(name, set())
        return self._made[name]

    def _built(self, name: str, seen: set[str]) -> Style:
        element = self._elements.get(name)
        if element is None or name in seen:
            return Style()
        if name in self._made:
            return self._made[name]
        base = value(element.find(f"{W}basedOn"))
        ground = self._built(base, seen | {name}) if base else Style()
        said = value(element.find(f"{W}name")).strip().lower()
        heading = _HEADING.fullmatch(said)
        outline = value(below(element, "pPr", "outlineLvl"))
        level = int(heading[1]) if heading else number(outline, 9) + 1 if outline else ground.level
        role = "heading" if heading or (outline and level <= 9) else _ROLE_OF.get(said, "") or ground.role
        run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        character = value(element, "type") == "character"
        font = font_of(run)
        fixed = self.is_fixed(font) if font else ground.fixed
        listed = _BUILT_IN_LIST.fullmatch(said)
        return Style(
            role=role,
            level=level if role == "heading" else 0,
            name=said,
            bold=_toggle(run, "b", ground.bold) or said == "strong",
            italic=_toggle(run, "i", ground.italic) or said == "emphasis",
            strike=_toggle(run, "strike", ground.strike),
            underline=ground.underline or (is_on(below(run, "u")) and said != "hyperlink"),
            vertical=value(below(run, "vertAlign")) or ground.vertical,
            code=(character and said in _CODE_NAMES) or ground.code,
            indent=_indent(paragraph, ground.indent),
            numbering=_numbering(paragraph, ground.numbering),
            deeper=int(listed[1]) - 1 if listed else 0,
            fixed=fixed,
            language=value(below(run, "lang")) or ground.language,
            hidden=_toggle(run, "vanish", ground.hidden),
        )


def _is_fixed(font: Any) -> bool:
    """Whether an entry in the table of fonts is one of letters all as wide; those of East Asia are, whatever they are used for."""
    return value(below(font, "pitch")) == "fixed" and value(below(font, "charset")).upper() not in _EAST_ASIAN


# Shift JIS, Hangul, Johab, GB 2312 and Big5 as Windows numbers them (ISO/IEC 29500-1, 17.8.3.2).
_EAST_ASIAN = frozenset(("80", "81", "82", "86", "88"))
_USUAL_SIZE = 20
_MOST_CODE = 0.8


def font_of(properties: Any | None) -> str:
    """The font that the ``properties`` of a run name; empty when they don't."""
    fonts = below(properties, "rFonts")
    return value(fonts, "ascii") or value(fonts, "hAnsi")


def _toggle(run: Any | None, name: str, otherwise: bool) -> bool:
    element = below(run, name)
    return otherwise if element is None else is_on(element)


def _indent(paragraph: Any | None, otherwise: int) -> int:
    indent = below(paragraph, "ind")
    stated = value(indent, "left") or value(indent, "start")
    return number(stated) if stated else otherwise


def _numbering(paragraph: Any | None, otherwise: tuple[str, int] | None) -> tuple[str, int] | None:
    numbered = below(paragraph, "numPr")
    if numbered is None:
        return otherwise
    return value(below(numbered, "numId")) or (otherwise[0] if otherwise else ""), number(value(below(numbered, "ilvl")))
