"""Read every case of a corpus folder with the public reader and write what its scorer takes.

    python tests/bench/read_corpus.py FOLDER OUT [--set html|html-heavy|text-dumps|archives|feeds-full]

FOLDER is laid out as ``corpus/dev``; OUT gets one JSON file a case.
"""

from __future__ import annotations

import argparse
import glob
import gzip
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from convert.branches import parts
from convert.errors import ConvertError
from convert.formats import Source, open_source, reader, sniff
from convert.model import Article, Block, CodeBlock, Definition, Figure, Heading, Math, MathBlock, Note, Paragraph, Quote, Table
from convert.notices import ignore
from convert.walk import plain_text, rewrite, walk
from convert.writers._tex import tex_of


def text_dumps(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Case name, file and reader of every text dump."""
    for case in sorted((folder / "text-dumps").iterdir()):
        yield case.name, case / "dump.txt", "text"


def pages(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Case name, file and reader of every saved page."""
    for path in sorted((folder / "html").glob("*.html.gz")):
        yield path.name.removesuffix(".html.gz"), path, "html"


def beside_truth(name: str) -> Callable[[Path], Iterator[tuple[str, Path, str]]]:
    """Lists the cases of the set ``name``, each a file beside its truth; what reads it, its content says."""

    def cases(folder: Path) -> Iterator[tuple[str, Path, str]]:
        for truth in sorted((folder / name).glob("*.truth.json*")):
            case = truth.name.partition(".truth.json")[0]
            files = [path for path in truth.parent.glob(f"{glob.escape(case)}.*") if ".truth.json" not in path.name]
            yield from ((case, path, "") for path in files[:1])

    return cases


SETS: dict[str, Callable[[Path], Iterator[tuple[str, Path, str]]]] = {
    "text-dumps": text_dumps,
    "html": pages,
    **{name: beside_truth(name) for name in ("html-heavy", "archives", "feeds-full")},
}


def scored(article: Article) -> dict[str, object]:
    """``article`` as the scorer takes it.

    Headings, list items, lines of code and table rows count as paragraphs and formulas are TeX, as in the truths; the subtitle, which has
    no other place, is a paragraph.
    """
    body = tuple(rewrite(block, in_tex) for block in article.body)
    figures = [node for node in (article.lead, *walk(*body)) if isinstance(node, Figure)]
    return {
        "title": article.title,
        "byline": list(article.authors),
        "date": article.published,
        "paragraphs": [text for text in (article.subtitle, *paragraphs(body), *notes(body)) if text.strip()],
        "captions": [plain_text(figure).replace("\n", " ") for figure in figures if figure.caption or figure.credit],
    }


def in_tex(node: msgspec.Struct) -> msgspec.Struct:
    """``node``, read out as TeX where it is a formula."""
    if isinstance(node, Math | MathBlock):
        return msgspec.structs.replace(node, text=node.tex or tex_of(node.mathml) or node.text)
    return node


def paragraphs(blocks: Iterable[msgspec.Struct]) -> Iterator[str]:
    """The paragraphs of ``blocks`` in order, but for those of notes; a listing's line and a table's row as one."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield plain_text(block, notes=False)
            case CodeBlock():
                yield from block.text.split("\n")
            case Table():
                yield plain_text(*block.caption)
                for row in (*block.head, *block.rows):
                    yield " ".join(" ".join(paragraphs(cell.children)) for cell in row)
            case Figure():
                pass
            case Quote():
                yield from paragraphs(block.children)
                yield plain_text(*block.attribution)
            case MathBlock():
                yield plain_text(block)
            case Definition():
                yield from (plain_text(*term) for term in block.terms)
                yield from paragraphs(inner for meaning in block.meanings for inner in meaning)
            case _:
                yield from paragraphs(parts(block))


def notes(blocks: Iterable[Block]) -> Iterator[str]:
    """The paragraphs of the notes in ``blocks``, each note once, as a reader meets them at the end of a text."""
    for note in dict.fromkeys(node for node in walk(*blocks) if isinstance(node, Note)):
        yield from paragraphs(note.children)


def write_case(out: Path, case: tuple[str, Path, str]) -> None:
    """Read one case and write its JSON."""
    name, path, format_name = case
    try:
        source = open_source(path)
        if path.suffix == ".gz" and ".warc" not in path.suffixes:
            source = Source(name=path.name, data=gzip.decompress(source.data))
        articles = [scored(article) for article in reader(format_name or sniff(source))(source, ignore)]
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
