"""How much structure reading keeps: headings, list items, quotes, code, table rows and pictures held against the truth.

    python tests/bench/structure.py FOLDER [--html OUT]

FOLDER is laid out as ``corpus/dev``; the truth of a page is its ``blocks``: what type each is and what it says. A block counts as kept when
one of the same type says the same but for blanks and marks, a picture when its file has the same name; the level of a heading is not
asked for, and the headline doesn't count. Shown for each type: how many there are, and as means over the pages that have any, the share
of them kept (recall) and the share of those found that the truth has (precision). With ``--html`` the HTML that another tool made of
each page, ``OUT/CASE.html``, is measured, read by the same code that reads a feed's entry.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from convert.branches import parts
from convert.clean import folded
from convert.errors import ConvertError
from convert.formats import Source, reader
from convert.model import CodeBlock, Figure, Heading, Image, List, Paragraph, Quote, Table
from convert.notices import ignore
from convert.readers._html.fragment import blocks_of
from convert.walk import plain_text, walk

KINDS = ("heading", "item", "quote", "code", "row", "picture")
_TYPES = {"li": "item", "blockquote": "quote", "pre": "code", "row": "row", "img": "picture"} | {
    f"h{level}": "heading" for level in range(1, 7)
}
_MARKS = re.compile(r"[\W_]+")


def told(text: str) -> str:
    """What ``text`` says, without blanks and marks."""
    return _MARKS.sub("", folded(text))


def truth_of(path: Path) -> tuple[Counter[tuple[str, str]], tuple[str, str]]:
    """The blocks of a page's truth by kind and text, a picture by the name of its file; and its headline as a heading."""
    stored = json.loads(gzip.decompress(path.read_bytes()))
    blocks = stored.get("blocks") or []
    found = Counter(
        (_TYPES[block["type"]], _file(block.get("src", "")) if block["type"] == "img" else told(block.get("text") or ""))
        for block in blocks
        if block["type"] in _TYPES
    )
    headline = ("heading", told(stored.get("title") or ""))
    return Counter({key: count for key, count in found.items() if key[1] and key != headline}), headline


def structure_of(blocks: Iterable[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    """The kind and text of each heading, item, quote, listing, row and picture in ``blocks``."""
    for block in blocks:
        match block:
            case Heading():
                yield "heading", told(plain_text(block, notes=False))
            case List():
                for item in block.items:
                    yield "item", told(" ".join(plain_text(inner, notes=False) for inner in item if not isinstance(inner, List)))
            case Quote():
                yield from (
                    ("quote", told(plain_text(inner, notes=False))) for inner in walk(*block.children) if isinstance(inner, Paragraph)
                )
            case CodeBlock():
                yield "code", told(block.text)
            case Table():
                yield from (("row", told(" ".join(plain_text(*cell.children) for cell in row))) for row in (*block.head, *block.rows))
            case Image():
                yield "picture", _file(block.src)
        yield from structure_of(parts(block))


def _file(address: str) -> str:
    return told(address.partition("?")[0].rstrip("/").rpartition("/")[2])


def of_page(path: Path, html: Path | None) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """The truth of a page and what was made of it."""
    truth, headline = truth_of(path.with_name(path.name.replace(".html.gz", ".truth.json.gz")))
    blocks: list[msgspec.Struct] = []
    if truth and html is None:
        try:
            for article in reader("html")(Source(name=path.name, data=gzip.decompress(path.read_bytes())), ignore):
                blocks += [*((article.lead,) if isinstance(article.lead, Figure) else ()), *article.body]
        except ConvertError:
            pass
    elif truth and html is not None:
        made = html / path.name.removesuffix(".gz")
        blocks += blocks_of(made.read_bytes(), "", ignore) if made.exists() else ()
    return truth, Counter(pair for pair in structure_of(blocks) if pair[1] and pair != headline)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--html", type=Path)
    chosen = parser.parse_args()
    known = Counter[str]()
    shares: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as workers:
        pages = sorted((chosen.folder / "html").glob("*.html.gz"))
        for truth, found in workers.map(partial(of_page, html=chosen.html), pages, chunksize=8):
            for kind in {kind for kind, _ in truth}:
                wanted, made, kept = (_total(counts, kind) for counts in (truth, found, truth & found))
                known[kind] += wanted
                shares[kind].append((kept / wanted, kept / made if made else 0.0))
    for kind, pairs in shares.items():
        means = (sum(pair[side] for pair in pairs) / max(1, len(pairs)) for side in (0, 1))
        print(f"{kind:<8} {known[kind]:>5} on {len(pairs):>3} pages", *(f"{mean:7.3f}" for mean in means))


def _total(counts: Counter[tuple[str, str]], kind: str) -> int:
    return sum(count for (of_kind, _), count in counts.items() if of_kind == kind)


if __name__ == "__main__":
    main()
