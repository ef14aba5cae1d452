"""Work done beside other work: the same result wherever it is done, and no process left."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from convert import aside as module
from convert.aside import aside


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "processors", lambda: 2)
    assert threading.active_count() == 1, "another thread is at work, and nothing would be done beside"
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def where() -> list[int]:
    return [os.getpid()]


def test_it_is_done_by_another_process_and_asked_for_as_often_as_is_wanted() -> None:
    with aside(where, list[int]) as done:
        assert done() == done()
        assert done() != where()


def test_little_work_is_done_here_and_only_if_asked_for() -> None:
    calls: list[str] = []
    with aside(lambda: calls.append("") or where(), list[int], worth=False) as done:
        assert not calls
        assert done() == done() == where()
    assert len(calls) == 1


def test_where_there_is_one_processor_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processors", lambda: 1)
    with aside(where, list[int]) as done:
        assert done() == where()


def test_a_process_with_threads_is_not_forked() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        with aside(where, list[int]) as done:
            assert done() == where()
    finally:
        over.set()
        other.join()


def test_where_no_process_can_be_made_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", none)
    with aside(where, list[int]) as done:
        assert done() == where()


def test_where_the_other_process_fails_it_is_done_here() -> None:
    me = os.getpid()

    def only_here() -> list[int]:
        if os.getpid() != me:
            os._exit(3)
        return where()

    with aside(only_here, list[int]) as done:
        assert done() == where()


def test_an_error_of_the_task_is_the_callers() -> None:
    def wrong() -> list[int]:
        raise ZeroDivisionError("counted nothing")

    with aside(wrong, list[int]) as done, pytest.raises(ZeroDivisionError, match="counted nothing"):
        done()


def test_nobody_waits_for_what_nobody_asks_for() -> None:
    forever = threading.Event()

    def endless() -> list[int]:
        forever.wait()
        return []

    with pytest.raises(KeyError), aside(endless, list[int]):
        raise KeyError


def test_a_program_that_lets_the_system_see_its_children_off_is_served_too() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with aside(where, list[int]) as done:
            assert done() != where()
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_more_than_a_pipe_holds_comes_whole() -> None:
    with aside(lambda: list(range(1_000_000)), list[int]) as done:
        assert sum(done()) == 499_999_500_000
