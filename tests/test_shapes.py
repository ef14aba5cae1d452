"""What a block looks like, and what the writers make of it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

import convert.model as m
from convert.writers._columns import setting
from convert.writers._contents import shortened
from convert.writers._pdf.balance import narrowest
from convert.writers._pdf.job import Balanced
from convert.writers._shapes import counts_far, density, is_long, is_small, is_verse
from tests.specimen import par, text
from tests.test_contract import written


def lines(*words: str) -> m.Paragraph:
    children: list[m.Inline | str] = []
    for word in words:
        children += [word, m.LineBreak()]
    return par(*children[:-1])


def rows(count: int, words: str, columns: int = 3) -> m.Table:
    return m.Table(rows=tuple(tuple(m.Cell((par(words),)) for _ in range(columns)) for _ in range(count)))


def articles_pack(*articles: m.Article) -> m.Pack:
    return m.Pack(title="A pack", identifier="urn:uuid:1", sections=(m.Section(title="", articles=articles),), language="en", cover=False)


STANZA = lines("The wind was high,", "the tide was low,", "and nobody had to go.")


def test_verse_is_three_short_lines_and_more() -> None:
    assert is_verse(STANZA)
    assert not is_verse(lines("one", "two"))
    assert not is_verse(lines("one", "two " * 20, "three"))
    assert not is_verse(par("no line ends at all"))


def test_a_long_title_is_told_by_the_room_it_takes() -> None:
    assert not is_long("How the harbour keeps its men")
    assert is_long("How the harbour keeps its men " * 4)
    assert is_long("港が守るもの" * 8) and not is_long("港が守るもの" * 7)


def test_small_tables_are_short_and_say_little() -> None:
    assert is_small(rows(3, "cod"))
    assert not is_small(rows(11, "cod"))
    assert not is_small(rows(3, "cod and haddock " * 6))


@pytest.mark.parametrize(
    ("start", "items", "numbering", "far"),
    [
        (1, 99, "decimal", False),
        (1, 100, "decimal", True),
        (98, 3, "decimal", True),
        (1, 7, "lower-roman", True),
        (1, 30, "lower-alpha", False),
    ],
)
def test_long_numbers_need_more_room(start: int, items: int, numbering: m.Numbering, far: bool) -> None:
    items_ = tuple((par("item"),) for _ in range(items))
    assert counts_far(m.List(items_, ordered=True, start=start, numbering=numbering)) is far
    assert not counts_far(m.List(items_))


def test_code_is_set_closer_only_where_that_keeps_its_lines_whole() -> None:
    assert [density("x" * length, 63) for length in (63, 64, 72, 80, 81, 200)] == ["", "dense", "denser", "denser", "", ""]
    assert density("\tx" * 8, 63) == ""


def test_a_table_is_set_as_large_as_its_lines_stay_whole() -> None:
    figures, words = rows(3, "1,204", 9), rows(3, "what the fishermen say of it", 9)
    assert setting(figures, 74) == "few"
    assert setting(words, 74) == "many"
    assert setting(rows(3, "what the fishermen say of it", 6), 74) == "several"
    assert setting(rows(3, "1234567890", 6), 66) == "several", "a little smaller and they fit"


def test_running_heads_count_signs_that_fill_a_square_twice() -> None:
    assert shortened("港" * 32) == "港" * 32
    assert shortened("港" * 33) == "港" * 31 + "…"
    assert shortened("word " * 14) == "word " * 11 + "word…"
    assert shortened("") == ""


def test_titles_of_signs_break_into_even_lines() -> None:
    role = Balanced((), 24, 0, 346)
    assert narrowest("港" * 14, role) == 346
    assert 190 < narrowest("港" * 15, role) < 240


def test_every_format_sets_them_apart() -> None:
    title = "How the harbour keeps its men " * 4
    counted = m.List(((par("item"),),), ordered=True, start=100)
    pack = articles_pack(
        m.Article(id="a0001", title=title, body=(par("Text."), STANZA, par("More."), counted, rows(2, "cod")), language="en")
    )
    page = written("html", pack, "classic").decode()
    with zipfile.ZipFile(io.BytesIO(written("epub", pack, "classic"))) as book:
        chapter = book.read("EPUB/a0001.xhtml").decode()
    for shown in (page, chapter):
        assert re.search(r'<h1 id="a0001" class="long">', shown)
        assert '<p class="verse">The wind' in shown and '<p class="first">More.' in shown
        assert '<ol class="far" start="100">' in shown and '<table class="small">' in shown
    with zipfile.ZipFile(io.BytesIO(written("docx", pack, "classic"))) as document:
        body = document.read("word/document.xml").decode()
    stanza = next(found for found in re.findall(r"<w:p>.*?</w:p>", body) if "The wind" in found)
    assert '<w:pStyle w:val="FirstParagraph"/>' in stanza and '<w:jc w:val="left"/>' in stanza and 'w:before="150"' in stanza
    heading = next(found for found in re.findall(r"<w:p>.*?</w:p>", body) if 'w:val="Heading1"' in found)
    assert '<w:sz w:val="37"/>' in heading
    assert [("<w:keepNext/>" in row) for row in re.findall(r"<w:tr>.*?</w:tr>", body)] == [True, False]


def test_a_paragraph_with_an_address_is_not_justified_in_word() -> None:
    address = "https://example.org/archive/2026/03/14/the-harbour-at-dusk"
    pack = articles_pack(
        m.Article(id="a0001", title="A", body=(par("See ", m.Link(address, text(address)), "."), par("Plain.")), language="en")
    )
    with zipfile.ZipFile(io.BytesIO(written("docx", pack, "classic"))) as document:
        body = document.read("word/document.xml").decode()
    held = [("<w:jc " in found) for found in re.findall(r"<w:p>.*?</w:p>", body) if "See" in found or "Plain" in found]
    assert held == [True, False]
