"""What reading lists export: with whole texts they are articles, without they are named for what they are."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import csv
import io
import json
import plistlib
import random
from typing import Any

import pytest

import convert
from convert import model
from convert.errors import ConvertError, InputError
from convert.formats import Source, sniff
from convert.model import Article
from convert.notices import Notice, ignore
from convert.readers.export import read
from convert.walk import plain_text
from tests.books import zipped

HTML = "<p>The harbour wakes before the town does.</p><ul><li>salt</li><li>tar</li></ul>"

WALLABAG = [
    {"is_archived": 0, "is_starred": 1, "tags": ["sea"], "id": 7, "title": "Ebb", "url": "https://c.example/ebb", "content": HTML, "created_at": "2026-03-15T08:00:00+0100", "published_at": "2026-03-14T06:30:00+0100", "published_by": ["By Ada Ferro"], "language": "en_GB", "domain_name": "c.example"},
    {"is_archived": 0, "tags": [], "id": 8, "title": "Not fetched", "url": "https://c.example/2", "content": ""},
]  # fmt: skip
GREADER = {
    "id": "user/-/state/com.google/starred",
    "items": [
        {"id": "1", "published": 1773466200, "title": "Ebb", "canonical": [{"href": "https://c.example/ebb"}], "categories": ["user/-/state/com.google/starred", "sea"], "origin": {"title": "The Coast", "htmlUrl": "https://c.example/"}, "summary": {"content": HTML}, "author": "Ada Ferro"},
    ],
}  # fmt: skip
OMNIVORE = {
    "id": "x",
    "slug": "ebb-1",
    "title": "Ebb",
    "author": "Ada Ferro",
    "url": "https://c.example/ebb",
    "labels": ["sea"],
    "savedAt": "2026-03-15T07:00:00.000Z",
    "publishedAt": "2026-03-14T05:30:00.000Z",
}


def omnivore() -> bytes:
    return zipped(
        {
            "metadata_0_to_20.json": json.dumps([OMNIVORE]),
            "content/ebb-1.html": f"<html><body>{HTML}</body></html>",
            "highlights/ebb-1.md": "",
        }
    )


def of(data: Any) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    whole = data if isinstance(data, bytes) else json.dumps(data).encode()
    return list(read(Source(name="list.json", data=whole), notices.append)), notices


@pytest.mark.parametrize("data", [WALLABAG, GREADER, omnivore()], ids=["wallabag", "greader", "omnivore"])
def test_each_text_is_an_article_with_what_was_kept_of_it(data: Any) -> None:
    (article,), _ = of(data)
    assert (article.title, article.url, article.authors, article.tags) == ("Ebb", "https://c.example/ebb", ("Ada Ferro",), ("sea",))
    assert article.published[:10] == "2026-03-14" and article.extractor == "export"
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "List"]
    whole = data if isinstance(data, bytes) else json.dumps(data).encode()
    assert sniff(Source(name="x", data=whole, path="x.json")) == "export"


def test_entries_without_their_text_are_counted_and_a_list_of_them_says_so() -> None:
    assert [(notice.code, notice.count) for notice in of(WALLABAG)[1]] == [("export.address", 1)]
    with pytest.raises(InputError, match=r"addresses without their texts \(1\)"):
        of(WALLABAG[1:])
    with pytest.raises(InputError, match="no article"):
        of({"items": []})


def test_the_model_is_no_export() -> None:
    article = Article(title="T", url="https://c.example/", body=())
    assert sniff(Source(name="x", data=b'{"type":"Article","title":"T","url":"x","body":[]}', path="x.json")) == "json"
    assert article.title == "T"


LISTS = {
    "bookmarks without texts \\(addresses: 2\\)": b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF='https://a.example/'>A</A><DT><A HREF='https://b.example/'>B</A></DL>",
    "an OPML list of feeds without texts \\(addresses: 1\\)": b"<?xml version='1.0'?><opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/feed'/></body></opml>",
    "a table of links without texts \\(addresses: 2\\)": b"title,url,time_added,tags,status\nA,https://a.example/,1,,unread\nB,https://b.example/,2,,archive\n",
}


@pytest.mark.parametrize("what", LISTS)
def test_lists_of_links_are_known_for_what_they_are(what: str) -> None:
    source = Source(name="links", data=LISTS[what])
    assert sniff(source) == "links"
    with pytest.raises(InputError, match=what) as caught:
        convert.read(source)
    assert "does not fetch" in str(caught.value)


def test_prose_with_commas_is_no_table_of_links() -> None:
    assert sniff(Source(name="x", data=b"The url, he said, and the title of it,\nwere long.\n")) == "text"


def test_p5_odd_and_mutated_exports_raise_nothing_but_our_errors() -> None:
    chance = random.Random(4)
    odd: list[Any] = [None, 3, [[[]]], {"a": 1}, "x", [1, "b", {"name": "n"}], {"content": {"content": 1}}, -1, 1e300, True]
    for _ in range(300):
        item = {key: chance.choice([*odd, HTML, "2026-13-99"]) for key in WALLABAG[0]}
        try:
            of([item, *WALLABAG])
        except ConvertError:
            continue
    whole = omnivore()
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 10)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            of(bytes(data))
        except ConvertError:
            continue


def test_texts_keep_their_words() -> None:
    assert plain_text(*of(WALLABAG)[0][0].body) == "The harbour wakes before the town does.\nsalt\ntar"


READWISE = {
    "results": [
        {"id": "1", "url": "https://read.example/read/1", "source_url": "https://c.example/ebb", "title": "Ebb", "author": "Ada Ferro", "html_content": HTML, "summary": "Of boats.", "published_date": "2026-03-14", "tags": {"sea": {"name": "sea", "type": "manual"}}, "image_url": "https://c.example/sea.png", "site_name": "The Coast"},
        {"id": "2", "url": "https://read.example/read/2", "source_url": "mailto:a@b.example", "title": "Letter", "html_content": HTML},
    ]
}  # fmt: skip


def test_texts_of_readwise_and_the_picture_beside_them() -> None:
    (article, letter), _ = of(READWISE)
    assert (article.title, article.url, article.authors, article.tags, article.site) == (
        *("Ebb", "https://c.example/ebb", ("Ada Ferro",), ("sea",), "The Coast"),
    )
    assert article.published == "2026-03-14" and letter.url == "https://read.example/read/2"
    assert article.lead is not None and article.lead.image == model.Image("https://c.example/sea.png")
    assert letter.lead is None


def test_a_summary_in_the_place_of_a_text_is_none() -> None:
    entry = {"id": 1, "title": "Ebb", "url": "https://c.example/ebb", "content": None, "summary": "Of boats and the tide, in short."}
    with pytest.raises(InputError, match=r"addresses without their texts \(1\)"):
        of([entry])
    (article,), _ = of([entry | {"summary": "".join(f"<p>The {word} boat came in.</p>" for word in ("first", "second", "third"))}])
    assert len(article.body) == 3


# --- records of articles, as programs that scrape them store these ------------------------------------

SAID = ("The harbour wakes before the town does, and the boats are out by four.", "Salt is on every sill, and tar on every rope of it.")
STORED = [
    {"title": "Ebb", "author": "Ada Ferro", "hostname": "c.example", "date": "2026-03-14", "text": "\n".join(SAID), "source": "https://c.example/ebb", "excerpt": "Early."},
    {"title": "Ebb", "authors": ["Ada Ferro"], "date_publish": "2026-03-14", "maintext": "\n\n".join(SAID), "url": "https://c.example/ebb", "source_domain": "c.example", "description": "Early."},
    {"headline": "Ebb", "byline": "By Ada Ferro", "published": "2026-03-14", "content": "".join(f"<p>{said}</p>" for said in SAID), "link": "https://c.example/ebb", "publication": "c.example", "abstract": "Early."},
    {"@type": "NewsArticle", "headline": "Ebb", "author": {"name": "Ada Ferro"}, "datePublished": "2026-03-14", "articleBody": "\n".join(SAID), "url": "https://c.example/ebb", "publisher": {"name": "c.example"}, "description": "Early."},
]  # fmt: skip


def rows(records: list[dict[str, Any]], parting: str) -> str:
    target = io.StringIO(newline="")
    table = csv.DictWriter(target, list(records[0]), delimiter=parting)
    table.writeheader()
    table.writerows(records)
    return target.getvalue()


def forms(record: dict[str, Any]) -> dict[str, str]:
    return {
        "one": json.dumps(record),
        "several": json.dumps([record, record], indent=1),
        "lines": "\n".join([json.dumps(record)] * 2) + "\n",
        "commas": rows([record, record], ","),
        "tabs": rows([record, record], "\t"),
    }


@pytest.mark.parametrize("form", ["one", "several", "lines", "commas", "tabs"])
@pytest.mark.parametrize("record", STORED[:3], ids=["trafilatura", "news-please", "a table of one's own"])
def test_records_are_articles(record: dict[str, Any], form: str) -> None:
    source = Source("records", forms(record)[form].encode())
    assert sniff(source) == "export"
    found = list(read(source, ignore))
    assert len(found) == (1 if form == "one" else 2)
    article = found[0]
    assert (article.title, article.authors, article.published, article.url) == (
        "Ebb",
        ("Ada Ferro",),
        "2026-03-14",
        "https://c.example/ebb",
    )
    assert (article.site, article.summary) == ("c.example", "Early.")
    assert tuple(plain_text(block) for block in article.body) == SAID


def test_an_article_as_pages_state_it_for_search_engines() -> None:
    source = Source("record", json.dumps(STORED[3]).encode())
    assert sniff(source) == "export"
    (article,) = read(source, ignore)
    assert (article.authors, article.site) == (("Ada Ferro",), "c.example")
    assert tuple(plain_text(block) for block in article.body) == SAID


def test_a_record_whose_text_comes_first_and_is_long() -> None:
    source = Source("record", json.dumps({"text": "\n".join(SAID * 60), "url": "https://c.example/ebb"}).encode())
    assert sniff(source) == "export"


def test_names_in_a_cell_as_programs_write_lists() -> None:
    text = rows([STORED[0] | {"author": "['Ada Ferro', 'Per Hansen']"}], ",")
    (article,) = read(Source("table", text.encode()), ignore)
    assert article.authors == ("Ada Ferro", "Per Hansen")


def test_signs_of_comparison_make_no_markup_of_a_text() -> None:
    (article,) = read(Source("record", json.dumps(STORED[0] | {"text": "If a < b and c > d, the gate shuts."}).encode()), ignore)
    assert plain_text(*article.body) == "If a < b and c > d, the gate shuts."


def test_columns_are_known_in_whatever_case_they_are_written() -> None:
    record = {
        "Title": "Ebb",
        "Author": "Ada Ferro",
        "datePublished": "2026-03-14",
        "articleBody": "\n".join(SAID),
        "URL": "https://c.example/ebb",
    }
    for form in ("lines", "commas"):
        source = Source("records", forms(record)[form].encode())
        assert sniff(source) == "export"
        (article, _) = read(source, ignore)
        assert (article.title, article.authors, article.published, article.url) == (
            "Ebb",
            ("Ada Ferro",),
            "2026-03-14",
            "https://c.example/ebb",
        )


def test_a_cell_without_a_column_is_told() -> None:
    notices: list[Notice] = []
    text = rows([STORED[0]], ",").rstrip() + ",and more\n"
    assert len(list(read(Source("table", text.encode()), notices.append))) == 1
    assert [(notice.kind, notice.code, notice.count) for notice in notices] == [("lost", "export.cell", 1)]


def test_a_line_that_is_no_record_is_told() -> None:
    notices: list[Notice] = []
    text = json.dumps(STORED[0]) + "\n{broken\n" + json.dumps(STORED[1]) + "\n"
    assert len(list(read(Source("lines", text.encode()), notices.append))) == 2
    assert [(notice.code, notice.count) for notice in notices] == [("export.line", 1)]


def test_a_table_of_links_is_none_of_articles() -> None:
    assert sniff(Source("links", b"title,url,tags\nEbb,https://c.example/ebb,sea\n")) == "links"
    assert sniff(Source("prose", b"The title of this text\nis nothing, and its body is this.\n")) == "text"


# --- exports of their own shapes ----------------------------------------------------------------------

GHOST = {
    "db": [
        {
            "meta": {"exported_on": 1710403200000, "version": "5.80.0"},
            "data": {
                "posts": [
                    {"id": "1", "title": "Ebb & flow", "html": HTML + '<figure><img src="__GHOST_URL__/content/images/boat.jpg" alt="A boat"><figcaption>The boat</figcaption></figure>', "feature_image": "__GHOST_URL__/content/images/sea.jpg", "status": "published", "published_at": "2026-03-14T06:30:00.000Z", "created_at": "2026-03-10T08:00:00.000Z", "custom_excerpt": "Early."},
                    {"id": "2", "title": "Draft", "html": None, "plaintext": None, "status": "draft", "published_at": None},
                ],
                "posts_authors": [{"post_id": "1", "author_id": "b", "sort_order": 1}, {"post_id": "1", "author_id": "a", "sort_order": 0}],
                "posts_meta": [{"post_id": "1", "feature_image_alt": "the sea", "feature_image_caption": "The sea."}],
                "posts_tags": [{"post_id": "1", "tag_id": "t", "sort_order": 0}, {"post_id": "1", "tag_id": "h", "sort_order": 1}],
                "tags": [{"id": "t", "name": "Sea", "visibility": "public"}, {"id": "h", "name": "#hidden", "visibility": "internal"}],
                "users": [{"id": "a", "name": "Ada Ferro"}, {"id": "b", "name": "Per Hansen"}],
                "settings": [{"key": "title", "value": "The Coast"}, {"key": "locale", "value": "en"}],
            },
        }
    ]
}  # fmt: skip
KARAKEEP = {
    "bookmarks": [
        {"id": "q", "createdAt": "2026-03-15T08:00:00.000Z", "title": None, "note": "Read this", "tags": [{"id": "t", "name": "sea", "attachedBy": "ai"}], "content": {"type": "link", "url": "https://c.example/ebb", "title": "Ebb", "description": "Early.", "imageUrl": None, "htmlContent": f"<div>{HTML}</div>", "author": "Ada Ferro", "publisher": "The Coast", "datePublished": "2026-03-14T00:00:00.000Z"}},
        {"createdAt": 1710057600, "title": "Mine", "tags": [], "content": {"type": "text", "text": "A note of my own."}, "note": None},
        {"createdAt": 1710057600, "title": "Elsewhere", "tags": [], "content": {"type": "link", "url": "https://c.example/2"}, "note": None},
    ]
}  # fmt: skip


def test_a_blog_that_ghost_exports() -> None:
    assert sniff(Source("ghost", json.dumps(GHOST).encode())) == "export"
    (article,), notices = of(GHOST)
    assert (article.title, article.authors, article.tags) == ("Ebb & flow", ("Ada Ferro", "Per Hansen"), ("Sea",))
    assert (article.published[:10], article.retrieved, article.site, article.summary) == ("2026-03-14", "", "The Coast", "Early.")
    assert article.lead is not None and article.lead.image == model.Image("content/images/sea.jpg", alt="the sea")
    assert plain_text(*article.lead.caption) == "The sea."
    assert [(notice.code, notice.count) for notice in notices] == [("export.address", 1)]


def test_pages_and_notes_that_karakeep_keeps() -> None:
    assert sniff(Source("karakeep", json.dumps(KARAKEEP).encode())) == "export"
    (ebb, mine), notices = of(KARAKEEP)
    assert (ebb.title, ebb.authors, ebb.url, ebb.site, ebb.tags) == ("Ebb", ("Ada Ferro",), "https://c.example/ebb", "The Coast", ("sea",))
    assert (ebb.published[:10], ebb.retrieved[:10], len(ebb.body)) == ("2026-03-14", "2026-03-15", 2)
    assert (mine.title, plain_text(*mine.body)) == ("Mine", "A note of my own.")
    assert [(notice.code, notice.count) for notice in notices] == [("export.note", 1), ("export.address", 1)]


def test_a_note_of_google_keep() -> None:
    note = {"isTrashed": False, "textContent": "\n".join(SAID), "title": "Ebb", "userEditedTimestampUsec": 1773466200000000, "createdTimestampUsec": 1773466200000000, "labels": [{"name": "sea"}], "listContent": [{"text": "Rope", "isChecked": True}, {"text": "Tar", "isChecked": False}]}  # fmt: skip
    assert sniff(Source("note", json.dumps(note).encode(), path="note.json")) == "export"
    (article,), _ = of(note)
    assert (article.title, article.published[:10], article.tags) == ("Ebb", "2026-03-14", ("sea",))
    assert plain_text(*article.body).splitlines() == [*SAID, "☑ Rope", "☐ Tar"]


def test_a_journal_of_day_one() -> None:
    entry = {"uuid": "A", "creationDate": "2026-03-14T06:30:00Z", "text": f"# Ebb\n\n{SAID[0]}\n\n![](dayone-moment://PIC)\n\n*{SAID[1]}*", "tags": ["sea"], "photos": [{"identifier": "PIC", "md5": "abc", "type": "jpeg"}]}  # fmt: skip
    journal = {"metadata": {"version": "1.0"}, "entries": [entry]}
    assert sniff(Source("journal", json.dumps(journal).encode(), path="Journal.json")) == "export"
    (article,), _ = of(journal)
    assert (article.title, article.published[:10], article.tags) == ("Ebb", "2026-03-14", ("sea",))
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Figure", "Paragraph"]
    assert article.body[1] == model.Figure(model.Image("photos/abc.jpeg"))


def test_what_wallabag_could_not_fetch_is_no_article() -> None:
    said = 'wallabag can\'t retrieve contents for this article. Please <a href="https://doc.wallabag.org/en/user/errors_during_fetching.html#how-can-i-help-to-fix-that">troubleshoot this issue</a>.'
    articles, notices = of([WALLABAG[0], WALLABAG[0] | {"content": said, "annotations": [{"text": "mine"}]}])
    assert [article.title for article in articles] == ["Ebb"]
    assert [(notice.code, notice.count) for notice in notices] == [("export.note", 1), ("export.address", 1)]


LISTS_OF_APPS = {
    "a reading list without texts \\(addresses: 2\\)": b'<!DOCTYPE html>\n<html>\n<!--So long and thanks for all the fish--><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href="https://a.example/" time_added="1710057600" tags="">A</a></li><li><a href="https://b.example/" tags="">B</a></li></ul></body></html>',
    "a reading list without texts \\(addresses: 1\\)": b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol><li><a href="https://a.example/">A</a></ol></body></html>',
    "a list of bookmarks without texts \\(addresses: 1\\)": b'[{"href":"https:\\/\\/a.example\\/1","description":"A title","extended":"See https://b.example","meta":"a","hash":"b","time":"2026-03-10T08:00:00Z","shared":"yes","toread":"no","tags":"sea"}]',
}


@pytest.mark.parametrize("what", LISTS_OF_APPS)
def test_lists_that_reading_apps_export_are_known_for_what_they_are(what: str) -> None:
    source = Source(name="links", data=LISTS_OF_APPS[what])
    assert sniff(source) == "links"
    with pytest.raises(InputError, match=what):
        convert.read(source)


@pytest.mark.parametrize("whole", [GHOST, KARAKEEP], ids=["ghost", "karakeep"])
def test_p5_odd_values_in_shaped_exports_raise_nothing_but_our_errors(whole: dict[str, Any]) -> None:
    chance = random.Random(5)
    text = json.dumps(whole)
    for _ in range(200):
        at = chance.randrange(len(text))
        spoilt = text[:at] + chance.choice(("null", "[]", "{}", "3", '"x"', ",", "")) + text[at + chance.randint(0, 9) :]
        try:
            of(spoilt.encode())
        except ConvertError:
            continue
    for table in ("posts", "users", "tags", "posts_authors", "settings"):
        for odd in (None, 3, [None, 3, {}], [{"id": [], "name": {}, "html": 3, "title": [], "feature_image": {}, "post_id": {}}]):
            try:
                of({"db": [{"meta": {}, "data": GHOST["db"][0]["data"] | {table: odd}}]})
            except ConvertError:
                continue


# --- marked passages --------------------------------------------------------------------------------------------

RULE = "==========\r\n"
KINDLE = (
    "\ufeffSea and Salt (The Coast Book 2) (Ferro, Ada;Quill, J.)\r\n- Your Highlight on page 3 | Location 12-14 | Added on Thursday, 12 March 2026 06:30:00\r\n\r\n"
    f"The harbour wakes before the town.\r\n{RULE}"
    "\ufeffSea and Salt (The Coast Book 2) (Ferro, Ada;Quill, J.)\r\n- Your Highlight on page 3 | Location 12-15 | Added on Thursday, 12 March 2026 06:31:00\r\n\r\n"
    f"The harbour wakes before the town. Nobody looks up.\r\n{RULE}"
    f"Sea and Salt (The Coast Book 2) (Ferro, Ada;Quill, J.)\r\n- Your Bookmark on page 9 | Location 80 | Added on Friday, 13 March 2026 06:31:00\r\n\r\n\r\n{RULE}"
    f"Gezeiten\r\n- Ihre Markierung bei Position 5-6 | Hinzugefügt am Freitag, 13. März 2026 06:30:00\r\n\r\nNiemand sah auf.\r\n{RULE}"
)


def test_clippings_of_kindle_are_quotations_by_book() -> None:
    assert sniff(Source(name="x", data=KINDLE.encode(), path="My Clippings.txt")) == "export"
    articles, notices = of(KINDLE.encode())
    assert [(found.title, found.authors) for found in articles] == [
        ("Sea and Salt (The Coast Book 2)", ("Ada Ferro", "J. Quill")),
        ("Gezeiten", ()),
    ]
    (quote,) = articles[0].body
    assert isinstance(quote, model.Quote) and plain_text(*quote.children) == "The harbour wakes before the town. Nobody looks up."
    assert plain_text(model.Paragraph(quote.attribution)) == "Your Highlight on page 3 | Location 12-15"
    assert [(notice.kind, notice.code, notice.count) for notice in notices] == [
        ("left-out", "export.bookmark", 1),
        ("left-out", "export.repeat", 1),
    ]


def test_a_table_of_marked_passages_is_one_article_for_each_book() -> None:
    table = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n"
        '"One, of it.\n\nTwo.",Ebb,Ada Ferro,,,,,page,3,2026-03-12 06:30:00+00:00,\nThree.,Flow,,,"Why, indeed",,,,,,\nFour.,Ebb,Ada Ferro,,,,,page,4,,\n'
    )
    assert sniff(Source(name="x", data=table.encode(), path="x.csv")) == "export"
    articles, notices = of(table.encode())
    assert [(found.title, found.authors, len(found.body)) for found in articles] == [("Ebb", ("Ada Ferro",), 2), ("Flow", (), 2)]
    assert plain_text(articles[1].body[1]) == "Why, indeed" and not notices


# --- what holds addresses alone ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what", "count"),
    [
        ("https://c.example/1\nhttps://c.example/ü\r\n\r\n", "a list of addresses", 2),
        ("https://c.example/a-page-of-some-length\n" * 300, "a list of addresses", 300),
        ("\n@article{ferro_2026,\n  title = {Ebb},\n  url = {https://c.example/1}\n}\n", "a bibliography", 1),
        ("TY  - JOUR\r\nTI  - Ebb\r\nUR  - https://c.example/1\r\nER  - \r\n", "a bibliography", 1),
        ("id,title,url,cover\n1,Ebb,https://c.example/1,https://c.example/1.png\n", "a table of links", 1),
        ("url\r\nhttps://c.example/1\r\n", "a list of addresses", 1),
        ("[InternetShortcut]\r\nURL=https://c.example/1\r\n", "a shortcut to a page", 1),
        ("[Desktop Entry]\nType=Link\nURL=https://c.example/1\n", "a shortcut to a page", 1),
        (
            '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//A" "http://a"><plist version="1.0"><dict><key>URL</key><string>https://c.example/</string></dict></plist>',
            "a shortcut to a page",
            1,
        ),
        ('<!-- a --><!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://c.example/1">a</A></DL>', "bookmarks", 1),
    ],
    ids=["few", "many", "BibTeX", "RIS", "cover", "column", "Windows", "Linux", "macOS", "comment"],
)
def test_lists_of_addresses_say_what_they_are(data: str, what: str, count: int) -> None:
    source = Source(name="x", data=data.encode())
    assert sniff(source) == "links"
    with pytest.raises(InputError, match=rf"{what} without texts \(addresses: {count}\)"):
        convert.read(source)
    assert sniff(Source(name="x", data=b"https://c.example/1\nHow the tide came in.\n")) == "text"


def test_json_of_another_program_says_so() -> None:
    for data in ([{"id": "x", "type": "webpage", "title": "Ebb"}], {"title": "", "type": "text/x-moz-place-container"}):
        with pytest.raises(InputError, match="JSON of its own kind"):
            convert.read(Source("x", json.dumps(data).encode()), format="json")


def test_tags_in_one_cell_are_several() -> None:
    (article,), _ = of(f'title;url;content;tags\nEbb;https://c.example/1;"{HTML}";"sea, salt"\n'.encode())
    assert article.tags == ("sea", "salt")


def test_a_notebook_of_kindle_is_quotations_under_its_chapters() -> None:
    """As its programs export it: the headings begin as such and end as boxes."""
    page = (
        "<!DOCTYPE html><html><body><div class='bodyContainer'><div class='notebookFor'>Notebook for</div><div class='bookTitle'>Sea and Salt</div>"
        "<div class='authors'>Ferro, Ada</div><hr/><h2 class='sectionHeading'>One</div>"
        "<h3 class='noteHeading'>Highlight (<span class='highlight_yellow'>yellow</span>) - Page 3</div><div class='noteText'>Nobody looks up &amp; down.</h3>"
        "<h3 class='noteHeading'>Note - Page 3</div><div class='noteText'>Why?</h3></div></body></html>"
    )
    assert sniff(Source(name="x", data=page.encode(), path="x.html")) == "export"
    (article,), _ = of(page.encode())
    assert (article.title, article.authors) == ("Sea and Salt", ("Ada Ferro",))
    assert [(type(block).__name__, plain_text(block).split("\n")[0]) for block in article.body] == [
        ("Heading", "One"),
        ("Quote", "Nobody looks up & down."),
        ("Quote", "Why?"),
    ]


@pytest.mark.parametrize("whole", [WALLABAG[:1] * 3, {"count": 3, "results": WALLABAG[:1] * 3}], ids=["list", "within"])
def test_of_an_export_that_breaks_off_the_records_before_are_read(whole: Any) -> None:
    data = json.dumps(whole).encode()
    assert sniff(Source(name="x", data=data[:-60])) == "export"
    articles, notices = of(data[:-60])
    assert [found.title for found in articles] == ["Ebb", "Ebb"]
    assert ("lost", "export.cut") in [(notice.kind, notice.code) for notice in notices]


def test_posts_as_wordpress_answers_with_them() -> None:
    post = {
        "id": 1,
        "date": "2026-03-14T06:30:00",
        "link": "https://c.example/ebb",
        "title": {"rendered": "Ebb &#8211; flow"},
        "content": {"rendered": HTML, "protected": False},
    }
    data = json.dumps([post]).encode()
    assert sniff(Source(name="x", data=data)) == "export"
    (article,), _ = of(data)
    assert (article.title, article.url, article.published) == ("Ebb – flow", "https://c.example/ebb", "2026-03-14T06:30:00")


def test_a_table_that_begins_with_a_mark_and_its_title_is_one_of_records() -> None:
    """As spreadsheets write it."""
    data = "\ufefftitle;url;text\r\nEbb;https://c.example/ebb;It ebbs.\r\n".encode()
    assert sniff(Source(name="x", data=data)) == "export"
    assert [found.title for found in of(data)[0]] == ["Ebb"]


def test_xml_of_its_own_kind_is_known_without_a_declaration() -> None:
    with pytest.raises(InputError, match="XML of its own kind"):
        sniff(Source(name="x", data=b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>So it is.</p></body></text></TEI>'))
    assert sniff(Source(name="x", data=b'<div xmlns="http://www.w3.org/1999/xhtml"><p>So it is.</p></div>')) == "html"


def test_a_shortcut_of_macos_in_binary_and_bookmarks_in_wider_units() -> None:
    marks = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://c.example/1">a</A></DL>'.encode("utf-16")
    for data, what in (
        (plistlib.dumps({"URL": "https://c.example/"}, fmt=plistlib.FMT_BINARY), "a shortcut to a page"),
        (marks, "bookmarks"),
    ):
        assert sniff(Source(name="x", data=data)) == "links"
        with pytest.raises(InputError, match=rf"{what} without texts \(addresses: 1\)"):
            convert.read(Source(name="x", data=data))
