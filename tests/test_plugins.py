"""Plug-ins: a package of one of each, installed and used from the command line; and what those that are broken do to a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ROOT, SAMPLE, Done, one_clear_line, readpack

VTT = """WEBVTT - The tide tables

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ann>The tide was out at six,

00:00:04.500 --> 00:00:06.000
&amp; nobody saw it go.

00:00:07.000 --> 00:00:08.000


00:01:00.000 --> 00:01:04.000
It came back at noon.
"""
PROSE = "The harbour was built by hand in the winter of 1911, when there was nothing else to do on the island. " * 3
LINES = "\n".join(
    [
        json.dumps(
            {"url": "https://example.org/1", "html": f"<html><title>The first letter</title><article><p>{PROSE}</p></article></html>"}
        ),
        json.dumps({"text": f"The second letter\n\n{PROSE.replace('harbour', 'mill')}"}),
        "[]",
    ]
)


@pytest.fixture(scope="module")
def tides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the plug-in is installed: built without isolation, so without network."""
    folder = tmp_path_factory.mktemp("site")
    install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-build-isolation", "--no-deps"]
    subprocess.run([*install, "--target", str(folder), str(ROOT / "tests" / "plugin")], check=True, capture_output=True)
    return folder


def run(site: Path, *arguments: object, cwd: Path | None = None) -> Done:
    return readpack(*arguments, cwd=cwd, env={"PYTHONPATH": os.pathsep.join([str(ROOT), str(site)])})


def test_what_a_plug_in_adds_is_listed(tides: Path) -> None:
    told = run(tides, "formats").out.decode()
    rows = [line.split() for line in told.splitlines()]
    assert ["vtt", "yes"] in rows
    assert ["opml", "yes"] in rows
    assert "ndjson" in next(row for row in rows if row[0] == "containers")
    assert not {"vtt", "opml", "ndjson"} & set(readpack("formats").out.decode().split())
    assert "ebb          As classic, in the grey of a mudflat." in run(tides, "themes").out.decode()


def test_what_a_plug_in_reads_becomes_a_book_in_its_theme_and_its_format(tides: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text(VTT, encoding="utf-8")
    outputs = ("-o", "talk.opml", "-o", "talk.txt", "-o", "talk.html")
    done = run(tides, "convert", "talk.vtt", SAMPLE, *outputs, "--theme", "ebb", "-v", cwd=tmp_path)
    assert done.code == 0, done.err
    assert '<outline text="The tide tables">' in (tmp_path / "talk.opml").read_text(encoding="utf-8")
    told = " ".join((tmp_path / "talk.txt").read_text(encoding="utf-8").split())
    assert "The tide was out at six, & nobody saw it go. It came back at noon." in told
    assert "#4a5a62" in (tmp_path / "talk.html").read_text(encoding="utf-8")
    assert "left-out: talk.vtt: a cue without words" in done.lines


def test_a_container_of_a_plug_in_is_expanded(tides: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.ndjson").write_text(LINES, encoding="utf-8")
    done = run(tides, "convert", "letters.ndjson", "-o", "letters.txt", "-v", cwd=tmp_path)
    assert done.code == 0, done.err
    told = (tmp_path / "letters.txt").read_text(encoding="utf-8")
    assert "The first letter" in told
    assert "The second letter" in told
    assert "left-out: letters.ndjson:3: a line without html or text" in done.lines


def test_a_plug_in_is_used_from_workers_too(tides: Path, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.vtt").write_text(VTT.replace("tables", f"tables {number}") + "NOTE\n" + "x" * 600_000, encoding="utf-8")
    for jobs in (1, 2):
        done = run(tides, "convert", "0.vtt", "1.vtt", "2.vtt", "-o", f"{jobs}.json", "--jobs", jobs, cwd=tmp_path)
        assert done.code == 0, done.err
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


# --- plug-ins that are broken ------------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Path]:
    """Installs a plug-in of one module, ``bad``, under entry points such as ``readers="x = bad:read"``."""

    def install(code: str, **entries: str) -> Path:
        site = tmp_path / "site"
        (site / "bad-1.dist-info").mkdir(parents=True)
        (site / "bad.py").write_text(code, encoding="utf-8")
        (site / "bad-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1\n", encoding="utf-8")
        groups = "".join(f"[readpack.{group}]\n{entry}\n" for group, entry in entries.items())
        (site / "bad-1.dist-info" / "entry_points.txt").write_text(groups, encoding="utf-8")
        return site

    return install


Broken = Callable[..., Path]
RAISES = "def use(*_):\n    raise KeyError('a line\\nof two')\n"


@pytest.mark.parametrize(
    ("group", "name"), [("readers", "html"), ("writers", "epub"), ("sources", "folder"), ("themes", "classic")], ids=lambda value: value
)
def test_p5_a_built_in_name_can_not_be_taken(broken: Broken, group: str, name: str, tmp_path: Path) -> None:
    site = broken(RAISES, **{group: f"{name} = bad:use"})
    for command in (("convert", SAMPLE, "-o", tmp_path / "p.txt"), ("themes" if group == "themes" else "formats",)):
        one_clear_line(run(site, *command), 7, "bad", f"readpack.{group}", name)


@pytest.mark.parametrize("code", ["import nothing_of_that_name", "1 / 0", "def other(): pass", "(", "raise SystemError('x')"])
def test_p5_a_plug_in_that_can_not_be_imported_is_told_when_it_is_named(broken: Broken, code: str, tmp_path: Path) -> None:
    site = broken(code, readers="x = bad:use", writers="y = bad:use", themes="z = bad:use", sources="w = bad:use")
    where = tmp_path / "p.txt"
    assert run(site, "convert", SAMPLE, "-o", where).code == 0
    one_clear_line(run(site, "convert", SAMPLE, "-f", "x", "-o", where), 7, "reader 'x'", "bad")
    one_clear_line(run(site, "convert", SAMPLE, "-t", "y", "-o", where), 7, "writer 'y'", "bad")
    one_clear_line(run(site, "convert", SAMPLE, "--theme", "z", "-o", where), 7, "theme 'z'", "bad")
    one_clear_line(run(site, "themes"), 7, "theme 'z'", "bad")
    assert run(site, "formats").code == 0


def test_p5_a_reader_that_raises_fails_its_input_by_name(broken: Broken, tmp_path: Path) -> None:
    site = broken(RAISES, readers="x = bad:use")
    (tmp_path / "a.x").write_text("anything", encoding="utf-8")
    said = ("a.x", "KeyError: 'a line\\nof two'", "bad")
    one_clear_line(run(site, "convert", "a.x", "-o", "p.txt", cwd=tmp_path), 3, *said)
    done = run(site, "convert", "a.x", SAMPLE, "-o", "p.txt", cwd=tmp_path)
    assert done.code == 8
    assert all(word in done.err for word in said)
    assert "Traceback" not in done.err


def test_p5_a_container_that_raises_fails_by_name(broken: Broken, tmp_path: Path) -> None:
    site = broken("def use(*_):\n    yield 1 / 0\n", sources="x = bad:use")
    (tmp_path / "a.x").write_text("anything", encoding="utf-8")
    one_clear_line(run(site, "convert", "a.x", "-o", "p.txt", cwd=tmp_path), 3, "a.x", "ZeroDivisionError", "bad")


def test_p6_a_writer_that_raises_leaves_what_stood_there(broken: Broken, tmp_path: Path) -> None:
    site = broken(
        "def use(pack, theme, profile, target, notify):\n    target.write(b'half')\n    raise KeyError('x')\n", writers="x = bad:use"
    )
    (tmp_path / "p.x").write_bytes(b"the old one")
    one_clear_line(run(site, "convert", SAMPLE, "-o", "p.x", cwd=tmp_path), 7, "writer 'x'", "KeyError", "bad")
    assert (tmp_path / "p.x").read_bytes() == b"the old one"


def test_a_theme_that_is_no_folder_is_told(broken: Broken, tmp_path: Path) -> None:
    site = broken("use = 3", themes="z = bad:use")
    one_clear_line(run(site, "convert", SAMPLE, "--theme", "z", "-o", tmp_path / "p.txt"), 7, "theme 'z'", "bad")
    site.joinpath("bad.py").write_text("use = '/nowhere'", encoding="utf-8")
    one_clear_line(run(site, "convert", SAMPLE, "--theme", "z", "-o", tmp_path / "p.txt"), 5, "/nowhere")


def test_two_plug_ins_of_one_name_are_told(broken: Broken, tmp_path: Path) -> None:
    site = broken(RAISES, readers="x = bad:use\nx = worse:use")
    one_clear_line(run(site, "formats"), 7, "'x'", "bad", "worse")
