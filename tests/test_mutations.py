"""P5 on what people have: a thousand spoilt inputs for each reader, and what was read of each tenth is written."""

from __future__ import annotations

import contextlib

import pytest

import convert
from convert.formats import Source, articles_in
from tests.mutation import formats, mutated, seeds
from tests.test_contract import written

CASES = 1_000


@pytest.mark.parametrize("name", formats())
def test_p5_spoilt_inputs_are_read_or_refused_as_ours(name: str) -> None:
    stock = seeds(name)
    read = 0
    for seed in range(CASES):
        with contextlib.suppress(convert.ConvertError):
            articles = articles_in(Source("spoilt", mutated(stock[seed % len(stock)], seed)), name, lambda notice: None)
            read += 1
            if seed % 10 == 0:
                written("epub", convert.pack(articles, cover=False), "classic")
    assert read, "not one was read: the seeds are no inputs of this format"


@pytest.mark.parametrize("name", formats())
def test_the_seeds_are_sound(name: str) -> None:
    for data in seeds(name):
        assert articles_in(Source("sound", data), name, lambda notice: None)
