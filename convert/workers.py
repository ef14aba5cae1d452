"""The processes that read: each is handed one input after another, under a clock and a ceiling on memory.

No thread waits for them: whoever wants an answer attends to all of them until it is there. What a worker is to read next
stands in its pipe while it reads, so that it need not wait either.
"""

from __future__ import annotations

import math
import os
import selectors
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from convert.errors import ConvertError, InputError
from convert.formats import Source, opened
from convert.limits import Limits
from convert.pictures import shelf
from convert.reading import Reading, failed
from convert.serving import Answer, Bounds, Order, framed, unframed
from convert.standby import Worker, worker

_AT_ONCE = 1 << 16


class Asked:
    """An input that a crew was given: the order for it, and its reading once there is one."""

    def __init__(self, source: Source, format: str | None) -> None:
        self.name = source.name
        self.order = b""
        self.reading: Reading | None = None
        try:
            self.order = framed(_order(source, format))
        except ConvertError as error:
            self.reading = failed(error, [])

    def lose(self, why: str, hint: str) -> None:
        """There will be no reading: ``why``, and what to do about it."""
        self.reading = failed(InputError(f"{self.name}: {why}", hint=hint), [])


def _order(source: Source, format: str | None) -> bytes:
    """``source`` as a worker takes it: one that only this process can open (standard input, an address) is opened here."""
    if not source.data and source.path in ("", "-"):
        source = opened(source)
    return msgspec.msgpack.encode(Order(msgspec.structs.replace(source, path=""), os.fsencode(source.path), format))


class _Line:
    """The pipes of a worker, ``watched`` for what can be done; neither sending nor hearing waits for the other end."""

    def __init__(self, worker: Worker, watched: selectors.BaseSelector) -> None:
        self._out, self._in = worker.out, worker.back
        self._watched = watched
        self._unsent: deque[memoryview] = deque()
        self._unheard = bytearray()
        self._is_full = False
        self.stirred = time.monotonic()
        for pipe in (self._out, self._in):
            os.set_blocking(pipe.fileno(), False)
        watched.register(self._in, selectors.EVENT_READ)

    def send(self, message: bytes = b"") -> None:
        """Lets go of ``message``, after all that was sent before, as far as the pipe takes it now."""
        if message:
            self._unsent.append(memoryview(message))
        try:
            while self._unsent and (taken := self._out.write(self._unsent[0])) is not None:
                rest = self._unsent.popleft()[taken:]
                if rest:
                    self._unsent.appendleft(rest)
        except OSError:  # there is no other end any more, which will be heard
            self._unsent.clear()
        if self._is_full != bool(self._unsent):
            self._is_full = not self._is_full
            if self._is_full:
                self._watched.register(self._out, selectors.EVENT_WRITE)
            else:
                self._watched.unregister(self._out)

    def hear(self) -> tuple[list[bytes], bool]:
        """The messages that have come whole, and whether the other end has closed."""
        while data := self._in.read(_AT_ONCE):
            self._unheard += data
            self.stirred = time.monotonic()
        messages = []
        while (message := unframed(self._unheard)) is not None:
            messages.append(message)
        return messages, data == b""

    def close(self) -> None:
        """Nothing more is sent or heard."""
        self._watched.unregister(self._in)
        if self._is_full:
            self._watched.unregister(self._out)


class _Desk:
    """Where one worker reads; it is taken from those that stand by when there is something to read, and again when it has ended.

    ``asked`` is what it has not answered: the first it is reading, the others wait in its pipe. Its clock begins anew
    with each sign of life.
    """

    def __init__(self, bounds: Bounds, watched: selectors.BaseSelector) -> None:
        self.asked: deque[Asked] = deque()
        self._bounds = bounds
        self._watched = watched
        self._worker: Worker | None = None
        self._line: _Line | None = None

    @property
    def is_taken(self) -> bool:
        """Whether there is a worker."""
        return self._worker is not None

    @property
    def seconds_left(self) -> float:
        """How long until it must have said something; without end where it has nothing to say."""
        if not self._line or not self.asked:
            return math.inf
        return self._line.stirred + self._bounds.seconds - time.monotonic()

    def ask(self, asked: Asked) -> None:
        """Has it read what is ``asked`` after all that it was asked before."""
        self.asked.append(asked)
        if not self._line:
            self._begin()
            return
        if len(self.asked) == 1:
            self._line.stirred = time.monotonic()
        self._line.send(asked.order)

    def excuse(self, seconds: float) -> None:
        """Gives it so many more, since nobody attended to it meanwhile."""
        if self._line:
            self._line.stirred = min(self._line.stirred + seconds, time.monotonic())

    def attend(self) -> None:
        """Takes what it has said, and sends what it has room for."""
        if not self._line:
            return
        self._line.send()
        messages, has_ended = self._line.hear()
        is_last = False
        for message in messages:
            is_last = self._take(message)
        if is_last:
            self.end()
        elif has_ended:
            self._lose(f"the process that read it {_fate(self.end())}", "the others are not affected; report this with the input")
        elif self.seconds_left < 0:
            self.end()
            self._lose(f"it was not read after {self._bounds.seconds} seconds", "split it, or leave it out")
        if self.asked and not self._line:
            self._begin()

    def end(self) -> int | None:
        """Ends the worker, now; its exit code where there is one."""
        if self._line:
            self._line.close()
        code = self._worker.end() if self._worker else None
        self._line = self._worker = None
        return code

    def _begin(self) -> None:
        """Has a worker, and asks it for all that is still to read."""
        try:
            self._worker = worker()
        except OSError as error:
            for asked in self.asked:
                asked.lose(f"no process can be started to read it: {error.strerror}", "try --jobs 1")
            self.asked.clear()
            return
        self._line = _Line(self._worker, self._watched)
        self._line.send(framed(msgspec.msgpack.encode(self._bounds)))
        for asked in self.asked:
            self._line.send(asked.order)

    def _take(self, message: bytes) -> bool:
        """Takes a ``message`` as the answer to what was asked first; whether the worker has ended after it."""
        asked = self.asked.popleft()
        try:
            answer = msgspec.msgpack.decode(message, type=Answer)
        except (msgspec.DecodeError, RecursionError) as error:
            asked.lose(f"what was read can't be used: {error}", "report this with the input")
            return False
        asked.reading = answer.reading
        return answer.last

    def _lose(self, why: str, hint: str) -> None:
        """What was being read has no reading, and ``why``."""
        if self.asked:
            self.asked.popleft().lose(why, hint)


def _fate(code: int | None) -> str:
    if code is None:
        return "has stopped answering"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"ended by itself, with code {code}"


class Crew:
    """Workers, and what they were asked."""

    def __init__(self, jobs: int, limits: Limits) -> None:
        bounds = Bounds(limits.read_seconds, limits.read_memory, str(shelf()))
        self._watched = selectors.DefaultSelector()
        self._desks = [_Desk(bounds, self._watched) for _ in range(jobs)]
        self._left = time.monotonic()

    def ask(self, source: Source, format: str | None) -> Asked:
        """Has ``source`` read by who has least to read."""
        asked = Asked(source, format)
        if asked.reading is None:
            min(self._desks, key=lambda desk: (len(desk.asked), not desk.is_taken)).ask(asked)
        return asked

    def reading(self, asked: Asked) -> Reading:
        """The reading of what was ``asked``, once there is one. While nobody waits for one the clocks stand."""
        for desk in self._desks:
            desk.excuse(time.monotonic() - self._left)
        while asked.reading is None:
            self._attend()
        self._left = time.monotonic()
        return asked.reading

    def close(self) -> None:
        """Ends every worker; what was under way is given up."""
        for desk in self._desks:
            desk.end()
        self._watched.close()

    def _attend(self) -> None:
        """Waits until a worker has something to say or its time is up, and attends to all."""
        self._watched.select(max(0, min(desk.seconds_left for desk in self._desks)))
        for desk in self._desks:
            desk.attend()


@contextmanager
def crew(jobs: int, limits: Limits) -> Iterator[Crew]:
    """Up to ``jobs`` workers, started as they are needed; none is left at the end, however that comes."""
    made = Crew(jobs, limits)
    try:
        yield made
    finally:
        made.close()
