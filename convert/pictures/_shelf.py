"""The shelf: the temporary folder where the pictures of a run lie, as files, until they are written.

A model then holds paths, so that memory doesn't grow with its pictures. A file is named by its content's hash, so the
same picture lies there once, whichever process put it there.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import IO, Literal, TypeAlias, TypeVar

import msgspec

from convert.errors import WriteError
from convert.model import Picture

Media: TypeAlias = Literal["image/jpeg", "image/png", "image/gif", "image/svg+xml"]

_DATA = "data:application/octet-stream;base64,"
_PREFIX = "readpack-pictures-"
_HELD = "held"
# Seconds after which a new shelf is sure to be locked by who made it.
_SETTLED = 60
_CHOSEN: ContextVar[Path | None] = ContextVar("shelf", default=None)


def shelf() -> Path:
    """The folder pictures are put into now: the one chosen, else one of this process, which goes when it exits."""
    return _CHOSEN.get() or Path(_own()[0].name)


def use_shelf(folder: Path) -> None:
    """From now on pictures are put into ``folder``, which is the caller's to remove: a worker uses its parent's."""
    _CHOSEN.set(folder)


@contextmanager
def shelved() -> Iterator[Path]:
    """A shelf of its own for what is done within; it goes at the end, with all that is on it."""
    with _fresh() as folder, _held(folder):
        token = _CHOSEN.set(Path(folder))
        try:
            yield Path(folder)
        finally:
            _CHOSEN.reset(token)


@cache
def _own() -> tuple[tempfile.TemporaryDirectory[str], IO[bytes]]:
    folder = _fresh()
    return folder, _held(folder.name)


def _fresh() -> tempfile.TemporaryDirectory[str]:
    """A new shelf; those that lie beside it and whose process was killed go."""
    folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    for left in Path(folder.name).parent.glob(f"{_PREFIX}*/{_HELD}"):
        with suppress(OSError):
            _clear(left)
    return folder


def _held(folder: str) -> IO[bytes]:
    """A file in ``folder`` that is locked until it is closed, or its process ends in whatever way."""
    held = open(Path(folder, _HELD), "wb")  # noqa: SIM115 - open as long as the shelf is in use
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def _clear(held: Path) -> None:
    """Removes the shelf that ``held`` lies on if it is this user's and nobody's who is alive; raises `OSError` otherwise."""
    told = held.lstat()
    if told.st_uid != os.geteuid() or time.time() - told.st_mtime < _SETTLED:
        return
    with open(os.open(held, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC), "rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(held.parent, ignore_errors=True)


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
