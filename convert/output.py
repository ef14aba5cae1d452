"""Files that are either whole or untouched.

A file is written beside its place and moved there when it is complete and on disk (``os.replace``), so an
interrupted or failed run leaves what stood there as it was. Devices and pipes are written to directly.
"""

from __future__ import annotations

import io
import os
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
        raise WriteError(
            f"{path}: {error.strerror or error}", hint="what stood there is untouched; check the folder and its free space"
        ) from error


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
    handle, name = tempfile.mkstemp(prefix=".readpack-", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
