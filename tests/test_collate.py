"""Reading written files back: what is there is counted, what is not is a notice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.collate import FORMATS, collate, original, tally, witnesses
from convert.notices import Counts, Notice, Report
from tests.specimen import PACKS, par, picture, specimen, text
from tests.test_contract import written
from tests.trees import ARTICLES

NAMES = Counts.__struct_fields__
EBOOKS = [name for name in FORMATS if name != "pdf"]


def read_back(pack: m.Pack, name: str, data: bytes) -> tuple[list[dict[str, int | None]], list[Notice]]:
    notices: list[Notice] = []
    found = collate(pack, name, io.BytesIO(data), f"pack.{name}", notices.append)
    assert found is not None, notices
    return [msgspec.structs.asdict(counts) for counts in found], notices


def counted(pack: m.Pack) -> list[dict[str, int]]:
    return [msgspec.structs.asdict(tally(original(article))) for article in pack.articles]


def test_what_counts_as_the_articles_own() -> None:
    note = m.Note((par("A note."), par("Its second paragraph.")))
    article = m.Article(
        title="Not counted",
        subtitle="Neither",
        authors=("Nobody",),
        lead=m.Figure(m.Image("k", "alt"), text("Lead caption"), text("Credit")),
        body=(
            par("Three words here", note, " and ", m.Link("https://e.org", text("a link")), m.Math(tex="x^2")),
            m.List(((par("an item"),),)),
            par("* * *"),
            m.Embed("video", "https://e.org/v", "Ebb"),
            m.Table(rows=((m.Cell((par("cell"),)),),), caption=text("Landings")),
        ),
    )
    assert tally(original(article)) == Counts(words=3 + 6 + 5 + 2 + 1 + 2, paragraphs=1, pictures=1, captions=2, tables=1, notes=1, links=2)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_missing(pack: str, name: str) -> None:
    found, notices = read_back(PACKS[pack](), name, written(name, PACKS[pack](), "classic"))
    assert notices == []
    assert found == counted(PACKS[pack]())


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(articles=st.lists(ARTICLES, min_size=10, max_size=12))
def test_any_tree_is_found_again(articles: list[m.Article]) -> None:
    pack = convert.pack(articles, cover=False)
    for name in EBOOKS:
        found, notices = read_back(pack, name, written(name, pack, "classic"))
        assert notices == []
        assert found == counted(pack)


def edited(data: bytes, change: Callable[[str], str], member: str) -> bytes:
    """The archive ``data`` with the text of its files whose name ends in ``member`` changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as fresh:
        for name in archive.namelist():
            inside = archive.read(name)
            fresh.writestr(name, change(inside.decode()).encode() if name.endswith(member) else inside)
    return target.getvalue()


LOSSES = [
    ("epub", "a0001.xhtml", r"<blockquote>.*?</blockquote>", "", {"words"}),
    ("epub", "a0001.xhtml", r"<p>By six .*?</p>", "", {"words", "paragraphs"}),
    ("epub", "a0001.xhtml", r"<figcaption>.*?</figcaption>", "", {"words", "captions"}),
    ("epub", "a0001.xhtml", r'<img src="[^"]*" alt="a small mark"/>', "", {"pictures"}),
    ("epub", "a0001.xhtml", r"<table.*?</table>", "", {"words", "tables", "captions"}),
    ("epub", "a0001.xhtml", r"<aside.*?</aside>", "", {"words", "notes"}),
    ("epub", "a0001.xhtml", r'<a href="mailto:[^"]*">(.*?)</a>', r"\1", {"links"}),
    ("docx", "document.xml", r"<w:footnoteReference [^>]*/>", "", {"words", "notes"}),
    ("docx", "document.xml", r'<w:drawing>(?:(?!</w:drawing>).)*descr="a small mark".*?</w:drawing>', "", {"pictures"}),
    ("docx", "document.xml", r"By six the auction is over\.", "", {"words"}),
    ("docx", "document.xml", r"<w:hyperlink [^>]*>(<w:r>(?:(?!w:hyperlink).)*?an address.*?)</w:hyperlink>", r"\1", {"links"}),
]


@pytest.mark.parametrize(("name", "member", "pattern", "instead", "lost"), LOSSES)
def test_what_is_lost_in_a_file_is_a_notice(name: str, member: str, pattern: str, instead: str, lost: set[str]) -> None:
    def without(page: str) -> str:
        changed, times = re.subn(pattern, instead, page, count=1, flags=re.DOTALL)
        assert times == 1
        return changed

    pack = specimen()
    found, notices = read_back(pack, name, edited(written(name, pack, "classic"), without, member))
    assert {notice.code for notice in notices} == {f"output.{what}" for what in lost}
    assert all(notice.lossy and notice.kind == "lost" and notice.source == f"pack.{name}" for notice in notices)
    assert {notice.article for notice in notices} == {pack.articles[0].title}
    for notice in notices:
        what = notice.code.removeprefix("output.")
        assert f"{counted(pack)[0][what]} {what} in, {found[0][what]} out" in notice.message


def test_what_stands_there_twice_is_a_notice() -> None:
    pack = specimen()
    data = edited(written("epub", pack, "classic"), lambda page: re.sub(r"(<p>By six .*?</p>)", r"\1\1", page, count=1), "a0001.xhtml")
    _, notices = read_back(pack, "epub", data)
    assert [(notice.kind, notice.code) for notice in notices] == [("replaced", "output.words"), ("replaced", "output.paragraphs")]


def test_an_article_that_is_not_there_is_named() -> None:
    pack = specimen()
    gone = {article.id for article in pack.articles[1:2]}
    data = edited(written("epub", pack, "classic"), lambda page: page.replace('epub:type="chapter"', ""), f"{gone.pop()}.xhtml")
    found, notices = read_back(pack, "epub", data)
    assert [(notice.code, notice.article) for notice in notices] == [("output.article", pack.articles[1].title)]
    assert found[1]["words"] == 0 and found[2] == counted(pack)[2]


@pytest.mark.parametrize("name", EBOOKS)
def test_a_file_that_cannot_be_read_back_is_a_notice(name: str) -> None:
    notices: list[Notice] = []
    data = written(name, specimen(), "classic")
    assert collate(specimen(), name, io.BytesIO(data[: len(data) // 20]), "cut", notices.append) is None or notices
    assert {notice.kind for notice in notices} == {"lost"}


def test_formats_without_marks_of_articles_are_not_counted() -> None:
    notices: list[Notice] = []
    for name in ("markdown", "text"):
        assert collate(specimen(), name, io.BytesIO(written(name, specimen(), "classic")), name, notices.append) is None
    assert notices == []


def test_words_broken_by_a_line_end_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = specimen()
    data = edited(written("epub", pack, "classic"), lambda page: page.replace("polystyrene", "poly<br/>styrene"), "a0001.xhtml")
    found, notices = read_back(pack, "epub", data)
    assert (found[0]["words"], notices) == (None, [])


def test_articles_are_read_one_at_a_time() -> None:
    for name in ("epub", "docx"):
        coming = witnesses(name, io.BytesIO(written(name, specimen(), "classic")))
        assert [next(coming).title for _ in specimen().articles] == [article.title for article in specimen().articles]


@given(ARTICLES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_counted_in_the_json_is_what_a_walk_finds(article: m.Article) -> None:
    quoting = par('{"type":"Link","href":', m.Link("https://example.org/", text('"Image"')))
    for told in (article, msgspec.structs.replace(article, lead=None, body=(quoting, par("a")))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(import_module("convert.collate.original"), "json_of", lambda roots: b"")
            walked = original(told)
        assert original(told) == walked


@pytest.mark.parametrize(
    ("options", "checked"), [({}, False), ({"check": True}, True), ({"report": True}, True), ({"report": True, "check": False}, False)]
)
def test_when_files_are_read_back(options: dict[str, bool], checked: bool, tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    convert.write(PACKS["smallest"](), source)
    words: dict[str, object] = options | ({"report": tmp_path / "report.json"} if "report" in options else {})
    done = convert.convert(source, [tmp_path / "a.epub", tmp_path / "a.txt"], **words)  # type: ignore[arg-type]
    assert [output.found is not None for output in done.outputs] == [checked, False]
    if "report" in options:
        assert msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report) == done


def test_a_drawing_that_word_cannot_show_is_a_picture_less() -> None:
    drawing = m.Picture(key="d" * 64, media="image/svg+xml", width=10, height=10, where="data:image/svg+xml,<svg/>")
    pack = convert.pack(
        [m.Article(title="T", body=(par("See ", m.Image("d" * 64, "a plan of it")),))], cover=False, pictures=(drawing, picture())
    )
    _, notices = read_back(pack, "docx", written("docx", pack, "classic"))
    assert [notice.code for notice in notices] == ["output.pictures"]
