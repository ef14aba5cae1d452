"""What a user names becomes what is read: folders, patterns and lists, each file once, in order, nothing outside reached."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import convert
from convert.errors import InputError
from convert.formats import Source, opened, place, sniff
from convert.inputs import Inputs, named
from convert.notices import Notice
from tests.command import one_clear_line, readpack

PROSE = "The ferry crosses the sound again, twice a day and once on Sundays, as it did before the war.\n"


class Found:
    """What `Inputs` finds below ``here``: paths relative to it, notices by code, failures by message."""

    def __init__(self, here: Path, *inputs: str, lists: tuple[str, ...] = (), written: tuple[str, ...] = (), format: str = "") -> None:
        self.notices: list[Notice] = []
        self.failures: list[str] = []
        finder = Inputs(
            format,
            [str(here / path) for path in written],
            self.notices.append,
            lambda source, error: self.failures.append(f"{source.name}: {error.message}"),
            lambda name: None,
        )
        given = named([str(here / path) for path in inputs], [str(here / path) for path in lists])
        self.sources = list(finder.of(given))
        self.paths = [os.path.relpath(source.path, here) for source in self.sources]

    def told(self, code: str) -> list[str]:
        return [notice.excerpt or notice.source for notice in self.notices if notice.code == code]


def write(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name}\n\n{PROSE}", encoding="utf-8")
    return folder


# --- folders ------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_natural_order(tmp_path: Path) -> None:
    write(tmp_path, "10.txt", "9.md", "b/2.html", "b/10.txt", "b/c/x.txt", "A.txt")
    assert Found(tmp_path, ".").paths == ["9.md", "10.txt", "A.txt", "b/2.html", "b/10.txt", "b/c/x.txt"]


def test_nothing_is_read_before_its_turn(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}.txt" for number in range(50)))
    found = Found(tmp_path, ".")
    assert len(found.sources) == 50
    assert not any(source.data for source in found.sources)


def test_what_no_reader_takes_is_left_out_and_told_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".hidden.txt", ".git/x.md", "style.css", "notes", "data.csv", "package.json")
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "empty.md").write_bytes(b"")
    found = Found(tmp_path, ".")
    assert found.paths == ["a.txt", "notes"]
    assert found.told("folder.hidden") == [".git, .hidden.txt"]
    assert found.told("folder.unread") == ["data.csv, empty.md, p.png, package.json, style.css"]
    assert {notice.kind for notice in found.notices} == {"left-out"}


def test_a_page_s_companion_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "A story.html", "A story_files/frame.html", "Bericht.htm", "Bericht-Dateien/rahmen.html", "loose_files/own.html")
    found = Found(tmp_path, ".")
    assert found.paths == ["A story.html", "Bericht.htm", "loose_files/own.html"]
    assert found.told("folder.companion") == ["A story_files, Bericht-Dateien"]


def test_p1_links_that_lead_around_or_out_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", "in/a.txt", "in/deep/b.txt")
    inside = tmp_path / "in"
    (inside / "deep" / "up").symlink_to(inside, target_is_directory=True)
    (inside / "deep" / "self").symlink_to("self")
    (inside / "out").symlink_to(tmp_path, target_is_directory=True)
    (inside / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "same.txt").symlink_to("a.txt")
    os.mkfifo(inside / "pipe.txt")
    found = Found(tmp_path, "in")
    assert found.paths == ["in/a.txt", "in/deep/b.txt", "in/deep/self"]
    assert found.told("folder.outside") == ["out, secret.txt"]
    assert found.told("folder.link") == ["up"]
    assert found.told("folder.special") == ["pipe.txt"]
    assert found.told("input.repeat") == [str(inside / "same.txt")]


def test_p1_a_link_that_leads_to_itself_is_one_clear_line(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    done = readpack("convert", tmp_path, "-o", tmp_path / "p.json")
    assert done.code == 8
    assert [line for line in done.lines if line.startswith("failed: ")] == [
        f"failed: {tmp_path}/loop.txt: Too many levels of symbolic links (check the path and its permissions)"
    ]


def test_a_folder_of_nothing(tmp_path: Path) -> None:
    one_clear_line(readpack("convert", tmp_path, "-o", tmp_path / "p.json"), 3, "holds nothing to read")
    (tmp_path / "sub").mkdir()
    assert "holds nothing to read" in Found(tmp_path, "sub").failures[0]


STRANGE = ["line\nbreak.txt", "..txt", "a..b.txt", "-.txt", "%2e%2e.txt", "[x].txt", "*.txt", " lead.txt", "\x1b[2J.txt", "名前.txt"]


def test_strange_names_survive(tmp_path: Path) -> None:
    write(tmp_path, *(name for name in STRANGE if not name.startswith(".")))
    odd = os.fsencode(tmp_path) + b"/\xff\xfe caf\xe9.txt"
    with open(odd, "wb") as file:
        file.write(PROSE.encode())
    found = Found(tmp_path, ".")
    assert sorted(found.paths) == sorted([*(name for name in STRANGE if not name.startswith(".")), os.fsdecode(b"\xff\xfe caf\xe9.txt")])
    assert all(PROSE.encode() in opened(source).data for source in found.sources)
    done = readpack("convert", tmp_path, "-o", tmp_path / "p.json", "--report", tmp_path / "r.json", "-v")
    assert done.code == 0, done.err
    assert "\x1b" not in done.err
    assert json.loads((tmp_path / "r.json").read_bytes())["articles"]
    assert not (tmp_path.parent / "p.json").exists()


def test_what_this_run_writes_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "pack.md", "books/01-a.md", "books/deep/x.md")
    found = Found(tmp_path, ".", written=("pack.md", "books"))
    assert found.paths == ["a.md"]
    assert len(found.told("input.output")) == 3
    assert Found(tmp_path, "books/deep", written=("books",)).paths == ["books/deep/x.md"]


def test_a_folder_twice_gives_the_same_pack(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    for _ in range(2):
        assert readpack("convert", tmp_path, "-o", tmp_path / "pack.json", "--date", "2026-01-01").code == 0
        made = (tmp_path / "pack.json").read_bytes()
    assert made.count(b'"type": "Article"') == 2


# --- patterns -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("*.md", ["a2.md", "a10.md"]),
        ("**/*.md", ["a2.md", "a10.md", "b/c.md", "b/d/e.md"]),
        ("b/**", ["b/c.md", "b/d/e.md"]),
        ("?/[cd]*", ["b/c.md", "b/d/e.md"]),
        ("a[!0-9]*.md", []),
        ("[x].md", ["[x].md"]),
    ],
)
def test_a_pattern_is_what_a_shell_makes_of_it(tmp_path: Path, pattern: str, paths: list[str]) -> None:
    write(tmp_path, "a10.md", "a2.md", "b/c.md", "b/d/e.md", ".x.md", "b/.y/z.md")
    if pattern == "[x].md":
        write(tmp_path, pattern)
    found = Found(tmp_path, pattern)
    assert found.paths == paths
    assert bool(found.failures) == (not paths)


def test_a_pattern_follows_no_folder_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert Found(tmp_path, "**/*.md").paths == ["a/b.md"]


# --- lists --------------------------------------------------------------------------------------------


def test_a_list_names_files_folders_and_patterns_relative_to_itself(tmp_path: Path) -> None:
    write(tmp_path, "x/1.txt", "x/2.md", "y.txt", "z one.txt")
    lines = ["# what to read", "", "  ../z one.txt  ", str(tmp_path / "y.txt"), "*.md", "missing.txt", ".", "list", "-"]
    (tmp_path / "x" / "list").write_text("\r\n".join(lines), encoding="utf-8-sig")
    found = Found(tmp_path, lists=("x/list",))
    assert found.paths == ["z one.txt", "y.txt", "x/2.md", "x/missing.txt", "x/1.txt", "x/-"]
    assert found.told("list.itself") == [str(tmp_path / "x" / "list")]
    with pytest.raises(InputError, match="No such file"):
        opened(found.sources[3])


ENCODED: dict[str, Callable[[str], bytes]] = {
    "lines": lambda name: f"{name}\n".encode(),
    "NUL": lambda name: f"{name}\0line\nbreak.txt\0".encode(),
    "UTF-16": lambda name: f"{name}\n".encode("utf-16"),
    "other bytes": lambda name: f"{name}\n".encode() + b"caf\xe9.txt\n",
}


@pytest.mark.parametrize("kind", ENCODED)
def test_a_list_in_any_form(tmp_path: Path, kind: str) -> None:
    write(tmp_path, "nähe.txt", "line\nbreak.txt")
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(PROSE.encode())
    (tmp_path / "list").write_bytes(ENCODED[kind]("nähe.txt"))
    more = {"NUL": ["line\nbreak.txt"], "other bytes": [os.fsdecode(b"caf\xe9.txt")]}
    found = Found(tmp_path, lists=("list",))
    assert found.paths == ["nähe.txt", *more.get(kind, [])]
    assert all(opened(source).data for source in found.sources)


def test_a_list_that_is_missing_or_empty(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n# nothing\n", encoding="utf-8")
    one_clear_line(readpack("convert", "-i", tmp_path / "empty", "-o", tmp_path / "p.json"), 3, "empty", "names nothing")
    one_clear_line(readpack("convert", "-i", tmp_path / "none", "-o", tmp_path / "p.json"), 3, "none", "No such file")
    one_clear_line(readpack("convert", "-i", tmp_path, "-o", tmp_path / "p.json"), 3, "folder")


def test_a_list_of_missing_files_only(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("a.txt\nb.txt\n", encoding="utf-8")
    done = readpack("convert", "-i", tmp_path / "list", "-o", tmp_path / "p.json", "-q")
    one_clear_line(done, 3, "none of 2 inputs", "a.txt")


def test_a_list_from_standard_input_is_relative_to_here(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    done = readpack("convert", "b.txt", "-i", "-", "-o", "p.json", stdin=b"a.txt\nmissing.txt\nb.txt\n", cwd=tmp_path)
    assert done.code == 8
    assert any(line.startswith("failed: missing.txt: No such file") for line in done.lines)
    assert len(json.loads((tmp_path / "p.json").read_bytes())["sections"][0]["articles"]) == 2


def test_p6_a_file_that_a_list_names_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.json")
    (tmp_path / "list").write_text("a.txt\nb.json\n", encoding="utf-8")
    before = (tmp_path / "b.json").read_bytes()
    done = readpack("convert", "-i", tmp_path / "list", "-o", tmp_path / "b.json", "-q")
    one_clear_line(done, 6, "b.json", "input")
    assert (tmp_path / "b.json").read_bytes() == before


# --- once, and what fails -----------------------------------------------------------------------------


def test_an_input_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    found = Found(tmp_path, "a.txt", "./b/../a.txt", "link.txt", "b", "b/c.txt", ".")
    assert found.paths == ["a.txt", "b/c.txt"]
    assert len(found.told("input.repeat")) == 6


def test_the_same_content_under_two_names_is_packed_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "copy.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    report = convert.convert(tmp_path, tmp_path / "p.json")
    assert len(report.articles) == 1
    (notice,) = report.notices
    assert (notice.code, notice.source) == ("input.same", str(tmp_path / "copy.txt"))
    assert str(tmp_path / "a.txt") in notice.message


def test_notices_stand_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    write(tmp_path, "1.txt", "2.txt")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    missing = str(tmp_path / "0.txt")
    report = convert.convert([missing, str(tmp_path / "1.txt"), str(tmp_path / "bad.txt"), str(tmp_path)], tmp_path / "p.json")
    told = [(notice.code, Path(notice.source).name) for notice in report.notices]
    assert told == [
        ("input.failed", "0.txt"),
        ("input.failed", "bad.txt"),
        ("input.repeat", "1.txt"),
        ("folder.unread", tmp_path.name),
    ]


def test_an_address_is_not_fetched(tmp_path: Path) -> None:
    done = readpack("convert", "https://example.org/a", "-o", tmp_path / "p.json")
    one_clear_line(done, 3, "https://example.org/a", "does not fetch yet", "save the page")


def test_standard_input_is_read_when_its_turn_comes() -> None:
    assert place("-") == Source("standard input", path="-")


def test_a_format_that_is_named_is_for_what_a_folder_holds(tmp_path: Path) -> None:
    write(tmp_path, "a.css", "b.txt")
    (tmp_path / "c.md").write_text(f"# Not a heading\n\n{PROSE}", encoding="utf-8")
    convert.convert(tmp_path, tmp_path / "p.json", from_format="text")
    assert {article.extractor for article in convert.open_pack(tmp_path / "p.json").articles} == {"text"}
    (tmp_path / "p.json").unlink()
    assert Found(tmp_path, ".", format="text").paths == ["b.txt", "c.md"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2", "a PDF"),
        (b"{\\rtf1\\ansi The tide.}", "Rich Text"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK", "an OpenDocument file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "before 2007"),
        (b"The Quay".ljust(60, b"\0") + b"BOOKMOBI" + b"\0" * 30, "a Kindle book"),
        (b'<?xml version="1.0"?><FictionBook xmlns="x"><body/></FictionBook>', "a FictionBook"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "a picture"),
        (b'{"cells": [{"cell_type": "markdown"}], "nbformat": 4}', "a Jupyter notebook"),
        (b'<?xml version="1.0"?>\n<!-- x --><TEI xmlns="y"><text/></TEI>', "XML of its own kind (<TEI>)"),
        (b"PK\x03\x04" + b"\0" * 40, "an archive"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=r"which readpack does not read") as error:
        sniff(Source("x", data))
    assert what in error.value.message and error.value.hint


def test_text_that_begins_with_marks_is_text() -> None:
    for data in (b"{\\ The tide came in. }", b"<tide> came in", b"{ it said", b"BM is short for that", b"GIF is a format"):
        assert sniff(Source("x", data)) == "text"


def test_a_companion_folder_is_known_whatever_its_page_is_called_now(tmp_path: Path) -> None:
    """A page that was renamed shows what is in its folder still; accents may be written either way, and a page may have no suffix."""
    write(
        tmp_path,
        "Br\u00fccke.html",
        "Bru\u0308cke_files/frame.html",
        "bare",
        "bare_files/frame.html",
        "loose_files/own.html",
        "Old_files/frame.html",
    )
    write(tmp_path, "Old name_files/frame.html")
    (tmp_path / "New name.html").write_bytes(b'<!doctype html><p>A page.</p><img src="./Old%20name_files/a.png">')
    found = Found(tmp_path, ".")
    assert found.paths == ["bare", "Br\u00fccke.html", "loose_files/own.html", "New name.html", "Old_files/frame.html"]
    assert found.told("folder.companion") == ["bare_files, Bru\u0308cke_files, Old name_files"]
