"""What decision trees say of the lines of a dump: what they are told, which texts they are asked about, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.readers._text.dump import Dump
from convert.readers._text.line_traits import NAMES, traits_of
from convert.readers._text.lines import units
from convert.readers._text.odds import may_be_weighed, odds_of, settle, tilted
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
    rows = traits_of(found, weights)
    near = {index for index in range(len(found)) if any(told[max(0, index - 4) : index + 5])}
    assert set(rows) == near
    for index, row in rows.items():
        traits = dict(zip(NAMES, row, strict=True))
        assert traits["weight 4 above"] == pytest.approx(sum(weights[max(0, index - 4) : index]))
        assert traits["weight 12 below"] == pytest.approx(sum(weights[index + 1 : index + 13]))
        assert traits["prose 15 above"] == sum(told[max(0, index - 15) : index])
        assert traits["prose 4 below"] == sum(told[index + 1 : index + 5])
        assert traits["width"] == found[index].width


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


def test_what_is_clear_is_settled_and_the_rest_is_left_to_the_rules() -> None:
    dump = dump_of("\n\n".join((TOLD, f"{TOLD} Once.", "Ward of the town", f"{TOLD} Twice.", "Menu", "The Bridge Is Gone")))
    dump.rulings = [PARAGRAPH, PARAGRAPH, MENU, FOOTER, MENU, TITLE]
    settle(dump, [-4.0, -0.5, -0.5, 2.0, 0.0, -4.0])
    assert dump.rulings == [UNLIKE, PARAGRAPH, MENU, LIKE, MENU, TITLE]
