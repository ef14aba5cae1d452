"""What runs in the processes that read: one that workers are forked from, and the workers.

Every worker of a run is a fork of one process, so that what reading imports is imported once. That one has no threads and
reads nothing: it forks, and says how a worker ended. What goes through the pipes is in the order it is sent, each message
after its length.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from convert.formats import Source, place, reader, sniff
from convert.language import prepare
from convert.pictures import use_shelf
from convert.reading import Reading, read_one

# A worker that holds more bytes than this ends after its answer: one large input is not paid for to the end of the run.
_SPENT = 400_000_000
# How much later than its parent's clock a worker ends itself: it comes to that only when the parent is gone or stopped.
_GRACE_SECONDS = 10
_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct(">Q")
_NUMBER = struct.Struct(">q")


class Bounds(msgspec.Struct, frozen=True):
    """What a worker may take: seconds for each input, bytes of memory at any time; and where it puts pictures."""

    seconds: int
    memory: int
    shelf: str


class Order(msgspec.Struct, frozen=True):
    """An input for a worker: its path apart, as bytes, since a file's name need not be text."""

    source: Source
    path: bytes
    format: str | None


class Answer(msgspec.Struct, frozen=True):
    """What a worker says of an `Order`; after the ``last`` it ends, so that its memory goes back to the system."""

    reading: Reading
    last: bool


def framed(message: bytes) -> bytes:
    """``message`` as it goes through a pipe: after its length."""
    return _LENGTH.pack(len(message)) + message


def unframed(heard: bytearray) -> bytes | None:
    """The first message of what was ``heard``, taken out of it; None when it has not come whole."""
    if len(heard) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(heard)
    whole = _LENGTH.size + length
    if len(heard) < whole:
        return None
    message = bytes(memoryview(heard)[_LENGTH.size : whole])
    del heard[:whole]
    return message


def _received(stream: IO[bytes]) -> bytes | None:
    """What was sent next, or None when nothing whole comes any more."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


# --- the process that workers are forked from ------------------------------------------------------


def multiply(parent: int, like: str, pipes: list[tuple[int, int]]) -> None:
    """Forks a worker for each of ``pipes``, ends of two: one that orders come from, one for the answers.

    Says the number of each process on standard output; then, to each of these numbers on standard input, with which code
    (below 0: by which signal) it has ended. Until it is asked the number stays that of the process. ``like`` is the path of a
    file like those to read. Ctrl-C is for ``parent`` to hear, which ends its workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    asked, told = _private(0, "rb"), _private(1, "wb")
    _prepare(like)
    gc.freeze()  # what is there by now stays, and is shared while nobody touches it
    me = os.getpid()
    for pair in pipes:
        number = os.fork()
        if not number:
            try:
                _close(asked.fileno(), told.fileno(), *(end for other in pipes if other != pair for end in other))
                _end_with(me)
                serve(*pair)
                os._exit(0)
            finally:
                os._exit(1)
        told.write(_NUMBER.pack(number))
        told.flush()
    _close(*(end for pair in pipes for end in pair))
    while len(request := asked.read(_NUMBER.size)) == _NUMBER.size:
        _, status = os.waitpid(_NUMBER.unpack(request)[0], 0)
        told.write(_NUMBER.pack(os.waitstatus_to_exitcode(status)))
        told.flush()


def _prepare(like: str) -> None:
    """Loads what reading the file ``like`` takes; whatever is wrong with it is for a worker to meet."""
    with suppress(Exception):
        if Path(like).is_file():
            reader(sniff(place(like)))
    prepare()


def _close(*ends: int) -> None:
    for end in ends:
        os.close(end)


def _private(number: int, mode: str) -> IO[bytes]:
    """Standard input or output for us alone; whoever else uses it meets the null device."""
    stream = os.fdopen(os.dup(number), mode)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, number)
    os.close(null)
    return stream


def _end_with(parent: int) -> None:
    """Where the system can (Linux, prctl(2)), this process ends when ``parent`` does, however that ends, or has ended already."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


# --- a worker --------------------------------------------------------------------------------------


def serve(orders: int, answers: int) -> None:
    """A worker's life: its `Bounds`, then one `Order` after another from the pipe ``orders``, an `Answer` to each into ``answers``."""
    coming, going = os.fdopen(orders, "rb"), os.fdopen(answers, "wb")
    bounds = msgspec.msgpack.decode(_received(coming) or b"", type=Bounds)
    use_shelf(Path(bounds.shelf))
    _bound(bounds.memory)
    last = False
    while not last and (data := _received(coming)) is not None:
        _alarm(bounds.seconds + _GRACE_SECONDS)
        order = msgspec.msgpack.decode(data, type=Order)
        reading = read_one(msgspec.structs.replace(order.source, path=os.fsdecode(order.path)), order.format)
        last = _held() > _SPENT
        answer = framed(msgspec.msgpack.encode(Answer(reading, last)))
        _alarm(0)
        going.write(answer)
        going.flush()


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the parent's clock alone bounds this process
        return
    ceiling = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory if ceiling == resource.RLIM_INFINITY else min(memory, ceiling), ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: int) -> None:
    """End this process in so many seconds, whatever it is doing then; 0 calls that off.

    The signal has no handler: the system ends the process, even one that hangs in a library and heeds no Python.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _held() -> int:
    """Bytes of memory this process holds; 0 where the system doesn't say (proc(5), statm)."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
