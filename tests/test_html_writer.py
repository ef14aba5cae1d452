"""The one HTML page: whole, inert, valid, and the same in every browser's eyes."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

import convert
import convert.model as m
from convert.pictures import load
from tests.specimen import PACKS, par, picture, text
from tests.test_contract import written

GOLDEN = Path(__file__).parent / "golden" / "html"
VOID = {"meta", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """Elements, ids and addresses of a page; complains about tags that do not match."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        assert len(told) == len(attrs)
        self.elements.append((tag, told))
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        self.sources += [told["src"]] if "src" in told else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", PACKS)
def test_the_page_is_whole(name: str) -> None:
    page = Page(written("html", PACKS[name](), "classic"))
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert all(source.startswith("data:image/") for source in page.sources)
    assert all({"alt", "width", "height"} <= told.keys() for tag, told in page.elements if tag == "img")
    assert not {"script", "iframe", "object", "embed", "form", "link", "base"} & {tag for tag, _ in page.elements}
    assert not any(key.startswith("on") or key == "style" for _, told in page.elements for key in told)


def test_the_policy_lets_in_its_own_style_and_pictures_only() -> None:
    data = written("html", PACKS["specimen"](), "classic").decode()
    sheet = re.search(r"<style>(.*?)</style>", data, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', data)
    assert sheet and policy
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|@font-face", sheet[1])


def test_a_style_sheet_of_the_user_cannot_end_the_style() -> None:
    theme = convert.extend(convert.load_theme("classic"), css="p::after { content: '</style><script>alert(1)</script>' }")
    import io

    target = io.BytesIO()
    convert.write(PACKS["smallest"](), target, format="html", theme=theme)
    assert "script" not in {tag for tag, _ in Page(target.getvalue()).elements}


def test_p15_each_article_says_its_language_and_direction() -> None:
    page = Page(written("html", PACKS["specimen"](), "classic"))
    spoken = [(told["lang"], told["dir"]) for tag, told in page.elements if tag == "article"]
    assert spoken == [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("de", "ltr"),
        ("en", "ltr"),
    ]
    assert next(told for tag, told in page.elements if tag == "html") == {"lang": "en", "dir": "ltr"}


def test_contents_lead_to_articles_and_their_headings_and_back() -> None:
    page = Page(written("html", PACKS["specimen"](), "classic"))
    assert [link for link in page.links if re.fullmatch(r"#a\d{4}", link)] == ["#a0001", "#a0002", "#a0003", "#a0004", "#a0005", "#a0001"]
    assert {"#to-a0001", "#to-a0005", "#a0001-h1"} <= set(page.links)


def test_a_note_and_its_reference_lead_to_each_other() -> None:
    note = m.Note((par("outer", m.Note((m.CodeBlock("inner"),))),))
    pack = convert.pack([m.Article(title="T", body=(m.Paragraph((*text("x"), note)),), language="en")], cover=False)
    page = Page(written("html", pack, "classic"))
    assert page.links == ["#a0001-n1", "#a0001-n2", "#a0001-r1", "#a0001-r2"]
    assert {"a0001-n1", "a0001-n2", "a0001-r1", "a0001-r2"} <= set(page.ids)


def test_the_night_is_the_day_turned_over() -> None:
    data = written("html", PACKS["smallest"](), "classic").decode()
    day = dict(re.findall(r"--(\w+): #(\w{6})", data.split("@media screen", 1)[0]))
    night = dict(re.findall(r"--(\w+): #(\w{6})", data.split("@media screen", 1)[1]))

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colours in (day, night):
        for name in ("ink", "quiet", "accent"):
            high, low = sorted((light(colours[name]), light(colours["paper"])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, f"{name} on paper is too faint (WCAG 2.2, 1.4.3)"


@pytest.mark.parametrize("name", ["right-to-left", "smallest"])
def test_the_golden_is_what_is_written(name: str) -> None:
    data, path = written("html", PACKS[name](), "classic").decode(), GOLDEN / f"{name}.html"
    if os.environ.get("READPACK_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")
    assert data == path.read_text(encoding="utf-8")


def test_a_picture_keeps_its_bytes() -> None:
    data = written("html", PACKS["specimen"](), "classic").decode()
    assert base64.b64encode(load(picture())).decode() in data


@pytest.mark.parametrize("width", [320, 600, 1000])
def test_nothing_is_wider_than_the_screen(width: int, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("chromium is not installed")
    (tmp_path / "page.html").write_bytes(written("html", PACKS["specimen"](), "classic"))
    measure = "document.title=frames[0].document.documentElement.scrollWidth"
    frame = tmp_path / "frame.html"
    frame.write_text(f"<iframe src='page.html' width={width} height=900 onload='{measure}'></iframe>")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", f"--user-data-dir={tmp_path}/profile"]
    command = [chromium, *options, "--virtual-time-budget=5000", "--dump-dom", frame.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = re.search(r"<title>(\d+)</title>", shown.stdout)
    assert found, shown.stderr[-400:]
    assert int(found[1]) <= width
