"""The MHTML reader, and pages that carry their pictures themselves."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import base64
import plistlib
import quopri
import random

import pytest

from convert import model
from convert.assemble import pack
from convert.bundled import with_pictures
from convert.errors import ConvertError, InputError
from convert.formats import Source, reader, sniff
from convert.model import Article
from convert.notices import Notice
from convert.readers.mhtml import read
from convert.walk import plain_text, walk
from tests.books import drawn

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))
FIGURES = '<figure><img src="pics/sea.png" srcset="https://far.example/sea-2000.png 2000w" alt="Sea"><figcaption>The sea.</figcaption></figure><p><img src="cid:boat@x" alt="Boat"></p>'
SCENE = drawn((900, 600))


def saved(body: str = PROSE + FIGURES, *, title: str = "A long day", charset: str = "utf-8") -> bytes:
    head = f"<h1>{title}</h1>" if title else ""
    text = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article>{head}{body}</article></body></html>"
    page = text.encode(charset)
    picture = base64.encodebytes(SCENE)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://coast.example/a/day.html\r\nSubject: A long day\r\nDate: Sat, 14 Mar 2026 06:30:00 -0000\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; '
        b'boundary="--B"\r\n\r\n----B\r\n'
        b"Content-Type: text/html; charset="
        + charset.encode()
        + b"\r\nContent-ID: <page@x>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://coast.example/a/day.html\r\n\r\n"
        + quopri.encodestring(page).replace(b"\n", b"\r\n")
        + b"\r\n----B\r\nContent-Type: text/css\r\nContent-Location: https://coast.example/a.css\r\n\r\nbody {}\r\n"
        b"----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://coast.example/a/pics/sea.png\r\n\r\n"
        + picture
        + b"\r\n"
        b"----B\r\nContent-Type: image/png\r\nContent-ID: <boat@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + picture
        + b"\r\n----B--\r\n"
    )


def of(data: bytes) -> tuple[Article, list[Notice]]:
    notices: list[Notice] = []
    (article,) = read(Source(name="day.mhtml", data=data), notices.append)
    return article, notices


def test_the_page_is_read_as_a_page_with_its_pictures() -> None:
    article, _ = of(saved())
    assert (article.title, article.url, article.retrieved, article.extractor) == (
        "A long day",
        "https://coast.example/a/day.html",
        "2026-03-14T06:30:00+00:00",
        "mhtml",
    )
    assert len([block for block in article.body if isinstance(block, model.Paragraph)]) == 6
    notices: list[Notice] = []
    made = pack([article], notify=notices.append)
    assert len(made.pictures) == 1 and not notices
    assert [figure.image.alt for figure in walk(made.articles[0]) if isinstance(figure, model.Figure) and figure.image] == ["Sea", "Boat"]


def test_the_part_that_the_message_starts_with_counts() -> None:
    data = saved().replace(
        b"----B\r\nContent-Type: text/html",
        b"----B\r\nContent-Type: text/html\r\nContent-ID: <frame@x>\r\n\r\n<p>A frame</p>\r\n----B\r\nContent-Type: text/html",
        1,
    )
    data = data.replace(b'type="text/html"; ', b'type="text/html"; start="<page@x>"; ')
    assert of(data)[0].title == "A long day"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1251"])
def test_the_encoding_is_that_of_the_part(charset: str) -> None:
    word = "сегодня" if charset == "windows-1251" else "größer"
    assert word in plain_text(*of(saved(PROSE + f"<p>{word}, {SENTENCE.format('seventh')}</p>", charset=charset))[0].body)


def test_sniffed_by_content() -> None:
    assert sniff(Source(name="x", data=saved(), path="x.html")) == "mhtml"
    assert sniff(Source(name="x", data=b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n")) == "mhtml"


def test_pages_that_carry_their_pictures_themselves_need_nothing_more() -> None:
    """What SingleFile and similar programs save: one HTML file, pictures in ``data:`` URLs."""
    url = "data:image/png;base64," + base64.b64encode(SCENE).decode()
    page = f"<!doctype html><html lang=en><head><title>A long day</title></head><body><article><h1>A long day</h1>{PROSE}<figure><img src='{url}' alt='Sea'></figure></article></body></html>"
    (article,) = reader("html")(Source(name="x", data=page.encode()), lambda notice: None)
    assert len(pack([article]).pictures) == 1


def test_a_picture_that_singlefile_keeps_in_its_style_sheet_is_shown() -> None:
    address = "data:image/png;base64," + base64.b64encode(SCENE).decode()
    empty = (
        "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%22900%22 height=%22600%22><rect fill-opacity=%220%22/></svg>"
    )
    figure = f'<figure><img alt=Sea src="{empty}" style="background-clip:content-box!important;background-image:var(--sf-img-{{}})!important"><figcaption>The sea.</figcaption></figure>'
    style = f'<style>:root{{--sf-img-7:url("{address}");--sf-img-8:url("data:text/html,x")}}</style>'
    for number, count in ((7, 1), (8, 0), (9, 0)):
        page = f"<!DOCTYPE html><html><head><title>A long day</title>{style}</head><body><article><h1>A long day</h1>{PROSE}{figure.format(number)}{PROSE}</article></body></html>"
        (article,) = reader("html")(Source(name="day.html", data=page.encode()), lambda notice: None)
        assert len(pack([article]).pictures) == count


def test_only_what_was_saved_comes_in() -> None:
    page = b"<img src=a.png alt=x><img class='big' src=\"b.png\"><IMG data-src=a.png src=spacer.gif>"
    known = {"https://c.example/a.png": (b"bytes", "image/png; x=y")}
    made = with_pictures(page, "https://c.example/", known.get)
    assert (
        made
        == b'<img src="data:image/png;base64,Ynl0ZXM=" alt=x><img class=\'big\' src="b.png"><IMG src="data:image/png;base64,Ynl0ZXM=" data-src=a.png>'
    )


def test_what_is_no_page_says_so() -> None:
    for data, why in {
        saved()
        .replace(b"text/html", b"application/pdf")
        .replace(b"<html", b"<pdf")
        .replace(b"<!DOCTYPE", b"<!")
        .replace(b"<!doctype", b"<!"): "without a page",
        saved("<script>start()</script>", title=""): "no article",
    }.items():
        with pytest.raises(InputError, match=why):
            of(data)


def test_p3_deep_and_many_parts_are_bounded() -> None:
    nested = b"MIME-Version: 1.0\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3_000)
    )
    with pytest.raises(InputError):
        of(nested)
    with pytest.raises(InputError):
        of(saved() + b"\r\n--B\r\n" * 200_000)


def test_p5_mutated_archives_raise_nothing_but_our_errors() -> None:
    whole = saved()
    chance = random.Random(5)
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(1_500 if chance.random() < 0.7 else len(data))] = chance.randrange(256)
        try:
            list(read(Source(name="x", data=bytes(data)), lambda notice: None))
        except ConvertError:
            continue


def test_a_picture_of_no_stated_kind_and_one_on_a_drive_of_windows_are_found() -> None:
    for old, new in ((b"image/png", b"application/octet-stream"), (b"https://coast.example/a/", b"file://C:\\saved\\")):
        article, _ = of(saved().replace(old, new))
        assert len(pack([article]).pictures) == 1


# --- Safari's -----------------------------------------------------------------------------------------------


def of_safari(form: plistlib.PlistFormat = plistlib.FMT_BINARY, *, encoding: str = "utf-8") -> bytes:
    where = "https://coast.example/a/"
    page = f"<html><head><title>A long day</title></head><body><article><h1>A long day</h1>{PROSE}{FIGURES}<p>Größer war sie nie.</p></article></body></html>"
    main = {"WebResourceData": page.encode(encoding), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": encoding}
    picture = {"WebResourceData": SCENE, "WebResourceMIMEType": "image/png", "WebResourceURL": f"{where}pics/sea.png"}
    archive = {"WebMainResource": main | {"WebResourceURL": f"{where}day.html"}, "WebSubresources": [picture, "no resource", {}]}
    return plistlib.dumps(archive, fmt=form)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML], ids=["binary", "xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_a_web_archive_of_safari_is_its_page(form: plistlib.PlistFormat, encoding: str) -> None:
    data = of_safari(form, encoding=encoding)
    assert sniff(Source(name="x", data=data)) == sniff(Source(name="x", data=data[:4_096])) == "mhtml"
    article, _ = of(data)
    assert (article.title, article.url) == ("A long day", "https://coast.example/a/day.html")
    assert plain_text(*article.body).endswith("Größer war sie nie.")
    assert len(pack([article]).pictures) == 1


def test_a_web_archive_of_safari_that_is_damaged_or_hostile_raises_nothing_but_our_errors() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><plist><dict><key>WebMainResource</key><string>&b;</string></dict></plist>'
    without = plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}})
    for data in (laughs, without, plistlib.dumps([1]), b"bplist00" + bytes(40)):
        with pytest.raises(InputError):
            of(data)
    chance = random.Random(7)
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        whole = of_safari(form)
        for _ in range(150):
            mutated = bytearray(whole)
            for _ in range(chance.randrange(1, 12)):
                mutated[chance.choice((chance.randrange(len(whole)), -1 - chance.randrange(300)))] = chance.randrange(256)
            try:
                of(bytes(mutated[: chance.choice((len(whole), chance.randrange(len(whole))))]))
            except (ConvertError, ValueError) as error:  # of() wants one article
                assert isinstance(error, ConvertError) or "unpack" in str(error)


def test_an_archive_that_breaks_off_says_so() -> None:
    assert not of(saved())[1]
    _, (notice,) = of(saved()[:-2_000])
    assert (notice.kind, notice.code) == ("lost", "archive.damaged")


def parts(*listed: tuple[str, bytes]) -> bytes:
    head = b'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://coast.example/a/day.html\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    body = b"".join(
        f"--b\r\n{told}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(data) + b"\r\n" for told, data in listed
    )
    return head + body + b"--b--\r\n"


WHOLE = f"<!DOCTYPE html><html><head><title>A long day</title></head><body><article><h1>A long day</h1>{PROSE}<img src='/pics/sea.png' width='900' alt='Sea'></article></body></html>".encode()
SHELL = (
    b"<!DOCTYPE html><html><head><title>Shell</title></head><body><p>Menu</p><iframe src='https://coast.example/f'></iframe></body></html>"
)


@pytest.mark.parametrize(
    "kind", ["Content-Type: text/plain\r\n", "Content-Type: application/octet-stream\r\n", "Content-Type: image/png\r\n"]
)
@pytest.mark.parametrize("place", ["/pics/sea.png", "../pics/sea.png", "https://coast.example/pics/sea.png"])
def test_pictures_are_found_by_relative_addresses_and_whatever_is_said_of_them(kind: str, place: str) -> None:
    article, _ = of(
        parts(
            ("Content-Type: text/html\r\nContent-Location: https://coast.example/a/day.html", WHOLE),
            (f"{kind}Content-Location: {place}", SCENE),
        )
    )
    assert len(pack([article]).pictures) == 1


@pytest.mark.parametrize("told", ["Content-Type: text/plain", "X-Nothing: said"])
def test_a_page_is_known_by_how_it_begins(told: str) -> None:
    assert of(parts((told, WHOLE)))[0].title == "A long day"


def test_a_page_of_one_part_is_no_letter() -> None:
    data = (
        b"From: <Saved by Windows Internet Explorer 11>\r\nSubject: A long day\r\nDate: Sat, 14 Mar 2026 06:30:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://coast.example/a/day.html\r\n\r\n"
        + WHOLE
    )
    assert sniff(Source(name="x", data=data)) == "mhtml"
    article, _ = of(data)
    assert (article.title, article.url) == ("A long day", "https://coast.example/a/day.html")


def test_where_a_page_is_but_set_round_a_frame_the_frame_is_read() -> None:
    frame = ("Content-Type: text/html\r\nContent-Location: https://coast.example/f", WHOLE)
    article, notices = of(parts(("Content-Type: text/html", SHELL), frame))
    assert (article.title, article.url) == ("A long day", "https://coast.example/f")
    assert [notice.code for notice in notices if notice.code.startswith("archive.")] == ["archive.frame"]
    inner = {"WebMainResource": {"WebResourceData": WHOLE, "WebResourceURL": "https://coast.example/f", "WebResourceMIMEType": "text/html"}}
    outer = {
        "WebMainResource": {"WebResourceData": SHELL, "WebResourceURL": "https://coast.example/", "WebResourceMIMEType": "text/html"},
        "WebSubframeArchives": [inner],
    }
    assert of(plistlib.dumps(outer))[0].title == "A long day"
    assert (
        of(
            parts(
                ("Content-Type: text/html", WHOLE),
                ("Content-Type: text/html\r\nContent-Location: https://ads.example/", WHOLE.replace(b"A long day", b"Ad")),
            )
        )[0].title
        == "A long day"
    )


def test_a_web_archive_of_a_document_holds_no_page() -> None:
    with pytest.raises(InputError, match="a web archive without a page"):
        of(
            plistlib.dumps(
                {
                    "WebMainResource": {
                        "WebResourceData": b"%PDF-1.4 words of it",
                        "WebResourceURL": "https://c.example/a.pdf",
                        "WebResourceMIMEType": "application/pdf",
                    }
                }
            )
        )
