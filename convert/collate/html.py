"""Copies of articles in one HTML page: its ``article`` elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import html

from convert.collate.markup import Reading, title_of
from convert.collate.witness import Witness


def witnesses(file: BinaryIO) -> Iterator[Witness]:
    """Every article of the page in ``file``, in its order; the page is in memory as a whole."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    for article in list(html.parse(file, parser).getroot().iter("article")):
        reading = Reading(title_of(article) or "")
        reading.take(article)
        yield reading.witness()
