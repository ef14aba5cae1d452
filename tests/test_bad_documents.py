"""Broken and hostile documents among good ones: each named on one line, the others delivered, in bounded time."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import book, page, zipped
from tests.command import Done, readpack
from tests.test_docx_reader import document, drawing, p
from tests.test_web_archive_reader import article, record

PROSE = "<p>The ferry crosses the sound again, twice a day and once on Sundays, as it did before the war and the storm.</p>" * 6
GOOD = f"<!doctype html><html><head><title>Good</title></head><body><article><h1>Good</h1>{PROSE}</article></body></html>".encode()
SCRIPT = (
    "<!doctype html><html><body><div id=app></div><noscript>Please enable JavaScript.</noscript><script>"
    + "go();" * 9_000
    + "</script></body></html>"
)
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
EMF = b"\x01\0\0\0\x6c\0\0\0" + b"\0" * 32 + b" EMF" + b"\0" * 100


def swollen(data: bytes, member: str, size: int) -> bytes:
    """The archive ``data`` with so many blanks at the end of ``member``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + b" " * (size if name == member else 0))
    return packed.getvalue()


def pointing(data: bytes, member: str, old: str, fresh: str) -> bytes:
    """The archive ``data`` with an address in ``member`` changed, and a member that climbs out of any folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in files[member]
    return zipped(files | {member: files[member].replace(old.encode(), fresh.encode()), "../../outside.txt": b"x"})


WARC = b"".join(record(f"https://coast.example/{n}", article(f"Page {n}")) for n in range(4))
DOCX = document(p("The ferry crosses the sound."))
BOOK = book({"1.xhtml": page(f"<h1>Good</h1>{PROSE}")})

# What is refused: its file, its bytes, what the line says of it.
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a page of 100 MB": ("a.html", lambda: GOOD + b"<p>tide</p>" * 9_000_000, "larger than 50 MB"),
    "a page that is a script": ("a.html", SCRIPT.encode, "put there by scripts"),
    "entities in a feed": (
        "a.rss",
        lambda: f'<!DOCTYPE rss [<!ENTITY a "aaaa">{ENTITIES}]><rss><channel><title>&m;</title></channel></rss>'.encode(),
        "declares entities",
    ),
    "entities in a document": (
        "a.docx",
        lambda: pointing(DOCX, "word/document.xml", "<w:document", '<!DOCTYPE x [<!ENTITY a "a">]><w:document'),
        "declares entities",
    ),
    "a document that is a bomb": ("a.docx", lambda: swollen(DOCX, "word/document.xml", 200_000_000), "unpacks to"),
    "a book that is a bomb": ("a.epub", lambda: swollen(BOOK, "OPS/1.xhtml", 200_000_000), "more than 50 MB of text"),
    "a document that climbs out": (
        "a.docx",
        lambda: pointing(DOCX, "_rels/.rels", "word/document.xml", "../../../../etc/passwd"),
        "holds no Word document",
    ),
    "a book that climbs out": (
        "a.epub",
        lambda: pointing(BOOK, "META-INF/container.xml", "OPS/book.opf", "../../../etc/passwd"),
        "no package that is there",
    ),
    "a book whose chapter climbs out": (
        "a.epub",
        lambda: pointing(BOOK, "OPS/book.opf", "1.xhtml", "../../../../etc/passwd"),
        "holds no text",
    ),
    "half of a document": ("a.docx", lambda: DOCX[: len(DOCX) // 2], "damaged archive"),
    "a letter of nothing but parts": (
        "a.eml",
        lambda: (
            b"From: a@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 5_000
        ),
        "without a text",
    ),
}

# What is read, in spite of it: its file, its bytes, words that are there, what is told of it.
READ: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "100,000 nested elements": ("a.html", lambda: b"<html><body>" + b"<div>" * 100_000 + PROSE.encode(), "The ferry", "html.depth"),
    "100,000 nested marks": (
        "a.html",
        lambda: GOOD.replace(b"</article>", b"<p>" + b"<b><i>" * 50_000 + b"deep below</p></article>"),
        "deep below",
        "html.depth",
    ),
    "everything unclosed": (
        "a.html",
        lambda: b"<html><body><article><h1>U" + PROSE.encode().replace(b"</p>", b"") + b"<table><tr><td>" * 2_000,
        "as it did before the war",
        "",
    ),
    "a wrong charset": (
        "a.html",
        lambda: GOOD.replace(b"<title>", b"<meta charset=utf-16><title>").replace(b"ferry", b"f\xe9rry"),
        "férry",
        "",
    ),
    "entities in a page": (
        "a.html",
        lambda: b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + GOOD.replace(b"</article>", b"<p>&b;&b;</p></article>"),
        "&b;&b;",
        "",
    ),
    "half of an archive": ("a.warc", lambda: WARC[: int(len(WARC) * 0.6)], "Page 1", "archive.damaged"),
    "half of a packed archive": ("a.warc.gz", lambda: gzip.compress(WARC)[:-40], "Page 1", "archive.damaged"),
    "a feed that is a page": ("a.rss", lambda: GOOD.replace(b"Good", b"No feed"), "No feed", ""),
    "a bomb that nothing shows": (
        "a.docx",
        lambda: zipped(
            {
                **{name: zipfile.ZipFile(io.BytesIO(DOCX)).read(name) for name in zipfile.ZipFile(io.BytesIO(DOCX)).namelist()},
                "word/media/x.png": b"\0" * 100_000_000,
            }
        ),
        "The ferry",
        "",
    ),
    "metafiles": (
        "a.docx",
        lambda: document(p("Tides:") + p(drawing("i.emf", "A chart of the tides")), parts={"i.emf": EMF}),
        "A chart of the tides",
        "picture.format",
    ),
}


def converted(name: str, data: bytes, folder: Path, *more: str) -> tuple[Done, str, list[dict[str, str]]]:
    """A run over a good page and the bad input: how it ended, what is in the pack, what was told of the bad one."""
    (folder / "good.html").write_bytes(GOOD)
    (folder / name).write_bytes(data)
    done = readpack("convert", "good.html", name, "-o", "p.json", "--report", "r.json", *more, cwd=folder)
    told = [notice for notice in json.loads((folder / "r.json").read_bytes())["notices"] if notice.get("source", "").startswith(name)]
    return done, (folder / "p.json").read_text(encoding="utf-8"), told


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_named_and_the_others_are_delivered(what: str, tmp_path: Path) -> None:
    name, made, words = REFUSED[what]
    done, pack, told = converted(name, made(), tmp_path)
    assert done.code == 8 and "Traceback" not in done.err, done
    assert "The ferry crosses the sound again" in pack and "root:" not in pack
    (failure,) = [notice for notice in told if notice["kind"] == "failed" and notice["code"] == "input.failed"]
    assert words in failure["message"] and "\n" not in failure["message"] and name not in failure["message"]
    assert not (tmp_path.parent / "outside.txt").exists() and not (tmp_path.parent.parent / "outside.txt").exists()


@pytest.mark.parametrize("what", READ)
def test_what_is_damaged_gives_what_is_there(what: str, tmp_path: Path) -> None:
    name, made, words, code = READ[what]
    done, pack, told = converted(name, made(), tmp_path)
    assert done.code == 0 and "Traceback" not in done.err, done
    assert words in pack
    assert not code or code in [notice["code"] for notice in told], told


def test_a_lost_picture_is_named_with_its_words_at_each_place(tmp_path: Path) -> None:
    body = p("Tides:") + p(drawing("i.emf", "A chart of the tides")) + p(drawing("i.emf", "The same again")) + p(drawing("i.emf", ""))
    _, _, told = converted("a.docx", document(body, parts={"i.emf": EMF}), tmp_path)
    lost = [(notice["kind"], notice.get("excerpt", "")) for notice in told if "metafile" in notice["message"]]
    assert lost == [("lost", "A chart of the tides"), ("lost", "The same again"), ("lost", "")]


def test_a_page_read_as_a_feed_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(GOOD)
    done = readpack("convert", "a.rss", "-f", "feed", "-o", "p.json", cwd=tmp_path)
    assert done.code == 3 and "a.rss: this is a web page, and no feed (" in done.err
