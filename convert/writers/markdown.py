"""The pack as one Markdown file: CommonMark that any program shows and the Markdown reader reads back to the same tree.

Each article begins with front matter whose first field is its title; that is also what parts one from the next. Pictures
stand as ``data:`` addresses in definitions at the end of the file. What is left to HTML, and what Markdown can't hold,
stands in ``docs/decisions/0007-markdown.md``.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import BinaryIO, cast

from convert.model import Article, Figure, Image, Link, Note, Pack
from convert.notices import Kind, Notice, Notify, excerpt
from convert.patterns import regex
from convert.pictures import load
from convert.profile import Profile
from convert.theme import Theme
from convert.walk import pack_articles, walk
from convert.words import runs_right_to_left
from convert.writers._depth import deep
from convert.writers._markdown.blocks import Blocks
from convert.writers._markdown.lines import Lines

_PLAIN = regex(r"[^\W\d_](?:[\w,;()'’“”–—.?!/&+-]| (?!#))*(?<! )|\d{4}-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?|https?://[^\s#:]+")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """``pack`` as UTF-8 Markdown; a theme and a profile change nothing."""
    names = {picture.key: f"picture-{number}" for number, picture in enumerate(pack.pictures, 1)}
    with deep():
        for part in _parts(pack, names, notify):
            target.write(part.encode())
    for picture in pack.pictures:
        target.write(f"\n[{names[picture.key]}]: data:{picture.media};base64,".encode())
        target.write(base64.b64encode(load(picture)) + b"\n")


def _parts(pack: Pack, names: dict[str, str], notify: Notify) -> Iterator[str]:
    """The front matter of each article, its blocks, its notes."""
    wanted = {node.href[1:] for article in pack_articles(pack) for node in walk(article) if isinstance(node, Link) and node.href[:1] == "#"}
    notes = 0
    first = True
    for section in pack.sections:
        for article in section.articles:
            page = _Page(article, names, notes, notify)
            about = _fields(article, section.title, pack if first else None, wanted)
            yield f"{'' if first else chr(10)}---\n{''.join(about)}---\n"
            for part in page.parts():
                yield f"\n{part}\n"
            notes, first = page.notes, False


class _Page:
    """One article; ``notes`` counts on from those of the articles before, since labels hold for a file."""

    def __init__(self, article: Article, pictures: dict[str, str], notes: int, notify: Notify) -> None:
        self.article = article
        self.pictures = pictures
        self.notes = notes
        self.notify = notify
        self._pending: list[tuple[int, Note]] = []
        self._blocks = Blocks(Lines(self._picture, self._note, self._lost), self._lost)

    def parts(self) -> Iterator[str]:
        """The article's blocks, then its notes, and the notes in those."""
        article = self.article
        blocks = (*((article.lead,) if article.lead else ()), *article.body)
        if blocks:
            yield self._blocks.blocks(blocks)
        while self._pending:
            number, note = self._pending.pop(0)
            inside = self._blocks.blocks(note.children).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            yield f"[^{number}]: {inside}" if not inside.startswith((" ", "\n", "`", "$", "<", "|")) else f"[^{number}]:\n\n    {inside}"

    def _picture(self, image: Image) -> str:
        return self.pictures[image.src]

    def _note(self, note: Note) -> int:
        self.notes += 1
        self._pending.append((self.notes, note))
        return self.notes

    def _lost(self, kind: str, message: str, about: str) -> None:
        self.notify(Notice(cast(Kind, kind), "markdown.math", message, article=self.article.title, excerpt=excerpt(about)))


def _fields(article: Article, section: str, pack: Pack | None, wanted: set[str]) -> Iterator[str]:
    """The lines of an article's front matter; that of the pack's first article says the pack's title too."""
    yield _field("title", article.title)
    named = (
        ("id", article.id if article.id in wanted else ""),
        ("subtitle", article.subtitle),
        ("author", article.authors),
        ("date", article.published),
        ("updated", article.updated),
        ("retrieved", article.retrieved),
        ("site", article.site),
        ("url", article.url),
        ("lang", article.language),
        ("dir", article.direction if article.direction != _usual(article.language) else ""),
        ("summary", article.summary),
        ("tags", article.tags),
        ("section", article.section or section),
        ("licence", article.licence),
        ("lead", "none" if article.lead is None and article.body and isinstance(article.body[0], Figure) else ""),
        ("pack", pack.title if pack and pack.title != article.title else ""),
    )
    for name, value in named:
        if isinstance(value, tuple):
            if value:
                yield f"{name}:\n" + "".join(f"  - {_scalar(word)}\n" for word in value)
        elif value:
            yield _field(name, value)


def _usual(language: str) -> str:
    return "rtl" if runs_right_to_left(language) else "ltr"


def _field(name: str, value: str) -> str:
    return f"{name}: {_scalar(value)}\n"


def _scalar(value: str) -> str:
    """``value`` as YAML (1.2.2, 7.3): bare where no reader could take it for anything else, else in double quotes."""
    line = " ".join(value.split())
    return line if _PLAIN.fullmatch(line) and line.lower() not in _RESERVED else json.dumps(line, ensure_ascii=False)
