"""A page as a light tree: its elements, what stands in them and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from convert.patterns import regex

Attributes: TypeAlias = dict[str, str | None]

BLOCKS = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th "
    "thead tr ul caption colgroup amp-accordion".split()
)
# What has no content of a page's; an amp-img only what stands in for it while it loads.
RAW = frozenset("script style noframes noembed svg canvas iframe textarea select datalist title amp-img".split())
# What stands in lines unless its style says otherwise.
_SPANS = frozenset(("span", "a", "b", "strong", "em", "i", "font", "label"))
_SET_AS_BLOCK = regex(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\s*(?:;|!|$)", re.IGNORECASE)
_ENDLESS = 1 << 60
_LONG_PIECE = 2_000
_INK = regex(r"\S")
_TEXT = frozenset((str,))
_BREAK = (" ",)


class Element:
    """An element of a page: ``children`` are elements and pieces of text, ``at`` its place in the page's order.

    ``end`` is the place of the first element after everything in it, so ``a`` is in ``b`` when
    ``b.at < a.at < b.end``. ``reason`` says why it was left out, with everything in it; empty while it is kept.
    """

    __slots__ = ("at", "attributes", "block", "children", "end", "order", "parent", "reason", "tag")

    def __init__(self, tag: str, attributes: Attributes, parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.block = tag in BLOCKS or (tag in _SPANS and "style" in attributes and bool(_SET_AS_BLOCK.search(attributes["style"] or "")))
        self.at = self.end = 0
        self.reason = ""
        self.order: list[Element] = []

    def get(self, name: str) -> str:
        """The value of an attribute; empty when it has none."""
        return self.attributes.get(name) or ""

    @property
    def holds_blocks(self) -> bool:
        """Whether blocks stand right below."""
        for child in self.children:  # noqa: SIM110 - asked too often for a generator
            if not isinstance(child, str) and child.block:
                return True
        return False

    @property
    def is_text(self) -> bool:
        """Whether nothing but pieces of text stands right below."""
        return set(map(type, self.children)) <= _TEXT

    def elements(self) -> Iterator[Element]:
        """The elements right below."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """The element itself and every one below, in the page's order."""
        order = self.order
        for at in range(self.at, self.end):
            yield order[at]

    def text(self, limit: int = 0) -> str:
        """All text below, line breaks and block ends as blanks, runs of blanks made one.

        With ``limit`` it stops once it has that many characters, so that it may be a little longer.
        """
        said = self._sole_text(limit)
        if said is not None:
            return said
        pieces: list[str] = []
        most = limit or _ENDLESS
        pending: list[Iterator[Element | str]] = [iter((self,))]
        while pending and most >= 0:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
            elif isinstance(node, str):
                piece = node if len(node) <= _LONG_PIECE or not limit else _beginning(node, most)
                pieces.append(piece)
                most -= len(piece.strip())
            elif node.tag not in RAW:
                breaks = node.block or node.tag == "br"
                pieces.append(" " if breaks else "")
                pending.append(chain(node.children, _BREAK if breaks else ()))
        return " ".join("".join(pieces).split())

    def _sole_text(self, limit: int) -> str | None:
        """The text where one element alone has any, or none does; ``None`` where that isn't sure or it is long."""
        node: Element | str = self
        while isinstance(node, Element):
            if not node.children or node.tag in RAW:
                return ""
            if len(node.children) > 1:
                break
            node = node.children[0]
        if isinstance(node, Element):
            if limit or not node.is_text:
                return None
            node = "".join(node.children)  # type: ignore[arg-type]
        return " ".join(node.split()) if not limit or len(node) <= _LONG_PIECE else None

    def place(self, most: int) -> int:
        """Where it stands among what its parent holds; -1 where that is more than ``most`` or it has no parent."""
        beside = self.parent.children if self.parent is not None else []
        if len(beside) > most:
            return -1
        return next((number for number, child in enumerate(beside) if child is self), -1)

    def ancestors(self) -> Iterator[Element]:
        """The elements it stands in, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def holds(self, other: Element) -> bool:
        """Whether ``other`` is this element or stands in it."""
        return self.at <= other.at < self.end


def _beginning(text: str, most: int) -> str:
    """``text`` up to ``most`` characters of it and some: what is asked for by the beginning many times is not copied whole each time."""
    ink = _INK.search(text)
    start = ink.start() if ink else len(text)
    cut = text[start : start + most + _LONG_PIECE]
    return f" {cut}" if len(" ".join(cut.split())) > most else text


def in_order(root: Element) -> list[Element]:
    """``root`` and every element below, in the order of the page."""
    found: list[Element] = []
    pending = [root]
    while pending:
        element = pending.pop()
        found.append(element)
        pending.extend([child for child in reversed(element.children) if not isinstance(child, str)])
    return found


class Page:
    """A parsed page: its ``root``, all its elements in order, and the place of what each stands in ``above`` it."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.order: list[Element] = []
        self.above: list[int] = []
        self.renumber()

    def renumber(self) -> None:
        """Give each element its place, after the tree was changed."""
        self.order = in_order(self.root)
        for number, element in enumerate(self.order):
            element.at = number
            element.end = number + 1
            element.order = self.order
        for element in reversed(self.order):
            if element.parent is not None and element.parent.end < element.end:
                element.parent.end = element.end
        self.above = [element.parent.at if element.parent is not None else 0 for element in self.order]
