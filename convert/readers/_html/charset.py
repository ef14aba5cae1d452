"""From the bytes of a page to UTF-8: which encoding they are in, whatever the page says.

Statements are believed only where the bytes agree. A byte order mark settles it; bytes that are UTF-8 are
UTF-8, since text in another encoding practically never is by chance; then the server's word, the page's own,
and at last a guess, which is a Notice. UTF-8 that was once read as a one-byte encoding and saved again is undone.
"""

from __future__ import annotations

import codecs
import re

from convert.formats import Source
from convert.notices import Notice, Notify

_STATED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE
)
_SERVED = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEARCHED = 8_192
_SAMPLE = 100_000

# What browsers read under a name, where it is more than the name says (WHATWG Encoding Standard, 4.2).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decoded(source: Source, notify: Notify) -> bytes:
    """The bytes of ``source`` as UTF-8 without a mark. Says what was guessed or replaced."""
    data = source.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _recoded(source, data[len(mark) :], encoding, notify)
    stated = _stated(source)
    if stated.startswith("iso2022"):
        return _recoded(source, data, stated, notify)
    try:
        data.decode("utf-8")
        return _undone(source, data, notify)
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", errors="replace")
    bad = damaged.count("\ufffd")
    if _mostly_utf8(damaged, bad):
        _replaced(source, bad, "UTF-8", notify)
        return damaged.encode("utf-8")
    if stated and not stated.startswith("utf") and _fits(data, stated):
        return _recoded(source, data, stated, notify)
    return _recoded(source, data, _guessed(source, notify), notify)


# Each character that a byte past ASCII may have been read as, by Latin-1 or by what Windows made of it.
_ONCE_A_BYTE = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    bytes((byte,)).decode("cp1252", errors="replace"): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TWICE = re.compile(rb"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|[\xc5\xc6\xcb][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf])")
_RUN = re.compile(f"[{re.escape(''.join(_ONCE_A_BYTE))}]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_FEWEST = 3


def _undone(source: Source, data: bytes, notify: Notify) -> bytes:
    """``data``, which is UTF-8, with what was encoded twice encoded once, where practically all that could be was."""
    if len(_TWICE.findall(data)) < _FEWEST:
        return data
    text = data.decode("utf-8")
    count = 0

    def once(match: re.Match[str]) -> str:
        nonlocal count
        try:
            told = bytes(_ONCE_A_BYTE[character] for character in match[0]).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        count += 1
        return told

    repaired = _RUN.sub(once, text)
    if count < _MOST_OF * sum(1 for _ in _BEYOND_ASCII.finditer(text)):
        return data
    message = "text that was decoded wrongly before the page was saved was put right"
    notify(Notice("repaired", "html.encoding", message, source=source.name, count=count))
    return repaired.encode("utf-8")


_MOST_OF = 0.8


def _stated(source: Source) -> str:
    """The Python codec for the encoding that the server or the page names; empty when neither names one known."""
    served = _SERVED.search(source.media)
    names = [served[1]] if served else []
    match = _STATED.search(source.data[:_SEARCHED])
    if match:
        names.append((match[1] or match[2]).decode("ascii", errors="replace"))
    for name in names:
        try:
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        return _WIDER.get(codec, codec)
    return ""


def _mostly_utf8(damaged: str, bad: int) -> bool:
    """Whether text decoded as UTF-8 with replacements was UTF-8 with some damage: many good sequences, few bad."""
    good = sum(1 for character in damaged[:_SAMPLE] if character > "\x7f") - damaged.count("\ufffd", 0, _SAMPLE)
    return good > 4 * bad


def _fits(data: bytes, encoding: str) -> bool:
    """Whether nearly all of ``data`` means something in ``encoding``."""
    try:
        text = data[:_SAMPLE].decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return False
    return text.count("\ufffd") * 200 <= sum(1 for byte in data[:_SAMPLE] if byte > 0x7F)


_MARKUP = re.compile(rb"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def _guessed(source: Source, notify: Notify) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(_MARKUP.sub(b" ", source.data[: 4 * _SAMPLE])[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    message = f"the page's encoding is not stated truly; it was read as {encoding}"
    notify(Notice("repaired", "html.encoding", message, source=source.name))
    return encoding


def _recoded(source: Source, data: bytes, encoding: str, notify: Notify) -> bytes:
    text = data.decode(encoding, errors="replace")
    _replaced(source, text.count("\ufffd"), encoding, notify)
    return text.encode("utf-8", errors="replace")


def _replaced(source: Source, bad: int, encoding: str, notify: Notify) -> None:
    if bad:
        message = f"bytes that are not {encoding} were replaced"
        notify(Notice("replaced", "html.characters", message, source=source.name, count=bad))
