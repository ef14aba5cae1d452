"""Copies of articles in an EPUB: the chapters of its spine, read one at a time."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote

from lxml import etree

from convert.collate.markup import Reading, title_of
from convert.collate.witness import Witness

_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_TYPE = "{http://www.idpf.org/2007/ops}type"


def witnesses(file: BinaryIO) -> Iterator[Witness]:
    """Every article of the EPUB in ``file``, in reading order.

    An article is a section of type ``chapter`` (EPUB Structural Semantics Vocabulary) that opens with a title; those after it
    without one go on with it.
    """
    reading: Reading | None = None
    with zipfile.ZipFile(file) as archive:
        for name in _spine(archive):
            for section in _chapters(_parsed(archive.read(name))):
                title = title_of(section, _XHTML)
                if title is not None:
                    if reading:
                        yield reading.witness()
                    reading = Reading(title, _XHTML)
                if reading:
                    reading.take(section)
    if reading:
        yield reading.witness()


def _spine(archive: zipfile.ZipFile) -> Iterator[str]:
    """The content documents in the order of the spine (EPUB 3.3, section 5.7)."""
    container = _parsed(archive.read("META-INF/container.xml"))
    package = next(container.iter(f"{_CONTAINER}rootfile")).get("full-path")
    root = _parsed(archive.read(package))
    items = {item.get("id"): item.get("href") for item in root.iter(f"{_OPF}item")}
    folder = posixpath.dirname(package)
    for reference in root.iter(f"{_OPF}itemref"):
        yield posixpath.normpath(posixpath.join(folder, unquote(items[reference.get("idref")])))


def _parsed(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True))


def _chapters(root: Any) -> Iterator[Any]:
    for section in root.iterfind(f"{_XHTML}body/{_XHTML}section"):
        if "chapter" in section.get(_TYPE, "").split():
            yield section
