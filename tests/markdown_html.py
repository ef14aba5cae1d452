"""HTML of two origins made comparable: what a specification expects, and blocks of the model, as the same plain lines."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import convert.model as m
from convert.writers._xhtml import Renderer

_MARKS = {"em", "strong", "a", "code", "br", "img", "del", "s", "hr", "blockquote", "ul", "ol", "li", "pre", "table", "tr", "th", "td"}
_VOID = {"br", "hr", "img"}
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption"}
_SAME = {"del": "s", "h1": "h", "h2": "h", "h3": "h", "h4": "h", "h5": "h", "h6": "h"}


class _Shown(Renderer):
    """HTML of blocks as a specification writes it."""

    def source(self, image: m.Image) -> str:
        return image.src

    def note(self, note: m.Note) -> str:
        return "".join(self.blocks(note.children))

    def math(self, node: m.Math | m.MathBlock) -> str:
        return f"${node.tex}$"


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.code += tag == "pre"
        if tag == "a":
            self.found.append(f"<a {_address(told.get('href'))}>")
        elif tag == "img":
            self.found.append(f"<img {_address(told.get('src'))} {' '.join((told.get('alt') or '').split())}>")
        elif tag == "ol":
            self.found.append(f"<ol {told.get('start') or 1}>")
        elif tag in _MARKS or tag in _SAME:
            self.found.append(f"<{_SAME.get(tag, tag)}>")

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "pre"
        if (tag in _MARKS or tag in _SAME) and tag not in _VOID:
            self.found.append(f"</{_SAME.get(tag, tag)}>")
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        self.found.append(data if self.code else re.sub(r"\s+", " ", data))


def _address(href: str | None) -> str:
    return unquote(href or "").replace(" ", "")


def shown(blocks: tuple[m.Block, ...]) -> str:
    """``blocks`` as the lines that `lines` makes of HTML."""
    return lines("".join(_Shown(m.Article(title="", body=())).blocks(blocks)))


def lines(html: str) -> str:
    """Structure and text of ``html``: no paragraphs, whose ends are all that shows, no titles, no blanks beside tags."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    text = "".join(parser.found)
    text = text.replace("\n</code></pre>", "</code></pre>")
    text = re.sub(r"\s*(</?(?:h|hr|blockquote|ul|ol|li|pre|table|tr|th|td|br)\b[^>]*>)\s*", r"\1", text)
    return re.sub(r" *\n[ \n]*", "\n", text).strip()
