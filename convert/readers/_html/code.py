"""Code listings on a page, whatever a highlighter made of them."""

from __future__ import annotations

import re

from convert.readers._html.inlines import tidy
from convert.readers._html.page import Element

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush:|sourceCode|prettyprint lang)[-:\s]\s*([\w+#.-]{1,24})", re.IGNORECASE
)
_BARE = re.compile(r"(?:^|\s)(?:hljs|sourceCode|highlight)\s+([a-z+#]{1,16})(?:\s|$)")
_HIGHLIGHTER = re.compile(
    r"(?:^|\s)(?:highlight|codehilite|syntaxhighlighter|crayon-syntax|wp-block-code|code-block|codeblock|prism|rouge|hljs|shiki|blob-wrapper)\b|(?:^|\s)highlight-",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:gutter|linenos?|line-?numbers?|lineno|rouge-gutter|blob-num|hljs-ln-n|copy-?button|copy|clipboard)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(("none", "plaintext", "text", "plain", "nohighlight", "default", "block", "wrapper", "code"))
_LINES = frozenset(("div", "li", "tr", "p"))


def is_code(element: Element) -> bool:
    """Whether ``element`` is a highlighter's wrapping of one listing, with its line numbers beside it."""
    if element.tag not in ("div", "table", "figure", "td") or not _HIGHLIGHTER.search(element.get("class")):
        return False
    listings = [below for below in element.walk() if below.tag == "pre"]
    listings = [listing for listing in listings if not _NUMBERS.search(listing.get("class")) and not _in_gutter(listing, element)]
    return len(listings) == 1 and len(element.text()) <= len(listings[0].text()) * 1.3 + 40


def code_of(element: Element) -> tuple[str, str]:
    """The lines of the listing that ``element`` is, and the name of its language where it is stated."""
    pieces: list[str] = []
    pending: list[Element | str] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag in ("script", "style", "button", "svg") or (node is not element and _NUMBERS.search(node.get("class"))):
            continue
        elif node.tag in _LINES and node is not element:
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            pending.append("" if _ends_line(node) else "\n")
            pending.extend(reversed(node.children))
        else:
            pending.extend(reversed(node.children))
    text = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return tidy(text.strip("\n").rstrip()), _syntax(element)


def _ends_line(node: Element) -> bool:
    return "".join(child for child in node.children if isinstance(child, str))[-1:] == "\n"


def _in_gutter(listing: Element, top: Element) -> bool:
    for above in listing.ancestors():
        if above is top:
            return False
        if _NUMBERS.search(above.get("class")):
            return True
    return False


def _syntax(element: Element) -> str:
    candidates = [element, *(below for below in element.walk() if below.tag in ("code", "pre"))]
    candidates += [above for _, above in zip(range(3), element.ancestors(), strict=False)]
    for candidate in candidates:
        for name in ("data-lang", "data-language", "data-syntax"):
            if candidate.get(name):
                return _named(candidate.get(name))
        match = _LANGUAGE.search(candidate.get("class")) or _BARE.search(candidate.get("class"))
        if match and match[1].lower() not in _NOT_NAMES:
            return _named(match[1])
    return ""


def _named(name: str) -> str:
    name = name.strip().lower()
    return name if re.fullmatch(r"[a-z0-9+#._-]{1,24}", name) and name not in _NOT_NAMES else ""
