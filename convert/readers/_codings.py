"""What the answer of a server is packed in, unpacked within limits (RFC 9110, 8.4; RFC 9112, 7.1), and gzip by itself (RFC 1952)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli

from convert.limits import LIMITS

_BLOCK = 65_536


class OversizedError(Exception):
    """It unpacks to more than `Limits.archive_member_bytes`."""


class SealedError(Exception):
    """It is packed in a way that is not read."""


def unpacked(body: bytes, codings: bytes) -> tuple[bytes, bool]:
    """``body`` out of its ``codings``, which are named in the order in which they were put round it, and whether its end was there.

    It stays as it is where it is in none of these, as archives say it of what was unpacked before. Raises `OversizedError`, `SealedError`.
    """
    is_whole = True
    for coding in reversed(codings.lower().split(b",")):
        match coding.strip():
            case b"" | b"identity" | b"none":
                pass
            case b"gzip" | b"x-gzip" | b"deflate":
                body, ended = _inflated(body)
                is_whole = is_whole and ended
            case b"br":
                body, ended = _unbrotlied(body)
                is_whole = is_whole and ended
            case _:
                raise SealedError
    return body, is_whole


def unchunked(body: bytes) -> bytes:
    """``body`` without the lengths between its chunks; as it is where there are none."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 40)
        length = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(length, 16)
        except ValueError:
            return b"".join(pieces) if pieces else body
        if size <= 0:
            break
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(pieces)


def members_of(data: bytes) -> Iterator[bytes | None]:
    """What the gzip members in ``data`` hold, a block at a time; ``None`` where one is damaged or cut off, and then the next one."""
    at = damaged = 0
    while 0 <= at < len(data) and damaged <= LIMITS.archive_members:
        begun = at
        inflater = zlib.decompressobj(31)
        rest = b""
        try:
            while not inflater.eof:
                if not rest:
                    rest = data[at : at + _BLOCK]
                    at += len(rest)
                    if not rest:
                        yield None
                        return
                piece = inflater.decompress(rest, _BLOCK)
                rest = inflater.unconsumed_tail
                if piece:
                    yield piece
            at -= len(inflater.unused_data)
        except zlib.error:
            yield None
            damaged += 1
            at = data.find(_MEMBER, begun + 1)


_MEMBER = b"\x1f\x8b\x08"


def _inflated(body: bytes) -> tuple[bytes, bool]:
    for kind in (47, -15):
        inflater = zlib.decompressobj(kind)
        try:
            return _bounded(inflater.decompress(body, LIMITS.archive_member_bytes + 1)), inflater.eof
        except zlib.error:
            continue
    return body, True


def _unbrotlied(body: bytes) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    try:
        return _bounded(unpacker.process(body, output_buffer_limit=LIMITS.archive_member_bytes + 1)), unpacker.is_finished()
    except brotli.error:
        return body, True


def _bounded(data: bytes) -> bytes:
    if len(data) > LIMITS.archive_member_bytes:
        raise OversizedError
    return data
