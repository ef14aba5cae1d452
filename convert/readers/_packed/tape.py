"""TAR archives, as Joplin packs a notebook: their members, read one at a time and within the limits of other archives."""

from __future__ import annotations

import io
import tarfile
from itertools import islice

from convert.errors import InputError
from convert.limits import LIMITS
from convert.notices import Notice, Notify


class Tape:
    """The members of the TAR archive in ``data``, plain files alone; ``name`` is what messages call it.

    Raises `InputError` when it is damaged and nothing can be made out, or holds more members than `Limits.archive_members`.
    """

    def __init__(self, data: bytes, name: str, notify: Notify) -> None:
        self.name = name
        entries: list[tarfile.TarInfo] = []
        try:
            self._tar = tarfile.open(fileobj=io.BytesIO(data), mode="r:")  # noqa: SIM115 - it lies in memory
            entries.extend(islice(self._tar, LIMITS.archive_members + 1))
        except (tarfile.TarError, ValueError, OSError, EOFError) as error:
            if not entries:
                raise InputError(f"{name}: a damaged archive: {error}", hint="get it again") from error
            message = "the archive is damaged or cut off; what could be made out is read"
            notify(Notice("lost", "archive.damaged", message, source=name))
        if len(entries) > LIMITS.archive_members:
            raise InputError(f"{name}: holds more than {LIMITS.archive_members:,} files", hint="split it")
        self._members = {entry.name.removeprefix("./"): entry for entry in entries if entry.isreg() and not entry.issparse()}

    @property
    def names(self) -> tuple[str, ...]:
        """Every member's name, in the archive's order."""
        return tuple(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The bytes of ``member``. Raises `InputError` when it is damaged, or larger than `Limits.archive_member_bytes`."""
        entry = self._members[member]
        if entry.size > LIMITS.archive_member_bytes:
            raise InputError(f"{self.name}: {member} is larger than {LIMITS.archive_member_bytes // 1_000_000} MB", hint="split it")
        try:
            file = self._tar.extractfile(entry)
            return file.read() if file else b""
        except (tarfile.TarError, ValueError, OSError, EOFError) as error:
            raise InputError(f"{self.name}: {member} is damaged: {error}", hint="get it again") from error
