"""The processes that read: one is handed an input at a time, under a clock and a ceiling on memory.

Each is an interpreter of its own: a fresh one, because a fork of a process that has threads (a terminal's spinner is one)
copies their locks as they stand. `convert.reading.serve` is what runs in it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import LifoQueue
from typing import TypeAlias

import msgspec

from convert.errors import ConvertError, InputError
from convert.formats import Source, opened
from convert.limits import Limits
from convert.pictures import shelf
from convert.reading import Answer, Bounds, Order, Reading, failed, receive, send

_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from convert.reading import serve; serve()"

_Process: TypeAlias = "subprocess.Popen[bytes]"


class _Worker:
    """A worker process: started when it is first needed, and again when it has ended."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._process: _Process | None = None
        self._lock = threading.Lock()
        self._closed = False

    def read(self, source: Source, format: str | None) -> Reading:
        """The reading of ``source``, or why the worker gave none."""
        try:
            data = self._asked(_order(source, format))
            answer = msgspec.msgpack.decode(data, type=Answer)
        except _Lost as lost:
            self._end()
            return failed(InputError(f"{source.name}: {lost}", hint=lost.hint), [])
        except ConvertError as error:
            return failed(error, [])
        except (msgspec.DecodeError, RecursionError) as error:
            return failed(InputError(f"{source.name}: what was read can't be used: {error}", hint="report this with the input"), [])
        if answer.last:
            self._end()
        return answer.reading

    def close(self) -> None:
        """End the process, now and for good."""
        self._closed = True
        self._end()

    def _asked(self, order: bytes) -> bytes:
        """What the worker says to ``order``, or `_Lost`."""
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self._bounds.seconds, end)
        clock.start()
        data = _exchanged(process, order)
        clock.cancel()
        clock.join()
        if late.is_set():
            raise _Lost(f"it was not read after {self._bounds.seconds} seconds", "split it, or leave it out")
        if data is None:
            raise _Lost(f"the process that read it {_fate(process)}", "the others are not affected; report this with the input")
        return data

    def _running(self) -> _Process:
        with self._lock:
            if self._closed:
                raise _Lost("reading was stopped", "start again")
            if self._process is None or self._process.poll() is not None:
                try:
                    self._process = _started(self._bounds)
                except OSError as error:
                    raise _Lost(f"no process can be started to read it: {error.strerror}", "try --jobs 1") from error
            return self._process

    def _end(self) -> None:
        with self._lock:
            if self._process is None:
                return
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):  # what could not be sent is lost with the process
                    pipe.close()  # type: ignore[union-attr]
            self._process = None


class _Lost(Exception):
    """A worker gave no answer: why, and what to do about it."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


def _order(source: Source, format: str | None) -> bytes:
    """``source`` as a worker takes it: one that only this process can open (standard input, an address) is opened here."""
    if not source.data and source.path in ("", "-"):
        source = opened(source)
    return msgspec.msgpack.encode(Order(msgspec.structs.replace(source, path=""), os.fsencode(source.path), format))


def _started(bounds: Bounds) -> _Process:
    command = [sys.executable, "-c", _CHILD, *(str(Path(entry).resolve()) for entry in sys.path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with suppress(OSError):  # one that died at once is found out at its first order
        send(process.stdin, msgspec.msgpack.encode(bounds))  # type: ignore[arg-type]
    return process


def _exchanged(process: _Process, order: bytes) -> bytes | None:
    """The worker's answer to ``order``; None when it ends without one."""
    try:
        send(process.stdin, order)  # type: ignore[arg-type]
        return receive(process.stdout)  # type: ignore[arg-type]
    except (OSError, ValueError):  # the pipe has no other end, or was closed at this one
        return None


def _fate(process: _Process) -> str:
    try:
        code = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return "has stopped answering"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"ended by itself, with code {code}"


class Crew:
    """Workers, and the threads that wait for them."""

    def __init__(self, jobs: int, limits: Limits) -> None:
        bounds = Bounds(os.getpid(), limits.read_seconds, limits.read_memory, str(shelf()))
        self._workers = [_Worker(bounds) for _ in range(jobs)]
        self._idle: LifoQueue[_Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="read")

    def submit(self, source: Source, format: str | None) -> Future[Reading]:
        """The reading of ``source``, in time."""
        return self._threads.submit(self._read, source, format)

    def _read(self, source: Source, format: str | None) -> Reading:
        worker = self._idle.get()
        try:
            return worker.read(source, format)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End every worker; what was under way is given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(wait=True)


@contextmanager
def crew(jobs: int, limits: Limits) -> Iterator[Crew]:
    """Up to ``jobs`` workers, started as they are needed; none is left at the end, however that comes."""
    made = Crew(jobs, limits)
    try:
        yield made
    finally:
        made.close()
