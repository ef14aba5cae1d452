"""``readpack convert --list``: what would be packed, in order, and what can't be."""

from __future__ import annotations

from typing import Any

from convert.cli.screen import Screen
from convert.errors import EXIT_INPUTS_FAILED

_ASKED = ("inputs", "lists", "outputs", "from_format", "language", "section_by", "sort", "reverse", "strict", "jobs")


def show(words: dict[str, Any], screen: Screen) -> int:
    """Prints a line for each article, its section above it, then what can't be read; the exit code."""
    from convert import preview

    with screen.working():
        listed = preview(**{name: words[name] for name in _ASKED if name in words}, progress=screen.step)
    page = Screen(out=True)
    section = ""
    for entry in listed:
        if entry.problem:
            page.row(("failed  ", "red"), (entry.path, "bold"), (f": {entry.problem}", ""))
            continue
        if entry.section != section:
            section = entry.section
            page.row((section, "bold"))
        words_told = f"{entry.words:8,} words  "
        page.row((words_told, ""), (f"{entry.format:<9} ", "cyan"), (f"{entry.path}  ", "dim"), (entry.title or "(no title)", "bold"))
    return EXIT_INPUTS_FAILED if any(entry.problem for entry in listed) else 0
