"""Marked-up text that is known to be an article's own, as blocks: a feed's entry, a chapter, a letter.

Nothing is judged here but what a browser would not show, boxes that ask for a mail address, and boxes of links that are called what
leads to other pages; notes, figures, tables and the rest are read by the same code as those of a page.
"""

from __future__ import annotations

from collections.abc import Callable

from convert.formats import Source
from convert.model import Block
from convert.notices import Notice, Notify, excerpt
from convert.readers._html import captions, report
from convert.readers._html.blocks import HEADINGS, Blocks
from convert.readers._html.content import leave_out_sign_ups
from convert.readers._html.hints import hint_of, is_hidden
from convert.readers._html.inlines import Runs
from convert.readers._html.notes import Notes
from convert.readers._html.page import Element, Page
from convert.readers._html.parsing import parse
from convert.readers._html.repairs import mend


def blocks_of(
    html: str | bytes, base_url: str, notify: Notify, *, name: str = "", mark: Callable[[Page, Element], None] | None = None
) -> tuple[Block, ...]:
    """The blocks that ``html`` holds, a fragment or a whole document, in any encoding when it is bytes.

    Addresses in it are relative to ``base_url``; links to a place within it keep their targets. ``name`` is what
    notices call it. Elements that are hidden by their own attributes are left out, and those that ``mark`` gives a reason, each with a notice.
    """
    data = _bytes_of(html) if isinstance(html, str) else html
    media = "text/html; charset=utf-8" if isinstance(html, str) else ""
    page = parse(Source(name=name, data=data, url=base_url, media=media), notify)
    mend(page, name, notify)
    body = next((element for element in page.root.elements() if element.tag == "body"), page.root)
    _leave_out_hidden(page, name, notify)
    if mark is not None:
        mark(page, body)
    _leave_out_round(page, body, name, notify)
    maker = maker_of(page, body, base_url, base_url)
    return tuple(map(maker.runs.titled, maker.of(body)))


def maker_of(page: Page, content: Element, address: str, base: str) -> Blocks:
    """What makes the blocks of ``content``: its base address, notes, ids and figures known.

    ``address`` is where ``page`` is, empty where that isn't known; links to it with a fragment stay within the article.
    """
    notes = Notes(page, content)
    known, named = notes.anchors(content)
    runs = Runs(base, (address,) if address else (), notes.of, known)
    levels = [HEADINGS[element.tag] for element in content.walk() if element.tag in HEADINGS and not element.reason]
    maker = Blocks(runs, captions.mark_figures(content), named, highest=min(levels, default=1))
    notes.blocks = maker.of
    return maker


def _bytes_of(text: str) -> bytes:
    """``text`` in UTF-8; a lone surrogate, which has no bytes, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def _leave_out_hidden(page: Page, name: str, notify: Notify) -> None:
    for element, reason in report.unshown(page.root):
        if said := report.said_in(element):
            notify(Notice("left-out", report.code_of(reason), reason, source=name, excerpt=excerpt(said)))
    until = 0
    for element in page.order:
        if element.at < until or not is_hidden(element):
            continue
        until = element.end
        element.reason = "hidden"
        if said := element.text(200):
            notify(Notice("left-out", "html.hidden", "hidden", source=name, excerpt=excerpt(said)))


def _leave_out_round(page: Page, body: Element, name: str, notify: Notify) -> None:
    """Leave out what programs put between and below the parts of a text: boxes to sign up, to share, to read more."""
    leave_out_sign_ups(page, body)
    until = 0
    for element in page.order:
        if element.at < until:
            continue
        if not element.reason and element.block and element is not body and _leads_away(element):
            element.reason = hint_of(element)[0]
        if element.reason:
            until = element.end
            if element.reason not in ("hidden", report.HEADLINE) and (said := element.text(200)):
                notify(Notice("left-out", report.code_of(element.reason), element.reason, source=name, excerpt=excerpt(said)))


def _leads_away(element: Element) -> bool:
    """Whether ``element`` is surely called a box to share or of related pages, and holds little but links."""
    kind, sure = hint_of(element) if element.attributes else ("", False)
    if not sure or kind not in ("sharing", "related") or element.end - element.at > _MOST_IN_BOX:
        return False
    text, links = len(element.text()), sum(len(below.text()) for below in element.walk() if below.tag == "a")
    heading = max((len(below.text()) for below in element.walk() if below.tag in HEADINGS), default=0)
    if any(below.tag == "figcaption" for below in element.walk()):
        return False
    return text - links - heading <= _LONGEST_LABEL if links else text == heading


_MOST_IN_BOX = 300
_LONGEST_LABEL = 20
