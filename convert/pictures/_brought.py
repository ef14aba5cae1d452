"""An article's pictures brought in: looked for at their addresses, made ready, put on the shelf; words where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from urllib.parse import urljoin

import msgspec

from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article, Embed, Figure, Image, Picture, Text
from convert.notices import Kind, Notice, Notify, excerpt
from convert.pictures._beside import beside
from convert.pictures._kinds import NoPicture
from convert.pictures._prepare import decoded, ready
from convert.pictures._shelf import shelf
from convert.standby import processors
from convert.walk import json_of, rewrite, walk

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Find: TypeAlias = Callable[[str], bytes | None]

_TOLD = 240
# A picture of so few pixels keeps a place or counts readers.
_SPECK = 4
_MOST_THREADS = 4


def brought_in(article: Article, find: Find, notify: Notify, *, source: str = "", known: Container[str] = ()) -> Article:
    """``article`` with the pictures that ``find`` has for it, its images naming them by key.

    ``find`` gives the bytes at an address, or None to leave the image as it is: another may find it. It raises `NoPicture` for
    an address that nobody may or can; then, as for bytes that are no picture, the image's words stand in its place. Images
    whose address is a key in ``known`` stay; ``data:`` URLs (RFC 2397) come in without ``find``. Each kind of loss is one `Notice`
    that counts and names the pictures; ``source`` is what it calls the input.
    """
    if (said := json_of(article)) and b'"Image"' not in said:
        return article
    have = {picture.key for picture in article.pictures}
    wanted = dict.fromkeys(image.src for image in walk(article) if isinstance(image, Image))
    addresses = [address for address in wanted if address not in have and address not in known]
    if not addresses:
        return article
    teller = _Told(source, article.title)
    stand: dict[str, str | None] = {}
    pictures: dict[str, Picture] = {}
    for address, (picture, notices) in zip(addresses, _all(addresses, find), strict=True):
        teller.keep(notices)
        if picture is not None:
            stand[address] = picture.key
            pictures[picture.key] = picture
        elif notices:
            stand[address] = None
    teller.tell(notify)
    fresh = tuple(picture for key, picture in pictures.items() if key not in have)
    return msgspec.structs.replace(_standing(article, stand), pictures=(*article.pictures, *fresh)) if stand else article


def local(articles: Iterable[Article], source: Source, notify: Notify) -> list[Article]:
    """``articles``, which were read from ``source``, with the pictures inside them and those that lie beside it."""
    return [brought_in(article, beside(source, article.url), notify, source=source.name) for article in articles]


def elsewhere(url: str) -> Find:
    """What is said of the pictures of a page at ``url`` that nobody has found: each is on the web, or missing."""

    def find(address: str) -> bytes | None:
        if _on_web(address, url):
            raise NoPicture("a picture on the web is not fetched", hint="save the page with its pictures", code="picture.remote")
        raise NoPicture("a picture is not here", hint="save the page with its pictures", code="picture.missing")

    return find


def _on_web(address: str, url: str) -> bool:
    try:
        return urljoin(url, address).lower().startswith(("http://", "https://", "//")) and bool(address)
    except ValueError:
        return False


_Found: TypeAlias = tuple[Picture | None, list[Notice]]


def _all(addresses: list[str], find: Find) -> Iterator[_Found]:
    """What is found at each address, in their order; what has bytes is decoded beside one another, looking is done one after the other."""

    def made(given: tuple[str, bytes | NoPicture | None, Path | None]) -> _Found:
        address, data, folder = given
        try:
            if data is None:
                return None, []
            if isinstance(data, NoPicture):
                raise data
            prepared = ready(data, folder)
            if prepared.picture.width * prepared.picture.height <= _SPECK:
                raise NoPicture("a picture too small to show anything", code="picture.speck", kind="left-out")
        except NoPicture as error:
            return None, [_notice(error, address)]
        return prepared.picture, list(prepared.told(_name(address)))

    find = _until(time.monotonic() + LIMITS.pictures_seconds, find)
    looked = ((address, data, shelf() if isinstance(data, bytes) else None) for address in addresses for data in (_looked(address, find),))
    if len(addresses) == 1:
        yield made(next(looked))
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(_MOST_THREADS, processors())) as pool:
        yield from _in_order(pool, made, looked, is_work=lambda given: isinstance(given[1], bytes))


def _until(end: float, find: Find) -> Find:
    """``find``, until the clock (in seconds, monotonic) says ``end``."""

    def timely(address: str) -> bytes | None:
        if time.monotonic() > end:
            seconds = LIMITS.pictures_seconds
            raise NoPicture(f"an article whose pictures take longer than {seconds} seconds", hint="split it", code="picture.limit")
        return decoded(address) if address.lower().startswith("data:") else find(address)

    return timely


T = TypeVar("T")
R = TypeVar("R")


def _in_order(pool: ThreadPoolExecutor, do: Callable[[T], R], items: Iterable[T], is_work: Callable[[T], bool]) -> Iterator[R]:
    """``do`` of each item, in order; no more items are held than there may be threads, and one to go on with.

    What is no work is done at once: to hand it over would cost more.
    """

    def begun(item: T) -> Callable[[], R]:
        return pool.submit(do, item).result if is_work(item) else partial(do, item)

    pending = iter(items)
    running = list(map(begun, islice(pending, _MOST_THREADS + 1)))
    while running:
        yield running.pop(0)()
        running += map(begun, islice(pending, 1))


def _looked(address: str, find: Find) -> bytes | NoPicture | None:
    try:
        return find(address)
    except NoPicture as error:
        return error


def _name(address: str) -> str:
    return excerpt(address, 40 if address.startswith("data:") else 80)


def _notice(error: NoPicture, address: str) -> Notice:
    instead = "" if error.kind == "left-out" else "; its words stand in its place"
    return Notice(error.kind, error.code, f"{error.message}{instead}", excerpt=_name(address))


class _Told:
    """The notices of one article: those that say the same become one that counts and names what they are about."""

    def __init__(self, source: str, article: str) -> None:
        self.source = source
        self.article = article
        self._names: dict[tuple[Kind, str, str], list[str]] = {}

    def keep(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            self._names.setdefault((notice.kind, notice.code, notice.message), []).append(notice.excerpt)

    def tell(self, notify: Notify) -> None:
        for (kind, code, message), names in self._names.items():
            about = excerpt(", ".join(dict.fromkeys(names)), _TOLD)
            notify(Notice(kind, code, message, source=self.source, article=self.article, excerpt=about, count=len(names)))


def _standing(article: Article, stand: dict[str, str | None]) -> Article:
    """``article`` with each image of ``stand`` naming its picture by key, or in words."""

    def change(node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        match node:
            case Image() if node.src in stand:
                key = stand[node.src]
                return Text(node.alt) if key is None else msgspec.structs.replace(node, src=key)
            case Figure():
                return _figure(node)
            case Embed():
                still: object = node.poster
                return msgspec.structs.replace(node, poster=None) if isinstance(still, Text) else node
            case _:
                return node

    return rewrite(article, change)


def _figure(figure: Figure) -> Figure:
    """A figure whose image has become words; they stand as its caption where it has none."""
    words: object = figure.image
    if not isinstance(words, Text):
        return figure
    said = (words,) if words.text else ()
    return msgspec.structs.replace(figure, image=None, caption=figure.caption or said)
