"""What tells time in step from time that grows with the square."""

from __future__ import annotations

from tests.growth import grows_in_step


def test_the_square_is_told_from_what_is_in_step() -> None:
    assert grows_in_step(lambda size: sum(range(size * 1_000)), 4_000)
    assert not grows_in_step(lambda size: sum(sum(range(size)) for _ in range(size)), 12_000)
