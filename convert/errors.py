"""The errors readpack raises, each with the exit code the command line ends with.

    ConvertError            1   never raised itself
    ├─ InputError           3   an input can't be read, or holds nothing to read
    ├─ UnknownName          4   no such format, theme, language or other value of an option
    ├─ ThemeError           5   a theme is incomplete, or says something that can't be set
    ├─ WriteError           6   an output can't be written; what stood there is untouched
    └─ PluginError          7   a plug-in failed to load, or takes a built-in's name

0 is success, 1 a bug, 2 a usage error, 8 "written, but some inputs failed" and 9 "written,
but lossy" (under ``--fail-if-lossy``). Every message says what, where and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

EXIT_INPUTS_FAILED = 8
EXIT_LOSSY = 9


class ConvertError(Exception):
    """Root of everything readpack raises on purpose.

    ``hint`` says what the user can do about it; ``str(error)`` is the message and the hint on one line.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return rebuilt, (type(self).__name__, self.message, self.hint)


class InputError(ConvertError):
    """An input can't be opened, decoded or understood, is past a limit, or holds no article."""

    exit_code = 3


class UnknownName(ConvertError):
    """A name that stands for nothing; without a ``hint`` the nearest of those ``known`` is proposed."""

    exit_code = 4

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), *, hint: str = "") -> None:
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        proposed = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(names) or 'none'}"
        super().__init__(f"unknown {kind} {name!r}", hint=hint or proposed)


class ThemeError(ConvertError):
    """A theme can't be loaded: a missing file, an unknown role or key, a value of the wrong kind."""

    exit_code = 5


class WriteError(ConvertError):
    """An output can't be written. Whatever stood at its path is as it was."""

    exit_code = 6


class PluginError(ConvertError):
    """A plug-in can't be loaded, or claims a name that is built in."""

    exit_code = 7


def rebuilt(kind: str, message: str, hint: str) -> ConvertError:
    """An error that crossed a process border, from the name of its class and what it said."""
    known = {branch.__name__: branch for branch in ConvertError.__subclasses__()}
    error = ConvertError.__new__(known.get(kind, ConvertError))
    ConvertError.__init__(error, message, hint=hint)
    return error
