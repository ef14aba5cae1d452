"""P5: whatever comes in, only our own errors come out. A thousand trees for each writer, a thousand inputs for each reader."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import convert
import convert.model as m
from convert.formats import Source, reader, readers, writers
from tests.test_contract import written
from tests.trees import ARTICLES

EBOOKS = [name for name in sorted(writers()) if name != "pdf"]
ANY = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=100, **ANY)
@given(articles=st.lists(ARTICLES, min_size=10, max_size=12))
def test_p5_any_tree_is_written_or_refused_as_ours(articles: list[m.Article]) -> None:
    pack = convert.pack(articles, cover=False)
    for name in EBOOKS:
        with contextlib.suppress(convert.ConvertError):
            written(name, pack, "classic")


@pytest.mark.parametrize("name", sorted(readers()))
@settings(max_examples=1_000, **ANY)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda words: words.encode("utf-8", "surrogatepass"))))
def test_p5_any_bytes_are_read_or_refused_as_ours(name: str, data: bytes) -> None:
    with contextlib.suppress(convert.ConvertError):
        for article in reader(name)(Source("fuzz", data), lambda notice: None):
            assert isinstance(article, m.Article)
