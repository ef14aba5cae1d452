"""Code listings on a page, whatever a highlighter made of them."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from convert.patterns import regex
from convert.readers._html.inlines import tidy
from convert.readers._html.page import Element

_LANGUAGE = regex(r"(?:^|\s)(?:language|lang|highlight-source|brush:|prettyprint lang)[-:\s]\s*([\w+#.-]{1,24})", re.IGNORECASE)
_BARE = regex(r"(?:^|\s)(?:hljs|sourceCode|highlight)((?:\s+[\w+#-]{1,24})+)")
_HIGHLIGHTER = regex(
    r"(?:^|\s)(?:highlight|codehilite|syntaxhighlighter|crayon-syntax|wp-block-code|code-block|codeblock|prism|rouge|hljs|shiki|blob-wrapper)\b|(?:^|\s)highlight-",
    re.IGNORECASE,
)
_NUMBERS = regex(
    r"(?:^|[\s_-])(?:gutter|linenos?|linenr|line-?numbers?|lineno|lnt?|crayon-nums?|rouge-gutter|blob-num|hljs-ln-n|copy-?button|copy|clipboard)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BARE_NAME = regex(r"[a-z+#]{1,16}")
_NOT_NAMES = frozenset(("none", "plaintext", "text", "plain", "nohighlight", "default", "block", "wrapper", "code"))
_CODE_CELL = regex(r"(?:^|[\s_-])code(?:$|[\s_-])", re.IGNORECASE)
_UNREAD = frozenset(("script", "style", "button", "svg", "textarea", "clipboard-copy"))
_LINES = frozenset(("div", "li", "tr", "p"))


def is_code(element: Element) -> bool:
    """Whether ``element`` is a highlighter's wrapping of one listing, with its line numbers beside it, or a run of code in lines and nothing else."""
    if element.block and not element.holds_blocks and (element.tag in _LINES or element.tag in ("dd", "td")):
        lone = _lone_code(element)
        if lone is not None and "\n" in code_of(lone)[0]:
            return True
    if element.tag == "table":
        return _is_numbered(element)
    if element.tag not in ("div", "figure", "td") or not _HIGHLIGHTER.search(element.get("class")):
        return False
    tables = [below for below in element.walk() if below.tag == "table"]
    if len(tables) == 1 and _is_numbered(tables[0]):
        return not _is_said_round(element, tables[0])
    listings = [below for below in element.walk() if below.tag == "pre"]
    listings = [listing for listing in listings if not _NUMBERS.search(listing.get("class")) and not _in_gutter(listing, element)]
    return len(listings) == 1 and not _is_said_round(element, listings[0])


def _is_numbered(table: Element) -> bool:
    """Whether ``table`` sets a listing: each row a cell of numbers that count on, or with none but its name, and one of code."""
    rows = [[cell for cell in row.elements() if cell.tag == "td"] for row in table.walk() if row.tag == "tr"]
    if not rows or not all(len(cells) == 2 and _is_gutter(cells[0]) and _is_listed(cells[1]) for cells in rows):
        return False
    if not (_is_called_listing(table, rows) or (len(rows) == 1 and any(below.tag == "pre" for below in rows[0][1].walk()))):
        return False  # a status, say, and its word
    numbers = [int(number) for cells in rows for number in cells[0].text(_MOST_NUMBERS).split()]
    return all(follower == number + 1 for number, follower in pairwise(numbers))


def _is_gutter(cell: Element) -> bool:
    """Whether ``cell`` holds the numbers of lines, or none but is called as they are."""
    numbers = cell.text(_MOST_NUMBERS)
    return _COUNTED.fullmatch(numbers) is not None or (not numbers and bool(_NUMBERS.search(cell.get("class"))))


_MOST_NUMBERS = 20_000
_COUNTED = regex(r"[0-9]{1,6}(?: [0-9]{1,6})*")


def _is_called_listing(table: Element, rows: list[list[Element]]) -> bool:
    above = islice((table, *table.ancestors()), _NEAR)
    return any(_HIGHLIGHTER.search(each.get("class")) for each in above) or any(
        _NUMBERS.search(cells[0].get("class")) or _CODE_CELL.search(cells[1].get("class")) for cells in rows
    )


_NEAR = 4


def _is_listed(cell: Element) -> bool:
    """Whether ``cell`` is said to hold a listing, or nothing stands in it but one."""
    if _CODE_CELL.search(cell.get("class")):
        return True
    listing = next((below for below in cell.walk() if below.tag in ("pre", "code")), None)
    return listing is not None and not _is_said_round(cell, listing)


def _is_said_round(element: Element, listing: Element) -> bool:
    """Whether ``element`` says anything but ``listing`` and the numbers of its lines: a title, say."""
    pending: list[Element | str] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            if any(map(str.isalpha, node)):
                return True
        elif node is not listing and node.tag not in _UNREAD and not _NUMBERS.search(node.get("class")):
            pending += node.children
    return False


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
        elif node.tag == "img":
            pieces.append(node.get("alt"))
        elif node.tag in _UNREAD or (node is not element and _NUMBERS.search(node.get("class"))) or _numbers_row(node):
            continue
        elif node.tag in _LINES and node is not element:
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            if not _ends_line(node):
                pending.append("\n")
            pending.extend(reversed(node.children))
        else:
            pending.extend(reversed(node.children))
    text = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return _unnumbered(tidy(text.strip("\n").rstrip())), _syntax(element)


def _numbers_row(node: Element) -> bool:
    """Whether ``node`` is the first of several cells and holds the numbers of lines."""
    row = node.parent
    if node.tag != "td" or row is None:
        return False
    cells = list(row.elements())
    return len(cells) > 1 and cells[0] is node and _is_gutter(node)


def _lone_code(element: Element) -> Element | None:
    """What in ``element`` is marked as code, when it is all there is: itself, when it is called a block of it."""
    if element.tag == "div" and _HIGHLIGHTER.search(element.get("class")):
        return element
    shown = [child for child in element.children if not isinstance(child, str) or child.strip()]
    only = shown[0] if len(shown) == 1 else None
    return only if isinstance(only, Element) and only.tag in _MARKED else None


_MARKED = frozenset(("code", "samp", "tt", "kbd"))


def _unnumbered(text: str) -> str:
    """``text`` without the numbers of its lines, where each begins with its own or stands below it."""
    lines = text.split("\n")
    many = len(lines) // 2
    if many >= _FEWEST_NUMBERED and lines[::2] == [str(number) for number in range(1, len(lines) - many + 1)]:
        return "\n".join(lines[1::2])
    if len(lines) < _FEWEST_NUMBERED or not all(line.startswith(str(number)) for number, line in enumerate(lines, 1)):
        return text
    return "\n".join(line[len(str(number)) :] for number, line in enumerate(lines, 1))


_FEWEST_NUMBERED = 4


def _ends_line(node: Element) -> bool:
    """Whether the line that ``node`` is ends in it already: by a break of its own, or with the last of several lines in it."""
    last = next((child for child in reversed(node.children) if not isinstance(child, str) or child.strip(" \t")), "")
    return last.tag in _LINES if isinstance(last, Element) else last.endswith("\n")


def _in_gutter(listing: Element, top: Element) -> bool:
    for above in listing.ancestors():
        if above is top:
            return False
        if _NUMBERS.search(above.get("class")):
            return True
    return False


def _syntax(element: Element) -> str:
    candidates = [element, *(below for below in element.walk() if below.tag in ("code", "pre"))]
    candidates += islice(element.ancestors(), _NEAR_LISTING)
    return next((_named(stated) for candidate in candidates if (stated := _stated(candidate))), "")


def _stated(element: Element) -> str:
    """The language of code that ``element`` states, as it is written there."""
    for name in ("data-lang", "data-language", "data-syntax", "data-enlighter-language"):
        if element.get(name):
            return element.get(name)
    match = _LANGUAGE.search(element.get("class"))
    if match and match[1].lower() not in _NOT_NAMES:
        return match[1]
    bare = _BARE.search(element.get("class"))
    return next((word for word in bare[1].split() if _BARE_NAME.fullmatch(word) and word not in _NOT_NAMES), "") if bare else ""


def is_called_code(listing: Element) -> bool:
    """Whether ``listing``, a ``pre``, or what it stands in is a highlighter's, or states a language of code."""
    near = (listing, *islice(listing.ancestors(), _NEAR_LISTING))
    return any(_stated(each) or _HIGHLIGHTER.search(each.get("class")) for each in near)


_NEAR_LISTING = 3


def _named(name: str) -> str:
    name = name.strip().lower()
    return name if re.fullmatch(r"[a-z0-9+#._-]{1,24}", name) and name not in _NOT_NAMES else ""
