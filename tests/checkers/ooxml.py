"""openxml-audit (the schema) and ooxml-integrity (the package): the two miss different things, so both run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.checkers import Finding, missing, package_folder


def available() -> str:
    """Why the checks can't run, or an empty string."""
    return missing(openxml_audit=package_folder("openxml_audit"), ooxml_integrity=package_folder("ooxml_integrity"))


def check(paths: Iterable[Path | str]) -> list[Finding]:
    """What either says about ``paths``: errors and warnings."""
    return [finding for path in paths for finding in (*schema([path]), *package([path]))]


def schema(paths: Iterable[Path | str]) -> list[Finding]:
    """What openxml-audit says: elements, attributes and their order against the schemas of Office."""
    from openxml_audit import FileFormat, OpenXmlValidator

    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    findings: list[Finding] = []
    for path in map(Path, paths):
        result = validator.validate(str(path))
        findings += [Finding(path.name, "ERROR", "openxml-audit", str(error)) for error in result.errors]
        if not result.is_valid and not result.errors:
            findings.append(Finding(path.name, "ERROR", "openxml-audit", "not valid"))
    return findings


def package(paths: Iterable[Path | str]) -> list[Finding]:
    """What ooxml-integrity says: relations, content types, references between parts."""
    import ooxml_integrity

    findings: list[Finding] = []
    for path in map(Path, paths):
        for found in ooxml_integrity.check(str(path)):
            if found.severity != ooxml_integrity.INFO:
                findings.append(Finding(path.name, str(found.severity), "ooxml-integrity", str(found)))
    return findings
