"""The model's JSON, written and read back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import pytest

import convert
import convert.model as m
from convert.formats import Source
from convert.notices import Notice
from convert.pictures import embedded, load
from tests.specimen import PACKS, par, picture, specimen
from tests.test_contract import written


def again(data: bytes, **options: object) -> m.Pack:
    told: list[Notice] = []
    articles = convert.read(Source("again.json", data), notify=told.append)
    pack = convert.pack(articles, notify=told.append, **options)  # type: ignore[arg-type]
    assert told == []
    return pack


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_comes_back_equal(name: str) -> None:
    pack = PACKS[name]()
    told = ("title", "subtitle", "editors", "created", "cover", "contents")
    options = {name: getattr(pack, name) for name in told}
    back = again(written("json", pack, "classic"), **options)
    assert [msgspec.structs.replace(article, section="") for article in back.articles] == list(pack.articles)
    assert written("json", back, "classic") == written("json", pack, "classic").replace(pack.identifier.encode(), back.identifier.encode())


def test_the_bytes_validate_and_name_no_file() -> None:
    data = written("json", specimen(), "classic")
    shown = json.loads(data)
    assert data.endswith(b"}\n")
    assert all(item["where"].startswith("data:") for item in shown["pictures"])


def test_a_path_in_json_is_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"canary")
    photo = msgspec.structs.replace(picture(), where=str(secret))
    pack = convert.pack([m.Article(title="T", body=(m.Figure(m.Image(photo.key, "alt")),))], pictures=[photo])
    told: list[Notice] = []
    articles = convert.read(Source("x.json", msgspec.json.encode(pack)), notify=told.append)
    made = convert.pack(articles, notify=told.append)
    assert made.pictures == ()
    assert [notice.code for notice in told] == ["picture.missing"]


def test_p1_an_article_in_json_brings_the_bytes_inside_it_and_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(load(picture()))
    for where, shown in ((str(secret), 0), (secret.as_uri(), 0), (embedded(picture()).where, 1)):
        photo = msgspec.structs.replace(picture(), where=where)
        article = m.Article(title="T", body=(par("x"), m.Figure(m.Image(photo.key, "alt"))), pictures=(photo,))
        for data in (msgspec.json.encode(article), msgspec.json.encode([article])):
            pack = convert.pack(convert.read(Source("x.json", data), format="json"))
            assert [found.key for found in pack.pictures] == [photo.key][:shown]
            assert pack.articles[0].pictures == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"type":"Article","title":"x"}', "missing required field `body`"),
        (b'{"type":"Article","title":"x","body":[{"type":"Script"}]}', r"\$\.body\[0\]"),
        (b'{"type":"Article",', "this is not JSON"),
        (
            b'{"type":"Pack","title":"x","identifier":"i","language":"en","sections":[],"cover_picture":"abc"}',
            "must be complete|lacks picture abc",
        ),
        (b"[" * 100_000, "got `array`"),
    ],
)
def test_what_is_no_model_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(convert.InputError, match=message):
        convert.read(Source("bad.json", data), format="json")


def test_one_article_and_a_list_are_read_too() -> None:
    article = m.Article(title="T", body=(par("x"),))
    assert convert.read(Source("a.json", msgspec.json.encode(article))) == [article]
    assert convert.read(Source("a.json", msgspec.json.encode([article, article])), format="json") == [article, article]


def test_pictures_inside_the_json_are_checked_like_any_other() -> None:
    told: list[Notice] = []
    article = m.Article(title="T", body=(m.Figure(m.Image("data:image/png;base64,AAAA", "what it showed")),))
    made = convert.pack([article], notify=told.append)
    assert made.articles[0].body == (m.Figure(None, (m.Text("what it showed"),)),)
    assert [notice.code for notice in told] == ["picture.broken"]
    assert io.BytesIO(written("json", made, "classic")).read().startswith(b"{")


def test_json_of_another_kind_is_called_that() -> None:
    with pytest.raises(convert.InputError, match="JSON of its own kind"):
        convert.read(Source("k.json", b'{"a": 1}'), format="json")
