"""A PDF, or a part of one, is rendered in a process of its own: what that process is given, what it gives back, and its bounds.

Layout can take for ever and eat all memory, and a hang inside Pango heeds no Python signal. So the pages are handed to a
child as a `Job`; the child has a clock and a ceiling on memory, and its death is one clear `WriteError`. The writer's
own process never imports WeasyPrint.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self, cast

import msgspec

from convert.errors import WriteError
from convert.limits import LIMITS
from convert.model import Picture
from convert.notices import Notice
from convert.scratch import Scratch

# Debian's names; the libraries are found under other names elsewhere.
PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

PREFIX = "readpack-pdf-"
_CHILD = "import sys; sys.path[:] = sys.argv[2:]; from convert.writers._pdf.worker import main; main(sys.argv[1])"


class Formula(msgspec.Struct, frozen=True):
    """A formula to be drawn, as the model has it; ``display`` where it stands on a line of its own."""

    tex: str
    mathml: str
    text: str
    display: bool


class Balanced(msgspec.Struct, frozen=True):
    """How to even out the lines of one role: the font files to measure with and how much each is scaled, size and measure in points."""

    fonts: tuple[tuple[str, float], ...]
    size: float
    spacing: float
    measure: float


class FaceFile(msgspec.Struct, frozen=True):
    """The file of one face of a family; ``joined`` where its letters change shape beside one another."""

    family: str
    bold: bool
    italic: bool
    path: str
    joined: bool


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """All the child needs: one XHTML document without namespaces, its style sheets, and the files it may ask for.

    ``own_css`` is readpack's, ``css`` the theme's and the user's, whose mistakes are reported. ``fonts`` are paths by the
    address the style sheet calls them, ``faces`` the same files by what they are. ``languages`` are those of the articles
    by id; ``identifier`` is the file identifier in hex, ``memory`` the ceiling in bytes. ``prefix`` sets ids inside the file apart
    from those of the other parts; where there is one, links may lead to names in other parts.
    """

    document: str
    own_css: str
    css: str
    fonts: dict[str, str]
    faces: tuple[FaceFile, ...]
    languages: dict[str, str]
    pictures: dict[str, Picture]
    formulas: tuple[Formula, ...]
    balanced: dict[str, Balanced]
    identifier: str
    memory: int
    prefix: str = ""


class Laid(msgspec.Struct, frozen=True):
    """What the child says when all pages are laid out: how many there are, and on which each name stands, from 0."""

    pages: int
    names: dict[str, int]


class Place(msgspec.Struct, frozen=True):
    """Where the pages stand in the whole: after how many; and for contents the page number of each name they list."""

    before: int = 0
    numbers: dict[str, int] = {}


class Bookmark(msgspec.Struct, frozen=True):
    """An entry of the outline: its level from 1, its words, and where it leads: the page, from 0, and the point on it."""

    level: int
    label: str
    page: int
    left: float
    top: float


class Outcome(msgspec.Struct, frozen=True):
    """What the child says at its end: what it had to replace and its bookmarks, or why it failed and what to do about it."""

    notices: tuple[Notice, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    failure: str = ""
    hint: str = ""


class Engine:
    """The child process, started when this is entered, so that it loads WeasyPrint while the pack is made into a document.

    `lay_out`, then `finish`, which leaves the file at `pdf`.
    """

    def __enter__(self) -> Self:
        self._scratch = Scratch(PREFIX)
        folder = str(self._scratch.path)
        command = [sys.executable, "-c", _CHILD, folder, *(str(Path(entry).resolve()) for entry in sys.path)]
        # The order of sets is the same each time, and whatever a killed child leaves behind goes with the folder.
        environment = os.environ | {"PYTHONHASHSEED": "0", "TMPDIR": folder}
        try:
            self._child = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            self._scratch.remove()
            raise WriteError(
                f"the process that sets the PDF can't be started: {error.strerror}", hint="check that Python can be run"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(BrokenPipeError):
                cast(IO[bytes], pipe).close()
        self._scratch.remove()

    def stop(self) -> None:
        """End the child, whatever it is doing; who waits for it is told that it failed."""
        self._child.kill()

    @property
    def pdf(self) -> Path:
        """Where the file is once it is finished."""
        return self._scratch.path / "pdf"

    def lay_out(self, job: Job) -> Laid:
        """Hand ``job`` to the child and wait until its pages are laid out.

        Raises `WriteError` when Pango is missing, when `Limits.render_seconds` or `Limits.render_memory` is reached,
        or when the child dies; so does `finish`.
        """
        self._hand("job", job)
        with self._clock():
            is_laid = cast(IO[bytes], self._child.stdout).readline()
        if not is_laid:
            self._ended()
        return msgspec.msgpack.decode((self._scratch.path / "laid").read_bytes(), type=Laid)

    def finish(self, place: Place) -> Outcome:
        """Tell the child where its pages stand and wait for the file, and its end."""
        self._hand("place", place)
        with self._clock():
            self._child.wait()
        return self._ended()

    def _hand(self, name: str, what: msgspec.Struct) -> None:
        """Leave ``what`` for the child and tell it so; the pipe stays open, for the child ends when it closes."""
        (self._scratch.path / name).write_bytes(msgspec.msgpack.encode(what))
        pipe = cast(IO[bytes], self._child.stdin)
        with suppress(BrokenPipeError):  # it is dead already, which its missing outcome will say
            pipe.write(b"\n")
            pipe.flush()

    @contextmanager
    def _clock(self) -> Iterator[None]:
        """Ends the child when what is done meanwhile takes longer than `Limits.render_seconds`."""
        late = threading.Event()

        def ring() -> None:
            late.set()
            self.stop()

        clock = threading.Timer(LIMITS.render_seconds, ring)
        clock.start()
        yield
        clock.cancel()
        clock.join()
        if late.is_set():
            raise WriteError(
                f"the PDF was not ready after {LIMITS.render_seconds} seconds", hint="split the pack, or leave out its longest article"
            )

    def _ended(self) -> Outcome:
        """What the child said at its end; raises `WriteError` where that is why it failed."""
        self._child.wait()
        outcome = _outcome(self._scratch.path)
        if outcome.failure:
            raise WriteError(outcome.failure, hint=outcome.hint)
        return outcome


def _outcome(folder: Path) -> Outcome:
    try:
        return msgspec.msgpack.decode((folder / "outcome").read_bytes(), type=Outcome)
    except (OSError, msgspec.DecodeError):
        return Outcome(failure="the process that sets the PDF was ended from outside, or crashed", hint="there may be too little memory")
