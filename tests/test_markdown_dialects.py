"""Markdown as programs of their own write it: chats with language models, pandoc, kramdown, generators of sites."""

from __future__ import annotations

import time

import pytest

from convert import model as m
from convert.formats import Source
from convert.model import Article
from convert.notices import Notice
from convert.readers.markdown import read
from convert.walk import walk


def told(text: str, path: str = "a.md") -> tuple[Article, list[Notice]]:
    """The article in ``text`` and what is said of it."""
    notices: list[Notice] = []
    (article,) = read(Source(name=path, path=path, data=text.encode()), notices.append)
    return article, notices


def formulas(text: str) -> list[str]:
    return [node.tex for block in told(text)[0].body for node in walk(block) if isinstance(node, (m.Math, m.MathBlock))]


# --- formulas ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (r"So \( a^2 + b \) and \(c\), then \[ E = mc \] here.", ["a^2 + b", "c", "E = mc"]),
        ("So:\n\\[\n\\int_0^1 x\\,dx \\text{ where this holds}\n\\]\nand on.", [r"\int_0^1 x\,dx \text{ where this holds}"]),
        (r"- \[ x_1 = \frac{1}{2} \]", [r"x_1 = \frac{1}{2}"]),
        ("\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}", ["\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}"]),
        ("Ticked $`a_b`$, $x$.", ["a_b", "x"]),
        # no formulas: what other programs escape
        (r"The file\(s\) and \(this\) \[1\] \[^1\] \[a\_b\].", []),
        (r"A note \[see the map = this one\] and \(one or more\).", []),
        (r"So \(x^2\), the word\(s\), \(in plain words\), \[1\].", ["x^2"]),
        ("```tex\n\\[ \\frac{1}{2} \\]\n```\n\nText \\[^1\\] and `\\(\\alpha\\)` and \\(b\\).", []),
        ("\\begin{quote}\nwords\n\\end{quote}", []),
        ("\\[\n\\alpha\n\nbeta\n\\]", []),
    ],
)
def test_formulas_between_the_brackets_and_in_the_environments_of_latex(text: str, tex: list[str]) -> None:
    assert formulas(text) == tex


def test_brackets_without_an_end_take_no_long_time() -> None:
    begun = time.perf_counter()
    for text in ("\\(x^2\\) " + "\\( a " * 40_000, "\\[x^2\\alpha\\] " + "\\[a\n" * 40_000, "\\begin{align}\n" * 20_000):
        told(text)
    assert time.perf_counter() - begun < 20
