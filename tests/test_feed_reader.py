"""The feed reader: RSS, Atom and JSON Feed as sites write them, well-formed or not."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import base64
import json
import random
from pathlib import Path

import pytest

from convert import model
from convert.errors import ConvertError, InputError
from convert.formats import Source, open_source, sniff
from convert.model import Article
from convert.notices import Notice
from convert.readers._feed.entry import date_of
from convert.readers.feed import read
from convert.walk import plain_text, walk
from tests.growth import grows_in_step

LONG = "The tide came in over the flats as it had every evening of that summer, and nobody on the quay looked up. " * 6
HTML = f"<h2>One</h2><p>{LONG}</p><ul><li>salt</li><li>tar</li></ul><p>See <a href='/b?utm_source=rss'>this</a>.</p>"
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def of(data: bytes | str) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    whole = data.encode() if isinstance(data, str) else data
    return list(read(Source(name="feed.xml", data=whole), notices.append)), notices


def rss(items: str, *, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0" {CONTENT}><channel><title>The Coast &amp; Sea</title>'
        f"<link>https://coast.example/</link><language>en-gb</language><copyright>CC BY 4.0</copyright>{items}</channel></rss>"
    )


def escaped(html: str) -> str:
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


ITEM = (
    "<item><title>Ebb &amp;amp; flow</title><link>https://coast.example/ebb</link><dc:creator>By Ada Ferro</dc:creator>"
    "<pubDate>Sat, 14 Mar 2026 06:30:00 +0100</pubDate><category>sea</category><category>work</category><description>In short.</description>{}</item>"
)


def test_rss_with_its_content_in_cdata() -> None:
    (article,), notices = of(rss(ITEM.format(f"<content:encoded><![CDATA[{HTML}]]></content:encoded>")))
    assert (article.title, article.authors, article.published) == ("Ebb & flow", ("Ada Ferro",), "2026-03-14T06:30:00+01:00")
    assert (article.site, article.url, article.language, article.licence) == (
        "The Coast & Sea",
        "https://coast.example/ebb",
        "en-gb",
        "CC BY 4.0",
    )
    assert (article.tags, article.summary, article.extractor) == (("sea", "work"), "In short.", "feed")
    assert [type(block).__name__ for block in article.body] == ["Heading", "Paragraph", "List", "Paragraph"]
    assert [node.href for node in walk(article) if isinstance(node, model.Link)] == ["https://coast.example/b"]
    assert not notices


@pytest.mark.parametrize("name", ["a:", "a:b:", "a:1b", "a:-"])
def test_an_element_with_half_a_name_keeps_its_text(name: str) -> None:
    (article,), _ = of(rss(f"<item><title>T <{name}>and U</{name}></title><description>{escaped(HTML)}</description></item>"))
    assert article.title == "T and U"


def test_a_description_that_is_the_text_is_the_article() -> None:
    (article,), _ = of(rss(f"<item><title>T</title><description>{escaped(HTML)}</description></item>"))
    assert plain_text(article.body[1]).startswith("The tide came in") and not article.summary


def test_an_entry_with_but_a_summary_is_left_out_and_named() -> None:
    items = ITEM.format(f"<content:encoded><![CDATA[{HTML}]]></content:encoded>") + ITEM.format("").replace("Ebb", "Teased")
    cut = f"<item><title>Cut</title><description>{escaped('<p>' + LONG.strip() + ' […]</p>')}</description></item>"
    articles, notices = of(rss(items + cut))
    assert [article.title for article in articles] == ["Ebb & flow"]
    assert [(notice.kind, notice.code, notice.excerpt) for notice in notices] == [
        ("left-out", "feed.summary", "Teased & flow"),
        ("left-out", "feed.summary", "Cut"),
    ]
    with pytest.raises(InputError, match=r"without the text of its entries \(2\)"):
        of(rss(ITEM.format("") * 2))


def test_atom_in_html_xhtml_and_text() -> None:
    def entry(kind: str, content: str, more: str = "") -> str:
        return f'<entry><title type="html">&lt;em&gt;T&lt;/em&gt;</title><link rel="self" href="x"/><link href="e/1"/><published>2026-03-14T06:30:00Z</published><updated>2026-03-16T06:30:00Z</updated><author><name>J. Quill</name></author><category term="sea" label="Sea"/>{more}<content type="{kind}">{content}</content></entry>'

    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://coast.example/a/" xml:lang="de"><title>Küste</title><link href="/"/>'
    )
    body = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>Salt<br/>and <b>tar</b>. <img src="b.png" alt="Boat"/></p><p>{LONG}</p></div>'
    articles, _ = of(feed + entry("html", escaped(HTML)) + entry("xhtml", body) + entry("text", f"One.\n\n{LONG}") + "</feed>")
    assert [(article.title, article.url, article.authors, article.tags) for article in articles] == [
        ("T", "https://coast.example/a/e/1", ("J. Quill",), ("Sea",))
    ] * 3
    assert [(article.published, article.updated) for article in articles] == [
        ("2026-03-14T06:30:00+00:00", "2026-03-16T06:30:00+00:00")
    ] * 3
    assert [plain_text(article.body[0]).strip() for article in articles] == ["One", "Salt\nand tar.", "One."]
    assert [node.src for node in walk(articles[1]) if isinstance(node, model.Image)] == ["https://coast.example/a/b.png"]


def test_rss_1_and_json_feed() -> None:
    rdf = (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {CONTENT}><channel><title>Old</title><link>https://old.example</link></channel>'
        f"<item><title>T</title><link>https://old.example/1</link><dc:date>2004-02-01</dc:date><content:encoded>{escaped(HTML)}</content:encoded></item></rdf:RDF>"
    )
    (article,), _ = of(rdf)
    assert (article.site, article.url, article.published) == ("Old", "https://old.example/1", "2004-02-01")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "New",
        "home_page_url": "https://new.example/",
        "language": "en",
        "items": [
            {
                "id": "1",
                "title": "T",
                "url": "https://new.example/1",
                "content_html": HTML,
                "date_published": "2026-03-14T06:30:00Z",
                "authors": [{"name": "Ada"}],
                "tags": ["sea", 3],
            },
            {"id": 2, "content_text": f"One.\n\n{LONG}", "attachments": [{"url": "https://new.example/2.mp3", "mime_type": "audio/mpeg"}]},
            "odd",
        ],
    }
    (first, second), _ = of(json.dumps(feed))
    assert (first.authors, first.tags, first.site, first.published) == (("Ada",), ("sea",), "New", "2026-03-14T06:30:00+00:00")
    assert second.title == "One." and second.body[-1] == model.Embed("audio", "https://new.example/2.mp3")


def test_feeds_that_are_not_quite_xml_are_read() -> None:
    loose = rss(
        f"<item><title>Fish & chips &nbsp; &bogus;</title><link>https://c.example/?a=1&b=2</link><description>{escaped(HTML)}</description></item>\x0b"
    )
    (article,), _ = of(loose)
    assert (article.title, article.url) == ("Fish & chips &bogus;", "https://c.example/?a=1&b=2")
    (cut,), _ = of(rss(f"<item><title>T</title><description>{escaped(HTML)}</description></item>")[:-30])
    assert cut.title == "T"
    latin = (
        rss(f"<item><title>Küste</title><description>{escaped(HTML)}</description></item>").replace("UTF-8", "ISO-8859-1").encode("latin-1")
    )
    assert of(latin)[0][0].title == "Küste"
    wide = rss(f"<item><title>Küste</title><description>{escaped(HTML)}</description></item>").replace("UTF-8", "UTF-16").encode("utf-16")
    assert of(wide)[0][0].title == "Küste"


def test_characters_that_are_none_stand_as_replaced() -> None:
    broken = rss(ITEM.format(f"<content:encoded><![CDATA[{HTML}]]></content:encoded>")).replace("Ebb", "Ebb&#xD800;&#0; &loose")
    (article,), _ = of(broken.encode() + b"\xed\xa0\x80")
    assert article.title.startswith("Ebb\ufffd\ufffd &loose")


def test_what_is_packed_in_base64_is_unpacked() -> None:
    packed = base64.b64encode(HTML.encode()).decode()
    for how in ('type="application/octet-stream"', 'type="text/html" mode="base64"'):
        entry = f'<entry><title mode="base64">{base64.b64encode(b"Ebb &amp; flow").decode()}</title><content {how}>\n{packed}\n</content></entry>'
        (article,), _ = of(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entry}</feed>')
        assert article.title == "Ebb & flow" and [type(block).__name__ for block in article.body][:2] == ["Heading", "Paragraph"]


def test_an_element_of_a_module_is_not_the_entry_s_own() -> None:
    module = '<m:title xmlns:m="urn:m">Not this</m:title><m:description xmlns:m="urn:m">Nor that</m:description>'
    (article,), _ = of(rss(f"<item>{module}<title>This</title><description>{escaped(f'<p>{LONG}</p>')}</description></item>"))
    assert article.title == "This" and plain_text(*article.body) == LONG.strip()


def test_punctuation_of_windows_1252_is_read_as_such_whatever_it_is_called() -> None:
    item = f"<item><title>Don{{}}t</title><description>{escaped(f'<p>{LONG}</p>')}</description></item>"
    for head, quote in (("iso-8859-1", b"\x92"), ("utf-8", b"&#146;"), ("utf-8", b"\xc2\x92"), ("us-ascii", b"&#x92;")):
        data = rss(item).encode().replace(b"{}", quote).replace(b'encoding="UTF-8"', f'encoding="{head}"'.encode())
        assert of(data)[0][0].title == "Don’t", (head, quote)


def test_loose_rss() -> None:
    """Without a channel, with names behind addresses and before them, scripts in titles, addresses relative to a base."""
    known = "<title>One<script>alert(1)</script></title><link>post/1</link><author>Ada Ferro (ada@coast.example)</author>"
    item = f"<item>{known}<fullitem>{escaped(HTML)}</fullitem></item>"
    (article,), _ = of(f'<rss version="2.0" xml:base="https://coast.example/feeds/">{item}</rss>')
    assert (article.title, article.url, article.authors) == ("One", "https://coast.example/feeds/post/1", ("Ada Ferro",))
    assert [node.href for node in walk(article) if isinstance(node, model.Link)] == ["https://coast.example/b"]


def test_sniffed_by_content() -> None:
    kinds = {
        rss(""): "feed",
        '<?xml version="1.0"?>\n<!-- made by -->\n<?xml-stylesheet href="x"?><feed xmlns="http://www.w3.org/2005/Atom">': "feed",
        '{"version": "https://jsonfeed.org/version/1", "items": []}': "feed",
        "<!doctype html><html><body>": "html",
        "RSS and Atom are feeds.": "text",
    }
    for data, kind in kinds.items():
        assert sniff(Source(name="x", data=data.encode(), path="x.xml" if kind == "feed" else "")) == kind


def test_what_is_no_feed_says_so() -> None:
    for data, why in {
        "<a>b</a>": "no feed",
        "<!doctype html><p>Hello": "feed",
        rss(""): "without entries",
        '{"version": 1}': "without items",
        "{": "JSON",
    }.items():
        with pytest.raises(InputError, match=why) as caught:
            of(data)
        assert "\n" not in str(caught.value)


def test_p10_entities_are_refused_at_once_and_open_nothing(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("canary", encoding="utf-8")
    laughs = (
        '<!DOCTYPE rss [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
        + "]>"
    )
    for head in (laughs, f'<!DOCTYPE rss [<!ENTITY j SYSTEM "{canary.as_uri()}">]>'):
        with pytest.raises(InputError, match="entities"):
            of(rss(f"<item><title>&j;</title><description>{escaped(HTML)}</description></item>", head=head))


def test_an_author_s_address_without_end_is_no_name() -> None:
    ((article,), _) = of(
        rss(f"<item><title>Tides</title><author>{'//@-.-.tt:7' * 5_000}</author><description>{escaped(HTML)}</description></item>")
    )
    assert article.authors == ()


def test_p3_a_feed_of_very_many_entries_takes_time_in_step() -> None:
    def read(entries: int) -> None:
        with pytest.raises(InputError, match="without the text of its entries"):
            of(rss("<item><title>x</title></item>" * entries))

    assert grows_in_step(read, 100_000)


def test_p5_mutated_feeds_raise_nothing_but_our_errors() -> None:
    whole = rss(ITEM.format(f"<content:encoded><![CDATA[{HTML}]]></content:encoded>")).encode()
    chance = random.Random(3)
    for _ in range(500):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            of(bytes(data))
        except ConvertError:
            continue


CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "dev" / "feeds-full"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the checkout")
def test_every_entry_of_the_corpus_is_an_article() -> None:
    for path in sorted(CORPUS.glob("ff-*")):
        if "truth" not in path.name:
            assert len(list(read(open_source(path), lambda notice: None))) == 5, path.name


# --- what stands round and beside entries ----------------------------------------------------------------------


def entries(*texts: str, title: str = "Tide {}") -> str:
    """A feed of ``texts``; ``{}`` in a title and in a text is the entry's number."""
    return rss(
        "".join(
            f"<item><title>{title.format(n)}</title><link>https://coast.example/{n}</link><content:encoded><![CDATA[{text.replace('{}', str(n))}]]></content:encoded></item>"
            for n, text in enumerate(texts)
        )
    )


def test_what_is_said_with_every_entry_is_left_out_and_told() -> None:
    foot = (
        "<hr><p>The post <a href='/{}'>Tide {}</a> appeared first on <a href='/'>The Coast</a>.</p><img src='/pixel.gif' width=1 height=1>"
    )
    button = "<p class=button><a class=b href='/subscribe'><span>Subscribe now</span></a></p>"
    texts = [f"<p>{LONG}{word}.</p><h2>Links</h2><p>{word} boats.</p>{button}<p>{word} nets.</p>{foot}" for word in ("One", "Two", "Three")]
    articles, notices = of(entries(*texts))
    assert [[plain_text(block) for block in article.body][1:] for article in articles] == [
        ["Links", f"{word} boats.", f"{word} nets."] for word in ("One", "Two", "Three")
    ]
    assert [(notice.code, notice.article) for notice in notices] == [("feed.furniture", f"Tide {n}") for n in range(3)]
    assert notices[0].excerpt.startswith("Subscribe now The post Tide 0 appeared first")


def test_what_two_entries_say_or_a_picture_shows_stays() -> None:
    texts = [
        f"<figure><img src=/boat{n}.jpg><figcaption>The boat</figcaption></figure><p>{LONG}{n}.</p><p>Goodbye, reader.</p>"
        for n in range(2)
    ]
    articles, notices = of(entries(*texts))
    assert [plain_text(article.body[-1]) for article in articles] == ["Goodbye, reader."] * 2 and not notices
    articles, _ = of(entries(*texts, texts[0].replace("Goodbye, reader", "Until then")))
    assert [plain_text(*article.lead.caption) for article in articles if article.lead] == ["The boat"] * 3
    articles, notices = of(entries(*["<p>The same all over.</p>"] * 3))
    assert [plain_text(*article.body) for article in articles] == ["The same all over."] * 3 and not notices


MEDIA = '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="/{}.jpg" medium="image" width="{}"><media:description>{}</media:description><media:credit>Ada</media:credit></media:content>'


@pytest.mark.parametrize(
    ("beside", "source", "caption", "credit"),
    [
        (
            MEDIA.format("small", 100, "Not this") + MEDIA.format("large", 900, "The boat"),
            "https://coast.example/large.jpg",
            "The boat",
            "Ada",
        ),
        ('<enclosure url="https://c.example/e.jpg" type="image/jpeg"/>', "https://c.example/e.jpg", "", ""),
        ('<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="/t.jpg"/>', "https://coast.example/t.jpg", "", ""),
    ],
    ids=["media", "enclosure", "thumbnail"],
)
def test_a_picture_beside_the_text_leads_where_it_has_none(beside: str, source: str, caption: str, credit: str) -> None:
    item = f"<item><title>T</title><link>https://coast.example/t</link><content:encoded><![CDATA[<p>{LONG}</p>{{}}]]></content:encoded>{beside}</item>"
    (article,), _ = of(rss(item.format("")))
    assert article.lead and article.lead.image and article.lead.image.src == source
    assert (plain_text(*article.lead.caption), plain_text(*article.lead.credit)) == (caption, credit)
    (article,), _ = of(rss(item.format("<p><img src=/own.jpg alt=own></p>")))
    assert [node.src for node in walk(article) if isinstance(node, model.Image)] == ["https://coast.example/own.jpg"]


def test_a_picture_s_words_are_not_the_entry_s() -> None:
    with pytest.raises(InputError, match="without the text"):
        of(rss(f"<item><title>T</title>{MEDIA.format('a', 1, LONG)}</item>"))


def test_what_is_no_character_is_none_in_what_looks_like_a_section_or_in_another_encoding_either() -> None:
    link = "<link a='<![CDATA['>https://coast.example/ebb&#xD800;</link>"
    item = f"<item><title>T</title>{link}<description>{escaped(HTML)}</description></item>"
    (article,), _ = of(rss(item).replace("</rss>", "<!-- ]]> --></rss>"))
    assert article.title == "T"
    broken = rss(f"<item><title>Caf\xe9 & co</title><description>{escaped(HTML)}</description></item>")
    for named in ("ISO-8859-1", "no-such-encoding"):
        (article,), _ = of(broken.replace("UTF-8", named).encode("latin-1"))
        assert article.title == "Caf\xe9 & co"


def test_a_feed_that_states_another_encoding_than_its_text_is_in_is_read_in_that() -> None:
    said = "Река поднялась ночью и унесла нижний мост, третий после войны. " * 3
    item = f"<item><title>Мост</title><description>{escaped(f'<p>{said * 4}</p><p>{said * 5}</p>')}</description></item>"
    (article,), notices = of(rss(item).replace("UTF-8", "ISO-8859-1").encode("cp1251"))
    assert article.title == "Мост"
    assert "feed.encoding" in [notice.code for notice in notices]


# --- what blogs export, and what feeds state loosely ----------------------------------------------------------


def exported(text: str, *, kind: str = "post", status: str = "publish", title: str = "A post") -> str:
    return (
        f"<item><title>{title}</title><dc:creator>ada</dc:creator><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


def test_what_wordpress_exports_is_its_posts_as_they_were_typed() -> None:
    text = (
        "Once it rained.\nThe next line.\n\nMore <em>text</em>.\n<h2>Below</h2>\nUnder it.\n<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n\n<li>three</li>\n</ul>\n<pre>a\n\nb</pre>"
        '\n\n[caption id="a" width="600"]<a href="/p.png"><img src="/p.png"></a> The sea[/caption]\n\nThe end.'
    )
    others = (
        exported("", kind="attachment")
        + exported(LONG, kind="revision", status="inherit")
        + exported(LONG, status="trash")
        + exported(LONG, kind="wp_block")
    )
    author = "<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Ferro</wp:author_display_name></wp:author>"
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in {
        "content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/", "wp": "http://wordpress.org/export/1.2/"
    }.items())  # fmt: skip
    feed = f"<rss version='2.0' {spaces}><channel><title>Blog</title><link>https://b.example/</link>{author}{exported(text)}{others}</channel></rss>"
    (article,), notices = of(feed.encode())
    assert article.authors == ("Ada Ferro",)
    kinds = ["Paragraph", "Paragraph", "Heading", "Paragraph", "List", "CodeBlock", "Figure", "Paragraph"]
    assert [type(block).__name__ for block in article.body] == kinds
    assert plain_text(article.body[0]) == "Once it rained.\nThe next line."
    assert plain_text(article.body[6]) == "The sea"
    assert [(notice.code, notice.count) for notice in notices if notice.code == "feed.besides"] == [("feed.besides", 4)]


def test_what_blogger_exports_is_its_posts() -> None:
    def entry(kind: str) -> str:
        told = f'<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{kind}"/>'
        return f'<entry><title>{kind}</title>{told}<category scheme="http://www.blogger.com/atom/ns#" term="sea"/><content type="html">{LONG}</content></entry>'

    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>{"".join(map(entry, ("template", "settings", "post", "comment", "page")))}</feed>'
    articles, notices = of(feed.encode())
    assert [(article.title, article.tags) for article in articles] == [("post", ("sea",)), ("page", ("sea",))]
    assert [(notice.code, notice.count) for notice in notices] == [("feed.besides", 3)]


@pytest.mark.parametrize("kind", ["", ' type="text"'])
def test_text_that_is_all_markup_is_markup_whatever_its_type(kind: str) -> None:
    told = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><content{kind}>{{}}</content></entry></feed>"
    (article,), _ = of(told.format("&lt;p&gt;One.&lt;/p&gt;\n&lt;p&gt;Two &lt;b&gt;and&lt;/b&gt; more.&lt;/p&gt;").encode())
    assert [plain_text(block) for block in article.body] == ["One.", "Two and more."]
    (article,), _ = of(told.format("A &lt;p&gt; begins a paragraph, &lt;/p&gt; ends it.").encode())
    assert plain_text(*article.body) == "A <p> begins a paragraph, </p> ends it."


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("1773469800", "2026-03-14T06:30:00+00:00"), ("1773469800000", "2026-03-14T06:30:00+00:00"), ("2026/03/14 06:30", "2026-03-14T06:30:00"),
        ("20260314T063000Z", "2026-03-14T06:30:00+00:00"), ("March 14, 2026", "2026-03-14"), ("14.03.2026", "2026-03-14"), ("2026-3-4", "2026-03-04"),
        ("samedi 14 mars 2026", "2026-03-14"), ("2026-03-14-05:00", "2026-03-14"), ("2026", "2026"), ("2026-03", "2026-03"), ("soon", ""), ("12345", ""),
        ("2026年3月14日", "2026-03-14"), ("0000-00-00 00:00:00", ""), ("2026-02-30", ""),
    ],
)  # fmt: skip
def test_days_are_read_whatever_way_they_are_written(stated: str, day: str) -> None:
    assert date_of(stated) == day


def test_lines_of_plain_text_in_json_stay_lines_and_an_address_may_be_the_id() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [{"id": "https://j.example/1", "content_text": "One\ntwo\n\nThree"}],
    }
    (article,), _ = of(json.dumps(feed).encode())
    assert [plain_text(block) for block in article.body] == ["One\ntwo", "Three"]
    assert article.url == "https://j.example/1"


def test_of_several_texts_of_an_entry_the_one_that_says_most_is_its_text() -> None:
    short, whole = "<content:encoded>In short.</content:encoded>", f"<content:encoded>{escaped(HTML)}</content:encoded>"
    for stated in (short + whole, whole + short):
        (article,), notices = of(rss(f"<item><title>T</title>{stated}</item>"))
        assert len(article.body) == 4 and not notices
    shown = escaped("<p><img src='https://c.example/a.png'/></p><p>Read more</p>")
    told = f"<content:encoded>{shown}</content:encoded>"
    (article,), (notice,) = of(rss(f"<item><title>T</title><description>{escaped(HTML)}</description>{told}</item>"))
    assert len(article.body) == 4 and article.lead is not None
    assert (notice.kind, notice.code, notice.excerpt) == ("left-out", "feed.shorter", "Read more")


def test_what_a_podcast_says_of_itself_at_length_is_its_text_in_paragraphs() -> None:
    said = f'<description>Of tides.</description><summary xmlns="http://www.itunes.com/dtds/podcast-1.0.dtd">{LONG}\n\n{LONG}\n</summary>'
    sound = '<enclosure url="/ep/1.mp3" type="audio/mpeg"/>'
    (article,), _ = of(rss(f"<item><title>T</title><link>/ep/1</link>{said}{sound}</item>"))
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Paragraph", "Embed"]
    assert [node.href for node in walk(article) if isinstance(node, model.Embed)] == ["https://coast.example/ep/1.mp3"]


def test_addresses_are_relative_to_the_entry_and_to_what_states_a_base_round_them() -> None:
    shown = escaped("<p><a href='b'>b</a> <img src='a.png'/></p>" + HTML)
    told = f"<content:encoded>{shown}</content:encoded>"
    (article,), _ = of(rss(f"<item><title>T</title><link>/sea/1</link>{told}</item>"))
    assert article.url == "https://coast.example/sea/1"
    assert next(node.src for node in walk(article) if isinstance(node, model.Image)) == "https://coast.example/sea/a.png"
    inside = f'<div xmlns="http://www.w3.org/1999/xhtml"><p xml:base="c/"><a href="d">d</a> <a href="#e">e</a></p><p><a href="d">d</a>{LONG}</p></div>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://coast.example/b/"><entry><title>T</title><content type="xhtml">{inside}</content></entry></feed>'
    (article,), _ = of(atom)
    links = [node.href for node in walk(article) if isinstance(node, model.Link)]
    assert links[0] == "https://coast.example/b/c/d" and links[-1] == "https://coast.example/b/d"
    item = {
        "id": "1",
        "url": "/sea/1",
        "content_html": HTML,
        "image": "/a.png",
        "attachments": [{"url": "b.mp3", "mime_type": "audio/mpeg"}],
    }
    home = {"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://coast.example/", "items": [item]}
    (article,), _ = of(json.dumps(home).encode())
    assert article.url == "https://coast.example/sea/1"
    found = [
        node.src if isinstance(node, model.Image) else node.href for node in walk(article) if isinstance(node, (model.Image, model.Embed))
    ]
    assert found == ["https://coast.example/a.png", "https://coast.example/sea/b.mp3"]


def test_a_feed_below_what_its_server_says_of_a_mistake_is_read() -> None:
    above = "<br />\n<b>Warning</b>: Undefined variable in <b>/srv/feed.php</b> on line <b>3</b><br />\n"
    whole = above + rss(ITEM.format(f"<content:encoded>{escaped(HTML)}</content:encoded>"))
    assert sniff(Source("feed.xml", whole.encode())) == "feed"
    (article,), (notice,) = of(whole)
    assert article.title == "Ebb & flow" and (notice.code, notice.excerpt) == (
        "feed.above",
        "Warning : Undefined variable in /srv/feed.php on line 3",
    )
    page = f"<!DOCTYPE html><p>{LONG}</p><pre>{rss('')}</pre>"
    assert sniff(Source("page.html", page.encode())) == "html"


def test_rdf_that_is_no_feed_says_so() -> None:
    with pytest.raises(InputError, match="this is RDF, but no feed"):
        of('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><bib:Article xmlns:bib="urn:b"/></rdf:RDF>')


def test_an_entry_in_another_language_than_its_feed_states_is_in_its_own() -> None:
    """The feed of a blog in two languages, whose language is stated once."""
    german = "<p>Die Brücke über den Fluss wurde am Montag gesperrt, nachdem Ingenieure Risse in zwei Trägern gefunden hatten.</p>"
    hebrew = "<p>הגשר מעל הנהר נסגר ביום שני אחרי שמהנדסים מצאו סדקים.</p>"
    items = "".join(
        f"<item><title>T</title><content:encoded>{escaped(text)}</content:encoded></item>" for text in (german, hebrew, "<p>Ok.</p>")
    )
    articles, _ = of(rss(items))
    assert [(article.language, article.direction) for article in articles] == [("de", "ltr"), ("he", "rtl"), ("en-gb", "ltr")]


def test_an_entry_s_own_address_counts_before_that_of_a_service() -> None:
    own = '<origLink xmlns="http://rssnamespace.org/feedburner/ext/1.0">https://coast.example/ebb</origLink>'
    (article,), _ = of(
        rss(f"<item><title>T</title><link>http://feeds.example/~3/x</link>{own}<description>{escaped(HTML)}</description></item>")
    )
    assert article.url == "https://coast.example/ebb"
