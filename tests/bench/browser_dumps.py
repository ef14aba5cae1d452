"""Writes pages of a corpus out with the text browsers that are installed, as dumps with their truth, to measure how those are read.

    python -m tests.bench.browser_dumps FOLDER OUT [--every N]

FOLDER is laid out as ``corpus/dev``; ``OUT/dev/text-dumps`` gets every Nth (6) article with a full truth, one browser after the other in
turn, for ``tests/bench/read_corpus.py OUT/dev … --set text-dumps`` and the scorer, copied to ``OUT``. lynx, elinks, links, w3m and
html2text are Debian's packages of those names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import subprocess
import unicodedata
from itertools import cycle
from pathlib import Path
from typing import Any

BROWSERS = {
    "w3m": ["w3m", "-dump", "-cols", "80", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"],
    "w3m-narrow": ["w3m", "-dump", "-cols", "62", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"],
    "lynx": ["lynx", "-dump", "-width=78", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html"],
    "lynx-nolist": ["lynx", "-dump", "-nolist", "-width=72", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html"],
    "elinks": ["elinks", "-dump", "-dump-width", "76", "-force-html", "-dump-charset", "utf-8"],
    "links": ["links", "-dump", "-width", "78", "-codepage", "utf-8", "-force-html"],
    "html2text": ["html2text", "-utf8", "-width", "79"],
}
KEPT = ("title", "byline", "date", "dates_ok", "body", "paragraph_truth", "url", "dek", "captions")
LEAST_SAID, LEAST_DUMP, PATIENCE = 1_200, 800, 30


def articles(folder: Path, every: int) -> list[tuple[Path, dict[str, Any]]]:
    """Every Nth page of an article whose truth is whole and says enough, with that."""
    found = []
    for path in sorted(folder.glob("html/*.truth.json.gz")):
        truth = json.loads(gzip.decompress(path.read_bytes()))
        whole = truth.get("body") == "full" and truth.get("page_type", "article") in ("article", "news")
        if whole and sum(map(len, truth.get("paragraphs") or [])) > LEAST_SAID:
            found.append((path.with_name(path.name.replace(".truth.json.gz", ".html.gz")), truth))
    return found[::every]


def dumped(browser: str, page: Path) -> str:
    """What ``browser`` makes of the file ``page``; empty where it takes too long."""
    try:
        done = subprocess.run([*BROWSERS[browser], str(page)], capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace")


def folded(text: str) -> str:
    """The letters and figures of ``text``, small."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


_MARKS = re.compile(r"[\W_]+")


def write_dump(out: Path, way: str, name: str, said: str, truth: dict[str, Any]) -> None:
    """Put what a page ``said``, written out in a ``way``, with its ``truth`` where ``read_corpus.py`` and the scorer look for it."""
    case = out / "dev" / "text-dumps" / f"{way}__{name}"
    case.mkdir(parents=True, exist_ok=True)
    (case / "dump.txt").write_text(said, encoding="utf-8")
    kept = {key: truth[key] for key in KEPT if key in truth}
    told = {"case": case.name, "corpus": way, "split": "dev", "body_paragraphs": truth["paragraphs"], **kept}
    (case / "truth.json").write_text(json.dumps(told), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--every", type=int, default=6)
    chosen = parser.parse_args()
    page = chosen.out / "page.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    installed = [name for name, command in BROWSERS.items() if shutil.which(command[0])]
    if not installed:
        parser.error("no text browser is installed; get lynx, elinks, links, w3m or html2text")
    written = 0
    for browser, (source, truth) in zip(cycle(installed), articles(chosen.folder, chosen.every)):
        page.write_bytes(gzip.decompress(source.read_bytes()))
        said = dumped(browser, page)
        if len(said) < LEAST_DUMP:
            continue
        write_dump(chosen.out, browser, source.name.removesuffix(".html.gz"), said, truth)
        written += 1
    page.unlink()
    shutil.copy(chosen.folder.parent / "score.py", chosen.out)
    print(f"{written} dumps by {', '.join(installed)}")


if __name__ == "__main__":
    main()
