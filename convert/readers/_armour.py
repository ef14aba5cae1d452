"""What OpenPGP puts round a letter in plain text (RFC 9580, 6 and 7): a signed one is taken out of it, an encrypted one can't be read."""

from __future__ import annotations

import re
from typing import NamedTuple

from convert.patterns import regex

_BEGINS = regex(r"^-----BEGIN PGP (SIGNED MESSAGE|MESSAGE)-----[ \t]*\n", re.MULTILINE)
_SIGNATURE, _END_SIGNATURE, _END_MESSAGE = (
    f"\n-----{words}-----" for words in ("BEGIN PGP SIGNATURE", "END PGP SIGNATURE", "END PGP MESSAGE")
)
_KEPT_DASH = regex(r"^- (?=-)", re.MULTILINE)


class Opened(NamedTuple):
    """A text out of its armour; how many signatures were taken from it, and how many passages that are encrypted."""

    text: str
    signed: int = 0
    encrypted: int = 0


def opened(text: str) -> Opened:
    """``text`` out of its armour. What begins as one and does not end so stays as it is."""
    pieces: list[str] = []
    at = signed = encrypted = 0
    while found := _BEGINS.search(text, at):
        if found[1] == "MESSAGE":
            end = text.find(_END_MESSAGE, found.end() - 1)
            inside, mark, encrypted = "", _END_MESSAGE, encrypted + (end >= 0)
        else:
            ends = text.find(_SIGNATURE, found.end() - 1)
            end = text.find(_END_SIGNATURE, ends) if ends >= 0 else -1
            # A blank line stands behind its own fields, or where these would.
            inside = f"\n{text[found.end() : max(ends, 0)]}".partition("\n\n")[2]
            mark, signed = _END_SIGNATURE, signed + (end >= 0)
        if end < 0:
            break
        pieces += (text[at : found.start()], _KEPT_DASH.sub("", inside))
        at = end + len(mark)
    return Opened("".join((*pieces, text[at:])), signed, encrypted)
