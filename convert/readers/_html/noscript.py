"""What pages keep for browsers without scripts: pictures and text that a script would put there stand in for what stands in for them."""

from __future__ import annotations

from convert.readers._html.figures import is_picture_file, source_of
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element, Page

_REACH = 2


def unwrap_pictures(page: Page) -> None:
    """Show the picture in each `<noscript>` where nothing round it has one; a copy of one that is shown stays away."""
    found = [element for element in page.order if element.tag == "noscript" and _holds_picture_only(element)]
    for element in found:
        beside = _beside(element)
        if any(source_of(picture, "") for picture in beside):
            continue
        for picture in beside:
            picture.reason = "moved"
        element.tag = "span"


def _holds_picture_only(element: Element) -> bool:
    pictures = [below for below in element.walk() if below.tag == "img"]
    return len(pictures) > 0 and all(_is_of_note(picture) for picture in pictures) and not element.text(1)


def _is_of_note(picture: Element) -> bool:
    """Whether ``picture`` is there to be seen: not one by which visits are counted, which bears no words and no file's name."""
    address = source_of(picture, "")
    return bool(address) and (is_picture_file(address) or bool(picture.get("alt").strip())) and not _is_dot(picture)


def _is_dot(picture: Element) -> bool:
    return any(picture.get(side).strip().removesuffix("px") in ("0", "1") for side in ("width", "height"))


def _beside(element: Element) -> list[Element]:
    """The pictures that stand with ``element`` in the nearest element that holds any."""
    for _, above in zip(range(_REACH), element.ancestors(), strict=False):
        if above.end - above.at > _MOST_BESIDE:
            return []
        pictures = [below for below in above.walk() if below.tag in ("img", "amp-img") and not element.holds(below)]
        if pictures or above.text(1):
            return pictures
    return []


_MOST_BESIDE = 60


def unwrap_text(page: Page) -> None:
    """Show the text in each `<noscript>` that is longer than what one asks of a reader and stands nowhere else on the page."""
    found = [element for element in page.order if element.tag == "noscript" and len(element.text(_LEAST_TEXT)) >= _LEAST_TEXT]
    if not found:
        return
    shown = _shown(page, frozenset(found))
    for element in found:
        lines = [below.text() for below in element.walk() if (below.block or below is element) and not below.holds_blocks]
        said = [line for line in lines if len(line) >= _LINE and has_sentence(line)]
        if sum(map(len, said)) >= _LEAST_TEXT and not any(line[:_LINE] in shown for line in said):
            element.tag = "div" if element.block else "span"


def _shown(page: Page, without: frozenset[Element]) -> str:
    """The text of ``page`` outside of the elements ``without``."""
    pieces: list[str] = []
    until = 0
    for element in page.order:
        if element.at < until:
            continue
        if element in without:
            until = element.end
        elif element.block and not element.holds_blocks and element.tag not in ("script", "style"):
            pieces.append(element.text())
    return " ".join(pieces)


_LEAST_TEXT = 600
_LINE = 60
