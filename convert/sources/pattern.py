"""A pattern that no shell has expanded (``*.md``, ``**/*.html``): the files and folders it fits, in natural order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath

from convert.errors import InputError
from convert.formats import Fetch, Source, place
from convert.notices import Notify
from convert.order import natural

_ANY_DEPTH = "**"


def expand(source: Source, fetch: Fetch, notify: Notify) -> Iterator[Source]:
    """What fits the pattern ``source.path``, as a shell has it; ``**`` is folders of any depth, links to which are not followed.

    Hidden files fit only where the pattern has the dot. Raises `InputError` when nothing fits.
    """
    found = sorted(_fitting(source.path), key=lambda path: [natural(part) for part in PurePath(path).parts])
    if not found:
        raise InputError(f"{source.name}: no file fits this pattern", hint="check the folder and the pattern")
    yield from map(place, found)


def _fitting(pattern: str) -> set[str]:
    parts = PurePath(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    rest = tuple(part for number, part in enumerate(parts[fixed:], fixed) if part != _ANY_DEPTH or parts[number - 1 : number] != (part,))
    if rest[-1] == _ANY_DEPTH:
        rest = (*rest, "*")
    found: set[str] = set()
    pending = [(os.path.join(*parts[:fixed]) if fixed else "", rest)]  # noqa: PTH118 - a path of any bytes
    while pending:
        folder, rest = pending.pop()
        if rest[0] == _ANY_DEPTH:
            pending.append((folder, rest[1:]))
            pending.extend((entry.path, rest) for entry in _entries(folder, "*") if entry.is_dir(follow_symlinks=False))
        elif not glob.has_magic(rest[0]) and len(rest) > 1:
            pending.append((os.path.join(folder, rest[0]), rest[1:]))  # noqa: PTH118
        elif len(rest) > 1:
            pending.extend((entry.path, rest[1:]) for entry in _entries(folder, rest[0]) if entry.is_dir())
        else:
            found.update(entry.path for entry in _entries(folder, rest[0]))
    return found


def _entries(folder: str, pattern: str) -> list[os.DirEntry[str]]:
    """What of ``folder`` fits; nothing where it can't be listed, as a shell has it."""
    try:
        with os.scandir(folder or ".") as entries:
            fitting = [entry for entry in entries if fnmatchcase(entry.name, pattern)]
    except OSError:
        return []
    return fitting if pattern.startswith(".") else [entry for entry in fitting if not entry.name.startswith(".")]
