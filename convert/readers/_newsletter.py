"""What a newsletter puts round its text: a link to see it in a browser, who sent it when, buttons, and how to be rid of it.

A letter is one when it says how to unsubscribe, by its headers (RFC 2369, RFC 2919) or by a link. Only what stands before and
after the text is looked at, and nothing goes that would leave but little of the letter.
"""

from __future__ import annotations

import re
from itertools import takewhile

import msgspec

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.leaves import Leaf, Leaves
from convert.readers._html.links import is_web
from convert.readers._html.names import split_names
from convert.readers._html.openings import SAID_ABOVE, SUBTITLE
from convert.readers._html.page import Element, Page
from convert.readers._html.report import HEADLINE
from convert.readers._text.dateline import byline_names, is_name, says_who_or_when

_ABOVE = "above the headline"
_FOOT = "the letter's foot"
_BUTTON = "a control of the page"
_UNSUBSCRIBES = regex(r"unsubscri|opt[_-]?out|disable_email|list-manage\.com|/preferences\b|abmeld|d[ée]sabonn|desinscri", re.IGNORECASE)
_SAYS_UNSUBSCRIBE = regex(
    r"unsubscribe|abmelden|abbestell|désabonner|désinscri|darse? de baja|cancelar (?:la )?suscripción|disiscriv|annulla l.iscrizione|"
    r"cancelar (?:a )?(?:inscrição|assinatura)|afmelden|uitschrijven|avregistrera|afmeld|wypisz|odhlásit|leiratkoz|отписаться|відписатися|"
    r"配信停止|配信解除|購読解除|退订|退訂|取消订阅|取消訂閱|구독 ?취소|수신 ?거부|إلغاء الاشتراك|لغو اشتراک|ביטול הרשמה|abonelikten|"
    r"hủy đăng ký",
    re.IGNORECASE,
)
_ELSEWHERE = regex(
    r"browser|navigat(?:eur|or)|navegador|webbläsare|nettleser|przeglądar|prohlížeč|браузер|ブラウザ|浏览器|瀏覽器|브라우저|المتصفح|דפדפן|"
    r"\bonline\b|\bweb ?version\b|version web|\bin app\b|\bforwarded\b",
    re.IGNORECASE,
)
_COPYRIGHT = regex(r"\W*(?:©|copyright\b)", re.IGNORECASE)
_FIRST_LEAVES = 12
_LAST_LEAVES = 25
_MOST_ABOVE = 6
_SHORT, _LONGEST_FOOT = 120, 1_200
_LONGEST_BUTTON = 40
_LONGEST_LINE, _LONGEST_HERE = 200, 20
_LEAST_LEFT = 0.4


class Letterhead(msgspec.Struct, frozen=True):
    """What stands above a newsletter's text: whom it is from, where it is to be read on the web, its subtitle; empty what isn't said."""

    authors: tuple[str, ...] = ()
    address: str = ""
    subtitle: str = ""


def mark(page: Page, body: Element, subject: str, unsubscribe: tuple[str, ...], *, is_listed: bool) -> Letterhead:
    """Mark what stands round the text of the letter in ``body``, called ``subject``, and give what is said above it.

    ``unsubscribe`` are the addresses by which its headers say one unsubscribes; ``is_listed`` says that the headers name a list.
    """
    leaves = Leaves(page).below(body)
    foot = _foot(body, leaves, unsubscribe)
    if not foot and not is_listed:
        return Letterhead()
    before = [(leaf.element, leaf.element.reason) for leaf in leaves]
    for element in foot:
        element.reason = _FOOT
    rest = [leaf for leaf in leaves if not any(element.holds(leaf.element) or element is leaf.element for element in foot)]
    for leaf in takewhile(_is_button, reversed(rest[_FIRST_LEAVES:] if foot else [])):
        leaf.element.reason = _BUTTON
    head = _head(rest, subject)
    kept = sum(leaf.size for leaf in rest if not leaf.element.reason)
    if kept < _LEAST_LEFT * sum(leaf.size for leaf in leaves) and kept < _LONGEST_FOOT:
        for element, reason in [*before, *((element, "") for element in foot)]:
            element.reason = reason
        return Letterhead()
    return head


# --- above ------------------------------------------------------------------------------------------------


def _head(leaves: list[Leaf], subject: str) -> Letterhead:
    title = next((at for at, leaf in enumerate(leaves[:_FIRST_LEAVES]) if _says(leaf, subject)), None)
    address = ""
    if title is not None:
        if any(len(leaf.text) > _SHORT for leaf in leaves[:title]):
            return Letterhead()
        for leaf in leaves[:title]:
            leaf.element.reason = _ABOVE
        leaves[title].element.reason = HEADLINE
        links = (below.get("href") for below in leaves[title].element.walk() if below.tag == "a")
        address = next(filter(is_web, links), "")
    authors: list[str] = []
    subtitle = ""
    for leaf in leaves[0 if title is None else title + 1 :][:_FIRST_LEAVES]:
        if _is_elsewhere(leaf):
            leaf.element.reason = _ABOVE
        elif title is not None and not subtitle and SUBTITLE.search(leaf.element.get("class")):
            subtitle, leaf.element.reason = leaf.text, SAID_ABOVE
        elif title is not None and (_is_button(leaf) or _is_day(leaf.text)):
            authors += split_names(leaf.text) if _is_button(leaf) and is_name(leaf.text) else byline_names(leaf.text)
            leaf.element.reason = SAID_ABOVE
        else:
            break
    return Letterhead(tuple(dict.fromkeys(authors)), address, subtitle)


def _says(leaf: Leaf, subject: str) -> bool:
    letters = "".join(filter(str.isalnum, folded(leaf.text)))
    return bool(letters) and letters == "".join(filter(str.isalnum, folded(subject)))


def _is_elsewhere(leaf: Leaf) -> bool:
    """Whether ``leaf`` is a short line with a link to where the letter is to be read, or to whoever it was passed on by."""
    return len(leaf.text) <= _SHORT and leaf.linked > 0 and _ELSEWHERE.search(leaf.text) is not None


def _is_day(text: str) -> bool:
    """Whether ``text`` is a line of who and when; newsletters leave the year out."""
    return len(text) <= _LONGEST_BUTTON and (says_who_or_when(text) or says_who_or_when(f"{text}, 2000"))


# --- below ------------------------------------------------------------------------------------------------


def _foot(body: Element, leaves: list[Leaf], unsubscribe: tuple[str, ...]) -> list[Element]:
    """The elements that say how to be rid of the letter, and all after them; none where that is much."""
    last = leaves[-_LAST_LEAVES:]
    first = next((at for at, leaf in enumerate(last) if _unsubscribes(leaf.element, unsubscribe)), None)
    if first is None or sum(len(leaf.text) for leaf in last[first:]) > _LONGEST_FOOT:
        return []
    near = last[max(0, first - _MOST_ABOVE) : first]
    owned = next((at for at, leaf in enumerate(near) if _COPYRIGHT.match(leaf.text)), None)
    if owned is not None and sum(len(leaf.text) for leaf in near[owned:]) <= _LONGEST_FOOT / 2:
        first -= len(near) - owned
    while first and _is_button(last[first - 1]):
        first -= 1
    return [_box(leaf.element, body) for leaf in last[first:]]


def _unsubscribes(element: Element, unsubscribe: tuple[str, ...]) -> bool:
    links = [(link.get("href").strip(), link) for link in element.walk() if link.tag == "a" and link.get("href")]
    said = element.text(_LONGEST_LINE + 1)
    by_line = len(said) <= _LONGEST_LINE and _SAYS_UNSUBSCRIBE.search(said)  # and a link that says but *here*, by a way that counts clicks
    return any(
        href in unsubscribe
        or (is_web(href) and (_UNSUBSCRIBES.search(href) or (by_line and len(link.text()) <= _LONGEST_HERE)))
        or _SAYS_UNSUBSCRIBE.search(link.text(_SHORT))
        for href, link in links
    )


def _box(element: Element, body: Element) -> Element:
    """``element``, or the largest round it that holds nothing else."""
    box, size = element, len(element.text())
    for above in element.ancestors():
        if above is body or len(above.text(size + 1)) > size:
            break
        box = above
    return box


def _is_button(leaf: Leaf) -> bool:
    return leaf.linked >= 0.9 * len(leaf.text) and len(leaf.text) <= _LONGEST_BUTTON
