"""Which part of a page is its article, and what in it is not: each element left out bears the reason.

The page is weighed leaf by leaf. Prose counts for what holds it; links, labels and fragments against it; the
element with most to its credit is the article. What is marked as something else, or looks it, is left out.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from convert.patterns import regex
from convert.readers._html.apart import told_apart
from convert.readers._html.captions import in_figure, is_captioned, shows_pictures
from convert.readers._html.embeds import embed_of
from convert.readers._html.entries import are_counted, are_headlines, leads_of
from convert.readers._html.figures import is_ornament, source_of, stated_words
from convert.readers._html.hints import hint_of, is_body_hint, is_hidden, is_page_number, is_strong_body_hint, is_wall, says_nothing
from convert.readers._html.leaves import Leaf, Leaves, counts, sums
from convert.readers._html.lightboxes import leads_to_file, leave_out_labels
from convert.readers._html.links import site_of
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element, Page
from convert.readers._html.passages import is_folded, is_of_text
from convert.readers._html.report import ANNOUNCEMENT, ASKS_MAIL, CARD, PAGE_NUMBER
from convert.readers._html.slides import is_only_caption, is_shown_with_picture, leave_out_copies, leave_out_counts, waiting

_MOST_OF_PAGE = 0.4
# A script may show the article that its page hides; what hides more than a second copy of all the rest is taken for that.
_MOST_HIDDEN = 0.65
_MOSTLY_CARDS = 3.0
_EXCERPT = 60
_A_LINE = 40
_SHORT = 800


class Found(NamedTuple):
    """The element that holds the article, the page's leaves, and whether nearly all of these announce other pages, and it stands apart from them."""

    main: Element
    leaves: Leaves
    is_apart: bool = False


def find(page: Page, address: str = "") -> Found:
    """The article of ``page``, which is at ``address``: whatever below its element is no part of it has its reason set."""
    for element in page.order:
        if is_page_number(element):
            element.reason = PAGE_NUMBER
        elif not element.block and is_hidden(element) and not _is_veiled(element):
            element.reason = "hidden"
    leave_out_labels(page)
    leaves = Leaves(page)
    _leave_out_hidden(page, leaves)
    core = _core(page, leaves.below(page.root))
    _leave_out_marked(page, leaves.below(page.root), core)
    leave_out_sign_ups(page, core)
    shown = leaves.below(page.root)
    own = site_of(address)
    cards = [box for box in _cards(page, shown, core) if not (_leads_off(box, own) or is_captioned(box))]
    announcements = [box for box in _announcements(page, shown) if not _leads_off(box, own)]
    boxes = cards + announcements
    total = sum(leaf.size for box in boxes for leaf in leaves.below(box) if leaf.size >= _EXCERPT)
    for reason, alike in ((ANNOUNCEMENT, announcements), (CARD, cards)):
        for box in alike:
            box.reason = reason
    shown = leaves.below(page.root)
    rest = sum(max(0.0, leaf.worth) for leaf in shown)
    alone = told_apart(page, boxes) if boxes and rest < _SHORT and are_headlines(boxes, leaves.all) else None
    if alone is not None and sum(max(0.0, leaf.worth) for leaf in shown if not alone.holds(leaf.element)) < _A_LINE:
        return Found(alone, leaves, is_apart=True)
    if rest < _SHORT and total > _MOSTLY_CARDS * rest and not _is_apart(page, leaves, boxes):
        for box in boxes:  # a catalogue: the cards are what the page is about
            box.reason = ""
        shown = leaves.below(page.root)
    return Found(_best(page, shown), leaves)


def _is_apart(page: Page, leaves: Leaves, boxes: list[Element]) -> bool:
    """Whether prose stands in a part of the page that none of ``boxes`` stands in, which have headlines of their own.

    Such a part is an article by its tag or what it is called, or one that the headline stands in, too.
    """
    headline = next((element for element in page.order if element.tag == "h1" and not element.reason), None)
    said = (leaf for leaf in leaves.below(page.root) if leaf.free >= _A_LINE and has_sentence(leaf.text))
    prose = next((leaf.element for leaf in said if headline is None or leaf.element.at >= headline.end), None)
    if prose is None:
        return False
    above = [part for part in prose.ancestors() if part.tag not in ("body", "main", "html")]
    named = next((part for part in above if part.tag == "article" or is_strong_body_hint(part)), None)
    headed = next((part for part in above if headline is not None and part.holds(headline)), None)
    parts = [part for part in (named, headed) if part is not None and not any(map(part.holds, boxes))]
    return bool(parts) and are_headlines(boxes, leaves.all)


def _core(page: Page, leaves: list[Leaf]) -> Element:
    """The element with most prose right in it, a level further down counting half: the heart of an article."""
    near = [0.0] * len(page.order)
    for leaf in leaves:
        if leaf.worth > 0:
            for share, above in zip((1.0, 0.5), leaf.element.ancestors(), strict=False):
                near[above.at] += share * leaf.worth
    return page.order[max(range(len(near)), key=near.__getitem__)]


def _leave_out_hidden(page: Page, leaves: Leaves) -> None:
    hidden = [element for element in page.order if element.block and is_hidden(element) and not (_is_veiled(element) or is_folded(element))]
    leave_out_copies(page)
    leave_out_counts(page)
    if not hidden:
        return
    turns = waiting(hidden)
    hidden = [element for element in hidden if element not in turns and not is_only_caption(element)]
    free = sums(page, leaves.below(page.root), "free")
    for element in hidden:
        if free[element.at] < _MOST_HIDDEN * free[0]:
            element.reason = "hidden"


def _is_veiled(element: Element) -> bool:
    """Whether ``element`` hides the one picture of a figure, which a script shows once it is there."""
    if element.end - element.at > _MOST_ROUND_ONE or element.text(1):
        return False
    figure = next((above for above, _ in zip(element.ancestors(), range(_NEAR), strict=False) if above.tag == "figure"), None)
    if figure is None or figure.end - figure.at > _MOST_IN_SMALL_BOX:
        return False
    pictures = [below for below in figure.walk() if below.tag == "img" and source_of(below, "")]
    return bool(pictures) and all(element.holds(picture) for picture in pictures)


def _leave_out_marked(page: Page, leaves: list[Leaf], core: Element) -> None:
    """Leave out what its tag, role, class or id calls something else, unless it holds most of the page."""
    free, worth = sums(page, leaves, "free"), sums(page, leaves, "worth")
    count = counts(page, (leaf for leaf in leaves if leaf.is_prose))
    # What is called as the heart of the article is, or what that stands in, is more of it.
    called = {(above.tag, above.get("class")) for above in (core, *core.ancestors()) if above.get("class")}
    code_until = 0
    for element in page.order:
        code_until = element.end if element.tag == "pre" else code_until
        if says_nothing(element) or element.reason:
            continue
        if element.at < code_until and not element.block and element.tag != "button":  # comments there are the code's
            continue
        if free[element.at] >= _MOST_OF_PAGE * free[0]:
            if free[0] - free[element.at] >= _LEAST_BESIDE_CONSENT and _asks_consent(element):
                element.reason = "a prompt"
            continue
        kind, sure = hint_of(element)
        if not kind and is_wall(element) and count[element.at] <= 1 and worth[element.at] < _SAID_ON_WALL:
            kind = "a prompt"
        if kind != "comments" and (element.holds(core) or (element.tag, element.get("class")) in called):
            continue
        light = worth[element.at] < 200 or (count[element.at] <= 1 and worth[element.at] < 600 and kind != "beside the article")
        if not kind or ((kind in _ROUND_PICTURES or not sure) and shows_pictures(element)):
            continue
        if kind in _ROUND_PICTURES and (_plays(element) or _opens_picture(element)):
            continue
        if is_of_text(element, kind, sure=sure, within=element.parent is core) or (
            element.tag == "footer" and is_shown_with_picture(element)
        ):
            continue
        if sure or (light and not _is_prose_mark(element, worth[element.at]) and not in_figure(element)):
            element.reason = kind


def _plays(element: Element) -> bool:
    """Whether ``element`` holds something to see or hear from elsewhere and next to no words; players are called so."""
    if not element.block or element.end - element.at > _MOST_IN_SMALL_BOX:
        return False
    held = any((embed := embed_of(below, "")) is not None and embed.kind != "page" for below in element.walk())
    return held and len(element.text(_LONGEST_CARD)) < _LONGEST_CARD


def _opens_picture(element: Element) -> bool:
    """Whether ``element`` is a picture with next to no words, which opens large when it is clicked: a link or a button of that name round it.

    Of one that is linked to its file, the name and the size of that may stand beside it.
    """
    if element.end - element.at > _MOST_ROUND_ONE:
        return False
    pictures = [below for below in element.walk() if below.tag == "img"]
    said = len(element.text(_LONGEST_NAME + 1)) if pictures else 0
    if said > _LONGEST_NAME or (said > _SIGN and not any(leads_to_file(picture, element) for picture in pictures)):
        return False
    return any(_is_of_text(picture, element) for picture in pictures)


def _is_of_text(picture: Element, box: Element) -> bool:
    """Whether ``picture`` in ``box`` is more than a sign on a button: it stands in a figure, is told in words, is wide, or is linked to itself."""
    address = source_of(picture, "")
    if not address or is_ornament(picture, address):
        return False
    wide = picture.get("width").strip().removesuffix("px")
    told = len(stated_words(picture).split()) >= _FEWEST_TOLD or (wide.isdigit() and len(wide) < _SIGN and int(wide) >= _WIDE)
    return told or in_figure(box) or leads_to_file(picture, box)


# What is called a wall for payment is as often what stands behind it.
_SAID_ON_WALL = 100
_MOST_ROUND_ONE, _SIGN, _LONGEST_NAME = 20, 6, 100
_FEWEST_TOLD, _WIDE = 3, 200
_MOST_IN_SMALL_BOX = 100
_NEAR = 8


def leave_out_sign_ups(page: Page, core: Element) -> None:
    """Leave out each box, of some words at most, that asks for a mail address."""
    fields = (field for field in page.order if field.tag == "input" and _asks_mail(field))
    for parent in islice(dict.fromkeys(field.parent for field in fields if field.parent is not None), _MOST_SIGN_UPS):
        box = None
        for above in islice((parent, *parent.ancestors()), _MOST_AROUND):
            large = above.end - above.at > _MOST_IN_SMALL_BOX or len(above.text(_LONGEST_SIGN_UP + 1)) > _LONGEST_SIGN_UP
            if large or above.holds(core) or above.tag in ("article", "main", "body", "tr"):
                break
            box = above
        if box is not None and not box.reason:
            box.reason = ASKS_MAIL


def _asks_mail(field: Element) -> bool:
    return field.get("type").lower() == "email" or _MAIL.search(field.get("name")) is not None


# No page asks more often, nor from deeper inside a box.
_MOST_SIGN_UPS, _MOST_AROUND = 50, 8
_LONGEST_SIGN_UP = 300
_MAIL = regex(r"e-?mail", re.IGNORECASE)
_LEAST_BESIDE_CONSENT = 300
_COOKIES = regex(r"cookie|クッキー|쿠키|печень[ея]|ملفات تعريف الارتباط|עוגיות", re.IGNORECASE)


def _asks_consent(element: Element) -> bool:
    """Whether ``element`` is a dialog about cookies by its name and its words: on a short page it may be most of the text."""
    kind, sure = hint_of(element)
    return sure and kind in ("a prompt", "a dialog") and len(_COOKIES.findall(element.text(_CONSENT))) >= _OFTEN


_CONSENT, _OFTEN = 3_000, 5


_ROUND_PICTURES = frozenset(("a prompt", "a dialog", "a control of the page"))  # lightboxes and slide shows are called so


def _is_prose_mark(element: Element, worth: float) -> bool:
    """Whether a likely mark stands on a paragraph of its own, where a class name may mean its style."""
    return element.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "blockquote", "pre") and worth >= 40


_CARDS = frozenset(("div", "article", "section", "li", "a", "figure"))
_LONGEST_CARD = 400


def _cards(page: Page, leaves: list[Leaf], core: Element) -> list[Element]:
    """Rows of cards: siblings alike, each a linked headline with a few words, as pages announce others."""
    free = sums(page, leaves, "free")
    linked = counts(page, (leaf for leaf in leaves if leaf.is_linked and len(leaf.text) > 15))
    described = _held(page, _DESCRIBED)
    leads = leads_of(leaves) if linked[0] >= _FEWEST_CARDS else {}
    found: list[Element] = []
    for element in page.order:
        if element.reason or linked[element.at] < _FEWEST_CARDS or element.tag in ("table", "tbody", "tr", "ul", "ol", "dl"):
            continue
        groups: dict[tuple[str, str], list[Element]] = {}
        for child in element.elements():
            if child.tag in _CARDS and not child.reason:
                groups.setdefault((child.tag, child.get("class").partition(" ")[0]), []).append(child)
        for group in groups.values():
            cards = [
                card
                for card in group
                if 1 <= linked[card.at] <= 4 and free[card.at] <= _LONGEST_CARD and not card.holds(core) and not described[card.at]
            ]
            are_most = len(cards) >= _FEWEST_CARDS and len(cards) * 3 >= len(group) * 2
            if are_most and not are_counted([leads[card] for card in cards if card in leads]):
                found += cards
    return found


_FEWEST_CARDS = 3
_MOST_IN_BOX = 12
_LONGEST_ANNOUNCEMENT = 600


def _announcements(page: Page, leaves: list[Leaf]) -> list[Element]:
    """Boxes alike that hold one paragraph each, under a linked headline or name: other articles, or comments."""
    prose = counts(page, (leaf for leaf in leaves if leaf.is_prose))
    described = _held(page, _DESCRIBED)
    linked = counts(page, (leaf for leaf in leaves if leaf.is_linked and len(leaf.text) > 3))
    held = counts(page, leaves)
    boxes: dict[tuple[str, str, str], list[Element]] = {}
    for leaf in leaves:
        if not leaf.is_prose or leaf.size > _LONGEST_ANNOUNCEMENT:
            continue
        box = leaf.element
        for above in leaf.element.ancestors():
            if prose[above.at] > 1 or held[above.at] > _MOST_IN_BOX or above.tag in ("main", "body") or is_strong_body_hint(above):
                break
            box = above
        if linked[box.at] and not described[box.at] and box is not leaf.element and box.tag in _CARDS:
            boxes.setdefault((box.tag, box.get("class").partition(" ")[0], leaf.element.tag), []).append(box)
    return [box for (_, name, _), alike in boxes.items() if len(alike) >= (2 if name else 4) for box in alike]


# What a manual describes a thing in, and no page announces another by.
_DESCRIBED = frozenset(("pre", "dl", "table"))


def _held(page: Page, tags: frozenset[str]) -> list[int]:
    """For each element of ``page`` how many elements of ``tags`` it holds."""
    found = [int(element.tag in tags) for element in page.order]
    for at in range(len(found) - 1, 0, -1):
        found[page.above[at]] += found[at]
    return found


def _leads_off(box: Element, own: str) -> bool:
    """Whether the links of ``box`` lead to other sites than the page's ``own``: then it is one of the things that the article is about."""
    links = [href for below in box.walk() if below.tag == "a" and (href := below.get("href")) and not href.startswith(("#", "mailto:"))]
    return bool(own and links) and all(site_of(href) not in ("", own) for href in links)


def _best(page: Page, leaves: list[Leaf]) -> Element:
    worth = sums(page, leaves, "worth")
    best, most = page.root, -1e9
    for element in page.order:
        if element.block and not element.reason:
            score = worth[element.at] * (1.1 if is_body_hint(element) else 1.0)
            if score >= most:
                best, most = element, score
    while best.parent is not None and best.tag not in ("body", "main", "article") and (best.tag in _LISTS or not _holds_blocks(best)):
        best = best.parent
    return _whole_of(page, _said_body(page, best, worth), leaves)


def _whole_of(page: Page, best: Element, leaves: list[Leaf]) -> Element:
    """``best``, or the page's one article or main part that it is a small part of: one of lists and links has little prose in any part."""
    free = sums(page, leaves, "free")
    for kind in (_is_article, _is_main_part, _is_called_content):
        held = [element for element in page.order if kind(element) and not element.reason]
        if len(held) == 1 and held[0].holds(best) and not any(above.reason for above in held[0].ancestors()):
            return held[0] if free[best.at] < _SMALL_PART * free[held[0].at] else best
        if any(element.holds(best) for element in held):  # one of several
            return best
    return _with_parts_alike(best, free)


def _with_parts_alike(best: Element, free: list[float]) -> Element:
    """``best``, or what holds it with parts marked up alike that say more together: the sections of a chapter, what a manual describes."""
    for part in (best, *best.ancestors()):
        if part.tag in ("body", "main", "article") or part.parent is None:
            return best
        if part.get("class"):
            beside = (other for other in part.parent.elements() if other.tag == part.tag and other.get("class") == part.get("class"))
            if sum(free[other.at] for other in beside if not other.reason) > 2 * free[part.at]:
                return part.parent
    return best


def _is_article(element: Element) -> bool:
    return element.tag == "article"


def _is_main_part(element: Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_called_content(element: Element) -> bool:
    return element.block and element.get("id").lower() in _CONTENT


# What pages call all of what is theirs alone, by the id that its skip links lead to.
_CONTENT = frozenset(("content", "contents", "main", "main-content", "maincontent"))


_SMALL_PART = 0.5
_LISTS = frozenset(("ul", "ol", "dl"))  # which are under something


def _holds_blocks(element: Element) -> bool:
    """Whether ``element`` holds two blocks or more: one alone is no article yet, but a paragraph of one."""
    return element.tag != "p" and sum(1 for child in element.elements() if child.block) > 1


def _said_body(page: Page, best: Element, worth: list[float]) -> Element:
    """The one element in ``best`` that is called the article's body, when it holds most of the prose."""
    named: list[Element] = []
    for element in page.order[best.at : best.end]:
        weighty = element.block and not element.reason and worth[element.at] >= 0.12 * worth[best.at]
        if weighty and is_strong_body_hint(element) and not (named and named[-1].holds(element)):
            named.append(element)
    if len(named) == 1 and worth[named[0].at] >= 0.55 * worth[best.at]:
        return named[0]
    return best
