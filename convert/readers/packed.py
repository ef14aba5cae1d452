"""The reader of packed files (ZIP, TAR, gzip): what a blog, a newsletter or a notebook exports, pages saved into one file, packed folders.

Each file in it is read as it would be by itself, with the pictures beside it. A reader and not a container, as that of web archives
is: most of what an export holds are no articles, and that is no failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from urllib.parse import unquote

import msgspec

from convert.archives import Archive, beside
from convert.bundled import data_url, with_pictures
from convert.companions import PAGES, called, is_companion, may_be_companion, renamed, shown_by
from convert.errors import InputError
from convert.formats import Source, articles_in, sniff, sniff_found
from convert.model import Article, Image, Rule
from convert.notices import Kind, Notice, Notify
from convert.order import natural
from convert.readers._packed.stated import Members, Stated, stated_by, stated_in
from convert.readers._packed.tape import Tape
from convert.readers._packed.wrapped import is_wrapped, unwrapped
from convert.signatures import is_tape, media_of
from convert.walk import plain_text, rewrite

_DEEPEST = 2  # archives in archives: some exports are packed twice
_OF_SYSTEMS = ("__MACOSX",)
_SHOWN_NAMES = 5
_NO_ARTICLE = "a file that is no article: "
_DRAWING = ".svg"
_NUMBERED, _BY_NUMBER = "resources/", ":/"


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The articles of each file in the archive ``source``, in natural order of their names.

    Raises `InputError` when it holds none. Files without an article are notices.
    """
    found = False
    reasons: list[str] = []

    def tell(notice: Notice) -> None:
        if notice.code == "archive.file":
            reasons.append(notice.message.removeprefix(_NO_ARTICLE))
        notify(notice)

    for article in _articles(source, tell, 0):
        found = True
        yield article
    if not found:
        why = f": {reasons[0]}" if reasons and len(set(reasons)) == 1 else ""
        raise InputError(f"{source.name}: an archive without an article{why}", hint="unpack it and name the files in it")


def _articles(source: Source, notify: Notify, depth: int) -> Iterator[Article]:
    """The articles in ``source``, which is in ``depth`` other archives; of one file that is packed by itself as it would be unpacked."""
    if is_wrapped(source.data):
        source, depth = unwrapped(source, notify), depth + 1
        if (kind := sniff(source)) != "zip":
            yield from articles_in(source, kind, notify)
            return
    if depth > _DEEPEST or is_wrapped(source.data):
        raise InputError(f"{source.name}: an archive in archives", hint="unpack it")
    yield from _Packed(source, notify, depth).articles()


class _Packed:
    """One archive; ``depth`` says in how many others it is."""

    def __init__(self, source: Source, notify: Notify, depth: int) -> None:
        self.source = source
        self.notify = notify
        self.depth = depth
        data, name = source.data, source.name
        self.archive: Members = Tape(data, name, notify) if is_tape(data) else Archive(data, name, notify, is_loose=True)
        self._stated, self._stating = stated_in(self.archive)
        # The files of Joplin's notes are called by their numbers, and shown by these.
        self._numbered = {PurePosixPath(member).stem: member for member in self.archive.names if member.startswith(_NUMBERED)}
        self._unread: list[str] = []

    def articles(self) -> Iterator[Article]:
        """The articles of each member; then says which members no reader takes."""
        for member in self._members():
            try:
                yield from self._of(member)
            except InputError as error:
                reason = error.message.removeprefix(f"{self.source.name}: ").removeprefix(f"{member}: ")
                self._say("left-out", "archive.file", f"{_NO_ARTICLE}{reason}", member)
        if self._unread:
            shown = ", ".join(self._unread[:_SHOWN_NAMES]) + (" …" if len(self._unread) > _SHOWN_NAMES else "")
            self._say("left-out", "archive.unread", "files that no reader takes", shown, len(self._unread))

    def _members(self) -> list[str]:
        """The members to look at: none that is hidden, none that was saved along with a page, none whose name leads out of the archive."""
        paths = {member: PurePosixPath(member.replace("\\", "/")) for member in self.archive.names if member not in self._stating}
        if out := [member for member, path in paths.items() if ".." in path.parts]:
            message, shown = "files whose names lead out of the archive", ", ".join(out[:_SHOWN_NAMES])
            self._say("left-out", "archive.names", message, shown, len(out))
        pages: dict[PurePosixPath, dict[str, str]] = {}
        for member, path in paths.items():
            if path.suffix.lower() in PAGES:
                pages.setdefault(path.parent, {})[called(path.stem)] = member
        aside = self._shown_by_pages(set(paths.values()), pages)
        return sorted((member for member, path in paths.items() if not _is_aside(path, pages, aside)), key=natural)

    def _shown_by_pages(self, paths: set[PurePosixPath], pages: dict[PurePosixPath, dict[str, str]]) -> set[PurePosixPath]:
        """The folders named as saved with a page that is not beside them, from which a page there shows something: it was renamed."""
        folders = {folder for path in paths for folder in path.parents if may_be_companion(called(folder.name))}
        alone = {folder for folder in folders if not is_companion(called(folder.name), pages.get(folder.parent, ()))}
        found: set[PurePosixPath] = set()
        for parent in {folder.parent for folder in alone}:
            for member in pages.get(parent, {}).values():
                with suppress(InputError):
                    shown = shown_by(self.archive.read(member))
                    found |= {folder for folder in alone if folder.parent == parent and called(folder.name) in shown}
        return found

    def _of(self, member: str) -> Iterator[Article]:
        data = self.archive.read(member)
        if not data.strip():
            return
        stated = self._stated.get(member) or (stated_by(data) if member.lower().endswith(PAGES) else Stated())
        name, path = f"{self.source.name}: {member}", f"{self.source.path}/{member}" if self.source.path else ""
        whole = Source(name=name, data=data, url=stated.url, path=path or member)
        kind = sniff_found(whole)
        if kind == "zip":
            yield from _articles(whole, self.notify, self.depth + 1)
            return
        if not kind:
            if not media_of(data) and not member.lower().endswith(_DRAWING):
                self._unread.append(member)
            return
        if kind == "html" and self._is_record(f"{member.rpartition('.')[0]}.json"):
            self._say("left-out", "archive.form", "a page whose article is there as data, too", member)
            return
        if kind == "html":
            whole = msgspec.structs.replace(whole, data=with_pictures(data, "", lambda address: self._picture(address, member)))
        for article in articles_in(whole, kind, self.notify):
            shown = rewrite(article, lambda node: self._shown(node, member))
            yield _described(shown, stated)

    def _is_record(self, member: str) -> bool:
        """Whether ``member`` is there and holds what an export says of an article, as Google exports notes in two forms."""
        return member in self.archive and sniff_found(Source(member, self.archive.read(member), path=member)) == "export"

    def _shown(self, node: msgspec.Struct, member: str) -> msgspec.Struct:
        known = self._picture(node.src, member) if isinstance(node, Image) and node.src and not node.src.startswith("data:") else None
        return node if known is None else msgspec.structs.replace(node, src=data_url(*known).decode())

    def _picture(self, address: str, member: str) -> tuple[bytes, str] | None:
        """The picture that ``address`` means in ``member``, where it lies in the archive."""
        if "://" in address:
            return None
        path = address.partition("#")[0]
        numbered = self._numbered.get(path.removeprefix(_BY_NUMBER), "") if path.startswith(_BY_NUMBER) else ""
        for name in (unquote(path), path, unquote(path.partition("?")[0]), *renamed(unquote(path), PurePosixPath(member).stem)):
            place = numbered or beside(member, name)
            if place in self.archive:
                try:
                    data = self.archive.read(place)
                except InputError as error:
                    reason = error.message.removeprefix(f"{self.source.name}: ")
                    self._say("lost", "picture.missing", f"a picture is not there: {reason}", place)
                    return None
                return data, media_of(data) or ("image/svg+xml" if place.lower().endswith(_DRAWING) else "image/png")
        return None

    def _say(self, kind: Kind, code: str, message: str, about: str, count: int = 1) -> None:
        self.notify(Notice(kind, code, message, source=self.source.name, excerpt=about, count=count))


def _is_aside(path: PurePosixPath, pages: dict[PurePosixPath, dict[str, str]], shown: set[PurePosixPath]) -> bool:
    """Whether the member at ``path`` is hidden, or lies in what was saved along with a page, as what is ``shown`` by one was."""
    if any(part.startswith(".") or part in _OF_SYSTEMS for part in path.parts):
        return True
    return any(folder in shown or is_companion(called(folder.name), pages.get(folder.parent, ())) for folder in path.parents if folder.name)


def _described(article: Article, stated: Stated) -> Article:
    """``article`` with what is ``stated`` of it, which comes from whoever wrote it."""
    told = {name: said for name in Stated.__struct_fields__ if name != "url" and (said := getattr(stated, name))}
    body = article.body
    while stated.subtitle and len(body) > 1 and (isinstance(body[0], Rule) or plain_text(body[0]).strip() == stated.subtitle):
        body = body[1:]  # it is said once
    return msgspec.structs.replace(article, **told, body=body) if told else article
