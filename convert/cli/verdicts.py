"""What became of one part of an input, whatever its format."""

from __future__ import annotations

import msgspec


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """``role`` says what the part was kept as (``title``, ``paragraph``, ``kept`` …) or what else became of it
    (``left-out``, ``lost``, ``replaced``, ``repaired``, ``failed``, ``blank``), ``reason`` why.

    ``place`` is the line of a text, the element of a page, or empty; ``article`` counts from 1, 0 is none.
    """

    role: str
    reason: str
    text: str
    place: str = ""
    article: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether the part is in an article as it was."""
        return self.role not in GONE


GONE = frozenset(("left-out", "lost", "failed", "replaced", "repaired", "blank"))
