"""Links that an author collected: lists of other sites' pages, at the end of a text its sources, on a page of their own what it is about."""

from __future__ import annotations

from convert.readers._html.links import site_of
from convert.readers._html.page import Element


def collection_of(item: Element, own: str, known: dict[Element, bool]) -> Element | None:
    """The list that ``item`` is one of, if all its links lead to other sites than ``own``, and to several; ``known`` are lists seen before."""
    if not own or item.tag != "li" or item.parent is None or item.parent.tag not in ("ul", "ol"):
        return None
    box = item.parent
    if box not in known:
        known[box] = _leads_off(box, own)
    return box if known[box] else None


def _leads_off(box: Element, own: str) -> bool:
    hrefs = [
        href for below in box.walk() if below.tag == "a" and (href := below.get("href").strip()) and not href.startswith(("#", "mailto:"))
    ]
    sites = set(map(site_of, hrefs))
    return len(sites) >= _FEWEST_SITES and sites.isdisjoint(("", own))


_FEWEST_SITES = 2
