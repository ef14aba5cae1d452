"""The pack as JSON: the whole model, pictures inside it, the same bytes for the same pack."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from convert.model import Pack
from convert.notices import Notify
from convert.pictures import embedded
from convert.profile import Profile
from convert.theme import Theme


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """``pack`` as indented UTF-8 JSON with a line feed at the end; read back, it is an equal pack."""
    whole = msgspec.structs.replace(pack, pictures=tuple(embedded(picture) for picture in pack.pictures))
    target.write(msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n")
