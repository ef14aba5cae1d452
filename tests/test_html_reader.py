"""The HTML reader: pages we wrote in the ways that sites write theirs, and what they must become."""

from __future__ import annotations

import contextlib
import random
import re
from pathlib import Path

import pytest

from convert import model
from convert.assemble import pack
from convert.errors import ConvertError, InputError
from convert.formats import Source, open_source, reader, sniff
from convert.model import Article, Figure, Heading, Paragraph
from convert.notices import Notice
from convert.readers.html import explain, read
from convert.walk import plain_text, walk

PAGES = Path(__file__).parent / "pages"
SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))


def article_of(name: str) -> tuple[Article, list[Notice]]:
    notices: list[Notice] = []
    (article,) = read(open_source(PAGES / name), notices.append)
    return article, notices


def of_bytes(data: bytes, **known: str) -> tuple[Article, list[Notice]]:
    notices: list[Notice] = []
    (article,) = read(Source(name="page", data=data, **known), notices.append)
    return article, notices


def of_body(body: str) -> Article:
    page = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title></head><body><article>{body}</article></body></html>"
    )
    return of_bytes(page.encode())[0]


def paragraphs(article: Article) -> list[str]:
    return [plain_text(block, notes=False) for block in article.body if isinstance(block, Paragraph)]


def of_kind(article: Article, kind: type) -> list:
    return [node for node in walk(article) if isinstance(node, kind)]


# --- a news page ------------------------------------------------------------------------------------------


def test_the_article_of_a_news_page_is_its_text_and_nothing_else() -> None:
    article, _ = article_of("newsroom.html")
    said = paragraphs(article)
    assert len(said) == 5
    assert said[0].startswith("The first passengers stepped aboard")
    assert said[-1].endswith("that dogs travel free.")
    assert [plain_text(heading) for heading in of_kind(article, Heading)] == ["A slow repair"]
    assert of_kind(article, Heading)[0].level == 1


def test_what_is_known_of_a_news_page() -> None:
    article, _ = article_of("newsroom.html")
    assert article.title == "Harbour ferry returns after nine winters"
    assert article.subtitle == "The boat that islanders gave up for lost is carrying passengers again."
    assert article.authors == ("Ada Marsh", "Tomas Quill")
    assert (article.published, article.updated) == ("2024-03-05T06:30:00+01:00", "2024-03-06")
    assert (article.site, article.section, article.tags) == ("The Lantern Post", "Harbour", ("Ferries", "Islands"))
    assert article.url == "https://lantern.example/harbour/ferry-returns"
    assert (article.language, article.direction) == ("en-GB", "ltr")


def test_the_lead_figure_has_caption_and_credit_apart_and_its_best_picture() -> None:
    article, _ = article_of("newsroom.html")
    assert article.lead is not None and article.lead.image is not None
    assert article.lead.image.src == "https://lantern.example/pictures/ferry-1600.jpg"
    assert article.lead.image.alt == "A white boat at a quay"
    assert plain_text(*article.lead.caption) == "The Petrel at the north quay on Monday."
    assert "Ines Holt/Lantern" in plain_text(*article.lead.credit)


def test_links_are_absolute_and_without_tracking() -> None:
    article, _ = article_of("newsroom.html")
    assert [link.href for link in of_kind(article, model.Link)] == ["https://lantern.example/counts?id=7"]


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("html.related", "Read also"),
        ("html.prompt", "Get the harbour letter"),
        ("html.outside", "Home Harbour Weather"),
    ],
)
def test_each_block_left_out_is_a_notice_with_how_it_begins(code: str, begins: str) -> None:
    _, notices = article_of("newsroom.html")
    assert any(notice.excerpt.startswith(begins) for notice in notices), [notice.excerpt for notice in notices]
    assert all(notice.kind == "left-out" and notice.article for notice in notices)
    if code != "html.outside":
        assert code in {notice.code for notice in notices if notice.excerpt.startswith(begins)}


def test_explain_gives_a_verdict_on_every_block() -> None:
    verdicts = list(explain(open_source(PAGES / "newsroom.html")))
    by_text = {verdict.text: verdict for verdict in verdicts}
    assert by_text["A slow repair"].role == "kept"
    assert by_text["Advertisement"].role == "left-out" and by_text["Advertisement"].reason
    assert by_text["© 2024 The Lantern Post. All rights reserved."].role == "left-out"


# --- structure --------------------------------------------------------------------------------------------


def test_lists_keep_their_nesting_and_numbering() -> None:
    article, _ = article_of("structure.html")
    outer = next(block for block in article.body if isinstance(block, model.List))
    inner = next(block for block in outer.items[0] if isinstance(block, model.List))
    letters = next(block for block in inner.items[1] if isinstance(block, model.List))
    assert (len(outer.items), len(inner.items)) == (2, 2)
    assert (letters.ordered, letters.start, letters.numbering) == (True, 3, "lower-alpha")


def test_a_quote_keeps_whom_it_is_from() -> None:
    (quote,) = of_kind(article_of("structure.html")[0], model.Quote)
    assert plain_text(*quote.children) == "Give me a long enough guide, and I shall read half of it."
    assert plain_text(*quote.attribution).endswith("Mira Okafor, Notes on Levers")


def test_code_keeps_its_lines_and_language() -> None:
    (listing,) = of_kind(article_of("structure.html")[0], model.CodeBlock)
    assert listing.text == "def turn(wheel):\n    for tooth in wheel:\n\n        yield tooth"
    assert listing.syntax == "python"


def test_tables_keep_head_spans_and_alignment_and_layout_tables_are_none() -> None:
    article, _ = article_of("structure.html")
    (table,) = of_kind(article, model.Table)
    assert plain_text(*table.caption) == "Machines by size"
    assert [cell.colspan for cell in table.head[0]] == [1, 2]
    assert table.rows[1][0].rowspan == 2 and table.rows[0][0].header
    assert table.alignment[1] == "right"
    assert "This table only lays out the page, so its text is kept as paragraphs." in paragraphs(article)


def test_a_note_stands_at_its_reference_and_its_list_is_gone() -> None:
    article, _ = article_of("structure.html")
    (note,) = of_kind(article, model.Note)
    assert plain_text(*note.children) == "Apart from the kettle, which was asked."
    first = article.body[0]
    assert isinstance(first, Paragraph) and note in first.children
    assert not any(isinstance(block, model.Rule) for block in article.body)
    assert not any("kettle, which" in said for said in paragraphs(article))


def test_verse_keeps_its_lines_and_a_paragraph_its_language() -> None:
    article, _ = article_of("structure.html")
    assert "A cog, a cam, a crank,\na kettle full of steam,\na drawing left in ink" in paragraphs(article)
    (french,) = [block for block in article.body if isinstance(block, Paragraph) and block.language]
    assert french.language == "fr"


def test_definitions_math_embeds_sub_and_sup() -> None:
    article, _ = article_of("structure.html")
    (words,) = of_kind(article, model.Definitions)
    assert [len(item.terms) for item in words.items] == [2, 1]
    (formula,) = of_kind(article, model.Math)
    assert formula.mathml.startswith("<math>") and "<mi>E</mi>" in formula.mathml
    (film,) = of_kind(article, model.Embed)
    assert (film.kind, film.title) == ("video", "A crank, turning")
    assert plain_text(*of_kind(article, model.Sub)) == "2"


def test_links_within_the_page_lead_to_blocks_and_scripts_are_told_when_they_are_dropped() -> None:
    article, _ = article_of("structure.html")
    hrefs = [link.href for link in of_kind(article, model.Link)]
    assert hrefs == ["#tables", "https://guide.example/index.html", "javascript:alert(1)"]
    assert any(block.id == "tables" for block in article.body if isinstance(block, Heading))
    told: list[Notice] = []
    made = pack([article], notify=told.append)
    assert [link.href for link in of_kind(made.articles[0], model.Link)] == ["#a0001-2", "https://guide.example/index.html"]
    assert [(notice.kind, notice.code) for notice in told] == [("left-out", "link.dropped")]


# --- pictures ---------------------------------------------------------------------------------------------


def test_figures_in_the_many_ways_sites_write_them() -> None:
    article, _ = article_of("figures.html")
    figures = of_kind(article, Figure)
    found = [(figure.image.src if figure.image else "", plain_text(*figure.caption), plain_text(*figure.credit)) for figure in figures]
    assert found == [
        ("https://bruecken.example/nebel/eins.jpg", "Das Geländer der alten Brücke", "Jana Weil"),
        ("https://bruecken.example/img/zwei-1700.jpg", "Nebel am Morgen", "Karl Ohm / Archiv"),
        ("https://bruecken.example/nebel/drei.jpg", "Drei Brücken, ein Fluss.", "© Lea Brandt"),
        ("", "Die vierte Brücke war an diesem Tag nicht zu sehen.", ""),
    ]
    assert len(paragraphs(article)) == 4


# --- languages and encodings ------------------------------------------------------------------------------


def test_a_wrong_statement_of_language_gives_way_to_the_text() -> None:
    article, _ = article_of("arabic.html")
    assert (article.language, article.direction) == ("ar", "rtl")
    assert article.title == "حديقة على سطح المدرسة"
    assert article.authors == ("ليلى منصور",)
    assert len(paragraphs(article)) == 3


@pytest.mark.parametrize("stated", ["shift_jis", "utf-8", ""])
def test_a_page_is_read_whatever_its_charset_statement_says(stated: str) -> None:
    text = "村の学校には小さな図書室があり、放課後になると子どもたちが本を読みに集まってくる。今年は新しい本が百冊も届いた。"
    meta = f'<meta charset="{stated}">' if stated else ""
    head = f"<head>{meta}<title>図書室の話</title></head>"
    page = f"<html>{head}<body><article><h1>図書室の話</h1><p>{text}</p><p>先生は、{text}</p></article></body></html>"
    article, notices = of_bytes(page.encode("shift_jis"))
    assert paragraphs(article)[0] == text
    assert article.language == "ja"
    assert any(notice.code == "html.encoding" for notice in notices) == (stated != "shift_jis")


# --- pages without an article -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("<title>404 Not Found</title><h1>Not found</h1><p>The page you were looking for has gone.</p>", "error"),
        ("<title>Before you continue</title><p>We value your privacy. Accept all cookies to read on.</p>", "consent"),
        ("<title>Log in</title><p>Please log in to read on.</p><form><input type=password></form>", "log in"),
        ("<title>App</title><div id=root></div><script>start()</script>", "scripts"),
        ("".join(f"<p><a href='/{n}'>Headline number {n} of a long list of them</a></p>" for n in range(40)), "links"),
        ("<frameset><frame src='file:///etc/passwd'></frameset>", "without text"),
    ],
)
def test_a_page_without_an_article_is_refused_by_what_it_is(body: str, named: str) -> None:
    with pytest.raises(InputError) as refused:
        of_bytes(f"<!doctype html><html><body>{body}</body></html>".encode())
    assert named in str(refused.value) and "page" in str(refused.value)


# --- bad input --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["<div>", "<blockquote>", "<ul><li>", "<b>", "<table><tr><td>", "<span>"])
def test_text_survives_any_depth(opening: str) -> None:
    article = of_body(PROSE + opening * 5_000 + "<p>A sentinel, and a sentence round it.</p>")
    assert "A sentinel, and a sentence round it." in plain_text(*article.body)
    pack([article])


def test_a_picture_of_megabytes_in_the_page_hides_nothing() -> None:
    page = f"<article>{PROSE}<img src='data:image/png;base64,{'A' * 12_000_000}'><p>What follows is still here, whole.</p></article>"
    article, _ = of_bytes(page.encode())
    assert "What follows is still here, whole." in paragraphs(article)


def test_broken_addresses_and_spans_are_survived() -> None:
    article = of_body(
        f"<base href='http://['>{PROSE}<p>A <a href='//[x'>broken link</a> keeps its words.</p>"
        "<table><tr><th>a</th><td colspan=1000000000 rowspan=99999999999999>b</td></tr></table>"
    )
    assert "A broken link keeps its words." in paragraphs(article)
    pack([article])


def test_reading_is_pure_and_raises_only_our_errors() -> None:
    data = (PAGES / "newsroom.html").read_bytes()
    assert of_bytes(data)[0] == of_bytes(data)[0]
    dice = random.Random(7)
    for _ in range(60):
        spoiled = bytearray(data)
        for _ in range(40):
            at = dice.randrange(len(spoiled) - 20)
            spoiled[at : at + dice.randrange(20)] = bytes(dice.randrange(256) for _ in range(dice.randrange(6)))
        with contextlib.suppress(ConvertError):
            pack(list(read(Source(name="spoiled", data=bytes(spoiled)), lambda notice: None)))


def test_no_word_comes_out_that_did_not_go_in() -> None:
    for path in sorted(PAGES.glob("*.html")):
        source = open_source(path)
        raw = re.sub("<[^>]+>", "", source.data.decode())
        (article,) = read(source, lambda notice: None)
        words = {word for said in paragraphs(article) for word in said.split()}
        strange = {word for word in words if word not in raw}
        assert words and strange <= {":)", "do."}  # a smiley drawn as a picture; a word that the mark of a note stood at


# --- the registry -----------------------------------------------------------------------------------------


def test_html_is_a_format_of_its_own() -> None:
    assert reader("html") is read
    assert sniff(open_source(PAGES / "figures.html")) == "html"
    assert sniff(Source(name="page", data=b"<!DOCTYPE html><html><body><p>x</p>")) == "html"
    assert sniff(Source(name="page", data=b"\n <html lang=en><head>")) == "html"
    assert sniff(Source(name="notes", data=b"A line about <b>tags</b> is text.", path="notes.txt")) == "text"


# --- elements of more attributes than any has --------------------------------------------------------------------


def bared(page: str) -> tuple[str, int]:
    from convert.readers._html.parsing import _bared

    data, count = _bared(page.encode())
    return data.decode(), count


MANY = " ".join(f'a{number}="<b>{number}"' for number in range(20_000))


@pytest.mark.parametrize("before", ["", "<script>if (a<b) {c}</script>", "<style>p > a</style>", "<p x='>' y=\">\">", "<!-- <p -->"])
def test_attributes_past_thousands_of_them_are_left_out_and_the_text_is_not(before: str) -> None:
    cut, count = bared(f"{before}<p {MANY}>text</p><p b>more</p>")
    assert count == 1
    assert cut.startswith(before + '<p a0="<b>0"')
    assert cut.endswith('a4999="<b>4999">text</p><p b>more</p>')


@pytest.mark.parametrize(
    "page", [f"<p>{MANY}</p>", f"<script>if (i<n) {{{MANY}}}</script>", f"<style>{MANY} <a {MANY}", f'<p data-x="{MANY}">']
)
def test_what_is_no_attribute_stays(page: str) -> None:
    assert bared(page) == (page, 0)


def test_a_script_has_no_more_attributes_than_any_element() -> None:
    cut, count = bared(f"<script {MANY}>a<b</script><p {MANY}>x")
    assert count == 2
    assert cut.count("=") == 10_000
