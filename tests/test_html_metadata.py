"""What is known of an article: title, authors and dates, on pages we wrote in the ways that sites write theirs."""

from __future__ import annotations

import json

import pytest

import convert
from convert.formats import Source
from convert.readers._html.names import split_names
from convert.readers.html import read
from convert.walk import plain_text
from tests.saved_page import of_page

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))


def ld(said: str) -> str:
    return f'<script type="application/ld+json">{said}</script>'


# --- the title --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (  # the site's name is a heading, and ends the document's title
            "<title>Tides - The Harbour Handbook</title>",
            f"<h1>The Harbour Handbook</h1><main><h2>Tides</h2>{PROSE}</main>",
            "Tides",
        ),
        (  # the site's name is a link to its first page
            "<title>Boats and more boats of the bay</title><meta property=og:title content='Boats and more'>",
            f"<h1><a href=/>Boats of Ada Marsh</a></h1><article><h2>Boats and more</h2>{PROSE}</article>",
            "Boats and more",
        ),
        (  # what the headline holds for its reader's hand or eye alone is no title
            "<title>Ferry returns in spring | Lantern</title>",
            f"<article><h1>Ferry returns in spring<button>Copy link</button> <span hidden>Save it</span></h1>{PROSE}</article>",
            "Ferry returns in spring",
        ),
        (  # a breadcrumb ends in the title that search engines are told
            "<title>Ferry: all about the harbour's boat</title><meta property=og:title content='She is back in the harbour'>",
            f"<nav><ol><li><a href=/a>Bay</a></li><li><h1>Ferry: all about the harbour's boat</h1></li></ol></nav>"
            f"<article><h2 class=entry-title>She is back in the harbour</h2>{PROSE}</article>",
            "She is back in the harbour",
        ),
        (  # what is shared may be another headline: readers see the one over the text
            "<title>Ferry news</title><meta property=og:title content='7 boats you must see this year'>",
            f"<article><h1>The boats of the year, from tug to ferry</h1>{PROSE}</article>",
            "The boats of the year, from tug to ferry",
        ),
        (  # a heading inside the text is that of a part
            "<meta property=og:title content='Training gulls: how to train a gull at home'>",
            f"<article>{PROSE}<h2>How to train a gull</h2>{PROSE.replace('day', 'night')}</article>",
            "Training gulls: how to train a gull at home",
        ),
        (
            "<meta property=og:title content='Gulls of the North Quay'>",
            f"<article><h1>GULLS OF THE NORTH QUAY</h1>{PROSE}</article>",
            "Gulls of the North Quay",
        ),
        (
            "<meta property=og:title content='Harbour / The ferry is back'>",
            f"<article><h1><span>Harbour</span>The ferry is back</h1>{PROSE}</article>",
            "Harbour / The ferry is back",
        ),
        ("<title>(4) What the tide left behind</title>", f"<article>{PROSE}</article>", "What the tide left behind"),
        (
            "<meta property=og:title content='« La marée est basse »'>",
            f"<article><h1>« La marée est basse »</h1>{PROSE}</article>",
            "« La marée est basse »",
        ),
        ("<meta name=og:title value='Tides of the bay'>", f"<article>{PROSE}</article>", "Tides of the bay"),
    ],
)
def test_the_title_is_the_article_s(head: str, body: str, title: str) -> None:
    assert of_page(body, head)[0].title == title


LOGO = '<header><a href=/><img src=logo.svg alt="Lantern Bay logo"></a></header>'
FOOT = "<footer><p>© 2012–2024 Lantern Bay Ltd. All rights reserved.</p></footer>"
BACK = "The ferry is back at last"


@pytest.mark.parametrize(
    ("said", "around", "title"),
    [
        (f"{BACK} – Lantern Bay", LOGO, BACK),
        (f"Lantern Bay | {BACK}", LOGO, BACK),
        (f"{BACK} – Lantern Bay: news from the coast", LOGO, BACK),
        (f"{BACK} | Boats | Lantern Bay", f"{LOGO}<nav><a href=/boats>Boats</a></nav>", BACK),
        (f"{BACK} – Lantern Bay", "<header><a href=/ rel=home>Lantern Bay</a></header>", BACK),
        (f"{BACK} · Lantern Bay", FOOT, BACK),
        (f"{BACK} - Küstenkurier", "<footer><div>© Küstenkurier GmbH &amp; Co. KG 2024 | Impressum</div></footer>", BACK),
        ("渡轮回来了_港口日报", "<footer>© 2024 港口日报 版权所有</footer>", "渡轮回来了"),
        ("フェリーが戻った｜港新聞", "<footer>© 港新聞社</footer>", "フェリーが戻った"),
        (f"{BACK} | Lanternbay.com", "", BACK),
        # what is the article's own
        ("The ferry – a history – Lantern Bay", LOGO, "The ferry – a history"),
        ("The ferry – a history", LOGO + FOOT, "The ferry – a history"),
        ("A walk – Lantern Bay in spring", LOGO + FOOT, "A walk – Lantern Bay in spring"),
        (f"{BACK} | Boats", f"{LOGO}<nav><a href=/boats>Boats</a></nav>", f"{BACK} | Boats"),
        ("渡轮回来了-港口恢复", "<footer>© 2024 港口日报 版权所有</footer>", "渡轮回来了-港口恢复"),
        ("A portrait – Ada Marsh", "<figure><img src=a.jpg><figcaption>© Ada Marsh</figcaption></figure>", "A portrait – Ada Marsh"),
        ("A history – Support", "<ul><li><a href=/>Support</a></li></ul>", "A history – Support"),
        ("Web pages – ASP.NET", "", "Web pages – ASP.NET"),
    ],
)
def test_a_title_is_without_what_the_page_shows_as_its_site_s_name(said: str, around: str, title: str) -> None:
    assert of_page(f"{around}<article>{PROSE}</article>", title=said)[0].title == title


@pytest.mark.parametrize(
    ("address", "said", "title"),
    [
        ("https://www.hep.example/a", f"{BACK} · The Hull Evening Post", BACK),
        ("https://www.hep.example/a", f"{BACK} · Hull", f"{BACK} · Hull"),
        ("https://www.lbtimes.example/a", f"{BACK} · Lantern Bay Times", BACK),
    ],
)
def test_a_title_is_without_the_name_that_its_site_s_address_shortens(address: str, said: str, title: str) -> None:
    assert of_page(f"<article>{PROSE}</article>", f"<link rel=canonical href={address}>", said)[0].title == title


def test_what_the_document_s_title_has_beside_one_stated_elsewhere_is_the_site_s_name() -> None:
    head = f'<script type=\'application/ld+json\'>{{"@type": "Article", "headline": "{BACK}"}}</script>'
    article, _ = of_page(f"<p class=title>The Lantern Bay</p><article>{PROSE}</article>", head, f"The Lantern Bay - {BACK}")
    assert article.title == BACK


def test_where_only_the_site_is_stated_the_one_headline_is_the_title() -> None:
    head = "<meta property=og:title content='Lantern :: Boats'><meta property=og:site_name content='Lantern :: Boats'>"
    assert of_page(f"<h1>{BACK}</h1><main>{PROSE}</main>", head, "Lantern :: Boats")[0].title == BACK


def test_a_day_behind_the_title_in_its_headline_is_no_part_of_it() -> None:
    body = f"<main><h1>The ferry is back<div><span>2 February 2022</span> • <span>Boats, Press</span></div></h1>{PROSE}</main>"
    assert of_page(body, "<meta property=og:title content='The ferry is back'>")[0].title == "The ferry is back"


DEK = "How the boats of one village came back"


@pytest.mark.parametrize("line", [f"<h3>{DEK}</h3>", f"<h2>{DEK}.</h2>", f"<p itemprop=description>{DEK}</p>", f"<div><p>{DEK}</p></div>"])
def test_what_the_page_states_as_its_summary_below_the_headline_is_the_subtitle(line: str) -> None:
    page = f"<div><header><h1>The ferry is back</h1>{line}</header></div><div class=body>{PROSE}</div>"
    article, notices = of_page(page, f"<meta name=description content='{DEK}'>")
    assert article.subtitle.rstrip(".") == DEK and not notices


def test_what_describes_the_text_is_no_caption() -> None:
    page = f"<header><h1>The ferry is back</h1><div class=post-description>{DEK}</div></header><div class=body>{PROSE}</div>"
    assert of_page(page)[0].subtitle == DEK


def test_a_kicker_in_the_headline_is_no_title_where_no_statement_holds_it() -> None:
    body = f"<article><h1><span class=title__kicker>Harbour</span> – <span>The ferry is back at last</span></h1>{PROSE}</article>"
    article, notices = of_page(body, "<meta property=og:title content='The ferry is back at last'>")
    assert article.title == "The ferry is back at last"
    assert [notice.excerpt for notice in notices if notice.code == "html.headline"] == ["Harbour"]
    article, _ = of_page(body, "<meta property=og:title content='Harbour: The ferry is back at last'>")
    assert article.title == "Harbour: The ferry is back at last"


def test_what_follows_the_title_in_its_headline_is_the_subtitle() -> None:
    body = f"<article><h1>The ferry is back at last <small>Nine winters in the yard</small></h1>{PROSE}</article>"
    article, _ = of_page(body, "<meta property=og:title content='The ferry is back at last'>")
    assert (article.title, article.subtitle) == ("The ferry is back at last", "Nine winters in the yard")
    article, notices = of_page(
        body.replace("Nine winters in the yard", "3 May 2024"), "<meta property=og:title content='The ferry is back at last'>"
    )
    assert article.subtitle == "" and "3 May 2024" in [notice.excerpt for notice in notices]


# --- authors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Alexa von Heyden", ["Alexa von Heyden"]),
        ("Artikel von Alexa von Heyden", ["Alexa von Heyden"]),
        ("Paramita Ghosh", ["Paramita Ghosh"]),
        ("BYRON QUILL", ["BYRON QUILL"]),
        ("ByAda Marsh", ["Ada Marsh"]),
        ("Ada (Moss) Marsh", ["Ada (Moss) Marsh"]),
        ("Ada Marsh (Lantern Post)", ["Ada Marsh"]),
        ("Ada Marsh, Chief Technology Officer and Head of Boats", ["Ada Marsh"]),
        ("Ada Marsh and Tomas Quill, harbour educators", ["Ada Marsh", "Tomas Quill"]),
        ("By Ada Marsh, LNTP multiplatform producer", ["Ada Marsh"]),
        ("Ada Marsh, Associated Press", ["Ada Marsh"]),
        ("Ada Marsh - Remote Jobs", ["Ada Marsh"]),
        ("Ada Marsh @ Lantern", ["Ada Marsh"]),
        ("Text und Interview: Tomas Quill", ["Tomas Quill"]),
        ("Ada Marsh im Gespräch mit Tomas Quill", ["Ada Marsh", "Tomas Quill"]),
        ("记者 王晓明", ["王晓明"]),
        ("記者陳怡君／台北報導", ["陳怡君"]),
        ("이수진 기자", ["이수진"]),
        ("写真／高橋美咲", ["高橋美咲"]),
        ("Հեղինակ՝ Անի Հակոբյան", ["Անի Հակոբյան"]),
        ("ដោយ៖ សុខ ចាន់", ["សុខ ចាន់"]),
        ("نویسنده: نرگس احمدی", ["نرگس احمدی"]),
        ("By Ada Marsh, Tomas Quill, and Mira Okafor", ["Ada Marsh", "Tomas Quill", "Mira Okafor"]),
        ("By Ada Marsh, science correspondent, and Tomas Quill", ["Ada Marsh", "Tomas Quill"]),
        ("Ada E Marsh", ["Ada E Marsh"]),
        ("By Ada Marsh and Tomas Quill for The Hull Post", ["Ada Marsh", "Tomas Quill"]),
        ("Von Ada Marsh für den Hafenkurier", ["Ada Marsh"]),
        ("Text: Ada Marsh Foto: Tomas Quill", ["Ada Marsh"]),
        ("Submitted by ada on Tue, 03/05/2024 - 14:22", ["ada"]),
        ("文：山田太郎　写真：高橋美咲", ["山田太郎"]),
        ("文｜王晓明", ["王晓明"]),
        ("文/王晓明 图/李强", ["王晓明"]),
        ("记者：王晓明 编辑：李强", ["王晓明"]),
        ("〔記者陳怡君／台北報導〕", ["陳怡君"]),
        ("от Мария Иванова", ["Мария Иванова"]),
        ("Ada Marsh: staff", []),
        ("Published:", []),
        ("Learn more", []),
        ("Read more about Ada", []),
        ("Donnerstag", []),
        ("Mar. 5", []),
    ],
)
def test_a_name_stands_without_what_is_said_round_it(said: str, names: list[str]) -> None:
    assert split_names(said) == names


def test_a_name_behind_a_label_and_a_date_in_one_line_is_the_author_s() -> None:
    info = "<div class=info><span>14 февраля 2023, 11:40</span> <span>Текст: Ольга Смирнова</span></div>"
    article, _ = of_page(f"<article><h1>The ferry is back</h1>{info}{PROSE}</article>", "")
    assert article.authors == ("Ольга Смирнова",)


@pytest.mark.parametrize(
    ("head", "byline", "names"),
    [
        (  # a reference to what stands elsewhere
            ld('{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ada Marsh"}]}'),
            "",
            ("Ada Marsh",),
        ),
        (ld('{"@type": "NewsArticle", "author": {"givenName": "Ada", "familyName": "Marsh"}}'), "", ("Ada Marsh",)),
        (  # of several articles on a page the first is its own
            ld('[{"@type": "NewsArticle", "author": "Ada Marsh"}, {"@type": "NewsArticle", "author": "Tomas Quill"}]'),
            "",
            ("Ada Marsh",),
        ),
        (
            "<meta name=twitter:label1 content='Reading time'><meta name=twitter:data1 content='4 minutes'>"
            "<meta name=twitter:label2 content='Written by'><meta name=twitter:data2 content='Ada Marsh'>",
            "",
            ("Ada Marsh",),
        ),
        ("<meta name=author content=amarsh>", "<p class=byline>By Ada Marsh</p>", ("Ada Marsh",)),
        ("<meta name=author value='Ada Marsh'>", "", ("Ada Marsh",)),
        ("<meta name=author content='Writer 3'>", "", ("Writer 3",)),
        ("<meta name=author content='May 22'>", "<p class=byline>By Ada Marsh</p>", ("Ada Marsh",)),
        ("", "<ul><li><span>By</span><a href=/people/1>Ada Marsh</a></ul>", ("Ada Marsh",)),
        ("", "<p>By Ada Marsh <time>December 2, 2023</time></p>", ("Ada Marsh",)),
        ("", "<small>posted on 2023-12-19 23:30 EST by Ada Marsh</small>", ("Ada Marsh",)),
        ("", "<p>By <a rel=author href=/a>Ada Marsh</a> and <a rel=author href=/b>Tomas Quill</a></p>", ("Ada Marsh", "Tomas Quill")),
        ("", "<div class=author><div>Ada Marsh</div><div>Ferry Fellow</div></div>", ("Ada Marsh",)),
        ("", "<div class=authors>Written by <ul><li>Ada Marsh<li>Tomas Quill</ul></div>", ("Ada Marsh", "Tomas Quill")),
        ("", "<p class=author>Edited by Tomas Quill</p><p class=author>Written by Ada Marsh</p>", ("Ada Marsh",)),
        ("", "<div class=post-author><a rel='category tag' href=/t>Boats</a></div>", ()),
        (
            "",
            "<div>Written by <a href=https://marsh.example/>Ada Marsh</a> in <a href=/b>Boats</a> on 2 May 2024 at 6 pm. 3 replies</div>",
            ("Ada Marsh",),
        ),
        ("", "<div class=when><a href=/author/adamarsh/>Ada Marsh</a> - 2 May 2024</div>", ("Ada Marsh",)),
        (
            "",
            "<p><a href=/team/7/Zoe_Marsh.html>Zoë Marsh</a>, <a href=/team/tomas-quill>Tomas Quill</a></p>",
            ("Zoë Marsh", "Tomas Quill"),
        ),
        ("", "<p><a href=/redaktion/autoren/joerg-moss>Jörg Moß</a></p>", ("Jörg Moß",)),
        ("", "<p><a href=/tag/ada-marsh>Ada Marsh</a></p>", ()),
        ("", "<p><a href=/team/ada-marsh>Our Team</a></p>", ()),
        ("", "<p>Everyone was there, <a href=/people/ada-marsh>Ada Marsh</a> as well, and waited for the boat.</p>", ()),
        ("", "<p>Edited by <a href=/people/ada-marsh>Ada Marsh</a></p>", ()),
        ("<meta name=cXenseParse:author content='Ada Marsh'>", "", ("Ada Marsh",)),
        ("", "<div class=articleByline>Ada Marsh</div>", ("Ada Marsh",)),
        ("", "<div class=ArticleByline_name__x1Y2z>Ada Marsh</div>", ("Ada Marsh",)),
        ("", "<div class=pageAuthorBox>Ada Marsh</div>", ()),
        ("", "<span data-testid=author-name>Ada Marsh</span>", ("Ada Marsh",)),
        ("", "<p>By Ada Marsh for The Hull Post</p>", ("Ada Marsh",)),
        ("", "<p>Words: Ada Marsh. Photos: Tomas Quill.</p>", ("Ada Marsh",)),
        ("", "<p>Submitted by ada on Tue, 03/05/2024 - 14:22</p>", ("ada",)),
        ("", "<p>Gespeichert von Ada Marsh am 5. März 2024</p>", ("Ada Marsh",)),
        ("", "<p>Submitted by the harbour in March</p>", ()),
        ("", "<p>文/王晓明 图/李强</p>", ("王晓明",)),
        ("", "<p>記者陳怡君／台北報導</p>", ("陳怡君",)),
        ("<meta name=author content='Ada Marsh M.P.H., R.D.'>", "", ("Ada Marsh",)),
        ("<meta name=author content='Ada Marsh PhD RN'>", "", ("Ada Marsh",)),
        ("<meta name=author content='Marsh A.B.'>", "", ("Marsh A.B",)),
    ],
)
def test_who_wrote_it(head: str, byline: str, names: tuple[str, ...]) -> None:
    assert of_page(f"<article><h1>The ferry is back</h1>{byline}{PROSE}</article>", head)[0].authors == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("BY ADA MARSH AND TOMAS QUILL", ("Ada Marsh", "Tomas Quill")),
        ("By JEAN-LUC O'BRIEN, A.J. VAN DER MEER", ("Jean-Luc O'Brien", "A.J. van der Meer")),
        ("By IAN MCDONALD, JT MARSH", ("Ian McDonald", "JT Marsh")),
        ("By ZOE MARSH <p>More by <a href=/7>Zoe MARSh</a></p>", ("Zoe MARSh",)),
        ("By LANTERN BAY", ("LANTERN BAY",)),
        ("By NASA", ("NASA",)),
        ("Της ΜΑΡΙΑΣ ΠΑΠΑΔΟΠΟΥΛΟΥ", ("ΜΑΡΙΑΣ ΠΑΠΑΔΟΠΟΥΛΟΥ",)),
    ],
)
def test_names_in_capitals_are_told_as_names_are_written(said: str, names: tuple[str, ...]) -> None:
    head = "<meta property=og:site_name content='Lantern Bay'>"
    assert of_page(f"<article><h1>The ferry is back</h1><p class=byline>{said}</p>{PROSE}</article>", head)[0].authors == names


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("<div>This post was written by Ada Marsh, Head of Ferries and Community Development</div>", ("Ada Marsh",)),
        ("<p>Written by Ada Marsh and Tomas Quill</p>", ("Ada Marsh", "Tomas Quill")),
        ("<p>Posted by Ada at May 2, 2024 11:15 AM</p>", ("Ada",)),
        ("<p><em>Von Ada Marsh</em></p>", ("Ada Marsh",)),
        ("<p>By then the ferry was back, and Ada Marsh too.</p>", ()),
        ("<h3>Comments</h3><div class=comments><p>Posted by Tomas Quill at May 2, 2024</p></div>", ()),
    ],
)
def test_who_wrote_it_is_said_at_the_end(end: str, names: tuple[str, ...]) -> None:
    assert of_page(f"<article><h1>The ferry is back</h1>{PROSE * 4}{end}</article>")[0].authors == names


@pytest.mark.parametrize(
    "quoted",
    [
        "<p>Love the sea and it will carry you.</p><p class=quote-author>Ada Marsh</p>",
        "<blockquote><p>Love the sea and it will carry you.</p></blockquote><p class=author>— Ada Marsh</p>",
        "<p>“Love the sea and it will carry you.”</p><p class=author>— Ada Marsh</p>",
        "<p><em>Love the sea and it will carry you.</em></p><p class=author>— Ada Marsh</p>",
    ],
)
def test_whom_a_quotation_is_from_is_no_author(quoted: str) -> None:
    article, _ = of_page(f"<article><h1>The ferry is back</h1>{quoted}{PROSE}</article>")
    assert article.authors == () and "Ada Marsh" in plain_text(*article.body)


def test_who_commented_is_no_author() -> None:
    comments = "<section class=comments><article><span class=fn>Gull</span><p>Well done, the whole crew.</p></article></section>"
    assert of_page(f"<main><h1>The ferry is back</h1>{PROSE}</main>{comments}")[0].authors == ()


# --- dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (  # a film on the page has a date of its own
            ld('{"@type": "VideoObject", "uploadDate": "2023-12-06"}') + "<meta itemprop=datePublished content=2023-12-22T09:42:00-06:00>",
            "",
            "2023-12-22T09:42:00-06:00",
        ),
        ("<meta name=x-published-date content=2025-05-27T06:03:43.274Z>", "", "2025-05-27T06:03:43Z"),
        ("", "<p class=post-author>Ada » 21.01.2009, 05:42</p>", "2009-01-21"),
        (
            "<link rel=canonical href=https://lantern.example/2019/10/22/ferry/>",
            "<time datetime=2009-04-11>11 April 2009</time>",
            "2019-10-22",
        ),
        (
            "<link rel=canonical href=https://lantern.example/2019/10/22/ferry/>",
            "<time datetime=2019-10-23T01:00:00+02:00>23 October</time>",
            "2019-10-23T01:00:00+02:00",
        ),
        ("<link rel=canonical href=https://lantern.example/artikel/2023/43/ferry>", "", ""),
    ],
)
def test_when_it_was_published(head: str, body: str, published: str) -> None:
    assert of_page(f"<article><h1>The ferry is back</h1>{body}{PROSE}</article>", head)[0].published == published


MAY, JUNE = "2024-05-12T09:00:00+00:00", "2024-06-20T10:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        (f"<time class=updated datetime={JUNE}>June 20</time><time class='entry-date published' datetime={MAY}>May 12</time>", MAY, JUNE),
        (f"<time class='entry-date published updated' datetime={MAY}>May 12</time>", MAY, ""),
        (f"<p>Last updated: <time datetime={JUNE}>20 June</time></p><p>Published: <time datetime={MAY}>12 May</time></p>", MAY, JUNE),
        (f"<p>Updated <time datetime={JUNE}>June 20</time></p><p class=date>May 12, 2024</p>", "2024-05-12", JUNE),
        (f"<p>Updated <time datetime={JUNE}>June 20</time></p>", JUNE, JUNE),
        ("<p>Published 12 May 2024, updated 20 June 2024</p>", "2024-05-12", "2024-06-20"),
        ("<p>Publié le 12 mai 2024 à 10h00, mis à jour le 20 juin 2024</p>", "2024-05-12", "2024-06-20"),
        ("<p>Published 12 May 2024, updated 20 June 2023</p>", "2024-05-12", ""),
        (
            "<dl><dt>Last updated</dt><dd>20 June 2024 — <a href=#h>all updates</a></dd><dt>Published</dt><dd>12 May 2024</dd></dl>",
            "2024-05-12",
            "2024-06-20",
        ),
        # what is told in words is stated beside them
        ("<span class=date title=2024-05-12T09:00:00Z>2 hours ago</span>", "2024-05-12T09:00:00Z", ""),
        ("<span class=timestamp title='12 May 2024 at 09:00'>3 days ago</span>", "2024-05-12", ""),
        (f"<relative-time datetime={MAY}>3 days ago</relative-time>", MAY, ""),
        # days of what the text is about
        ("<dl><dt>When</dt><dd>7 July 2024</dd><dt>Where</dt><dd>Harbour hall</dd></dl>", "", ""),
        ("<div itemscope itemtype=https://schema.org/Event><time itemprop=startDate datetime=2024-07-07>7 July</time></div>", "", ""),
        ("<div class=event-date>7 July 2024</div><p class=posted-on>Posted on 12 May 2024</p>", "2024-05-12", ""),
        ("<div class=event><time datetime=2024-07-07>7 July</time></div><p>Posted on 12 May 2024</p>", "2024-05-12", ""),
        (f"<p>Posted on 12 May 2024</p><p>From <time datetime=2024-07-07>7 July</time> on. {SENTENCE}</p>", "2024-05-12", ""),
    ],
)
def test_of_several_days_each_is_what_the_page_calls_it(line: str, published: str, updated: str) -> None:
    article, _ = of_page(f"<article><h1>The ferry is back</h1>{line}{PROSE}</article>")
    assert (article.published, article.updated) == (published, updated)


@pytest.mark.parametrize(
    ("name", "published", "updated"),
    [
        ("gsa-date", "2024-06-20", ""),
        ("DC.date.release", "2024-06-20", ""),
        ("wpd-date", "2024-06-20", ""),
        ("event-date", "", ""),
        ("expiry-date", "", ""),
        ("parsely-modified-date", "2024-05-12", "2024-06-20"),
        ("shareaholic:article_modified_time", "2024-05-12", "2024-06-20"),
    ],
)
def test_days_in_meta_elements_of_any_name(name: str, published: str, updated: str) -> None:
    head = f"<meta name={name} content=2024-06-20>" + ("<meta name=date content=2024-05-12>" if updated else "")
    article, _ = of_page(f"<article><h1>The ferry is back</h1>{PROSE}</article>", head)
    assert (article.published, article.updated) == (published, updated)


@pytest.mark.parametrize("seconds", ["1718868600", "1718868600000", "1718868600.123"])
def test_days_counted_in_seconds(seconds: str) -> None:
    page = f"<article><h1>The ferry is back</h1>{PROSE}</article>"
    stated = f'<script type="application/ld+json">{{"@type": "Article", "datePublished": {seconds[:13]}}}</script>'
    for head in (f"<meta property=article:published_time content={seconds}>", stated.replace(seconds[:13], seconds.partition(".")[0])):
        assert of_page(page, head)[0].published == "2024-06-20T07:30:00Z"
    assert of_page(page, "<meta property=article:published_time content=3718868600>")[0].published == ""


@pytest.mark.parametrize("prefix", ["schema:", "http://schema.org/", "https://schema.org/"])
def test_names_of_schema_org_in_full(prefix: str) -> None:
    data = {"@context": {"schema": "https://schema.org/"}, "@type": f"{prefix}NewsArticle", f"{prefix}headline": "The ferry is back"}
    data |= {f"{prefix}author": {"@type": f"{prefix}Person", f"{prefix}name": "Ada Marsh"}, f"{prefix}datePublished": "2024-06-20"}
    article, _ = of_page(f"<article>{PROSE}</article>", f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert (article.title, article.authors, article.published) == ("The ferry is back", ("Ada Marsh",), "2024-06-20")


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("<div><span>Posted on April 13, 2023</span></div>", "2023-04-13"),
        ("<p>Veröffentlicht am 13. April 2023, 8 Uhr</p>", "2023-04-13"),
        ("<p>Updated on April 13, 2023</p>", ""),
        ("<p>Posted on the quay wall since April 13, 2023, the day the ferry came back to us, is a list of names.</p>", ""),
        ("<h3>Comments</h3><div class=comments><p>Posted on April 13, 2023</p></div>", ""),
    ],
)
def test_when_it_was_published_is_said_at_the_end(end: str, published: str) -> None:
    assert of_page(f"<article><h1>The ferry is back</h1>{PROSE * 100}{end}</article>")[0].published == published


def test_when_it_was_published_is_said_in_the_title_of_a_mark() -> None:
    mark = '<span class="updated" title="2013-04-04T18:52:11+00:00"></span>'
    assert of_page(f"<article><h1>The ferry is back</h1>{mark}{PROSE}</article>")[0].published == "2013-04-04T18:52:11+00:00"


@pytest.mark.parametrize(
    "line",
    [
        "<p class=dates>12 May 1931 – 3 June 2024</p>",
        "<p><span class=date>May 12, 1931</span> - <span class=date>June 3, 2024</span></p>",
        "<p>1931–2024</p>",
        "<p>Held at Hull, 4 September 1912</p>",
    ],
)
def test_days_of_old_below_the_headline_are_the_text_s(line: str) -> None:
    article, _ = of_page(f"<article><h1>Ada Marsh, engineer</h1>{line}{PROSE}</article>")
    assert article.published == "" and len(article.body) == 7


def test_a_day_and_when_it_was_changed_are_no_life() -> None:
    line = "<p><span>August 16, 2019</span> <span>- Updated July 9, 2025</span></p>"
    assert of_page(f"<article><h1>The ferry is back</h1>{line}{PROSE}</article>")[0].published == "2019-08-16"


def test_a_day_of_old_that_says_no_more_is_when_it_was_published() -> None:
    assert of_page(f"<article><h1>The ferry is back</h1><p>4 September 1912</p>{PROSE}</article>")[0].published == "1912-09-04"


@pytest.mark.parametrize(
    ("language", "day", "below", "published"),
    [
        ("en-US", "03/05/18", "", "2018-03-05"),
        ("en-GB", "03/05/18", "", "2018-05-03"),
        ("en", "03/05/2018", "<p>Next: 04/23/2018</p>", "2018-03-05"),
        ("en-US", "03/05/2018", "<p>Next: 23/04/2018</p>", "2018-05-03"),
        ("ja", "23/05/18", "", "2023-05-18"),
        ("de", "23.05.18", "", "2018-05-23"),
    ],
)
def test_the_order_of_a_day_s_figures_is_the_page_s(language: str, day: str, below: str, published: str) -> None:
    page = (
        f"<!doctype html><html lang={language}><title>A page</title><article><h1>A page</h1><p class=date>{day}</p>{PROSE}{below}</article>"
    )
    (article,) = read(Source(name="page", data=page.encode()), lambda notice: None)
    assert article.published == published and day not in plain_text(*article.body)


def test_the_date_of_a_comment_is_not_the_article_s() -> None:
    comment = "<article><time datetime=2022-07-11>11 July</time><p>Well done, the whole of the crew, well done.</p></article>"
    body = (
        f"<main><h1>The ferry is back</h1><p>(Re)Published: May 25, 2025</p>{PROSE}</main><section class=comments>{comment * 3}</section>"
    )
    assert of_page(body)[0].published == "2025-05-25"


# --- the rest ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (ld('{"@type": "NewsArticle", "articleSection": "Harbour, Boats, Ferries"}'), "section", "Harbour"),
        (ld('{"@type": "NewsArticle", "articleSection": "Harbour, and Boats"}'), "section", "Harbour, and Boats"),
        (ld('{"@type": "NewsArticle", "articleSection": "/harbour/boats"}'), "section", ""),
        (ld('{"@type": "NewsArticle", "publisher": {"@id": "#p"}}') + ld('{"@id": "#p", "name": "Lantern"}'), "site", "Lantern"),
        ("<meta property=og:site_name content=https://lantern.example/><meta name=application-name content=Lantern>", "site", "Lantern"),
        ("<link rel=license href=/legal.html>", "licence", ""),
        ("<link rel=license href=//creativecommons.org/licenses/by/4.0/>", "licence", "https://creativecommons.org/licenses/by/4.0/"),
    ],
)
def test_what_else_is_stated(head: str, field: str, value: str) -> None:
    assert getattr(of_page(f"<article><h1>The ferry is back</h1>{PROSE}</article>", head)[0], field) == value


@pytest.mark.parametrize(
    "address", ["https://e.org]/x?utm_source=1", "http://[x/2023/01/02/a?a=b#c", "//[x", "https://]", "http://[::1/", "https://e.org/a]b[c"]
)
@pytest.mark.parametrize(
    "stated",
    [
        "<link rel=canonical href='{}'>",
        "<meta property=og:url content='{}'>",
        "<base href='{}'>",
        "<meta property=og:image content='{}'>",
        "<link rel=next href='{}'>",
    ],
)
def test_p5_an_address_that_can_not_be_taken_apart_costs_nothing_but_itself(stated: str, address: str) -> None:
    held = f"<a href='{address}'>a link</a><img src='{address}' srcset='{address} 1x'><iframe src='{address}'></iframe>"
    article, _ = of_page(f"<article><h1>The ferry is back</h1>{PROSE}{held}</article>", stated.format(address))
    assert article.title == "The ferry is back"
    assert convert.pack([article, article], title="Two", section_by="site").articles


STATED = "<meta property=article:published_time content={}>"


@pytest.mark.parametrize(
    ("stated", "body", "published"),
    [
        ("2022-01-26T14:32:06+02:00", "<p class=meta><time datetime=2022-01-21>21.01.2022 - 13:30</time></p>", "2022-01-21"),
        ("2020-04-30", "<ul class=meta><li class=Date>29.04.2020, 12:01 Uhr</li></ul>", "2020-04-29"),
        ("2022-01-21T15:38:44+01:00", "<span class=date>12 November 2021</span>", "2022-01-21T15:38:44+01:00"),
        ("2025-11-13", "<div class=date>12 November 2025</div>", "2025-11-12"),
        ("2025-12-02T23:00:00+00:00", "<div class=date>03.12.2025</div>", "2025-12-02T23:00:00+00:00"),
        ("2025-04-24T16:12:49+00:00", "<time class=updated itemprop=dateModified>May 21, 2025</time>", "2025-04-24T16:12:49+00:00"),
        ("2025-12-07", "<p class=date>December 3, 2025. <i>Updated: December 7, 2025</i></p>", "2025-12-03"),
        ("03-09-2026", "<div class=date>Published March 9, 2026</div>", "2026-03-09"),
        ("2026-01-02", "<div class=date>01/02/2026</div>", "2026-01-02"),
        ("2026-05-03", "<div class=date>05/03/2026</div>", "2026-05-03"),
        ("20260503T0900Z", "<div class=date>05/03/2026</div>", "2026-05-03T09:00:00"),
        (
            "2026-01-02",
            "<div class=related-posts><a href=/2>More</a><time class=date>10 January 2026</time></div>",
            "2026-01-02",
        ),
    ],
)
def test_the_day_that_readers_see_by_itself_outweighs_one_near_it_that_is_stated(stated: str, body: str, published: str) -> None:
    page = f"<article><h1>The ferry is back</h1>{body}{PROSE}</article>"
    assert of_page(page, STATED.format(stated))[0].published == published


def test_the_address_speaks_for_the_day_that_is_stated() -> None:
    head = STATED.format("2023-12-18T14:10:48-05:00") + "<link rel=canonical href=https://paper.example/2023/12/18/ferry>"
    body = f"<article><h1>The ferry is back</h1><div class=date>24.12.2023</div>{PROSE}</article>"
    assert of_page(body, head)[0].published == "2023-12-18T14:10:48-05:00"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<span class=date>Updated: January 2, 2026</span><span class=date>December 22, 2022</span>", "2022-12-22"),
        ("<span class=time><b>28.09.19</b><b>12:34</b></span>", "2019-09-28"),
        ("<script type=application/json>{\"publishedDate\": \"2016-11-04T20:37:27Z\", \"id\": 7}</script>", "2016-11-04T20:37:27Z"),
        ("<my-island props='{\"datePublished\": \"2025-11-17T09:00:00-05:00\"}'></my-island>", "2025-11-17T09:00:00-05:00"),
        ("<script>[{\"publishedAt\": \"2016-11-04\"}, {\"publishedAt\": \"2017-11-04\"}]</script>", ""),
    ],
)  # fmt: skip
def test_when_it_was_published_where_nothing_states_it_for_machines(body: str, published: str) -> None:
    assert of_page(f"<article><h1>The ferry is back</h1>{body}{PROSE}</article>")[0].published == published


@pytest.mark.parametrize(
    ("address", "published"),
    [("/energy/2015/08/150803-ferry-is-back/", "2015-08-03"), ("/news/29-10-2021", "2021-10-29"), ("/news/09-10-2021", "")],
)
def test_when_it_was_published_is_in_the_address(address: str, published: str) -> None:
    head = f"<link rel=canonical href=https://paper.example{address}>"
    assert of_page(f"<article><h1>The ferry is back</h1>{PROSE}</article>", head)[0].published == published


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (
            "<meta name=citation_author content='Marsh, Ada'><meta name=citation_author content='van der Meer, Jan'>",
            "",
            ("Ada Marsh", "Jan van der Meer"),
        ),
        ("<meta name=parsely-author content='Ada Marsh, Mira Okafor'>", "", ("Ada Marsh", "Mira Okafor")),
        ("<meta name=author content='Ada Marsh, Lantern News'>", "", ("Ada Marsh",)),
        ("", "<div class=contributors-byline><span>Ada Marsh</span><span>Mira Okafor</span></div>", ("Ada Marsh", "Mira Okafor")),
        ("", "<p class=author>文＝山田太郎</p>", ("山田太郎",)),
    ],
)  # fmt: skip
def test_who_wrote_it_is_one_name_each_as_it_is_said(head: str, body: str, authors: tuple[str, ...]) -> None:
    assert of_page(f"<article><h1>The ferry is back</h1>{body}{PROSE}</article>", head)[0].authors == authors


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0033)https://coast.example/2026/tide -->",
        "<!--\n Page saved with SingleFile \n url: https://coast.example/2026/tide?utm_source=x \n saved date: Sat -->",
    ],
)
def test_a_page_without_an_address_of_its_own_has_the_one_it_was_saved_from(comment: str) -> None:
    def read(head: str) -> str:
        body = f"<body><article><h1>Tides</h1>{PROSE}</article></body>"
        page = f"<!DOCTYPE html>\n{comment}\n<html lang=en><head><title>Tides</title>{head}</head>{body}</html>"
        (article,) = convert.read(Source(name="tides.html", data=page.encode()))
        return article.url

    assert read("") == "https://coast.example/2026/tide"
    assert read("<link rel=canonical href=https://coast.example/tides>") == "https://coast.example/tides"


@pytest.mark.parametrize(
    ("head", "markup", "field", "value"),
    [
        ("", "<p>Filed: <a rel=tag href=/t/boats>#Boats</a>, <a rel=tag href=/t/tea>Tea</a></p>", "tags", ("Boats", "Tea")),
        ("", "<p>In: <a rel='category tag' href=/c/news>News</a></p>", "section", "News"),
        (
            "",
            "<p><a rel=license href=//creativecommons.org/licenses/by/4.0/>CC BY</a></p>",
            "licence",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        ("", "<p><a rel=license href=/terms>Terms</a></p>", "licence", ""),
        ("<title>The ferry is back - The Hull Guardian</title>", "", "site", "The Hull Guardian"),
        ("<title>The ferry is back - and how it came to be late this time, in the words of all who waited</title>", "", "site", ""),
        ("", "<p class=date>Sun, 05/12/2024 - 14:05</p>", "published", "2024-05-12"),
        ("", "<p class=date>Thu, 05/12/2024 - 14:05</p>", "published", "2024-12-05"),
        ("", "<p class=dateline>Updated 14 May 2024 · Published 12 May 2024</p>", "published", "2024-05-12"),
        ("<meta name=author content='Super User'>", "<p>By Ada Marsh</p>", "authors", ("Ada Marsh",)),
        (ld('{"@type": "NewsArticle", "author": [{"name": "Ada Marsh"}, {"name": "Reuters"}]}'), "", "authors", ("Ada Marsh",)),
        (ld('{"@type": "NewsArticle", "author": [{"name": "Reuters"}]}'), "", "authors", ("Reuters",)),
        ("", "<p class=author>by <b>adamarsh</b> » Sun May 12, 2024 2:05 pm</p>", "authors", ("adamarsh",)),
    ],
)
def test_what_else_the_page_says_of_its_article(head: str, markup: str, field: str, value: object) -> None:
    article, _ = of_page(f"<main><h1>The ferry is back</h1>{markup}{PROSE}</main>", head)
    assert getattr(article, field) == value


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Της Μαρίας Παπαδοπούλου", ["Μαρία Παπαδοπούλου"]),
        ("Της Ελένης Μάρκου", ["Ελένη Μάρκου"]),
        ("Του Γιώργου Αλεξίου", ["Γιώργου Αλεξίου"]),
        ("Των Μαρίας Παπαδοπούλου και Γιώργου Αλεξίου", ["Μαρίας Παπαδοπούλου", "Γιώργου Αλεξίου"]),
        ("Γράφει η Μαρία Παπαδοπούλου", ["Μαρία Παπαδοπούλου"]),
    ],
)
def test_names_in_greek_stand_without_their_article(said: str, names: list[str]) -> None:
    assert split_names(said) == names


WAY = '{"@type": "BreadcrumbList", "itemListElement": [%s]}'
CC = "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    ("head", "markup", "field", "value"),
    [
        (ld(WAY % '{"name": "Home"}, {"name": "Boats"}, {"name": "The ferry is back"}'), "", "section", "Boats"),
        (ld(WAY % '{"item": {"name": "Lantern"}}, {"item": {"name": "Boats"}}'), "", "section", "Boats"),
        (ld('{"@type": "WebPage", "breadcrumb": ' + WAY % '{"name": "Home"}, {"name": "Boats"}' + "}"), "", "section", "Boats"),
        ("", "<nav aria-label=breadcrumb><a href=/>Home</a> › <a href=/b>Boats</a> › The ferry is back</nav>", "section", "Boats"),
        (
            "",
            "<ol itemtype=https://schema.org/BreadcrumbList><li><a href=/>Startseite</a><li><a href=/b>Boote</a></ol>",
            "section",
            "Boote",
        ),
        (ld('{"@type": "NewsArticle", "genre": "Opinion"}'), "", "section", "Opinion"),
        ("", "<ol class=breadcrumb><li><a href=/>Port</a><li><a href=/b>Boats</a></ol>", "section", "Boats"),
        ("", "<p>In <a rel=tag href=/category/boats/>Boats</a></p>", "section", "Boats"),
        (
            ld('{"@type": "Article", "author": {"name": "Ada Marsh"}, "contributor": [{"name": "Mira Okafor"}, {"name": "Li Wei"}]}'),
            "<p class=byline>By Ada Marsh and Mira Okafor</p>",
            "authors",
            ("Ada Marsh", "Mira Okafor"),
        ),
        (ld('{"@type": "NewsArticle", "articleSection": ["Lantern", "Boats"]}'), "", "section", "Boats"),
        (ld('{"@type": "NewsArticle", "articleSection": "Home"}'), "", "section", ""),
        ("<meta property=article:section content=Uncategorized>", "", "section", ""),
        (ld('{"@type": "NewsArticle", "keywords": ["Tag:Boats", "Keyword:Tea"]}'), "", "tags", ("Boats", "Tea")),
        (ld('{"@type": "NewsArticle", "keywords": "Lantern; Boats"}'), "", "tags", ("Boats",)),
        (ld(f'{{"@type": "NewsArticle", "license": {{"name": "CC", "url": "{CC}"}}}}'), "", "licence", CC),
        (f"<meta name=license content={CC}>", "", "licence", CC),
        (f"<link rel=dcterms.license href={CC}>", "", "licence", CC),
        ("", f"<a itemprop=license href={CC}>CC</a>", "licence", CC),
        ("", f"<footer>Under <a href={CC}deed.de><img alt=CC src=b.png></a></footer>", "licence", CC),
        ("", f"<figure><img src=a.jpg><figcaption>Ada Marsh, <a href={CC}>CC</a></figcaption></figure>", "licence", ""),
    ],
)
def test_section_tags_and_licence_as_pages_state_them(head: str, markup: str, field: str, value: object) -> None:
    head += "<meta property=og:site_name content=Lantern>"
    article, _ = of_page(f"<main><h1>The ferry is back</h1>{markup}{PROSE}</main>", head)
    assert getattr(article, field) == value


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href=/ferry><meta property=og:url content=https://x.example/ferry?page=1>",
        "<base href=https://x.example/><link rel=canonical href=ferry>",
        "<link rel=canonical href=//x.example/ferry>",
    ],
)
def test_an_address_that_is_stated_in_part_is_told_whole(head: str) -> None:
    assert of_page(f"<main><h1>The ferry is back</h1>{PROSE}</main>", head)[0].url == "https://x.example/ferry"


@pytest.mark.parametrize(
    "said",
    [
        '{"@type": "Article", "author": {"name": "Ada Marsh",},}',
        '{/* made by us */ "@type": "Article", // its type\n "author": {"name": "Ada Marsh", "url": "https://x.example/a"}}',
        '{"@type": "Article", "description": "the "old" ferry", "author": {"name": "Ada Marsh"}}',
        '{"@type": "Article", "description": "it\\\'s 5\\" wide", "author": {"name": "Ada Marsh"}}',
        '{"@type": "WebSite"} {"@type": "Article", "author": {"name": "Ada Marsh"}}',
        '{"@graph": [{"@type": "Article", "author": "#a"}, {"@type": "Person", "@id": "#a", "name": "Ada Marsh"}]}',
    ],
)
def test_what_is_not_quite_json_is_read(said: str) -> None:
    assert of_page(f"<main><h1>The ferry is back</h1>{PROSE}</main>", ld(said))[0].authors == ("Ada Marsh",)


def test_an_agency_that_is_stated_gives_way_to_the_one_whom_readers_see() -> None:
    body = f"<main><h1>The ferry is back</h1><p>By Ada Marsh</p>{PROSE}</main>"
    assert of_page(body, ld('{"@type": "NewsArticle", "author": "AP"}'))[0].authors == ("Ada Marsh",)


def test_a_title_that_was_cut_is_told_whole() -> None:
    whole = "How the ferry of a small village came back after nine long winters in the yard"
    assert of_page(f"<main>{PROSE}</main>", ld(f'{{"@type": "NewsArticle", "headline": "{whole[:50]}..."}}'), whole)[0].title == whole


@pytest.mark.parametrize(
    ("card", "names"),
    [
        ("<p class=vcard>by <b class=fn>Ada Marsh</b></p>", ("Ada Marsh",)),
        ("<h3 class=fn>Tide levels</h3>", ()),
        ("<table class='infobox vcard'><tr><th class='fn org'>Arden Weir</th></tr><tr><td>Built 1807</td></tr></table>", ()),
    ],
)
def test_a_name_in_full_is_one_in_a_card_and_a_function_elsewhere(card: str, names: tuple[str, ...]) -> None:
    article, _ = of_page(f"<article><h1>The tide</h1>{card}{PROSE}</article>", title="The tide")
    assert article.authors == names


@pytest.mark.parametrize(
    ("line", "name", "told"),
    [
        ("द्वारा सीमा वर्मा", "सीमा वर्मा", "नदी पर नया पुल सोमवार को जनता के लिए खोल दिया गया, और पहले दिन हज़ारों लोग उसे देखने आए।"),
        ("लेखक: सीमा वर्मा", "सीमा वर्मा", "नदी पर नया पुल सोमवार को जनता के लिए खोल दिया गया, और पहले दिन हज़ारों लोग उसे देखने आए।"),
        ("نویسنده: مریم احمدی", "مریم احمدی", "پل تازه روی رودخانه روز دوشنبه برای مردم باز شد و هزاران نفر برای دیدن آن آمدند."),
        ("كتبت: مريم علي", "مريم علي", "افتتح الجسر الجديد فوق النهر يوم الاثنين أمام الجمهور وجاء الآلاف لرؤيته في اليوم الأول."),
        ("文・山田太郎", "山田太郎", "新しい橋が月曜日に開通し、初日には何千人もの人が見に訪れた。病院までは十分で行けるようになった。"),
        ("執筆：山田太郎", "山田太郎", "新しい橋が月曜日に開通し、初日には何千人もの人が見に訪れた。病院までは十分で行けるようになった。"),
        ("Haber: Ayşe Demir", "Ayşe Demir", "Yeni köprü pazartesi günü halka açıldı ve ilk gün binlerce kişi onu görmeye geldi."),
        ("Tác giả: Nguyễn Văn An", "Nguyễn Văn An", "Cây cầu mới được mở cho người dân vào thứ Hai và hàng nghìn người đến xem."),
        ("Írta: Nagy Anna", "Nagy Anna", "Az új hidat hétfőn nyitották meg a nagyközönség előtt, és az első napon ezrek jöttek megnézni."),
        ("Teksti: Matti Virtanen", "Matti Virtanen", "Uusi silta avattiin yleisölle maanantaina, ja tuhannet tulivat katsomaan sitä."),
        ("লেখক: রহিম উদ্দিন", "রহিম উদ্দিন", "সোমবার নতুন সেতুটি জনগণের জন্য খুলে দেওয়া হয়েছে এবং প্রথম দিনেই হাজার হাজার মানুষ দেখতে এসেছে।"),
        ("எழுதியவர்: முருகன் செல்வம்", "முருகன் செல்வம்", "புதிய பாலம் திங்கட்கிழமை பொதுமக்களுக்குத் திறக்கப்பட்டது, முதல் நாளிலேயே ஆயிரக்கணக்கானோர் வந்தனர்."),
    ],
)  # fmt: skip
def test_who_wrote_is_told_in_many_languages_by_a_line_of_no_name(line: str, name: str, told: str) -> None:
    article, _ = of_page(f"<article><h1>{told[:20]}</h1><p>{line}</p>{f'<p>{told} {told}</p>' * 3}</article>", title="A page")
    assert article.authors == (name,)
    assert line not in plain_text(*article.body)


@pytest.mark.parametrize(
    ("row", "published"),
    [
        ("<th>Founded</th><td>February 28, 1998<span style='display:none'> (<b class='bday published'>1998-02-28</b>)</span></td>", ""),
        ("<th>Initial release</th><td>May 27, 2009</td>", ""),
        ("<th>Published</th><td>May 27, 2009</td>", "2009-05-27"),
        ("<th>日付</th><td>May 27, 2009</td>", "2009-05-27"),
    ],
)  # fmt: skip
def test_a_day_among_the_facts_of_a_subject_is_not_that_of_the_text(row: str, published: str) -> None:
    prose = "<p>The ferry company was founded by two brothers, and runs three boats between the island and the town.</p>" * 4
    article, _ = of_page(
        f"<main><h1>The ferry company</h1><table class=infobox><tr>{row}</tr></table>{prose}</main>", title="The ferry company"
    )
    assert article.published[:10] == published
