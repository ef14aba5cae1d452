"""LibreOffice Writer: whether a DOCX opens, and what text it gives back. One start for all files of a call."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.checkers import Finding, missing, program

# Writer must not fetch what a document links to, whoever wrote it.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def available() -> str:
    """Why Writer can't run, or an empty string."""
    return missing(libreoffice_writer_nogui=program("soffice", "libreoffice"))


def check(paths: Iterable[Path | str]) -> list[Finding]:
    """The files of ``paths`` that Writer doesn't open."""
    files = [Path(path) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        made = convert(files, folder)
    return [Finding(path.name, "ERROR", "libreoffice", "does not open") for path in files if path not in made]


def convert(paths: Iterable[Path | str], folder: Path | str, kind: str = "pdf") -> dict[Path, Path]:
    """``paths`` converted into ``folder`` as ``kind`` (``pdf``, ``txt:Text (encoded):UTF8`` …), those that opened."""
    files = [Path(path) for path in paths]
    with tempfile.TemporaryDirectory() as profile:
        user = Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [program("soffice", "libreoffice"), "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", str(folder), *map(str, files)], capture_output=True, timeout=300, check=False
        )
    suffix = "." + kind.partition(":")[0]
    return {path: made for path in files if (made := Path(folder) / (path.stem + suffix)).exists()}


def text(path: Path | str) -> str:
    """The text of a DOCX as Writer reads it; empty when it doesn't open."""
    with tempfile.TemporaryDirectory() as folder:
        made = convert([path], folder, "txt:Text (encoded):UTF8")
        return made[Path(path)].read_text(encoding="utf-8-sig") if made else ""
