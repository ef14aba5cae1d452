"""Pages without an article are said to be what they are, and articles that look near to them are read, without what stands round them."""

from __future__ import annotations

import pytest

from convert.errors import InputError
from convert.formats import Source
from convert.notices import ignore
from convert.readers.html import read
from convert.walk import plain_text
from tests.made_up_pages import MADE_UP, MadeUpPage

ABSENT = [page for page in MADE_UP if not page.is_article]
ARTICLES = [page for page in MADE_UP if page.is_article]
BRIEFS = [page for page in ARTICLES if page.name.startswith(("brief", "short news"))]


def _name(page: MadeUpPage) -> str:
    return page.name


@pytest.mark.parametrize("page", ABSENT, ids=_name)
def test_a_page_without_an_article_is_refused_for_what_it_is(page: MadeUpPage) -> None:
    with pytest.raises(InputError) as refused:
        list(read(Source("page", page.html.encode()), ignore))
    assert refused.value.message == f"page: holds no article but {page.instead}"


@pytest.mark.parametrize("page", ARTICLES, ids=_name)
def test_an_article_that_looks_near_to_such_a_page_is_read(page: MadeUpPage) -> None:
    (article,) = read(Source("page", page.html.encode()), ignore)
    assert article.title and (article.body or article.lead)


@pytest.mark.parametrize("page", BRIEFS, ids=_name)
def test_news_in_brief_is_read_without_the_many_others_on_its_page(page: MadeUpPage) -> None:
    (article,) = read(Source("page", page.html.encode()), ignore)
    assert 20 < len(plain_text(*article.body)) < 400
