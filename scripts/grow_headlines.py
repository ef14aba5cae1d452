"""Grow the decision trees that choose the headline of a text dump (convert/readers/_text/headlines.json).

    PYTHONPATH=. python scripts/grow_headlines.py DUMPS/dev [MORE/dev …] [--folds 5 [--read OUT]]

DUMPS/dev is what ``tests/bench/page_dumps.py`` writes: folders in ``text-dumps``, each with ``dump.txt`` and ``truth.json`` (``title``,
``paragraphs`` or ``body_paragraphs``, ``url``). A line is the headline when it says the title, nearest above the first paragraph. What
stands below it, where the article was cut out of its page, is a second text: there no line is the headline. The lines of a text and *none
of them* are weighed against one another (softmax), so that one score says which line it is and whether there is one.

Needs lightgbm and numpy, which the reader doesn't: what is written are plain numbers. The same dumps give the same trees. With ``--folds``
no weights are written; the trees are tried on sites that they weren't grown on. With ``--read`` the whole reader reads each dump with trees
that don't know its site, those of `scripts.grow_odds` too, which learn from MORE besides; OUT gets what the corpus' scorer takes.
"""

from __future__ import annotations

import argparse
import json
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import lightgbm
import numpy as np

from convert.clean import clean_line
from convert.errors import ConvertError
from convert.forest import Forest, Tree
from convert.formats import open_source, reader
from convert.notices import ignore
from convert.readers._text import headline, judge
from convert.readers._text.candidates import scene_of
from convert.readers._text.dump import Dump
from convert.readers._text.headline_traits import NAMES, traits_of
from scripts import grow_odds
from scripts.grow_judge import plain
from scripts.grow_odds import fold_of, site_of
from tests.bench.browser_dumps import folded

WEIGHTS = Path(__file__).parent.parent / "convert" / "readers" / "_text" / "headlines.json"
TREES, ENDS = 250, 5
SETTINGS = {
    "num_leaves": ENDS, "learning_rate": 0.07, "min_data_in_leaf": 30, "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip
# What a text without its headline weighs beside one with.
NONE = 0.4
_SURELY, _BEGINS, _FIRST, _NEAR = 30, 40, 3, 12


class Case(NamedTuple):
    """A text: its file and site; of each line worth to be weighed the traits, and whether it is the headline; ``titled``: it has one."""

    path: Path
    site: str
    traits: list[list[float]]
    right: list[bool]
    titled: bool


def cases_of(path: Path) -> list[Case]:
    """The case of the dump in the folder ``path``, and that of its text without a headline where it was cut out of its page; none where
    no headline is known."""
    truth = json.loads((path / "truth.json").read_bytes())
    if not truth.get("title"):
        return []
    begins = [said[:_BEGINS] for line in truth.get("paragraphs") or truth["body_paragraphs"] if len(said := folded(line)) >= _SURELY]
    dumps: list[Dump] = []
    judge.find_title = partial(caught, dumps)  # type: ignore[attr-defined]
    with suppress(ConvertError):
        list(reader("text")(open_source(path / "dump.txt"), ignore))
    if not dumps:
        return []
    dump = max(dumps, key=lambda dump: holds(dump, begins))
    site = site_of(path, truth)
    said = [folded(unit.text) for unit in dump.units]
    title = folded(truth["title"])
    alike = [index for index, unit in enumerate(dump.units) if said[index] == title and not unit.marker and clean_line(unit.text)]
    first = next((index for begin in begins[:_FIRST] for index, line in enumerate(said) if begin in line), None)
    place = max((index for index in alike if first is None or index <= first), default=min(alike, default=None))
    right = set[int]() if place is None else {index for index in alike if place - _NEAR < index <= place}
    found = [case_in(path, site, dump, right)]
    if path.name.startswith("region") and place is not None and place + 1 < len(dump.units):
        rest = Dump(dump.units[place + 1 :], dump.weights[place + 1 :], manuscript=dump.manuscript)
        found.append(case_in(path, site, rest, None))
    return [case for case in found if case]


def caught(dumps: list[Dump], dump: Dump) -> None:
    """Stand in for `find_title`: keep ``dump`` as it is before its lines are judged."""
    kept = Dump(dump.units.copy(), dump.weights, manuscript=dump.manuscript)
    kept.start, kept.end, kept.rulings = dump.start, dump.end, dump.rulings.copy()
    dumps.append(kept)


def holds(dump: Dump, begins: list[str]) -> int:
    """How many of the paragraphs, by what they begin with, are in ``dump``."""
    whole = "".join(folded(unit.text) for unit in dump.units)
    return sum(begin in whole for begin in begins)


def case_in(path: Path, site: str, dump: Dump, right: set[int] | None) -> Case | None:
    """The case of ``dump``, whose headline is one of ``right``; ``None`` for them says that it has none."""
    scene = scene_of(dump)
    if scene is None or not scene.worth:
        return None
    return Case(path, site, traits_of(scene), [index in (right or ()) for index in scene.worth], right is not None)


def grown(cases: list[Case]) -> lightgbm.Booster:
    """Trees that tell which line of each case, or none of them, is the headline; a dump whose headline is no line teaches nothing."""
    cases = [case for case in cases if any(case.right) or not case.titled]
    group = np.repeat(np.arange(len(cases)), [len(case.right) for case in cases])
    right = np.array([is_right for case in cases for is_right in case.right], float)
    weight = np.array([1.0 if case.titled else NONE for case in cases])[group]

    def slopes(score: np.ndarray, _: lightgbm.Dataset) -> tuple[np.ndarray, np.ndarray]:
        odds = np.exp(np.clip(score, -15, 15))
        share = odds / (np.bincount(group, odds, len(cases)) + 1)[group]
        sure = np.bincount(group, odds * right, len(cases))[group]
        wanted = np.divide(odds * right, sure, out=np.zeros_like(odds), where=sure > 0)
        return (share - wanted) * weight, np.maximum(share * (1 - share), 1e-3) * weight

    data = lightgbm.Dataset(np.array([row for case in cases for row in case.traits], float), right)
    return lightgbm.train({**SETTINGS, "objective": slopes}, data, num_boost_round=TREES)


def tried(cases: list[Case], folds: int, dumps: list[list[Path]], out: Path | None) -> None:
    """Show how often trees grown without a site find its headlines, and find none where there is none; ``out`` gets the first as read."""
    paths = dumps[0]
    lines = grow_odds.cases_in([path for folder in dumps for path in folder]) if out is not None else []
    sites = {case.path: case.site for case in cases}
    found, left = [], []
    for number in range(folds):
        booster = grown([case for case in cases if fold_of(case.site, folds) != number])
        if out is not None:
            weighed = grow_odds.grown([case for case in lines if fold_of(case.site, folds) != number])
            held = [path for path in paths if fold_of(sites.get(path, ""), folds) == number]
            with ProcessPoolExecutor(os.cpu_count(), initializer=use, initargs=(plain(booster), weighed)) as workers:
                list(workers.map(partial(grow_odds.read_dump, out), held, chunksize=4))
        for case in cases:
            if fold_of(case.site, folds) == number:
                weights = booster.predict(np.array(case.traits, float), raw_score=True)
                most = int(np.argmax(weights))
                if case.titled:
                    found.append(case.right[most] and weights[most] > headline._LEAST)
                else:
                    left.append(weights[most] <= headline._LEAST)
    print(f"the headline found in {sum(found)} of {len(found)}, none in {sum(left)} of {len(left)} without one")


def use(trees: list[dict[str, list[float]]], of_lines: grow_odds.Grown) -> None:
    """Have the reader choose the headline by ``trees`` in this process, and weigh lines by those ``of_lines``."""
    forest = Forest([Tree(**tree) for tree in trees])  # type: ignore[arg-type]
    judge.find_title = headline.find_title  # type: ignore[attr-defined]
    headline._forest = lambda: forest  # type: ignore[assignment]
    grow_odds.use(of_lines)


def main() -> None:
    """Grow the trees and write them, or try them out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--read", type=Path)
    chosen = parser.parse_args()
    dumps = [sorted((folder / "text-dumps").iterdir()) for folder in chosen.folders]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        cases = [case for found in workers.map(cases_of, dumps[0], chunksize=8) for case in found]
    if chosen.folds:
        if chosen.read:
            chosen.read.mkdir(parents=True, exist_ok=True)
        tried(cases, chosen.folds, dumps, chosen.read)
        return
    stored = {"traits": NAMES, "dumps": len({case.path for case in cases}), "trees": plain(grown(cases))}
    WEIGHTS.write_text(json.dumps(stored, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
