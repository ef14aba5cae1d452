"""Copies of articles in the JSON of the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from convert.collate.original import original
from convert.collate.witness import Witness
from convert.model import Pack


def witnesses(file: BinaryIO) -> Iterator[Witness]:
    """Every article of the pack in ``file``, in its order."""
    return map(original, msgspec.json.decode(file.read(), type=Pack).articles)
