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
