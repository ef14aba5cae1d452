"""Words in lines of a letter or two as paragraphs: what is kept of an input whose structure costs more than it says."""

from __future__ import annotations

_LINE, _PARAGRAPH = 200, 1_000


def paragraphs(words: str) -> list[str]:
    """The lines of ``words`` that have something in them, each long one by itself, short ones run together with a blank between."""
    found: list[str] = []
    short: list[str] = []
    length = 0
    for line in filter(None, map(str.strip, words.split("\n"))):
        if len(line) < _LINE:
            short.append(line)
            length += len(line) + 1
        if short and (length > _PARAGRAPH or len(line) >= _LINE):
            found.append(" ".join(short))
            short, length = [], 0
        if len(line) >= _LINE:
            found.append(line)
    return [*found, " ".join(short)] if short else found
