"""The style sheet of a book."""

from __future__ import annotations

from convert.theme import Theme
from convert.writers._css import ebook_rules


def style_sheet(theme: Theme) -> bytes:
    return (ebook_rules(theme) + theme.ebook_css).encode()
