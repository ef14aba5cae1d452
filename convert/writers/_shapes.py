"""What a block looks like, where pages set it differently: verse, a long title, a small table, a list with long numbers."""

from __future__ import annotations

import unicodedata

from convert.model import LineBreak, List, Paragraph, Table
from convert.walk import plain_text

# Fewer lines, or a longer one, are prose that somebody broke.
_LEAST_VERSE = 3
_LONGEST_VERSE_LINE = 60
# A title of more letters is set smaller, or it would be all there is to see of its page.
_LONG_TITLE = 90
_MOST_ROWS = 10
_MOST_TEXT = 700
# The label of an item reaches past the indent of its list when it has more places: ``99.`` does not, ``100.`` does.
_PLACES = 2
_FIRST_LONG_ROMAN = 7
HOW_MUCH_SMALLER = 0.78
_TAB = 4
# The width of a letter of code, of its size; how much more a line holds of code set smaller, which is better than to break it.
CODE_LETTER = 0.6
DENSE = {"dense": 1.13, "denser": 1.27}


def is_verse(paragraph: Paragraph) -> bool:
    """Whether ``paragraph`` is made of lines: a stanza, an address, what is signed below a letter."""
    if sum(type(child) is LineBreak for child in paragraph.children) < _LEAST_VERSE - 1:
        return False
    length = 0
    for child in paragraph.children:
        length = 0 if type(child) is LineBreak else length + len(plain_text(child, notes=False))
        if length > _LONGEST_VERSE_LINE:
            return False
    return True


def is_long(title: str) -> bool:
    """Whether ``title`` takes more than a few lines in the size of titles."""
    if len(title) <= _LONG_TITLE / 2:
        return False
    return len(title) + sum(unicodedata.east_asian_width(character) in "WF" for character in title) > _LONG_TITLE


def is_small(table: Table) -> bool:
    """Whether ``table`` is short enough to stand on one page whole."""
    rows = (*table.head, *table.rows)
    return len(rows) <= _MOST_ROWS and sum(len(plain_text(cell)) for row in rows for cell in row) <= _MOST_TEXT


def density(code: str, room: float) -> str:
    """How close ``code`` has to be set for its lines to stay whole where one holds ``room`` letters: a key of `DENSE`, or empty.

    Empty too where the closest would not help.
    """
    longest = max((len(line.expandtabs(_TAB)) for line in code.splitlines()), default=0)
    if longest <= room:
        return ""
    return next((name for name, more in DENSE.items() if longest <= room * more), "")


def counts_far(node: List) -> bool:
    """Whether the labels of the list ``node`` grow too long for its indent."""
    last = node.start + len(node.items) - 1
    if not node.ordered or node.numbering.endswith("alpha"):
        return False
    return last >= _FIRST_LONG_ROMAN if node.numbering.endswith("roman") else len(str(last)) > _PLACES
