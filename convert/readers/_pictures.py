"""Pictures that come inside an input: put on the shelf, and handed on with the articles that show them."""

from __future__ import annotations

import msgspec

from convert.errors import InputError
from convert.model import Article, Picture
from convert.notices import Notice, Notify, excerpt
from convert.pictures import NoPicture, prepare, shelf
from convert.walk import images


class Pictures:
    """The pictures of one input by what it calls them; ``source`` is what notices call the input."""

    def __init__(self, source: str, notify: Notify) -> None:
        self.source = source
        self.notify = notify
        self._keys: dict[str, str] = {}
        self._lost: dict[str, NoPicture] = {}
        self._known: dict[str, Picture] = {}

    def key(self, name: str, data: bytes, said: str = "") -> str:
        """The key of the picture called ``name``, whose bytes are ``data``; empty for what can't be shown.

        That is a notice at each place that shows it, with what is ``said`` there of it.
        """
        if name not in self._keys:
            self._keys[name] = ""
            try:
                picture = prepare(data, name=name, folder=shelf(), notify=self._tell)
            except NoPicture as error:
                self._lost[name] = error
            else:
                self._keys[name] = picture.key
                self._known[picture.key] = picture
        if name in self._lost:
            lost = self._lost[name]
            instead = "; its words stand in its place" if said else ""
            self._tell(Notice(lost.kind, lost.code, f"{lost.message}{instead}", excerpt=excerpt(said)))
        return self._keys[name]

    def missing(self, error: InputError, said: str = "") -> None:
        """Tells of a picture of which ``said`` is all there is, since its bytes are not: ``error`` says why."""
        why = error.message.removeprefix(f"{self.source}: ")
        self._tell(Notice("lost", "picture.missing", f"a picture is not there: {why}", excerpt=excerpt(said)))

    def _tell(self, notice: Notice) -> None:
        self.notify(msgspec.structs.replace(notice, source=self.source))

    def handed(self, article: Article) -> Article:
        """``article`` with those pictures that it shows."""
        shown = dict.fromkeys(image.src for image in images((article,)))
        own = tuple(self._known[key] for key in shown if key in self._known)
        return msgspec.structs.replace(article, pictures=(*article.pictures, *own)) if own else article
