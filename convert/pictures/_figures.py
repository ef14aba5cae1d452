"""Pictures too large for a line: a photograph among the words of a paragraph is a figure between two paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from convert.model import Article, Block, Figure, Image, Inline, LineBreak, Link, Paragraph, Picture, Text
from convert.patterns import regex
from convert.walk import rewrite

# Pixels: four lines of text, more than any sign or formula that is read within one.
_TALLEST_IN_LINE = 64
_TO_PICTURE = regex(r"[^?#]*\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?", re.IGNORECASE)


def set_apart(article: Article, pictures: Mapping[str, Picture]) -> Article:
    """``article`` with figures for those ``pictures`` that are too large for a line, and for those that stand alone in a paragraph."""

    def change(node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        if not isinstance(node, Paragraph) or not any(map(_image, node.children)):
            return node
        alone = all(_image(child) or _is_blank(child) for child in node.children)
        large = [child for child in node.children if (image := _image(child)) and (alone or _is_large(image, pictures))]
        return tuple(_pieces(node, large)) if large else node

    return rewrite(article, change)


def _is_large(image: Image, pictures: Mapping[str, Picture]) -> bool:
    return image.src in pictures and pictures[image.src].height > _TALLEST_IN_LINE


def _image(inline: Inline) -> Image | None:
    """The picture that ``inline`` is, itself or as all there is of a link."""
    if isinstance(inline, Link) and len(inline.children) == 1:
        inline = inline.children[0]
    return inline if isinstance(inline, Image) else None


def _pieces(paragraph: Paragraph, large: Sequence[Inline]) -> Iterator[Block]:
    """``paragraph`` cut at each of ``large``; the first piece has its id."""
    name = paragraph.id
    run: list[Inline] = []
    for child in (*paragraph.children, None):
        if child is not None and not any(child is one for one in large):
            run.append(child)
            continue
        if words := _trimmed(run):
            yield msgspec.structs.replace(paragraph, children=words, id=name)
            name = ""
        if child is not None and (image := _image(child)):
            yield Figure(image, _where_to(child, image), id=name, language=paragraph.language, direction=paragraph.direction)
            name = ""
        run = []


def _where_to(inline: Inline, image: Image) -> tuple[Inline, ...]:
    """The link round a picture as its caption, unless it leads to the picture itself."""
    if not isinstance(inline, Link) or _TO_PICTURE.fullmatch(inline.href):
        return ()
    return (msgspec.structs.replace(inline, children=(Text(image.alt or inline.href),)),)


def _trimmed(run: list[Inline]) -> tuple[Inline, ...]:
    start, end = 0, len(run)
    while start < end and _is_blank(run[start]):
        start += 1
    while start < end and _is_blank(run[end - 1]):
        end -= 1
    return tuple(run[start:end])


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
