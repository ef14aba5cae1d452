"""The EPUB reader: books of our own making, books of readpack's making, and what is no book."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import io
import random
import re
import zipfile

import msgspec
import pytest

import convert
from convert import model
from convert.assemble import pack
from convert.bundled import with_pictures
from convert.errors import ConvertError, InputError
from convert.formats import Source, sniff
from convert.model import Article, Pack
from convert.notices import Notice
from convert.readers._epub.markup import html_of
from convert.readers._feed.entry import plain
from convert.readers.enex import read as read_enex
from convert.readers.epub import read
from convert.readers.feed import read as read_feed
from convert.walk import plain_text, rewrite, walk
from tests.books import book, drawn, page, zipped
from tests.growth import grows_in_step
from tests.specimen import PACKS

LONG = "The tide came in over the flats as it had every evening of that long and windless summer, and nobody looked up. " * 3
TEXT = f"<p>{LONG}</p>"


def of(data: bytes) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="book.epub", data=data), notices.append)), notices


def said(article: Article) -> list[str]:
    return [plain_text(block) for block in article.body]


def of_kind(article: Article, kind: type) -> list:
    return [node for node in walk(article) if isinstance(node, kind)]


# --- chapters ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ncx", [False, True], ids=["nav", "ncx"])
def test_each_line_of_the_contents_is_an_article(ncx: bool) -> None:
    pages = {"1.xhtml": page(f"<h1>The Quay</h1>{TEXT}"), "2.xhtml": page(f"<h2>2</h2><h1>The Boat</h1>{TEXT}")}
    articles, notices = of(book(pages, contents=[("The Quay", "1.xhtml"), ("2. The Boat", "2.xhtml")], ncx=ncx))
    assert [article.title for article in articles] == ["The Quay", "2. The Boat"]
    assert [said(article) for article in articles] == [[LONG.strip()], [LONG.strip()]]
    assert [(article.authors, article.site, article.language) for article in articles] == [(("Ada Ferro",), "The Sea Book", "en")] * 2
    assert not notices


def test_a_file_that_the_contents_dont_name_goes_on_with_the_chapter_before() -> None:
    pages = {"1.xhtml": page(f"<h1>One</h1>{TEXT}"), "1b.xhtml": page("<p>And on.</p>"), "2.xhtml": page(f"<h1>Two</h1>{TEXT}")}
    articles, _ = of(book(pages, contents=[("One", "1.xhtml"), ("Two", "2.xhtml")]))
    assert [said(article)[-1] for article in articles] == ["And on.", LONG.strip()]


def test_a_file_of_several_chapters_is_parted_where_they_begin() -> None:
    text = f'<h1>The Sea Book</h1><div><h2 id="a">One</h2>{TEXT}<h3 id="a1">A part</h3><p>Of one.</p></div><div><h2 id="b">Two</h2><p>Second.</p></div>'
    articles, _ = of(book({"all.xhtml": page(text)}, contents=[("One", "all.xhtml#a"), ("Two", "all.xhtml#b")], ncx=True))
    assert [article.title for article in articles] == ["One", "Two"]
    assert said(articles[0])[-2:] == ["A part", "Of one."]
    assert said(articles[1]) == ["Second."]


def test_without_contents_each_file_is_an_article() -> None:
    articles, _ = of(book({"1.xhtml": page(f"<h1>One</h1>{TEXT}"), "2.xhtml": page(f"<h1>Two</h1>{TEXT}")}))
    assert [article.title for article in articles] == ["One", "Two"]


def test_covers_title_pages_imprints_and_contents_are_left_out_and_named() -> None:
    pages = {
        "c.xhtml": page('<img src="sea.png" alt="Cover"/>'),
        "t.xhtml": page("<h1>The Sea Book</h1><p>by Ada Ferro</p>"),
        "i.xhtml": page("<p>© 2026 Ada Ferro. ISBN 978-1-23456-789-7</p>"),
        "n.xhtml": page('<p><a href="1.xhtml">The Quay</a></p><p><a href="2.xhtml">The Boat</a></p><p><a href="3.xhtml">Home</a></p>'),
        "d.xhtml": page('<section epub:type="dedication"><p>To the crew.</p></section>'),
        "1.xhtml": page(f"<h1>The Quay</h1>{TEXT}"),
        "2.xhtml": page(f"<h1>The Boat</h1>{TEXT}"),
        "3.xhtml": page(f"<h1>Home</h1>{TEXT}"),
        "x.xhtml": page('<section epub:type="colophon"><p>Set in Source Serif.</p></section>'),
    }
    articles, notices = of(book(pages, extra={"OPS/sea.png": drawn()}))
    assert [said(article)[0][:12] for article in articles] == ["To the crew.", *["The tide cam"] * 3]
    left = [(notice.code, notice.message.partition(":")[0]) for notice in notices]
    kinds = ["the cover", "the title page", "the imprint", "the contents", "the imprint"]
    assert left == [("epub.front", kind) for kind in kinds]


def test_a_book_of_pictures_keeps_them_but_for_its_cover() -> None:
    pages = {f"{n}.xhtml": page(f'<p><img src="{n}.png" alt="{n}"/></p>') for n in range(3)}
    articles, notices = of(book(pages, extra={f"OPS/{n}.png": drawn(colour=colour) for n, colour in enumerate(("red", "green", "blue"))}))
    assert [figure.image.alt for article in articles for figure in of_kind(article, model.Figure)] == ["1", "2"]
    assert [notice.message.partition(":")[0] for notice in notices] == ["the cover"]


def test_a_book_of_nothing_but_a_cover_with_text_keeps_that() -> None:
    guide = '<guide><reference type="cover" href="1.xhtml"/></guide>'
    (article,), notices = of(book({"1.xhtml": page("<h1>The Quay</h1><p>The tide came in.</p>")}, guide=guide))
    assert (article.title, said(article), notices) == ("The Quay", ["The tide came in."], [])


def foreign(fallback: str) -> bytes:
    """A book whose order of reading begins with what is no page."""
    whole = book(
        {"1.xhtml": page(f'<h1>The Quay</h1><p>To <a href="2.json">sea</a>.</p>{TEXT}'), "2.json": "{}"},
        contents=[("Quay", "1.xhtml"), ("Boat", "2.json")],
    )
    files = _members(whole) | {"OPS/other.xhtml": page(f"<h1>The Boat</h1>{TEXT}").encode()}
    package = files["OPS/book.opf"].decode()
    json = '<item id="i1" href="2.json" media-type="application/json"{}/><item id="j" href="2.psd" media-type="image/psd" fallback="i1"/>'
    package = package.replace('<item id="i1" href="2.json" media-type="application/xhtml+xml"/>', json.format(f' fallback="{fallback}"'))
    package = package.replace("</manifest>", '<item id="other" href="other.xhtml" media-type="application/xhtml+xml"/></manifest>')
    return zipped(files | {"OPS/book.opf": package})


def test_what_is_no_page_gives_way_to_its_fallback() -> None:
    (quay, boat), notices = of(foreign("other"))
    assert (quay.title, boat.title, notices) == ("The Quay", "The Boat", [])
    assert [node.href for node in walk(quay) if isinstance(node, model.Link)] == [f"#{boat.id}"]
    for nowhere in ("j", "none"):
        (quay,), notices = of(foreign(nowhere))
        assert [(notice.kind, notice.code) for notice in notices] == [("lost", "epub.foreign")]


def test_a_page_in_a_frame_stands_where_it_is_shown() -> None:
    frame = '<h1>The Quay</h1><iframe src="inner/f.xhtml"></iframe><p><a href="inner/f.xhtml#x">There.</a></p>'
    inner = page('<p id="x">The lamp was lit.</p><p><img src="../sea.png" alt="Sea"/></p><iframe src="f.xhtml"></iframe>')
    (article,), _ = of(book({"1.xhtml": page(frame)}, extra={"OPS/inner/f.xhtml": inner, "OPS/sea.png": drawn()}))
    assert [words for words in said(article) if words] == ["The lamp was lit.", "There."] and len(article.pictures) == 1


def test_each_chapter_has_its_own_language_and_direction() -> None:
    pages = {"1.xhtml": page(f"<h1>One</h1>{TEXT}"), "2.xhtml": page("<h1>בית</h1><p>הנמל מתעורר לפני העיר.</p>", language="he")}
    articles, _ = of(book(pages))
    assert [(article.language, article.direction) for article in articles] == [("en", "ltr"), ("he", "rtl")]


def test_the_title_is_what_the_contents_and_the_headings_say() -> None:
    pages = {
        "1.xhtml": page(f"<h1>CHAPTER 1<br/>LOOMINGS</h1>{TEXT}"),
        "2.xhtml": page(f"<h2>Chapter Two</h2><h1>The Boat</h1>{TEXT}"),
        "3.xhtml": page(f"<h1>Part of it</h1>{TEXT}"),
    }
    articles, _ = of(book(pages, contents=[("Chapter 1. Loomings", "1.xhtml"), ("The Boat", "2.xhtml"), ("Three", "3.xhtml")]))
    assert [(article.title, said(article)[0][:12]) for article in articles] == [
        ("Chapter 1. Loomings", "The tide cam"),
        ("The Boat", "Chapter Two"),
        ("Three", "Part of it"),
    ]


def test_page_numbers_of_the_printed_book_are_left_out() -> None:
    text = f'<h1>One</h1><p>Sea <span epub:type="pagebreak" id="p12">12</span>and tar.</p>{TEXT}'
    articles, notices = of(book({"1.xhtml": page(text)}))
    assert said(articles[0])[0] == "Sea and tar."
    assert [(notice.code, notice.count) for notice in notices] == [("epub.page", 1)]


# --- notes, links, pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [True, False], ids=["epub3", "epub2"])
def test_notes_in_another_file_come_to_their_references(typed: bool) -> None:
    kind = ' epub:type="noteref"' if typed else ""
    text = f'<h1>One</h1><p>Salt<sup><a id="r1" href="notes.xhtml#n1"{kind}>1</a></sup> and tar<a id="r2" href="notes.xhtml#n2"{kind}>2</a>.</p>'
    notes = '<h1>Notes</h1><div id="n1"><p><a href="1.xhtml#r1">1</a>. From the sea.</p></div><div id="n2"><p><a href="1.xhtml#r2">2</a> From pines.</p></div>'
    contents = [("One", "1.xhtml"), ("Notes", "notes.xhtml")]
    articles, _ = of(book({"1.xhtml": page(text + TEXT), "notes.xhtml": page(notes)}, contents=contents))
    assert [article.title for article in articles] == ["One"]
    assert [plain_text(*note.children).strip(". ") for note in of_kind(articles[0], model.Note)] == ["From the sea", "From pines"]
    assert plain_text(articles[0].body[0], notes=False) == "Salt and tar."


def test_links_between_chapters_stay_links_in_the_pack() -> None:
    pages = {
        "1.xhtml": page(f'<h1>One</h1><p>See <a href="2.xhtml#deep">below</a> or <a href="2.xhtml">all of it</a>.</p>{TEXT}'),
        "2.xhtml": page(f'<h1>Two</h1>{TEXT}<p id="deep">Here.</p>'),
    }
    articles, _ = of(book(pages))
    made = pack(articles, title="T")
    assert [link.href for link in of_kind(made.articles[0], model.Link)] == ["#a0002", "#a0002"]


def test_pictures_come_along_with_their_words() -> None:
    text = (
        '<h1>One</h1><figure><img src="../img/a%20b.png" alt="Sea" width="10"/><figcaption>The sea.</figcaption></figure>'
        '<p><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><title>Boat</title><image xlink:href="../img/c.png"/></svg></p>'
        '<p>Gone: <img src="no.png" alt="nothing"/>.</p><p>Broken: <img src="../img/bad.png" alt="a smudge"/></p>'
    )
    extra = {"OPS/img/a b.png": drawn(), "OPS/img/c.png": drawn(colour="red"), "OPS/img/bad.png": b"no picture"}
    articles, notices = of(book({"text/1.xhtml": page(text + TEXT)}, contents=[("One", "text/1.xhtml")], extra=extra))
    (article,) = articles
    assert [figure.image.alt for figure in of_kind(article, model.Figure)] == ["Sea", "Boat"]
    assert {image.src for image in of_kind(article, model.Image)} == {picture.key for picture in article.pictures}
    assert len(article.pictures) == 2
    assert said(article)[2:4] == ["Gone: nothing.", "Broken: a smudge"]
    assert sorted(notice.code for notice in notices) == ["picture.broken", "picture.missing"]


def test_xhtml_is_read_as_xhtml() -> None:
    text = (
        '<h1>One</h1><p>Before<a id="p1"/> after<span class="page" id="p2"/>, <em>all&nbsp;plain</em>.</p><script/><p>Next<br/>line.</p>'
        '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML" alttext="x"><m:mi>x</m:mi></m:math><pre><![CDATA[a < b]]></pre>'
    )
    (article,) = of(book({"1.xhtml": page(text)}))[0]
    assert said(article)[:2] == ["Before after, all\u00a0plain.", "Next\nline."]
    assert next(node.mathml for node in walk(article) if isinstance(node, (model.Math, model.MathBlock))).startswith("<math><mi>x</mi>")
    assert [block.text for block in of_kind(article, model.CodeBlock)] == ["a < b"]


# --- readpack's own books ---------------------------------------------------------------------------------


def _comparable(made: Pack) -> list[Article]:
    """The articles of ``made`` less what an e-book can't say: a formula's source, blanks within code, a seventh level, names of places."""
    home: dict[str, str] = {}
    for article in made.articles:
        home |= {node.id: article.id for node in walk(article) if isinstance(node, model._Block) and node.id}

    def plain(node: msgspec.Struct) -> msgspec.Struct:
        match node:
            case model.Math() | model.MathBlock():
                return type(node)(text=node.text)
            case model.Code():
                return model.Code(re.sub(" +", " ", node.text))
            case model.CodeBlock():
                return msgspec.structs.replace(node, text=node.text.rstrip(), id="")
            case model.Heading():
                return msgspec.structs.replace(node, level=min(node.level, 5), id="")
            case model.Text():
                return model.Text(node.text.rstrip()) if node.text.endswith("  ") else node
            case model.Link(href=href) if href[1:] in home:
                return msgspec.structs.replace(node, href=home[href[1:]])
            case model._Block():
                return msgspec.structs.replace(node, id="")
            case _:
                return node

    return [msgspec.structs.replace(rewrite(article, plain), extractor="", digest="") for article in made.articles]


@pytest.mark.parametrize("name", PACKS)
def test_a_book_of_readpack_reads_back_to_the_articles_it_was_made_of(name: str) -> None:
    made, target = PACKS[name](), io.BytesIO()
    convert.write(made, target, format="epub")
    articles, _ = of(target.getvalue())
    again = pack(articles, title=made.title, created=made.created)
    for before, after in zip(_comparable(made), _comparable(again), strict=True):
        for field in Article.__struct_fields__:
            had, has = getattr(before, field), getattr(after, field)
            if field == "body":
                assert [plain_text(block) for block in has] == [plain_text(block).rstrip() for block in had]
                assert [type(block) for block in has] == [type(block) for block in had]
            else:
                assert has == had, field


def test_structure_of_a_book_of_readpack_is_the_same_to_the_last_node() -> None:
    made, target = PACKS["specimen"](), io.BytesIO()
    convert.write(made, target, format="epub")
    again = pack(of(target.getvalue())[0], title=made.title, created=made.created)
    assert _comparable(again)[0].body == _comparable(made)[0].body


# --- hostile and damaged books ----------------------------------------------------------------------------


def test_sniffed_by_content() -> None:
    data = book({"1.xhtml": page(TEXT)})
    assert sniff(Source(name="x", data=data, path="x.bin")) == "epub"
    assert convert.read(Source(name="x", data=data))[0].extractor == "epub"


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        of(data)
    assert "\n" not in str(caught.value) and caught.value.hint
    return str(caught.value)


def test_what_is_no_book_says_what_it_is() -> None:
    assert "no EPUB" in refused(zipped({"a.txt": "text"}))
    assert "damaged" in refused(b"PK\x03\x04 and nothing")
    assert "damaged" in refused(book({"1.xhtml": page(TEXT)})[:-200])
    assert "no text" in refused(book({"1.xhtml": page("")}))
    protected = '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><CipherReference xmlns="http://www.w3.org/2001/04/xmlenc#" URI="OPS/1.xhtml"/></encryption>'
    assert "protected" in refused(book({"1.xhtml": page(TEXT)}, extra={"META-INF/encryption.xml": protected}))


def test_names_are_found_whichever_way_their_accents_are_written() -> None:
    pages = {"1.xhtml": page(f'<h1>One</h1><p><img src="k\u00fcste.png" alt="Sea"/></p>{TEXT}')}
    articles, notices = of(book(pages, extra={"OPS/ku\u0308ste.png": drawn()}))
    assert len(articles[0].pictures) == 1 and not notices


def test_p10_names_that_climb_out_lead_nowhere() -> None:
    text = '<h1>One</h1><p><img src="../../../../etc/passwd" alt="secret"/><img src="/etc/hostname" alt="other"/></p>'
    articles, notices = of(book({"1.xhtml": page(text + TEXT)}, extra={"../../etc/passwd": drawn(), "/etc/hostname": drawn()}))
    assert not articles[0].pictures or all("etc" not in picture.where for picture in articles[0].pictures)
    assert {notice.code for notice in notices} <= {"picture.missing"}
    data = book({"1.xhtml": page(TEXT)}).replace(b"OPS/book.opf", b"../../../etc")
    assert refused(data)


def test_p10_an_archive_that_grows_without_end_is_refused_by_name() -> None:
    bomb = book({"1.xhtml": page(TEXT + " " * 40_000_000)})
    assert len(bomb) < 200_000
    assert "times its size" in _notice_of(bomb)
    assert "50 MB" in _notice_of(book({"1.xhtml": page(TEXT), "2.xhtml": b"x" * 50_000_001}))


def _notice_of(data: bytes) -> str:
    notices: list[Notice] = []
    try:
        list(read(Source(name="b", data=data), notices.append))
    except InputError as error:
        return str(error) + "".join(map(str, notices))
    return "".join(map(str, notices))


ENDLESS = (
    b"<a ", b"<a '", b'<a "', b"<a \"'", b"<!DOCTYPE[", b"<!DOCTYPE [ ]", b"<![CDATA[", b"<?x ", b"<svg>", b"<image href=", b"<", b"&", b" ", b"<img ", b"<img \"'", b"<img src=",
    b"<en-media hash=", b"<resource>", b"<data>",
)  # fmt: skip


@pytest.mark.parametrize("opening", ENDLESS, ids=repr)
def test_p3_markup_that_opens_and_never_closes_takes_time_in_step(opening: bytes) -> None:
    def read(size: int) -> None:
        data = opening * (size // len(opening))
        html_of(b"<html>" + data)
        with_pictures(data, "https://c.example/", lambda address: None)
        plain(data.decode())
        for read_one, whole in ((read_feed, b"<rss><channel><item><title>" + data), (read_enex, b"<en-export><note><content>" + data)):
            with pytest.raises(InputError):
                list(read_one(Source(name="x", data=whole), lambda notice: None))

    assert grows_in_step(read, 1_000_000)


def test_p3_a_book_of_very_much_text_is_refused() -> None:
    pages = {f"{n}.xhtml": page("".join(f"<p>{n} {m} {LONG}</p>" for m in range(34_000))) for n in range(5)}
    assert "50 MB of text" in refused(book(pages))


def test_p10_sizes_that_lie_entries_that_repeat_and_encrypted_members() -> None:
    data = bytearray(book({"1.xhtml": page(TEXT), "2.xhtml": page("<h1>Two</h1>" + TEXT)}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo("OPS/1.xhtml").header_offset
    directory = bytes(data).rfind(b"PK\x01\x02", 0, bytes(data).rfind(b"OPS/1.xhtml"))
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert "damaged" in _notice_of(bytes(data))
    data[place + 6] |= 1
    data[directory + 8] |= 1
    assert "encrypted" in _notice_of(bytes(data))
    target = io.BytesIO(book({"1.xhtml": page(TEXT)}))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("OPS/1.xhtml", page("<p>The second of that name.</p>"))
    articles, notices = of(target.getvalue())
    assert said(articles[0]) == ["The second of that name."]
    assert [notice.code for notice in notices] == ["archive.names"]


def test_p10_a_member_without_a_name_is_told() -> None:
    target = io.BytesIO(book({"1.xhtml": page(TEXT)}))
    with zipfile.ZipFile(target, "a") as archive:
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        archive.writestr(nameless, "Nothing leads here.")
    articles, notices = of(target.getvalue())
    assert len(articles) == 1 and [(notice.kind, notice.code) for notice in notices] == [("left-out", "archive.names")]


def test_p10_entities_are_refused_at_once_and_open_nothing() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    evil = laughs + ']><container><rootfiles><rootfile full-path="&j;"/></rootfiles></container>'
    assert "entities" in refused(book({"1.xhtml": page(TEXT)}, extra={"META-INF/container.xml": evil}))
    text = page("<p>&secret; &j;</p>" + TEXT).replace("<!DOCTYPE html>", laughs + '<!ENTITY secret SYSTEM "file:///etc/passwd">]>')
    articles, _ = of(book({"1.xhtml": text}))
    assert "root:" not in plain_text(articles[0]) and len(plain_text(articles[0])) < 1_000


def test_p5_mutated_books_raise_nothing_but_our_errors() -> None:
    pages = {
        "1.xhtml": page(f'<h1>One</h1><p>Salt<a href="2.xhtml#n" epub:type="noteref">1</a></p>{TEXT}'),
        "2.xhtml": page('<aside id="n">Sea.</aside>'),
    }
    whole = zipped(_members(book(pages, contents=[("One", "1.xhtml")])), method=zipfile.ZIP_STORED)
    chance = random.Random(7)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        try:
            of(bytes(data))
        except ConvertError:
            continue


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- openings, bars, periodicals --------------------------------------------------------------------------


def test_lines_that_say_what_the_contents_do_are_the_title() -> None:
    pages = {
        "1.xhtml": page(f"<p>1</p><h1>The Quay</h1>{TEXT}"),
        "2.xhtml": page(f"<p><b>CHAPTER TWO</b></p><p><i>The Boat</i></p>{TEXT}"),
        "3.xhtml": page(f"<p>Home</p><p>They went home at last.</p>{TEXT}"),
    }
    contents = [("1. The Quay", "1.xhtml"), ("Chapter Two: The Boat", "2.xhtml"), ("Chapter Three", "3.xhtml")]
    articles, _ = of(book(pages, contents=contents))
    assert [article.title for article in articles] == [label for label, _ in contents]
    assert [said(article) for article in articles] == [[LONG.strip()], [LONG.strip()], ["Home", "They went home at last.", LONG.strip()]]


def test_a_subtitle_and_a_byline_below_the_title_are_read_where_they_are_marked() -> None:
    marked = f'<h1>The Quay</h1><p class="subtitle">How it was built</p><p class="byline">By Bea Marin</p>{TEXT}'
    plain = f'<h1>The Boat</h1><p class="c">By Bea Marin</p><p class="subtitle">How</p>{TEXT}<p class="subtitle">And why</p>'
    articles, _ = of(book({"1.xhtml": page(marked), "2.xhtml": page(plain)}, contents=[("The Quay", "1.xhtml"), ("The Boat", "2.xhtml")]))
    assert (articles[0].subtitle, articles[0].authors, said(articles[0])) == ("How it was built", ("Bea Marin",), [LONG.strip()])
    assert (articles[1].subtitle, articles[1].authors, said(articles[1])[:2]) == ("", ("Ada Ferro",), ["By Bea Marin", "How"])


def test_a_title_with_nothing_below_it_heads_what_comes_next() -> None:
    pages = {"p.xhtml": page("<h1>Part One</h1>"), "1.xhtml": page(f"<h1>The Quay</h1>{TEXT}"), "q.xhtml": page("<h1>Part Two</h1>")}
    articles, notices = of(book(pages, contents=[("Part One", "p.xhtml"), ("The Quay", "1.xhtml"), ("Part Two", "q.xhtml")]))
    assert [(article.title, article.section) for article in articles] == [("The Quay", "Part One")]
    assert [(notice.code, notice.excerpt) for notice in notices] == [("epub.lone", "Part Two")]


def test_a_long_book_under_one_line_of_the_contents_is_parted_by_the_lines_below() -> None:
    parts = [f'<section id="p{n}"><h2>Story {n}</h2>{TEXT * 150}</section>' for n in range(4)]
    short = [f'<section id="p{n}"><h2>Part {n}</h2>{TEXT}</section>' for n in range(4)]
    nested = [("All of it", "1.xhtml", [(f"Story {n}", f"1.xhtml#p{n}", []) for n in range(4)])]
    for texts, titles in ((parts, [f"Story {n}" for n in range(4)]), (short, ["All of it"])):
        articles, _ = of(book({"1.xhtml": page("<h1>All of it</h1>" + "".join(texts))}, nav=_nested(nested)))
        assert [article.title for article in articles] == titles


def test_a_line_of_the_contents_that_leads_nowhere_only_names_a_group() -> None:
    text = "".join(f'<section id="p{n}"><h2>Story {n}</h2>{TEXT}</section>' for n in range(3))
    lines = [("Story 0", "1.xhtml#p0", []), ("By Bea Marin", "", [("Story 1", "1.xhtml#p1", []), ("Story 2", "1.xhtml#p2", [])])]
    articles, _ = of(book({"1.xhtml": page(text)}, nav=_nested(lines)))
    assert [(article.title, article.section) for article in articles] == [
        ("Story 0", ""),
        ("Story 1", "By Bea Marin"),
        ("Story 2", "By Bea Marin"),
    ]


def _nested(lines: list) -> str:
    """The list of a navigation document: labels, addresses, and what is below each."""
    made = "".join(
        f"<li>{f'<a href={chr(34)}{href}{chr(34)}>{label}</a>' if href else f'<span>{label}</span>'}{_nested(below)}</li>"
        for label, href, below in lines
    )
    return f"<ol>{made}</ol>" if made else ""


def test_bars_of_links_from_page_to_page_are_left_out_and_counted() -> None:
    bar = '<p><a href="n.xhtml">Contents</a> | <a href="{}">Next</a></p><hr/>'
    pages = {
        "n.xhtml": page("".join(f'<p><a href="{n}.xhtml">Part {n}</a></p>' for n in (1, 2, 3))),
        "1.xhtml": page(f'{bar.format("2.xhtml")}<h1>One</h1>{TEXT}<p><a href="n.xhtml">Back to the contents</a></p>'),
        "2.xhtml": page(f'<h1>Two</h1>{TEXT}<p>See <a href="1.xhtml">one</a> or <a href="3.xhtml">three</a>.</p>'),
        "3.xhtml": page(f'<h1>Three</h1>{TEXT}<ul><li><a href="1.xhtml">One</a></li><li><a href="2.xhtml">Two</a></li></ul>'),
    }
    articles, notices = of(book(pages))
    assert [(article.title, said(article)[1:]) for article in articles] == [
        ("One", []),
        ("Two", ["See one or three."]),
        ("Three", ["One\nTwo"]),
    ]
    assert [(notice.code, notice.count) for notice in notices if notice.code == "epub.bar"] == [("epub.bar", 2)]


def periodical() -> bytes:
    """An issue as calibre makes it of news."""
    bar = '<div class="calibre_navbar">| <a href="{}">Next</a> | <a href="s.xhtml#x">Section menu</a> | <hr class="c6"/></div>'
    end = '<div class="calibre_navbar1"><hr/><p>This article was downloaded by <strong>calibre</strong> from <a href="{0}">{0}</a></p>| <a href="s.xhtml">Section menu</a></div>'
    article = "<h1 class='c8'>{} came in</h1><p class='c'>By Bea Marin and Carl Ost</p><p class='c'>May 3rd, 2024</p>"
    pages = {
        "i.xhtml": page('<p>[Fri, 3 May 2024]</p><ul><li><a href="s.xhtml">World</a></li></ul>'),
        "s.xhtml": page(
            '<h2>World</h2><ul><li><a href="1.xhtml">The tide</a><span>3 May</span><div>It came in over the flats.</div></li><li><a href="2.xhtml">The boat</a></li></ul>'
        ),
        "1.xhtml": page(bar.format("2.xhtml") + article.format("The tide") + TEXT + end.format("https://example.org/tide")),
        "2.xhtml": page(bar.format("i.xhtml") + article.format("The boat") + TEXT),
    }
    nav = _nested([("World", "s.xhtml", [("The tide", "1.xhtml", []), ("The boat", "2.xhtml", [])])])
    metadata = '<dc:title>The Times of Testing</dc:title><dc:language>en</dc:language><dc:creator>calibre</dc:creator><meta name="calibre:publication_type" content="periodical:newspaper:x"/>'
    return book(pages, nav=nav, metadata=metadata)


def test_an_issue_of_a_periodical_is_its_articles() -> None:
    (tide, boat), notices = of(periodical())
    assert (tide.title, tide.authors, tide.published, tide.url) == (
        "The tide came in",
        ("Bea Marin", "Carl Ost"),
        "2024-05-03",
        "https://example.org/tide",
    )
    assert (boat.title, boat.section, boat.site, boat.url) == ("The boat came in", "World", "The Times of Testing", "")
    assert [said(article) for article in (tide, boat)] == [[LONG.strip()]] * 2
    assert [notice.code for notice in notices] == ["epub.front", "epub.front", "epub.bar"]


def test_page_numbers_that_transcribers_set_are_left_out() -> None:
    text = (
        '<h1>One</h1><p>Sea <span class="pagenum"><a id="Page_12">[Pg 12]</a></span>and tar, so<a id="page13">13</a> on.</p>'
        f'<p>Not <a id="page14">page 15</a> but <span id="p16">16</span> boats at <a href="#page14">14</a>.</p>{TEXT}'
    )
    articles, notices = of(book({"1.xhtml": page(text)}))
    assert said(articles[0])[:2] == ["Sea and tar, so on.", "Not page 15 but boats at 14."]
    assert [(notice.code, notice.count) for notice in notices] == [("epub.page", 3)]


def test_a_note_is_found_by_the_anchor_before_its_reference() -> None:
    text = '<h1>One</h1><p>Salt<a id="r1"></a><sup><a href="#n1">1</a></sup> and tar.</p>' + TEXT
    note = '<p><a id="n1"></a><a href="#r1">1</a> From the sea.</p>'
    far = '<p>Salt<a id="r2"></a><a href="2.xhtml#n2">2</a>.</p>'
    notes = '<section epub:type="endnotes"><h2>Notes</h2><ol><li id="n2"><p>From pines.</p></li></ol></section>'
    (article,), _ = of(
        book({"1.xhtml": page(text + far + note), "2.xhtml": page(notes)}, contents=[("One", "1.xhtml"), ("Notes", "2.xhtml")])
    )
    assert [plain_text(*note.children) for note in of_kind(article, model.Note)] == ["From the sea.", "From pines."]
    assert said(article)[0].startswith("Salt") and not article.section


def test_a_link_to_a_place_that_is_not_there_leads_to_its_page() -> None:
    pages = {
        "1.xhtml": page(f'<h1>One</h1><p><a href="2.xhtml#gone">Two</a> <a href="#gone">here</a></p>{TEXT}'),
        "2.xhtml": page(f"<h1>Two</h1>{TEXT}"),
    }
    (one, two), _ = of(book(pages))
    assert [link.href for link in of_kind(one, model.Link)] == [f"#{two.id}"]


def test_films_of_the_book_are_told_and_keep_their_still() -> None:
    text = f'<h1>One</h1>{TEXT}<video src="f.mp4" poster="sea.png"></video><audio><source src="s.mp3"/>No sound.</audio>'
    (article,), notices = of(book({"1.xhtml": page(text)}, extra={"OPS/sea.png": drawn()}))
    assert len(article.pictures) == 1 and len(of_kind(article, model.Embed)) == 1
    assert [(notice.kind, notice.code) for notice in notices] == [("lost", "epub.media")] * 2


def test_a_picture_in_a_listing_is_its_words() -> None:
    text = f'<h1>One</h1>{TEXT}<pre><code>sail() <a href="#c1"><img src="sea.png" alt="(1)"/></a>\nstop()</code></pre>'
    (article,), _ = of(book({"1.xhtml": page(text)}, extra={"OPS/sea.png": drawn()}))
    assert [listing.text for listing in of_kind(article, model.CodeBlock)] == ["sail() (1)\nstop()"]


def test_headings_of_notes_that_stand_at_their_references_are_no_chapter() -> None:
    one = page(f'<h1>One</h1>{TEXT}<p>Fact.<a id="r1" href="n.xhtml#n1">1</a></p>')
    two = page(f'<h1>Two</h1>{TEXT}<p>More.<a id="r2" href="n.xhtml#n2">1</a></p>')
    note = '<p id="n{0}"><a href="{1}.xhtml#r{0}">1</a>. Said by {1}.</p>'
    notes = page(f"<h1>Notes</h1><h2>One</h2>{note.format(1, 'a')}<h2>Two</h2>{note.format(2, 'b')}")
    contents = [("One", "a.xhtml"), ("Two", "b.xhtml"), ("Notes", "n.xhtml")]
    articles, notices = of(book({"a.xhtml": one, "b.xhtml": two, "n.xhtml": notes}, contents=contents))
    assert [article.title for article in articles] == ["One", "Two"]
    assert [len(of_kind(article, model.Note)) for article in articles] == [1, 1]
    assert [notice.code for notice in notices] == ["epub.notes"]


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ('<dc:date opf:event="modification">2026-04-01</dc:date><dc:date opf:event="publication">2020-01-02</dc:date>', "2020-01-02"),
        ('<dc:date opf:event="conversion">2026-04-01</dc:date><dc:date>2019-05</dc:date>', "2019-05"),
        ('<dc:date opf:event="modification">2026-04-01</dc:date>', ""),
    ],
)
def test_a_day_on_which_a_book_was_changed_is_not_that_of_its_publication(dates: str, day: str) -> None:
    metadata = f"<dc:title>The Sea Book</dc:title><dc:language>en</dc:language>{dates}"
    (article,), _ = of(book({"a.xhtml": page(f"<h1>One</h1>{TEXT}")}, contents=[("One", "a.xhtml")], metadata=metadata))
    assert article.published == day


def test_paragraphs_of_several_lines_are_stanzas_of_a_poem() -> None:
    stanzas = "<p>The boats went out,<br/>the tide came in,<br/></p><p>and nobody<br/>looked <i>up</i>.</p>"
    (article,), _ = of(book({"a.xhtml": page(f'<h1>One</h1><div class="poetry">{stanzas}</div>{TEXT}')}, contents=[("One", "a.xhtml")]))
    assert said(article)[:2] == ["The boats went out,\nthe tide came in,", "and nobody\nlooked up."]
    lines = "<p>The boats went out,<br/></p><p>the tide came in.</p>"
    (article,), _ = of(book({"a.xhtml": page(f'<h1>One</h1><div class="poetry">{lines}</div>{TEXT}')}, contents=[("One", "a.xhtml")]))
    assert said(article)[0] == "The boats went out,\nthe tide came in."


# --- notes and pages out of the way -----------------------------------------------------------------------


def test_notes_at_the_end_of_a_file_of_several_chapters_stand_in_each() -> None:
    body = (
        f'<h2 id="c1">One</h2>{TEXT}<p>Fact<a epub:type="noteref" href="#n1">1</a>.</p>'
        f'<h2 id="c2">Two</h2>{TEXT}<p>More<a id="r2" href="#n2">2</a>, and<a epub:type="noteref" href="#n1">1</a>.</p>'
        f'<h2 id="c3">Three</h2>{TEXT}<h2>Notes</h2>'
        '<p id="n1">1. The first note.</p><p id="n2"><a href="#r2">2</a>. The second note.</p>'
    )
    contents = [(name, f"a.xhtml#c{number}") for number, name in enumerate(("One", "Two", "Three"), 1)]
    articles, notices = of(book({"a.xhtml": page(body)}, contents=contents))
    noted = [[plain_text(*note.children) for note in of_kind(article, model.Note)] for article in articles]
    assert noted == [["The first note."], ["The second note.", "The first note."], []]
    assert not of_kind(articles[2], model.Heading) and "note" not in plain_text(*articles[2].body)
    assert [(notice.code, notice.excerpt) for notice in notices] == [("epub.notes", "Notes")]


def test_the_heading_over_notes_stays_while_one_of_them_does() -> None:
    far = page(
        '<section><h2>Notes</h2><ol><li id="n1"><p>The first note.</p></li><li id="n2"><p>Nobody ever calls for this one here.</p></li></ol></section>'
    )
    text = page(f'<h1>One</h1>{TEXT}<p>Fact<a epub:type="noteref" href="n.xhtml#n1">1</a>.</p>')
    (article,), notices = of(book({"a.xhtml": text, "n.xhtml": far}, contents=[("One", "a.xhtml")]))
    assert [plain_text(*note.children) for note in of_kind(article, model.Note)] == ["The first note."]
    assert plain_text(*article.body).endswith("Notes\nNobody ever calls for this one here.") and not notices


def test_pages_that_the_order_of_reading_lacks_are_read_where_one_links_to_them() -> None:
    text = page(f'<h1>One</h1>{TEXT}<p>Fact<a epub:type="noteref" href="n.xhtml#n1">1</a>, see <a href="x.xhtml#t">the table</a>.</p>')
    beside = {
        "n.xhtml": page('<p id="n1">The note.</p>'),
        "x.xhtml": page(f'<h2 id="t">The table</h2>{TEXT}'),
        "y.xhtml": page(f"<h2>Nobody links here</h2>{TEXT}"),
    }
    made = book({"a.xhtml": text, **beside}, contents=[("One", "a.xhtml")])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for number in (1, 2, 3):
        files["OPS/book.opf"] = files["OPS/book.opf"].replace(f'<itemref idref="i{number}"/>'.encode(), b"")
    (one, two), _ = of(zipped(files))
    assert [plain_text(*note.children) for note in of_kind(one, model.Note)] == ["The note."]
    assert [link.href for link in of_kind(one, model.Link)] == [f"#{two.id}"] and two.title == "The table"


def test_formulas_that_a_book_has_as_tex_are_formulas() -> None:
    text = f'<h1>One</h1>{TEXT}<p><span class="math display">$$\\frac{{1}}{{2}}$$</span></p>'
    (article,), _ = of(book({"1.xhtml": page(text)}, contents=[("One", "1.xhtml")]))
    assert [formula.tex for formula in of_kind(article, model.MathBlock)] == ["\\frac{1}{2}"]
