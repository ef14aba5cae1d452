"""A list as an input: a file that names others, one a line."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator

from convert.errors import InputError
from convert.formats import Fetch, Source, opened, place
from convert.notices import Notice, Notify

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def expand(source: Source, fetch: Fetch, notify: Notify) -> Iterator[Source]:
    """What the lines of ``source`` name: files, folders and patterns, relative to the list (to here for standard input).

    Blank lines and those that begin with ``#`` say nothing. Where a NUL stands in the list, NULs part the names and any
    other character may be in one, as ``find -print0`` writes them. Raises `InputError` when the list can't be read or names nothing.
    """
    whole = opened(source)
    folder = os.path.dirname(whole.path)  # noqa: PTH120 - a path of any bytes
    found = False
    for name in _names(whole.data):
        found = True
        path = name if os.path.isabs(name) or place(name).url else os.path.join(folder, name)  # noqa: PTH117, PTH118
        if whole.path and os.path.realpath(path) == os.path.realpath(whole.path):
            notify(Notice("left-out", "list.itself", "a list that names itself is not read as an article", source=whole.name))
        else:
            yield place(os.path.join(".", path) if path == "-" else path)  # noqa: PTH118
    if not found:
        raise InputError(f"{source.name}: this list names nothing", hint="write one path a line")


def _names(data: bytes) -> Iterator[str]:
    """The names in a list, whatever their bytes; UTF-16 has its mark, as Windows writes it."""
    if data.startswith(_UTF16):
        text = data.decode("utf-16", "replace")
    else:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    if "\0" in text:
        yield from filter(None, text.split("\0"))
        return
    for line in text.replace("\r", "\n").split("\n"):
        name = line.strip()
        if name and not name.startswith("#"):
            yield name
