"""HTML blocks in Markdown, as events: a tag that opens or closes something the model knows, and the words between.

Blank lines end an HTML block, so ``<figure>`` or ``<td>`` may stand around Markdown. No markup gets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markdown_it.token import Token

from convert.patterns import regex
from convert.readers._markdown.inline import Tag, tag

# What stands around blocks and means something; the tags of lines are those of `inline`.
CONTAINERS = frozenset(
    {"blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
    | {"figure", "figcaption", "div", "h1", "h2", "h3", "h4", "h5", "h6"}
)
# What only stands around blocks: a new one begins there, and nothing else is lost without it.
PLAIN = frozenset(
    {"p", "html", "body", "main", "article", "section", "header", "footer", "center", "address", "aside", "details", "summary", "picture"}
)
SINGLE = frozenset({"hr", "col", "colgroup", "link", "meta", "base", "source", "track", "param", "input"})
EMBEDS = {"iframe": "page", "embed": "page", "video": "video", "audio": "audio", "object": "page"}

_PIECE = regex(
    r"(?P<comment><!--.*?(?:-->|\Z))|(?P<hidden><(?P<name>script|style|template)\b[^>]*>.*?(?:</(?P=name)\s*>|\Z))"
    r"|(?P<pre><pre\b[^>]*>(?P<code>.*?)(?:</pre\s*>|\Z))|(?P<other><[?!].*?(?:>|\Z))"
    r"|(?P<tag></?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_ANY_TAG = regex(r"<[^>]*>")


class Hidden(str):
    """What an HTML block holds that no reader of the page would see."""


class Preformatted(str):
    """The text of a ``pre``."""


def events(content: str) -> Iterator[Tag | Token | Hidden | Preformatted]:
    """The tags of blocks in ``content``, and what is in its lines as tokens."""
    for match in _PIECE.finditer(content):
        kind = match.lastgroup
        found = tag(match[0]) if kind == "tag" else None
        if match["hidden"] or match["other"]:
            yield Hidden(match[0])
        elif match["comment"]:
            if match[0].strip("<!->\n "):
                yield Hidden(match[0])
        elif match["pre"]:
            yield Preformatted(unescape(_ANY_TAG.sub("", match["code"])).removeprefix("\n"))
        elif found and (found.name in CONTAINERS or found.name in PLAIN or found.name in SINGLE or found.name in EMBEDS):
            yield found
        elif found:
            yield Token("html_inline", "", 0, content=match[0])
        else:
            yield Token("text", "", 0, content=unescape(match[0]))
