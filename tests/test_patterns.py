"""Patterns that are compiled when they are first used: they are right all the same."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import convert
from convert.patterns import _Regex, regex


def test_every_pattern_of_the_package_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    patterns = [thing for thing in gc.get_objects() if isinstance(thing, _Regex)]
    assert len(patterns) > 200
    for pattern in patterns:
        assert callable(pattern.search)


def test_a_pattern_does_what_its_methods_say() -> None:
    words = regex(r"[a-z]+", re.IGNORECASE)
    assert words.findall("Two words") == ["Two", "words"]
    assert words.sub("-", "Two words") == "- -"
    assert regex(rb"\d").search(b"a1")


def test_a_pattern_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    compiled = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: asked.append(given) or compiled(*given))
    words = regex("[a-z]+")
    assert not asked
    assert words.match("one")
    assert words.fullmatch("two")
    assert len(asked) == 1
    with pytest.raises(AttributeError):
        words.nothing  # type: ignore[attr-defined]  # noqa: B018
