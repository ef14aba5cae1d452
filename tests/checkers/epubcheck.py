"""EPUBCheck: whether a book is valid EPUB 3.3. All books of a call share one Java process."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.checkers import Finding, _java, missing, package_folder


def available() -> str:
    """Why EPUBCheck can't run, or an empty string."""
    return missing(java=_java.java(), epubcheck=package_folder("epubcheck"))


def check(paths: Iterable[Path | str], *, level: str = "WARNING") -> list[Finding]:
    """What EPUBCheck says about ``paths`` at ``level`` (INFO, USAGE, WARNING, ERROR) or above."""
    books = [Path(path) for path in paths]
    folder = package_folder("epubcheck")
    assert folder is not None
    jars = [folder / "epubcheck.jar", *sorted((folder / "lib").glob("*.jar"))]
    with tempfile.TemporaryDirectory() as reports:
        done = _java.run("EpubBatch", jars, [reports, *map(str, books)])
        return [finding for index, book in enumerate(books) for finding in _read(Path(reports) / f"{index}.json", book, level, done.stderr)]


_LEVELS = ("USAGE", "INFO", "WARNING", "ERROR", "FATAL")


def _read(report: Path, book: Path, level: str, trouble: str) -> list[Finding]:
    if not report.exists():
        return [Finding(book.name, "FATAL", "no-report", trouble.strip()[-400:] or "EPUBCheck gave no report")]
    wanted = _LEVELS[_LEVELS.index(level) :]
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [
        Finding(book.name, message["severity"], message["ID"], message["message"], _place(message))
        for message in messages
        if message["severity"] in wanted
    ]


def _place(message: dict[str, Any]) -> str:
    places = [f"{place.get('path', '')}:{place.get('line', 0)}:{place.get('column', 0)}" for place in message["locations"][:3]]
    return ", ".join(places)
