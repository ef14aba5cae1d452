"""The tags of a PDF: one for each element of the document, whatever lines and pages it runs over."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pikepdf = pytest.importorskip("pikepdf")

from tests.checkers import pdf, verapdf  # noqa: E402
from tests.test_contract import written  # noqa: E402
from tests.test_parity import long  # noqa: E402


@cache
def printed() -> bytes:
    return written("pdf", long(), "classic")


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(root: Any) -> Iterator[Any]:
    pending = [root]
    while pending:
        element = pending.pop()
        if isinstance(element, pikepdf.Dictionary) and ("/S" in element or element.get("/Type") == "/StructTreeRoot"):
            yield element
            pending.extend(reversed(kids(element)))


@pytest.fixture
def opened() -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(printed())) as document:
        yield document


def test_what_goes_on_over_pages_has_one_tag(opened: Any) -> None:
    assert len(opened.pages) > 20
    articles = [element for element in elements(opened.Root.StructTreeRoot) if element.get("/S") == "/Art"]
    assert len(articles) == 2
    for article in articles:
        counted = Counter(str(element["/S"]) for element in elements(article))
        assert (counted["/Table"], counted["/THead"], counted["/TBody"], counted["/BlockQuote"], counted["/H1"]) == (1, 1, 1, 1, 1)
        assert counted["/TR"] == 61
        assert counted["/Note"] == counted["/Reference"] == 8 + 60 + 9 + 1
        assert counted["/Formula"] == 2


def test_a_note_is_found_from_its_reference(opened: Any) -> None:
    followed = 0
    for element in elements(opened.Root.StructTreeRoot):
        types = [str(kid.get("/S", "")) for kid in kids(element) if isinstance(kid, pikepdf.Dictionary)]
        followed += sum(pair == ("/Reference", "/Note") for pair in pairwise(types))
    assert followed >= 2 * 8
    notes = [str(element["/ID"]) for element in elements(opened.Root.StructTreeRoot) if element.get("/S") == "/Note"]
    assert len(set(notes)) == len(notes)


def test_cells_name_heads_that_are_there(opened: Any) -> None:
    cells = [element for element in elements(opened.Root.StructTreeRoot) if element.get("/S") in ("/TD", "/TH")]
    names = {str(cell["/ID"]) for cell in cells if "/ID" in cell}
    headers = [str(name) for cell in cells if "/Headers" in cell["/A"] for name in cell["/A"]["/Headers"]]
    assert headers and set(headers) <= names


def test_every_tag_stands_where_its_parent_says(opened: Any) -> None:
    for element in elements(opened.Root.StructTreeRoot):
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid["/P"].objgen == element.objgen


def test_ua_of_a_long_pack(tmp_path: Path) -> None:
    reason = verapdf.available()
    path = tmp_path / "long.pdf"
    path.write_bytes(printed())
    if not pdf.available():
        assert pdf.check([path]) == []
    if reason:
        pytest.skip(reason)
    assert verapdf.check([path]) == []
