"""Grows the trees of `convert.readers._text.odds` on dumps of pages whose article is known, and writes them down as numbers.

    PYTHONPATH=. python scripts/grow_odds.py DUMPS/dev [--folds 5 --read OUT]

DUMPS is what ``tests/bench/page_dumps.py`` wrote. Needs lightgbm and numpy, which the reader doesn't. The same dumps give the same
trees. With ``--folds`` nothing is written down: trees are grown so many times, each without a part of the sites, and what the reader makes
of those with them goes to OUT, for the corpus' scorer; the rules are the same all the time.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit

import lightgbm

from convert.errors import ConvertError
from convert.forest import Forest, Tree
from convert.formats import Source
from convert.notices import ignore
from convert.readers import text
from convert.readers._text import judge, odds
from convert.readers._text.dump import Dump
from convert.readers._text.line_traits import NAMES, traits_of
from scripts.grow_judge import labelled, lessons, plain
from tests.bench.read_corpus import write_case

WEIGHTS = Path(__file__).parent.parent / "convert" / "readers" / "_text" / "odds.json"
TREES, ENDS = 120, 8
SETTINGS = {
    "objective": "binary", "num_leaves": ENDS, "learning_rate": 0.12, "min_data_in_leaf": 150, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 40, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip


class Case(NamedTuple):
    """A dump: its folder and site; of each unit the traits, how much is the article's, what it weighs."""

    folder: Path
    site: str
    traits: list[list[float]]
    right: list[float]
    weight: list[float]


def case_of(folder: Path) -> Case | None:
    """The case of a dump of one article, on which the rules aren't to have the only word; ``None`` for any other."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    seen: list[Dump] = []
    with patch.object(judge, "odds_of", lambda dump: seen.append(dump) or []):
        try:
            list(text.read(Source(folder.name, (folder / "dump.txt").read_bytes()), ignore))
        except ConvertError:
            return None
    if len(seen) != 1 or not odds.may_be_weighed(seen[0]):
        return None
    units = seen[0].units
    right, weight = labelled([unit.text for unit in units], {**truth, "paragraphs": truth["body_paragraphs"]})
    traits = traits_of(units, seen[0].weights)
    return Case(
        folder, site_of(folder, truth), list(traits.values()), [right[index] for index in traits], [weight[index] for index in traits]
    )


def site_of(folder: Path, truth: dict[str, Any]) -> str:
    """The site that the dump in ``folder`` is of."""
    return (urlsplit(truth.get("url") or "").hostname or re.sub(r"_\d{4}_.*", "", folder.name.partition("__")[2])).removeprefix("www.")


def fold_of(site: str, folds: int) -> int:
    """Which of the ``folds`` parts all pages of ``site`` are in."""
    return zlib.crc32(site.encode()) % folds


def cases_in(folders: list[Path]) -> list[Case]:
    """The cases of all dumps in ``folders`` that have one."""
    with ProcessPoolExecutor() as workers:
        return [case for case in workers.map(case_of, folders, chunksize=8) if case]


def grown(cases: list[Case]) -> lightgbm.Booster:
    """Trees that tell the units of ``cases`` apart."""
    return lightgbm.train(SETTINGS, lessons(cases, NAMES), num_boost_round=TREES)


def use(trees: list[dict[str, list[float]]]) -> None:
    """Let the reader weigh with ``trees``."""
    forest = Forest([Tree(**tree) for tree in trees])  # type: ignore[arg-type]
    odds._forest = lambda: forest  # type: ignore[assignment]


def read_dump(out: Path, folder: Path) -> None:
    """Read the dump in ``folder`` as a user's would be, and write down in ``out`` what became of it."""
    write_case(out, (folder.name, folder / "dump.txt", "text"))


def tried(cases: list[Case], folders: list[Path], folds: int, out: Path) -> None:
    """Grow without a part of the sites, and read their dumps with that; those that the rules read alone are read with any."""
    out.mkdir(parents=True, exist_ok=True)
    sites = {case.folder: case.site for case in cases}
    for fold in range(folds):
        within = {folder for folder in folders if fold_of(sites.get(folder, folder.name), folds) == fold}
        use(plain(grown([case for case in cases if case.folder not in within])))
        with ProcessPoolExecutor() as workers:
            list(workers.map(partial(read_dump, out), sorted(within), chunksize=4))


def main() -> None:
    """Grow the trees, and write them down or try them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--read", type=Path)
    chosen = parser.parse_args()
    folders = sorted((chosen.folder / "text-dumps").iterdir())
    cases = cases_in(folders)
    print(f"{len(cases)} of {len(folders)} dumps, {sum(len(case.traits) for case in cases):,} units")
    if chosen.folds:
        tried(cases, folders, chosen.folds, chosen.read)
        return
    stored = {"traits": list(NAMES), "trees": plain(grown(cases))}
    WEIGHTS.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
