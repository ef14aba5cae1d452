"""Pictures of saved pages arrive, each once, with its own words, however scripts and styles keep them; one that goes is told."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import pytest

from convert.formats import Source
from convert.model import Article, Figure, Image, Strong
from convert.notices import Notice
from convert.readers import html
from convert.readers._html import judge
from convert.readers._html.leaves import Leaves
from convert.readers._html.parsing import parse
from convert.walk import plain_text, walk

PROSE = "<p>The ferry was late that morning, and the harbour master wrote it down, as he wrote down everything, in the book that lay by the door.</p>"
STUB = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%20800%20450'%3E%3C/svg%3E"


def told(body: str, above: str = "") -> tuple[Article, list[Notice]]:
    page = (
        f"<html lang=en><title>The ferry</title><body><article>{above}<div class=article-body>{PROSE * 4}{body}{PROSE * 4}</div></article>"
    )
    notices: list[Notice] = []
    (article,) = html.read(Source("page", page.encode(), url="https://sea.example/ferry"), notices.append)
    return article, notices


def figures(article: Article) -> list[tuple[str, str]]:
    """The file and the caption of each figure; a picture without an address has no file."""
    found = (node for node in walk(article) if isinstance(node, Figure))
    return [((figure.image.src if figure.image else "").rpartition("/")[2], plain_text(*figure.caption)) for figure in found]


CAPTION = "The quay at noon, seen from the hill"
SHOWN = {
    "the caption in an element of its own": f"<div><p><img src=/a.jpg></p></div><div class=caption>{CAPTION}</div>",
    "the caption in the next row of a table": f"<table class=tr-caption-container><tr><td><a href=/b.jpg><img src=/a.jpg></a></td></tr><tr><td class=tr-caption>{CAPTION}</td></tr></table>",
    "a blank beside it in its link": f"<figure><a href=/b.jpg> <picture><img src=/a.jpg> </picture> </a><figcaption>{CAPTION}</figcaption></figure>",
    "a button round it": f"<figure><button class=zoom><img src=/a.jpg></button><figcaption>{CAPTION}</figcaption></figure>",
    "a button that is called a control": f"<figure><button class=controls><img src=/a.jpg></button><figcaption>{CAPTION}</figcaption></figure>",
    "a link that is called an overlay": f"<div class=picBox><a class=overlay href=#><img src=/a.jpg alt='The quay at noon'></a><p class=caption>{CAPTION}</p></div>",
    "hidden until it is loaded": f"<figure><div style='visibility:hidden'><img src=/a.jpg></div><figcaption>{CAPTION}</figcaption></figure>",
    "its file named as data": f'<figure><img src="{STUB}" data-loader=/a.jpg><figcaption>{CAPTION}</figcaption></figure>',
    "its file named by the link round it": f'<figure><a href=/a.jpg><img src="{STUB}"></a><figcaption>{CAPTION}</figcaption></figure>',
    "set in bold": f"<figure><strong><img src=/a.jpg></strong><figcaption>{CAPTION}</figcaption></figure>",
    "with what stands in for it on AMP pages": f"<figure><amp-img src=/a.jpg><div placeholder><div class=logo></div></div></amp-img><figcaption>{CAPTION}</figcaption></figure>",
    "the large one behind the small one": f"<figure><a href=https://sea.example/big.jpg><img src=/a.jpg></a><img src=https://sea.example/big.jpg><figcaption>{CAPTION}</figcaption></figure>",
    "the caption said twice": f"<figure><img src=/a.jpg><figcaption>{CAPTION}</figcaption><figcaption>{CAPTION}</figcaption></figure>",
    "a logo of some size": f"<figure><img src=/logo.a.jpg width=220 height=140><figcaption>{CAPTION}</figcaption></figure>",
}


@pytest.mark.parametrize("how", SHOWN)
def test_a_picture_and_its_caption_are_one_figure(how: str) -> None:
    article, _ = told(SHOWN[how])
    ((file, caption),) = figures(article)
    assert file.removeprefix("logo.") == "a.jpg"
    assert caption == CAPTION
    assert not [node for node in walk(article) if isinstance(node, Strong)]


@pytest.mark.parametrize(
    "above",
    [
        f"<div class=head><h1>The ferry</h1><p><img src=/a.jpg></p><div class=caption>{CAPTION}</div></div>",
        f"<figure><div><picture>{'<source srcset=/x.avif>' * 60}<img src=/a.jpg></picture></div><div><figcaption>{CAPTION}</figcaption></div></figure><h1>The ferry</h1>",
        f"<h1>The ferry</h1><div><div><img src=/a.jpg></div><div><div class=image-caption>{CAPTION}</div></div></div>",
    ],
    ids=["side by side", "in a figure that begins far above", "in one box"],
)
def test_the_picture_over_the_text_has_its_caption(above: str) -> None:
    article, _ = told("", above)
    assert figures(article)[0][1] == CAPTION
    assert article.lead is not None
    assert article.lead.image is not None
    assert article.lead.image.src


def test_a_caption_stays_apart_from_a_picture_that_is_not_its_own() -> None:
    own = "<figure><img src=/a.jpg><figcaption>The quay</figcaption></figure>"
    lost = f'<figure><img src="{STUB}" alt="A hill"><figcaption>The hill</figcaption></figure>'
    article, _ = told(f"<p><img src=/b.jpg></p>{lost}{own}")
    assert figures(article) == [("b.jpg", ""), ("", "The hill"), ("a.jpg", "The quay")]


def test_signs_on_buttons_are_no_pictures() -> None:
    article, _ = told(
        "<button class=controls><img src=/zoom.png width=24 height=24></button><a class=overlay href=#><img src=/close.png></a>"
    )
    assert figures(article) == []


def test_a_picture_that_is_left_out_is_told() -> None:
    related = "<div class=related-articles><a href=/other><img src=/other.jpg alt='A gull on a post'></a></div>"
    article, notices = told(related)
    assert figures(article) == []
    assert [(notice.code, notice.excerpt) for notice in notices] == [("html.related", "A gull on a post")]


def test_what_comes_back_into_the_article_brings_its_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = "".join(
        f"<div class=card><p><a href=/{n}><img src=/{n}.jpg alt=''></a></p><h3><a href=/{n}>Part {n} of the harbour</a></h3><p>It has a wall and a light, {n} of each.</p></div>"
        for n in range(6)
    )
    monkeypatch.setattr(judge, "likelihoods", lambda rows: [2.0] * len(rows))
    article, _ = told(f"<div>{cards}</div>")
    assert [node.src.rpartition("/")[2] for node in walk(article) if isinstance(node, Image)] == [f"{n}.jpg" for n in range(6)]


def test_leaves_are_what_is_judged_and_pictures_have_none() -> None:
    page = parse(Source("page", b"<p><img src=a.jpg></p><p>A word.</p>"), lambda notice: None)
    assert [leaf.text for leaf in Leaves(page).all] == ["A word."]


def test_what_a_picture_s_title_tells_is_the_caption_of_one_without() -> None:
    said = "He never did find the boat again."
    alone = f'<p><img src=/a.png alt="A man on a quay" title="{said}"></p>'
    captioned = f'<figure><img src=/b.png alt="A boat" title="{said}"><figcaption>The boat.</figcaption></figure>'
    named = (
        '<p><img src=/c.png alt="A gull" title="Gulls of the North Quay"></p><p><img src=/d.png alt=It title="IMG 12 of that day.JPG"></p>'
    )
    article, _ = told(alone + captioned + named)
    figures = [node for node in article.body if isinstance(node, Figure)]
    assert [plain_text(*figure.caption) for figure in figures] == [said, "The boat.", "", ""]


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><a href=/photos/{n}><img src=/{n}.jpg><figcaption>Boats at the quay, no. {n}.</figcaption></a></figure>",
        "<div class=wp-caption><a href=/{n}.jpg><img src=/{n}.jpg><p class=wp-caption-text>Boats at the quay, no. {n}.</p></a></div>",
    ],
)
def test_pictures_linked_with_their_captions_are_no_cards(markup: str) -> None:
    article, _ = told("".join(markup.format(n=n) for n in range(4)))
    figures = [node for node in article.body if isinstance(node, Figure)]
    assert [plain_text(*figure.caption) for figure in figures] == [f"Boats at the quay, no. {n}." for n in range(4)]


def test_lines_in_a_link_with_a_credit_are_a_caption() -> None:
    article, _ = told("<figure><a href=/photos/1><img src=/1.jpg><p>Boats at the quay</p><p>Photo: Ada Marsh</p></a></figure>")
    (figure,) = [node for node in article.body if isinstance(node, Figure)]
    assert plain_text(figure).startswith("Boats at the quay") and "Ada Marsh" in plain_text(figure)
