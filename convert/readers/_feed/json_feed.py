"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from convert.errors import InputError
from convert.readers._feed.entry import Entry, Feed, date_of, person, plain
from convert.readers._html.links import absolute, is_web


def feed_of(data: bytes, name: str, most: int) -> Feed:
    """The feed in ``data``, with its first ``most`` entries. Raises `InputError` when it is none."""
    try:
        feed = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: this is not JSON: {str(error)[:120]}", hint="get it again") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError(f"{name}: a JSON Feed without items", hint="get it again")
    url, authors = _text(feed, "home_page_url"), _people(feed)
    entries = [_entry(item, url, authors) for item in items[:most] if isinstance(item, dict)]
    return Feed(title=plain(_text(feed, "title")), url=url, language=_text(feed, "language"), entries=entries)


def _entry(item: dict[str, Any], base: str, authors: tuple[str, ...]) -> Entry:
    sounds = [one for one in item.get("attachments") or () if isinstance(one, dict)] if isinstance(item.get("attachments"), list) else []
    tags = item.get("tags")
    url = next((whole for name in ("url", "id") if is_web(whole := absolute(_text(item, name), base if name == "url" else ""))), "")
    return Entry(
        title=plain(_text(item, "title")),
        url=url or _text(item, "url"),
        base=url or base,
        authors=_people(item) or authors,
        published=date_of(_text(item, "date_published")),
        updated=date_of(_text(item, "date_modified")),
        content=_text(item, "content_html") or _marked(_text(item, "content_text")),
        summary=_marked(_text(item, "summary")),
        tags=tuple(filter(None, map(plain, filter(_is_text, tags)))) if isinstance(tags, list) else (),
        language=_text(item, "language"),
        picture=absolute(_text(item, "image") or _text(item, "banner_image"), url or base),
        sounds=tuple(
            absolute(_text(one, "url"), url or base) for one in sounds if _text(one, "mime_type").startswith(("audio/", "video/"))
        ),
    )


def _people(holder: dict[str, Any]) -> tuple[str, ...]:
    """The names under ``authors``, or under ``author`` as version 1 has it."""
    several, one = holder.get("authors"), holder.get("author")
    listed = several if isinstance(several, list) else [one]
    return tuple(filter(None, (person(_text(who, "name")) for who in listed if isinstance(who, dict))))


def _marked(text: str) -> str:
    """Plain text, in which a line ends where its author ended it, as HTML."""
    return "".join(f"<p>{html.escape(part.strip()).replace(_LINE_END, '<br>')}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


_LINE_END = "\n"


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _is_text(value: object) -> bool:
    return isinstance(value, str)
