"""What a feed says, in any of its formats: of itself, and of each entry."""

from __future__ import annotations

import datetime
import html
import re
from email.utils import parseaddr, parsedate_to_datetime

import msgspec

from convert.clean import clean_line
from convert.patterns import regex
from convert.readers._mime import LONGEST_ADDRESS

_TAG = regex(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_ISO = regex(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?)?)?)?")


class Entry(msgspec.Struct, kw_only=True):
    """One entry. ``content`` is HTML, full where the format says so; ``summary`` may be all there is, or all of the text.

    ``picture`` is the address of one beside the text, with what is said of it and whose it is.
    """

    title: str = ""
    url: str = ""
    base: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    content: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    sounds: tuple[str, ...] = ()
    picture: str = ""
    picture_caption: str = ""
    picture_credit: str = ""


class Feed(msgspec.Struct, kw_only=True):
    """A feed: its title, the address of its site, its language, its licence, and its entries in their order."""

    title: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    entries: list[Entry] = []


def plain(text: str) -> str:
    """``text``, which may be marked up, as a line of words."""
    bare = _TAG.sub(" ", text) if "<" in text else text
    return clean_line(html.unescape(bare)) if "&" in bare else clean_line(bare)


def person(text: str) -> str:
    """The name in ``text``, which feeds write as a name, as an address, or as both in one of several orders."""
    text = plain(text)
    if "@" not in text:
        return text
    if len(text) > LONGEST_ADDRESS:
        return ""
    behind = re.fullmatch(r"\S+@\S+\s*\((.*)\)", text) or re.fullmatch(r"([^()@]*\S)\s*\(\S+@\S+\)", text)
    return behind[1].strip() if behind else parseaddr(text)[0]


def date_of(text: str) -> str:
    """A date as feeds write it (RFC 3339, or RFC 822 with all its liberties) in ISO 8601; empty for what is none."""
    text = " ".join(text.split())
    match = _ISO.match(text)
    if match:
        return _iso(match)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    in_utc = moment.tzinfo is None and text.endswith("-0000")
    return (moment.replace(tzinfo=datetime.UTC) if in_utc else moment).isoformat()


def _iso(match: re.Match[str]) -> str:
    year, month, number, time, zone = match.groups()
    date = "-".join(filter(None, (year, month, number)))
    if not time:
        return date
    told = f"{date}T{time}{'+00:00' if zone == 'Z' else zone or ''}"
    try:
        return datetime.datetime.fromisoformat(told).isoformat()
    except ValueError:
        return date
