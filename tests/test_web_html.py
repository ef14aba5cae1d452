"""The web as it is, through readpack, is valid in every format: what pages hold never becomes markup of a book's own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import convert
import convert.model as m
from convert.formats import Source
from convert.notices import Notice
from convert.walk import walk
from tests import web_pages
from tests.checkers import ace, epubcheck, needs, ooxml, pdf, verapdf
from tests.test_contract import read_back
from tests.test_promises import _unpacked

NAMES = sorted(web_pages.SNIPPETS)


def read(name: str, notices: list[Notice] | None = None) -> list[convert.Article]:
    source = Source(name=f"{name}.html", data=web_pages.page(web_pages.SNIPPETS[name]))
    return convert.read(source, notify=(notices if notices is not None else []).append)


def packed(*names: str) -> convert.Pack:
    articles = [article for name in names for article in read(name)]
    return convert.pack(articles, title="Of the web", language="en", created="2026-03-16")


@cache
def written(folder: Path, format: str, *names: str) -> Path:
    path = folder / f"{'-'.join(name.replace(' ', '_') for name in names)[:80]}.{format}"
    convert.write(packed(*names), path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


def test_there_are_all_22() -> None:
    assert len(NAMES) == 22


@pytest.mark.parametrize("name", NAMES)
def test_p2_the_words_of_the_web_arrive(name: str, folder: Path) -> None:
    for format in ("epub", "docx"):
        shown = read_back(format, written(folder, format, name).read_bytes(), folder)
        wanted = [*web_pages.own_words(web_pages.SNIPPETS[name]), *(re.sub(r"\s+", "", line) for line in web_pages.PROSE)]
        assert [words for words in wanted if words not in shown] == [], format
        assert "NEVER" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_p8_nothing_of_the_web_is_live(name: str, folder: Path) -> None:
    for format in ("epub", "docx"):
        inside = _unpacked(format, written(folder, format, name).read_bytes())
        assert not re.search(rb"NEVER|(?i:<script|<iframe|<form|<object|<embed|javascript:|file:///|etc/passwd|127\.0\.0\.1)", inside), (
            format
        )
        assert not re.search(rb"""(?i)<(?:img|image|link|source|video|audio)[^>]*(?:src|href)=["'](?:https?:)?//""", inside), format


@needs(epubcheck)
def test_p12_epubcheck_passes_all_of_the_web(folder: Path) -> None:
    books = [written(folder, "epub", name) for name in NAMES]
    assert epubcheck.check([*books, written(folder, "epub", *NAMES)], level="WARNING") == []


ADDRESSES = """http://a b/c d?e=f g|mailto:|mailto:a@b.c|mailto:a b <x@y>?subject=q w&x=[y]|mailto:?subject=x|http://e.org/%zz?%|http://xn--a.example/
http://e.org/a[b]?c[d]=e|http://e.org/{a}^`|http://e.org/ü?ö=ä#ß|http://[::1]/|http://[v1.x]/|http://u:p@e.org:8080/|http://u@v@e.org/|http://e.org:/
http://e.org:99999/|http://e.org/a#b#c|http://e.org\\x|http://e_f.org/|http://e..org/|http://.org|http://1.2.3.400/|http://e.org./|http://*.e.org/
http://e.org/\u2003\u200b\ufffd|http://бел.рф/|http://http//e.org|http:e.org|http:///e.org|HTTP://E.ORG|http://%65.org/|http://e.org\u3002com/"""


@needs(epubcheck)
def test_p12_whatever_a_link_says_is_an_address_in_the_book_or_is_not_there(tmp_path: Path) -> None:
    """Readers of EPUB refuse a whole book for one address that is none; what a browser would mend is mended."""
    addresses = re.split(r"[|\n]", ADDRESSES)
    links = tuple(m.Paragraph((m.Link(address, (m.Text(f"link {number}"),)),)) for number, address in enumerate(addresses))
    notices: list[Notice] = []
    pack = convert.pack([m.Article(title="Links", body=links)], language="en", created="2026-03-16", notify=notices.append)
    convert.write(pack, tmp_path / "links.epub")
    assert epubcheck.check([tmp_path / "links.epub"]) == []
    kept = [node.href for node in walk(*pack.articles) if isinstance(node, m.Link)]
    assert "http://e.org/a%5Bb%5D?c%5Bd%5D=e" in kept
    assert "http://e.org/a#b%23c" in kept
    assert len(kept) + sum(notice.code == "link.dropped" for notice in notices) == len(addresses)


@needs(ace)
def test_p12_ace_passes_all_of_the_web(folder: Path) -> None:
    assert ace.check([written(folder, "epub", *NAMES)]) == []


@needs(ooxml)
@pytest.mark.parametrize("name", NAMES)
def test_p12_word_files_of_the_web_are_valid(name: str, folder: Path) -> None:
    assert ooxml.check([written(folder, "docx", name)]) == []


@needs(pdf)
def test_p12_the_web_on_paper_is_valid(folder: Path) -> None:
    path = written(folder, "pdf", *NAMES)
    assert pdf.check([path]) == []
    shown = read_back("pdf", path.read_bytes(), folder)
    wanted = [word for name in NAMES for word in web_pages.own_words(web_pages.SNIPPETS[name])]
    assert [word for word in wanted if word not in shown] == []
    inside = _unpacked("pdf", path.read_bytes())
    assert not re.search(rb"NEVER|/JavaScript|/Launch|/EmbeddedFile|file:///|etc/passwd|127\.0\.0\.1", inside)


@needs(verapdf)
def test_p12_verapdf_passes_all_of_the_web(folder: Path) -> None:
    assert verapdf.check([written(folder, "pdf", *NAMES)], "ua1") == []
