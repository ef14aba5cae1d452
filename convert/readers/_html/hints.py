"""What elements are by their own account: tag, role, class and id."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from convert.readers._html.page import Element

_TAGS = {"nav": "navigation", "dialog": "a dialog", "menu": "navigation", "button": "a control of the page"}
_ROLES = {
    "navigation": "navigation", "banner": "navigation", "contentinfo": "the page's footer", "complementary": "beside the article",
    "search": "a search form", "dialog": "a dialog", "alertdialog": "a dialog", "alert": "a message", "menu": "navigation", "menubar": "navigation",
    "toolbar": "controls", "tablist": "controls", "tooltip": "a hint",
}  # fmt: skip
_BOILERPLATE = (
    ("comments", "comment comments disqus respond commentlist replies"),
    ("sharing", "share shares sharing sharebar social socials addthis addtoany sociable sharedaddy shareaholic"),
    ("related", "related recommended recommendation recommendations recommend outbrain taboola trending popular mostread morefrom readmore readnext upnext teaser teasers crosslinks"),
    ("advertising", "ad ads advert adverts advertisement advertising adslot adsbygoogle dfp gpt sponsor sponsored promo promos promotion promoted promobox anzeige werbung banner reklame"),
    ("a prompt", "newsletter newsletters subscribe subscription signup signin login paywall regwall cookie cookies consent gdpr popup modal overlay lightbox cta optin donate donation membership"),
    ("navigation", "nav navbar navigation menu menus breadcrumb breadcrumbs crumbs pagination pager paging toolbar sitemap skip skiplink topbar toc"),
    ("beside the article", "sidebar aside widget widgets sidebars"),
    ("the page's footer", "footer colophon copyright disclaimer"),
    ("tags", "tags tag-list taglist tagcloud keywords"),
    ("about the author", "author-bio authorbio bio authorbox author-box about-author"),
    ("hidden", "sr-only visually-hidden screen-reader-text screenreader hidden visuallyhidden noprint"),
)  # fmt: skip
_KINDS = {word: kind for kind, words in _BOILERPLATE for word in words.split()}
_WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_BODY = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|post|entry|news|blog|content|text|page)[_-]*(?:body|content|text|copy|main)|articlebody|storybody|body-?copy|"
    r"rich-?text|markdown-body|prose|mw-parser-output)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show ``element``, by its own attributes."""
    if "hidden" in element.attributes and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true" and element.tag not in ("img", "picture", "figure", "svg", "span", "math"):
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style))


def hint_of(element: Element) -> str:
    """What ``element`` is when it says that it is no part of an article; empty when it doesn't."""
    if element.tag in ("html", "body", "article", "main"):
        return ""
    kind = _TAGS.get(element.tag) or _ROLES.get(element.get("role").lower(), "")
    if kind:
        return kind
    if element.tag == "footer" and (element.parent is None or element.parent.tag != "blockquote"):
        return "the page's footer"
    said = element.get("class")
    name = element.get("id")
    return _kind(said, name) if said or name else ""


@lru_cache(maxsize=20_000)
def _kind(said: str, name: str) -> str:
    for one in (*said.split(), name):
        words = [word.lower() for word in _WORDS.findall(one)]
        for first, second in pairwise([*words, ""]):
            kind = _KINDS.get(f"{first}-{second}") or _KINDS.get(first + second) or _KINDS.get(first)
            if kind:
                return kind
    return ""


def is_body_hint(element: Element) -> bool:
    """Whether ``element`` says that it holds an article's text."""
    if element.tag in ("article", "main") or element.get("itemprop").lower() in ("articlebody", "text") or element.get("role") in ("main", "article"):
        return True
    said = f"{element.get('class')} {element.get('id')}"
    return len(said) > 3 and bool(_BODY.search(said))
