"""What a page takes to read, beside trafilatura where that is installed: both in one process, page by page in turn.

    python tests/bench/page_time.py FOLDER [--every N] [--rounds N]

FOLDER is laid out as ``corpus/dev``. Of every Nth page (12) the least processor time of so many rounds (5) counts, from bytes, with all
that is imported once there; trafilatura is asked for HTML with metadata, pictures, tables, links and formatting. Nothing else here needs
it: ``pip install trafilatura==2.3.1 lxml_html_clean``.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from convert.errors import ConvertError
from convert.formats import Source
from convert.notices import ignore
from convert.readers.html import read


def ours(page: bytes) -> None:
    with contextlib.suppress(ConvertError):
        list(read(Source("page", page), ignore))


def readers() -> dict[str, Callable[[bytes], object]]:
    """What reads a page, by its name."""
    found: dict[str, Callable[[bytes], object]] = {"readpack": ours}
    if find_spec("trafilatura"):
        extract = import_module("trafilatura").extract
        asked = {"output_format": "html", "with_metadata": True, "include_images": True, "include_links": True, "include_formatting": True}
        found["trafilatura"] = lambda page: extract(page, **asked)
    return found


def least(reading: Callable[[bytes], object], page: bytes, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        reading(page)
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(chosen.folder.glob("html/*.html.gz"))[:: chosen.every]]
    known = readers()
    took = dict.fromkeys(known, 0.0)
    for page in pages:
        for name, reading in known.items():
            took[name] += least(reading, page, chosen.rounds)
    for name, seconds in took.items():
        print(f"{name:<12} {1_000 * seconds / len(pages):6.1f} ms a page, {len(pages)} pages")
    if len(took) > 1:
        print(f"ratio        {took['readpack'] / took['trafilatura']:6.2f}")


if __name__ == "__main__":
    main()
