"""Plain text: pleasant to read, nothing left out, and read back as the same paragraphs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import convert
import convert.model as m
from convert.formats import Source, format_of
from tests.specimen import PACKS, par, text
from tests.test_contract import written

GOLDEN = Path(__file__).parent / "golden" / "text"


def shown(*blocks: m.Block, language: str = "en") -> str:
    """What stands between the byline and the end of an article of ``blocks``."""
    pack = convert.pack([m.Article(title="T", body=blocks, language=language)], cover=False, contents=0)
    return written("text", pack, "classic").decode().split("\n\n", 2)[2].rstrip("\n")


@pytest.mark.parametrize("name", PACKS)
def test_the_golden_is_what_is_written(name: str) -> None:
    data, path = written("text", PACKS[name](), "classic").decode(), GOLDEN / f"{name}.txt"
    if os.environ.get("READPACK_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")
    assert data == path.read_text(encoding="utf-8")


def test_suffixes() -> None:
    assert [format_of(path) for path in ("a.txt", "a.text", "a.md", "a.html")] == ["text", "text", "markdown", "html"]


def test_a_paragraph_is_one_line_and_reads_back() -> None:
    words = ["The harbour wakes before the town does, at four. " * 8, "By six the auction is over and the hall is empty. " * 8]
    pack = convert.pack([m.Article(title="Ebb and flow", body=tuple(par(word) for word in words), language="en")], cover=False, contents=0)
    (article,) = convert.read(Source("x.txt", written("text", pack, "classic")), format="text")
    assert [par(word.strip()) for word in words] == list(article.body)[-2:]


def test_notes_and_addresses_are_numbered_together_and_each_once() -> None:
    link = m.Link("https://example.org/", text("site"))
    made = shown(
        m.Paragraph((link, m.Text(" a"), m.Note((par("Told", m.Note((par("deep"),)), "."),)), m.Text(" "), link)),
        m.Paragraph((m.Link("https://e.org/", text("e.org/")),)),
    )
    assert made == "site [1] a [2] site [1]\n\ne.org/\n\nNotes\n-----\n\n[1] https://example.org/\n\n[2] Told [3].\n\n[3] deep"


def test_tables_stand_in_columns_or_in_records_where_they_are_too_wide() -> None:
    def row(*words: str, header: bool = False) -> tuple[m.Cell, ...]:
        return tuple(m.Cell((par(word),), header) for word in words)

    table = m.Table((row("漢字", "1"), row("a", "1,204")), (row("Name", "No.", header=True),), alignment=("left", "right"))
    assert shown(table) == "Name     No.\n----   -----\n漢字       1\na      1,204"
    assert shown(m.Table((row("x" * 60, "y" * 60),))) == "x" * 60 + "\n    " + "y" * 60


def test_lists_count_as_they_say() -> None:
    items = tuple((par(word),) for word in ("one", "two"))
    assert shown(m.List(items, True, 9)) == " 9. one\n10. two"
    assert shown(m.List(items, True, 26, "upper-alpha")) == " Z. one\nAA. two"
    assert shown(m.List(items, True, 3, "lower-roman")) == "iii. one\n iv. two"
    assert shown(m.List(((par("one"), m.List(items)),))) == "• one\n  • one\n  • two"


def test_what_type_alone_would_show_is_marked() -> None:
    line = (
        m.Strike(text("no")),
        m.Text(" H"),
        m.Sub(text("2")),
        m.Text("O mc"),
        m.Sup(text("2")),
        m.Text(" a"),
        m.Sup(text("th")),
        m.LineBreak(),
        m.Emphasis(text("end")),
    )
    assert shown(m.Paragraph(line)) == "~~no~~ H₂O mc² ath\nend"
