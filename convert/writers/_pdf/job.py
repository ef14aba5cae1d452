"""A PDF is rendered in a process of its own: what that process is given, what it gives back, and its bounds.

Layout can take for ever and eat all memory, and a hang inside Pango heeds no Python signal. So the pack is handed to a
child as a `Job`; the child has a clock and a ceiling on memory, and its death is one clear `WriteError`. The writer's
own process never imports WeasyPrint.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO, Self, cast

import msgspec

from convert.errors import WriteError
from convert.limits import LIMITS
from convert.model import Picture
from convert.notices import Notice, Notify
from convert.scratch import Scratch

# Debian's names; the libraries are found under other names elsewhere.
PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

_PREFIX = "readpack-pdf-"
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
    by id; ``identifier`` is the file identifier in hex, ``memory`` the ceiling in bytes.
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


class Outcome(msgspec.Struct, frozen=True):
    """What the child says at its end: what it had to replace, or why it failed and what to do about it."""

    notices: tuple[Notice, ...] = ()
    failure: str = ""
    hint: str = ""


class Engine:
    """The child process, started when this is entered, so that it loads WeasyPrint while the pack is made into a document."""

    def __enter__(self) -> Self:
        self._scratch = Scratch(_PREFIX)
        folder = str(self._scratch.path)
        command = [sys.executable, "-c", _CHILD, folder, *(str(Path(entry).resolve()) for entry in sys.path)]
        # The order of sets is the same each time, and whatever a killed child leaves behind goes with the folder.
        environment = os.environ | {"PYTHONHASHSEED": "0", "TMPDIR": folder}
        try:
            self._child = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            self._scratch.remove()
            raise WriteError(
                f"the process that sets the PDF can't be started: {error.strerror}", hint="check that Python can be run"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait()
        with suppress(BrokenPipeError):
            cast(IO[bytes], self._child.stdin).close()
        self._scratch.remove()

    def render(self, job: Job, target: BinaryIO, notify: Notify) -> None:
        """Render ``job`` and copy the PDF to ``target``.

        Raises `WriteError` when Pango is missing, when `Limits.render_seconds` or `Limits.render_memory` is reached,
        or when the child dies.
        """
        folder = self._scratch.path
        (folder / "job").write_bytes(msgspec.msgpack.encode(job))
        self._run()
        outcome = _outcome(folder)
        for notice in outcome.notices:
            notify(notice)
        if outcome.failure:
            raise WriteError(outcome.failure, hint=outcome.hint)
        with (folder / "pdf").open("rb") as made:
            shutil.copyfileobj(made, target)

    def _run(self) -> None:
        """Tell the child that its job is there, and wait for its end; the pipe stays open, for the child ends when it closes."""
        pipe = cast(IO[bytes], self._child.stdin)
        with suppress(BrokenPipeError):  # it is dead already, which its missing outcome will say
            pipe.write(b"\n")
            pipe.flush()
        try:
            self._child.wait(LIMITS.render_seconds)
        except subprocess.TimeoutExpired as error:
            raise WriteError(
                f"the PDF was not ready after {LIMITS.render_seconds} seconds", hint="split the pack, or leave out its longest article"
            ) from error


def _outcome(folder: Path) -> Outcome:
    try:
        return msgspec.msgpack.decode((folder / "outcome").read_bytes(), type=Outcome)
    except (OSError, msgspec.DecodeError):
        return Outcome(failure="the process that sets the PDF was ended from outside, or crashed", hint="there may be too little memory")
