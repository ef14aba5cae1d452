"""EPUB: valid, accessible, opened by a real reading engine; its ways in, its notes, its languages, its bytes."""

from __future__ import annotations

import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree

import convert.model as m
from convert.assemble import pack
from convert.formats import writer
from convert.notices import Notice
from convert.profile import Profile, load_profile
from convert.theme import load_theme
from convert.walk import outline, plain_text
from tests.checkers import ace, epubcheck, needs, reading_engine
from tests.specimen import LOREM, MORE, PACKS, arabic, english, german, par, picture, specimen, text

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "epub"
ACCEPT = "READPACK_ACCEPT"

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def unexpected(notice: Notice) -> None:
    raise AssertionError(f"unexpected notice: {notice}")


def written(given: m.Pack, profile: Profile | None = None) -> bytes:
    target = io.BytesIO()
    writer("epub")(given, load_theme("classic"), profile or load_profile("default"), target, unexpected)
    return target.getvalue()


def split(limit: int) -> Profile:
    return msgspec.structs.replace(load_profile("default"), chapter_bytes=limit)


class Book:
    """A written book, taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.entries = archive.infolist()
            self.files = {name.removeprefix("EPUB/"): archive.read(name) for name in self.names}
        self.opf = etree.fromstring(self.files["content.opf"])

    def tree(self, file: str) -> Any:
        return etree.fromstring(self.files[file])

    @property
    def chapters(self) -> list[str]:
        return [name for name in self.spine if re.fullmatch(r"a\d+(-\d+)?\.xhtml", name)]

    @property
    def manifest(self) -> dict[str, Any]:
        return {item.get("id"): item for item in self.opf.iter(f"{OPF}item")}

    @property
    def spine(self) -> list[str]:
        manifest = self.manifest
        return [manifest[item.get("idref")].get("href") for item in self.opf.iter(f"{OPF}itemref")]

    def stated(self, name: str) -> list[str]:
        """The values of a property that the book states of itself."""
        return [meta.text or "" for meta in self.opf.iter(f"{OPF}meta") if meta.get("property") == name and not meta.get("refines")]

    def texts(self, tag: str) -> list[str]:
        return [element.text or "" for element in self.opf.iter(DC + tag)]


@cache
def book(name: str) -> Book:
    return Book(written(PACKS[name]()))


def articles_pack(*articles: m.Article, **more: Any) -> m.Pack:
    pictures = (picture(), picture("PNG", (60, 40), "RGBA"))
    return pack(articles, title="A pack", created="2026-03-16", pictures=pictures, notify=unexpected, **more)


def long_article(paragraphs: int = 60) -> m.Article:
    body: list[m.Block] = []
    for number in range(paragraphs):
        if number % 10 == 0:
            body.append(m.Heading(1, text(f"Part {number // 10}")))
        note = m.Note((par(f"Note {number}."),))
        body.append(par(f"qz{number:03}zq {LOREM}", note, m.Link(f"#p{(number + 30) % paragraphs}", text("over there")), id=f"p{number}"))
    return m.Article(title="Long", body=tuple(body), language="en")


def hostile() -> m.Pack:
    """What has to be put right for the schema, or kept from it: odd dates and languages, formulas, empty definitions."""
    body = (
        m.Definitions((m.Definition((), ((par("no term"),),)), m.Definition((text("no meaning"),), ()))),
        par("x", m.Span(text("no language"), language="xx_nonsense!"), m.Span(text("a script"), language="zh-Hant-TW")),
        m.MathBlock(mathml='<math xmlns="http://www.w3.org/1998/Math/MathML"><mi onclick="alert(1)" href="javascript:1">k</mi></math>'),
        m.MathBlock(mathml="<math><script>alert(1)</script></math>", text="a formula that is none"),
        m.MathBlock(tex=r"\frac{1}{", text="unbalanced"),
        par("A note ", m.Note((par("with a note", m.Note((m.CodeBlock("in code"),))),)), " in it."),
        m.Table(rows=((m.Cell((par("1"),)), m.Cell((m.Table(rows=((m.Cell((par("inner"),)),),)),))),)),
        par('<script>alert("1")</script> & ]]> "quotes"'),
        m.CodeBlock("</pre><script>alert(1)</script>", 'py"><b'),
    )
    one = m.Article(title='<b>Title</b> & "quotes"', body=body, published="the 5th of May", language="en", section="A & B")
    whole = articles_pack(one, arabic(), contents=3)
    first, second = whole.articles
    first = msgspec.structs.replace(first, updated="2026-13-45x")
    return msgspec.structs.replace(whole, sections=(m.Section("A & B", (first,)), m.Section("", ()), m.Section("ثانٍ", (second,))))


def without_a_font(**more: Any) -> m.Pack:
    return pack([m.Article(title="題", body=(par("日本語の本文。"),), language="ja")], notify=unexpected, **more)


EVERY: dict[str, Callable[[], bytes]] = {
    **{name: (lambda made=made: written(made())) for name, made in PACKS.items()},  # type: ignore[misc]
    "split": lambda: written(specimen(), split(3_000)),
    "long": lambda: written(articles_pack(long_article(), german()), split(6_000)),
    "hostile": lambda: written(hostile()),
    "pictured": lambda: written(articles_pack(english(), cover_picture=picture().key)),
    "untitled-script": lambda: written(without_a_font(cover=False)),
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every book of `EVERY`, on disk."""
    folder = tmp_path_factory.mktemp("epub")
    for name, made in EVERY.items():
        (folder / f"{name}.epub").write_bytes(made())
    return {name: folder / f"{name}.epub" for name in EVERY}


# --- the format's own validators ------------------------------------------------------------------


@needs(epubcheck)
def test_epubcheck_has_nothing_to_say(shelf: dict[str, Path]) -> None:
    assert epubcheck.check(shelf.values(), level="USAGE") == []


@needs(ace)
@pytest.mark.parametrize("name", ["specimen", "right-to-left", "split", "hostile", "pictured"])
def test_ace_finds_nothing(name: str, shelf: dict[str, Path]) -> None:
    assert ace.check([shelf[name]]) == []


@needs(reading_engine)
@pytest.mark.parametrize("engine", ["foliate", "epubjs"])
def test_a_reading_engine_opens_every_chapter(engine: reading_engine.Engine, shelf: dict[str, Path]) -> None:
    names = ["specimen", "right-to-left", "split", "pictured"]
    assert reading_engine.check([shelf[name] for name in names], engine) == []


@needs(reading_engine)
def test_a_reading_engine_sees_direction_language_and_contents(shelf: dict[str, Path]) -> None:
    mixed, leftward = reading_engine.read([shelf["specimen"], shelf["right-to-left"]])
    assert (mixed.direction, leftward.direction) == ("ltr", "rtl")
    assert {page.direction for page in leftward.chapters} == {"rtl"}
    shown = {page.direction for page in mixed.chapters if "تستيقظ المدينة" in page.text or "הנמל מתעורר" in page.text}
    assert shown == {"rtl"}
    assert mixed.contents[0] == "What the Harbour Keeps"


# --- the container --------------------------------------------------------------------------------


def test_mimetype_is_first_and_stored_and_the_container_second() -> None:
    entries = book("specimen").entries
    assert (entries[0].filename, entries[0].compress_type, entries[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert entries[1].filename == "META-INF/container.xml"


def test_what_is_packed_is_what_the_manifest_lists() -> None:
    for name in PACKS:
        made = book(name)
        listed = [item.get("href") for item in made.manifest.values()]
        packed = [file for file in made.files if file not in ("mimetype", "META-INF/container.xml", "content.opf")]
        assert sorted(listed) == sorted(packed)


def test_each_picture_is_packed_once() -> None:
    pictures = [file for file in book("specimen").files if file.startswith("images/p")]
    assert pictures == ["images/p001.jpg", "images/p002.png"]


def test_p9_names_and_ids_are_ours() -> None:
    title = "../../etc/passwd \\ CON <x> 題"
    made = Book(
        written(articles_pack(m.Article(title=title, body=(par("x", id=title), par(m.Link("#" + title, text("there")))), language="en")))
    )
    assert all(re.fullmatch(r"(EPUB/|META-INF/)?(images/|fonts/)?[a-z0-9-]+\.?[a-z0-9]*", name) for name in made.names)
    ids = [element.get("id") for element in made.tree("a0001.xhtml").iter() if element.get("id")]
    assert ids == ["a0001", "a0001-1"]


# --- text -----------------------------------------------------------------------------------------


def shown(tree: Any) -> str:
    return re.sub(r"\s+", "", "".join(tree.itertext()))


@pytest.mark.parametrize("limit", [250_000, 3_000])
def test_p2_every_word_of_every_article_is_there(limit: int) -> None:
    made = Book(written(specimen(), split(limit)))
    whole = "".join(shown(made.tree(file)) for file in made.chapters)
    for article in specimen().articles:
        for node in (*article.body, *([article.lead] if article.lead else [])):
            if isinstance(node, m.MathBlock):
                continue
            lost = [word for word in plain_text(_without_formulas(node)).split() if re.sub(r"\s+", "", word) not in whole]
            assert lost == []


def _without_formulas(node: m.Block) -> m.Block:
    if not isinstance(node, m.Paragraph):
        return node
    return msgspec.structs.replace(node, children=tuple(child for child in node.children if not isinstance(child, m.Math)))


def test_the_order_of_the_text_is_that_of_the_pack() -> None:
    made = Book(written(articles_pack(long_article(), german()), split(6_000)))
    found = re.findall(r"qz(\d{3})zq", "".join(shown(made.tree(file)) for file in made.spine))
    assert found == [f"{number:03}" for number in range(60)]


def test_code_keeps_its_blanks_and_lines() -> None:
    code = "\tif a < b:\n\n    return  'x'\n"
    made = Book(written(articles_pack(m.Article(title="T", body=(m.CodeBlock(code, "python"),), language="en"))))
    (found,) = made.tree("a0001.xhtml").iter(f"{XHTML}pre")
    assert "".join(found.itertext()) == code


# --- splitting and links --------------------------------------------------------------------------


def test_a_long_article_is_split_between_blocks_near_the_limit() -> None:
    limit = 6_000
    made = Book(written(articles_pack(long_article(), german()), split(limit)))
    parts = [file for file in made.chapters if file.startswith("a0001")]
    assert parts == ["a0001.xhtml", *(f"a0001-{number}.xhtml" for number in range(2, len(parts) + 1))]
    assert len(parts) > 5
    assert all(len(made.files[file]) < limit * 1.25 for file in parts)
    for file in parts[:-1]:
        blocks = [element for element in made.tree(file).find(f".//{XHTML}section") if element.get("class") not in ("notes",)]
        assert blocks[-1].tag != f"{XHTML}h2"
    assert sum(file.startswith("a0002") for file in made.chapters) == 1


def test_a_short_article_is_one_file() -> None:
    assert Book(written(articles_pack(long_article(20)))).chapters == ["a0001.xhtml"]


@pytest.mark.parametrize("name", [*PACKS, "split", "long", "hostile"])
def test_every_link_inside_the_book_resolves(name: str) -> None:
    made = Book(EVERY[name]())
    ids = {file: {element.get("id") for element in made.tree(file).iter()} for file in made.files if file.endswith(".xhtml")}
    broken = []
    for file in ids:
        for element in made.tree(file).iter():
            for attribute in ("href", "src"):
                address = element.get(attribute)
                if address and not re.match(r"[a-z]+:", address):
                    target, _, fragment = address.partition("#")
                    whole = posixpath.normpath(posixpath.join(posixpath.dirname(file), target)) if target else file
                    if whole not in made.files or (fragment and fragment not in ids[whole]):
                        broken.append((file, address))
    assert broken == []


def test_a_link_to_another_article_of_the_pack_leads_into_its_file() -> None:
    links = [a.get("href") for a in book("specimen").tree("a0004.xhtml").iter(f"{XHTML}a") if "Hafen" in (a.text or "")]
    assert links == ["a0001.xhtml#a0001"]


def test_ids_are_unique_in_the_whole_book() -> None:
    for name in ("specimen", "long", "hostile"):
        made = Book(EVERY[name]())
        ids = [element.get("id") for file in made.chapters for element in made.tree(file).iter() if element.get("id")]
        assert len(ids) == len(set(ids))


# --- notes ----------------------------------------------------------------------------------------


def noted() -> m.Article:
    inner = m.Note((par("The innermost."),))
    return m.Article(
        title="Notes",
        body=(
            par(
                "One",
                m.Note((par("First ", m.Emphasis(text("note"))), par("in two paragraphs."))),
                " and two",
                m.Note((par("Second", inner),)),
            ),
            par("and a third.", m.Note((m.CodeBlock("third"),))),
        ),
        language="en",
    )


def test_notes_pop_up_where_readers_look_for_them() -> None:
    tree = Book(written(articles_pack(noted()))).tree("a0001.xhtml")
    order = list(tree.iter())
    references = [a for a in tree.iter(f"{XHTML}a") if a.get(f"{OPS}type") == "noteref"]
    assert [(a.text, len(a), a.get("role")) for a in references] == [(number, 0, "doc-noteref") for number in ("1", "2", "3", "4")]
    for reference in references:
        (aside,) = [element for element in tree.iter() if element.get("id") == reference.get("href").removeprefix("#")]
        assert (aside.tag, aside.get(f"{OPS}type"), aside.get("role")) == (f"{XHTML}aside", "footnote", "doc-footnote")
        assert order.index(aside) > order.index(reference)
        back = next(a for a in aside.iter(f"{XHTML}a") if a.get("role") == "doc-backlink")
        assert back.get("href") == "#" + reference.get("id")
        assert "Back to the text" in back.get("aria-label")


def test_note_numbers_begin_anew_in_each_article_and_go_on_in_its_parts() -> None:
    made = Book(written(articles_pack(long_article(), noted()), split(6_000)))
    numbers: dict[str, list[int]] = {"a0001": [], "a0002": []}
    for file in made.chapters:
        found = [int(a.text) for a in made.tree(file).iter(f"{XHTML}a") if a.get(f"{OPS}type") == "noteref"]
        numbers[file[:5]] += found
    assert numbers["a0001"] == list(range(1, 61))
    assert numbers["a0002"] == [1, 2, 3, 4]


# --- language and direction -----------------------------------------------------------------------


def test_p15_language_and_direction_stand_on_every_file() -> None:
    made = book("specimen")
    ways = {file: (made.tree(file).get("lang"), made.tree(file).get(LANG), made.tree(file).get("dir")) for file in made.chapters}
    assert ways == {
        "a0001.xhtml": ("en", "en", "ltr"),
        "a0002.xhtml": ("ar", "ar", "rtl"),
        "a0003.xhtml": ("he", "he", "rtl"),
        "a0004.xhtml": ("de", "de", "ltr"),
        "a0005.xhtml": ("en", "en", "ltr"),
    }


def test_p15_a_run_and_a_paragraph_keep_their_own() -> None:
    tree = book("specimen").tree("a0001.xhtml")
    (span,) = [element for element in tree.iter(f"{XHTML}span") if element.text == "بالعربية"]
    assert (span.get("lang"), span.get(LANG), span.get("dir")) == ("ar", "ar", "rtl")
    (hebrew,) = [element for element in tree.iter(f"{XHTML}p") if element.get("lang") == "he"]
    assert hebrew.get("dir") == "rtl"


def test_p15_the_package_states_direction_and_languages() -> None:
    leftward = book("right-to-left")
    spine = next(leftward.opf.iter(f"{OPF}spine"))
    assert (leftward.opf.get("dir"), leftward.opf.get(LANG), spine.get("page-progression-direction")) == ("rtl", "ar", "rtl")
    assert leftward.texts("language") == ["ar", "he"]
    assert book("specimen").texts("language") == ["en", "ar", "he", "de"]


def test_code_in_a_right_to_left_article_reads_from_the_left() -> None:
    article = msgspec.structs.replace(arabic(), body=(m.CodeBlock("x = 1"),))
    (pre,) = Book(written(articles_pack(article))).tree("a0001.xhtml").iter(f"{XHTML}pre")
    assert pre.get("dir") == "ltr"


def test_fonts_come_along_for_the_scripts_the_articles_are_in_and_no_other() -> None:
    assert [file for file in Book(written(articles_pack(english()))).files if file.startswith("fonts/")] == []
    arabic_only = Book(written(articles_pack(arabic())))
    assert [file for file in arabic_only.files if file.startswith("fonts/")] == ["fonts/f1.ttf", "fonts/f2.ttf"]
    theme = load_theme("classic")
    families = {script: theme.fonts[theme.scripts[script].font].family.encode() for script in ("Arab", "Hebr")}
    assert families["Arab"] in arabic_only.files["book.css"]
    assert families["Hebr"] not in arabic_only.files["book.css"]


# --- the ways in ----------------------------------------------------------------------------------


def nav_entries(made: Book, kind: str) -> list[Any]:
    (nav,) = [element for element in made.tree("nav.xhtml").iter(f"{XHTML}nav") if element.get(f"{OPS}type") == kind]
    return list(nav.iter(f"{XHTML}a"))


def test_the_contents_list_every_article_and_heading_in_order() -> None:
    expected: list[str] = []
    for article in specimen().articles:
        expected += [article.title, *(plain_text(heading) for heading in outline(article) if heading.level == 1)]
    made = book("specimen")
    assert [a.text for a in nav_entries(made, "toc")] == expected
    labels = [label.find(f"{NCX}text").text for label in made.tree("toc.ncx").iter(f"{NCX}navLabel")]
    assert labels == expected
    page = [a.text for a in made.tree("contents.xhtml").iter(f"{XHTML}a")]
    assert page == expected


@pytest.mark.parametrize(("depth", "levels"), [(0, 0), (1, 0), (3, 2), (7, 6)])
def test_the_contents_go_as_deep_as_the_pack_says(depth: int, levels: int) -> None:
    made = Book(written(articles_pack(english(), german(), contents=depth)))
    deeper = [heading for heading in outline(english()) + outline(german()) if heading.level <= levels]
    assert len(nav_entries(made, "toc")) == 2 + len(deeper)
    assert ("contents.xhtml" in made.spine) == (depth > 0)


def test_sections_have_a_page_and_hold_their_articles_in_the_contents() -> None:
    made = Book(written(hostile()))
    assert made.spine[2:7] == ["contents.xhtml", "s01.xhtml", "a0001.xhtml", "s03.xhtml", "a0002.xhtml"]
    (nav,) = [element for element in made.tree("nav.xhtml").iter(f"{XHTML}nav") if element.get(f"{OPS}type") == "toc"]
    outermost = [item.find(f"{XHTML}a").text for item in nav.find(f"{XHTML}ol")]
    assert outermost == ["A & B", "ثانٍ"]
    assert "A & B" in shown(made.tree("contents.xhtml")).replace("A&B", "A & B")


def test_ncx_ids_and_order_of_play_are_whole() -> None:
    points = list(book("specimen").tree("toc.ncx").iter(f"{NCX}navPoint"))
    assert [point.get("playOrder") for point in points] == [str(number) for number in range(1, len(points) + 1)]
    assert len({point.get("id") for point in points}) == len(points)
    (uid,) = [meta.get("content") for meta in book("specimen").tree("toc.ncx").iter(f"{NCX}meta") if meta.get("name") == "dtb:uid"]
    assert uid == specimen().identifier


def test_landmarks_have_one_type_each_and_old_readers_a_guide() -> None:
    made = book("specimen")
    assert [(a.get(f"{OPS}type"), a.get("href")) for a in nav_entries(made, "landmarks")] == [
        ("cover", "cover.xhtml"),
        ("titlepage", "titlepage.xhtml"),
        ("toc", "contents.xhtml"),
        ("bodymatter", "a0001.xhtml"),
    ]
    guide = [reference.get("type") for reference in made.opf.iter(f"{OPF}reference")]
    assert guide == ["cover", "title-page", "toc", "text"]


def test_each_article_leads_back_to_its_line_in_the_contents() -> None:
    made = book("specimen")
    links = [a.get("href") for a in made.tree("a0003.xhtml").iter(f"{XHTML}a")]
    assert links == ["contents.xhtml#to-a0003"]


# --- what the book says of itself -----------------------------------------------------------------


def test_the_package_names_what_a_shelf_needs() -> None:
    made = book("specimen")
    assert made.texts("title") == ["The Harbour & other stories", "A specimen of every <node>"]
    assert made.texts("creator") == ["The Coastline"]
    assert made.texts("contributor") == ["Ada Ferro", "J. M. O’Brien", "ليلى حداد", "נועה לוי", "A", "B", "C", "D"]
    assert made.texts("subject") == ["sea", "work"]
    assert made.texts("identifier") == [specimen().identifier]
    assert made.texts("date") == ["2026-03-16T00:00:00Z"]
    assert made.stated("dcterms:modified") == ["2026-03-16T00:00:00Z"]


def test_the_few_authors_of_a_pack_without_editors_are_its_creators() -> None:
    made = Book(written(articles_pack(english())))
    assert (made.texts("creator"), made.texts("contributor")) == (["Ada Ferro", "J. M. O’Brien"], [])


def test_each_article_says_where_it_is_from() -> None:
    made = book("specimen")
    refined = {meta.get("refines"): meta.text for meta in made.opf.iter(f"{OPF}meta") if meta.get("property") == "dcterms:source"}
    assert refined == {"#a0001": "https://coast.example.org/2026/harbour", "#a0002": "https://coast.example.org/ar/bread"}
    assert made.texts("source") == list(refined.values())


def test_the_opening_of_an_article_holds_all_that_is_known() -> None:
    opener = next(element for element in book("specimen").tree("a0001.xhtml").iter(f"{XHTML}header"))
    whole = " ".join("".join(opener.itertext()).split())
    for part in (
        "The Coastline",
        "What the Harbour Keeps",
        "A night with the people",
        "Ada Ferro, J. M. O’Brien",
        "14 March 2026",
        "min read",
    ):
        assert part in whole


# --- accessibility --------------------------------------------------------------------------------


def test_accessibility_claims_are_true_both_ways() -> None:
    plain = Book(written(articles_pack(german())))
    assert plain.stated("schema:accessMode") == ["textual"]
    assert plain.stated("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in plain.stated("schema:accessibilityFeature")
    assert "MathML" not in plain.stated("schema:accessibilityFeature")
    whole = book("specimen")
    assert whole.stated("schema:accessMode") == ["textual", "visual"]
    assert {"alternativeText", "MathML", "tableOfContents"} <= set(whole.stated("schema:accessibilityFeature"))
    bare = m.Article(title="T", body=(m.Figure(m.Image(picture().key, "")), m.Figure(m.Image(picture().key, "told"))), language="en")
    undescribed = Book(written(articles_pack(bare)))
    assert "alternativeText" not in undescribed.stated("schema:accessibilityFeature")
    assert undescribed.stated("schema:accessModeSufficient") == ["textual,visual"]
    assert "1 of 2 pictures have no alternative text" in undescribed.stated("schema:accessibilitySummary")[0]
    for made in (plain, whole, undescribed):
        assert made.stated("schema:accessibilityHazard") == ["none"]
        assert made.stated("dcterms:conformsTo") == []


def test_formulas_are_mathml_rebuilt_and_declared() -> None:
    made = book("specimen")
    assert {item.get("href") for item in made.manifest.values() if item.get("properties") == "mathml"} == {"a0001.xhtml"}
    formulas = list(made.tree("a0001.xhtml").iter("{http://www.w3.org/1998/Math/MathML}math"))
    assert [formula.get("alttext") for formula in formulas] == [
        "a over b plus root x",
        "the sum of i from 1 to n is n times n plus 1 over 2",
    ]
    odd = Book(written(hostile()))
    source = odd.files["a0001.xhtml"].decode()
    assert "a formula that is none" in source and "unbalanced" in source
    assert not re.search(r"onclick|<script|javascript", source)


# --- cover and style ------------------------------------------------------------------------------


def test_the_cover_is_a_picture_that_every_shelf_finds() -> None:
    made = book("specimen")
    (item,) = [item for item in made.manifest.values() if item.get("properties") == "cover-image"]
    assert (item.get("href"), item.get("media-type")) == ("images/cover.jpg", "image/jpeg")
    (named,) = [meta.get("content") for meta in made.opf.iter(f"{OPF}meta") if meta.get("name") == "cover"]
    assert named == item.get("id")
    (image,) = made.tree("cover.xhtml").iter(f"{XHTML}img")
    assert "The Harbour & other stories" in image.get("alt")
    assert list(made.tree("cover.xhtml").iter(f"{XHTML}a")) == []


def test_a_cover_picture_of_ones_own_stands_for_the_drawn_one() -> None:
    made = Book(EVERY["pictured"]())
    (item,) = [item for item in made.manifest.values() if item.get("properties") == "cover-image"]
    assert item.get("href") == "images/p001.jpg"
    assert "images/cover.jpg" not in made.files


def test_without_a_cover_or_a_font_for_its_title_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.writers._cover.installed", lambda *_, **__: None)
    target, notices = io.BytesIO(), list[Notice]()
    writer("epub")(without_a_font(cover=True), load_theme("classic"), load_profile("default"), target, notices.append)
    assert [(notice.kind, notice.code, notice.excerpt) for notice in notices] == [("left-out", "cover.font", "題")]
    for data in (EVERY["smallest"](), target.getvalue()):
        made = Book(data)
        assert "cover.xhtml" not in made.files
        assert not [item for item in made.manifest.values() if item.get("properties") == "cover-image"]


def rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    for selector, inside in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@media[^{]*\{", "", sheet)):
        declared = (declaration.partition(":") for declaration in inside.split(";") if declaration.strip())
        yield selector.strip(), {name.strip(): value.strip() for name, _, value in declared}


def test_the_readers_own_settings_win() -> None:
    sheet = book("specimen").files["book.css"].decode()
    for selector, declared in rules(sheet):
        assert declared.get("color", "inherit") == "inherit", selector
        assert "justify" not in declared.get("text-align", ""), selector
        assert not re.search(r"\d(pt|px|cm|in)\b", declared.get("font-size", "") + declared.get("margin", "")), selector
        if selector in ("body", "html", "p"):
            assert not {"font-size", "font-family", "line-height", "color", "background-color", "text-align"} & declared.keys()
        if not selector.startswith("@font-face"):
            assert "url(" not in str(declared)
        if re.fullmatch(r"[\d.]+", declared.get("line-height", "")) and "noteref" not in selector:
            assert float(declared["line-height"]) >= 1.2, selector


def test_a_themes_own_sheet_comes_last() -> None:
    theme = msgspec.structs.replace(load_theme("classic"), ebook_css="p { margin: 1em; }")
    target = io.BytesIO()
    writer("epub")(specimen(), theme, load_profile("default"), target, unexpected)
    assert Book(target.getvalue()).files["book.css"].decode().endswith("p { margin: 1em; }\n")


# --- promises -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_p8_nothing_in_it_runs_or_fetches(name: str) -> None:
    made = Book(EVERY[name]())
    for file, data in made.files.items():
        if not file.endswith((".xhtml", ".opf", ".ncx")):
            continue
        assert b"<!ENTITY" not in data and b"<?xml-stylesheet" not in data
        for element in made.tree(file).iter(etree.Element):
            tag = etree.QName(element).localname
            assert tag not in ("script", "iframe", "object", "embed", "form", "style", "base"), file
            assert not [key for key in element.attrib if key.startswith("on") or key == "style"], file
            assert not re.match(r"(https?|file|data|javascript|vbscript):", element.get("src", "")), file
            assert re.match(r"(https?|mailto):|[^:]*$", element.get("href", "")), file


PROGRAM = """
import hashlib, io, sys
from tests.test_epub import EVERY
print(hashlib.sha256(b"".join(made() for made in EVERY.values())).hexdigest())
"""


def test_p13_the_same_pack_is_the_same_bytes_in_any_process() -> None:
    seen = set()
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "0" else "UTC"}
        done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=environment, cwd=HERE.parent)
        seen.add(done.stdout)
    assert len(seen) == 1
    assert written(specimen()) == written(specimen())


def test_p14_chapters_are_made_only_when_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """No chapter is rendered before the one ahead of it is in the file: a book is never in memory whole."""
    from convert.writers import epub
    from convert.writers._epub import chapters

    order: list[str] = []
    plain_pages, plain_write = chapters.document, epub.DatedZip.writestr

    def document(title: str, body: str, **more: Any) -> bytes:
        order.append(f"made {title}")
        return plain_pages(title, body, **more)

    def writestr(self: Any, name: Any, data: Any, **more: Any) -> None:
        order.append(f"written {name}")
        plain_write(self, name, data, **more)

    monkeypatch.setattr(chapters, "document", document)
    monkeypatch.setattr(epub.DatedZip, "writestr", writestr)
    written(articles_pack(german(), arabic()))
    first, second = order.index("written EPUB/a0001.xhtml"), order.index(f"made {arabic().title}")
    assert first < second < order.index("written EPUB/a0002.xhtml")


# --- goldens --------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["a0001.xhtml", "a0002.xhtml", "contents.xhtml", "nav.xhtml", "titlepage.xhtml", "content.opf"])
def test_golden(file: str) -> None:
    """The specimen as it was last looked at; ``READPACK_ACCEPT=1 pytest tests/test_epub.py`` takes what is written now."""
    made, kept = book("specimen").files[file], GOLDEN / file
    if os.environ.get(ACCEPT):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made)
    assert made.decode() == kept.read_text(encoding="utf-8")


def test_paragraphs_after_a_break_are_flush_and_others_are_not() -> None:
    article = m.Article(title="T", body=(par(LOREM), par(MORE), m.Rule(), par(LOREM)), language="en")
    found = [
        p.get("class")
        for p in Book(written(articles_pack(article))).tree("a0001.xhtml").iter(f"{XHTML}p")
        if "harbour" in "".join(p.itertext()) or "auction" in "".join(p.itertext())
    ]
    assert found == ["first", None, "first"]
