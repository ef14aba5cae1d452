"""Room on the stack for the deepest tree a pack may hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from convert.limits import LIMITS

_CALLS_A_LEVEL = 12
_CALLS_BEFORE = 1_000


@contextmanager
def deep() -> Iterator[None]:
    """Within the block a writer may recurse as deep as `Limits.depth` lets a tree be, at several calls a level."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _CALLS_BEFORE + _CALLS_A_LEVEL * LIMITS.depth))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
