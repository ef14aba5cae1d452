"""Whose picture it is, where that stands in its caption: the words are parted, be they in links or set off."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from convert.model import Emphasis, Inline, Strong, Text
from convert.readers._text.credit import is_of_picture, part_credit
from convert.walk import plain_text

Run: TypeAlias = tuple[Inline, ...]


def parted(caption: Run) -> tuple[Run, Run]:
    """``caption`` without the credit in it, and that: what it ends with, or all of it where it only names whose picture it is."""
    last = caption[-1] if caption else None
    if isinstance(last, Text) and last.text.strip():
        text, whose = part_credit(last.text, sure=True)
        if whose:
            return ((*caption[:-1], Text(text.rstrip())) if text.strip() else caption[:-1]), (Text(whose),)
    said = plain_text(*caption, notes=False).replace("\n", " ")
    if not said or said != "".join(map(_plain, caption)):  # a note or a formula in it, which no credit has
        return caption, ()
    if is_of_picture(said):
        return (), _plainly_set(caption)
    text, whose = part_credit(said, sure=True)
    at = said.rfind(whose) if whose else -1
    if at < 0:
        return caption, ()
    kept = next((end for end, (one, other) in enumerate(zip(said, text, strict=False)) if one != other), min(len(said), len(text)))
    return _cut(caption, 0, len(said[:kept].rstrip())), _plainly_set(_cut(caption, at, at + len(whose)))


def _plainly_set(run: Run) -> Run:
    """``run`` without the emphasis that is all round it."""
    return run[0].children if len(run) == 1 and isinstance(run[0], (Emphasis, Strong)) else run


def _plain(node: Inline) -> str:
    return plain_text(node, notes=False).replace("\n", " ") or " "


def _cut(run: Run, start: int, end: int) -> Run:
    """What of ``run`` stands from the character ``start`` up to ``end``."""
    found: list[Inline] = []
    at = 0
    for node in run:
        length = len(_plain(node))
        first, last = max(0, start - at), min(length, end - at)
        at += length
        if first >= last:
            continue
        if isinstance(node, Text):
            found.append(Text(node.text[first:last]))
        elif (first, last) != (0, length) and (inside := getattr(node, "children", None)):
            found.append(msgspec.structs.replace(node, children=_cut(inside, first, last)))
        else:
            found.append(node)
    return tuple(found)
