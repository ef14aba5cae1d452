"""What can be told of each leaf of a page, as numbers: where it stands, what it says, and what is round it.

`judge` weighs them. None names a site or a subject; lengths are in the measure of `leaves.weight`.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.captions import is_caption
from convert.readers._html.hints import hint_of, is_body_hint, is_strong_body_hint
from convert.readers._html.leaves import HEADINGS, Leaf
from convert.readers._html.links import site_of
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element, Page
from convert.readers._html.report import ANNOUNCEMENT, CARD
from convert.readers._html.trim import OTHER_MATTER

# The traits in the order of their numbers; the weights of `judge` are for these and no others.
NAMES = (
    "reason", "in_main", "outside", "tag", "size", "linked", "links", "sentence", "ends", "digits", "capitals", "words",
    "in_list", "in_figure", "in_footer", "hint", "hint_sure", "hint_above", "body_hint", "body_above", "depth", "caption", "times",
    "of_title", "stated", "in_summary",
    "place", "prose_before", "prose_after", "to_last", "to_first",
    "next_linked", "next_tag", "near_worth", "near_linked",
    "parent_leaves", "parent_prose", "parent_linked", "parent_kept", "siblings", "box_leaves", "box_prose", "box_linked",
    "box_headings", "box_pictures", "box_share", "alike_prose", "beside_prose", "alike",
    "page_prose", "page_leaves", "main_share", "is_stated_article", "since_heading", "heading_size", "under_other_matter",
    "leads_off", "counted",
)  # fmt: skip

_REASONS = (
    "", "hidden", "navigation", "related", "advertising", "comments", "sharing", "a prompt", "a form", "tags", "who and when",
    "about the author", "beside the article", "the page's footer", "a control of the page", "after the article's end",
    "above the headline", "a repeat", "outside", CARD, ANNOUNCEMENT,
)  # fmt: skip
_REASON = {reason: number for number, reason in enumerate(_REASONS)}
_OTHER_REASON, _OUTSIDE = 7, 18
_TAG = {
    "p": 1, "li": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6, "h5": 7, "h6": 7, "td": 8, "th": 8, "pre": 9, "dd": 10, "dt": 10, "div": 11,
    "figcaption": 12, "blockquote": 13,
}  # fmt: skip
_PICTURES = frozenset(("img", "amp-img", "picture"))
_WORD = regex(r"\w+")
_NUMBER = regex(r"(?<![\d.,])\d{1,3}(?![\d.,])")
_ENDS = frozenset('.!?…。！？”"»')
_FAR, _FAR_PROSE = 30, 2_000
_NEAR = 5
_TOLD = 300
_LONGEST_STATED, _ENOUGH_STATED = 400_000, 200


class Known(NamedTuple):
    """What is known of an article besides its page's tree: its title, summary and address, and its text where the page states one."""

    title: str
    summary: str
    text: str
    is_article: bool
    url: str = ""


class _Round(NamedTuple):
    """What an element has from those it stands in, and from itself."""

    in_list: bool = False
    in_figure: bool = False
    in_footer: bool = False
    hint: int = 0
    hint_sure: int = 0
    hint_above: int = 0
    body_hint: bool = False
    body_above: int = 0
    depth: int = 0
    reason: int = 0


class _Held:
    """What each element holds, by its place: leaves, their size, prose, linked size, headings, pictures."""

    def __init__(self, page: Page, leaves: list[Leaf]) -> None:
        many = len(page.order)
        self.leaves, self.headings, self.pictures = ([0.0] * many for _ in range(3))
        self.size, self.prose, self.linked = ([0.0] * many for _ in range(3))
        for leaf in leaves:
            at = leaf.element.at
            self.leaves[at] = 1
            self.size[at] = leaf.size
            self.prose[at] = max(0.0, leaf.worth)
            self.linked[at] = leaf.size * leaf.linked / len(leaf.text)
            self.headings[at] = leaf.element.tag in HEADINGS
        for element in page.order:
            self.pictures[element.at] += element.tag in _PICTURES
        for element in reversed(page.order):
            if element.parent is not None:
                at, above = element.at, element.parent.at
                for sums in (self.leaves, self.headings, self.pictures, self.size, self.prose, self.linked):
                    sums[above] += sums[at]

    def prose_share(self, at: int) -> float:
        return self.prose[at] / (self.size[at] or 1)

    def linked_share(self, at: int) -> float:
        return self.linked[at] / (self.size[at] or 1)


def traits_of(page: Page, leaves: list[Leaf], main: Element, known: Known) -> list[list[float]]:
    """The traits of each of ``leaves``, all those of ``page``, where the rules took ``main`` for the article's element."""
    around = _surroundings(page)
    held = _Held(page, leaves)
    folds = [folded(leaf.text[:_TOLD]) for leaf in leaves]
    kept = [leaf if main.holds(leaf.element) and not around[leaf.element.at].reason else None for leaf in leaves]
    groups = zip(
        _own(leaves, folds, main, around),
        _told(folds, known),
        _flow(leaves, kept, main),
        _near(leaves),
        _boxes(leaves, main, held, around),
        _alike(leaves, kept),
        strict=True,
    )
    whole = held.prose[0] or 1.0
    prose = sum(max(0.0, leaf.worth) for leaf in kept if leaf is not None)
    of_page = (math.log1p(whole), len(leaves), prose / whole, known.is_article)
    counted = int(number[0]) if (number := _NUMBER.search(known.title)) else 0
    after = zip(_under_headings(leaves), _leads_off(page, leaves, known.url), strict=True)
    return [
        [*own, *told, *flow, *near, *box, *alike, *of_page, *head, off, counted]
        for (own, told, flow, near, box, alike), (head, off) in zip(groups, after, strict=True)
    ]


def _surroundings(page: Page) -> list[_Round]:
    found: list[_Round] = []
    for element in page.order:
        above = found[element.parent.at] if element.parent is not None else _Round(depth=-1)
        reason = above.reason or (_REASON.get(element.reason, _OTHER_REASON) if element.reason else 0)
        if not element.block:
            found.append(above._replace(depth=above.depth + 1, reason=reason))
            continue
        hint, sure = hint_of(element)
        strong = is_strong_body_hint(element)
        found.append(
            _Round(
                in_list=above.in_list or element.tag in ("ul", "ol", "dl"),
                in_figure=above.in_figure or element.tag == "figure",
                in_footer=above.in_footer or element.tag == "footer",
                hint=_REASON.get(hint, _OTHER_REASON) if hint else above.hint,
                hint_sure=1 + sure if hint else above.hint_sure,
                hint_above=0 if hint or not above.hint else above.hint_above + 1,
                body_hint=above.body_hint or strong or is_body_hint(element),
                body_above=1 if strong else above.body_above + bool(above.body_above),
                depth=above.depth + 1,
                reason=reason,
            )
        )
    return found


def _own(leaves: list[Leaf], folds: list[str], main: Element, around: list[_Round]) -> list[tuple[float, ...]]:
    """What the rules made of each leaf, its own shape, and where it stands."""
    deep = around[main.at].depth
    found: list[tuple[float, ...]] = []
    for leaf, fold in zip(leaves, folds, strict=True):
        element, start = leaf.element, leaf.text[:_TOLD]
        here = around[element.at]
        inside = main.holds(element)
        found.append(
            (
                here.reason if inside or here.reason else _OUTSIDE,
                inside,
                0 if inside else 1 if element.at < main.at else 2,
                _TAG.get(element.tag, 0),
                math.log1p(leaf.size),
                leaf.linked / len(leaf.text),
                min(9, sum(below.tag == "a" for below in element.walk())) if element.end - element.at < 60 else 9,
                has_sentence(leaf.text),
                leaf.text[-1] in _ENDS,
                sum(map(str.isdigit, start)) / len(start),
                sum(map(str.isupper, start)) / len(start),
                min(99, len(_WORD.findall(fold))),
                *here[:8],
                here.depth - deep,
                is_caption(element),
            )
        )
    return found


def _told(folds: list[str], known: Known) -> list[tuple[float, ...]]:
    """Whether each leaf is said elsewhere: on the page, in the title, in the text or the summary that the page states."""
    times = Counter(folds)
    title = set(_WORD.findall(folded(known.title)))
    text = "".join(_WORD.findall(folded(known.text[:_LONGEST_STATED])))
    summary = "".join(_WORD.findall(folded(known.summary)))
    found: list[tuple[float, ...]] = []
    for fold in folds:
        words = _WORD.findall(fold)
        start = "".join(words)[:60]
        of_title = sum(word in title for word in words) / (len(title) or 1)
        stated = (start in text) if len(text) > _ENOUGH_STATED else -1
        found.append((min(5, times[fold]), of_title, stated, len(words) > 4 and start in summary))
    return found


def _flow(leaves: list[Leaf], kept: list[Leaf | None], main: Element) -> list[tuple[float, ...]]:
    """Where each leaf stands in the flow of the prose: the share before it, how much before and after, how far from both ends."""
    prose = [number for number, leaf in enumerate(kept) if leaf is not None and leaf.is_prose]
    first, last = (prose[0], prose[-1]) if prose else (0, len(leaves) - 1)
    worths = [max(0.0, leaf.worth) if main.holds(leaf.element) else 0.0 for leaf in leaves]
    whole, before = sum(worths), 0.0
    found: list[tuple[float, ...]] = []
    for number, worth in enumerate(worths):
        ends = (max(-_FAR, min(_FAR, last - number)), max(-_FAR, min(_FAR, number - first)))
        found.append((before / whole if whole else 0.0, min(_FAR_PROSE, before), min(_FAR_PROSE, whole - before), *ends))
        before += worth
    return found


def _near(leaves: list[Leaf]) -> list[tuple[float, ...]]:
    """The leaf after each, and the mean of those round it."""
    linked = [leaf.linked / len(leaf.text) for leaf in leaves]
    worth = [max(-40.0, leaf.worth) for leaf in leaves]
    found: list[tuple[float, ...]] = []
    for number in range(len(leaves)):
        after = (linked[number + 1], _TAG.get(leaves[number + 1].element.tag, 0)) if number + 1 < len(leaves) else (-1, -1)
        near = slice(max(0, number - _NEAR), number + _NEAR + 1)
        found.append((*after, sum(worth[near]) / (2 * _NEAR + 1), sum(linked[near]) / (2 * _NEAR + 1)))
    return found


def _boxes(leaves: list[Leaf], main: Element, held: _Held, around: list[_Round]) -> list[tuple[float, ...]]:
    """What each leaf's parent holds, and the outermost element round it within the article's, or within the page's body."""
    whole = held.prose[0] or 1.0
    boxes: dict[Element, Element] = {}
    found: list[tuple[float, ...]] = []
    for leaf in leaves:
        parent = leaf.element.parent or leaf.element
        box = boxes.get(parent)
        if box is None:
            box = leaf.element
            while box.parent is not None and box.parent is not main and box.parent.tag not in ("body", "html"):
                box = box.parent
            if box is not leaf.element:
                boxes[parent] = box
        above, at = parent.at, box.at
        of_parent = (held.leaves[above], held.prose_share(above), held.linked_share(above), not around[above].reason, len(parent.children))
        of_box = (held.leaves[at], held.prose[at], held.linked_share(at), held.headings[at], held.pictures[at], held.prose[at] / whole)
        found.append((*of_parent, *of_box))
    return found


def _alike(leaves: list[Leaf], kept: list[Leaf | None]) -> list[tuple[float, ...]]:
    """How much of the article's prose is marked up like each leaf, how much stands beside it, and how many leaves are marked up so."""
    marked = [
        (element.tag, element.get("class"), above.tag if above else "", above.get("class") if above else "")
        for leaf in leaves
        for element in [leaf.element]
        for above in [element.parent]
    ]
    alike: Counter[tuple[str, ...]] = Counter()
    beside: Counter[Element | None] = Counter()
    whole = 0.0
    for mark, leaf in zip(marked, kept, strict=True):
        if leaf is not None and leaf.worth > 0:
            whole += leaf.worth
            alike[mark] += leaf.worth  # type: ignore[assignment]
            beside[leaf.element.parent] += leaf.worth  # type: ignore[assignment]
    times = Counter(marked)
    whole = whole or 1.0
    return [
        (alike[mark] / whole, beside[leaf.element.parent] / whole, min(50, times[mark])) for mark, leaf in zip(marked, leaves, strict=True)
    ]


def _under_headings(leaves: list[Leaf]) -> list[tuple[float, ...]]:
    """How far above each leaf the last heading stands, how long that is, and whether it announces other matter."""
    found: list[tuple[float, ...]] = []
    last = size = other = 0
    for number, leaf in enumerate(leaves):
        if leaf.element.tag in HEADINGS:
            last, size, other = number, leaf.size, OTHER_MATTER.match(leaf.text.strip(" :•·-–—")) is not None
        found.append((number - last, size, other))
    return found


def _leads_off(page: Page, leaves: list[Leaf], address: str) -> list[float]:
    """Of the links in or next round each leaf, the share that leads to other sites; -1 where there are none."""
    own = site_of(address)
    links, off = [0] * len(page.order), [0] * len(page.order)
    for element in page.order:
        href = element.get("href") if element.tag == "a" else ""
        if href:
            links[element.at] = 1
            off[element.at] = site_of(href) not in ("", own)
    for element in reversed(page.order):
        if element.parent is not None:
            links[element.parent.at] += links[element.at]
            off[element.parent.at] += off[element.at]
    found: list[float] = []
    for leaf in leaves:
        near = (leaf.element, *(above for _, above in zip(range(_AROUND), leaf.element.ancestors(), strict=False)))
        at = next((element.at for element in near if links[element.at]), -1)
        found.append(off[at] / links[at] if at >= 0 else -1.0)
    return found


_AROUND = 4
