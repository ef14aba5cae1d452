"""Writes the pages of a corpus out as text in four ways, with their truth, to measure how dumps of pages nobody chose are read.

    python -m tests.bench.page_dumps CORPUS/dev OUT [--turned]
    python tests/bench/read_corpus.py OUT/dev OUT/read --set text-dumps
    python OUT/score.py OUT/read --split dev --set text-dumps

Of pages whose whole text is known every other is written by w3m, and its article line by line; the others by inscriptis, and so is their
article: the smallest element that holds the title and nearly all paragraphs. A page is left out where its title or many of its paragraphs
don't come through. Needs w3m and the library inscriptis.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inscriptis import get_text
from lxml import html

from tests.bench.browser_dumps import folded, write_dump

_W3M = ["w3m", "-dump", "-cols", "78", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"]
_BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div", "section", "article", "figcaption", "figure", "td"),
        *("dt", "dd", "pre", "tr", "ul", "ol", "header", "footer", "main", "aside", "nav", "time", "br"),
    )
)
_APART = frozenset(("p", "h1", "h2", "h3", "h4", "blockquote"))
_LONG, _MOST_LOST, _END = 60, 0.05, 40


def holds(text: str, truth: dict[str, Any]) -> bool:
    """Whether the title and nearly all paragraphs of ``truth``, by both of their ends, are in ``text``."""
    said = folded(text)
    paragraphs = [paragraph for line in truth["paragraphs"] if (paragraph := folded(line))]
    held = sum(paragraph[:_END] in said and paragraph[-_END:] in said for paragraph in paragraphs)
    return folded(truth["title"]) in said and held >= (1 - _MOST_LOST) * len(paragraphs)


def tidy(text: str) -> str:
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(line.rstrip() for line in text.split("\n")))


def region(page: bytes, truth: dict[str, Any]) -> Any:
    """The smallest element of ``page`` that holds the article; ``None`` where none does."""
    root = html.fromstring(page.decode("utf-8", "replace").encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in root.xpath("//script|//style|//noscript|//template"):
        element.drop_tree()
    found = root if holds(root.text_content(), truth) else None
    while found is not None:
        inner = next((child for child in found if isinstance(child.tag, str) and holds(child.text_content(), truth)), None)
        if inner is None:
            return found
        found = inner
    return None


def lines(element: Any) -> Iterator[str]:
    """One line for each block below ``element``, blank ones round long paragraphs and headings."""
    said: list[str] = []

    def flush(tag: str) -> Iterator[str]:
        line = " ".join("".join(said).split())
        said.clear()
        if line:
            yield from (["", line, ""] if tag in _APART and len(line) > _LONG else [line])

    def walk(node: Any) -> Iterator[str]:
        is_block = node.tag in _BLOCKS
        if is_block:
            yield from flush("")
        said.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str):
                yield from walk(child)
            said.append(child.tail or "")
        if is_block:
            yield from flush(node.tag)

    yield from walk(element)
    yield from flush("")


def dumps(page: bytes, truth: dict[str, Any], *, by_w3m: bool) -> Iterator[tuple[str, str]]:
    """The page and its article as text, each by the way it was made."""
    if by_w3m:
        yield "page-w3m", subprocess.run(_W3M, input=page, capture_output=True, timeout=30, check=False).stdout.decode("utf-8", "replace")
    else:
        yield "page-inscriptis", get_text(page.decode("utf-8", "replace"))
    inner = region(page, truth)
    if inner is not None:
        yield (
            ("region-lines", "\n".join(lines(inner)))
            if by_w3m
            else ("region-inscriptis", get_text(html.tostring(inner, encoding="unicode")))
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--turned", action="store_true", help="write each page the way that it isn't written without")
    chosen = parser.parse_args()
    written = 0
    for number, path in enumerate(sorted(chosen.folder.glob("html/*.truth.json.gz"))):
        truth = json.loads(gzip.decompress(path.read_bytes()))
        if truth.get("body") != "full" or not truth.get("paragraphs") or not truth.get("title"):
            continue
        name = path.name.removesuffix(".truth.json.gz")
        try:
            made = list(
                dumps(gzip.decompress(path.with_name(f"{name}.html.gz").read_bytes()), truth, by_w3m=(number % 2 == 0) != chosen.turned)
            )
        except (subprocess.TimeoutExpired, ValueError, RecursionError, AssertionError) as error:
            print(f"{name}: {error}")
            continue
        for way, text in made:
            if not holds(text, truth):
                continue
            write_dump(chosen.out, way, name, tidy(text), truth)
            written += 1
    shutil.copy(chosen.folder.parent / "score.py", chosen.out)
    print(f"{written} dumps")


if __name__ == "__main__":
    main()
