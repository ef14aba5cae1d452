"""Pages of so many elements that their number alone says they are no text: what is cut off before they cost more than they hold.

What a parser makes of a page may be many times the page: each paragraph opens anew every element of formatting that was not
closed before it (HTML Living Standard, section 13.2.4.3). And a tag every few bytes costs a reader more than the words between.
"""

from __future__ import annotations

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser

from convert.patterns import regex
from convert.readers._fragments import paragraphs

_MOST_STARTS = 140_000
# Real pages of a hundred elements have 20 bytes to each, those of a thousand 39 and more.
_LEAST_BYTES = 35

_NAMES = b"a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"  # those that are opened anew, as the standard lists them
_FORMATTING = regex(rb"<(/?)(" + _NAMES + rb")(?:[\s/][^<>]*)?>", re.IGNORECASE)
_IN_LINE = regex(rb"</?(?:" + _NAMES + rb"|span|abbr|sub|sup|mark|cite|q|time|ins|del|kbd|var|bdi|bdo)(?:[\s/][^<>]*)?>", re.IGNORECASE)
# The same tag is opened anew three times at most, and of these names one at a time is open.
_LIKEWISE, _ALONE = 3, (b"a", b"nobr")
_START = regex(rb"<[a-zA-Z]")
# How often a parser may open elements anew in all, and how many at least may always be open at once.
_MOST_ANEW, _LEAST_OPEN = 200_000, 4
# Of those a page keeps as many as leave it with so many elements, where it has no more without them. Links are opened anew one at a time.
_MANY_TAGS, _MOST_ELEMENTS = 80_000, 100_000
OPENED_ANEW = frozenset(_NAMES.decode().split("|")) - {"a"}

_SILENT = ["script", "style", "template", "svg", "noscript", "iframe", "title"]
_SAID_IN_HEAD = "head title, head meta, head link"
_MOST_SAID = 200


def unmultiplied(data: bytes) -> tuple[bytes, int]:
    """``data`` without the tags of formatting that would be opened anew beyond all measure; how many were cut out.

    Only formatting is lost: of what is open at once there are never so many that all blocks together make more than
    `_MOST_ANEW` of them.
    """
    most = max(_LEAST_OPEN, _MOST_ANEW // max(1, data.count(b"<")))
    opened: dict[bytes, list[bytes]] = {}
    together = 0
    cuts: list[tuple[int, int]] = []
    for match in _FORMATTING.finditer(data):
        name, tag = match[2].lower(), match[0]
        held = opened.setdefault(name, [])
        if match[1]:
            if held:
                held.pop()
                together -= 1
        elif held.count(tag) >= _LIKEWISE or (held and name in _ALONE):
            continue
        elif together < most:
            held.append(tag)
            together += 1
        else:
            cuts.append(match.span())
    return without(data, cuts), len(cuts)


def without(data: bytes, cuts: list[tuple[int, int]]) -> bytes:
    """``data`` with a blank for each of ``cuts``, from where to where, which are in order."""
    if not cuts:
        return data
    pieces: list[bytes] = []
    reached = 0
    for start, end in cuts:
        if start >= reached:
            pieces.append(data[reached:start])
            reached = end
    return b" ".join([*pieces, data[reached:]])


def is_crowded(data: bytes) -> bool:
    """Whether ``data`` has more elements than text could have, so that what each costs to judge is lost on it."""
    starts = _starts(data)
    return starts > _MOST_STARTS and starts * _LEAST_BYTES > len(data)


def most_elements(data: bytes) -> int:
    """How many elements of ``data`` may be before its formatting counts as opened anew without end: more than it has tags for."""
    starts = _starts(data)
    return max(_MOST_ELEMENTS, starts + starts // 4)  # some elements have no tag: bodies of tables, say


def _starts(data: bytes) -> int:
    """How many elements begin in ``data``, or 0 where they are too few to count."""
    return sum(1 for _ in _START.finditer(data)) if data.count(b"<") >= _MANY_TAGS else 0


def plain(data: bytes) -> bytes:
    """The page ``data`` with what its head says and its words in plain paragraphs, fragments run together, and no more."""
    parser = LexborHTMLParser(_IN_LINE.sub(b"", data))
    said = "".join(node.html or "" for node in parser.css(_SAID_IN_HEAD)[:_MOST_SAID])
    parser.strip_tags(_SILENT)
    words = parser.body.text(separator="\n") if parser.body else ""
    root = parser.root
    language = (root.attributes.get("lang") or "") if root else ""
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs(words))
    return f'<html lang="{escape(language)}"><head>{said}</head><body>{body}</body></html>'.encode()
