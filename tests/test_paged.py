"""Articles over several saved pages: joined where the pages say so, in order and once; two articles never."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import convert
from convert import model
from convert.formats import Source
from convert.model import Article
from convert.notices import Notice
from convert.paged import Found, joined
from convert.paging import parted
from convert.readers.html import read
from convert.walk import plain_text, walk
from tests.test_web_archive_reader import record

SITE = "https://news.example"
HEADLINE = "How the harbour came to have two lights"
WORDS = ("tide", "rope", "quay", "salt", "wind", "gull", "mast", "keel", "buoy", "pilot", "ledger", "lantern", "cable", "barge", "fog")


def prose(seed: object, count: int = 5) -> list[str]:
    draw = random.Random(str(seed))
    return [f"In {draw.choice(WORDS)} {' '.join(draw.choices(WORDS, k=24))}, said {seed} and {number}." for number in range(count)]


def html(
    text: Sequence[str],
    *,
    links: str = "",
    pager: str = "",
    headline: str = HEADLINE,
    author: str = "Ada Ferro",
    day: str = "2026-03-01",
    before: str = "",
    after: str = "",
) -> bytes:
    """A page of ``text`` as sites set it, with ``links`` in its head and ``pager`` below."""
    facts = f'<meta name="author" content="{author}">' * bool(author) + f'<meta property="article:published_time" content="{day}">' * bool(
        day
    )
    body = before + "".join(f"<p>{paragraph}</p>" for paragraph in text) + after
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} | The Quay</title>{facts}{links}</head><body>'
        f"<header>The Quay</header><article><h1>{headline}</h1>{body}</article>"
        f"<nav class=pages>{pager}</nav><footer>All rights reserved.</footer></body></html>"
    ).encode()


def of_page(data: bytes, url: str = "", name: str = "page.html") -> Article:
    (article,) = read(Source(name=name, data=data, url=url), lambda notice: None)
    return article


def whole(*pages: Article) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    kept = joined([[Found(f"{number}.html", page)] for number, page in enumerate(pages, 1)], notices.append)
    return [article for taken in kept for article in taken], notices


def codes(notices: list[Notice]) -> list[tuple[str, str]]:
    return [(notice.kind, notice.code) for notice in notices if notice.code.startswith("pages.")]


def said(article: Article) -> list[str]:
    return [plain_text(block) for block in article.body]


def canonical(path: str) -> str:
    return f'<link rel="canonical" href="{SITE}{path}">'


def relations(number: int, last: int, address: Callable[[int], str]) -> str:
    before = f'<link rel="prev" href="{address(number - 1)}">' if number > 1 else ""
    return before + (f'<link rel="next" href="{address(number + 1)}">' if number < last else "")


def in_query(number: int) -> str:
    return f"{SITE}/sea/lights" + (f"?page={number}" if number > 1 else "")


def in_folder(number: int) -> str:
    return f"{SITE}/sea/lights/" + (f"{number}/" if number > 1 else "")


def in_name(number: int) -> str:
    return f"{SITE}/sea/lights{f'-{number}' if number > 1 else ''}.html"


def in_word(number: int) -> str:
    return f"{SITE}/sea/lights" + (f"/seite-{number}" if number > 1 else "")


ADDRESSES = (in_query, in_folder, in_name, in_word)
TEXTS = [prose(number) for number in (1, 2, 3)]
EVERYTHING = [paragraph for text in TEXTS for paragraph in text]


def numbered(number: int, last: int, address: Callable[[int], str], *, linked: bool = False) -> str:
    links = (f'<a href="{address(at)}">{at}</a>' if linked or at != number else f"<span>{at}</span>" for at in range(1, last + 1))
    return " ".join(links)


# --- how pages say it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.news.example/a/story/2/", ("http://news.example/a/story", 2)),
        ("https://news.example/a/story?page=2&x=1", ("http://news.example/a/story?x=1", 2)),
        ("https://news.example/a/story-2.html", ("http://news.example/a/story.html", 2)),
        ("https://news.example/a/story.html", ("http://news.example/a/story.html", 0)),
        ("https://news.example/a/story_page_3.html", ("http://news.example/a/story.html", 3)),
        ("https://news.example/a/story/seite-2", ("http://news.example/a/story", 2)),
        ("https://news.example/news/123456/2", ("http://news.example/news/123456", 2)),
        ("https://news.example/2026/05/12/", ("http://news.example/2026/05/12", 0)),
        ("https://news.example/a/my-post-2/", ("http://news.example/a/my-post-2", 0)),
        ("https://news.example/a/story/comment-page-2/", ("http://news.example/a/story/comment", 2)),
        ("https://news.example/a/2026-05-12.html", ("http://news.example/a/2026-05-12.html", 0)),
        ("https://news.example/a/story-a-1234567-2.html", ("http://news.example/a/story-a-1234567.html", 2)),
        ("https://news.example/a/story-1911-2.html", ("http://news.example/a/story-1911-2.html", 0)),
        ("https://news.example/?p=12", ("", 0)),
        ("https://news.example/a/story?page=0%2C2", ("http://news.example/a/story", 2)),
        ("file:///saved/story-2.html", ("file:///saved/story.html", 2)),
        ("http://[broken", ("", 0)),
        ("mailto:a@news.example", ("", 0)),
    ],
)
def test_the_number_of_a_page_in_an_address(address: str, place: tuple[str, int]) -> None:
    assert parted(address) == place


def from_zero(number: int, place: str = "") -> str:
    """The address of a page as Drupal counts them, which may say its ``place`` before those of other lists."""
    return f"{SITE}/sea/lights" + (f"?page={place}{number - 1}" if number > 1 else "")


def drupals(number: int, last: int, place: str = "") -> str:
    """The pager of Drupal: a link to each page, called by a number one higher than its address has."""
    here = f'<li class="is-active"><a href="?page={number - 1}" aria-current="page"><span>Current page</span>{number}</a></li>'
    items = [
        here if at == number else f'<li><a href="{from_zero(at, place)}" title="Go to page {at}"><span>Page</span>{at}</a></li>'
        for at in range(1, last + 1)
    ]
    onward = f'<li><a href="{from_zero(number + 1, place)}" rel="next">Next</a></li>' if number < last else ""
    return f"<ul class=pager>{''.join(items)}{onward}</ul>"


@pytest.mark.parametrize("place", ["", "0%2C"])
@pytest.mark.parametrize("saved", [True, False])
def test_pages_counted_from_zero_in_their_addresses_are_one_article(*, saved: bool, place: str) -> None:
    own = canonical("/sea/lights")
    pages = [of_page(html(TEXTS[n - 1], links=own, pager=drupals(n, 3, place)), from_zero(n, place) if saved else "") for n in (1, 2, 3)]
    assert [(page.page, page.pages) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    (article,), notices = whole(*pages)
    assert said(article) == EVERYTHING
    assert codes(notices) == [("repaired", "pages.joined")]


@pytest.mark.parametrize("number", [1, 2])
def test_next_and_previous_say_that_pages_are_counted_from_zero(number: int) -> None:
    back = f'<a rel="prev" href="{from_zero(1)}">Previous</a>' if number > 1 else ""
    pager = f'{back} <a rel="next" href="{from_zero(number + 1)}">Next</a>'
    page = of_page(html(TEXTS[0], links=canonical("/sea/lights"), pager=pager))
    assert (page.page, page.pages) == (number, number + 1)


def test_pages_of_comments_are_none_of_the_article() -> None:
    comments = f"<div class=comments><h2>Comments</h2><p>{TEXTS[1][0]}</p>{drupals(1, 2)}</div>"
    page = of_page(html(TEXTS[0], links=canonical("/sea/lights"), after=comments))
    assert (page.page, page.pages) == (0, 0)


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_that_lie_where_their_links_say_are_one_article(address: Callable[[int], str]) -> None:
    pages = [of_page(html(TEXTS[n - 1], links=relations(n, 3, address)), address(n)) for n in (1, 2, 3)]
    for order in (pages, pages[::-1]):
        (article,), notices = whole(*order)
        assert said(article) == EVERYTHING and article.title == HEADLINE
        assert codes(notices) == [("repaired", "pages.joined")]
    assert notices[0].message == "3 pages are one article: 3.html, 2.html, 1.html"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("linked", [False, True])
def test_pages_that_all_call_the_first_one_canonical_are_told_by_their_pager(address: Callable[[int], str], linked: bool) -> None:
    first = address(1).removeprefix(SITE)
    pages = []
    for n in (1, 2, 3):
        pager = numbered(n, 3, address, linked=linked) + (f" Page {n} of 3" if linked else "")
        pages.append(of_page(html(TEXTS[n - 1], links=canonical(first), pager=pager)))
    assert [(page.page, page.pages) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    (article,), notices = whole(pages[2], pages[0], pages[1])
    assert said(article) == EVERYTHING and codes(notices) == [("repaired", "pages.joined")]


def test_what_an_address_asks_for_besides_its_page_may_stand_before_or_behind_the_number() -> None:
    for query in ("whole=0&page={}", "page={}&whole=0"):
        address = f"{SITE}/sea/lights/?{query}"
        pages = [of_page(html(TEXTS[n - 1], links=relations(n, 3, address.format)), address.format(n)) for n in (1, 2, 3)]
        (article,), _ = whole(*pages)
        assert said(article) == EVERYTHING


def test_a_pager_that_marks_its_page_and_links_to_all() -> None:
    pager = '<a class="current" href="/sea/lights">1</a> <a href="/sea/lights?page=2">2</a> of <a href="/sea/lights?page=2">2</a>'
    assert of_page(html(TEXTS[0], links=canonical("/sea/lights"), pager=pager)).page == 1


def test_what_browsers_write_of_an_address_counts() -> None:
    saved = b"<!-- saved from url=(0038)https://news.example/sea/lights?page=2 -->"
    article = of_page(saved + html(TEXTS[1], links=canonical("/sea/lights"), pager='<a href="/sea/lights?page=4">4</a>'))
    assert (article.page, article.pages) == (2, 4)


def test_a_first_page_that_says_nothing_is_known_by_its_address() -> None:
    pages = [of_page(html(TEXTS[0]), in_folder(1)), of_page(html(TEXTS[1], links=canonical("/sea/lights/")), in_folder(2))]
    assert [page.page for page in pages] == [0, 2]
    (article,), _ = whole(*pages)
    assert said(article) == TEXTS[0] + TEXTS[1]


def test_files_that_link_to_one_another_are_pages_without_any_address(tmp_path: Path) -> None:
    names = {1: "lights.html", 2: "lights-2.html", 3: "lights-3.html"}
    for n, name in names.items():
        (tmp_path / name).write_bytes(html(TEXTS[n - 1], pager=numbered(n, 3, names.__getitem__)))
    told: list[Notice] = []
    convert.convert(tmp_path, tmp_path / "out.json", notify=told.append)
    (article,) = convert.open_pack(tmp_path / "out.json").articles
    assert said(article) == EVERYTHING and codes(told) == [("repaired", "pages.joined")]
    assert (article.page, article.pages, article.page_of) == (0, 0, "")


def test_pages_in_a_web_archive_are_joined(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(
        b"".join(record(in_folder(n), html(TEXTS[n - 1], links=relations(n, 3, in_folder))) for n in (2, 3, 1))
    )
    convert.convert(tmp_path / "a.warc", tmp_path / "out.json")
    (article,) = convert.open_pack(tmp_path / "out.json").articles
    assert said(article) == EVERYTHING


# --- what is not there, and what is there twice -----------------------------------------------------------------


def test_pages_that_are_missing_are_told() -> None:
    one, _, three = (of_page(html(TEXTS[n - 1], links=relations(n, 4, in_query)), in_query(n)) for n in (1, 2, 3))
    (article,), notices = whole(one, three)
    assert said(article) == TEXTS[0] + TEXTS[2]
    assert codes(notices) == [("repaired", "pages.joined"), ("lost", "pages.missing")]
    assert notices[1].message == "goes on over 4 pages; pages 2, 4 not among the inputs"
    (alone,), notices = whole(one)
    assert alone is one and [notice.message for notice in notices] == ["goes on over 2 pages; page 2 not among the inputs"]


def test_what_later_pages_say_again_stands_once() -> None:
    box = "<p>Ada Ferro has written on harbours for the Quay since the bridge was built.</p>"
    picture = '<figure><img src="https://news.example/light.jpg?w={}" alt="A light"><figcaption>{}</figcaption></figure>'
    dek = "<p>Two lights burn at the harbour, and each has a keeper who knows why.</p>"
    pages = []
    for n in (1, 2):
        summary = '<meta name="description" content="Two lights burn at the harbour, and each has a keeper who knows why.">'
        links = relations(n, 2, in_query) + summary
        pages.append(
            of_page(
                html(TEXTS[n - 1], links=links, before=dek + picture.format(n * 400, "The light at dusk, from the mole."), after=box),
                in_query(n),
            )
        )
    (article,), notices = whole(*pages)
    told = "\n".join([article.subtitle, *([plain_text(article.lead)] if article.lead else []), *said(article)])
    for words in ("Two lights burn", "The light at dusk", "has written on harbours"):
        assert told.count(words) == 1, words
    assert told.rstrip().endswith("since the bridge was built.")
    assert [paragraph for paragraph in said(article) if paragraph in EVERYTHING] == TEXTS[0] + TEXTS[1]
    assert ("left-out", "pages.repeat") in codes(notices)


def test_headlines_that_name_their_page_are_one() -> None:
    titles = {1: HEADLINE, 2: f"{HEADLINE} – Page 2", 3: f"{HEADLINE} (3/3)"}
    pages = [of_page(html(TEXTS[n - 1], links=relations(n, 3, in_query), headline=titles[n]), in_query(n)) for n in titles]
    (article,), _ = whole(*pages)
    assert article.title == HEADLINE and said(article) == EVERYTHING


def test_pages_with_headlines_of_their_own_keep_them_where_author_and_day_agree() -> None:
    titles = {1: HEADLINE, 2: "The keeper of the northern light"}
    pages = [of_page(html(TEXTS[n - 1], links=relations(n, 2, in_query), headline=titles[n]), in_query(n)) for n in titles]
    (article,), _ = whole(*pages)
    assert [plain_text(block) for block in article.body if isinstance(block, model.Heading)] == [titles[2]]
    unsigned = [of_page(html(TEXTS[n - 1], links=relations(n, 2, in_query), headline=titles[n], author=""), in_query(n)) for n in titles]
    assert len(whole(*unsigned)[0]) == 2


# --- two articles are never one ---------------------------------------------------------------------------------


def test_neighbouring_articles_are_not_pages() -> None:
    """What a blog calls previous and next are other posts."""
    links = '<link rel="prev" href="https://news.example/2026/a-bell/"><link rel="next" href="https://news.example/2026/a-fog/">'
    article = of_page(html(TEXTS[0], links=links), f"{SITE}/2026/lights/")
    assert (article.page, article.page_of) == (0, "")


@pytest.mark.parametrize("differing", [{"day": "2026-03-08"}, {"author": "Bo Lind"}, {"headline": "A bell for the fog"}])
def test_another_day_author_or_headline_is_another_article(differing: dict[str, str]) -> None:
    known = {"author": "", "day": ""} if "headline" in differing else {}
    pages = [
        of_page(html(TEXTS[0], links=relations(1, 2, in_query), **known), in_query(1)),
        of_page(html(TEXTS[1], links=relations(2, 2, in_query), **(known | differing)), in_query(2)),
    ]
    articles, notices = whole(*pages)
    assert len(articles) == 2 and codes(notices) == []


@pytest.mark.parametrize("where", [in_query(1), f"{SITE}/sea/lights?view=all"], ids=["as page 1", "as itself"])
def test_of_an_article_that_is_there_on_one_page_too_that_is_kept(where: str) -> None:
    every = of_page(html(EVERYTHING, links=relations(1, 2, in_query) if "view" not in where else ""), where)
    pages = [of_page(html(TEXTS[n - 1], links=relations(n, 2, in_query)), in_query(n)) for n in (1, 2)]
    for given in ([every, pages[1]], [*pages, every] if "view" in where else [every, pages[1]]):
        articles, notices = whole(*given)
        assert [len(article.body) for article in articles] == [len(every.body)]
        assert codes(notices) == [("left-out", "pages.edition")] and notices[0].count == len(given) - 1


def test_an_edition_that_lacks_a_part_is_another() -> None:
    short = of_page(html(TEXTS[0]), f"{SITE}/sea/lights?view=all")
    articles, notices = whole(*(of_page(html(TEXTS[n - 1], links=relations(n, 2, in_query)), in_query(n)) for n in (1, 2)), short)
    assert len(articles) == 2 and ("left-out", "pages.edition") not in codes(notices)


def test_comments_on_further_pages_are_not_the_article_s() -> None:
    pager = '<a href="/sea/lights/comment-page-2/#comments">Older comments</a>'
    assert of_page(html(TEXTS[0], pager=pager), f"{SITE}/sea/lights/").page == 0


def test_links_within_a_page_and_between_pages_lead_to_their_places() -> None:
    marked = '<h2 id="part">Part</h2><p>See <a href="#part">above</a> and <a href="{}">there</a>, where more is said of it.</p>'
    pages = [
        of_page(html(TEXTS[n - 1], links=relations(n, 2, in_query), before=marked.format(f"{in_query(3 - n)}#part")), in_query(n))
        for n in (1, 2)
    ]
    (article,), _ = whole(*pages)
    ids = [block.id for block in article.body if isinstance(block, model.Heading)]
    links = [node.href for node in walk(*article.body) if isinstance(node, model.Link)]
    assert len(set(ids)) == 2 and links == [f"#{ids[0]}", f"#{ids[1]}", f"#{ids[1]}", f"#{ids[0]}"]
