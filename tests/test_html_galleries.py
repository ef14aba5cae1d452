"""Galleries of saved pages: each picture with its caption, whatever a script would do to show them."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import pytest

from convert.errors import InputError
from convert.model import Figure
from convert.notices import Notice
from convert.readers._html import painted
from convert.readers._html.fragment import blocks_of
from convert.walk import plain_text, walk
from tests.saved_page import of_page

PROSE = "".join(
    f"<p>The ferry was late that {day}, and the harbour master wrote it down, as he wrote down everything, in the book that lay by the door.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
)
VIEWS = ("The weir at dusk.", "A heron below the sluice.", "Children on the pilot steps.")


def told(body: str) -> list[tuple[str, str]]:
    """Each picture below six paragraphs with its caption, in order."""
    article, _ = of_page(f"<article><h1>The river</h1>{PROSE}{body}</article>")
    return [(node.image.src, plain_text(*node.caption)) for node in walk(*article.body) if isinstance(node, Figure) and node.image]


ALL = [(f"https://a.example/{place}.jpg", words) for place, words in enumerate(VIEWS)]


@pytest.mark.parametrize("hidden", ['aria-hidden="true"', 'style="display:none"', "hidden"])
@pytest.mark.parametrize("picture", ["src", "data-lazy"])
def test_slides_that_wait_for_their_turn_are_pictures_of_the_article_and_their_copies_are_not(hidden: str, picture: str) -> None:
    slides = [
        f'<div class="slide" {hidden if place else ""}><img {picture}="https://a.example/{place}.jpg"><p class=caption>{words}</p></div>'
        for place, words in enumerate(VIEWS)
    ]
    copy = slides[2].replace('class="slide"', 'class="slide slide-cloned"')
    assert told(f"<div class=show>{copy}{''.join(slides)}{slides[1]}</div>") == ALL


def test_hidden_boxes_that_announce_other_pages_stay_hidden() -> None:
    cards = "".join(
        f'<div class=card {"hidden" if place else ""}><img src="https://a.example/{place}.jpg"><a href="/{place}">{words}</a></div>'
        for place, words in enumerate(VIEWS)
    )
    assert not told(f"<div class=show>{cards}</div>")


@pytest.mark.parametrize(
    "slide",
    [
        '<a href="https://a.example/{0}-large.jpg" data-lightbox="set" data-title="{1}"><img src="https://a.example/{0}.jpg"></a>',
        '<a href="#" data-fancybox="set" data-caption="{1}"><img src="https://a.example/{0}.jpg"></a>',
        '<li data-sub-html="&lt;p&gt;{1}&lt;/p&gt;"><img src="https://a.example/{0}.jpg"></li>',
        '<p><img src="https://a.example/{0}.jpg" data-image-caption="&lt;p&gt;{1}&lt;/p&gt;"></p>',
        '<div class=view><img src="https://a.example/{0}.jpg"><div class=caption style="display:none">{1}</div></div>',
        '<div class=slide><div role=img style="background-image:url(https://a.example/{0}.jpg)"></div><p class=caption>{1}</p></div>',
        "<figure><div style='background: url(\"https://a.example/{0}.jpg\")'></div><figcaption>{1}</figcaption></figure>",
    ],
)
def test_a_caption_that_is_data_and_a_picture_that_is_painted_are_told(slide: str) -> None:
    assert told(f"<div class=set>{''.join(slide.format(place, words) for place, words in enumerate(VIEWS))}</div>") == ALL


def test_of_more_painted_pictures_than_any_page_has_the_others_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painted, "_MOST", 3)
    notices: list[Notice] = []
    box = '<div role=img style="background-image:url(https://a.example/{0}.jpg)"></div>'
    body = blocks_of("<p>Words of a text.</p>" + "".join(map(box.format, range(5))), "", notices.append)
    assert [figure.image.src[-5:] for figure in walk(*body) if isinstance(figure, Figure) and figure.image] == ["0.jpg", "1.jpg", "2.jpg"]
    assert [(notice.code, notice.count) for notice in notices] == [("html.painted", 2)]


@pytest.mark.parametrize(
    "picture",
    [
        '<figure><a href="/1" data-caption="Words of the script"><img src="https://a.example/1.jpg"></a><figcaption>Words.</figcaption></figure>',
        '<a href="/1" data-caption=".caption-1"><img src="https://a.example/1.jpg"></a>',
        '<p><a href="/1" title="Click here to enlarge"><img src="https://a.example/1.jpg"></a></p>',
    ],
)
def test_what_is_no_caption_of_a_picture_is_not_told_as_one(picture: str) -> None:
    assert told(picture) in ([("https://a.example/1.jpg", "Words.")], [("https://a.example/1.jpg", "")])


@pytest.mark.parametrize(
    "words", ["<div class=c2>{0}</div>", "<div class=c2><span>{0}</span></div>", "<p class=c2>{0}</p><p class=c3>Ada Ferro / Quay</p>"]
)
def test_words_with_a_picture_in_one_of_several_boxes_alike_at_the_end_stay(words: str) -> None:
    views = ("The weir at dusk", "A heron below the sluice", "Children on the pilot steps")
    boxes = "".join(
        f"<div class=c1><div class=c0><img src='/{place}.jpg'></div>{words.format(view)}</div>" for place, view in enumerate(views)
    )
    article, _ = of_page(f"<article><h1>The river</h1>{PROSE}<section class=c9>{boxes}</section></article>")
    text = plain_text(*article.body)
    assert [view for view in views if view in text] == list(views) and text.count("Ada Ferro / Quay") in (0, 3)


def test_words_with_a_picture_that_lead_on_go_at_the_end() -> None:
    boxes = "".join(
        f"<div class=c1><a href='/{place}'>Read it all</a><img src='/{place}.jpg'><div>Weir {place}</div></div>" for place in range(3)
    )
    article, _ = of_page(f"<article><h1>The river</h1>{PROSE}<section class=c9>{boxes}</section></article>")
    assert "Weir 1" not in plain_text(*article.body)


COMIC = '<img src="/heron.png" alt="A heron on one leg." title="It has stood there since Tuesday, and nobody dares to ask." width=600 height=800>'


@pytest.mark.parametrize(
    "shown",
    [
        COMIC,
        f"<a href=/next>{COMIC}</a>",
        f"<p>{COMIC}</p><p><img src=/small.png width=40 height=40></p>",
        f"<div class=strip>{COMIC}</div>",
    ],
)
def test_a_page_of_one_picture_with_a_headline_is_an_article(shown: str) -> None:
    around = "<header><a href=/>The Quay</a><nav><a href=/archive>Archive</a></nav></header>{}<footer>© 2026 The Quay</footer>"
    article, _ = of_page(around.format(f"<main><article><h1>Heron</h1>{shown}</article><nav><a href=/1>First</a></nav></main>"))
    figure = article.lead
    assert article.title == "Heron"
    assert figure is not None and figure.image is not None
    assert figure.image.src.endswith("/heron.png")
    assert plain_text(*figure.caption) == "It has stood there since Tuesday, and nobody dares to ask."
    assert article.body == ()


def test_a_page_of_one_player_with_a_headline_is_an_article() -> None:
    frame = '<iframe width=560 height=315 src="https://www.youtube.com/embed/abc"></iframe>'
    article, _ = of_page(f"<header><a href=/>The Quay</a></header><main><h1>The ferry in ice</h1>{frame}</main>")
    assert article.title == "The ferry in ice"
    assert [type(block).__name__ for block in article.body] == ["Embed"]


@pytest.mark.parametrize(
    "body",
    [
        "<div id=root><img src=splash.png width=600 height=400></div>",
        "<main><h1>Pictures</h1>" + "".join(f"<a href=/{at}><img src=/{at}.jpg width=400 height=300></a>" for at in range(6)) + "</main>",
    ],
    ids=["a page that scripts fill", "an index of pictures"],
)
def test_pictures_without_an_article_are_none(body: str) -> None:
    with pytest.raises(InputError):
        of_page(body)
