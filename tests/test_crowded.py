"""Inputs of more marks than words: their words arrive, what is lost is said, and nothing grows with what a parser would make of them."""

from __future__ import annotations

import re
from itertools import count

import pytest

import convert.model as m
from convert.formats import Source
from convert.notices import Notice
from convert.readers import html, markdown
from convert.readers._html import crowded
from convert.readers._markdown import crowded as marks
from convert.walk import plain_text, walk

LONG = "The tide came in before noon, and the boats that lay on the sand since Sunday were afloat again, all but one. " * 3


def page(body: str) -> str:
    return f'<html lang="en"><head><title>Of the tide</title></head><body><article><h1>Of the tide</h1>{body}</article></body></html>'


def told(reader: object, data: str) -> tuple[m.Article, list[Notice]]:
    notices: list[Notice] = []
    (article,) = reader.read(Source("it", data.encode()), notices.append)  # type: ignore[attr-defined]
    return article, notices


@pytest.mark.parametrize("unit", ["<p>w{}", "<li>w{}", "<tr><td>w{}</td></tr>", "<i>w{}</i> ", "<div><b>w</b>{}</div>", "<pre>w{}</pre>"])
def test_of_a_page_of_more_elements_than_words_the_words_are_kept_in_order(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "_MOST_STARTS", 500)
    monkeypatch.setattr(crowded, "_MANY_TAGS", 500)
    many = "".join(unit.format(number) for number in range(700))
    article, notices = told(html, page(f"<p>{LONG}</p>{'<table>' if 'td' in unit else ''}{many}"))
    assert article.title == "Of the tide"
    assert re.findall(r"w(\d+)", plain_text(*article.body)) == [str(number) for number in range(700)]
    assert LONG.strip() in plain_text(*article.body).split("\n")
    assert [notice.code for notice in notices][:1] == ["html.crowded"]
    assert len(article.body) < 40


def test_the_words_of_a_crowded_page_are_not_taken_for_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "_MOST_STARTS", 500)
    monkeypatch.setattr(crowded, "_MANY_TAGS", 500)
    article, _ = told(html, page(f"<p>{LONG}</p><p>a &lt;b&gt; &amp;amp; c</p>" + "<p>x</p>" * 600))
    assert "a <b> &amp; c" in plain_text(*article.body)


def test_a_page_of_many_elements_and_more_words_keeps_its_structure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "_MOST_STARTS", 500)
    monkeypatch.setattr(crowded, "_MANY_TAGS", 500)
    article, notices = told(html, page("".join(f"<h2>Part {n}</h2><p>{LONG}</p>" for n in range(300))))
    assert sum(isinstance(block, m.Heading) for block in article.body) == 300
    assert "html.crowded" not in {notice.code for notice in notices}


def test_formatting_never_closed_is_not_opened_anew_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "_MOST_ANEW", 20_000)
    opened = "".join(f"<b id={number}>" for number in range(500))
    article, notices = told(html, page(f"<p>{LONG}{opened}" + "".join(f"<p>{LONG}w{number}." for number in range(500))))
    assert re.findall(r"w(\d+)", plain_text(*article.body)) == [str(number) for number in range(500)]
    assert [(notice.code, notice.count > 400) for notice in notices][:1] == [("html.formatting", True)]
    assert sum(isinstance(node, m.Strong) for node in walk(*article.body)) < 20_000


def test_formatting_opened_anew_leaves_a_page_with_no_more_elements_than_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "_MOST_ELEMENTS", 500)
    opened = "".join(f"<b id={number}>" for number in range(4))
    linked = f'{LONG}<a href="https://a.example/">w{{}}</a>.'
    article, notices = told(html, page(f"<p>{LONG}{opened}" + "".join(f"<p>{linked.format(number)}" for number in range(200))))
    assert re.findall(r"w(\d+)", plain_text(*article.body)) == [str(number) for number in range(200)]
    assert [(notice.code, notice.count > 400) for notice in notices][:1] == [("html.formatting", True)]
    assert 0 < sum(isinstance(node, m.Strong) for node in walk(*article.body)) < 500
    assert sum(isinstance(node, m.Link) for node in walk(*article.body)) == 200


@pytest.mark.parametrize("tag", ["<a name=n{}>", "<b>", "<font size=2>"])
def test_tags_that_close_one_another_or_are_alike_are_no_multitude(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "_MOST_ANEW", 20_000)
    numbers = count()
    data = "".join(f"<p>{tag.format(next(numbers))}word <i>by</i> <a href=x>word</a>" for _ in range(2_000)).encode()
    assert crowded.unmultiplied(data) == (data, 0)


CROWDED = ["- w{}\n", "w{}\n\n", "[w{}](y) ", "# w{}\n\n", "> w{}\n\n", "w{}\n: y\n\n", "|w{}|y|\n"]


@pytest.mark.parametrize("unit", CROWDED)
def test_of_markdown_of_more_marks_than_words_the_words_are_kept_in_order(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_MOST", 10_000)
    many = "".join(unit.format(number) for number in range(700))
    article, notices = told(markdown, f"---\ntitle: Of the tide\nauthor: Ada Marsh\n---\n\n{LONG}\n\n{many}")
    assert (article.title, article.authors) == ("Of the tide", ("Ada Marsh",))
    assert re.findall(r"w(\d+)", plain_text(*article.body)) == [str(number) for number in range(700)]
    assert [notice.code for notice in notices] == ["markdown.crowded"]
    assert all(isinstance(block, m.Paragraph) for block in article.body)


def test_markdown_of_many_marks_and_more_words_keeps_its_structure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_MOST", 20_000)
    article, notices = told(markdown, "".join(f"- {LONG}\n" for _ in range(300)))
    assert not notices
    assert isinstance(article.body[0], m.List)
    assert len(article.body[0].items) == 300
