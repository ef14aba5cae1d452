"""The formats' own validators, one module each, called the same way by every test.

A module has `available`, which says why it can't run (an empty string: it can), and `check`, which takes the
files and gives one `Finding` for each complaint; none means valid. `needs` turns the first into a skip.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent


class Finding(NamedTuple):
    """One complaint of a checker about one file."""

    file: str
    level: str
    rule: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        place = f" at {self.where}" if self.where else ""
        return f"{self.file}: {self.level} {self.rule}: {self.message}{place}"


def needs(checker: ModuleType) -> pytest.MarkDecorator:
    """Skips a test where ``checker`` can't run, and says why."""
    reason = checker.available()
    return pytest.mark.skipif(bool(reason), reason=reason or "available")


def tools() -> Path:
    """The folder `make test-tools` fills: READPACK_TOOLS, else one in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("READPACK_TOOLS") or Path(cache) / "readpack-tools")


def node_package(name: str) -> Path:
    """Where the npm package ``name`` is, or would be."""
    return tools() / "npm" / "node_modules" / name


def program(*names: str) -> str:
    """The path of the first of ``names`` on PATH, or an empty string."""
    return next((found for name in names if (found := shutil.which(name))), "")


def chromium() -> str:
    """The browser: CHROMIUM, or what is on PATH."""
    return os.environ.get("CHROMIUM") or program("chromium", "chromium-browser", "google-chrome")


def package_folder(name: str) -> Path | None:
    """The folder of an installed Python package, without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def missing(**wanted: object) -> str:
    """What of ``wanted`` is not there, as one reason for a skip; empty when all of it is."""
    absent = [name.replace("_", "-") for name, found in wanted.items() if not found]
    return f"not installed: {', '.join(absent)} (make test-tools)" if absent else ""
