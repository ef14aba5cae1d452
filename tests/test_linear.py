"""Work grows with what there is to do, and not faster: reading, packing and every writer that works in this process.

Counted in calls of functions, Python's and C's, which are the same on any machine; ten times as much may take eleven times the calls.
What a call takes is seen by ``make bench`` alone, and so is PDF, which is laid out in processes of its own.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

import convert.model as m
from convert.api import write
from convert.assemble import pack
from convert.formats import Read, Source
from convert.readers import html, markdown, text
from tests.bench.packs import article

FORMATS = ("docx", "epub", "html", "json", "markdown", "text")
MOST = 11


def calls(task: Callable[[], object]) -> int:
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(None)
    return counted


def table(rows: int) -> m.Article:
    row = tuple(m.Cell((m.Paragraph((m.Text("sea"),)),)) for _ in range(3))
    return m.Article(title="A table", body=(m.Table((row,) * rows),), language="en")


def paragraphs(number: int) -> m.Article:
    return m.Article(
        title="Paragraphs", body=tuple(m.Paragraph((m.Text(f"Wave {count} came in. " * 30),)) for count in range(number)), language="en"
    )


def notes(number: int) -> m.Article:
    noted = (m.Paragraph((m.Text(f"Wave {count}"), m.Note((m.Paragraph((m.Text(f"Note {count}"),)),)))) for count in range(number))
    return m.Article(title="Notes", body=tuple(noted), language="en")


PACKS: dict[str, tuple[Callable[[int], m.Pack], int]] = {
    "articles": (lambda size: pack(article(number) for number in range(size)), 10),
    "rows": (lambda size: pack([table(size)]), 60),
    "paragraphs": (lambda size: pack([paragraphs(size)]), 400),
    "notes": (lambda size: pack([notes(size)]), 60),
}


@pytest.mark.parametrize("what", PACKS)
@pytest.mark.parametrize("format", FORMATS)
def test_p14_writing_ten_times_as_much_takes_ten_times_the_work(format: str, what: str) -> None:
    make, size = PACKS[what]

    def written(times: int) -> int:
        made = make(size * times)
        return calls(lambda: write(made, io.BytesIO(), format=format))

    written(1)  # what is made but once
    assert written(10) < MOST * written(1)


@pytest.mark.parametrize("what", PACKS)
def test_p14_packing_ten_times_as_much_takes_ten_times_the_work(what: str) -> None:
    make, size = PACKS[what]
    make(1)
    assert calls(lambda: make(size * 10)) < MOST * calls(lambda: make(size))


SENTENCE = "The boats came in that morning, and nobody on the quay had seen the like of it before."
HEAD = "<title>A page</title><article><h1>A page</h1>"
TEXTS: dict[str, tuple[Read, Callable[[int], str]]] = {
    "html": (html.read, lambda size: HEAD + f"<p>{SENTENCE}</p>" * size),
    "html, links": (html.read, lambda size: HEAD + "<p>" + f"<a href=x>{SENTENCE}</a> " * size),
    "html, line breaks in formatting": (
        html.read,
        lambda size: HEAD + "<div><b><i>" + f"{SENTENCE}<br><br><font size=2>{SENTENCE}<br>{SENTENCE}</font>" * size,
    ),
    "html, formatting opened behind each line break": (html.read, lambda size: HEAD + "<div>" + f"<font size=2>{SENTENCE}<br><br>" * size),
    "html, broken lines of Chinese": (
        html.read,
        lambda size: HEAD + f"<p>{SENTENCE * 9}<p>" + "港是\n<b>石</b>\n<b>头</b>\n" * size,
    ),
    "html, prose set line by line": (
        html.read,
        lambda size: (
            HEAD
            + "<pre>"
            + f"  {SENTENCE[:46]}\n<i>{SENTENCE[47:]} Nobody\nin the village</i> could say why that\nwas so, or when.\n" * size
        ),
    ),
    "html, rows": (html.read, lambda size: HEAD + f"<p>{SENTENCE * 9}<table>" + f"<tr><td>{SENTENCE}<td>sea" * size),
    "html, lists called notes": (
        html.read,
        lambda size: HEAD + f"<p>{SENTENCE * 9}<sup>1</sup></p>" + "<ol class=footnotes><li>a</ol>" * size,
    ),
    "html, fields for mail": (html.read, lambda size: HEAD + f"<p>{SENTENCE * 9}</p>" + "<input type=email> " * size),
    "html, links that share": (html.read, lambda size: HEAD + f"<p>{SENTENCE * 9}" + "so <a href=//x.com/intent/a>b</a>, and on " * size),
    "html, notes by number": (html.read, lambda size: HEAD + f"<p>{SENTENCE}" + "<sup class=n>1</sup><a href='#x'>2</a> a " * size),
    "html, formulas in the text": (html.read, lambda size: HEAD + f"<script src=mathjax.js></script><p>{SENTENCE * 9}" + r"\(x\[y " * size),
    "html, a title of parts": (html.read, lambda size: f"<title>{'sea - ' * size}</title><h1>{'sea - ' * size}</h1><p>{SENTENCE * 9}</p>"),
    "html, authors in its head": (
        html.read,
        lambda size: "".join(f"<meta name=author content='Ada{count}'>" for count in range(size)) + HEAD + f"<p>{SENTENCE * 9}",
    ),
    "html, captions over the text": (
        html.read,
        lambda size: "<h1>A page</h1>" + "<p><img src=a.jpg></p><div class=caption>Seen</div>" * size + f"<article><p>{SENTENCE * 9}",
    ),
    "html, buttons in a heading": (html.read, lambda size: HEAD + f"<p>{SENTENCE * 9}</p><h2>" + "<button>more</button>" * size),
    "html, lines that a style keeps": (
        html.read,
        lambda size: HEAD + f"<p>{SENTENCE * 9}</p><div style='white-space:pre'>" + "a\n<i>b</i>\n" * size,
    ),
    "html, links to large pictures": (
        html.read,
        lambda size: HEAD + f"<p>{SENTENCE * 9}</p><p>" + "<a href=b.jpg><img src=a.jpg></a><img src=b.jpg>" * size,
    ),
    "html, empty tables": (html.read, lambda size: HEAD + f"<p>{SENTENCE * 9}" + "<table><tr><td>" * size),
    "html, notes": (
        html.read,
        lambda size: (
            HEAD
            + f"<p>{SENTENCE * 9}"
            + "".join(f"<sup><a href=#n{count} id=r{count}>{count}</a></sup> " for count in range(size))
            + "".join(f"<p id=n{count}><a href=#r{count}>{count}</a> {SENTENCE}" for count in range(size))
        ),
    ),
    "html, captions kept as data": (
        html.read,
        lambda size: HEAD + f"<p>{SENTENCE * 9}</p>" + "<a href=a.jpg data-caption='The boats at the quay'><img src=b.jpg></a>" * size,
    ),
    "markdown": (markdown.read, lambda size: "# A page\n\n" + f"{SENTENCE}\n\n" * size),
    "markdown, addresses": (markdown.read, lambda size: "# A page\n\n" + "http://sea.example/boats " * size),
    "markdown, addresses of nothing": (markdown.read, lambda size: "# A page\n\n" + "xhttp://. " * size),
    "markdown, items": (markdown.read, lambda size: "# A page\n\n" + f"- {SENTENCE}\n" * size),
    "text": (
        text.read,
        lambda size: "A page of text\n\n" + "".join(f"On day {count} they told us this again. {SENTENCE}\n\n" for count in range(size)),
    ),
}


@pytest.mark.parametrize("what", TEXTS)
def test_p14_reading_ten_times_as_much_takes_ten_times_the_work(what: str) -> None:
    read, made = TEXTS[what]

    def taken(size: int) -> int:
        source = Source(name="page", data=made(size).encode())
        return calls(lambda: list(read(source, lambda notice: None)))

    taken(30)
    assert taken(2_000) < MOST * taken(200)
