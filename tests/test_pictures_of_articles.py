"""Pictures of articles: found beside their page and nowhere else, put on the shelf; words and a notice where there is none."""

from __future__ import annotations

import base64
import io
import os
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import pytest
from PIL import Image as Pillow

import convert
import convert.model as m
from convert.formats import Source
from convert.limits import LIMITS
from convert.notices import Notice
from convert.pictures import NoPicture, brought_in, load, prepare
from convert.walk import walk
from tests.specimen import par


def png(colour: str = "red", size: tuple[int, int] = (30, 20)) -> bytes:
    target = io.BytesIO()
    Pillow.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def article(*addresses: str, url: str = "") -> m.Article:
    return m.Article(title="T", url=url, body=tuple(m.Figure(m.Image(address, f"words {n}")) for n, address in enumerate(addresses)))


def shown(found: m.Article) -> list[str]:
    return [node.src for node in walk(found) if isinstance(node, m.Image)]


def page(folder: Path, *addresses: str) -> Path:
    """A Markdown page in ``folder`` that shows what is at ``addresses``."""
    path = folder / "page.md"
    path.write_text("# T\n\nWords.\n\n" + "".join(f"![words]({address})\n\n" for address in addresses), encoding="utf-8")
    return path


def read(path: Path) -> tuple[m.Article, list[Notice]]:
    told: list[Notice] = []
    (found,) = convert.read(path, notify=told.append)
    return found, told


# --- where they are found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("harbour.png", "harbour.png"),
        ("harbour.png", "./harbour.png"),
        ("page_files/harbour.png", "page_files/harbour.png"),
        ("A page_files/harbour 1.png", "A%20page_files/harbour%201.png"),
        ("harbour.png", "harbour.png?w=300&amp;h=200"),
        ("harbour.png?w=300", "harbour.png%3Fw=300"),
        ("harbour.png?w=300", "harbour.png?w=300"),
        ("harbour.png", "harbour.png#top"),
        ("100%25.png", "100%2525.png"),
        ("a/b/c/harbour.png", "a/b/../b/c/harbour.png"),
        ("Hafen – Übersicht.png", "Hafen%20%E2%80%93%20%C3%9Cbersicht.png"),
        (unicodedata.normalize("NFD", "Übersicht.png"), "%C3%9Cbersicht.png"),
        ("no-suffix", "no-suffix"),
        ("really-a-picture.html", "really-a-picture.html"),
        ("page_files/harbour.png", "./Old%20name_files/harbour.png"),
        ("page-Dateien/harbour 1.png", "Old-Dateien/harbour%201.png"),
    ],
)
def test_p1_a_picture_beside_its_page_comes_in(tmp_path: Path, file: str, address: str) -> None:
    place = tmp_path / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(png())
    found, told = read(page(tmp_path, address))
    assert told == []
    assert shown(found) == [picture.key for picture in found.pictures] == [prepare(png()).key]


@pytest.mark.parametrize("form", ["{}", "file://{}", "file://localhost{}"])
def test_a_whole_path_leads_below_the_page_too(tmp_path: Path, form: str) -> None:
    (tmp_path / "harbour.png").write_bytes(png())
    found, told = read(
        page(tmp_path, form.format(tmp_path / "harbour.png")) if form == "{}" else saved(tmp_path, form.format(tmp_path / "harbour.png"))
    )
    assert [notice for notice in told if notice.code.startswith("picture")] == []
    assert len(found.pictures) == 1


def saved(folder: Path, *addresses: str, head: str = "") -> Path:
    """A web page in ``folder``, long enough to be an article, that shows what is at ``addresses``."""
    words = "<p>" + "The tide went out past the harbour wall and left the boats leaning in the mud until the evening. " * 6 + "</p>"
    pictures = "".join(f'<figure><img src="{to}" alt="words"><figcaption>A caption.</figcaption></figure>{words}' for to in addresses)
    path = folder / "page.html"
    path.write_text(
        f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body><article><h1>T</h1>{words}{pictures}</article></body></html>",
        encoding="utf-8",
    )
    return path


CANONICAL = '<link rel="canonical" href="https://example.org/news/tide.html">'


def test_p1_the_pictures_of_a_page_saved_by_a_browser_come_in(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "harbour.png").write_bytes(png())
    path = saved(tmp_path, "./page_files/harbour.png", "page_files/gone.png", "/img/rooted.png", head=CANONICAL)
    found, told = read(path)
    assert len(found.pictures) == 1
    told.clear()
    pack = convert.pack([found], notify=told.append)
    assert [(notice.code, notice.count) for notice in told] == [("picture.remote", 2)]
    assert len(pack.pictures) == 1


def test_a_browser_saves_the_source_and_leaves_the_sizes_on_the_web(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "harbour.png").write_bytes(png())
    path = saved(
        tmp_path, 'page_files/harbour.png" srcset="https://example.org/h-800.png 800w, https://example.org/h-2000.png 2000w', head=CANONICAL
    )
    found, told = read(path)
    assert len(found.pictures) == 1, told


def test_p1_a_page_from_standard_input_or_the_web_reads_nothing_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "harbour.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    data = page(tmp_path, "harbour.png", str(tmp_path / "harbour.png"), (tmp_path / "harbour.png").as_uri()).read_bytes()
    for source in (Source("standard input", data), Source("x", data, url="https://example.org/x")):
        for found in convert.read(source, format="markdown"):
            assert found.pictures == ()
            assert convert.pack([found]).pictures == ()


# --- where they are not looked for ------------------------------------------------------------------------


def outside(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "pages"
    folder.mkdir()
    secret = tmp_path / "secret.png"
    secret.write_bytes(png("blue"))
    return folder, secret


OUTSIDE = [
    "../secret.png", "%2e%2e/secret.png", "%2E%2E%2Fsecret.png", "a/../../secret.png", "..%5Csecret.png", "{secret}", "{secret}?x",
    "../pages/../secret.png", "secret.png%00.png", "link.png", "folder/secret.png", "folder/../../secret.png",
    "{folder}-twin/secret.png", "../pages-twin/secret.png", ".", "..", "/", "", "//localhost{secret}",
]  # fmt: skip


@pytest.mark.parametrize("address", OUTSIDE)
@pytest.mark.parametrize("kind", ["md", "html", "json", "file"])
def test_p1_a_picture_outside_the_folder_of_its_page_is_not_read(tmp_path: Path, address: str, kind: str) -> None:
    folder, secret = outside(tmp_path)
    (tmp_path / "pages-twin").mkdir()
    (tmp_path / "pages-twin" / "secret.png").write_bytes(png("blue"))
    (folder / "a").mkdir()
    (folder / "link.png").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path)
    stated = address.format(secret=secret, folder=folder)
    if kind == "file":
        stated = f"file://{stated}"
    if kind == "json":
        path = folder / "page.json"
        path.write_bytes(convert.model.msgspec.json.encode(article(stated)))
    else:
        path = page(folder, stated) if kind == "md" else saved(folder, stated)
    told: list[Notice] = []
    found = convert.read(path, notify=told.append)
    pack = convert.pack(found, notify=told.append)
    assert pack.pictures == ()
    assert prepare(png("blue")).key not in convert.model.msgspec.json.encode(found).decode()
    if kind == "json":
        assert {notice.code for notice in told} <= {"picture.outside", "picture.missing", "picture.remote", "picture.refused"}
        assert len(told) == 1


def test_p1_the_canary_reaches_no_output(tmp_path: Path) -> None:
    folder, secret = outside(tmp_path)
    (folder / "link.png").symlink_to(secret)
    path = saved(folder, "../secret.png", "link.png", secret.as_uri(), str(secret))
    (folder / "canary.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{secret}" width="9" height="9"/></svg>'
    )
    for kind in ("epub", "docx", "html", "json"):
        target = tmp_path / f"out.{kind}"
        convert.convert([path, page(folder, "canary.svg")], target)
        names = [secret.name.encode(), str(tmp_path).encode(), b"IEND" if kind == "docx" else b"canary"]
        parts = [target.read_bytes()]
        if zipfile.is_zipfile(target):
            with zipfile.ZipFile(target) as archive:
                parts = [archive.read(name) for name in archive.namelist() if "cover" not in name]
        blue = prepare(png("blue")).where.partition(",")[2].encode()
        for part in parts:
            assert png("blue") not in part
            assert blue not in part
            assert not [name for name in names[:2] if name in part]


def test_p1_a_link_that_stays_below_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "harbour.png").write_bytes(png())
    (tmp_path / "img").symlink_to("store")
    (tmp_path / "harbour.png").symlink_to("store/harbour.png")
    found, told = read(page(tmp_path, "img/harbour.png", "harbour.png"))
    assert told == []
    assert len(found.pictures) == 1


def test_p3_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "zero.png").symlink_to("/dev/zero")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "loop.png").symlink_to("loop.png")
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(40_000_000_000)
    found, told = read(page(tmp_path, "pipe.png", "zero.png", "folder.png", "loop.png", "huge.png", "a" * 300 + ".png"))
    assert found.pictures == ()
    assert {notice.code for notice in told} == {"picture.refused", "picture.outside", "picture.limit", "picture.missing"}
    assert sum(notice.count for notice in told) == 6


# --- what is said -----------------------------------------------------------------------------------------


def test_many_pictures_on_the_web_are_one_notice_that_counts_and_names_them() -> None:
    told: list[Notice] = []
    addresses = [f"https://example.org/{n}.jpg" for n in range(300)]
    pack = convert.pack([article(*addresses, "//example.org/x.jpg"), article("x.jpg", url="https://example.org/")], notify=told.append)
    assert [(notice.kind, notice.code, notice.count) for notice in told] == [("lost", "picture.remote", 301), ("lost", "picture.remote", 1)]
    assert "https://example.org/0.jpg, https://example.org/1.jpg" in told[0].excerpt
    assert len(told[0].excerpt) < 300
    assert pack.articles[0].body[299] == m.Figure(caption=(m.Text("words 299"),))


def test_p11_a_broken_picture_is_its_words_and_a_notice(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(b"<!DOCTYPE html><p>404</p>")
    (tmp_path / "cut.png").write_bytes(png()[:40])
    (tmp_path / "speck.png").write_bytes(png(size=(1, 1)))
    found, told = read(page(tmp_path, "page.png", "cut.png", "speck.png", "gone.png"))
    assert found.pictures == ()
    assert found.body[1:] == (m.Figure(caption=(m.Text("words"),)),) * 4
    assert {notice.code: notice.kind for notice in told} == {
        "picture.format": "lost", "picture.broken": "lost", "picture.speck": "left-out", "picture.missing": "lost",
    }  # fmt: skip
    assert all(notice.source.endswith("page.md") and notice.article == "T" for notice in told)


def test_words_stand_for_a_picture_wherever_it_is() -> None:
    body = (
        m.Figure(m.Image("gone", "a mill"), (m.Text("The mill."),)),
        m.Figure(m.Image("gone", "a mill")),
        m.Paragraph((m.Text("See "), m.Image("gone", "a mill"), m.Text(" there."))),
        m.Embed("video", "https://example.org/v", "A film", m.Image("gone")),
        m.Paragraph((m.Image("gone"),)),
        m.Figure(m.Image("gone")),
    )
    told: list[Notice] = []
    pack = convert.pack([m.Article(title="T", body=body, lead=m.Figure(m.Image("gone"), (m.Text("Lead."),)))], notify=told.append)
    made = pack.articles[0]
    assert made.lead == m.Figure(None, (m.Text("Lead."),))
    assert made.body[:2] == (m.Figure(None, (m.Text("The mill."),)), m.Figure(None, (m.Text("a mill"),)))
    assert convert.walk.plain_text(made.body[2]) == "See a mill there."
    assert made.body[3:] == (m.Embed("video", "https://example.org/v", "A film"),)
    assert [(notice.code, notice.count) for notice in told if notice.kind == "lost"] == [("picture.missing", 1)]


# --- how they are held ------------------------------------------------------------------------------------


def test_p11_the_same_picture_is_stored_once_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png())
    inside = "data:image/png;base64," + base64.b64encode(png()).decode()
    first, _ = read(page(tmp_path, "one.png", "two.png", inside))
    pack = convert.pack([first, article(inside)])
    assert len(pack.pictures) == 1
    assert len({src for one in pack.articles for src in shown(one)}) == 1


def test_pictures_lie_in_files_until_they_are_written(tmp_path: Path) -> None:
    inside = "data:image/png;base64," + base64.b64encode(png()).decode()
    found, _ = read(page(tmp_path, inside))
    (picture,) = found.pictures
    assert Path(picture.where).is_file()
    assert load(picture) == load(prepare(png()))
    assert inside not in convert.model.msgspec.json.encode(found).decode()


def test_a_conversion_leaves_no_picture_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class Recorded(tempfile.TemporaryDirectory):  # type: ignore[type-arg]
        def __init__(self, **options: object) -> None:
            super().__init__(**options)
            made.append(self.name)

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Recorded)
    (tmp_path / "one.png").write_bytes(png())
    convert.convert(page(tmp_path, "one.png"), tmp_path / "out.epub")
    assert made
    assert not any(Path(folder).exists() for folder in made)


def test_a_find_of_ones_own_brings_in_what_it_has() -> None:
    def find(address: str) -> bytes | None:
        if address == "refused":
            raise NoPicture("not this one", code="picture.refused")
        return {"a": png(), "b": png("blue")}.get(address)

    told: list[Notice] = []
    known = prepare(png("green"))
    given = article("a", "b", "later", "refused", known.key, "a")
    made = brought_in(given, find, told.append, known={known.key})
    assert shown(made) == [prepare(png()).key, prepare(png("blue")).key, "later", known.key, prepare(png()).key]
    assert len(made.pictures) == 2
    assert [(notice.code, notice.excerpt) for notice in told] == [("picture.refused", "refused")]
    assert brought_in(made, find, told.append, known={known.key}) == made


def test_no_more_pictures_are_held_than_are_worked_on() -> None:
    looked: list[str] = []
    gone: list[int] = []

    def find(address: str) -> bytes | None:
        looked.append(address)
        gone.append(len(looked))
        return png(size=(30, 20 + len(looked)))

    made = brought_in(article(*(f"p{n}" for n in range(40))), find, gone.append)  # type: ignore[arg-type]
    assert looked == [f"p{n}" for n in range(40)]
    assert [picture.height for picture in made.pictures] == list(range(21, 61))


def test_p3_one_picture_too_large_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(png())
    (tmp_path / "large.png").write_bytes(png() + b"\0" * LIMITS.picture_bytes)
    found, told = read(page(tmp_path, "large.png", "one.png"))
    assert len(found.pictures) == 1
    assert [notice.code for notice in told] == ["picture.limit"]


def test_p3_pictures_that_take_too_long_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from convert.pictures import _brought

    monkeypatch.setattr(_brought, "LIMITS", convert.model.msgspec.structs.replace(LIMITS, pictures_seconds=-1))
    told: list[Notice] = []
    made = brought_in(article("a", "b", "c"), lambda address: png(), told.append)
    assert made.pictures == ()
    assert [(notice.code, notice.count) for notice in told] == [("picture.limit", 3)]


def test_an_article_without_pictures_is_not_touched() -> None:
    bare = m.Article(title="T", body=(par("x"),))
    assert brought_in(bare, lambda address: None, print) is bare  # type: ignore[arg-type]


# --- where they stand -------------------------------------------------------------------------------------


def test_a_photograph_among_words_is_a_figure_between_paragraphs_and_an_icon_stays() -> None:
    photo, icon = prepare(png(size=(300, 200))), prepare(png("blue", (24, 24)))
    shown_photo, shown_icon = m.Image(photo.key, "a mill"), m.Image(icon.key, "a mark")
    linked = m.Link("https://example.org/mill", (shown_photo,))
    zoomed = m.Link("https://example.org/mill-large.jpg?w=2000", (shown_photo,))
    said = m.Paragraph(
        (m.Text("One "), shown_icon, m.Text(" two."), m.LineBreak(), shown_photo, m.LineBreak(), m.Text("Three."), linked, zoomed), id="p"
    )
    cell = m.Table(rows=((m.Cell((m.Paragraph((shown_photo,)),)),),))
    body = (
        said,
        m.Paragraph((shown_icon,)),
        cell,
        m.Heading(1, (m.Text("H "), shown_photo)),
        m.Paragraph((m.Link("#p", (m.Text("up"),)),)),
    )
    pack = convert.pack([m.Article(title="T", body=body)], pictures=(photo, icon))
    made = pack.articles[0].body
    assert made[:5] == (
        m.Paragraph((m.Text("One "), shown_icon, m.Text(" two.")), id="a0001-1"),
        m.Figure(shown_photo),
        m.Paragraph((m.Text("Three."),)),
        m.Figure(shown_photo, (m.Link("https://example.org/mill", (m.Text("a mill"),)),)),
        m.Figure(shown_photo),
    )
    assert made[5] == m.Figure(shown_icon)
    assert isinstance(made[6], m.Table) and made[6].rows[0][0].children == (m.Figure(shown_photo),)
    assert isinstance(made[7], m.Heading) and made[7].children[1] == shown_photo
