"""The ENEX reader: what Evernote exports."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import base64
import hashlib
import random

import pytest

from convert import model
from convert.assemble import pack
from convert.errors import ConvertError, InputError
from convert.formats import Source, sniff
from convert.model import Article
from convert.notices import Notice
from convert.readers.enex import read
from convert.walk import plain_text, walk
from tests.books import drawn

SEA = drawn((600, 400))
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export3.dtd">\n<en-export application="Evernote">'


def resource(data: bytes, media: str) -> str:
    return f'<resource><data encoding="base64">\n{base64.encodebytes(data).decode()}</data><mime>{media}</mime></resource>'


def note(inside: str, more: str = "") -> str:
    content = f'<![CDATA[<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{inside}</en-note>]]>'
    facts = "<note-attributes><author>Ada Ferro</author><source-url>https://c.example/ebb?utm_source=x</source-url></note-attributes>"
    return f"<note><title>Ebb &amp; flow</title><content>{content}</content><created>20260314T063000Z</created><tag>sea</tag>{facts}{more}</note>"


WHOLE = f'<div>The harbour wakes&nbsp;first.</div><div><en-todo checked="true"/>tar</div><div><en-todo/>salt</div><en-media type="image/png" hash="{hashlib.md5(SEA).hexdigest()}"/><div>Größer<br/>still: <a href="https://c.example/b">b</a></div>'


def of(data: str | bytes) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="x.enex", data=data.encode() if isinstance(data, str) else data), notices.append)), notices


def test_each_note_is_an_article_with_its_pictures() -> None:
    articles, notices = of(
        HEAD + note(WHOLE, resource(SEA, "image/png") + resource(b"%PDF", "application/pdf")) + note("<div></div>") + "</en-export>"
    )
    (article,) = articles
    assert (article.title, article.authors, article.tags, article.retrieved) == (
        "Ebb & flow",
        ("Ada Ferro",),
        ("sea",),
        "2026-03-14T06:30:00+00:00",
    )
    assert [plain_text(block) for block in article.body] == ["The harbour wakes\u00a0first.", "☑ tar", "☐ salt", "", "Größer\nstill: b"]
    assert [node.href for node in walk(article) if isinstance(node, model.Link)] == ["https://c.example/b"]
    assert len(pack([article]).pictures) == 1 and article.url == "https://c.example/ebb"
    assert [(notice.code, notice.count) for notice in notices] == [("enex.attachment", 1)]


def test_sniffed_by_content_and_what_is_no_export_says_so() -> None:
    assert sniff(Source(name="x", data=HEAD.encode())) == "enex"
    for data, why in {"<a/>": "no export", HEAD + "</en-export>": "0 notes", HEAD: "well-formed"}.items():
        with pytest.raises(InputError, match=why):
            of(data)


def test_p10_entities_in_an_export_are_refused_and_those_in_a_note_are_none() -> None:
    with pytest.raises(InputError, match="entities"):
        of(HEAD.replace('.dtd">', ".dtd\" [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>") + note("&a;") + "</en-export>")
    evil = note("<div>A &secret; note.</div>").replace('enml2.dtd">', 'enml2.dtd" [<!ENTITY secret "leaked">]>')
    with pytest.raises(InputError, match="entities"):
        of(HEAD + evil + "</en-export>")


def test_p5_mutated_exports_raise_nothing_but_our_errors() -> None:
    whole = (HEAD + note(WHOLE, resource(b"picture", "image/png")) + "</en-export>").encode()
    chance = random.Random(2)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 10)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            of(bytes(data))
        except ConvertError:
            continue


def test_listings_boxes_and_attachments_of_newer_notes() -> None:
    picture = f'<en-media hash="{hashlib.md5(SEA).hexdigest()}" type="image/png" alt="The &quot;sea&quot;"/>'
    inside = (
        '<div style="font-size: 12px; -en-codeblock:true;"><div>def f(x):</div><div>&nbsp;&nbsp;return x</div></div>'
        '<div style="--en-codeblock:true;--en-syntaxLanguage:python;"><div>a = 1</div></div>'
        '<ul style="--en-todo:true;"><li style="--en-checked:true;"><div>tar</div></li><li style="--en-checked:false;"><div>salt</div></li></ul>'
        f'{picture}<en-media hash="{hashlib.md5(b"%PDF").hexdigest()}" type="application/pdf"/><en-crypt hint="x">c2VjcmV0</en-crypt>'
    )
    (article,), notices = of(HEAD + note(inside, resource(SEA, "image/png") + resource(b"%PDF", "application/pdf")) + "</en-export>")
    first, second, boxes, figure = article.body
    assert (first, second) == (model.CodeBlock("def f(x):\n  return x"), model.CodeBlock("a = 1", syntax="python"))
    assert plain_text(boxes).split("\n") == ["☑ tar", "☐ salt"]
    assert isinstance(figure, model.Figure) and figure.image and figure.image.alt == 'The "sea"'
    assert [(notice.kind, notice.code) for notice in notices] == [("left-out", "enex.attachment"), ("lost", "enex.encrypted")]


@pytest.mark.parametrize("harm", ["cut", "within"])
def test_of_an_export_that_is_damaged_the_notes_that_are_whole_are_read(harm: str) -> None:
    one = note(WHOLE)
    bad = one[: len(one) // 2] if harm == "cut" else one.replace("</title>", "</titel>")
    articles, notices = of(HEAD + one + bad + ("" if harm == "cut" else one + "</en-export>"))
    assert len(articles) == (1 if harm == "cut" else 2)
    assert [(notice.kind, notice.code, notice.count) for notice in notices if notice.code == "enex.damaged"] == [
        ("lost", "enex.damaged", 1)
    ]
