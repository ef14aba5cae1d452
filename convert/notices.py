"""What was left out, lost, replaced or repaired, as data.

Nothing is dropped in silence: whoever drops something calls the ``notify`` it was handed with a
`Notice`. Only the command line prints them; the `Report` keeps them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Kind = Literal["left-out", "lost", "replaced", "repaired", "failed"]


class Notice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is not in the output as it was in the input.

    ``kind`` is ``left-out`` (judged not to be the article's: a repeat, a menu, widget residue), ``lost``
    (the article's own, but it can't be carried), ``replaced`` (something else stands in its place),
    ``repaired`` (put right without loss) or ``failed`` (a whole input or article). ``code`` is a stable
    name to search for, such as ``text.repeat``. ``source`` names the input, ``line`` is counted from 1
    (0: not known), ``excerpt`` holds the beginning of what it is about, ``count`` how many there were.
    """

    kind: Kind
    code: str
    message: str
    source: str = ""
    article: str = ""
    line: int = 0
    excerpt: str = ""
    count: int = 1

    @property
    def lossy(self) -> bool:
        """Whether something of an article's own is missing or altered in the output."""
        return self.kind in ("lost", "replaced", "failed")

    def __str__(self) -> str:
        place = ":".join(part for part in (self.source or excerpt(self.article), str(self.line or "")) if part)
        times = f" (×{self.count})" if self.count > 1 else ""
        quoted = f": “{self.excerpt}”" if self.excerpt else ""
        return f"{place + ': ' if place else ''}{self.message}{times}{quoted}"


Notify = Callable[[Notice], None]


def ignore(notice: Notice) -> None:
    """The default ``notify``: does nothing."""


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of ``text`` on one line, at most ``length`` characters, an ellipsis where it was cut."""
    if len(text) <= length and text.isprintable() and "  " not in text:  # most lines: no blank but single ones
        return text.strip()
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


class Counts(msgspec.Struct, frozen=True):
    """How much an article holds: words, paragraphs of running text, pictures, captions, tables, notes and links."""

    words: int = 0
    paragraphs: int = 0
    pictures: int = 0
    captions: int = 0
    tables: int = 0
    notes: int = 0
    links: int = 0


class ArticleReport(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the pack: where it came from and what it holds."""

    id: str
    title: str
    url: str
    language: str
    minutes: int
    counts: Counts


class Found(msgspec.Struct, frozen=True):
    """What was counted of an article in a written file, as `Counts`; ``None`` where it can't be told there."""

    words: int | None = None
    paragraphs: int | None = None
    pictures: int | None = None
    captions: int | None = None
    tables: int | None = None
    notes: int | None = None
    links: int | None = None


class OutputReport(msgspec.Struct, frozen=True, kw_only=True):
    """One file written: its path as given (``-`` is standard output), its format, its size in bytes.

    ``found`` is what was counted in it when it was read back, for each article it was to hold, in their order; ``None`` when it was
    not read back.
    """

    path: str
    format: str
    size: int
    found: tuple[Found, ...] | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a conversion did: the articles it packed, the files it wrote, and every `Notice`."""

    title: str
    articles: tuple[ArticleReport, ...] = ()
    outputs: tuple[OutputReport, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def failed(self) -> tuple[Notice, ...]:
        """The inputs and articles that could not be delivered."""
        return tuple(notice for notice in self.notices if notice.kind == "failed")

    @property
    def lossy(self) -> bool:
        """Whether anything of an article's own is missing or altered."""
        return any(notice.lossy for notice in self.notices)

    def to_json(self) -> bytes:
        """The report as indented JSON, keys in a fixed order, with a line feed at the end."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
