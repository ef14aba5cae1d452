"""The command line: alone in printing, and in catching `ConvertError`.

`main` is what ``readpack`` runs. It turns what goes wrong into one line on standard error and an exit code (the
list is in `convert.errors`). Standard output holds only what was asked for: a file written to ``-``, a model, a list.
"""

from __future__ import annotations

import gc
import os
import sys
from itertools import takewhile


def main() -> None:
    """Runs the command line on ``sys.argv`` and ends the process."""
    _fill_in()
    from convert.standby import expected, standing_by

    try:
        with standing_by(*expected(_to_read(sys.argv[1:]))):  # they start while all the rest is imported
            from convert.cli.program import run

            run()
    finally:
        gc.freeze()  # what is there goes with the process: looking through it for cycles is a tenth of a short run


def _to_read(arguments: list[str]) -> list[str]:
    """What of ``arguments`` are surely inputs to read in as many processes as there are processors: those before any option."""
    if arguments[:1] != ["convert"] or any(word.startswith("--jobs") for word in arguments):
        return []
    return list(takewhile(lambda word: not word.startswith("-"), arguments[1:]))


def _fill_in() -> None:
    """Gives each stream that was closed before the start a place, so that no file of ours gets its number.

    Nothing comes from standard input then, nothing is seen on standard error, and writing to standard output fails.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
