"""Shadow trees that a page holds as markup: what a browser shows of them is read like the rest.

A ``template`` with a ``shadowrootmode`` (HTML Living Standard, 4.12.3) is how pages, and programs that save them, write down
the inside of a component. A parser puts its content away, where nothing that walks the page meets it.
"""

from __future__ import annotations

import re

from convert.patterns import regex

_MARK = b"shadowroot"
_TAG = regex(rb"<(script|style)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)|<(/?)template\b([^<>]*+)>", re.IGNORECASE | re.DOTALL)
_OPENS = regex(rb"\sshadowroot(?:mode)?\s*=", re.IGNORECASE)


def unfolded(data: bytes) -> bytes:
    """``data`` with each declared shadow tree as a ``div`` where it stands."""
    if _MARK not in data.lower():
        return data
    pieces: list[bytes] = []
    shadows: list[bool] = []
    reached = 0
    for match in _TAG.finditer(data):
        if match[2] is None:
            continue
        if match[2]:
            shown = bool(shadows) and shadows.pop()
        else:
            shown = _OPENS.search(match[3]) is not None
            shadows.append(shown)
        if shown:
            pieces += (data[reached : match.start()], b"</div>" if match[2] else b"<div>")
            reached = match.end()
    return b"".join([*pieces, data[reached:]])
