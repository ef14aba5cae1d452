"""The command line: every option, every exit code, every stream."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from convert.formats import READERS, WRITERS
from tests.command import ARABIC, SAMPLE, command, environment, one_clear_line, readpack

TEXT = (
    b"The Ferry Comes Back\n\nAfter eleven years the ferry crosses the sound again, twice a day and once on Sundays.\n\n"
    b"Its captain is the grandson of the last one, and he keeps the same hours.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_bytes(TEXT)
    return path


def packed(path: Path) -> dict[str, object]:
    return dict(json.loads(path.read_bytes()))


# --- outputs ------------------------------------------------------------------------------------------


def test_a_text_becomes_a_pack(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", article, "-o", tmp_path / "pack.json")
    assert done.code == 0
    assert done.out == b""
    assert packed(tmp_path / "pack.json")["title"] == "The Ferry Comes Back"


def test_several_outputs_read_the_inputs_once(article: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    done = readpack("convert", article, "-o", first, "-o", second)
    assert done.code == 0
    assert first.read_bytes() == second.read_bytes()
    assert [line.split()[0] for line in done.lines].count("reading") == 1
    assert [line.split()[0] for line in done.lines].count("writing") == 2


def test_several_inputs_keep_their_order(tmp_path: Path) -> None:
    readpack("convert", ARABIC, SAMPLE, "-o", tmp_path / "pack.json")
    pack = packed(tmp_path / "pack.json")
    languages = [article["language"] for section in pack["sections"] for article in section["articles"]]  # type: ignore[attr-defined]
    assert languages == ["ar", "en", "en"]


def test_to_says_the_format_whatever_the_suffix(article: Path, tmp_path: Path) -> None:
    assert readpack("convert", article, "-t", "json", "-o", tmp_path / "pack.bin").code == 0
    assert packed(tmp_path / "pack.bin")["type"] == "Pack"


def test_from_says_how_to_read(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_bytes(TEXT)
    one_clear_line(readpack("convert", tmp_path / "odd.json", "-o", tmp_path / "y.json"), 3, "odd.json", "not JSON")
    assert readpack("convert", tmp_path / "odd.json", "-f", "text", "-o", tmp_path / "y.json").code == 0


def test_standard_input_and_output() -> None:
    done = readpack("convert", "-", "-t", "json", "-o", "-", stdin=TEXT)
    assert done.code == 0
    assert json.loads(done.out)["title"] == "The Ferry Comes Back"
    assert "standard output" in done.err


def test_the_words_of_the_pack(article: Path, tmp_path: Path) -> None:
    done = readpack(
        "convert", article, "-o", tmp_path / "p.json", "--title", "Crossings", "--subtitle", "Of the sound",
        "--author", "A. Ro", "--author", "B. Wen",
        "--language", "en-GB", "--date", "2026-01-31", "--cover", "--toc", "--toc-depth", "3",
    )  # fmt: skip
    assert done.code == 0, done.err
    pack = packed(tmp_path / "p.json")
    told = {name: pack.get(name) for name in ("title", "subtitle", "editors", "language", "created", "cover", "contents")}
    assert told == {
        "title": "Crossings",
        "subtitle": "Of the sound",
        "editors": ["A. Ro", "B. Wen"],
        "language": "en-GB",
        "created": "2026-01-31T00:00:00Z",
        "cover": None,  # on, as in the model's default, which JSON leaves out
        "contents": 3,
    }


def test_cover_and_contents_are_for_several_articles(article: Path, tmp_path: Path) -> None:
    readpack("convert", article, "-o", tmp_path / "one.json")
    readpack("convert", SAMPLE, "-o", tmp_path / "two.json")
    readpack("convert", SAMPLE, "--no-cover", "--no-toc", "-o", tmp_path / "bare.json")
    shown = {
        name: (packed(tmp_path / f"{name}.json").get("cover", True), packed(tmp_path / f"{name}.json").get("contents", 2))
        for name in ("one", "two", "bare")
    }
    assert shown == {"one": (False, 0), "two": (True, 2), "bare": (False, 0)}


def test_report(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-o", tmp_path / "p.json", "--report", tmp_path / "report.json")
    assert done.code == 0
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert [article["title"] for article in report["articles"]] == [
        "The Last Tide Mill on the Sarn Still Grinds by the Moon",
        "A Library Card for Everything Else",
    ]
    assert report["outputs"] == [{"path": str(tmp_path / "p.json"), "format": "json", "size": (tmp_path / "p.json").stat().st_size}]
    assert {notice["kind"] for notice in report["notices"]} == {"left-out"}
    assert all(notice["line"] > 0 for notice in report["notices"])


def test_report_to_standard_output(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", article, "-q", "-o", tmp_path / "p.json", "--report", "-")
    assert json.loads(done.out)["title"] == "The Ferry Comes Back"


def test_css_and_theme_are_taken(article: Path, tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: black }", encoding="utf-8")
    theme = tmp_path / "mine"
    theme.mkdir()
    (theme / "theme.toml").write_text('name = "mine"\nextends = "classic"\n[styles.body]\nsize = 12\nleading = 17\n', encoding="utf-8")
    done = readpack("convert", article, "-o", tmp_path / "p.json", "--css", tmp_path / "own.css", "--theme", theme, "--page-size", "Letter")
    assert done.code == 0, done.err


def test_p13_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [tmp_path / "a.json", tmp_path / "b.json", tmp_path / "a.epub", tmp_path / "b.epub"]
    for seed in ("1", "2"):
        first, second = made["12".index(seed) :: 2]
        done = readpack(
            "convert", SAMPLE, ARABIC, "-o", first, "-o", second, env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1767225600"}
        )
        assert done.code == 0, done.err
    assert made[0].read_bytes() == made[1].read_bytes()
    assert made[2].read_bytes() == made[3].read_bytes()


# --- what it says -------------------------------------------------------------------------------------


def test_the_table_at_the_end(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-o", tmp_path / "p.json", "--title", "Coast")
    assert re.search(r"^Coast: 2 articles, 1,\d\d\d words, \d min$", done.err, re.MULTILINE)
    assert re.search(r"^ +\d+ words +\d min +A Library Card for Everything Else$", done.err, re.MULTILINE)
    assert re.search(rf"^ +\d+ kB +json +{re.escape(str(tmp_path / 'p.json'))}$", done.err, re.MULTILINE)
    assert re.search(r"^notices: \d+ left-out \(-v shows each\)$", done.err, re.MULTILINE)


def test_a_long_table_is_short(tmp_path: Path) -> None:
    articles = [
        {"type": "Article", "title": f"T{n}", "body": [{"type": "Paragraph", "children": [{"type": "Text", "text": "x"}]}]}
        for n in range(30)
    ]
    (tmp_path / "many.json").write_text(json.dumps(articles), encoding="utf-8")
    done = readpack("convert", tmp_path / "many.json", "-o", tmp_path / "p.json")
    assert "and 18 more" in done.err
    assert len(done.lines) < 20


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-q", "-o", tmp_path / "p.json")
    assert (done.code, done.out, done.err) == (0, b"", "")


def test_quiet_still_says_which_input_failed(article: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = readpack("convert", broken, article, "-o", tmp_path / "pack.json", "-q")
    assert done.code == 8
    assert len(done.lines) == 1
    assert done.lines[0].startswith(f"failed: {broken}: this is not text")
