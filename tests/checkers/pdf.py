"""What can be told of a PDF in milliseconds: page-validation's PDF/UA-1 verdict, qpdf's syntax check, poppler's text."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.checkers import Finding, missing, package_folder, program


def available() -> str:
    """Why PDF/UA can't be checked, or an empty string."""
    return missing(page_validation=package_folder("page"))


def qpdf_available() -> str:
    """Why qpdf can't run, or an empty string."""
    return missing(qpdf=program("qpdf"))


def text_available() -> str:
    """Why text can't be taken out of a PDF, or an empty string."""
    return missing(poppler_utils=program("pdftotext"))


def check(paths: Iterable[Path | str], profile: str = "ua1") -> list[Finding]:
    """Each failure of ``profile`` in ``paths``, and each complaint of qpdf where it is installed."""
    files = [Path(path) for path in paths]
    syntax = [] if qpdf_available() else [finding for path in files for finding in qpdf(path)]
    return syntax + [finding for path in files for finding in _accessible(path, profile)]


def _accessible(path: Path, profile: str) -> list[Finding]:
    import page

    try:
        report = page.validate_pdf(str(path), profile=profile)
    except page.PageError as error:
        return [Finding(path.name, "FATAL", "page-validation", str(error))]
    return [Finding(path.name, "ERROR", f"{profile} {failure.rule_id}", str(failure.message)) for failure in report.failures]


def qpdf(path: Path | str) -> list[Finding]:
    """What ``qpdf --check`` says about the syntax of ``path``."""
    done = subprocess.run([program("qpdf"), "--check", str(path)], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode == 0:
        return []
    return [Finding(Path(path).name, "ERROR", "qpdf", (done.stderr or done.stdout).strip())]


def text(path: Path | str, *, layout: bool = False) -> str:
    """The text of a PDF as poppler reads it, pages parted by form feeds."""
    options = ["-layout"] if layout else []
    done = subprocess.run([program("pdftotext"), *options, "-enc", "UTF-8", str(path), "-"], capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


class Word(NamedTuple):
    """A word and where it stands on its page; points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    width: float
    height: float


def words(path: Path | str) -> list[Word]:
    """Every word of a PDF with its box and the size of its page, as poppler places them."""
    done = subprocess.run([program("pdftotext"), "-bbox", "-enc", "UTF-8", str(path), "-"], capture_output=True, timeout=120, check=True)
    found: list[Word] = []
    width = height = 0.0
    for line in done.stdout.decode("utf-8").splitlines():
        numbers = [float(value) for value in re.findall(r'(?:xMin|yMin|xMax|yMax|width|height)="([-\d.]+)"', line)]
        if "<page " in line:
            width, height = numbers
        elif "<word " in line:
            found.append(Word(re.sub(r"<[^>]*>", "", line).strip(), *numbers, width, height))
    return found
