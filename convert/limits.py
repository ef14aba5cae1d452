"""How much is too much: every limit in one table, with its default.

A limit is reached by name: the error or `Notice` says which one, and what to do. READPACK_LIMITS in the environment sets
others, as in ``READPACK_LIMITS="read_seconds=60 input_bytes=200000000"``; every process of a run heeds it.
"""

from __future__ import annotations

import os

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Ceilings that keep hostile or broken input bounded. Bytes, pixels, counts and seconds."""

    input_bytes: int = 50_000_000
    line_characters: int = 10_000_000
    depth: int = 200
    nodes: int = 5_000_000
    table_cells: int = 200_000
    colspan: int = 1_000
    title_characters: int = 500
    picture_pixels: int = 40_000_000
    picture_bytes: int = 20_000_000
    picture_shown_pixels: int = 5_600_000
    picture_seconds: int = 20
    pictures_seconds: int = 60
    entries: int = 10_000
    archive_members: int = 10_000
    archive_member_bytes: int = 50_000_000
    archive_bytes: int = 500_000_000
    archive_ratio: int = 200
    read_seconds: int = 300
    read_memory: int = 4_000_000_000
    render_seconds: int = 1_800
    render_memory: int = 4_000_000_000


def limits_of(words: str) -> tuple[Limits, str]:
    """The limits with those that ``words`` sets, and the first word that sets none."""
    found: dict[str, int] = {}
    wrong = ""
    for word in words.split():
        name, _, value = word.partition("=")
        if name in Limits.__struct_fields__ and value.isascii() and value.isdigit():
            found[name] = int(value)
        else:
            wrong = wrong or word
    return Limits(**found), wrong


LIMITS, WRONG = limits_of(os.environ.get("READPACK_LIMITS", ""))
