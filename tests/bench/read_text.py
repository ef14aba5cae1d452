"""How many megabytes of text a second the text reader reads, by kind of text.

    python -m tests.bench.read_text [CORPUS/dev] [--profile KIND]

Processor time of one process, the best of three runs, as bytes of UTF-8: from the bytes to the articles with the language of each
block, as a user gets them. The first kinds are made of the words of the samples; of a corpus each way of scraping is a kind.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import random
import re
import textwrap
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path

from convert.formats import Source
from convert.notices import ignore
from convert.reading import read_source

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
RUNS = 3
_MENU = ("News", "World", "Business", "Sport", "Culture", "Weather", "Log in", "Subscribe", "Newsletters", "Podcasts")


class Press:
    """Writes articles of the words of the samples, the same ones each time."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        text = " ".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
        self.words = [word.lower() for word in re.findall(r"[A-Za-z]+", text)]

    def sentence(self, least: int = 8, most: int = 24) -> str:
        return " ".join(self.chance.choices(self.words, k=self.chance.randint(least, most))).capitalize() + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, 6)))

    def title(self) -> str:
        return " ".join(self.chance.choices(self.words, k=8)).title()

    def article(self, paragraphs: int = 12) -> str:
        """A headline, said twice as dumps do, who and when, a caption said twice, the text."""
        title, caption = self.title(), f"{self.sentence()} [Ana Diaz/Reuters]"
        head = f"{title}\n{caption}\nShare\nPrint\n{title}\nBy Ana Diaz\n{self.chance.randint(1, 28)} March 2024\n{caption}\n{caption}\n"
        return head + "\n" + "\n\n".join(self.paragraph() for _ in range(paragraphs))

    def page(self) -> str:
        """An article under a menu and over other headlines, as the dump of a whole page has it."""
        menu = "\n".join(f"  * {self.chance.choice(_MENU)}" if at % 9 else f"  {self.title()}" for at in range(90))
        foot = "\n".join(f"    {self.title()}\n    {self.chance.randint(2, 20)} hours ago" for _ in range(40))
        return f"{menu}\n\n{self.article()}\n\nMost read\n{foot}\n"

    def wrapped(self) -> str:
        """The same page with its lines broken as a text browser does."""
        return "\n".join(
            textwrap.fill(line, 78, subsequent_indent=" " * (len(line) - len(line.lstrip()))) for line in self.page().split("\n")
        )


def kinds() -> dict[str, list[bytes]]:
    """The files of each kind, some megabytes of each."""
    press = Press()
    return {
        "prose, one file": ["\n\n".join(press.paragraph() for _ in range(12_000)).encode()],
        "1,000 articles in one file": ["\n\n\n\n".join(press.article() for _ in range(1_000)).encode()],
        "articles, a file each": [press.article().encode() for _ in range(400)],
        "pages with their menus": [press.page().encode() for _ in range(300)],
        "pages, lines broken": [press.wrapped().encode() for _ in range(200)],
    }


def dumps(folder: Path) -> dict[str, list[bytes]]:
    """The dumps of a corpus by the way they were scraped, which is what their names begin with."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((folder / "text-dumps").glob("*/dump.txt")):
        found.setdefault(path.parent.name.partition("__")[0], []).append(path.read_bytes())
    return found


def read(files: list[bytes]) -> None:
    """Read each of ``files`` as a user would have it read."""
    for data in files:
        read_source(Source("x", data), "text", ignore)


def seconds(work: Callable[[], None]) -> float:
    """The least processor time of `RUNS` runs, none of which knows a line from the one before."""
    best = float("inf")
    for _ in range(RUNS):
        for known in gc.get_objects():
            if isinstance(known, _lru_cache_wrapper) and str(getattr(known, "__module__", "")).startswith("convert.readers"):
                known.cache_clear()
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--profile", metavar="KIND", default="")
    chosen = parser.parse_args()
    every = kinds() | (dumps(chosen.folder) if chosen.folder else {})
    if chosen.profile:
        files = every[chosen.profile]
        read(files)
        with cProfile.Profile() as profile:
            read(files)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(75)
        return
    print(f"{'kind of text':<30} {'files':>6} {'MB':>6} {'MB/s':>7}")
    for kind, files in every.items():
        size = sum(map(len, files)) / 1_000_000
        print(f"{kind:<30} {len(files):>6} {size:6.2f} {size / seconds(lambda files=files: read(files)):7.1f}")


if __name__ == "__main__":
    main()
