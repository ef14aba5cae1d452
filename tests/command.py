"""The program as a user runs it: a process of its own, its streams as bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "docs" / "samples" / "coast.txt"
ARABIC = ROOT / "docs" / "samples" / "bread.txt"


class Done(NamedTuple):
    """How a run ended."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[str]:
        """What it said on standard error."""
        return self.err.splitlines()


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "convert", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """A plain environment: no terminal's width or colours, this checkout's program."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **more}


def readpack(
    *arguments: object, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None, timeout: int = 120
) -> Done:
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, cwd=cwd, env=environment(**(env or {})), timeout=timeout, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def one_clear_line(done: Done, code: int, *words: str) -> None:
    """Asserts that ``done`` ended with ``code`` and said why on one line: what, where, what to do; no traceback."""
    said = [line for line in done.lines if line.startswith("readpack: ")]
    assert done.code == code, done
    assert len(said) == 1, done.err
    assert "Traceback" not in done.err
    assert "(" in said[0], "no hint at what to do"
    missing = [word for word in words if word not in said[0]]
    assert not missing, (missing, said[0])
