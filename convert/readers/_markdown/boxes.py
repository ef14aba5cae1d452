"""Boxes of Markdown that is written for a program of its own.

Docusaurus, VitePress, MyST, Quarto and pandoc have them between lines of colons: ``::: warning Title``, ``::: {.note}``; MkDocs and
Python-Markdown set them in below three marks: ``!!! note "Title"``, ``???+ tip`` for one that folds, ``=== "Linux"`` for a tab.
"""

from __future__ import annotations

from convert.patterns import regex

_BOX = regex(
    r"\s*(?:\{[^{}\n]{0,200}?\.([A-Za-z][\w-]{0,40})([^{}\n]{0,300})\}|([A-Za-z][\w-]{0,40}))"
    r"(?:\s*\[([^\]\n]{0,300})\]|[ \t]+(?!:)([^\n{}]{1,300}?))?[ \t]*:*\s*"
)
_MARKED = regex(r"(?:!!!|\?\?\?\+?)[ ]?[a-z][\w-]{0,40}(?:[ ]+[a-z][\w-]{0,40}){0,3}(?:[ ]+\"[^\n]{0,300}\")?[ \t]*")
_TAB = regex(r"===[!+]{0,2}[ ]+\"([^\n]{1,300})\"[ \t]*")
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


def is_marked(line: str) -> bool:
    """Whether ``line`` opens a box that is set in below it, by nothing but its kind and a title in quotes."""
    return _MARKED.fullmatch(line) is not None


def tab_of(line: str) -> str:
    """What the tab is called that ``line`` opens, empty where it opens none."""
    found = _TAB.fullmatch(line)
    return found[1] if found else ""


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
