"""Where a line ends, and how it is filled: by its blanks, or between the signs of a script that has none.

WeasyPrint widens blanks and nothing else, however wide, and ends some lines behind their first word. This takes the place of its
ways in the child process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

# In em, beside its own width.
_WIDEST_BLANK = 0.8
# In em: a line of thirty signs that ends three signs early is still filled.
_WIDEST_GAP = 0.12


def filling(inline: Any) -> Callable[[Any, Any, float], None]:
    """What is to stand in place of ``inline.justify_line``, of WeasyPrint's module that sets lines."""
    by_blanks = inline.justify_line

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        blanks = inline.count_expandable_spaces(line)
        size = line.style["font_size"]
        text = _text(inline, line)
        if sum(map(_square, text)) > len(text) / 2:
            gap = extra_width / max(len(text) - 1, 1)
            if gap <= _WIDEST_GAP * size:
                _spread(inline, context, line, gap, 0.0)
        elif blanks and extra_width / blanks <= _WIDEST_BLANK * size:
            # Torn open further it would have holes: before an address, or where the engine ended it too early.
            by_blanks(context, line, extra_width)

    return justify_line


def fitting(inline: Any) -> Callable[..., tuple[Any, int, int | None, float, float, float]]:
    """What is to stand in place of ``inline.split_first_line``, which says how much of a text a line takes.

    Of a text that fits but for the blank at its end, before words in bold say, WeasyPrint (to 70) takes the first word alone.
    """
    by_words = inline.split_first_line

    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *more: Any, **named: Any) -> Any:
        found = by_words(text, style, context, max_width, *more, **named)
        whole = text.rstrip(" ")
        if max_width is None or found[2] is None or whole == text or " " not in whole or " " in found[0].text:
            return found
        fits = by_words(whole, style, context, max_width, *more, **named)
        if fits[2] is not None or fits[3] > max_width or style["white_space"] not in ("normal", "pre-line"):
            return found
        return (*fits[:2], len(text.encode()), *fits[3:])

    return split_first_line


@cache
def _square(character: str) -> bool:
    """Whether ``character`` is an ideograph, a kana or one of their marks; hangul has blanks between words."""
    return unicodedata.east_asian_width(character) in "WF" and not unicodedata.name(character, "").startswith("HANGUL")


def _text(inline: Any, box: Any) -> str:
    """The text of ``box``, in its line."""
    if isinstance(box, inline.boxes.TextBox):
        return str(box.text)
    if isinstance(box, (inline.boxes.LineBox, inline.boxes.InlineBox)):
        return "".join(_text(inline, child) for child in box.children if child.is_in_normal_flow())
    return ""


def _spread(inline: Any, context: Any, box: Any, gap: float, moved: float) -> float:
    """Put ``gap`` after each sign in ``box``, which stands ``moved`` further on; says how far what follows it moves."""
    if isinstance(box, inline.boxes.TextBox):
        box.position_x += moved
        if box.text:
            style = box.style.copy()
            spacing = style["letter_spacing"]
            style["letter_spacing"] = gap + (0 if spacing == "normal" else spacing)
            layout = inline.create_layout(box.text, style, context, max_width=None, justification_spacing=0)
            layout.deactivate()
            box.style, box.pango_layout = style, layout
            box.width += gap * len(box.text)
            moved += gap * len(box.text)
    elif isinstance(box, (inline.boxes.LineBox, inline.boxes.InlineBox)):
        box.position_x += moved
        before = moved
        for child in box.children[:: -1 if box.style["direction"] == "rtl" else 1]:
            if child.is_in_normal_flow():
                moved = _spread(inline, context, child, gap, moved)
        box.width += moved - before
    else:
        box.translate(moved, 0)
    return moved
