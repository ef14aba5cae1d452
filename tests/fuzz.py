"""Spoilt inputs without end, looking for what is not ours: a foreign error, a hang, a crash.

    python -m tests.fuzz [MINUTES] [FORMAT …]

Each case is read, packed and written as EPUB. One that fails is kept in ``out/fuzz`` with what it did; the exit code is then 1.
A crash of the interpreter leaves its case there as ``current``.
"""

from __future__ import annotations

import itertools
import signal
import sys
import time
import traceback
from pathlib import Path

import convert
from convert.formats import Source, articles_in
from tests.mutation import formats, mutated, seeds
from tests.test_contract import written

OUT = Path("out/fuzz")
_SECONDS = 20


class Hang(BaseException):
    """A case took too long; no reader catches it."""


def _late(number: int, frame: object) -> None:
    raise Hang


def tried(name: str, data: bytes) -> str:
    """What went wrong with ``data`` in the reader ``name``; empty when all went well or was refused as ours."""
    signal.alarm(_SECONDS)
    try:
        articles = articles_in(Source("fuzz", data), name, lambda notice: None)
        if articles:
            written("epub", convert.pack(articles, cover=False), "classic")
    except convert.ConvertError:
        return ""
    except Hang:
        return f"not ready after {_SECONDS} seconds\n{traceback.format_exc()}"
    except Exception:
        return traceback.format_exc()
    finally:
        signal.alarm(0)
    return ""


def main() -> int:
    """Try spoilt inputs until the time is over; the number of failures, at most 1."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    names = sys.argv[2:] or formats()
    signal.signal(signal.SIGALRM, _late)
    OUT.mkdir(parents=True, exist_ok=True)
    stock = {name: seeds(name) for name in names}
    until, count, failures = time.monotonic() + 60 * minutes, 0, set[str]()
    for number in itertools.count(int(time.time()) * len(names)):
        if time.monotonic() > until:
            break
        seed, name = number // len(names), names[number % len(names)]
        data = mutated(stock[name][seed % len(stock[name])], seed)
        (OUT / "current").write_bytes(data)
        wrong = tried(name, data)
        count += 1
        place = "\n".join(wrong.splitlines()[-3:])
        if wrong and place not in failures:
            failures.add(place)
            (OUT / f"{name}-{seed}").write_bytes(data)
            print(f"{name}-{seed}:\n{wrong}", flush=True)
    (OUT / "current").unlink(missing_ok=True)
    print(f"{count} inputs of {len(names)} formats, {len(failures)} failures" + (f", kept in {OUT}" if failures else ""))
    return min(len(failures), 1)


if __name__ == "__main__":
    sys.exit(main())
