"""The formats: what a reader, a source and a writer are, which there are, and which one a file needs.

A reader makes articles of a file; a source is a container (a folder, a list, an archive, a feed) that expands into
what it holds. Built-in ones stand in literal tables and are loaded through `importlib.metadata.EntryPoint`, as plug-ins
are; nothing of a format is imported before it is used. A plug-in can't take a built-in name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from glob import has_magic
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

import msgspec

from convert.encoding import readable, wide
from convert.errors import InputError, UnknownName
from convert.limits import LIMITS
from convert.model import Article, Pack
from convert.notices import Notify
from convert.patterns import regex
from convert.plugins import fenced, load, table
from convert.profile import Profile
from convert.signatures import FRAGMENT, MARKED_UP, PACKED, end_of, is_markdown, kind_of, unread, unwrapped_path, unwrapped_start
from convert.theme import Theme


class Source(msgspec.Struct, frozen=True):
    """Bytes to read, and where they are from.

    ``name`` is what messages call it (a path, a URL, ``standard input``), ``url`` the address links in it
    are relative to, ``path`` the file it was read from, ``media`` the media type its server stated. What stands in a
    container has the container's path, a slash and its place in it. One without ``data`` was found but not read yet:
    it is small, and `opened` reads it.
    """

    name: str
    data: bytes = b""
    url: str = ""
    path: str = ""
    media: str = ""


Read: TypeAlias = Callable[[Source, Notify], Iterable[Article]]
Write: TypeAlias = Callable[[Pack, Theme, Profile, BinaryIO, Notify], None]
Fetch: TypeAlias = Callable[[str], Source]
Expand: TypeAlias = Callable[[Source, Fetch, Notify], Iterable[Source]]

READERS = {
    "docx": "convert.readers.docx:read",
    "enex": "convert.readers.enex:read",
    "epub": "convert.readers.epub:read",
    "export": "convert.readers.export:read",
    "feed": "convert.readers.feed:read",
    "har": "convert.readers.web_archive:read",
    "html": "convert.readers.html:read",
    "json": "convert.readers.json:read",
    "links": "convert.readers.links:read",
    "mail": "convert.readers.mail:read",
    "markdown": "convert.readers.markdown:read",
    "mhtml": "convert.readers.mhtml:read",
    "text": "convert.readers.text:read",
    "wacz": "convert.readers.web_archive:read",
    "warc": "convert.readers.web_archive:read",
    "zip": "convert.readers.packed:read",
}
SOURCES = {
    "folder": "convert.sources.folder:expand",
    "glob": "convert.sources.pattern:expand",
    "list": "convert.sources.listing:expand",
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
    ".arc": "warc",
    ".atom": "feed",
    ".docx": "docx",
    ".eml": "mail",
    ".emlx": "mail",
    ".enex": "enex",
    ".epub": "epub",
    ".har": "har",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mbox": "mail",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".mkd": "markdown",
    ".opml": "links",
    ".pdf": "pdf",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".rss": "feed",
    ".text": "text",
    ".txt": "text",
    ".wacz": "wacz",
    ".warc": "warc",
    ".webarchive": "mhtml",
    ".xhtml": "html",
    ".zip": "zip",
}


def readers() -> dict[str, str]:
    """Every reader by name: the built-in ones and those of plug-ins, with the object each stands for."""
    return table("readpack.readers", READERS)


def sources() -> dict[str, str]:
    """Every container that expands into others by name, as `readers` does for reading."""
    return table("readpack.sources", SOURCES)


def writers() -> dict[str, str]:
    """Every writer by name, as `readers` does for reading."""
    return table("readpack.writers", WRITERS)


def reader(name: str) -> Read:
    """The reader called ``name``. Raises `UnknownName`, or `PluginError` when a plug-in fails to load."""
    known = readers()
    if name not in known:
        raise UnknownName("input format", name, known)
    return cast(Read, load("reader", name, "readpack.readers", known))


def expander(name: str) -> Expand:
    """What expands a container called ``name``, one of `sources`. Raises `PluginError` when a plug-in fails to load."""
    expand = cast(Expand, load("source", name, "readpack.sources", sources()))
    if name in SOURCES:
        return expand

    def fenced_in(source: Source, fetch: Fetch, notify: Notify) -> Iterator[Source]:
        with fenced(f"{source.name}: the source {name!r} failed", sources()[name], InputError):
            yield from expand(source, fetch, notify)

    return fenced_in


def writer(name: str) -> Write:
    """The writer called ``name``. Raises `UnknownName`, or `PluginError` when a plug-in fails to load."""
    known = writers()
    if name not in known:
        raise UnknownName("output format", name, known)
    put = cast(Write, load("writer", name, "readpack.writers", known))
    if name in WRITERS:
        return put

    def fenced_in(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
        with fenced(f"the writer {name!r} failed", writers()[name], let=(OSError,)):
            put(pack, theme, profile, target, notify)

    return fenced_in


def check_input_format(name: str) -> None:
    """Raises `UnknownName` where no reader and no container is called ``name``."""
    if name not in readers() | sources():
        raise UnknownName("input format", name, readers())


def format_of(path: str, stated: str | None = None) -> str:
    """The format to write ``path`` in: the one ``stated``, else that of its suffix. Raises `UnknownName` for one there is not."""
    if stated:
        if stated not in writers():
            raise UnknownName("output format", stated, writers())
        return stated
    suffix = Path(path).suffix.lower()
    if not suffix:
        raise UnknownName("output format of", path, hint="let its name end in .epub, .docx or .pdf, or name the format with -t")
    known, plain = writers(), suffix.removeprefix(".")
    name = plain if plain in known else SUFFIXES.get(suffix, plain)
    if name not in known:
        raise UnknownName("output format", name, writers())
    return name


def sniff(source: Source) -> str:
    """The reader, or the container, that ``source`` needs, by its content and then by its suffix.

    Of one that is not read yet only the beginning is looked at. Raises `InputError` for bytes that nothing takes.
    """
    if not source.data and (kind := _kind_of_path(source.path)):
        return kind
    kind = _looked_at(source)[0]
    if not kind:
        what, instead = unread(_start(source)[1])
        if what:
            raise InputError(f"{source.name}: this is {what}, which readpack does not read", hint=instead)
        raise InputError(f"{source.name}: this is not text", hint=f"readpack reads {', '.join(sorted(readers()))}; name one with -f")
    return kind


def container(source: Source, *, by_content: bool = True) -> str:
    """The container that ``source`` is by its path, or ``by_content`` where those of plug-ins are known; empty for one to read.

    None of ours is known by its content, so that what it holds is not looked at for their sake.
    """
    if not source.data and (kind := _kind_of_path(source.path)):
        return kind
    if not by_content or sources().keys() == SOURCES.keys():
        return ""
    try:
        kind = _looked_at(source)[0]
    except InputError:
        return ""
    return kind if kind in sources() else ""


def _looked_at(source: Source) -> tuple[str, bool]:
    """What ``source`` is, empty for bytes that nothing takes; and whether its content or its suffix says so, or it is but some text."""
    start, whole = _start(source)
    suffix = os.path.splitext(source.path)[1].lower()  # noqa: PTH122 - many times faster
    if _MODEL_JSON.match(start):
        return "json", True
    if inner := unwrapped_start(start):
        kind, is_meant = _looked_at(Source(source.name, inner, path=unwrapped_path(source.path)))
        return "zip" if kind and kind not in sources() else "", is_meant
    if kind := _added(suffix) or kind_of(whole, suffix):
        return kind, kind != "links"
    if suffix == ".json":
        return "json", False
    if _is_binary(start) or unread(start)[0]:
        return "", False
    if MARKED_UP.match(start):
        return "html", True
    name = SUFFIXES.get(suffix) or ("markdown" if is_markdown(start) else "text")
    known = name if name in readers() else "text"
    is_meant = bool(start.strip()) and (not suffix or SUFFIXES.get(suffix) == known)
    return "html" if known == "text" and FRAGMENT.match(start) and not is_markdown(start) else known, is_meant


def _added(suffix: str) -> str:
    """The reader or container of a plug-in whose name is ``suffix``, one that stands for nothing of ours; empty when there is none."""
    name = suffix.removeprefix(".")
    return name if name and suffix not in SUFFIXES and name in (readers() | sources()).keys() - READERS.keys() - SOURCES.keys() else ""


def _kind_of_path(path: str) -> str:
    if "\0" in path:
        return ""
    return "folder" if path and os.path.isdir(path) else "glob" if has_magic(path) and not os.path.lexists(path) else ""  # noqa: PTH112


def sniff_found(source: Source) -> str:
    """As `sniff`, for a file that was found and not named: empty unless its content or its suffix says what it is.

    A style sheet or a table is text too, and no article. Raises `InputError` when it can't be read.
    """
    kind, is_meant = _looked_at(source)
    return kind if is_meant else ""


def _start(source: Source) -> tuple[bytes, bytes]:
    """The beginning of ``source``, as UTF-8 where it is text in wider units, and all of it that is known."""
    if source.data or not source.path:
        known = source.data
    else:
        with _reading(source.name), open(source.path, "rb") as file:
            known = file.read(_LOOKED_AT)
            if known.startswith(PACKED) and len(known) == _LOOKED_AT:
                known += end_of(file, _LOOKED_AT)
    start = readable(known[:_LOOKED_AT])
    return start, start if wide(known) else known


_LOOKED_AT = 4_096
_MODEL_JSON = regex(rb'(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"type"\s*:\s*"(?:Pack|Article)"')
_CONTROLS = bytes(range(0x08)) + bytes(range(0x10, 0x1B)) + bytes(range(0x1C, 0x20))


def _is_binary(start: bytes) -> bool:
    """Whether ``start`` begins as no text does, or has control characters that texts don't have."""
    known = (b"%PDF-", PACKED, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF")
    return start.startswith(known) or len(start) - len(start.translate(None, _CONTROLS)) > len(start) // 64


def open_source(where: str | Path, *, stdin: BinaryIO | None = None) -> Source:
    """The file ``where`` as a `Source`; ``-`` is standard input.

    Raises `InputError` when it can't be read or is past `Limits.input_bytes`, of which it never reads more.
    """
    return opened(place(str(where)), stdin=stdin)


def place(where: str) -> Source:
    """The file, folder or address ``where`` as a `Source` that is not read yet; ``-`` is standard input.

    Its name is as `shown`.
    """
    name = shown(where)
    if where == "-":
        return Source("standard input", path=where)
    if _ADDRESS.match(where) and not os.path.lexists(where):
        return Source(name, url=where)
    return Source(name, path=where)


_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]+://|www\.")


def shown(path: str) -> str:
    """``path`` as it can be shown and stored: bytes of a file name that are not UTF-8 stand as U+FFFD in it."""
    return os.fsencode(path).decode("utf-8", "replace")


def opened(source: Source, *, stdin: BinaryIO | None = None) -> Source:
    """``source`` with its bytes, read if they were not yet. Raises `InputError` as `open_source` does."""
    if source.data:
        return source
    if source.url and not source.path:
        raise InputError(f"{source.name}: readpack does not fetch yet", hint="save the page and name the file")
    data = _all_of(source, stdin)
    if len(data) > LIMITS.input_bytes:
        raise InputError(f"{source.name}: larger than {LIMITS.input_bytes / 1_000_000:g} MB", hint="split it into several files")
    if not data.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
        raise InputError(f"{source.name}: this is empty", hint="there is nothing to read in it")
    return msgspec.structs.replace(source, data=data, path="" if source.path == "-" else source.path)


def _all_of(source: Source, stdin: BinaryIO | None) -> bytes:
    with _reading(source.name):
        if source.path == "-":
            import sys

            return up_to(stdin or sys.stdin.buffer, LIMITS.input_bytes + 1)
        with open(source.path, "rb") as file:
            return up_to(file, LIMITS.input_bytes + 1)


def up_to(file: BinaryIO, most: int) -> bytes:
    """The first ``most`` bytes of ``file``; room for so many is made only where there is more than a little."""
    start = file.read(min(_LITTLE, most))
    return start if len(start) < _LITTLE else start + file.read(most - len(start))


_LITTLE = 65_536


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Says as an `InputError` why the file called ``name`` can't be read."""
    try:
        yield
    except IsADirectoryError as error:
        raise InputError(f"{name}: this is a folder", hint="name the files in it") from error
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}", hint="check the path and its permissions") from error
    except ValueError as error:
        raise InputError(f"{name!r}: {error}", hint="check the path") from error


def articles_in(source: Source, format: str | None, notify: Notify) -> list[Article]:
    """The articles of ``source``, opened if it was not, each with the address it was read from.

    ``format`` names the reader; without it the content decides. Raises `InputError` when it can't be read, or holds no article.
    """
    whole = opened(source)
    found = reader(format or sniff(whole))(whole, notify)
    address = address_of(whole)
    return [article if article.source or not address else msgspec.structs.replace(article, source=address) for article in found]


def address_of(source: Source) -> str:
    """Where ``source`` was read from, as a URL: its own, or a ``file:`` one for a path; empty for standard input."""
    if source.url or not source.path:
        return source.url
    return Path(os.path.abspath(source.path)).as_uri()  # noqa: PTH100 - a link keeps its own place
