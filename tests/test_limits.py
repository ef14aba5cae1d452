"""The limits: every one a number with a default, set by READPACK_LIMITS for all processes of a run."""

from __future__ import annotations

import json
from pathlib import Path

from convert.limits import Limits, limits_of
from tests.command import SAMPLE, one_clear_line, readpack


def test_words_set_limits() -> None:
    assert limits_of("") == (Limits(), "")
    assert limits_of(" read_seconds=60\n depth=50 ") == (Limits(read_seconds=60, depth=50), "")


def test_a_word_that_sets_none_is_named() -> None:
    for wrong in ("speed=3", "depth", "depth=", "depth=-1", "depth=1.5", "depth=\u0663", "=3"):
        limits, word = limits_of(f"{wrong} read_seconds=60")
        assert word == wrong
        assert limits == Limits(read_seconds=60)


def test_the_program_heeds_them_and_refuses_what_is_none(tmp_path: Path) -> None:
    made = tmp_path / "p.json"
    assert readpack("convert", SAMPLE, "-o", made, env={"READPACK_LIMITS": "title_characters=20"}).code == 0
    titles = [article["title"] for section in json.loads(made.read_bytes())["sections"] for article in section["articles"]]
    assert titles
    assert all(len(title) <= 20 for title in titles)
    one_clear_line(readpack("formats", env={"READPACK_LIMITS": "depth=many"}), 2, "READPACK_LIMITS", "depth=many")


def test_p3_an_input_past_a_limit_that_was_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A word of it. " * 200_000)
    done = readpack("convert", tmp_path / "a.txt", "-o", tmp_path / "p.json", env={"READPACK_LIMITS": "input_bytes=2000000"})
    one_clear_line(done, 3, "a.txt", "2 MB")
