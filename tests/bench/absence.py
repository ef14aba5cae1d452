"""How often a page without an article is read as one, and an article refused: on made-up pages, and on real ones made harder.

    python -m tests.bench.absence [FOLDER] [--show]

The made-up pages are those of ``tests/pages``. FOLDER is laid out as ``corpus/dev``: each of its pages is read as it
is, without what it states for machines (``bare``), cut to its first two paragraphs (``short``) and both (``bare and
short``); all of them are articles. ``--show`` names what goes wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import lxml.html

from convert.errors import InputError
from convert.formats import Source
from convert.notices import ignore
from convert.readers.html import read
from tests.made_up_pages import MADE_UP, MadeUpPage

_STATED = (
    re.compile(rb"<script[^>]*ld\+json[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE),
    re.compile(rb"<meta[^>]*(?:time|date|article|dc\.|sailthru|parsely)[^>]*>", re.IGNORECASE),
    re.compile(rb"\s(?:itemtype|itemprop)=\"[^\"]*\"", re.IGNORECASE),
)
_PARAGRAPHS = ("p", "li", "h2", "h3", "blockquote")
_FEWEST, _KEPT, _BEGINNING, _MOST_FOUND = 4, 2, 40, 0.7


def refused(name: str, data: bytes) -> str:
    """Why the page ``data`` is refused; empty where it is read."""
    try:
        list(read(Source(name, data), ignore))
    except InputError as error:
        return error.message.partition("holds no article but ")[2] or error.message
    return ""


def harder(data: bytes, truth: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """The page ``data`` as it is, and those that are made of it, each with what was done to it."""
    bare = data
    for pattern in _STATED:
        bare = pattern.sub(b"", bare)
    yield "as it is", data
    yield "bare", bare
    paragraphs = [_beginning(text) for text in truth.get("paragraphs") or () if len(text) > _BEGINNING]  # type: ignore[attr-defined]
    if len(paragraphs) >= _FEWEST:
        for done, page in (("short", data), ("bare and short", bare)):
            if cut := _cut(page, set(paragraphs[_KEPT:])):
                yield done, cut


def _beginning(text: str) -> str:
    return re.sub(r"\W+", "", text)[:_BEGINNING]


def _cut(page: bytes, paragraphs: set[str]) -> bytes:
    """``page`` without its blocks that begin as ``paragraphs`` do; empty where most of them are not found."""
    root = lxml.html.fromstring(page)
    held = [element for element in root.iter(*_PARAGRAPHS) if _beginning(element.text_content()) in paragraphs]
    for element in held:
        element.drop_tree()
    return lxml.html.tostring(root, encoding="utf-8") if len(held) >= _MOST_FOUND * len(paragraphs) else b""


def _of_corpus(page: Path) -> list[tuple[str, str, str]]:
    truth = json.loads(gzip.decompress(page.with_name(page.name.replace(".html.gz", ".truth.json.gz")).read_bytes()))
    name = page.name.removesuffix(".html.gz")
    return [(done, name, refused(name, data)) for done, data in harder(gzip.decompress(page.read_bytes()), truth)]


def _of_made_up(page: MadeUpPage) -> tuple[str, str, str]:
    why = refused(page.name, page.html.encode())
    return ("an article, made up", page.name, why) if page.is_article else ("no article, made up", page.name, "" if why else "read")


def main() -> None:
    """Prints how many pages of each kind go wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    found = list(map(_of_made_up, MADE_UP))
    if arguments.folder:
        with ProcessPoolExecutor() as workers:
            pages = sorted((arguments.folder / "html").glob("*.html.gz"))
            found += [outcome for outcomes in workers.map(_of_corpus, pages, chunksize=8) for outcome in outcomes]
    wrong = Counter(kind for kind, _, why in found if why)
    for kind, count in Counter(kind for kind, _, _ in found).items():
        print(f"{kind:22} {wrong[kind]:4} wrong of {count}")
    if arguments.show:
        print(*(f"{kind}: {name}: {why}" for kind, name, why in found if why), sep="\n")


if __name__ == "__main__":
    main()
