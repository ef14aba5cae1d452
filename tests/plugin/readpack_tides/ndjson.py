"""A file with a JSON object on each line, as scrapers leave them, is a container: the page or the text in each is an input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from convert import Notice, Notify, Source
from convert.formats import Fetch, opened


def expand(source: Source, fetch: Fetch, notify: Notify) -> Iterator[Source]:
    """The ``html`` or ``text`` of each line of ``source``, at its ``url``; a line without either is told to ``notify``."""
    for number, line in enumerate(opened(source).data.splitlines(), 1):
        found = _fields(line)
        data = found.get("html") or found.get("text")
        if isinstance(data, str):
            yield Source(name=f"{source.name}/{number}", data=data.encode("utf-8", "replace"), url=str(found.get("url", "")))
        else:
            notify(Notice(kind="left-out", code="ndjson.empty", message="a line without html or text", source=source.name, line=number))


def _fields(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
