"""DAISY Ace: whether a book is accessible. It opens every page of it in Chromium."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.checkers import Finding, chromium, missing, node_package, program


def available() -> str:
    """Why Ace can't run, or an empty string."""
    ace = (node_package("@daisy/ace-cli") / "bin" / "ace.js").exists() and node_package("@daisy/ace-axe-runner-puppeteer").exists()
    return missing(node=program("node"), chromium=chromium(), ace=ace)


def check(paths: Iterable[Path | str]) -> list[Finding]:
    """Everything Ace finds in ``paths``, of any impact; each finding once a page."""
    return [finding for path in paths for finding in _one(Path(path))]


def _one(book: Path) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        command = [program("node"), str(node_package("@daisy/ace-cli") / "bin" / "ace.js"), "--force", "--silent", "-o", folder, str(book)]
        environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium()}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment)
        report = Path(folder) / "report.json"
        if not report.exists():  # Ace ends with 0 whatever it finds, and without a report where it can't read
            return [Finding(book.name, "FATAL", "no-report", (done.stdout + done.stderr).strip()[-400:])]
        pages = json.loads(report.read_text(encoding="utf-8"))["assertions"]
    found = {
        Finding(
            book.name,
            str(test["earl:test"].get("earl:impact")),
            str(test["earl:test"].get("dct:title")),
            " ".join(str(test["earl:result"].get("dct:description", "")).split())[:300],
            str(page["earl:testSubject"].get("url", "")),
        )
        for page in pages
        for test in page["assertions"]
    }
    return sorted(found)
