"""The DOCX writer: valid, complete, accessible, inert, the same bytes each time; and what Word is told beside the text."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import msgspec
import pytest
from lxml import etree

import convert.model as m
from convert.assemble import pack
from convert.notices import Notice
from convert.profile import load_profile
from convert.roles import ROLES
from convert.theme import load_theme
from convert.walk import plain_text, walk
from convert.writers._word.math import omml
from convert.writers._word.text import directions, word_language
from convert.writers.docx import write
from tests.checkers import libreoffice, ooxml
from tests.specimen import PACKS, par, picture, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

each_pack = pytest.mark.parametrize("name", PACKS)
checked = pytest.mark.skipif(bool(ooxml.available()), reason=ooxml.available() or "never")


def written(packed: m.Pack, notices: list[Notice] | None = None, page: str = "") -> bytes:
    target = io.BytesIO()
    write(packed, load_theme("classic"), load_profile("default", page=page), target, (notices if notices is not None else []).append)
    return target.getvalue()


def of(*blocks: m.Block, **article: object) -> m.Pack:
    """A pack of one article that holds ``blocks``."""
    told: dict[str, object] = {"title": "A title", "language": "en", **article}
    return pack([m.Article(body=blocks, **told)], cover=False, contents=0, pictures=(picture(),))  # type: ignore[arg-type]


@cache
def made(name: str) -> bytes:
    return written(PACKS[name]())


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def said(element: etree._Element) -> str:
    ends = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(ends.get(node.tag, node.text or "") for node in element.iter(f"{W}t", f"{MATH}t", *ends))


def style(paragraph: etree._Element) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def styled(data: bytes, name: str) -> list[str]:
    return [said(paragraph).strip() for paragraph in part(data).iter(f"{W}p") if style(paragraph) == name]


def value(element: etree._Element, path: str) -> str | None:
    found = element.find(path.replace("w:", W))
    return None if found is None else found.get(f"{W}val")


# --- the format's own checkers --------------------------------------------------------------------


@checked
@each_pack
def test_the_format_s_checkers_find_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(made(name))
    assert ooxml.check([path]) == []


AWKWARD: dict[str, Callable[[], m.Pack]] = {
    "deep quotes": lambda: of(nested(lambda inside: m.Quote((inside,)), 40)),
    "deep lists": lambda: of(nested(lambda inside: m.List(((par("item"), inside),), ordered=True), 40)),
    "tables in tables": lambda: of(nested(lambda inside: m.Table(rows=((m.Cell((inside,)), m.Cell((par("x"),))),)), 8)),
    "a note in a note": lambda: of(par("A", m.Note((par("outer", m.Note((par("inner"), m.Rule()))),)))),
    "a note that begins with a table": lambda: of(par("A", m.Note((m.Table(rows=((m.Cell((par("cell"),)),),)),)))),
    "notes everywhere": lambda: of(
        m.Heading(1, (m.Text("Head"), m.Note((par("one"),)))),
        m.Table(rows=((m.Cell((par("cell", m.Note((par("two", m.Image(picture().key)),))),)),),), caption=(m.Note((par("three"),)),)),
        m.Figure(None, (m.Text("said"), m.Note((par("four"),)))),
    ),
    "an empty cell, an empty item": lambda: of(m.Table(rows=((m.Cell(()), m.Cell((par("x"),))),)), m.List(((), (par("x"),)))),
    "a list as the last block": lambda: of(par("x"), m.List(((par("y"),),))),
    "a table as the last block": lambda: of(m.Table(rows=((m.Cell((par("x"),)),),))),
    "text that looks like markup": lambda: of(par('<w:p/> & "quoted" ]]> &amp;'), title='<b> & "x"', authors=("A <b@example.org>",)),
    "a very long title": lambda: of(par("x"), title="word " * 90),
    "sections": lambda: sectioned(),
    "a code block in an item": lambda: of(m.List(((m.CodeBlock("a\n\tb"), par("after")),))),
    "a link to a block": lambda: of(
        m.List(((par("x", id="here"),),), id="there"), par(m.Link("#here", text("go")), m.Link("#there", text("on")))
    ),
}


def nested(around: Callable[[m.Block], m.Block], times: int) -> m.Block:
    inside: m.Block = par("innermost")
    for _ in range(times):
        inside = around(inside)
    return inside


def sectioned() -> m.Pack:
    plain = PACKS["specimen"]()
    first, *rest = plain.articles
    return msgspec.structs.replace(plain, sections=(m.Section("Sea", (first,)), m.Section("Land", tuple(rest))), contents=3)


@checked
@pytest.mark.parametrize("name", AWKWARD)
def test_p12_awkward_trees_are_valid_too(name: str, tmp_path: Path) -> None:
    packed, path = AWKWARD[name](), tmp_path / "awkward.docx"
    path.write_bytes(written(packed))
    assert ooxml.check([path]) == []
    assert lost(packed, path.read_bytes()) == []


# --- nothing lost -----------------------------------------------------------------------------------


def spoken(packed: m.Pack) -> Counter[str]:
    """The words of a pack; formulas, which are drawn, apart."""
    counted = Counter[str]()
    for article in packed.articles:
        for node in walk(article):
            if isinstance(node, (m.Text, m.Code, m.CodeBlock)):
                counted.update(re.findall(r"\w+", node.text))
    return counted


def lost(packed: m.Pack, data: bytes) -> list[str]:
    shown = Counter(
        re.findall(r"\w+", " ".join(said(p) for name in ("document", "footnotes") for p in part(data, f"word/{name}.xml").iter(f"{W}r")))
    )
    return [word for word, times in spoken(packed).items() if shown[word] < times]


@each_pack
def test_p2_every_word_is_in_the_document(name: str) -> None:
    assert lost(PACKS[name](), made(name)) == []


@pytest.mark.skipif(bool(libreoffice.available()), reason=libreoffice.available() or "never")
def test_p2_every_word_comes_back_out_of_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "specimen.docx"
    path.write_bytes(made("specimen"))
    shown = libreoffice.text(path)
    notes = {
        word for node in walk(*PACKS["specimen"]().articles) if isinstance(node, m.Note) for word in re.findall(r"\w+", plain_text(node))
    }
    assert [word for word in spoken(PACKS["specimen"]()) if word not in shown and word not in notes] == []


def test_a_drawing_word_cannot_show_becomes_its_words_and_a_notice() -> None:
    svg = m.Picture(key="0" * 64, media="image/svg+xml", width=10, height=10, where="data:image/svg+xml;base64,PHN2Zy8+")
    packed = pack([m.Article(title="T", body=(m.Figure(m.Image(svg.key, "a plan of the quay")),))], pictures=(svg,))
    notices: list[Notice] = []
    data = written(packed, notices)
    assert "a plan of the quay" in styled(data, "Figure")
    assert [notice.code for notice in notices] == ["picture.svg"]


@pytest.mark.parametrize(
    "tex", [r"\frac{a}{b}", r"\sqrt{x}", r"\sqrt[3]{x}", r"\sum_i i", r"x_i^2", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}"]
)
@checked
def test_formulas_are_formulas(tex: str, tmp_path: Path) -> None:
    path = tmp_path / "formula.docx"
    path.write_bytes(written(of(par("So ", m.Math(tex=tex), "."), m.MathBlock(tex=tex))))
    assert len(list(part(path.read_bytes()).iter(f"{MATH}oMath"))) == 2
    assert ooxml.check([path]) == []


@pytest.mark.parametrize(
    "tex, mathml", [("{", ""), ("", "<math"), ("", '<!DOCTYPE math [<!ENTITY a "b">]><math>&a;</math>'), ("", "<svg/>")]
)
def test_a_formula_that_cannot_be_set_is_its_words_and_a_notice(tex: str, mathml: str) -> None:
    assert omml(tex, mathml, False) == ""
    notices: list[Notice] = []
    data = written(of(par("So ", m.Math(tex=tex, mathml=mathml, text="said aloud"))), notices)
    assert "said aloud" in said(part(data))
    assert [notice.code for notice in notices] == ["math.text"]


# --- the same bytes -----------------------------------------------------------------------------------


def test_p13_another_process_with_another_hash_seed_writes_the_same_bytes() -> None:
    script = (
        "import sys\nfrom tests.specimen import specimen\nfrom tests.test_docx import written\nsys.stdout.buffer.write(written(specimen()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    root = Path(__file__).parent.parent
    fresh = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment, cwd=root).stdout
    assert fresh == made("specimen")


# --- what a screen reader and a library need ------------------------------------------------------------


@each_pack
def test_every_picture_says_what_it_shows(name: str) -> None:
    shown = list(part(made(name)).iter(f"{WP}docPr"))
    assert all(picture.get("descr") for picture in shown)
    assert len({picture.get("id") for picture in shown}) == len(shown)


def test_a_picture_is_stored_once_and_fits_the_text_block() -> None:
    data = made("specimen")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        media = [entry for entry in archive.namelist() if entry.startswith("word/media/")]
    extents = [int(extent.get("cx")) / 12_700 for extent in part(data).iter(f"{WP}extent")]
    assert len(media) == 2
    assert len(extents) > 3 and max(extents) <= 346.5


def test_tables_repeat_their_heads_and_name_themselves() -> None:
    tables = list(part(made("specimen")).iter(f"{W}tbl"))
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert rows[-1].find(f"{W}trPr/{W}tblHeader") is None
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in rows:
            assert sum(int(value(cell, "w:tcPr/w:gridSpan") or 1) for cell in row.findall(f"{W}tc")) == columns
    assert value(tables[0], "w:tblPr/w:tblCaption") == "Landings by port, in tonnes"
    assert [value(cell, "w:tcPr/w:vMerge") for cell in tables[0].iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}vMerge") is not None] == [
        "restart", None, "restart", None,
    ]  # fmt: skip


def test_a_paragraph_parts_two_tables_that_word_would_take_for_one() -> None:
    table = m.Table(rows=((m.Cell((par("a"),)), m.Cell((par("b"),))),))
    body = part(written(of(table, table))).find(f"{W}body")
    assert body is not None
    names = [child.tag.rpartition("}")[2] for child in body]
    first = names.index("tbl")
    assert names[first : first + 3] == ["tbl", "p", "tbl"]


@each_pack
def test_headings_do_not_skip_a_level(name: str) -> None:
    levels = [int(style(p)[-1]) for p in part(made(name)).iter(f"{W}p") if re.fullmatch(r"Heading\d", style(p))]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@each_pack
def test_the_document_says_what_it_is(name: str) -> None:
    packed = PACKS[name]()
    properties = docx.Document(io.BytesIO(made(name))).core_properties
    assert properties.title == packed.title
    assert properties.language == packed.language
    assert properties.identifier == packed.identifier
    assert "python-docx" not in (properties.author + properties.last_modified_by + properties.comments)
    if packed.created:
        assert properties.created.isoformat() == properties.modified.isoformat() == packed.created.removesuffix("Z") + "+00:00"


def test_p9_a_title_past_the_longest_property_is_cut_there_and_nowhere_else() -> None:
    long = "a title that does not end " * 15
    packed = pack([m.Article(title="T", body=(par("x"),))], title=long)
    data = written(packed)
    assert len(docx.Document(io.BytesIO(data)).core_properties.title) <= 255
    assert styled(data, "Title") == [packed.title]


# --- links, notes, contents -------------------------------------------------------------------------


@each_pack
def test_p8_what_points_outside_is_a_link_to_the_web_or_to_a_mailbox(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(name))) as archive:
        relations = [row for entry in archive.namelist() if entry.endswith(".rels") for row in etree.fromstring(archive.read(entry))]
    outside = [row for row in relations if row.get("TargetMode") == "External"]
    assert all(row.get("Type").endswith("/hyperlink") for row in outside)
    assert all(re.match(r"(https?://|mailto:)", row.get("Target")) for row in outside)
    assert not any(re.search(r"oleObject|attachedTemplate|frame|vbaProject|control", row.get("Type")) for row in relations)


def test_links_are_real() -> None:
    data = made("specimen")
    links = {said(link): link for link in part(data).iter(f"{W}hyperlink")}
    targets = {row.get("Id"): row.get("Target") for row in part(data, "word/_rels/document.xml.rels")}
    assert targets[links["a link"].get(f"{R}id")] == "https://example.org/a?b=c&d=e"
    assert targets[links["an address"].get(f"{R}id")] == "mailto:desk@example.org"
    assert links["Siehe auch den Hafen"].get(f"{W}anchor") == "a0001"


@each_pack
def test_p9_bookmarks_are_ours_unique_and_all_there(name: str) -> None:
    document = part(made(name))
    marks = list(document.iter(f"{W}bookmarkStart"))
    names = [mark.get(f"{W}name") for mark in marks]
    assert len(set(names)) == len(names) == len({mark.get(f"{W}id") for mark in marks})
    assert all(re.fullmatch(r"_?a\d{4,}(_h?\d+)?", mark) for mark in names)
    assert {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")} - {None} <= set(names)
    fields = [field.get(f"{W}instr") for field in document.iter(f"{W}fldSimple")]
    assert {field.split()[1] for field in fields if "PAGEREF" in field} <= set(names)


def test_p8_an_address_no_reader_should_open_is_plain_text() -> None:
    notices: list[Notice] = []
    packed = of(par("x"))
    article = msgspec.structs.replace(packed.articles[0], body=(par(m.Link("javascript:alert(1)", text("press"))),))
    data = written(msgspec.structs.replace(packed, sections=(m.Section("", (article,)),)), notices)
    assert "press" in said(part(data))
    assert b"javascript" not in b"".join(etree.tostring(part(data, name)) for name in ("word/document.xml", "word/_rels/document.xml.rels"))
    assert [notice.code for notice in notices] == ["link.dropped"]


@each_pack
def test_notes_are_footnotes_each_called_once_and_in_order(name: str) -> None:
    data = made(name)
    notes = [node.get(f"{W}id") for node in part(data, "word/footnotes.xml")]
    called = [node.get(f"{W}id") for node in part(data).iter(f"{W}footnoteReference")]
    assert notes == ["-1", "0", *called]
    assert len(called) == sum(isinstance(node, m.Note) for node in walk(*PACKS[name]().articles))


def test_the_contents_are_filled_in_and_word_is_not_told_to_ask() -> None:
    data = made("specimen")
    assert styled(data, "TOC1") == [article.title for article in PACKS["specimen"]().articles]
    assert styled(data, "TOC2") == ["A heading of the first level", "الطريق إلى السوق", "שוק הדגים", "Die Versteigerung"]
    assert "TOC" in "".join(part(data).itertext(f"{W}instrText"))
    assert part(data, "word/settings.xml").find(f"{W}updateFields") is None
    assert not [node for node in part(data).iter() if node.get(f"{W}dirty")]


def test_without_cover_and_contents_the_article_comes_first() -> None:
    first = next(part(made("smallest")).iter(f"{W}p"))
    assert (style(first), said(first)) == ("Heading1", "Ebb")


# --- direction and language ---------------------------------------------------------------------------


def test_p15_right_to_left_text_is_told_so_and_latin_inside_it_is_not() -> None:
    document = part(made("right-to-left"))
    arabic = [p for p in document.iter(f"{W}p") if re.search("[\u0590-\u06ff]", said(p))]
    assert arabic and all(p.find(f"{W}pPr/{W}bidi") is not None for p in arabic)
    for run in document.iter(f"{W}r"):
        right = run.find(f"{W}rPr/{W}rtl") is not None
        assert not (right and re.search("[A-Za-z]", said(run)))
        assert right or not re.search("[\u0590-\u06ff]", said(run))
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in document.iter(f"{W}tbl"))
    assert all(section.find(f"{W}bidi") is not None for section in document.iter(f"{W}sectPr"))


def test_p15_a_left_to_right_article_in_the_same_pack_is_not_turned() -> None:
    document = part(made("specimen"))
    assert document.find(f".//{W}sectPr/{W}bidi") is None
    tables = list(document.iter(f"{W}tbl"))
    assert [table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in tables] == [False, True]


@pytest.mark.parametrize(
    "words, base, pieces",
    [
        ("only words", False, [("only words", False)]),
        ("in (עברית) here", False, [("in (", False), ("עברית", True), (") here", False)]),
        ("עם (English) כאן", True, [("עם (", True), ("English", False), (") כאן", True)]),
        ("بيانات 2025، ثم", True, [("بيانات 2025، ثم", True)]),
        ("عن A4 2025 ثم", True, [("عن ", True), ("A4 2025", False), (" ثم", True)]),
        ("...", True, [("...", True)]),
        ("", True, []),
    ],
)
def test_text_is_cut_where_its_direction_changes(words: str, base: bool, pieces: list[tuple[str, bool]]) -> None:
    assert directions(words, base) == pieces


@pytest.mark.parametrize(
    "tag, word", [("en", "en-GB"), ("en-US", "en-US"), ("de", "de-DE"), ("ar", "ar-EG"), ("zh", "zh-CN"), ("x-none", "x-none")]
)
def test_a_language_is_named_as_word_knows_it(tag: str, word: str) -> None:
    assert word_language(tag) == word


def test_a_run_in_another_language_says_so_and_others_do_not() -> None:
    runs = {said(run): value(run, "w:rPr/w:lang") for run in part(made("specimen")).iter(f"{W}r")}
    assert runs["auf Deutsch"] == "de-DE"
    assert runs["A heading of the first level"] is None


# --- styles and lists -----------------------------------------------------------------------------------


def test_every_role_of_the_theme_is_a_style_and_every_style_used_is_there() -> None:
    data = made("specimen")
    styles = part(data, "word/styles.xml")
    known = {node.get(f"{W}styleId") for node in styles.iter(f"{W}style")}
    assert {role.word.replace(" ", "") for role in ROLES} <= known
    used = {
        node.get(f"{W}val")
        for name in ("document", "footnotes")
        for node in part(data, f"word/{name}.xml").iter(f"{W}pStyle", f"{W}rStyle")
    }
    assert used <= known
    title = next(node for node in styles.iter(f"{W}style") if node.get(f"{W}styleId") == "Heading1")
    assert value(title, "w:rPr/w:sz") == str(round(load_theme("classic").look("title").size * 2))


def test_each_ordered_list_counts_for_itself() -> None:
    data = made("specimen")
    numbering = part(data, "word/numbering.xml")
    starts = {node.get(f"{W}numId"): value(node, "w:lvlOverride/w:startOverride") for node in numbering.iter(f"{W}num")}
    items = {said(p): p.find(f"{W}pPr/{W}numPr") for p in part(data).iter(f"{W}p")}
    assert starts[value(items["Nine"], "w:numId")] == "9"
    assert starts[value(items["inner one"], "w:numId")] == "3"
    assert value(items["inner one"], "w:ilvl") == "1"
    assert value(items["innermost"], "w:ilvl") == "2"
    assert items["The second paragraph of the item."] is None
    assert value(items["Ten"], "w:numId") == value(items["Nine"], "w:numId") != value(items["inner one"], "w:numId")


def test_code_keeps_its_lines_tabs_and_blanks() -> None:
    code = next(p for p in part(made("specimen")).iter(f"{W}p") if style(p) == "SourceCode")
    assert len(list(code.iter(f"{W}br"))) == 4
    assert len(list(code.iter(f"{W}tab"))) == 1
    assert "    # indented" in said(code)


def test_a_line_end_does_not_stretch_the_line_before_it() -> None:
    verse = next(p for p in part(made("specimen")).iter(f"{W}p") if said(p).startswith("Roses"))
    assert value(verse, "w:pPr/w:jc") == "left"


def test_space_between_blocks_is_the_larger_of_two_and_not_their_sum() -> None:
    data = written(of(par("x"), m.Figure(m.Image(picture().key, "a sea")), m.Heading(1, text("Head")), par("y")))
    head = next(p for p in part(data).iter(f"{W}p") if style(p) == "Heading2")
    look = load_theme("classic").looks
    assert head.find(f"{W}pPr/{W}spacing").get(f"{W}before") == str(round((look["h1"].before - look["figure"].after) * 20))


@pytest.mark.parametrize("page, width", [("a4", 11906), ("letter", 12240), ("a5", 8391)])
def test_the_page_is_the_profile_s(page: str, width: int) -> None:
    section = next(part(written(PACKS["smallest"](), page=page)).iter(f"{W}sectPr"))
    assert section.find(f"{W}pgSz").get(f"{W}w") == str(width)


def test_the_source_line_never_stands_alone_on_a_page() -> None:
    data = written(of(par("text"), url="https://example.org/ebb"))
    held = {"".join(p.itertext()): p.find(f"{W}pPr/{W}keepNext") is not None for p in part(data).iter(f"{W}p")}
    assert held["text"]
    assert not next(holds for words, holds in held.items() if "example.org" in words)


def test_an_opener_has_no_running_head_and_text_pages_have_one() -> None:
    data = made("specimen")
    sections = list(part(data).iter(f"{W}sectPr"))
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [False, False, *[True] * 5, False]
    heads = {row.get("Id"): row.get("Target") for row in part(data, "word/_rels/document.xml.rels")}
    assert said(part(data, f"word/{heads['rIdHeaderFirst']}")) == ""
    assert said(part(data, f"word/{heads['rIdHeaderEven']}")) == "The Harbour & other stories"
    assert "STYLEREF 1" in str(etree.tostring(part(data, f"word/{heads['rIdHeaderDefault']}")))
