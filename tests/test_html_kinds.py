"""Pages of one kind or another: live blogs, interviews, lists, galleries, lines as paragraphs, and pages that hold no article."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

from math import log1p

import pytest

from convert.errors import InputError
from convert.model import (
    Article,
    CodeBlock,
    Definitions,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
)
from convert.notices import Notice
from convert.readers._html import judge
from convert.readers._html.fragment import blocks_of
from convert.readers._html.traits import NAMES
from convert.walk import plain_text, walk
from tests import saved_page

SENTENCES = (
    "The harbour was built by hand in the winter of 1911, when the fishing had failed and there was nothing else to do.",
    "Every stone in it was carried down from the hill in baskets, and the women carried as many of them as the men did.",
    "It has been mended four times since, each time after a storm, and each time by people born within sight of it.",
    "Nobody ever drew a plan, and the engineer who came to look at it in 1954 said that it could not possibly stand.",
    "It is still standing, and the boats that lie in it are still the ones whose names are cut into the outer wall.",
    "What the island will do when the last of them is gone is a question that nobody here likes to be asked at all.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def of_page(body: str, title: str = "The harbour") -> tuple[Article, list[Notice]]:
    return saved_page.of_page(body, title=title)


def said(article: Article) -> list[str]:
    return [plain_text(block) for block in walk(*article.body) if isinstance(block, (Heading, Paragraph))]


def pictures(article: Article) -> list[tuple[str, str, str]]:
    """File, caption and credit of each figure, the lead first."""
    figures = [node for node in (article.lead, *walk(*article.body)) if isinstance(node, Figure)]
    return [
        (figure.image.src.rpartition("/")[2] if figure.image else "", plain_text(*figure.caption), plain_text(*figure.credit))
        for figure in figures
    ]


# --- kinds of articles ------------------------------------------------------------------------------------


def test_a_live_blog_keeps_its_order_and_its_times() -> None:
    times = ("18.42", "17:05", "15:30", "12.10", "09:55", "08:00")
    entries = "".join(
        f"<article class=entry id=e{at}><time datetime='2025-03-04T{clock.replace('.', ':')}:00Z'>{clock}</time><h2>Entry of {clock}</h2><p>{sentence}</p></article>"
        for at, (clock, sentence) in enumerate(zip(times, SENTENCES, strict=True))
    )
    article, _ = of_page(f"<main><h1>The harbour</h1><p>All that happens in the harbour today, as it happens there.</p>{entries}</main>")
    lines = [line for line in said(article) if line in times or line in SENTENCES]
    assert lines == [line for pair in zip(times, SENTENCES, strict=True) for line in pair]


def test_an_interview_keeps_its_speakers() -> None:
    turns = "".join(
        f"<p><strong>{'Reporter' if at % 2 == 0 else 'Keeper'}:</strong> {sentence}</p><p><b>Why?</b></p>"
        for at, sentence in enumerate(SENTENCES)
    )
    article, _ = of_page(f"<article><h1>The harbour</h1>{turns}</article>")
    lines = said(article)
    assert [line.partition(":")[0] for line in lines if ":" in line] == ["Reporter", "Keeper"] * 3
    assert lines.count("Why?") == 6


@pytest.mark.parametrize("numbered", ["<h2>{n}. The {name} harbour</h2>", "<h2><span class=number>{n}</span> The {name} harbour</h2>"])
def test_a_list_of_things_keeps_its_numbers(numbered: str) -> None:
    names = ("northern", "southern", "eastern", "western", "inner", "outer")
    parts = "".join(
        f"{numbered.format(n=n, name=name)}<p>{sentence}</p>" for n, (name, sentence) in enumerate(zip(names, SENTENCES, strict=True), 1)
    )
    article, _ = of_page(f"<article><h1>Six harbours</h1><p>{SENTENCES[0]} And more.</p>{parts}</article>", "Six harbours")
    heads = [plain_text(block) for block in article.body if isinstance(block, Heading)]
    assert [head.replace(".", "").split()[:3] for head in heads] == [[str(n), "The", name] for n, name in enumerate(names, 1)]


SLIDES = {
    "figures": "<figure><img src='/p/{n}.jpg'><figcaption>The {n} boat <span class=credit>Ann Oakes</span></figcaption></figure>",
    "list items": "<li class='img slide'><div><img src='/p/{n}.jpg'></div><p class=caption>The {n} boat <span class=credit>Ann Oakes</span></p></li>",
    "slides": "<div class=carousel-slide><picture><img src='/p/{n}.jpg'></picture><div class=slide-description><span>{n} of 4</span>"
    "<span class=caption-text>The {n} boat</span> <span class=credit>Ann Oakes</span></div></div>",
}


@pytest.mark.parametrize("slide", SLIDES.values(), ids=SLIDES)
@pytest.mark.parametrize("box", ["<div class=gallery>{}</div>", "<div class='carousel lightbox'><button>Next</button>{}</div>"])
def test_a_gallery_keeps_every_picture_with_its_words(box: str, slide: str) -> None:
    slides = "".join(slide.format(n=n) for n in range(1, 5))
    shown = box.format(f"<ul>{slides}</ul>" if slide.startswith("<li") else slides)
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{shown}<p>{SENTENCES[0]} Twice.</p></article>")
    found = [(name, words, credit) for name, words, credit in pictures(article) if name]
    assert [(name, credit) for name, _, credit in found] == [(f"{n}.jpg", "Ann Oakes") for n in range(1, 5)]
    assert [f"The {n} boat" in words for n, (_, words, _) in enumerate(found, 1)] == [True] * 4


def test_a_gallery_above_the_text_is_read_too() -> None:
    slides = "".join(SLIDES["slides"].format(n=n) for n in range(1, 5))
    article, _ = of_page(f"<article><h1>The harbour</h1><div class=carousel>{slides}</div><div class=article-body>{PROSE}</div></article>")
    assert [name for name, _, _ in pictures(article)] == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]


def test_pictures_that_announce_other_articles_are_no_gallery() -> None:
    teasers = "".join(f"<div class=slide><a href='/{n}'><img src='/p/{n}.jpg'><p>What the boats of {n} did</p></a></div>" for n in range(4))
    article, told = of_page(f"<article><h1>The harbour</h1>{PROSE}</article><div class=carousel>{teasers}</div>")
    assert not any("What the boats" in words for _, words, _ in pictures(article)) and "html.related" in {notice.code for notice in told}


# --- captions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='/p/a.jpg'><span>The outer wall at dawn</span></figure>",
        "<figure><img src='/p/a.jpg'>The outer wall at dawn</figure>",
        "<p class=caption><span><img src='/p/a.jpg'></span><span>The outer wall at dawn</span></p>",
        "<div class=wrapper-image><div class='field field--label-visually_hidden'><img src='/p/a.jpg'></div><p>The outer wall at dawn</p></div>",
        "<figure><img src='/p/a.jpg'><figcaption><span class=u-font-size-16>The outer wall at dawn</span></figcaption></figure>",
        "<div class='image lightbox'><img src='/p/a.jpg'><div class=words>The outer wall at dawn</div></div>",
        "<div class=ui-modal><figure><img src='/p/a.jpg'><figcaption>The outer wall at dawn</figcaption></figure></div>",
    ],
)
def test_a_picture_has_its_words_however_they_are_marked(markup: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{markup}<p>{SENTENCES[0]} Twice.</p></article>")
    assert ("a.jpg", "The outer wall at dawn", "") in pictures(article)
    assert "The outer wall at dawn" not in said(article)


def test_a_picture_of_who_wrote_it_is_no_figure() -> None:
    who = "<figure><img src='/p/ann.jpg'><figcaption>By Ann Oakes</figcaption></figure>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{who}<div class=article-body>{PROSE}</div></article>")
    assert "ann.jpg" not in [name for name, _, _ in pictures(article)]


# --- paragraphs and lines ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["p", "div", "li", "td"])
def test_a_line_break_between_lines_of_prose_parts_paragraphs(tag: str) -> None:
    article, _ = of_page(
        f"<article><h1>The harbour</h1>{PROSE}<{tag}>{SENTENCES[0]} A.<br>\n<b>In 1911</b><br/>{SENTENCES[1]} B.</{tag}></article>"
    )
    assert said(article)[-3:] == [f"{SENTENCES[0]} A.", "In 1911", f"{SENTENCES[1]} B."]


@pytest.mark.parametrize(
    "lines",
    [
        "A cog, a cam, a crank,<br>a kettle full of steam,<br>a drawing left in ink.",
        "Harbour Office<br>1 Quay Street<br>Outer Island",
        "I sing of the harbour and of all the harbours that there ever were, of stone and rope and salt,<br>"
        "of the women with baskets coming down from the hill in the rain and in the dark before the day,<br>and of the sea.",
    ],
)
def test_lines_of_verse_and_of_an_address_stay_lines(lines: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{lines}</p></article>")
    last = article.body[-1]
    assert isinstance(last, Paragraph) and sum(isinstance(node, LineBreak) for node in last.children) == 2


FORMATTING = ("<font size=2>", "<span style='font-size:16px'>", "<a name=top>", "<font face=Arial><font size=2><span>", "<small><span>")


@pytest.mark.parametrize("tags", FORMATTING)
@pytest.mark.parametrize(
    "parted", ["<br><br>", "<br>\n<br />&nbsp;", "</span></font></font><br><font face=Arial><font size=2><span><br>", "<br>"]
)
def test_line_breaks_in_formatting_round_a_whole_text_part_its_paragraphs(tags: str, parted: str) -> None:
    article, _ = of_page(
        f"<h1>The harbour</h1><table><tr><td><img src=/p/a.jpg align=right>{tags}{parted.join(SENTENCES)}</td></tr></table>"
    )
    assert [plain_text(block) for block in article.body] == list(SENTENCES)
    assert not any(isinstance(node, LineBreak) for node in walk(*article.body))


def test_each_paragraph_keeps_the_formatting_that_was_set_round_all_of_them() -> None:
    body = f"{PROSE}<p><b id=end><a href=https://e.example/x><i>Not yet.</i> {SENTENCES[0]} A.<br><br></a><br>{SENTENCES[1]} B.</b> No <a href=#end>end</a>.</p>"
    first, second = of_page(f"<article><h1>The harbour</h1>{body}</article>")[0].body[-2:]
    link = Link("https://e.example/x", (Emphasis((Text("Not yet."),)), Text(f" {SENTENCES[0]} A.")))
    assert isinstance(first, Paragraph) and first.children == (Strong((link,)),)
    assert isinstance(second, Paragraph)
    assert second.children == (Strong((Text(f"{SENTENCES[1]} B."),)), Text(" No "), Link("#end", (Text("end"),)), Text("."))
    assert (first.id, second.id) == ("end", "")


def test_what_stands_before_formatting_goes_on_into_it() -> None:
    article, _ = of_page(f"<article>{PROSE}<div>W<font size=2>hen {SENTENCES[0]}<br><br>{SENTENCES[1]} And</font> so on.</div></article>")
    assert said(article)[-2:] == [f"When {SENTENCES[0]}", f"{SENTENCES[1]} And so on."]


def test_formatting_opened_anew_behind_each_line_break_and_never_closed_holds_paragraphs() -> None:
    text = "<br><br><font size=2>".join(f"{SENTENCES[0]} Number {number}." for number in range(40))
    article, _ = of_page(f"<article><h1>The harbour</h1><div>{text}</div></article>")
    assert said(article) == [f"{SENTENCES[0]} Number {number}." for number in range(40)]


@pytest.mark.parametrize(
    "line",
    [
        "<b>Harbour Office<br>1 Quay Street</b>",
        "<i>A cog, a cam,<br>a kettle full of steam</i>",
        "<b>The boats<br><br></b>",
        "<font size=1>The wall<br><br><a href=/w>All about it</a></font>",
    ],
)
def test_lines_in_formatting_that_are_no_paragraphs_stay_one(line: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{line}</p><p>{SENTENCES[0]} Again.</p></article>")
    assert len(article.body) == len(SENTENCES) + 2


@pytest.mark.parametrize("mark", ["\u200f", "\u200e \u061c", "\u200d", "\u202b\u202c", "\u2066\u2069", "\ufeff\xad"])
@pytest.mark.parametrize(
    "line", ["<br>{}<br>", "<br><b>{}</b><br>", "</p><p>{}</p><p>", "</p><h2><b>{}</b></h2><p>", "</p><ul><li>{}</ul><p>"]
)
def test_a_line_in_which_nothing_is_to_be_seen_is_none(line: str, mark: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{SENTENCES[0]} A.{line.format(mark)}{SENTENCES[1]} B.</p></article>")
    assert len(article.body) == len(SENTENCES) + 2
    assert said(article)[-2:] == [f"{SENTENCES[0]} A.", f"{SENTENCES[1]} B."]


def test_marks_of_direction_and_joiners_within_a_text_stay() -> None:
    words = "می\u200cخواهم \u200fABC\u200f 12 \u200eXYZ"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{words.replace('ABC', '<b>ABC</b>')} {SENTENCES[0]}</p></article>")
    assert said(article)[-1] == f"{words} {SENTENCES[0]}"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("港は手で\n作られた。\n  石は籠で\r\n\t運ばれた。", "港は手で作られた。石は籠で運ばれた。"),
        ("这座港是\n\n一九一一年冬天修的，\n“没有人\n画过图”。", "这座港是一九一一年冬天修的，“没有人画过图”。"),
        ("港<b>は\n手</b>\n<b>で</b> \n 作<!-- x -->\n<i>られ\n</i>た", "港は手で作られた"),
        ("石<a href=https://e.example/>は\n籠</a>\nで<span>運\nばれ</span>\nた", "石は籠で運ばれた"),
        ("<ruby>港<rt>みなと</rt></ruby>\n<ruby>石<rp>(</rp><rt>いし</rt><rp>)</rp></ruby>\nだ", "港(みなと)石(いし)だ"),
        ("港は Quay\nと呼ばれ、\n1911\n年に ABC が\nできた。", "港は Quay と呼ばれ、 1911 年に ABC ができた。"),
        ("港は、 手で\u3000作られた。", "港は、 手で\u3000作られた。"),
        ("ｶﾀｶﾅ\nの港（みなと）\n〜浜", "ｶﾀｶﾅの港（みなと）〜浜"),
        ("𠮷野\n𠮷", "𠮷野𠮷"),
    ],
)
@pytest.mark.parametrize(
    "block", ["<p>{}</p>", "<ul><li>{}</ul>", "<h2>{}</h2>", "<table><tr><td>a<td>{}</table>", "<blockquote>{}</blockquote>"]
)
def test_a_line_feed_between_wide_signs_is_no_blank(source: str, shown: str, block: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{block.format(source)}<p>{SENTENCES[0]} A.</p></article>")
    assert said(article)[-2] == shown


def test_the_lines_of_a_title_and_of_a_caption_are_joined_too() -> None:
    article, _ = of_page(
        f"<article><h1>手で作ら\nれた港</h1>{PROSE}<figure><img src=/p/a.jpg><figcaption>夜明け\nの壁</figcaption></figure></article>",
        "手で作ら\nれた港",
    )
    assert (article.title, pictures(article)[0][1]) == ("手で作られた港", "夜明けの壁")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("배는\n오늘 漢字\n한글", "배는 오늘 漢字 한글"),
        ("<a href=/a>港</a>\n<a href=/b>石</a> だ", "港 石 だ"),
        ("<span>\n港\n</span><span>\n石\n</span>だ", "港 石 だ"),
        ("二〇一八年\n来源：港口报\n作者：王石", "二〇一八年 来源：港口报 作者：王石"),
        ("港<img src=/p/a.jpg>\n石", "港 石"),
        ("<code>港\n石</code> だ", "港 石 だ"),
        ("The harbour\nof stone", "The harbour of stone"),
    ],
)
def test_a_line_feed_between_words_or_boxes_is_a_blank(source: str, shown: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{source}</p></article>")
    assert " ".join(said(article)[-1].split()) == shown


def test_listings_keep_their_lines_and_pages_in_korean_their_blanks() -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<pre>港 = 1\n石\n石</pre></article>")
    assert isinstance(last := article.body[-1], CodeBlock) and last.text == "港 = 1\n石\n石"
    (paragraph,) = blocks_of("<html lang=ko-KR><body><p>大韓\n民國</p></body></html>", "", lambda notice: None)
    assert plain_text(paragraph) == "大韓 民國"


@pytest.mark.parametrize("style", ["white-space: pre-line", "color:red;white-space:pre-wrap", "WHITE-SPACE: break-spaces"])
def test_lines_that_only_their_style_keeps_stay_lines(style: str) -> None:
    lines = "The tide is out\nand the <em>boats</em> lie\non the sand"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<div style='{style}'>{lines}</div></article>")
    assert plain_text(article.body[-1]) == "The tide is out\nand the boats lie\non the sand"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<div style='white-space: nowrap'>{lines}</div></article>")
    assert plain_text(article.body[-1]) == "The tide is out and the boats lie on the sand"


@pytest.mark.parametrize(
    "markup",
    [
        "<code class='hl block'>def wall(n):\n    return n</code>",
        "<div style='white-space: pre'><code>def wall(n):\n    return n</code></div>",
        "<div class=code-block data-lang=python>def wall(n):\n    return n</div>",
        "<p><code>def wall(n):<br>&nbsp;&nbsp;&nbsp;&nbsp;return n</code></p>",
        "<p><tt>def wall(n):<br>\u00a0   return n</tt></p>",
        "<samp>def wall(n):<br>\u00a0   return n</samp>",
    ],
)
def test_code_in_lines_is_a_listing_without_being_set_as_one(markup: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{markup}</article>")
    assert [block.text for block in article.body if isinstance(block, CodeBlock)] == ["def wall(n):\n    return n"]


def test_the_numbers_of_a_listing_s_lines_are_no_part_of_it() -> None:
    lines = "".join(f"<div class=flex><span class=text-end>{n}</span><div>wall({n * n})</div></div>" for n in range(1, 6))
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<pre>{lines}</pre></article>")
    (listing,) = (block for block in article.body if isinstance(block, CodeBlock))
    assert listing.text == "\n".join(f"wall({n * n})" for n in range(1, 6))


def test_numbers_in_the_cells_of_a_table_stay() -> None:
    rows = "".join(f"<tr><td>{2000 + n}<td>{n}<td>3 min<td>Share" for n in range(1, 4))
    article, _ = of_page(f"<article><h1>The harbour</h1><table><tr><th>Year<th>Boats<th>Way out<th>Stake{rows}</table>{PROSE}</article>")
    (table,) = (block for block in article.body if isinstance(block, Table))
    assert [[plain_text(*cell.children) for cell in row] for row in table.rows] == [
        [str(2000 + n), str(n), "3 min", "Share"] for n in range(1, 4)
    ]


# --- repeats ----------------------------------------------------------------------------------------------


def test_a_passage_that_stands_twice_stands_once() -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{SENTENCES[0]} But.</p>{PROSE}</article>")
    assert said(article) == [*SENTENCES, f"{SENTENCES[0]} But."]


TOLD = "<li>timeout, an integer: how many milliseconds the code may run before it is ended and an error is thrown.</li>"
FLAG = "<li>strict, either true or false: whether what is not understood at once ends everything there and then.</li>"


def test_what_a_manual_says_of_several_things_stands_at_each() -> None:
    parts = "".join(f"<h3>{name}</h3><p>It runs the {name}.</p><ul>{TOLD}{FLAG}</ul>" for name in ("script", "module"))
    article, _ = of_page(f"<article><h1>The machine</h1>{PROSE}{parts}</article>", "The machine")
    assert [plain_text(block)[:7] for block in walk(*article.body) if isinstance(block, Paragraph)].count("timeout") == 2
    assert [plain_text(block)[:6] for block in walk(*article.body) if isinstance(block, Paragraph)].count("strict") == 2


def test_what_a_manual_says_of_an_option_stands_at_it_in_each_chapter() -> None:
    options = f"<h2>Options</h2><dl><dt>--quiet<dd><p>{SENTENCES[0]} Mind.</p></dl>"
    article, _ = of_page(
        f"<main><h1>harbour build</h1>{PROSE}{options}<h1>harbour test</h1><p>It tests.</p>{options}</main>", "The machine"
    )
    assert said(article).count(f"{SENTENCES[0]} Mind.") == 2


def test_what_a_table_says_in_several_rows_stands_in_each() -> None:
    rows = "".join(f"<tr><td><code>{name}</code></td><td><p>{SENTENCES[0]}</p><p>Since {name}.</p></td></tr>" for name in ("one", "two"))
    table = f"<table><thead><tr><th>Name</th><th>Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
    article, _ = of_page(f"<article><h1>The machine</h1>{PROSE}{table}</article>", "The machine")
    (found,) = (block for block in article.body if isinstance(block, Table))
    assert [plain_text(*row[1].children).startswith(SENTENCES[0]) for row in found.rows] == [True, True]


def test_a_line_said_again_right_below_stands_once() -> None:
    lines = "<div class=title>Pictures of the harbour</div>" * 5
    article, _ = of_page(f"<article><h1>The island</h1>{PROSE}{lines}<p>{SENTENCES[0]} Twice.</p></article>", "The island")
    assert said(article).count("Pictures of the harbour") <= 1


def test_contents_beside_the_article_are_its_own_too() -> None:
    names = ("The bay", "The boats", "The people")
    entries = "".join(f"<li><a href='#s{n}'>{name}</a>" for n, name in enumerate(names))
    sections = "".join(f"<h2 id=s{n}>{name}</h2><p>{SENTENCES[n]} More.</p>" for n, name in enumerate(names))
    article, _ = of_page(f"<div><div class=beside><ul>{entries}</ul></div><article><h1>The harbour</h1>{PROSE}{sections}</article></div>")
    assert [said(article).count(name) for name in names] == [1, 1, 1]
    assert not any(isinstance(block, List) for block in article.body)


# --- no article -------------------------------------------------------------------------------------------

MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a>" for n in range(8)) + "</ul></nav>"
FOOTER = "<footer><p>Copyright The Harbour News. All rights reserved. Terms. Privacy.</p></footer>"


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        ("Seite nicht gefunden", "<main><h1>404</h1><p>Die Seite wurde nicht gefunden.</p></main>", "error"),
        ("Just a moment...", "<main><h1>harbour.example</h1><p>Checking your browser before you go on. This takes a few seconds.</p></main>", "checks"),
        ("The harbour", "<div class=cookie-wall><h1>We value your privacy</h1><p>We and our 812 partners store cookies.</p><button>Accept all</button></div>", "consent"),
        ("Sign in", "<main><h1>Welcome back</h1><form><input type=email><input type=password><button>Sign in</button></form></main>", "log in"),
        (
            "The harbour",
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"The harbour\",\"isAccessibleForFree\":false}</script>"
            f"<article><h1>The harbour</h1><p>{SENTENCES[0]}</p></article>",
            "subscribers",
        ),
        (
            "Harbour News",
            "<main>" + "".join(f"<article><h2><a href='/{n}'>What the boats of the {n}th harbour did that day</a></h2></article>" for n in range(30)) + "</main>",
            "links",
        ),
    ],
)  # fmt: skip
def test_a_page_without_an_article_says_what_it_is(title: str, body: str, named: str) -> None:
    with pytest.raises(InputError) as refused:
        of_page(f"{MENU}{body}{FOOTER}", title)
    assert named in str(refused.value)


@pytest.mark.parametrize("with_pictures", [True, False])
def test_pictures_and_tables_do_not_change_which_text_is_kept(with_pictures: bool) -> None:
    picture = "<figure><img src='/p/a.jpg'><figcaption>The outer wall</figcaption></figure>" if with_pictures else ""
    article, _ = of_page(f"<article><h1>The harbour</h1>{picture}{PROSE}{picture}</article>")
    assert said(article) == list(SENTENCES)


@pytest.mark.parametrize(
    "name", ["u-font-size-16 u-mb-2", "font-size-lg", "text-size-medium-2", "field field--label-hidden field--type-text", "label-above"]
)
def test_a_class_that_tells_of_a_style_or_of_a_label_hides_nothing(name: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<div class='{name}'><p>{SENTENCES[0]} Again.</p></div></article>")
    assert said(article)[-1] == f"{SENTENCES[0]} Again."


@pytest.mark.parametrize("name", ["visually-hidden", "sr-only", "font-size", "text-size", "label visually-hidden"])
def test_a_class_that_hides_or_is_a_control_s_still_does(name: str) -> None:
    article, _ = of_page(
        f"<article><h1>The harbour</h1>{PROSE}<div class='{name}'><p>Make it larger</p></div><p>{SENTENCES[0]} Again.</p></article>"
    )
    assert "Make it larger" not in said(article)


def test_a_catalogue_of_cards_that_say_what_they_are_is_an_article() -> None:
    cards = "".join(f"<a class=card href='/w/{n}'><h3>Harbour {n}</h3><p>{sentence}</p></a>" for n, sentence in enumerate(SENTENCES * 3))
    article, _ = of_page(
        f"<main><h1>Harbours</h1><p>All the harbours of the island, from the north to the south.</p><div>{cards}</div></main>"
    )
    assert set(SENTENCES) <= set(said(article))


@pytest.mark.parametrize(
    ("size", "is_shown"),
    [
        ('width="570" height="0"', True),
        ('width="0" height="0"', False),
        ('width="1" height="1"', False),
        ('width="600" height="20"', False),
    ],
)
def test_a_size_of_nothing_beside_one_that_counts_says_nothing(size: str, is_shown: bool) -> None:
    article, _ = of_page(f'<article><h1>The harbour</h1>{PROSE}<figure><img src="https://e.org/quay.jpg" {size}></figure>{PROSE}</article>')
    assert any(file == "quay.jpg" for file, _, _ in pictures(article)) is is_shown


def test_a_table_that_compares_things_is_one_though_its_cells_hold_lists() -> None:
    names = ("Lantern", "Harbour", "Anchor")
    rows = "".join(f"<tr><td><a href=/{n}>{n}</a><td>{at} nets<td><ul><li>tar<li>rope</ul>" for at, n in enumerate(names))
    body = f"<table><tr><td><b>Boat</b><td><b>Nets</b><td><b>Aboard</b>{rows}</table>"
    article = saved_page.of_page(f"<article>{PROSE}{body}</article>", "", title="A page")[0]
    (table,) = [block for block in article.body if isinstance(block, Table)]
    assert [plain_text(cell) for cell in table.head[0]] == ["Boat", "Nets", "Aboard"]
    assert [len(row) for row in table.rows] == [3, 3, 3] and plain_text(table.rows[0][2]) == "tar\nrope"


def test_a_table_of_links_lays_out_the_page() -> None:
    rows = "".join(f"<tr><td><ul><li><a href=/{n}>News of the boats {n}</a></ul><td><a href=/w{n}>Weather {n}</a>" for n in "123")
    article = saved_page.of_page(f"<article>{PROSE}<table>{rows}</table></article>", "", title="A page")[0]
    assert not any(isinstance(block, Table) for block in article.body)


LISTINGS = {
    "Chroma, a table": "<div class=highlight><table class=lntable><tr><td class=lntd><pre><code><span class=lnt>1\n</span><span class=lnt>2\n</span></code></pre>"
    "<td class=lntd><pre><code class=language-go><span class=line>func a() {\n</span><span class=line>  b(7)\n</span></code></pre></table></div>",
    "Chroma, inline": "<div class=highlight><pre><code class=language-go><span class=line><span class=ln>1</span>func a() {\n</span>"
    "<span class=line><span class=ln>2</span>  b(7)\n</span></code></pre></div>",
    "Pygments": "<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td class=code><div><pre>func a() {\n  b(<i class=num>7</i>)\n</pre></div></table>",
    "a forge": "<table class=highlight><tr><td class=blob-num data-line-number=1></td><td class=blob-code>func a() {</td>"
    "<tr><td class=blob-num data-line-number=2></td><td class=blob-code>  b(7)</td></table>",
    "SyntaxHighlighter": "<div class=syntaxhighlighter><table><tr><td class=gutter><div>1</div><div>2</div><td class=code><div><div class=line><code>func</code> "
    "<code>a() {</code></div><div class=line><code>&nbsp;&nbsp;</code><code>b(7)</code></div></div></table></div>",
}


@pytest.mark.parametrize("way", LISTINGS)
def test_a_listing_beside_the_numbers_of_its_lines_is_one(way: str) -> None:
    article = saved_page.of_page(f"<article>{PROSE}{LISTINGS[way]}</article>", "", title="A page")[0]
    assert isinstance(article.body[-1], CodeBlock) and article.body[-1].text == "func a() {\n  b(7)"


def test_words_far_behind_the_numbers_of_lines_are_no_numbers() -> None:
    gutter = " ".join(map(str, range(1, 6_000)))
    table = f"<table class=highlight><tr><td><p>{gutter}</p><p>{gutter}</p><p>and so on</p><td><pre>make</pre></table>"
    article = saved_page.of_page(f"<article>{PROSE}{table}</article>", "", title="A page")[0]
    assert "make" in plain_text(*article.body)


def test_what_stands_over_a_listing_is_no_part_of_it() -> None:
    block = "<div class=code-block><div><div>Terminal</div><button>Copy</button></div><pre><code>npm i\nnpm run</code></pre></div>"
    article = saved_page.of_page(f"<article>{PROSE}{block}</article>", "", title="A page")[0]
    assert [plain_text(node) for node in article.body[-2:]] == ["Terminal", "npm i\nnpm run"]


def test_two_columns_of_figures_and_code_are_a_table_where_each_row_says_something() -> None:
    for cells in (
        ((3, "3 boats"), (5, "5 boats")),
        ((200, "<code>OK</code>"), (404, "<code>Not Found</code>")),
        ((0, "<code>OK</code>"), (1, "<code>FAILED</code>")),
        ((1, "<pre>make</pre>"), (2, "<pre>make test</pre>")),
    ):
        rows = "".join(f"<tr><td>{number}<td>{said}" for number, said in cells)
        article = saved_page.of_page(f"<article>{PROSE}<table>{rows}</table></article>", "", title="A page")[0]
        table = article.body[-1]
        assert isinstance(table, Table) and [plain_text(row[0]) for row in table.rows] == [str(number) for number, _ in cells]


LAST = "<p>The last of the boats was hauled up before dark, and nobody spoke of the winter that was to come, or of the one before.</p>"


@pytest.mark.parametrize(
    ("markup", "numbered"),
    [
        ("<ol><li>a<li>b</ol>", [(1, "a b")]),
        ("<ol start=5><li>a<li value=9>b<li>c</ol>", [(5, "a"), (9, "b c")]),
        ("<ol reversed><li>a<li>b<li>c</ol>", [(3, "a"), (2, "b"), (1, "c")]),
        ("<ol reversed start=10><li>a<li>b</ol>", [(10, "a"), (9, "b")]),
        ("<ol start=99999999><li value=x>a<li value=-4>b</ol>", [(1, "a b")]),
        ("<ol reversed start=0><li>a<li>b</ol>", [(0, "a"), (0, "b")]),
    ],
)
def test_items_keep_their_numbers(markup: str, numbered: list[tuple[int, str]]) -> None:
    article = saved_page.of_page(f"<article>{PROSE}{markup}{LAST}</article>", "", title="A page")[0]
    lists = [block for block in article.body if isinstance(block, List)]
    assert [(part.start, " ".join(plain_text(*item) for item in part.items)) for part in lists] == numbered
    assert all(part.ordered for part in lists)


@pytest.mark.parametrize(
    ("markup", "numbering"),
    [
        ("<ol style='list-style-type: lower-alpha'><li>a<li>b</ol>", "lower-alpha"),
        ("<ol style='margin:0;LIST-STYLE: inside Upper-Latin'><li>a<li>b</ol>", "upper-alpha"),
        ("<ol><li style='list-style-type:lower-roman'>a<li>b</ol>", "lower-roman"),
        ("<ol type=i style='list-style-type: upper-roman'><li>a<li>b</ol>", "upper-roman"),
        ("<ol type=I style='list-style-type: none'><li>a<li>b</ol>", "upper-roman"),
        ("<ol style='list-style-type: my-lower-roman-ones'><li>a<li>b</ol>", "decimal"),
    ],
)
def test_numbers_are_written_as_the_style_of_a_list_has_them(markup: str, numbering: str) -> None:
    article = saved_page.of_page(f"<article>{PROSE}{markup}{LAST}</article>", "", title="A page")[0]
    assert [block.numbering for block in article.body if isinstance(block, List)] == [numbering]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<span style='font-weight:bold'>boats</span>", Strong),
        ("<span style='color:red; font-weight: 700;'>boats</span>", Strong),
        ("<font style='FONT-STYLE: italic'>boats</font>", Emphasis),
        ("<span style='text-decoration: line-through'>boats</span>", Strike),
        ("<span style='vertical-align: super'>boats</span>", Sup),
        ("<span style='vertical-align:sub'>boats</span>", Sub),
        ("<b style='font-weight:normal' id=docs-internal-guid-1>boats</b>", Text),
        ("<em style='font-style: normal'>boats</em>", Text),
        ("<span style='font-weight:400'>boats</span>", Text),
        ("<strong style='color:red'>boats</strong>", Strong),
    ],
)
def test_what_a_style_sets_off_is_set_off(markup: str, kind: type) -> None:
    article = saved_page.of_page(
        f"<article>{PROSE}<p>All of the {markup} were afloat before the tide had turned.</p>{LAST}</article>", "", title="A page"
    )[0]
    (said,) = (block for block in article.body if plain_text(block).startswith("All of the"))
    assert isinstance(said, Paragraph)
    assert kind in {type(node) for node in said.children}
    assert kind is not Text or len(said.children) == 1


def test_a_heading_set_in_bold_is_a_heading_and_no_more() -> None:
    markup = "<h2><b>The boats</b></h2><p>They were afloat.</p><h2><b>The</b> quay</h2>"
    article = saved_page.of_page(f"<article>{PROSE}{markup}{LAST}</article>", "", title="A page")[0]
    whole, part = (block for block in article.body if isinstance(block, Heading))
    assert whole.children == (Text("The boats"),)
    assert part.children == (Strong((Text("The"),)), Text(" quay"))


@pytest.mark.parametrize(
    ("markup", "linked"),
    [
        (
            "<a href=https://sea.example/quay><div><img src=/q.jpg></div><h3>The old quay</h3><p>It was built by hand.</p></a>",
            "The old quay",
        ),
        (
            "<a href=https://sea.example/quay><div>The old quay was built by hand, as all of them were.</div></a>",
            "The old quay was built by hand, as all of them were.",
        ),
        ("<p>Type <code><a href=https://sea.example/quay>quay.open</a></code> for that, and wait for the tide.</p>", "quay.open"),
        (
            "<a href=https://sea.example/quay><p>The <a href=https://sea.example/old>old</a> quay was built by hand, and is so still.</p></a>",
            "old",
        ),
    ],
)
def test_links_round_blocks_and_in_code_stay_links(markup: str, linked: str) -> None:
    article = saved_page.of_page(f"<article>{PROSE}{markup}{LAST}</article>", "", title="A page")[0]
    links = [node for node in walk(*article.body) if isinstance(node, Link)]
    assert linked in [plain_text(link) for link in links]
    assert all(link.href.startswith("https://sea.example/") for link in links)


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote>The wall will stand for longer than I do.<cite>Ada Marsh</cite></blockquote>",
        "<blockquote><p>The wall will stand for longer than I do.<br><cite>Ada Marsh</cite></p></blockquote>",
        "<figure><blockquote><p>The wall will stand for longer than I do.</p></blockquote><figcaption>— Ada Marsh</figcaption></figure>",
        "<blockquote><p>The wall will stand for longer than I do.</p></blockquote><p class=quote-author>Ada Marsh</p>",
        "<blockquote><p>The wall will stand for longer than I do.</p></blockquote><cite>Ada Marsh</cite>",
        "<blockquote><p>The wall will stand for longer than I do.</p></blockquote><p>— Ada Marsh</p>",
    ],
)
def test_whom_a_quotation_is_from_is_its_attribution(markup: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{markup}{LAST}</article>")
    (quote,) = (node for node in walk(*article.body) if isinstance(node, Quote))
    assert plain_text(*quote.children) == "The wall will stand for longer than I do."
    assert plain_text(*quote.attribution) == "Ada Marsh"


SAID_BEFORE = {
    "over it in its box": "<aside class=quote><div class=title><div class=controls></div> Ada Marsh:</div><blockquote><p>{}</p></blockquote></aside>",
    "a cite that opens it": "<blockquote><div><cite>Ada Marsh: <a href=#p1>↑</a></cite>{}</div></blockquote>",
    "a part that opens it": "<blockquote class=block><div class=block-title><a href=#p1>Ada Marsh:</a></div><div>{}</div></blockquote>",
}


@pytest.mark.parametrize("markup", SAID_BEFORE.values(), ids=SAID_BEFORE)
def test_whom_a_quotation_is_from_may_stand_before_it(markup: str) -> None:
    article, notices = of_page(f"<article><h1>The harbour</h1>{PROSE}{markup.format('It is the wall.')}{LAST}</article>")
    (quote,) = (node for node in walk(*article.body) if isinstance(node, Quote))
    assert (plain_text(*quote.children), plain_text(*quote.attribution)) == ("It is the wall.", "Ada Marsh")
    assert not notices


@pytest.mark.parametrize("line", ["<p class=name>{}</p>", "<div>{}</div>"])
def test_a_sentence_that_leads_into_a_quotation_stays_before_it(line: str) -> None:
    said = "On the wall she wrote:"
    for markup in ("<div>{}<blockquote>It stands.</blockquote></div>", "<blockquote>{}<div>It stands.</div></blockquote>"):
        article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{markup.format(line.format(said))}{LAST}</article>")
        told = plain_text(*article.body)
        assert told.index(said) < told.index("It stands.")


def test_a_work_that_a_quotation_names_is_no_attribution() -> None:
    article, _ = of_page(
        f"<article><h1>The harbour</h1>{PROSE}<blockquote>So he says in <cite>The Wall</cite></blockquote>{LAST}</article>"
    )
    (quote,) = (node for node in walk(*article.body) if isinstance(node, Quote))
    assert (plain_text(*quote.children), quote.attribution) == ("So he says in The Wall", ())


@pytest.mark.parametrize(
    "head", ["<h3><button>Does it stand?</button></h3>", "<h3><span><button><span>Does it stand?</span></button></span></h3>"]
)
def test_a_heading_that_folds_what_is_below_it_is_a_heading(head: str) -> None:
    article, _ = of_page(
        f"<article><h1>The harbour</h1>{PROSE}{head}<div class=panel><p>It does, and has for a hundred years now.</p></div>{LAST}</article>"
    )
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["Does it stand?"]


def test_a_button_beside_the_words_of_a_heading_is_a_button() -> None:
    article, _ = of_page(
        f"<article><h1>The harbour</h1>{PROSE}<h3>The wall <button>Copy link</button></h3><p>It does stand, and will.</p>{LAST}</article>"
    )
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["The wall"]


@pytest.mark.parametrize(
    ("clause", "shown"),
    [
        ("<p><span class=no>(1)</span><span class=text>The council keeps it.</span></p>", "(1) The council keeps it."),
        ("<div><b>2.1</b>Of the wall</div>", "2.1 Of the wall"),
        ("<div><span>[1]</span><span>J. Smith, <em>Rivers</em></span></div>", "[1] J. Smith, Rivers"),
        ("<p><span>(a)</span> <span>a footbridge; and</span></p>", "(a) a footbridge; and"),
        ("<p><span>（1）</span><span>桥由市议会维修。</span></p>", "（1）桥由市议会维修。"),
        ("<p><b>A</b><span>nd so it was done by them.</span></p>", "And so it was done by them."),
        ("<p><span>3.</span><span>5 metres of it are left.</span></p>", "3.5 metres of it are left."),
    ],
)
def test_the_number_of_a_clause_stands_apart_from_its_words(clause: str, shown: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{clause}{LAST}</article>")
    assert shown in said(article)


@pytest.mark.parametrize("line", ["<strong>　　今后的计划</strong>", "<b><i>&nbsp; &nbsp;今后的计划</i></b>", "　　<b>今后的计划</b>"])
def test_blanks_that_set_in_a_line_are_no_part_of_what_is_set_off_there(line: str) -> None:
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<p>{line}</p>{LAST}</article>")
    assert "今后的计划" in said(article)


def test_a_term_called_as_a_control_is_stays_over_what_it_means() -> None:
    terms = "<dl><dt>Since:</dt><dd>1.5</dd><dt>See Also:</dt><dd><ul><li><a href=q.html><code>Queue</code></a></li></ul></dd></dl>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{terms}{LAST}</article>")
    (told,) = (block for block in article.body if isinstance(block, Definitions))
    assert plain_text(told).split("\n") == ["Since:", "1.5", "See Also:", "Queue"]


def test_terms_stay_with_what_they_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    years = "<dl><dt>1911</dt><dd>It was built by hand in one winter.</dd><dt>1954</dt><dd>It was looked at by an engineer.</dd></dl>"
    size = NAMES.index("size")
    monkeypatch.setattr(judge, "likelihoods", lambda rows: [-2.0 if row[size] <= log1p(len("1911")) else 2.0 for row in rows])
    article, _ = of_page(
        f"<article><h1>The harbour</h1>{PROSE}{years}{LAST}</article><div class=menu><a href=/>Home of the harbour</a></div>"
    )
    (listed,) = (block for block in article.body if isinstance(block, Definitions))
    assert [plain_text(*term) for item in listed.items for term in item.terms] == ["1911", "1954"]


def test_a_manual_of_many_short_sections_is_not_cut_to_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    size = NAMES.index("size")
    monkeypatch.setattr(judge, "likelihoods", lambda rows: [-2.0 if row[size] > log1p(116) else 2.0 for row in rows])
    parts = "".join(f"<h3>Option {number}</h3><p>It is set.</p><p>{SENTENCES[number % 6]} {number}.</p>" for number in range(120))
    article, _ = of_page(f"<article><h1>The machine</h1>{parts}</article><div class=menu><a href=/>Home of the machine</a></div>")
    assert len(said(article)) == 3 * 120


FUNCTIONS = [f"tide_{name}" for name in ("open", "read", "close", "wait", "free")]


def test_what_a_manual_tells_of_each_function_announces_no_other_page() -> None:
    parts = "".join(
        f"<div class=part><h3>{name} ()</h3><pre>void {name} (Tide *tide);</pre><p>{SENTENCES[2]} Then it is <code>{name}</code>.</p>"
        f"<table><tr><td>tide</td><td>a <a href=tide.html#{name}>Tide</a></td></tr></table></div>"
        for name in FUNCTIONS
    )
    article, _ = of_page(f"<div class=whole><h1>The tide</h1>{PROSE}<h2>Details</h2>{parts}</div>", "The tide")
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)][1:] == [f"{name} ()" for name in FUNCTIONS]


def test_parts_alike_that_say_more_together_are_of_one_text() -> None:
    terms = [
        f"{verb} the {thing} of {of}"
        for verb in ("raises", "lowers", "moors")
        for thing in ("gate", "boat")
        for of in ("ebb", "flow", "neap")
    ]
    parts = "".join(
        f"<div class=top><p class=src>{name} :: {number} <a href=src/{name}.html>Source of it, with its lines</a></p>"
        + (PROSE if name == "tide_read" else "".join(f"<p><code>{name}</code> {term} at {number}</p>" for term in terms))
        + "</div>"
        for number, name in enumerate(FUNCTIONS)
    )
    article, _ = of_page(f"<div class=bar>News</div><div class=face><h1>The tide</h1>{parts}</div>", "The tide")
    assert sum(line.startswith("tide_open raises") for line in said(article)) == 6


def test_comments_in_code_are_code() -> None:
    code = "<pre><span class=comment>// In header: tide.hpp</span>\nint tide;  <span class=hljs-comment>// of the day</span></pre>"
    article, notices = of_page(f"<article><h1>The tide</h1>{PROSE}{code}{LAST}</article>", "The tide")
    assert [block.text for block in article.body if isinstance(block, CodeBlock)] == ["// In header: tide.hpp\nint tide;  // of the day"]
    assert not notices


def test_a_heading_stays_with_the_text_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = NAMES.index("tag")
    monkeypatch.setattr(judge, "likelihoods", lambda rows: [-2.0 if row[kind] == 4 else 2.0 for row in rows])
    heads = f"<h2>Resources</h2>{LAST}<h2><a href=/boats>The boats of the island</a></h2>{LAST.replace('last', 'first')}"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{heads}</article><div class=menu><a href=/>Home of the harbour</a></div>")
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["Resources"]


@pytest.mark.parametrize("name", ["note", "admonition tip", "starlight-aside starlight-aside--caution", "callout"])
def test_what_a_manual_sets_apart_in_its_text_is_of_the_text(name: str) -> None:
    aside = f"<aside class='{name}'><p>The valve has a sign which says otherwise, and which is wrong.</p></aside>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{aside}{LAST}</article>")
    assert "The valve has a sign which says otherwise, and which is wrong." in said(article)


@pytest.mark.parametrize(
    ("box", "title"),
    [("admonition note", "p class=admonition-title"), ("alert-warning", "div class=alertHeading"), ("callout", "p class=title")],
)
def test_the_title_of_what_a_manual_sets_apart_is_bold(box: str, title: str) -> None:
    apart = f"<div class='{box}'><{title}>Mind the tide</{title.split()[0]}><p>It comes in faster than you walk.</p></div>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{apart}{LAST}</article>")
    assert [plain_text(node) for node in walk(*article.body) if isinstance(node, Strong)] == ["Mind the tide"]


def test_a_note_set_as_a_table_of_a_sign_a_title_and_its_text_is_none() -> None:
    sign = "<td rowspan=2 width=25><img alt='[Note]' src=images/note.png></td>"
    note = f"<div class=note><table summary=Note><tr>{sign}<th>Note</th></tr><tr><td><p>{{}}</p></td></tr></table></div>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{note.format('The tide comes in fast.')}{LAST}</article>")
    assert not [node for node in walk(*article.body) if isinstance(node, (Table, Figure))]
    assert [line for line in said(article) if line not in SENTENCES][:2] == ["Note", "The tide comes in fast."]


def test_a_link_to_a_heading_with_nothing_to_see_in_it_is_no_part_of_it() -> None:
    heading = "<h2 id=tides>Tides<a class=hash-link href=#tides>\u200b</a></h2>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{heading}{LAST}</article>")
    assert [block.children for block in article.body if isinstance(block, Heading)] == [(Text("Tides"),)]


@pytest.mark.parametrize(("group", "line"), [("stanza", "div"), ("poem-stanza", "p"), ("line-group", "div")])
def test_the_lines_of_a_stanza_stay_together(group: str, line: str) -> None:
    stanzas = [["The tide is out", "The boats lie still"], ["The gulls are in", "And eat <em>their</em> fill"]]
    set_in_lines = "".join(
        f"<div class='{group}'>{''.join(f'<{line} class=line>{said}</{line}>' for said in stanza)}</div>" for stanza in stanzas
    )
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}<div class=poem>{set_in_lines}</div>{LAST}</article>")
    assert [plain_text(block) for block in article.body[-3:-1]] == [
        "The tide is out\nThe boats lie still",
        "The gulls are in\nAnd eat their fill",
    ]


def test_a_blank_line_in_a_poem_parts_its_stanzas() -> None:
    lines = ("Water over stone,", "the long slope falling.", "", "And in the mill", "the clock still going.")
    poem = "".join(f"<div style='padding-left:1em'>{line}<br></div>" for line in lines)
    article, _ = of_page(f"<article><h1>The harbour</h1><div class=o-poem>{poem}</div>{PROSE}</article>")
    verses = [" / ".join(plain_text(block).split("\n")) for block in article.body[:2]]
    assert verses == ["Water over stone, / the long slope falling.", "And in the mill / the clock still going."]


@pytest.mark.parametrize("tag", ["h2", "dt"])
def test_a_title_that_is_all_a_link_to_itself_has_its_words(tag: str) -> None:
    parts = "".join(
        f"<h2 class=Sh id={name}><a class=permalink href=#{name}>{name}</a></h2><dl><dt><a class=permalink href=#-{at}><code>-{at}</code></a></dt><dd>{SENTENCES[at]}</dd></dl>"
        for at, name in enumerate(("NAME", "FILES", "BUGS"))
    )
    article, _ = of_page(f"<div class=manual-text><h1>The harbour</h1>{parts}</div>")
    told = [plain_text(node) for node in walk(*article.body) if isinstance(node, Heading)]
    terms = [plain_text(*term) for node in walk(*article.body) if isinstance(node, Definitions) for one in node.items for term in one.terms]
    assert (told, terms) == (["NAME", "FILES", "BUGS"], ["-0", "-1", "-2"])


def test_headings_called_as_controls_stay_among_others_alike_over_what_stays() -> None:
    names = ("DESCRIPTION", "FILES", "BUGS", "SEE ALSO")
    parts = "".join(f"<section><h2 class=Sh>{name}</h2><p>{SENTENCES[at]}</p></section>" for at, name in enumerate(names[:3]))
    article, _ = of_page(
        f"<div class=manual-text><h1>The harbour</h1>{parts}<section><h2 class=Sh>SEE ALSO</h2><p>tide(1), ebb(1)</p></section></div>"
    )
    assert tuple(plain_text(block) for block in article.body if isinstance(block, Heading)) == names


def teasers(where: str, tag: str = "article", words: str = "") -> str:
    """Twenty headlines that lead to ``where``, each with the beginning of what it leads to."""
    said = [f"{sentence} {words}" for sentence in SENTENCES * 4][:20]
    return "".join(
        f"<{tag} class=post><h2><a href='{where}{n}'>What happened on day {n} of the fair</a></h2><p>On day {n} {line.lower()}</p><p><a href='{where}{n}'>Read more</a></p></{tag}>"
        for n, line in enumerate(said)
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<main>{teasers('/')}</main>",
        f"<main>{teasers('/', 'div').replace('class=post', 'class=teaser')}</main>",
        f"<main><h1>Latest news of the coast</h1>{teasers('/')}</main>",
    ],
    ids=["openings of posts", "teasers", "under a heading"],
)
def test_a_page_that_announces_others_is_told_as_that(body: str) -> None:
    with pytest.raises(InputError, match="a list of links to other pages"):
        of_page(body, title="The coast")


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Twenty sites on harbours</h1>{PROSE}{teasers('https://other.example/')}</article>",
        f"<article><h1>The harbour</h1>{PROSE}</article><aside>{teasers('/', 'div').replace('class=post', 'class=teaser')}</aside>",
        f"<main><h1>The boats</h1><video src=v.mp4></video><p>{SENTENCES[0]}</p>{teasers('/', 'div').replace('class=post', 'class=teaser')}</main>",
        f'<script type="application/ld+json">{{"@type": "Article", "headline": "Twenty days"}}</script><article><h1>Twenty days</h1>{teasers("/", "div")}</article>',
    ],
    ids=["of other sites", "beside an article", "below a short text", "stated to be an article"],
)
def test_an_article_with_headlines_of_others_is_an_article(body: str) -> None:
    article, _ = of_page(body)
    assert article.body


@pytest.mark.parametrize("wall", ["<div class=paywall>", "<div id=reg-wall>", "<section class='article__paywall-box'>"])
def test_the_opening_over_a_wall_is_told_as_that(wall: str) -> None:
    end = "</section>" if "section" in wall else "</div>"
    said = f"{wall}<h2>Subscribe to read on</h2><p>This is for those who pay for it.</p>{end}"
    for opening in (f"<p>{SENTENCES[0]}</p>", f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1][:-1]}…</p>"):
        with pytest.raises(InputError, match="only subscribers get"):
            of_page(f"<article><h1>The harbour</h1>{opening}</article>{said}")
    short = f"<article><h1>The harbour</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>"
    for page in (f"<article><h1>The harbour</h1>{PROSE}</article>{said}", f"{short}{said}", f"{short}{wall}{end}"):
        assert of_page(page)[0].body
    hidden = said.replace(">", " style='display:none'>", 1)
    assert of_page(f"<article><h1>The harbour</h1><p>{SENTENCES[0]}</p></article>{hidden}")[0].body


def test_whose_a_quotation_in_a_figure_is_loses_no_word() -> None:
    figure = "<figure><blockquote><p>The wall will stand for longer than I do.</p></blockquote><figcaption>Ada Marsh, builder <span class=credit>The Coastal Record</span></figcaption></figure>"
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE}{figure}{LAST}</article>")
    (quote,) = (node for node in walk(*article.body) if isinstance(node, Quote))
    assert plain_text(*quote.attribution) == "Ada Marsh, builder The Coastal Record"


@pytest.mark.parametrize(
    "labels",
    [("HG", "AF", "HG", "AF", "HG", "AF"), ("90'", "81'", "74'", "45'", "12'", "3'"), ("1", "2", "3", "4", "5", "6")],
    ids=["initials", "minutes", "numbers"],
)
def test_what_opens_each_of_several_parts_alike_stays_however_short(labels: tuple[str, ...]) -> None:
    lines = ("Why did you leave?", "A corner comes to nothing.", "Yes and no.", "Bring bread.", "Ask for the key at the inn.", "Go early.")
    rows = "".join(
        f"<div class=row><div class=k>{label}</div><div class=v>{line}</div></div>" for label, line in zip(labels, lines, strict=True)
    )
    article, _ = of_page(f"<article><h1>The harbour</h1>{PROSE[:250]}</p>{PROSE}{rows}</article><footer>About us</footer>")
    assert [text for text in said(article) if text in (*labels, *lines)] == [
        text for row in zip(labels, lines, strict=True) for text in row
    ]


def test_the_same_word_over_each_of_several_parts_is_no_label_of_them() -> None:
    rows = "".join(f"<div class=row><div class=k>Share</div><p>{sentence}</p></div>" for sentence in SENTENCES)
    article, _ = of_page(f"<article><h1>The harbour</h1>{rows}</article>")
    assert "Share" not in said(article)


@pytest.mark.parametrize("apart", [True, False])
def test_of_a_list_of_things_the_names_stay_that_are_links(apart: bool) -> None:
    names = [
        f"{number}. The {name} Room" for number, name in enumerate(("Hinge", "Salt", "Postal", "Kiln", "Wind", "Tin", "Bee", "Clock"), 1)
    ]
    told = (
        "Eleven hundred hinges, arranged by sound.",
        "You may lick one wall of it.",
        "Letters, read aloud on Thursdays.",
        "Free always.",
    ) * 2
    item = "<a class=box href=/m/{0}><h3>{1}</h3><p>{2}</p></a>" if apart else "<h2><a href=/m/{0}>{1}</a></h2><p>{2}</p>"
    items = "".join(item.format(at, name, said) for at, (name, said) in enumerate(zip(names, told, strict=True)))
    article, _ = of_page(
        f"<article><h1>Eight rooms</h1><p>The great museums will manage without you for one afternoon, I think.</p>{items}</article>"
    )
    assert [name for name in names if name not in said(article)] == []


def test_a_list_is_read_with_what_stands_over_it() -> None:
    page = (
        "<div id=menu><ul><li><a href=/>Home</a><li><a href=/c>Contact</a></ul></div><div id=col><h2>Leek stew</h2><p>Cold days ask for one pot.</p><h3>What goes in</h3>"
        "<ul><li>Half a leek<li>Chicken, 200 g<li>Soy, 2 spoons</ul><h3>How it is made</h3>"
        "<ol><li>Cut the leek into thick rings and boil them for some minutes in a wide pot.<li>Fry the chicken on its skin, and add the leek once it is brown.</ol></div>"
    )
    article, _ = of_page(page, title="Leek stew - The kitchen")
    assert [words for words in ("What goes in", "Half a leek", "Chicken, 200 g", "How it is made") if words not in said(article)] == []
