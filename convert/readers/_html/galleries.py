"""Pictures that stand together: which of them have words of their own, and which words are whose."""

from __future__ import annotations

import msgspec

from convert.model import Block, Figure, Image, Inline, LineBreak, Paragraph, Text
from convert.readers._html import captions
from convert.readers._html.page import Element
from convert.readers._text.credit import LONGEST_CREDIT


def is_gallery(element: Element) -> bool:
    """Whether ``element`` holds pictures, and is no larger than what shows them can be."""
    return element.end - element.at <= _MOST_IN_GALLERY and bool(captions.pictures_in(element))


_MOST_IN_GALLERY = 3_000


def pictured(element: Element) -> list[Element]:
    """The elements in ``element`` that each hold a picture and words of its own, where there are several beside each other."""
    if not is_gallery(element):
        return []
    parts = [child for child in element.elements() if child.block and not child.reason and captions.pictures_in(child)]
    if len(parts) == 1 and parts[0].tag != "figure":
        return pictured(parts[0])
    worded = [part for part in parts if part.tag != "figure" and part.text(1)]
    return worded if len(worded) > 1 else []


def captioned(above: Block, below: Block) -> Figure | None:
    """The picture ``above`` with the words ``below``, where those are a caption alone and it has none."""
    if not isinstance(above, Figure) or not isinstance(below, Figure) or below.image or above.image is None or above.caption:
        return None
    if above.credit and below.credit:
        return None
    return msgspec.structs.replace(above, caption=below.caption, credit=below.credit or above.credit, id=above.id or below.id)


def credited(above: Block, element: Element, below: list[Block]) -> Figure | None:
    """The picture ``above`` with the credit that ``element``, of which ``below`` was made, is called and says, where it has none."""
    if not isinstance(above, Figure) or above.image is None or above.credit or len(below) != 1 or not isinstance(below[0], Paragraph):
        return None
    is_credit = captions.is_credit(element) and captions.is_name(element.text(LONGEST_CREDIT + 1))
    return msgspec.structs.replace(above, credit=below[0].children) if is_credit else None


def captions_joined(figures: list[Figure]) -> list[Figure]:
    """``figures``, which stand together, each caption alone with the picture before it."""
    found: list[Figure] = []
    for figure in figures:
        joined = captioned(found[-1], figure) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(figure)
    return found


def parted(run: tuple[Inline, ...]) -> tuple[list[Image], tuple[Inline, ...]]:
    """The pictures at the ends of ``run``, and the rest: a picture within a line stays there."""
    first, last = 0, len(run)
    while first < last and isinstance(run[first], (Image, LineBreak)):
        first += 1
    while last > first and isinstance(run[last - 1], (Image, LineBreak)):
        last -= 1
    nodes = list(run[first:last])
    ends = (*run[:first], *run[last:])
    if len(nodes) != len(run) and nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    return [node for node in ends if isinstance(node, Image)], tuple(
        node for node in nodes if not (isinstance(node, Text) and not node.text)
    )
