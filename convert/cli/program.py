"""A run of the command line, from the options to the exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from convert.cli.commands import app
from convert.cli.screen import complain, discard
from convert.errors import ConvertError, WriteError
from convert.limits import WRONG

EXIT_USAGE = 2
# What a shell reports for a program ended by these signals.
EXIT_PIPE = 128 + 13
EXIT_TERMINATED = 128 + 15
# Why a stream takes nothing more: no room, no device, not open.
_REFUSALS = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG)


def run() -> None:
    """Does what ``sys.argv`` asks for, says what goes wrong, and ends the process."""
    signal.signal(signal.SIGTERM, _terminated)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if WRONG:
        complain(f"READPACK_LIMITS: {WRONG!r} sets no limit (write name=number; docs/safety.md has the names)")
        sys.exit(EXIT_USAGE)
    try:
        app(prog_name="readpack")
    except ConvertError as error:
        if isinstance(error.__cause__, BrokenPipeError):
            _end_of_pipe()
        complain(str(error))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # typer has made it a 1, which is a bug's code here
            _end_of_pipe()
        raise
    except OSError as error:
        if error.filename is not None or error.errno not in _REFUSALS:
            _bug(error)
        discard(sys.stdout)  # what the parser shows by itself, such as help, goes there
        complain(f"standard output: {error.strerror} (check what it leads to)")
        sys.exit(WriteError.exit_code)
    except Exception as error:
        _bug(error)


def _terminated(number: int, frame: object) -> NoReturn:
    """Ends as on an error, so that a half-written file is removed."""
    sys.exit(EXIT_TERMINATED)


def _end_of_pipe() -> NoReturn:
    """Whoever read our output has closed it: nothing more to say, and nothing to flush at the end."""
    discard(sys.stdout)
    sys.exit(EXIT_PIPE)


def _bug(error: Exception) -> NoReturn:
    if "-vv" in sys.argv or os.environ.get("READPACK_TRACEBACK"):
        traceback.print_exc()
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    complain(f"a bug in readpack, at {place}: {what[:300]} (READPACK_TRACEBACK=1 shows where it is from)")
    sys.exit(1)
