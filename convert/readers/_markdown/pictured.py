"""The figures that a Markdown text says: pictures alone in a paragraph, and the shortcode of Hugo for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from convert.model import Figure, Image, Inline, Text
from convert.readers._markdown.inline import alternative


def figure_of(stated: Mapping[str, object], caption: tuple[Inline, ...]) -> Figure:
    """The picture that a shortcode states."""
    credit = str(stated.get("attr", ""))
    return Figure(Image(str(stated["src"]), str(stated.get("alt", ""))), caption, (Text(credit),) if credit else ())


def pictures_of(children: Sequence[Token]) -> list[Figure]:
    """The figures that a paragraph of nothing but pictures is; their titles are captions."""
    found: list[Figure] = []
    for token in children:
        if token.type == "image":
            title = str(token.attrs.get("title", ""))
            found.append(Figure(Image(str(token.attrs.get("src", "")), alternative(token)), (Text(title),) if title else ()))
        elif not (token.type in ("softbreak", "hardbreak", "attributes", "name") or (token.type == "text" and not token.content.strip())):
            return []
    return found
