"""Videos, posts and maps that a page shows from elsewhere: what they were and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.model import Embed, Image
from convert.patterns import regex
from convert.readers._html.inlines import tidy
from convert.readers._html.links import absolute, is_web
from convert.readers._html.page import Element

# What stands at an address, by how such addresses look; the last word is for what is none of them.
_KINDS = (
    (
        "video",
        regex(
            r"youtu\.?be|vimeo|dailymotion|/video|video\.|videos?/|\.mp4|\.m3u8|\.webm|player\.|twitch|rutube|bilibili|jwplayer|brightcove",
            re.IGNORECASE,
        ),
    ),
    ("audio", regex(r"soundcloud|spotify|podcast|/audio|\.mp3|\.ogg|\.m4a|anchor\.fm|acast|megaphone|deezer", re.IGNORECASE)),
    (
        "post",
        regex(
            r"twitter|//x\.com|instagram|facebook|tiktok|mastodon|threads\.net|bsky|reddit|linkedin|telegram|t\.me|vk\.com", re.IGNORECASE
        ),
    ),
    ("map", regex(r"google\.[a-z.]+/maps|maps\.google|openstreetmap|mapbox|/maps?/", re.IGNORECASE)),
    ("chart", regex(r"datawrapper|dwcdn|flourish|infogram|tableau|chart|graph", re.IGNORECASE)),
)
_FRAMES = frozenset(("iframe", "embed", "amp-iframe", "amp-youtube"))
_NO_LABEL = _FRAMES | {"p"}
_HOLD_EMBEDS = _FRAMES | {"object", "video", "audio", "blockquote", "div", "figure"}
_POST = regex(
    r"(?:^|\s)(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|fb-video|reddit-card|reddit-embed-bq|mastodon-embed|bluesky-embed|text-post-media)(?:\s|$)"
)
_ADDRESSES = ("data-instgrm-permalink", "cite", "data-href", "data-bluesky-uri")
_UNSEEN = regex(
    r"googletagmanager|google-analytics|doubleclick|/ads?[/.?]|adservice|recaptcha|facebook\.com/(?:tr|plugins/like)|platform\.twitter\.com/widgets|disqus|about:blank|outbrain|taboola|newsletter|subscribe|(?<!no)cookie|consent|onetrust|comments",
    re.IGNORECASE,
)


def embed_of(element: Element, base: str) -> Embed | None:
    """The embed that ``element`` is; ``None`` for anything else, and for frames that show nothing to read."""
    tag = element.tag
    if tag not in _HOLD_EMBEDS:
        return _stand_in(element) if "-" in tag else None
    if tag in _FRAMES or (tag == "object" and not _has_words_or_picture(element)):
        return _frame(element, base)
    if tag in ("video", "audio"):
        return _player(element, base)
    if tag in ("blockquote", "div") and _POST.search(element.get("class")):
        return _post(element, base)
    if tag == "div" and element.get("class") == "embed":
        return _own(element, base)
    if tag == "figure":
        return _address_alone(element)
    return _stand_in(element) if tag == "div" else None


def _stand_in(element: Element) -> Embed | None:
    """The video that ``element``, which a script would make a player of, names by its number."""
    if not element.attributes or not (service := _SERVICE.search(f"{element.tag} {element.get('class')}")):
        return None
    told = next((value for name in _NUMBERED if (value := element.get(name))), "")
    address, number = _SERVICES[service[1].lower()]
    said = element.text(_LONGEST_LABEL + 1)
    if not number.fullmatch(told) or len(said) > _LONGEST_LABEL or any(below.tag in _NO_LABEL for below in element.walk()):
        return None
    title = element.get("title") or element.get("playlabel") or element.get("data-title") or element.get("aria-label") or said
    return Embed("video", address + told, title=tidy(" ".join(title.split())))


_LONGEST_LABEL = 80
_SERVICE = regex(r"(youtube|vimeo)", re.IGNORECASE)
_SERVICES = {
    "youtube": ("https://www.youtube.com/watch?v=", regex(r"[\w-]{11}")),
    "vimeo": ("https://vimeo.com/", regex(r"\d{6,12}")),
}
_NUMBERED = (
    "videoid", "video-id", "data-videoid", "data-video-id", "data-id", "data-youtube-id", "data-youtube", "data-ytid", "data-yt-id", "data-embed",
    "data-vimeo-id",
)  # fmt: skip


def empty_frames(main: Element, base: str) -> Iterator[Element]:
    """The frames and players of the article in ``main`` that become no embed: those for advertising or counting, and those that lead nowhere."""
    at = main.at
    while at < main.end:
        element = main.order[at]
        if element.reason and element is not main:
            at = element.end
            continue
        if (element.tag in _FRAMES or element.tag in ("video", "audio")) and embed_of(element, base) is None:
            yield element
        at += 1


def _has_words_or_picture(element: Element) -> bool:
    """Whether an `<object>` holds what stands for it where it can't be shown."""
    return bool(element.text(1)) or any(below.tag in ("img", "video", "audio", *_FRAMES) for below in element.walk())


def _frame(element: Element, base: str) -> Embed | None:
    stated = next(
        (
            value
            for name in ("src", "data", "data-src", "data-lazy-src", "data-original")
            if (value := element.get(name)) and not value.startswith("about:")
        ),
        "",
    )
    if element.tag == "amp-youtube" and element.get("data-videoid"):
        stated = f"https://www.youtube.com/watch?v={element.get('data-videoid')}"
    address = absolute(stated, base)
    tiny = any(element.get(side).strip().rstrip("px") in ("0", "1") for side in ("width", "height"))
    if not is_web(address) or _UNSEEN.search(address) or tiny:
        return None
    return Embed(kind_of(address), address, title=tidy(" ".join(element.get("title").split())))


def _player(element: Element, base: str) -> Embed | None:
    sources = [element, *(below for below in element.elements() if below.tag == "source")]
    address = next((found for source in sources if is_web(found := absolute(source.get("src") or source.get("data-src"), base))), "")
    still = absolute(element.get("poster"), base)
    title = tidy(" ".join((element.get("title") or element.get("aria-label")).split()))
    if not address and not still:
        return None
    return Embed(element.tag, address, title=title, poster=Image(still) if still else None)


def _address_alone(figure: Element) -> Embed | None:
    """What ``figure`` would show, when the address of that is all that stands in it beside a caption: so blogs leave it in their feeds."""
    parts = [below for below in figure.walk() if below.block and not below.holds_blocks and below.text(1)]
    if not parts or len(parts) > 2 or any(below.tag in ("img", "a", *_FRAMES) for below in parts[0].walk()):
        return None
    address = parts[0].text(_LONGEST_ADDRESS)
    caption = parts[1].text() if len(parts) == 2 else ""
    if not _ADDRESS.fullmatch(address) or not is_web(address) or (caption and parts[1].tag != "figcaption"):
        return None
    return Embed(kind_of(address), address, title=tidy(caption))


_LONGEST_ADDRESS = 2_000
_ADDRESS = regex(r"https?://\S{4,}")


def _post(element: Element, base: str) -> Embed | None:
    links = [below.get("href") for below in element.walk() if below.tag == "a"]
    addresses = [element.get(name) for name in _ADDRESSES] + links[::-1]
    address = next((found for stated in addresses if is_web(found := absolute(stated, base))), "")
    return Embed("post", address, title=tidy(element.text())) if address or element.text() else None


def _own(element: Element, base: str) -> Embed | None:
    """What readpack's own pages and books show of an embed: a still, its kind, and its title with a link."""
    kind = next((below.text() for below in element.walk() if "kind" in below.get("class").split()), "")
    link = next((below for below in element.walk() if below.tag == "a"), None)
    still = next((below.get("src") for below in element.walk() if below.tag == "img"), "")
    alt = next((below.get("alt") for below in element.walk() if below.tag == "img"), "")
    if not kind:
        return None
    title = link.text() if link is not None else element.text().removeprefix(kind).strip()
    address = absolute(link.get("href"), base) if link is not None else ""
    return Embed(kind, address, title=tidy(title), poster=Image(absolute(still, base), tidy(alt)) if still else None)


def is_shown(address: str) -> bool:
    """Whether what is at ``address`` is a film, a sound or a post by how such addresses look, which blogs show where it stands alone."""
    return next((kind for kind, looks in _KINDS if looks.search(address)), "") in ("video", "audio", "post")


def kind_of(address: str) -> str:
    """What is to be found at ``address``: ``video``, ``audio``, ``post``, ``map``, ``chart`` or ``page``."""
    return next((kind for kind, pattern in _KINDS if pattern.search(address)), "page")
