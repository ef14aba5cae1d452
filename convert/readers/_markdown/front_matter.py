"""Front matter: the fields that stand before a Markdown text.

In YAML between ``---``, in TOML between ``+++``, as an object of JSON (Hugo), as lines of names and words (MultiMarkdown, Pelican), or as
lines behind ``%`` (pandoc). YAML is read without its types: ``no`` is a word and a date is what was written. Only text, and lists
of it, are taken, so an alias that stands for a million others is never unfolded.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, TypeAlias

from convert.patterns import regex

Fields: TypeAlias = dict[str, tuple[str, ...]]

_LONGEST = 100_000
_YAML = regex(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = regex(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = regex(r"[A-Za-z][\w -]{0,40}[ \t]*:(?:[ \t\n]|\Z)|['\"]?[A-Za-z][\w-]{0,40}['\"]?[ \t]*[=:]")
_LINE = regex(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_NAMED = regex(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]*(.*)")
_OBJECT = regex(r"\{\s*\"[\w-]+\"\s*:")
# Only what begins so: a text may begin with a word and a colon, too.
_HEADER = regex(r"(?i:title)[ \t]*:[ \t]*\S[^\n]*\n(?:[A-Za-z][\w -]{0,40}:[^\n]*\n|[ \t]+\S[^\n]*\n){1,40}(?=[ \t]*(?:\n|\Z))")
_PERCENT = regex(r"%[ \t]+\S[^\n]*\n(?:[ \t]+\S[^\n]*\n)*(?:%[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){0,2}(?=[ \t]*(?:\n|\Z))")
_ITEM = regex(r"[ \t]*-[ \t]+(.*)")


def part(text: str) -> tuple[str, str]:
    """The front matter at the start of ``text`` with its fences, and what follows; without any, an empty string and ``text``."""
    for fence in (_YAML, _TOML):
        match = fence.match(text)
        if match and (not match[1].strip() or _KEY.match(match[1].lstrip("\n# \t"))):
            return match[0], text[match.end() :]
    end = _end_of_object(text) if _OBJECT.match(text) else 0
    for form in (_HEADER, _PERCENT):
        found = form.match(text)
        end = found.end() if found else end
    return text[:end], text[end:]


def _end_of_object(text: str) -> int:
    """Where the object of JSON that ``text`` begins with ends, if a line ends there and it says a title; else 0."""
    try:
        found, end = json.JSONDecoder().raw_decode(text[:_LONGEST])
    except (ValueError, RecursionError):
        return 0
    stated = isinstance(found, dict) and any(str(name).lower() == "title" for name in found)
    return end if stated and not text[end:].partition("\n")[0].strip() else 0


def fields(block: str) -> tuple[Fields, str]:
    """The fields of a front matter as `part` found it, by lower-case name, and what was wrong with it.

    Broken YAML whose lines each say ``name: words`` is read line by line. No fields and a problem: it can't be read.
    """
    if block.startswith("{"):
        return _named(json.loads(block)), ""
    if block.startswith("%"):
        return _behind_percent(block), ""
    if not block.startswith(("---", "+++")):
        return _by_line(re.sub(r"\n[ \t]+", " ", block), _NAMED), ""
    inside = block.split("\n", 1)[1].rstrip("\n").rpartition("\n")[0]
    try:
        found = _loaded(inside, toml=block.startswith("+++"))
    except ValueError as error:
        return _by_line(inside), str(error)
    if not isinstance(found, dict):
        return {}, "" if found is None else "no fields"
    return _named(found), ""


def _named(found: dict[Any, Any]) -> Fields:
    return {str(name).lower(): words for name, value in found.items() if (words := _words(value))}


def _behind_percent(block: str) -> Fields:
    """Title, authors and date, each a line behind a percent sign that may go on set in; authors stand on lines or between semicolons."""
    lines = [re.split(r"\n[ \t]+", line.strip()) for line in re.split(r"^%", block, flags=re.MULTILINE)[1:]]
    title, authors, date = (*lines, [], [])[:3] if len(lines) > 1 else (lines[0], [], [])
    names = [name.strip() for line in authors for name in line.split(";")]
    said = {"title": (" ".join(title),), "author": tuple(names), "date": (" ".join(date),)}
    return {name: kept for name, words in said.items() if (kept := tuple(filter(None, words)))}


def _loaded(text: str, *, toml: bool) -> Any:
    if len(text) > _LONGEST:
        raise ValueError("longer than any front matter is")
    if toml:
        return tomllib.loads(text)
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # builds strings, lists and dictionaries, nothing else
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" in its line {mark.line + 1}" if mark else ""
        raise ValueError(f"{getattr(error, 'problem', None) or 'not YAML'}{place}") from error
    except (RecursionError, TypeError) as error:
        raise ValueError("nested too deep") from error


def _words(value: Any) -> tuple[str, ...]:
    """``value`` as words: its own, those of a list, or the name in each of a list of fields."""
    if isinstance(value, dict):
        name = value.get("name") or value.get("title") or value.get("url") or value.get("src")
        return (str(name),) if isinstance(name, str) else ()
    if isinstance(value, (list, tuple)):
        return tuple(word for item in value if not isinstance(item, list) for word in _words(item))
    if isinstance(value, bool):
        return (str(value).lower(),)
    said = str(value).strip() if value is not None else ""
    return (said,) if said else ()


def _by_line(text: str, form: re.Pattern[str] = _LINE) -> Fields:
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        field, item = form.fullmatch(line), _ITEM.fullmatch(line)
        if field:
            name = field[1].lower()
            found.setdefault(name, []).extend([_bare(field[2])] if field[2].strip() else [])
        elif item and name:
            found[name].append(_bare(item[1]))
        elif line.strip() and not line.startswith("#"):
            return {}
    return {key: tuple(words) for key, words in found.items() if words}


def _bare(word: str) -> str:
    word = word.strip()
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" else word
