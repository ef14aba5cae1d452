"""ZIP archives as inputs: their members, read one at a time and within limits; nothing of one is ever put on disk.

A member is found by its name and by nothing else, so a name that climbs out of the archive leads nowhere. What an
archive says of its own sizes is checked, and not believed.
"""

from __future__ import annotations

import io
import struct
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

    Raises `InputError` when it is damaged, or holds more members than `Limits.archive_members`. Of one that breaks off what is there is
    taken, with a notice, where its members are worth something alone (``is_loose``).
    """

    def __init__(self, data: bytes, name: str, notify: Notify, *, is_loose: bool = False) -> None:
        self.name = name
        if data.count(_ENTRY) > LIMITS.archive_members:
            raise InputError(f"{name}: holds more than {LIMITS.archive_members:,} files", hint="split it")
        self._zip = self._opened(data, notify, is_loose)
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

    def _opened(self, data: bytes, notify: Notify, is_loose: bool) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            archive = zipfile.ZipFile(io.BytesIO(_salvaged(data))) if is_loose else None
            if archive is None or not archive.namelist():
                raise InputError(f"{self.name}: a damaged archive: {error}", hint="get it again") from error
        message = "the archive is damaged or cut off; what could be made out is read"
        notify(Notice("lost", "archive.damaged", message, source=self.name))
        return archive

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


# --- an archive without the list of its members, which stands at its end and is lost where a download broke off ----------------

_HEAD = struct.Struct("<4s5H3L2H")
_MEMBER = b"PK\x03\x04"
_SIZE_BEHIND, _IN_UTF8 = 0x8, 0x800
_UNKNOWN = 0xFFFF_FFFF
_BEHIND = b"PK\x07\x08"


def _salvaged(data: bytes) -> bytes:
    """A whole archive of the members that ``data`` has, each known by its own head (APPNOTE.TXT, 4.3.7); the last as far as it goes.

    Members that are encrypted, damaged or larger than `Limits.archive_member_bytes` are not in it, nor what is past `Limits.archive_bytes`.
    """
    target = io.BytesIO()
    left = LIMITS.archive_bytes
    known: set[str] = set()
    with zipfile.ZipFile(target, "w") as archive:
        at = data.find(_MEMBER)
        while 0 <= at <= len(data) - _HEAD.size and len(known) < LIMITS.archive_members:
            _, _, flags, method, _, _, _, size, _, named, more = _HEAD.unpack_from(data, at)
            begin = at + _HEAD.size + named + more
            name = data[at + _HEAD.size : at + _HEAD.size + named].decode("utf-8" if flags & _IN_UTF8 else "cp437", "replace")
            end = begin + size if size != _UNKNOWN and not flags & _SIZE_BEHIND else _next(data, begin)
            at = data.find(_MEMBER, max(end, at + 1))
            body = b"" if flags & _ENCRYPTED else _body(data[begin:end], method)
            left -= len(body)
            if left < 0:
                break
            if body and name not in known:
                known.add(name)
                archive.writestr(zipfile.ZipInfo(name), body)
    return target.getvalue()


def _next(data: bytes, begin: int) -> int:
    """Where a member ends that does not say so: before what is said of it behind it, else before the next or the list."""
    stop = len(data)
    for mark in (_MEMBER, _ENTRY, _BEHIND):
        found = data.find(mark, begin, stop)
        stop = found if found >= 0 else stop
    return stop


def _body(packed: bytes, method: int) -> bytes:
    """What a member holds; empty where that can't be made out, is too large, or is packed as densely as a bomb."""
    if method == zipfile.ZIP_STORED:
        body = packed
    elif method == zipfile.ZIP_DEFLATED:
        try:
            body = zlib.decompressobj(-15).decompress(packed, LIMITS.archive_member_bytes + 1)
        except zlib.error:
            return b""
    else:
        return b""
    is_dense = len(body) > _RATIO_COUNTS_FROM and len(body) > len(packed) * LIMITS.archive_ratio
    return b"" if is_dense or len(body) > LIMITS.archive_member_bytes else body
