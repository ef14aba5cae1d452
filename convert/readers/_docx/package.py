"""The parts of a Word document and how they are related (ISO/IEC 29500-2), transitional or strict."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import msgspec

from convert.archives import Archive, beside
from convert.clean import clean_line
from convert.errors import InputError
from convert.patterns import regex
from convert.readers._xml import local, parsed, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DOCUMENT = "officeDocument"
_TYPES = "[Content_Types].xml"
_STRICT = regex(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument|descriptions|schemaLibrary)/(\w+)")
_YEARS = b"http://schemas.openxmlformats.org/\\1/2006/\\2"


class Relation(msgspec.Struct, frozen=True):
    """Where a relation leads: a member of the archive, or an address ``outside`` of it."""

    kind: str
    target: str
    outside: bool


class Part:
    """An XML part: its member, its root element, its relations by id."""

    def __init__(self, member: str, root: Any, relations: dict[str, Relation]) -> None:
        self.member = member
        self.root = root
        self.relations = relations

    def one(self, kind: str) -> str:
        """The member that the first relation of ``kind`` leads to; empty when there is none."""
        return next((relation.target for relation in self.relations.values() if relation.kind == kind and not relation.outside), "")


class Package:
    """The document in ``archive``: its main part, and others as they are asked for.

    Raises `InputError` when it is an archive of something else.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._root = self._relations("")
        main = next((relation.target for relation in self._root.values() if relation.kind == _DOCUMENT), "")
        if not main or main not in archive:
            raise InputError(f"{archive.name}: an archive that holds no Word document", hint="unpack it and name the files in it")
        self.document = self.part(main)
        if local(self.document.root) != "document":
            raise InputError(f"{archive.name}: an Office file, but no Word document", hint="save it as .docx or as a web page")

    def part(self, member: str) -> Part:
        """The part that ``member`` holds. Raises `InputError` when it is not there or is no XML."""
        data = _STRICT.sub(_YEARS, self.archive.read(member))
        return Part(member, parsed(data, f"{self.archive.name}: {member}"), self._relations(member))

    def related(self, kind: str) -> Part | None:
        """The part of ``kind`` that belongs to the document; ``None`` where there is none that can be read."""
        member = self.document.one(kind)
        return self.part(member) if member in self.archive else None

    def media(self, member: str) -> str:
        """The media type of ``member`` by the package's list of them; empty when it doesn't say (ISO/IEC 29500-2, 7.2.3)."""
        if _TYPES not in self.archive:
            return ""
        ending = member.rpartition(".")[2].lower()
        stated = ""
        for entry in parsed(self.archive.read(_TYPES), f"{self.archive.name}: {_TYPES}"):
            if local(entry) == "Override" and entry.get("PartName", "").lstrip("/") == member:
                return str(entry.get("ContentType", ""))
            if local(entry) == "Default" and entry.get("Extension", "").lower() == ending:
                stated = entry.get("ContentType", "")
        return stated

    def properties(self) -> dict[str, str]:
        """The core properties by their local names."""
        member = next((relation.target for relation in self._root.values() if relation.kind == "core-properties"), "")
        if member not in self.archive:
            return {}
        root = parsed(self.archive.read(member), f"{self.archive.name}: {member}")
        return {local(child): clean_line(text_of(child)) for child in root}

    def _relations(self, member: str) -> dict[str, Relation]:
        folder, _, name = member.rpartition("/")
        place = f"{folder}/_rels/{name}.rels".lstrip("/")
        if place not in self.archive:
            return {}
        found: dict[str, Relation] = {}
        for relation in parsed(self.archive.read(place), f"{self.archive.name}: {place}"):
            target, outside = relation.get("Target", ""), relation.get("TargetMode") == "External"
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = Relation(kind, target if outside else beside(member, unquote(target)), outside)
        return found


def value(element: Any | None, name: str = "val") -> str:
    """An attribute of ``element`` in the namespace of WordprocessingML; empty without one."""
    return "" if element is None else element.get(f"{W}{name}") or ""


def below(element: Any | None, *path: str) -> Any | None:
    """The first element at the end of ``path`` under ``element``, all of WordprocessingML."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return element


def is_on(element: Any | None) -> bool:
    """Whether a toggle is there and not switched off (ISO/IEC 29500-1, 17.17.4)."""
    return element is not None and (element.get(f"{W}val") or "1") not in ("0", "false", "off", "none")


def is_true(text: str | None) -> bool:
    """Whether an attribute of a drawing is set (ISO/IEC 29500-4, 20.1.2.5)."""
    return (text or "") in ("t", "true", "1", "on")


def understood(alternatives: Any) -> Any:
    """The first of several ways to say the same that holds something of Word's own; none where there is no such."""
    for way in alternatives:
        if isinstance(way.tag, str) and any(isinstance(part.tag, str) and part.tag.startswith(W) for part in way):
            return way
    return ()


def number(text: str, otherwise: int = 0) -> int:
    """``text`` as a whole number, which may be written as a measure with decimals."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return otherwise
