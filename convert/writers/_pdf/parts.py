"""A long pack is set in parts, several at once: which articles stand in which.

How it is divided depends on the pack alone, never on the machine, so that the same pack is the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.model import Article, Pack, Section
from convert.walk import json_of

# Bytes of an article as JSON: some twenty-five of a thousand words. Below it, starting another process takes longer than it saves.
_WEIGHT = 200_000


class Part(msgspec.Struct, frozen=True):
    """Some pages of a pack: cover and contents in the ``front``, the articles of ``sections``, the colophon in the ``back``.

    A section that goes on from the part before has no title here.
    """

    sections: tuple[Section, ...]
    front: bool
    back: bool

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of this part, in order."""
        return tuple(article for section in self.sections for article in section.articles)


def divided(pack: Pack) -> list[Part]:
    """``pack`` in parts of about the same length, the front first; one part where it is short."""
    weights = [len(json_of(article)) for article in pack.articles]
    many = round(sum(weights) / _WEIGHT)
    if many < 2:
        return [Part(pack.sections, front=True, back=True)]
    runs = [sections for sections in _runs(pack, weights, sum(weights) / many) if sections]
    front = [Part((), front=True, back=False)] if pack.cover or pack.contents else []
    return [*front, *(Part(sections, front=False, back=sections is runs[-1]) for sections in runs)]


def _runs(pack: Pack, weights: list[int], share: float) -> Iterator[tuple[Section, ...]]:
    """The sections cut into runs of articles that weigh about ``share``."""
    run: list[Section] = []
    weighed, end, upcoming = 0.0, share, iter(weights)
    for section in pack.sections:
        title, articles = section.title, list[Article]()
        for article in section.articles:
            weight = next(upcoming)
            if weighed + weight / 2 > end:
                yield (*run, *([Section(title, tuple(articles))] if articles else []))
                title, run, articles, end = "" if articles else title, [], [], end + share * ((weighed + weight / 2 - end) // share + 1)
            articles.append(article)
            weighed += weight
        if articles or title:
            run.append(Section(title, tuple(articles)))
    yield tuple(run)
