"""One file packed by itself with gzip (RFC 1952), such as ``page.html.gz`` or the ``.tgz`` of a folder."""

from __future__ import annotations

import msgspec

from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.notices import Notice, Notify
from convert.readers._codings import members_of
from convert.signatures import WRAPPED, unwrapped_path


def is_wrapped(data: bytes) -> bool:
    """Whether ``data`` is packed with gzip."""
    return data.startswith(WRAPPED)


def unwrapped(source: Source, notify: Notify) -> Source:
    """The file in ``source``; of one that breaks off what is there, with a notice.

    Raises `InputError` when nothing can be made out, or it is larger than `Limits.archive_member_bytes`.
    """
    data = bytearray()
    for piece in members_of(source.data):
        if piece is None:
            message = "the file is damaged or cut off; what could be made out is read"
            notify(Notice("lost", "archive.damaged", message, source=source.name))
            break
        data += piece
        if len(data) > LIMITS.archive_member_bytes:
            most = f"at most {LIMITS.archive_member_bytes // 1_000_000} MB"
            raise InputError(f"{source.name}: unpacks to more than fits", hint=most)
    if not data.strip():
        raise InputError(f"{source.name}: nothing can be unpacked from it", hint="get it again")
    return msgspec.structs.replace(source, data=bytes(data), path=unwrapped_path(source.path))
