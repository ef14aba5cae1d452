"""Decoding in a process of its own, for what can't be trusted with this one: it has a clock, a ceiling on memory and no terminal.

The clock of its own, of processor time, is for when the process that waits for it is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from convert.limits import LIMITS
from convert.pictures._kinds import NoPicture

_MEMORY = 1_500_000_000
_BOUNDED = """\
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory},) * 2)
resource.setrlimit(resource.RLIMIT_CPU, ({seconds},) * 2)
sys.path[:] = sys.argv[1:]
"""


def apart(code: str, data: bytes, what: str) -> bytes:
    """What the Python ``code`` writes to standard output when it is given ``data`` on standard input.

    Raises `NoPicture`, which calls it ``what``, when it fails or takes longer than `Limits.picture_seconds`.
    """
    paths = [str(Path(entry).resolve()) for entry in sys.path]
    command = [sys.executable, "-I", "-S", "-c", _BOUNDED.format(memory=_MEMORY, seconds=LIMITS.picture_seconds + 1) + code, *paths]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LIMITS.picture_seconds, check=False)
    except subprocess.TimeoutExpired as error:
        seconds = LIMITS.picture_seconds
        raise NoPicture(f"{what} that takes longer than {seconds} seconds", hint="simplify it", code="picture.limit") from error
    except OSError as error:
        raise NoPicture(f"{what} can't be read: no process can be started", hint=str(error)) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise NoPicture(f"{what} that can't be read", hint=said[:120] or "what reads it died")
    return done.stdout
