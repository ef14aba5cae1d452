"""The figures that a Markdown text says: pictures alone in a paragraph, with a line in italics below, and the shortcode of Hugo for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from convert.model import Figure, Image, Inline, Text
from convert.readers._markdown.inline import alternative, tag


def figure_of(stated: Mapping[str, object], caption: tuple[Inline, ...]) -> Figure:
    """The picture that a shortcode states."""
    credit = str(stated.get("attr", ""))
    return Figure(Image(str(stated["src"]), str(stated.get("alt", ""))), caption, (Text(credit),) if credit else ())


def pictures_of(children: Sequence[Token]) -> list[Figure]:
    """The figures that a paragraph of nothing but pictures is; their titles are captions."""
    found: list[Figure] = []
    for token in children:
        if token.type in ("image", "html_inline") and (figure := _picture(token)):
            found.append(figure)
        elif not (token.type in ("softbreak", "hardbreak", "attributes", "name") or (token.type == "text" and not token.content.strip())):
            return []
    return found


def _picture(token: Token) -> Figure | None:
    if token.type == "image":
        title = str(token.attrs.get("title", ""))
        return Figure(Image(str(token.attrs.get("src", "")), alternative(token)), (Text(title),) if title else ())
    found = tag(token.content)
    if found is None or found.name != "img" or not found.attributes.get("src"):
        return None
    return Figure(Image(found.attributes["src"], found.attributes.get("alt", "")))


def captioned(children: Sequence[Token]) -> tuple[Figure, list[Token]] | None:
    """The picture and the tokens of the line in italics right below it, of which a paragraph is made; ``None`` for another one."""
    rest = [token for token in children[1:] if token.type not in ("attributes", "name")]
    if len(rest) < 4 or children[0].type != "image" or [rest[0].type, rest[1].type, rest[-1].type] != ["softbreak", "em_open", "em_close"]:
        return None
    within = rest[2:-1]
    figure = _picture(children[0])
    if (
        figure is None
        or figure.caption
        or any(token.type in ("em_close", "softbreak", "hardbreak") and token.level < 2 for token in within)
    ):
        return None
    return figure, within
