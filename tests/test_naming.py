"""Names of files made from titles are safe everywhere, and no two the same anywhere."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.naming import LONGEST_NAME, Naming, slug


def names(*titles: str, target: str = "out", format: str = "epub", **fields: str) -> list[str]:
    naming = Naming(target, format, len(titles))
    articles = [m.Article(title=title, body=(), **fields) for title in titles]  # type: ignore[arg-type]
    return [naming.path(number, article) for number, article in enumerate(articles, 1)]


def test_a_folder_gets_numbers_and_titles() -> None:
    assert names("The Tide, Again!", "خبز الفجر", "हिन्दी में", "…") == [
        "out/01-the-tide-again.epub",
        "out/02-خبز-الفجر.epub",
        "out/03-हिन्दी-में.epub",
        "out/04.epub",
    ]
    assert names(*["x"] * 100, format="markdown")[99] == "out/100-x.md"


def test_a_pattern_says_its_own() -> None:
    told = names("A b", target="out/{date}_{site} {{{title}}}.txt", published="2026-01-31T08:00:00Z", site="The Coastline")
    assert told == ["out/2026-01-31_the-coastline {a-b}.txt"]
    assert names("A", "a", target="{title}.epub") == ["a.epub", "a-2.epub"]


@pytest.mark.parametrize(
    "target",
    [
        "o/{title.__class__}.epub",
        "o/{titel}.epub",
        "o/{}.epub",
        "o/{title!r}.epub",
        "o/{title:>9}.epub",
        "o/{title.epub",
        "{title}/x{number}.epub",
        "o/one.epub",
        "-",
    ],
)
def test_what_is_no_pattern_is_refused(target: str) -> None:
    with pytest.raises((convert.WriteError, convert.UnknownName)):
        names("x", target=target)


RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@given(
    st.lists(
        st.text(max_size=60) | st.sampled_from(["CON", "nul", "com1", "..", "../../etc", "Å", "Å", "ß", "SS", "ﬁ", "x" * 300]), max_size=8
    )
)
def test_p9_names_are_safe_and_apart(titles: list[str]) -> None:
    for target in ("out", "out/{title}.epub", "out/{title}{title}{title}.epub"):
        made = [Path(path).name for path in names(*titles, target=target)]
        keys = {unicodedata.normalize("NFC", name).casefold() for name in made}
        assert len(keys) == len(titles)
        for name in made:
            assert len(name.encode()) <= LONGEST_NAME
            assert not RESERVED.fullmatch(name)
            assert not re.search(r'[\x00-\x1f/\\:*?"<>|]|^[. -]|[. ]$|\.\.', name), name
            assert name.endswith(".epub")


def test_a_long_title_is_cut_at_a_word() -> None:
    (path,) = names("wörter " * 40)
    assert re.fullmatch(r"out/01(-wörter)+\.epub", path)
    assert 90 < len(path.removeprefix("out/").encode()) <= LONGEST_NAME


def test_slug_keeps_marks_that_words_are_made_of() -> None:
    assert slug("Café — Ünïcode №5") == "café-ünïcode-5"
    assert slug("\u202eevil\u202c") == "evil"
