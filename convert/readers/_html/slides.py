"""Slides of a show, one of which a page shows at a time: the others are hidden until their turn, the copies that let it go round are not told twice."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from convert.patterns import regex
from convert.readers._html.captions import is_lone_caption
from convert.readers._html.figures import is_ornament, source_of
from convert.readers._html.page import RAW, Element, Page
from convert.readers._html.report import REPEAT


def waiting(hidden: Iterable[Element]) -> set[Element]:
    """Those of ``hidden`` that are slides: each shows pictures of its own, with no words to follow, beside one alike that is shown."""
    beside: dict[Element, list[Element]] = {}
    for element in hidden:
        if element.parent is not None and element.tag in _SLIDES:
            beside.setdefault(element.parent, []).append(element)
    found: set[Element] = set()
    for parent, elements in beside.items():
        children = list(islice(parent.elements(), _MOST_SLIDES))
        out = set(elements)
        shown = {_kind(child) for child in children if child not in out and child.tag in _SLIDES and _pictures(child)}
        if shown:
            found.update(_each_once([child for child in children if child in out and _kind(child) in shown], children, out))
    return found


def _each_once(slides: list[Element], children: list[Element], hidden: set[Element]) -> Iterable[Element]:
    """Those of ``slides`` with a picture that none before them and none of ``children`` that is shown has."""
    seen = {address for child in children if child not in hidden for address in _pictures(child)}
    for slide in slides:
        pictures = _pictures(slide)
        if pictures and not pictures <= seen and not _is_copy(slide) and not _leads_on(slide):
            seen |= pictures
            yield slide


def is_only_caption(element: Element) -> bool:
    """Whether ``element``, which is hidden, is called a caption and has all the words of a box with one picture: they show with it, large."""
    if element.parent is None or element.end - element.at > _MOST_IN_SLIDE or not is_lone_caption(element):
        return False
    words = element.text(_LONGEST_CAPTION)
    for above in islice(element.ancestors(), _NEAR):
        if above.end - above.at > _MOST_IN_SLIDE or above.text(_LONGEST_CAPTION) != words:
            return False
        if pictures := _pictures(above):
            return len(pictures) == 1 and bool(words) and not _leads_on(above)
    return False


def is_shown_with_picture(element: Element) -> bool:
    """Whether ``element`` stands with a picture, and nothing to follow, in one of several boxes alike: it is its caption, whatever it is called."""
    for above in islice(element.ancestors(), _NEAR):
        if above.tag not in _SLIDES or above.parent is None or above.end - above.at > _MOST_IN_SLIDE or _leads_on(above):
            return False
        if len(_pictures(above)) == 1:
            at = above.place(_MOST_SLIDES)
            near = above.parent.children[max(0, at - _BESIDE) : at + _BESIDE + 1] if at >= 0 else []
            return any(
                _kind(child) == _kind(above) and len(_pictures(child)) == 1
                for child in near
                if isinstance(child, Element) and child is not above
            )
    return False


def leave_out_copies(page: Page) -> None:
    """Leave out each slide that its class calls a copy, if one beside it shows the same pictures."""
    for element in page.order:
        if element.block and not element.reason and element.tag in _SLIDES and _is_copy(element) and element.parent is not None:
            if element.place(_MOST_SLIDES) < 0:
                continue
            others = (child for child in islice(element.parent.elements(), _MOST_SLIDES) if not _is_copy(child))
            pictures = _pictures(element)
            if pictures and any(pictures == _pictures(other) for other in others):
                element.reason = REPEAT


def leave_out_counts(page: Page) -> None:
    """Leave out what says which of how many each of several pictures is: *1 / 12*, *Image 1 of 12*."""
    for element in page.order:
        if element.end - element.at <= _MOST_IN_COUNT and not element.reason and element.tag not in RAW and _ends_in_digit(element):
            said = element.text(_LONGEST_COUNT + 1)
            count = _COUNT.fullmatch(said) if said[-1:].isdecimal() and len(said) <= _LONGEST_COUNT else None
            if count and 0 < int(count[1]) <= int(count[2]) and is_shown_with_picture(element):
                element.reason = "a control of the page"


def _ends_in_digit(element: Element) -> bool:
    last: Element | None = element
    while last is not None:
        children, last = reversed(last.children), None
        for child in children:  # asked of every element of a page
            if isinstance(child, str):
                if not child.isspace():
                    return child.rstrip()[-1:].isdecimal()
            elif child.children and child.tag not in RAW:
                last = child
                break
    return False


_COUNT = regex(r"(?:[^\W\d_]+ )?(\d{1,3}) ?(?:/|[^\W\d_]{1,4}\.?) ?(\d{1,3})")
_MOST_IN_COUNT, _LONGEST_COUNT = 6, 24


def _kind(element: Element) -> tuple[str, str]:
    return element.tag, element.get("class").partition(" ")[0]


def _is_copy(element: Element) -> bool:
    return _COPY.search(element.get("class")) is not None


def _pictures(element: Element) -> set[str]:
    """The addresses of the pictures in ``element``, icons aside; none where it is larger than a slide."""
    if element.end - element.at > _MOST_IN_SLIDE:
        return set()
    stated = ((below, source_of(below, "")) for below in element.walk() if below.tag in ("img", "amp-img"))
    return {address for picture, address in stated if address and not is_ornament(picture, address)}


def _leads_on(element: Element) -> bool:
    """Whether words in ``element`` are a link, or a heading as announcements have one."""
    return any(below.tag == "a" and below.text(1) for below in element.walk())


_SLIDES = frozenset(("div", "li", "figure", "section", "article"))
_COPY = regex(r"(?:^|[\s_-])(?:clone|cloned|duplicate)(?:$|[\s_-])")
_MOST_SLIDES, _MOST_IN_SLIDE = 300, 120
_LONGEST_CAPTION, _NEAR, _BESIDE = 1_200, 2, 2
