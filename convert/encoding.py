"""From bytes to text: which encoding they are in, whatever is stated.

A byte order mark settles it; so do the zero bytes of UTF-16 and UTF-32, and bytes that are UTF-8, since text in another encoding
practically never is by chance. Then what is stated counts, where the bytes agree, and at last a guess, which is a Notice.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

from convert.notices import Notice, Notify
from convert.patterns import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
_SAMPLE = 60_000
_SEARCHED = 2_000_000
_LOOKED_AT = 4_096
_HIGH = regex(rb"[\x80-\xff]")
_ESCAPES = regex(rb"\x1b\$(?:[@AB]|\([CD]|\)C)")
_SERVED = regex(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_NO_TEXT = frozenset(("Cc", "Cn", "Co", "Cs"))
_BLANK = " \t\r\n\u3000"

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


def codec(name: str) -> str:
    """The Python codec for the encoding called ``name`` on the web; empty where there is none."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found, found)


def served(media: str) -> str:
    """The Python codec for the charset that a media type states; empty where it states none known."""
    match = _SERVED.search(media)
    return codec(match[1]) if match else ""


def marked(data: bytes) -> tuple[str, int]:
    """The encoding that ``data`` begins with the byte order mark of, empty for none, and the length of the mark."""
    return next(((encoding, len(mark)) for mark, encoding in _MARKS if data.startswith(mark)), ("", 0))


def wide(data: bytes) -> str:
    """The encoding of text in units of two or four bytes without a mark; empty where ``data`` is none.

    Text has blanks or line ends, which have zero bytes in these; whatever else has those makes no text.
    """
    start = data[:_LOOKED_AT]
    if b"\0" not in start or _plain_with_zeros(start):
        return ""
    scores = {encoding: _blanks(start[: len(start) - len(start) % size], encoding) for encoding, size in _WIDE.items()}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] else ""


def _plain_with_zeros(start: bytes) -> bool:
    """Whether ``start`` is ASCII with zero bytes strewn in: half of Latin text in wider units is zeros, and other text is not ASCII."""
    rest = start.replace(b"\0", b"")
    return len(rest) > 0.7 * len(start) and len(rest.translate(None, _PRINTED)) < 0.1 * len(rest)


_PRINTED = bytes(range(0x20, 0x7F)) + b"\t\r\n"


def readable(start: bytes) -> bytes:
    """The beginning of a text as UTF-8 where it is in units of two or four bytes, else as it is; without a mark."""
    encoding, length = marked(start)
    encoding = encoding or wide(start)
    if encoding in _WIDE:
        return start[length:].decode(encoding, errors="ignore").encode("utf-8")
    return start[length:]


def _blanks(data: bytes, encoding: str) -> int:
    """How many blanks ``data`` has if it is text in ``encoding``, 0 if it is none."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return 0
    if any(unicodedata.category(character) in _NO_TEXT and character not in _BLANK for character in set(text)):
        return 0
    return sum(text.count(blank) for blank in _BLANK)


def decoded(
    data: bytes, name: str, notify: Notify, *, stated: str = "", shown: Callable[[bytes], bytes] = bytes, code: str = "text"
) -> str:
    """The text that ``data`` are the bytes of; ``name`` is what messages call where they are from.

    ``stated`` is the Python codec that the source says, ``shown`` gives of ``data`` what is language, to guess from. What is guessed,
    replaced or cut is a `Notice`, its code beginning with ``code``.
    """
    encoding, length = marked(data)
    encoding = encoding or wide(data) or (stated if stated.startswith("iso2022") else _escaped(data))
    if encoding:
        return _recoded(data[length:], encoding, name, notify, code)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.reason == "unexpected end of data":
            message = "the file ends in the middle of a character, which is left out"
            notify(Notice("repaired", f"{code}.truncated", message, source=name))
            return data[: error.start].decode("utf-8")
    damaged = data.decode("utf-8", errors="replace")
    if _mostly_utf8(damaged):
        return _told(damaged, "UTF-8", name, notify, code)
    if stated and not stated.startswith("utf") and _fits(data, stated):
        return _recoded(data, stated, name, notify, code)
    encoding = _guessed(shown(data))
    notify(Notice("repaired", f"{code}.encoding", f"the encoding is not truly stated; it was read as {encoding}", source=name))
    return _recoded(data, encoding, name, notify, code)


def _escaped(data: bytes) -> str:
    """ISO-2022-JP or -KR, which shift between scripts by escapes and have no byte past ASCII."""
    if b"\x1b" not in data or not _ESCAPES.search(data) or not data.isascii():
        return ""
    for encoding in ("iso2022_jp_2", "iso2022_kr"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return ""


def _mostly_utf8(damaged: str) -> bool:
    """Whether text decoded as UTF-8 with replacements was UTF-8 with some damage: many good sequences, few bad."""
    bad = damaged.count("\ufffd", 0, _SAMPLE)
    good = sum(1 for character in damaged[:_SAMPLE] if character > "\x7f") - bad
    return good > 4 * damaged.count("\ufffd")


def _fits(data: bytes, encoding: str) -> bool:
    """Whether nearly all of ``data`` means something in ``encoding``."""
    try:
        text = data[:_SAMPLE].decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return False
    return text.count("\ufffd") * 200 <= sum(1 for byte in data[:_SAMPLE] if byte > 0x7F)


def _guessed(data: bytes) -> str:
    """The encoding that ``data``, which are no UTF-8, look most like by the lines with bytes past ASCII."""
    from chardet import EncodingEra, detect

    match = _HIGH.search(data)
    first = data.rfind(b"\n", 0, match.start()) + 1 if match else 0
    telling = b"\n".join(line for line in data[first : first + _SEARCHED].split(b"\n") if not line.isascii())
    named = detect(telling[:_SAMPLE], encoding_era=EncodingEra.ALL & ~EncodingEra.MAINFRAME)["encoding"]
    found = codec(named or "")
    return "cp1252" if not found or found.startswith("utf") else found


def _recoded(data: bytes, encoding: str, name: str, notify: Notify, code: str) -> str:
    return _told(data.decode(encoding, errors="replace"), encoding, name, notify, code)


def _told(text: str, encoding: str, name: str, notify: Notify, code: str) -> str:
    bad = text.count("\ufffd")
    if bad:
        notify(Notice("replaced", f"{code}.characters", f"bytes that are not {encoding} were replaced", source=name, count=bad))
    return text
