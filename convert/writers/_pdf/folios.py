"""Page numbers that are known late: pages are laid out before it is known how many come before them.

A part of a long pack is set beside others. What stands in a page's margins, and which side of the page its outer margin is,
depends on its number; the engine makes that last, so here it waits for the number and is given it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from convert.writers._pdf.job import Laid, Place

_OTHER = {"left": "right", "right": "left"}


class Folios:
    """Stands in for the function of WeasyPrint that makes what is in the margins of a page.

    ``ask`` is told what there is when all pages are laid out, and says where they stand. Asked once, however often
    the document is laid out.
    """

    def __init__(self, make: Any, html: Any, ask: Callable[[Laid], Place]) -> None:
        self._make = make
        self._html = html
        self._ask = ask
        self.place: Place | None = None

    def __call__(self, context: Any, page: Any, state: Any) -> Iterator[Any]:
        """The boxes in the margins of ``page``, which bears the number it has in the pack."""
        if self.place is None:
            self.place = self._ask(_laid(context))
        if self.place.before:
            state[1]["page"] = [number + self.place.before for number in state[1]["page"]]
        if self.place.before % 2:
            self._turn(context, page)
        yield from self._make(context, page, state)

    def _turn(self, context: Any, page: Any) -> None:
        """Make a right page of a left one, or the other way round: what is on it is as wide, and moves as a whole."""
        from weasyprint.layout.page import page_height, page_width, set_page_type_computed_styles
        from weasyprint.layout.percent import resolve_percentages

        left = page.content_box_x()
        page.page_type = page.page_type._replace(side=_OTHER[page.page_type.side])
        set_page_type_computed_styles(page.page_type, self._html, context.style_for)
        overflow = page.style["overflow"]
        page.style = context.style_for(page.page_type)
        page.style["overflow"] = overflow
        size = page.style["size"]
        resolve_percentages(page, size)
        page_width(page, context, size[0])
        page_height(page, context, size[1])
        for child in page.children:
            child.translate(page.content_box_x() - left)


def _laid(context: Any) -> Laid:
    """How many pages there are, and on which the names stand that links lead to, from 0; the engine has one state more than pages."""
    states = context.page_maker[:-1]
    names: dict[str, int] = {}
    for page, state in enumerate(states):
        for name in state[-1]["anchors"]:
            names.setdefault(name, page)
    return Laid(len(states), names)
