"""Captions that a page has as data, for a script to show below a picture that opens large: put below the picture."""

from __future__ import annotations

from html import unescape

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.figures import is_ornament, is_picture_file, source_of
from convert.readers._html.page import Element, Page

# As the scripts that are in use call them: fancybox, lightGallery, Jetpack's carousel, FooBox; and those that call them so only beside more.
_NAMES = ("data-caption", "data-sub-html", "data-image-caption", "data-caption-desc")
_BESIDE_LARGE = ("data-title", "data-description")
_LARGE = ("data-lightbox", "data-fancybox", "data-glightbox", "data-gallery", "data-pswp-width", "data-featherlight")
_TAG = regex(r"<[^<>]{0,300}>")
_LONGEST, _FEWEST = 1_200, 2
_LEVELS, _NEAR, _MOST_ROUND_ONE, _MOST_ON_LINE = 3, 2, 20, 200
_MOST = 500  # no gallery has more


def put(page: Page) -> None:
    """Set what is stated as the caption of a picture of ``page`` below it, where its words don't stand there yet."""
    _name_described(page)
    changed = 0
    for picture in [element for element in page.order if element.tag == "img"]:
        holder = _holder(picture)
        said = _stated(holder) or (_stated(picture) if holder is not picture else "")
        if said and holder.parent is not None and _is_alone(holder) and not _is_said(holder, said):
            address = source_of(picture, "")
            if address and not is_ornament(picture, address):
                _frame(holder, said)
                changed += 1
        if changed >= _MOST:
            break
    if changed:
        page.renumber()


def _name_described(page: Page) -> None:
    """Call the block a caption that a picture right before it says it is described by (WAI-ARIA, ``aria-describedby``)."""
    described = {element.get("aria-describedby").strip(): element for element in page.order if element.tag in _DESCRIBED}
    for element in page.order:
        picture = described.get(element.get("id")) if described and element.get("id") else None
        if picture is None or not element.block or not picture.end <= element.at <= picture.end + _MOST_BETWEEN:
            continue
        if element.tag in _CALLED_ALIKE and 0 < len(element.text(_LONGEST + 1)) <= _LONGEST:
            element.attributes.setdefault("itemprop", "caption")


_DESCRIBED, _CALLED_ALIKE, _MOST_BETWEEN = frozenset(("img", "picture")), frozenset(("p", "div")), 8


def _holder(picture: Element) -> Element:
    """The outermost element near ``picture`` that states a caption and holds but this picture; ``picture`` where none does."""
    found = picture
    for above, _ in zip(picture.ancestors(), range(_LEVELS), strict=False):
        if (
            max(above.end - above.at, len(above.children)) > _MOST_ROUND_ONE
            or above.text(1)
            or sum(below.tag == "img" for below in above.walk()) > 1
        ):
            break
        if _stated(above):
            found = above
    return found


def _stated(element: Element) -> str:
    """The caption that ``element`` states in words; one that names another element by a selector is none."""
    if not element.attributes:
        return ""
    names: tuple[str, ...] = _NAMES
    if element.tag == "a" and (is_picture_file(element.get("href")) or any(name in element.attributes for name in _LARGE)):
        names = (*_NAMES, *_BESIDE_LARGE)
    for name in names:
        value = element.attributes.get(name)
        if value and not value.startswith((".", "#")):
            said = " ".join(unescape(_TAG.sub(" ", unescape(value)[: 4 * _LONGEST])).split())
            if len(said.split()) >= _FEWEST and len(said) <= _LONGEST:
                return said
    return ""


def _is_alone(element: Element) -> bool:
    """Whether no words stand on one line with ``element``: what is in the midst of a sentence stays there."""
    line = next((above for above in element.ancestors() if above.block), None)
    if line is None:
        return False
    if any(child.block for child in line.children[:_MOST_ON_LINE] if not isinstance(child, str)):
        return True
    return len(line.children) <= _MOST_ON_LINE and not line.text(1)


def _is_said(element: Element, said: str) -> bool:
    """Whether a box near ``element`` has the words ``said``, or a caption of its own."""
    for above, _ in zip(element.ancestors(), range(_NEAR), strict=False):
        if len(above.children) > _MOST_ROUND_ONE:
            return False
        if any(below.tag == "figcaption" for below in above.elements()):
            return True
        words = above.text(2 * _LONGEST)
        if folded(said)[:_LONGEST] in folded(words):
            return True
    return False


def _frame(element: Element, said: str) -> None:
    """Put a figure in the place of ``element`` that holds it and ``said`` below; what stood on a line with it gets paragraphs of its own."""
    while element.parent is not None and not element.parent.block:
        element = element.parent
    parent = element.parent
    if parent is None:
        return
    figure = Element("figure", {}, parent)
    caption = Element("figcaption", {}, figure)
    caption.children = [said]
    figure.children = [element, caption]
    parent.tag = "div" if parent.tag == "p" else parent.tag
    parent.children = _regular([figure if child is element else child for child in parent.children], parent)
    if not element.block:
        figure.children = [*_regular([element], figure), caption]
    else:
        element.parent = figure


def _regular(children: list[Element | str], parent: Element) -> list[Element | str]:
    """``children`` with a paragraph round each run of what is no block; blanks between blocks go."""
    regular: list[Element | str] = []
    run: Element | None = None
    for child in children:
        if isinstance(child, Element) and child.block:
            regular.append(child)
            run = None
        elif run is not None or not isinstance(child, str) or child.strip():
            if run is None:
                run = Element("p", {}, parent)
                regular.append(run)
            run.children.append(child)
            if isinstance(child, Element):
                child.parent = run
    return regular
