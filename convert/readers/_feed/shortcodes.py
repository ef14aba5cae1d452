"""WordPress's words in brackets (shortcodes) for what HTML has no word for: captions, galleries, players, listings, and addresses alone."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import msgspec

from convert.patterns import regex
from convert.readers._html.embeds import is_shown

_CAPTION = regex(
    r"\[(?:wp_)?caption\b([^\]<>]{0,600})\]((?:[^\[<]|<(?!img\b))*<img\b[^<>]*>(?:\s*</a>)?)([^\[]{0,4000})\[/(?:wp_)?caption\]",
    re.IGNORECASE,
)
_GALLERY = regex(r"\[gallery\b([^\]<>]{0,600})\]", re.IGNORECASE)
_EMBED = regex(
    r"\[(?:embed|youtube|vimeo)\b[^\]<>]{0,200}\]\s*(https?://[^\s\[\]<>]{4,2000})\s*\[/(?:embed|youtube|vimeo)\]", re.IGNORECASE
)
_PLAYED = regex(r"\[(?:youtube|vimeo)[\s=]+(https?://[^\s\[\]<>]{4,2000}|\d{6,12})\s*\]", re.IGNORECASE)
_PLAYER = regex(r"\[(audio|video)\b([^\]<>]{1,2000})\](?:\s*\[/\1\])?", re.IGNORECASE)
_LISTING = regex(r"\[(sourcecode|code)\b([^\]<>]{0,200})\]((?:[^\[]|\[(?!/?(?:sourcecode|code)\b))*+)\[/\1\]", re.IGNORECASE)
_ALONE = regex(r"^[ \t]*(https?://[^\s<>\[\]]{4,2000})[ \t]*$", re.MULTILINE)
_STATED = regex(r"""([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""", re.IGNORECASE)
_MEDIA = regex(r"https?://\S+\.(?:mp3|m4a|ogg|oga|wav|flac|mp4|m4v|webm|ogv|mov)\b\S*", re.IGNORECASE)
_VIMEO = regex(r"\d{6,12}")


class Attached(msgspec.Struct, frozen=True):
    """A picture of a blog: where it is, what is said below it, to which post it was uploaded."""

    url: str
    caption: str = ""
    post: str = ""


def spelled_out(text: str, pictures: Mapping[str, Attached], post: str) -> str:
    """The ``text`` of the post with the number ``post`` with what such words stand for; those of other programs stay as they are."""
    if "[" in text:
        text = _CAPTION.sub(_captioned, text)
        text = _GALLERY.sub(lambda found: _gallery(found, pictures, post), text)
        text = _EMBED.sub(lambda found: _shown(found[1]), text)
        text = _PLAYED.sub(_played, text)
        text = _PLAYER.sub(_player, text)
        if "[/sourcecode]" in text or "[/code]" in text:
            text = _LISTING.sub(_listing, text)
    return _ALONE.sub(lambda found: _shown(found[1]) if is_shown(found[1]) else found[0], text) if "://" in text else text


def _captioned(found: re.Match[str]) -> str:
    caption = found[3].strip() or _attributes(found[1]).get("caption", "")
    return f"\n\n<figure>{found[2]}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(found: re.Match[str], pictures: Mapping[str, Attached], post: str) -> str:
    """The pictures of a gallery: those it names, else those that were uploaded to its post."""
    stated = _attributes(found[1])
    named = stated.get("ids") or stated.get("include", "")
    numbers = re.split(r"[\s,]+", named) if named else [number for number, one in pictures.items() if post and one.post == post]
    known = [pictures[number] for number in numbers if number in pictures]
    if not known:
        return found[0]
    return f"\n\n<div>{''.join(map(_figure, known))}</div>\n\n"


def _figure(picture: Attached) -> str:
    caption = f"<figcaption>{picture.caption}</figcaption>" if picture.caption else ""
    return f'<figure><img src="{html.escape(picture.url)}">{caption}</figure>'


def _shown(address: str) -> str:
    return f'\n\n<figure class="wp-block-embed"><div>{address}</div></figure>\n\n'


def _played(found: re.Match[str]) -> str:
    return _shown(f"https://vimeo.com/{found[1]}" if _VIMEO.fullmatch(found[1]) else html.unescape(found[1]))


def _player(found: re.Match[str]) -> str:
    address = next((value for value in _attributes(found[2]).values() if _MEDIA.fullmatch(value)), "")
    kind = found[1].lower()
    return f'\n\n<figure><{kind} src="{html.escape(address)}"></{kind}></figure>\n\n' if address else found[0]


def _listing(found: re.Match[str]) -> str:
    stated = _attributes(found[2])
    language = stated.get("language") or stated.get("lang", "")
    named = f' class="language-{html.escape(language)}"' if re.fullmatch(r"[\w+#-]{1,24}", language) else ""
    code = found[3].strip("\r\n").replace("<", "&lt;").replace(">", "&gt;")
    return f"\n\n<pre><code{named}>{code}</code></pre>\n\n"


def _attributes(stated: str) -> dict[str, str]:
    found = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _STATED.finditer(html.unescape(stated))}
    if not found and (bare := stated.strip()):
        found = {"src": bare}
    return found
