"""Fragments of HTML that are an article's own: read whole, by the same code as pages."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import html
import json

import pytest

from convert import model
from convert.formats import Source, sniff
from convert.notices import Notice
from convert.readers._html.fragment import blocks_of
from convert.walk import plain_text, walk


def of(markup: str | bytes, base: str = "https://lantern.example/a/") -> tuple[tuple[model.Block, ...], list[Notice]]:
    notices: list[Notice] = []
    return blocks_of(markup, base, notices.append, name="entry 3"), notices


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


# --- what programs put between and below the parts of a text ---------------------------------------------------

SIGN_UP = "<div class=widget><p>Thanks for reading! Subscribe for free.</p><form><input type=email name=email><input type=submit value=Subscribe></form></div>"
SHARED = "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='/?share=x'>X</a></li></ul></div><div class='jp-relatedposts'><h3>Related</h3></div>"


def test_boxes_to_sign_up_and_to_share_go_and_are_told() -> None:
    blocks, notices = of(
        f"<p>On the boat.</p>{SIGN_UP}<div class=related><p>Related work by others was <a href=/x>slow</a>.</p></div><p>Home.</p>{SHARED}"
    )
    assert [plain_text(block) for block in blocks] == ["On the boat.", "Related work by others was slow.", "Home."]
    assert [notice.code for notice in notices] == ["html.prompt", "html.sharing", "html.related"]


def test_what_a_script_would_show_is_read_from_what_is_stated() -> None:
    def stated(data: object) -> str:
        return f'<div data-attrs="{html.escape(json.dumps(data))}"></div>'

    gallery = {
        "gallery": {
            "images": [{"src": "https://c.example/1.jpg"}, {"src": "/2.jpg", "alt": "Two"}, {"src": "javascript:x"}],
            "caption": "Boats",
        }
    }
    blocks, _ = of(
        stated({"url": "https://twitter.com/a/status/1", "full_text": "The tide\ncame in"})
        + stated({"persistentExpression": "a^2", "id": "x"})
        + stated(gallery)
        + stated({"url": "javascript:alert(1)"})
        + stated([1])
        + "<div data-attrs='{broken'></div>"
        + '<div data-attrs="{&quot;url&quot;:&quot;https://c.example/y&quot;}"><p>Shown as it is.</p></div>'
    )
    assert blocks == (
        model.Embed("post", "https://twitter.com/a/status/1", title="The tide came in"),
        model.MathBlock(tex="a^2"),
        model.Figure(model.Image("https://c.example/1.jpg")),
        model.Figure(model.Image("https://lantern.example/2.jpg", "Two"), caption=(model.Text("Boats"),)),
        model.Paragraph((model.Text("Shown as it is."),)),
    )


def test_a_figure_about_another_page_is_its_lines_in_order_linked() -> None:
    card = (
        "<figure class=bookmark><a href=/other><div class=content><div class=title>The other boat</div><div class=description>How it sank.</div></div>"
        "<div class=thumb><img src=/t.png></div></a></figure>"
    )
    title, about, *_ = of(card)[0]
    assert title == model.Paragraph((model.Link("https://lantern.example/other", (model.Text("The other boat"),)),))
    assert plain_text(about) == "How it sank."


def test_an_address_alone_in_a_figure_is_what_it_would_show() -> None:
    alone = "<figure><div class=wrapper>https://www.youtube.com/watch?v=abcdefghijk</div>{}</figure>"
    assert of(alone.format(""))[0] == (model.Embed("video", "https://www.youtube.com/watch?v=abcdefghijk"),)
    assert of(alone.format("<figcaption>The boat</figcaption>"))[0] == (
        model.Embed("video", "https://www.youtube.com/watch?v=abcdefghijk", title="The boat"),
    )


def test_tables_of_space_and_of_icons_lay_out() -> None:
    spaced = "<table><tr><td></td><td><a href=/b.jpg><img src=b.jpg alt=Boat></a></td><td></td></tr></table>"
    icons = "<table><tr><td><a href=/l><img src=h.png width=18 height=18></a></td><td><img src=c.png width=18 height=18></td></tr></table>"
    assert [type(block).__name__ for block in of(spaced + icons)[0]] == ["Figure"]


# --- what manuals and notes write ----------------------------------------------------------------------------------


def test_a_caption_goes_with_the_table_of_its_figure_and_one_hidden_from_voices_is_seen() -> None:
    table, figure = of(
        "<figure><figcaption>The tides</figcaption><table><tr><th>Day<th>High<tr><td>Mon<td>4</table></figure>"
        "<figure><img src=b.jpg alt='At work'><figcaption aria-hidden=true>At work</figcaption></figure>"
    )[0]
    assert isinstance(table, model.Table) and plain_text(*table.caption) == "The tides"
    assert isinstance(figure, model.Figure) and plain_text(*figure.caption) == "At work"


def test_whom_a_quotation_is_from_may_stand_beside_it() -> None:
    box = "<div class=quoteblock><blockquote><p>The sea is harsh.</p></blockquote><div class=attribution>— Old sailor</div></div>"
    quote, after = of(box + "<blockquote>Again.</blockquote><p class=attribution>Nobody</p>")[0][:2]
    assert isinstance(quote, model.Quote) and plain_text(*quote.attribution) == "Old sailor"
    assert isinstance(after, model.Quote) and not after.attribution


def test_verse_in_a_pre_is_no_code() -> None:
    verse, code = of("<div class=verseblock><pre class=content>The boat <em>came in</em>\n  at night</pre></div><pre>x = 1</pre>")[0]
    assert isinstance(verse, model.Paragraph) and any(isinstance(node, model.LineBreak) for node in walk(verse))
    assert any(isinstance(node, model.Emphasis) for node in walk(verse)) and isinstance(code, model.CodeBlock)


def test_listings_know_their_language_and_not_how_they_are_numbered() -> None:
    listing = "<div class=sourceCode><pre class='sourceCode numberSource python numberLines'><code class='sourceCode python'>x = 1</code></pre></div>"
    numbered = "<pre class='src src-python'><span class=linenr>1: </span>x = 1\n<span class=linenr>2: </span>y = 2</pre>"
    assert of(listing + numbered)[0] == (model.CodeBlock("x = 1", syntax="python"), model.CodeBlock("x = 1\ny = 2"))


def test_admonitions_callouts_and_titled_pictures() -> None:
    blocks, _ = of(
        "<table><tr><td class=icon><div class=title>Note</div></td><td class=content>Mind the tide.</td></tr></table>"
        "<figure class=callout><div><span>💡</span></div><div>A callout.</div></figure>"
        "<div class=imageblock><div class=content><img src=b.jpg alt=Boat></div><div class=title>Figure 1. At work</div></div>"
        "<h2 id=x>Heading<a href=#x>¶</a></h2>"
    )
    assert [(type(block).__name__, plain_text(block)) for block in blocks] == [
        ("Paragraph", "Note"),
        ("Paragraph", "Mind the tide."),
        ("Paragraph", "💡"),
        ("Paragraph", "A callout."),
        ("Figure", "Figure 1. At work"),
        ("Heading", "Heading"),
    ]


@pytest.mark.parametrize("path", ["", "page.txt", "page"])
@pytest.mark.parametrize("data", ["<h1>Ebb</h1>\n<p>Words of it.</p>", "<!-- a -->\n<div class='post'><p>Words of it.</p></div>"])
def test_part_of_a_page_is_known_without_its_page(data: str, path: str) -> None:
    assert sniff(Source("x", data.encode(), path=path)) == "html"
    assert sniff(Source("x", data.encode(), path="x.md")) == "markdown"
    for text in (
        "<p> begins a paragraph of a page, as everybody knows.",
        "See <b>it</b>.</p>",
        '<p align="center">\n\n# Ebb\n\n[a](https://c.example)</p>',
    ):
        assert sniff(Source("x", text.encode(), path=path)) in ("text", "markdown")
