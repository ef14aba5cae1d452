"""Grows the trees of `convert.readers._text.odds` on dumps of pages whose article is known, and writes them down as numbers.

    PYTHONPATH=. python scripts/grow_odds.py DUMPS/dev [MORE/dev …] [--folds 5 --read OUT]

DUMPS is what ``tests/bench/page_dumps.py`` wrote, MORE what it wrote with ``--turned``, and ``browser_dumps.py`` with ``--every 1``. Needs
lightgbm and numpy, which the reader doesn't. The same dumps give the same trees. The first weigh a line by itself; the others learn from
what those say of sites that they weren't grown on. With ``--folds`` nothing is written down: trees are grown so many times, each without a
part of the sites, and what the reader makes of those in DUMPS with them goes to OUT, for the corpus' scorer; the rules are the same all
the time.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections.abc import Sequence
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
from convert.readers._text import context_traits, judge, line_traits, odds
from convert.readers._text.dump import Dump
from scripts.grow_judge import labelled, lessons, plain
from tests.bench.read_corpus import write_case

FOLDER = Path(__file__).parent.parent / "convert" / "readers" / "_text"
TREES, ENDS = 120, 8
SETTINGS = {
    "objective": "binary", "num_leaves": ENDS, "learning_rate": 0.12, "min_data_in_leaf": 150, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 40, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip
# So often the first trees are grown without a part of the sites, to say what they think of those.
UNSEEN = 5


class Grown(NamedTuple):
    """The trees that weigh a line by itself, and those that weigh it in context, as numbers."""

    near: list[dict[str, list[float]]]
    in_context: list[dict[str, list[float]]]


class Lesson(NamedTuple):
    """Of each unit the traits, how much is the article's, what it weighs."""

    traits: list[list[float]]
    right: list[float]
    weight: list[float]


class Case(NamedTuple):
    """A dump: its folder and site, its units and what those speak of that have prose near them; of each unit how much is the article's,
    and what it weighs."""

    folder: Path
    site: str
    dump: Dump
    spoken: dict[int, frozenset[str]]
    right: list[float]
    weight: list[float]

    def near(self) -> Lesson:
        """What the first trees learn of it."""
        return self.lesson(line_traits.traits_of(self.dump.units, self.dump.weights, self.spoken))

    def in_context(self) -> Lesson:
        """What the others learn of it, by the first trees in use."""
        dump = Dump(self.dump.units, self.dump.weights)
        opinion = odds.opinion_on(dump, odds.first_odds(dump, self.spoken))
        return self.lesson(context_traits.traits_of(dump.units, self.spoken, opinion))

    def lesson(self, traits: dict[int, list[float]]) -> Lesson:
        """What there is to learn from the units that have these ``traits``."""
        return Lesson(list(traits.values()), [self.right[index] for index in traits], [self.weight[index] for index in traits])


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
    dump = Dump(seen[0].units, seen[0].weights)
    right, weight = labelled([unit.text for unit in dump.units], {**truth, "paragraphs": truth["body_paragraphs"]})
    spoken = line_traits.spoken_near(dump.units)
    return Case(folder, site_of(folder, truth), dump, spoken, right, weight)


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


def grown(cases: list[Case]) -> Grown:
    """Trees that tell the units of ``cases`` apart."""
    near = [(fold_of(case.site, UNSEEN), case.near()) for case in cases]
    learnt: list[Lesson] = []
    for part in range(UNSEEN):
        trees = learn([lesson for held, lesson in near if held != part], line_traits.NAMES)
        unseen = [case for case in cases if fold_of(case.site, UNSEEN) == part]
        with ProcessPoolExecutor(initializer=use, initargs=(Grown(trees, trees),)) as workers:
            learnt += workers.map(Case.in_context, unseen, chunksize=8)
    return Grown(learn([lesson for _, lesson in near], line_traits.NAMES), learn(learnt, context_traits.NAMES))


def learn(learnt: list[Lesson], names: Sequence[str]) -> list[dict[str, list[float]]]:
    """The trees that grow on these lessons, whose traits have these ``names``."""
    return plain(lightgbm.train(SETTINGS, lessons(learnt, names), num_boost_round=TREES))


def use(trees: Grown) -> None:
    """Let the reader weigh with ``trees``."""
    stored = {odds._NEAR: trees.near, odds._IN_CONTEXT: trees.in_context}
    forests = {name: Forest([Tree(**tree) for tree in part]) for name, part in stored.items()}  # type: ignore[arg-type]
    odds.planted = lambda package, name, traits: forests[name]  # type: ignore[attr-defined]


def read_dump(out: Path, folder: Path) -> None:
    """Read the dump in ``folder`` as a user's would be, and write down in ``out`` what became of it."""
    write_case(out, (folder.name, folder / "dump.txt", "text"))


def tried(cases: list[Case], folders: list[Path], folds: int, out: Path) -> None:
    """Grow without a part of the sites, and read their dumps with that; those that the rules read alone are read with any."""
    out.mkdir(parents=True, exist_ok=True)
    sites = {case.folder: case.site for case in cases}
    for fold in range(folds):
        within = {folder for folder in folders if fold_of(sites.get(folder, folder.name), folds) == fold}
        use(grown([case for case in cases if fold_of(case.site, folds) != fold]))
        with ProcessPoolExecutor() as workers:
            list(workers.map(partial(read_dump, out), sorted(within), chunksize=4))


def main() -> None:
    """Grow the trees, and write them down or try them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--read", type=Path)
    chosen = parser.parse_args()
    dumps = [sorted((folder / "text-dumps").iterdir()) for folder in chosen.folders]
    cases = cases_in([folder for folders in dumps for folder in folders])
    print(f"{len(cases)} of {sum(map(len, dumps))} dumps, {sum(len(case.right) for case in cases):,} units")
    if chosen.folds:
        tried(cases, dumps[0], chosen.folds, chosen.read)
        return
    trees = grown(cases)
    for name, names, part in ((odds._NEAR, line_traits.NAMES, trees.near), (odds._IN_CONTEXT, context_traits.NAMES, trees.in_context)):
        stored = json.dumps({"traits": names, "trees": part}, separators=(",", ":"))
        (FOLDER / name).write_text(f"{stored}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
