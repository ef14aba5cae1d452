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
from convert.readers._text.days import day_in

_TAG = regex(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_ISO = regex(r"(\d{4})(?:([-/])(\d\d)(?:\2(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?)?)?)?(?!\d|[-/]\d(?!\d))")
_MOMENT = regex(r"(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T?(\d\d)(\d\d)(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_SECONDS = regex(r"\d{9,10}(?:\d{3})?")


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
    """A feed: its title, the address of its site, its language, its licence, and its entries in their order.

    ``besides`` counts those of a blog's export that are no posts.
    """

    title: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    entries: list[Entry] = []
    besides: int = 0


def plain(text: str) -> str:
    """``text``, which may be marked up, as a line of words."""
    bare = _TAG.sub(" ", text) if "<" in text else text
    return clean_line(html.unescape(bare)) if "&" in bare else clean_line(bare)


def unescaped(content: str) -> str:
    """The markup that ``content`` is once more escaped, from its beginning to its end; empty where it is none."""
    text = content.strip()
    return html.unescape(text) if "<" not in text and _ESCAPED.match(text) and text.endswith("&gt;") else ""


_ESCAPED = regex(r"&lt;(?:p|div|h[1-6]|ul|ol|figure|blockquote|article|section|img|a|em|strong|table)\b", re.IGNORECASE)


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
    """A date as feeds write it (RFC 3339, RFC 822 with all its liberties, the seconds since 1970, in words) in ISO 8601; empty for none."""
    text = " ".join(text.split())[:_LONGEST_DATE]
    if _SECONDS.fullmatch(text):
        return datetime.datetime.fromtimestamp(int(text[:_DIGITS_OF_SECONDS]), datetime.UTC).isoformat()
    if match := _MOMENT.fullmatch(text):  # ISO 8601 without signs between
        year, month, number, hour, minute, second, zone = match.groups()
        text = f"{year}-{month}-{number}" + (f"T{hour}:{minute}:{second}{zone or ''}" if hour else "")
    if (match := _ISO.match(text)) and (match[3] or match.end() == len(text)):
        return _iso(match)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return day_in(text)
    in_utc = moment.tzinfo is None and text.endswith("-0000")
    return (moment.replace(tzinfo=datetime.UTC) if in_utc else moment).isoformat()


_LONGEST_DATE = 100
_DIGITS_OF_SECONDS = 10


def _iso(match: re.Match[str]) -> str:
    year, _, month, number, time, zone = match.groups()
    date = "-".join(filter(None, (year, month, number)))
    try:
        datetime.date(int(year), int(month or 1), int(number or 1))
    except ValueError:
        return ""  # as databases write that there is none: 0000-00-00
    if not time:
        return date
    told = f"{date}T{time}{'+00:00' if zone == 'Z' else zone or ''}"
    try:
        return datetime.datetime.fromisoformat(told).isoformat()
    except ValueError:
        return date
