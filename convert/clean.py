"""The one place where text is made fit for the model.

What XML 1.0 forbids (section 2.2), Unicode's noncharacters and lone surrogates become U+FFFD; line ends
become ``\\n``; direction controls can't reach past their line. Every writer may rely on it, so a text
is the same in every format.
"""

from __future__ import annotations

import unicodedata

from convert.patterns import regex

REPLACEMENT = "\ufffd"

# Without the noncharacters past U+FFFF, with which the class would be tried range by range, ten times slower.
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ORDINARY = regex("[\t\n -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]+")
_ASTRAL = regex("[\U00010000-\U0010ffff]")
_DIRECTION = regex("[\u202a-\u202e\u2066-\u2069]")
_LINE_END = regex("\r\n?|[\x85\u2028\u2029]")
_LINE_ENDS = "\r\x85\u2028\u2029"
_BLANKS = regex(r"\s+")
_INVISIBLE = regex("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c]")

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b"
_ISOLATES = "\u2066\u2067\u2068"
_POP_EMBEDDING = "\u202c"
_POP_ISOLATE = "\u2069"


def _is_ordinary(text: str) -> bool:
    """Whether there is nothing in ``text`` to mend: one quick look, which is all most texts need."""
    return all(character > "\uffff" and ord(character) & 0xFFFE != 0xFFFE for character in set(_ORDINARY.sub("", text)))


def clean(text: str) -> tuple[str, int]:
    """``text`` fit for the model, and how many characters were replaced by U+FFFD or stripped.

    Byte order marks (U+FEFF), which joining files leaves behind, go without being counted. Directional overrides (U+202D, U+202E) are
    stripped, since they can make a text read as another; embeddings and isolates left open at the end of a
    line are closed there (Unicode Standard Annex #9, section 3.3.2).
    """
    if text.isprintable():  # which nothing is that has to be mended, however common the rest
        return text, 0
    text = text.replace("\ufeff", "")
    if _is_ordinary(text):
        return text, 0
    if any(end in text for end in _LINE_ENDS):
        text = _LINE_END.sub("\n", text)
    text, replaced = _FORBIDDEN.subn(REPLACEMENT, text)
    for character in set(_ASTRAL.findall(text)):
        if ord(character) & 0xFFFE == 0xFFFE:
            replaced += text.count(character)
            text = text.replace(character, REPLACEMENT)
    if not _DIRECTION.search(text):
        return text, replaced
    lines = [_closed(line) for line in text.split("\n")]
    return "\n".join(line for line, _ in lines), replaced + sum(count for _, count in lines)


def _closed(line: str) -> tuple[str, int]:
    """``line`` without overrides, with every embedding and isolate closed; how many controls went."""
    if not _DIRECTION.search(line):
        return line, 0
    kept: list[str] = []
    open_controls: list[str] = []
    stripped = 0
    for character in line:
        if character in _EMBEDDINGS:
            open_controls.append(_POP_EMBEDDING)
        elif character in _ISOLATES:
            open_controls.append(_POP_ISOLATE)
        elif character in (_POP_EMBEDDING, _POP_ISOLATE):
            if not open_controls or open_controls[-1] != character:
                stripped += 1
                continue
            open_controls.pop()
        elif character in _OVERRIDES:
            stripped += 1
            continue
        kept.append(character)
    return "".join(kept) + "".join(reversed(open_controls)), stripped


def clean_line(text: str, limit: int = 0) -> str:
    """``text`` for a title, a name or other metadata: one line, single blanks, no direction controls.

    With ``limit`` it is cut at a word to that many characters, an ellipsis at the end.
    """
    is_plain = text.isascii() and text.isprintable()
    line = " ".join(text.split()) if is_plain else _BLANKS.sub(" ", _DIRECTION.sub("", clean(text)[0])).strip()
    if not line.isascii() and not _INVISIBLE.sub("", line).strip():
        return ""
    if limit and len(line) > limit:
        line = line[: limit - 1].rsplit(" ", 1)[0].rstrip() + "…"
    return line


def folded(text: str) -> str:
    """``text`` as two texts are compared: compatibility-normalised, case-folded, single blanks, no invisibles."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()).strip()
