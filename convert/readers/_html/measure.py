"""How long a text is and whether it reads as sentences, in any script."""

from __future__ import annotations

from convert.patterns import regex
from convert.readers._text.unit import ASKING, STOPS, UNSPACED_STOPS

# A line that is all quotation ends a sentence where its mark closes, as in Japanese, whose full stop goes before 」.
_SENTENCE = regex(rf"[.!?…{STOPS}{ASKING}](?=\s|$|[”\"»)’'\]])|[{UNSPACED_STOPS}]|^\s*[「『].*[」』]\s*$")
_ENDS = regex(rf"[.!?…:{STOPS}{ASKING}：][”\"»“)’'\]」』]*\Z")
_UNSPACED = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_PARAGRAPH = 80
# Blanks, and what of Unicode's format characters has no looks of its own: marks of direction, joiners, soft hyphens.
_UNSEEN = regex("[\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*\\Z")


def is_unseen(text: str) -> bool:
    """Whether a reader would see nothing of ``text``: it is empty, blanks, or marks of direction and the like."""
    return not "!" <= text[:1] <= "~" and _UNSEEN.match(text) is not None


def weight(text: str) -> int:
    """How long ``text`` is, a character of a script without blanks counting as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_UNSPACED.findall(text))


def has_sentence(text: str) -> bool:
    """Whether a sentence ends in ``text``."""
    return _SENTENCE.search(text) is not None


def are_paragraphs(lines: list[str]) -> bool:
    """Whether most of the text of ``lines`` is of the length of paragraphs and ends as sentences do.

    Lines of verse, of an address or of a list are short, or end otherwise.
    """
    prose = sum(len(line) for line in lines if weight(line) >= _PARAGRAPH and _ENDS.search(line))
    return prose * 2 > sum(map(len, lines))
