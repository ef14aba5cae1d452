"""The order of articles, and the sections they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.order import SECTIONS, SORTS, arranged, natural


def article(title: str = "T", **fields: str) -> m.Article:
    return m.Article(title=title, body=(), **fields)  # type: ignore[arg-type]


def titles(*articles: m.Article, sort: str = "none", section_by: str = "none", reverse: bool = False) -> list[tuple[str, list[str]]]:
    made = arranged([m.Section("", articles)], section_by=section_by, sort=sort, reverse=reverse, language="en")
    return [(section.title, [one.title for one in section.articles]) for section in made]


def sorted_titles(*articles: m.Article, sort: str, reverse: bool = False) -> list[str]:
    return titles(*articles, sort=sort, reverse=reverse)[0][1]


# --- sorting ------------------------------------------------------------------------------------------


def test_numbers_count_by_their_value_and_case_and_accents_not_at_all() -> None:
    names = ["b 10", "B 9", "Élan", "elan 2", "a", "Zoo", "b 009"]
    assert sorted(names, key=natural) == ["a", "B 9", "b 009", "b 10", "Élan", "elan 2", "Zoo"]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_natural_order_is_one_order(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural) == sorted(backwards, key=natural)


def test_without_an_order_articles_stay_as_they_came() -> None:
    assert sorted_titles(article("b"), article("a"), sort="none") == ["b", "a"]
    assert sorted_titles(article("b"), article("a"), article("c"), sort="none", reverse=True) == ["c", "a", "b"]


def test_by_date_is_by_the_point_in_time_and_the_undated_come_last() -> None:
    given = [
        article("noon in Tokyo", published="2026-01-31T12:00:00+09:00"),
        article("undated"),
        article("four in London", published="2026-01-31T04:00:00Z"),
        article("words", published="yesterday"),
        article("only updated", updated="2025-12"),
    ]
    assert sorted_titles(*given, sort="date") == ["only updated", "noon in Tokyo", "four in London", "undated", "words"]
    assert sorted_titles(*given, sort="date", reverse=True) == ["four in London", "noon in Tokyo", "only updated", "undated", "words"]


def test_by_site_and_by_path() -> None:
    given = [
        article("2", url="https://www.beta.example/x", source="file:///x/10.html"),
        article("1", site="Alpha", source="file:///x/9.html"),
        article("3", source="file:///x/a/1.html"),
    ]
    assert sorted_titles(*given, sort="site") == ["1", "2", "3"]
    assert sorted_titles(*given, sort="path") == ["1", "2", "3"]


# --- sections -----------------------------------------------------------------------------------------


def test_by_folder_names_what_lies_below_the_one_they_share() -> None:
    given = [
        article("root", source="file:///home/me/news/intro.md"),
        article("deep", source="file:///home/me/news/world/a%20b/x.md"),
        article("flat", source="file:///home/me/news/world/y.md"),
        article("piped"),
    ]
    assert titles(*given, section_by="folder") == [("", ["root", "piped"]), ("world / a b", ["deep"]), ("world", ["flat"])]
    assert titles(*given[1:2], section_by="folder") == [("", ["deep"])]


def test_by_site_one_name_for_a_host() -> None:
    given = [
        article("a", url="https://coast.example/1"),
        article("b", url="https://www.coast.example/2", site="The Coastline"),
        article("c", url="https://other.example/"),
        article("d"),
        article("e", site="The Coastline"),
    ]
    assert titles(*given, section_by="site") == [("", ["d"]), ("The Coastline", ["a", "b", "e"]), ("other.example", ["c"])]


def test_by_date_is_by_month_in_the_order_of_time_and_in_the_language_of_the_pack() -> None:
    given = [
        article("b", published="2026-03-02"),
        article("a", published="2025-12-31T23:00:00Z"),
        article("c", updated="2026-03-30"),
        article("d", published="2026-13-45"),
        article("e", published="2024"),
    ]
    sections = [("", ["d"]), ("2024", ["e"]), ("December 2025", ["a"]), ("March 2026", ["b", "c"])]
    assert titles(*given, section_by="date") == sections
    assert [title for title, _ in titles(*given, section_by="date", reverse=True)] == ["", "March 2026", "December 2025", "2024"]
    made = convert.pack(given, section_by="date", language="fr")
    assert [section.title for section in made.sections] == ["", "2024", "décembre 2025", "mars 2026"]


def test_by_language_each_by_its_own_name() -> None:
    given = [article("a", language="pt-BR"), article("b", language="ar"), article("c", language="pt"), article("d", language="zh-Hant-TW")]
    assert titles(*given, section_by="language") == [("Português", ["a", "c"]), ("العربية", ["b"]), ("中文 (繁體)", ["d"])]


def test_sections_that_are_given_are_kept() -> None:
    given = [m.Section("World", (article("b"), article("a"))), article("c"), article("d"), m.Section("Home", (article("e"),))]
    made = convert.pack(given, sort="title")
    assert [(s.title, [a.title for a in s.articles]) for s in made.sections] == [("World", ["a", "b"]), ("", ["c", "d"]), ("Home", ["e"])]
    assert [made.id for made in made.articles] == ["a0001", "a0002", "a0003", "a0004", "a0005"]


@pytest.mark.parametrize("section_by", SECTIONS)
@pytest.mark.parametrize("sort", SORTS)
def test_no_article_is_lost_whatever_the_order(section_by: str, sort: str) -> None:
    strange = [article("x", url="http://[x"), article("", source="file:///%FF/%0A.md"), article("y", language="??", published="\x00")]
    made = titles(*strange, section_by=section_by, sort=sort, reverse=True)
    assert sorted(title for _, found in made for title in found) == ["", "x", "y"]


def test_an_order_there_is_not() -> None:
    with pytest.raises(convert.UnknownName, match="titel"):
        convert.pack([article()], sort="titel")
    with pytest.raises(convert.UnknownName, match="sites"):
        convert.pack([article()], section_by="sites")
