"""Web archives: WARC and WACZ made by hand, whole, damaged and hostile."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import base64
import gzip
import json
import random

import brotli
import pytest

from convert import model
from convert.assemble import pack
from convert.errors import ConvertError, InputError
from convert.formats import Source, sniff
from convert.model import Article
from convert.notices import Notice
from convert.readers.web_archive import read
from convert.walk import walk
from tests.books import drawn, zipped
from tests.growth import grows_in_step

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))


def article(title: str) -> bytes:
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{PROSE}<figure><img src=/sea.png alt=Sea></figure></article></body></html>".encode()


MENU = b"<!doctype html><html><body><div id=app></div><script>start()</script></body></html>"


def record(
    url: str, body: bytes, *, kind: str = "response", media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    if kind == "response":
        body = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body
        media = "application/http; msgtype=response"
    elif kind == "request":
        body, media = f"GET / HTTP/1.1\r\n{more}\r\n".encode(), "application/http; msgtype=request"
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-14T06:30:00Z\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


INFO = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
A, B = "https://coast.example/1", "https://coast.example/2"
PICTURE = record("https://coast.example/sea.png", drawn((900, 600)), media="image/png")
RECORDS = [
    INFO,
    record("https://coast.example/", b"", status="301 Moved"),
    record(A, article("One")),
    PICTURE,
    record(B, article("Two")),
    record("https://coast.example/menu", MENU),
]


def packed(records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def of(data: bytes) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="site.warc", data=data), notices.append)), [
        notice for notice in notices if notice.code.startswith("archive.")
    ]


@pytest.mark.parametrize(
    "data", [b"".join(RECORDS), packed(RECORDS), gzip.compress(b"".join(RECORDS), mtime=0)], ids=["plain", "packed", "one-member"]
)
def test_every_article_page_with_its_pictures(data: bytes) -> None:
    articles, notices = of(data)
    assert [(found.title, found.url, found.retrieved) for found in articles] == [
        ("One", A, "2026-03-14T06:30:00Z"),
        ("Two", B, "2026-03-14T06:30:00Z"),
    ]
    assert len(pack(articles).pictures) == 1
    assert [(notice.kind, notice.code, notice.excerpt) for notice in notices] == [
        ("left-out", "archive.page", "https://coast.example/menu")
    ]


def test_answers_in_chunks_and_packed() -> None:
    whole = article("One")
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (whole[:100], whole[100:])) + b"0\r\n\r\n"
    for body, more in {
        chunks: "Transfer-Encoding: chunked\r\n",
        gzip.compress(whole): "Content-Encoding: gzip\r\n",
        brotli.compress(whole): "Content-Encoding: br\r\n",
        whole + b"<!-- not packed -->": "Content-Encoding: br\r\n",
        whole: "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
    }.items():
        assert [found.title for found in of(record(A, body, more=more))[0]] == ["One"]


def test_what_unpacks_to_more_than_fits_is_told() -> None:
    bomb = record(B, brotli.compress(b" " * 60_000_000 + article("Two")), more="Content-Encoding: br\r\n")
    articles, notices = of(record(A, article("One")) + bomb)
    assert [found.title for found in articles] == ["One"]
    assert [notice.kind for notice in notices] == ["lost"]


def test_what_was_wanted_for_a_frame_and_what_came_twice_is_no_page() -> None:
    frame = record(B, b"", kind="request", more="Sec-Fetch-Dest: iframe\r\n")
    articles, notices = of(b"".join([frame, record(B, article("Ad")), record(A, article("One")), record(A, article("One"))]))
    assert [found.title for found in articles] == ["One"]
    assert [(notice.code, notice.count) for notice in notices] == [("archive.repeat", 1)]


def arc(url: str, body: bytes, *, media: str = "text/html", more: str = "", length: str = "", end: bytes = b"\n") -> bytes:
    """A record as the Internet Archive's crawlers wrote it; ``more`` are fields of the second version."""
    answer = b"HTTP/1.0 200 OK\nContent-Type: %s\n\n" % media.encode() + body if url.startswith("http") else body
    return f"{url} 192.0.2.7 20040501120000 {media} {more}{length or len(answer)}".encode() + end + answer + b"\n"


ARC_INFO = arc("filedesc://coast.arc", b"1 0 Coast\nURL IP-address Archive-date Content-type Archive-length\n", media="text/plain")
ARC = [
    ARC_INFO,
    arc("dns:coast.example", b"coast.example. 1 IN A 192.0.2.7", media="text/dns"),
    arc(A, article("One") + b"<!-- a blank line as others end theirs: \r\n\r\n -->"),
    arc("https://coast.example/sea.png", drawn((900, 600)), media="image/png"),
    arc(B, article("Two"), more="200 - - 1234 coast.arc ", end=b"\r\n"),
]


@pytest.mark.parametrize("data", [b"".join(ARC), packed(ARC), gzip.compress(b"".join(ARC), mtime=0)], ids=["plain", "packed", "one-member"])
def test_an_arc_is_read_as_a_warc_is(data: bytes) -> None:
    articles, notices = of(data)
    assert [(found.title, found.url, found.retrieved) for found in articles] == [
        ("One", A, "2004-05-01T12:00:00Z"),
        ("Two", B, "2004-05-01T12:00:00Z"),
    ]
    assert len(pack(articles).pictures) == 1 and notices == []
    assert sniff(Source(name="coast", data=data)) == "warc"


def test_an_arc_that_is_cut_or_says_wrong_lengths_gives_what_is_there() -> None:
    articles, notices = of(b"".join(ARC)[:-200])
    assert [found.title for found in articles] == ["One", "Two"]
    wrong = ARC_INFO + arc(A, article("One"), length="-1") + arc(B, article("Two"), length="abc") + ARC[2] + b"junk\n" + ARC[4]
    again, more = of(wrong)
    assert [found.title for found in again] == ["One", "Two"]
    assert [notice.code for notice in notices] == [notice.code for notice in more] == ["archive.damaged"]


def test_a_wacz_has_its_pages_listed() -> None:
    pages = f'{{"format": "json-pages-1.0"}}\n{{"url": "{B}", "title": "Two"}}\nnot json\n'
    data = zipped({"datapackage.json": "{}", "pages/pages.jsonl": pages, "archive/data.warc.gz": packed(RECORDS), "indexes/index.cdx": "x"})
    assert sniff(Source(name="x", data=data)) == "wacz"
    assert [found.title for found in of(data)[0]] == ["Two"]
    unlisted = zipped({"datapackage.json": "{}", "archive/data.warc.gz": packed(RECORDS)})
    assert [found.title for found in of(unlisted)[0]] == ["One", "Two"]


def test_p2_an_archive_cut_in_half_gives_what_is_there() -> None:
    for whole in (b"".join(RECORDS), packed(RECORDS)):
        articles, notices = of(whole[: len(whole) - len(whole) // 3])
        assert [found.title for found in articles][:1] == ["One"]
        assert "archive.damaged" in [notice.code for notice in notices]


def test_records_after_damage_are_found_again() -> None:
    wrong = record(A, article("One")).replace(b"Content-Length: ", b"Content-Length: 9", 1)
    assert [found.title for found in of(wrong + record(B, article("Two")))[0]][-1:] in (["Two"], ["One"])
    rubbish = record(A, article("One")) + b"rubbish\r\n" * 50 + record(B, article("Two"))
    articles, notices = of(rubbish)
    assert [found.title for found in articles] == ["One", "Two"]
    assert [notice.code for notice in notices] == ["archive.damaged"]


def test_sniffed_by_content_and_no_pages_say_so() -> None:
    assert {sniff(Source(name="x", data=data)) for data in (INFO, packed([INFO]))} == {"warc"}
    with pytest.raises(InputError, match="no page"):
        of(INFO)
    with pytest.raises(InputError, match="1 pages, none of them an article"):
        of(record(A, MENU))


def test_p10_archives_that_grow_without_end_are_bounded() -> None:
    zeros = gzip.compress(b"\0" * 300_000_000, 9)
    bomb = record(A, zeros, more="Content-Encoding: gzip\r\n")
    articles, notices = of(record(B, article("Two")) + bomb)
    assert [found.title for found in articles] == ["Two"]
    assert [notice.code for notice in notices] == ["archive.size"]
    with pytest.raises(InputError):
        of(gzip.compress(INFO) + zeros + zeros)


def test_nothing_outside_the_archive_is_reached() -> None:
    page = article("One").replace(b"/sea.png", b"file:///etc/passwd")
    (found,), _ = of(record(A, page) + record("file:///etc/passwd", b"root:x", media="image/png"))
    assert all("passwd" in node.src for node in walk(found) if isinstance(node, model.Image))
    assert not pack([found]).pictures


def test_p5_mutated_archives_raise_nothing_but_our_errors() -> None:
    chance = random.Random(13)
    for whole in (b"".join(RECORDS), packed(RECORDS)):
        for _ in range(100):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                of(bytes(data))
            except ConvertError:
                continue


def shown(data: bytes) -> tuple[list[str], int]:
    """The titles of the articles, and how many of their pictures came along."""
    articles, _ = of(data)
    return [found.title for found in articles], sum(
        node.src.startswith("data:") for found in articles for node in walk(found) if isinstance(node, model.Image)
    )


FAR = "https://far.example/5.png"


@pytest.mark.parametrize(
    "records",
    [
        (record("https://coast.example/sea.png", b"", status="302 Found", more=f"Location: {FAR}\r\n"), record(FAR, drawn((900, 600)), media="image/png")),
        (record("https://coast.example/sea.png", drawn((900, 600)), media="application/octet-stream"),),
        (
            record("https://coast.example/sea.png", b"", kind="revisit").replace(b"WARC-Date", f"WARC-Refers-To-Target-URI: {FAR}\r\nWARC-Date".encode()),
            record(FAR, drawn((900, 600)), media="image/png"),
        ),
    ],
    ids=["sent-on", "untyped", "the-same"],
)  # fmt: skip
def test_pictures_are_found_where_an_answer_leads(records: tuple[bytes, ...]) -> None:
    assert shown(record(A, article("One")) + b"".join(records)) == (["One"], 1)


def test_the_form_of_a_picture_that_was_archived_is_shown() -> None:
    forms = b'<picture><source srcset="/sea.avif 2x, /sea.png 1x"><img src="/small.jpg" alt=Sea></picture>'
    assert shown(record(A, article("One").replace(b"<img src=/sea.png alt=Sea>", forms)) + PICTURE) == (["One"], 1)
    base = article("One").replace(b"<title>", b"<base href='https://far.example/'><title>").replace(b"src=/sea.png", b"src=5.png")
    assert shown(record(A, base) + record(FAR, drawn((900, 600)), media="image/png")) == (["One"], 1)
    film = b"<video><source src=/sea.png></video><img src=/none.png alt=Sea>"
    assert shown(record(A, article("One").replace(b"<img src=/sea.png alt=Sea>", film)) + PICTURE) == (["One"], 0)


def test_a_page_without_its_type_is_known_by_how_it_begins() -> None:
    assert shown(record(A, article("One"), media="") + PICTURE) == (["One"], 1)


def test_a_listed_page_is_found_where_its_address_sends_on() -> None:
    old = "http://coast.example/one"
    records = [record(old, b"", status="301 Moved", more="Location: /1\r\n"), record(A, article("One")), record(B, article("Two"))]
    pages = f'{{"url": "{old}"}}\n{{"url": "{B}#top"}}\n'
    data = zipped({"datapackage.json": "{}", "pages/pages.jsonl": pages, "archive/data.warc.gz": packed(records)})
    assert [found.title for found in of(data)[0]] == ["One", "Two"]


def test_pages_that_were_the_same_as_in_another_archive_are_told() -> None:
    again = record(A, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", kind="revisit")
    assert [(notice.code, notice.count) for notice in of(again + record(B, article("Two")))[1]] == [("archive.unchanged", 1)]
    assert of(again + record(A, article("One")))[1] == []


# --- what a browser's tools recorded --------------------------------------------------------------------------


def entry(url: str, text: str, media: str = "text/html", *, status: int = 200, encoding: str = "", to: str = "") -> dict[str, object]:
    content = {"mimeType": media, "text": text} | ({"encoding": encoding} if encoding else {})
    return {"pageref": "page_1", "startedDateTime": "2026-03-14T06:30:00.000Z", "request": {"url": url}, "response": {"status": status, "content": content, "redirectURL": to}}  # fmt: skip


def recording(*entries: object) -> bytes:
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "Firefox"}, "entries": [*entries]}}).encode()


def test_a_recording_of_a_page_is_that_page_with_its_pictures() -> None:
    picture = base64.b64encode(drawn((900, 600))).decode()
    data = recording(
        entry("https://coast.example/", "", status=301, to=A),
        entry(A, article("Größe").decode()),
        entry("https://coast.example/sea.png", picture, "image/png", encoding="base64"),
        entry("https://coast.example/frame", article("Frame").decode()),
        entry("https://coast.example/a.pdf", "%PDF", "application/pdf"),
        entry("https://coast.example/api", "{}", "application/json"),
    )
    assert sniff(Source(name="x", data=data, path="x.har")) == "har"
    (found,), notices = of(data)
    assert (found.title, found.url, found.retrieved[:10]) == ("Größe", A, "2026-03-14")
    assert [node.src[:22] for node in walk(found) if isinstance(node, model.Image)] == ["data:image/png;base64,"]
    assert [(notice.code, notice.count) for notice in notices] == [("archive.document", 1)]


@pytest.mark.parametrize(
    "data",
    [b"{", b'{"log":{}}', b'{"log":3}', recording(None, 3, {}, entry(A, "")), recording({"request": [], "response": {"content": 3}})],
)
def test_a_recording_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(InputError):
        of(data)


def test_documents_in_an_archive_that_are_no_pages_are_told() -> None:
    data = b"".join((*RECORDS, record("https://coast.example/a.pdf", b"%PDF-1.4", media="application/pdf")))
    assert [(notice.code, notice.count) for notice in of(data)[1] if notice.code == "archive.document"] == [("archive.document", 1)]


@pytest.mark.parametrize("media", ["text/plain", "application/octet-stream", "unknown/unknown", "x-unknown", "", "text/html"])
def test_what_an_answer_is_shows_in_its_bytes_where_its_type_says_little(media: str) -> None:
    picture = drawn((900, 600))
    records = record(A, article("One"), media=media) + record("https://coast.example/sea.png", picture, media=media)
    recorded = recording(
        entry(A, article("One").decode(), media),
        entry("https://coast.example/sea.png", base64.b64encode(picture).decode(), media, encoding="base64"),
    )
    for data in (records, recorded):
        (found,), notices = of(data)
        assert found.title == "One" and not notices
        assert [node.src[:22] for node in walk(found) if isinstance(node, model.Image)] == ["data:image/png;base64,"]


def test_what_a_browser_had_already_is_read_from_its_recording() -> None:
    assert [found.title for found in of(recording(entry(A, article("One").decode(), status=304)))[0]] == ["One"]


def test_answers_packed_twice_and_in_ways_that_are_not_read() -> None:
    twice = record(A, brotli.compress(gzip.compress(article("One"))), more="Content-Encoding: gzip, br\r\n")
    sealed = [record(f"https://coast.example/{name}", b"(", media=media, more="Content-Encoding: zstd\r\n") for name, media in (("3", "text/html"), ("a.js", "text/javascript"))]  # fmt: skip
    articles, notices = of(twice + b"".join(sealed))
    assert [found.title for found in articles] == ["One"]
    assert [(notice.kind, notice.code, notice.count) for notice in notices] == [("lost", "archive.packed", 1)]


@pytest.mark.parametrize("harm", ["bits", "end", "head"])
def test_what_follows_a_damaged_member_is_read(harm: str) -> None:
    """Each record is packed by itself so that damage costs one of them."""
    first, second, third = (gzip.compress(record(f"{A}{number}", article(f"Story {number}")), mtime=0) for number in (1, 2, 3))
    harmed = {"bits": second[:90] + b"\xff\x00\xff" + second[93:], "end": second[:-60], "head": second[:3] + b"\xff" + second[4:]}[harm]
    articles, notices = of(first + harmed + third)
    assert [found.title for found in articles] == ["Story 1", "Story 3"]
    assert [notice.code for notice in notices] == ["archive.damaged"]


def test_many_members_that_are_none_take_time_in_step() -> None:
    def read(members: int) -> None:
        articles, _ = of(packed(RECORDS) + b"\x1f\x8b\x08" * members)
        assert len(articles) == 2

    assert grows_in_step(read, 2_000_000)


def test_several_wacz_in_one_are_read() -> None:
    """As Browsertrix gives what it crawled in several files."""
    inner = {f"{name}.wacz": zipped({"datapackage.json": "{}", "pages/pages.jsonl": f'{{"url": "{url}"}}', "archive/data.warc.gz": packed(RECORDS)}) for name, url in (("a", A), ("b", B))}  # fmt: skip
    data = zipped({**inner, "c.wacz": b"PK\x03\x04nothing", "datapackage.json": '{"profile": "multi-wacz-package"}'})
    assert sniff(Source(name="x", data=data)) == "wacz"
    articles, notices = of(data)
    assert [found.title for found in articles] == ["One", "Two"]
    assert [notice.code for notice in notices] == ["archive.damaged", "archive.repeat"]


def test_a_recording_that_breaks_off_gives_what_is_there() -> None:
    data = recording(entry(A, article("One").decode()), entry("https://coast.example/sea.png", "x" * 400, "image/png", encoding="base64"))
    (found,), notices = of(data[:-200])
    assert found.title == "One" and [notice.code for notice in notices] == ["archive.damaged"]


def test_of_a_page_archived_several_times_the_latest_that_is_an_article_is_read() -> None:
    old, new = article("One, as it was"), article("One, as it is")
    later = [record(A, body).replace(b"2026-03-14", b"2026-03-15") for body in (new, MENU)]
    for records in ([record(A, old), later[0]], [later[0], record(A, old)]):
        (found,), notices = of(b"".join(records))
        assert (found.title, found.retrieved[:10]) == ("One, as it is", "2026-03-15")
        assert [(notice.code, notice.count) for notice in notices] == [("archive.repeat", 1)]
    (found,), _ = of(record(A, old) + later[1])
    assert found.title == "One, as it was"


def test_answers_that_break_off_within_the_archive_say_so() -> None:
    for more, body in (
        ("Content-Encoding: gzip\r\n", gzip.compress(article("One"))),
        ("Content-Encoding: br\r\n", brotli.compress(article("One"))),
    ):
        articles, notices = of(record(A, body[:-30], more=more) + record(B, article("Two")))
        assert [found.title for found in articles][-1] == "Two"
        assert "archive.damaged" in [notice.code for notice in notices]
    cut = record(A, article("One")).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    assert [notice.code for notice in of(cut)[1]] == ["archive.damaged"]
