"""Pages that browsers make to show a file are read as that file."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

from html import escape

import pytest

from convert.cli.explanation import verdicts_on
from convert.formats import Source
from convert.notices import ignore
from convert.readers.html import read, shown_in
from convert.walk import plain_text

STORY = (
    "The harbour bridge is shut until Monday. Drivers take the long way round, says the mayor.",
    "Engineers found cracks in two pillars & more, and nobody knows for how long they had been there.",
    "The ferry takes cars again, for the first time since the bridge was built, and asks nothing for it.",
)
PLAIN = "The harbour bridge closes\n\nBy Jo Lind\n\n" + "\n\n".join(STORY) + "\n"
PAGE = (
    f"<!DOCTYPE html>\n<html lang=en><head><title>The harbour bridge closes</title></head>\n<body><article><h1>The harbour bridge closes</h1>\n"
    f"{''.join(f'<p>{escape(said)}</p>' for said in STORY)}</article></body></html>"
)


def _rows(text: str) -> str:
    return "".join(
        f'<tr><td class="line-number" value="{number}"></td><td class="line-content"><span class="html-tag">{escape(line)}</span></td></tr>'
        for number, line in enumerate(text.split("\n"))
    )


SHELLS = {
    "text in Chromium": (
        '<html><head><meta name="color-scheme" content="light dark"></head><body><pre style="white-space: pre-wrap;">{}</pre></body></html>',
        escape(PLAIN),
    ),
    "text in Firefox": (
        '<html><head><link rel="stylesheet" href="resource://content-accessible/plaintext.css"></head><body><pre>{}</pre></body></html>',
        escape(PLAIN),
    ),
    "text that was saved": (
        '<!-- saved from url=(0029)https://example.org/a.txt -->\n<html><head><meta http-equiv="Content-Type" content="text/html"></head>'
        "<body><pre>{}</pre></body></html>",
        escape(PLAIN),
    ),
    "source in Chromium": (
        '<html><head><meta name="color-scheme" content="light dark"></head><body><div class="line-gutter-backdrop"></div><form autocomplete="off">'
        '<label class="line-wrap-control">Line wrap<input type="checkbox"></label></form><table><tbody>{}</tbody></table></body></html>',
        _rows(PAGE),
    ),
    "source in Firefox": (
        '<html><head><title>view-source:https://example.org/</title></head><body id="viewsource"><pre id="line1"><span></span><span>{}</span></pre></body></html>',
        escape(PAGE).replace("\n", '\n<span id="line2"></span>'),
    ),
    "source pasted": ("<html><head><title>The source</title></head><body><pre>{}</pre></body></html>", escape(PAGE)),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_file_that_a_browser_shows_is_read(shell: str) -> None:
    frame, held = SHELLS[shell]
    (article,) = read(Source("page.html", frame.format(held).encode(), path="page.html"), ignore)
    assert article.title == "The harbour bridge closes"
    assert plain_text(*article.body).split("\n") == list(STORY)
    assert article.extractor == ("text" if shell.startswith("text") else "html")


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_explained_as_that_file(shell: str) -> None:
    frame, held = SHELLS[shell]
    verdicts = list(verdicts_on(Source("page.html", frame.format(held).encode()), "html"))
    assert all(any(said in verdict.text for verdict in verdicts) for said in STORY)
    assert not any("<p>" in verdict.text for verdict in verdicts)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>A listing</title></head><body><pre>{}</pre></body></html>",
        "<html><head></head><body><pre>{}</pre><p>And some words below it, as an author says them.</p></body></html>",
        "<html><head></head><body><pre><b>{}</b></pre></body></html>",
        "<html><head></head><body><h1>A listing</h1><pre>{}</pre></body></html>",
        "<html><head></head><body><pre> </pre></body></html>",
    ],
)
def test_a_page_with_a_listing_is_no_such_file(page: str) -> None:
    assert shown_in(Source("page", page.format(escape(PLAIN)).encode())) is None


def test_shells_in_shells_are_no_way_down_without_end() -> None:
    page = PAGE
    for _ in range(400):
        page = f"<html><head></head><body><pre>{escape(page)}</pre></body></html>"
    (article,) = read(Source("page.html", page.encode()), ignore)
    assert article.body
    assert list(verdicts_on(Source("page.html", page.encode()), "html"))
