"""Widths of columns: words stay whole where there is room, whatever stands beside them."""

from __future__ import annotations

import pytest

from convert import model as m
from convert.writers._columns import columns
from tests.specimen import par


def table(*rows: tuple[str, ...], head: bool = True) -> m.Table:
    cells = tuple(tuple(m.Cell((par(text),)) for text in row) for row in rows)
    return m.Table(head=cells[:1], rows=cells[1:]) if head else m.Table(rows=cells)


CITIES = table(
    ("Name", "Year", "Population", "Remark"),
    ("Hamburg", "2024", "1,862,565", "Free and Hanseatic City, second largest of the country, on the river Elbe"),
)


def held(made: m.Table, room: int) -> list[float]:
    """The characters that each column holds."""
    return [share * room for share in columns(made, room).shares]


def test_what_fits_has_room_by_its_longest_line() -> None:
    made = columns(table(("a", "one two three")), 60)
    assert not made.crowded
    assert made.shares[0] < made.shares[1]
    assert sum(made.shares) == pytest.approx(1)


@pytest.mark.parametrize("room", [45, 60, 80])
def test_beside_a_column_of_much_text_the_words_of_others_stay_whole(room: int) -> None:
    widths = held(CITIES, room)
    assert columns(CITIES, room).crowded
    assert [width >= len(word) for width, word in zip(widths, ("Hamburg", "Year", "Population", "Hanseatic"), strict=True)] == [True] * 4
    assert sum(widths) == pytest.approx(room)


def test_more_room_goes_to_the_column_of_much_text() -> None:
    narrow, wide = held(CITIES, 45), held(CITIES, 80)
    assert wide[3] - narrow[3] > 20
    assert wide[1] - narrow[1] < 5


def test_an_address_does_not_take_the_room_of_the_others() -> None:
    widths = held(table(("Name", "Address"), ("Hamburg", "https://www.example.org/" + "a" * 300)), 40)
    assert widths[0] >= len("Hamburg")


def test_ideographs_may_be_parted_anywhere() -> None:
    widths = held(table(("名前", "人口"), ("ハンブルク", "自由ハンザ都市、エルベ川沿いの国内第二の都市" * 4)), 40)
    assert widths[1] > widths[0] >= len("人口")


def test_cells_that_span_widen_no_column() -> None:
    spanning = m.Table(
        rows=((m.Cell((par("a long line over both columns of it"),), colspan=2),), (m.Cell((par("a"),)), m.Cell((par("b"),))))
    )
    assert columns(spanning, 20).shares == pytest.approx((0.5, 0.5))
