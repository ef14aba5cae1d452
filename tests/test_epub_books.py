"""Books as others make them: notes that lead nowhere back, no contents, an imprint at the end, one article with its address."""

from __future__ import annotations

import pytest

from convert.model import Note
from convert.walk import plain_text, walk
from tests.books import book, page
from tests.test_epub_reader import LONG, TEXT, of, said


def notes(body: str, others: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """What the notes of a chapter say, and its paragraphs without them."""
    pages = {"1.xhtml": page(f"<h1>The Quay</h1>{TEXT}{body}"), **{name: page(other) for name, other in (others or {}).items()}}
    articles, _ = of(book(pages, contents=[("The Quay", "1.xhtml"), *((name, name) for name in others or {})]))
    found = [plain_text(*node.children) for node in walk(articles[0]) if isinstance(node, Note)]
    return found, [plain_text(block, notes=False) for block in articles[0].body[1:]]


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ('<sup><a href="{}#x1">1</a></sup>', '<p id="x1">1. A note.</p>'),
        ('<a href="{}#x1"><sup>1</sup></a>', '<p><a id="x1"></a>1 A note.</p>'),
        ('<a href="{}#x1">[1]</a>', '<p id="x1">[1] A note.</p>'),
        ('<sup><a href="{}#x1">*</a></sup>', '<div><p id="x1">* A note.</p></div>'),
    ],
)
@pytest.mark.parametrize("far", [False, True], ids=["here", "in another file"])
def test_a_note_that_begins_with_the_mark_that_calls_it(call: str, note: str, far: bool) -> None:
    body = f"<p>So it is.{call.format('n.xhtml' if far else '')}</p>"
    found, rest = notes(body, {"n.xhtml": f"<h1>Notes</h1>{note}"}) if far else notes(f"{body}<hr/>{note}")
    assert (found, rest) == (["A note."], ["So it is."])


def test_a_number_that_leads_to_a_place_is_no_note() -> None:
    body = '<p>See chapter <a href="#c3">3</a> and <sup><a href="#c4">4</a></sup>.</p><p id="c3">3 boats came.</p><p id="c4">Four went.</p>'
    assert notes(body)[0] == []


def test_a_note_that_stands_before_what_calls_it() -> None:
    body = '<aside epub:type="footnote" id="f1"><p>A note.</p></aside><p>So it is.<a epub:type="noteref" href="#f1">1</a></p>'
    assert notes(body) == (["A note."], ["So it is."])


def test_without_contents_a_file_without_a_heading_goes_on() -> None:
    pages = {
        "1.xhtml": page(f"<h1>The Quay</h1>{TEXT}"),
        "2.xhtml": page("<p>It went on.</p>"),
        "3.xhtml": page(f"<h2>The Boat</h2>{TEXT}"),
    }
    articles, _ = of(book(pages, nav="<ol></ol>"))
    assert [article.title for article in articles] == ["The Quay", "The Boat"]
    assert said(articles[0]) == [LONG.strip(), "It went on."]
    bare = {name: page(f"<p>{number} {LONG}</p>") for number, name in enumerate(("1.xhtml", "2.xhtml", "3.xhtml"))}
    assert len(of(book(bare, nav="<ol></ol>"))[0]) == 3


def test_an_imprint_at_the_end_and_contents_with_names() -> None:
    listed = "".join(f'<p><a href="{number}.xhtml">Part {number}</a> by Ada Ferro, of the long way home</p>' for number in (1, 2, 3))
    pages = {"0.xhtml": page(f"<h1>In this issue</h1>{listed}")}
    pages |= {f"{number}.xhtml": page(f"<h1>Part {number}</h1>{TEXT}") for number in (1, 2, 3)}
    pages["9.xhtml"] = page("<h1>Imprint</h1><p>The Coast, 1 Quay. Printed in Norway. ISSN 1234-5678. © 2026 The Coast.</p>")
    articles, notices = of(book(pages, contents=[(name, name) for name in pages]))
    assert len(articles) == 3
    assert [notice.message for notice in notices] == [
        "the contents: OPS/0.xhtml",
        "the imprint: OPS/9.xhtml",
        "the contents: OPS/nav.xhtml",
    ][:2]


def test_a_book_of_one_article_is_where_it_was_made_of() -> None:
    metadata = "<dc:title>Ebb</dc:title><dc:language>en</dc:language><dc:identifier>urn:x</dc:identifier><dc:source>https://c.example/ebb</dc:source>"
    pages = {"1.xhtml": page(f"<h1>Ebb</h1>{TEXT}"), "2.xhtml": page(f"<h1>Flow</h1>{TEXT}")}
    (article,), _ = of(book({"1.xhtml": pages["1.xhtml"]}, contents=[("Ebb", "1.xhtml")], metadata=metadata))
    assert article.url == "https://c.example/ebb"
    assert [article.url for article in of(book(pages, contents=[("Ebb", "1.xhtml"), ("Flow", "2.xhtml")], metadata=metadata))[0]] == [
        "",
        "",
    ]
