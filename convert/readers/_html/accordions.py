"""Headings that fold what is below them: the words of the button in one are the heading (ARIA Authoring Practices, accordion pattern)."""

from __future__ import annotations

from convert.readers._html.hints import is_hidden
from convert.readers._html.leaves import HEADINGS
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element, Page
from convert.readers._html.passages import is_said_on
from convert.readers._text.words import CONTROLS

_HEADS = HEADINGS | {"dt"}


def unfold(page: Page) -> None:
    """Take each button of ``page`` that is all of a heading for its words, those over boxes of text for headings, and those in sentences for words."""
    over_boxes: dict[str, list[Element]] = {}
    panels = {name: element for element in reversed(page.order) if is_hidden(element) and (name := element.get("id"))}
    for element in page.order:
        if panels and (panel := panels.get(element.get("aria-controls"))) is not None and _head(element) is not None:
            _open(panel, element)
        if element.tag != "button":
            continue
        if (head := _head(element)) is not None and element.text(_LONGEST) == head.text(_LONGEST):
            element.tag = "span"
            element.attributes = {}
        elif _is_over_box(element):
            over_boxes.setdefault(element.get("class"), []).append(element)
        elif 0 < len(element.text(_LONGEST_WORDS + 1)) <= _LONGEST_WORDS and _is_in_sentence(element):
            element.tag = "span"
    for buttons in over_boxes.values():
        for button in buttons if len(buttons) >= _FEWEST else ():
            line = _line_of(button)
            button.tag = "span"
            line.tag, line.block = "h3", True


def _open(panel: Element, toggle: Element) -> None:
    """Show ``panel``, which is hidden until ``toggle``, in the heading right before it, is pressed, where it holds sentences."""
    if toggle.end <= panel.at <= toggle.end + _NEAR and has_sentence(panel.text(_LONGEST)):
        panel.attributes = {name: value for name, value in panel.attributes.items() if name not in _HIDES}


_NEAR = 6
_HIDES = frozenset(("hidden", "aria-hidden", "style", "class"))


def _is_over_box(button: Element) -> bool:
    """Whether ``button`` says several words and a box with a sentence stands right behind it, as an answer does."""
    said, line = button.text(_LONGEST), _line_of(button)
    at = line.place(_MOST_BESIDE)
    if at < 0 or line.parent is None or len(said) > _LONGEST or " " not in said or said.lower() in CONTROLS:
        return False
    box = next((child for child in line.parent.children[at + 1 : at + 3] if not isinstance(child, str)), None)
    return box is not None and box.tag in _BOXES and has_sentence(box.text(_LONGEST))


def _line_of(button: Element) -> Element:
    """The paragraph that holds ``button`` and nothing else, else the button."""
    above = button.parent
    alone = above is not None and above.tag == "p" and not any(child is not button and str(child).strip() for child in above.children)
    return above if above is not None and alone else button


def _is_in_sentence(button: Element) -> bool:
    """Whether ``button`` names one in a line that ends as a sentence does, as manuals show them."""
    line = next((above for above, _ in zip(button.ancestors(), range(_LEVELS), strict=False) if above.block), None)
    return line is not None and line.tag in _LINES and has_sentence(line.text()[-2:]) and is_said_on(button)


_FEWEST, _MOST_BESIDE, _LONGEST_WORDS = 2, 1_000, 40
_BOXES = frozenset(("div", "section", "p", "dd"))
_LINES = frozenset(("p", "li", "dd", "td"))


def _head(button: Element) -> Element | None:
    above = (each for each, _ in zip(button.ancestors(), range(_LEVELS), strict=False))
    return next((each for each in above if each.tag in _HEADS and each.end - each.at <= _MOST_IN_HEAD), None)


_LEVELS, _LONGEST, _MOST_IN_HEAD = 3, 1_000, 30
