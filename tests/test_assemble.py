"""Articles become a pack: complete, clean, with ids of our own."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.assemble import safe
from convert.notices import Notice
from convert.walk import walk
from tests.specimen import par, picture, text
from tests.trees import ARTICLES


def article(*blocks: m.Block, **fields: object) -> m.Article:
    return m.Article(**{"title": "T", "body": blocks, **fields})  # type: ignore[arg-type]


def packed(*articles: m.Article, **options: object) -> tuple[m.Pack, list[Notice]]:
    told: list[Notice] = []
    return convert.pack(articles, notify=told.append, **options), told  # type: ignore[arg-type]


def link(href: str) -> m.Paragraph:
    return m.Paragraph((m.Link(href, text("x")),))


# --- titles, dates, languages -------------------------------------------------------------------------


def test_the_title_is_the_only_article_s_or_a_plain_one() -> None:
    assert packed(article(title="Ebb"))[0].title == "Ebb"
    assert packed(article(), article())[0].title == "Reading pack"
    assert packed(article(), article(), title="Given\n twice")[0].title == "Given twice"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": " ", "body": (par("The tide went out and did not come back."),)}, "The tide went out and did not come back."),
        ({"title": "", "body": (par("word " * 50),)}, "word word word word word word word word word word word word…"),
        ({"title": "\u200b", "body": (), "site": "The Coastline"}, "The Coastline"),
        ({"title": "", "body": (), "url": "https://example.org/a"}, "https://example.org/a"),
        ({"title": "", "body": ()}, "Untitled"),
    ],
)
def test_p7_no_article_is_without_a_title(fields: dict[str, object], title: str) -> None:
    assert packed(article(**fields))[0].articles[0].title == title


def test_a_pack_of_nothing_is_refused() -> None:
    with pytest.raises(convert.InputError, match="no article"):
        convert.pack([])


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("2026-01-31", "2026-01-31T00:00:00Z"),
        ("2026-01-31T10:00:00+02:00", "2026-01-31T08:00:00Z"),
        ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z"),
    ],
)
def test_created_is_a_point_in_time_in_utc(given: str, made: str) -> None:
    assert packed(article(), created=given)[0].created == made


def test_created_without_a_date_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert packed(article(published="2026-01-02"), article(updated="2026-03-04", published="soon"))[0].created == "2026-03-04T00:00:00Z"
    assert packed(article())[0].created == ""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert packed(article(published="2026-03-04"))[0].created == "2026-01-01T00:00:00Z"
    with pytest.raises(convert.UnknownName, match="unknown date"):
        packed(article(), created="31.1.2026")


def test_the_language_most_articles_are_in() -> None:
    pack, _ = packed(article(language="ar"), article(language="he"), article(language="ar"), article())
    assert (pack.language, pack.direction) == ("ar", "rtl")
    assert [(made.language, made.direction) for made in pack.articles] == [("ar", "rtl"), ("he", "rtl"), ("ar", "rtl"), ("ar", "rtl")]
    assert packed(article(language="en_US"))[0].articles[0].language == "en-US"
    assert packed(article(language="not a tag"))[0].language == "en"


@pytest.mark.parametrize("date", ["2026-13-45", "2026-02-30", "2026-01-01T25:61"])
def test_a_date_that_never_was_is_dropped_and_told(date: str) -> None:
    pack, told = packed(article(published=date, updated="2026-01-02", retrieved="some day"))
    made = pack.articles[0]
    assert (made.published, made.updated, made.retrieved) == ("", "2026-01-02", "some day")
    assert [(notice.kind, notice.code, notice.excerpt) for notice in told] == [("lost", "article.date", date)]


def test_a_language_that_is_no_tag_is_none() -> None:
    said = m.Paragraph((m.Span(text("x"), language="not a tag"), m.Span(text("y"), language="pt_BR")), language="??")
    (block,) = packed(article(said))[0].articles[0].body
    assert isinstance(block, m.Paragraph)
    assert [block.language, *(child.language for child in block.children if isinstance(child, m.Span))] == ["", "", "pt-BR"]
    with pytest.raises(convert.UnknownName, match="unknown language"):
        packed(article(), language="not a tag")


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en", "en"),
        ("zh_Hant_TW", "zh-Hant-TW"),
        ("de-CH-1996", "de-CH-1996"),
        ("x-own", ""),
        ("e", ""),
        ("en-", ""),
        ("en-toolongsub", ""),
        ("en\n", "en"),
    ],
)
def test_language_tags_are_well_formed(given: str, tag: str) -> None:
    assert packed(article(language=given))[0].articles[0].language == (tag or "en")


def test_p8_an_embed_s_address_is_encoded_as_a_link_s() -> None:
    embed = m.Embed("video", 'https://v.example.org/a b"<x>')
    assert packed(article(embed))[0].articles[0].body == (m.Embed("video", "https://v.example.org/a%20b%22%3Cx%3E"),)


def test_the_identifier_is_the_content_s() -> None:
    one, again, other = (packed(article(par(words)))[0].identifier for words in ("x", "x", "y"))
    assert one == again != other
    assert one.startswith("urn:uuid:")


# --- ids, links and pictures --------------------------------------------------------------------------


def test_p9_ids_are_ours_and_scoped_to_their_article() -> None:
    blocks = (par("x", id="fn1"), link("#fn1"), par("y", id="../..//evil"), link("#../..//evil"))
    pack, told = packed(article(*blocks), article(*blocks))
    assert told == []
    assert [node.id for node in walk(pack) if isinstance(node, m.Paragraph) and node.id] == ["a0001-1", "a0001-2", "a0002-1", "a0002-2"]
    assert [node.href for node in walk(pack) if isinstance(node, m.Link)] == ["#a0001-1", "#a0001-2", "#a0002-1", "#a0002-2"]


def test_p9_an_id_that_stands_twice_is_the_first_one_s() -> None:
    pack, _ = packed(article(par("x", id="a"), par("y", id="a"), link("#a")))
    assert [block.id for block in pack.articles[0].body] == ["a0001-1", "", ""]


def test_p9_a_block_that_stands_in_two_places_has_its_id_in_one() -> None:
    shared = par("x", id="a")
    pack, told = packed(article(shared, shared, link("#a")))
    assert [block.id for block in pack.articles[0].body] == ["a0001-1", "", ""]
    assert told == []


def test_links_between_articles_become_links_inside_the_pack() -> None:
    first = article(link("https://example.org/b/#part"), url="https://example.org/a")
    second = article(link("https://example.org/a"), url="https://example.org/b")
    pack, told = packed(first, second)
    assert [node.href for node in walk(pack) if isinstance(node, m.Link)] == ["#a0002", "#a0001"]
    assert told == []


UNSAFE = [
    "data:text/html,x", "file:///etc/passwd", "//[x", "http://[x",
    "https://e.org:port/", "", "#", "#absent", "a.html", "http:", "https:///x",
]  # fmt: skip


@pytest.mark.parametrize("href", UNSAFE)
def test_p8_a_link_that_leads_nowhere_is_its_words(href: str) -> None:
    pack, told = packed(article(link(href)))
    assert pack.articles[0].body == (par("x"),)
    assert [notice.code for notice in told] == ["link.dropped"]
    assert told[0].lossy
    assert packed(article(m.Paragraph((*text("a "), m.Link(href, text("x")), *text(" z")))))[0].articles[0].body == (par("a x z"),), (
        "one text, as it would be read again"
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "vbscript:x", "about:blank"])
def test_p8_a_link_that_runs_something_is_its_words_and_no_loss(href: str) -> None:
    pack, told = packed(article(link(href)))
    assert pack.articles[0].body == (par("x"),)
    assert [(notice.kind, notice.code) for notice in told] == [("left-out", "link.dropped")]


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        (" http://example.org/ ", "http://example.org/"),
        ("https://example.org/a b\"<>", "https://example.org/a%20b%22%3C%3E"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://مثال.example/ا", "https://مثال.example/ا"),
    ],
)  # fmt: skip
def test_p8_addresses_that_may_be_opened(href: str, kept: str) -> None:
    assert safe(href) == kept


@given(st.text())
def test_p8_no_other_scheme_is_safe(href: str) -> None:
    assert safe(href) == "" or safe(href).lower().startswith(("http://", "https://", "mailto:"))


def test_p1_a_picture_that_is_not_here_is_its_words() -> None:
    figure = m.Figure(m.Image("https://example.org/a.png", "a sea"))
    inline = m.Paragraph((m.Text("see "), m.Image("file:///etc/passwd", "a mark")))
    pack, told = packed(article(figure, inline, m.Embed("video", "https://v.example.org/1", poster=m.Image("x.png"))))
    shown = pack.articles[0].body
    assert shown[0] == m.Figure(None, text("a sea"))
    assert shown[1] == par("see a mark")
    assert isinstance(shown[2], m.Embed) and shown[2].poster is None
    assert [(notice.code, notice.count) for notice in told] == [("picture.remote", 1), ("picture.missing", 2)]


def test_pictures_that_are_shown_come_along_once() -> None:
    other = picture("PNG", (60, 40), "RGBA")
    shown = m.Figure(m.Image(picture().key, "a sea"))
    pack, told = packed(article(shown, shown), pictures=[picture(), other])
    assert pack.pictures == (picture(),)
    assert told == []
    assert packed(article(), pictures=[picture(), other], cover_picture=other.key)[0].pictures == (other,)


POISON = (
    {"title": "\ud800\x00"},
    {"title": "", "body": ()},
    {"url": "http://[x", "published": "yesterday", "language": "??"},
    {"body": (m.Figure(m.Image("file:///etc/passwd", "")), link("//[x"), par("a\ufffe\x00"))},
    {"body": (m.Table(rows=((m.Cell((par("x"),), colspan=1_000_000_000, rowspan=0),), ())), m.List(()), m.Heading(9, ()))},
)


def test_p4_bad_articles_among_many_do_not_sink_the_pack() -> None:
    articles = [article(par(f"number {n}"), **(POISON[n // 10 % len(POISON)] if n % 10 == 0 else {})) for n in range(300)]
    pack, told = packed(*articles)
    assert len(pack.articles) == 300
    assert all(f"number {n}" == made.body[0].children[0].text for n, made in enumerate(pack.articles) if n % 10)  # type: ignore[attr-defined]
    assert {notice.code for notice in told} >= {"picture.missing", "link.dropped", "text.characters"}


# --- any tree at all ----------------------------------------------------------------------------------


@given(st.lists(ARTICLES, min_size=1, max_size=3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_p5_any_articles_make_a_pack(articles: list[m.Article]) -> None:
    pack, _ = packed(*articles)
    assert [made.id for made in pack.articles] == [f"a{number:04}" for number in range(1, len(articles) + 1)]
    data = msgspec.json.encode(pack)
    assert msgspec.json.decode(data, type=m.Pack) == pack
    assert all(made.title and made.language and made.direction for made in pack.articles)


@given(ARTICLES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_p13_packing_is_the_same_each_time(one: m.Article) -> None:
    assert msgspec.json.encode(packed(one)[0]) == msgspec.json.encode(packed(one)[0])


def test_the_pictures_of_articles_become_those_of_the_pack_each_once() -> None:
    photo, drawing = picture(), picture("PNG", (60, 40), "RGBA")
    first = m.Article(title="One", body=(m.Figure(m.Image(photo.key, "a")),), pictures=(photo, drawing))
    second = m.Article(title="Two", body=(m.Figure(m.Image(photo.key, "b")),), pictures=(photo,))
    pack, told = packed(first, second)
    assert told == []
    assert pack.pictures == (photo,)
    assert [article.pictures for article in pack.articles] == [(), ()]
