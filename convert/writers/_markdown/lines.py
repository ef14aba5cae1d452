"""Inlines as a line of CommonMark that reads back as the same inlines.

Where its own marks can't say it (blanks inside an emphasis, one mark right behind another, underlining) the HTML tag
stands that the Markdown reader knows. A tag is also what parts two marks that would run together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import assert_never

from convert.model import (
    Code,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    Note,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
    Underline,
)
from convert.patterns import regex
from convert.writers._math import said
from convert.writers._tex import tex_of

_BLANKS = regex("[ \t\n]+")
_SPECIAL = regex(
    r"[\\`*\[\]$]|~(?=~)|(?<=~)~|_|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\{(?=\s*[#.:%-]|\{[<%]|\s*[\w:-]+=)|!(?=\[)|\^(?=\[)|"
    r"(?<![^\w)\]])[~^](?=[0-9A-Za-z+\u2212-]{1,12}[~^])|"  # raised and lowered signs
    r"=(?==)|(?<==)=|%(?=%)|(?<=%)%|(?<![^ ])\^(?=[A-Za-z0-9])"  # marks of notebooks
)
_INWARD = regex(r"(?<=[^\W_])_(?=[^\W_])")
_LIKE_ADDRESS = regex(r"(?i)\b(https?|mailto|xmpp):|\b(www)\.|(?<=[\w.+-])@(?=\w)")
_LINE_START = regex(r"(?m)^(?:([-+=#>:|]|~(?= |$))|(\d{1,9})([.)])(?= |$))")
_EDGE = regex(r"^[^\S \n]|[^\S \n]$")
_PLAIN_HREF = regex(r"[^\s<>()\\]+")
_AUTOLINK = regex(r"(?:https?|mailto):[^\s<>]+")
_APART = "<span></span>"


def words(text: str) -> str:
    """``text`` with every character escaped that would be a mark."""
    single = _BLANKS.sub(" ", text)
    escaped = _SPECIAL.sub(lambda found: found[0] if _INWARD.match(single, found.start()) else "\\" + found[0], single)
    return _LIKE_ADDRESS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], escaped)


def quoted(text: str) -> str:
    """``text`` as the value of an attribute in a tag on one line."""
    return escape(_BLANKS.sub(" ", text))


def started(line: str) -> str:
    """``line`` (or lines, after hard breaks) made fit to begin a paragraph: nothing at its start is a block's mark.

    A blank at either end that is none of ASCII's would be stripped; it stands as a character reference.
    """
    safe = _LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
    return "\n".join(map(_edged, safe.split("\n")))


def _edged(line: str) -> str:
    return _EDGE.sub(lambda found: f"&#{ord(found[0])};", line)


def link_target(href: str, title: str = "") -> str:
    """An address and a title as they stand in a link's parentheses."""
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", href)
    place = safe if _PLAIN_HREF.fullmatch(safe) else "<" + re.sub(r"[<>\\]", r"\\\g<0>", _BLANKS.sub("%20", safe)) + ">"
    said_too = ' "' + re.sub(r'[\\"]|&(?=#?\w+;)', r"\\\g<0>", _BLANKS.sub(" ", title)) + '"' if title.strip() else ""
    return place + said_too


class Lines:
    """Renders the lines of one file. ``picture`` names a picture's definition, ``note`` numbers a note, ``lost`` is told of losses."""

    def __init__(self, picture: Callable[[Image], str], note: Callable[[Note], int], lost: Callable[[str, str, str], None]) -> None:
        self._picture = picture
        self._note = note
        self._lost = lost

    def line(self, inlines: Sequence[Inline]) -> str:
        """``inlines`` on one line, for a heading, a cell or a term."""
        return _edged(self._run(inlines, "", "<br>", frozenset()).strip(" "))

    def lines(self, inlines: Sequence[Inline]) -> str:
        """``inlines`` as a paragraph, with hard line breaks."""
        return started(self._run(inlines, "", "\\\n", frozenset()).strip(" "))

    def _run(self, inlines: Sequence[Inline], before: str, end: str, within: frozenset[str]) -> str:
        """``inlines`` after the character ``before``, inside marks made of the characters ``within``."""
        made = ""
        joined = list(_merged(inlines))
        for number, inline in enumerate(joined):
            behind = joined[number + 1] if number + 1 < len(joined) else None
            after = _first(behind) if behind is not None else ("*" if within else " ")
            last = made[-1:] or before
            piece = self._inline(inline, last, after, end, within)
            if isinstance(inline, LineBreak) and end != "<br>" and not _parted(joined, number):
                piece = "<br>"
            if made and _runs_together(joined[number - 1], inline, made, piece):
                piece = _APART + piece
            made += piece
        return made

    def _inline(self, inline: Inline, before: str, after: str, end: str, within: frozenset[str]) -> str:
        match inline:
            case Text():
                return words(inline.text)
            case LineBreak():
                return end
            case Emphasis():
                return self._mark(inline.children, ("*", "_"), "em", before, after, within)
            case Strong():
                return self._mark(inline.children, ("**", "__"), "strong", before, after, within)
            case Strike():
                return self._mark(inline.children, ("~~",), "s", before, after, within)
            case Underline():
                return self._tag("u", "", inline.children, within)
            case Sub():
                return self._tag("sub", "", inline.children, within)
            case Sup():
                return self._tag("sup", "", inline.children, within)
            case Span():
                told = (f' lang="{quoted(inline.language)}"' if inline.language else "") + (
                    f' dir="{inline.direction}"' if inline.direction else ""
                )
                return self._tag("span", told, inline.children, within)
            case Code():
                return code(inline.text)
            case Link():
                return self._link(inline, within)
            case Image():
                return f"![{words(inline.alt)}][{self._picture(inline)}]"
            case Note():
                return f"[^{self._note(inline)}]"
            case Math():
                return self._math(inline)
            case _:
                assert_never(inline)

    # --- marks ----------------------------------------------------------------------------------

    def _mark(
        self, children: Sequence[Inline], delimiters: tuple[str, ...], tag: str, before: str, after: str, within: frozenset[str]
    ) -> str:
        """``children`` between the first of ``delimiters`` that CommonMark, 6.2, would take here, else in a ``tag``."""
        chosen = next((mark for mark in delimiters if mark[0] not in within and before != mark[0] and after != mark[0]), "")
        if not chosen:
            return self._tag(tag, "", children, within)
        inside = self._run(children, chosen[0], "<br>", within | {chosen[0]})
        if not inside or not _flanks(before, inside[0], chosen) or not _flanks(after, inside[-1], chosen):
            return f"<{tag}>{inside}</{tag}>"
        return f"{chosen}{inside}{chosen}"

    def _tag(self, tag: str, told: str, children: Sequence[Inline], within: frozenset[str]) -> str:
        return f"<{tag}{told}>{self._run(children, '>', '<br>', within)}</{tag}>"

    # --- what holds an address or a formula -----------------------------------------------------

    def _link(self, link: Link, within: frozenset[str]) -> str:
        match link.children:
            case (Text(text=shown),) if not link.title and shown in (link.href, link.href.removeprefix("mailto:")):
                if _AUTOLINK.fullmatch(link.href) and (not link.href.startswith("mailto:")) == (shown == link.href):
                    return f"<{shown}>"
            case _:
                pass
        return f"[{self._run(link.children, '[', '<br>', within)}]({link_target(link.href, link.title)})"

    def _math(self, math: Math) -> str:
        tex = _BLANKS.sub(" ", math.tex or tex_of(math.mathml)).strip()
        if not tex:
            self._lost("replaced", "a formula without TeX is plain text", said(math))
            return words(said(math))
        if not re.fullmatch(r"(?:[^$\\]|\\.)+", tex):
            self._lost("replaced", "a formula that Markdown can't hold is code", tex)
            return code(tex)
        told = f' title="{quoted(math.text)}"' if math.text and math.tex else ""
        return f"<span{told}>${tex}$</span>" if told else f"${tex}$"


def code(text: str) -> str:
    """``text`` between as many backticks as it takes."""
    line = re.sub("[\t\n]", " ", text)
    fence = "`" * next(number for number in range(1, len(line) + 2) if not re.search(f"(?<!`){'`' * number}(?!`)", line))
    padded = line.startswith("`") or line.endswith("`") or (line.startswith(" ") and line.endswith(" ") and line.strip(" "))
    return f"{fence} {line} {fence}" if padded else f"{fence}{line}{fence}"


def _merged(inlines: Iterable[Inline]) -> Iterable[Inline]:
    """``inlines`` with neighbouring texts as one."""
    pending = ""
    for inline in inlines:
        if isinstance(inline, Text):
            pending += inline.text
            continue
        if pending:
            yield Text(pending)
            pending = ""
        yield inline
    if pending:
        yield Text(pending)


def _first(inline: Inline) -> str:
    """A character like the one ``inline`` will begin with, as far as marks beside it care."""
    match inline:
        case Text():
            return words(inline.text)[:1] or " "
        case LineBreak():
            return " "
        case Emphasis() | Strong():
            return "*"
        case Strike():
            return "~"
        case _:
            return "<"


def _parted(inlines: Sequence[Inline], number: int) -> bool:
    """Whether a line break stands between words, where a backslash may say it."""
    if number == 0 or number == len(inlines) - 1:
        return False
    return all(not isinstance(beside, LineBreak) and _shows(beside) for beside in (inlines[number - 1], inlines[number + 1]))


def _shows(inline: Inline) -> bool:
    return not isinstance(inline, Text) or bool(inline.text.strip())


def _runs_together(left: Inline, right: Inline, made: str, piece: str) -> bool:
    """Whether the marks of two neighbours would be read as one."""
    if isinstance(left, Math) or isinstance(right, Math):
        return (made[-1] == "$" and piece[0].isdigit()) or (piece[0] == "$" and (made[-1].isdigit() or made[-1] == "$"))
    if isinstance(left, Text) or isinstance(right, Text):
        return isinstance(right, Link) and made.endswith("!") and piece.startswith("[")
    return made[-1] == piece[0] and piece[0] in "*_~`"


def _flanks(outside: str, inside: str, mark: str) -> bool:
    """Whether ``mark`` may stand between the two characters, opening or closing towards ``inside``."""
    if inside.isspace() or inside == mark[0]:
        return False
    around = not outside or outside.isspace() or _is_punctuation(outside)
    return around if mark[0] == "_" or _is_punctuation(inside) else True


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
