"""The ways through a tree."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import convert.model as m
from convert.walk import called, depth, images, letter_count, minutes, outline, plain_text, rewrite, walk, word_count
from tests.specimen import par, specimen, text
from tests.trees import ARTICLES


def deep(levels: int) -> m.Block:
    block: m.Block = par("deepest")
    for _ in range(levels):
        block = m.Quote((block,))
    return block


def test_walk_meets_every_node_before_what_it_holds() -> None:
    article = m.Article(title="T", body=(m.Quote((par("a", m.Note((par("b"),))),), text("c")), par("d")))
    assert [node.text for node in walk(article) if isinstance(node, m.Text)] == ["a", "b", "c", "d"]
    kinds = [type(node).__name__ for node in walk(article)]
    assert kinds[:4] == ["Article", "Quote", "Paragraph", "Text"]


def test_walks_do_not_use_the_stack() -> None:
    block = deep(20_000)
    assert depth(block) == 20_002
    assert plain_text(block) == "deepest"
    assert sum(1 for _ in walk(block)) == 20_002
    assert plain_text(rewrite(block, lambda node: m.Text("new") if isinstance(node, m.Text) else node)) == "new"


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_rewriting_nothing_changes_nothing(article: m.Article) -> None:
    assert rewrite(article, lambda node: node) is article


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_rewriting_reaches_every_node_once(article: m.Article) -> None:
    met: list[msgspec.Struct] = []

    def see(node: msgspec.Struct) -> msgspec.Struct:
        met.append(node)
        return node

    rewrite(article, see)
    assert len(met) == sum(1 for _ in walk(article))


def test_rewrite_replaces_removes_and_unfolds() -> None:
    article = m.Article(title="T", body=(par("a ", m.Link("x", (m.Text("b"), m.Strong(text("c"))))), m.Rule(), par("d")))

    def change(node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        match node:
            case m.Link():
                return node.children
            case m.Rule():
                return ()
            case m.Text():
                return m.Text(node.text.upper())
            case _:
                return node

    assert rewrite(article, change).body == (par("A B", m.Strong(text("C"))), par("D"))


def test_plain_text_as_a_reader_meets_it() -> None:
    assert plain_text(par("a", m.LineBreak(), "b", m.Note((par("n"),)), "c")) == "a\nb\nn\nc"
    assert plain_text(par("a", m.Note((par("n"),)), "c"), notes=False) == "ac"
    table = m.Table(caption=text("cap"), head=((m.Cell((par("h"),)),),), rows=((m.Cell((par("r"),)),),))
    assert plain_text(table) == "cap\nh\nr"
    assert plain_text(m.Figure(m.Image("k", "alt"), text("cap"), text("credit"))) == "cap\ncredit"
    assert plain_text(m.Quote((par("q"),), text("who"))) == "q\nwho"
    assert plain_text(m.CodeBlock("x = 1\ny = 2")) == "x = 1\ny = 2"
    assert plain_text(m.MathBlock(tex="x", text="ex")) == "ex"
    assert plain_text(m.Embed("video", "https://e.org", "title")) == "title"
    assert plain_text(m.Definitions((m.Definition((text("t"), text("u")), ((par("m"),),)),))) == "t\nu\nm"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("", 0), ("one", 1), ("one two", 2), ("it’s mother-in-law’s 1,204.5 tonnes", 6), ("— … !", 0), ("naïve café", 2), ("漢字", 2),
        ("読書 and more", 4), ("Привет, мир", 2), ("مرحبا بالعالم", 2), ("ขอบคุณ", 5), ("soft\u00adware", 1), ("cafe\u0301s", 1),
        ("한국어 문장", 2),
    ],
)  # fmt: skip
def test_word_count(words: str, number: int) -> None:
    assert word_count(words) == number


@given(st.text("aZ_0'., -\n\t\0\x7f"))
def test_words_of_ascii_are_what_a_pattern_finds(words: str) -> None:
    assert word_count(words) == len(re.findall(r"\w+(?:['.,]\w+)*", words, re.ASCII))


def test_minutes_are_at_least_one() -> None:
    assert minutes(m.Article(title="T", body=())) == 1
    assert minutes(m.Article(title="T", body=(par("word " * 2_300),))) == 10
    assert minutes(m.Article(title="T", body=(par("字" * 5_000),))) == 10


def test_letters_are_the_same_in_any_form() -> None:
    assert letter_count("ﬁre—side, caf\u00e9") == letter_count("fire side\ncafe\u0301") == 12
    assert letter_count("_* — …") == 0


def test_an_embed_is_called_what_is_known_of_it() -> None:
    address = "https://www.example.org/v"
    assert [called(m.Embed("video", address, "Ebb")), called(m.Embed("video", address)), called(m.Embed("video", ""))] == [
        "Ebb",
        "example.org/v",
        "video",
    ]


def test_outline_and_images() -> None:
    article = specimen().articles[0]
    assert len(list(images([article]))) == 4
    assert [heading.level for heading in outline(article)] == [1, 2, 3, 4, 5, 6]
