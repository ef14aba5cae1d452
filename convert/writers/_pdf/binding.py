"""The parts of a long pack bound into one PDF: pages, tags, names, outline.

Every part is a tagged PDF of its own. What a PDF has once, the tree of tags (ISO 32000-1, 14.7.2), the tree from marked content to
tags (14.7.4.4), the names links lead to (7.9.6) and the outline (12.3.3), is joined here; streams are copied as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

from convert.writers._pdf.job import Bookmark


def bind(parts: Sequence[Path], bookmarks: Sequence[tuple[int, Bookmark]], target: BinaryIO) -> None:
    """Write the PDFs ``parts`` to ``target`` as one; what is said of the document itself is said by the first.

    ``bookmarks`` are in the order of the pages, each with its page in the whole, from 0.
    """
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(parts[0]))
        names = dict(_names(whole))
        for path in parts[1:]:
            part = opened.enter_context(pikepdf.open(path))
            first = len(whole.pages)
            for page in part.pages:
                whole.pages.append(page)
            _join_tags(whole, part, first)
            _join_names(whole, part, names)
        whole.Root.Names = pikepdf.Dictionary(
            Dests=pikepdf.Dictionary(Names=pikepdf.Array([each for name in sorted(names) for each in (pikepdf.String(name), names[name])]))
        )
        _outline(whole, bookmarks)
        whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def _join_tags(whole: pikepdf.Pdf, part: pikepdf.Pdf, first: int) -> None:
    """Put the tags of ``part``, whose pages stand in ``whole`` from ``first`` on, at the end of those of ``whole``."""
    copied = whole.copy_foreign(part.Root.StructTreeRoot)
    document = whole.Root.StructTreeRoot.K[0]
    for element in copied.K[0].K:
        element.P = document
        document.K.append(element)
    numbered = whole.Root.StructTreeRoot.ParentTree.Nums
    taken = len(numbered) // 2
    for at, each in enumerate(copied.ParentTree.Nums):
        numbered.append(each + taken if at % 2 == 0 else each)
    for page in whole.pages[first:]:
        page.obj.StructParents += taken
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent += taken


def _names(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """The names that links lead to, and where each is."""
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        listed = pdf.Root.Names.Dests.Names
        for at in range(0, len(listed), 2):
            yield str(listed[at]), listed[at + 1]


def _join_names(whole: pikepdf.Pdf, part: pikepdf.Pdf, names: dict[str, Any]) -> None:
    for name, place in _names(part):
        names.setdefault(name, whole.copy_foreign(part.make_indirect(place)))


def _outline(whole: pikepdf.Pdf, bookmarks: Sequence[tuple[int, Bookmark]]) -> None:
    """The outline that ``bookmarks`` are: each below the last before it of a lower level."""
    with whole.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[pikepdf.OutlineItem]]] = [(0, outline.root)]
        for page, mark in bookmarks:
            while above[-1][0] >= mark.level:
                above.pop()
            item = pikepdf.OutlineItem(mark.label, pikepdf.make_page_destination(whole, page, "XYZ", left=mark.left, top=mark.top))
            above[-1][1].append(item)
            above.append((mark.level, item.children))
