"""Copies of articles in a Word document: its body and its footnotes, read side by side, a paragraph at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from convert.collate.witness import Witness
from convert.walk import has_letter

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VALUE = f"{_W}val"
# Styles by their ids. An article begins with its title; the kicker above it belongs to no text.
_TITLE = "Heading1"
_AROUND = frozenset({"Kicker", "Standfirst", "Byline", "SourceLine"})
_RUNNING_TEXT = frozenset({"BodyText", "FirstParagraph"})
_CAPTION = "Caption"
_EMBED = "Embed"
_LABEL = "Credit"
_MARK = "FootnoteReference"
_STANDS_IN = "StandIn"


class Body:
    """Gathers the `Witness` of one article, or the text of one note, from its paragraphs."""

    def __init__(self, title: str = "") -> None:
        self.title = title
        self.texts: list[str] = []
        self.pictures: list[str] = []
        self.captions: list[str] = []
        self.notes: list[str] = []
        self.paragraphs = self.tables = self.links = 0

    def take(self, paragraph: Any, style: str, notes: _Notes | None) -> None:
        """Count what is in ``paragraph``, which is in ``style``; what it refers to is looked up in ``notes``."""
        text = _text(paragraph, _LABEL if style == _EMBED else "")
        self.texts.append(text)
        self.paragraphs += style in _RUNNING_TEXT and has_letter(text)
        if style == _CAPTION:
            self.captions.append(text)
        self.links += sum(1 for _ in paragraph.iter(f"{_W}hyperlink"))
        self.pictures += [drawing.get("descr", "") for drawing in paragraph.iter(_DRAWING)]
        if notes:
            for reference in paragraph.iter(f"{_W}footnoteReference"):
                self._note(notes.get(reference.get(f"{_W}id")))

    def _note(self, note: Body) -> None:
        self.notes += note.texts
        self.captions += note.captions
        self.pictures += note.pictures
        self.links += note.links
        self.tables += note.tables

    def witness(self) -> Witness:
        """What was gathered."""
        return Witness(
            title=self.title,
            text="\n".join(self.texts),
            paragraphs=self.paragraphs,
            pictures=tuple(self.pictures),
            captions=tuple(self.captions),
            tables=self.tables,
            notes=tuple(self.notes),
            links=self.links,
        )


def witnesses(file: BinaryIO) -> Iterator[Witness]:
    """Every article of the document in ``file``, in its order.

    An article begins with a paragraph in the style of titles and ends with its section (ISO 29500-1, 17.6.18).
    """
    with zipfile.ZipFile(file) as archive, archive.open("word/document.xml") as text, archive.open("word/footnotes.xml") as feet:
        notes = _Notes(_footnotes(feet))
        article: Body | None = None
        for element in _elements(text):
            style = _style(element)
            if element.tag == f"{_W}tbl":
                if article:
                    article.tables += 1
            elif style == _TITLE:
                article = Body(_text(element))
            elif article and style not in _AROUND:
                article.take(element, style, notes)
            if article and element.find(f"{_W}pPr/{_W}sectPr") is not None:
                yield article.witness()
                article = None


def _elements(stream: Any) -> Iterator[Any]:
    """The paragraphs of a part, each when it is whole, and its tables, each when it begins; then they are forgotten."""
    tags = (f"{_W}p", f"{_W}tbl")
    for event, element in etree.iterparse(stream, events=("start", "end"), tag=tags, huge_tree=True, resolve_entities=False):
        if (event == "start") == (element.tag == f"{_W}tbl"):
            yield element
        if event == "end":
            parent = element.getparent()
            element.clear(keep_tail=False)
            while parent is not None and parent.tag == f"{_W}body" and element.getprevious() is not None:
                del parent[0]


class _Notes:
    """The notes of a document by their ids; they are mostly asked for in the order they stand in."""

    def __init__(self, coming: Iterator[tuple[str, Body]]) -> None:
        self._coming = coming
        self._passed: dict[str, Body] = {}

    def get(self, identity: str) -> Body:
        """The note of that id, which is then forgotten; an empty one where there is none."""
        if identity in self._passed:
            return self._passed.pop(identity)
        for name, note in self._coming:
            if name == identity:
                return note
            self._passed[name] = note
        return Body()


def _footnotes(stream: Any) -> Iterator[tuple[str, Body]]:
    for _, element in etree.iterparse(stream, tag=f"{_W}footnote", huge_tree=True, resolve_entities=False):
        if not element.get(f"{_W}type"):
            yield element.get(f"{_W}id"), _note(element)
        parent = element.getparent()
        element.clear(keep_tail=False)
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _note(element: Any) -> Body:
    """A footnote, whose ``texts`` are those of its notes: Word has none in notes, so they stand behind their own marks in it."""
    note = Body()
    for block in element.iter(f"{_W}p", f"{_W}tbl"):
        if block.tag == f"{_W}tbl":
            note.tables += 1
            continue
        if _is_marked(block):
            note.texts.append("")
        at = len(note.texts)
        note.take(block, _style(block), None)
        note.texts[at - 1 :] = ["\n".join(note.texts[at - 1 :])]
    return note


def _is_marked(paragraph: Any) -> bool:
    """Whether ``paragraph`` opens a note: its first run is the mark."""
    run = paragraph.find(f"{_W}r")
    if run is None or _run_style(run) != _MARK:
        return False
    return run.find(f"{_W}footnoteRef") is not None or (run.findtext(f"{_W}t") or "").endswith(" ")


def _style(paragraph: Any) -> str:
    return _first(paragraph, f"{_W}pPr", f"{_W}pStyle")


def _run_style(run: Any) -> str:
    return _first(run, f"{_W}rPr", f"{_W}rStyle")


def _first(element: Any, properties: str, name: str) -> str:
    """The value of the first of the ``properties`` of ``element``, which the schema makes its style; empty where it is another."""
    for held in element:
        if held.tag == properties:
            for style in held:
                return style.get(_VALUE, "") if style.tag == name else ""
        return ""
    return ""


_SHOWN = {f"{_W}br": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}


def _text(paragraph: Any, label: str = "") -> str:
    """The words of ``paragraph`` without marks of notes, what stands in for something else, and runs in the style ``label``."""
    pieces: list[str] = []
    for run in paragraph.iter(f"{_W}r"):
        style = _run_style(run)
        if not style or style not in (_MARK, _STANDS_IN, label):
            pieces += [_SHOWN.get(node.tag, "") if node.tag != f"{_W}t" else node.text or "" for node in run]
    return "".join(pieces)
