"""Packed files: each file in one is read as it would be by itself, with what the archive states of it and the pictures beside it."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import convert
from convert.errors import ConvertError, InputError
from convert.formats import Source, place, sniff, sniff_found
from convert.model import Article, Image
from convert.notices import Notice
from convert.readers.packed import read
from convert.walk import plain_text, walk
from tests.books import drawn, zipped

SEA = drawn((600, 400))
SAID = (
    "The harbour wakes before the town does, and the boats are out by four, whatever the weather says of it.",
    "Salt is on every sill, and tar on every rope of it; nobody here would have it any other way, and nobody asks.",
    "By noon the nets are mended and the boys are on the quay with lines of their own, and no one minds.",
)
HTML = "".join(f"<p>{said}</p>" for said in SAID)
PAGE = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ebb</title></head><body><article><h1>Ebb</h1><p>{SAID[0]}</p><img src="{{}}" alt="The sea" width="600" height="400"><p>{SAID[1]}</p><p>{SAID[2]}</p></article></body></html>'

POSTS = "post_id,post_date,is_published,type,audience,title,subtitle,podcast_url\n1.ebb,2026-03-12T06:30:00.000Z,true,newsletter,everyone,Ebb,What the tide says,\n2.flow,,false,newsletter,everyone,Flow,,\n"
SUBSTACK = {
    "posts.csv": POSTS,
    "email_list.coast.csv": "email,active\na@b.example,true\n",
    "posts/1.ebb.html": f"<h3>One</h3>{HTML}",
    "posts/2.flow.html": HTML,
}
NUMBER, CHILD = "0123456789abcdef" * 2, "fedcba9876543210" * 2
NOTION = {
    f"Ebb {NUMBER}.md": f"# Ebb\n\nCreated: March 12, 2026 6:30 AM\nTags: sea, boats\nURL: https://c.example/ebb\n\n{SAID[0]}\n\n![sea.png](Ebb%20{NUMBER}/sea.png)\n\n[Flow](Ebb%20{NUMBER}/Flow%20{CHILD}.md)\n",
    f"Ebb {NUMBER}/Flow {CHILD}.md": f"# Flow\n\n{SAID[1]}\n",
    f"Ebb {NUMBER}/sea.png": SEA,
}
RDF = '<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><RDF:Description RDF:about="urn:root"><MAF:originalurl RDF:resource="https://c.example/ebb"/><MAF:archivetime RDF:resource="Thu, 12 Mar 2026 06:30:00 +0000"/><MAF:indexfilename RDF:resource="index.html"/></RDF:Description></RDF:RDF>'
MAFF = {"1/index.html": PAGE.format("index_files/sea.png"), "1/index_files/sea.png": SEA, "1/index.rdf": RDF}
SINGLE = {
    "index.html": PAGE.format("images/0.png"),
    "images/0.png": SEA,
    "manifest.json": json.dumps({"originalUrl": "https://c.example/ebb", "title": "Ebb", "resources": {}}),
}


def of(data: bytes) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="export.zip", data=data, path="/x/export.zip"), notices.append)), notices


def pictures(article: Article) -> list[str]:
    return [node.src[:22] for node in walk(article) if isinstance(node, Image)]


def test_a_newsletter_that_substack_exports() -> None:
    (ebb, flow), notices = of(zipped(SUBSTACK))
    assert (ebb.title, ebb.subtitle, ebb.published[:10]) == ("Ebb", "What the tide says", "2026-03-12")
    assert plain_text(*ebb.body).splitlines() == ["One", *SAID]
    assert (flow.title, flow.published) == ("Flow", "")
    assert [(notice.code, notice.excerpt) for notice in notices] == [("archive.unread", "email_list.coast.csv")]


MEDIUM = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ebb</title></head><body><article class="h-entry"><header><h1 class="p-name">Ebb</h1></header>
<section data-field="subtitle" class="p-summary">
What the tide says
</section><section data-field="body" class="e-content"><section name="a" class="section section--body"><div class="section-divider"><hr class="section-divider"></div><div class="section-content">
<h3 class="graf graf--h3 graf--title">Ebb</h3><h4 class="graf graf--h4 graf--subtitle">What the tide says</h4>{HTML}</div></section></section>
<footer><p>By <a href="https://medium.example/@ada" class="p-author h-card">Ada Ferro</a> on <a href="https://medium.example/p/1"><time class="dt-published" datetime="2026-03-12T06:30:00.000Z">March 12, 2026</time></a>.</p>
<p><a href="https://medium.example/ebb-1" class="p-canonical">Canonical link</a></p><p>Exported from Medium on March 20, 2026.</p></footer></article></body></html>"""


def test_a_blog_that_medium_exports() -> None:
    lists = "<!DOCTYPE html><html><body><ul><li><a href='https://x.example'>x</a></li></ul></body></html>"
    (article,), notices = of(
        zipped({"README.html": "<html><body><h1>README</h1></body></html>", "posts/1.html": MEDIUM, "bookmarks/1.html": lists})
    )
    assert (article.title, article.subtitle, article.authors) == ("Ebb", "What the tide says", ("Ada Ferro",))
    assert (article.published[:10], article.url) == ("2026-03-12", "https://medium.example/ebb-1")
    assert plain_text(*article.body).splitlines() == [*SAID]
    assert [notice.excerpt for notice in notices if notice.code == "archive.file"] == ["bookmarks/1.html", "README.html"]


def test_a_notebook_that_notion_exports_packed_twice(tmp_path: Path) -> None:
    (ebb, flow), _ = of(zipped({"Export-1.zip": zipped(NOTION)}))
    assert (ebb.title, ebb.published, ebb.tags, ebb.url) == ("Ebb", "2026-03-12", ("sea", "boats"), "https://c.example/ebb")
    assert plain_text(*ebb.body).startswith(SAID[0]) and pictures(ebb) == ["data:image/png;base64,"]
    assert flow.title == "Flow"
    (tmp_path / "export.zip").write_bytes(zipped(NOTION))
    assert sniff_found(place(str(tmp_path / "export.zip"))) == "zip"
    convert.convert([str(tmp_path / "export.zip")], [str(tmp_path / "out.md")])
    assert "[Flow](#" in (tmp_path / "out.md").read_text("utf-8")


@pytest.mark.parametrize("files", [MAFF, SINGLE], ids=["MAFF", "SingleFile"])
def test_a_page_packed_with_its_pictures(files: Mapping[str, str | bytes]) -> None:
    data = zipped(files)
    assert sniff(Source(name="x", data=data, path="x.maff")) == "zip"
    (article,), notices = of(data)
    assert (article.title, article.url) == ("Ebb", "https://c.example/ebb")
    assert pictures(article) == ["data:image/png;base64,"] and not notices


def test_a_page_that_is_an_archive_too() -> None:
    data = b"<!DOCTYPE html><html><head><title>Ebb</title></head><body><p>Please wait ...</p><!-- " + zipped(SINGLE) + b" --></body></html>"
    assert sniff(Source(name="x", data=data, path="x.html")) == "zip"
    (article,), _ = of(data)
    assert article.title == "Ebb" and len(pictures(article)) == 1


def taped(files: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            held = data if isinstance(data, bytes) else data.encode()
            entry.size = len(held)
            tar.addfile(entry, io.BytesIO(held))
    return target.getvalue()


def test_a_notebook_that_joplin_packs() -> None:
    known = "user_created_time: 2026-03-12T06:30:00.000Z\nauthor: Ada Ferro\nsource_url: https://c.example/ebb\nis_todo: 0"
    files = {
        f"{NUMBER}.md": f"Ebb\n\n{SAID[0]}\n\n![sea](:/{'a' * 32})\n\nSee [Flow](:/{CHILD}).\n\nid: {NUMBER}\n{known}\ntype_: 1",
        f"{CHILD}.md": f"Flow\n\n{SAID[1]}\n\nid: {CHILD}\ntype_: 1",
        f"{'c' * 32}.md": f"Notes\n\nid: {'c' * 32}\nparent_id: \ntype_: 2",
        f"{'d' * 32}.md": f"sea\n\nid: {'d' * 32}\ntype_: 5",
        f"resources/{'a' * 32}.png": SEA,
    }
    assert sniff(Source(name="x", data=taped(files), path="notes.jex")) == "zip"
    (ebb, flow), notices = of(taped(files))
    assert (ebb.title, ebb.authors, ebb.published, ebb.url) == ("Ebb", ("Ada Ferro",), "2026-03-12T06:30:00Z", "https://c.example/ebb")
    assert plain_text(*ebb.body).splitlines()[0] == SAID[0] and "See Flow." in plain_text(*ebb.body)
    assert pictures(ebb) == ["data:image/png;base64,"]
    assert (flow.title, plain_text(*flow.body)) == ("Flow", SAID[1])
    assert [(notice.code, notice.count) for notice in notices] == [("archive.unread", 2)]


def test_a_file_without_an_article_is_told_and_an_archive_of_such_fails() -> None:
    files = {"a.md": f"# Ebb\n\n{SAID[0]}\n", "b.html": "<html><body></body></html>", "__MACOSX/._a.md": "x", ".hidden/c.md": "# C"}
    (article,), notices = of(zipped(files))
    assert article.title == "Ebb" and article.source.endswith("/export.zip/a.md")
    assert [(notice.code, notice.excerpt) for notice in notices] == [("archive.file", "b.html")]
    with pytest.raises(InputError, match="an archive without an article"):
        of(zipped({"b.html": "<html><body></body></html>"}))


@pytest.mark.parametrize(
    "members", [("a.png",), ("mimetype", "content.xml"), ("[Content_Types].xml", "xl/workbook.xml"), ("META-INF/MANIFEST.MF", "a.html")]
)
def test_what_is_packed_for_programs_is_no_input(members: tuple[str, ...]) -> None:
    files = {name: "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x" for name in members}
    with pytest.raises(InputError, match="which readpack does not read"):
        sniff(Source(name="x", data=zipped(files), path="x.zip"))


def test_a_note_in_two_forms_is_read_once() -> None:
    note = {"isTrashed": False, "textContent": "\n".join(SAID), "title": "Ebb", "userEditedTimestampUsec": 1773466200000000}
    files = {"Keep/Ebb.json": json.dumps(note), "Keep/Ebb.html": PAGE.format("a.png"), "Keep/Flow.html": PAGE.format("a.png")}
    articles, notices = of(zipped(files))
    assert [article.title for article in articles] == ["Ebb", "Ebb"]
    assert [(notice.code, notice.excerpt) for notice in notices if notice.code == "archive.form"] == [("archive.form", "Keep/Ebb.html")]


def test_archives_in_archives_end() -> None:
    data = zipped({"a.md": "# Ebb\n\nWords.\n"})
    for _ in range(5):
        data = zipped({"in.zip": data})
    with pytest.raises(InputError):
        of(data)


@pytest.mark.parametrize("whole", [zipped(SUBSTACK), zipped(MAFF), taped({"a.md": "# Ebb\n\nWords of it.\n"})], ids=["zip", "maff", "tar"])
def test_p5_damaged_archives_raise_nothing_but_our_errors(whole: bytes) -> None:
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 10)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            of(bytes(data))
        except ConvertError:
            continue


# --- damaged, and packed by itself ------------------------------------------------------------------------------


def streamed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive as programs write it that don't know yet how long a member will be: its size stands behind it."""

    class Pipe(io.RawIOBase):
        whole = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.whole += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return pipe.whole


TWO = {"a.md": f"# Ebb\n\n{SAID[0]}\n", "b – ü.md": f"# Flow\n\n{SAID[1]}\n"}


@pytest.mark.parametrize("pack", [zipped, streamed], ids=["whole", "streamed"])
def test_an_archive_that_breaks_off_gives_what_is_there(pack: Callable[[Mapping[str, str | bytes]], bytes]) -> None:
    data = pack(TWO)
    for end in (30, 180):  # in the list of members, and in the last of them
        articles, notices = of(data[:-end])
        assert [article.title for article in articles][:1] == ["Ebb"]
        assert (notices[0].kind, notices[0].code) == ("lost", "archive.damaged")
    assert [article.title for article in of(data[:-30])[0]] == ["Ebb", "Flow"]
    with pytest.raises(InputError, match="damaged archive"):
        of(b"PK\x03\x04" + bytes(4_000))


def test_a_bomb_in_an_archive_that_breaks_off_stays_packed() -> None:
    data = zipped({"a.html": b"<html>" + b" " * 30_000_000, "b.md": TWO["a.md"]})
    assert [article.title for article in of(data[:-30])[0]] == ["Ebb"]


def test_a_tape_that_breaks_off_gives_what_is_there() -> None:
    articles, notices = of(taped(TWO)[:2_000])
    assert [article.title for article in articles] == ["Ebb"]
    assert [notice.code for notice in notices][:1] == ["archive.damaged"]


@pytest.mark.parametrize("path", ["page.html.gz", "page.html", "-", "page.gz"])
def test_a_file_packed_by_itself_is_read_as_it_would_be(path: str) -> None:
    data = gzip.compress(PAGE.format("a.png").encode())
    source = Source("x", data, path=path)
    assert sniff(source) == "zip" and sniff_found(source) == "zip"
    (article,), notices = of(data)
    assert article.title == "Ebb" and not notices
    (article,), notices = of(data[:-40])
    assert article.title == "Ebb" and [notice.code for notice in notices] == ["archive.damaged"]
    with pytest.raises(InputError, match="unpacks to more than fits"):
        of(gzip.compress(b"<html>" + b" " * 60_000_000))


def test_a_packed_folder_and_what_nothing_takes() -> None:
    data = gzip.compress(taped(TWO))
    assert sniff(Source("x", data, path="x.tgz")) == "zip"
    assert [article.title for article in of(data)[0]] == ["Ebb", "Flow"]
    assert "Ebb" in {article.title for article in of(zipped({"a.md.gz": gzip.compress(TWO["a.md"].encode()), "b.txt": SAID[0]}))[0]}
    assert sniff_found(Source("x", gzip.compress(b"body { color: red }"), path="x.css.gz")) == ""
    for nothing in (gzip.compress(gzip.compress(b"<html>")), gzip.compress(b"\x7fELF" + bytes(99)), b"\xfd7zXZ\x00abc", b"BZh91AY&SYabc"):
        with pytest.raises(InputError, match="which readpack does not read"):
            sniff(Source("x", nothing))


def test_names_that_lead_out_of_an_archive_are_told() -> None:
    articles, notices = of(zipped({"../a.md": "# Out", "b\\..\\..\\c.md": "# Out", "d.md": TWO["a.md"]}))
    assert [article.title for article in articles] == ["Ebb"]
    assert [(notice.kind, notice.code, notice.count) for notice in notices] == [("left-out", "archive.names", 2)]


def test_a_picture_that_is_damaged_takes_no_page_with_it() -> None:
    data = bytearray(zipped({"a.html": PAGE.format("sea.png"), "sea.png": SEA}, method=zipfile.ZIP_STORED))
    data[data.rindex(b"IEND") - 40] ^= 0xFF
    (article,), notices = of(bytes(data))
    assert article.title == "Ebb"
    assert ("lost", "picture.missing", "sea.png") in {(notice.kind, notice.code, notice.excerpt) for notice in notices}


def test_a_page_that_was_renamed_has_its_folder_still() -> None:
    frame = {"Old_files/frame.html": PAGE.format("x.png"), "Old_files/sea.png": SEA}
    (article,), notices = of(zipped({"New.html": PAGE.format("./Old_files/sea.png"), **frame}))
    assert len(pictures(article)) == 1 and not notices
    (article,), _ = of(zipped({"New.html": PAGE.format("./Old_files/sea.png"), "New_files/sea.png": SEA}))
    assert len(pictures(article)) == 1
    assert len(of(zipped({"New.html": PAGE.format("a.png"), **frame}))[0]) == 2


def test_an_archive_whose_files_all_fail_for_one_reason_says_it() -> None:
    data = bytearray(zipped({"a.html": PAGE.format("a.png")}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match=r"an archive without an article: a\.html is encrypted"):
        of(bytes(data))
