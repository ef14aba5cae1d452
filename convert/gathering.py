"""Reading all of the inputs: in order, those that fail told and the rest delivered."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from os import PathLike
from typing import TypeAlias

import msgspec

from convert.errors import InputError
from convert.formats import Source, check_input_format, opened, sniff
from convert.inputs import Inputs, named
from convert.jobs import read_all
from convert.model import Article, Pack, Section
from convert.notices import Notice, Notify
from convert.paged import Found, joined
from convert.reading import Reading
from convert.standby import default_jobs


class Input(msgspec.Struct, frozen=True):
    """One input that was read: what messages call it, its articles, and why there are none where it failed."""

    source: Source
    articles: tuple[Article, ...] = ()
    problem: str = ""


Paths: TypeAlias = str | PathLike[str] | Sequence[str | PathLike[str]]


def paths(given: Paths) -> list[str]:
    """One path or several as a list of strings."""
    return [os.fspath(path) for path in ([given] if isinstance(given, (str, PathLike)) else given)]


def gather(
    inputs: Iterable[str],
    lists: Iterable[str],
    *,
    format: str,
    written: Iterable[str],
    strict: bool,
    jobs: int | None,
    progress: Callable[[str, str], None],
    notify: Notify,
) -> list[Input]:
    """Every input that ``inputs`` and ``lists`` come to, read in up to ``jobs`` processes, in order.

    Only the first keeps the bytes it was read from. An input that fails is a `Notice` and has its problem, unless none could be read or
    ``strict`` is set: then `InputError`. What this run has ``written`` is not read from a folder. Raises `UnknownName` for a
    ``format`` there is not.
    """
    if format:
        check_input_format(format)
    gathering = _Gathering(strict, notify)
    found = Inputs(format, written, gathering.hold, gathering.fail, lambda name: progress("reading", name))
    sources = gathering.passing(found.of(named(inputs, lists)))
    with closing(read_all(sources, format or None, jobs=jobs or default_jobs())) as readings:
        for reading in readings:
            gathering.take(reading)
    return gathering.done()


def articles_of(found: Iterable[Input], language: str) -> list[Article]:
    """The articles of what was ``found``, those in ``language`` that don't say theirs."""
    told = (article for taken in found for article in taken.articles)
    return [msgspec.structs.replace(article, language=language) if language and not article.language else article for article in told]


def stored_pack(source: Source, format: str | None) -> tuple[Pack, tuple[Section, ...]] | None:
    """The pack in ``source`` as it stands there, and its sections, if it is JSON and holds one."""
    if (format or sniff(source)) != "json":
        return None
    from convert.readers.json import stored

    return stored(opened(source))


def stored_alone(found: Sequence[Input], format: str | None) -> tuple[Pack, tuple[Section, ...]] | None:
    """`stored_pack` of the only input of ``found``; none where there are several."""
    return stored_pack(found[0].source, format) if len(found) == 1 else None


class _Gathering:
    """What has been read so far. Notices are told in the order of the inputs, however far ahead those are looked for."""

    def __init__(self, strict: bool, notify: Notify) -> None:
        self.strict = strict
        self.notify = notify
        self._taken: list[Input] = []
        self._held: list[Notice | Input] = []
        self._failures: list[InputError] = []
        self._upcoming: deque[tuple[Source, list[Notice | Input]]] = deque()
        self._seen: dict[bytes, str] = {}

    def hold(self, notice: Notice) -> None:
        """Keeps what is told while inputs are looked for until those before it are read."""
        self._held.append(notice)

    def fail(self, source: Source, error: InputError) -> None:
        """Takes a container that can't be expanded as an input that failed."""
        if self.strict:
            raise error
        self._failures.append(error)
        self._held.append(_failed(source, error))

    def passing(self, sources: Iterable[Source]) -> Iterator[Source]:
        """``sources``, each noted with what was told before it."""
        for source in sources:
            self._upcoming.append((source, self._held))
            self._held = []
            yield source

    def take(self, reading: Reading) -> None:
        """Adds what came of the next source."""
        source, held = self._upcoming.popleft()
        self._tell(held)
        for notice in reading.notices:
            self.notify(notice)
        if reading.failure is None:
            self._add(source, tuple(reading.articles))
            return
        error = reading.failure.error
        if self.strict or not isinstance(error, InputError):
            raise error
        self._failures.append(error)
        self._tell([_failed(source, error)])

    def done(self) -> list[Input]:
        """All that was read, the pages of an article joined. Raises `InputError` when that is nothing."""
        self._tell(self._held)
        if not any(taken.articles for taken in self._taken):
            if len(self._failures) == 1:
                raise self._failures[0]
            if self._failures:
                first = self._failures[0]
                raise InputError(f"none of {len(self._failures)} inputs could be read; the first: {first.message}", hint=first.hint)
            raise InputError("there is nothing to read", hint="name at least one file that is not an output")
        whole = joined([[Found(taken.source.name, article) for article in taken.articles] for taken in self._taken], self.notify)
        return [msgspec.structs.replace(taken, articles=tuple(kept)) for taken, kept in zip(self._taken, whole, strict=True)]

    def _tell(self, held: list[Notice | Input]) -> None:
        for item in held:
            if isinstance(item, Notice):
                self.notify(item)
            else:
                self._taken.append(item)
                self.notify(Notice("failed", "input.failed", item.problem, source=item.source.name))

    def _add(self, source: Source, articles: tuple[Article, ...]) -> None:
        digest = _digest(articles)
        if digest in self._seen:
            self.notify(Notice("left-out", "input.same", f"the same as {self._seen[digest]}, and packed once", source=source.name))
            return
        if digest:
            self._seen[digest] = source.name
        self._taken.append(Input(msgspec.structs.replace(source, data=b"") if self._taken else source, articles))


def _failed(source: Source, error: InputError) -> Input:
    problem = str(error).removeprefix(f"{source.name}: ")
    return Input(msgspec.structs.replace(source, data=b""), problem=problem)


def _digest(articles: tuple[Article, ...]) -> bytes:
    """What two inputs have in common that hold the same; empty where that can't be told."""
    digest = hashlib.sha256()
    encoder = msgspec.json.Encoder()
    try:
        for article in articles:
            digest.update(encoder.encode(msgspec.structs.replace(article, source="")))
    except UnicodeEncodeError:  # a lone surrogate, which assembling will replace
        return b""
    return digest.digest()
