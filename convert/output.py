"""Files that are either whole or untouched.

A file is written beside its place and moved there when it is complete and on disk (``os.replace``), so an
interrupted or failed run leaves what stood there as it was. Devices and pipes are written to directly.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from convert.errors import WriteError


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A seekable file to write to, which takes the place of ``path`` when the block ends without an error.

    ``-`` is standard output. Raises `WriteError` when it can't be written.
    """
    place = Path(path)
    name = "standard output" if str(path) == "-" else path
    try:
        if str(path) == "-":
            with _spool() as spool:
                yield spool
                with standard_output() as stream:
                    _copy(spool, stream)
        elif place.exists() and not place.is_file():
            _refuse_folder(place)
            with _spool() as spool:
                yield spool
                with place.open("wb") as device:
                    _copy(spool, device)
        else:
            with _beside(place) as file:
                yield file
    except OSError as error:
        hint = "check what it leads to" if str(path) == "-" else "what stood there is untouched; check the folder and its free space"
        raise WriteError(f"{name}: {error.strerror or error}", hint=hint) from error


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes, flushed at the end.

    Under PYTHONUNBUFFERED ``sys.stdout.buffer`` is a bare file descriptor, which may take only part of what it is given.
    """
    sys.stdout.flush()
    with io.BufferedWriter(io.FileIO(sys.stdout.fileno(), "wb", closefd=False)) as stream:
        yield stream


def _refuse_folder(place: Path) -> None:
    if place.is_dir():
        raise WriteError(f"{place}: this is a folder", hint="name a file in it")


@contextmanager
def _spool() -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(max_size=16_000_000) as spool:
        yield cast(BinaryIO, spool)


def _copy(spool: BinaryIO, target: BinaryIO) -> None:
    spool.seek(0)
    shutil.copyfileobj(spool, target)
    target.flush()


@contextmanager
def _beside(place: Path) -> Iterator[BinaryIO]:
    """A new file in the folder of ``place`` (its link followed), moved onto it at the end, removed on any error."""
    place = Path(os.path.realpath(place))
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask()
    handle, name = _fresh(place.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
            name = name or _named(file.fileno(), place.parent)
        Path(name).replace(place)
    except BaseException:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        raise


_OPEN_FILES = "/proc/self/fd"


def _fresh(folder: Path) -> tuple[int, str]:
    """A new file: without a name where the system can, so that it vanishes with the process however that ends."""
    if hasattr(os, "O_TMPFILE") and os.path.isdir(_OPEN_FILES):  # noqa: PTH112
        with suppress(OSError):
            return os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600), ""
    return tempfile.mkstemp(prefix=".readpack-", suffix=".part", dir=folder)


def _named(handle: int, folder: Path) -> str:
    """The name beside its place that a file without one now has (open(2), O_TMPFILE)."""
    name = str(folder / f".readpack-{secrets.token_hex(8)}.part")
    files = os.open(_OPEN_FILES, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.link(str(handle), name, src_dir_fd=files, follow_symlinks=True)
    finally:
        os.close(files)
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
