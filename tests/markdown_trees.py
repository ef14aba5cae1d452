"""Trees that Markdown can say, and what makes two of them the same: for the round trip of its writer and reader."""

from __future__ import annotations

import re

import msgspec
from hypothesis import strategies as st

import convert.model as m
from convert.readers._markdown.inline import tidied
from convert.walk import rewrite

PIECES = ["word", "two words", "Straße", "漢字", "مرحبا", "H2O", "snake_case_word", "*", "**", "_", "`", "``", "[x](y)", "[^1]", "![", "<b>", "</div>", "<", ">", "&amp;", "&", "#",
          "# no heading", "1. no list", "- no list", "+ x", "---", "===", "> no quote", "| a | b |", ": no meaning", "~~", "~", "$5", "$x$", "$$", "\\", "{#id}", "{.a}", "{: x}", "{k=v}", "{% raw %}", "{{< x >}}", "\\(", "\\)", "\\begin{align}", "[TOC]", "H~2~O", "x^2^", "~a~", "3~5", "http://example.org", "www.example.org",
          "a@b.org", "“quoted”", "—", "— someone", "!", "a*b*c", "[ ] task", "end.", "(x)", "\u00a0", "\u3000", "🇩🇪", "```", "[a]: b", "<!--", "^[note]", "title: x", "1986.", "10)", "&#35;", "🙂"]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).flatmap(
    lambda words: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(words))
)
PLAIN = st.sampled_from(["plain", "some words", "Ünïcode — dash", "a & b", 'say "x"', "1. x", "a_b_c", "x*y"])
HREFS = st.sampled_from(
    [
        "https://example.org/a_b?c=d&e=f",
        "https://example.org/(x)",
        "mailto:a@example.org",
        "#x",
        "https://example.org/&copy;",
        "https://example.org/é*",
    ]
)
LANGUAGES = st.sampled_from(["", "", "de", "ar", "zh-Hant"])
DIRECTIONS = st.sampled_from(["", "", "ltr", "rtl"])
IDS = st.sampled_from(["", "", "", "x", "y"])
COMMON = {"id": IDS, "language": LANGUAGES, "direction": DIRECTIONS}
TEX = st.sampled_from(["x^2", r"\frac{a}{b}", r"a\$b", "a | b", "x_1*y", "<b>"])
IMAGES = st.builds(m.Image, st.just("picture"), PLAIN | WORDS)
LEAVES = st.one_of(
    st.builds(m.Text, WORDS),
    st.just(m.LineBreak()),
    st.builds(m.Code, st.sampled_from(["a", "`", "a`b``c", " x ", " x", "a  b", "|", "\\", "<b>", "*a*", "``` "])),
    IMAGES,
    st.builds(m.Math, tex=TEX, text=st.sampled_from(["", "said so"])),
)


def _wraps(inside: st.SearchStrategy[m.Inline]) -> st.SearchStrategy[m.Inline]:
    runs = st.lists(inside, min_size=1, max_size=3).map(tuple)
    marks = [st.builds(kind, runs) for kind in (m.Emphasis, m.Strong, m.Underline, m.Strike, m.Sub, m.Sup)]
    spans = st.builds(m.Span, runs, st.sampled_from(["de", "ar"]), DIRECTIONS)
    return st.one_of(
        *marks,
        spans,
        st.builds(m.Link, HREFS, st.lists(LEAVES, min_size=1, max_size=2).map(tuple), PLAIN | st.just("")),
        st.builds(m.Note, st.lists(st.builds(m.Paragraph, runs), min_size=1, max_size=2).map(tuple)),
    )


INLINES = st.recursive(LEAVES, _wraps, max_leaves=6)
RUNS = st.lists(INLINES, min_size=1, max_size=4).map(tuple)
FEW = st.lists(
    st.one_of(st.builds(m.Text, WORDS), LEAVES, st.builds(m.Note, st.just((m.Paragraph((m.Text("noted"),)),)))), min_size=1, max_size=2
).map(tuple)
CODE = st.sampled_from(
    [
        "x = 1",
        "a\n\nb",
        "\tindented\n",
        "```\nfence\n```",
        "~~~",
        "  two\n    four",
        "> x",
        "| a |",
        "\n\nlate",
        "---\ntitle: x\n---",
        "trailing  \n\n",
        "<div>\n\n</div>",
        "[a]: b",
    ]
)
SIMPLE = st.one_of(
    st.builds(m.Paragraph, FEW, **COMMON),
    st.builds(m.Heading, st.integers(1, 6), FEW, **COMMON),
    st.builds(m.CodeBlock, CODE, st.sampled_from(["", "python", "c++"]), **COMMON),
    st.builds(m.Figure, st.none() | IMAGES, FEW, FEW | st.just(()), **COMMON),
    st.builds(m.Figure, IMAGES, st.just(()), st.just(()), **COMMON),
    st.builds(
        m.Embed,
        st.sampled_from(["video", "post", "a & b"]),
        st.sampled_from(["https://example.org/v", "https://example.org/v?rel=0&_a=*b*&", ""]),
        PLAIN | st.just(""),
        st.none() | IMAGES,
        **COMMON,
    ),
    st.builds(m.MathBlock, tex=TEX | st.sampled_from(["a\nb", "$$"]), text=st.sampled_from(["", "read out"]), **COMMON),
    st.builds(m.Rule, **COMMON),
)


def _holders(inside: st.SearchStrategy[m.Block]) -> st.SearchStrategy[m.Block]:
    blocks = st.lists(inside, min_size=1, max_size=2).map(tuple)
    some = st.lists(inside, max_size=2).map(tuple)
    cells = st.builds(m.Cell, some, st.booleans(), st.sampled_from([1, 1, 2]), st.sampled_from([1, 1, 2]))
    rows = st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
    heads = st.builds(m.Cell, st.lists(st.builds(m.Paragraph, FEW), max_size=1).map(tuple), st.just(True))
    plain = st.builds(m.Cell, st.lists(st.builds(m.Paragraph, FEW, id=IDS), max_size=1).map(tuple))
    head, body = (st.lists(st.tuples(kind, kind), min_size=1, max_size=count).map(tuple) for kind, count in ((heads, 1), (plain, 2)))
    sides = st.lists(st.sampled_from(["", "left", "center", "right"]), max_size=3).map(tuple)
    terms = st.lists(FEW, min_size=1, max_size=2).map(tuple)
    definitions = st.lists(st.builds(m.Definition, terms, st.lists(blocks, max_size=2).map(tuple)), min_size=1, max_size=2).map(tuple)
    items = st.lists(some, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(m.Quote, blocks, FEW | st.just(()), **COMMON),
        st.builds(m.List, items, st.just(False), **COMMON),
        st.builds(
            m.List,
            items,
            st.just(True),
            st.sampled_from([1, 0, 9, 999_999_999, -3]),
            st.sampled_from(["decimal", "lower-alpha", "upper-roman"]),
            **COMMON,
        ),
        st.builds(m.Definitions, definitions, **COMMON),
        st.builds(m.Table, rows, rows, FEW | st.just(()), sides, **COMMON),
        st.builds(m.Table, body, head, FEW | st.just(()), sides, **COMMON),
    )


BLOCKS = st.recursive(SIMPLE, _holders, max_leaves=6)
ARTICLES = st.builds(
    m.Article, title=st.just("A title: of its own"), body=st.lists(BLOCKS, min_size=1, max_size=4).map(tuple), language=st.just("en")
)


def same(node: msgspec.Struct) -> msgspec.Struct:
    """``node`` as Markdown can say it: blanks single, none at the ends of a line, neighbouring texts as one."""

    def change(inside: msgspec.Struct) -> msgspec.Struct:
        fresh: dict[str, object] = {}
        for name in ("children", "caption", "credit", "attribution"):
            run = getattr(inside, name, ())
            line = isinstance(inside, (m.Paragraph, m.Heading)) or name != "children"
            if run and isinstance(run, tuple) and isinstance(run[0], m.Inline):
                fresh[name] = tidied(run) if line else run
        if isinstance(inside, m.Image):
            fresh["alt"] = re.sub("[ \t\n]+", " ", inside.alt)
        if isinstance(inside, m.Definition):
            fresh["terms"] = tuple(tidied(term) for term in inside.terms)
            fresh["meanings"] = tuple(meaning for meaning in inside.meanings if meaning)
        return msgspec.structs.replace(inside, **fresh) if fresh else inside

    return rewrite(node, change)
