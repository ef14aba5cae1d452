"""Pages that browsers make to show a file: a text, data, or the source of a page. What counts is the file in them."""

from __future__ import annotations

import html
import re

import msgspec

from convert.formats import Source
from convert.notices import ignore
from convert.patterns import regex
from convert.readers._html.charset import decoded

# What Chromium, Firefox and WebKit put before a file: nothing but a head, and the form by which lines are wrapped.
_SHELL = regex(
    r"\s*+(?:<!doctype\s[^<>]*>\s*+|<!--[^<>]{0,400}-->\s*+)*+<html[^<>]*>\s*+(?:<head[^<>]*>(?P<head>.{0,4000}?)</head>)?\s*+"
    r"<body[^<>]*>\s*+(?:<div class=\"line-gutter-backdrop\"></div>\s*+(?:<form[^<>]*>.{0,2000}?</form>)?)?\s*+<(?P<held>pre|table)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_MAY_BE = regex(rb"<body[^<>]{0,2000}>\s*+(?:<div class=\"line-gutter-backdrop\">|<pre\b)", re.IGNORECASE)
_LOOKED_AT, _MOST_BEHIND = 10_000, 2_000
_TITLED, _SAYS_SOURCE = regex(r"<title", re.IGNORECASE), regex(r"<title>\s*view-source:", re.IGNORECASE)
_TAG = regex(r"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_ROW_END = regex(r"</tr>", re.IGNORECASE)
_IS_PAGE = regex(r"\s*(?:<!doctype\s+html|<html|<\?xml)\b", re.IGNORECASE)
_NO_CONTENT = regex(r"[^\s<>]")


def file_in(source: Source) -> Source | None:
    """The file that the page ``source`` is made to show, where a browser made it so; it has no path, as its name says what the page is."""
    if not _MAY_BE.search(source.data[:_LOOKED_AT]):
        return None
    page = decoded(source, ignore).decode("utf-8", "replace")
    start = _SHELL.match(page[:_LOOKED_AT])
    if start is None:
        return None
    end = page.rfind(f"</{start['held'].lower()}>")
    if end < start.end() or len(page) - end > _MOST_BEHIND or _NO_CONTENT.search(_TAG.sub("", page[end:])):
        return None
    text = _shown(page[start.end() : end], start["head"] or "", is_table=start["held"].lower() == "table")
    return msgspec.structs.replace(source, data=text.encode("utf-8", "replace"), path="", media="") if text.strip() else None


def _shown(held: str, head: str, *, is_table: bool) -> str:
    """The text that is ``held`` under a ``head``, line by line; empty where it is no file's.

    The source of a page is coloured; any other file stands as it is, and has no title.
    """
    is_source = (is_table and "line-content" in held) or _SAYS_SOURCE.search(head) is not None
    if is_source:
        held = _TAG.sub("", _ROW_END.sub("\n", held))
    elif "<" in held or is_table:
        return ""
    text = html.unescape(held)
    return text if is_source or not _TITLED.search(head) or _IS_PAGE.match(text) else ""
