"""Text made fit for the model."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.clean import clean, clean_line, folded

ANY = st.text(st.characters(exclude_categories=[]))
# XML 1.0, fifth edition, production 2 (Char).
XML_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@given(ANY)
def test_p7_what_is_clean_may_stand_in_xml(text: str) -> None:
    cleaned, _ = clean(text)
    assert XML_CHARACTER.fullmatch(cleaned)
    assert not re.search("[\ufdd0-\ufdef]", cleaned)
    assert not any(ord(character) & 0xFFFE == 0xFFFE for character in cleaned)
    cleaned.encode("utf-8")


@given(ANY)
def test_p7_cleaning_twice_is_cleaning_once(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, 0)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp"])))
def test_p7_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == (text, 0)


@given(ANY)
def test_p7_directions_are_closed_on_each_line(text: str) -> None:
    for line in clean(text)[0].split("\n"):
        assert sum(character in "\u202a\u202b" for character in line) == line.count("\u202c")
        assert sum(character in "\u2066\u2067\u2068" for character in line) == line.count("\u2069")
        assert not set(line) & {"\u202d", "\u202e"}


@pytest.mark.parametrize(
    ("text", "cleaned", "count"),
    [
        ("a\x00b", "a\ufffdb", 1),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", 0),
        ("\ufeffa", "a", 0),
        ("a\ud800b\udfff", "a\ufffdb\ufffd", 2),
        ("a\ufffeb\U0010ffff", "a\ufffdb\ufffd", 2),
        ("\u202eexe.gnp", "exe.gnp", 1),
        ("\u2067abc", "\u2067abc\u2069", 0),
        ("\u202babc\ndef", "\u202babc\u202c\ndef", 0),
        ("abc\u202c\u2069", "abc", 2),
        ("\u202a\u2067x\u202cy", "\u202a\u2067xy\u2069\u202c", 1),
        ("tab\tstays", "tab\tstays", 0),
    ],
)
def test_p7_what_becomes_of_each(text: str, cleaned: str, count: int) -> None:
    assert clean(text) == (cleaned, count)


@given(ANY, st.integers(2, 40))
def test_p7_a_title_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert line == " ".join(line.split())
    assert len(line) <= limit
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", line)


def test_p7_a_blank_title_is_empty() -> None:
    assert [clean_line(text) for text in ("", "  \n", "\u200b\u00ad", "\u202e", "\ufeff")] == [""] * 5
    assert clean_line("  a\n\t b ") == "a b"
    assert clean_line("one two three", 9) == "one two…"


def test_two_texts_that_look_alike_fold_alike() -> None:
    assert folded("Straße  \u200bﬁn") == folded("STRASSE fin")
    assert folded("ＡＢＣ") == "abc"
