"""What the contents show: as much as helps to choose an article, each on lines a reader can take in."""

from __future__ import annotations

import io
import zipfile

import pytest

from convert import model as m
from convert import pack
from convert.notices import ignore
from convert.profile import load_profile
from convert.theme import load_theme
from convert.writers import docx, epub, html
from convert.writers._contents import dotted, label, levels, names
from tests.specimen import par, text


def long(headings: int, contents: int = 2, articles: int = 4) -> m.Pack:
    body = tuple(block for number in range(headings) for block in (m.Heading(1, text(f"Part {number}")), par("Words.")))
    return pack([m.Article(title=f"Article {number}", body=body) for number in range(articles)], title="Pack", contents=contents)


def test_headings_are_shown_where_the_contents_stay_short() -> None:
    assert levels(long(5)) == 1
    assert levels(long(40)) == 0


@pytest.mark.parametrize(("contents", "shown"), [(0, 0), (1, 0), (3, 2)])
def test_a_depth_that_was_asked_for_is_kept(contents: int, shown: int) -> None:
    assert levels(long(40, contents)) == shown


def test_the_reading_system_s_own_contents_have_every_heading() -> None:
    target = io.BytesIO()
    epub.write(long(40), load_theme("classic"), load_profile("default"), target, ignore)
    with zipfile.ZipFile(target) as book:
        assert "Part 39" in book.read("EPUB/nav.xhtml").decode()
        assert "Part 39" not in book.read("EPUB/contents.xhtml").decode()


def test_a_heading_as_long_as_a_paragraph_is_cut_in_the_contents_alone() -> None:
    words = " ".join(["word"] * 200) + " end."
    made = pack([m.Article(title=f"Title {number}", body=(m.Heading(1, text(words)), par("Words."))) for number in (1, 2)], title="Pack")
    page, target = io.BytesIO(), io.BytesIO()
    html.write(made, load_theme("classic"), load_profile("default"), page, ignore)
    docx.write(made, load_theme("classic"), load_profile("default"), target, ignore)
    with zipfile.ZipFile(target) as document:
        for shown in (page.getvalue().decode(), document.read("word/document.xml").decode()):
            assert shown.count("end.") == 2
            assert shown.count(label(words)) == 2
    assert label(words).endswith(" word…")
    assert len(label(words)) <= 160


def test_a_site_that_is_its_own_author_is_named_once() -> None:
    assert names(m.Article(title="T", body=(), authors=("The Daily",), site="the daily")) == ("The Daily",)
    assert names(m.Article(title="T", body=(), authors=("Ann Lee", "Bo Li"), site="The Daily")) == ("Ann Lee, Bo Li", "The Daily")


def test_a_number_beside_a_name_that_runs_the_other_way_stays_with_its_words() -> None:
    assert dotted(("Ann Lee", "2 min read"), "ltr") == "Ann Lee · 2 min read"
    assert dotted(("ليلى", "2 د قراءة"), "rtl") == "ليلى · 2 د قراءة"
    assert dotted(("CNN", "2 د قراءة"), "rtl") == "CNN\u200f · \u200f2 د قراءة"
    assert dotted(("ليلى الحداد", "2 min read"), "ltr") == "ليلى الحداد\u200e · \u200e2 min read"
