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
    "a button round it that says what it does": f"<figure><div role=button><span>Press to see it in full size</span><div><img src=/a.jpg></div></div><figcaption>{CAPTION}</figcaption></figure>",
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


def test_a_picture_that_opens_large_stays_though_its_file_is_named_beside_it() -> None:
    named = "<div class=meta><span>valve</span> <span>1920×1080 310 KB</span></div>"
    article, _ = told(f"<div class=lightbox-wrapper><a class=lightbox href=/big/a.jpeg><img src=/a.jpg alt=valve>{named}</a></div>")
    assert figures(article) == [("a.jpg", "")]


def test_what_a_button_with_a_sign_on_it_opens_has_its_words() -> None:
    question = "<div role=button aria-expanded=false><h3>Does it stand?</h3><img src=/arrow.svg></div><div><p>It does stand, and it will.</p></div>"
    article, _ = told(question)
    assert "Does it stand?" in plain_text(*article.body)


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


# --- the large one of two --------------------------------------------------------------------------------------

SMALL = {
    "WordPress": ("<a href=/up/light.jpg><img src=/up/light-150x150.jpg width=150 height=150></a>", "/up/light.jpg"),
    "Blogger": ("<a href=/img/s1600/light.jpg><img src=/img/s320/light.jpg></a>", "/img/s1600/light.jpg"),
    "a size asked for": ("<a href='/light.jpg?w=1600'><img src='/light.jpg?w=200'></a>", "/light.jpg?w=1600"),
    "a wiki's page on the file": ("<a href=/wiki/File:Light.jpg><img src=/up/300px-Light.jpg width=300></a>", "/up/300px-Light.jpg"),
    "one that is large itself": ("<a href=/light.jpg><img src=/light-1024x683.jpg width=1024></a>", "/light-1024x683.jpg"),
    "sizes stated": ("<a href=/light.jpg><img width=300 src=/a-300x200.jpg srcset='/a-300x200.jpg 300w, /a-1600.jpg 1600w'></a>", "/a-1600.jpg"),
    "a picture saved beside the page": ("<a href=https://sea.example/light.jpg><img src=page_files/light-150x150.jpg></a>", "page_files/light-150x150.jpg"),
}  # fmt: skip


@pytest.mark.parametrize("how", SMALL)
def test_a_small_picture_that_leads_to_its_large_file_is_the_large_one(how: str) -> None:
    markup, wanted = SMALL[how]
    article, _ = told(f"<p>{markup}</p>")
    (figure,) = (node for node in walk(article) if isinstance(node, Figure))
    assert figure.image is not None
    assert figure.image.src.removeprefix("https://sea.example") == wanted


LAZY = (
    "<div class=progressive><img class=preview src=/tower-tiny.jpg><img class=reveal data-src=/tower.jpg></div>",
    "<div><img class=x-thumbnail src=/60/tower.jpg?q=20><canvas></canvas><img class=x-image src=/1600/tower.jpg></div>",
    "<figure><img class='lqip blur' src=/tower-20.jpg><img class=lazyload data-src=/tower.jpg></figure>",
)


@pytest.mark.parametrize("markup", LAZY)
def test_what_is_shown_until_a_picture_is_there_goes(markup: str) -> None:
    assert figures(told(markup)[0]) == [("tower.jpg", "")]


def test_two_small_pictures_side_by_side_are_two() -> None:
    article, _ = told("<p><img class=thumbnail src=/one.jpg><img src=/two.jpg></p>")
    assert [file for file, _ in figures(article)] == ["one.jpg", "two.jpg"]


# --- whose picture it is ---------------------------------------------------------------------------------------


def credits_of(article: Article) -> list[tuple[str, str]]:
    return [(plain_text(*node.caption), plain_text(*node.credit)) for node in walk(article) if isinstance(node, Figure)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The quay at noon <small>Jo Lind</small>", ("The quay at noon", "Jo Lind")),
        ("The quay at noon. <cite>Jo Lind / Reuters</cite>", ("The quay at noon.", "Jo Lind / Reuters")),
        ("A scene from <cite>The Birds</cite>", ("A scene from The Birds", "")),
        ("The quay <small>as it was in 1904</small>", ("The quay as it was in 1904", "")),
        ("<p>The quay at noon.</p><p>Photo: Jo Lind</p>", ("The quay at noon.", "Jo Lind")),
        ("The quay at noon. <em>Photo: Jo Lind</em>", ("The quay at noon.", "Jo Lind")),
        ("The quay at noon (Photo: <a href=/jo>Jo Lind</a>)", ("The quay at noon", "Jo Lind")),
        ("<b>The quay.</b> Photo by <a href=/jo>Jo Lind</a> / Reuters", ("The quay.", "Jo Lind / Reuters")),
        ("Photo by <a href=/jo>Jo Lind</a> on <a href=/u>Unsplash</a>", ("", "Photo by Jo Lind on Unsplash")),
        ("The quay, as in <i>The Times</i>", ("The quay, as in The Times", "")),
    ],
)
def test_a_name_that_ends_a_caption_in_letters_of_its_own_is_the_credit(words: str, wanted: tuple[str, str]) -> None:
    assert credits_of(told(f"<figure><img src=/a.jpg><figcaption>{words}</figcaption></figure>")[0]) == [wanted]


SLIDE = "<{tag} class=slide>{count}<img src=/{at}.jpg alt='Quay {at}'><p>The quay number {at}, as the pilots see it from the sea.</p><footer{called}>{who} / AFP</footer></{tag}>"
SLIDES = {
    "a line of its own": {"tag": "div", "count": "<header>{at} / 2</header>", "called": ""},
    "a class": {"tag": "section", "count": "<span>Image {at} of 2</span>", "called": " class=credit"},
}


@pytest.mark.parametrize("how", SLIDES)
def test_the_footer_of_a_slide_says_whose_picture_it_is_and_its_count_goes(how: str) -> None:
    parts = SLIDES[how]
    slides = "".join(
        SLIDE.format(**(parts | {"count": parts["count"].format(at=at)}), at=at, who=who)
        for at, who in enumerate(("Jo Lind", "Ada Ferro"), 1)
    )
    article, notices = told(f"<div class=show>{slides}</div>")
    assert credits_of(article) == [
        (f"The quay number {at}, as the pilots see it from the sea.", f"{who} / AFP") for at, who in enumerate(("Jo Lind", "Ada Ferro"), 1)
    ]
    assert sum(notice.count for notice in notices if notice.code == "html.control") == 2


def test_a_list_of_a_picture_and_its_words_is_a_figure() -> None:
    item = "<dl class=gallery-item><dt class=gallery-icon><a href=/{0}.jpg><img src=/{0}-150x150.jpg width=150 height=150></a></dt>{1}</dl>"
    caption = "<dd class='wp-caption-text gallery-caption'>The stairs</dd>"
    article, _ = told(f"<div class=gallery>{item.format('a', caption)}{item.format('b', '')}</div>")
    assert figures(article) == [("a.jpg", "The stairs"), ("b.jpg", "")]


def test_what_a_picture_says_it_is_described_by_is_its_caption() -> None:
    article, _ = told(f"<img src=/a.jpg alt=Quay aria-describedby=c1><div id=c1>{CAPTION}</div>")
    assert figures(article) == [("a.jpg", CAPTION)]


DATA = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ferry", "image": {"@type": "ImageObject", "url": "https://sea.example/ferry-1200x630.jpg", "caption": "The ferry at dusk. Photo: Jo Lind"}}</script>'


def test_the_words_of_a_picture_that_only_the_page_s_data_has_come_with_it() -> None:
    shared = '<meta property="og:image" content="https://sea.example/ferry.jpg"><meta property="og:image:alt" content="A ferry and gulls">'
    article, _ = told("", DATA + shared)
    assert article.lead is not None
    assert article.lead.image == Image("https://sea.example/ferry.jpg", "A ferry and gulls")
    assert credits_of(article) == [("The ferry at dusk.", "Jo Lind")]
