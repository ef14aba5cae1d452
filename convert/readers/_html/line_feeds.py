"""Line feeds in a page's source between signs of Chinese and Japanese, which are no blanks.

Those who write, or wrap, such a page's source break its lines between any two signs. A browser shows a line feed as a blank, but
for those next to which both neighbours are wide (CSS Text 3, section 4.1.3: segment break transformation).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from convert.patterns import regex
from convert.readers._html.page import RAW, Element

# Where a piece of text stands: in which children, and as which of them. What is no text but has a place in the line is None.
_Place: TypeAlias = "tuple[list[Element | str], int] | None"

# Han, kana, bopomofo, Yi, their punctuation and full-width forms: what East Asian Width (UAX 11) calls wide, full or half, but no Hangul,
# whose words have blanks between them.
_WIDE = (
    "\u2e80-\u303f\u3041-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff9f\uffe0-\uffe6"
    "\U00020000-\U0003fffd"
)
# Punctuation that is as wide as what stands beside it.
_AS_WIDE = "\u00b7\u2010\u2013-\u2016\u2018\u2019\u201c\u201d\u2022\u2025-\u2027\u203b"
# A short line that names what it states, a source or an author, is one of a list that a template wrote.
_FIELD = r"[^\s：:／，。]{1,8}[ \t]?[：:／](?![“‘「『])[^\n]{1,30}(?:\n|\Z)"
_FEED = rf"[ \t\r\f]*+\n[ \t\r\n\f]*+(?!{_FIELD})"
_BROKEN = regex(f"(?<=[{_WIDE}]){_FEED}(?=[{_WIDE}{_AS_WIDE}])|(?<=[{_AS_WIDE}]){_FEED}(?=[{_WIDE}])")
# In UTF-8, or by its number: a page without any of these has no wide sign.
_WIDE_BYTES = regex(rb"[\xe3-\xea\xef\xf0](?:(?<=[\xe3-\xe9])|(?<=\xea)[\x80-\x93]|(?<=\xef)[\xa4-\xba\xbc-\xbe]|(?<=\xf0)[\xa0-\xbf])")
_WIDE_REFERENCE = regex(rb"&#(?:[1-9]\d{4}|[xX]0*[2-9a-fA-F][\da-fA-F]{3})")
# What stands for each sign that goes while places are counted, as the parser leaves none of it in a text, and for what is no text.
_GONE, _SIGN = "\0", "\ufffc"

_UNSAID = frozenset(("script", "style", "rt", "rp", "wbr"))
# Of what is in a line, that which is set within words.
_IN_WORDS = frozenset("b strong i em u s del ins font big small sub sup mark cite q ruby rb".split()) | _UNSAID
_AS_IT_IS = frozenset(("pre", "math", "code", "samp", "kbd", "tt", "img", "input", "button", "video", "audio", "object", "embed")) | RAW


def may_be_wide(data: bytes) -> bool:
    """Whether there may be a sign in the page ``data``, in UTF-8, next to which line feeds are no blanks."""
    return (not data.isascii() and _WIDE_BYTES.search(data) is not None) or _WIDE_REFERENCE.search(data) is not None


def join(root: Element) -> None:
    """Take the line feeds between two wide signs, and the blanks round them, out of the text below ``root``.

    Not where a text's lines are its author's, as in listings, nor on pages in Korean, where Han are words among others.
    """
    if (root.attributes.get("lang") or "").lower().startswith("ko"):
        return
    emptied = {id(children): children for run in _runs(root) for children in _joined(run)}
    for children in emptied.values():
        children[:] = [child for child in children if child != ""]


def _runs(root: Element) -> Iterator[list[_Place]]:
    """The pieces of text below ``root`` that follow one another in lines."""
    run: list[_Place] = []
    within = [(root, iter(enumerate(root.children)))]
    while within:
        element, rest = within[-1]
        number, child = next(rest, (-1, ""))
        if number < 0:
            within.pop()
            if _parts_lines(element):
                yield run
                run = []
            elif _is_set_off(element, -1):
                run.append(None)
        elif isinstance(child, str):
            run.append(None if _parts_boxes(element.children, number) else (element.children, number))
        elif child.tag not in _UNSAID:
            if _parts_lines(child):
                yield run
                run = []
            elif child.tag in _AS_IT_IS or _is_set_off(child, 0):
                run.append(None)
            if child.tag not in _AS_IT_IS or child.tag == "title":
                within.append((child, iter(enumerate(child.children))))
    yield run


def _is_set_off(element: Element, end: int) -> bool:
    """Whether a template set ``element``, and not a writer: there is a line feed right within that ``end`` of it, the first or the last."""
    edge = element.children[end] if element.children else ""
    if element.tag in _IN_WORDS or not isinstance(edge, str):
        return False
    return "\n" in (edge[len(edge.rstrip()) :] if end else edge[: len(edge) - len(edge.lstrip())])


def _parts_boxes(children: list[Element | str], number: int) -> bool:
    """Whether that piece of ``children`` is but blanks between two elements that each may be something of its own, as two links are."""
    piece = children[number]
    if not 0 < number < len(children) - 1 or not isinstance(piece, str) or not piece.isspace():
        return False
    return not all(isinstance(beside, str) or beside.tag in _IN_WORDS for beside in (children[number - 1], children[number + 1]))


def _parts_lines(element: Element) -> bool:
    return element.block or element.tag in ("br", "title", "noscript")


def _joined(run: list[_Place]) -> Iterator[list[Element | str]]:
    """Join the lines of ``run``; gives the children among which a piece of text became empty."""
    texts = [_SIGN if place is None else str(place[0][place[1]]) for place in run]
    text = "".join(texts)
    if "\n" not in text or text.isascii():
        return
    marked = _BROKEN.sub(lambda match: _GONE * len(match[0]), text)
    if marked == text:
        return
    start = 0
    for place, said in zip(run, texts, strict=True):
        if place is not None:
            children, number = place
            children[number] = marked[start : start + len(said)].replace(_GONE, "")
            if not children[number]:
                yield children
        start += len(said)
