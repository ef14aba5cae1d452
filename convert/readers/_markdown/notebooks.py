"""What notebooks write round a note when they export it as Markdown, as fields: Joplin below it, Notion below its title.

The lines that state it are blank in the text that is left, so that every other line keeps its number.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from convert.patterns import regex
from convert.readers._markdown.front_matter import Fields

# Joplin ends each file with what it knows of the note, its kind last (Joplin's "RAW" export).
_JOPLIN = regex(r"(?<!\S)id: [0-9a-f]{32}\n(?:\w+:[^\n]*\n){0,60}type_: \d+\s*\Z")
_TO_NOTE = regex(r"(?<!!)\[([^\[\]\n]{0,400})\]\(:/([0-9a-f]{32})(?=[)#])")
_JOPLIN_TIMES = {"created_time": "created", "updated_time": "updated", "user_created_time": "created", "user_updated_time": "updated"}
_JOPLIN_SAYS = frozenset(("author", "source_url"))
# Notion puts a number of 32 digits behind a page's title in the name of its file, and its properties between title and text.
_NOTION = regex(r".* [0-9a-f]{32}")
_PROPERTIES = regex(r"\s*# [^\n]*\n\n((?:[^\s:#>|][^:\n]{0,60}: [^\n]*\n)+)(?:\n|\Z)")
_LONGEST_FACTS = 20_000


def apart(text: str, path: str) -> tuple[Fields, str]:
    """The fields that a notebook states in ``text``, the file at ``path``, and the text without them; no fields where there are none."""
    if facts := _JOPLIN.search(text, max(0, len(text) - _LONGEST_FACTS)):
        return _of_joplin(text, facts.start())
    if _NOTION.fullmatch(PurePosixPath(path).stem) and (stated := _PROPERTIES.match(text)):
        at, end = stated.span(1)
        return _lines(stated[1]), text[:at] + "\n" * stated[1].count("\n") + text[end:]
    return {}, text


def _of_joplin(text: str, at: int) -> tuple[Fields, str]:
    facts = _lines(text[at:])
    title, _, rest = text[:at].partition("\n")
    said: Fields = {name: words for name, words in facts.items() if name in _JOPLIN_SAYS}
    for name, field in _JOPLIN_TIMES.items():
        if name in facts:
            said[field] = facts[name]
    return said | ({"title": (title.strip(),)} if title.strip() else {}), "\n" + _TO_NOTE.sub(r"[\1](\2.md", rest)


def _lines(text: str) -> Fields:
    said = (line.partition(":") for line in text.split("\n") if line.strip())
    return {name.strip().lower(): (value.strip(),) for name, _, value in said if value.strip()}
