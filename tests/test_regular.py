"""What `convert.pack` promises every writer, held against any tree."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

import convert
import convert.model as m
from convert.clean import clean
from convert.limits import LIMITS
from convert.notices import Notice
from convert.walk import depth, plain_text, walk
from tests.specimen import par, text
from tests.trees import ARTICLES


def packed(*body: m.Block, told: list[Notice] | None = None) -> m.Article:
    pack = convert.pack([m.Article(title="T", body=body, language="en")], notify=(told if told is not None else []).append)
    return pack.articles[0]


def words(*roots: m.Node) -> list[str]:
    return clean(plain_text(*roots))[0].split()


def keeps_every_character(article: m.Article, made: m.Article) -> None:
    """Notes in links move behind the link, and a link without words shows its address: neither loses a word."""
    before, after = (Counter("".join(words(*one.body))) for one in (article, made))
    assert not before - after


def headings_follow_without_a_gap(article: m.Article, made: m.Article) -> None:
    levels = [node.level for node in walk(made) if isinstance(node, m.Heading)]
    assert all(1 <= level <= above + 1 for above, level in zip([0, *levels], levels, strict=False))


def tables_are_rectangular(article: m.Article, made: m.Article) -> None:
    for table in (node for node in walk(made) if isinstance(node, m.Table)):
        for part in (table.head, table.rows):
            taken = [0] * len(part)
            for number, row in enumerate(part):
                for cell in row:
                    assert 1 <= cell.colspan <= LIMITS.colspan
                    assert 1 <= cell.rowspan <= len(part) - number
                    for below in range(cell.rowspan):
                        taken[number + below] += cell.colspan
            assert set(taken) <= {len(table.alignment)}


def links_lead_where_a_reader_may_go(article: m.Article, made: m.Article) -> None:
    ids = {node.id for node in walk(made) if isinstance(node, (m._Block, m.Article))}
    for link in (node for node in walk(made) if isinstance(node, m.Link)):
        assert not any(isinstance(node, (m.Link, m.Note)) for node in walk(*link.children))
        assert re.match(r"https?://[^/\s]|mailto:", link.href, re.IGNORECASE) or link.href[1:] in ids


def nothing_is_empty(article: m.Article, made: m.Article) -> None:
    for node in walk(made):
        match node:
            case m.Paragraph() | m.Heading() | m.Emphasis() | m.Link():
                assert node.children
            case m.List() | m.Definitions():
                assert node.items
            case m.Table():
                assert node.rows or node.head


INVARIANTS = (
    keeps_every_character,
    headings_follow_without_a_gap,
    tables_are_rectangular,
    links_lead_where_a_reader_may_go,
    nothing_is_empty,
)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(ARTICLES)
def test_p9_any_tree_comes_out_regular_and_whole_with_ids_of_ours(article: m.Article) -> None:
    pack = convert.pack([article, article])
    for holds in INVARIANTS:
        holds(article, pack.articles[0])
    ids = [node.id for node in walk(*pack.articles) if isinstance(node, (m._Block, m.Article)) and node.id]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"a\d{4}(-\d+)?", name) for name in ids)


def test_a_tree_deeper_than_the_limit_keeps_its_text() -> None:
    block: m.Block = par("deep")
    for level in range(5_000):
        block = m.List(((par(f"l{level}"), block),)) if level % 2 else m.Quote((block,))
    told: list[Notice] = []
    made = packed(block, told=told)
    assert depth(made) <= LIMITS.depth
    assert words(*made.body) == words(block)
    assert [notice.code for notice in told] == ["depth"]


def test_inlines_deeper_than_the_limit_keep_their_text() -> None:
    inline: m.Inline = m.Text("deep")
    for _ in range(3_000):
        inline = m.Emphasis((m.Text("x "), inline))
    made = packed(m.Paragraph((inline,)))
    assert depth(made) <= LIMITS.depth
    assert len(words(*made.body)) == 3_001


@pytest.mark.parametrize(
    ("given_levels", "levels"), [((3, 5, 2), (1, 2, 1)), ((1, 2, 3), (1, 2, 3)), ((6, 6), (1, 1)), ((2, 4, 4, 3, 2), (1, 2, 2, 2, 1))]
)
def test_heading_levels_keep_siblings_siblings(given_levels: tuple[int, ...], levels: tuple[int, ...]) -> None:
    made = packed(*(m.Heading(level, text("x")) for level in given_levels))
    assert tuple(node.level for node in made.body if isinstance(node, m.Heading)) == levels


def test_a_table_past_the_limit_is_kept_as_paragraphs() -> None:
    told: list[Notice] = []
    rows = tuple(tuple(m.Cell((par("x"),)) for _ in range(500)) for _ in range(401))
    made = packed(m.Table(rows, caption=text("of many")), told=told)
    assert [notice.code for notice in told] == ["table.size"]
    assert words(made.body[0]) == ["of", "many"]
    assert len(made.body) == 1 + 401 * 500


def test_a_note_that_held_but_a_note_leaves_no_empty_paragraph() -> None:
    inner = m.Note((par("inner"),))
    link = m.Link("https://example.org/", (m.Text("x"), m.Note((m.Paragraph((inner,)), par("outer"))), m.Note((m.Paragraph((inner,)),))))
    (block,) = packed(m.Paragraph((link,))).body
    assert not [node for node in walk(block) if isinstance(node, m.Paragraph) and not node.children]
    notes = [node for node in walk(block) if isinstance(node, m.Note)]
    assert [plain_text(note) for note in notes].count("inner") == 2
    assert all(note.children for note in notes)
