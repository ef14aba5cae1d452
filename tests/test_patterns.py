"""Patterns that are compiled when they are first used: they are right all the same."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import signal
import sys
from contextlib import suppress
from html import escape
from typing import Any

import pytest

import convert
from convert.errors import ConvertError
from convert.formats import Source, sniff
from convert.notices import ignore
from convert.patterns import _Regex, regex
from convert.pictures._kinds import NoPicture, kind_of
from convert.readers import html, markdown, text
from tests.pumped import pumps


def _patterns() -> list[re.Pattern[Any]]:
    """Every pattern of the package, compiled."""
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    late = [thing for thing in gc.get_objects() if isinstance(thing, _Regex)]
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("convert.")]
    early = [thing for module in modules for thing in vars(module).values() if isinstance(thing, re.Pattern)]
    return [re.compile(thing._source, thing._flags) for thing in late] + early


def test_every_pattern_of_the_package_can_be_compiled() -> None:
    assert len(_patterns()) > 200


class _Hangs(Exception):
    pass


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing else ends a pattern that hangs")
def test_no_pattern_of_the_package_tries_every_way_to_part_what_it_repeats() -> None:
    def end(number: int, frame: object) -> None:
        raise _Hangs

    before = signal.signal(signal.SIGALRM, end)
    hanging: set[str] = set()
    try:
        for pattern in _patterns():
            signal.setitimer(signal.ITIMER_REAL, _HANGS)  # what takes as many tries as there are ways takes years
            try:
                for pump in pumps(pattern):
                    said = pump * 40 + "\x00"
                    pattern.search(said if isinstance(pattern.pattern, str) else said.encode("utf-8", "surrogatepass"))
            except _Hangs:
                hanging.add(str(pattern.pattern))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not hanging


_HANGS = 30


@pytest.mark.parametrize("opening", ["<!---->", "<!-- a -->\n", "<?xml a?>", "<!DOCTYPE a []>", "<!DOCTYPE svg []>", "\n"])
def test_what_a_file_is_is_seen_however_often_its_opening_is_there(opening: str) -> None:
    assert sniff(Source("x", (opening * 200 + "<p>The boats are back.</p>").encode())) in ("html", "markdown", "text")
    with pytest.raises(NoPicture):
        kind_of((opening * 200 + "<p>The boats are back.</p>").encode())


PROSE = "The boats came in that morning, and nobody on the quay had seen the like of it before."
PAGE = f"""<title>[]</title><meta name=author content="[]"><meta name=date content="[]"><meta name=description content="[]">
<article class="[]"><h1>[]</h1><p class=byline>[]</p><time class=date datetime="[]">[]</time><p>{PROSE}</p><h2 id="[]">[]</h2>
<figure><img src="[]" srcset="[]" alt="[]"><figcaption>[]</figcaption></figure><p class=caption>[]</p><ul><li>[]</li></ul>
<blockquote>[]<cite>[]</cite></blockquote><pre class="[]">[]</pre><table><caption>[]</caption><tr><th>[]<td>[]</table>
<a href="[]">[]</a><sup>[]</sup><iframe src="[]"></iframe><math><mi>[]</mi></math><p style="[]">[]</p>
<p>{PROSE} So it was.</p><p>[]</p></article>"""
TEXT = f"[]\n\nBy []\n\n{PROSE}\n\n[]\n\nPhoto: []\n\n- []\n\n{PROSE} So it was.\n\n[]\n"


@pytest.mark.parametrize("times", [1, 3])
def test_nothing_that_a_pattern_looks_for_ends_a_reader(times: int) -> None:
    said = sorted({pump for pattern in _patterns() for pump in pumps(pattern, 2)})[::4]
    assert len(said) > 300
    for piece in said:
        again = piece * times
        for read, whole in (
            (html.read, PAGE.replace("[]", escape(again))),
            (text.read, TEXT.replace("[]", again)),
            (markdown.read, TEXT.replace("[]", again)),
        ):
            with suppress(ConvertError):
                list(read(Source("x", whole.encode("utf-8", "replace")), ignore))


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
