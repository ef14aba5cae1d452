"""XML of strangers: parsed without entities, without a DTD's, and without opening anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from convert.errors import InputError
from convert.patterns import regex

ENTITY = regex(rb"<!\s*ENTITY|<\0!\0E\0N\0T\0I\0T\0Y\0|\0<\0!\0E\0N\0T\0I\0T\0Y")


def parsed(data: bytes, name: str) -> Any:
    """The root element of the XML document ``data``; ``name`` is what the error calls it.

    Raises `InputError` when it is not well-formed, declares entities, is nested more than 256 deep or holds a text of more than
    10 MB: those are the parser's own limits.
    """
    if ENTITY.search(data):
        raise InputError(f"{name}: declares entities", hint="such a file could grow without end, so it is not read")
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(f"{name}: not well-formed XML: {str(error)[:200]}", hint="get it again") from error


CDATA = b"<![CDATA["


def sections(data: bytes) -> list[bytes]:
    """``data`` cut into its CDATA sections, which begin with `CDATA`, and what stands between; one left open is text."""
    found: list[bytes] = []
    at = 0
    while (begin := data.find(CDATA, at)) >= 0 and (end := data.find(b"]]>", begin)) >= 0:
        found += (data[at:begin], data[begin : end + 3])
        at = end + 3
    return [*found, data[at:]]


def between(data: bytes, opening: bytes, closing: bytes) -> list[tuple[int, int]]:
    """Where in ``data`` stretches from ``opening`` to the next ``closing`` begin and end, both included, one after another."""
    found: list[tuple[int, int]] = []
    at = 0
    while (begin := data.find(opening, at)) >= 0 and (end := data.find(closing, begin)) >= 0:
        at = end + len(closing)
        found.append((begin, at))
    return found


def replaced(data: bytes, places: list[tuple[int, int]], change: Callable[[bytes], bytes]) -> bytes:
    """``data`` with what stands at each of ``places`` put through ``change``."""
    pieces: list[bytes] = []
    at = 0
    for begin, end in places:
        pieces += (data[at:begin], change(data[begin:end]))
        at = end
    return b"".join([*pieces, data[at:]])


def local(element: Any) -> str:
    """The name of ``element`` without its namespace, or a prefix that stands for none; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> list[Any]:
    """The elements right below ``element`` whose local name is one of ``names``."""
    return [child for child in element if local(child) in names]


def child(element: Any, name: str) -> Any | None:
    """The first element right below ``element`` with the local name ``name``."""
    return next((below for below in element if local(below) == name), None)


def text_of(element: Any | None) -> str:
    """All text in ``element`` on one line; empty for ``None``."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        dtd_validation=False,
    )
