"""The PDF writer: valid, tagged, complete, the same each time, and closed to everything outside the pack."""

from __future__ import annotations

import http.server
import io
import re
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from functools import cache, reduce
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar
from xml.etree import ElementTree

import msgspec
import pikepdf
import pytest

import convert.model as m
from convert.assemble import pack
from convert.errors import WriteError
from convert.limits import LIMITS
from convert.notices import Notice
from convert.profile import load_profile
from convert.theme import load_theme
from convert.walk import outline, plain_text, walk
from convert.writers._installed import called, covered, installed
from convert.writers._pdf import job, worker
from convert.writers._pdf.balance import narrowest
from convert.writers._pdf.coverage import Coverage, script
from convert.writers._pdf.finish import glyph_texts
from convert.writers._pdf.formula import draw
from convert.writers._pdf.job import Balanced
from convert.writers._pdf.lines import filling
from convert.writers._pdf.placed import unplaced
from convert.writers._script import ragged_rules, script_of
from convert.writers.pdf import write
from tests.checkers import needs, pdf, verapdf
from tests.specimen import LOREM, PACKS, par, picture, text

SIZES = ("a4", "letter")
reads_text = pytest.mark.skipif(bool(pdf.text_available()), reason=pdf.text_available() or "available")


def render(given: m.Pack, *, size: str = "a4", css: str = "") -> tuple[bytes, list[Notice]]:
    theme = msgspec.structs.replace(load_theme("classic"), print_css=css)
    target, notices = io.BytesIO(), list[Notice]()
    write(given, theme, load_profile("default", page=size), target, notices.append)
    return target.getvalue(), notices


def packed(*body: m.Block, title: str = "A title", language: str = "en", **fields: object) -> m.Pack:
    article = m.Article(title=title, body=body, language=language)
    return pack((article,), cover=False, contents=0, pictures=(picture(),), **fields)  # type: ignore[arg-type]


@cache
def whole(name: str, size: str = "a4") -> tuple[bytes, tuple[Notice, ...]]:
    data, notices = render(PACKS[name](), size=size)
    return data, tuple(notices)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pdf")


def saved(folder: Path, data: bytes, name: str = "one") -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    return path


def bare(words: str) -> str:
    """The letters and digits of ``words``: poppler puts punctuation and marks of right-to-left text where it sees them."""
    plain = unicodedata.normalize("NFC", re.sub(r"[-\u2010\u00ad]\s*\n\s*", "", words))
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LNSC" and unicodedata.category(c) not in ("Cf", "Cc"))


# --- valid and tagged ---------------------------------------------------------------------------


@needs(pdf)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PACKS)
def test_every_specimen_is_pdf_ua(name: str, size: str, folder: Path) -> None:
    data, notices = whole(name, size)
    assert notices == ()
    assert pdf.check([saved(folder, data, f"{name}-{size}")]) == []


@needs(verapdf)
def test_the_reference_validator_agrees(folder: Path) -> None:
    files = [saved(folder, whole(name, size)[0], f"{name}-{size}") for name in PACKS for size in SIZES]
    assert verapdf.check(files, "ua1") == []


@needs(pdf)
@pytest.mark.parametrize(
    "body",
    [
        (m.Paragraph((m.Link("https://example.org/", (m.Strong(text("bold")), m.Image(picture().key, ""))),)),),
        (m.Figure(m.Image(picture().key, ""), (m.Link("https://example.org/", text("a linked caption")),)),),
        (m.List(((par("one"), par("two")), (m.CodeBlock("three"),), (m.List(((par("four"),),)),))),),
        (par(LOREM * 8), reduce(lambda inner, number: m.List(((par(f"{number} ", LOREM), inner),)), range(9), par(LOREM * 4))),
        (m.Table(rows=((m.Cell((par("a"),), header=True, rowspan=2), m.Cell((par("b"),))), (m.Cell((par("c"),)),))),),
        (m.Quote((m.Heading(1, text("in a quote")), par("text"))),),
        (par("a\u0301\u0302\u0303 soft\u00adhyphen, joiner\u200d, isolate \u2067x\u2069, thin\u2009space, wide\u3000space"),),
    ],
    ids=["linked", "caption", "items", "list in list", "spans", "quoted heading", "invisible"],
)
def test_what_usually_breaks_tags_does_not(body: tuple[m.Block, ...], folder: Path) -> None:
    data, notices = render(packed(*body))
    assert notices == []
    assert pdf.check([saved(folder, data)]) == []


@reads_text
def test_a_heading_with_a_film_below_it_is_not_left_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for lines in range(26, 34):  # so many that somewhere the heading would be the last that fits
        verse = m.Paragraph(tuple(piece for number in range(lines) for piece in (m.Text(f"Line {number}"), m.LineBreak())))
        film = m.Embed("video", "https://example.org/v", "How a net is mended")
        body = (verse, m.Heading(1, text("The film")), film, par("Text that follows it. " * 20))
        pages = pdf.text(saved(tmp_path, render(packed(*body))[0])).split("\f")
        (page,) = (page for page in pages if "The film" in page)
        assert "Text that follows it." in page, lines


def test_title_language_and_dates_are_stated() -> None:
    with pikepdf.open(io.BytesIO(whole("specimen")[0])) as opened:
        assert str(opened.docinfo["/Title"]) == "The Harbour & other stories"
        assert str(opened.docinfo["/Author"]) == "The Coastline"
        assert str(opened.docinfo["/Keywords"]) == "sea, work"
        assert str(opened.docinfo["/CreationDate"]) == str(opened.docinfo["/ModDate"]) == "D:20260316000000Z"
        assert str(opened.Root.Lang) == "en"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        languages = {str(item.Lang) for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Art"}
    assert languages == {"en", "ar", "he", "de"}


def test_bookmarks_are_articles_and_their_headings() -> None:
    given = PACKS["specimen"]()
    with pikepdf.open(io.BytesIO(whole("specimen")[0])) as opened, opened.open_outline() as bookmarks:
        assert [item.title for item in bookmarks.root] == [article.title for article in given.articles]
        below = [[str(child.title) for child in item.children] for item in bookmarks.root]
    assert below == [[plain_text(heading) for heading in outline(article) if heading.level == 1] for article in given.articles]


def test_bookmarks_of_sections_hold_their_articles() -> None:
    given = packed(par("text"))
    sections = (m.Section("Sea", given.articles),)
    data, _ = render(msgspec.structs.replace(given, sections=sections))
    with pikepdf.open(io.BytesIO(data)) as opened, opened.open_outline() as bookmarks:
        assert [(item.title, [child.title for child in item.children]) for item in bookmarks.root] == [("Sea", ["A title"])]


def test_links_lead_where_they_say() -> None:
    with pikepdf.open(io.BytesIO(whole("specimen")[0])) as opened:
        found = [note for page in opened.pages for note in page.get("/Annots", [])]
        outside = {str(note.A.URI) for note in found if "/A" in note}
        inside = {str(note.Dest) for note in found if "/Dest" in note}
        names = opened.Root.Names.Dests.Names
        known = {str(names[at]) for at in range(0, len(names), 2)}
    assert {"https://example.org/a?b=c&d=e", "mailto:desk@example.org", "https://coast.example.org/ar/bread"} <= outside
    assert {article.id for article in PACKS["specimen"]().articles} <= inside <= known


def test_no_glyph_is_missing() -> None:
    for name in PACKS:
        with pikepdf.open(io.BytesIO(whole(name)[0])) as opened:
            fonts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"]
            assert fonts
            for font in fonts:
                family = str(font.BaseFont).partition("+")[2]
                assert family.startswith(("Source", "JetBrains", "Amiri", "Noto")), "a font of the system took the place of the theme's"


# --- complete -----------------------------------------------------------------------------------


@reads_text
@pytest.mark.parametrize("name", PACKS)
def test_p2_every_word_can_be_read_back(name: str, folder: Path) -> None:
    shown = bare(pdf.text(saved(folder, whole(name)[0])))
    for article in PACKS[name]().articles:
        drawn = {word for node in walk(article) if isinstance(node, m.Math | m.MathBlock) for word in node.text.split()}
        wanted = [word for word in plain_text(*article.body).split() if word not in drawn]
        assert [word for word in wanted if bare(word) not in shown] == []


@reads_text
def test_text_stands_inside_the_page(folder: Path) -> None:
    path = saved(folder, whole("specimen")[0])
    boxes = pdf.words(path)
    assert len(boxes) > 300
    assert [box for box in boxes if box.left < 20 or box.right > box.width - 20 or box.top < 20 or box.bottom > box.height - 20] == []


def deep(block: m.Block, kind: str, levels: int) -> m.Block:
    for number in range(levels):
        block = m.List(((par(f"level {number}"), block),)) if kind == "list" else m.Quote((block,))
        if kind == "table":
            block = m.Table(rows=((m.Cell((block,)), m.Cell((par("beside"),))),))
    return block


@needs(pdf)
@reads_text
@pytest.mark.parametrize("kind", ["list", "quote", "table"])
def test_p2_what_is_nested_deep_stays_on_the_page(kind: str, folder: Path) -> None:
    data, _ = render(packed(deep(par("at the very bottom"), kind, 45)))
    path = saved(folder, data)
    assert {"at", "the", "very", "bottom"} <= set(pdf.text(path).split())
    assert pdf.check([path]) == []


@reads_text
def test_notes_are_where_the_engine_can_set_them(folder: Path) -> None:
    def note(words: str) -> m.Note:
        return m.Note((par(words),))

    body = (
        m.Heading(1, (m.Text("A heading"), note("note of a heading"))),
        par("Text", note("note of a paragraph"), *(note(f"crowd {number}: {LOREM}") for number in range(30))),
        m.Table(rows=((m.Cell((par("Cell", note("note of a cell")),)),),)),
        m.Quote((par("Quote", note("note of a quote")),)),
        par("Long", m.Note(tuple(par(f"{number}: {LOREM}") for number in range(30)))),
        m.Paragraph((m.Text("Outer"), m.Note((m.Paragraph((m.Text("outer note"), note("inner note"))),)))),
    )
    data, notices = render(packed(*body))
    shown = " ".join(pdf.text(saved(folder, data)).split())
    assert notices == []
    for words in ("of a heading", "of a paragraph", "of a cell", "of a quote", "crowd 29:", "29: The harbour", "outer note", "inner note"):
        assert words in shown


def test_p2_text_without_room_is_a_notice() -> None:
    root = ElementTree.fromstring("<html><head><title>t</title></head><body><p>set</p><p>lost <i>and gone</i></p></body></html>")

    class Box:
        def __init__(self, element: ElementTree.Element, words: str = "", children: tuple[Box, ...] = ()) -> None:
            self.element, self.children = element, children
            if words:
                self.text = words

    class Page:
        _page_box = Box(root, children=(Box(root[1][0], "set"),))

    found = list(unplaced(root, [Page()]))
    assert sorted(notice.excerpt for notice in found) == ["and gone", "lost"]
    assert {notice.kind for notice in found} == {"lost"}


# --- characters and fonts -----------------------------------------------------------------------


@needs(pdf)
@reads_text
def test_characters_without_a_font_are_boxes_with_a_notice(folder: Path) -> None:
    data, notices = render(packed(par("before \U00010600\U00010601 after, \u0378 and end")))
    said = [notice for notice in notices if notice.code == "font.coverage"]
    path = saved(folder, data)
    assert pdf.check([path]) == []
    if said:  # a system may have a font for even that
        assert {("Linear", 2), ("Symbols", 1)} >= {(notice.message.split(":")[0].rpartition(" ")[2], notice.count) for notice in said}
    assert "\U00010600\U00010601" in bare(pdf.text(path))


def test_coverage_names_scripts_and_skips_what_shows_nothing() -> None:
    regular = load_theme("classic").fonts["serif"].regular
    assert Coverage([regular], "Plain text, soft\u00adhyphen, joiner\u200d, variation\ufe0f").missing == set()
    assert [script(character) for character in "漢あกא😀"] == ["CJK", "HIRAGANA", "THAI", "HEBREW", "EMOJI"]


@reads_text
def test_no_hyphen_is_put_into_an_address(folder: Path) -> None:
    address = "http://localhost/extraordinarily/characteristically/misunderstandings"
    body = [par("An extraordinary misunderstanding " * 2 + "x" * fill + " " + address) for fill in range(1, 25)]
    lines = pdf.text(saved(folder, render(packed(*body))[0]), layout=True).splitlines()
    assert any(line.endswith("\u2010") for line in lines), "other words are divided"
    assert not [line for line in lines if re.search("\\w/\\w*\u2010$", line)]


@reads_text
def test_the_blanks_of_a_line_are_not_torn_open(folder: Path) -> None:
    """The engine ends a line too early where what follows would fit but for its last blank."""
    start = "Firefox was originally named Phoenix but the name was changed so as to avoid trademark conflicts with Phoenix Technologies. "
    end = (", provoked objections from the ", m.Link("https://e.org/", text("Firebird")), " project community.")
    body = [par("x" * fill + start, "The initially-announced replacement, ", m.Emphasis(text("Firebird")), *end) for fill in range(30)]
    boxes = pdf.words(saved(folder, render(packed(*body))[0]))
    gaps = [after.left - before.right for before, after in pairwise(boxes) if after.top == before.top]
    assert len(gaps) > 300
    assert max(gaps) < 15


@reads_text
def test_p15_a_line_runs_the_way_of_its_article(tmp_path: Path) -> None:
    for language, first in (("ar", "right"), ("en", "left")):
        boxes = {box.text: box for box in pdf.words(saved(tmp_path, render(packed(par("مرحبا ABCDE"), language=language))[0]))}
        latin = boxes["ABCDE"]
        arabic = next(box for said, box in boxes.items() if "رحب" in said or "بحر" in said)
        assert (arabic.left > latin.right) is (first == "right"), language


def test_arabic_glyphs_stand_for_one_letter_each() -> None:
    sure, drawn = glyph_texts(load_theme("classic").fonts["arabic"].regular)
    assert len([glyph for glyph, letter in sure.items() if letter == "ب"]) > 5, "each form of a letter is known"
    assert "«" in drawn.values() and "«" not in sure.values()


def test_scripts_and_hyphens_go_by_the_language() -> None:
    assert [script_of(tag) for tag in ("ar", "he", "fa-IR", "sr-Latn", "zh-TW", "en-GB", "xx")] == [
        "Arab", "Hebr", "Arab", "Latn", "Hant", "Latn", "",
    ]  # fmt: skip
    assert ragged_rules(["en", "de-AT", "ar", "ja", "zh-Hant", "ko"]) == ""
    assert ":lang(th)" in ragged_rules(["th"])
    assert [called(tag) for tag in ("zh", "zh-TW", "zh-Hant-HK", "ja-JP", "ko", "th")] == ["zh-cn", "zh-tw", "zh-hk", "ja", "ko", ""]


def test_titles_break_into_even_lines() -> None:
    face = load_theme("classic").fonts["serif"].bold
    role = Balanced(((face, 1.0),), 24, 0, 346)
    title = "Is there a way to tell the tide from the hour"
    assert 200 < narrowest(title, role) < 300
    assert narrowest("Ebb", role) == 346
    assert narrowest("D" * 60, role) > 346


def test_formulas_are_drawn_or_said() -> None:
    drawing = draw(r"\frac{a}{b}", "", display=False)
    assert drawing is not None and 0 < drawing.depth < drawing.height
    assert draw("", "<math><mi>x</mi></math>", display=True) is not None
    assert draw(r"\begin{", "", display=True) is None
    data, notices = render(packed(m.MathBlock(tex=r"\begin{", text="unfinished")))
    assert [notice.code for notice in notices] == ["math.words"]
    assert b"%PDF-1.7" in data[:20]


# --- the same each time -------------------------------------------------------------------------


def test_p13_hash_seed_and_day_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    first = whole("specimen")[0]
    monkeypatch.setenv("PYTHONHASHSEED", "4711")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert render(PACKS["specimen"]())[0] == first


# --- bounded and closed -------------------------------------------------------------------------


class _Listener(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[str]:
    _Listener.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_p1_p8_an_evil_style_sheet_reaches_nothing(listener: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"canary-in-the-file")
    css = "".join(
        f'@import url("{where}/import.css"); @font-face {{ font-family: x; src: url("{where}") }} '
        f'body {{ background: url("{where}"); list-style-image: url("{where}") }} '
        f'p::before {{ content: url("{where}") }} p {{ -weasy-link: url("{where}"); border-image: url("{where}") 1 }} '
        for where in (listener, canary.as_uri())
    )
    evil = packed(par("javascript:alert(1) ", m.Link("https://example.org/", text("fine"))))
    data, _ = render(evil, css=css)
    assert _Listener.asked == []
    with pikepdf.open(io.BytesIO(data)) as opened:
        raw = opened.Root.unparse(resolved=True)
        streams = [item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image"]
        links = [str(note.A.URI) for page in opened.pages for note in page.get("/Annots", []) if "/A" in note]
        kinds = {str(item.get("/S")) for item in opened.objects if isinstance(item, pikepdf.Dictionary)}
    assert not any(b"canary-in-the-file" in stream for stream in streams)
    assert not {"/JavaScript", "/Launch", "/SubmitForm", "/GoToR"} & kinds
    assert b"EmbeddedFiles" not in raw and b"OpenAction" not in raw
    assert set(links) == {"https://example.org/"}


def test_rules_the_engine_does_not_know_are_notices() -> None:
    _, notices = render(packed(par("text")), css="p { colour: red }")
    assert [(notice.code, notice.lossy) for notice in notices] == [("css.ignored", False)]


def test_p16_one_fetcher_serves_the_pack_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    from weasyprint.urls import URLFetcher

    fetcher = worker._fetcher({"picture:1": lambda: ("image/png", b"bytes")})
    assert isinstance(fetcher, URLFetcher)
    assert fetcher("picture:1").read() == b"bytes"
    for address in ("file:///etc/hostname", "http://127.0.0.1/", "data:text/plain,x", "picture:2"):
        with pytest.raises(ValueError, match="not a part"):
            fetcher(address)
    assert tuple(map(int, weasyprint.VERSION.split(".")[:1])) >= (70,)
    source = Path(worker.__file__).read_text(encoding="utf-8")
    assert source.count("CSS(") == source.count("url_fetcher=fetcher, font_config") == 1, "every sheet is given the fetcher"
    assert source.count("Tree(url_fetcher=fetcher)") == 1 and "HTML(string" not in source


def limited(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    tight = msgspec.structs.replace(LIMITS, **limits)
    monkeypatch.setattr("convert.writers.pdf.LIMITS", tight)
    monkeypatch.setattr(job, "LIMITS", tight)


def test_p3_the_clock_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, render_seconds=0)
    with pytest.raises(WriteError, match="not ready after 0 seconds"):
        render(PACKS["smallest"]())


_PACKER = """
import io
from convert.writers import pdf
from convert.writers._pdf import job
from tests.bench.packs import big_pack
from tests.test_pdf import load_profile, load_theme

lay_out = job.Engine.lay_out

def telling(engine, given):
    print(engine._child.pid, flush=True)
    return lay_out(engine, given)

job.Engine.lay_out = telling
pdf.write(big_pack(200), load_theme("classic"), load_profile("default"), io.BytesIO(), print)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to look for processes in")
def test_p3_the_engine_ends_with_its_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PACKER], cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout:
        engine = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    until = time.monotonic() + 60  # it may still be loading, which takes its time on a busy machine
    while _runs(engine) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(engine)


def _runs(process: int) -> bool:
    """Whether ``process`` is there and no zombie."""
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_p3_memory_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    limited(monkeypatch, render_memory=80_000_000)
    with pytest.raises(WriteError, match="memory"):
        render(PACKS["smallest"]())


def test_a_missing_pango_names_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(WriteError, match=r"Pango.*libpango"):
        render(PACKS["smallest"]())


def test_p6_a_failure_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, render_seconds=0)
    target = io.BytesIO(b"")
    with pytest.raises(WriteError):
        write(PACKS["smallest"](), load_theme("classic"), load_profile("default"), target, lambda _: None)
    assert target.getvalue() == b""


def test_what_the_system_has_is_asked_of_fontconfig() -> None:
    found = installed("en", "serif")
    assert found is None or (found.family and Path(found.file).is_file())
    assert installed("xx", "serif") is None
    assert covered([0xE000F]) == set()
    assert covered([]) == set()


@reads_text
def test_a_line_goes_on_up_to_words_in_bold_that_fit_no_more(folder: Path) -> None:
    body = [
        m.Paragraph(
            (
                m.Text(f"Every stone {'i' * count} was carried down from the hill in baskets, and the "),
                m.Strong((m.Text("women carried"),)),
                m.Text(" as many of them as the men did, or more, as they say."),
            )
        )
        for count in range(1, 60)
    ]
    lines = pdf.text(saved(folder, render(packed(*body))[0]), layout=True).splitlines()
    begun = [line.split() for line in lines if line.strip().startswith("Every")]
    assert len(begun) == len(body)
    assert min(map(len, begun)) > 3


def test_lines_of_signs_are_filled_between_them() -> None:
    class Box:
        def __init__(self, text: str = "", children: tuple[object, ...] = ()) -> None:
            self.text, self.children, self.position_x, self.width = text, children, 0.0, 10.0 * len(text)
            self.style: dict[str, object] = Style(letter_spacing="normal", font_size=10, direction="ltr")

        def is_in_normal_flow(self) -> bool:
            return True

    class Style(dict[str, object]):
        def copy(self) -> Style:
            return Style(self)

    class Text(Box):
        pass

    class Line(Box):
        pass

    widened: list[float] = []
    engine = SimpleNamespace(
        boxes=SimpleNamespace(TextBox=Text, LineBox=Line, InlineBox=Line),
        count_expandable_spaces=lambda line: sum(child.text.count(" ") for child in line.children),
        create_layout=lambda *_, **__: SimpleNamespace(deactivate=lambda: None),
        justify_line=lambda _, __, extra: widened.append(extra),
    )
    justify = filling(engine)
    line = Line(children=(Text("港は街よ"), Text("りも先に。")))
    justify(None, line, 8.0)
    assert [child.style["letter_spacing"] for child in line.children] == [1.0, 1.0]
    assert (line.children[1].position_x, line.children[1].width) == (4.0, 55.0)
    short = Line(children=(Text("港は街"),))
    justify(None, short, 30.0)
    assert short.children[0].width == 30.0, "a line that would be torn open stays as it is"
    for words, extra in (("the harbour wakes", 12.0), ("항구는 도시보다", 6.0), ("a long", 40.0)):
        justify(None, Line(children=(Text(words),)), extra)
    assert widened == [12.0, 6.0]
