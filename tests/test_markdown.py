"""Markdown, read and written: what the specification expects, what others leave out, and the same tree on the way back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.formats import Source, articles_in, sniff
from convert.notices import Notice
from convert.readers._markdown.blocks import Blocks
from convert.readers._markdown.parser import parse
from convert.spoken import spoken
from convert.walk import plain_text, rewrite, walk
from tests.markdown_html import lines, shown
from tests.markdown_trees import BLOCKS, RUNS, same
from tests.specimen import PACKS, par, picture, text
from tests.test_contract import written

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "markdown"
CORPUS = HERE.parents[1] / "shared" / "corpus" / "dev" / "markdown"

# Where the model says something else than the HTML of a specification, and why.
SCRIPT = "what a script holds is nobody's to read"
CAPTION = "a picture alone is a figure, and its title the caption"
BARE = "bare addresses are links"
UNCLOSED = "an HTML tag that never closes holds what comes after, or nothing"
EMPTY = "what shows nothing is not there"
COMMENT = "a comment of HTML5's own kind"
OUTSIDE = "a block around others, or out of place, is not in the model"
DIFFERENT = {
    **dict.fromkeys(("0150", "0189", "0346", "0478", "0479", "0617", "0646"), UNCLOSED),
    **dict.fromkeys(("0155", "0168", "0188", "0193"), OUTSIDE),
    **dict.fromkeys(("0202", "0242", "0486", "0569"), EMPTY),
    **dict.fromkeys(("0586", "0588", "0591", "0593"), CAPTION),
    **dict.fromkeys(("0610", "0613", "0614"), BARE),
    "0172": SCRIPT,
    "0628": COMMENT,
}


def told(data: str, name: str = "notes.md") -> tuple[list[m.Article], list[Notice]]:
    notices: list[Notice] = []
    return articles_in(Source(name, data.encode(), path=name), None, notices.append), notices


def read(data: str) -> m.Article:
    """The only article in ``data``, of which nothing is to be said."""
    (article,), notices = told(data)
    assert notices == []
    return article


def blocks(data: str) -> tuple[m.Block, ...]:
    parsed = parse(data)
    return Blocks(parsed).of(parsed.tokens)


# --- what the specification expects ---------------------------------------------------------------


def test_every_example_of_commonmark_is_read_as_it_is_meant() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the examples of the specification are not here")
    examples = json.loads((CORPUS / "commonmark.json").read_text())
    wrong = [example["case"][-4:] for example in examples if shown(blocks(example["markdown"])) != lines(example["html"])]
    assert len(examples) == 302
    assert sorted(wrong) == sorted(DIFFERENT)


def test_an_underscore_in_a_bare_mail_address_parts_nothing() -> None:
    (block,) = blocks("Ask a.b-c_d@example.org, __init_me__@example.org or _just_ @me.")
    assert [node.href for node in walk(block) if isinstance(node, m.Link)] == ["mailto:a.b-c_d@example.org"]
    assert plain_text(block) == "Ask a.b-c_d@example.org, init_me@example.org or just @me."


def test_every_table_of_the_reference_parser_is_read_as_it_is_meant() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the examples of the parser are not here")
    examples = json.loads((CORPUS / "markdown-it-tables.json").read_text())
    assert [example["case"] for example in examples if shown(blocks(example["markdown"])) != lines(example["html"])] == []


# --- an article -------------------------------------------------------------------------------------


FRONT = """\
---
title: Tea
subtitle: Leaves
author: Ada Ferro and Bo Lind
date: 2026-01-31 08:00:00 +0100
lastmod: February 2, 2026
lang: de_AT
url: https://example.org/tea
site: The Cup
description: >
  Short
  and long.
tags: [green, black]
section: Drinks
license: CC0
---

Text.
"""


def test_front_matter_says_what_is_known_of_an_article() -> None:
    article = read(FRONT)
    assert (article.title, article.subtitle, article.authors) == ("Tea", "Leaves", ("Ada Ferro", "Bo Lind"))
    assert (article.published, article.updated, article.language) == ("2026-01-31T08:00:00+01:00", "2026-02-02", "de-AT")
    assert (article.url, article.site, article.summary) == ("https://example.org/tea", "The Cup", "Short and long.")
    assert (article.tags, article.section, article.licence) == (("green", "black"), "Drinks", "CC0")
    assert article.body == (par("Text."),)


def test_front_matter_in_toml_and_with_unquoted_colons_is_read() -> None:
    assert read('+++\ntitle = "Tea"\nauthors = ["Ada"]\n+++\nText.\n').authors == ("Ada",)
    assert read('---\nauthor:\n  - "[[Ada Ferro]]"\n  - "[[People/Bo|Bo Lind]]"\n---\nText.\n').authors == ("Ada Ferro", "Bo Lind")
    (article,), notices = told("---\ntitle: Tea: a history\ntags:\n- green\n---\nText.\n")
    assert (article.title, article.tags) == ("Tea: a history", ("green",))
    assert [(notice.kind, notice.code) for notice in notices] == [("repaired", "markdown.front-matter")]


def test_front_matter_that_cannot_be_read_is_kept_as_text() -> None:
    (article,), notices = told("---\nkey: [unclosed\n  ? : {\n---\n# Title\n\nText.\n")
    assert "unclosed" in plain_text(*article.body)
    assert [notice.code for notice in notices] == ["markdown.front-matter"]


def test_yaml_that_would_unfold_without_end_is_not_unfolded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20))
    (article,), _ = told(f"---\ntitle: Bomb\n{bomb}---\nText.\n")
    assert article.title == "Bomb"


@pytest.mark.parametrize(
    ("data", "title", "levels"),
    [
        ("# Tea\n\nText.\n\n## Green\n\n### Sencha\n", "Tea", [1, 2]),
        ("# Tea\n\nText.\n\n# Green\n\nText.\n\n## Sencha\n", "Tea", [1, 2]),
        ("## Tea\n\nText.\n", "Tea", []),
        ("![](a.png)\n\n# Tea\n\nText.\n", "Tea", []),
        ("A word before.\n\n# Tea\n\nText.\n", "Tea", [1]),
        ("---\ntitle: Cups\n---\n# Tea\n\n## Green\n", "Cups", [1, 2]),
        ("Tea\n===\n\nGreen\n-----\n", "Tea", [1]),
        ("Text alone.\n", "", []),
    ],
)
def test_the_first_heading_of_the_first_level_is_the_title(data: str, title: str, levels: list[int]) -> None:
    (article,), _ = told(data)
    assert article.title == title
    assert [block.level for block in article.body if isinstance(block, m.Heading)] == levels


def test_a_title_said_twice_is_said_once() -> None:
    (article,), notices = told("---\ntitle: Tea\n---\n# TEA\n\nText.\n")
    assert article.body == (par("Text."),)
    assert [(notice.kind, notice.code) for notice in notices] == [("left-out", "markdown.repeat")]


def test_front_matter_with_a_title_begins_another_article() -> None:
    one = "---\ntitle: One\n---\nText[^1] and [link].\n\n[^1]: First.\n\n"
    data = one + "---\ntitle: Two\n---\n\nText[^1].\n\n[^1]: Second.\n\n[link]: https://example.org/\n"
    articles, notices = told(data)
    assert [(article.title, plain_text(*article.body)) for article in articles] == [
        ("One", "Text\nFirst.\n and link."),
        ("Two", "Text\nSecond.\n."),
    ]
    assert any(isinstance(node, m.Link) for node in walk(articles[0]))
    assert notices == []


def test_what_looks_like_front_matter_in_code_is_code() -> None:
    assert read("# T\n\n```\n---\ntitle: x\n---\n```\n").body == (m.CodeBlock("---\ntitle: x\n---"),)


def test_without_a_word_there_is_no_article() -> None:
    with pytest.raises(convert.InputError, match="holds no article"):
        told("<!-- nothing -->\n")


# --- blocks and lines --------------------------------------------------------------------------------


def test_notes_stand_where_they_are_referred_to() -> None:
    (article,), notices = told("T[^a]^[in *line*].\n\n[^a]: One[^b].\n\n    Two.\n[^b]: Inner.\n[^c]: Unused.\n")
    notes = [node for node in walk(article) if isinstance(node, m.Note)]
    assert [plain_text(note) for note in notes] == ["One\nInner.\n.\nTwo.", "Inner.", "in line"]
    assert [(notice.code, notice.excerpt) for notice in notices] == [("markdown.footnote", "Unused.")]


def test_a_note_inside_itself_stands_as_its_label() -> None:
    (article,), notices = told("T[^a].\n\n[^a]: See[^a].\n")
    assert plain_text(*article.body) == "T\nSee[a].\n."
    assert [notice.code for notice in notices] == ["markdown.note"]


def test_notes_that_repeat_notes_do_not_multiply() -> None:
    chain = "".join(f"[^{n}]: x[^{n + 1}][^{n + 1}][^{n + 1}]\n\n" for n in range(40))
    (article,), notices = told(f"T[^0].\n\n{chain}[^40]: end\n")
    assert sum(1 for _ in walk(article)) < 5_000
    assert "markdown.note" in {notice.code for notice in notices}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("$x^2$ is 4", (m.Math(tex="x^2"), m.Text(" is 4"))),
        ("from $5 to $10", text("from $5 to $10")),
        ("a $ b $ c", text("a $ b $ c")),
        ("H<sub>2</sub>O <u>u</u>", (m.Text("H"), m.Sub(text("2")), m.Text("O "), m.Underline(text("u")))),
        ("<kbd>Ctrl</kbd>a<br>b", (m.Code("Ctrl"), m.Text("a"), m.LineBreak(), m.Text("b"))),
        ('<span lang="ar" dir="rtl">x</span>', (m.Span(text("x"), "ar", "rtl"),)),
        ("see https://example.org/a_b.", (m.Text("see "), m.Link("https://example.org/a_b", text("https://example.org/a_b")), m.Text("."))),
        ("*a <b>b* c</b> d", (m.Emphasis((m.Text("a "), m.Strong(text("b")))), m.Text(" c d"))),
        ("~~gone~~ `x  y`", (m.Strike(text("gone")), m.Text(" "), m.Code("x  y"))),
        ("漢字\n漢字 and\nword", text("漢字漢字 and word")),
        ("a <script>alert(1)</script> b", text("a b")),
    ],
)
def test_a_line(data: str, expected: tuple[m.Inline, ...]) -> None:
    (article,), _ = told(data)
    assert article.body == (m.Paragraph(expected),)


def test_pictures_alone_are_figures_and_among_words_pictures() -> None:
    article = read('A ![mark](m.png) b.\n\n![alt](a.png "Caption")\n\n![one](1.png)\n![two](2.png)\n')
    assert article.body == (
        par("A ", m.Image("m.png", "mark"), " b."),
        m.Figure(m.Image("a.png", "alt"), text("Caption")),
        m.Figure(m.Image("1.png", "one")),
        m.Figure(m.Image("2.png", "two")),
    )


def test_tasks_alerts_and_attributions() -> None:
    article = read("- [ ] open\n- [x] done\n- \\[ ] text\n\n> [!NOTE]\n> Mind.\n\n> Said.\n>\n> — A *traveller*\n")
    assert article.body == (
        m.List(((par("☐ open"),), (par("☑ done"),), (par("[ ] text"),))),
        m.Quote((par(m.Strong(text("Note"))), par("Mind."))),
        m.Quote((par("Said."),), (m.Text("A "), m.Emphasis(text("traveller")))),
    )


def test_links_within_a_text_find_its_headings_and_anchors() -> None:
    links = "[a](#two-words) [b](#own) [c](#here) [d](#t) [e](#gone)"
    data = f"# T\n\n{links}\n\n## Two words!\n\n## Named {{#own}}\n\nText <a id='here'></a>text.\n"
    (article,), _ = told(data)
    made = convert.pack([article])
    assert [node.href for node in walk(*made.articles) if isinstance(node, m.Link)] == ["#a0001-2", "#a0001-3", "#a0001-4", "#a0001-1"]
    assert [block.id for block in made.articles[0].body] == ["a0001-1", "a0001-2", "a0001-3", "a0001-4"]


def test_html_around_markdown_is_what_it_says() -> None:
    figure = "<figure>\n\n![a](a.png)\n\n<figcaption>\n\nSee *it*\n\n<cite>EPA</cite>\n\n</figcaption>\n</figure>"
    article = read(f'{figure}\n\nText.\n\n<div lang="he" dir="rtl">\n\nx\n\n</div>\n')
    assert article.lead == m.Figure(m.Image("a.png", "a"), (m.Text("See "), m.Emphasis(text("it"))), text("EPA"))
    assert article.body == (par("Text."), par("x", language="he", direction="rtl"))


def test_markup_that_means_nothing_is_named_and_its_text_kept() -> None:
    (article,), notices = told("<center>Hello <font>there</font></center>\n\n<script>\nalert(1)\n</script>\n\nA <blink>word</blink>.\n")
    assert plain_text(*article.body) == "Hello there\nA word."
    assert [(notice.code, notice.count) for notice in notices] == [("markdown.markup", 2), ("markdown.hidden", 1)]


DEEP_LIST = "".join(f"{'  ' * n}- x\n" for n in range(400)) + "  " * 400 + "deep"


@pytest.mark.parametrize("data", [">" * 5_000 + " deep", DEEP_LIST, "<div>" * 5_000 + "deep"], ids=["quotes", "lists", "tags"])
def test_nothing_is_dropped_at_any_depth(data: str) -> None:
    articles, _ = told(f"before\n\n{data}\n\nafter\n")
    made = convert.pack(articles)
    assert all(word in plain_text(*made.articles) for word in ("before", "deep", "after"))


TANGLED = ("[" * 100_000, "*a " * 30_000, "![" * 20_000, ":" * 100_000, "<a " * 30_000, "a`" * 30_000, "http:" * 20_000, "^[" * 10_000)


@pytest.mark.parametrize("data", TANGLED, ids=[data[:4] for data in TANGLED])
def test_what_is_tangled_stays_text(data: str) -> None:
    articles, _ = told(data)
    assert plain_text(*articles[0].body)[:40] == data[:40].strip()


MARKS = ("---\n", " title:", "#", ">", "-", "1.", "|", ":", "`", "*", "_", "[", "](", ")", "!", "$", "~~", "\\", "x", "\n")
MARKS += ("<div>", "</div>", "<td>", "[^1]", "[^1]:")
MARKED = st.lists(st.sampled_from(MARKS), max_size=40).map(lambda words: "".join(words).encode())


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=300), MARKED))
def test_p5_any_bytes_are_read_or_refused_as_ours(data: bytes) -> None:
    try:
        made = convert.pack(convert.read(Source("fuzz", data), format="markdown"))
    except convert.InputError:
        return
    assert written("json", made, "classic")


# --- what it is recognised by -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "path", "name"),
    [
        (b"plain", "a.md", "markdown"),
        (b"plain", "a.MARKDOWN", "markdown"),
        (b"# A\n\n[b](https://example.org/)", "a.txt", "text"),
        (b"# A\n\n[b](https://example.org/)", "", "markdown"),
        (b"---\ntitle: A\n---\ntext", "", "markdown"),
        (b"# A number\n\nand text", "", "text"),
        (b"---\n\nAn agency's rule.\n---\n", "", "text"),
        (b"Prices: [1](2) * 3", "", "text"),
    ],
)
def test_sniffing(data: bytes, path: str, name: str) -> None:
    assert sniff(Source("x", data, path=path)) == name


# --- the way back -----------------------------------------------------------------------------------


def again(pack: m.Pack) -> m.Pack:
    notices: list[Notice] = []
    articles = convert.read(Source("again.md", written("markdown", pack, "classic")), format="markdown", notify=notices.append)
    made = convert.pack(articles, notify=notices.append)
    assert [notice for notice in notices if notice.code != "embed.address"] == []
    return made


def alike(article: m.Article) -> msgspec.Struct:
    """``article`` without what Markdown doesn't say; which language a block is in is told from its text when it is read."""
    return same(spoken(msgspec.structs.replace(article, extractor="", digest="")))


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_comes_back_equal(name: str) -> None:
    pack = PACKS[name]()
    back = again(pack)
    assert [alike(article) for article in back.articles] == [alike(article) for article in pack.articles]
    assert {picture.key for picture in back.pictures} == {picture.key for picture in pack.pictures}


MARK = picture("PNG", (24, 16))


def returns(body: tuple[m.Block, ...]) -> None:
    drawn = rewrite(
        m.Article(title="A title of its own", body=body, language="en"),
        lambda node: msgspec.structs.replace(node, src=MARK.key) if isinstance(node, m.Image) else node,
    )
    pack = convert.pack([drawn], pictures=[MARK])
    if pack.articles[0].body:
        assert alike(again(pack).articles[0]) == alike(pack.articles[0])


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(RUNS)
def test_any_line_that_markdown_can_say_comes_back(run: tuple[m.Inline, ...]) -> None:
    returns((m.Paragraph(run),))


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(BLOCKS, min_size=1, max_size=3).map(tuple))
def test_any_blocks_that_markdown_can_say_come_back(body: tuple[m.Block, ...]) -> None:
    returns(body)


def test_what_markdown_cannot_hold_is_told() -> None:
    notices: list[Notice] = []
    formulas = (m.Math(mathml="<math><mfrac><mi>x</mi></mfrac></math>", text="x"), m.Math(tex="$"))
    pack = convert.pack([m.Article(title="T", body=(m.Paragraph(formulas), m.MathBlock(text="said")), language="en")])
    data = written("markdown", pack, "classic", notices).decode()
    assert "x`$`" in data and "said" in data
    assert [notice.code for notice in notices] == ["markdown.math"] * 3


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<math><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><msqrt><mi>y</mi></msqrt></mfrac></math>", r"x = \frac{1}{\sqrt{y}}"),
        (
            "<math xmlns='http://www.w3.org/1998/Math/MathML'><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
            "<mtr><mtd><mtable><mtr><mtd><mi>c</mi></mtd></mtr></mtable></mtd><mtd><mn>0</mn></mtd></mtr></mtable><mo>)</mo></math>",
            r"( \begin{matrix} a & b \\ \begin{matrix} c \end{matrix} & 0 \end{matrix} )",
        ),
        (
            "<math><mtable columnalign='right left'><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr></mtable></math>",
            r"\begin{aligned} a & = b \end{aligned}",
        ),
    ],
)
def test_a_formula_known_as_mathml_is_said_in_tex(mathml: str, tex: str) -> None:
    body = (m.Paragraph((m.Text("So "), m.Math(mathml=mathml, text="read out"))), m.MathBlock(mathml=mathml, text="read out"))
    data = written("markdown", convert.pack([m.Article(title="T", body=body, language="en")]), "classic").decode()
    assert f"So ${tex}$" in data and f"$$\n{tex}\n$$" in data


def test_the_golden_is_what_is_written() -> None:
    data = re.sub(r"base64,.*", "base64,…", written("markdown", PACKS["specimen"](), "classic").decode())
    path = GOLDEN / "specimen.md"
    if os.environ.get("READPACK_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")
    assert data == path.read_text(encoding="utf-8")


def test_alerts_may_have_any_name_and_a_title_of_their_own() -> None:
    article = read("> [!see-also]- The *other* boat\n> Mind.\n\n> [!my-tip]\n> Too.\n\n> [!x](y)\n")
    assert article.body[:2] == (
        m.Quote((par(m.Strong((m.Text("The "), m.Emphasis(text("other")), m.Text(" boat")))), par("Mind."))),
        m.Quote((par(m.Strong(text("My tip"))), par("Too."))),
    )
    assert isinstance(article.body[2], m.Quote) and not any(isinstance(node, m.Strong) for node in walk(article.body[2]))


@pytest.mark.parametrize(
    ("field", "text", "lead", "told_of"),
    [
        ("image: img/boat.jpg", "Text.", "img/boat.jpg", ""),
        ("cover:\n  src: https://c.example/boat", "Text.", "https://c.example/boat", ""),
        ("image: boat.jpg", "Text.\n\n![Boat](boat.jpg)", "", ""),
        ("image: boat.jpg", "![Sea](sea.jpg)\n\nText.", "sea.jpg", "boat.jpg"),
        ("image: yes", "Text.", "", "yes"),
    ],
    ids=["file", "address", "shown", "another", "none"],
)
def test_the_picture_of_the_front_matter_leads(field: str, text: str, lead: str, told_of: str) -> None:
    (article,), notices = told(f"---\ntitle: T\n{field}\n---\n\n{text}\n")
    assert (article.lead.image.src if article.lead and article.lead.image else "") == lead
    assert [notice.excerpt for notice in notices if notice.code == "markdown.field"] == ([told_of] if told_of else [])
