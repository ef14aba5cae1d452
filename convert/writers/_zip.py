"""A zip whose bytes depend on what is put into it, and on nothing else.

Every entry bears the same date, the same mode bits and the same system, whoever writes it and whenever.
EPUB and DOCX are both such zips.
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from os import PathLike
from typing import IO, Any, BinaryIO, Literal

# APPNOTE.TXT 4.4.6: MS-DOS dates begin in 1980 and count seven bits of years.
_FIRST = (1980, 1, 1, 0, 0, 0)
_LAST = (2107, 12, 31, 23, 59, 58)
_MODE = 0o100644 << 16
_UNIX = 3


class DatedZip(zipfile.ZipFile):
    """A zip open for writing to ``target``, every entry dated ``moment``.

    ``moment`` is an ISO 8601 day or point in time, such as `Pack.created`; empty, unreadable or out of a zip's range it
    becomes the nearest date a zip can state. ``level`` is that of deflate, 0 to 9; text takes a third less time at 4 than
    at 6, for one byte in a hundred more. Entries stand in the order they are written; a name can be written once only.
    ``writestr`` and ``open(name, "w")`` take a plain name, and ``compress_type=zipfile.ZIP_STORED`` where bytes must stand
    as they are; what a `zipfile.ZipInfo` says of dates and modes is not heeded.
    """

    def __init__(self, target: BinaryIO, moment: str = "", *, level: int = 4) -> None:
        super().__init__(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level)
        self._moment = zip_date(moment)

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add an entry that holds ``data``; text is encoded as UTF-8."""
        super().writestr(self._dated(zinfo_or_arcname, compress_type, compresslevel), data)

    def write(self, filename: str | PathLike[str], arcname: Any = None, *_: Any, **__: Any) -> None:
        """Refused: a file on disk has a date and modes of its own. Read it and use ``writestr``."""
        raise NotImplementedError("a DatedZip takes bytes, not files")

    def open(
        self, name: str | zipfile.ZipInfo, mode: Literal["r", "w"] = "r", pwd: bytes | None = None, *, force_zip64: bool = False
    ) -> IO[bytes]:
        """An entry as a stream; with mode ``"w"`` a new one, whose size need not be known before."""
        entry = self._dated(name, None, None) if mode == "w" else name
        return super().open(entry, mode, pwd, force_zip64=force_zip64)

    def _dated(self, given: str | zipfile.ZipInfo, compress_type: int | None, level: int | None) -> zipfile.ZipInfo:
        name = given.filename if isinstance(given, zipfile.ZipInfo) else given
        if name in self.NameToInfo:
            raise ValueError(f"the zip has an entry {name!r} already")
        entry = zipfile.ZipInfo(name, self._moment)
        told = given.compress_type if isinstance(given, zipfile.ZipInfo) else self.compression
        entry.compress_type = told if compress_type is None else compress_type
        entry._compresslevel = self.compresslevel if level is None else level  # type: ignore[attr-defined]
        entry.file_size = given.file_size if isinstance(given, zipfile.ZipInfo) else 0
        entry.external_attr = _MODE
        entry.create_system = _UNIX
        return entry


def zip_date(moment: str) -> tuple[int, int, int, int, int, int]:
    """The date and time an entry states for ``moment`` (ISO 8601): even seconds, in 1980 to 2107."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return _FIRST
    stated = (when.year, when.month, when.day, when.hour, when.minute, when.second // 2 * 2)
    return min(max(stated, _FIRST), _LAST)
