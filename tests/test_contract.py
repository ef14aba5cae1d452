"""The contract of every writer: each node, under each theme, with all its text, the same bytes each time, and no socket."""

from __future__ import annotations

import io
import re
import shutil
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree

import convert
import convert.model as m
from convert.formats import writer, writers
from convert.notices import Notice
from convert.profile import load_profile
from convert.theme import load_theme, themes
from convert.walk import walk
from tests.specimen import PACKS, par, picture, text

BUILT_IN = sorted(writers())


class Words:
    """Hands out words that occur nowhere else, and remembers them."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self) -> str:
        self.given.append(f"qz{len(self.given):03}zq")
        return self.given[-1]

    def inline(self) -> tuple[m.Inline, ...]:
        return text(self())


def sample(kind: type, word: Words) -> m.Block:
    """A block that is, or holds, a node of ``kind`` with a word of its own in each of its texts."""
    photo = m.Image(picture().key, "a sea under a sky")
    match kind.__name__:
        case "Text":
            return par(word())
        case "LineBreak":
            return m.Paragraph((*word.inline(), m.LineBreak(), *word.inline()))
        case "Emphasis" | "Strong" | "Underline" | "Strike" | "Sub" | "Sup":
            return m.Paragraph((*word.inline(), m.Text(" "), kind(word.inline())))
        case "Code":
            return m.Paragraph((m.Code(word()),))
        case "Link":
            return m.Paragraph((m.Link("https://example.org/", word.inline(), title="told"),))
        case "Image":
            return m.Paragraph((*word.inline(), m.Text(" "), photo, m.Text(" "), *word.inline()))
        case "Note":
            return m.Paragraph((*word.inline(), m.Note((m.Paragraph(word.inline()), m.Paragraph(word.inline())))))
        case "Math":
            return m.Paragraph((*word.inline(), m.Text(" "), m.Math(tex="x^2"), m.Text(" "), *word.inline()))
        case "Span":
            return m.Paragraph((m.Span(word.inline(), language="fr"),))
        case "Paragraph":
            return m.Paragraph(word.inline(), language="de")
        case "Heading":
            return m.Heading(1, word.inline())
        case "Quote":
            return m.Quote((m.Paragraph(word.inline()), m.Paragraph(word.inline())), word.inline())
        case "CodeBlock":
            return m.CodeBlock(f"{word()}\n\t{word()}\n", "text")
        case "List":
            return m.List(
                ((m.Paragraph(word.inline()), m.List(((m.Paragraph(word.inline()),),))), (m.Paragraph(word.inline()),)),
                ordered=True,
                start=4,
            )
        case "Definitions" | "Definition":
            return m.Definitions((m.Definition((word.inline(), word.inline()), ((m.Paragraph(word.inline()),),)),))
        case "Table" | "Cell":
            cells = [m.Cell((m.Paragraph(word.inline()),)) for _ in range(3)]
            return m.Table(
                rows=((cells[0], cells[1]), (msgspec.structs.replace(cells[2], colspan=2),)),
                head=((m.Cell((m.Paragraph(word.inline()),), header=True), m.Cell(())),),
                caption=word.inline(),
            )
        case "Figure":
            return m.Figure(photo, word.inline(), word.inline())
        case "Embed":
            return m.Embed("video", "https://example.org/v", word(), photo)
        case "MathBlock":
            return m.MathBlock(tex=r"\frac{a}{b}")
        case "Rule":
            return m.Rule()
    raise AssertionError(f"no sample of {kind.__name__}: write one")


KINDS: tuple[type, ...] = tuple(m.Node.__args__)


def written(name: str, pack: m.Pack, theme: str, notices: list[Notice] | None = None) -> bytes:
    target = io.BytesIO()
    writer(name)(pack, load_theme(theme), load_profile("default"), target, (notices if notices is not None else []).append)
    return target.getvalue()


def read_back(name: str, data: bytes, folder: Path) -> str:
    """The words of a written file, without blanks."""
    if name == "pdf":
        path = folder / "read.pdf"
        path.write_bytes(data)
        shown = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
        return re.sub(r"[-\u2010\u00ad]?\s+", "", shown)
    if name in ("epub", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [archive.read(entry) for entry in archive.namelist() if entry.endswith((".xhtml", "document.xml", "notes.xml"))]
        return re.sub(r"\s+", "", "".join("".join(etree.fromstring(part).itertext()) for part in inside))
    return data.decode()


def needs(name: str) -> None:
    if name == "pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (poppler-utils)")


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Opening an internet socket fails the test."""
    plain = socket.socket

    class Guarded(plain):  # a class: what is imported while it stands may derive from it
        def __init__(self, family: int = socket.AF_INET, *rest: Any, **more: Any) -> None:
            assert family not in (socket.AF_INET, socket.AF_INET6), "a writer opened a socket"
            super().__init__(family, *rest, **more)

    monkeypatch.setattr(socket, "socket", Guarded)
    yield


@pytest.mark.parametrize("theme", sorted(themes()))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("name", BUILT_IN)
def test_every_writer_keeps_every_node(name: str, kind: type, theme: str, tmp_path: Path, no_socket: None) -> None:
    needs(name)
    word, notices = Words(), list[Notice]()
    block = sample(kind, word)
    article = m.Article(title="A title", body=(par("Before."), block, par("After.")), language="en")
    pack = convert.pack([article], cover=False, contents=0, pictures=(picture(),), notify=notices.append)
    assert any(isinstance(node, kind) for node in walk(*pack.articles)), "the sample lost what it is a sample of"
    shown = read_back(name, written(name, pack, theme, notices), tmp_path)
    assert [given for given in word.given if given not in shown] == []
    assert notices == []


@pytest.mark.parametrize("pack", PACKS, ids=str)
@pytest.mark.parametrize("name", BUILT_IN)
def test_p13_the_same_pack_is_the_same_bytes(name: str, pack: str) -> None:
    assert written(name, PACKS[pack](), "classic") == written(name, PACKS[pack](), "classic")


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_writer_does_not_close_what_it_was_handed(name: str) -> None:
    target = io.BytesIO()
    writer(name)(PACKS["smallest"](), load_theme("classic"), load_profile("default"), target, lambda notice: None)
    assert not target.closed
