"""Java: a small class of ours beside this file, compiled once where there is a compiler, else run from source."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.checkers import HERE, program, tools


def java() -> str:
    """The path of a Java runtime, or an empty string."""
    return program("java")


def run(name: str, jars: Sequence[Path], arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """What ``name``.java printed, run with ``jars`` on its class path."""
    source = HERE / f"{name}.java"
    compiled = _compiled(source, tuple(jars))
    path = os.pathsep.join(map(str, [*jars, *([compiled] if compiled else [])]))
    target = name if compiled else str(source)
    return subprocess.run(
        [java(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", path, target, *arguments],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@cache
def _compiled(source: Path, jars: tuple[Path, ...]) -> Path | None:
    """The folder of the compiled class; None without a compiler: ``java`` then compiles it in memory (JEP 330)."""
    compiler = program("javac")
    if not compiler:
        return None
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    folder = tools() / "java" / digest
    if not (folder / f"{source.stem}.class").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        subprocess.run([compiler, "-cp", os.pathsep.join(map(str, jars)), "-d", str(fresh), str(source)], check=True, capture_output=True)
        try:
            fresh.replace(folder)
        except OSError:  # another worker was first
            return folder
    return folder
