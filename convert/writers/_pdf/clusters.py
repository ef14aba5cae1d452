"""What is read where glyphs stand for characters only together.

A PDF says of each glyph what it stands for, once in the whole file. Where a vowel stands before or around its consonant, letters
melt into one, or a mark is put on a letter, the glyphs in the order they are drawn in don't spell the word. Such clusters say
what they stand for themselves (ISO 32000-1, 14.9.4). Those of right-to-left runs don't: poppler shows them back to front.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from convert.patterns import regex

# Marks put on letters from left to right, and the scripts of South and South-East Asia.
_MARKED = regex("[\u0300-\u036f\u0483-\u0489\u0900-\u109f\u1700-\u17ff\u1900-\u1cff\u1dc0-\u1dff\ua800-\uabff\U00011000-\U00011fff]")
_PIECE = regex(r"<([0-9a-f]*)>|([^<>]+)")


class Glyph(NamedTuple):
    """A glyph to be drawn, without a number where the font has none, and where in the text of its run begins what it stands for."""

    font: Any
    number: int | None
    start: int


class Stretch(NamedTuple):
    """Glyphs drawn one after the other: what they stand for, nothing where each says so by itself, how many, and the digits of each."""

    text: str
    glyphs: int
    digits: int


class Clusters:
    """Stands in for the function of WeasyPrint's ``engine`` for text that draws a line, and has it say what its clusters stand for."""

    def __init__(self, engine: Any) -> None:
        self._draw = engine.draw_first_line
        self._engine = engine

    def __call__(self, stream: Any, textbox: Any, *arguments: Any) -> Any:
        """Draw ``textbox`` to ``stream``."""
        if not _MARKED.search(textbox.text):
            return self._draw(stream, textbox, *arguments)
        spelled = _Spelled(stream, _stretches(stream, textbox.pango_layout, self._engine))
        drawn = self._draw(spelled, textbox, *arguments)
        spelled.close()
        return drawn


def _stretches(stream: Any, layout: Any, engine: Any) -> Iterator[Stretch]:
    """The stretches of the line of ``layout``, in the order they are drawn in."""
    pango = engine.pango
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as it is drawn
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = line.runs[0]
    while run != engine.ffi.NULL:
        item, shaped = run.data.item, run.data.glyphs
        font, _ = stream.add_font(item.analysis.font)
        pairs = zip(shaped.glyphs[0 : shaped.num_glyphs], shaped.log_clusters[0 : shaped.num_glyphs], strict=True)
        glyphs = [
            Glyph(font, None if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG else info.glyph, start)
            for info, start in pairs
            if info.glyph != pango.PANGO_GLYPH_EMPTY
        ]
        digits = 2 if font.bitmap else 4
        if item.analysis.level % 2:
            yield Stretch("", len(glyphs), digits)
        else:
            yield from _told(glyphs, text[item.offset : item.offset + item.length], digits)
        run = run.next


def _told(glyphs: list[Glyph], text: bytes, digits: int) -> Iterator[Stretch]:
    """The stretches of a run: clusters that have to say what they stand for, those beside each other together, and what is between."""
    clusters = [(_has_to_say(said, drawn), said, len(drawn)) for said, drawn in _clusters(glyphs, text)]
    for has, stretch in groupby(clusters, key=lambda cluster: cluster[0]):
        _, said, counts = zip(*stretch, strict=True)
        yield Stretch("".join(said) if has else "", sum(counts), digits)


def _clusters(glyphs: list[Glyph], text: bytes) -> list[tuple[str, list[Glyph]]]:
    """What stands together, and the glyphs for it: marks with their letter, also where the font draws each by itself."""
    starts = sorted({glyph.start for glyph in glyphs})
    ends = dict(pairwise([*starts, len(text)]))
    clusters: list[tuple[str, list[Glyph]]] = []
    for start, drawn in groupby(glyphs, key=lambda glyph: glyph.start):
        said = text[start : ends[start]].decode()
        before, letter = clusters.pop() if clusters and unicodedata.category(said[0])[0] == "M" else ("", [])
        clusters.append((before + said, [*letter, *drawn]))
    return clusters


def _has_to_say(text: str, drawn: list[Glyph]) -> bool:
    """Whether ``drawn`` doesn't say ``text`` by itself: several glyphs, one for letter and marks, or one that says something else."""
    glyph = drawn[0]
    if len(drawn) > 1 or glyph.number is None or (len(text) > 1 and _MARKED.search(text)):
        return True
    return bool(glyph.font.to_unicode.setdefault(glyph.number, text) != text)


class _Spelled:
    """A stream that puts what ``stretches`` say around the glyphs it is to show."""

    def __init__(self, stream: Any, stretches: Iterable[Stretch]) -> None:
        self._stream = stream
        self._coming = (stretch for stretch in stretches if stretch.glyphs)
        self._now = Stretch("", 0, 4)
        self._left = 0
        self._shown = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def show_text(self, text: str) -> None:
        """Show the glyphs of ``text``, in hexadecimal digits between angle brackets, and move by the numbers between them."""
        for glyphs, move in _PIECE.findall(text):
            self._shown += f" {move}" if move else ""
            while glyphs:
                self._go_on()
                taken = glyphs[: self._left * self._now.digits]
                glyphs = glyphs[len(taken) :]
                self._shown += f"<{taken}>"
                self._left -= len(taken) // self._now.digits
                if not self._left:
                    self.close()
        self._flush()

    def _go_on(self) -> None:
        """Begin the next stretch where one is done."""
        import pydyf

        if self._left:
            return
        self._now = next(self._coming, Stretch("", 1, 4))
        self._left = self._now.glyphs
        if self._now.text:
            self._flush()
            self._stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(self._now.text)}))

    def close(self) -> None:
        """End what is begun."""
        if self._now.text:
            self._flush()
            self._stream.end_marked_content()
        self._now, self._left = Stretch("", 0, 4), 0

    def _flush(self) -> None:
        if self._shown:
            self._stream.show_text(self._shown)
            self._shown = ""
