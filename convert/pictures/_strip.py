"""JPEG and PNG without what tells of their maker, their pixels untouched: whole segments and chunks go, nothing is decoded."""

from __future__ import annotations

from collections.abc import Iterator

from convert.patterns import regex

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _ADOBE = 0xDA, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BASELINE = 0xC0
_QUANTIZATION, _TABLE_OF_BYTES = 0xDB, 65
_TABLES = frozenset((0xC4, 0xCC, 0xDB, 0xDC, 0xDD)) | _FRAMES
_JFIF = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
_MARKER = regex(rb"\xff+[^\x00\xd0-\xd7\xff]")
# ISO 15948: what pixels are made of; sRGB says what they mean and no more.
_KEPT_CHUNKS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"IDAT", b"IEND"))


def bare_jpeg(data: bytes) -> bytes | None:
    """``data`` without Exif, XMP, IPTC, colour profile, comments, thumbnails and whatever follows its end (ITU-T T.81, B.1).

    It begins with a JFIF header where its components are named as JFIF has them. None for a JPEG that is not baseline,
    the one kind every device decodes, or whose segments don't add up.
    """
    kept: list[bytes] = []
    adobe = named = False
    for marker, segment in _segments(data):
        if marker in _FRAMES:
            if marker != _BASELINE:
                return None
            names = tuple(segment[10:19:3])
            named = names in ((1,), (1, 2, 3))
        if marker == _QUANTIZATION and (len(segment) - 4) % _TABLE_OF_BYTES:
            return None
        adobe = adobe or (marker == _ADOBE and segment[4:9] == b"Adobe")
        if marker in _TABLES or marker == _SCAN or (marker == _ADOBE and segment[4:9] == b"Adobe"):
            kept.append(segment)
    if not kept or kept[-1][1] != _SCAN:
        return None
    return b"".join((_START, _JFIF if named and not adobe else b"", *kept, _END))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments up to the end of the image, each with its marker; a scan's coded data belongs to its header."""
    at = 2
    while found := _MARKER.search(data, at):
        marker = data[found.end() - 1]
        start = found.end() - 2
        if marker == _END[1] or marker == _START[1]:
            return
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if marker == _SCAN:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield marker, data[start:end]
        at = end


def bare_png(data: bytes) -> bytes | None:
    """``data`` as its first or only picture, without text, Exif, times, colour profiles and frames (ISO 15948, 11).

    None for one whose chunks don't add up.
    """
    kept = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if end > len(data):
            return None
        if name in _KEPT_CHUNKS:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    return None
