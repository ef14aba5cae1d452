"""Temporary folders: what a killed run left goes with the next, what another run holds stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from convert.scratch import Scratch
from convert.writers._pdf.job import Engine

KILLED = {
    "readpack-test-": "from convert.scratch import Scratch; kept = Scratch('readpack-test-'); path = kept.path",
    "readpack-pdf-": "from convert.writers._pdf.job import Engine; kept = Engine().__enter__(); path = kept._scratch.path",
}


@pytest.mark.parametrize("prefix", KILLED)
def test_p16_what_a_killed_run_left_goes_with_the_next(prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = f"import os, signal; {KILLED[prefix]}; print(path, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    run = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    left = Path(run.stdout.strip())
    assert left.exists()
    assert left.name.startswith(prefix)
    held = Scratch(prefix)
    for folder in (left, held.path):
        os.utime(folder / "held", (0, 0))
    Scratch(prefix).remove()
    assert not left.exists()
    assert held.path.exists()
    held.remove()
    assert list(tmp_path.iterdir()) == []


def test_an_engine_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Engine():
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
