"""What of a page is its article: judgements on pages of our own, one pattern each."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from convert.errors import InputError
from convert.formats import Source
from convert.model import Article, Heading, Image, List, Paragraph, Quote
from convert.notices import Notice, ignore
from convert.readers._html import content, judge
from convert.readers._html.leaves import Leaves
from convert.readers._html.names import split_names
from convert.readers._html.parsing import parse
from convert.readers._html.report import AFTER_END, UNLIKE
from convert.readers._html.traits import NAMES, Known, traits_of
from convert.readers.html import read
from convert.walk import plain_text, walk
from tests import saved_page

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))


def of_page(body: str, head: str = "") -> tuple[Article, list[Notice]]:
    return saved_page.of_page(body, head, title="A page")


def paragraphs(article: Article) -> list[str]:
    return [plain_text(block, notes=False) for block in article.body if isinstance(block, Paragraph)]


REFRAIN = "And the tide came in as it always had, over the stones and the ropes and the names that they had written."


def test_what_an_author_wrote_twice_stands_twice() -> None:
    article, _ = of_page(f"<article><p>{REFRAIN}</p>{PROSE}<p>{REFRAIN}</p></article>")
    assert paragraphs(article).count(REFRAIN) == 2


def test_what_a_page_shows_twice_stands_once() -> None:
    article, notices = of_page(f"<article><p>{REFRAIN}</p>{PROSE}<div class=pull><p>{REFRAIN}</p></div></article>")
    assert paragraphs(article).count(REFRAIN) == 1
    assert [notice.code for notice in notices] == ["html.repeat"]


def test_the_target_of_a_link_within_the_page_says_nothing_of_what_stands_there() -> None:
    part = "<h3><a id=_mounting_an_overlay_and_related_popups></a>Mounting an overlay</h3><p>It is done by hand.</p>"
    around = part.replace("></a>Mounting", ">Mounting").replace("</h3><p>", "</h3><p><a id=_mounting_an_overlay_and_related_popups>")
    for body in (part, around):
        article, _ = of_page(f"<article>{PROSE}{body}{PROSE.replace('. ', ', and. ')}</article>")
        assert "It is done by hand." in paragraphs(article)


SHORT = "<p>{} Ada Marsh, who leads it, said that it hurt her to do so, and that it stays so until the end of May.</p>"
REPORTS = {
    "Library asks all who come for a captcha": "The town library asks for a captcha from Monday on, as machines had taken its places.",
    "Harbour office in court for its cookie settings": "The harbour office has put its cookie settings where people find them.",
    "Missing boy not found after three days": "The search goes on upstream.",
    "Page not found: a show of what is gone": "The museum opened a show of pages that are no more.",
}


@pytest.mark.parametrize("title", REPORTS)
def test_a_short_report_on_errors_and_consent_is_an_article(title: str) -> None:
    page = f"<!doctype html><title>{title}</title><article><h1>{title}</h1>{SHORT.format(REPORTS[title])}</article>"
    (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
    assert article.title == title and REPORTS[title] in plain_text(*article.body)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Page not found", "The article may have been moved. Go to the first page, or search for the title of the article that it was."),
        (
            "The file was not found",
            "The requested URL /boats was not found here. That is all that is known about it at this time of the day.",
        ),
        (
            "Cookie settings",
            "The harbour site uses cookies. It stores some things. Partners store others as well, on every visit each day.",
        ),
        ("One more step", "Please complete the captcha. It tells people from machines, of which there are many at this time of the year."),
    ],
)
def test_what_speaks_of_the_page_itself_is_none(title: str, said: str) -> None:
    page = f"<!doctype html><title>{title}</title><main><h1>{title}</h1><p>{said}</p></main>"
    with pytest.raises(InputError, match="holds no article"):
        list(read(Source(name="page", data=page.encode()), lambda notice: None))


def test_an_accordion_s_answers_count_as_shown() -> None:
    answers = "".join(
        f"<h3 id=q{n}>Question {n}?</h3><div role=region aria-labelledby=q{n} style='display:none'><p>{SENTENCE.format(n)}</p></div>"
        for n in "abc"
    )
    assert len(paragraphs(of_page(f"<article>{PROSE}{answers}</article>")[0])) == 9


def test_a_class_may_say_what_a_box_has_beside_it() -> None:
    box = f"<div class='with-sidebar'><p>{SENTENCE.format('last')}</p></div><div class='no-comments'><p>Nobody asked them.</p></div>"
    assert len(paragraphs(of_page(f"<article>{PROSE}{box}</article>")[0])) == 8


def test_text_that_was_encoded_twice_is_read_once() -> None:
    words = "Köln — “naïve”, she said; the café’s price was 3 €. " + SENTENCE
    for once in ("latin-1", "cp1252"):
        page = f"<meta charset=utf-8><title>A page</title><article>{''.join(f'<p>{n} {words}' for n in range(6))}</article>"
        spoilt = page.encode().decode(once, errors="replace").encode()
        notices: list[Notice] = []
        (article,) = read(Source(name="page", data=spoilt), notices.append)
        assert ("naïve" in paragraphs(article)[0]) and ("�" in spoilt.decode() or paragraphs(article)[0] == f"0 {words}")
        assert "html.encoding" in [notice.code for notice in notices]


def test_words_with_such_letters_stay_as_they_are() -> None:
    article, notices = of_page(f"<article>{PROSE}<p>Ãrsen Ã¨ Ã¢ Ã¯: she wrote «naïve» and élan, à côté of “Köln” — ça va.</p></article>")
    assert paragraphs(article)[-1].startswith("Ãrsen Ã¨ Ã¢ Ã¯")
    assert not notices


CARDS = "".join(
    f"<div class=card><h2>The {name} harbour</h2><img src={name}.jpg><p>{SENTENCE.format(name)} {SENTENCE.format(name + ' and last')}</p>"
    f"<p><a href='https://shop.example/{name}'>See the boats of the {name} harbour</a></p></div>"
    for name in ("northern", "southern", "eastern", "western", "inner", "outer")
)


def test_a_list_of_things_is_the_article_though_each_is_a_card() -> None:
    article, _ = of_page(f"<article><h1>Six harbours</h1><p>{SENTENCE.format('first')}</p>{CARDS}</article>")
    assert sum(text.startswith("The ") and "harbour" not in text for text in paragraphs(article)) >= 7


def test_the_last_word_takes_and_gives_reasons_leaf_by_leaf() -> None:
    page = parse(
        Source(name="page", data=f"<body><div><p>One<p>Two</div><div><table>{'<tr><td>a<td>b' * 2}</table></div>".encode()), ignore
    )
    body = next(element for element in page.order if element.tag == "body")
    box, other = body.elements()
    box.reason = "related"
    one, two = box.elements()
    every = Leaves(page)
    wanted = {"Two"}
    with patch("convert.readers._html.judge.likelihoods", lambda rows: [1.0 if leaf.text in wanted else -2.0 for leaf in every.all]):
        assert judge.settle(page, every, body, [], Known("", "", "", False)) is body
    assert (box.reason, one.reason, two.reason) == ("", "related", "")
    assert other.reason == UNLIKE


@pytest.mark.parametrize(("speaks_against", "stays"), [(-1.0, True), (-2.0, False)])
def test_a_table_that_the_rules_kept_goes_only_where_much_speaks_against_it(speaks_against: float, stays: bool) -> None:
    table = "<table><tr><th>Quality<th>Uses<tr><td>Poor<td>10</table>"
    page = parse(Source(name="page", data=f"<body><p>{REFRAIN}</p>{table}<div><p>Elsewhere</div>".encode()), ignore)
    body = next(element for element in page.order if element.tag == "body")
    next(element for element in body.elements() if element.tag == "div").reason = "related"
    every = Leaves(page)
    scores = [3.0 if leaf.text == REFRAIN else speaks_against for leaf in every.all]
    with patch("convert.readers._html.judge.likelihoods", lambda rows: scores):
        judge.settle(page, every, body, [], Known("", "", "", False))
    assert ("Poor" in [leaf.text for leaf in every.below(body)]) is stays


def test_paragraphs_called_as_a_credit_may_be_are_prose_and_their_headings_stay() -> None:
    long = " ".join(SENTENCE.format(word) for word in ("first", "second", "third", "fourth"))
    part = f"<h3 class=heading-xl>What they said</h3><p class=lead-copy-lg>{long}</p><p class=lead-copy-lg>{long} So it was.</p>"
    article, notices = of_page(f"<article><div>{part}{part.replace('first', 'seventh').replace('What', 'All that')}</div></article>")
    assert len(article.body) == 6 and not notices


def test_a_heading_behind_which_the_article_goes_on_stands_at_no_end() -> None:
    page = (
        f"<article><div>{PROSE}</div><div><h3>What came of it</h3><p>So the boats were sold, one by one, that autumn.</p></div></article>"
    )
    with patch.object(judge, "likelihoods", lambda rows: [*([1.0] * (len(rows) - 2)), -1.0, 1.0]):
        root = parse(Source(name="a page", data=page.encode()), ignore)
        main, leaves, _ = content.find(root)
        heading = next(element for element in root.order if element.tag == "h3")
        heading.reason = AFTER_END
        judge.settle(root, leaves, main, frozenset(), Known("", "", "", False, ""))
    assert heading.reason == ""


@pytest.mark.parametrize(("speaks_for", "stays"), [(0.5, False), (1.5, True)])
def test_what_a_prompt_s_box_holds_comes_back_only_where_much_speaks_for_it(speaks_for: float, stays: bool) -> None:
    page = f"<article>{PROSE}<div class=newsletter><p>The news of the harbour, each morning, from those who know it.</p></div></article>"
    with patch.object(judge, "likelihoods", lambda rows: [speaks_for] * len(rows)):
        assert ("The news of the harbour" in plain_text(*of_page(page)[0].body)) == stays


def test_a_table_stays_or_goes_as_a_whole_and_what_is_hidden_stays_hidden() -> None:
    table = "<table><tr><th>Day<th>Boats<tr><td>One<td>a great many of them, and more to come</table>"
    page = parse(Source(name="page", data=f"<body><p>Prose</p>{table}<div hidden><p>Unseen</div>".encode()), ignore)
    body = next(element for element in page.order if element.tag == "body")
    hidden = next(element for element in page.order if "hidden" in element.attributes)
    hidden.reason = "hidden"
    every = Leaves(page)
    with patch("convert.readers._html.judge.likelihoods", lambda rows: [3.0 if len(leaf.text) > 4 else -1.0 for leaf in every.all]):
        judge.settle(page, every, body, [], Known("", "", "", False))
    assert [leaf.text for leaf in every.below(body)][-4:] == ["Day", "Boats", "One", "a great many of them, and more to come"]
    assert hidden.reason == "hidden"


def test_the_weights_are_for_the_traits_there_are() -> None:
    page = parse(Source(name="page", data=f"<body>{PROSE}".encode()), ignore)
    leaves = Leaves(page).all
    rows = traits_of(page, leaves, page.root, Known("A page", "", "", True))
    assert {len(row) for row in rows} == {len(NAMES)}
    odds = judge.likelihoods(rows)
    assert len(odds) == len(leaves) and all(-20 < value < 20 for value in odds)


@pytest.mark.parametrize(("articles", "found"), [(1, "article"), (2, "header")])
def test_the_page_s_one_article_is_where_to_look_though_it_is_mostly_links(articles: int, found: str) -> None:
    lines = "".join(f"<p><a href=/boat/{n}>Boat {n}, built on the slip behind the church</a>, {n} feet long.</p>" for n in range(40))
    intro = "<header><h1>All boats</h1><p>All boats of the harbour, who built each, and where it lies.</p><p>So they say.</p></header>"
    more = "<article><p>Another.</p></article>" * (articles - 1)
    data = f"<main><article>{intro}<div>{lines}</div></article>{more}</main>".encode()
    assert content.find(parse(Source(name="a page", data=data), ignore))[0].tag == found


def test_a_reference_page_is_all_of_what_is_called_its_content() -> None:
    info = "<table><tr><th>Copyright<td>The harbour's office, 1994 to 2008<tr><th>Language<td>The language of the harbour, 2010</table>"
    told = "".join(
        f"<p class=src>boat{n} :: Harbour -&gt; <a href=Boat.html>Boat</a> <a href=src.html#{n}>Source</a></p>" for n in range(9)
    )
    head = "<div id=package-header><ul><li><a href=/>Contents</a></ul></div>"
    page = f"{head}<div id=content><div id=head>{info}</div><div id=all>{told}</div></div>"
    kept = plain_text(*of_page(page)[0].body)
    assert all(f"boat{n} ::" in kept for n in range(9)) and "1994" in kept


def test_names_stand_without_the_paper_s_and_what_is_left_of_a_date() -> None:
    assert split_names("Ada Marsh, Feb") == ["Ada Marsh"]
    assert split_names("By Tomas Quill and Ada Reporter, staff writers") == ["Tomas Quill", "Ada Reporter"]
    ld = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": ["Ada Marsh", "Lantern Post Media"],'
        ' "publisher": {"name": "Lantern Post"}}</script>'
    )
    assert of_page(f"<article><h1>A page</h1>{PROSE}</article>", ld)[0].authors == ("Ada Marsh",)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("By Kim Osei at Mill Lane", ["Kim Osei"]),
        ("By Ada Marsh in Berlin and Li Wei in London", ["Ada Marsh", "Li Wei"]),
        ("By Women in Music", ["Women in Music"]),
        ("By Kim In Soo", ["Kim In Soo"]),
        ("Iberian Wines in Berlin", ["Iberian Wines in Berlin"]),
    ],
)
def test_a_name_stands_without_the_place_that_it_writes_from(said: str, names: list[str]) -> None:
    assert split_names(said) == names


def test_a_first_name_is_told_in_full_where_a_link_has_it() -> None:
    body = f"<article><h1>A page</h1><div>Words: <a href=/people/ada>Ada Marsh</a></div>{PROSE}</article>"
    assert of_page(body, "<meta name=author content=Ada>")[0].authors == ("Ada Marsh",)


@pytest.mark.parametrize("number", ["", "<span>{}</span> ", "<span>1.{}</span> "])
def test_the_page_s_own_contents_are_left_out(number: str) -> None:
    names = ("The bay", "The boats", "The people")
    entries = "".join(f"<li><a href='#s{n}'>{number.format(n)}{name}</a>" for n, name in enumerate(names))
    sections = "".join(f"<h2 id=s{n}>{name}</h2><p>{SENTENCE.format(n)}</p>" for n, name in enumerate(names))
    article, notices = of_page(f"<article><ul>{entries}</ul>{PROSE}{sections}</article>")
    said = [plain_text(block) for block in article.body]
    assert [said.count(name) for name in names] == [1, 1, 1]
    assert "html.contents" in [notice.code for notice in notices]


def test_a_picture_is_no_stand_in_for_what_its_name_begins_with() -> None:
    shown = "".join(
        f"<p><img src=/{name} alt=Boat></p>"
        for name in ("blanket-bay.png", "clear-sky.jpg", "loading-dock.jpg", "blank.gif", "pixel_1x1.png")
    )
    article, _ = of_page(f"<article>{PROSE}{shown}{PROSE.replace('day', 'night')}</article>")
    assert [node.src for node in walk(article) if isinstance(node, Image) and node.src] == [
        "/blanket-bay.png",
        "/clear-sky.jpg",
        "/loading-dock.jpg",
    ]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("He was a <a class=popup href='javascript:void(0)'>mere copyist,</a> as they called it, and nothing else.", "mere copyist,"),
        ("<a class=related href=/tea>Green tea</a> is what they drank all day long in that house, and never coffee.", "Green tea"),
        ("In the harbour lay the boats that had been bought at the <a class=promo-link href=/b>last auction.</a>", "last auction."),
    ],
)
def test_a_link_within_a_sentence_stays_whatever_its_class_says(sentence: str, words: str) -> None:
    article, notices = of_page(f"<article>{PROSE}<p>{sentence}</p>{PROSE.replace('The', 'And the')}</article>")
    assert any(words in paragraph for paragraph in paragraphs(article))
    assert not notices


@pytest.mark.parametrize(
    "sentence",
    [
        "What they drank all day long in that house was tea, and never coffee. <a class=related href=/tea>Green tea and its uses</a>",
        "What they drank all day long in that house was tea. More: <a class=related href=/tea>Green tea</a>, page two",
    ],
)
def test_a_link_behind_a_sentence_goes_by_its_class(sentence: str) -> None:
    article, notices = of_page(f"<article>{PROSE}<p>{sentence}</p>{PROSE.replace('The', 'And the')}</article>")
    assert not any("Green tea" in paragraph for paragraph in paragraphs(article))
    assert [notice.code for notice in notices] == ["html.related"]


def test_the_inside_of_a_component_is_read_where_it_stands() -> None:
    inside = f"<script>'</template>'</script><div><p>{SENTENCE.format('inner')}</p></div>"
    shadow = f"<my-box><template shadowrootmode=open>{inside}</template></my-box>"
    article, _ = of_page(f"<article>{PROSE}{shadow}<p>{SENTENCE.format('last')}</p></article>")
    assert paragraphs(article)[-2:] == [SENTENCE.format("inner"), SENTENCE.format("last")]


def test_a_template_is_no_part_of_the_line_it_stands_in() -> None:
    line = "He called it “<span>serious literature<template><div><p>A bubble.</p></div></template></span>”, and meant it, as he always did."
    article, _ = of_page(f"<article>{PROSE}<p>{line}</p></article>")
    assert paragraphs(article)[-1] == "He called it “serious literature”, and meant it, as he always did."


def test_a_dialog_about_cookies_goes_though_it_is_most_of_a_short_page() -> None:
    asked = "".join(
        f"<p>Cookies of the {n} kind are set so that this site knows you again; without cookies it does not.</p>" for n in range(12)
    )
    article, notices = of_page(f"<div class=privacy-modal>{asked}</div><article>{PROSE}</article>")
    assert len(paragraphs(article)) == 6
    assert [notice.code for notice in notices] == ["html.prompt"]


def test_an_article_about_cookies_in_a_box_called_so_stays() -> None:
    told = "".join(
        f"<p>Cookies of the {n} kind are set so that a site knows its readers again; without them it does not.</p>" for n in range(12)
    )
    assert len(paragraphs(of_page(f"<div class=modal><article>{told}</article></div><p>Short.</p>")[0])) == 12


def test_what_is_called_as_the_heart_of_the_article_is_more_of_it() -> None:
    parts = "".join(
        f"<div class='sidebar-grid sidebar-grid__content'>{PROSE.replace('day', word) * times}</div><aside class=ad>Buy {word}.</aside>"
        for word, times in (("day", 4), ("night", 1), ("week", 1))
    )
    told = " ".join(paragraphs(of_page(f"<main>{parts}</main>")[0]))
    assert "first night" in told and "sixth week" in told


def test_cards_that_lead_to_other_sites_are_what_the_article_is_about() -> None:
    def page(site: str) -> str:
        cards = "".join(
            f"<div class=item><a href='https://{site}/{n}'>The boat named {n}</a><p>{SENTENCE.format(n)} It was sold.</p></div>"
            for n in ("Lantern", "Anchor", "Harbour", "Cormorant")
        )
        return f"<article>{PROSE}<div>{cards}</div></article>"

    head = "<link rel=canonical href='https://boats.example/all'>"
    assert len(paragraphs(of_page(page("shop.example"), head)[0])) >= 10
    with patch.object(judge, "settle", lambda page, leaves, main, fixed, known: main):
        assert len(paragraphs(of_page(page("boats.example"), head)[0])) == 6


def test_a_second_copy_that_is_hidden_goes_though_it_is_half_of_the_page() -> None:
    article, notices = of_page(
        f"<article>{PROSE}</article><pre hidden>{PROSE.replace('<p>', '').replace('</p>', chr(10))} And a line more.</pre>"
    )
    assert len(paragraphs(article)) == 6
    assert "html.hidden" in [notice.code for notice in notices]


def test_a_page_that_shows_only_once_a_script_ran_is_read() -> None:
    assert len(paragraphs(of_page(f"<main style='visibility: hidden'><article>{PROSE}</article></main>")[0])) == 6


def test_a_listing_that_the_rules_kept_stays_unless_much_speaks_against_it() -> None:
    page = f"<div class=menu><a href=/>Boats</a></div><article>{PROSE}<pre>npm install</pre>{PROSE.replace('The', 'And the')}</article>"
    for score, stays in ((-1.0, True), (-2.0, False)):
        with patch.object(judge, "likelihoods", lambda rows, score=score: [3.0 if row[3] == 1 else score for row in rows]):
            article = of_page(page)[0]
        assert ("npm install" in plain_text(*article.body)) is stays


@pytest.mark.parametrize(("speaks_for", "stays"), [(0.5, False), (1.5, True)])
def test_what_a_dialog_holds_comes_back_only_where_much_speaks_for_it(speaks_for: float, stays: bool) -> None:
    said = SENTENCE.format("asking")
    page = f"<article>{PROSE}</article><div role=dialog><p>{said}</p><button>Accept</button></div>"
    with patch.object(judge, "likelihoods", lambda rows: [speaks_for] * len(rows)):
        assert (said in paragraphs(of_page(page)[0])) is stays


def test_a_heading_over_a_heading_that_stays_stays_too() -> None:
    part = f"<h2>Ingredients</h2><h3>Batter</h3><p>{SENTENCE.format('rye')}</p>"
    page = f"<div class=menu><a href=/>Boats</a></div><article>{PROSE}{part}{PROSE.replace('The', 'And the')}</article>"
    with patch.object(judge, "likelihoods", lambda rows: [3.0 if row[3] == 1 else -2.0 for row in rows]):
        article = of_page(page)[0]
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["Ingredients", "Batter"]


def test_whom_a_quotation_is_from_stays_with_its_words() -> None:
    quote = "<blockquote><p>It stands.</p><footer>Ada</footer></blockquote>"
    page = f"<div class=menu><a href=/>Boats</a></div><article>{PROSE}{quote}{PROSE.replace('The', 'And the')}</article>"
    with patch.object(judge, "likelihoods", lambda rows: [3.0 if row[3] == 1 else -2.0 for row in rows]):
        article = of_page(page)[0]
    (said,) = [node for node in walk(*article.body) if isinstance(node, Quote)]
    assert (plain_text(*said.children), plain_text(*said.attribution)) == ("It stands.", "Ada")


def test_lines_that_only_their_style_sets_apart_are_paragraphs() -> None:
    lines = "".join(f"<span style='color: red; display:block'>{SENTENCE.format(word)}</span>" for word in ("first", "second", "third"))
    assert len(paragraphs(of_page(f"<article>{lines}</article>")[0])) == 3


HALVES = (PROSE, PROSE.replace("The", "And the"))


@pytest.mark.parametrize(
    ("between", "code"),
    [
        ("<div class=box><h3>The letter</h3><p>The best of it each morning.</p><input type=email><button>Go</button></div>", "html.prompt"),
        ("<p>Advertisement</p>", "html.control"),
        (
            "<div><a href='https://twitter.com/intent/tweet?u=x'>Tweet</a> <a href='https://www.facebook.com/sharer/sharer.php?u=x'>Like</a></div>",
            "html.sharing",
        ),
        ("<div class=ad><iframe src=https://player.example/video/1></iframe></div>", "html.advertising"),
        ("<p><a href='javascript:window.print()'>Print this page</a> <a href='mailto:?subject=Boats'>Mail it</a></p>", "html.sharing"),
    ],
)  # fmt: skip
def test_what_says_of_itself_that_it_is_no_text_stays_out(between: str, code: str) -> None:
    article, notices = of_page(f"<article>{between.join(HALVES)}</article>")
    assert len(paragraphs(article)) == len(article.body) == 12
    assert {notice.code for notice in notices} == {code}


def test_a_link_that_shares_stays_in_its_sentence_and_mail_to_somebody_is_none() -> None:
    share = "https://twitter.com/intent/tweet?u=x"
    line = f"They asked all who knew more to <a href='{share}'>tell the others</a> or <a href='mailto:a@b.example'>Ada</a>."
    assert "tell the others or Ada." in paragraphs(of_page(f"<article>{HALVES[0]}<p>{line}</p>{HALVES[1]}</article>")[0])[6]


def test_a_short_article_beside_a_field_for_mail_stays() -> None:
    article, _ = of_page(f"<main><article>{PROSE}<form><input type=email><button>Go</button></form></article></main>")
    assert len(paragraphs(article)) == 6


LAMP = "<div class=card><h3>{} lamp</h3><p>It is bright enough for a whole yard, and its battery lasts for {} nights.</p><div class=price-block><span>{}</span> <a class=btn href=https://shop.example/{}>Buy at Shop</a></div></div>"  # noqa: E501


def test_what_each_of_several_things_costs_stays() -> None:
    lamps = "".join(LAMP.format(name, nights, price, name) for name, nights, price in LAMPS)
    for article, _ in (of_page(f"<article>{PROSE}{lamps}</article>"), of_page(f"<article>{PROSE}<h2>Lamps</h2>{lamps}{PROSE}</article>")):
        assert [said for said in paragraphs(article) if said in {price for *_, price in LAMPS}] == ["£120", "£89.90", "240 €"]


LAMPS = (("Polar", "two", "£120"), ("Argand", "three", "£89.90"), ("Fresnel", "four", "240 €"))


# --- what a line says of itself --------------------------------------------------------------------------------

ASIDES = {
    "related": (
        "<b>Read also:</b> <a href=/a>Harbour fair in May</a>",
        "Lesen Sie auch: <a href=/b>Hafenfest im Mai</a>",
        "<a href=/c>À lire aussi : la fête du port en mai</a>",
        "» <a href=/d>Lea también: La fiesta del puerto</a>",
        "Читайте также: <a href=/e>Праздник в порту</a>",
    ),
    "advertising": (
        "Story continues after advertisement",
        "– Article continues below –",
        "Der Artikel geht nach der Anzeige weiter",
        "L’article continue après la publicité",
    ),
    "control": ("Listen to this article (5 min)", "Listen 4:32", "128 shares"),
}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in ASIDES.items() for line in lines])
def test_a_line_that_says_itself_that_it_is_none_of_the_text_goes(kind: str, line: str) -> None:
    article, notices = of_page(f"<article>{PROSE}<p>{line}</p>{PROSE.replace('day', 'night')}</article>")
    assert len(paragraphs(article)) == 12
    assert [notice.code for notice in notices] == [f"html.{kind}"]


def test_sentences_on_listening_and_going_on_stay() -> None:
    lines = "<p>Listen to this article of faith.</p><p>The story continues after advertisement was banned in the town.</p>"
    article, notices = of_page(f"<article>{PROSE}{lines}{PROSE.replace('day', 'night')}</article>")
    assert len(paragraphs(article)) == 14 and not notices


@pytest.mark.parametrize(
    "box",
    [
        "<blockquote class=pull-quote>{}</blockquote>",
        "<div class=article__pullquote><p>“{}”</p></div>",
        "<figure><blockquote class=pullquote><p>{}</p></blockquote><figcaption>Jo Lind, keeper</figcaption></figure>",
    ],
)
def test_words_of_the_text_that_are_set_large_again_go(box: str) -> None:
    again, new = "nobody in the village could quite say why", "but the mayor knew it well, and she kept it to herself"
    article, notices = of_page(f"<article>{PROSE}{box.format(again)}{box.format(new)}{PROSE.replace('day', 'night')}</article>")
    said = [plain_text(block) for block in article.body]
    assert (
        sum(again in text for text in said) == 12
        and str(article).count("Jo Lind") == box.count("Jo Lind")
        and sum(new in text for text in said) == 1
    )
    assert [notice.code for notice in notices] == ["html.repeat"]


def test_answers_that_are_hidden_below_the_headings_that_show_them_are_read() -> None:
    pair = "<div><h3><button aria-expanded=false aria-controls=a{0}>When is it open, {0}?</button></h3><div id=a{0} hidden><p>From May to September, on day {0}.</p></div></div>"  # noqa: E501
    article, notices = of_page(f"<article>{PROSE}{pair.format(1)}{pair.format(2)}</article>")
    assert [plain_text(block) for block in article.body[6:]] == [
        said.format(at) for at in (1, 2) for said in ("When is it open, {}?", "From May to September, on day {}.")
    ]
    assert not notices


def test_an_element_that_says_it_is_a_heading_is_one() -> None:
    article, _ = of_page(f"<article>{PROSE}<div role=heading aria-level=3>The vote</div>{PROSE.replace('day', 'night')}</article>")
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["The vote"]


def test_numbers_that_a_numbered_list_has_in_its_text_too_stand_once() -> None:
    items = "".join(
        f"<li><span class=n>{at}.</span> The {word} thing to do is to wait.</li>" for at, word in enumerate(("first", "second"), 1)
    )
    article, _ = of_page(f"<article>{PROSE}<ol style='list-style:none'>{items}</ol>{PROSE.replace('day', 'night')}</article>")
    (found,) = (block for block in article.body if isinstance(block, List))
    assert [plain_text(*item) for item in found.items] == [f"The {word} thing to do is to wait." for word in ("first", "second")]


def test_a_verdict_in_a_box_between_headline_and_text_keeps_what_is_for_and_against_it() -> None:
    box = "<div class=review-summary><div>8/10</div><h2>Verdict</h2><p>A lamp for people who go out in all weathers and like it.</p><h3>Pros</h3><ul><li>Bright</li></ul><h3>Cons</h3><ul><li>Heavy</li></ul></div>"  # noqa: E501
    article, _ = of_page(f"<article><h1>A page</h1>{box}<div class=article-body>{PROSE}</div></article>")
    said = [plain_text(block) for block in article.body[:7]]
    assert said == ["8/10", "Verdict", "A lamp for people who go out in all weathers and like it.", "Pros", "Bright", "Cons", "Heavy"]
