"""From bytes to text: which encoding they are in, whatever is stated.

A byte order mark settles it; so do the zero bytes of UTF-16 and UTF-32, and bytes that are UTF-8, since text in another encoding
practically never is by chance. Then what is stated counts, where the bytes agree and no other encoding makes far more of them, and at
last a guess, which is a Notice.
"""

from __future__ import annotations

import codecs
import operator
import re
import unicodedata
from collections.abc import Callable
from itertools import islice

from convert.mixed import parted
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

# Names of the web that Python does not know, but for an "x-" before a name that it does.
_ALSO_CALLED = {
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "windows-949": "cp949",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-8-i": "iso8859-8",
    "koi8-ru": "koi8-u",
}


def codec(name: str) -> str:
    """The Python codec for the encoding called ``name`` on the web; empty where there is none."""
    plain = name.lower().removeprefix("x-")
    try:
        found = codecs.lookup(_ALSO_CALLED.get(plain, plain)).name
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
    text, other, parts = parted(data, lambda bare: _of_a_byte(bare, stated))
    if parts:
        message = f"parts that are in {other} and not in UTF-8, as the others are, were read as such"
        notify(Notice("repaired", f"{code}.encoding", message, source=name, count=parts))
        return text
    damaged = data.decode("utf-8", errors="replace")
    if _mostly_utf8(damaged):
        return _told(damaged, "UTF-8", name, notify, code)
    encoding = _settled(data, stated, shown)
    if encoding == stated:
        return _recoded(data, stated, name, notify, code)
    notify(Notice("repaired", f"{code}.encoding", f"the encoding is not truly stated; it was read as {encoding}", source=name))
    return _recoded(data, encoding, name, notify, code)


def _of_a_byte(data: bytes, stated: str) -> str:
    """The encoding of a byte a letter that ``data`` is in: the one ``stated``, else what it looks like, else what is commonest."""
    for encoding in (stated, _guessed(data)):
        if encoding.startswith(("cp125", "iso8859", "koi8")) and _fits(data, encoding):
            return encoding
    return "cp1252"


def _escaped(data: bytes) -> str:
    """ISO-2022-JP or -KR, which shift between scripts by escapes and have no byte past ASCII."""
    if b"\x1b" not in data or not _ESCAPES.search(data) or not data.isascii():
        return ""
    korean = b"\x1b$)C" in data  # which announces it (RFC 1557); Japanese decoders let its shifts pass
    for encoding in ("iso2022_kr", "iso2022_jp_2") if korean else ("iso2022_jp_2", "iso2022_kr"):
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


def _settled(data: bytes, stated: str, shown: Callable[[bytes], bytes]) -> str:
    """The encoding to read ``data``, no UTF-8, in: what is ``stated`` where nothing speaks against it, else what they look like."""
    if stated and not stated.startswith("utf") and _fits(data, stated):
        return _rather(shown(data), stated) or stated
    return _guessed(shown(data))


def _fits(data: bytes, encoding: str) -> bool:
    """Whether nearly all of ``data`` means something in ``encoding``."""
    try:
        text = data[:_SAMPLE].decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return False
    return text.count("\ufffd") * 200 <= sum(1 for byte in data[:_SAMPLE] if byte > 0x7F)


def _guessed(language: bytes) -> str:
    """The encoding that ``language``, which is no UTF-8, looks most like by the lines with bytes past ASCII."""
    found = _likeliest(_likeness(_lines(language)[:_SAMPLE]))
    return "cp1252" if not found or found.startswith("utf") else found


def _rather(language: bytes, stated: str) -> str:
    """The encoding that ``language`` is far likelier to be in than in ``stated``, which it could be in; empty where there is none.

    Any bytes are text in an encoding of one byte, so a statement says little: servers and editors write what they were set to.
    """
    telling = _beside(_lines(language), stated)
    high = sum(byte > 0x7F for byte in telling)
    if high < _FEWEST:
        return ""
    likeness = _likeness(telling)
    other = _likeliest({name: likeness[name] for name in likeness if _ON_THE_WEB.fullmatch(name)})
    if likeness.get(other, 0) < _LIKELY:
        return ""
    as_stated, as_other = (telling.decode(encoding, errors="replace") for encoding in (stated, other))
    if _RARE * sum(map(operator.ne, as_stated, as_other)) < high:
        return ""
    share = max(likeness.get(stated, 0), _likeness_of_small(as_stated, stated)) / likeness[other]
    torn, still = _tears(as_stated), _tears(as_other)
    mended = torn >= _FEWEST_TEARS and torn >= _MENDED * still
    if share > (1 if mended else _FAR) or still * _WHOLE > high:
        return ""
    guessed = _guessed(language)
    return guessed if telling.decode(guessed, errors="replace") == as_other else other


# Measured on texts in 60 languages, their encodings stated rightly and wrongly: docs/decisions/0008-inputs.md.
_FEWEST = 12
_RARE = 20
_LIKELY = 0.15
_FAR = 0.7
_FEWEST_TEARS = 2
_MENDED = 8
_WHOLE = 4
_ON_THE_WEB = regex(r"cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5hkscs|euc_j\w+|shift_j\w+")


def _lines(language: bytes) -> bytes:
    """The lines of ``language`` with bytes past ASCII."""
    match = _HIGH.search(language)
    first = language.rfind(b"\n", 0, match.start()) + 1 if match else 0
    return b"\n".join(line for line in language[first : first + _SEARCHED].split(b"\n") if not line.isascii())


def _beside(lines: bytes, stated: str) -> bytes:
    """The words of ``lines`` with letters past ASCII, as ``stated``, and the two before and after each: a few in much English tell, too.

    Quotation marks, blanks that do not break and single letters tell nothing; in another encoding they may look like language.
    """
    words = lines.split()
    telling = (place for place, word in enumerate(words) if not word.isascii() and _TELLING.search(word.decode(stated, errors="ignore")))
    kept = {near for place in islice(telling, _WORDS) for near in range(max(place - 2, 0), place + 3)}
    return b" ".join(words[place] for place in sorted(kept) if place < len(words))[:_SAMPLE]


_TELLING = regex(r"\w(?![\x00-\x7f])[^\W\d_]|(?![\x00-\x7f])[^\W\d_]\w|([^\x00-\x7f\s])(?!\1)[^\x00-\x7f\s]{2}")
_WORDS = 2_000


def _likeness(telling: bytes) -> dict[str, float]:
    """How much ``telling`` looks like text in each encoding that it may be in, from 0 to 1.

    A byte that is none in an encoding rules it out; where nothing likely is left, as where a character was cut in two, pieces are judged.
    """
    whole = _judged(telling)
    if max(whole.values(), default=0) >= _LIKELY:
        return whole
    judged = [_judged(piece) for piece in _pieces(telling) if not piece.isascii()]
    found = {name: sum(piece.get(name, 0) for piece in judged) / len(judged) for piece in judged for name in piece}
    return found if max(found.values(), default=0) >= _SURE else whole


def _pieces(telling: bytes) -> list[bytes]:
    """``telling`` cut at blanks, each piece long enough to tell."""
    pieces = [b""]
    for word in telling[:_CUT_UP].split():
        if len(pieces[-1]) > _PIECE:
            pieces.append(b"")
        pieces[-1] += word + b" "
    return pieces


_SURE = 0.4
_CUT_UP = 10_000
_PIECE = 500


def _judged(piece: bytes) -> dict[str, float]:
    from chardet import EncodingEra, detect_all

    found: dict[str, float] = {}
    for told in detect_all(piece, ignore_threshold=True, encoding_era=EncodingEra.ALL & ~EncodingEra.MAINFRAME):
        if encoding := codec(told["encoding"] or ""):
            found[encoding] = max(found.get(encoding, 0), told["confidence"])
    return found


def _likeliest(likeness: dict[str, float]) -> str:
    return max(likeness, key=lambda encoding: likeness[encoding], default="")


def _likeness_of_small(text: str, encoding: str) -> float:
    """How much ``text`` in small letters looks like text in ``encoding``; 1 where nobody can say.

    Capitals look like small letters of another encoding, and one damaged byte rules out the right one.
    """
    from chardet import detect_all

    small = text.replace("\ufffd", "").lower().encode(encoding, errors="ignore")
    name = encoding.replace("_", "-")
    try:
        told = detect_all(small, ignore_threshold=True, include_encodings=[name], no_match_encoding=name, empty_input_encoding=name)
    except ValueError:
        return 1
    return told[0]["confidence"]


# What stands within a word only where another letter was meant: controls, signs, lines of boxes, and letters of another script.
_SIGNS = r"\x80-\x9f\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6\u00b8\u00b9\u00bb-\u00bf\u00d7\u00f7\u2500-\u259f"
_OTHER_SCRIPT = r"\u0370-\u0e7f"
_TORN = regex(rf"[^\W\d_][{_SIGNS}]+(?=[^\W\d_])|[a-zA-Z](?=[{_OTHER_SCRIPT}])|[{_OTHER_SCRIPT}](?=[a-zA-Z])")


def _tears(text: str) -> int:
    """How many places of ``text`` look like words in which a letter was read as something else."""
    return len(_TORN.findall(text))


def _recoded(data: bytes, encoding: str, name: str, notify: Notify, code: str) -> str:
    return _told(data.decode(encoding, errors="replace"), encoding, name, notify, code)


def _told(text: str, encoding: str, name: str, notify: Notify, code: str) -> str:
    bad = text.count("\ufffd")
    if bad:
        notify(Notice("replaced", f"{code}.characters", f"bytes that are not {encoding} were replaced", source=name, count=bad))
    return text


# --- what was encoded twice --------------------------------------------------------------------------

# Each character that a byte past ASCII may have been read as, by Latin-1 or by what Windows made of it.
_ONCE_A_BYTE = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    bytes((byte,)).decode("cp1252", errors="replace"): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TWICE = regex(rb"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|[\xc5\xc6\xcb][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf])")
_RUN = regex(f"[{re.escape(''.join(_ONCE_A_BYTE))}]+")
_BEYOND_ASCII = regex("[^\x00-\x7f]+")
_FEWEST_TWICE = 3
_MOST_OF = 0.8


def undone(data: bytes) -> tuple[str, int]:
    """The text of ``data`` with what was encoded twice encoded once, and how many places were; no text where none was.

    Only UTF-8 is, and only where practically all was that could be: a text may quote what such letters look like.
    """
    if data.isascii() or len(_TWICE.findall(data)) < _FEWEST_TWICE:
        return "", 0
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "", 0
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
    return (repaired, count) if count >= _MOST_OF * sum(1 for _ in _BEYOND_ASCII.finditer(text)) else ("", 0)
