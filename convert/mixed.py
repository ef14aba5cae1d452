"""Bytes in two encodings: UTF-8, and here and there one of a byte a letter, as where an old text was put into a new page.

What is in one of them is a line, or what stands between two tags.
"""

from __future__ import annotations

from collections.abc import Callable

from convert.patterns import regex

_UNIT = regex(rb"[^\n<>]+")
_SEQUENCE = regex(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LEAST_SEQUENCES = 4
# What is left of the commonest characters of UTF-8 where the rest was lost; hardly a letter of other encodings.
_BEGIN_SEQUENCES = frozenset((0xC2, 0xC3, 0xE2))
_SHARE = 0.25


def parted(data: bytes, encoding_of: Callable[[bytes], str]) -> tuple[str, str, int]:
    """The text of ``data``, the encoding that parts of it are in besides UTF-8, and how many; empty where it is not in two.

    In a text of another encoding a line is UTF-8 by chance at times, so a quarter of those past ASCII must be. A line with more
    characters of UTF-8 than bytes that are none is damaged, and stays so. ``encoding_of`` tells the encoding of the others by their bytes.
    """
    good = sequences = 0
    others: list[tuple[int, int]] = []
    damaged = False
    for unit in _UNIT.finditer(data):
        if unit[0].isascii():
            continue
        found = len(_SEQUENCE.findall(unit[0]))
        if _is_utf8(unit[0]):
            good += 1
            sequences += found
        else:
            stray = [byte for byte in _SEQUENCE.sub(b"", unit[0]) if byte > 0x7F]
            if found > len(stray) or set(stray) <= _BEGIN_SEQUENCES:
                damaged = True
            else:
                others.append(unit.span())
    if not good or good < _SHARE * (good + len(others)) or sequences < _LEAST_SEQUENCES or not others or damaged:
        return "", "", 0
    encoding = encoding_of(b"\n".join(data[begin:end] for begin, end in others))
    pieces: list[str] = []
    at = 0
    for begin, end in others:
        pieces += (data[at:begin].decode("utf-8", "replace"), data[begin:end].decode(encoding, "replace"))
        at = end
    return "".join([*pieces, data[at:].decode("utf-8", "replace")]), encoding, len(others)


def _is_utf8(unit: bytes) -> bool:
    try:
        unit.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
