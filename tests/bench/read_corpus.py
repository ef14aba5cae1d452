"""Read every case of a corpus folder with the public reader and write what its scorer takes.

    python tests/bench/read_corpus.py FOLDER OUT [--set text-dumps]

FOLDER is laid out as ``corpus/dev``; OUT gets one JSON file a case.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from convert.errors import ConvertError
from convert.formats import open_source, reader
from convert.model import Article, CodeBlock, Figure, Heading, Paragraph
from convert.notices import ignore
from convert.walk import plain_text, walk


def text_dumps(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Case name, file and reader of every text dump."""
    for case in sorted((folder / "text-dumps").iterdir()):
        yield case.name, case / "dump.txt", "text"


SETS: dict[str, Callable[[Path], Iterator[tuple[str, Path, str]]]] = {"text-dumps": text_dumps}


def scored(article: Article) -> dict[str, object]:
    """``article`` as the scorer takes it: headings and list items count as paragraphs."""
    nodes = list(walk(*article.body))
    figures = [node for node in (article.lead, *nodes) if isinstance(node, Figure)]
    return {
        "title": article.title,
        "byline": list(article.authors),
        "date": article.published,
        "paragraphs": [plain_text(node) for node in nodes if isinstance(node, (Paragraph, Heading, CodeBlock))],
        "captions": [plain_text(figure).replace("\n", " ") for figure in figures],
    }


def write_case(out: Path, case: tuple[str, Path, str]) -> None:
    """Read one case and write its JSON."""
    name, path, format_name = case
    try:
        articles = [scored(article) for article in reader(format_name)(open_source(path), ignore)]
    except ConvertError:
        articles = []
    (out / f"{name}.json").write_text(json.dumps({"articles": articles}, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", default="text-dumps", choices=sorted(SETS))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as workers:
        list(workers.map(partial(write_case, chosen.out), SETS[chosen.set](chosen.folder), chunksize=4))


if __name__ == "__main__":
    main()
