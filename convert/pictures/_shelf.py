"""The shelf: the temporary folder where the pictures of a run lie, as files, until they are written.

A model then holds paths, so that memory doesn't grow with its pictures. A file is named by its content's hash, so the
same picture lies there once, whichever process put it there.
"""

from __future__ import annotations

import base64
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

import msgspec

from convert.errors import WriteError
from convert.model import Picture
from convert.scratch import Scratch

Media: TypeAlias = Literal["image/jpeg", "image/png", "image/gif", "image/svg+xml"]

_DATA = "data:application/octet-stream;base64,"
_PREFIX = "readpack-pictures-"
_CHOSEN: ContextVar[Path | None] = ContextVar("shelf", default=None)


def shelf() -> Path:
    """The folder pictures are put into now: the one chosen, else one of this process, which goes when it exits."""
    return _CHOSEN.get() or _own().path


def use_shelf(folder: Path) -> None:
    """From now on pictures are put into ``folder``, which is the caller's to remove: a worker uses its parent's."""
    _CHOSEN.set(folder)


@contextmanager
def shelved() -> Iterator[Path]:
    """A shelf of its own for what is done within; it goes at the end, with all that is on it."""
    scratch = Scratch(_PREFIX)
    token = _CHOSEN.set(scratch.path)
    try:
        yield scratch.path
    finally:
        _CHOSEN.reset(token)
        scratch.remove()


@cache
def _own() -> Scratch:
    return Scratch(_PREFIX)


def kept(data: bytes, media: Media, width: int, height: int, folder: Path | None) -> Picture:
    """``data`` as a picture: a file of ``folder``, or held by the picture itself without one.

    Raises `WriteError` when the folder takes no more.
    """
    key = hashlib.sha256(data).hexdigest()
    if folder is None:
        where = _DATA + base64.b64encode(data).decode()
    else:
        where = str(folder / key)
        _put(data, where)
    return Picture(key=key, media=media, width=width, height=height, where=where)


def _put(data: bytes, where: str) -> None:
    """Written beside its place and moved there: whoever finds the file finds all of it."""
    if Path(where).exists():
        return
    fresh = Path(f"{where}.{os.getpid()}.{threading.get_ident()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(where)
    except OSError as error:
        raise WriteError(
            f"a picture can't be kept in {fresh.parent}: {error.strerror or error}", hint="name a roomier folder with TMPDIR"
        ) from error


S = TypeVar("S", bound=msgspec.Struct)


def note(folder: Path, key: str, what: msgspec.Struct) -> None:
    """Notes in ``folder`` what became of the bytes whose hash is ``key``, for whoever meets them again."""
    _put(msgspec.json.encode(what), str(folder / f"{key}.note"))


def noted(folder: Path | None, key: str, kind: type[S]) -> S | None:
    """What is noted in ``folder`` of the bytes whose hash is ``key``."""
    try:
        return msgspec.json.decode((folder / f"{key}.note").read_bytes(), type=kind) if folder else None
    except FileNotFoundError:
        return None
