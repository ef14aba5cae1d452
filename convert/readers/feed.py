"""The feed reader: RSS, Atom and JSON Feed saved as files; each entry with its whole text is an article.

An entry that only says what its article is about is left out, with a notice: the article is elsewhere. Own parsing on lxml, since
feedparser rewrites the markup of entries and takes 25 s for what this reads in one (``docs/decisions/0031-feeds-letters-archives.md``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article, Block, Embed, Figure, Image, Text
from convert.notices import Notice, Notify, excerpt
from convert.readers._feed import json_feed, syndication
from convert.readers._feed.entry import Entry, Feed, plain, unescaped
from convert.readers._feed.furniture import Furniture, furniture_of, parted, signs_off
from convert.readers._given import article_of, is_whole, names
from convert.readers._html.fragment import blocks_of
from convert.readers._html.links import is_web
from convert.signatures import BELOW
from convert.walk import plain_text, walk


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every entry of the feed in ``source`` that has its whole text, in the feed's order.

    Raises `InputError` when it is no feed, or none of its entries has its text.
    """
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = json_feed.feed_of(source.data, source.name, LIMITS.entries)
    else:
        whole = syndication.in_utf8(_begun(source, notify), source.name, notify)
        feed = syndication.feed_of(whole, source.name, LIMITS.entries)
        if syndication.breaks_off(whole):
            notify(Notice("lost", "feed.cut", "the feed breaks off: its end is missing", source=source.name))
    digest = hashlib.sha256(source.data).hexdigest()
    furniture = furniture_of(feed.entries)
    found = 0
    for entry in feed.entries:
        article = _article(entry, feed, furniture, source, notify)
        if article is None:
            about = entry.title or entry.url
            message = "an entry without its text, which is elsewhere"
            notify(Notice("left-out", "feed.summary", message, source=source.name, excerpt=excerpt(about)))
            continue
        found += 1
        yield msgspec.structs.replace(article, digest=digest)
    if feed.besides:
        message = "what a blog's export holds besides posts and pages: comments, menus, pictures, settings"
        notify(Notice("left-out", "feed.besides", message, source=source.name, count=feed.besides))
    if len(feed.entries) == LIMITS.entries:
        notify(Notice("lost", "feed.entries", f"no more than {LIMITS.entries:,} entries of a feed are read", source=source.name))
    if not found:
        many = len(feed.entries)
        what = "a feed without entries" if not many else f"a feed without the text of its entries ({many:,})"
        raise InputError(f"{source.name}: {what}", hint="save the articles themselves and name those")


def _begun(source: Source, notify: Notify) -> bytes:
    """The feed from where it begins, below what its server said of a mistake."""
    above = BELOW.match(source.data[:_LOOKED_AT])
    if above is None:
        return source.data
    said = plain(above[0].decode("utf-8", "replace"))
    notify(Notice("left-out", "feed.above", "what stands above the feed", source=source.name, excerpt=excerpt(said)))
    return source.data[above.end() :]


_LOOKED_AT = 4_096


def _article(entry: Entry, feed: Feed, furniture: Furniture, source: Source, notify: Notify) -> Article | None:
    once = unescaped(entry.content), "" if entry.content.strip() else unescaped(entry.summary)
    if any(once):
        entry.content, entry.summary = once[0] or entry.content, once[1] or entry.summary
        message = "markup that was escaped twice is read as such"
        notify(Notice("repaired", "feed.escaped", message, source=source.name, article=entry.title))
    base = entry.base or entry.url or feed.url or source.url
    blocks, summary = _text_of(entry, base, source, notify)
    if not blocks:
        return None
    blocks, left = parted(blocks, entry.title, furniture)
    if len(blocks) > 1 and signs_off(blocks[-1], entry, feed):
        left = [*left, blocks.pop()]
    if left:
        message, said = "said with every entry of the feed", excerpt(" ".join(map(plain_text, left)))
        notify(Notice("left-out", "feed.furniture", message, source=source.name, article=entry.title, excerpt=said))
    if is_web(entry.picture) and not any(isinstance(node, Image) for node in walk(*blocks)):
        blocks.insert(0, _beside(entry))
    blocks += [Embed("audio" if "audio" in sound or sound.endswith(".mp3") else "video", sound) for sound in entry.sounds if sound]
    return article_of(
        blocks,
        title=entry.title,
        otherwise=feed.title,
        language=entry.language or feed.language,
        authors=names(entry.authors or feed.authors),
        published=entry.published or entry.updated,
        updated=entry.updated if entry.published and entry.updated[:10] != entry.published[:10] else "",
        site=feed.title,
        url=entry.url,
        summary=summary if summary and not plain_text(*blocks).startswith(summary[:60]) else "",
        tags=entry.tags,
        licence=feed.licence,
        extractor="feed",
    )


def _text_of(entry: Entry, base: str, source: Source, notify: Notify) -> tuple[list[Block], str]:
    """The blocks of the text of ``entry``, none where it is elsewhere, and what sums it up besides.

    What is called a description is the text where what is called the content says little beside it, as *Read more* does.
    """
    blocks = list(blocks_of(entry.content, base, notify, name=source.name)) if entry.content.strip() else []
    said, brief = plain_text(*blocks).strip(), plain(entry.summary)
    if len(brief) > _MORE * len(said):
        fuller = list(blocks_of(entry.summary, base, notify, name=source.name))
        if is_whole(fuller):
            if said:
                message = "a shorter text beside the whole one"
                notify(Notice("left-out", "feed.shorter", message, source=source.name, article=entry.title, excerpt=excerpt(said)))
            return [*(block for block in blocks if isinstance(block, (Figure, Embed))), *fuller], ""
    if said or any(isinstance(block, Figure) for block in blocks):
        return blocks, brief
    return [], ""


_MORE = 2


def _beside(entry: Entry) -> Figure:
    """The picture beside the text of ``entry``."""
    said = [(Text(words),) if words else () for words in (entry.picture_caption, entry.picture_credit)]
    return Figure(Image(entry.picture), caption=said[0], credit=said[1])
