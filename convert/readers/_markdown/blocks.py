"""The tokens of a Markdown text as blocks.

Markdown's own containers and those of HTML around Markdown are kept on one stack; a tag never closes what Markdown
opened, and what stays open ends with what it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from markdown_it.token import Token

from convert.model import (
    Block,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    Inline,
    MathBlock,
    Paragraph,
    Rule,
    Strong,
    Table,
    Text,
)
from convert.patterns import regex
from convert.readers._markdown.attributed import DASH, after_line, cited, undashed
from convert.readers._markdown.attributes import heading_id
from convert.readers._markdown.boxes import title_of
from convert.readers._markdown.containers import Frame, closed, side
from convert.readers._markdown.html import CONTAINERS, EMBEDS, PLAIN, Hidden, Preformatted, events
from convert.readers._markdown.inline import Lines, Tag
from convert.readers._markdown.lined import is_lined, lined
from convert.readers._markdown.parser import Parsed
from convert.readers._markdown.pictured import captioned, figure_of, pictures_of
from convert.walk import plain_text

_NOTES_DEEP = 8
_REPEATED_NOTE = 400
_TAGS_DEEP = 160
_SHORT_ATTRIBUTION = 120

_TASK = regex(r"\[([ xX])\][ \u00a0]{1,4}(?=\S)")
# GitHub's alerts, and Obsidian's callouts with any name and a title of their own.
_ALERT = regex(r"\[!([A-Za-z][\w-]{1,30})\][+-]?(?:[ \t]+([^\n]+?))?[ \t]*(?:\n|\Z)")
_ALERT_NAME = regex(r"\[![\w-]+\][+-]?[ \t]*")
_CLOSING = regex(r"[ \t]+#+[ \t]*$")  # which ends a heading's words before its attributes
_SYNTAX = regex(r"\{?\.?([\w+#.-]+)")

_CONTENTS = frozenset(("[toc]", "[[toc]]", "[[_toc_]]"))  # where a program sets the contents

B = TypeVar("B", Paragraph, Heading, Figure)

_FRAMES = {
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "dl": "dl",
    "dt": "dt",
    "dd": "dd",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "th": "th",
    "td": "td",
}


class Blocks:
    """Makes blocks of a parsed text, and remembers what it could not take.

    ``dropped`` counts markup whose text was kept, ``hidden`` holds what no reader would have seen, ``unnoted`` the
    labels of notes that stand as their label. ``anchors`` maps every other name of a block to its id.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.lines = Lines(self._note)
        self.dropped: Counter[str] = self.lines.dropped
        self.hidden: list[str] = self.lines.hidden
        self.deep: list[int] = []
        self.unnoted: Counter[str] = Counter()
        self.anchors: dict[str, str] = {}
        self.used: set[str] = set()
        self._noting: list[str] = []
        self._made: dict[str, tuple[Block, ...]] = {}

    def of(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """``tokens`` as blocks."""
        return _Build(self).of(tokens)

    def _note(self, token: Token) -> tuple[Block, ...] | str:
        """The blocks of a footnote; a string to stand for one that is inside itself, too deep, or too long to be repeated."""
        label = token.meta.get("label") or f"^{token.meta['id']}"
        if label in self._noting or len(self._noting) >= _NOTES_DEEP:
            return self._unresolved(label)
        if label in self._made:
            blocks = self._made[label]
            return blocks if len(plain_text(*blocks)) <= _REPEATED_NOTE else self._unresolved(label)
        self.used.add(label)
        self._noting.append(label)
        if "label" in token.meta:
            blocks = self.of(self.parsed.footnotes.get(label, ()))
        else:
            said = self.lines.said(self.parsed.inline_notes.get(token.meta["id"], ()))
            blocks = (Paragraph(said.inlines),) if said.inlines else ()
        self._noting.pop()
        self._made[label] = blocks
        return blocks

    def _unresolved(self, label: str) -> str:
        self.unnoted[label] += 1
        return f"[{label}]"


class _Build:
    """One run of tokens becoming blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self._all = blocks
        self._stack = [Frame("", False, {})]
        self._words: list[Token] = []
        self._tags = 0
        self._before = Token("", "", 0)

    @property
    def _top(self) -> Frame:
        return self._stack[-1]

    def of(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        for token in tokens:
            self._take(token)
            self._before = token
        while len(self._stack) > 1:
            self._close()
        return tuple(self._top.blocks)

    def _take(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _FRAMES:
            if token.nesting > 0:
                self._open(_FRAMES[name], {key: str(value) for key, value in token.attrs.items()}, html=False)
            else:
                self._close_markdown()
        elif name == "container_box":
            self._box(token)
        elif name == "admonition":
            self._open("blockquote", {}, html=False) if token.nesting > 0 else self._close_markdown()
        elif name in ("admonition_title", "shortcode_figure"):
            pass
        elif token.type == "template":
            self._all.dropped[token.content] += 1
        elif token.type == "inline":
            self._line(token)
        elif token.type == "html_block":
            self._html(token.content)
        elif token.type == "comment":
            self._all.hidden.append(token.content)
        elif token.type == "deep":
            self._all.deep.append(token.map[0] + 1 if token.map else 0)
            self._add(*(Paragraph((Text(line),)) for line in token.content.split("\n") if line))
        else:
            self._add(*self._leaf(token))

    def _box(self, token: Token) -> None:
        if token.nesting < 0:
            self._close_markdown()
        elif title := title_of(token.info):
            self._open("blockquote", {}, html=False)
            self._add(Paragraph((Strong((Text(title),)),)))
        else:
            self._all.dropped[":::"] += 1
            self._open("div", {}, html=False)

    def _leaf(self, token: Token) -> Iterable[Block]:
        match token.type:
            case "fence" | "code_block":
                named = _SYNTAX.match(token.info.strip())
                if named and named[1] == "math":
                    yield MathBlock(tex=token.content.strip("\n"))
                else:
                    yield CodeBlock(token.content.removesuffix("\n"), named[1] if named else "")
            case "math_block":
                yield MathBlock(tex=token.content)
            case "film":
                yield Embed("video", token.content)
            case "hr":
                yield Rule()
            case _:
                pass

    # --- lines ----------------------------------------------------------------------------------

    def _line(self, token: Token) -> None:
        children = token.children or []
        frame = self._top
        if self._before.type == "heading_open":
            self._heading(int(self._before.tag[1]), children, token.content)
        elif self._before.type == "shortcode_figure_open":
            self._add(figure_of(self._before.attrs, self._all.lines.said(children).inlines))
        elif self._before.type == "admonition_title_open":
            self._add(Paragraph((Strong(self._all.lines.said(children).inlines),)))
        elif self._before.type != "paragraph_open":
            self._words += children
            self._flush()
        elif pictures := pictures_of(children):
            names = tuple(token.content for token in children if token.type == "name")
            self._add(self._named(pictures[0], names), *pictures[1:])
        elif pictured := captioned(children):
            self._add(msgspec.structs.replace(pictured[0], caption=self._all.lines.said(pictured[1]).inlines))
        elif is_lined(token.content):
            self._paragraph(lined(children))
        elif token.content.startswith(": ") and self._captions(children, token.content):
            pass
        elif token.content.strip().lower() in _CONTENTS:
            self._all.dropped[token.content.strip()] += 1
        elif frame.kind == "blockquote" and (alert := _ALERT.match(token.content)):
            self._add(Paragraph((Strong(self._title_of(alert, children)),)))
            self._paragraph(after_line(children))
        elif frame.kind == "li" and not frame.blocks and (task := _TASK.match(token.content)) and children[0].type == "text":
            box = "☐" if task[1] == " " else "☑"
            first = Token("text", "", 0, content=f"{box} {children[0].content[task.end() :]}")
            self._paragraph([first, *children[1:]])
        else:
            self._paragraph(children, token.content)

    def _captions(self, children: list[Token], written: str) -> bool:
        """Whether the line behind a colon is the caption of the table above it, as in pandoc."""
        above = self._top.blocks[-1] if self._top.blocks else None
        if not isinstance(above, Table) or above.caption or children[0].type != "text":
            return False
        name = self._without_attributes(children, written)
        children[0].content = children[0].content.removeprefix(":")
        self._top.blocks[-1] = msgspec.structs.replace(above, caption=self._all.lines.said(children).inlines, id=above.id or name)
        if name:
            self._all.anchors.setdefault(name, above.id or name)
        return True

    def _title_of(self, alert: re.Match[str], children: list[Token]) -> tuple[Inline, ...]:
        """The title of an alert, which is its name where it has none."""
        if alert[2] and children and children[0].type == "text":
            ends = next((number for number, token in enumerate(children) if token.type in ("softbreak", "hardbreak")), len(children))
            first = Token("text", "", 0, content=_ALERT_NAME.sub("", children[0].content, count=1))
            return self._all.lines.said([first, *children[1:ends]]).inlines
        return (Text(alert[1].replace("-", " ").capitalize()),)

    def _paragraph(self, children: list[Token], written: str = "") -> None:
        named = cited(children)
        said = self._all.lines.said(children)
        if not said.inlines:
            self._anchor(said.anchors)
            return
        paragraph = self._named(Paragraph(said.inlines), said.anchors)
        frame = self._top
        if frame.kind == "figcaption" and named is not None:
            frame.credit = self._all.lines.said(named).inlines
        elif frame.kind == "blockquote" and named is not None:
            self._attribute(self._all.lines.said(named).inlines, paragraph)
        elif frame.kind == "blockquote" and frame.blocks and len(written) < _SHORT_ATTRIBUTION and DASH.match(written):
            self._attribute(undashed(said.inlines), paragraph)
        else:
            self._add(paragraph)

    def _attribute(self, by: tuple[Inline, ...], paragraph: Paragraph) -> None:
        """``by`` is whom the quotation is from, unless more of it follows."""
        self._put_back()
        self._top.attribution = (by, paragraph)

    def _heading(self, level: int, children: list[Token], written: str) -> None:
        name = self._without_attributes(children, written)
        said = self._all.lines.said(children)
        if said.inlines:
            self._add(self._named(Heading(level, said.inlines), (*((name,) if name else ()), *said.anchors)))

    def _without_attributes(self, children: list[Token], written: str) -> str:
        """The id that a heading or a caption states at its end, from which that is taken."""
        attributes, name = heading_id(written)
        if attributes and children[-1].type == "text" and children[-1].content.endswith(attributes):
            words = children[-1].content.removesuffix(attributes)
            children[-1].content = _CLOSING.sub("", words)
            self._all.dropped["{ }"] += attributes != f"{{#{name}}}"
        return name

    def _named(self, block: B, anchors: tuple[str, ...]) -> B:
        return msgspec.structs.replace(block, id=self._known(anchors)) if anchors else block

    def _known(self, anchors: tuple[str, ...]) -> str:
        for name in anchors:
            self._all.anchors.setdefault(name, anchors[0])
        return anchors[0]

    def _anchor(self, anchors: tuple[str, ...]) -> None:
        """Anchors in an empty line belong to the block before them, since nothing says which one comes after."""
        blocks = self._top.blocks
        if anchors and blocks:
            name = blocks[-1].id or anchors[0]
            for anchor in anchors:
                self._all.anchors.setdefault(anchor, name)
            blocks[-1] = msgspec.structs.replace(blocks[-1], id=name)

    # --- HTML -----------------------------------------------------------------------------------

    def _html(self, content: str) -> None:
        for event in events(content):
            match event:
                case Tag():
                    self._flush()
                    self._tag(event)
                case Token():
                    self._words.append(event)
                case Preformatted():
                    self._flush()
                    self._add(CodeBlock(event.removesuffix("\n")))
                case Hidden():
                    self._all.hidden.append(event)
        self._flush()

    def _tag(self, tag: Tag) -> None:
        if tag.name == "col":
            self._top.sides.append(side(tag.attributes.get("align", "")))
        elif tag.name == "hr" and not tag.closes:
            self._add(Rule())
        elif tag.name in EMBEDS:
            if not tag.closes and (href := tag.attributes.get("src") or tag.attributes.get("data", "")):
                self._add(Embed(EMBEDS[tag.name], href, tag.attributes.get("title", "")))
        elif tag.name in CONTAINERS:
            if tag.closes:
                self._close_html(tag.name)
            else:
                self._open(tag.name, tag.attributes, html=True)
        elif tag.name not in PLAIN and tag.name != "colgroup" and not tag.closes:
            self._all.dropped[f"<{tag.name}>"] += 1

    def _flush(self) -> None:
        """The words met since the last tag as a paragraph."""
        words, self._words = self._words, []
        pictures = pictures_of(words)
        if pictures or not words:
            self._add(*pictures)
            return
        said = self._all.lines.said(words)
        if said.inlines:
            self._add(self._named(Paragraph(said.inlines), said.anchors))
        else:
            self._anchor(said.anchors)

    # --- the stack ------------------------------------------------------------------------------

    def _add(self, *blocks: Block) -> None:
        if blocks:
            self._put_back()
        self._top.blocks.extend(blocks)

    def _put_back(self) -> None:
        """What looked like the attribution of a quote, and was not its end, is a paragraph of it."""
        if self._top.attribution:
            self._top.blocks.append(self._top.attribution[1])
            self._top.attribution = None

    def _open(self, kind: str, attributes: dict[str, str], *, html: bool) -> None:
        self._tags += html
        if html and self._tags > _TAGS_DEEP:
            return
        self._stack.append(Frame(kind, html, attributes))

    def _close_html(self, kind: str) -> None:
        self._tags -= 1 if self._tags > _TAGS_DEEP else 0
        for frame in reversed(self._stack):
            if not frame.html:
                return
            if frame.kind == kind:
                while self._top is not frame:
                    self._close()
                self._close()
                return

    def _close_markdown(self) -> None:
        while self._top.html:
            self._close()
        self._close()

    def _close(self) -> None:
        frame = self._stack.pop()
        self._tags -= frame.html
        blocks = closed(frame, self._top)
        name = frame.attributes.get("id", "")
        if name and blocks:
            blocks[0] = msgspec.structs.replace(blocks[0], id=blocks[0].id or name)
            self._all.anchors[name] = blocks[0].id
        self._add(*blocks)
