"""From the bytes of a page to UTF-8: which encoding they are in, whatever the page says.

Statements are believed only where the bytes agree and look no more like text in another encoding. A byte order mark
settles it; bytes that are UTF-8 are UTF-8, since text in another encoding practically never is by chance; then the
server's word, the page's own, and at last a guess, which is a Notice. UTF-8 that was once read as a one-byte encoding
and saved again is undone.
"""

from __future__ import annotations

import re

from convert import encoding
from convert.formats import Source
from convert.notices import Notice, Notify
from convert.patterns import regex

_STATED = regex(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE
)
_SEARCHED = 8_192
_GUESSED_FROM = 400_000


def decoded(source: Source, notify: Notify) -> bytes:
    """The bytes of ``source`` as UTF-8 without a mark. Says what was guessed or replaced."""
    stated = encoding.served(source.media) or _stated(source.data)
    text = encoding.decoded(source.data, source.name, notify, stated=stated, shown=_shown, code="html")
    data = text.encode("utf-8", errors="replace")
    return _undone(source, data, notify) if data == source.data else data


def _undone(source: Source, data: bytes, notify: Notify) -> bytes:
    """``data``, which is UTF-8, with what was encoded twice encoded once, where practically all that could be was."""
    text, count = encoding.undone(data)
    if not count:
        return data
    message = "text that was decoded wrongly before the page was saved was put right"
    notify(Notice("repaired", "html.encoding", message, source=source.name, count=count))
    return text.encode("utf-8")


def _stated(data: bytes) -> str:
    """The Python codec for the encoding that the page names; empty when it names none known."""
    match = _STATED.search(data[:_SEARCHED])
    return encoding.codec((match[1] or match[2]).decode("ascii", errors="replace")) if match else ""


_MARKUP = regex(rb"<(script|style)\b.*?(?:</\1>|\Z)|<[^<>]*+>", re.IGNORECASE | re.DOTALL)


def _shown(data: bytes) -> bytes:
    """What of a page is language."""
    return _MARKUP.sub(b" ", data[:_GUESSED_FROM])
