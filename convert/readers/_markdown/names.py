"""Where the links of a Markdown text lead: to the names its headings have on the web, to anchors, or out of the file."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urljoin

import msgspec

from convert.clean import clean_line
from convert.model import Block, Embed, Heading, Image, Link
from convert.walk import plain_text, rewrite, walk


def linked(body: tuple[Block, ...], anchors: dict[str, str], title: str, base: str) -> tuple[Block, ...]:
    """``body`` with its addresses made whole against ``base``, and its headings named where something links to them.

    ``anchors`` are the names that stand in the text and the ids they mean; ``title`` is what a link to the title says,
    which leads to the first block.
    """
    wanted = {node.href[1:] for block in body for node in walk(block) if isinstance(node, Link) and node.href.startswith("#")}
    if not (wanted or base):
        return body
    slugs = _slugs(body, title) if wanted else {}
    known = {**dict.fromkeys(slugs), **({title: None} if title else {}), **anchors}
    led = {name: _known(name, known) for name in wanted}
    names = {slugs[name]: name for name in led.values() if name in slugs and name not in anchors}
    if title and title not in anchors and title in led.values():
        names.setdefault(0, title)
    fresh = [
        msgspec.structs.replace(block, id=names[number]) if number in names and not block.id else block for number, block in enumerate(body)
    ]
    ids = {name: fresh[number].id for number, name in names.items()} | anchors

    def change(node: msgspec.Struct) -> msgspec.Struct:
        match node:
            case Link() if node.href.startswith("#"):
                name = led.get(node.href[1:], node.href[1:])
                return msgspec.structs.replace(node, href=f"#{ids.get(name, name)}")
            case Link() | Embed() if node.href:
                return msgspec.structs.replace(node, href=_absolute(base, node.href))
            case Image() if not node.src.startswith("data:"):
                return msgspec.structs.replace(node, src=_absolute(base, node.src))
            case _:
                return node

    return tuple(rewrite(block, change) for block in fresh)


def slug(words: str) -> str:
    """The name GitHub gives to a heading of these words."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def _slugs(body: tuple[Block, ...], title: str) -> dict[str, int]:
    """The names that headings of ``body`` have on the web, and where each stands; repeated ones are counted."""
    found: dict[str, int] = {}
    times = Counter([title] if title else [])
    for number, block in enumerate(body):
        if isinstance(block, Heading):
            own = slug(clean_line(plain_text(block, notes=False)))
            name = f"{own}-{times[own]}" if times[own] else own
            times[own] += 1
            if name:
                found.setdefault(name, number)
    return found


def _known(name: str, known: dict[str, str | None]) -> str:
    """``name`` of a link as something here is called: as it is, decoded, or in lower case."""
    for key in (name, unquote(name), unquote(name).lower()):
        if key in known:
            return key
    return name


def _absolute(base: str, address: str) -> str:
    """``address`` against ``base``, as it is where that can't be or there is no base."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address
