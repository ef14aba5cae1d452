"""Pictures that come inside an input: put on the shelf, and handed on with the articles that show them."""

from __future__ import annotations

import msgspec

from convert.model import Article, Picture
from convert.notices import Notice, Notify
from convert.pictures import NoPicture, prepare, shelf
from convert.walk import images


class Pictures:
    """The pictures of one input by what it calls them; ``source`` is what notices call the input."""

    def __init__(self, source: str, notify: Notify) -> None:
        self.source = source
        self.notify = notify
        self._keys: dict[str, str] = {}
        self._known: dict[str, Picture] = {}

    def key(self, name: str, data: bytes) -> str:
        """The key of the picture called ``name``, whose bytes are ``data``; empty for what can't be shown, which is a notice."""
        if name not in self._keys:
            self._keys[name] = ""
            try:
                picture = prepare(data, name=name, folder=shelf(), notify=self._tell)
            except NoPicture as error:
                self._tell(Notice(error.kind, error.code, f"{error.message}; its words stand in its place"))
            else:
                self._keys[name] = picture.key
                self._known[picture.key] = picture
        return self._keys[name]

    def _tell(self, notice: Notice) -> None:
        self.notify(msgspec.structs.replace(notice, source=self.source))

    def handed(self, article: Article) -> Article:
        """``article`` with those pictures that it shows."""
        shown = dict.fromkeys(image.src for image in images((article,)))
        own = tuple(self._known[key] for key in shown if key in self._known)
        return msgspec.structs.replace(article, pictures=(*article.pictures, *own)) if own else article
