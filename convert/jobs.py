"""Many inputs, read at once.

They are read in processes that may hang or die without taking the others along (`convert.workers`). What comes back is
the same, and in the same order, whatever the number of jobs.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from convert.formats import Source
from convert.limits import LIMITS, Limits
from convert.reading import Reading, read_one
from convert.standby import SMALL, standing_by

if TYPE_CHECKING:
    from convert.workers import Asked

MOST_JOBS = 64
_UNDER_WAY = 2


def read_all(inputs: Iterable[Source], format: str | None = None, *, jobs: int, limits: Limits = LIMITS) -> Generator[Reading, None, None]:
    """A `Reading` of each of ``inputs``, in their order; ``format`` names the reader of all, without it the content decides.

    With one job, or where all of them together are `SMALL`, they are read in this process, and only its size bounds what
    one takes; else in up to ``jobs`` others, each input within `Limits.read_seconds` and `Limits.read_memory`. Never more
    than twice as many inputs as jobs are under way. Close it (``contextlib.closing``) to end the workers before the end.
    """
    upcoming = iter(inputs)
    first, here = ([], True) if jobs == 1 or os.environ.get("READPACK_TRACEBACK") else _begun(upcoming)
    if here:
        for source in chain(first, upcoming):
            yield read_one(source, format)
        return
    from convert.workers import crew

    jobs = min(jobs, MOST_JOBS)
    with standing_by(jobs, first[0].path if first else ""), crew(jobs, limits) as workers:
        under_way: deque[Asked] = deque()
        for source in chain(first, upcoming):
            under_way.append(workers.ask(source, format))
            if len(under_way) >= _UNDER_WAY * jobs:
                yield workers.reading(under_way.popleft())
        while under_way:
            yield workers.reading(under_way.popleft())


def _begun(inputs: Iterator[Source]) -> tuple[list[Source], bool]:
    """The first of ``inputs``, until they are more than `SMALL` together; and whether that is all of them."""
    first: list[Source] = []
    size = 0
    for source in inputs:
        first.append(source)
        size += len(source.data) or _size(source.path)
        if size > SMALL:
            return first, False
    return first, True


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size if path else 0
    except (OSError, ValueError):  # whoever reads it will say what is wrong with it
        return 0
