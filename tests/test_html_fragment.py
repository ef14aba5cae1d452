"""Fragments of HTML that are an article's own: read whole, by the same code as pages."""

from __future__ import annotations

from convert import model
from convert.notices import Notice
from convert.readers._html.fragment import blocks_of
from convert.walk import plain_text, walk


def of(html: str | bytes, base: str = "https://lantern.example/a/") -> tuple[tuple[model.Block, ...], list[Notice]]:
    notices: list[Notice] = []
    return blocks_of(html, base, notices.append, name="entry 3"), notices


def test_what_a_page_would_lose_stays() -> None:
    blocks, notices = of(
        "<nav><p>On the boat</p></nav><aside class=related>And home</aside><p>Subscribe <a href=../b?utm_source=x>here</a>"
    )
    assert [plain_text(block) for block in blocks] == ["On the boat", "And home", "Subscribe here"]
    assert [node.href for block in blocks for node in walk(block) if isinstance(node, model.Link)] == ["https://lantern.example/b"]
    assert not notices


def test_hidden_text_is_a_notice() -> None:
    blocks, notices = of("<div style='display:none'><p>Preview of the letter</p></div><p>Dear reader</p>")
    assert [plain_text(block) for block in blocks] == ["Dear reader"]
    assert [(notice.code, notice.source, notice.excerpt) for notice in notices] == [("html.hidden", "entry 3", "Preview of the letter")]


def test_notes_figures_and_tables_are_read_as_on_a_page() -> None:
    blocks, _ = of(
        "<p>Salt<sup><a href='#n1' id=r1>1</a></sup> and tar.</p><figure><img src=b.jpg alt=Boat>"
        "<figcaption>The boat. Photo: Ada Marsh</figcaption></figure>"
        "<table><tr><th>Day<th>Boats<tr><td>One<td>2</table><ol class=footnotes><li id=n1>From the sea. <a href='#r1'>↩</a></ol>"
    )
    paragraph, figure, table = blocks
    assert [plain_text(*node.children) for node in walk(paragraph) if isinstance(node, model.Note)] == ["From the sea."]
    assert isinstance(figure, model.Figure) and figure.image == model.Image("https://lantern.example/a/b.jpg", "Boat")
    assert (plain_text(*figure.caption), plain_text(*figure.credit)) == ("The boat.", "Ada Marsh")
    assert isinstance(table, model.Table) and len(table.head) == 1


def test_any_encoding_and_any_length() -> None:
    assert [plain_text(block) for block in of("<p>Köln \ud800 東京</p>")[0]] == ["Köln \ufffd 東京"]
    assert [plain_text(block) for block in of("<meta charset=latin1><p>Köln</p>".encode("latin1"))[0]] == ["Köln"]
    assert of("") == of(b"") == ((), [])


def test_notes_that_only_their_numbers_tie_to_the_text() -> None:
    blocks, _ = of(
        "<p>Salt came first.<sup>1</sup></p><p>Tar came later,<sup>[2]</sup> on 20 m<sup>2</sup>.</p><hr>"
        "<p><sup>1</sup> From the sea:</p><ul><li>the bay</li></ul><p><b>2</b> From the woods.</p>"
    )
    notes = [plain_text(*node.children) for block in blocks for node in walk(block) if isinstance(node, model.Note)]
    assert notes == ["From the sea:\nthe bay", "From the woods."]
    assert [plain_text(block, notes=False) for block in blocks] == ["Salt came first.", "Tar came later, on 20 m2."]


def test_numbers_that_no_note_answers_stay() -> None:
    blocks, _ = of("<p>An area of m<sup>2</sup>, and a volume.<sup>3</sup></p><h2>Notes</h2><p><sup>1</sup> From the sea.</p>")
    assert [plain_text(block) for block in blocks] == ["An area of m2, and a volume.3", "Notes", "1 From the sea."]
