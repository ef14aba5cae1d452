"""Reading one input, in whatever process: what is asked, and what comes of it, as data that can cross a process border."""

from __future__ import annotations

import os
import signal
import struct
import sys
from pathlib import Path
from typing import IO

import msgspec

from convert.errors import ConvertError, InputError, rebuilt
from convert.formats import READERS, Source, articles_in, opened, readers, sniff
from convert.model import Article
from convert.notices import Notice, Notify
from convert.pictures import local, use_shelf
from convert.spoken import spoken

# The model itself says of each block what it is in.
_MODEL = "json"
# A worker that holds more bytes than this ends after its answer: one large input is not paid for to the end of the run.
_SPENT = 400_000_000
# How much later than its parent's clock a worker ends itself: it comes to that only when the parent is gone or stopped.
_GRACE_SECONDS = 10
_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct(">Q")


def read_source(source: Source, format: str | None, notify: Notify) -> list[Article]:
    """What `convert.formats.articles_in` finds; whatever a reader raises on the way is an `InputError` that names the input.

    READPACK_TRACEBACK in the environment lets it through as it was raised. The articles of a plug-in are checked.
    """
    whole = opened(source)
    name = format or sniff(whole)
    try:
        articles = articles_in(whole, name, notify)
        sound = articles if name in READERS else msgspec.msgpack.decode(msgspec.msgpack.encode(articles), type=list[Article])
        return local(sound if name == _MODEL else list(map(spoken, sound)), whole, notify)
    except ConvertError:
        raise
    except MemoryError as error:
        raise InputError(f"{source.name}: reading it takes more memory than {_memory()}", hint="split it into several files") from error
    except Exception as error:
        if os.environ.get("READPACK_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}".rstrip(": ")[:300]
        owner = "readpack" if name in READERS else f"the plug-in {readers()[name].partition(':')[0]}"
        raise InputError(f"{source.name}: the {name} reader failed: {what}", hint=f"a bug in {owner}: report it with the input") from error


def _memory() -> str:
    try:
        import resource

        ceiling = resource.getrlimit(resource.RLIMIT_AS)[0]
        return "there is" if ceiling == resource.RLIM_INFINITY else f"{ceiling // 1_000_000:,} MB"
    except ImportError:
        return "there is"


class Failure(msgspec.Struct, frozen=True):
    """An error that can cross a process border."""

    kind: str
    message: str
    hint: str

    @property
    def error(self) -> ConvertError:
        """The error again, of its own kind."""
        return rebuilt(self.kind, self.message, self.hint)


class Reading(msgspec.Struct, frozen=True):
    """What came of one input: its articles, or why there are none; and every notice on the way, in order."""

    articles: list[Article]
    notices: list[Notice]
    failure: Failure | None = None


def failed(error: ConvertError, notices: list[Notice]) -> Reading:
    """The reading of an input that ended with ``error``."""
    return Reading([], notices, Failure(type(error).__name__, error.message, error.hint))


def read_one(source: Source, format: str | None) -> Reading:
    """The `Reading` of ``source``, here and now."""
    notices: list[Notice] = []
    try:
        return Reading(read_source(source, format, notices.append), notices)
    except ConvertError as error:
        return failed(error, notices)


# --- a worker and what goes through its pipes ------------------------------------------------------


class Bounds(msgspec.Struct, frozen=True):
    """What a worker may take: seconds for each input, bytes of memory at any time; where it puts pictures; and whose it is."""

    parent: int
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


def send(stream: IO[bytes], data: bytes) -> None:
    """Puts ``data`` into a pipe, after its length."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """What was sent next, or None when nothing whole comes any more."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def serve() -> None:
    """A worker's life: its `Bounds`, then one `Order` after another from standard input, an `Answer` to each.

    Standard input and output are nobody else's meanwhile, so that no reader can disturb what goes through them. Ctrl-C
    is for the parent to hear, which ends its workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = _private(0, "rb"), _private(1, "wb")
    bounds = msgspec.msgpack.decode(receive(orders) or b"", type=Bounds)
    _end_with(bounds.parent)
    use_shelf(Path(bounds.shelf))
    _bound(bounds.memory)
    last = False
    while not last and (data := receive(orders)) is not None:
        _alarm(bounds.seconds + _GRACE_SECONDS)
        order = msgspec.msgpack.decode(data, type=Order)
        reading = read_one(msgspec.structs.replace(order.source, path=os.fsdecode(order.path)), order.format)
        last = _held() > _SPENT
        send(answers, msgspec.msgpack.encode(Answer(reading, last)))
        _alarm(0)


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
            sys.exit()


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
