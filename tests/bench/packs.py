"""Packs of any size, made of nothing but a number: what the writers are timed with."""

from __future__ import annotations

import random
from functools import cache

import convert.model as m
from convert.assemble import pack

_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprst" for vowel in "aeio"]


@cache
def _vocabulary() -> tuple[str, ...]:
    chance = random.Random(11)
    return tuple("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(4_000))


def big_pack(articles: int) -> m.Pack:
    """A pack of ``articles`` articles, each of some 950 words: 3 headings, 12 paragraphs with links, a list, a quote."""
    return pack((article(number) for number in range(articles)), title="A large pack", created="2026-03-16", language="en")


def article(number: int) -> m.Article:
    """The ``number``-th article, the same each time."""
    chance = random.Random(number)
    body: list[m.Block] = []
    for part in range(3):
        body.append(m.Heading(1, (m.Text(_sentence(chance, 5)),)))
        body += [_paragraph(chance, number) for _ in range(4)]
        if part == 0:
            body.append(m.List(tuple((m.Paragraph((m.Text(_sentence(chance, 12)),)),) for _ in range(5))))
        if part == 1:
            body.append(m.Quote((m.Paragraph((m.Text(_sentence(chance, 30)),)),), (m.Text(_sentence(chance, 3)),)))
    return m.Article(
        title=_sentence(chance, 8),
        subtitle=_sentence(chance, 14),
        authors=(_sentence(chance, 2),),
        published=f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        site=f"Site {number % 20}",
        url=f"https://site{number % 20}.example.org/articles/{number}",
        language="en",
        body=tuple(body),
    )


def _paragraph(chance: random.Random, number: int) -> m.Paragraph:
    return m.Paragraph(
        (
            m.Text(_sentence(chance, 40) + " "),
            m.Link(f"https://example.org/{number}/{chance.randrange(1000)}", (m.Text(_sentence(chance, 3)),)),
            m.Text(" " + _sentence(chance, 12) + " "),
            m.Emphasis((m.Text(_sentence(chance, 2)),)),
            m.Text(" " + _sentence(chance, 10)),
        )
    )


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_vocabulary(), k=words)).capitalize() + "."
