"""Stanzas: a block called so whose blocks are its lines."""

from __future__ import annotations

from convert.patterns import regex
from convert.readers._html.page import Element

_STANZA = regex(r"(?:^|[\s_-])(?:stanzas?|verses?|poem|poetry|strophe|couplet|tercet|quatrain|line-?group)(?:$|[\s_-])")
_LONGEST_LINE = 120
_FEWEST, _MOST = 2, 200


def is_called_verse(listing: Element) -> bool:
    """Whether ``listing``, a ``pre``, or what holds it and whom it is from, is called verse: then its lines are no code."""
    return bool(_STANZA_BLOCK.search(f"{listing.get('class')} {listing.parent.get('class') if listing.parent is not None else ''}".lower()))


_STANZA_BLOCK = regex(r"(?:^|[\s_-])(?:stanzas?|verses?|verse-?block|poem|poetry)(?:$|[\s_-])")


def stanzas_of(element: Element) -> list[list[Element]]:
    """The lines of the stanzas in ``element``, each a block, what stands blank between them parting them; none where it holds no such lines."""
    name = element.get("class")
    if not name or not _STANZA.search(name.lower()):
        return []
    stanzas: list[list[Element]] = [[]]
    for child in element.elements():
        if child.text(1) and not child.reason:
            stanzas[-1].append(child)
        elif child.block and not child.reason and stanzas[-1]:
            stanzas.append([])
    lines = [line for stanza in stanzas for line in stanza]
    if not _FEWEST <= len(lines) <= _MOST or any(not line.block or line.holds_blocks or _is_broken(line) for line in lines):
        return []
    short = all(len(line.text(_LONGEST_LINE + 1)) <= _LONGEST_LINE for line in lines)
    return [stanza for stanza in stanzas if stanza] if short and all(line.tag in ("div", "p") for line in lines) else []


def _is_broken(line: Element) -> bool:
    """Whether ``line`` is several lines, and so a stanza by itself."""
    ends = [at for at, child in enumerate(line.children) if not isinstance(child, str) and child.tag == "br"]
    after = line.children[ends[0] + 1 :] if ends else []
    return any(child.strip() if isinstance(child, str) else child.text(1) for child in after)
