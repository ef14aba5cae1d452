"""Collation: a written file compared with what it was written from, article by article.

A file is read back as a stranger would, by its own markup, styles or tags; no object of a writer is asked. `witnesses`
are what it holds, `collate` says where they differ from the pack.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import BinaryIO, cast

import msgspec

from convert.collate.original import original
from convert.collate.witness import Witness, same_letters, tally
from convert.model import Article, Pack
from convert.notices import Counts, Found, Kind, Notice, Notify, excerpt

__all__ = ["FORMATS", "Witness", "collate", "original", "tally", "witnesses"]

FORMATS = ("docx", "epub", "html", "json", "pdf")
"""The formats whose files can be told apart into articles. Markdown and plain text have no mark of where one begins."""

_ORNAMENTS = "—*"  # what formats put before an attribution and between parts
_NAMES = Counts.__struct_fields__


def witnesses(format: str, file: BinaryIO) -> Iterator[Witness]:
    """The articles of ``file``, which is in one of `FORMATS`, in its order, one at a time."""
    module = import_module(f"convert.collate.{format}")
    file.seek(0)
    return cast(Callable[[BinaryIO], Iterator[Witness]], module.witnesses)(file)


def collate(pack: Pack, format: str, file: BinaryIO, path: str, notify: Notify, counts: Sequence[Counts] = ()) -> tuple[Found, ...] | None:
    """What ``file``, written to ``path``, holds of each article of ``pack``; none for a format that is not read back.

    Where it is not what the article holds, that is a `Notice`, ``lost`` for less and ``replaced`` for more: ``output.words`` and so
    on, or ``output.article`` for a whole one; ``output.unreadable`` when the file can't be read. ``counts`` are those of the
    articles, where they are known. READPACK_TRACEBACK in the environment lets an error through as it was raised.
    """
    if format not in FORMATS:
        return None
    try:
        return tuple(_compared(pack.articles, counts, witnesses(format, file), path, notify))
    except Exception as error:  # parsers raise anything on a damaged file, and to find one is what this is for
        if os.environ.get("READPACK_TRACEBACK"):
            raise
        message = f"the file can't be read back: {type(error).__name__}: {error}"
        notify(Notice(kind="lost", code="output.unreadable", message=message, source=path))
        return None


def _compared(
    articles: tuple[Article, ...], counts: Sequence[Counts], coming: Iterator[Witness], path: str, notify: Notify
) -> Iterator[Found]:
    """What was found of each of ``articles`` in the copies that are ``coming``."""
    copy = next(coming, None)
    for number, article in enumerate(articles):
        if copy is None or _is_next(copy.title, [other.title for other in articles[number : number + 2]]):
            notify(Notice(kind="lost", code="output.article", message="an article is not in the file", source=path, article=article.title))
            yield Found(**dict.fromkeys(_NAMES, 0))
            continue
        there = original(article)
        wanted = counts[number] if counts else tally(there)
        found = _found(there, wanted, copy)
        _tell(wanted, found, path, article.title, notify)
        yield found
        copy = next(coming, None)


def _is_next(title: str, titles: list[str]) -> bool:
    """Whether ``title`` is not that of the first of ``titles`` but that of the second: then the first is not there."""
    return len(titles) > 1 and not same_letters(title, titles[0]) and same_letters(title, titles[1])


def _found(there: Witness, wanted: Counts, copy: Witness) -> Found:
    """What is in ``copy``. A line may end inside a word; with every letter there its words are not counted, for they can't be lost."""
    same = _words(there) == _words(copy)
    counted = msgspec.structs.asdict(tally(copy, wanted.words if same else None))
    if counted["words"] != wanted.words and there.letters == copy.letters:
        counted["words"] = None
    return Found(**counted)


def _words(witness: Witness) -> list[list[str]]:
    """The words of text and notes as blanks part them: where they are the same, there is nothing to count."""
    return [[word for word in text.split() if word.strip(_ORNAMENTS)] for text in (witness.text, *witness.notes)]


def _tell(there: Counts, found: Found, path: str, title: str, notify: Notify) -> None:
    for name in _NAMES:
        wanted, seen = getattr(there, name), getattr(found, name)
        if seen is not None and seen != wanted:
            kind: Kind = "lost" if seen < wanted else "replaced"
            message = f"{wanted:,} {name} in, {seen:,} out"
            notify(Notice(kind=kind, code=f"output.{name}", message=message, source=path, article=title, excerpt=excerpt(title)))
