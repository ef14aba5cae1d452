"""The collector of cyclic garbage stands still where it would find nothing, and is afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from convert.formats import Source
from convert.readers import html
from convert.uncollected import uncollected


@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_as_it_was_also_after_an_error(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(KeyError), uncollected():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_what_a_page_took_is_let_go_of_soon_after() -> None:
    """Trees point back and forth: a hundred pages may not stay until someone asks."""
    page = "<title>A page</title><article>" + "<p>The boats came in that morning, and nobody had seen the like.</p>" * 200
    source = Source(name="page", data=page.encode())

    def held() -> int:
        return sum(type(thing).__name__ == "Element" for thing in gc.get_objects())

    for _ in range(100):
        list(html.read(source, lambda notice: None))
    assert held() < 20 * 200
