"""What of a page goes lost easily: pictures without addresses, what is for browsers without scripts, objects, formulas, hidden notes."""

from __future__ import annotations

import base64
from itertools import pairwise

import pytest

from convert import model
from convert.errors import InputError
from convert.formats import Source
from convert.model import Article, Figure, Heading, Image, Note, Paragraph
from convert.notices import Notice
from convert.readers._html.fragment import blocks_of
from convert.readers.html import read
from convert.walk import plain_text, walk

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
# 12 × 12 pixels of noise in two colours.
SMALL = "data:image/png;base64," + (
    "iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAIAAADZF8uwAAAA" + "9mJkeWl0aW9uIHdpdGggc29tZSBieXRlcyBpbiBpdCBzbyB0aGF0IGl0" * 3 + "AAAASUVORK5CYII="
)


def of_body(body: str, before: str = PROSE) -> tuple[Article, list[Notice]]:
    notices: list[Notice] = []
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><body><article>{before}{body}</article></body></html>"
    (article,) = read(Source(name="page", data=page.encode()), notices.append)
    return article, notices


def images(article: Article) -> list[tuple[str, str]]:
    return [(node.src, node.alt) for node in walk(article) if isinstance(node, Image)]


@pytest.mark.parametrize("stated", ["", f'src="{DOT}"', 'src="about:blank"', 'src="/images/blank.gif"'])
def test_a_picture_without_an_address_keeps_its_words(stated: str) -> None:
    article, _ = of_body(f'<p>Before <img {stated} alt="A chart of tides"> after</p>')
    assert images(article) == [("", "A chart of tides")]
    assert not images(of_body(f"<p>Before <img {stated}> after</p>")[0])


def test_the_picture_shared_leads_where_the_page_s_own_has_no_address() -> None:
    page = (
        '<!doctype html><title>A page</title><meta property="og:image" content="https://example.org/a.jpg">'
        f'<article><h1>A page</h1><img alt="A harbour at dawn">{PROSE}</article>'
    )
    (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
    assert article.lead == Figure(image=Image("https://example.org/a.jpg"))
    assert images(article)[1:] == [("", "A harbour at dawn")]


def test_a_small_picture_in_the_page_is_one_and_a_dot_is_none() -> None:
    article, _ = of_body(f'<p>Before <img src="{SMALL}" alt="A mark"> after <img src="{DOT}"></p>')
    assert images(article) == [(SMALL, "A mark")]


@pytest.mark.parametrize(
    "stand_in",
    [f'<img src="{DOT}" alt="A quay" class="lazy">', '<div class="frame"><img alt="A quay"></div>', ""],
    ids=["beside", "in a box", "alone"],
)
def test_the_picture_for_browsers_without_scripts_comes_in_for_its_stand_in(stand_in: str) -> None:
    article, _ = of_body(
        f'<figure>{stand_in}<noscript><img src="/quay.jpg" alt="A quay"></noscript><figcaption>The quay.</figcaption></figure>'
    )
    (figure,) = [node for node in walk(article) if isinstance(node, Figure)]
    assert (figure.image, plain_text(*figure.caption)) == (Image("/quay.jpg", "A quay"), "The quay.")


def test_a_picture_that_scripts_load_and_its_copy_without_them_are_one() -> None:
    article, _ = of_body(
        f'<div><img src="{DOT}" data-src="/quay.jpg" alt="A quay"><noscript><img src="/quay.jpg" alt="A quay"></noscript></div>'
    )
    assert images(article) == [("/quay.jpg", "A quay")]


def test_the_text_for_browsers_without_scripts_is_the_article_where_the_page_has_no_other() -> None:
    article, notices = of_body(f"<noscript>{PROSE}</noscript><p>Give us feedback.</p>", before="<h1>A page</h1>")
    assert [plain_text(block) for block in article.body][:6] == [
        SENTENCE.format(w) for w in ("first", "second", "third", "fourth", "fifth", "sixth")
    ]
    assert not [notice for notice in notices if notice.code == "html.noscript"]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "<p>Turn on scripts to read this page as it is meant to be read.</p>" * 3,
        f"<p><span><span><span>{'Turn on scripts to read this page as it is meant to be read. ' * 4}</span></span></span></p>",
    ],
)
def test_the_text_for_browsers_without_scripts_is_left_out_where_the_page_has_it_or_it_is_short(text: str) -> None:
    article, notices = of_body(f"<noscript>{text}</noscript>")
    assert len(article.body) == 6
    assert [notice.code for notice in notices] == ["html.noscript"]


def test_a_counter_for_browsers_without_scripts_is_no_picture() -> None:
    article, _ = of_body('<noscript><img src="https://count.example.org/?id=1" width=1 height=1></noscript>')
    assert not images(article)


@pytest.mark.parametrize(
    ("markup", "code", "begins"),
    [
        ("<noscript>Turn on scripts to see the map.</noscript>", "html.noscript", "Turn on scripts"),
        ("<textarea>A line to copy.</textarea>", "html.control", "A line to copy."),
        ("<select><option>One choice<option>Another</select>", "html.control", "One choice"),
        ("<audio src=https://a.example/a.mp3>This needs a newer browser.</audio>", "html.player", "This needs"),
    ],
)
def test_what_no_book_can_show_is_named(markup: str, code: str, begins: str) -> None:
    notices = of_body(f"<p>Before {markup} after</p>")[1]
    told: list[Notice] = []
    blocks_of(f"<p>Before {markup} after</p>", "", told.append)
    for found in (notices, told):
        assert [(notice.kind, notice.code) for notice in found] == [("left-out", code)]
        assert found[0].excerpt.startswith(begins)


def test_an_object_is_what_it_says_instead_and_else_where_it_is() -> None:
    article, _ = of_body('<object data="film.swf"><p>A film of the quay.</p></object>')
    assert plain_text(*article.body).endswith("A film of the quay.")
    article, _ = of_body('<object data="https://example.org/film.mp4"></object>')
    assert [(node.kind, node.href) for node in walk(article) if isinstance(node, model.Embed)] == [
        ("video", "https://example.org/film.mp4")
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<mi>x</mi><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac>", "x = a/b"),
        ("<msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup><mo>+</mo><mn>1</mn>", "e^iπ + 1"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><msqrt><mn>2</mn></msqrt></mfrac>", "(a + b)/√2"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>",
            "∑_(i = 1)^nx_i",
        ),
    ],
)
def test_a_formula_without_tex_reads_as_text(inside: str, text: str) -> None:
    (formula,) = [node for node in walk(of_body(f"<p>So <math>{inside}</math> it is.</p>")[0]) if isinstance(node, model.Math)]
    assert (formula.mathml, formula.text) == (f"<math>{inside}</math>", text)


def test_notes_that_show_on_a_click_only_are_notes() -> None:
    article, notices = of_body(
        '<p>The quay<span class="footnote-text" style="display:none">It fell in 1911.</span> was mended'
        '<a href="#n2" class="footnote-ref">2</a> since.</p>'
        '<div class="footnotes"><span id="n2" hidden>By hand.</span></div>'
    )
    assert [plain_text(*node.children) for node in walk(article) if isinstance(node, Note)] == ["It fell in 1911.", "By hand."]
    assert not notices


@pytest.mark.parametrize("mark", ["<sup><a href='#n{n}'>{n}</a></sup>", "<a href='#n{n}'>[{n}]</a>"])
def test_items_that_have_the_numbers_of_raised_links_are_notes_and_another_stays(mark: str) -> None:
    told = ["Its own books.", "Page 12.", "Ibid., p. 13."]
    items = "".join(f"<li id=n{number}>{said}</li>" for number, said in enumerate(told, 1))
    lines = "".join(f"<p>The quay fell{mark.format(n=n)} and was mended.</p>" for n in (1, 2))
    article, notices = of_body(f"{lines}<h2>Notes</h2><ol>{items}</ol>")
    assert [plain_text(*node.children) for node in walk(article) if isinstance(node, Note)] == told[:2]
    heading, listed = article.body[-2:]
    assert isinstance(heading, Heading) and plain_text(heading) == "Notes"
    assert isinstance(listed, model.List) and (plain_text(listed), listed.start) == (told[2], 3)
    assert not notices


def test_a_raised_link_to_an_item_of_another_number_is_a_link() -> None:
    article, _ = of_body(
        "<p>The quay<sup><a href=#n2>1</a></sup> fell.</p><ol><li id=n1>First the wall.</li><li id=n2>Then the quay.</li></ol>"
    )
    assert not any(isinstance(node, Note) for node in walk(article))


def test_a_last_line_that_was_decoded_wrongly_is_no_small_print() -> None:
    said = "The ferry was called Andrã©, and Ð©uka after that; it never came back"
    article, _ = of_body(f"<p>{said}</p>")
    assert [plain_text(block) for block in article.body if isinstance(block, Paragraph)][-1] == said


def test_a_frame_that_is_no_embed_is_named() -> None:
    frames = '<iframe src="https://example.org/ads/1"></iframe><iframe src="file:///etc/passwd"></iframe><iframe src="https://video.example/1"></iframe>'
    _, notices = of_body(f"<p>Before</p>{frames}<p>after</p>")
    assert [(notice.code, notice.excerpt) for notice in notices] == [
        ("html.frame", "https://example.org/ads/1"),
        ("html.frame", "file:///etc/passwd"),
    ]


def embeds(body: str) -> list[str]:
    return [node.href for node in walk(of_body(body)[0]) if isinstance(node, model.Embed)]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("<lite-youtube videoid=dQw4w9WgXcQ playlabel=Boats></lite-youtube>", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("<div class=youtube-player data-id=dQw4w9WgXcQ></div>", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("<lite-vimeo videoid=123456789></lite-vimeo>", "https://vimeo.com/123456789"),
        (
            "<iframe src=about:blank data-src='https://www.youtube-nocookie.com/embed/abc'></iframe>",
            "https://www.youtube-nocookie.com/embed/abc",
        ),
        ("<div class=video-player><iframe src='https://www.youtube.com/embed/abc'></iframe></div>", "https://www.youtube.com/embed/abc"),
        (
            "<div class=player-box><div id=player><video src='https://boats.example/a.mp4'></video></div></div>",
            "https://boats.example/a.mp4",
        ),
    ],
)
def test_a_player_is_named_however_it_waits_to_be_one(body: str, address: str) -> None:
    assert embeds(body) == [address]


def test_what_advertises_or_names_no_video_is_no_player() -> None:
    slot = "<div class=ad-slot><iframe src='https://ads.example/slot.html'></iframe></div>"
    assert embeds(f"{slot}<div class=youtube-note data-id=12>Watch it there.</div>") == []
    section = "<div class=youtube-section data-id=article-001><p>What he said on the quay that evening.</p></div>"
    assert embeds(section) == [] and "What he said on the quay" in plain_text(*of_body(section)[0].body)


def test_a_player_beside_the_page_is_told_as_left_out() -> None:
    _, notices = of_body("<audio controls><source src=a.mp3></audio>")
    assert [(notice.code, notice.excerpt) for notice in notices] == [("html.frame", "a.mp3")]


@pytest.mark.parametrize(
    "inside",
    [
        "<p>The sea gives.</p><cite>Mira Okafor</cite>",
        "<p>The sea gives.</p><p>— <cite>Mira Okafor</cite></p>",
        "<p>The sea gives.</p><footer>— Mira Okafor</footer>",
    ],
)
def test_whom_a_quotation_is_from(inside: str) -> None:
    (quote,) = [node for node in walk(of_body(f"<blockquote>{inside}</blockquote>")[0]) if isinstance(node, model.Quote)]
    assert (plain_text(*quote.children), quote.attribution) == ("The sea gives.", (model.Text("Mira Okafor"),))


def test_a_work_named_in_a_quotation_is_no_attribution() -> None:
    inside = "<p>The sea gives.</p><p>So says <cite>Notes on Levers</cite> of it.</p>"
    (quote,) = [node for node in walk(of_body(f"<blockquote>{inside}</blockquote>")[0]) if isinstance(node, model.Quote)]
    assert not quote.attribution and len(quote.children) == 2


@pytest.mark.parametrize(
    "hidden",
    [
        "<a href='/cdn-cgi/l/email-protection' class=__cf_email__ data-cfemail='{}'>[email&#160;protected]</a>",
        "<a href='/cdn-cgi/l/email-protection#{}'>ada@lantern.example</a>",
    ],
)
def test_a_mail_address_hidden_on_its_way_is_put_back(hidden: str) -> None:
    letters = "".join(f"{letter ^ 0x54:02x}" for letter in b"ada@lantern.example")
    article, _ = of_body(f"<p>Write to {hidden.format('54' + letters)} about the boats, if you know more.</p>")
    (link,) = [node for node in walk(article) if isinstance(node, model.Link)]
    assert (link.href, plain_text(*link.children)) == ("mailto:ada@lantern.example", "ada@lantern.example")


@pytest.mark.parametrize(
    "address",
    [
        "https://l.facebook.com/l.php?u=https%3A%2F%2Flantern.example%2Fa%3Fb%3D1&h=AT0",
        "https://www.google.com/url?sa=t&q=https://lantern.example/a%3Fb%3D1&utm_source=x",
        "https://href.li/?https://lantern.example/a?b=1",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flantern.example%2Fa%3Fb%3D1&data=05",
    ],
)
def test_a_link_leads_where_it_sends_the_reader_on_to(address: str) -> None:
    article, _ = of_body(f"<p>The boats are <a href='{address}'>all in now</a>, as the paper had it that day.</p>")
    assert [node.href for node in walk(article) if isinstance(node, model.Link)] == ["https://lantern.example/a?b=1"]


def test_boxes_to_tick_are_told_in_lists() -> None:
    article, _ = of_body(
        "<ul><li><input type=checkbox checked disabled> Tar the boats</li><li><input type=checkbox> Mend the nets</li></ul>"
    )
    (tasks,) = [node for node in walk(article) if isinstance(node, model.List)]
    assert [plain_text(*item) for item in tasks.items] == ["☑ Tar the boats", "☐ Mend the nets"]


def test_a_drawing_in_the_page_is_a_picture_and_an_icon_is_not() -> None:
    drawing = "<svg viewBox='0 0 300 200' role=img><title>Catch &amp; nets</title><text x=20 y=190>1911</text></svg>"
    icon = "<svg width=16 height=16><path d='M0 0h10'></path></svg>"
    article, _ = of_body(f"<figure>{drawing}<figcaption>The catch of 1911.</figcaption></figure><p>In {icon} that year.</p>")
    (figure,) = [node for node in walk(article) if isinstance(node, Figure)]
    assert figure.image is not None and figure.image.alt == "Catch & nets" and plain_text(*figure.caption) == "The catch of 1911."
    svg = base64.b64decode(figure.image.src.partition("base64,")[2]).decode()
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"') and ">1911</text>" in svg


# --- texts about what pages have round their texts -------------------------------------------------------


def section(name: str, heading: str) -> str:
    told = f"A paragraph on {heading.lower()} that says, at some length, what a reader of a manual has to know of it."
    return f'<section id="{name}"><span></span><h2>{heading}<a class="headerlink" href="#{name}">¶</a></h2><p>{told}</p></section>'


SECTIONS = {
    "a-request": "A request",
    "cookies": "Cookies",
    "related-work": "Related work",
    "comments": "Comments",
    "login": "Login",
    "tags": "Tags",
}


def test_sections_whose_ids_are_their_headings_are_no_boxes() -> None:
    article, notices = of_body("".join(section(name, heading) for name, heading in SECTIONS.items()))
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == list(SECTIONS.values())
    assert not notices


def test_a_section_by_itself_is_what_its_id_says() -> None:
    article, _ = of_body(
        PROSE + '<section id="comments"><h2>Comments</h2><p>I was there that night, and it was not like that at all.</p></section>'
    )
    assert "I was there" not in plain_text(*article.body)


@pytest.mark.parametrize("heading", ["Newsletter", "Popular myths", "Comments"])
def test_a_part_that_the_text_goes_on_below_is_its_own_whatever_it_is_called(heading: str) -> None:
    parts = [
        f"<h2>{name}</h2><p>{SENTENCE.format(name)}</p><p>{SENTENCE.format('last')}</p>" for name in ("Before", "Within", heading, "After")
    ]
    article, _ = of_body("".join(parts))
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["Before", "Within", heading, "After"]


BISCUITS = (
    "The perfect cookie is crisp at the edge and soft in the middle, and it took me nine years to get there.",
    "Every cookie starts with butter. Melt it slowly until it smells of nuts, then let it cool for an hour.",
    "Bake each cookie for nine minutes, and not a minute longer, whatever the colour says.",
    "A cookie that has gone hard can be dipped in milk. That is what the milk is for.",
)


def test_the_end_of_a_text_about_cookies_is_no_small_print() -> None:
    article, _ = of_body("".join(f"<p>{line}</p>" for line in BISCUITS), before="")
    assert [plain_text(block) for block in article.body] == list(BISCUITS)


# --- what reads as who, when and how long, and is the text's ----------------------------------------------


def of_page(body: str, head: str = "") -> Article:
    page = f"<!doctype html><meta charset=utf-8><title>A page</title>{head}<body><h1>A page</h1><div class=text>{body}</div></body>"
    (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
    return article


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "line",
    ["40 minutes to go, and the boat had not come in.", "15分ほど歩くと、灯台が見えてくる。", "40 минут до отправления, а паром ещё пуст."],
)
def test_a_sentence_that_begins_with_minutes_is_no_reading_time(line: str) -> None:
    assert line in plain_text(*of_page(paragraphs(line) + PROSE).body)


@pytest.mark.parametrize("line", ["4 min read", "4 Min. Lesezeit", "5 min. de lecture"])
def test_a_reading_time_goes(line: str) -> None:
    assert line not in plain_text(*of_page(paragraphs(line) + PROSE).body)


def test_a_day_that_opens_a_text_is_its_own_unless_it_was_published_then() -> None:
    stated = '<meta property="article:published_time" content="2023-02-14T08:00:00+03:00">'
    assert "26 апреля 1986 года." in plain_text(*of_page(paragraphs("26 апреля 1986 года.") + PROSE, stated).body)
    for line in ("14 February 2023", "Last updated: 3 June 2023"):
        assert line not in plain_text(*of_page(paragraphs(line) + PROSE, stated).body)


def test_the_days_of_a_diary_stay() -> None:
    days = [f"2021年5月{day}日" for day in (1, 2, 3)]
    kept = plain_text(*of_page(paragraphs(*(line for day in days for line in (day, "雨。終日こもる。")))).body)
    assert all(day in kept for day in days)


def test_a_period_within_a_numbered_line_is_no_date() -> None:
    article = of_page(
        paragraphs(
            "다음과 같이 안전 점검을 실시합니다.",
            "1. 기간: 2023. 6. 1.부터 6. 30.까지",
            "2. 대상: 관내 모든 시설",
            "문의하여 주시기 바랍니다.",
        )
    )
    assert "1. 기간: 2023. 6. 1.부터" in plain_text(*article.body)
    assert article.published == ""


@pytest.mark.parametrize("label", ["记者", "Text", "Autor"])
def test_who_asks_again_and_again_wrote_nothing(label: str) -> None:
    article = of_page(
        paragraphs(f"{label}：为什么", "陈国富：清晨六点半就开门了。", f"{label}：后来呢", "陈国富：在这条巷子里修了三十七年鞋。") + PROSE
    )
    assert article.authors == ()
    assert f"{label}：为什么" in plain_text(*article.body)


def test_a_sentence_that_begins_with_wrote_in_arabic_is_no_byline() -> None:
    article = of_page(paragraphs("كتب أحمد رسالة", "يصل الحاج محمود إلى الورشة قبل شروق الشمس بنصف ساعة، ويفتح الباب الخشبي.") + PROSE)
    assert article.authors == () and "كتب أحمد رسالة" in plain_text(*article.body)


def test_a_text_may_end_with_a_quotation() -> None:
    box = "<div class=block><p>{}</p></div>"
    lines = ["灯台の光は、今も夜ごとに島の海を照らしている。それを見る人は少ない。", "「明日も来るよ」"]
    article = of_page(PROSE + "".join(box.format(line) for line in lines))
    assert "「明日も来るよ」" in plain_text(*article.body)


@pytest.mark.parametrize("tag", ["h2", "h4"])
def test_paragraphs_set_as_headings_are_paragraphs(tag: str) -> None:
    lines = [SENTENCE.format("first"), "He said so.", *(SENTENCE.format(word) for word in ("second", "third"))]
    article = of_page("".join(f"<{tag}>{line}</{tag}>" for line in lines))
    assert [(type(block), plain_text(block)) for block in article.body] == [(Paragraph, line) for line in lines]


def test_what_leads_into_a_text_is_whole_and_in_order() -> None:
    lines = [SENTENCE.format("very first"), "He said so.", SENTENCE.format("next")]
    page = f"<title>A page</title><h1>A page</h1><div class=top>{paragraphs(*lines)}</div><div class=share><a href=#>Share</a></div>"
    (article,) = read(Source(name="page", data=f"{page}<div class=article-body>{PROSE}</div>".encode()), lambda notice: None)
    assert article.subtitle == ""
    assert [plain_text(block) for block in article.body[:3]] == lines


def test_a_heading_with_boxes_in_it_is_one() -> None:
    article = of_page(PROSE + "<h2><div>Before</div><div>the flood</div></h2>" + PROSE.replace("day", "night"))
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["Before the flood"]


def test_speech_balloons_are_text() -> None:
    said = "<p>毎朝のことですから、大変でしたね。</p>"
    balloon = f"<div class=speech-wrap><div class=speech-person>記者</div><div class=speech-balloon>{said}</div></div>"
    assert "毎朝のことですから" in plain_text(*of_page(PROSE + balloon + PROSE.replace("day", "night")).body)


BOXES = {
    "a frame round a form's fields, without any": "<fieldset><legend>The workshop</legend><p>{}</p></fieldset>",
    "a form without fields": '<form action="/x"><input type=hidden name=a><p>{}</p></form>',
    "a box about cookies to bake": '<div class="cookie-recipe"><h3>Dough</h3><p>{}</p></div>',
    "a popup's picture of itself": '<div class="popup-note"><p>{}</p></div>',
    "folded away in place": '<div><a class="btn">More</a><div class="folded" style="display:none"><p>{}</p></div></div>',
    "a spoiler": "<button>Show</button><div hidden><p>{}</p></div>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_sentences_in_a_box_of_the_text_are_text(box: str) -> None:
    said = SENTENCE.format("boxed")
    assert said in plain_text(*of_page(PROSE + box.format(said) + PROSE.replace("day", "night")).body)


ADDED = {
    "a form": '<form action="/x"><p>{}</p><input type=email><button>Send</button></form>',
    "a prompt": '<div class="newsletter-box"><p>{}</p><a href="/subscribe">Subscribe</a></div>',
    "a menu that unfolds": '<button>Menu</button><ul style="display:none"><li><a href="/a">{}</a></li></ul>',
}


@pytest.mark.parametrize("box", ADDED.values(), ids=ADDED)
def test_what_asks_to_be_pressed_is_none(box: str) -> None:
    said = SENTENCE.format("boxed")
    assert said not in plain_text(*of_page(PROSE + box.format(said) + PROSE.replace("day", "night")).body)


@pytest.mark.parametrize("heading", ["最新技術が支える", "Latest developments", "Related by blood"])
def test_a_part_of_a_text_without_links_leads_nowhere(heading: str) -> None:
    part = f"<h2>{heading}</h2><p>The light was changed last year.</p><ul><li>It lasts ten years</li><li>It needs a tenth</li></ul>"
    kept = plain_text(*of_page(PROSE + part).body)
    assert heading in kept and "It needs a tenth" in kept


def test_a_manual_s_headings_may_all_be_called_as_buttons_are() -> None:
    heads = ["Search", "Save", "Print"]
    article = of_page("".join(f"<h2>{head}</h2><p>{SENTENCE.format(head)}</p>" for head in heads))
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == heads
    article = of_page("".join(f"<h4>Advertisement</h4><p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third")))
    assert "Advertisement" not in plain_text(*article.body)


CAPTIONED = {
    "set in the middle": ('<p align=center><img src="https://e.org/a.jpg"><br>Fred by the winch of his ferry.</p>', ""),
    "with a credit": ('<p><img src="https://e.org/a.jpg"><br>Fred by the winch of his ferry. Photo: Alex Cooper</p>', "Alex Cooper"),
    "of Chinese": ('<p style="text-align: center"><img src="https://e.org/a.jpg"><br>陈国富在铺子里换底。王晓明 摄</p>', "王晓明 摄"),
}


@pytest.mark.parametrize(("line", "credit"), CAPTIONED.values(), ids=CAPTIONED)
def test_the_line_under_a_picture_in_one_block_is_its_caption(line: str, credit: str) -> None:
    article = of_page(PROSE + line + PROSE.replace("day", "night"))
    (figure,) = [block for block in article.body if isinstance(block, Figure)]
    assert figure.image is not None and plain_text(*figure.credit) == credit and figure.caption


def test_a_line_of_text_behind_a_picture_is_none() -> None:
    article = of_page(
        PROSE + '<p><img src="https://e.org/a.jpg"><br>Fred has been at the winch of his ferry since he was nine.</p>' + PROSE
    )
    assert "Fred has been" in plain_text(*[block for block in article.body if isinstance(block, Paragraph)])


def test_steps_in_boxes_at_the_end_stay_with_their_numbers() -> None:
    steps = "".join(
        f"<div><span>{number}</span><p>{step}</p></div>" for number, step in enumerate(("Wash the rice", "Put it all in", "Turn it low"), 1)
    )
    kept = " ".join(plain_text(*of_page(PROSE + steps).body).split())
    assert kept.endswith("1 Wash the rice 2 Put it all in 3 Turn it low")


def test_a_short_sentence_between_headline_and_text_is_the_subtitle() -> None:
    page = f"<title>A page</title><h1>A page</h1><h2>For all of forty years it never once went out.</h2><div class=detail>{PROSE}</div>"
    (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
    assert article.subtitle == "For all of forty years it never once went out."


def test_what_is_called_the_subtitle_below_the_title_is_that_within_the_text_s_box_too() -> None:
    part = "<h2 class=subhead>The {}</h2>" + PROSE
    for above, subtitle in (("<h2 class='x-subtitle-y'>And what came after</h2>", "And what came after"), ("", "")):
        parts = part.format("quay") + part.format("hill").replace("day", "night")
        page = f"<title>A page</title><article><h1>A page</h1>{above}{parts}</article>"
        (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
        assert article.subtitle == subtitle
        assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["The quay", "The hill"]


WORKS = {
    "the way to the top": "<p><a href=#top>Nach oben</a></p>",
    "what a choice is of": "<div>Sorted by: <select><option>Newest</select></div>",
    "a count": "<div itemprop=interactionStatistic itemscope><span>31 Likes</span></div>",
}


@pytest.mark.parametrize("line", WORKS.values(), ids=WORKS)
def test_lines_that_work_the_page_go_whatever_they_say(line: str) -> None:
    (article, notices) = of_body(PROSE + line + PROSE.replace("day", "night"))
    assert len([block for block in article.body if isinstance(block, Paragraph)]) == 12 and notices


def test_a_sentence_with_a_way_to_the_top_stays() -> None:
    said = "<p>The list at <a href=#top>the top</a> says so too.</p>"
    assert "The list at the top says so too." in plain_text(*of_page(PROSE + said + PROSE.replace("day", "night")).body)


WORDS_IN_LINES = (
    '<span class="tooltip">weir</span>',
    '<em class="legal">weir</em>',
    '<code class="ad">weir</code>',
    '<span class="rating votes">weir</span>',
    "<button>weir</button>",
    '<span class="inline-comment-marker">weir</span>',
)


@pytest.mark.parametrize("word", WORDS_IN_LINES)
def test_a_word_that_a_sentence_goes_on_round_stays_whatever_it_is_called(word: str) -> None:
    article = of_page(PROSE + f"<p>In the spring the {word} was mended by the men of the lower village.</p>" + PROSE)
    assert "In the spring the weir was mended by the men" in plain_text(*article.body)


QUESTIONS = ("Do you haul wooden boats?", "May I work on my own boat?", "Is there a crane?")


@pytest.mark.parametrize("hidden", ["", " hidden"])
@pytest.mark.parametrize("each", ["<div class=item>{}</div>", "{}"])
def test_questions_on_buttons_over_their_answers_are_headings(each: str, hidden: str) -> None:
    asked = "".join(
        each.format(f"<button aria-expanded=false>{question}</button><div class=panel{hidden}><p>{SENTENCE.format(question)}</p></div>")
        for question in QUESTIONS
    )
    article = of_page(PROSE + asked)
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == list(QUESTIONS)
    assert all(SENTENCE.format(question) in plain_text(*article.body) for question in QUESTIONS)


@pytest.mark.parametrize(
    ("tab", "box"),
    [
        ("<button role=tab aria-controls=box-{n}>{label}</button>", "<div role=tabpanel id=box-{n}{hidden}>{text}</div>"),
        ("<button role=tab id=tab-{n}>{label}</button>", "<div role=tabpanel aria-labelledby=tab-{n} class=tab-pane>{text}</div>"),
        ("<li role=presentation><a role=tab href=#box-{n}>{label}</a></li>", "<section id=box-{n}>{text}</section>"),
    ],
)
def test_what_a_tab_is_called_heads_what_it_opens(tab: str, box: str) -> None:
    labels = ("How it was built", "Who built it")
    row = "".join(tab.format(n=n, label=label) for n, label in enumerate(labels))
    boxes = "".join(box.format(n=n, text=PROSE.replace("day", label), hidden=" hidden" * n) for n, label in enumerate(labels))
    article = of_page(PROSE + f"<div class=tabs><div role=tablist>{row}</div>{boxes}</div>")
    headed = [plain_text(above, below)[:40] for above, below in pairwise(article.body) if isinstance(above, Heading)]
    assert [line.split("\n")[0] for line in headed] == list(labels)
    assert plain_text(*article.body).count(labels[0]) == 1 + PROSE.count("day")


def test_listings_behind_tabs_have_their_labels() -> None:
    row = "<div role=tablist><button role=tab aria-controls=a>npm</button><button role=tab aria-controls=b>yarn</button></div>"
    boxes = "<div role=tabpanel id=a><pre>npm add boat</pre></div><div role=tabpanel id=b hidden><pre>yarn add boat</pre></div>"
    kept = plain_text(*of_page(PROSE + f"<div class=tabs>{row}{boxes}</div>" + PROSE.replace("day", "night")).body)
    assert "npm\n" in kept and "yarn\n" in kept


TABBED = {
    "by their order": (
        "<div class=tabs-container><ul role=tablist><li role=tab>npm</li><li role=tab>yarn</li></ul>"
        "<div><div role=tabpanel>{}</div><div role=tabpanel hidden>{}</div></div></div>"
    ),
    "in a row of labels": (
        "<div class=set><input type=radio name=s id=s1><input type=radio name=s id=s2>"
        "<div class=labels><label for=s1>npm</label><label for=s2>yarn</label></div><div><div>{}</div><div>{}</div></div></div>"
    ),
    "each behind its label": (
        "<div class=set><input type=radio name=s id=s1><label for=s1>npm</label><div>{}</div>"
        "<input type=radio name=s id=s2><label for=s2>yarn</label><div>{}</div></div>"
    ),
}


@pytest.mark.parametrize("tabbed", TABBED.values(), ids=TABBED)
def test_tabs_that_name_no_box_head_theirs_too(tabbed: str) -> None:
    boxes = tabbed.format("<pre>npm add boat</pre>", "<pre>yarn add boat</pre>")
    kept = plain_text(*of_page(PROSE + boxes + PROSE.replace("day", "night")).body).split("\n")
    assert [line for line in kept if line in ("npm", "yarn") or "boat" in line] == ["npm", "npm add boat", "yarn", "yarn add boat"]


def test_what_may_be_ticked_in_a_form_heads_nothing() -> None:
    row = "<input type=radio name=s id=s{0}><label for=s{0}>Choice {0}</label><div>{1}</div>"
    asked = "".join(row.format(n, SENTENCE.format(n)) for n in ("one", "two"))
    article = of_page(f"{PROSE}<form>{asked}</form>{PROSE.replace('day', 'night')}")
    assert not [block for block in article.body if isinstance(block, Heading)]


@pytest.mark.parametrize("called", ["meta", "event__meta", "entry-meta", "info-box", "event-details"])
def test_a_list_of_facts_stays_whatever_it_is_called(called: str) -> None:
    facts = "<dl><dt>Date</dt><dd>12 May 2024</dd><dt>Place</dt><dd>Town hall, Hull</dd><dt>Serves</dt><dd>4</dd></dl>"
    article = of_page(f"<div class={called}>{facts}</div>" + PROSE)
    (stated,) = [block for block in article.body if isinstance(block, model.Definitions)]
    assert plain_text(stated).split("\n") == ["Date", "12 May 2024", "Place", "Town hall, Hull", "Serves", "4"]


def test_what_a_recipe_serves_stays_and_who_wrote_it_goes() -> None:
    served = "<ul class=recipe-meta><li><span>Serves</span> 4</li><li><span>Prep time</span> 20 minutes</li></ul>"
    written = "<div class=recipe-meta><span>By Ada Marsh</span> <span>12 May 2024</span></div>"
    kept = plain_text(*of_page(PROSE + written + served + PROSE.replace("day", "night")).body)
    assert "Serves 4" in kept and "Prep time 20 minutes" in kept and "Ada Marsh" not in kept


@pytest.mark.parametrize(
    "facts",
    [
        "<dt>Details</dt><dd>Written by: Ada Marsh</dd><dd>Category: News</dd><dd>Published: 12 May 2024</dd>",
        "<dt>From:</dt><dd><a href=/boats>Department for Boats</a></dd><dt>Published</dt><dd>12 May 2024</dd>",
        "<dt>Datum</dt><dd>12. Mai 2024</dd><dt>Autor</dt><dd>Ada Marsh</dd>",
    ],
)
def test_a_list_of_who_and_when_goes(facts: str) -> None:
    assert "2024" not in plain_text(*of_page(f"<dl class=meta>{facts}</dl>" + PROSE).body)


@pytest.mark.parametrize("line", ["<div class=timestamp><a href=#t={n}>00:0{n}</a> {said}</div>", "<p class=timestamp>{said} 00:0{n}</p>"])
def test_lines_of_a_talk_called_by_their_times_stay(line: str) -> None:
    said = [f"Yes, that is what I think, no. {n}." for n in range(8)]
    kept = plain_text(*of_page(PROSE + "".join(line.format(n=n, said=words) for n, words in enumerate(said))).body)
    assert all(words in kept for words in said)


def test_a_menu_without_links_is_of_dishes() -> None:
    dishes = [
        f"<div class=menu-item><h3>Soup number {n}</h3><p>With bread of the day</p><span class=menu-price>{n} crowns</span></div>"
        for n in range(1, 8)
    ]
    kept = plain_text(*of_page(PROSE + f"<div class=menu-section>{''.join(dishes)}</div>").body)
    assert all(f"Soup number {n}" in kept and f"{n} crowns" in kept for n in range(1, 8))


@pytest.mark.parametrize("tag", ["h2", "h3", "p"])
@pytest.mark.parametrize(
    "numbers", [("2.1.0", "2.0.3", "1.9"), ("1911", "1954", "1988"), ("1", "2", "3")], ids=["versions", "years", "chapters"]
)
def test_numbers_over_parts_of_a_text_stay(tag: str, numbers: tuple[str, ...]) -> None:
    kept = plain_text(
        *of_page("".join(f"<{tag}>{n}</{tag}><ul><li>What was done then, and by whom, no. {n}.</li></ul>" for n in numbers)).body
    )
    assert all(number in kept.split() for number in numbers)


def test_an_entry_filed_under_comment_is_no_comment() -> None:
    comments = "".join(f"<li class=comment><p>I was there, and it was like that. {SENTENCE.format(n)}</p></li>" for n in range(9))
    page = (
        f"<div id=content><div class='post hentry category-comment'><h2>A page</h2>{PROSE}</div><ol class=commentlist>{comments}</ol></div>"
    )
    (article,) = read(Source(name="page", data=f"<title>A page</title>{page}".encode()), lambda notice: None)
    assert "The first day" in plain_text(*article.body)


def collection(number: int, at: str = "https://site{}.example/") -> str:
    return "<ul>" + "".join(f"<li><a href='{at.format(n)}'>The page on boats nr {n}</a></li>" for n in range(number)) + "</ul>"


CANONICAL = (
    '<link rel=canonical href="https://lantern.example/a">'
    '<script type="application/ld+json">{"@type":"Article","headline":"A page"}</script>'
)


@pytest.mark.parametrize("heading", ["<h2>Sources</h2>", "<h2>Further reading</h2>", "<p>See these:</p>", ""])
def test_links_to_other_sites_that_end_a_text_are_its_sources(heading: str) -> None:
    kept = plain_text(*of_page(PROSE + heading + collection(6), CANONICAL).body)
    assert all(f"nr {n}" in kept for n in range(6))


def test_a_page_of_links_to_other_sites_is_an_article_and_one_of_its_own_pages_is_none() -> None:
    kept = plain_text(*of_page(f"<p>{SENTENCE.format('May')}</p>" + collection(20), CANONICAL).body)
    assert all(f"nr {n}" in kept for n in range(20))
    with pytest.raises(InputError, match="a list of links"):
        of_page(collection(20, "https://lantern.example/{}"), '<link rel=canonical href="https://lantern.example/">')


@pytest.mark.parametrize("title", ["500 people watch the regatta", "Appeal raises £500 in a day", "Bus 403 takes a new way round"])
def test_a_short_article_with_a_number_in_its_title_is_no_error(title: str) -> None:
    page = f"<title>{title}</title><h1>{title}</h1><p>It was a bright day, and nobody fell in. The next one is in May.</p>"
    (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
    assert article.title == title


@pytest.mark.parametrize("title", ["404", "Error 404", "404 Not Found", "404 | The Lantern", "The Lantern - 404", "HTTP 503", "Fehler 404"])
def test_an_error_is_one(title: str) -> None:
    with pytest.raises(InputError, match="an error message"):
        list(read(Source(name="page", data=f"<title>{title}</title><h1>Oh dear</h1><p>It is not here.</p>".encode()), lambda notice: None))


@pytest.mark.parametrize(
    "section",
    [
        '<div class="css-8toc7"><h2>The lamp</h2><p>{}</p></div>',
        '<div id="ad3f91c2"><h2>The lamp</h2><p>{}</p></div>',
        '<p><span id="grammar-comment">{}</span> → SLASH SLASH</p>',
        '<div class="legal"><h2>The law of it</h2><p>{}</p></div>',
        "<h2>Latest results</h2><table><tr><th>Harbour</th><th>Feet</th></tr><tr><td>{}</td><td>9</td></tr></table>",
        '<button>Show</button><div hidden><p>{} See <a href="/a">there</a>.</p></div>',
    ],
    ids=["a hashed class", "a hashed id", "a place in a line", "a part on the law", "a table of results", "a spoiler with a link"],
)
def test_parts_that_are_called_as_boxes_are_stay(section: str) -> None:
    said = SENTENCE.format("boxed")
    assert said in plain_text(*of_page(PROSE + section.format(said) + PROSE.replace("day", "night")).body)


def test_those_cited_wrote_nothing() -> None:
    cited = "".join(f"<li><span class=author>{name}</span>, On boats, 2019.</li>" for name in ("Ada Marsh", "Tomas Quill"))
    assert of_page(PROSE + f"<ol>{cited}</ol>").authors == ()
    assert of_page("<ul><li class=author>Ada Marsh</li></ul>" + PROSE).authors == ("Ada Marsh",)


def test_a_day_long_before_it_was_published_is_the_text_s() -> None:
    stated = '<meta property="article:published_time" content="2023-02-14T08:00:00+03:00">'
    assert "Archangel, 4 September 1912" in plain_text(*of_page(paragraphs("Archangel, 4 September 1912") + PROSE, stated).body)
