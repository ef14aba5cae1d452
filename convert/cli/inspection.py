"""``readpack inspect``: articles as an outline or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import msgspec

import convert.model as m
from convert.cli.screen import Screen, Style, put_out
from convert.collate import original, tally
from convert.formats import open_source
from convert.jobs import read_all
from convert.model import Article
from convert.notices import excerpt
from convert.walk import minutes, plain_text

_FACTS = ("subtitle", "authors", "published", "updated", "site", "url", "language", "direction", "section", "tags", "summary")
_DEEPEST = 40
_ANOTHER = 2  # jobs: one reads here, two in others


class Line(NamedTuple):
    """A line of an outline: how deep it stands, what it is, what it says."""

    depth: int
    label: str
    text: str


def show(file: str, format: str | None, *, as_json: bool, quiet: bool) -> None:
    """Prints the articles in ``file``, and on standard error how much was left out. Raises what reading raises.

    What is large is read in a process of its own, which may run out of time or memory, or die, without taking the message along.
    """
    with closing(read_all([open_source(file)], format, jobs=_ANOTHER)) as readings:
        (reading,) = readings
    if reading.failure is not None:
        raise reading.failure.error
    if as_json:
        put_out(msgspec.json.format(msgspec.json.encode(reading.articles), indent=2) + b"\n")
        return
    screen = Screen(out=True)
    for number, article in enumerate(reading.articles, 1):
        screen.row((f"{number}  ", "dim"), (article.title or "(no title)", "bold"))
        screen.rows(_row(line) for line in outline(article))
    if reading.notices and not quiet:
        Screen().say(f"{len(reading.notices)} notices; readpack inspect --explain shows each one's reason", "dim")


def _row(line: Line) -> tuple[tuple[str, Style], ...]:
    label: Style = "cyan" if line.label[:1].isupper() else "dim"
    return ("   " + "  " * min(line.depth, _DEEPEST), ""), (f"{line.label:<11} ", label), (line.text, "")


def outline(article: Article) -> Iterator[Line]:
    """``article`` line by line: what is known of it, then its blocks, those inside others deeper."""
    held = tally(original(article))
    yield Line(0, "holds", f"{held.words:,} words, {held.paragraphs:,} paragraphs, {minutes(article)} min")
    for name in _FACTS:
        value = getattr(article, name)
        if value:
            yield Line(0, name, ", ".join(value) if isinstance(value, tuple) else value)
    pending: list[tuple[int, msgspec.Struct]] = [(0, block) for block in reversed(article.body)]
    if article.lead:
        pending.append((0, article.lead))
    while pending:
        depth, node = pending.pop()
        yield Line(depth, _label(node), _said(node))
        pending.extend((depth + 1, part) for part in reversed(_inside(node)))


def _label(node: msgspec.Struct) -> str:
    name = type(node).__name__
    return f"{name} {node.level}" if isinstance(node, m.Heading) else name


def _inside(node: msgspec.Struct) -> list[msgspec.Struct]:
    """The blocks right inside a container; a paragraph's inlines are its text."""
    match node:
        case m.Quote():
            return list(node.children)
        case m.List():
            return [block for item in node.items for block in item]
        case m.Definitions():
            return [block for item in node.items for meaning in item.meanings for block in meaning]
        case _:
            return []


def _said(node: msgspec.Struct) -> str:
    match node:
        case m.Quote():
            return plain_text(*node.attribution)
        case m.List():
            return f"{len(node.items)} items{', ordered' * node.ordered}"
        case m.Definitions():
            return "; ".join(plain_text(*term) for item in node.items for term in item.terms)
        case m.Table():
            return f"{len(node.head) + len(node.rows)} rows  {excerpt(plain_text(*node.caption), 80)}".rstrip()
        case m.Figure():
            credit = plain_text(*node.credit)
            shown = "" if node.image else "(no picture) "
            return shown + excerpt(plain_text(*node.caption), 100) + (f"  credit: {credit}" if credit else "")
        case m.Embed():
            return f"{node.kind}  {node.title}  {node.href}"
        case m.MathBlock():
            return excerpt(node.text or node.tex)
        case m.Rule():
            return ""
        case _:
            return excerpt(plain_text(node), 120)
