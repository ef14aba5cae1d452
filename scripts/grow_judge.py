"""Grow the decision trees that judge the leaves of a page (convert/readers/_html/judge.json).

    PYTHONPATH=. python scripts/grow_judge.py CORPUS/dev [--half A|B] [--folds 5 [--read OUT]]

CORPUS/dev/html holds pages (``NAME.html.gz``) with their truth (``NAME.truth.json.gz``: ``paragraphs``, ``title``, ``dek``, ``byline``,
``captions``, ``url``; or ``with`` and ``without``, phrases that must and mustn't appear). A leaf is the article's when most of its runs
of four words stand in the truth, as often as there; what merely repeats the title, a name or a caption counts for nothing. Each page
weighs the same. Each is there twice, once with its classes and ids as figures: then what sites call their boxes is not all that is learnt.

Needs lightgbm and numpy, which the reader doesn't: what is written are plain numbers. The same pages give the same trees. With ``--folds``
no weights are written; the trees are tried on sites that they weren't grown on, and the shares of words kept rightly are shown beside those
of the rules alone. With ``--read`` the whole reader reads each page with trees that don't know its site, and OUT gets what the
corpus' scorer takes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from convert.errors import ConvertError
from convert.forest import Forest, Tree
from convert.formats import Source
from convert.notices import ignore
from convert.readers._html import judge
from convert.readers._html.judge import EVEN, is_fixed
from convert.readers._html.traits import NAMES, traits_of
from convert.readers.html import judged_by_rules
from tests.bench.nameless_pages import nameless
from tests.bench.read_corpus import write_case

WEIGHTS = Path(__file__).parent.parent / "convert" / "readers" / "_html" / "judge.json"
TREES, ENDS = 300, 16
SETTINGS = {
    "objective": "binary", "num_leaves": ENDS, "learning_rate": 0.04, "min_data_in_leaf": 200, "feature_fraction": 0.2,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 60, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
_RUN = 4


class Case(NamedTuple):
    """A page: its file and site, whether it has its names and its whole text is known; of each leaf the traits, how much is the article's,
    what it weighs."""

    path: Path
    site: str
    named: bool
    whole: bool
    traits: list[list[float]]
    right: list[float]
    weight: list[float]


def words(text: str) -> list[str]:
    """The words of ``text``; in a script without blanks each character is one."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def cases_of(path: Path) -> list[Case]:
    """The cases of a page of which the text is known, or some of it, none of any other: as it is, and with classes and ids as figures."""
    truth = json.loads(gzip.decompress(path.with_name(path.name.replace(".html.gz", ".truth.json.gz")).read_bytes()))
    whole = truth.get("body") == "full" and bool(truth.get("paragraphs"))
    if not whole and not (truth.get("with") or truth.get("without")):
        return []
    page = gzip.decompress(path.read_bytes())
    return [case for data, named in ((page, True), (nameless(page), False)) if (case := case_of(path, data, truth, named=named))]


def case_of(path: Path, page: bytes, truth: dict[str, Any], *, named: bool) -> Case | None:
    """The case of the ``page`` that is in ``path``, ``named`` as it is there; ``None`` where it has no text."""
    try:
        judged = judged_by_rules(Source(name=path.name, data=page), ignore)
    except ConvertError:
        return None
    leaves = judged.leaves.all
    if not leaves:
        return None
    traits = traits_of(judged.page, leaves, judged.main, judged.known)
    texts = [leaf.text for leaf in leaves]
    whole = truth.get("body") == "full" and bool(truth.get("paragraphs"))
    right, weight = labelled(texts, truth) if whole else marked(texts, truth)
    fixed = judged.fixed
    weight = [0.0 if is_fixed(leaf.element, fixed) else share for leaf, share in zip(leaves, weight, strict=True)]
    site = urlsplit(truth.get("url") or "").hostname or truth["case"]
    return Case(path, site, named, whole, traits, right, weight)


def labelled(texts: list[str], truth: dict[str, Any]) -> tuple[list[float], list[float]]:
    """For each leaf the share of it that is in the truth, and its share of the page; 0 where it doesn't matter."""
    known = words("\n".join(truth["paragraphs"]))
    runs = {length: {tuple(known[at : at + length]) for at in range(len(known) - length + 1)} for length in range(1, _RUN + 1)}
    whole = {tuple(words(paragraph)) for paragraph in truth["paragraphs"]}
    said = [truth.get("title") or "", *(truth.get("dek") or []), *(truth.get("byline") or []), *(truth.get("captions") or [])]
    elsewhere = {folded for line in said if (folded := tuple(word.casefold() for word in words(line)))}
    right, weight = [], []
    left = Counter(tuple(known[at : at + _RUN]) for at in range(len(known) - _RUN + 1))
    for text in texts:
        own = words(text)
        matters = bool(own) and tuple(word.casefold() for word in own) not in elsewhere
        length = min(_RUN, len(own))
        held = [tuple(own[at : at + length]) in runs[length] for at in range(len(own) - length + 1)] if matters else []
        share = sum(held) / len(held) if held else 0.0
        if length < _RUN and share == 1 and tuple(own) not in whole:
            share = 0.5 if length > 1 else 0.0
        if length == _RUN and share:
            start = next(run for at in range(len(own)) if (run := tuple(own[at : at + _RUN])) in runs[_RUN])
            left[start] -= 1
            share = share if left[start] >= 0 else 0.0
        right.append(share)
        weight.append(len(own) / max(20, len(known)) if matters else 0.0)
    return right, weight


def marked(texts: list[str], truth: dict[str, Any]) -> tuple[list[float], list[float]]:
    """As `labelled`, for a page of which only some phrases that must and some that mustn't appear are known."""
    phrases = [("".join(words(said)), right) for right, name in ((1.0, "with"), (0.0, "without")) for said in truth.get(name) or []]
    right, weight = [0.0] * len(texts), [0.0] * len(texts)
    for place, text in enumerate(texts):
        said = "".join(words(text))
        for phrase, is_right in phrases:
            if phrase and (phrase in said or (len(said) >= _LONG and said in phrase)):
                right[place], weight[place] = is_right, _MARKED
    return right, weight


_LONG = 20
_MARKED = 0.03


def grown(cases: list[Case]) -> lightgbm.Booster:
    """Trees that tell the leaves of ``cases`` apart."""
    return lightgbm.train(SETTINGS, lessons(cases, NAMES), num_boost_round=TREES)


def lessons(cases: Sequence[Any], names: Sequence[str]) -> lightgbm.Dataset:
    """What there is to learn from ``cases`` of pages or dumps, with traits of these ``names``.

    A leaf or line counts for its share of the text, small ones for a little at least.
    """
    traits = np.array([row for case in cases for row in case.traits], float)
    right = np.array([share for case in cases for share in case.right])
    weight = np.array([share for case in cases for share in case.weight])
    counts = weight > 0
    return lightgbm.Dataset(
        traits[counts],
        (right[counts] >= 0.5).astype(int),
        weight=1_000 * (np.minimum(weight[counts], 0.3) + 0.002),
        feature_name=[name.replace(" ", "_") for name in names],
    )


def plain(booster: lightgbm.Booster) -> list[dict[str, list[float]]]:
    """The trees as `judge` reads them."""
    trees = []
    for info in booster.dump_model()["tree_info"]:
        tree: dict[str, list[float]] = {"trait": [], "limit": [], "low": [], "high": [], "value": []}
        place(info["tree_structure"], tree)
        trees.append(tree)
    return trees


def place(node: dict[str, Any], tree: dict[str, list[float]]) -> int:
    """Put ``node`` and what is below it into ``tree``; returns its place."""
    if "leaf_value" in node:
        tree["value"].append(round(node["leaf_value"], 5))
        return ~(len(tree["value"]) - 1)
    at = len(tree["trait"])
    for name, value in (("trait", node["split_feature"]), ("limit", float(f"{node['threshold']:.6g}")), ("low", 0), ("high", 0)):
        tree[name].append(value)
    tree["low"][at] = place(node["left_child"], tree)
    tree["high"][at] = place(node["right_child"], tree)
    return at


def tried(cases: list[Case], others: list[Path], folds: int, out: Path | None) -> None:
    """Show what trees grown without a site do on it: mean precision and recall a page, and those of the rules.

    ``out`` gets the pages as read with them, and ``others``, on which none was grown.
    """
    fold = {case.site: hashlib.sha256(case.site.encode()).digest()[0] % folds for case in cases}
    named = [case for case in cases if case.named]
    scores: dict[str, list[tuple[float, float]]] = {"rules": [], "trees": []}
    for number in range(folds):
        booster = grown([case for case in cases if fold[case.site] != number])
        if out is not None:
            held = [case.path for case in named if fold[case.site] == number] + others[number::folds]
            with ProcessPoolExecutor(os.cpu_count(), initializer=use, initargs=(plain(booster),)) as workers:
                list(workers.map(partial(read_page, out), held, chunksize=4))
        for case in named:
            if case.whole and fold[case.site] == number:
                odds = booster.predict(np.array(case.traits, float), raw_score=True)
                scores["trees"].append(shares(case, [value > EVEN for value in odds]))
                scores["rules"].append(shares(case, [row[0] == 0 for row in case.traits]))
    for name, pairs in scores.items():
        print(name, *(f"{sum(pair[side] for pair in pairs) / len(pairs):.4f}" for side in (0, 1)))


def use(trees: list[dict[str, list[float]]]) -> None:
    """Have the reader judge by ``trees`` in this process."""
    forest = Forest([Tree(**tree) for tree in trees])  # type: ignore[arg-type]
    judge._forest = lambda: forest  # type: ignore[assignment]


def read_page(out: Path, path: Path) -> None:
    """Read one page as `tests.bench.read_corpus` does."""
    write_case(out, (path.name.removesuffix(".html.gz"), path, "html"))


def shares(case: Case, kept: list[bool]) -> tuple[float, float]:
    """Precision and recall, in words, of keeping the leaves that ``kept`` says."""
    true = sum(weight * right for weight, right, keep in zip(case.weight, case.right, kept, strict=True) if keep)
    all_kept = sum(weight for weight, keep in zip(case.weight, kept, strict=True) if keep)
    all_right = sum(weight * right for weight, right in zip(case.weight, case.right, strict=True))
    return true / (all_kept or 1), true / (all_right or 1)


def main() -> None:
    """Grow the trees and write them, or try them out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", default="", choices=("", "A", "B"))
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--read", type=Path)
    chosen = parser.parse_args()
    paths = sorted((chosen.folder / "html").glob("*.html.gz"))
    if chosen.half:
        paths = [path for path in paths if "AB"[hashlib.md5(path.name.removesuffix(".html.gz").encode()).digest()[0] & 1] == chosen.half]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        cases = [case for found in workers.map(cases_of, paths, chunksize=8) for case in found]
    if chosen.folds:
        if chosen.read:
            chosen.read.mkdir(parents=True, exist_ok=True)
        known = {case.path for case in cases}
        tried(cases, [path for path in paths if path not in known], chosen.folds, chosen.read)
        return
    stored = {"traits": NAMES, "pages": len({case.path for case in cases}), "trees": plain(grown(cases))}
    WEIGHTS.write_text(json.dumps(stored, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
