"""Dates as the model has them: ISO 8601, as precise as they are known."""

from __future__ import annotations

import datetime
import re

from convert.patterns import regex

_SHAPE = regex(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?", re.ASCII)


def moment(date: str) -> datetime.datetime | None:
    """The point in time at which ``date`` begins, in UTC where it names no zone; None when it is no such date.

    A date is a year, a month, a day, or a day with a time (ISO 8601, extended format).
    """
    match = _SHAPE.fullmatch(date)
    if not match:
        return None
    year, month, day, time, zone = match.groups()
    try:
        found = datetime.datetime.fromisoformat(f"{year}-{month or '01'}-{day or '01'}T{time or '00:00'}{zone or ''}")
        return found.replace(tzinfo=datetime.UTC) if found.tzinfo is None else found.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def looks_like_date(date: str) -> bool:
    """Whether ``date`` begins as one in ISO 8601; it may still name a day that never was."""
    return bool(_SHAPE.match(date))
