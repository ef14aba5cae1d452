"""A real reading engine: foliate-js or epub.js in headless Chromium, served from loopback, every page turned.

What it saw is a `Reading`; `check` says what is wrong with one: an error, a chapter that didn't open, a picture
that didn't decode, a request that left loopback.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from tests.checkers import HERE, Finding, chromium, missing, node_package, program, tools

Engine = Literal["foliate", "epubjs"]


class Page(msgspec.Struct, frozen=True):
    """A chapter as the engine rendered it."""

    text: str
    direction: str
    pictures: list[tuple[str, int]]


class Reading(msgspec.Struct, frozen=True):
    """A book as the engine opened it: ``outside`` are the addresses it asked for beyond loopback."""

    title: str = ""
    language: str = ""
    direction: str = ""
    contents: list[str] = []
    sections: int = 0
    pages: int = 0
    chapters: list[Page] = []
    outside: list[str] = []
    errors: list[str] = []


def available() -> str:
    """Why no engine can run, or an empty string."""
    engines = all(node_package(name).exists() for name in ("foliate-js", "epubjs", "jszip", "puppeteer-core"))
    return missing(node=program("node"), chromium=chromium(), reading_engines=engines)


def read(paths: Iterable[Path | str], engine: Engine = "foliate", picture: Path | str = "") -> list[Reading]:
    """Each of ``paths`` as ``engine`` opens it, in one browser; ``picture`` gets the last page as a PNG."""
    command = [program("node"), str(HERE / "read_epub.mjs"), engine, *(str(Path(path).resolve()) for path in paths)]
    environment = {**os.environ, "READERS": str(tools() / "npm"), "CHROMIUM": chromium(), "PICTURE": str(picture)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, env=environment)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise AssertionError(f"the reading engine did not run: {done.stderr.strip()[-600:]}")
    return [msgspec.convert(json.loads(line), Reading) for line in lines]


def check(paths: Iterable[Path | str], engine: Engine = "foliate") -> list[Finding]:
    """What goes wrong when ``engine`` opens ``paths``."""
    books = [Path(path) for path in paths]
    return [finding for book, reading in zip(books, read(books, engine), strict=True) for finding in _judged(book.name, reading)]


def _judged(book: str, reading: Reading) -> list[Finding]:
    findings = [Finding(book, "ERROR", "engine", error) for error in reading.errors]
    findings += [Finding(book, "ERROR", "outside-request", address) for address in reading.outside]
    if len(reading.chapters) < reading.sections:
        findings.append(Finding(book, "ERROR", "chapters", f"{len(reading.chapters)} of {reading.sections} opened"))
    for chapter in reading.chapters:
        findings += [Finding(book, "ERROR", "picture", f"{name} did not decode") for name, width in chapter.pictures if not width]
    return findings
