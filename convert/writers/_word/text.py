"""Characters in WordprocessingML: escaping, runs and what they are set in, and which way they run.

Word lays out a run with complex-script rules, and mirrors its brackets, only when the run says ``w:rtl``. So a text is
cut where its direction changes, by the Unicode properties of its characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from convert.patterns import regex
from convert.theme import Theme
from convert.words import runs_right_to_left
from convert.writers._script import script_font

_BLANKS = regex(r"[ \t\n\r]*[\t\n\r][ \t\n\r]*|  +")
_CUT = regex("([\n\t\u00ad])")
_MARKED = regex("[&<>\n\t\r]")
_PRESERVED = ' xml:space="preserve"'
_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>"}
_RIGHT = regex("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HEBREW = regex("[\u0590-\u05ff\ufb1d-\ufb4f]")
_TALL = regex("[\u0590-\u1dbf\ua800-\ua82f\ua840-\uabff\ufb1d-\ufdff\ufe70-\ufefc]")
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def escape(text: str) -> str:
    """``text`` as XML character data."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """``text`` as the value of a double-quoted attribute, on one line."""
    return escape(" ".join(text.split())).replace('"', "&quot;")


def is_tall(text: str) -> bool:
    """Whether ``text`` holds letters of scripts that reach higher or lower than Latin ones."""
    return not text.isascii() and bool(_TALL.search(text))


@cache
def word_language(language: str) -> str:
    """The tag Word knows ``language`` (BCP 47) by: with the region it is most spoken in where none is given."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    tag = "en-GB" if language.lower() in ("", "en") else language
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    if locale.territory:
        return f"{locale.language}-{locale.territory}"
    likely = get_global("likely_subtags").get(tag.replace("-", "_"), "")
    territory = likely.rpartition("_")[2]
    return f"{locale.language}-{territory}" if territory else tag


class Run(NamedTuple):
    """How a run of characters is set, beyond what its paragraph's style says.

    ``style`` is the id of a character style; ``language`` is empty where the document's holds; ``size`` and ``spacing`` are those
    of the paragraph's role, in points and thousandths of an em; ``points`` is another size than the role's.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    vertical: str = ""
    language: str = ""
    rtl: bool = False
    proof: bool = True
    size: float = 0
    spacing: float = 0
    points: float = 0


@cache
def restyled(run: Run, name: str, value: Any) -> Run:
    """``run`` with one of its fields changed; the same few are asked for throughout a document."""
    return run._replace(**{name: value})


class Setter:
    """Sets text in runs, for one document in ``language``."""

    def __init__(self, theme: Theme, language: str) -> None:
        self.theme = theme
        self.language = language
        self.complex_script = complex_script(theme, language)
        self.scripts: set[str] = set()
        self._plain: dict[Run, str] = {}
        self._known: dict[tuple[Run, bool, bool], str] = {}

    def text(self, words: str, run: Run) -> str:
        """``words`` as runs; blanks collapse as they do in a paragraph."""
        if words.isascii() and not run.rtl and "  " not in words and not _MARKED.search(words):
            # Nearly all text is such, and a pack has a hundred thousand pieces of it.
            told = self._plain.get(run)
            space = _PRESERVED if words[:1] == " " or words[-1:] == " " else ""
            return f"<w:r>{self.properties(run) if told is None else told}<w:t{space}>{words}</w:t></w:r>"
        if "  " in words or "\n" in words or "\t" in words or "\r" in words:
            words = _BLANKS.sub(" ", words)
        return self.kept(words, run)

    def kept(self, words: str, run: Run) -> str:
        """``words`` as runs, with their blanks, tabs and line ends."""
        if not run.rtl and (words.isascii() or not _RIGHT.search(words)):
            told = self._plain.get(run)
            return f"<w:r>{self.properties(run) if told is None else told}{_characters(words)}</w:r>"
        return "".join(
            f"<w:r>{self.properties(run, right, bool(_HEBREW.search(part)))}{_characters(part)}</w:r>"
            for part, right in directions(words, run.rtl)
        )

    def properties(self, run: Run, right: bool = False, hebrew: bool = False) -> str:
        """What stands before the characters of a run, empty where the style says it all."""
        key = (run, right, hebrew)
        if key not in self._known:
            inside = "".join(self._properties(run, right, "Hebr" if hebrew else "Arab"))
            self._known[key] = f"<w:rPr>{inside}</w:rPr>" if inside else ""
            if right:
                self.scripts.add("Hebr" if hebrew else "Arab")
            else:
                self._plain[run] = self._known[key]
        return self._known[key]

    def _properties(self, run: Run, right: bool, script: str) -> Iterator[str]:
        """The properties in the order of CT_RPr (ISO 29500-1, 17.3.2)."""
        style, bold, italic = run.style, run.bold, run.italic
        if not style and bold != italic:
            style, bold, italic = ("Strong" if bold else "Emphasis"), False, False
        if style:
            yield f'<w:rStyle w:val="{style}"/>'
        other = script_font(self.theme, script) if right and script != self.complex_script else ""
        if other:
            yield f'<w:rFonts w:cs="{quoted(self.theme.fonts[other].family)}"/>'
        if bold:
            yield "<w:b/><w:bCs/>"
        if italic:
            yield "<w:i/>" if run.bold else "<w:bCs/><w:i/>"
        if run.strike:
            yield "<w:strike/>"
        if not run.proof:
            yield "<w:noProof/>"
        if right and run.spacing:
            yield '<w:spacing w:val="0"/>'
        if run.points:
            yield f'<w:sz w:val="{half_points(run.points)}"/><w:szCs w:val="{half_points(run.points)}"/>'
        elif other and run.size:
            yield f'<w:szCs w:val="{half_points(run.size * self.theme.scripts[script].scale)}"/>'
        if run.underline:
            yield '<w:u w:val="single"/>'
        if run.vertical:
            yield f'<w:vertAlign w:val="{run.vertical}"/>'
        if right:
            yield "<w:rtl/>"
        if run.language and run.language != self.language:
            yield _language(run.language)


def half_points(size: float) -> int:
    """A font size as Word counts it."""
    return max(2, round(size * 2))


def complex_script(theme: Theme, language: str) -> str:
    """The right-to-left script (ISO 15924) whose font the styles of a document in ``language`` name."""
    known = [name for name in ("Arab", "Hebr") if script_font(theme, name)]
    spoken = "Hebr" if language.partition("-")[0] in ("he", "yi") else "Arab"
    return spoken if spoken in known or not known else known[0]


def _language(language: str) -> str:
    name = quoted(word_language(language))
    if runs_right_to_left(language):
        return f'<w:lang w:bidi="{name}"/>'
    if language.partition("-")[0].lower() in _EAST_ASIAN:
        return f'<w:lang w:val="{name}" w:eastAsia="{name}"/>'
    return f'<w:lang w:val="{name}"/>'


def _characters(words: str) -> str:
    if "\n" in words or "\t" in words or "\u00ad" in words:
        return "".join(_MARKS.get(part) or _text(part) for part in _CUT.split(words) if part)
    return _text(words)


def _text(words: str) -> str:
    """``words`` in a text element; without ``preserve`` blanks at its ends are not text."""
    if words[:1] == " " or words[-1:] == " " or "  " in words:
        return f"<w:t{_PRESERVED}>{escape(words)}</w:t>"
    return f"<w:t>{escape(words)}</w:t>"


_LEFT_KINDS = frozenset({"L"})
_RIGHT_KINDS = frozenset({"R", "AL", "AN", "RLE", "RLI"})


def directions(words: str, base: bool) -> list[tuple[str, bool]]:
    """``words`` in pieces, each with whether it runs from right to left; ``base`` is the paragraph's own way.

    What has no direction of its own goes with its neighbours where they agree, else with the paragraph; a number goes with the
    letters before it (Unicode Standard Annex #9, rules W2, W7, N1 and N2).
    """
    strong: list[bool | None] = []
    last = base
    for character in words:
        kind = unicodedata.bidirectional(character)
        if kind in _LEFT_KINDS:
            last = False
            strong.append(False)
        elif kind in _RIGHT_KINDS:
            last = True
            strong.append(True)
        else:
            strong.append(last if kind == "EN" else None)
    return _joined(words, _settled(strong, base))


def _settled(strong: list[bool | None], base: bool) -> list[bool]:
    settled: list[bool] = []
    before = base
    at = 0
    while at < len(strong):
        value = strong[at]
        if value is not None:
            before = value
            settled.append(value)
            at += 1
            continue
        end = at
        while end < len(strong) and strong[end] is None:
            end += 1
        following = strong[end] if end < len(strong) else base
        settled.extend([before if before == following else base] * (end - at))
        at = end
    return settled


def _joined(words: str, right: list[bool]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    begin = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or right[at] != right[begin]:
            pieces.append((words[begin:at], right[begin]))
            begin = at
    return pieces
