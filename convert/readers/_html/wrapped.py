"""Prose that a page sets as preformatted: paragraphs whose lines a program or a writer broke at a width.

Old libraries of texts hold whole books so, archives of mail their letters, and licences are shown so. What is called code, what looks
like it, tables drawn with signs, logs and verse are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias
from unicodedata import category

from convert.patterns import regex
from convert.readers._html.code import is_called_code
from convert.readers._html.page import RAW, Element, in_order
from convert.readers._text.lines import Hyphens
from convert.readers._text.unit import is_prose, width_of
from convert.readers._text.wrapping import continues, wrap_width

# What is set in these is code, keys to press or a table, even amid prose.
_NO_PROSE = frozenset(("code", "samp", "kbd", "tt", "var", "table", "textarea", "math"))
_CODE_SIGN = regex(r"[{}<>|\\^~=_@#$%&*+/`;]")
_SIGN_OR_DIGIT = regex(r"[!-/:-@\[-`{-~\d]")
_GAPS = regex(r"\s+")
_CODE_WORD = regex(r"\w\(\)|\{\}|\[\]|[=-]>|::|[:=!<>]=|&&|\|\||</|/>|\"{3}|'{3}|\w\[\w+\]")
_IN_COLUMNS = regex(r"\S(?: {4,}|[ ]*\t\s*)\S")
_NO_SENTENCE = regex(r"^\s*(?:[>+#$%*/|]|-\w)")
_MOST_CODE_SIGNS, _MOST_SIGNS = 0.02, 0.15
_MOST_LINES = ((_CODE_WORD, 0.02), (_IN_COLUMNS, 0.05), (_NO_SENTENCE, 0.2))
# Lines of verse end where their parts do, most of them with a stop of some kind.
_LEAST_PROSE, _FEWEST_BROKEN, _MOST_ENDED = 0.7, 3, 0.7
_SET_IN = 2

# What a line ends with: a hyphen that goes, nothing, a blank, the end of a line or of a paragraph.
_HYPHEN, _NOTHING, _BLANK, _LINE, _PARAGRAPH = range(5)

# A piece of text with what it stands in and as which child; the ends of lines that elements make stand in nothing.
_Piece: TypeAlias = tuple[Element | None, int, str]


def unwrap(order: list[Element]) -> bool:
    """Make each ``pre`` of ``order``, a page's elements, that holds such prose a box of its paragraphs, which line breaks part.

    Whether there was one.
    """
    found = False
    for listing in order:
        if listing.tag != "pre" or any(above.tag == "pre" for above in listing.ancestors()):
            continue
        below = in_order(listing)
        if is_called_code(listing) or any(element.tag in _NO_PROSE for element in below):
            continue
        pieces = list(_pieces(listing))
        lines = [_without_rest(line) for line in "".join(text for _, _, text in pieces).split("\n")]
        colours = sum(element.tag == "span" and "class" in element.attributes for element in below)
        wrap = wrap_width(list(_spaced(lines))) if colours * 2 < len(lines) else 0
        ends = _ends(lines, wrap) if wrap else []
        if ends and _are_prose(lines, ends):
            found = True
            _rewrite(pieces, ends)
            for element in below:
                element.tag = "div" if element.tag == "pre" else element.tag
    return found


def _pieces(listing: Element) -> Iterator[_Piece]:
    """The text of ``listing`` in its order, with the ends of lines that blocks and line breaks in it make."""
    within = [(listing, iter(enumerate(listing.children)))]
    while within:
        element, rest = within[-1]
        number, child = next(rest, (-1, ""))
        if isinstance(child, str) and number >= 0:
            yield element, number, child
            continue
        if number < 0:
            within.pop()
        elif not isinstance(child, str) and child.tag not in RAW:
            element = child
            within.append((child, iter(enumerate(child.children))))
        if element is not listing and element.block:
            yield None, 0, "\n\n"
        elif element.tag == "br" and number >= 0:
            yield None, 0, "\n"


def _without_rest(line: str) -> str:
    """``line`` without the one blank at its start that is left of where a program broke it."""
    return line[1:] if line[:1] == " " and line[1:2].strip() else line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _opens(line: str, following: str) -> bool:
    """Whether ``following`` is set in below ``line``, as a new paragraph is."""
    return bool(line.strip() and following.strip()) and _indent(following) - _indent(line) >= _SET_IN


def _spaced(lines: list[str]) -> Iterator[str]:
    """``lines`` with a blank one above each that is set in, so that what ends there is not taken for broken with room left."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield line
        if _opens(line, following):
            yield ""


def _ends(lines: list[str], wrap: int) -> list[int]:
    """What each of ``lines`` but the last ends with, where they were broken at ``wrap`` columns."""
    hyphens = Hyphens(lines)
    found: list[int] = []
    for line, following in pairwise(lines):
        text, start = line.strip(), following.strip()
        if text and start and continues(line, following, wrap):
            found.append((_HYPHEN, _NOTHING, _BLANK)[len(hyphens.join(text, start)) - len(text) - len(start) + 1])
        else:
            found.append(_LINE if text and start and not _opens(line, following) else _PARAGRAPH)
    return found


def _are_prose(lines: list[str], ends: list[int]) -> bool:
    """Whether ``lines`` with those ``ends`` are sentences of a language, broken wherever a word would not fit, and no more than a little else."""
    shown = [line for line in lines if line.strip()]
    text = _GAPS.sub("", "".join(shown))
    if len(_CODE_SIGN.findall(text)) > _MOST_CODE_SIGNS * len(text) or len(_SIGN_OR_DIGIT.findall(text)) > _MOST_SIGNS * len(text):
        return False
    if any(sum(sign.search(line) is not None for line in shown) > most * len(shown) for sign, most in _MOST_LINES):
        return False
    broken = [line.rstrip() for line, end in zip(lines, ends, strict=False) if end < _LINE]
    if len(broken) < _FEWEST_BROKEN or sum(category(line[-1])[0] == "P" for line in broken) > _MOST_ENDED * len(broken):
        return False
    paragraphs = list(_paragraphs(lines, ends))
    prose = sum(len(paragraph) for paragraph in paragraphs if is_prose(paragraph, width_of(paragraph)))
    return prose >= _LEAST_PROSE * sum(map(len, paragraphs))


def _paragraphs(lines: list[str], ends: list[int]) -> Iterator[str]:
    """The text of each paragraph or line that ``lines`` with those ``ends`` are."""
    pending: list[str] = []
    for line, end in zip(lines, [*ends, _PARAGRAPH], strict=True):
        pending += line.split()
        if end >= _LINE and pending:
            yield " ".join(pending)
            pending = []


def _rewrite(pieces: list[_Piece], ends: list[int]) -> None:
    """Put for each line feed in ``pieces`` what ``ends`` says that it is."""
    fresh: dict[Element, dict[int, list[Element | str]]] = {}
    left = iter(ends)
    for element, number, text in pieces:
        said = [next(left) for _ in range(text.count("\n"))]
        if element is not None and said:
            fresh.setdefault(element, {})[number] = _written(element, text.split("\n"), said)
    for element, nodes in fresh.items():
        element.children = [node for number, child in enumerate(element.children) for node in nodes.get(number, [child])]


def _written(element: Element, lines: list[str], ends: list[int]) -> list[Element | str]:
    """``lines`` of a piece of text in ``element``, joined or parted by line breaks as ``ends`` says."""
    nodes: list[Element | str] = []
    pending = [lines[0]]
    for line, end in zip(lines[1:], ends, strict=True):
        if end >= _LINE:
            nodes += ["".join(pending), *(Element("br", {}, element) for _ in range(end - _LINE + 1))]
            pending = []
        elif end == _BLANK:
            pending.append(" ")
        else:
            last = pending[-1].rstrip()
            pending[-1] = last[:-1] if end == _HYPHEN else last
        pending.append(line.lstrip())
    return [*nodes, "".join(pending)]
