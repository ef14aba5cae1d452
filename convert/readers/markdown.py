"""Markdown: CommonMark and the extensions most writers use, one article a file, or one for each front matter.

What is read, and what is not Markdown's to say, stands in ``docs/decisions/0007-markdown.md``. The Markdown writer puts
out what this reader reads back to the same tree.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from convert.clean import clean_line, folded
from convert.errors import InputError
from convert.formats import Source
from convert.language import detect, direction_of
from convert.limits import LIMITS
from convert.model import Article, Block, Figure, Heading, Image, Note, Rule
from convert.notices import Kind, Notice, Notify, excerpt
from convert.patterns import regex
from convert.readers._html.figures import is_picture_file
from convert.readers._html.links import is_web
from convert.readers._markdown import front_matter
from convert.readers._markdown.blocks import Blocks
from convert.readers._markdown.front_matter import Fields
from convert.readers._markdown.inline import direction
from convert.readers._markdown.names import linked, slug
from convert.readers._markdown.notebooks import apart
from convert.readers._markdown.parser import articles, parse
from convert.readers._text.days import is_date_line
from convert.readers._text.lines import decode
from convert.uncollected import uncollected
from convert.walk import plain_text, rewrite, walk

# What a field of the front matter may be called, the usual name first.
_NAMES = {
    "title": ("title",),
    "subtitle": ("subtitle", "standfirst", "subheadline"),
    "authors": ("author", "authors", "by", "byline"),
    "published": ("date", "published", "pubdate", "created"),
    "updated": ("updated", "modified", "lastmod", "last_modified_at"),
    "retrieved": ("retrieved", "accessed", "saved"),
    "site": ("site", "sitename", "site_name", "publication", "publisher"),
    "url": ("url", "source", "source_url", "canonical_url", "link", "permalink"),
    "language": ("lang", "language", "locale"),
    "direction": ("dir", "direction"),
    "summary": ("summary", "description", "abstract", "excerpt"),
    "tags": ("tags", "keywords", "categories", "category"),
    "section": ("section",),
    "licence": ("licence", "license", "rights", "copyright"),
    "id": ("id",),
    "lead": ("lead",),
    "picture": (
        "image",
        "cover",
        "cover_image",
        "featured_image",
        "feature_image",
        "featuredimage",
        "hero",
        "hero_image",
        "banner",
        "og_image",
        "thumbnail",
    ),
    "pack": ("pack",),
}
_DATE = regex(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?)?)?)?")


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every article in ``source``, in order. Raises `InputError` when there is none.

    Front matter that begins with a ``title`` begins another article wherever it stands at the margin.
    """
    stated, text = apart(decode(source, notify), source.path)
    digest = hashlib.sha256(source.data).hexdigest()
    begins, references = articles(text)
    lines = text.split("\n") if len(begins) > 1 else []
    found = False
    for first, end in pairwise([*begins, len(lines)]):
        part = "\n".join(lines[first:end]) if lines else text
        article = _Reading(source, first, notify).article(part, references, {} if first else stated)
        if article is not None:
            found = True
            yield msgspec.structs.replace(article, digest=digest)
    if not found:
        raise InputError(f"{source.name}: holds no article", hint="there are no words in it")


class _Reading:
    """Reads one article; ``offset`` is the line of its file, from 0, at which it begins."""

    def __init__(self, source: Source, offset: int, notify: Notify) -> None:
        self.source = source
        self.offset = offset
        self.notify = notify
        self.title = ""

    @uncollected()
    def article(self, text: str, references: dict[str, Any], stated: Fields) -> Article | None:
        """The article in ``text``, of which more is ``stated``; none where it has neither a title nor a block."""
        block, rest = front_matter.part(text)
        fields, kept = self._fields(block)
        fields = self._known(stated) | fields
        if kept:
            rest = f"{kept}\n{rest}"
        self.offset += text.count("\n") - rest.count("\n")
        self.title = clean_line(" ".join(fields.pop("title", ())))
        parsed = parse(rest, references, mdx=self.source.path.lower().endswith(".mdx"))
        made = Blocks(parsed)
        body = made.of(parsed.tokens)
        self._report(made, len(parsed.footnotes))
        told = self.title
        self.title, body, named = self._titled(body)
        body = linked(_ranked(body), made.anchors, named, self.source.url)
        if not (body or told or self.title):
            return None
        lead, body = _lead(body, fields)
        shown = {node.src for node in walk(*([lead] if lead else []), *body) if isinstance(node, Image)}
        if fields.get("picture") and _picture(fields) not in shown:
            about = " ".join(fields["picture"])
            self._say("left-out", "markdown.field", "a picture of the front matter, since another leads the text", about=about)
        return self._described(fields, lead, body)

    # --- what is said about it ------------------------------------------------------------------

    def _fields(self, block: str) -> tuple[Fields, str]:
        """The fields of the front matter by the model's names, and the text to keep of one that can't be read."""
        if not block:
            return {}, ""
        found, problem = front_matter.fields(block)
        if problem and not found:
            self._say("replaced", "markdown.front-matter", f"front matter that can't be read is kept as text: {problem}")
            return {}, "````yaml\n" + block.rstrip("\n") + "\n````\n"
        if problem:
            self._say("repaired", "markdown.front-matter", f"front matter that is not quite YAML was read line by line: {problem}")
        return self._known(found), ""

    def _known(self, found: Fields) -> Fields:
        """Those of the fields ``found`` that an article has, by the model's names."""
        known = {own: words for own, names in _NAMES.items() if (words := _first(found, names))}
        rest = sorted(found.keys() - {name for names in _NAMES.values() for name in names})
        if rest:
            message = "fields of the front matter that an article has no place for"
            self._say("left-out", "markdown.field", message, about=", ".join(rest), count=len(rest))
        return known

    def _described(self, fields: Fields, lead: Figure | None, body: tuple[Block, ...]) -> Article:
        def one(name: str) -> str:
            return clean_line(" ".join(fields.get(name, ())))

        language = one("language").replace("_", "-")
        prose = "" if language else "\n".join(plain_text(block) for block in body[:200])
        url = one("url")
        return Article(
            title=self._shortened(self.title),
            body=body,
            id=one("id"),
            subtitle=one("subtitle"),
            authors=_authors(fields.get("authors", ())),
            published=self._date(one("published")),
            updated=self._date(one("updated")),
            retrieved=self._date(one("retrieved")),
            site=one("site"),
            url=url if "://" in url else self.source.url,
            language=language or detect(prose),
            direction=direction(one("direction")) or ("" if language else direction_of(prose)),
            summary=one("summary"),
            tags=_tags(fields.get("tags", ())),
            section=one("section"),
            licence=one("licence"),
            lead=lead,
            extractor="markdown",
        )

    def _date(self, written: str) -> str:
        if not written:
            return ""
        match = _DATE.fullmatch(written)
        found = _iso(match) if match else is_date_line(written)
        if not found:
            self._say("lost", "markdown.date", "a date that can't be understood", about=written)
        return found or ""

    def _shortened(self, title: str) -> str:
        short = clean_line(title, LIMITS.title_characters)
        if short != title:
            self._say("replaced", "text.title", f"a title longer than {LIMITS.title_characters} characters was cut", about=title)
        return short

    # --- the title and the headings ---------------------------------------------------------------

    def _titled(self, body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...], str]:
        """The title, the body without the heading that is it, and the name others link to it by.

        It is that of the front matter, else the first heading of the first level, else a heading the text begins with.
        A heading that text stands before stays where it is.
        """
        place = next((number for number, block in enumerate(body) if isinstance(block, Heading) and block.level == 1), -1)
        opening = next((number for number, block in enumerate(body) if not isinstance(block, (Figure, Rule))), -1)
        if place < 0 and opening >= 0 and isinstance(body[opening], Heading) and not self.title:
            place = opening
        heading = body[place] if place >= 0 else None
        if not isinstance(heading, Heading):
            return self.title, body, ""
        words = clean_line(plain_text(heading, notes=False))
        if self.title and (heading.id or place != opening or folded(words) != folded(self.title)):
            return self.title, body, ""
        if self.title:
            self._say("left-out", "markdown.repeat", "the title of the front matter, repeated as a heading", about=words)
        if place != opening or any(isinstance(node, (Note, Image)) for node in walk(heading)):
            return words, body, ""
        return self.title or words, (*body[:place], *body[place + 1 :]), heading.id or slug(words)

    # --- what was not taken -----------------------------------------------------------------------

    def _report(self, made: Blocks, footnotes: int) -> None:
        for code, message, counted in (
            ("markdown.markup", "markup that means nothing here was dropped, its text kept", made.dropped),
            ("markdown.note", "a note inside itself, too deep or too long to be repeated stands as its label", made.unnoted),
        ):
            if counted:
                kind: Kind = "left-out" if counted is made.dropped else "replaced"
                self._say(kind, code, message, about=", ".join(sorted(counted)), count=sum(counted.values()))
        if made.hidden:
            message = "what no reader of a page sees was left out"
            self._say("left-out", "markdown.hidden", message, about=made.hidden[0], count=len(made.hidden))
        for label, tokens in made.parsed.footnotes.items():
            if label not in made.used:
                words = plain_text(*Blocks(made.parsed).of(tokens))
                self._say("left-out", "markdown.footnote", f"a footnote that nothing refers to: {label}", about=words)
        if cells := made.parsed.beyond:
            message = "cells beyond the columns of their table, which Markdown drops"
            self._say("lost", "markdown.cells", message, about=cells[0][1], line=cells[0][0] + 1 + self.offset, count=len(cells))
        if made.parsed.is_crowded:
            message = "has more marks than words could need: it is kept as plain text, its lines run together, its marks as they are"
            self._say("replaced", "markdown.crowded", message)
        for code, message, places in (
            ("depth", "what is nested too deep is kept as plain text", made.deep),
            ("markdown.tangled", "a paragraph too tangled to be read as Markdown is kept as plain text", made.parsed.tangled),
        ):
            if places:
                self._say("replaced", code, message, line=places[0] + self.offset, count=len(places))

    def _say(self, kind: Kind, code: str, message: str, *, about: str = "", line: int = 0, count: int = 1) -> None:
        self.notify(
            Notice(kind, code, message, source=self.source.name, article=self.title, line=line, excerpt=excerpt(about), count=count)
        )


def _first(found: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
    return next((found[name] for name in names if name in found), ())


def _authors(written: tuple[str, ...]) -> tuple[str, ...]:
    """The names in ``written``; one line may hold several, parted by semicolons or an "and"; links to notes (Obsidian) are words."""
    split = re.split(r"\s*;\s*|\s+(?:and|&)\s+", written[0]) if len(written) == 1 else written
    return tuple(dict.fromkeys(filter(None, (clean_line(_NOTE.sub(lambda link: link[2] or link[1], name)) for name in split))))


def _tags(written: tuple[str, ...]) -> tuple[str, ...]:
    """The words in ``written``; one line may hold several, parted by commas."""
    words = written[0].split(",") if len(written) == 1 else written
    return tuple(filter(None, (clean_line(word).removeprefix("#") for word in words)))


_NOTE = regex(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]")


def _iso(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    date = "-".join(part.zfill(2) for part in (year, month, day) if part)
    if not hour:
        return date
    offset = zone if not zone or zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{hour}:{minute}{f':{second}' if second else ''}{offset or ''}"


def _lead(body: tuple[Block, ...], fields: Fields) -> tuple[Figure | None, tuple[Block, ...]]:
    """A figure that the text begins with leads it, unless the front matter says that none does; else the picture that this names."""
    if fields.get("lead") == ("none",):
        return None, body
    if body and isinstance(body[0], Figure):
        return body[0], body[1:]
    named = _picture(fields)
    shown = {node.src for node in walk(*body) if isinstance(node, Image)}
    return (Figure(Image(named)), body) if named and named not in shown else (None, body)


def _picture(fields: Fields) -> str:
    """The address of the picture that the front matter names; empty for none, and for what is no address."""
    named = next(iter(fields.get("picture", ())), "").strip()
    return named if is_web(named) or is_picture_file(named) else ""


def _ranked(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """``body`` with its headings a level higher where the title is the only one of the first."""
    levels = [node.level for block in body for node in walk(block) if isinstance(node, Heading)]
    shift = 1 if levels and min(levels) > 1 else 0

    def raised(node: msgspec.Struct) -> msgspec.Struct:
        return msgspec.structs.replace(node, level=max(node.level - shift, 1)) if isinstance(node, Heading) else node

    return tuple(rewrite(block, raised) for block in body) if shift else body
