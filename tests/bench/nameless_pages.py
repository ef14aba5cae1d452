"""Writes the pages of a corpus with every class and id replaced by figures, to measure what reading owes to what sites call their boxes.

    python -m tests.bench.nameless_pages CORPUS/dev OUT
    python tests/bench/read_corpus.py OUT/dev OUT/read --set html
    python OUT/score.py OUT/read --split dev --set html

The same name becomes the same figures on every page. Links to places within a page lose them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import shutil
from pathlib import Path

_TAG = re.compile(rb"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_NAMED = re.compile(rb"(\s(?:class|id)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)


def nameless(page: bytes) -> bytes:
    """``page`` without a class or id that says anything."""
    return _TAG.sub(lambda tag: _NAMED.sub(_figures, tag[0]), page)


def _figures(named: re.Match[bytes]) -> bytes:
    names = named[2].strip(b"\"'").split()
    return named[1] + b'"' + b" ".join(b"x" + hashlib.sha256(name).hexdigest()[:7].encode() for name in names) + b'"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    pages = chosen.out / "dev" / "html"
    pages.mkdir(parents=True, exist_ok=True)
    for path in sorted((chosen.corpus / "html").iterdir()):
        if path.name.endswith(".html.gz"):
            (pages / path.name).write_bytes(gzip.compress(nameless(gzip.decompress(path.read_bytes())), 1))
        else:
            shutil.copy(path, pages)
    shutil.copy(chosen.corpus.parent / "score.py", chosen.out)


if __name__ == "__main__":
    main()
