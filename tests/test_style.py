"""The source as the linters see it; `make lint` runs the same three commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "ruff check": ["ruff", "check", "convert", "tests", "scripts"],
    "ruff format": ["ruff", "format", "--check", "convert", "tests", "scripts"],
    "mypy strict": ["mypy", "convert"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_to_say(name: str) -> None:
    program, *arguments = COMMANDS[name]
    done = subprocess.run([sys.executable, "-m", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
