"""A folder as an input: the files in it and below it, in natural order, found one at a time.

What is left out is told once for each folder: hidden files, links that lead out or around, what a browser saved along
with a page, and files that no reader takes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import PurePath

from convert.companions import PAGES, called, is_companion, may_be_companion, shown_by
from convert.errors import InputError
from convert.formats import Fetch, Source, place, sniff_found
from convert.notices import Notice, Notify
from convert.order import natural

_REASONS = {
    "hidden": "hidden files and folders are not read",
    "link": "links to folders are not followed",
    "outside": "links that lead out of the folder are not followed",
    "special": "what is neither a file nor a folder is not read",
    "companion": "what was saved along with a page belongs to it and is no input of its own",
    "unread": "files that no reader takes",
}
_SHOWN_NAMES = 5


def expand(source: Source, fetch: Fetch, notify: Notify) -> Iterator[Source]:
    """The files of the folder at ``source.path``. Raises `InputError` when it can't be listed or holds none to read."""
    found = False
    for path in _Folder(source.path, notify).files():
        found = True
        yield place(path)
    if not found:
        raise InputError(f"{source.name}: this folder holds nothing to read", hint="name the files, or their format with -f")


class _Folder:
    def __init__(self, path: str, notify: Notify) -> None:
        self.path = path
        self.real = os.path.realpath(path)
        self.notify = notify

    def files(self) -> Iterator[str]:
        pending = [self._entries(self.path)]
        while pending:
            entry = next(pending[-1], None)
            if entry is None:
                pending.pop()
            elif entry.is_dir(follow_symlinks=False):
                pending.append(self._entries(entry.path))
            else:
                yield entry.path

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """What is to be read of ``folder``; then says what was left out."""
        left: dict[str, list[str]] = {}
        listed = self._listed(folder)
        pages = _Pages(listed)
        for entry in listed:
            reason = self._reason(entry, pages)
            if reason:
                left.setdefault(reason, []).append(place(entry.name).name)
            else:
                yield entry
        for reason, names in left.items():
            shown = ", ".join(names[:_SHOWN_NAMES]) + (" …" if len(names) > _SHOWN_NAMES else "")
            told = Notice("left-out", f"folder.{reason}", _REASONS[reason], source=place(folder).name, excerpt=shown, count=len(names))
            self.notify(told)

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: natural(entry.name))
        except OSError as error:
            why = f"{error.strerror or error}"
            name = place(folder).name
            if folder == self.path:
                raise InputError(f"{name}: {why}", hint="check the folder and its permissions") from error
            self.notify(Notice("failed", "input.failed", why, source=name))
            return []

    def _reason(self, entry: os.DirEntry[str], pages: _Pages) -> str:
        """Why ``entry`` is not read: a key of the reasons, empty when it is."""
        if entry.name.startswith("."):
            return "hidden"
        if entry.is_symlink():
            return self._reason_of_link(entry)
        if entry.is_dir():
            return "companion" if pages.have(called(entry.name)) else ""
        if not entry.is_file():
            return "special"
        return "" if _is_input(entry.path) else "unread"

    def _reason_of_link(self, entry: os.DirEntry[str]) -> str:
        target = os.path.realpath(entry.path)
        if os.path.commonpath([self.real, target]) != self.real:
            return "outside"
        try:
            mode = os.stat(target).st_mode  # noqa: PTH116 - a path of any bytes
        except OSError:
            return ""  # a broken link: reading it says so
        if stat.S_ISDIR(mode):
            return "link"
        return "special" if not stat.S_ISREG(mode) else "" if _is_input(entry.path) else "unread"


class _Pages:
    """The pages in a folder, and what was saved with them: by its name, or where a page has another name now, by what it shows."""

    def __init__(self, listed: list[os.DirEntry[str]]) -> None:
        self._listed = [entry for entry in listed if called(entry.name).endswith(PAGES) or "." not in entry.name]
        self._names = {called(PurePath(entry.name).stem): entry for entry in self._listed}
        self._folders = {called(entry.name) for entry in listed}
        self._shown: set[str] | None = None

    def have(self, folder: str) -> bool:
        """Whether ``folder``, as `called`, was saved with one of them."""
        if is_companion(folder, self._names):
            return True
        if not may_be_companion(folder):
            return False
        if self._shown is None:
            alone = (entry for name, entry in self._names.items() if not any(is_companion(other, (name,)) for other in self._folders))
            self._shown = {shown for entry in alone for shown in shown_by(_beginning(entry))}
        return folder in self._shown


_LOOKED_THROUGH = 4_000_000


def _beginning(entry: os.DirEntry[str]) -> bytes:
    """Of a page what can be read of it, and no more than 4 MB."""
    try:
        if not entry.is_file() or not entry.name.casefold().endswith(PAGES):
            return b""
        with open(entry.path, "rb") as file:
            return file.read(_LOOKED_THROUGH)
    except OSError:
        return b""


def _is_input(path: str) -> bool:
    try:
        return bool(sniff_found(place(path)))
    except InputError:
        return True  # reading it says why it can't be
