"""What a page says twice: shown in two places, or written twice by its author."""

from __future__ import annotations

from convert.clean import folded
from convert.readers._html import tables
from convert.readers._html.captions import in_figure
from convert.readers._html.leaves import HEADINGS, Leaf
from convert.readers._html.page import Element
from convert.readers._html.report import REPEAT

_LONG, _LONGEST_SIGN = 80, 8
_LEVELS = {**{tag: int(tag[1]) for tag in HEADINGS}, "dt": 7}


def leave_out_repeats(leaves: list[Leaf]) -> None:
    """What stands on the page before, word for word: a paragraph, a passage of several, a line right above.

    It stays where its author wrote it twice: beside the first, in a table, or marked up as the first is under other headings or another term,
    as manuals describe each of several things.
    """
    first: dict[str, int] = {}
    folds = [folded(leaf.text) for leaf in leaves]
    heads = _heads(leaves, folds)
    layouts: dict[Element, bool] = {}
    above: tuple[Leaf, int] | None = None  # a paragraph said before, and where it was, when this one is the next
    for number, (leaf, said) in enumerate(zip(leaves, folds, strict=True)):
        if leaf.element.tag in ("td", "th", "pre") or tables.data_table(leaf.element, layouts) is not None:
            continue
        if leaf.size < _LONG:
            if leaf.element.tag == "div" and number and said == folds[number - 1] and len(said) > _LONGEST_SIGN:
                leaf.element.reason = REPEAT
            continue
        before = first.setdefault(said, number)
        is_head = leaf.element.tag in _LEVELS
        if before < number and heads[before] != heads[number] and not is_head and _is_alike(leaf, leaves[before]):
            above = None
            continue
        if before < number:
            goes_on = above is not None and above[1] < before
            if goes_on or leaves[before].element.parent is not leaf.element.parent:
                leaf.element.reason = REPEAT
            if goes_on and above is not None:
                above[0].element.reason = REPEAT
        above = (leaf, before) if before < number else None


def _heads(leaves: list[Leaf], folds: list[str]) -> list[tuple[str, ...]]:
    """Of each leaf the words of the headings and the term over it, the highest first."""
    found: list[tuple[str, ...]] = []
    open_heads: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    for leaf, said in zip(leaves, folds, strict=True):
        level = _LEVELS.get(leaf.element.tag)
        if level is not None:
            open_heads = [*(head for head in open_heads if head[0] < level), (level, said)]
            above = tuple(said for _, said in open_heads)
        found.append(above)
    return found


def _is_alike(leaf: Leaf, before: Leaf) -> bool:
    """Whether both are marked up alike; a caption shown again is that of a picture shown again."""
    return _marked_up(leaf) == _marked_up(before) and not in_figure(leaf.element)


def _marked_up(leaf: Leaf) -> tuple[str, ...]:
    parent = leaf.element.parent
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return (leaf.element.tag, leaf.element.get("class"), *around)
