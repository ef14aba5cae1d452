"""P5 for paper: a thousand trees, many to a file, since an engine is started for each."""

from __future__ import annotations

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import convert
import convert.model as m
from tests.test_contract import written
from tests.trees import ARTICLES


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(articles=st.lists(ARTICLES, min_size=50, max_size=55))
def test_p5_any_tree_is_printed_or_refused_as_ours(articles: list[m.Article]) -> None:
    with contextlib.suppress(convert.ConvertError):
        written("pdf", convert.pack(articles, cover=False), "classic")
