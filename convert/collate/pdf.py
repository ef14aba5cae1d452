"""Copies of articles in a tagged PDF: its structure tree, and for the words the marked content that hangs on it.

Pages are of no use for it: heads and numbers stand on them, notes stand away from their references, lines of
right-to-left text are in the order they are drawn in. The tree says what belongs to what (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO

import pikepdf

from convert.collate._pdf_text import END, Run, decoded, joined, logical, unicode_of
from convert.collate.witness import Witness
from convert.walk import has_letter

_BLOCKS = frozenset(
    "/" + name
    for name in "P H1 H2 H3 H4 H5 H6 L LI LBody Table TR TH TD Caption BlockQuote Div Sect Figure Note".split()  # noqa: SIM905
)
_OPERATORS = "BMC BDC EMC Tf Tm Td TD Tj TJ"
_PAGES = 8
_ADDED = frozenset({"/Lbl", "/Reference", "/Formula"})


class _Article:
    """Gathers the `Witness` of one article from its structure element."""

    def __init__(self, texts: _Texts) -> None:
        self._texts = texts
        self.title = ""
        self.runs: list[Run] = []
        self.pictures: list[str] = []
        self.captions: list[str] = []
        self.notes: list[str] = []
        self.paragraphs = self.tables = self.links = 0

    def take(self, article: Any) -> None:
        """Count what is in ``article`` between its opener, which holds the title, and its last paragraph, which names the source."""
        kids = [kid for kid in _kids(article) if isinstance(kid, pikepdf.Dictionary)]
        for kid in kids[:-1]:
            title = None if self.title else _heading(kid)
            if title is not None:
                self.title = " ".join(joined(self._gathered(title)).split())
                continue
            runs = self._gathered(kid) if _type(kid) != "/Sect" else self._gathered_notes(kid)
            self.paragraphs += _type(kid) == "/P" and has_letter(joined(runs))
            self.runs += runs

    def _gathered_notes(self, section: Any) -> list[Run]:
        """What is at the end of an article: its notes, under a heading of their own."""
        for kid in _kids(section):
            if _type(kid) == "/Note":
                self._gathered(kid)
        return []

    def _gathered(self, element: Any) -> list[Run]:
        """The runs of ``element``, while what is in it is counted."""
        kind = _type(element)
        if kind in _ADDED:
            return []
        self.links += kind == "/Link"
        self.tables += kind == "/Table"
        if kind == "/Figure":
            self.pictures.append(str(element.get("/Alt", "")))
        runs: list[Run] = []
        for kid in _kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                runs.append(self._texts.run(element.get("/Pg"), int(kid)))
            elif "/MCID" in kid:
                runs.append(self._texts.run(kid.get("/Pg", element.get("/Pg")), int(kid["/MCID"])))
            elif "/S" in kid:
                runs += self._gathered(kid)
        return self._set_off(kind, runs)

    def _set_off(self, kind: str, runs: list[Run]) -> list[Run]:
        if kind == "/Caption":
            self.captions.append(joined(runs))
        if kind == "/Note":
            self.notes.append(joined(runs))
            return []
        return [END, *runs, END] if kind in _BLOCKS else runs

    def witness(self) -> Witness:
        """What was gathered."""
        return Witness(
            title=self.title,
            text=joined(self.runs),
            paragraphs=self.paragraphs,
            pictures=tuple(self.pictures),
            captions=tuple(self.captions),
            tables=self.tables,
            notes=tuple(self.notes),
            links=self.links,
        )


def witnesses(file: BinaryIO) -> Iterator[Witness]:
    """Every article of the PDF in ``file``, in its order: its elements of the type ``Art``."""
    with pikepdf.open(file) as pdf:
        texts = _Texts(pdf)
        for element in _kids(pdf.Root.StructTreeRoot):
            for part in _kids(element):
                if _type(part) == "/Art":
                    article = _Article(texts)
                    article.take(part)
                    yield article.witness()


def _heading(element: Any) -> Any:
    """The heading of the first level right below ``element``; none where there is none."""
    return next((kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and _type(kid) == "/H1"), None)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _type(element: Any) -> str:
    return str(element.get("/S", ""))


class _Texts:
    """The marked content of a document by page and number. Few pages are kept, since what hangs together stands together."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._pages = pdf.pages
        self._read = lru_cache(maxsize=_PAGES)(self._page)
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}

    def run(self, page: Any, number: int) -> Run:
        """What the marked content of that number on ``page`` says."""
        at = self._numbers[page.objgen]
        return self._read(at).get(number, Run("", at))

    def _page(self, at: int) -> dict[int, Run]:
        page = self._pages[at]
        fonts = {name: self._font(font) for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()}
        return dict(_runs(page, fonts, at))

    def _font(self, font: Any) -> dict[int, str]:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = unicode_of(font["/ToUnicode"].read_bytes()) if "/ToUnicode" in font else {}
        return self._fonts[font.objgen]


def _runs(page: Any, fonts: dict[str, dict[int, str]], at: int) -> Iterator[tuple[int, Run]]:
    """The numbered pieces of the content of ``page``. Text is in fonts of two-byte codes, as every composite font with Identity-H."""
    number, depth = -1, 0
    pieces: list[str] = []
    spoken: list[tuple[int, int, str]] = []
    font: dict[int, str] = {}
    size = line = 0.0
    drawn = False
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                depth += 1
                said: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
                if "/MCID" in said:
                    number, depth, pieces, drawn = int(said["/MCID"]), 1, [], False
                elif "/ActualText" in said:
                    spoken.append((depth, len(pieces), str(said["/ActualText"])))
            case "EMC":
                if spoken and spoken[-1][0] == depth:
                    _, begun, text = spoken.pop()
                    pieces[begun:] = [text]
                depth -= 1
                if not depth and number >= 0:
                    yield number, Run(logical("".join(pieces)), at, line, size if drawn else 0.0)
                    number = -1
            case "Tf":
                font, size = fonts.get(str(operands[0]), {}), float(operands[1])
            case "Tm":
                line = float(operands[5])
            case "Tj" | "TJ" if number >= 0:
                drawn = True
                for shown in operands[0] if isinstance(operands[0], pikepdf.Array) else operands:
                    if isinstance(shown, pikepdf.String):
                        pieces += decoded(bytes(shown), font)
            case _:
                pass
