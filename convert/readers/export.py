"""What reading lists kept: exports with whole texts of wallabag, Omnivore, FreshRSS, Inoreader, Feedbin and their like; and records
of articles as programs that scrape them store these.

They agree on little but that each article has a title and its text, as HTML or plain; those fields are looked for under the
names that these programs document.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from convert.archives import Archive
from convert.clean import clean, clean_line
from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article, Block, Figure, Image, Link
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers import markdown
from convert.readers._feed.entry import date_of, person, plain
from convert.readers._given import article_of, is_whole, names
from convert.readers._html.fragment import blocks_of
from convert.readers._html.links import absolute, is_web
from convert.readers._records import records_of
from convert.readers._text.blocks import blocks_of as plain_blocks
from convert.readers._text.lines import split, units
from convert.readers._text.rulings import ITEM, PARAGRAPH, QUOTE, Judged
from convert.readers._text.unit import QUOTED
from convert.walk import plain_text, walk

# As records have them, in lower case.
_FIELDS = {
    "title": ("title", "resolved_title", "given_title", "headline", "post_title"),
    "url": ("source_url", "url", "resolved_url", "given_url", "canonical", "alternate", "originalurl", "href", "link", "source"),
    "text": ("content", "content_html", "html_content", "html", "htmlcontent", "readablecontent", "post_content", "articlebody"),
    "plain": ("text", "maintext", "main_text", "article_text", "full_text", "fulltext", "body", "article", "raw_text"),
    "authors": ("published_by", "authors", "author", "byline", "post_author", "creator"),
    "published": (
        *("published_at", "publishedat", "published", "date_published", "datepublished", "published_date", "publish_date"),
        *("date_publish", "publication_date", "pubdate", "post_date", "date"),
    ),
    "retrieved": ("created_at", "savedat", "saved_at", "createdat", "created"),
    "tags": ("tags", "labels", "categories", "keywords"),
    "site": ("origin", "feed", "sitename", "site_name", "domain_name", "publication", "publisher", "hostname", "source_domain"),
    "language": ("language", "lang"),
    "summary": ("description", "excerpt", "abstract"),
    "picture": ("preview_picture", "image_url", "thumbnail", "image", "lead_image_url", "top_image"),
}
_MARKUP = regex(r"</(?:p|div|h[1-6]|li|blockquote|section|article|figure)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = regex(r"<[a-zA-Z!/][^<>]*>")
_METADATA = "metadata_"
_NOT_FETCHED = regex(r"//doc\.wallabag\.org/[^\s#]{0,40}errors?_during_fetching")
_LONGEST_EXCUSE = 400
_OWN_WORDS = ("note", "notes", "annotations", "highlights")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every article in ``source`` that was kept with its text, in the export's order.

    Raises `InputError` when it is no export, or one of addresses alone.
    """
    digest = hashlib.sha256(source.data).hexdigest()
    kept = list(_kept(source, notify))
    bare = found = 0
    noted = sum(any(item.get(name) for name in _OWN_WORDS) for item in kept)
    for item in kept[: LIMITS.entries]:
        article = _article(item, source, notify)
        if article is None:
            bare += 1
            continue
        found += 1
        yield msgspec.structs.replace(article, digest=digest)
    if len(kept) > LIMITS.entries:
        message = f"no more than {LIMITS.entries:,} entries of a list are read"
        notify(Notice("lost", "export.entries", message, source=source.name, count=len(kept) - LIMITS.entries))
    if not found:
        what = f"a list of addresses without their texts ({bare:,})" if bare else "an export that holds no article"
        raise InputError(f"{source.name}: {what}", hint="readpack does not fetch pages: save them and name the files")
    if noted:
        notify(Notice("left-out", "export.note", "entries with notes or marks of whoever kept them", source=source.name, count=noted))
    if bare:
        notify(Notice("left-out", "export.address", "entries without their text, which is elsewhere", source=source.name, count=bare))


def _kept(source: Source, notify: Notify) -> Iterator[dict[str, Any]]:
    if not source.data.startswith(b"PK\x03\x04"):
        yield from records_of(source.data, source.name, notify)
        return
    archive = Archive(source.data, source.name, notify, is_loose=True)
    for member in sorted(archive.names):
        if member.rpartition("/")[2].startswith(_METADATA) and member.endswith(".json"):
            for item in records_of(archive.read(member), f"{source.name}: {member}", notify):
                text = f"{member.rpartition('/')[0]}/content/{item.get('slug')}.html".lstrip("/")
                marks = text.replace("content/", "highlights/").removesuffix("html") + "md"
                said = {"content": text, "highlights": marks}
                yield item | {name: archive.read(at).decode("utf-8", "replace").strip() for name, at in said.items() if at in archive}


def _article(item: dict[str, Any], source: Source, notify: Notify) -> Article | None:
    stated = [absolute(said, "") for key in _FIELDS["url"] if (said := _said(item.get(key)))]
    url = next(filter(is_web, stated), next(iter(stated), ""))
    title, blocks = plain(_said(_field(item, "title"))), _blocks(item, url, source, notify)
    if written := _said(item.get("markdown")).strip():
        title, blocks = _of_markdown(written, source, notify)
    if not plain_text(*blocks).strip() or _is_excuse(blocks):
        return None
    picture = absolute(_said(_field(item, "picture")), url)
    if is_web(picture) and not any(isinstance(node, Image) for node in walk(*blocks)):
        blocks.insert(0, Figure(Image(picture)))
    return article_of(
        blocks,
        title=title,
        otherwise=url or source.name,
        language=_said(_field(item, "language")),
        authors=names(tuple(map(person, _several(_field(item, "authors"))))),
        published=_date(_field(item, "published")),
        retrieved=_date(_field(item, "retrieved")),
        tags=tuple(tag for tag in map(clean_line, _tags(_field(item, "tags"))) if tag and not tag.startswith("user/")),
        site=plain(_said(_field(item, "site"))),
        summary=plain(_said(_field(item, "summary"))),
        url=url,
        extractor="export",
    )


def _of_markdown(text: str, source: Source, notify: Notify) -> tuple[str, list[Block]]:
    """The title and the blocks of an entry of a journal."""
    for article in markdown.read(Source(source.name, text.encode("utf-8", "replace")), notify):
        return article.title, [*([article.lead] if article.lead else []), *article.body]
    return "", []


def _is_excuse(blocks: list[Block]) -> bool:
    """Whether ``blocks`` say no more than that the program could not get the text, as wallabag has it."""
    links = [node.href for block in blocks for node in walk(block) if isinstance(node, Link)]
    return any(_NOT_FETCHED.search(link) for link in links) and len(plain_text(*blocks)) <= _LONGEST_EXCUSE


def _blocks(item: dict[str, Any], url: str, source: Source, notify: Notify) -> list[Block]:
    """The text of ``item``; what is called its summary, as Google Reader called the text, where it is long or in parts as one is."""
    for key in (*_FIELDS["text"], *_FIELDS["plain"]):
        if text := _said(item.get(key)).strip():
            if (key in _FIELDS["plain"] and not _MARKUP.search(text)) or not _TAG.search(text):
                return _plain(text)
            return list(blocks_of(text, url, notify, name=source.name))
    held = item.get("summary")
    blocks = list(blocks_of(_said(held), url, notify, name=source.name)) if _said(held).strip() else []
    return blocks if isinstance(held, dict) or is_whole(blocks) else []


def _plain(text: str) -> list[Block]:
    """The blocks of plain ``text``, a line a paragraph but where lines were broken to fit; items and quotations by their marks."""
    found = units(split([clean(text)[0]])[0])
    rulings = [PARAGRAPH if not unit.marker else QUOTE if unit.marker == QUOTED else ITEM for unit in found]
    return plain_blocks(Judged(found, rulings))


def _field(item: dict[str, Any], name: str) -> Any:
    return next((item[key] for key in _FIELDS[name] if item.get(key)), "")


def _said(value: Any) -> str:
    """The text that ``value`` is or holds: exports wrap one in an object, or in a list of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return (
            next((said for one in value[:20] if (said := _said(one))), "") if not any(isinstance(one, list) for one in value[:20]) else ""
        )
    if isinstance(value, dict):
        return next(
            (value[key] for key in ("content", "rendered", "html", "href", "title", "name", "label") if isinstance(value.get(key), str)), ""
        )
    return ""


def _several(value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and not _said(value):  # one by each name, as Readwise has its tags
        several = list(value.values())
    return [said for one in several if (said := _said(one))]


def _tags(value: Any) -> list[str]:
    """The tags that ``value`` is or holds; in a cell of a table, or one line, they are parted by signs."""
    return re.split(r"\s*[,;|]\s*", value) if isinstance(value, str) else _several(value)


def _date(value: Any) -> str:
    """A date in words, or in seconds or milliseconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e14:
        seconds = value / 1_000 if value > 1e11 else value
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
    return date_of(value) if isinstance(value, str) else ""
