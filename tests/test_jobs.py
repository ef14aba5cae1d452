"""Many inputs at once: the same articles in the same order, and whatever one input does, the others are read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec
import pytest

from convert import jobs, plugins, standby
from convert.formats import Source, place
from convert.limits import Limits
from convert.reading import Reading
from tests.command import ROOT, command, environment, readpack

# A reader that does what its input says: a plug-in, as only one of those may be as bad as this.
HOSTILE = """
import ctypes, os, signal, sys, time
from convert import Article
from convert.model import Paragraph, Text
from convert.notices import Notice

def read(source, notify):
    order = source.data.decode().strip()
    notify(Notice(kind="repaired", code="told", message=order, source=source.name))
    if order == "hang":
        time.sleep(600)
    elif order == "hang in a library":
        ctypes.PyDLL(None).sleep(600)
    elif order == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "crash":
        ctypes.string_at(0)
    elif order == "exit":
        os._exit(3)
    elif order == "memory":
        bytearray(8_000_000_000)
    elif order == "raise":
        raise KeyError("what\\nnow")
    elif order == "disturb":
        print("rubbish", flush=True)
        os.write(1, b"rubbish")
        sys.stdin.read()
    elif order == "wrong":
        return [Article(title=1, body=())]
    elif order == "surrogate":
        order = "\\ud800"
    return [Article(title=f"{order} {os.getpid() if order == 'who' else ''}", body=(Paragraph((Text(order),)),))]
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A plug-in named ``hostile`` is installed; everything is read by workers."""
    package = tmp_path / "site"
    (package / "hostile-1.dist-info").mkdir(parents=True)
    (package / "hostile.py").write_text(textwrap.dedent(HOSTILE), encoding="utf-8")
    (package / "hostile-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile\nVersion: 1\n", encoding="utf-8")
    (package / "hostile-1.dist-info" / "entry_points.txt").write_text("[readpack.readers]\nhostile = hostile:read\n", encoding="utf-8")
    monkeypatch.syspath_prepend(package)
    monkeypatch.setattr(jobs, "SMALL", 0)
    plugins.installed.cache_clear()
    yield
    plugins.installed.cache_clear()


def source(order: str) -> Source:
    return Source(name=f"{order}.txt", data=order.encode())


def titles(reading: Reading) -> list[str]:
    return [article.title.strip() for article in reading.articles]


def children() -> set[str]:
    """The processes this one has started, of every thread of it."""
    tasks = Path("/proc/self/task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}


def read(*orders: str, number: int = 2, limits: Limits | None = None) -> list[Reading]:
    return list(jobs.read_all(map(source, orders), "hostile", jobs=number, limits=limits or Limits()))


def test_any_number_of_jobs_reads_the_same_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        days = [
            f"On day {day} the tide went out past post {day}, and {number} people stood there to see it go." * 3
            for day in range(14 - number)
        ]
        (tmp_path / f"{number}.txt").write_text(f"Headline number {number}\n\n" + "\n\n".join(days), encoding="utf-8")
    (tmp_path / "5.txt").write_bytes(b"")
    inputs = [place(str(path)) for path in sorted(tmp_path.iterdir())]
    here = list(jobs.read_all(inputs, jobs=1))
    assert sum(len(reading.articles) for reading in here) == 11
    monkeypatch.setattr(jobs, "SMALL", 0)
    for number in (2, 5):
        assert msgspec.msgpack.encode(list(jobs.read_all(inputs, jobs=number))) == msgspec.msgpack.encode(here)


def test_little_to_read_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standby, "_started", lambda *given: pytest.fail("a process was started"))
    (tmp_path / "a.txt").write_text("A headline\n\n" + "Something is said here, and then something else. " * 20, encoding="utf-8")
    assert [titles(reading) for reading in jobs.read_all([place(str(tmp_path / "a.txt"))] * 2, jobs=4)] == [["A headline"]] * 2


def test_much_to_read_is_read_elsewhere(hostile: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SMALL", 5)
    assert titles(read("who")[0]) == [f"who {os.getpid()}"]
    assert not set(map(str, (titles(reading)[0] for reading in read("who", "who")))) & {f"who {os.getpid()}"}


LATE = "it was not read after 2 seconds"


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("hang", LATE),
        ("hang in a library", LATE),
        ("stop", LATE),
        ("kill", "SIGKILL"),
        ("crash", "SIGSEGV"),
        ("exit", "code 3"),
        ("memory", "takes more memory than 1,000 MB"),
        ("raise", "the hostile reader failed: KeyError: 'what\\nnow'"),
        ("wrong", "the hostile reader failed: ValidationError"),
        ("surrogate", "the hostile reader failed: UnicodeEncodeError"),
    ],
)
def test_p4_what_one_input_does_costs_that_input_only(hostile: None, order: str, said: str) -> None:
    began = time.monotonic()
    readings = read("one", order, "two", "three", limits=Limits(read_seconds=2, read_memory=1_000_000_000))
    assert [titles(reading) for reading in readings] == [["one"], [], ["two"], ["three"]]
    lost = readings[1].failure
    assert lost
    assert lost.kind == "InputError"
    assert lost.message.startswith(f"{order}.txt: ")
    assert said in lost.message
    assert lost.hint
    assert [reading.failure for reading in readings if reading is not readings[1]] == [None] * 3
    assert time.monotonic() - began < 30
    assert children() == set()


def test_a_reader_can_not_disturb_the_answers(hostile: None) -> None:
    assert [titles(reading) for reading in read("one", "disturb", "two", number=3)] == [["one"], ["disturb"], ["two"]]


def test_what_a_reader_said_before_it_failed_is_kept(hostile: None) -> None:
    (reading,) = read("raise")
    assert [notice.message for notice in reading.notices] == ["raise"]


def test_in_this_process_a_reader_may_raise_anything_too(hostile: None) -> None:
    readings = read("one", "raise", "wrong", "two", number=1)
    assert [titles(reading) for reading in readings] == [["one"], [], [], ["two"]]
    assert readings[1] == read("raise")[0]


def test_p3_what_is_under_way_is_bounded(hostile: None) -> None:
    asked: list[int] = []

    def endless() -> Iterator[Source]:
        for number in range(1_000_000):
            asked.append(number)
            yield source(str(number))

    with closing(jobs.read_all(endless(), "hostile", jobs=2)) as readings:
        for number, reading in zip(range(20), readings, strict=False):
            assert titles(reading) == [str(number)]
            assert len(asked) <= number + 5
    assert children() == set()


def test_workers_that_are_given_up_end_at_once(hostile: None) -> None:
    readings = jobs.read_all(map(source, ["one", *["hang"] * 6]), "hostile", jobs=2)
    began = time.monotonic()
    next(readings)
    assert children()
    readings.close()
    assert children() == set()
    assert time.monotonic() - began < 30


def test_the_name_of_a_file_need_not_be_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SMALL", 0)
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(path)).write_text("A headline\n\n" + "Something is said here, and then something else. " * 20, encoding="utf-8")
    (reading,) = jobs.read_all([place(os.fsdecode(path))], jobs=2)
    assert titles(reading) == ["A headline"]


def test_an_input_that_is_not_there_is_told_by_name(hostile: None) -> None:
    nowhere, folder, address = (place(where) for where in ("nowhere.txt", "/", "https://example.org/"))
    readings = list(jobs.read_all([nowhere, folder, address], jobs=2))
    assert [reading.failure.message.partition(":")[0] for reading in readings if reading.failure] == ["nowhere.txt", "/", "https"]


def test_large_inputs_wait_in_line_like_others(hostile: None) -> None:
    large = "x" * 3_000_000
    readings = read("hang", "one", large, large + "y", limits=Limits(read_seconds=2))
    assert [titles(reading) for reading in readings] == [[], ["one"], [large], [large + "y"]]


def test_who_takes_the_readings_may_take_their_time(hostile: None) -> None:
    large = "x" * 1_000_000
    with closing(jobs.read_all(map(source, ["one", large, large, "two"]), "hostile", jobs=2, limits=Limits(read_seconds=4))) as readings:
        assert titles(next(readings)) == ["one"]
        time.sleep(4.5)
        assert [reading.failure for reading in readings] == [None] * 3


def test_workers_stand_by_before_there_is_anything_to_read(hostile: None) -> None:
    with standby.standing_by(2):
        (nursery,) = children()
        assert len(read("one", "two")) == 2
        assert children() <= {nursery}
    assert children() == set()


def test_workers_that_nobody_needs_end(hostile: None) -> None:
    with standby.standing_by(3):
        assert len(children()) == 1
    assert children() == set()


def test_workers_without_what_they_are_forks_of_cost_what_they_read(hostile: None) -> None:
    with standby.standing_by(2):
        readings = jobs.read_all(map(source, ["one", *["hang"] * 2, "two", "three"]), "hostile", jobs=2)
        assert titles(next(readings)) == ["one"]
        os.kill(int(children().pop()), signal.SIGKILL)
        assert [titles(reading) for reading in readings] == [[], [], ["two"], ["three"]]
    assert children() == set()


def test_what_is_expected_is_what_is_found_at_once(tmp_path: Path) -> None:
    large, small = tmp_path / "in" / "large.html", tmp_path / "small.txt"
    large.parent.mkdir()
    large.write_bytes(b"x" * (standby.SMALL + 1))
    small.write_bytes(b"x")
    assert standby.expected([str(small)]) == (0, "")
    assert standby.expected([str(small), str(large.parent)]) == (standby.default_jobs(), str(large))
    assert standby.expected([str(large)]) == (standby.default_jobs(), str(large))
    assert standby.expected(["nowhere", "-", "*.txt", "a\0b", str(tmp_path)]) == (0, "")


def test_how_many_jobs_there_are_where_nobody_says() -> None:
    assert 2 <= standby.default_jobs() <= 8


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_workers_whose_program_is_gone_before_they_began_end(hostile: None) -> None:
    program = "import sys; from convert.serving import multiply; multiply(int(sys.argv[1]), '', [(0, 1)])"
    done = subprocess.run([sys.executable, "-c", program, str(os.getpid() + 1)], input=b"", capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


# --- the program ---------------------------------------------------------------------------------------


def started(tmp_path: Path, *orders: str) -> subprocess.Popen[bytes]:
    """The program, reading ``orders`` with the hostile reader, once it has its workers and what they are forks of; a group of its own."""
    for number, order in enumerate(orders):
        (tmp_path / f"{number}.txt").write_text(order + " " * 600_000, encoding="utf-8")
    (tmp_path / "p.txt").write_bytes(b"the old one")
    process = subprocess.Popen(
        command("convert", *(f"{number}.txt" for number in range(len(orders))), "-f", "hostile", "--jobs", "2", "-o", "p.txt"),
        cwd=tmp_path,
        env=environment(PYTHONPATH=os.pathsep.join([str(ROOT), str(tmp_path / "site")])),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 20
    while len(group(process.pid)) < 4 and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    return process


def group(number: int) -> list[int]:
    """The processes of the group ``number`` that run."""
    running = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of_group = status.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            if int(of_group) == number and state != "Z":
                running.append(int(status.parent.name))
    return running


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to look for processes in")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)], ids=["Ctrl-C", "TERM", "KILL"]
)
@pytest.mark.parametrize("order", ["hang", "hang in a library"])
def test_p6_a_run_that_is_ended_leaves_no_process_and_no_file(
    hostile: None, order: str, number: signal.Signals, code: int, tmp_path: Path
) -> None:
    process = started(tmp_path, order, order, "one")
    assert len(group(process.pid)) == 4
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in said
    until = time.monotonic() + 5
    while group(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert group(process.pid) == []
    assert (tmp_path / "p.txt").read_bytes() == b"the old one"


def test_p13_any_number_of_jobs_writes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(6):
        days = "".join(
            f"<p>On day {day} the tide went out past post {day}, and {number} people saw it go. {'So it was. ' * 9}</p>"
            for day in range(1_200)
        )
        (tmp_path / "in" / f"{number}.html").write_text(
            f"<!doctype html><title>Tide {number}</title><article>{days}</article>", encoding="utf-8"
        )
    (tmp_path / "in" / "none.html").write_text("<!doctype html><title>Nothing</title>", encoding="utf-8")
    assert sum(path.stat().st_size for path in tmp_path.glob("in/*.html")) > jobs.SMALL
    for number in (1, 2, 5):
        arguments = ("-o", f"{number}.epub", "--jobs", number, "--report", f"{number}.json")
        done = readpack("convert", "in", *arguments, cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "1"})
        assert done.code == 8, done.err
    assert len({(tmp_path / f"{number}.epub").read_bytes() for number in (1, 2, 5)}) == 1
    assert len({(tmp_path / f"{number}.json").read_bytes().replace(f'"{number}.'.encode(), b'"') for number in (1, 2, 5)}) == 1
