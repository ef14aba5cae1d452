"""Work done beside other work, by a fork of this process: for what reads much, says little, and would make a user wait.

A fork has all that there is without a copy of it. Only a process that has no threads can be forked, since a fork copies their
locks as they stand; elsewhere, as where no fork is made, the work is done when its result is first asked for.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import msgspec

from convert.standby import processors

T = TypeVar("T")


@contextmanager
def aside(task: Callable[[], T], kind: type[T], *, worth: bool = True) -> Iterator[Callable[[], T]]:
    """What ``task`` comes to, a ``kind`` that msgspec can encode, as a function to ask for it with, which waits where it must.

    The task must change nothing and say nothing. Unless it is ``worth`` another process it is done in this one.
    """
    made: list[T] = []
    with _begun(task, worth) as sent:

        def result() -> T:
            if not made:
                told = _told(sent, kind)
                made.append(task() if told is None else told)
            return made[0]

        yield result


@contextmanager
def _begun(task: Callable[[], T], worth: bool) -> Iterator[int]:
    """The end of a pipe that the encoded result of ``task`` will come by, if it comes; below 0 where nobody has begun it."""
    number, ends = 0, (-1, -1)
    if worth and hasattr(os, "fork") and threading.active_count() == 1 and processors() > 1:
        with suppress(OSError):  # no process or no file more: then it is done here
            ends = os.pipe()
            number = os.fork() or _do(task, ends[1])
    if not number:
        _close(ends)
        yield -1
        return
    os.close(ends[1])
    try:
        yield ends[0]
    finally:
        os.close(ends[0])
        with suppress(ProcessLookupError, ChildProcessError):  # where a program lets the system see its children off
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)


def _close(ends: tuple[int, int]) -> None:
    for end in ends:
        if end >= 0:
            os.close(end)


def _do(task: Callable[[], T], end: int) -> int:
    """The life of the fork: it never returns."""
    try:
        with os.fdopen(end, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(task()))
    finally:
        os._exit(0)


def _told(sent: int, kind: type[T]) -> T | None:
    """What came by the pipe; None where nothing whole did."""
    if sent < 0:
        return None
    with os.fdopen(sent, "rb", closefd=False) as pipe:
        data = pipe.read()
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.DecodeError:
        return None
