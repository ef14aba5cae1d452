"""Exports whose records lie deeper, or say what they hold in ways of their own, as records like any other.

Ghost exports the tables of its database, Day One a journal in Markdown, Google Keep a note a file, and Karakeep (Hoarder) wraps what
it keeps of a page.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from convert.clean import clean_line

Shaped: TypeAlias = dict[str, Any]

_OF_SITE = "__GHOST_URL__/"


def records_in(whole: Shaped) -> list[Shaped] | None:
    """The records of an export that is no list of them; ``None`` for one of no shape that is known."""
    return next((list(of(whole)) for knows, of in _SHAPES if knows(whole)), None)


def record_of(item: Shaped) -> Shaped:
    """``item`` with what it wraps of a page among its own fields, as Karakeep has it."""
    held = item.get("content")
    if not isinstance(held, dict) or "type" not in held:
        return item
    own = {name: value for name, value in item.items() if value and name != "content"}
    created = {"datePublished": held.get("datePublished")}
    return {name: value for name, value in held.items() if name not in ("type", "content")} | created | own


# --- Ghost ------------------------------------------------------------------------------------------------


def _ghost_tables(whole: Shaped) -> Shaped:
    listed = whole.get("db")
    database = listed[0] if isinstance(listed, list) and listed and isinstance(listed[0], dict) else whole
    tables = database.get("data")
    return tables if isinstance(tables, dict) and isinstance(tables.get("posts"), list) else {}


def _of_ghost(whole: Shaped) -> Iterator[Shaped]:
    tables = {name: list(map(_plain, _rows(rows))) for name, rows in _ghost_tables(whole).items()}
    settings = {str(row.get("key")): row.get("value") for row in tables.get("settings", ())}
    people = {row.get("id"): row.get("name") for row in tables.get("users", ())}
    labels = {row.get("id"): row.get("name") for row in tables.get("tags", ()) if row.get("visibility") != "internal"}
    authors = _joined(tables.get("posts_authors", ()), "author_id", people)
    tags = _joined(tables.get("posts_tags", ()), "tag_id", labels)
    more = {row.get("post_id"): row for row in tables.get("posts_meta", ())}
    for post in tables["posts"]:
        number = post.get("id")
        yield {
            "title": post.get("title"),
            "content": _ghost_text(post, more.get(number, {})),
            "text": post.get("plaintext"),
            "authors": authors.get(number) or [people.get(post.get("author_id"))],
            "tags": tags.get(number, []),
            "published_at": post.get("published_at"),
            "excerpt": post.get("custom_excerpt"),
            "url": post.get("canonical_url"),
            "publication": settings.get("title"),
            "language": post.get("locale") or settings.get("locale") or settings.get("lang"),
        }


def _ghost_text(post: Shaped, more: Shaped) -> str:
    """The text of ``post``, what is shown above it as its first figure; addresses of the site itself lead from where the export lies."""
    text, picture = (str(post.get(name) or "").replace(_OF_SITE, "") for name in ("html", "feature_image"))
    if not (text and picture):
        return text
    words = html.escape(str(more.get("feature_image_alt") or ""))
    caption = str(more.get("feature_image_caption") or "").replace(_OF_SITE, "")
    return f'<figure><img src="{html.escape(picture)}" alt="{words}"><figcaption>{caption}</figcaption></figure>{text}'


def _joined(rows: list[Shaped] | tuple[()], field: str, names: dict[Any, Any]) -> dict[Any, list[str]]:
    """What is told of each post by a table of pairs, in its order."""
    found: dict[Any, list[tuple[int, str]]] = {}
    for row in rows:
        if name := names.get(row.get(field)):
            order = row.get("sort_order")
            found.setdefault(row.get("post_id"), []).append((order if isinstance(order, int) else 0, str(name)))
    return {post: [name for _, name in sorted(listed, key=lambda pair: pair[0])] for post, listed in found.items()}


# --- Day One ----------------------------------------------------------------------------------------------


def _is_day_one(whole: Shaped) -> bool:
    entries = _rows(whole.get("entries"))
    return "metadata" in whole and bool(entries) and all("uuid" in entry and "creationDate" in entry for entry in entries[:3])


def _of_day_one(whole: Shaped) -> Iterator[Shaped]:
    for entry in _rows(whole["entries"]):
        text = str(entry.get("text") or "")
        for photo in _rows(entry.get("photos")):
            shown = f"photos/{photo.get('md5')}.{photo.get('type')}"
            text = text.replace(f"dayone-moment://{photo.get('identifier')}", shown)
        yield {"markdown": text, "published": entry.get("creationDate"), "tags": entry.get("tags"), "url": ""}


# --- Google Keep ------------------------------------------------------------------------------------------


def _is_keep(whole: Shaped) -> bool:
    return "userEditedTimestampUsec" in whole and "isTrashed" in whole


def _of_keep(note: Shaped) -> Iterator[Shaped]:
    created = note.get("createdTimestampUsec") or note.get("userEditedTimestampUsec")
    items = [f"<li>{'☑' if one.get('isChecked') else '☐'} {_said(one.get('text'))}</li>" for one in _rows(note.get("listContent"))]
    lines = str(note.get("textContent") or "").split("\n")
    pictures = (one for one in _rows(note.get("attachments")) if str(one.get("mimetype")).startswith("image/"))
    parts = [f"<p>{_said(line)}</p>" for line in lines if line.strip()] + ([f"<ul>{''.join(items)}</ul>"] if items else [])
    parts += [f'<img src="{_said(one.get("filePath"))}" alt="">' for one in pictures]
    yield {
        "title": note.get("title"),
        "content": "".join(parts),
        "published": created / 1_000_000 if isinstance(created, (int, float)) else "",
        "tags": [row.get("name") for row in _rows(note.get("labels"))],
    }


def _said(value: Any) -> str:
    return html.escape(clean_line(str(value or "")))


def _plain(row: Shaped) -> Shaped:
    """The cells of a table's ``row``: words and numbers."""
    return {name: value for name, value in row.items() if isinstance(value, (str, int, float))}


def _rows(value: Any) -> list[Shaped]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


_SHAPES: tuple[tuple[Callable[[Shaped], object], Callable[[Shaped], Iterator[Shaped]]], ...] = (
    (_ghost_tables, _of_ghost),
    (_is_day_one, _of_day_one),
    (_is_keep, _of_keep),
)
