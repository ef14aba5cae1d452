"""Dates are days that there were, or nothing."""

from __future__ import annotations

import pytest

from convert.dates import looks_like_date, moment


@pytest.mark.parametrize(
    ("date", "point"),
    [
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("2026-02", "2026-02-01T00:00:00+00:00"),
        ("2024-02-29", "2024-02-29T00:00:00+00:00"),
        ("2026-01-31T10:00", "2026-01-31T10:00:00+00:00"),
        ("2026-01-31 10:00:07Z", "2026-01-31T10:00:07+00:00"),
        ("2026-01-31T01:30:00+09:00", "2026-01-30T16:30:00+00:00"),
        ("2026-01-31T01:30:00-0330", "2026-01-31T05:00:00+00:00"),
    ],
)
def test_a_date_is_a_point_in_time(date: str, point: str) -> None:
    found = moment(date)
    assert found is not None
    assert found.isoformat() == point


@pytest.mark.parametrize(
    "date", ["2026-13-45", "2026-02-30", "2026-00-01", "0000-01-01", "2026-01-01T25:00", "2026-01-01T10:00+99:00", "9999-12-31T23:59-23:00"]
)
def test_a_day_that_never_was_is_none(date: str) -> None:
    assert moment(date) is None
    assert looks_like_date(date)


@pytest.mark.parametrize("date", ["", "yesterday", "31.1.2026", "٢٠٢٦-٠١-٣١", "the 5th of May"])
def test_words_are_no_date(date: str) -> None:
    assert moment(date) is None
    assert not looks_like_date(date)
