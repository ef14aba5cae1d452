"""Pictures that lie beside a page on disk: in its own folder or below, and nowhere else.

What a page calls its picture is a stranger's word. Each step of the way to it is opened without following links, so what
is read is what was looked at, whoever changes the folder meanwhile.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

from convert.companions import called, companions_of, may_be_companion
from convert.formats import Source, up_to
from convert.limits import LIMITS
from convert.patterns import regex
from convert.pictures._kinds import NoPicture

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
# One system writes é as one character, another as two.
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_REMOTE = regex(r"(?:https?:)?//", re.IGNORECASE)


class Beside:
    """Finds pictures in the folder of a page, ``folder``; ``url`` is the page's address where it has one on the web.

    There what is called by a relative address has one on the web too: what the folder doesn't have, another may. A page called ``stem``
    that was renamed with the folder saved beside it still calls that by its old name.
    """

    def __init__(self, folder: str, url: str, stem: str = "") -> None:
        self.folder = folder
        self.url = url
        self.stem = stem
        self._above = _above(url)

    def __call__(self, address: str) -> bytes | None:
        """The bytes of the file that ``address`` names, None for what may be found elsewhere. Raises `NoPicture` for others."""
        name = address.removeprefix(self._above) if self._above else address
        is_file = name.lower().startswith("file:")
        if not self.folder or not name or _REMOTE.match(name) or (_SCHEME.match(name) and not is_file):
            return None
        try:
            return self._read(name)
        except NoPicture:
            if self.url and not is_file:
                return None
            raise

    def _read(self, address: str) -> bytes:
        problem: NoPicture | None = None
        names = list(_names(address))
        for name in (*names, *self._renamed(names)):
            try:
                return _file(Path(self.folder), self._below(name))
            except NoPicture as error:
                problem = problem if problem and problem.code != "picture.missing" else error
        raise problem or _absent()

    def _renamed(self, names: list[str]) -> Iterator[str]:
        """What ``names`` are in the folder that was saved with the page, by the name which that has now."""
        for name in names:
            folder, slash, rest = name.removeprefix("./").partition("/")
            if slash and may_be_companion(called(folder)):
                yield from (f"{own}/{rest}" for own in self._companions if own != folder)

    @cached_property
    def _companions(self) -> list[str]:
        return [name for name in companions_of(self.stem) if os.path.isdir(os.path.join(self.folder, name))] if self.stem else []  # noqa: PTH112, PTH118

    def _below(self, name: str) -> tuple[str, ...]:
        """The steps down from the folder to the file called ``name``, links followed. Raises `NoPicture` for one that is not below."""
        if "\0" in name or "\\" in name:
            raise _outside()
        try:
            root = self._root
            if not os.path.lexists(os.path.join(root, name)):  # noqa: PTH118 - asked for each of thousands, and a path object costs more than the question
                raise FileNotFoundError(name)
            place = Path(os.path.realpath(Path(root, name), strict=True))
        except (OSError, ValueError) as error:
            climbs = name.startswith("/") or (".." in name and ".." in Path(name).parts)
            raise (_outside() if climbs else _absent()) from error
        if not place.is_relative_to(root) or place == Path(root):
            raise _outside()
        return place.relative_to(root).parts

    @cached_property
    def _root(self) -> str:
        return os.path.realpath(self.folder, strict=True)


def beside(source: Source, url: str = "") -> Beside:
    """What finds the pictures of ``source``, a page at ``url``, beside it; none where it was not read from a file."""
    folder, name = os.path.split(source.path)
    return Beside((folder or ".") if source.path else "", url, os.path.splitext(name)[0])  # noqa: PTH122 - an empty folder is this one


def _above(url: str) -> str:
    """The address of what the page at ``url`` lies in; empty where it is none."""
    try:
        return urljoin(url, ".") if _REMOTE.match(url) else ""
    except ValueError:
        return ""


def _names(address: str) -> Iterator[str]:
    """The files that ``address`` may mean: browsers save a picture with its query in its name, or without."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    path, query = parts.path, parts.query
    if parts.scheme.lower() == "file" and parts.netloc not in ("", "localhost"):
        return
    stated = [f"{path}?{query}", path] if query else [path]
    plain = [name for one in stated for name in (unquote(one), one) if name]
    yield from dict.fromkeys(form for name in plain for form in _forms(name))


def _forms(name: str) -> tuple[str, ...]:
    return (name,) if name.isascii() else (name, *(unicodedata.normalize(way, name) for way in _FORMS))


def _file(root: Path, steps: tuple[str, ...]) -> bytes:
    """The bytes of the plain file at ``steps`` below ``root``; no link is followed on the way down."""
    held = -1
    try:
        held = os.open(os.path.realpath(root), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for step in steps[:-1]:
            above, held = held, os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=held)
            os.close(above)
        if not stat.S_ISREG(os.stat(steps[-1], dir_fd=held, follow_symlinks=False).st_mode):
            raise _refused("what is named as a picture is no plain file")
        with open(os.open(steps[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=held), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refused("what is named as a picture is no plain file")
            return up_to(file, LIMITS.picture_bytes + 1)
    except OSError as error:
        raise _refused(f"a picture beside the page can't be read: {error.strerror}") from error
    finally:
        if held >= 0:
            os.close(held)


def _absent() -> NoPicture:
    return NoPicture("a picture is not beside the page", hint="save the page with its pictures", code="picture.missing")


def _outside() -> NoPicture:
    return NoPicture("a picture outside the folder of its page is not read", hint="put it beside the page", code="picture.outside")


def _refused(message: str) -> NoPicture:
    return NoPicture(message, hint="check it", code="picture.refused")
