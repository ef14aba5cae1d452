"""What elements are by their own account: tag, role, class and id."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from convert.patterns import regex
from convert.readers._html.leaves import HEADINGS
from convert.readers._html.page import Element

_TAGS = {
    "nav": "navigation",
    "dialog": "a dialog",
    "menu": "navigation",
    "button": "a control of the page",
    "form": "a form",
    "fieldset": "a form",
}
_ROLES = {
    "navigation": "navigation", "banner": "navigation", "contentinfo": "the page's footer", "complementary": "beside the article",
    "search": "a search form", "dialog": "a dialog", "alertdialog": "a dialog", "menu": "navigation", "menubar": "navigation",
    "toolbar": "a control of the page", "tablist": "a control of the page", "tooltip": "a control of the page", "directory": "navigation",
}  # fmt: skip

# Words of class names and ids that web designers use for what stands round an article. The first group says so
# surely; the second only where what it names isn't prose.
_SURE = (
    ("comments", "comment comments commentlist commentarea comment-list comment-form comment-section comment-respond disqus respond livefyre fbcomments"),
    ("sharing", "share shares sharing sharebar sharetools sharebuttons social socials socialmedia addthis addtoany sociable sharedaddy shareaholic follow-us share-buttons"),
    ("related", "related relateds recommended recommendation recommendations recirc recirculation outbrain taboola trending mostread most-read most-popular mostpopular readmore read-more readnext read-next read-also also-read upnext up-next more-from more-news more-stories you-may crosslinks zergnet similar jp-relatedposts"),
    ("advertising", "adverts advert advertisement advertisements advertising adslot adsbygoogle adunit dfp ad-container ad-wrapper ad-slot ad-unit ad-label ad-placeholder sponsored anzeige werbung reklame publicidad"),
    ("a prompt", "newsletter newsletters signup sign-up optin opt-in cookie cookies cookiebar consent gdpr popup pop-up modal lightbox donate donation inpage-cta subscribe-box"),
    ("navigation", "navbar navigation breadcrumb breadcrumbs crumbs pagination pager paging sitemap skiplink skip-link skip-to prev-next post-navigation next-post previous-post navbox"),
    ("beside the article", "sidebar sidebars rightrail right-rail rail"),
    ("the page's footer", "colophon site-footer page-footer footer-bottom printfooter"),
    ("about the author", "authorbox author-box author-bio authorbio author-card about-author about-the post-author author-info author-details author-profile author-description author-block"),
    ("hidden", "sr-only visually-hidden screen-reader visuallyhidden screenreader print-only printonly"),
    ("a control of the page", "print-button font-size fontsize text-size mw-editsection editsection permalink headerlink anchorjs copy-link toolbar tooltip audio-player"),
)  # fmt: skip
_LIKELY = (
    ("comments", "kommentare comentarios replies"),
    ("related", "teaser teasers popular more recommend linklist link-list promoted cross carousel latest headlines"),
    ("advertising", "ad ads sponsor sponsors promo promos promotion promobox banner commercial affiliate"),
    ("a prompt", "subscribe subscription subscriptions login signin register registration regwall overlay cta membership newsletterbox"),
    ("navigation", "nav menu menus topbar submenu subnav toc table-of tabs filter filters"),
    ("beside the article", "aside infobox"),
    ("the page's footer", "footer copyright disclaimer legal"),
    ("tags", "tags taglist tag-list tag-links tagcloud keywords cat-links"),
    ("about the author", "bio author authors byline"),
    ("who and when", "meta byline dateline timestamp published pubdate posted reading-time readtime read-time post-date entry-date article-date post-info entry-meta post-meta article-meta article-info"),
    ("a control of the page", "rating ratings vote votes feedback tools actions player button buttons btn controls"),
)  # fmt: skip
_SURE_KINDS = {word: kind for kind, words in _SURE for word in words.split()}
_LIKELY_KINDS = {word: kind for kind, words in _LIKELY for word in words.split()}
_SAYING = frozenset((*_TAGS, "footer", "aside"))
_STATES = frozenset(("has", "with", "without", "no", "not"))  # what follows is what an element has, not what it is
_SIZES = frozenset(("font-size", "text-size"))
_UNSEEN = frozenset(("hidden", "visually", "visuallyhidden", "sr", "screen", "above", "inline"))
_WORDS = regex(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
# A number made of a style's text, as programs call styles (css-8toc7), or of what a place is about (ad3f91c2).
_HASHED = regex(r"(?<![a-zA-Z0-9])(?:\d[a-z0-9]*[a-z][a-z0-9]*|[a-f]+\d+[a-f]+\d[a-f0-9]*)(?![a-zA-Z0-9])")
_BODY = regex(
    r"(?:^|[\s_-])(?:(?:article|story|post|entry|news|blog|content|text|page)[_-]*(?:body|content|text|copy|main)|articlebody|storybody|body-?copy|"
    r"rich-?text|markdown-body|prose|mw-parser-output)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = regex(r"(?:^|\s)hidden(?:\s|$)")
_SHOWN_CLASS = regex(r":(?:!?(?:block|flex|grid|inline|table|contents))")
_FOLDS = regex(r"accordion|collaps|expand|tab|panel|toggle|faq|answer|spoiler|katex|math|mjx|mwe", re.IGNORECASE)
_SIDE_NOTE = regex(
    r"(?:^|\s)(?:sidenote|side-note|marginnote|margin-note|footnote-text|inline-footnote|footnote-content|fn-content|footnote__content|footnote-popup|[\w-]*footnote__note)(?:\s|$)",
    re.IGNORECASE,
)
# What a note that is set where it is referred to is called here.
SIDE_NOTE = "inline-footnote"
# What manuals set apart in the text: directives of reStructuredText, AsciiDoc and the generators that took them over.
_ADMONITION = regex(
    r"(?:^|[\s_-])(?:admonition|callout|note|tip|hint|warning|caution|danger|important|attention)(?:$|[\s_-])", re.IGNORECASE
)
_SIDE_NOTES = frozenset(("span", "small", "aside"))
_SELF_SAID = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "tbody", "pre", "dt", "dd", "blockquote", "figcaption", "figure")
)
_WHOLE = frozenset(("html", "body", "article", "main"))
# What microformats call an entry of a page; its other classes may be those of what it is filed under.
_POSTS = frozenset(("hentry", "h-entry"))


def is_side_note(element: Element) -> bool:
    """Whether ``element`` is a note set where it is referred to."""
    return element.tag in _SIDE_NOTES and _SIDE_NOTE.search(element.get("class")) is not None


def heads_admonition(element: Element) -> bool:
    """Whether ``element`` is called the title of what a manual sets apart in its text, the box right round it."""
    above = element.parent
    return (
        above is not None
        and not element.holds_blocks
        and _TITLE.search(element.get("class")) is not None
        and _ADMONITION.search(above.get("class")) is not None
    )


_TITLE = regex(r"title|heading|header|label", re.IGNORECASE)


def is_wall(element: Element) -> bool:
    """Whether ``element`` is called a wall for payment: what asks for it, or what stands behind it."""
    said = _called(element)
    return "wall" in said.lower() and element.tag not in _WHOLE and _WALL.search(said) is not None


_WALL = regex(r"(?:^|[\s_-])(?:pay-?wall|reg-?wall|subscriber-?wall|premium-?wall|metered-?wall)", re.IGNORECASE)


def is_page_number(element: Element) -> bool:
    """Whether ``element`` marks where a page of a printed book begins, and holds nothing but its number.

    EPUB and DPUB-ARIA say so by a kind; transcribers by a class, or an id of the same number.
    """
    attributes = element.attributes
    if not attributes or "href" in attributes:
        return False
    if any(not _PAGE_BREAKS.isdisjoint(said.split()) for name in _KINDS if (said := attributes.get(name))):
        return True
    called = "class" in attributes and _PAGE_CALLED.search(element.get("class")) is not None
    name = attributes.get("id") or attributes.get("name")
    named = _PAGE_NAMED.match(name) if name and not called else None
    number = _PAGE_NUMBER.fullmatch(element.text(_LONGEST_NUMBER)) if called or named else None
    return number is not None and (called or (named is not None and number[1].lower() == named[1].lower()))


_KINDS, _PAGE_BREAKS = ("epub:type", "role"), frozenset(("pagebreak", "doc-pagebreak"))
_PAGE_CALLED = regex(r"(?:^|[\s_-])page[_-]?(?:num|number|no|break)(?:$|[\s_-])", re.IGNORECASE)
_PAGE_NAMED = regex(r"(?:d\d+-)?(?:page|pg|p)[_.-]?([0-9]{1,4}|[ivxlc]{1,8})$", re.IGNORECASE)
_PAGE_NUMBER = regex(r"[\[({|]?\s?(?:[^\W\d_]{1,5}[.:]?\s)?([0-9]{1,4}|[ivxlc]{1,8})\s?[\])}|]?", re.IGNORECASE)
_LONGEST_NUMBER = 20


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show ``element``, by its own attributes; what unfolds on a click counts as shown, and so do notes."""
    attributes = element.attributes
    if not attributes:
        return False
    if "hidden" in attributes:
        return element.get("hidden") != "until-found" and not _folds(element)
    if attributes.get("aria-hidden") == "true" and element.block and element.tag != "figcaption":  # which repeats what is read out instead
        return not _folds(element)
    named = attributes.get("class")
    if named and "hidden" in named and _HIDDEN_CLASS.search(named) and not _SHOWN_CLASS.search(named):
        return not _folds(element)
    style = attributes.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style or "")) and not _folds(element)


def _folds(element: Element) -> bool:
    return (
        element.get("role") in ("tabpanel", "region")
        or is_side_note(element)
        or bool(_FOLDS.search(f"{element.get('class')} {element.get('id')}"))
    )


def says_nothing(element: Element) -> bool:
    """Whether neither the tag of ``element`` nor an attribute says anything of what it is."""
    return not element.attributes and element.tag not in _SAYING


def hint_of(element: Element) -> tuple[str, bool]:
    """What ``element`` is when it says that it is no part of an article, and whether that is sure; empty when it doesn't."""
    tag = element.tag
    if tag in _WHOLE or tag == "mjx-container":  # MathJax calls its formulas by the menu that they have
        return "", False
    attributes = element.attributes
    said = attributes.get("class") or ""
    if "entry" in said and not _POSTS.isdisjoint(said.split()):
        return "", False
    if tag == "a" and _SHARES.match(attributes.get("href") or ""):
        return "sharing", True
    role = attributes.get("role")
    kind = _TAGS.get(tag) or (_ROLES.get(role.lower(), "") if role else "")
    if kind:
        return ("", False) if kind == "a form" and _asks_nothing(element) else (kind, True)
    if tag == "footer":
        above = element.parent.tag if element.parent else ""
        return ("", False) if above in ("blockquote", "figure") else ("the page's footer", True)
    if tag == "aside":
        return ("", False) if _ADMONITION.search(attributes.get("class") or "") else ("beside the article", False)
    name = "" if tag in _SELF_SAID or not element.block or _is_target(element) else attributes.get("id") or ""
    if not said and not name:
        return "", False
    if tag in _SELF_SAID:
        return next((kind for one in said.split() if (kind := _said_whole(one.lower()))), ""), False
    kind, sure = _kind(said, name)
    return ("", False) if kind and name and not _kind(said, "")[0] and _is_section(element) else (kind, sure)


def _is_target(element: Element) -> bool:
    """Whether ``element`` is what links within the page lead to: its id is made of the words there."""
    return element.tag == "a" and "href" not in element.attributes


def _is_section(element: Element) -> bool:
    """Whether the id of ``element`` is but its heading's words, and so is that of a section round it or right beside it, as programs set them."""
    if not _is_called_as_headed(element) or element.parent is None:
        return False
    children, at = element.parent.children, element.place(_MOST_SECTIONS)
    beside = [child for child in children[max(0, at - _NEAR) : at + 1 + _NEAR] if not isinstance(child, str)] if at >= 0 else []
    return any(other is not element and other.tag == element.tag and _is_called_as_headed(other) for other in (element.parent, *beside))


def _is_called_as_headed(element: Element) -> bool:
    """Whether the first thing in ``element`` is a heading, and its words are the id."""
    name = _OUTSIDE_WORDS.sub("", element.get("id").lower())
    first = next((child for child in element.children if (child.strip() if isinstance(child, str) else child.text(1).strip())), None)
    if not name or first is None or isinstance(first, str) or first.tag not in HEADINGS:
        return False
    return _OUTSIDE_WORDS.sub("", first.text(_LONGEST_HEAD).lower()) == name


_OUTSIDE_WORDS = regex(r"[\W_]+")
_MOST_SECTIONS, _NEAR, _LONGEST_HEAD = 1_000, 4, 200


def _asks_nothing(form: Element) -> bool:
    """Whether a form has nothing to fill in or to choose: it is but a box, then."""
    if form.end - form.at > _MOST_IN_FORM:
        return False
    asked = (below for below in form.walk() if below.tag in _FIELDS)
    return all(below.tag == "input" and below.get("type").lower() == "hidden" for below in asked)


_FIELDS = frozenset(("input", "select", "textarea", "button"))
_MOST_IN_FORM = 500
# Where services take what a reader shares (each documents its own), and what browsers do with a page.
_SHARES = regex(
    r"(?:https?:)?//(?:(?:www|m|web)\.)?(?:facebook\.com/(?:sharer|share\.php|dialog/share)|(?:twitter|x)\.com/(?:share|intent/|home\?status)|"
    r"linkedin\.com/(?:shareArticle|sharing)|pinterest\.[a-z.]+/pin/create|reddit\.com/submit|tumblr\.com/(?:share|widgets/share)|whatsapp\.com/send|"
    r"api\.whatsapp\.com/send|wa\.me/\?|t\.me/share|telegram\.me/share|bsky\.app/intent|xing\.com/(?:spi/shares|app/user)|vk\.com/share|"
    r"getpocket\.com/(?:save|edit)|share\.flipboard\.com|news\.ycombinator\.com/submitlink|mix\.com/add|social-plugins\.line\.me|b\.hatena\.ne\.jp/add)|"
    r"(?:whatsapp|fb-messenger|viber)://|mailto:\?|javascript:\s*(?:window\.)?print",
    re.IGNORECASE,
)


def _said_whole(word: str) -> str:
    """What a class name says that is one of the known words and nothing else."""
    return _SURE_KINDS.get(word) or _LIKELY_KINDS.get(word, "")


@lru_cache(maxsize=20_000)
def _kind(said: str, name: str) -> tuple[str, bool]:
    likely = ""
    for one in (*said.split(), name):
        if ":" in one:  # a style that counts under a condition only
            continue
        words = [word.lower() for word in _WORDS.findall(_HASHED.sub("", one))]
        if words and words[0] in _STATES:
            continue
        for first, second in pairwise([*words, ""]):
            if f"{first}-{second}" in _SIZES and len(words) > 2:
                continue  # a style of that size, no control that sets it
            if first == "label" and second in _UNSEEN:
                break  # what it says is that its label isn't shown
            sure = _SURE_KINDS.get(f"{first}-{second}") or _SURE_KINDS.get(first + second) or _SURE_KINDS.get(first)
            if sure:
                return sure, True
            likely = likely or _LIKELY_KINDS.get(f"{first}-{second}") or _LIKELY_KINDS.get(first + second) or _LIKELY_KINDS.get(first, "")
    return likely, False


_STRONG = regex(
    r"(?:^|\s)(?:[\w-]*[_-])?(?:article|story|post|entry|news)_*-*(?:body|content|text|copy)(?:[_-]?(?:text|content|inner|main|wrapper|container))?(?:\s|$)|(?:^|\s)(?:mw-parser-output|markdown-body)(?:\s|$)",
    re.IGNORECASE,
)


def is_strong_body_hint(element: Element) -> bool:
    """Whether ``element`` says so in as many words: *article body*, *entry content*."""
    if not element.attributes:
        return False
    return element.get("itemprop").lower() == "articlebody" or _says(_STRONG, _called(element))


def _called(element: Element) -> str:
    """The class and id of ``element``; empty where it has neither."""
    attributes = element.attributes
    said, name = attributes.get("class") or "", attributes.get("id") or ""
    return f"{said} {name}" if said or name else ""


@lru_cache(maxsize=20_000)
def _says(pattern: re.Pattern[str], said: str) -> bool:
    return len(said) > 3 and pattern.search(said) is not None


def is_body_hint(element: Element) -> bool:
    """Whether ``element`` says that it holds an article's text."""
    if element.tag in ("article", "main") or not element.attributes:
        return element.tag in ("article", "main")
    if element.get("itemprop").lower() in ("articlebody", "text") or element.get("role") in ("main", "article"):
        return True
    return _says(_BODY, _called(element))
