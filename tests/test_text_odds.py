"""What decision trees say of the lines of a dump: what they are told, which texts they are asked about, and what becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.readers._text import context_traits
from convert.readers._text.context_traits import Opinion
from convert.readers._text.dump import Dump
from convert.readers._text.line_traits import NAMES, spoken_near, traits_of
from convert.readers._text.lines import units
from convert.readers._text.odds import may_be_weighed, odds_of, opinion_on, settle, tilted
from convert.readers._text.rulings import FOOTER, LIKE, MENU, PARAGRAPH, TITLE, UNLIKE
from convert.readers._text.shape import weights_of
from convert.readers._text.unit import Unit

DUMPS = Path(__file__).parent / "dumps"
TOLD = "The river rose in the night and took the lower bridge with it, the third since the mill closed, and nobody slept."


def dump_of(text: str) -> Dump:
    found = units(text.split("\n"))
    return Dump(found, weights_of(found))


def page(*, buttons: tuple[str, ...] = ("Log in", "Share", "Subscribe")) -> str:
    menu = "\n".join(f"Ward {number} of the town" for number in range(20))
    others = "\n".join(f"Twenty {number} boats are for sale here" for number in range(20))
    return "\n".join(
        (*buttons, menu, "\nThe Bridge Is Gone\n", *(f"{TOLD[:-1]} {word}.\n" for word in ("here", "there", "at all")), others)
    )


@given(st.lists(st.sampled_from([TOLD, "Menu", "A short line of five words", "3 May 2024", ""]), min_size=1, max_size=60))
def test_sums_are_of_what_stands_near(lines: list[str]) -> None:
    found = units(lines)
    weights = weights_of(found)
    told = [unit.width if unit.prose else 0 for unit in found]
    rows = traits_of(found, weights, spoken_near(found))
    near = {index for index in range(len(found)) if any(told[max(0, index - 4) : index + 5])}
    assert set(rows) == near
    for index, row in rows.items():
        traits = dict(zip(NAMES, row, strict=True))
        assert traits["weight 4 above"] == pytest.approx(sum(weights[max(0, index - 4) : index]))
        assert traits["weight 12 below"] == pytest.approx(sum(weights[index + 1 : index + 13]))
        assert traits["prose 15 above"] == sum(told[max(0, index - 15) : index])
        assert traits["prose 4 below"] == sum(told[index + 1 : index + 5])
        assert traits["width"] == found[index].width


LINES = st.lists(st.sampled_from([TOLD, "Menu", "Share", "A short line of five words", "x = f(y);", ""]), min_size=3, max_size=50)


@given(LINES, st.data())
def test_the_way_to_the_text_is_measured_over_all_that_lies_between(lines: list[str], data: st.DataObject) -> None:
    found = units(lines)
    count = len(found)
    first = data.draw(st.integers(0, count))
    end = data.draw(st.integers(first, count))
    numbers = st.lists(st.integers(-9, 9), min_size=count, max_size=count)
    weights, odds = [list(map(float, data.draw(numbers))) for _ in range(2)]
    kept = [first <= index < end for index in range(count)]
    rows = context_traits.traits_of(found, spoken_near(found), Opinion(odds, weights, first, end, kept))
    sure = {index for index, chance in enumerate(odds) if chance <= -2.5 or (kept[index] and chance > 2)}
    far = {index for index in range(count) if not any(kept[max(0, index - 60) : index + 61])}
    assert set(rows) == set(range(count)) - sure - far
    for index, row in rows.items():
        traits = dict(zip(context_traits.NAMES, row, strict=True))
        way = list(range(index, first))[::-1] if index < first else list(range(end, index + 1)) if index >= end else []
        steps = [sum(weights[place] for place in way[: number + 1]) for number in range(len(way))]
        assert traits["off"] == len(way)
        assert traits["between"] == (steps[-1] if way else 0)
        assert traits["deepest"] == min([0, *steps])
        assert traits["controls between"] == sum(found[place].text in ("Menu", "Share") for place in way)
        assert (traits["odds"], traits["weight"], traits["units"]) == (odds[index], weights[index], count)
        assert traits["kept above"] + traits["kept below"] + found[index].width * kept[index] * (found[index].width > 80) == sum(
            unit.width for unit, held in zip(found, kept, strict=True) if held and unit.width > 80
        )


def test_a_first_opinion_keeps_the_run_and_what_is_clearly_like_it() -> None:
    dump = dump_of("\n\n".join((f"{TOLD} Once.", f"{TOLD} Twice.", "Menu", "Share", "Login", "A line", f"{TOLD} At last.")))
    opinion = opinion_on(dump, [3.0, -2.0, -3.0, -3.0, -3.0, -3.0, 0.5])
    assert (opinion.first, opinion.end) == (dump.start, dump.end)
    assert opinion.kept == [True, False, False, False, False, False, True]


def uneven() -> str:
    """A page whose headline has words that the text says once, twice, three times …"""
    words = ["harbour", "quarry", "lantern", "meadow", "orchard", "granite", "thistle", "copper", "saddle", "timber", "velvet", "window"]
    told = (
        " ".join((*words[:count], "stood there as long as anyone in the village could remember, and nobody ever asked."))
        for count in range(1, 13)
    )
    return "\n\n".join(("Log in", " ".join(words).capitalize(), *told))


def test_the_traits_of_headlines_don_t_turn_on_the_order_of_a_set() -> None:
    program = (
        "from convert.readers._text.candidates import scene_of; from convert.readers._text.headline_traits import traits_of; "
        "from tests.test_text_odds import dump_of, uneven; print(traits_of(scene_of(dump_of(uneven()))))"
    )
    said = {
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3", "4", "5", "6")
    }
    assert len(said) == 1


def test_trees_are_asked_about_pages_and_not_about_texts_of_an_author() -> None:
    assert may_be_weighed(dump_of(page()))
    assert not may_be_weighed(dump_of(page(buttons=("© 2024 The Bridge Company. All rights reserved.",))))
    assert not may_be_weighed(dump_of(f"The Bridge Is Gone\n\n{TOLD}\n\n{TOLD}\n\nShare"))
    assert odds_of(dump_of(f"The Bridge Is Gone\n\n{TOLD}")) == []


def test_paragraphs_have_better_odds_than_menus() -> None:
    dump = dump_of(page())
    odds = odds_of(dump)
    told = [chance for unit, chance in zip(dump.units, odds, strict=True) if unit.prose]
    rest = [chance for unit, chance in zip(dump.units, odds, strict=True) if not unit.prose and unit.text != "The Bridge Is Gone"]
    assert len(odds) == len(dump.units) and min(told) > max(rest)


def unit(text: str) -> Unit:
    return units([text])[0]


def test_odds_weigh_more_the_longer_the_line_and_never_without_bounds() -> None:
    short, long = unit("Menu"), unit(TOLD)
    lower, higher = tilted([short, long], [0.0, 0.0], [1.0, 1.0])
    assert 0 < lower < higher
    assert tilted([long], [0.0], [50.0]) == tilted([long], [0.0], [3.0])


def test_text_goes_out_where_little_speaks_for_it_and_other_lines_come_in_where_more_speaks_for_them() -> None:
    dump = dump_of("\n\n".join((TOLD, f"{TOLD} Once.", "Ward of the town", f"{TOLD} Twice.", "Menu", "The Bridge Is Gone")))
    dump.rulings = [PARAGRAPH, PARAGRAPH, MENU, FOOTER, MENU, TITLE]
    settle(dump, [-1.5, -0.5, -0.5, 2.0, 0.0, -4.0])
    assert dump.rulings == [UNLIKE, PARAGRAPH, MENU, LIKE, MENU, TITLE]
