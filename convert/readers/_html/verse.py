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


def lines_of(element: Element) -> list[Element]:
    """The lines of the stanza that ``element`` is, each a block; none where it is no stanza."""
    name = element.get("class")
    if not name or not _STANZA.search(name.lower()):
        return []
    lines = [child for child in element.elements() if not child.reason and child.text(1)]
    if not _FEWEST <= len(lines) <= _MOST or any(not line.block or line.holds_blocks or _is_broken(line) for line in lines):
        return []
    short = all(len(line.text(_LONGEST_LINE + 1)) <= _LONGEST_LINE for line in lines)
    return lines if short and all(line.tag in ("div", "p") for line in lines) else []


def _is_broken(line: Element) -> bool:
    """Whether ``line`` is several lines, and so a stanza by itself."""
    ends = [at for at, child in enumerate(line.children) if not isinstance(child, str) and child.tag == "br"]
    after = line.children[ends[0] + 1 :] if ends else []
    return any(child.strip() if isinstance(child, str) else child.text(1) for child in after)
