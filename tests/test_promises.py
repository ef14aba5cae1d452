"""The promises of docs/safety.md that hold for every writer at once, each with its number in its name."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.clean import clean
from convert.formats import writers
from convert.notices import Notice
from tests.specimen import par, text
from tests.test_contract import needs, read_back, written

SENTINELS = ("qzstartzq", "qzmiddlezq", "qzendzq")


def between(*blocks: m.Block) -> m.Pack:
    """A pack of one article with sentinels before, between and after ``blocks``."""
    notices: list[Notice] = []
    body = (par(SENTINELS[0]), *blocks[:1], par(SENTINELS[1]), *blocks[1:], par(SENTINELS[2]))
    return convert.pack([m.Article(title="T", body=body, language="en")], cover=False, contents=0, notify=notices.append)


def nested(kind: str, depth: int) -> m.Block:
    block: m.Block = par("qzdeepzq")
    for _ in range(depth):
        block = m.Quote((block,)) if kind == "quotes" else m.List(((block,),))
    return block


HOSTILE = {
    "quotes 50 deep": nested("quotes", 50),
    "lists 40 deep": nested("lists", 40),
    "quotes 5,000 deep": nested("quotes", 5_000),
    "a lone surrogate": par("a\ud800b qzdeepzq"),
    "a noncharacter": par("a\ufffeb qzdeepzq"),
    "a NUL": par("a\x00b qzdeepzq"),
    "a long line": par("word " * 20_000 + "qzdeepzq"),
    "many line breaks": m.Paragraph((*[m.LineBreak()] * 500, *text("qzdeepzq"))),
    "a table of 300 rows": m.Table(tuple((m.Cell((par("qzdeepzq" if n == 299 else "x"),)),) for n in range(300))),
}


@pytest.mark.parametrize("hostile", HOSTILE, ids=str)
@pytest.mark.parametrize("name", sorted(writers()))
def test_p2_nothing_is_lost_in_silence(name: str, hostile: str, tmp_path: Path) -> None:
    needs(name)
    shown = read_back(name, written(name, between(HOSTILE[hostile]), "classic"), tmp_path)
    assert [word for word in (*SENTINELS, "qzdeepzq") if word not in shown] == []


def test_p2_what_is_too_large_is_refused_by_name(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(convert.InputError, match=r"big\.txt: larger than 50 MB"):
        convert.read(big)


@pytest.mark.parametrize("name", sorted(writers()))
def test_p7_text_is_cleaned_once_and_is_the_same_everywhere(name: str, tmp_path: Path) -> None:
    needs(name)
    dirty = "qz\x00a\x0bb\ufffec\ud800d\u202ee\x1bf"
    told: list[Notice] = []
    article = m.Article(title=f"Ti\x00tle\n of \u202ethings\ufffe{'x' * 20}", body=(par(dirty + "zq"),), language="en")
    pack = convert.pack([article], cover=False, contents=0, notify=told.append)
    assert pack.articles[0].title == f"Ti\ufffdtle of things\ufffd{'x' * 20}"
    assert [notice.kind for notice in told] == ["replaced"]
    shown = read_back(name, written(name, pack, "classic"), tmp_path)
    assert "qz\ufffda\ufffdb\ufffdc\ufffdde\ufffdfzq" in shown


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(codec=None)))
def test_p7_clean_text_is_what_xml_may_hold(words: str) -> None:
    cleaned, _ = clean(words)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202d\u202e]", cleaned)
    assert clean(cleaned) == (cleaned, 0)


@pytest.mark.parametrize("name", sorted(writers()))
def test_p8_no_link_that_could_do_harm_is_live(name: str, tmp_path: Path) -> None:
    evil = (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
        "data:text/html,<script>",
        "//[x",
        "http://[::1",
        "ftp://x/y",
    )
    links = [m.Link(href, text(f"qz{number}zq")) for number, href in enumerate(evil)]
    told: list[Notice] = []
    article = m.Article(
        title="T", url="javascript:alert(1)", body=(m.Paragraph(tuple(links)), m.Embed("video", "file:///etc/passwd", "E")), language="en"
    )
    data = written(name, convert.pack([article], cover=False, contents=0, notify=told.append), "classic")
    assert len([notice for notice in told if notice.code in ("link.dropped", "embed.address")]) == len(evil) + 1
    inside = _unpacked(name, data)
    assert not re.search(rb"(?i)javascript:|vbscript:|file://|data:text|ftp://", inside)


def _unpacked(name: str, data: bytes) -> bytes:
    """All bytes of a written file that a reading program would look at, decompressed."""
    if name == "pdf":
        pikepdf = pytest.importorskip("pikepdf")
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(
                target,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        return target.getvalue()
    if name in ("epub", "docx"):
        import zipfile

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\0".join(archive.read(entry) for entry in archive.namelist())
    return data
