"""How many documents are read as their golden says: Word documents by pandoc's, Markdown by its specifications' examples.

    python -m tests.bench.goldens FOLDER [--show]

FOLDER is laid out as ``corpus/dev``. Blocks and what they are set in are held against the golden, word for word; not asked for are
ids, languages, the names of pictures and bookmarks, and runs of blanks in code, which HTML has once. Of a golden with comments the one
without counts; a heading that became the article's title is one. ``--show`` prints what differs.
"""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from convert import model
from convert.errors import ConvertError
from convert.formats import Source, articles_in
from convert.notices import ignore
from convert.readers._html.fragment import blocks_of
from convert.readers._markdown.blocks import Blocks
from convert.readers._markdown.parser import parse
from convert.walk import plain_text, rewrite
from tests.markdown_html import lines, shown

MARKDOWN = ("commonmark", "gfm", "gfm-extensions", "gfm-extensions-full-info-string", "gfm-regression", "markdown-it-tables")
Outcome = tuple[str, list[str], list[str]]


def word_documents(folder: Path) -> Iterator[Outcome]:
    """Each Word document with a golden: its name, the golden's lines and ours."""
    for document in sorted(folder.glob("pandoc-docx__*.docx")):
        without = document.with_name(f"{document.stem}_no_comments.html")
        golden = without if without.exists() else document.with_suffix(".html")
        wanted = list(blocks_of(golden.read_bytes(), "", ignore))
        try:
            (article,) = articles_in(Source(document.name, document.read_bytes(), path=document.name), "docx", ignore)
        except ConvertError as error:
            yield document.stem, _outline(wanted), [str(error)]
            continue
        if isinstance(wanted[0], model.Heading) and plain_text(wanted[0]) == article.title:
            del wanted[0]
        yield document.stem, _outline(wanted), _outline(article.body)


def examples(path: Path) -> Iterator[Outcome]:
    """Each example of a specification; notes, which the model has in place, are held against those read from its HTML."""
    for example in json.loads(path.read_text()):
        parsed = parse(example["markdown"])
        wanted = example["html"]
        golden = shown(blocks_of(wanted, "", ignore)) if "data-footnote" in wanted or "footnote-ref" in wanted else lines(wanted)
        yield example["case"], golden.split("\n"), shown(Blocks(parsed).of(parsed.tokens)).split("\n")


def _outline(blocks: Iterable[msgspec.Struct]) -> list[str]:
    return [
        line
        for block in blocks
        for line in json.dumps(msgspec.to_builtins(rewrite(block, _bare)), indent=1, ensure_ascii=False).split("\n")
    ]


def _bare(node: msgspec.Struct) -> msgspec.Struct:
    """``node`` without what is not asked for."""
    match node:
        case model.Image():
            return msgspec.structs.replace(node, src="picture")
        case model.Link():
            return msgspec.structs.replace(node, href="#" if node.href.startswith("#") else node.href)
        case model.Code():
            return model.Code(" ".join(node.text.split()))
        case model.Table():
            node = msgspec.structs.replace(node, alignment=node.alignment if any(node.alignment) else ())
    return msgspec.structs.replace(node, id="", language="", direction="") if isinstance(node, model._Block) else node


def report(name: str, outcomes: Iterable[Outcome], *, show: bool) -> None:
    """Print how many of a set are as the golden says, and which are not."""
    every = list(outcomes)
    other = [outcome for outcome in every if outcome[1] != outcome[2]]
    print(f"{name:<32} {len(every) - len(other):>4} of {len(every)}", *(case.rpartition("__")[2] for case, _, _ in other))
    for case, golden, ours in other if show else ():
        print(case, *difflib.unified_diff(golden, ours, "golden", "readpack", lineterm="", n=2), sep="\n  ")


def main() -> None:
    """Print a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    report("docx", word_documents(chosen.folder / "docx"), show=chosen.show)
    for name in MARKDOWN:
        report(name, examples(chosen.folder / "markdown" / f"{name}.json"), show=chosen.show)


if __name__ == "__main__":
    main()
