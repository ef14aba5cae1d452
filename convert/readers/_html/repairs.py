"""What scripts, converters and site builders made of a page's text, turned back before it is judged or read."""

from __future__ import annotations

from convert.notices import Notice, Notify
from convert.readers._html import (
    accordions,
    admonitions,
    boxes_to_tick,
    emails,
    formulas,
    kept_captions,
    lightboxes,
    loose_notes,
    misused_headings,
    noscript,
    numbered_notes,
    office_lists,
    painted,
    part_numbers,
    quoted,
    tabs,
)
from convert.readers._html.page import Page


def mend(page: Page, name: str, notify: Notify) -> None:
    """Bring back the addresses, formulas, notes and pictures of ``page`` that its markup holds in some other way than HTML's.

    ``name`` is what notices call it.
    """
    misused_headings.mend(page)
    accordions.unfold(page)
    tabs.head(page)
    admonitions.unwrap(page)
    office_lists.restore(page)
    quoted.attribute(page)
    boxes_to_tick.draw(page)
    part_numbers.part(page)
    emails.restore(page)
    formulas.restore(page)
    loose_notes.tie(page)
    numbered_notes.tie(page)
    if beyond := painted.hang(page):
        message = "of more pictures painted behind boxes than a page shows the rest were left out"
        notify(Notice("left-out", "html.painted", message, source=name, count=beyond))
    noscript.unwrap_pictures(page)
    lightboxes.fold(page)
    kept_captions.put(page)
