"""What of a page is its article: judgements on pages of our own, one pattern each."""

from __future__ import annotations

from convert.formats import Source
from convert.model import Article, Paragraph
from convert.notices import Notice
from convert.readers.html import read
from convert.walk import plain_text

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))


def of_page(body: str, head: str = "") -> tuple[Article, list[Notice]]:
    notices: list[Notice] = []
    page = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>{head}</head><body>{body}</body></html>"
    (article,) = read(Source(name="page", data=page.encode()), notices.append)
    return article, notices


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


def test_an_accordion_s_answers_count_as_shown() -> None:
    answers = "".join(
        f"<h3 id=q{n}>Question {n}?</h3><div role=region aria-labelledby=q{n} style='display:none'><p>{SENTENCE.format(n)}</p></div>"
        for n in "abc"
    )
    assert len(paragraphs(of_page(f"<article>{PROSE}{answers}</article>")[0])) == 9


def test_a_class_may_say_what_a_box_has_beside_it() -> None:
    box = f"<div class='with-sidebar'><p>{SENTENCE.format('last')}</p></div><div class='no-comments'><p>Nobody asked them.</p></div>"
    assert len(paragraphs(of_page(f"<article>{PROSE}{box}</article>")[0])) == 8
