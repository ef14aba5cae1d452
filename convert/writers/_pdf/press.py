"""The parts of a pack set side by side, each by a process of its own, and bound into one PDF."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from convert.errors import WriteError
from convert.notices import Notice, Notify
from convert.scratch import Scratch
from convert.standby import processors
from convert.writers._pdf.job import PREFIX, Bookmark, Engine, Job, Laid, Outcome, Place

# Each process may take as much memory as `Limits.render_memory` says.
_MOST_AT_ONCE = 4


def printed(jobs: Sequence[Callable[[], Job]], target: BinaryIO, notify: Notify, *, numbered: bool) -> None:
    """Set the PDF whose parts ``jobs`` make, in order, and write it to ``target``.

    Where it is ``numbered`` the first part has contents whose page numbers are known when all the others are laid out. Raises
    `WriteError` as `Engine` does; then no process is left.
    """
    scratch = Scratch(PREFIX)
    try:
        outcomes = _Press(jobs, scratch.path, numbered=numbered).run()
        for notice in _once(outcomes):
            notify(notice)
        _bound([scratch.path / str(number) for number in range(len(jobs))], outcomes, target)
    finally:
        scratch.remove()


class _Press:
    """The processes at work, as many as there are processors; a part goes on once all before it are laid out."""

    def __init__(self, jobs: Sequence[Callable[[], Job]], folder: Path, *, numbered: bool) -> None:
        self._jobs = jobs
        self._folder = folder
        self._numbered = numbered
        self._laid: list[Future[Laid]] = [Future() for _ in jobs]
        self._lock = threading.Lock()
        self._engines: set[Engine] = set()
        self._stopped = False

    def run(self) -> list[tuple[int, Outcome]]:
        """After how many pages each part stands, and what came of it."""
        # One thread more: the front waits, most of the time, for the others.
        with ThreadPoolExecutor(min(_MOST_AT_ONCE, processors()) + 1, thread_name_prefix="print") as threads:
            done = [threads.submit(self._set, number) for number in range(len(self._jobs))]
            try:
                return [each.result() for each in done]
            except BaseException:
                self._stop()
                threads.shutdown(cancel_futures=True)
                raise

    def _set(self, number: int) -> tuple[int, Outcome]:
        try:
            with self._engine() as engine:
                self._laid[number].set_result(engine.lay_out(self._jobs[number]()))
                place = self._place(number)
                outcome = engine.finish(place)
                shutil.move(engine.pdf, self._folder / str(number))
                return place.before, outcome
        except BaseException as error:
            if not self._laid[number].done():  # those that wait for it wait no longer
                self._laid[number].set_exception(error)
            raise

    def _place(self, number: int) -> Place:
        before = sum(laid.result().pages for laid in self._laid[:number])
        return Place(before, dict(self._numbers()) if self._numbered and number == 0 else {})

    def _numbers(self) -> Iterator[tuple[str, int]]:
        """The page number of each name in the whole, the cover being page 1."""
        before = 0
        for waiting in self._laid:
            laid = waiting.result()
            yield from ((name, before + page + 1) for name, page in laid.names.items())
            before += laid.pages

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        with Engine() as engine:
            with self._lock:
                self._engines.add(engine)
                if self._stopped:
                    raise WriteError("setting the PDF was stopped", hint="start again")
            try:
                yield engine
            finally:
                with self._lock:
                    self._engines.discard(engine)

    def _stop(self) -> None:
        with self._lock:
            self._stopped = True
            for engine in self._engines:
                engine.stop()


def _once(outcomes: Sequence[tuple[int, Outcome]]) -> Iterator[Notice]:
    """Every notice in order; what several parts say in the same words, such as of a style sheet, is said once."""
    yield from dict.fromkeys(notice for _, outcome in outcomes for notice in outcome.notices)


def _bound(parts: Sequence[Path], outcomes: Sequence[tuple[int, Outcome]], target: BinaryIO) -> None:
    """The files of all ``parts`` as one; the only one as it is."""
    if len(parts) == 1:
        with parts[0].open("rb") as whole:
            shutil.copyfileobj(whole, target)
        return
    from convert.writers._pdf.binding import bind

    marks: list[tuple[int, Bookmark]] = [(before + mark.page, mark) for before, outcome in outcomes for mark in outcome.bookmarks]
    bind(parts, marks, target)
