"""What blogs write into the feeds they export: whose name a login stands for, what is no post, and text as it was typed.

WordPress exports RSS with elements of its own (WXR) and text as its editor keeps it, where blank lines part paragraphs; Blogger
exports Atom whose entries are posts, comments, settings and templates alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from convert.patterns import regex
from convert.readers._feed.shortcodes import Attached, spelled_out
from convert.readers._xml import child, children, text_of

_KIND = "#kind"
_TEXTS = frozenset(("post", "page"))
# What WordPress itself keeps as posts that are none (Post Types, developer.wordpress.org); other kinds are a blog's own texts.
_NO_TEXTS = regex(r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+")
_GONE = frozenset(("trash", "auto-draft", "inherit"))
_BLOCK = regex(r"<(/?)(?:table|ul|ol|dl|blockquote|pre|div|figure|form|section|address|h[1-6]|(hr))\b[^<>]*>", re.IGNORECASE)
_PARAGRAPH = regex(r"<p\b", re.IGNORECASE)
_PICTURE = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
_GAP = regex(r"\n[ \t]*\n\s*")


def is_text(entry: Any) -> bool:
    """Whether ``entry`` of a blog's export is a post or a page of it; those of other feeds say no kind and are."""
    kind, status = (text_of(child(entry, name)).strip() for name in ("post_type", "status"))
    terms = [one.get("term", "") for one in children(entry, "category") if one.get("scheme", "").endswith(_KIND)]
    if any(term.rpartition("#")[2] not in _TEXTS for term in terms):
        return False
    return not kind or (not _NO_TEXTS.fullmatch(kind) and status not in _GONE)


def is_tag(category: Any) -> bool:
    """Whether a category is one that an author gave, and not what kind of post it is."""
    return not category.get("scheme", "").endswith(_KIND) and category.get("domain") != "post_format"


class Blog(msgspec.Struct, frozen=True):
    """What a blog's export says of the blog: the names that the logins of those who wrote for it stand for, its pictures by number."""

    logins: Mapping[str, str] = {}
    pictures: Mapping[str, Attached] = {}


def blog_of(channel: Any, items: Iterable[Any]) -> Blog:
    """What ``channel`` and those of its ``items`` say that are no posts."""
    names = ("author_login", "author_display_name")
    found = ([text_of(child(one, name)) for name in names] for one in children(channel, "author"))
    pictures: dict[str, Attached] = {}
    for item in items:
        if number := text_of(child(item, "post_id")):
            url, post = (text_of(child(item, name)) for name in ("attachment_url", "post_parent"))
            if url and _PICTURE.search(url):
                pictures[number] = Attached(url, _said_below(item), post)
    return Blog({login: name for login, name in found if login and name}, pictures)


def _said_below(item: Any) -> str:
    """The caption of a picture, which WordPress keeps where a post has its excerpt."""
    return next((one.text or "" for one in children(item, "encoded") if "/excerpt/" in one.tag), "")


def picture_of(item: Any, blog: Blog) -> str:
    """The picture that is set to stand above a post."""
    for meta in children(item, "postmeta"):
        if text_of(child(meta, "meta_key")) == "_thumbnail_id":
            named = blog.pictures.get(text_of(child(meta, "meta_value")))
            return named.url if named else ""
    return ""


def typed(text: str, item: Any, blog: Blog) -> str:
    """The ``text`` of ``item`` as HTML: what WordPress's editor keeps has blank lines for paragraphs, and words in brackets."""
    if child(item, "post_type") is None:
        return text
    text = spelled_out(text.replace("\r\n", "\n"), blog.pictures, text_of(child(item, "post_id")))
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
