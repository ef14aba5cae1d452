"""Which parts of a letter are its text, in their order: one of several forms of the same, and all that stand one after another.

Programs that let one set pictures between paragraphs (Apple's, for one) write what is before and after a picture as parts of their own.
"""

from __future__ import annotations

from email.message import Message
from itertools import pairwise

from convert.readers._feed.entry import plain
from convert.readers._mime import charset, content, leaves
from convert.signatures import MARKED_UP

_DEEPEST = 20
_SAME = 0.7


def shown_of(message: Message) -> list[Message]:
    """The texts and the pictures that ``message`` shows, in order: HTML or plain text, and pictures that are no attachments."""
    return _without_twins(_shown(message, 0))


def _shown(part: Message, depth: int) -> list[Message]:
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        return [part] if _is_shown(part) else []
    if depth > _DEEPEST:
        return [leaf for leaf in leaves(part) if _is_shown(leaf)][:1]
    inside = [_shown(below, depth + 1) for below in part.get_payload() if isinstance(below, Message)]
    if part.get_content_subtype() == "alternative":
        return next((forms for forms in inside if any(map(_is_html, forms))), next(filter(None, inside), []))
    if part.get_content_subtype() == "related":  # what the text needs comes in where it shows it
        return next((shown for shown in inside if any(map(_is_text, shown))), next(filter(None, inside), []))
    return [one for shown in inside for one in shown]


def _is_shown(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return False
    return part.get_content_maintype() == "image" or (part.get_content_type() in ("text/plain", "text/html") and _says_something(part))


def _says_something(part: Message) -> bool:
    """Whether there are words in ``part``, or a picture that its markup shows; programs write an empty page beside the text."""
    data = content(part)
    if not is_marked_up(part) or len(data) > _LOOKED_AT or b"<img" in data.lower():
        return bool(data.strip())
    return bool(plain(data.decode(charset(part) or "utf-8", "replace")))


def is_marked_up(part: Message) -> bool:
    """Whether the text in ``part`` is HTML: as it is called, or as it begins."""
    return _is_html(part) or MARKED_UP.match(content(part)[:_BEGINNING]) is not None


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text"


def _is_html(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _without_twins(shown: list[Message]) -> list[Message]:
    """``shown`` without a plain text whose words the HTML after it says again, as programs write that don't call the two alternatives."""
    twins = {id(one) for one, other in pairwise(shown) if not _is_html(one) and _is_html(other) and _says_again(one, other)}
    return [part for part in shown if id(part) not in twins]


def _says_again(one: Message, other: Message) -> bool:
    words, again = _words(one), _words(other)
    return len(words & again) >= _SAME * len(words)


def _words(part: Message) -> frozenset[str]:
    return frozenset(plain(content(part)[:_LOOKED_AT].decode(charset(part) or "utf-8", "replace")).casefold().split())


_LOOKED_AT = 200_000
_BEGINNING = 4_096
