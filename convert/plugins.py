"""Plug-ins: what other packages add through entry points.

Each is loaded when it is named, and not before. One that takes a built-in name, can't be loaded or breaks in the middle
is one error that names it, never a traceback; READPACK_TRACEBACK in the environment lets through what it raised.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from convert.errors import ConvertError, PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints


@cache
def installed(group: str) -> EntryPoints:
    """The entry points of ``group`` (``readpack.readers`` …) that installed packages declare."""
    from importlib.metadata import entry_points

    return entry_points(group=group)


def table(group: str, builtin: dict[str, str]) -> dict[str, str]:
    """``builtin`` and what plug-ins add to it: the object that each name stands for.

    Raises `PluginError` when a plug-in claims a built-in name, or two claim the same.
    """
    added: dict[str, str] = {}
    for entry in installed(group):
        owner = "a built-in name" if entry.name in builtin else added.get(entry.name, entry.value)
        if owner != entry.value:
            whose = owner if entry.name in builtin else f"a name that {package_of(owner)} has too"
            raise PluginError(
                f"the plug-in {package_of(entry.value)} claims {whose}, {entry.name!r}, in {group}",
                hint="uninstall it, or rename its entry point",
            )
        added[entry.name] = entry.value
    return builtin | added


def load(kind: str, name: str, group: str, known: dict[str, str]) -> Any:
    """The object that ``name``, one of those ``known``, stands for. Raises `PluginError` when it can't be loaded."""
    from importlib.metadata import EntryPoint

    entry = EntryPoint(name=name, value=known[name], group=group)
    if known[name].startswith("convert."):
        return entry.load()
    with fenced(f"the {kind} {name!r} can't be loaded", known[name]):
        return entry.load()


@contextmanager
def fenced(what: str, value: str, error: type[ConvertError] = PluginError, *, let: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turns whatever a plug-in raises within into an ``error``: ``what`` went wrong in the plug-in that ``value`` is of.

    Errors that are readpack's own stay as they are, and those that it is said to ``let`` through.
    """
    try:
        yield
    except Exception as raised:
        if isinstance(raised, (ConvertError, MemoryError, *let)) or os.environ.get("READPACK_TRACEBACK"):
            raise
        why = f"{type(raised).__name__}: {raised}".rstrip(": ")[:300]
        raise error(f"{what}: {why}", hint=f"this is for the makers of {package_of(value)}; reinstall or uninstall it") from raised


def package_of(value: str) -> str:
    """The package that an entry point's ``value``, such as ``readpack_vtt.reader:read``, is from."""
    return value.partition(":")[0].partition(".")[0]
