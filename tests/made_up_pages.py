"""Made-up pages without an article, as people save them by accident, and articles that look near to them."""

from __future__ import annotations

from pathlib import Path

import msgspec


class MadeUpPage(msgspec.Struct, frozen=True):
    """A page in the markup that programs really write; ``instead`` says what it is when it is no article, in the words of the reader."""

    name: str
    instead: str
    html: str

    @property
    def is_article(self) -> bool:
        """Whether its text is to be kept."""
        return not self.instead


MADE_UP = msgspec.json.decode(Path(__file__).with_name("pages").joinpath("made_up.json").read_bytes(), type=list[MadeUpPage])
