"""Links between the files of a pack lead from one article to the other; no other local link is left."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import convert
import convert.model as m
from convert.notices import Notice
from convert.walk import walk
from tests.specimen import par, text


def article(title: str, source: str, *hrefs: str, url: str = "", blocks: tuple[m.Block, ...] = ()) -> m.Article:
    links = tuple(m.Paragraph((m.Link(href, text("x")),)) for href in hrefs)
    return m.Article(title=title, body=(*links, *blocks), source=source, url=url)


def led(*articles: m.Article) -> list[str]:
    return [node.href for node in walk(convert.pack(articles)) if isinstance(node, m.Link)]


HERE = "file:///home/me/news/world/here.html"


@pytest.mark.parametrize(
    ("href", "source"),
    [
        ("other.html", "file:///home/me/news/world/other.html"),
        ("./other.html", "file:///home/me/news/world/other.html"),
        ("../local/other.html?ref=1", "file:///home/me/news/local/other.html"),
        ("мой файл.md", "file:///home/me/news/world/%D0%BC%D0%BE%D0%B9%20%D1%84%D0%B0%D0%B9%D0%BB.md"),
        ("%D0%BC.md", "file:///home/me/news/world/%D0%BC.md"),
        ("caf%E9.html", "file:///home/me/news/world/caf%E9.html"),
        ("../local/", "file:///home/me/news/local/index.html"),
        ("file:///home/me/news/world/other.html", "file:///home/me/news/world/other.html"),
    ],
)
def test_a_link_to_a_file_of_the_pack_leads_to_its_article(href: str, source: str) -> None:
    assert led(article("Here", HERE, href), article("Other", source)) == ["#a0002"]


def test_p8_a_link_to_any_other_file_is_its_words() -> None:
    told: list[Notice] = []
    hrefs = ("absent.html", "../../../../etc/passwd", "file:///etc/passwd", "FILE:///etc/passwd", "//server/share", "C:\\x.html", "#absent")
    pack = convert.pack([article("Here", HERE, *hrefs), article("Other", "file:///home/me/other.html")], notify=told.append)
    assert not [node for node in walk(pack) if isinstance(node, m.Link)]
    assert {notice.code for notice in told} == {"link.dropped"}
    assert b"file:" not in msgspec.json.encode(pack).lower()


def test_a_fragment_leads_to_its_block() -> None:
    target = (
        par("x", id="p3"),
        m.Heading(1, text("Why It Floods")),
        m.Heading(1, text("Named"), id="own"),
        m.Heading(1, text("История города")),
    )
    hrefs = (
        "b.md#p3",
        "b.md#why-it-floods",
        "b.md#own",
        "b.md#nowhere",
        "b.md#Why_It_Floods",
        "b.md#%D0%98%D1%81%D1%82%D0%BE%D1%80%D0%B8%D1%8F-города",
    )
    pack = convert.pack([article("A", "file:///x/a.md", *hrefs), article("B", "file:///x/b.md", blocks=target)])
    there = {block.id: block for block in pack.articles[1].body if block.id}
    links = [node.href[1:] for node in walk(pack) if isinstance(node, m.Link)]
    assert links[3] == "a0002"
    said = [there[links[number]] for number in (0, 1, 2, 4, 5)]
    assert said == [there["a0002-1"], there["a0002-2"], there["a0002-3"], there["a0002-2"], there["a0002-4"]]
    assert isinstance(there["a0002-2"], m.Heading)


def test_pages_of_one_site_saved_as_a_tree() -> None:
    """A page's own address turns its links into those of the web; where the files lie says what they meant."""
    first = article("A", "file:///x/mirror/a/index.html", "https://ex.org/b/story.html", "https://ex.org/c.html", url="https://ex.org/a/")
    second = article("B", "file:///x/mirror/b/story.html", url="https://ex.org/b/story")
    assert led(first, second) == ["#a0002", "https://ex.org/c.html"]
    elsewhere = article("B", "file:///x/mirror/b/story.html", url="https://elsewhere.org/b/story")
    assert led(first, elsewhere) == ["https://ex.org/b/story.html", "https://ex.org/c.html"]


def test_ids_mean_what_they_meant_in_the_pack_they_are_from() -> None:
    """Two packs in JSON both have an article ``a0001``."""
    one = [msgspec.structs.replace(article(f"A{n}", "file:///x/one.json", "#a0001"), id=f"a000{n}") for n in (1, 2)]
    two = [msgspec.structs.replace(article(f"B{n}", "file:///x/two.json", "#a0001", "#a0002-1"), id=f"a000{n}") for n in (1, 2)]
    two[1] = msgspec.structs.replace(two[1], body=(par("x", id="a0002-1"),))
    assert led(*one, *two) == ["#a0001", "#a0001", "#a0003", "#a0004-1"]


def test_the_first_of_two_articles_with_one_address_is_led_to() -> None:
    pack = convert.pack(
        [article("A", "", "https://ex.org/b"), article("B", "", url="https://ex.org/b"), article("C", "", url="https://ex.org/b/")]
    )
    assert [node.href for node in walk(pack) if isinstance(node, m.Link)] == ["#a0002"]
    assert len(pack.articles) == 3


def test_files_on_disk(tmp_path: Path) -> None:
    text = "# One\n\nSee [the other](deep/b.html#history), [its part](deep/b.html#s2) and [gone](c.md).\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "deep").mkdir()
    page = "<html><head><title>Two</title></head><body><article><h1>Two</h1>" + "<p>The tide goes out twice a day, and comes back.</p>" * 6
    page += '<h2 id="x1">History</h2><p>It began <a href="../a.md">with one</a>, long before the harbour was built there.</p>'
    page += '<h2 id="s2">What Came Next</h2><p>The harbour was built, and the tide went on going out twice a day.</p></article>'
    (tmp_path / "deep" / "b.html").write_text(page, encoding="utf-8")
    articles = [*convert.read(tmp_path / "a.md"), *convert.read(tmp_path / "deep" / "b.html")]
    pack = convert.pack(articles)
    links = {node.href for node in walk(pack) if isinstance(node, m.Link)}
    assert links == {"#a0002-1", "#a0002-2", "#a0001"}
    assert str(tmp_path).encode() not in msgspec.json.encode(pack)
