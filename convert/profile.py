"""What the device that reads the pack can take: page and chapter size."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from convert.errors import UnknownName

PageSize: TypeAlias = Literal["a4", "letter", "a5"]

# Points; ISO 216 and ANSI/ASME Y14.1.
PAGE_SIZES: dict[str, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0), "a5": (419.53, 595.28)}


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A reading device or a printer. ``chapter_bytes`` is where an EPUB chapter is split, at a block."""

    name: str = "default"
    page: PageSize = "a4"
    chapter_bytes: int = 250_000


PROFILES = {"default": Profile()}


def load_profile(name: str, *, page: str = "") -> Profile:
    """The profile called ``name``, on paper of size ``page`` where that is given. Raises `UnknownName`."""
    if name not in PROFILES:
        raise UnknownName("profile", name, PROFILES)
    if page and page not in PAGE_SIZES:
        raise UnknownName("page size", page, PAGE_SIZES)
    profile = PROFILES[name]
    return msgspec.structs.replace(profile, page=page) if page else profile
