"""Whether reading takes time in step with how much there is to read: a ratio within one run, so no machine is too slow for it."""

from __future__ import annotations

import time
from collections.abc import Callable

_TIMES, _TRIES = 4, 3
# Four times as much takes four times as long; what looks at everything again for each part, sixteen times.
_MOST = 10
# In seconds of the processor: less is mostly what a clock's tick makes of it.
_LEAST = 0.02


def grows_in_step(read: Callable[[int], object], size: int) -> bool:
    """Whether ``read`` of a quarter of ``size`` and of ``size`` take as long as that says, or not much longer, one time of three.

    What else the machine does makes a run longer at times; the square would show in every one.
    """
    return any(_seconds(read, size) <= _MOST * max(_seconds(read, size // _TIMES), _LEAST) for _ in range(_TRIES))


def _seconds(read: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    read(size)
    return time.process_time() - begun
