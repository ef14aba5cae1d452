"""What was left out of a page, as notices: one for each block that was dropped with what it held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from convert.notices import Notice, Notify, excerpt
from convert.readers._html.embeds import embed_of
from convert.readers._html.figures import is_ornament, is_picture_file, source_of, stated_words
from convert.readers._html.page import Element, Page

OUTSIDE = "outside the article"
UNLIKE = "unlike the article's text"
CARD = "one of several cards that lead to other pages"
ANNOUNCEMENT = "announces another page"
REPEAT = "a repeat"
AFTER_END = "after the article's end"
ASKS_MAIL = "asks for a mail address"
WITHOUT_SCRIPTS = "for browsers without scripts"
CONTENTS = "the page's own contents"
WALL = "asks to subscribe or to log in for the rest"
HEADLINE = "the headline, which is the title"
PAGE_NUMBER = "a page number of the printed book"
WITHOUT_PLAYER = "for browsers that can't play it"
EMPTY_FRAME = "a frame with nothing to read"
OTHER_PAGES = frozenset(("related", CARD, ANNOUNCEMENT))
SILENT = frozenset(("moved", "a link back"))
_CODES = {
    "hidden": "hidden", "navigation": "navigation", "related": "related", "advertising": "advertising", "comments": "comments", "sharing": "sharing",
    "a prompt": "prompt", "a form": "form", "a dialog": "prompt", "tags": "tags", REPEAT: "repeat", ASKS_MAIL: "prompt", WALL: "prompt", "who and when": "byline",
    "about the author": "author", OUTSIDE: "outside", UNLIKE: "unlike",
    CARD: "related", ANNOUNCEMENT: "related", CONTENTS: "contents", WITHOUT_SCRIPTS: "noscript",
    WITHOUT_PLAYER: "player", PAGE_NUMBER: "page",
}  # fmt: skip
_UNSEEN = frozenset("script style noscript head svg canvas select textarea input audio video".split())
_UNSHOWN = {
    "noscript": WITHOUT_SCRIPTS, "select": "a control of the page", "textarea": "a control of the page",
    "audio": WITHOUT_PLAYER, "video": WITHOUT_PLAYER,
}  # fmt: skip


def dropped(page: Page, kept: list[Element]) -> Iterator[tuple[Element, str]]:
    """Each outermost element of ``page`` that holds text and was left out, with the reason.

    ``kept`` are the elements that the article was made of; what stands neither in one nor round one is
    outside of it.
    """
    inside = [False] * (len(page.order) + 1)
    round_kept = set(kept)
    for element in kept:
        for place in range(element.at, element.end):
            inside[place] = True
        round_kept.update(element.ancestors())
    at = 0
    while at < len(page.order):
        element = page.order[at]
        if element.tag in _UNSEEN or element.reason in SILENT:
            if inside[at] and not element.reason and element.tag in _UNSHOWN:
                yield element, _UNSHOWN[element.tag]
            at = element.end
        elif element.reason and element not in round_kept:
            yield element, element.reason
            at = element.end
        elif not inside[at] and element not in round_kept:
            yield element, OUTSIDE
            at = element.end
        else:
            at += 1


def code_of(reason: str) -> str:
    """The code of the notice that something was left out for ``reason``."""
    return f"html.{_CODES.get(reason, 'control')}"


def notify_dropped(page: Page, kept: list[Element], source: str, title: str, notify: Notify) -> None:
    """Say what was left out of the article ``title``; blocks in a row that go for the same reason are told together.

    ``kept`` are the elements that the article was made of, that of its text first.
    """
    last: tuple[Element | None, Notice] | None = None
    for element, reason in dropped(page, kept):
        said = told_of(element, kept[0])
        if not said:
            continue
        if last is not None and last[0] is element.parent and last[1].message == reason:
            last = element.parent, msgspec.structs.replace(last[1], count=last[1].count + 1)
            continue
        if last is not None:
            notify(last[1])
        last = element.parent, Notice("left-out", code_of(reason), reason, source=source, article=title, excerpt=excerpt(said))
    if last is not None:
        notify(last[1])


def notify_frames(frames: Iterable[Element], source: str, title: str, notify: Notify) -> None:
    """Say which ``frames`` of the article ``title`` are nothing that a pack could name."""
    for frame in frames:
        notify(Notice("left-out", "html.frame", EMPTY_FRAME, source=source, article=title, excerpt=excerpt(leads_to(frame), 80)))


def leads_to(frame: Element) -> str:
    """The address that ``frame`` or what stands in it states; empty where none does."""
    stated = (each.get("src") or each.get("data-src") for each in frame.walk())
    return next(filter(None, stated), "")


def unshown(root: Element) -> Iterator[tuple[Element, str]]:
    """Each element of ``root`` that no pack can show and that isn't left out, with the reason: fields, and what is for browsers without scripts."""
    return ((element, _UNSHOWN[element.tag]) for element in root.walk() if element.tag in _UNSHOWN and not element.reason)


def told_of(element: Element, main: Element, *, whole: bool = False) -> str:
    """What of ``element`` tells readers which it is: how it begins, or all it says, else what it plays or shows; ``main`` is the article's text."""
    said = element.text() if whole and element.tag not in _UNSHOWN else said_in(element)
    return said or _played_in(element) or _shown_in(element, main)


def _played_in(element: Element) -> str:
    """The address of the first thing to see or hear from elsewhere in ``element``."""
    held = filter(None, (embed_of(below, "") for below in element.walk()))
    return next((embed.href for embed in held if embed.kind != "page"), "")


def _shown_in(element: Element, main: Element) -> str:
    """What the first picture in ``element`` is called, in words or by its file, if that stands in ``main``, the article's text.

    Icons and what stands in for a picture don't count, nor do copies for browsers without scripts.
    """
    if element.tag in _UNSHOWN or not main.holds(element):
        return ""
    for below in element.walk():
        if below.tag == "img" and (address := source_of(below, "")) and not is_ornament(below, address):
            return stated_words(below) or (address if is_picture_file(address) else "")
    return ""


def said_in(element: Element) -> str:
    """How ``element`` begins, be it a field of a form."""
    held = [child for child in element.children if isinstance(child, str)] if element.tag in _UNSHOWN else []
    return " ".join(" ".join(held)[:400].split()) or element.text(200)
