"""A long pack is set in parts: bound together they are what the whole would be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

pikepdf = pytest.importorskip("pikepdf")

import convert  # noqa: E402
import convert.model as m  # noqa: E402
from convert.collate import collate  # noqa: E402
from convert.errors import WriteError  # noqa: E402
from convert.limits import LIMITS  # noqa: E402
from convert.notices import Notice  # noqa: E402
from convert.writers._pdf import job, parts  # noqa: E402
from tests.checkers import needs, pdf, verapdf  # noqa: E402
from tests.specimen import arabic, bare, english, german, hebrew, par, picture, right_to_left, text  # noqa: E402

READS_TEXT = pytest.mark.skipif(bool(pdf.text_available()), reason=pdf.text_available() or "available")


@cache
def sectioned() -> m.Pack:
    """Articles of many kinds in two sections, one that leads to another, with every block and notes."""
    leading = m.Article(
        title="Leads on",
        language="en",
        body=(par("See ", m.Link("https://coast.example.org/ar/bread", text("the bread")), "."), m.Heading(1, text("A heading"))),
    )
    sections = [m.Section("The coast", (leading, english(), bare())), m.Section("Elsewhere", (arabic(), hebrew(), german(), bare()))]
    pictures = (picture(), picture("PNG", (60, 40), "RGBA"))
    return convert.pack(sections, title="In parts", created="2026-03-16", pictures=pictures)


GIVEN = {"sectioned": sectioned, "right-to-left": right_to_left}


@cache
def printed(name: str, weight: int) -> tuple[bytes, tuple[Notice, ...]]:
    target, notices = io.BytesIO(), list[Notice]()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "_WEIGHT", weight)
        convert.write(GIVEN[name](), target, format="pdf", notify=notices.append)
    return target.getvalue(), tuple(notices)


IN_PARTS, WHOLE = 2_500, 10_000_000


@pytest.mark.parametrize("weight", [500, 2_500, 6_000, 10_000_000])
def test_every_article_stands_in_one_part(weight: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_WEIGHT", weight)
    made = parts.divided(sectioned())
    assert [article for part in made for article in part.articles] == list(sectioned().articles)
    assert [section.title for part in made for section in part.sections if section.title] == ["The coast", "Elsewhere"]
    assert [part.front for part in made] == [True] + [False] * (len(made) - 1)
    assert [part.back for part in made] == [False] * (len(made) - 1) + [True]
    assert (len(made) == 1) == (weight == WHOLE)


def test_what_a_pack_has_decides_how_it_is_divided() -> None:
    plain = convert.pack([bare()] * 3, title="Plain", cover=False, contents=0)
    (part,) = parts.divided(plain)
    assert part.front and part.back and part.articles == plain.articles


@READS_TEXT
@pytest.mark.parametrize("name", GIVEN)
def test_the_pages_say_what_those_of_the_whole_say(name: str, tmp_path: Path) -> None:
    said = []
    for weight in (IN_PARTS, WHOLE):
        path = tmp_path / f"{weight}.pdf"
        path.write_bytes(printed(name, weight)[0])
        said.append([(word.text, round(word.left), round(word.top)) for word in pdf.words(path)])
    assert said[0] == said[1]


@pytest.mark.parametrize("name", GIVEN)
def test_the_outline_and_the_links_lead_where_those_of_the_whole_lead(name: str) -> None:
    bound, whole = (pikepdf.open(io.BytesIO(printed(name, weight)[0])) for weight in (IN_PARTS, WHOLE))
    with bound, whole:
        assert list(marks(bound)) == list(marks(whole))
        assert sorted(leads(bound)) == sorted(leads(whole))
        assert len(list(leads(bound))) > 3


def numbers(document: pikepdf.Pdf) -> dict[object, int]:
    return {page.obj.objgen: number for number, page in enumerate(document.pages)}


def marks(document: pikepdf.Pdf) -> Iterator[tuple[int, str, int, int]]:
    """Depth, words, page and height of each entry of the outline."""
    number = numbers(document)

    def below(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str, int, int]]:
        for item in items:
            yield depth, item.title, number[item.destination[0].objgen], round(float(item.destination[3]))
            yield from below(item.children, depth + 1)

    with document.open_outline() as outline:
        yield from below(list(outline.root), 0)


def leads(document: pikepdf.Pdf) -> Iterator[tuple[int, int, int]]:
    """The page of each link within the document, and the page and height it leads to."""
    number, listed = numbers(document), document.Root.Names.Dests.Names
    named = {str(listed[at]): listed[at + 1] for at in range(0, len(listed), 2)}
    assert [str(listed[at]) for at in range(0, len(listed), 2)] == sorted(named)
    for page in document.pages:
        for annotation in page.obj.get("/Annots", ()):
            if "/Dest" in annotation:
                place = named[str(annotation.Dest)]
                yield number[page.obj.objgen], number[place[0].objgen], round(float(place[3]))


def test_no_two_tags_have_one_id_and_each_stands_on_a_page_that_is_there() -> None:
    with pikepdf.open(io.BytesIO(printed("sectioned", IN_PARTS)[0])) as document:
        pages, ids, heads = numbers(document), list[str](), list[str]()
        pending = list(document.Root.StructTreeRoot.K)
        while pending:
            element = pending.pop()
            if isinstance(element, pikepdf.Dictionary) and "/S" in element:
                assert "/Pg" not in element or element.Pg.objgen in pages
                ids += [str(element.ID)] if "/ID" in element else []
                heads += map(str, element.get("/A", {}).get("/Headers", ()) if isinstance(element.get("/A"), pikepdf.Dictionary) else ())
                kids = element.get("/K", [])
                pending += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        assert ids and len(ids) == len(set(ids))
        assert heads and set(heads) <= set(ids)


@pytest.mark.parametrize("name", GIVEN)
def test_nothing_is_missing_when_it_is_read_back(name: str) -> None:
    data, told = printed(name, IN_PARTS)
    notices = list(told)
    collate(GIVEN[name](), "pdf", io.BytesIO(data), "x", notices.append)
    assert notices == []


@needs(pdf)
@pytest.mark.parametrize("name", GIVEN)
def test_the_whole_is_pdf_ua(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bound.pdf"
    path.write_bytes(printed(name, IN_PARTS)[0])
    assert pdf.check([path]) == []
    if not verapdf.available():
        assert verapdf.check([path], "ua1") == []


def test_p13_the_same_pack_is_the_same_bytes() -> None:
    first = printed("right-to-left", IN_PARTS)[0]
    printed.cache_clear()
    assert printed("right-to-left", IN_PARTS)[0] == first


@pytest.mark.parametrize(("limit", "said"), [({"render_seconds": 0}, "not ready"), ({"render_memory": 80_000_000}, "memory")])
def test_p3_a_part_that_fails_fails_the_whole_and_leaves_nothing(
    limit: dict[str, int], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(parts, "_WEIGHT", IN_PARTS)
    tight = msgspec.structs.replace(LIMITS, **limit)
    monkeypatch.setattr("convert.writers.pdf.LIMITS", tight)
    monkeypatch.setattr(job, "LIMITS", tight)
    target = io.BytesIO()
    with pytest.raises(WriteError, match=said):
        convert.write(sectioned(), target, format="pdf")
    assert target.getvalue() == b""
    assert list(tmp_path.iterdir()) == []
