"""The last word on each leaf: kept by the rules or not, is it the article's by all that can be told of it?

The weights are decision trees grown on pages whose article is known (`scripts/grow_judge.py`); they weigh the
`traits` of a leaf, of which what the rules made of it is one. Pictures and captions stay with the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import islice, pairwise

from convert.forest import Forest, planted
from convert.readers._html import attributions, tables
from convert.readers._html.captions import in_figure
from convert.readers._html.collected import collection_of
from convert.readers._html.labelled import labels_in
from convert.readers._html.leaves import HEADINGS, Leaf, Leaves, counts
from convert.readers._html.links import site_of
from convert.readers._html.page import Element, Page
from convert.readers._html.prices import prices_in
from convert.readers._html.report import AFTER_END, ASKS_MAIL, CONTENTS, OUTSIDE, PAGE_NUMBER, UNLIKE, WALL
from convert.readers._html.said import is_called_related
from convert.readers._html.told_facts import facts_round
from convert.readers._html.traits import NAMES, Known, traits_of
from convert.readers._text.dateline import byline_names

_WEIGHTS = "judge.json"
EVEN = -0.6
_SURELY_NOT = -1.5
_MANY, _MOST_CUT = 100, 0.1
_MOST_LEAVES = 5_000
_LEAST_KEPT = 0.3
_MUCH = 1.0


def _forest() -> Forest:
    return planted(__package__, _WEIGHTS, NAMES)


def likelihoods(rows: list[list[float]]) -> list[float]:
    """For each row of traits how much speaks for the article: above 0 more than against it (log odds)."""
    return list(map(_forest().weigh, rows))


def settle(page: Page, every: Leaves, main: Element, fixed: Collection[Element], known: Known) -> Element:
    """The element that holds the article, once each leaf was weighed; what is left out bears its reason.

    ``fixed`` are elements on which the rules' word stands, such as the headline. Where little would be left, much prose goes, a page has
    leaves beyond number, or the rules leave nothing out of it, all stays as they found it.
    """
    leaves = every.all
    if not leaves or len(leaves) > _MOST_LEAVES:
        return main
    kept = every.below(main)
    loose = {leaf.element for leaf in kept}
    if all(is_fixed(leaf.element, fixed) for leaf in leaves if leaf.element not in loose):
        return main
    judged = [leaf for leaf in leaves if not is_fixed(leaf.element, fixed)]
    wanted = _wanted(leaves, judged, loose, likelihoods(traits_of(page, leaves, main, known)), site_of(known.url))
    before = sum(leaf.size for leaf in kept)
    if not wanted or sum(leaf.size for leaf in wanted) < _LEAST_KEPT * before or _cuts_to_pieces(judged, loose, wanted):
        return main
    whole = _common(page, wanted)
    if main.holds(whole):
        whole = main
    _mark(_Count(page, leaves, [leaf for leaf in judged if leaf.element in loose], wanted), whole, main)
    return whole


def _cuts_to_pieces(judged: list[Leaf], loose: Collection[Element], wanted: list[Leaf]) -> bool:
    """Whether a good part of the much prose that the rules kept, among ``loose``, isn't ``wanted``.

    The trees grew on few pages of hundreds of short sections, as manuals are.
    """
    prose = {leaf.element for leaf in judged if leaf.is_prose and leaf.element in loose}
    return len(prose) >= _MANY and len(prose.difference(leaf.element for leaf in wanted)) > _MOST_CUT * len(prose)


def is_fixed(element: Element, fixed: Collection[Element]) -> bool:
    """Whether the rules' word stands on ``element``: what belongs to a picture, or is one of ``fixed`` or in it."""
    return in_figure(element) or element in fixed or any(above in fixed for above in element.ancestors())


def _wanted(leaves: list[Leaf], judged: list[Leaf], loose: Collection[Element], scores: list[float], own: str) -> list[Leaf]:
    """The leaves of ``judged`` that are the article's; what was left out as said elsewhere or hidden never is.

    A table is so as a whole: figures in cells look like nothing an article says, so one that the rules kept, among ``loose``, stays
    unless much speaks against it, and so do a listing and a list of links to other sites than ``own``.
    Whom a quotation is from stays with its words.
    """
    score = {leaf.element: score for leaf, score in zip(leaves, scores, strict=True)}
    tables_of: dict[Element, list[Leaf]] = {}
    layouts: dict[Element, bool] = {}
    collected: dict[Element, bool] = {}
    for leaf in judged:
        table = tables.data_table(leaf.element, layouts)
        if table is None and leaf.element in loose:
            table = collection_of(leaf.element, own, collected) or facts_round(leaf.element)
        if table is not None:
            tables_of.setdefault(table, []).append(leaf)
    for held in tables_of.values():
        mean = sum(score[leaf.element] * leaf.size for leaf in held) / sum(leaf.size for leaf in held)
        least = _SURELY_NOT if held[0].element in loose else EVEN
        score.update((leaf.element, EVEN + mean - least) for leaf in held)
    for leaf in judged:
        if leaf.element.tag == "pre" and leaf.element in loose:
            score[leaf.element] += EVEN - _SURELY_NOT
    wanted = {leaf.element for leaf in judged if score[leaf.element] > EVEN and not _is_settled(leaf, score[leaf.element])}
    wanted -= _bare_headings(judged, loose, wanted)
    wanted |= _like_the_rest(judged, loose, wanted)
    followed = _heads_over(judged, loose, wanted)
    followed |= {
        leaf.element for leaf, follower in pairwise(judged) if leaf.element in loose and _is_term(leaf.element, follower.element, wanted)
    }
    followed |= {
        leaf.element
        for before, leaf in pairwise(judged)
        if leaf.element in loose and before.element in wanted and _is_source_of(leaf.element, before.element)
    }
    followed |= labels_in(judged, loose, wanted) | prices_in((leaf for leaf in judged if not _is_settled(leaf, _MUCH)), wanted)
    return [leaf for leaf in judged if leaf.element in wanted or leaf.element in followed]


def _is_source_of(element: Element, before: Element) -> bool:
    """Whether ``element`` says whom the quotation is from that ``before`` is of."""
    quote = next((above for above in islice(element.ancestors(), _NEAR) if above.tag == "blockquote"), None)
    source = attributions.of(quote) if quote is not None and quote.holds(before) else None
    return source is not None and (source is element or source.holds(element))


def _like_the_rest(judged: list[Leaf], loose: Collection[Element], wanted: Collection[Element]) -> set[Element]:
    """What stands in boxes, among ``loose``, that are marked up as those beside them, most of which are ``wanted``: things in a list, each under its name."""
    boxes: dict[tuple[Element, str, str], dict[Element, list[Element]]] = {}
    for leaf in judged:
        if leaf.element not in loose:
            continue
        for box in islice((leaf.element, *leaf.element.ancestors()), _NEAR):
            if box.parent is None or box.end - box.at > _MOST_IN_BOX:
                break
            if box.get("class"):
                boxes.setdefault((box.parent, box.tag, box.get("class")), {}).setdefault(box, []).append(leaf.element)
    found: set[Element] = set()
    for alike in boxes.values():
        told = sum(any(element in wanted for element in held) for held in alike.values())
        headed = sum(any(element.tag in HEADINGS for element in held) for held in alike.values())
        if headed >= _FEWEST_BOXES and len(alike) > told >= _MOST_OF_THEM * len(alike):
            found.update(element for held in alike.values() if not any(element in wanted for element in held) for element in held)
    return found


_FEWEST_BOXES, _MOST_OF_THEM = 4, 0.75


def _bare_headings(judged: list[Leaf], loose: Collection[Element], wanted: Collection[Element]) -> set[Element]:
    """Of the ``wanted`` headings in boxes that the rules left out those whose box has nothing else that is; ``loose`` is what they kept."""
    back = [leaf.element for leaf in judged if leaf.element in wanted and leaf.element not in loose]
    told = {above for element in back if element.tag not in HEADINGS for above in element.ancestors() if above.reason}
    headings = (element for element in back if element.tag in HEADINGS and not element.reason)
    boxes = ((element, next((above for above in element.ancestors() if above.reason), None)) for element in headings)
    return {element for element, box in boxes if box is not None and box not in told}


def _heads_over(judged: list[Leaf], loose: Collection[Element], wanted: Collection[Element]) -> set[Element]:
    """The headings over what is ``wanted``, and those over these: ones that the rules kept, among ``loose``, or left out by what they say alone.

    A heading that is a link leads to another page, unless others beside it that are links, too, are wanted: those of a list of things, each with its
    page; or unless it is in a box with what it is over. One that is called as a control is a heading where others marked up alike are.
    """
    linked = {leaf.element for leaf in judged if leaf.is_linked and leaf.element.tag in HEADINGS}
    of_list = Counter((element.tag, element.parent) for element in linked if element in wanted)
    alike = Counter((element.tag, element.get("class")) for element in wanted if element.tag in HEADINGS)
    found: set[Element] = set()
    for leaf, follower in reversed(list(pairwise(judged))):
        heading, below = leaf.element, follower.element
        if heading.tag not in HEADINGS or not (below in wanted or (below in found and heading.tag < below.tag)):
            continue
        is_called = heading.reason == "a control of the page" and heading.parent is below.parent
        is_one = is_called and alike[heading.tag, heading.get("class")] >= _FEWEST_ALIKE
        is_listed = heading.parent is below.parent and of_list[heading.tag, heading.parent] >= _FEWEST_ALIKE
        leads_off = heading in linked and not (is_listed or _is_boxed(heading, below))
        if heading.reason == AFTER_END or is_one or (heading in loose and not leads_off):
            found.add(heading)
    return found


def _is_boxed(heading: Element, below: Element) -> bool:
    """Whether ``heading`` and what stands ``below`` it are in a box of little else."""
    boxes = (box for box in islice(heading.ancestors(), _NEAR) if box.tag not in ("article", "main", "body"))
    return any(box.holds(below) and box.end - box.at <= _MOST_IN_BOX for box in boxes)


_FEWEST_ALIKE, _MOST_IN_BOX = 3, 16


def _is_term(term: Element, meaning: Element, wanted: Collection[Element]) -> bool:
    """Whether ``term`` is one that a list of definitions gives the ``meaning`` of, which is the article's."""
    return term.tag == "dt" and meaning in wanted and any(above.tag == "dd" for above in (meaning, *islice(meaning.ancestors(), _NEAR)))


_NEAR = 3


def _is_settled(leaf: Leaf, score: float) -> bool:
    """Whether the reason why ``leaf`` was left out is a fact rather than a judgement, or ``score`` too little for what a prompt's box holds.

    Dialogs about cookies are written as an article is.
    """
    reasons = {above.reason for above in (leaf.element, *leaf.element.ancestors())}
    return (
        leaf.element.reason in _SAID_BY_ITSELF
        or (leaf.element.reason == "related" and leaf.linked > 0 and is_called_related(leaf.text))
        or bool(reasons & _FACTS)
        or (not reasons.isdisjoint(_PROMPTS) and leaf.element.reason not in _PROMPTS and score < _MUCH)
        or ("about the author" in reasons and bool(byline_names(leaf.text)))
    )


_PROMPTS = frozenset(("a prompt", "a dialog"))
# What a line says of itself in so many words.
_SAID_BY_ITSELF = frozenset(("a control of the page", "above the headline", "sharing", "tags", "advertising", "the page's footer"))
_FACTS = frozenset(("hidden", "who and when", "a repeat", "moved", ASKS_MAIL, CONTENTS, PAGE_NUMBER, WALL))


def _common(page: Page, leaves: list[Leaf]) -> Element:
    """The smallest element that holds all of ``leaves`` and is no leaf itself."""
    first, last = leaves[0].element, leaves[-1].element
    return next((above for above in first.ancestors() if above.holds(last)), page.root)


class _Count:
    """How many leaves each element holds, by its place: all, those judged that the rules kept, those wanted."""

    def __init__(self, page: Page, leaves: list[Leaf], judged: list[Leaf], wanted: list[Leaf]) -> None:
        self.leaves = counts(page, leaves)
        self.judged = counts(page, judged)
        self.wanted = counts(page, wanted)


def _mark(count: _Count, whole: Element, main: Element) -> None:
    """Give what is not wanted below ``whole`` its reason, and take it from what is; ``main`` is what the rules had for ``whole``."""
    pending = [(whole, "", whole is main or main.holds(whole))]
    while pending:
        element, said, inside = pending.pop()
        inside = inside or element is main
        at = element.at
        if count.wanted[at] or (inside and not element.reason and not said and 0 < count.judged[at] < count.leaves[at]):
            said, element.reason = element.reason or said, ""
            mostly = 2 * count.wanted[at] >= count.leaves[at]
            pending += [(child, said, inside) for child in element.elements() if child.block and (count.leaves[child.at] or not mostly)]
        elif not element.reason:
            element.reason = said or ("" if inside else OUTSIDE) or (UNLIKE if count.judged[at] else "")
