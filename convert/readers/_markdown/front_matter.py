"""Front matter: the fields that stand before a Markdown text, in YAML between ``---`` or TOML between ``+++``.

YAML is read without its types: ``no`` is a word and a date is what was written. Only text, and lists of it, are
taken, so an alias that stands for a million others is never unfolded.
"""

from __future__ import annotations

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
_ITEM = regex(r"[ \t]*-[ \t]+(.*)")


def part(text: str) -> tuple[str, str]:
    """The front matter at the start of ``text`` with its fences, and what follows; without any, an empty string and ``text``."""
    for fence in (_YAML, _TOML):
        match = fence.match(text)
        if match and (not match[1].strip() or _KEY.match(match[1].lstrip("\n# \t"))):
            return match[0], text[match.end() :]
    return "", text


def fields(block: str) -> tuple[Fields, str]:
    """The fields of a front matter as `part` found it, by lower-case name, and what was wrong with it.

    Broken YAML whose lines each say ``name: words`` is read line by line. No fields and a problem: it can't be read.
    """
    inside = block.split("\n", 1)[1].rstrip("\n").rpartition("\n")[0]
    try:
        found = _loaded(inside, toml=block.startswith("+++"))
    except ValueError as error:
        return _by_line(inside), str(error)
    if not isinstance(found, dict):
        return {}, "" if found is None else "no fields"
    return {str(name).lower(): words for name, value in found.items() if (words := _words(value))}, ""


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


def _by_line(text: str) -> Fields:
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        field, item = _LINE.fullmatch(line), _ITEM.fullmatch(line)
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
