"""The formats: what a reader, a writer and an expander are, which there are, and which one a file needs.

Built-in formats stand in literal tables and are loaded through `importlib.metadata.EntryPoint`, as plug-ins
are; nothing of a format is imported before it is used. A plug-in can't take a built-in name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

import msgspec

from convert.errors import InputError, PluginError, UnknownName
from convert.limits import LIMITS
from convert.model import Article, Pack
from convert.notices import Notify
from convert.profile import Profile
from convert.theme import Theme

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints


class Source(msgspec.Struct, frozen=True):
    """Bytes to read, and where they are from.

    ``name`` is what messages call it (a path, a URL, ``standard input``), ``url`` the address links in it
    are relative to, ``path`` the file it was read from, ``media`` the media type its server stated.
    """

    name: str
    data: bytes
    url: str = ""
    path: str = ""
    media: str = ""


Read: TypeAlias = Callable[[Source, Notify], Iterable[Article]]
Write: TypeAlias = Callable[[Pack, Theme, Profile, BinaryIO, Notify], None]
Fetch: TypeAlias = Callable[[str], Source]
Expand: TypeAlias = Callable[[Source, Fetch, Notify], Iterable[Source]]

READERS = {
    "html": "convert.readers.html:read",
    "json": "convert.readers.json:read",
    "markdown": "convert.readers.markdown:read",
    "text": "convert.readers.text:read",
}
WRITERS = {
    "docx": "convert.writers.docx:write",
    "epub": "convert.writers.epub:write",
    "html": "convert.writers.html:write",
    "json": "convert.writers.json:write",
    "markdown": "convert.writers.markdown:write",
    "pdf": "convert.writers.pdf:write",
    "text": "convert.writers.text:write",
}
SUFFIXES = {
    ".docx": "docx",
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".pdf": "pdf",
    ".text": "text",
    ".txt": "text",
    ".xhtml": "html",
}


def readers() -> dict[str, str]:
    """Every reader by name: the built-in ones and those of plug-ins, with the object each stands for."""
    return _table("readpack.readers", READERS)


def writers() -> dict[str, str]:
    """Every writer by name, as `readers` does for reading."""
    return _table("readpack.writers", WRITERS)


def reader(name: str) -> Read:
    """The reader called ``name``. Raises `UnknownName`, or `PluginError` when a plug-in fails to load."""
    return cast(Read, _load("reader", name, "readpack.readers", readers()))


def writer(name: str) -> Write:
    """The writer called ``name``. Raises `UnknownName`, or `PluginError` when a plug-in fails to load."""
    return cast(Write, _load("writer", name, "readpack.writers", writers()))


def format_of(path: str) -> str:
    """The format to write ``path`` in, by its suffix. Raises `UnknownName` for one that stands for none."""
    suffix = Path(path).suffix.lower()
    name = SUFFIXES.get(suffix, suffix.removeprefix("."))
    if name not in writers():
        raise UnknownName("output format", name or path, writers())
    return name


def sniff(source: Source) -> str:
    """The reader that ``source`` needs, by its content and then by its suffix.

    Raises `InputError` for bytes that no reader takes.
    """
    start = source.data[:4096]
    if _MODEL_JSON.match(start) or Path(source.path).suffix.lower() == ".json":
        return "json"
    if _is_binary(start):
        raise InputError(f"{source.name}: this is not text", hint=f"readpack reads {', '.join(sorted(readers()))}; name one with -f")
    if _HTML.match(start):
        return "html"
    name = SUFFIXES.get(Path(source.path).suffix.lower()) or ("markdown" if _is_markdown(start) else "text")
    return name if name in readers() else "text"


_MODEL_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"type"\s*:\s*"(?:Pack|Article)"')
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[A-Za-z][\w-]*[ \t]*:(?:[ \t\r\n].*?)?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKDOWN = (
    re.compile(rb"^#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(rb"\]\((?:https?://|mailto:|[#./])[^\s)]+"),
    re.compile(rb"^\[[^\]\n]+\]:[ \t]*\S", re.MULTILINE),
    re.compile(rb"^(?:```|~~~)[ \w+#.-]*\r?$", re.MULTILINE),
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _is_binary(start: bytes) -> bool:
    if start.startswith(_BYTE_ORDER_MARKS):
        return False
    return (
        start.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF"))
        or start.count(0) > len(start) // 64
    )


def _is_markdown(start: bytes) -> bool:
    """Whether a text whose name says nothing has front matter, or two of the marks that only Markdown has."""
    return bool(_FRONT_MATTER.match(start)) or sum(bool(mark.search(start)) for mark in _MARKDOWN) > 1


def open_source(where: str | Path, *, stdin: BinaryIO | None = None) -> Source:
    """The file ``where`` as a `Source`; ``-`` is standard input.

    Raises `InputError` when it can't be read or is past `Limits.input_bytes`, of which it never reads more.
    """
    name = "standard input" if str(where) == "-" else str(where)
    try:
        if str(where) == "-":
            import sys

            data = (stdin or sys.stdin.buffer).read(LIMITS.input_bytes + 1)
            path = ""
        else:
            with open(where, "rb") as file:
                data = file.read(LIMITS.input_bytes + 1)
            path = str(where)
    except IsADirectoryError as error:
        raise InputError(f"{name}: this is a folder", hint="name the files in it") from error
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}", hint="check the path and its permissions") from error
    except ValueError as error:
        raise InputError(f"{name!r}: {error}", hint="check the path") from error
    if len(data) > LIMITS.input_bytes:
        raise InputError(f"{name}: larger than {LIMITS.input_bytes // 1_000_000} MB", hint="split it into several files")
    if not data.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
        raise InputError(f"{name}: this is empty", hint="there is nothing to read in it")
    return Source(name=name, data=data, path=path)


@cache
def _plugins(group: str) -> EntryPoints:
    from importlib.metadata import entry_points

    return entry_points(group=group)


def _table(group: str, builtin: dict[str, str]) -> dict[str, str]:
    table = {entry.name: entry.value for entry in _plugins(group)}
    taken = sorted(table.keys() & builtin.keys())
    if taken:
        raise PluginError(f"a plug-in for {group} claims the built-in name {taken[0]!r}", hint="uninstall it or rename its entry point")
    return table | builtin


def _load(kind: str, name: str, group: str, table: dict[str, str]) -> Any:
    if name not in table:
        raise UnknownName(kind, name, table)
    from importlib.metadata import EntryPoint

    try:
        return EntryPoint(name=name, value=table[name], group=group).load()
    except (ImportError, AttributeError) as error:
        if table[name].startswith("convert."):
            raise
        raise PluginError(f"the {kind} {name!r} can't be loaded: {error}", hint=f"reinstall the package of {table[name]}") from error
