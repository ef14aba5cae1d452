"""Pages made to hurt: each is read and written in bounded time and memory, its text arrives, and it reaches nothing.

The pages are saved files, converted by the program itself as a user would.
"""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import base64
import http.server
import json
import random
import resource
import struct
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from tests.checkers import needs, pdf
from tests.command import command, environment
from tests.test_contract import read_back
from tests.test_promises import _unpacked
from tests.web_pages import page

MEMORY = 2_000_000_000
SECONDS = 100
END = "<p>qzendzq</p>"


def image(data: bytes, kind: str = "png") -> str:
    return f'<img alt="qzpicturezq" src="data:image/{kind};base64,{base64.b64encode(data).decode()}">'


def png(width: int, height: int, rest: int = 0) -> bytes:
    """The beginning of a PNG of that size; its pixels are missing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"tEXt", b"x\0" + bytes(rest))
        + chunk(b"IEND", b"")
    )


def noise(size: int) -> bytes:
    return random.Random(3).randbytes(size)


GIF = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + bytes(2_000)

# Each page, and the codes of the notices that it must not do without.
HOSTILE: dict[str, tuple[Callable[[], str], set[str]]] = {
    "quotes 5,000 deep": (lambda: "<blockquote>" * 5_000 + "<p>qzdeepzq</p>" + "</blockquote>" * 5_000 + END, {"html.depth"}),
    "lists 5,000 deep": (lambda: "<ul><li>" * 5_000 + "qzdeepzq" + "</ul>" * 5_000 + END, {"html.depth"}),
    "boxes 50,000 deep": (lambda: "<div>" * 50_000 + "<p>qzdeepzq</p>" + "</div>" * 50_000 + END, {"html.depth"}),
    "emphasis 10,000 deep": (lambda: "<p>" + "<b><i>" * 5_000 + "qzdeepzq</p>" + END, {"html.depth"}),
    "tables 500 deep": (lambda: "<table><tr><td>" * 500 + "<p>qzdeepzq</p>" + "</table>" * 500 + END, {"html.depth"}),
    "10,000 rows": (lambda: "<table>" + "".join(f"<tr><td>r{n}<td>b<td>c<td>d<td>e" for n in range(10_000)) + "</table>" + END, set()),
    "a wide span": (lambda: "<table><tr><td colspan=1000000000>qzspanzq<td rowspan=1000000000>b<tr><td>qzcellzq</table>" + END, set()),
    "spans over spans": (
        lambda: "<table>" + "<tr><td colspan=1000 rowspan=9999>a<td colspan=1000 rowspan=9999>b" * 9_999 + "</table>" + END,
        {"table.size"},
    ),
    "100,000 line breaks": (lambda: "<p>qzfirstzq" + "<br>" * 100_000 + "qzlastzq</p>" + END, set()),
    "50,000 empty paragraphs": (lambda: "<p></p>" * 50_000 + END, set()),
    "200,000 accents on a letter": (lambda: "<p>e" + "\u0301" * 200_000 + " qzafterzq</p>" + END, set()),
    "a picture of 20 MB": (lambda: "<p>qzbeforezq</p>" + image(noise(20_000_000)) + END, {"picture.broken"}),
    "an attribute of 20 MB": (lambda: f'<p data-x="{"y" * 20_000_000}">qzafterzq</p>' + END, set()),
    "an element of 300,000 attributes": (
        lambda: "<p " + " ".join(f'a{n}="<b>{n}"' for n in range(300_000)) + ">qzafterzq</p>" + END,
        {"html.attributes"},
    ),
    "100,000 tables one after another, none closed": (lambda: "<table><tr><td>" * 100_000 + "<p>qzdeepzq</p>" + END, {"html.depth"}),
    "pictures that lie about their size": (
        lambda: image(png(30_000, 30_000, 2_000)) + image(png(2**31 - 1, 2**31 - 1, 2_000)) + image(GIF, "gif") + END,
        {"picture.broken"},
    ),
    "4,000 addresses that are none": (
        lambda: "<p>" + "".join(f'<a href="//[x{n}">l</a> <a href="http://[{n}">m</a> ' for n in range(2_000)) + "qzafterzq</p>" + END,
        {"link.dropped"},
    ),
    "10,000 ids that are one": (lambda: "".join(f'<p id=x><a href="#x">x{n}</a></p>' for n in range(10_000)) + END, set()),
    "a formula 6,000 deep": (lambda: "<p><math>" + "<mrow><msqrt>" * 3_000 + "<mi>x</mi></math>qzafterzq</p>" + END, {"html.depth"}),
}


def converted(folder: Path, snippet: str, *formats: str) -> tuple[subprocess.CompletedProcess[bytes], list[dict[str, str]]]:
    """The page with ``snippet`` converted under a clock and a ceiling on memory; how it ended, and its notices."""
    (folder / "page.html").write_bytes(page(snippet))
    outputs = [argument for format in formats for argument in ("-o", f"page.{format}")]
    done = subprocess.run(
        command("convert", "page.html", *outputs, "--report", "report.json"),
        cwd=folder,
        env=environment(TMPDIR=str(folder)),
        capture_output=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    report = folder / "report.json"
    return done, json.loads(report.read_bytes())["notices"] if report.exists() else []


@pytest.mark.parametrize("name", HOSTILE)
def test_p2_p3_a_page_made_to_hurt_keeps_its_text_within_bounds(name: str, tmp_path: Path) -> None:
    make, codes = HOSTILE[name]
    done, notices = converted(tmp_path, make(), "epub", "docx", "txt")
    assert done.returncode == 0, done.stderr[-800:]
    assert b"Traceback" not in done.stderr
    assert codes <= {notice["code"] for notice in notices}, notices[:5]
    words = {word for word in ("qzdeepzq", "qzspanzq", "qzcellzq", "qzfirstzq", "qzlastzq", "qzbeforezq", "qzafterzq") if word in make()}
    for format in ("epub", "docx"):
        shown = read_back(format, (tmp_path / f"page.{format}").read_bytes(), tmp_path)
        assert [word for word in (*words, "qzendzq") if word not in shown] == [], format
        if name == "10,000 rows":
            assert [number for number in range(10_000) if f"r{number}b" not in shown] == []
        if "picture" in name:
            assert "qzpicturezq" in shown, "its alternative text stands in its place"


REACHING = """
<link rel="stylesheet" href="{0}/1"><link rel=attachment href="{0}/2"><link rel=icon href="{0}/3"><link rel=preload as=image href="{0}/4">
<style>@import url("{0}/5"); @font-face {{ font-family: x; src: url("{0}/6") }} p {{ background: url("{0}/7") }} li {{ list-style-image: url("{0}/8") }}</style>
<p style="background-image: url('{0}/9')">qzstyledzq</p><div background="{0}/10"><p>qzboxzq</p></div><a rel=attachment href="{0}/11">qzattachedzq</a>
<img src="{0}/12" alt="one"><img srcset="{0}/13 2x" alt="two"><img data-src="{0}/14" alt="three"><img longdesc="{0}/15" src="" alt="four">
<picture><source srcset="{0}/16"><img src="{0}/17" alt="five"></picture><input type=image src="{0}/18"><video src="{0}/19" poster="{0}/20"></video>
<audio src="{0}/21"></audio><embed src="{0}/22"><object data="{0}/23"></object><iframe src="{0}/24"></iframe><frame src="{0}/25">
<script src="{0}/26"></script><svg><image href="{0}/27"/><use xlink:href="{0}/28#x"/><foreignObject><img src="{0}/29"></foreignObject></svg>
<img alt="six" src="data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'><image width='90' height='90' href='{0}/30'/><style>@import url({0}/31);</style></svg>">
<math><mglyph src="{0}/32"/><mi href="{0}/33">x</mi></math><base href="{0}/34/"><blockquote cite="{0}/35"><p>qzquotedzq</p></blockquote>
<meta http-equiv=refresh content="0; url={0}/36"><body background="{0}/37"><table background="{0}/38"><tr><td>qzcellzq</table><ins cite="{0}/39">qzinszq</ins>
<form action="{0}/40"></form><button formaction="{0}/41"></button><track src="{0}/42"><applet codebase="{0}/43"></applet><bgsound src="{0}/44">"""


class _Listener(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_POST = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[str]:
    _Listener.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@needs(pdf)
def test_p1_a_page_that_names_everything_reaches_nothing(listener: str, tmp_path: Path) -> None:
    """Every way of HTML to name another file, with an address of this machine and with files a page may not have."""
    canary = tmp_path / "secret" / "canary"
    canary.parent.mkdir()
    canary.write_bytes(b"canary-in-a-file")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.png").symlink_to(canary)
    formats = ("epub", "docx", "pdf", "md", "txt", "json")
    for where in (listener, listener.removeprefix("http:"), canary.as_uri(), str(canary), "../secret/canary?", "link.png?"):
        done, _ = converted(tmp_path / "in", REACHING.format(where) + END, *formats)
        assert done.returncode == 0, done.stderr[-800:]
        assert _Listener.asked == []
        for format in formats:
            data = (tmp_path / "in" / f"page.{format}").read_bytes()
            inside = _unpacked(format, data) if format in ("epub", "docx", "pdf") else data
            assert b"canary-in-a-file" not in inside, (where, format)
            assert base64.b64encode(b"canary-in-a-file")[:18] not in inside, (where, format)
            assert b"file:///" not in inside, (where, format)
        left = {path.name for path in (tmp_path / "in").iterdir()} - {f"page.{format}" for format in formats}
        assert left == {"page.html", "link.png", "report.json"}, "nothing of the run is left behind"
