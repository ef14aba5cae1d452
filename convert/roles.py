"""The roles that a theme gives a look: one table for every format."""

from __future__ import annotations

from typing import NamedTuple


class Role(NamedTuple):
    """A thing a style can be set for: its name in ``theme.toml``, its CSS selector, its style name in Word.

    ``parent`` is the role whose values it starts from; ``inline`` roles are runs of characters.
    """

    name: str
    css: str
    word: str
    parent: str = "body"
    inline: bool = False


ROLES: tuple[Role, ...] = (
    Role("body", "p", "Body Text", ""),
    Role("first", "p.first", "First Paragraph"),
    Role("cover-title", ".cover .cover-title", "Title"),
    Role("cover-subtitle", ".cover .cover-subtitle", "Subtitle"),
    Role("cover-date", ".cover .cover-date", "Date"),
    Role("cover-line", ".cover .cover-line", "Cover Line"),
    Role("contents-title", ".contents h1", "TOC Heading"),
    Role("contents-section", ".contents .section", "TOC Section"),
    Role("contents-entry", ".contents .entry", "TOC 1"),
    Role("contents-by", ".contents .by", "TOC Byline"),
    Role("contents-heading", ".contents .heading", "TOC 2"),
    Role("section-title", ".section-page h1", "Section Title"),
    Role("kicker", ".opener .kicker", "Kicker"),
    Role("title", ".opener h1", "Heading 1"),
    Role("subtitle", ".opener .subtitle", "Standfirst"),
    Role("byline", ".opener .byline", "Byline"),
    Role("h1", "h2", "Heading 2"),
    Role("h2", "h3", "Heading 3"),
    Role("h3", "h4", "Heading 4"),
    Role("h4", "h5, h6", "Heading 5"),
    Role("list", "li, li > p", "List Paragraph"),
    Role("term", "dt", "Definition Term"),
    Role("definition", "dd", "Definition"),
    Role("quote", "blockquote p", "Quote"),
    Role("attribution", "blockquote .attribution", "Attribution"),
    Role("figure", "figure", "Figure"),
    Role("caption", "figcaption, table caption, figure p.caption", "Caption"),
    Role("credit", ".credit", "Credit", "caption", True),
    Role("code", "pre", "Source Code"),
    Role("mono", "code", "Verbatim Char", "body", True),
    Role("table", "td, td > p, th, th > p", "Table Text"),
    Role("table-head", "thead th, thead th > p", "Table Head", "table"),
    Role("math", ".math-block", "Formula"),
    Role("embed", ".embed", "Embed"),
    Role("note", "aside.note, .note p", "Footnote Text"),
    Role("noteref", "a.noteref", "Footnote Reference", "body", True),
    Role("link", "a", "Hyperlink", "body", True),
    Role("source", ".source", "Source Line"),
    Role("rule", "hr", "Rule"),
    Role("colophon", ".colophon p", "Colophon"),
    Role("running-head", ".running-head", "Header"),
    Role("folio", ".folio", "Footer"),
)

ROLE = {role.name: role for role in ROLES}
