"""Pictures that SingleFile keeps once for all their places: in a variable of the style sheet, which stands behind an empty picture."""

from __future__ import annotations

import re

from convert.limits import LIMITS
from convert.patterns import regex

_MARK = b"--sf-img-"
_KEPT = regex(rb"""--(sf-img-\d{1,6})\s*:\s*url\(\s*["']?(data:image/[^"'()\s]+)""")
_TAG = regex(rb"""<img\b(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""", re.IGNORECASE)
_BEHIND = regex(rb"background(?:-image)?\s*:[^;\"']{0,200}?\bvar\(--(sf-img-\d{1,6})\)", re.IGNORECASE)
_OWN = regex(rb"""\ssrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def shown(data: bytes) -> bytes:
    """``data`` with the pictures that are kept so where they are shown, as long as all of it is no larger than an input may be."""
    if _MARK not in data:
        return data
    kept: dict[bytes, bytes] = dict(_KEPT.findall(data))
    room = LIMITS.input_bytes - len(data)

    def put(tag: re.Match[bytes]) -> bytes:
        nonlocal room
        behind = _BEHIND.search(tag[0])
        address = kept.get(behind[1], b"") if behind else b""
        room -= len(address)
        return tag[0][:4] + b' src="' + address + b'"' + _OWN.sub(b"", tag[0][4:], count=1) if address and room >= 0 else tag[0]

    return _TAG.sub(put, data)
