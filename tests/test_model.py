"""The model: frozen, whole, and a format of its own."""

from __future__ import annotations

import typing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

import convert.model as m
from convert.branches import parts
from tests.specimen import PACKS, par, picture, specimen, text
from tests.trees import ARTICLES

SCHEMA = Path(__file__).parent.parent / "docs" / "model.schema.json"
NODES = [*typing.get_args(m.Inline), *typing.get_args(m.Block), m.Definition, m.Cell, m.Article, m.Section, m.Picture, m.Pack]


@pytest.mark.parametrize("name", PACKS)
def test_json_both_ways(name: str) -> None:
    data = msgspec.json.encode(PACKS[name]())
    again = msgspec.json.decode(data, type=m.Pack)
    assert again == PACKS[name]()
    assert msgspec.json.encode(again) == data


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_any_article_that_json_can_hold_comes_back(article: m.Article) -> None:
    try:
        data = msgspec.json.encode(article)
    except UnicodeEncodeError:  # a lone surrogate, which clean() takes out before anything is written
        return
    assert msgspec.json.decode(data, type=m.Article) == article


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_nodes_are_frozen_named_and_explained(node: type[msgspec.Struct]) -> None:
    config = node.__struct_config__
    assert config.frozen
    assert config.tag == node.__name__
    assert config.forbid_unknown_fields
    assert node.__doc__
    assert "None" in str(node.__annotations__) or all(field.default is not None for field in msgspec.structs.fields(node))


def test_a_node_can_not_be_changed() -> None:
    with pytest.raises(AttributeError):
        par("x").id = "y"  # type: ignore[misc]


def test_every_block_may_carry_an_id_a_language_and_a_direction() -> None:
    for node in typing.get_args(m.Block):
        assert {"id", "language", "direction"} <= set(node.__struct_fields__), node


def test_the_schema_is_published_and_current() -> None:
    from scripts.reference import schema

    assert SCHEMA.read_bytes() == schema()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'{"type":"Article","title":"T","body":[{"type":"Paragraph"}]}', "children"),
        (b'{"type":"Article","title":"T","body":[{"type":"Text","text":"x"}]}', r"\$\.body\[0\]"),
        (b'{"type":"Article","title":"T","body":[],"colour":"red"}', "colour"),
        (b'{"type":"Article","title":"T","body":[{"type":"Heading","level":"1","children":[]}]}', "level"),
    ],
)
def test_nonsense_is_refused_with_its_place(data: bytes, place: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=place):
        msgspec.json.decode(data, type=m.Article)


def pack_of(*blocks: m.Block, **fields: object) -> m.Pack:
    article = m.Article(title="T", id="a0001", body=blocks)
    return m.Pack(title="T", identifier="i", language="en", sections=(m.Section("", (article,)),), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "block",
    [
        m.Figure(m.Image("absent", "alt")),
        m.Paragraph((m.Link("#absent", text("x")),)),
        m.Paragraph((m.Note((m.Paragraph((m.Image("absent"),)),)),)),
        m.Table(rows=((m.Cell((m.Paragraph((m.Link("#absent", text("x")),)),)),),)),
        m.Embed("video", "", poster=m.Image("absent")),
        m.Definitions((m.Definition((text("t"),), ((m.Figure(m.Image("absent")),),)),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_pack_that_exists_is_complete(block: m.Block) -> None:
    with pytest.raises(ValueError, match=r"it lacks .*absent"):
        pack_of(block)


def test_links_reach_articles_and_blocks() -> None:
    pack = pack_of(par("x", id="a0001-1"), m.Paragraph((m.Link("#a0001", text("up")), m.Link("#a0001-1", text("here")))))
    assert pack.articles[0].id == "a0001"
    assert pack_of(m.Figure(m.Image(picture().key)), pictures=(picture(),)).pictures == (picture(),)
    with pytest.raises(ValueError, match="it lacks picture"):
        pack_of(cover_picture="absent")


def test_parts_come_in_reading_order() -> None:
    table = m.Table(caption=text("caption"), head=((m.Cell((par("head"),)),),), rows=((m.Cell((par("row"),)),),))
    assert [type(part).__name__ for part in parts(table)] == ["Text", "Cell", "Cell"]
    article = specimen().articles[0]
    assert parts(article)[0] is article.lead
