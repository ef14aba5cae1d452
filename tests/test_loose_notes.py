"""Notes that no link of the page leads to: each way in which pages tie them otherwise."""

from __future__ import annotations

import pytest

from convert.model import Article, Note, Rule
from convert.notices import Notice
from convert.walk import plain_text, walk
from tests import saved_page

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))
SEA, WOODS = "The salt came from the sea, in barrels.", "The tar came from the woods beyond the hill."


def of_body(body: str) -> tuple[Article, list[Notice]]:
    return saved_page.of_page(f"<article>{PROSE}{body}</article>", "", title="A page")


def notes(article: Article) -> list[str]:
    return [plain_text(*node.children) for node in walk(*article.body) if isinstance(node, Note)]


def said(article: Article) -> list[str]:
    return [plain_text(block, notes=False) for block in article.body[6:]]


LINE = "Salt{0} and tar{1} were dear that year, and rope was not to be had."
WAYS = {
    "named as data": (
        LINE.format(*(f"<span class=ref data-definition=n{n}><a href='#'>*</a></span>" for n in "12")),
        f"<aside id=n1 style='display:none'>{SEA}</aside><aside id=n2 style='display:none'>{WOODS}</aside>",
    ),
    "called by a click": (
        LINE.format(*(f"<sup><a href='javascript:;' onclick=\"scrollTo('note-{n}')\">{n}</a></sup>" for n in "12")),
        f"<div id=note-1><a href='javascript:;'>1</a>. {SEA}</div><div id=note-2><a href='javascript:;'>2</a>. {WOODS}</div>",
    ),
    "as Word saves them, names lost": (
        LINE.format(*(f"<sup><a href='#_ftn{n}'>[{n}]</a></sup>" for n in "12")),
        f"<hr><p><a href='//0A1B#_ftnref1'>[1]</a> {SEA}</p><p><a href='//0A1B#_ftnref2'>[2]</a> {WOODS}</p>",
    ),
    "by the name of a file": (
        LINE.format(*(f"<sup><a id=m{n} href='ch02.html#n{n}'>{n}</a></sup>" for n in "12")),
        f"<div><p id=n1><a href='ch02.html#m1'>1</a> {SEA}</p><p id=n2><a href='ch02.html#m2'>2</a> {WOODS}</p></div>",
    ),
    "told as data": (
        LINE.format(f'<a href="#" class=fn data-footnote-text="{SEA}">1</a>', f'<sup data-footnote="{WOODS}">[2]</sup>'),
        "",
    ),
    "in bubbles": (
        LINE.format(
            f"<span class=tooltip><sup>1</sup><span class=tooltip-content>{SEA}</span></span>",
            f"<span class=ref><sup>2</sup><span role=tooltip>{WOODS}</span></span>",
        ),
        "",
    ),
    "with links back to the top": (
        LINE.format(*(f"<a role=doc-noteref href=#e{n}>{n}</a>" for n in "12")),
        "<section role=doc-endnotes><ol>"
        + "".join(f"<li id=e{n}><p>{text} <a role=doc-backlink href=#>↩</a></p></li>" for n, text in ((1, SEA), (2, WOODS)))
        + "</ol></section>",
    ),
    "folded away": (
        LINE.format(
            f"<span class=fold>1<span style='display:none'>{SEA}</span></span>", f"<span class=fold>2<span hidden>{WOODS}</span></span>"
        ),
        "",
    ),
    "in place, as LaTeXML sets them": (
        LINE.format(
            *(
                f"<span class='ltx_note ltx_role_footnote'><sup class=ltx_note_mark>{n}</sup><span class=ltx_note_outer>"
                f"<span class=ltx_note_content><sup class=ltx_note_mark>{n}</sup><b class=ltx_tag_note>{n}</b>{text}</span></span></span>"
                for n, text in ((1, SEA), (2, WOODS))
            )
        ),
        "",
    ),
    "as Substack has them, the number by itself": (
        LINE.format(*(f"<a class=footnote-anchor id=a{n} href='#n{n}'>{n}</a>" for n in "12")),
        "".join(
            f"<div class=footnote><a id=n{n} href='#a{n}' class=footnote-number>{n}</a><div class=note><p>{text}</p></div></div>"
            for n, text in ((1, SEA), (2, WOODS))
        ),
    ),
    "opened by a button": (
        LINE.format(*(f"<button popovertarget=n{n}>{n}</button><span popover id=n{n}>{text}</span>" for n, text in ((1, SEA), (2, WOODS)))),
        "",
    ),
    "behind a mark": (
        LINE.format(
            *(f"<sup class=n><a href='javascript:'>1</a></sup><span class=fn-footnote__note>{text}</span>" for text in (SEA, WOODS))
        ),
        "",
    ),
    "under a heading in a box": (
        LINE.format(*(f"<sup id=r{n}><a href='#n{n}'>{n}</a></sup>" for n in "12")),
        f"<div class=mw-heading><h2>References</h2><i>[edit]</i></div><div><ol class=references><li id=n1><a href='#r1'>^</a> {SEA}</li>"
        f"<li id=n2><a href='#r2'>^</a> {WOODS}</li></ol></div>",
    ),
    "in a list under a heading": (
        LINE.format("<sup>1</sup>", "<sup>2</sup>"),
        f"<h4>Footnotes</h4><ol><li>{SEA}</li><li>{WOODS}</li></ol>",
    ),
    "in lists beside the text": (
        LINE.format("<sup class=aside-link>1</sup>", "<sup class=aside-link>2</sup>"),
        f"<aside><ol><li>{SEA}</li></ol></aside><aside><ol start=2><li>{WOODS}</li></ol></aside>",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_note_stands_at_its_reference(way: str) -> None:
    line, below = WAYS[way]
    article, notices = of_body(f"<p>{line}</p>{below}")
    assert notes(article) == [SEA, WOODS]
    assert said(article) == [LINE.format("", "")]
    assert not any(isinstance(block, Rule) for block in article.body)
    assert not notices


def test_a_mark_whose_note_is_elsewhere_stays_a_mark() -> None:
    number, kind = "<sup class=ltx_note_mark>2</sup>", "<span class=ltx_note_type>footnotemark: </span><span class=ltx_tag_note>2</span>"
    mark = f"<span class=ltx_note>{number}<span class=ltx_note_outer><span class=ltx_note_content>{number}{kind}</span></span></span>"
    article, _ = of_body(f"<p>Ada Marsh{mark} and Mira Okafor wrote of the boats, the nets and the weather of that year.</p>")
    assert notes(article) == []
    assert said(article) == ["Ada Marsh2 and Mira Okafor wrote of the boats, the nets and the weather of that year."]


@pytest.mark.parametrize(
    "body",
    [
        "<p>An area of 20 m<sup>2</sup> was to be had, and a volume of 3 m<sup>3</sup>, in that harbour.</p>"
        "<ol><li>Salt, as ever.</li><li>Tar.</li></ol>",
        "<p>Salt<sup>1</sup> was dear that year, and rope was not to be had at all.</p><h4>Footnotes</h4>"
        "<ol><li>The sea.</li><li>The woods.</li></ol>",
        "<p>See <a href='#part' data-target=part>1</a> for what became of the boats in that year.</p><p id=part>The boats were sold.</p>"
        "<p><a href='#part' aria-describedby=part>The boats</a> were sold in the autumn of that year, one by one.</p>",
        "<p>There were <a href='#c'>3<span hidden> comments on this page</span></a> that day, as it was told in the paper.</p>",
        "<p>On the <span class=x><b>1</b> <span>1st of May they all came in</span></span> it was so, in that long year.</p>",
        f"<p><a href='#' data-to=s1>1</a> <a href='#' data-to=s2>2</a></p><div id=s1><p>{SEA}</p></div><div id=s2><p>{WOODS}</p></div>",
    ],
)
def test_what_is_no_note_stays_where_it_is(body: str) -> None:
    article, _ = of_body(body)
    assert notes(article) == []
    told = "".join(said(article))
    assert told and ("There were" not in told or "There were 3 that day" in told)


def test_a_note_goes_with_no_mark_that_is_left_out() -> None:
    body = f"<div class=newsletter><p>Sign up<sup><a href='#n1'>1</a></sup></p></div><p>{SENTENCE.format('last')}</p>"
    article, _ = of_body(f"{body}<ol class=footnotes><li id=n1>{SEA}</li></ol>")
    assert notes(article) == [] and SEA in "".join(said(article))


def test_a_note_that_begins_with_a_short_word_keeps_it() -> None:
    article, _ = of_body(f"<p>{LINE.format('<span class=sidenote>I <a href=/salt>bought</a> it by the barrel.</span>', '')}</p>")
    assert notes(article) == ["I bought it by the barrel."]


def test_a_note_set_in_place_and_listed_at_the_end_is_told_once() -> None:
    marks = [f"<sup><a href='javascript:'>{n}</a></sup><span class=fn-footnote__note>{text}</span>" for n, text in ((1, SEA), (2, WOODS))]
    article, notices = of_body(f"<p>{LINE.format(*marks)}</p><ul><li>1. {SEA}</li><li>2. {WOODS}</li></ul>")
    assert notes(article) == [SEA, WOODS]
    assert said(article) == [LINE.format("", "")]
    assert [notice.code for notice in notices] == ["html.repeat"]
