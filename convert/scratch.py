"""Temporary folders that go in any case: with the run that made them, or with the next one where that was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

_HELD = "held"
# Seconds after which a new folder is sure to be locked by who made it.
_SETTLED = 60


class Scratch:
    """A new temporary folder whose name begins with ``prefix``; others of that name whose process was killed go.

    It is locked until `remove`, or until its process ends in whatever way. What can't be removed stays.
    """

    def __init__(self, prefix: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        for left in self.path.parent.glob(f"{prefix}*/{_HELD}"):
            with suppress(OSError):
                _clear(left)
        self._lock = _locked(self.path / _HELD)

    def remove(self) -> None:
        """Removes the folder with all that is in it."""
        self._lock.close()
        self._folder.cleanup()


def _locked(held: Path) -> IO[bytes]:
    lock = held.open("wb")
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _clear(held: Path) -> None:
    """Removes the folder that ``held`` lies in if it is this user's and nobody's who is alive; raises `OSError` otherwise."""
    told = held.lstat()
    if told.st_uid != os.geteuid() or time.time() - told.st_mtime < _SETTLED:
        return
    with open(os.open(held, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC), "rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(held.parent, ignore_errors=True)
