"""The parts of a Word document beside its text: numbering, settings, notes, heads and feet."""

from __future__ import annotations

import tempfile
from typing import IO

from convert.model import List, Numbering, Pack
from convert.notices import excerpt
from convert.theme import Theme
from convert.words import runs_right_to_left
from convert.writers._word.styles import DECLARATION, NAMESPACES, STYLE, indents
from convert.writers._word.text import Run, Setter, quoted, word_language

DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
LEVELS = 9
HANGING = 4.5

_FORMATS: dict[Numbering, tuple[int, str]] = {
    "decimal": (1, "decimal"),
    "lower-alpha": (2, "lowerLetter"),
    "upper-alpha": (3, "upperLetter"),
    "lower-roman": (4, "lowerRoman"),
    "upper-roman": (5, "upperRoman"),
}


class Lists:
    """The numbering of a document: bullets share one, each ordered list counts for itself."""

    def __init__(self, theme: Theme) -> None:
        self.step = theme.look("list").start or 15.0
        self._size = theme.look("list").size
        self._counted: list[str] = []

    def number(self, node: List, level: int) -> str:
        """The properties that make a paragraph an item of ``node`` at ``level``, counted from 0."""
        at = min(level, LEVELS - 1)
        number = 1
        if node.ordered:
            kind, _ = _FORMATS[node.numbering]
            number = len(self._counted) + 2
            start = min(max(node.start, 0), 32767)
            self._counted.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
                f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'

    def width(self, node: List) -> float:
        """How far the text of an item stands from where the list begins: room for its longest number."""
        if not node.ordered:
            return self.step
        digits = len(str(abs(node.start) + len(node.items) - 1)) if node.numbering == "decimal" else 2 + len(node.items) // 20
        return max(self.step, round((digits * 0.52 + 0.3) * self._size + HANGING, 1)) if digits > 1 else self.step

    def hanging(self, node: List) -> float:
        """The hanging indent: numbers end, and bullets begin, this far before the text."""
        return HANGING if node.ordered else self.step

    def xml(self) -> str:
        """``numbering.xml``."""
        kinds = [self._abstract(0, "bullet"), *(self._abstract(number, name) for number, name in _FORMATS.values())]
        bullets = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{''.join(kinds)}{bullets}{''.join(self._counted)}</w:numbering>"

    def _abstract(self, number: int, name: str) -> str:
        levels = "".join(self._level(level, name) for level in range(LEVELS))
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x52500000 + number:08X}"/>'
            f'<w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="{0x52510000 + number:08X}"/>{levels}</w:abstractNum>'
        )

    def _level(self, level: int, name: str) -> str:
        bullet = name == "bullet"
        shown = "•–"[level % 2] if bullet else f"%{level + 1}."
        sides = indents((level + 1) * self.step, 0, -(self.step if bullet else HANGING))
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{name}"/><w:lvlText w:val="{shown}"/>'
            f'<w:lvlJc w:val="{"left" if bullet else "right"}"/><w:pPr>{sides}</w:pPr></w:lvl>'
        )


class Notes:
    """The footnotes of a document, kept outside memory once they are many."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 - closed by `close`

    def add(self, blocks: list[str]) -> int:
        """The number of a new note that holds ``blocks``."""
        self.count += 1
        self._kept.write(f'<w:footnote w:id="{self.count}">{"".join(blocks)}</w:footnote>'.encode())
        return self.count

    def write(self, target: IO[bytes]) -> None:
        """``footnotes.xml`` into ``target``."""
        target.write(f"{DECLARATION}<w:footnotes {NAMESPACES} {DRAWING}>{_SEPARATORS}".encode())
        self._kept.seek(0)
        while piece := self._kept.read(1 << 16):
            target.write(piece)
        target.write(b"</w:footnotes>")

    def close(self) -> None:
        """Forget the notes."""
        self._kept.close()


_RULE_ALONE = '<w:p><w:pPr><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{}/></w:r></w:p>'
_SEPARATORS = (
    f'<w:footnote w:type="separator" w:id="-1">{_RULE_ALONE.format("separator")}</w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0">{_RULE_ALONE.format("continuationSeparator")}</w:footnote>'
)
NOTE_MARK = f'<w:r><w:rPr><w:rStyle w:val="{STYLE["noteref"]}"/></w:rPr><w:footnoteRef/></w:r>'


def settings(pack: Pack) -> str:
    """``settings.xml``, in the order of CT_Settings (ISO 29500-1, 17.15.1.78); nothing in it asks the reader anything."""
    name = quoted(word_language(pack.language))
    right = runs_right_to_left(pack.language)
    spoken = 'w:val="en-GB" ' + f'w:bidi="{name}"' if right else f'w:val="{name}"'
    return (
        f"{DECLARATION}<w:settings {NAMESPACES} {DRAWING}>"
        '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:mirrorMargins/><w:defaultTabStop w:val="480"/><w:autoHyphenation/>'
        '<w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="360"/><w:doNotHyphenateCaps/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{_COMPATIBLE}</w:compat>"
        '<m:mathPr><m:mathFont m:val="Cambria Math"/><m:defJc m:val="centerGroup"/></m:mathPr>'
        f'<w:themeFontLang {spoken}/>{_SCHEME}<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


_SCHEME = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" '
    'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/>'
)
_COMPATIBLE = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


def running_head(pack: Pack, setter: Setter, *, odd: bool) -> str:
    """A head: the pack's title over left pages, the title of the article over right ones.

    Programs that can't look the article up show the pack's title on both.
    """
    right = runs_right_to_left(pack.language)
    title = setter.text(excerpt(pack.title, 80), Run(rtl=right, size=setter.theme.look("running-head").size))
    # A style by number is the heading of that level in every language of Word.
    inside = f'<w:fldSimple w:instr=" STYLEREF 1 ">{title}</w:fldSimple>' if odd else title
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{_edge_line('running-head', inside, right, odd)}</w:hdr>"


def folio(pack: Pack, *, odd: bool) -> str:
    """A foot: the page number at the outer edge."""
    right = runs_right_to_left(pack.language)
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{_edge_line('folio', _PAGE, right, odd)}</w:ftr>"


def outer_folio() -> str:
    """A foot for a page that may be a left or a right one: the number in a frame that finds the outer edge."""
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" w:y="1"/>'
    style = f'<w:pStyle w:val="{STYLE["folio"]}"/>'
    line = f"<w:p><w:pPr>{style}{frame}</w:pPr>{_PAGE}</w:p><w:p><w:pPr>{style}</w:pPr></w:p>"
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{line}</w:ftr>"


_PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _edge_line(role: str, inside: str, right: bool, odd: bool) -> str:
    """A line at the outer edge: where lines end on right-hand pages, where they begin on left-hand ones."""
    align = "right" if odd else "left"
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLE[role]}"/>{"<w:bidi/>" if right else ""}<w:jc w:val="{align}"/></w:pPr>{inside}</w:p>'


def bare_edge(kind: str) -> str:
    """A head (``hdr``) or foot (``ftr``) without anything in it."""
    return f'{DECLARATION}<w:{kind} {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{STYLE["folio"]}"/></w:pPr></w:p></w:{kind}>'
