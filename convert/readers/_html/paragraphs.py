"""Runs of inline content as paragraphs: the loose ones beside blocks, and those that line breaks part.

Two or more line breaks in a row part paragraphs, as writers of web pages mean them, and so does one between lines of
prose. They may stand in formatting that is set round all of a text: it is then set round each of its paragraphs.
"""

from __future__ import annotations

from itertools import chain

from convert.readers._html.measure import are_paragraphs, is_unseen, weight
from convert.readers._html.page import Element

_OF_LINES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "summary", "dt", "th", "address"))
# What a browser goes on with behind a line break; it says nothing of its text as a whole.
_FORMATTING = frozenset("a abbr acronym b bdi bdo big cite del dfn em font i ins mark nobr s small span strike strong time u var".split())
# Each paragraph gets as many elements as it stands deep in formatting, so that depth has to have an end.
_DEEPEST = 6
# Less than this and no sentence in it is a label with what it names.
_LEAST_TEXT = 160
_KEPT = frozenset(("pre", "head"))


def part(order: list[Element]) -> None:
    """Make each block of ``order`` hold blocks only or a run only: runs beside blocks, and paragraphs in a run, become blocks."""
    broken = _broken(order)
    several: dict[Element, list[Element | str]] = {}
    for element in reversed(order):
        if not element.block or element.tag in _KEPT:
            continue
        if element.holds_blocks:
            element.children = _blocks(element, broken, several)
        elif element in broken and len(pieces := _paragraphs(element.tag, element.children, broken)) > 1:
            if _is_parted_within(element):
                several[element] = [*chain.from_iterable(_round_each(element, pieces))]
            else:
                element.children = [*chain.from_iterable(_paragraph(element, piece) for piece in pieces)]


def _broken(order: list[Element]) -> frozenset[Element]:
    """The blocks and the elements of formatting in ``order`` with a line break in them, right below or in formatting."""
    found: set[Element] = set()
    for element in reversed(order):
        if element.tag == "br" or (element in found and not element.block):
            above = element.parent
            if above is not None and (above.block or above.tag in _FORMATTING):
                found.add(above)
    return frozenset(found)


def _is_parted_within(element: Element) -> bool:
    """Whether ``element`` is a paragraph all of whose line breaks stand in formatting: then it is several, no box of them."""
    above = element.parent
    if element.tag != "p" or above is None or not above.block or above.tag in _KEPT:
        return False
    return all(child.tag != "br" for child in element.elements())


def _blocks(element: Element, broken: frozenset[Element], several: dict[Element, list[Element | str]]) -> list[Element | str]:
    """What ``element`` holds as blocks: those it has, of which some are ``several``, and the paragraphs of the runs between."""
    fresh: list[Element | str] = []
    run: list[Element | str] = []
    for child in [*element.children, None]:
        if child is not None and (isinstance(child, str) or not child.block):
            run.append(child)
            continue
        if run:
            for piece in _paragraphs(element.tag, run, broken) if element in broken else [run]:
                fresh += _paragraph(element, piece)
            run = []
        if child is not None:
            fresh += several.get(child, [child])
    return fresh


def _paragraphs(tag: str, run: list[Element | str], broken: frozenset[Element]) -> list[list[Element | str]]:
    """The paragraphs that ``run``, below an element called ``tag``, is: all of it where nothing parts it."""
    if not any(not isinstance(node, str) and (node.tag == "br" or node in broken) for node in run):
        return [run]
    lines = _Lines(run, frozenset() if tag in _OF_LINES else broken)
    ends = lines.ends(prose=tag not in _OF_LINES)
    is_parted = any(node in ends for node in run) or (lines.parts(ends) > 1 and lines.are_text)
    return _cut(run, ends, broken) if is_parted else [run]


class _Lines:
    """The line ``breaks`` of a run, with the text of each line between them and whether anything is ``shown`` in it."""

    __slots__ = ("_broken", "_pieces", "breaks", "shown")

    def __init__(self, run: list[Element | str], broken: frozenset[Element]) -> None:
        self.breaks: list[Element] = []
        self.shown = [False]
        self._pieces: list[list[str]] = [[]]
        self._broken = broken
        self._read(run, ())

    def _read(self, nodes: list[Element | str], around: tuple[Element, ...]) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._pieces[-1].append(node)
                self.shown[-1] = self.shown[-1] or not is_unseen(node)
            elif node.tag == "br":
                self.breaks.append(node)
                self.shown.append(False)
                self._pieces.append([])
            elif node in self._broken and _is_opened(node, around):
                self._read(node.children, around if _is_again(node, around) else (*around, node))
            else:
                self._pieces[-1].append(node.text())
                self.shown[-1] = True

    def ends(self, *, prose: bool) -> frozenset[Element]:
        """The breaks at which paragraphs end: those in a row, and with ``prose`` those between lines of it."""
        found: list[Element] = []
        start, last = 0, len(self.breaks) - 1
        for number, line_break in enumerate(self.breaks):
            in_row = (number > 0 and not self.shown[number]) or (number < last and not self.shown[number + 1])
            if in_row:
                found += [line_break, *self._between_prose(start, number, prose)]
                start = number + 1
        return frozenset([*found, *self._between_prose(start, last + 1, prose)])

    def _between_prose(self, first: int, last: int, prose: bool) -> list[Element]:
        """The breaks in the lines from ``first`` to ``last`` where those are prose."""
        if not prose or first == last:
            return []
        return self.breaks[first:last] if are_paragraphs(self._said(first, last)) else []

    def _said(self, first: int, last: int) -> list[str]:
        return [" ".join("".join(pieces).split()) for pieces in self._pieces[first : last + 1]]

    @property
    def are_text(self) -> bool:
        """Whether they are more than a label and what it names."""
        said = self._said(0, len(self.breaks))
        return sum(map(weight, said)) >= _LEAST_TEXT or any(are_paragraphs([line]) for line in said)

    def parts(self, ends: frozenset[Element]) -> int:
        """How many paragraphs there are between ``ends``."""
        found, within = 0, False
        for shown, line_break in zip(self.shown, [*self.breaks, None], strict=True):
            found += shown and not within
            within = (within or shown) and line_break not in ends
        return found


def _is_opened(element: Element, around: tuple[Element, ...]) -> bool:
    """Whether ``element``, in the formatting ``around``, gives way to line breaks in it."""
    return len(around) < _DEEPEST or _is_again(element, around)


def _is_again(element: Element, around: tuple[Element, ...]) -> bool:
    """Whether ``element`` says but what one of those ``around`` says, as where formatting is opened again and again and never closed."""
    return any(above.tag == element.tag and above.attributes == element.attributes for above in around) and not _is_named(element)


def _is_named(element: Element) -> bool:
    return "id" in element.attributes or "name" in element.attributes


def _cut(
    nodes: list[Element | str], ends: frozenset[Element], broken: frozenset[Element], around: tuple[Element, ...] = ()
) -> list[list[Element | str]]:
    """``nodes``, in the formatting ``around``, as they stand between ``ends``; what holds one of those is set round each of its pieces."""
    pieces: list[list[Element | str]] = [[]]
    for node in nodes:
        if isinstance(node, str):
            pieces[-1].append(node)
        elif node in ends:
            pieces.append([])
        elif node in broken and _is_opened(node, around):
            is_again = _is_again(node, around)
            inner = _cut(node.children, ends, broken, around if is_again else (*around, node))
            first, *others = inner if is_again else _round_each(node, inner) if len(inner) > 1 else ([node],)
            pieces[-1] += first
            pieces += others
        else:
            pieces[-1].append(node)
    return pieces


def _round_each(element: Element, pieces: list[list[Element | str]]) -> list[list[Element | str]]:
    """``element`` round each of ``pieces``, which were its children: itself round the first that shows anything, which links to it lead to."""
    attributes = {name: value for name, value in element.attributes.items() if name not in ("id", "name")}
    found: list[list[Element | str]] = []
    used = False
    for number, piece in enumerate(pieces):
        if all(map(_is_gap, piece)) and (used or number < len(pieces) - 1):
            found.append([])
            continue
        around = Element(element.tag, dict(attributes), element.parent) if used else element
        used = True
        around.children = piece
        for child in piece:
            if not isinstance(child, str):
                child.parent = around
        found.append([around])
    return found


def _paragraph(element: Element, run: list[Element | str]) -> list[Element]:
    """The paragraph below ``element`` that ``run`` is, unless it is blank."""
    while run and _is_gap(run[-1]):
        run.pop()
    start = 0
    while start < len(run) and _is_gap(run[start]):
        start += 1
    if start == len(run):
        return []
    paragraph = Element("p", {}, element)
    paragraph.children = run[start:]
    for child in paragraph.children:
        if not isinstance(child, str):
            child.parent = paragraph
    return [paragraph]


def _is_gap(node: Element | str) -> bool:
    return is_unseen(node) if isinstance(node, str) else node.tag == "br"
