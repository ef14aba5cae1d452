"""What blogs write in brackets, feeds of films, markup escaped twice, and the line that says where a post stands."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import pytest

from convert.formats import Source
from convert.model import Article, CodeBlock, Embed, Figure, Image
from convert.notices import Notice
from convert.readers.feed import read
from convert.walk import plain_text
from tests.growth import grows_in_step
from tests.test_feed_reader import LONG, rss

SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "excerpt": "http://wordpress.org/export/1.2/excerpt/",
        "wp": "http://wordpress.org/export/1.2/",
    }.items()
)
PICTURES = "".join(
    f"<item><title>{name}</title><content:encoded></content:encoded><excerpt:encoded><![CDATA[{said}]]></excerpt:encoded><wp:post_id>{number}</wp:post_id><wp:post_parent>4</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://b.example/{name}</wp:attachment_url></item>"
    for number, name, said in ((5, "a.jpg", "The boat"), (6, "b.png", ""), (7, "c.pdf", ""))
)


def of(data: str) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="feed.xml", data=data.encode()), notices.append)), notices


def post(text: str, more: str = "") -> Article:
    item = f"<item><title>A post</title><wp:post_id>4</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[{text}]]></content:encoded>{more}</item>"
    (article,), _ = of(
        f"<rss version='2.0' {SPACES}><channel><title>Blog</title><link>https://b.example/</link>{item}{PICTURES}</channel></rss>"
    )
    return article


A, B = Figure(Image("https://b.example/a.jpg")), Figure(Image("https://b.example/b.png"))
FILM = Embed("video", "https://www.youtube.com/watch?v=abcdefghijk")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('[gallery ids="6,5" columns="2"]', [B, A]),
        ("[gallery]", [A, B]),
        ("[embed]https://www.youtube.com/watch?v=abcdefghijk[/embed]", [FILM]),
        ("https://www.youtube.com/watch?v=abcdefghijk", [FILM]),
        ("[youtube https://www.youtube.com/watch?v=abcdefghijk]", [FILM]),
        ("[vimeo 12345678]", [Embed("video", "https://vimeo.com/12345678")]),
        ('[audio mp3="https://b.example/a.mp3"][/audio]', [Embed("audio", "https://b.example/a.mp3")]),
        ('[video width="640" mp4="https://b.example/a.mp4"][/video]', [Embed("video", "https://b.example/a.mp4")]),
        ('[sourcecode language="python"]\nif a &lt; b:\n\n    pass\n[/sourcecode]', [CodeBlock("if a < b:\n\n    pass", "python")]),
        ('[caption id="x" caption="The boat"]<img src="https://b.example/b.png">[/caption]', [B]),
    ],
)
def test_words_in_brackets_are_what_they_stand_for(written: str, meant: list[object]) -> None:
    article = post(f"First of all.\n\n{written}\n\nAnd last [sic] of it.")
    assert [plain_text(article.body[0]), plain_text(article.body[-1])] == ["First of all.", "And last [sic] of it."]
    inside = article.body[1:-1]
    bare = [Figure(block.image) if isinstance(block, Figure) else block for block in inside]
    assert bare == meant
    said = {plain_text(*block.caption) for block in inside if isinstance(block, Figure)}
    assert said <= {"", "The boat"} and ("gallery" not in written or "The boat" in said)


@pytest.mark.parametrize("written", ["[gallery ids='99']", "[contact-form to='x']", "https://b.example/about", "[code] alone"])
def test_words_in_brackets_that_nothing_is_known_of_stay(written: str) -> None:
    assert plain_text(post(f"First.\n\n{written}\n\nLast.").body[1]) == written


def test_the_picture_set_above_a_post_leads_it_and_its_format_is_no_tag() -> None:
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>6</wp:meta_value></wp:postmeta>"
    tags = '<category domain="post_tag">Tar</category><category domain="post_format">Aside</category>'
    article = post("First.\n\nLast.", meta + tags)
    assert article.lead == B and article.tags == ("Tar",)


def test_a_feed_of_films() -> None:
    said = "\n\n".join(f"{word} the boats go out.\nAll of them." for word in ("First", "Then", "Last"))
    feed = f"""<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
    <title>Ada</title><entry><id>yt:video:abcdefghijk</id><yt:videoId>abcdefghijk</yt:videoId><title>Ebb</title><link rel="alternate" href="https://www.youtube.com/watch?v=abcdefghijk"/>
    <published>2026-03-14T06:30:00+00:00</published><media:group><media:title>Ebb</media:title><media:thumbnail url="https://i.ytimg.com/vi/a/hq.jpg"/><media:description>{said}</media:description></media:group></entry></feed>"""
    (article,), _ = of(feed)
    assert plain_text(*article.body[:3]).startswith("First the boats go out.\nAll of them.")
    assert article.body[-1] == FILM and article.lead is not None


def test_markup_that_was_escaped_twice() -> None:
    twice = f"<p>{LONG}</p><p>It is.</p>".replace("<", "&amp;lt;").replace(">", "&amp;gt;")
    (article,), notices = of(rss(f"<item><title>Ebb</title><description>{twice}</description></item>"))
    assert plain_text(article.body[1]) == "It is." and [notice.code for notice in notices] == ["feed.escaped"]
    (article,), notices = of(rss(f"<item><title>Ebb</title><content:encoded>{twice}</content:encoded></item>"))
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Paragraph"]
    assert [(notice.kind, notice.code) for notice in notices] == [("repaired", "feed.escaped")]
    (article,), notices = of(
        rss(f"<item><title>Ebb</title><content:encoded>Write &amp;lt;p&amp;gt; for it. {LONG}</content:encoded></item>")
    )
    assert plain_text(*article.body).startswith("Write <p> for it.") and not notices


def test_a_feed_that_breaks_off_is_told() -> None:
    whole = rss(
        f"<item><title>Ebb</title><content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded></item><item><title>Flood</title></item>"
    )
    assert "feed.cut" not in {notice.code for notice in of(whole)[1]}
    (article,), notices = of(whole[: whole.index("Flood")])
    assert article.title == "Ebb" and (notices[0].kind, notices[0].code) == ("lost", "feed.cut")


def test_the_line_that_says_where_a_post_stands() -> None:
    line = '<p>The post <a href="https://coast.example/ebb/">Ebb</a> appeared first on <a href="https://coast.example">The Coast &amp; Sea</a>.</p>'
    own = '<p>See <a href="https://coast.example/ebb/">this</a> and <a href="https://coast.example">The Coast &amp; Sea</a>.</p>'
    for last, left in ((line, 1), (own, 0)):
        item = f"<item><title>Ebb</title><link>https://coast.example/ebb</link><content:encoded><![CDATA[<p>{LONG}</p>{last}]]></content:encoded></item>"
        (article,), notices = of(rss(item))
        assert len(article.body) == 2 - left
        assert [notice.code for notice in notices] == ["feed.furniture"] * left


def test_a_podcast_is_by_whom_it_says() -> None:
    feed = f'<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Talk</title><itunes:author>Ada Ferro</itunes:author><item><title>One</title><description>{LONG}</description></item></channel></rss>'
    (article,), _ = of(feed)
    assert article.authors == ("Ada Ferro",)


@pytest.mark.parametrize(
    ("text", "end", "times"),
    [
        ("[caption]<img>", "", 30_000),
        ("[code]", "[/sourcecode]", 90_000),
        ("[embed]", "", 90_000),
        ("[gallery", "", 90_000),
        ("https://x\n", "", 60_000),
    ],
)
def test_many_brackets_take_time_in_step(text: str, end: str, times: int) -> None:
    assert grows_in_step(lambda count: post(f"{text * count}{end}\n\nWords."), times)
