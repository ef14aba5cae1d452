"""The clock and the ceiling on memory that ``readpack inspect --explain`` reads under: it reads in its own process, for one input."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from convert.errors import InputError
from convert.limits import LIMITS


class _TimeIsUp(BaseException):
    """No error that a reader could take for one of its own."""


@contextmanager
def bounded(file: str) -> Iterator[None]:
    """Within `Limits.read_seconds` of processor time and `Limits.read_memory`; `InputError`, naming ``file``, when that is not enough.

    Where the system has no such bounds (not POSIX) there are none.
    """
    name = "standard input" if file == "-" else file
    try:
        with _clock(LIMITS.read_seconds), _ceiling(LIMITS.read_memory):
            yield
    except MemoryError as error:
        hint = "split it into several files"
        raise InputError(f"{name}: reading it takes more memory than {LIMITS.read_memory // 1_000_000:,} MB", hint=hint) from error
    except _TimeIsUp as end:
        raise InputError(f"{name}: it was not read after {LIMITS.read_seconds} seconds", hint="split it, or leave it out") from end


@contextmanager
def _clock(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(number: int, frame: object) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _ceiling(memory: int) -> Iterator[None]:
    try:
        import resource
    except ImportError:
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (memory, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(known), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
