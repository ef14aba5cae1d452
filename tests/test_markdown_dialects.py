"""Markdown as programs of their own write it: chats with language models, pandoc, kramdown, generators of sites."""

from __future__ import annotations

import io

import pytest

import convert
from convert import model as m
from convert.formats import Source
from convert.model import Article
from convert.notices import Notice
from convert.readers.markdown import read
from convert.walk import plain_text, walk
from tests.growth import grows_in_step


def told(text: str, path: str = "a.md") -> tuple[Article, list[Notice]]:
    """The article in ``text`` and what is said of it."""
    notices: list[Notice] = []
    (article,) = read(Source(name=path, path=path, data=text.encode()), notices.append)
    return article, notices


def formulas(text: str) -> list[str]:
    return [node.tex for block in told(text)[0].body for node in walk(block) if isinstance(node, (m.Math, m.MathBlock))]


# --- formulas ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (r"So \( a^2 + b \) and \(c\), then \[ E = mc \] here.", ["a^2 + b", "c", "E = mc"]),
        ("So:\n\\[\n\\int_0^1 x\\,dx \\text{ where this holds}\n\\]\nand on.", [r"\int_0^1 x\,dx \text{ where this holds}"]),
        (r"- \[ x_1 = \frac{1}{2} \]", [r"x_1 = \frac{1}{2}"]),
        ("\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}", ["\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}"]),
        ("Ticked $`a_b`$, $x$.", ["a_b", "x"]),
        # no formulas: what other programs escape
        (r"The file\(s\) and \(this\) \[1\] \[^1\] \[a\_b\].", []),
        (r"A note \[see the map = this one\] and \(one or more\).", []),
        (r"So \(x^2\), the word\(s\), \(in plain words\), \[1\].", ["x^2"]),
        ("```tex\n\\[ \\frac{1}{2} \\]\n```\n\nText \\[^1\\] and `\\(\\alpha\\)` and \\(b\\).", []),
        ("\\begin{quote}\nwords\n\\end{quote}", []),
        ("\\[\n\\alpha\n\nbeta\n\\]", []),
    ],
)
def test_formulas_between_the_brackets_and_in_the_environments_of_latex(text: str, tex: list[str]) -> None:
    assert formulas(text) == tex


@pytest.mark.parametrize(
    ("start", "text", "times"),
    [("\\(x^2\\) ", "\\( a ", 40_000), ("\\[x^2\\alpha\\] ", "\\[a\n", 40_000), ("", "\\begin{align}\n", 20_000)],
)
def test_brackets_without_an_end_take_time_in_step(start: str, text: str, times: int) -> None:
    assert grows_in_step(lambda count: told(start + text * count), times)


# --- attributes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "dropped"),
    [
        ('A [small one]{.smallcaps} and [one more]{#x key="a b"}.', "A small one and one more.", True),
        ("Run `code`{.python}, *so*{.a} and [on](https://a.example){target=_blank}{: .b} it.", "Run code, so and on it.", True),
        ("{: .note }\nMind it.", "Mind it.", True),
        ("Mind it.\n{:.note #n}", "Mind it.", True),
        ('Before.\n\n{::options parse_block_html="true" /}\n\nAfter.', "Before.\nAfter.", True),
        # no attributes
        ("A set {a, b} of `x`{}, {x} and f{.5}.", "A set {a, b} of x{}, {x} and f{.5}.", False),
        ("{not one}", "{not one}", False),
        ("A [b] {.c} and \\{.d} `e` {.f}", "A [b] {.c} and {.d} e {.f}", False),
    ],
)
def test_attributes_are_no_text(text: str, said: str, dropped: bool) -> None:
    article, notices = told(f"First.\n\n{text}\n\nLast.")
    assert plain_text(*article.body) == f"First.\n{said}\nLast."
    assert [notice.code for notice in notices] == ["markdown.markup"] * dropped


@pytest.mark.parametrize(("start", "text"), [("`x`{", ".a"), ("# {", ".a "), ("", "[a]{.b "), ("{: ", "a=b"), ("", "`x`{.a}")])
def test_attributes_without_an_end_take_time_in_step(start: str, text: str) -> None:
    assert grows_in_step(lambda count: told(start + text * count), 20_000)


@pytest.mark.parametrize("attributes", ["{#deep .cls}", "{.cls #deep -}", "{: #deep}", "## {#deep}", "{ #deep }"])
def test_links_lead_to_the_ids_of_headings_and_pictures(attributes: str) -> None:
    text = f"[Down](#deep), [see](#fig:1).\n\n## Deep water {attributes}\n\nText.\n\n![Boats](boats.png){{#fig:1 width=50%}}"
    body = told(text)[0].body
    heading, figure = (block for block in body if isinstance(block, (m.Heading, m.Figure)))
    assert (plain_text(heading), heading.id) == ("Deep water", "deep")
    assert isinstance(figure, m.Figure) and figure.id == "fig:1"
    assert plain_text(told("# Top\n\n## Unnumbered {-}")[0].body[-1]) == "Unnumbered"


@pytest.mark.parametrize("mark", ["[TOC]", "[[_TOC_]]", "[toc]"])
def test_where_a_program_sets_the_contents_is_no_text(mark: str) -> None:
    article, notices = told(f"First.\n\n{mark}\n\nLast \\[TOC\\].")
    assert plain_text(*article.body) == "First.\nLast [TOC]."
    assert [(notice.code, notice.excerpt) for notice in notices] == [("markdown.markup", mark)]


# --- generators of sites ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("{% highlight ruby linenos %}\ndef f\n\n  1\nend\n{% endhighlight %}", (m.CodeBlock("def f\n\n  1\nend", "ruby"),)),
        ('{{< highlight go "linenos=table" >}}\nx\n{{< /highlight >}}', (m.CodeBlock("x", "go"),)),
        ("Sea.\n{{< youtube abc-DE_f >}}", (m.Paragraph((m.Text("Sea."),)), m.Embed("video", "https://www.youtube.com/watch?v=abc-DE_f"))),
        ('{{% vimeo id="123" %}}', (m.Embed("video", "https://vimeo.com/123"),)),
        (
            '{{< figure src="sea.png" alt="Sea" caption="So *wide*" attr="Ada" >}}',
            (m.Figure(m.Image("sea.png", "Sea"), (m.Text("So "), m.Emphasis((m.Text("wide"),))), (m.Text("Ada"),)),),
        ),
        (
            'See [it]({{< ref "other page.md" >}}).',
            (m.Paragraph((m.Text("See "), m.Link("other%20page.md", (m.Text("it"),)), m.Text("."))),),
        ),
        ("{% comment %}\nNot yet.\n{% endcomment %}", ()),
        ("{% raw %}\n- a\n{% endraw %}", (m.List(((m.Paragraph((m.Text("a"),)),),)),)),
        ('{{% notice note "x" %}}\nMind it.\n{{% /notice %}}', (m.Paragraph((m.Text("Mind it."),)),)),
        ("{{< a >}}{{< b >}}", ()),
        # stay as they are
        ("A {% tag %} within.", (m.Paragraph((m.Text("A {% tag %} within."),)),)),
        ("{{ page.title }}", (m.Paragraph((m.Text("{{ page.title }}"),)),)),
        ("{% comment %}said{% endcomment %}", (m.Paragraph((m.Text("{% comment %}said{% endcomment %}"),)),)),
        ("    {% raw %}", (m.CodeBlock("{% raw %}"),)),
    ],
)
def test_tags_of_generators(text: str, blocks: tuple[m.Block, ...]) -> None:
    article, notices = told(f"First.\n\n{text}\n\nLast.")
    assert article.body[1:-1] == blocks
    assert {notice.code for notice in notices} <= {"markdown.markup", "markdown.hidden"}
    assert blocks or notices


MDX = """import Tabs from '@theme/Tabs';
import {
  A,
} from "./a";

export const meta = {
  a: 1,
};

Import from the East rose, and exports fell.

{/* Not yet,
   or never. */}

export it all.
"""


def test_programs_in_mdx_are_told() -> None:
    article, notices = told(MDX, "a.mdx")
    assert plain_text(*article.body) == "Import from the East rose, and exports fell.\nexport it all."
    assert [(notice.code, notice.count) for notice in notices] == [("markdown.hidden", 3)]
    assert plain_text(*told(MDX)[0].body).startswith("import Tabs")


@pytest.mark.parametrize(
    ("text", "times"),
    [("{% a ", 40_000), ("{% a %}", 20_000), ("{% highlight x %}\n", 20_000), ("{{< a >}}{{<", 20_000), ("{/*\n", 9_000)],
)
def test_tags_without_an_end_take_time_in_step(text: str, times: int) -> None:
    assert grows_in_step(lambda count: told(f"{text * count}x\n\nText.", "a.mdx"), times)


# --- front matter -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "front",
    [
        '{\n  "title": "The Quay",\n  "author": ["Ada Marsh", "Ben Holt"],\n  "date": "2024-05-12"\n}',
        "Title: The Quay\nAuthor: Ada Marsh and\n    Ben Holt\nDate: 2024-05-12",
        "% The\n  Quay\n% Ada Marsh; Ben Holt\n% 12 May 2024",
        "% The Quay\n% Ada Marsh\n  Ben Holt\n% May 12, 2024",
    ],
)
def test_front_matter_without_fences(front: str) -> None:
    article, notices = told(f"{front}\n\nThe tide came in.\n")
    assert (article.title, article.authors, article.published) == ("The Quay", ("Ada Marsh", "Ben Holt"), "2024-05-12")
    assert plain_text(*article.body) == "The tide came in." and not notices


@pytest.mark.parametrize(
    "text",
    [
        "Title: a word with a colon, and text that goes on.",
        "Title: one\nand text that goes on.",
        "Note: one\nTitle: two\n\nText.",
        '{ "name": "x" }\n\nText.',
        '{ "title": "x"\n\nText.',
        '{ "title": "x" } and so on.',
        "%title and text.",
        "50\n% of it.",
    ],
)
def test_texts_that_begin_like_front_matter_stay(text: str) -> None:
    assert plain_text(*told(text)[0].body).split() == text.split()


# --- pictures, tables, lines, ruby ------------------------------------------------------------------------

SEA = m.Image("sea.png", "Sea")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("![Sea](sea.png)\n*So **wide**.*", m.Figure(SEA, (m.Text("So "), m.Strong((m.Text("wide"),)), m.Text(".")))),
        ("![Sea](sea.png){.wide}\n_So wide._", m.Figure(SEA, (m.Text("So wide."),))),
        ('<figure><img src="sea.png" alt="Sea"><figcaption>So <b>wide</b></figcaption></figure>',
         m.Figure(SEA, (m.Text("So "), m.Strong((m.Text("wide"),))))),
        ('<p align="center">\n  <img src="sea.png" alt="Sea">\n</p>', m.Figure(SEA)),
        ("| Roses\n|    are red\n|\n| *so*", m.Paragraph(
            (m.Text("Roses"), m.LineBreak(), m.Text("\u00a0\u00a0\u00a0are red"), m.LineBreak(), m.LineBreak(),
             m.Emphasis((m.Text("so"),))))),
        ("<ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.", m.Paragraph((m.Text("\u6f22(kan)."),))),
        # neither
        ("![Sea](sea.png)\n*So* wide *it is*", m.Paragraph(
            (SEA, m.Text(" "), m.Emphasis((m.Text("So"),)), m.Text(" wide "), m.Emphasis((m.Text("it is"),))))),
        ("| a | b |\n| c | d |", m.Paragraph((m.Text("| a | b | | c | d |"),))),
    ],
)  # fmt: skip
def test_what_stands_in_one_paragraph(text: str, block: m.Block) -> None:
    assert told(f"First.\n\n{text}\n\nLast.")[0].body[1:-1] == (block,)


def test_the_line_behind_a_colon_below_a_table_is_its_caption() -> None:
    body = told("See [it](#tbl:x).\n\n| a |\n|---|\n| b |\n\n: So *wide* {#tbl:x .big}\n\nAnd on.\n\n<p>x</p>\n\n| c |\n|---|\n| d |")[
        0
    ].body
    table = body[1]
    assert isinstance(table, m.Table) and (plain_text(*table.caption), table.id) == ("So wide", "tbl:x")
    assert plain_text(body[2]) == "And on." and isinstance(body[4], m.Table) and not body[4].caption


def test_cells_that_a_table_has_no_column_for_are_told() -> None:
    table = "| a | b |\n|---|---|\n| `x \\| y` | 1 |\n| 1 |\n| `x | y` | 2 |\n| 1 | 2 |  |\n1 | 2 | three"
    notices = told(f"First.\n\n{table}")[1]
    assert [(notice.kind, notice.code, notice.line, notice.excerpt, notice.count) for notice in notices] == [
        ("lost", "markdown.cells", 7, "2", 2)
    ]
    assert not told("| a |\n|---|\n| b |\n\n> | c | d |\n> |---|---|\n> | e | f |")[1]


PLAIN = "3~5 and 6~8, 2^10 and 2^11^2, ~/a~b, ~so~ and \u4e09~5\u5929 6~7."


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("H~2~O", (m.Text("H"), m.Sub((m.Text("2"),)), m.Text("O"))),
        ("the 1^st^ of x^n+1^.", (m.Text("the 1"), m.Sup((m.Text("st"),)), m.Text(" of x"), m.Sup((m.Text("n+1"),)), m.Text("."))),
        (
            "3~5 and 6~8, 2^10 and 2^11^2, ~/a~b, ~so~ and \u4e09~5\u5929 6~7.",
            (m.Text("3~5 and 6~8, 2^10 and 2^11^2, ~/a~b, ~so~ and \u4e09~5\u5929 6~7."),),
        ),
        ("H\\~2~O and `x^2^`", (m.Text("H~2~O and "), m.Code("x^2^"))),
        ("a~~b~~c", (m.Text("a"), m.Strike((m.Text("b"),)), m.Text("c"))),
    ],
)
def test_lowered_and_raised_signs(text: str, inlines: tuple[m.Inline, ...]) -> None:
    (block,) = told(text)[0].body
    assert isinstance(block, m.Paragraph) and block.children == inlines


def test_text_behind_a_link_is_not_lowered_by_its_bracket() -> None:
    body = (m.Paragraph((m.Link("https://a.example/", (m.Text("on"),)), m.Text("~2~ and x^2^"))),)
    written = io.BytesIO()
    convert.write(convert.pack([Article(title="A", body=body, language="en")]), written, format="markdown")
    assert told(written.getvalue().decode())[0].body == body
