"""Copies of articles in XHTML and HTML, by the classes and roles their elements have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from convert.collate.witness import Witness
from convert.walk import has_letter

_BLOCKS = (
    "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
)  # fmt: skip
# What a format adds: heads and feet of an article, marks of notes and ways back from them, labels; and formulas.
_ADDED = frozenset({"opener", "source", "return", "noteref", "back", "kind", "formula"})
_CLASSED = etree.XPath("descendant::*[@class]")
_MATH = "{http://www.w3.org/1998/Math/MathML}math"


class Reading:
    """Gathers a `Witness` from the elements that hold an article, of which there may be several in a row.

    ``space`` is the namespace of their tags in Clark notation, empty for HTML.
    """

    def __init__(self, title: str, space: str = "") -> None:
        self._title = title
        self._space = space
        self._texts: list[str] = []
        self._pictures: list[str] = []
        self._captions: list[str] = []
        self._notes: list[str] = []
        self._paragraphs = self._tables = self._links = 0

    def take(self, element: Any) -> None:
        """Count what is in ``element``, which is of no use afterwards."""
        self._strip(element)
        space = self._space
        self._tables += sum(1 for _ in element.iter(f"{space}table"))
        self._links += sum(1 for link in element.iter(f"{space}a") if link.get("href"))
        self._pictures += [picture.get("alt", "") for picture in element.iter(f"{space}img")]
        for block in element.iter(*(space + name for name in _BLOCKS)):
            block.text = "\n" + (block.text or "")
            block.tail = "\n" + (block.tail or "")
        for line_end in element.iter(f"{space}br"):
            line_end.tail = "\n" + (line_end.tail or "")
        self._captions += [_text(caption) for caption in self._captioned(element)]
        self._paragraphs += sum(1 for child in element if child.tag == f"{space}p" and has_letter(_text(child)))
        for note in list(self._noted(element)):
            self._notes.append(_text(note))
            drop(note)
        self._texts.append(_text(element))

    def witness(self) -> Witness:
        """What was gathered."""
        return Witness(
            title=self._title,
            text="\n".join(self._texts),
            paragraphs=self._paragraphs,
            pictures=tuple(self._pictures),
            captions=tuple(self._captions),
            tables=self._tables,
            notes=tuple(self._notes),
            links=self._links,
        )

    def _strip(self, element: Any) -> None:
        for node in _CLASSED(element):
            if not _ADDED.isdisjoint(node.get("class").split()):
                drop(node)
        for formula in list(element.iter(_MATH, "math")):
            drop(formula)
        for heading in list(element.iterfind(f".//{self._space}section[@role='doc-endnotes']/{self._space}h2")):
            drop(heading)

    def _captioned(self, element: Any) -> Iterator[Any]:
        space = self._space
        for node in element.iter(f"{space}figcaption", f"{space}caption", f"{space}p"):
            if node.tag != f"{space}p" or node.get("class") == "caption":
                yield node

    def _noted(self, element: Any) -> Iterator[Any]:
        yield from (aside for aside in element.iter(f"{self._space}aside") if aside.get("role") == "doc-footnote")
        for section in element.iter(f"{self._space}section"):
            if section.get("role") == "doc-endnotes":
                yield from section.iterfind(f"{self._space}ol/{self._space}li")


def title_of(element: Any, space: str = "") -> str | None:
    """The title an article opens with in ``element``; none where it only goes on there."""
    opener = next((header for header in element.iterchildren(f"{space}header") if header.get("class") == "opener"), None)
    heading = None if opener is None else opener.find(f"{space}h1")
    return None if heading is None else _text(heading)


def drop(element: Any) -> None:
    """Take ``element`` out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _text(element: Any) -> str:
    return "".join(element.itertext())
