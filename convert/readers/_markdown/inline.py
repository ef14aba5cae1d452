"""The tokens of a line as inlines: emphasis, links, code, pictures, notes, formulas and the HTML tags that say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple

import msgspec
from markdown_it.token import Token

from convert.model import (
    Block,
    Code,
    Direction,
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
from convert.walk import plain_text

# Marks further in than this are dropped; their text stays.
_DEEPEST = 60

_TAG = regex(r"<(/?)([A-Za-z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
_ATTRIBUTE = regex(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_BLANKS = regex("[ \t\n]+")
_UNSPACED = regex("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

_TOKENS = {"em": "em", "strong": "strong", "s": "s", "sub": "sub", "sup": "sup", "link": "a"}
_MARKS: dict[str, Callable[[tuple[Inline, ...]], Inline]] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Emphasis),
    **dict.fromkeys(("strong", "b"), Strong),
    **dict.fromkeys(("u", "ins"), Underline),
    **dict.fromkeys(("s", "strike", "del"), Strike),
    "sub": Sub,
    "sup": Sup,
}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_KNOWN = frozenset({"a", "span", "q", "bdi", "bdo", "ruby", "rb", "rt", "rp"})
_HIDDEN = frozenset({"script", "style", "template"})
_VOID = frozenset({"br", "img", "wbr"})


class Tag(NamedTuple):
    """An HTML tag: its name in lower case, whether it closes, its attributes."""

    name: str
    closes: bool
    attributes: dict[str, str]


class Said(NamedTuple):
    """What a line says, and the anchors in it, which belong to the block it stands in."""

    inlines: tuple[Inline, ...]
    anchors: tuple[str, ...] = ()


class _Open(msgspec.Struct):
    """A mark that is not closed yet; ``html`` when a tag opened it."""

    name: str
    html: bool
    attributes: dict[str, str]
    children: list[Inline] = []


def tag(markup: str) -> Tag | None:
    """The tag that ``markup`` is, if it is one."""
    match = _TAG.fullmatch(markup.strip())
    if not match:
        return None
    attributes = {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(match[3])}
    return Tag(match[2].lower(), bool(match[1]), attributes)


def direction(value: str) -> Direction:
    """``value`` when it is a direction."""
    return "rtl" if value == "rtl" else "ltr" if value == "ltr" else ""


class Lines:
    """Makes inlines of tokens. ``note`` finds the blocks of a footnote, ``dropped`` counts markup that means nothing here."""

    def __init__(self, note: Callable[[Token], tuple[Block, ...] | str]) -> None:
        self.note = note
        self.dropped: Counter[str] = Counter()
        self.hidden: list[str] = []

    def said(self, tokens: Iterable[Token]) -> Said:
        """What ``tokens`` say, blanks made single, none at either end."""
        return _Line(self).said(tokens)


class _Line:
    """One line being read."""

    def __init__(self, lines: Lines) -> None:
        self._note = lines.note
        self.dropped = lines.dropped
        self.hidden = lines.hidden
        self._stack = [_Open("", False, {}, [])]
        self._anchors: list[str] = []
        self._silenced = ""

    def said(self, tokens: Iterable[Token]) -> Said:
        for token in tokens:
            self._take(token)
        while len(self._stack) > 1:
            self._close()
        return Said(tidied(self._stack[0].children), tuple(self._anchors))

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "html_inline":
            self._html(token.content)
        elif self._silenced or kind == "comment":
            self.hidden.append(token.content)
        elif kind == "anchor":
            self._anchors.append(f"^{token.content}")
        elif kind == "name":
            self._anchors.append(token.content)
        elif kind == "marked":
            self.dropped["=="] += 1
        elif kind == "attributes":
            self.dropped["{ }"] += 1
        elif kind.endswith("_open"):
            self._open(_TOKENS.get(kind[:-5], ""), {key: str(value) for key, value in token.attrs.items()}, html=False)
        elif kind.endswith("_close"):
            self._close_token(_TOKENS.get(kind[:-6], ""))
        else:
            self._put(*self._leaf(token))

    def _leaf(self, token: Token) -> Iterator[Inline]:
        match token.type:
            case "text" | "text_special" | "softbreak":
                yield Text(token.content if token.type != "softbreak" else "\n")
            case "hardbreak":
                yield LineBreak()
            case "code_inline":
                yield Code(token.content)
            case "math_inline":
                yield Math(tex=token.content)
            case "image":
                if token.attrs.get("title"):
                    self.dropped["an image's title"] += 1
                yield Image(str(token.attrs.get("src", "")), alternative(token))
            case "footnote_ref":
                blocks = self._note(token)
                yield Note(blocks) if isinstance(blocks, tuple) else Sup((Text(blocks),))
            case _:
                yield Text(token.content)

    # --- HTML -----------------------------------------------------------------------------------

    def _html(self, markup: str) -> None:
        found = tag(markup)
        if found is None:
            if not markup.startswith("<!--") or markup.strip("<!->\n "):
                self.hidden.append(markup)
        elif self._silenced:
            self._silenced = "" if found.closes and found.name == self._silenced else self._silenced
        elif found.closes:
            self._close_tag(found.name)
        elif found.name in _VOID:
            self._put(*_void(found))
        elif found.name in _HIDDEN:
            self._silenced = found.name
            self.hidden.append(markup)
        else:
            self._open_tag(found)

    def _open_tag(self, found: Tag) -> None:
        name = found.attributes.get("id") or (found.attributes.get("name", "") if found.name == "a" else "")
        if name:
            self._anchors.append(name)
        known = found.name in _MARKS or found.name in _CODE or found.name in _KNOWN
        if not known:
            self.dropped[f"<{found.name}>"] += 1
        self._open(found.name, found.attributes, html=True)

    # --- marks ----------------------------------------------------------------------------------

    def _open(self, name: str, attributes: dict[str, str], *, html: bool) -> None:
        self._stack.append(_Open(name, html, attributes, []))

    def _close(self) -> None:
        done = self._stack.pop()
        self._put(*self._made(done))

    def _close_token(self, name: str) -> None:
        """A mark of Markdown closes those of HTML that were opened inside it."""
        if any(not mark.html and mark.name == name for mark in self._stack):
            while self._stack[-1].html or self._stack[-1].name != name:
                self._close()
            self._close()

    def _close_tag(self, name: str) -> None:
        """A closing tag closes its own and those inside, but nothing of Markdown around it."""
        for mark in reversed(self._stack):
            if not mark.html:
                return
            if mark.name == name:
                while self._stack[-1] is not mark:
                    self._close()
                self._close()
                return

    def _made(self, mark: _Open) -> tuple[Inline, ...]:
        children = tuple(mark.children)
        if mark.name in _CODE:
            said = plain_text(*children)
            return (Code(said),) if said else ()
        if not children or len(self._stack) > _DEEPEST:
            return children
        if mark.name in _MARKS:
            return (_MARKS[mark.name](children),)
        match mark.name:
            case "a":
                href, title = mark.attributes.get("href", ""), mark.attributes.get("title", "")
                return (Link(href, children, title),) if href else children
            case "q":
                return (Text("“"), *children, Text("”"))
            case "rt":  # as in pages
                return (Text("("), *children, Text(")"))
            case "rp":
                return ()
            case _:
                return _span(mark.attributes, children)

    def _put(self, *inlines: Inline) -> None:
        self._stack[-1].children += inlines


def _void(found: Tag) -> tuple[Inline, ...]:
    if found.name == "br":
        return (LineBreak(),)
    if found.name == "img" and found.attributes.get("src"):
        return (Image(found.attributes["src"], found.attributes.get("alt", "")),)
    return ()


def _span(attributes: dict[str, str], children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What a span with a language, a direction or a formula's words stands for; one without them is not there."""
    if len(children) == 1 and isinstance(children[0], Math) and attributes.get("title"):
        return (msgspec.structs.replace(children[0], text=attributes["title"]),)
    language, way = attributes.get("lang", ""), direction(attributes.get("dir", ""))
    return (Span(children, language, way),) if language or way else children


def alternative(image: Token) -> str:
    """The alternative text of a picture: what stands in its brackets, without marks."""
    words: list[str] = []
    pending = list(reversed(image.children or []))
    while pending:
        token = pending.pop()
        if token.children:
            pending += reversed(token.children)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type != "html_inline":
            words.append(token.content)
    return _BLANKS.sub(" ", "".join(words))


def tidied(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """``inlines`` with runs of text joined, blanks single, none at the ends or around a line's end; so inside marks.

    A line end between two Chinese or Japanese characters is no blank.
    """
    return tuple(_trimmed(list(_joined(inlines))))


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    words: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            words.append(inline.text)
            continue
        if words:
            yield from _text("".join(words))
            words = []
        yield _inside(inline)
    yield from _text("".join(words))


def _inside(inline: Inline) -> Inline:
    if isinstance(inline, (Emphasis, Strong, Underline, Strike, Sub, Sup, Link, Span)):
        return msgspec.structs.replace(inline, children=tuple(_joined(inline.children)))
    return inline


def _text(words: str) -> Iterator[Text]:
    if "\n" in words:
        lines = words.split("\n")
        words = lines[0]
        for line in lines[1:]:
            unspaced = words and line and _UNSPACED.match(words[-1]) and _UNSPACED.match(line)
            words += line if unspaced else f" {line}"
    single = _BLANKS.sub(" ", words)
    if single:
        yield Text(single)


def _trimmed(inlines: list[Inline]) -> Iterator[Inline]:
    last = len(inlines) - 1
    for number, inline in enumerate(inlines):
        if isinstance(inline, Text):
            words = inline.text
            if number == 0 or isinstance(inlines[number - 1], LineBreak):
                words = words.lstrip(" ")
            if number == last or isinstance(inlines[number + 1], LineBreak):
                words = words.rstrip(" ")
            if words:
                yield Text(words)
        else:
            yield inline
