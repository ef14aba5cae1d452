"""ZIP archives as inputs: their members, read one at a time and within limits; nothing of one is ever put on disk.

A member is found by its name and by nothing else, so a name that climbs out of the archive leads nowhere. What an
archive says of its own sizes is checked, and not believed.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

from convert.errors import InputError
from convert.limits import LIMITS
from convert.notices import Notice, Notify

_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RATIO_COUNTS_FROM = 1 << 20  # below it a blank page is as dense as a bomb
_ENCRYPTED = 0x1


class Archive:
    """The members of the ZIP archive in ``data``; ``name`` is what messages call it.

    Raises `InputError` when it is damaged, or holds more members than `Limits.archive_members`.
    """

    def __init__(self, data: bytes, name: str, notify: Notify) -> None:
        self.name = name
        if data.count(_ENTRY) > LIMITS.archive_members:
            raise InputError(f"{name}: holds more than {LIMITS.archive_members:,} files", hint="split it")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise InputError(f"{name}: a damaged archive: {error}", hint="get it again") from error
        named = [entry for entry in self._zip.infolist() if entry.filename]
        files = [entry for entry in named if not entry.is_dir()]
        self._members = {entry.filename: entry for entry in files}
        self._composed = {unicodedata.normalize("NFC", name): entry for name, entry in self._members.items()}
        self._left = LIMITS.archive_bytes
        nameless = len(self._zip.infolist()) - len(named)
        if nameless:
            notify(Notice("left-out", "archive.names", "files of the archive without a name", source=name, count=nameless))
        repeated = len(files) - len(self._members)
        if repeated:
            message = "files of the archive have the name of another; the last of each name counts"
            notify(Notice("repaired", "archive.names", message, source=name, count=repeated))

    @property
    def names(self) -> tuple[str, ...]:
        """Every member's name, in the archive's order."""
        return tuple(self._members)

    def __contains__(self, member: str) -> bool:
        return self._entry(member) is not None

    def size(self, member: str) -> int:
        """How many bytes ``member`` says it unpacks to; reading gives no more of them. 0 when there is none of that name."""
        entry = self._entry(member)
        return 0 if entry is None else entry.file_size

    def read(self, member: str) -> bytes:
        """The bytes of ``member``.

        Raises `InputError` when there is none of that name, it is encrypted or damaged, larger than
        `Limits.archive_member_bytes`, packed denser than `Limits.archive_ratio`, or when more than `Limits.archive_bytes`
        of the archive have been read.
        """
        entry = self._entry(member)
        if entry is None:
            raise InputError(f"{self.name}: holds no {member}", hint="get it again")
        if entry.flag_bits & _ENCRYPTED:
            raise InputError(f"{self.name}: {member} is encrypted", hint="remove its protection first")
        if entry.compress_type not in _METHODS:
            raise InputError(f"{self.name}: {member} is packed in a way that is not read", hint="pack it with deflate")
        self._check_size(entry)
        try:
            with self._zip.open(entry) as file:
                data = file.read(LIMITS.archive_member_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
            raise InputError(f"{self.name}: {member} is damaged: {error}", hint="get it again") from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"{self.name}: unpacks to more than {LIMITS.archive_bytes // 1_000_000} MB", hint="split it")
        return data

    def _entry(self, member: str) -> zipfile.ZipInfo | None:
        """The entry called ``member``, its accents written either way (Unicode Standard Annex #15)."""
        return self._members.get(member) or self._composed.get(unicodedata.normalize("NFC", member))

    def _check_size(self, entry: zipfile.ZipInfo) -> None:
        size = entry.file_size
        if size > LIMITS.archive_member_bytes:
            most = f"at most {LIMITS.archive_member_bytes // 1_000_000} MB"
            raise InputError(f"{self.name}: {entry.filename} unpacks to {size // 1_000_000} MB", hint=most)
        if size > _RATIO_COUNTS_FROM and size > entry.compress_size * LIMITS.archive_ratio:
            raise InputError(
                f"{self.name}: {entry.filename} unpacks to {size // max(1, entry.compress_size)} times its size",
                hint=f"at most {LIMITS.archive_ratio} times: such files are made to fill a memory",
            )


def beside(member: str, reference: str) -> str:
    """The member that ``reference``, a relative path, means in ``member``; one that climbs out stays at the top."""
    parts: list[str] = [] if reference.startswith("/") else list(PurePosixPath(member).parts[:-1])
    for part in reference.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
