"""Hypothesis strategies for any tree of the model, likely and unlikely."""

from __future__ import annotations

from base64 import b64decode

from hypothesis import strategies as st

import convert.model as m
from convert.pictures import prepare

NASTY = st.sampled_from(
    ["\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "\ud800", "\ufdd0", "\u202e", "\u202b", "\u2067", "\u200b", "\u00ad", "\u200d",
     "]]>", "<script>alert(1)</script>", "&amp;", "&", "<", '"', "'", "--", "\r\n", "\t", "  ", "\U0001f600", "مرحبا", "שלום", "漢字", "e\u0301\u0302\u0303", "🇩🇪", "\ufeff", "–", "ﬁ"]
)  # fmt: skip
WORDS = st.lists(st.one_of(st.text(max_size=12), NASTY, st.sampled_from(["word", "two words", "Straße"])), max_size=4).map(" ".join)
LANGUAGES = st.sampled_from(["", "en", "de", "ar", "he", "ja", "zh-Hant", "en_US", "x", "not a tag", "😀"])
DIRECTIONS = st.sampled_from(["", "ltr", "rtl"])
ADDRESSES = st.sampled_from(
    ["https://example.org/a?b=c&d=é", "http://[x", "//[x", "javascript:alert(1)", "JAVASCRIPT:x", "file:///etc/passwd", "data:text/html,x", "mailto:a@example.org", "#x", "#y", "#", "", " http://a b/", "http://exa mple.org/\"'<>", "vbscript:x", "https://example.org:port/"]
)  # fmt: skip
IDS = st.sampled_from(["", "", "x", "y", "a b", "é", "a0001"])


def _wraps(inside: st.SearchStrategy[m.Inline]) -> st.SearchStrategy[m.Inline]:
    runs = st.lists(inside, max_size=3).map(tuple)
    kinds = [m.Emphasis, m.Strong, m.Underline, m.Strike, m.Sub, m.Sup]
    return st.one_of(
        *(st.builds(kind, runs) for kind in kinds),
        st.builds(m.Link, ADDRESSES, runs, WORDS),
        st.builds(m.Span, runs, LANGUAGES, DIRECTIONS),
        st.builds(m.Note, st.lists(st.builds(m.Paragraph, runs), max_size=2).map(tuple)),
    )


DOT = prepare(b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="))
IMAGES = st.builds(m.Image, st.sampled_from(["", "missing.png", "http://example.org/x.png", DOT.key]), WORDS)
FORMULAS = {"tex": st.sampled_from(["", "x^2", r"\frac{", r"\undefined{x}", "a & b", r"\begin{matrix}a\end{matrix}"]), "mathml": st.sampled_from(["", "<math><mi>x</mi></math>", "<math><script>x</script></math>", "<math", "<b>x</b>"]), "text": WORDS}  # fmt: skip
LEAVES = st.one_of(st.builds(m.Text, WORDS), st.just(m.LineBreak()), st.builds(m.Code, WORDS), IMAGES, st.builds(m.Math, **FORMULAS))
INLINES = st.recursive(LEAVES, _wraps, max_leaves=6)
RUNS = st.lists(INLINES, max_size=3).map(tuple)
COMMON = {"id": IDS, "language": LANGUAGES, "direction": DIRECTIONS}

SIMPLE = st.one_of(
    st.builds(m.Paragraph, RUNS, **COMMON),
    st.builds(m.Heading, st.integers(-1, 9), RUNS, **COMMON),
    st.builds(m.CodeBlock, WORDS, st.sampled_from(["", "python", '"><script>']), **COMMON),
    st.builds(m.Figure, st.one_of(st.none(), IMAGES), RUNS, RUNS, **COMMON),
    st.builds(m.Embed, st.sampled_from(["video", "", "<b>"]), ADDRESSES, WORDS, st.one_of(st.none(), IMAGES), **COMMON),
    st.builds(m.MathBlock, **FORMULAS, **COMMON),
    st.builds(m.Rule, **COMMON),
)


def _holders(inside: st.SearchStrategy[m.Block]) -> st.SearchStrategy[m.Block]:
    blocks = st.lists(inside, max_size=2).map(tuple)
    cells = st.builds(m.Cell, blocks, st.booleans(), st.sampled_from([1, 1, 2, 0, -1, 10**9]), st.sampled_from([1, 1, 2, 0, 10**9]))
    rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)
    sides = st.lists(st.sampled_from(["", "left", "center", "right"]), max_size=5).map(tuple)
    items = st.lists(blocks, max_size=3).map(tuple)
    terms = st.lists(st.builds(m.Definition, st.lists(RUNS, max_size=2).map(tuple), items), max_size=2).map(tuple)
    numbering = st.sampled_from(["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"])
    return st.one_of(
        st.builds(m.Quote, blocks, RUNS, **COMMON),
        st.builds(m.List, items, st.booleans(), st.sampled_from([1, 0, -3, 27, 4000, 10**9]), numbering, **COMMON),
        st.builds(m.Definitions, terms, **COMMON),
        st.builds(m.Table, rows, rows, RUNS, sides, **COMMON),
    )


BLOCKS = st.recursive(SIMPLE, _holders, max_leaves=8)
DATES = st.sampled_from(["", "2026-01-31", "2026", "2026-13-45", "yesterday", "2026-01-31T08:00:00+09:00", "\x00"])
ARTICLES = st.builds(
    m.Article,
    title=st.one_of(WORDS, st.just(""), st.just("long " * 300)),
    body=st.lists(BLOCKS, max_size=5).map(tuple),
    subtitle=WORDS, authors=st.lists(WORDS, max_size=3).map(tuple), published=DATES, updated=DATES, site=WORDS, url=ADDRESSES,
    language=LANGUAGES, direction=DIRECTIONS, summary=WORDS, tags=st.lists(WORDS, max_size=2).map(tuple), section=WORDS,
    lead=st.one_of(st.none(), st.builds(m.Figure, st.one_of(st.none(), IMAGES), RUNS, RUNS)),
    pictures=st.sampled_from([(), (DOT,)]),
)  # fmt: skip
