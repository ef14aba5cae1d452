"""What blogs write into the feeds they export: whose name a login stands for, what is no post, and text as it was typed.

WordPress exports RSS with elements of its own (WXR) and text as its editor keeps it, where blank lines part paragraphs; Blogger
exports Atom whose entries are posts, comments, settings and templates alike.
"""

from __future__ import annotations

import re
from typing import Any

from convert.patterns import regex
from convert.readers._xml import child, children, text_of

_KIND = "#kind"
_TEXTS = frozenset(("post", "page"))
# What WordPress itself keeps as posts that are none (Post Types, developer.wordpress.org); other kinds are a blog's own texts.
_NO_TEXTS = regex(r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+")
_GONE = frozenset(("trash", "auto-draft", "inherit"))
_BLOCK = regex(r"<(/?)(?:table|ul|ol|dl|blockquote|pre|div|figure|form|section|address|h[1-6]|(hr))\b[^<>]*>", re.IGNORECASE)
_PARAGRAPH = regex(r"<p\b", re.IGNORECASE)
_CAPTION = regex(r"\[caption\b[^\]<>]{0,400}\]((?:[^\[<]|<(?!img\b))*<img\b[^<>]*>(?:\s*</a>)?)([^\[]{0,4000})\[/caption\]", re.IGNORECASE)
_GAP = regex(r"\n[ \t]*\n\s*")


def is_text(entry: Any) -> bool:
    """Whether ``entry`` of a blog's export is a post or a page of it; those of other feeds say no kind and are."""
    kind, status = (text_of(child(entry, name)).strip() for name in ("post_type", "status"))
    terms = [one.get("term", "") for one in children(entry, "category") if one.get("scheme", "").endswith(_KIND)]
    if any(term.rpartition("#")[2] not in _TEXTS for term in terms):
        return False
    return not kind or (not _NO_TEXTS.fullmatch(kind) and status not in _GONE)


def is_tag(category: Any) -> bool:
    """Whether a category is one that an author gave."""
    return not category.get("scheme", "").endswith(_KIND)


def logins(channel: Any) -> dict[str, str]:
    """The names that the logins of those who wrote for a blog stand for."""
    names = ("author_login", "author_display_name")
    found = ([text_of(child(one, name)) for name in names] for one in children(channel, "author"))
    return {login: name for login, name in found if login and name}


def typed(text: str, item: Any) -> str:
    """The ``text`` of ``item`` as HTML: what WordPress's editor keeps has blank lines for paragraphs, and captions in brackets."""
    if child(item, "post_type") is None:
        return text
    text = _CAPTION.sub(r"\n\n<figure>\1<figcaption>\2</figcaption></figure>\n\n", text.replace("\r\n", "\n"))
    if _PARAGRAPH.search(text):
        return text
    found: list[str] = []
    at = depth = 0
    for tag in _BLOCK.finditer(text):
        before = text[at : tag.start()]
        found += (before if depth else _paragraphs(before), tag[0])
        depth = max(0, depth + (-1 if tag[1] else not tag[2]))
        at = tag.end()
    return "".join((*found, text[at:] if depth else _paragraphs(text[at:])))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{part.strip().replace(_LINE_END, '<br>')}</p>" for part in _GAP.split(text) if part.strip())


_LINE_END = "\n"
