"""Processes for reading, started before it is known what they are to read: starting is most of a short run.

A fresh interpreter imports what reading takes, while this process does what else there is to do, and is forked into as many
workers as are wanted (`convert.serving`). It is fresh because a fork of a process that has threads (a terminal's spinner is
one) copies their locks as they stand. Nothing of ours is imported here, so that the command line can start one first of all.
"""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import IO

# Inputs that are no more bytes than this together are read in the program's own process: another would take longer to start, and
# the slowest page known takes some seconds at this size.
SMALL = 200_000
_MOST_UNASKED = 8
_PATIENCE_SECONDS = 1
_NUMBER = struct.Struct(">q")
_CHILD = """
import sys
parent, like, pipes, *path = sys.argv[1:]
sys.path[:] = path
from convert.serving import multiply
multiply(int(parent), like, [tuple(map(int, pair.split("-"))) for pair in pipes.split()])
"""


class Worker:
    """A process that reads: the pipe that orders go ``out`` by, and the one that answers come ``back`` by."""

    def __init__(self, nursery: Nursery, out: int, back: int) -> None:
        self.out: IO[bytes] = os.fdopen(out, "wb", buffering=0)
        self.back: IO[bytes] = os.fdopen(back, "rb", buffering=0)
        self._nursery = nursery

    def end(self) -> int | None:
        """Ends it, if it has not ended by itself; its exit code, None where that can't be told."""
        self.close()
        return self._nursery.end(self)

    def close(self) -> None:
        """Closes its pipes."""
        for pipe in (self.out, self.back):
            pipe.close()


class Nursery:
    """A process that is forked into ``number`` ``workers``, to read files such as ``like``. Raises `OSError` where there can be none."""

    def __init__(self, number: int, like: str = "") -> None:
        pipes = [(*os.pipe(), *os.pipe()) for _ in range(number)]
        theirs = [(orders, answers) for orders, _, _, answers in pipes]
        self.workers = [Worker(self, out, back) for _, out, back, _ in pipes]
        try:
            self._process = _started(like, theirs)
        except OSError:
            for worker in self.workers:
                worker.close()
            raise
        finally:
            for end in (end for pair in theirs for end in pair):
                os.close(end)
        self._unborn = list(self.workers)
        self._numbers: dict[Worker, int] = {}

    def end(self, worker: Worker) -> int | None:
        """As `Worker.end`. The nursery ends with the last of its workers, or where this one never began."""
        while self._unborn and (told := self._told()) is not None:
            self._numbers[self._unborn.pop(0)] = told
        number = self._numbers.pop(worker, None)
        if number is None:
            self.close()
            return None
        os.kill(number, signal.SIGKILL)  # the number is its own until the nursery is asked for its code
        with suppress(OSError):
            self._process.stdin.write(_NUMBER.pack(number))  # type: ignore[union-attr]
        code = self._told()
        if not self._numbers:
            self.close()
        return code

    def close(self) -> None:
        """Ends the nursery, and with it all its workers."""
        for number in self._numbers.values():
            os.kill(number, signal.SIGKILL)
        self._numbers.clear()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            pipe.close()  # type: ignore[union-attr]
        for worker in self.workers:
            worker.close()

    def _told(self) -> int | None:
        """The next number that the process says, None where it says none."""
        said = self._process.stdout
        if not said or said.closed or not select.select([said], [], [], _PATIENCE_SECONDS)[0]:
            return None
        data = said.read(_NUMBER.size)
        return _NUMBER.unpack(data)[0] if len(data) == _NUMBER.size else None


def _started(like: str, pipes: list[tuple[int, int]]) -> subprocess.Popen[bytes]:
    told = " ".join(f"{orders}-{answers}" for orders, answers in pipes)
    path = [str(Path(entry).resolve()) for entry in sys.path]
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(os.getpid()), like, told, *path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[end for pair in pipes for end in pair],
        bufsize=0,
    )


_WAITING: ContextVar[list[Worker] | None] = ContextVar("standby", default=None)


def worker() -> Worker:
    """One that stands by, else a fresh one. Raises `OSError` when there can be none."""
    waiting = _WAITING.get()
    return waiting.pop(0) if waiting else Nursery(1).workers[0]


@contextmanager
def standing_by(number: int, like: str = "") -> Iterator[None]:
    """Has ``number`` workers stand by, unless some do; none is left at the end."""
    if not number or _WAITING.get() is not None:
        yield
        return
    try:
        nursery = Nursery(number, like)
    except OSError:  # whoever needs one will say why there is none
        yield
        return
    token = _WAITING.set(list(nursery.workers))
    try:
        yield
    finally:
        _WAITING.reset(token)
        nursery.close()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_jobs() -> int:
    """How many inputs are read at once where nobody says: as many as there are processors to use, from two to eight."""
    return max(2, min(processors(), _MOST_UNASKED))


def expected(paths: Iterable[str]) -> tuple[int, str]:
    """How many workers reading ``paths`` will take where nobody says, and a file like those to read.

    It is a guess that takes a moment, and costs nothing but time where it is wrong: what is in folders below a folder,
    matches a pattern or is in a list is not looked at.
    """
    size = 0
    for file, one in _sizes(paths):
        size += one
        if size > SMALL:
            return default_jobs(), file
    return 0, ""


def _sizes(paths: Iterable[str]) -> Iterator[tuple[str, int]]:
    for path in paths:
        try:
            if Path(path).is_dir():
                with os.scandir(path) as entries:
                    yield from ((entry.path, entry.stat().st_size) for entry in entries if entry.is_file())
            elif Path(path).is_file():
                yield path, Path(path).stat().st_size
        except (OSError, ValueError):  # whoever reads it will say what is wrong with it
            continue
