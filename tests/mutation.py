"""Spoilt inputs: what people have, with bytes, tags and members turned over, always the same for the same seed."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from convert.formats import SUFFIXES, readers, writers
from tests import (
    test_enex_reader,
    test_export_reader,
    test_feed_reader,
    test_mail_reader,
    test_mhtml_reader,
    test_packed_reader,
    test_web_archive_reader,
)
from tests.books import zipped
from tests.specimen import PACKS
from tests.test_contract import written

HERE = Path(__file__).parent
SAMPLES = (HERE / "pages", HERE / "dumps", HERE / "golden", HERE.parent / "docs/samples", HERE.parent / "docs/decisions")
_LARGEST = 200_000
_TOKENS = (
    b"<", b">", b"</p>", b"<p>", b"<div>" * 60, b"</div>" * 60, b"<table><tr><td>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>",
    b"<svg><foreignObject>", b"<math><mtext>", b"<select><option>", b"<template>", b"<plaintext>", b"&#0;", b"&#xD800;", b"&amp", b"\x00",
    b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\r", b"\n\n\n\n", b"    ", b"> " * 40, b"- " * 40, b"```", b"$$", b"[^1]:", b"|---|",
    b"---\n", b'href="//[x"', b'href="javascript:x"', b'src="data:,"', b'colspan="999999999"', b'dir="rtl"', b'lang="x"', b"=\r\n",
    b"--=_b", b"\n\n", b"Content-Length: -1", b"9999999999", b"-1", b"1e999", b"\xf0\x9f\x91\xa9\xe2\x80\x8d", "\u0301".encode() * 50,
    b"{", b"}", b"[" * 50, b'"',
)  # fmt: skip


_LIST = "contents"  # of our own books, which is no article


def seeds(name: str) -> list[bytes]:
    """Sound inputs for the reader ``name``: files of the tests and, where there is a writer of that name, packs it wrote."""
    suffixes = {suffix for suffix, format in SUFFIXES.items() if format == name} - {".json"}  # those of the tests are what is expected
    files = sorted(
        path
        for folder in SAMPLES
        for path in folder.rglob("*")
        if path.suffix in suffixes and path.stat().st_size < _LARGEST and path.stem != _LIST
    )
    return [path.read_bytes() for path in files] + ([_pack(name)] if name in writers() else []) + _by_hand(name)


def _by_hand(name: str) -> list[bytes]:
    """What the tests of a reader make for themselves."""
    match name:
        case "enex":
            whole = test_enex_reader.note(test_enex_reader.WHOLE, test_enex_reader.resource(test_enex_reader.SEA, "image/png"))
            return [f"{test_enex_reader.HEAD}{whole}</en-export>".encode()]
        case "export":
            return [json.dumps(test_export_reader.WALLABAG).encode(), test_export_reader.omnivore()]
        case "feed":
            content = f"<content:encoded><![CDATA[{test_feed_reader.HTML}]]></content:encoded>"
            return [test_feed_reader.rss(test_feed_reader.ITEM.format(content) * 2).encode()]
        case "har":
            return [test_web_archive_reader.recording(test_web_archive_reader.entry("https://c.example/", "<p>So it is.</p>"))]
        case "mail":
            return [test_mail_reader.letter().as_bytes()]
        case "mhtml":
            return [test_mhtml_reader.saved()]
        case "warc":
            return [b"".join(test_web_archive_reader.RECORDS), test_web_archive_reader.packed(test_web_archive_reader.RECORDS)]
        case "wacz":
            return [zipped({"archive/data.warc.gz": test_web_archive_reader.packed(test_web_archive_reader.RECORDS)})]
        case "zip":
            return [zipped(test_packed_reader.SUBSTACK), test_packed_reader.taped(test_packed_reader.SUBSTACK)]
        case _:
            return []


@cache
def _pack(name: str) -> bytes:
    return written(name, PACKS["specimen"](), "classic")


def mutated(data: bytes, seed: int) -> bytes:
    """``data`` spoilt in one to six ways; of an archive, in one of its members as often as in its own bytes."""
    chance = random.Random(seed)
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _member_mutated(data, chance)
    return _spoilt(data, chance)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _member_mutated(data: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as made:
        members = archive.infolist()
        victims = {chance.randrange(len(members)) for _ in range(2)}
        for number, member in enumerate(members):
            content = archive.read(member)
            made.writestr(member, _spoilt(content, chance) if number in victims else content, compress_type=zipfile.ZIP_STORED)
    return target.getvalue()


def _span(data: bytes, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, longest))


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 2_000)
    return data[:end] + data[start:end] * chance.randint(1, 5) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 2_000)
    rest = data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _inserted(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_TOKENS) + data[place:]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _truncated, _flipped, _doubled, _moved, _inserted, _inserted)


def formats() -> list[str]:
    """The readers that make articles, by name."""
    return sorted(readers().keys() - {"links"})
