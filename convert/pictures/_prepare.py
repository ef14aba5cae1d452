"""Any image bytes → a `Picture`, kept where it is asked for; what was made once is not made again."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import msgspec

from convert.limits import LIMITS
from convert.model import Picture
from convert.notices import Kind, Notice, Notify, excerpt, ignore
from convert.pictures._kinds import NoPicture, kind_of
from convert.pictures._shelf import kept, note, noted

if TYPE_CHECKING:
    from convert.pictures._raster import Made

_CHANGES: dict[str, tuple[Kind, str]] = {
    "film": ("replaced", "of a picture with several frames the first is shown"),
    "cut": ("lost", "a picture is cut short; what there is of it is shown"),
    "scaled": ("repaired", "a picture larger than any screen or page was scaled down"),
    "outside": ("lost", "a drawing is shown without what it would load, or can't be shown as a picture"),
    "letters": ("replaced", "the letters of a drawing are set in whatever font this machine has for them"),
}


class Prepared(msgspec.Struct, frozen=True):
    """A picture, and what of it is shown otherwise than it was: keys of the table above."""

    picture: Picture
    changes: tuple[str, ...]

    def told(self, name: str) -> Iterator[Notice]:
        """A notice for each change; ``name`` is what the picture is called."""
        for change in self.changes:
            kind, message = _CHANGES[change]
            yield Notice(kind, f"picture.{change}", message, excerpt=name)


def prepare(data: bytes, *, name: str = "picture", folder: Path | None = None, notify: Notify = ignore) -> Picture:
    """``data`` as a picture every writer can show: upright, sRGB or grey, one frame, without metadata, JPEG or PNG.

    The bytes are kept in a file of ``folder`` named by their hash; without one, inside the picture itself. ``notify`` is told of
    what is shown otherwise than it was, by ``name``. Raises `NoPicture`, an `InputError`, for what is no picture or is past
    `Limits.picture_bytes` or `picture_pixels`.
    """
    try:
        prepared = ready(data, folder)
    except NoPicture as error:
        raise NoPicture(f"{name}: {error.message}", hint=error.hint, code=error.code, kind=error.kind) from error
    for notice in prepared.told(excerpt(name)):
        notify(notice)
    return prepared.picture


def ready(data: bytes, folder: Path | None) -> Prepared:
    """What `prepare` makes of ``data``, or made of the same bytes before."""
    if len(data) > LIMITS.picture_bytes:
        most = f"at most {LIMITS.picture_bytes // 1_000_000} MB"
        raise NoPicture(f"a picture of more than {len(data) // 1_000_000} MB", hint=most, code="picture.limit")
    if folder is None:
        return _fresh(data, None)
    key = hashlib.sha256(data).hexdigest()
    before = noted(folder, key, Prepared)
    prepared = before or _fresh(data, folder)
    if before is None:
        note(folder, key, prepared)
    return prepared


def _fresh(data: bytes, folder: Path | None) -> Prepared:
    fresh = _made(data)
    return Prepared(kept(fresh.data, fresh.media, fresh.width, fresh.height, folder), fresh.changes)


def _made(data: bytes) -> Made:
    kind = kind_of(data)
    if kind != "SVG":
        from convert.pictures import _raster

        return _raster.made(data, kind)
    from convert.pictures._drawing import drawn

    return drawn(data)


def decoded(url: str) -> bytes:
    """The bytes in a ``data:`` URL (RFC 2397). Raises `InputError` when they are not well encoded."""
    head, comma, body = url.partition(",")
    try:
        if not comma:
            raise ValueError("no comma")
        plain = unquote_to_bytes(body)
        return base64.b64decode(plain, validate=False) if head.rstrip().lower().endswith(";base64") else plain
    except ValueError as error:
        raise NoPicture("a data: URL that can't be decoded", hint=str(error)) from error


def load(picture: Picture) -> bytes:
    """The bytes of ``picture``."""
    if picture.where.startswith("data:"):
        return decoded(picture.where)
    return Path(picture.where).read_bytes()


def embedded(picture: Picture) -> Picture:
    """``picture`` with its bytes inside it, for a model that has to stand alone."""
    if picture.where.startswith("data:"):
        return picture
    return kept(load(picture), picture.media, picture.width, picture.height, None)
