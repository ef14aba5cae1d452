"""From what a user names to what is read: containers expanded, each input once, in order and one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator

from convert.errors import InputError, WriteError
from convert.formats import Source, container, expander, opened, place, sources
from convert.notices import Notice, Notify

Failed = Callable[[Source, InputError], None]
_NESTED = 8


def named(inputs: Iterable[str], lists: Iterable[str] = ()) -> Iterator[tuple[Source, str]]:
    """``inputs`` and then ``lists`` as sources that are not read yet, each with the container it is; empty where its content decides."""
    yield from ((place(path), "") for path in inputs)
    yield from ((place(path), "list") for path in lists)


class Inputs:
    """Finds what there is to read in what was named.

    ``format`` is the reader that all of it was given to; ``written`` are the paths that this run writes to. What can't be
    expanded is told to ``failed``, which may raise; what is left out is a `Notice`. ``begun`` is told of each source before it is read.
    """

    def __init__(self, format: str, written: Iterable[str], notify: Notify, failed: Failed, begun: Callable[[str], None]) -> None:
        self.format = format
        self.written = {os.path.realpath(path) for path in written if path != "-"}
        self.notify = notify
        self.failed = failed
        self.begun = begun
        self._seen: set[str] = set()
        self._roots: set[str] = set()

    def of(self, given: Iterable[tuple[Source, str]]) -> Iterator[Source]:
        """What to read, in order. Only what can't be looked at twice, such as standard input, has been read by then."""
        for source, kind in given:
            yield from self._found(source, kind, ())

    def _found(self, source: Source, kind: str, above: tuple[str, ...]) -> Iterator[Source]:
        if self._is_repeated(source, above):
            return
        try:
            is_begun = _passes_by(source.path)
            if is_begun:
                self.begun(source.name)
                source = opened(source)
            kind = kind or self._container(source, bool(above))
            if not kind:
                if not is_begun:
                    self.begun(source.name)
                yield source
                return
            if len(above) >= _NESTED:
                raise InputError(f"{source.name}: containers in containers, {_NESTED} deep", hint="unpack it first")
            for inner in expander(kind)(source, _not_fetched, self.notify):
                yield from self._found(inner, "", (*above, kind))
        except InputError as error:
            self.failed(source, error)

    def _container(self, source: Source, is_inside: bool) -> str:
        """The container that ``source`` is; empty for one to read, or that reading will say what is wrong with."""
        if self.format in sources() and not is_inside:
            return self.format
        return container(source, by_content=not self.format)

    def _is_repeated(self, source: Source, above: tuple[str, ...]) -> bool:
        """Whether ``source`` was named before, or is a file in a container that this run writes."""
        where = "-" if source.path == "-" else os.path.realpath(source.path) if source.path else source.url
        if not above:
            self._roots.add(where)
        if where in self.written and "list" in above[-1:]:
            raise WriteError(f"{source.name}: this is also an input, by a list", hint="name another file with -o")
        if above and self._is_written(where):
            self._left_out("input.output", "what this run writes is not read", source)
            return True
        if where in self._seen:
            self._left_out("input.repeat", "an input that was named before is read once", source)
            return True
        self._seen.add(where)
        return False

    def _is_written(self, where: str) -> bool:
        """Whether ``where`` is written by this run, or lies in a folder that is and in which nobody named an input."""
        return any(
            where == path or (_is_below(where, path) and not any(root == path or _is_below(root, path) for root in self._roots))
            for path in self.written
        )

    def _left_out(self, code: str, message: str, source: Source) -> None:
        self.notify(Notice("left-out", code, message, source=source.name))


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _passes_by(path: str) -> bool:
    """Whether ``path`` is a stream that can be read once: standard input, a pipe, a device."""
    if path == "-":
        return True
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - a path of any bytes
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _not_fetched(address: str) -> Source:
    return opened(Source(address, url=address))
