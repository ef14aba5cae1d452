"""One pack, four files: the same articles in the same order, with the same words, captions, notes and alternative texts."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import convert
import convert.model as m
from convert.collate import Witness, collate, original, tally, witnesses
from convert.notices import Notice
from convert.walk import spelled
from tests.specimen import LOREM, MORE, PACKS, par, picture, text
from tests.test_contract import written

HERE = Path(__file__).parent
FORMATS = ("epub", "docx", "pdf", "html")


@cache
def mixed() -> m.Pack:
    """What all kinds of inputs become: pages, dumps, Markdown, text in several languages."""
    inputs = (
        *sorted((HERE / "pages").glob("*.html")),
        *sorted((HERE / "dumps").glob("*.txt")),
        HERE / "golden" / "markdown" / "specimen.md",
    )
    articles = [article for path in inputs for article in convert.read(path)]
    assert len(articles) > 10
    return convert.pack(articles, title="Mixed")


@cache
def long() -> m.Pack:
    """Articles whose every kind of block goes on behind the end of a page, with its notes."""
    head = ((m.Cell((par("Port"),), header=True), m.Cell((par(m.Link("https://e.org/", text("Landed"))),), header=True)),)
    rows = tuple(
        (m.Cell((par(f"Port {row}"),), header=True), m.Cell((par(f"{row * 37} tonnes", m.Note((par("Dry."),))),))) for row in range(60)
    )
    verse = [piece for line in range(150) for piece in (m.Text(f"Line number {line}"), m.LineBreak())]
    notes = [m.Note((par(MORE * (1 + count % 4)), par("Its second paragraph."))) for count in range(8)]
    link = m.Link("https://example.org/", text("a link that takes up some words, so that its line comes to an end within it"))
    body: tuple[m.Block, ...] = (
        *(par(LOREM + " ", note, link, " ", MORE * 3) for note in notes),
        m.Table(rows=rows, head=head, caption=text("Landings")),
        m.Paragraph(tuple(verse)),
        m.List(tuple((par(LOREM, m.Note((par("In an item."),))), par(MORE)) for _ in range(9)), ordered=True),
        m.List(tuple((par(LOREM),) for _ in range(9))),
        m.Quote(tuple(par(MORE) for _ in range(12)), text("someone")),
        m.Definitions(tuple(m.Definition((text("Ebb"),), ((par(LOREM), par(MORE)),)) for _ in range(9))),
        m.Figure(None, text("No picture, a caption"), text("Credit")),
        m.Figure(m.Image(picture().key), text("A sea")),
        m.Embed("video", "https://example.org/v"),
        m.CodeBlock("\n".join(f"x = {line}  # in code" for line in range(90))),
        m.Heading(1, (m.Text("A heading"), m.Note((par("Of a heading."),)))),
        par(m.Math(tex=r"\undefined{x}", text="said plainly"), " after a formula"),
        m.MathBlock(tex="x^2"),
    )
    told = {"language": "en", "url": "https://example.org/x", "body": body}
    return convert.pack([m.Article(title="Long", **told), m.Article(title="Longer", **told)], pictures=(picture(),))  # type: ignore[arg-type]


ALL = {**PACKS, "mixed": mixed, "long": long}


@cache
def read_back(name: str, format: str) -> tuple[bytes, tuple[Witness, ...]]:
    data = written(format, ALL[name](), "classic")
    return data, tuple(witnesses(format, io.BytesIO(data)))


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, spelled(words)))


def alternatives(shown: tuple[str, ...], given: tuple[str, ...]) -> list[str]:
    """What pictures are said to show, where the article says it: formats that need words for each picture find some."""
    assert len(shown) == len(given)
    return [" ".join(alt.split()) if said else "" for alt, said in zip(shown, given, strict=True)]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ALL)
def test_every_format_holds_the_same(name: str, format: str) -> None:
    _, copies = read_back(name, format)
    articles = ALL[name]().articles
    # A title of ideographs ends its line between any two of them, and in a PDF nothing tells that from a blank.
    same = letters if format == "pdf" else lambda title: " ".join(title.split())
    assert [same(copy.title) for copy in copies] == [same(article.title) for article in articles]
    for article, copy in zip(articles, copies, strict=True):
        there = original(article)
        assert letters(copy.text) == letters(there.text), article.title
        assert list(map(letters, copy.captions)) == list(map(letters, there.captions))
        assert Counter(map(letters, copy.notes)) == Counter(map(letters, there.notes))
        assert alternatives(copy.pictures, there.pictures) == alternatives(there.pictures, there.pictures)
        assert (copy.paragraphs, copy.tables, copy.links) == (there.paragraphs, there.tables, there.links)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ALL)
def test_nothing_is_said_to_be_missing(name: str, format: str) -> None:
    notices: list[Notice] = []
    data, _ = read_back(name, format)
    found = collate(ALL[name](), format, io.BytesIO(data), "x", notices.append)
    assert notices == []
    assert found is not None
    told = [(tally(original(article)).words, counts.words) for article, counts in zip(ALL[name]().articles, found, strict=True)]
    assert all(words in (None, there) for there, words in told)
    assert sum(words is None for _, words in told) <= (len(told) // 10 if format == "pdf" else 0)


@pytest.mark.parametrize("name", ["epub", "docx"])
def test_the_numbers_of_two_notes_are_parted_and_nothing_of_that_is_read_back(name: str, tmp_path: Path) -> None:
    notes = [m.Note((par(word),)) for word in ("one", "two", "three")]
    made = convert.pack([m.Article(title="Notes", body=(par("A claim.", *notes, " And on."),))], title="Notes")
    file = tmp_path / f"notes.{name}"
    convert.write(made, file)
    (read,) = convert.read(file)
    assert [type(child).__name__ for child in read.body[0].children] == ["Text", "Note", "Note", "Note", "Text"]  # type: ignore[union-attr]
