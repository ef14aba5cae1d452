"""Boxes between lines of colons, as Docusaurus, VitePress, MyST, Quarto and pandoc have them: ``::: warning Title``, ``::: {.note}``."""

from __future__ import annotations

from convert.patterns import regex

_BOX = regex(
    r"\s*(?:\{[^{}\n]{0,200}?\.([A-Za-z][\w-]{0,40})([^{}\n]{0,300})\}|([A-Za-z][\w-]{0,40}))"
    r"(?:\s*\[([^\]\n]{0,300})\]|[ \t]+(?!:)([^\n{}]{1,300}?))?[ \t]*:*\s*"
)
_TITLE = regex(r"\btitle\s*=\s*[\"']([^\"'\n]{1,300})[\"']")
# What these programs call the boxes that speak to the reader; others (columns, cards) are but places on the page.
_ALERTS = frozenset((
    "note", "tip", "info", "important", "warning", "caution", "danger", "hint", "attention", "success", "error", "example", "seealso",
    "question", "abstract", "summary", "quote", "details",
))  # fmt: skip


def is_box(stated: str, *_: object) -> bool:
    """Whether what is ``stated`` behind colons opens a box; one of an unknown name has no title, else it is but a line of text."""
    found = _BOX.fullmatch(stated)
    return bool(found and (found[1] or not (found[4] or found[5]) or _called(found[3]) in _ALERTS))


def title_of(stated: str) -> str:
    """The title of a box that speaks to the reader, else what it is called; empty for a box that is but a place."""
    found = _BOX.fullmatch(stated)
    name = _called(found[1] or found[3]) if found else ""
    if not found or name not in _ALERTS:
        return ""
    named = _TITLE.search(found[2] or "")
    return (named[1] if named else found[4] or found[5] or name.capitalize()).strip(" \"'")


def _called(name: str) -> str:
    return name.lower().removeprefix("callout-")
