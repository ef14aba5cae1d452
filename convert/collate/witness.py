"""What one copy of an article holds, whatever it was read from: the original, or a file it was written to."""

from __future__ import annotations

from collections import Counter

import msgspec

from convert.notices import Counts
from convert.walk import has_letter, letter_count, spelled, word_count


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """One copy of an article, as far as it is told apart from what a format adds of its own.

    ``text`` is what is read from the lead figure to the end of the body: captions, credits and names of embeds with it; without notes,
    which are in ``notes``, and formulas, which each format shows in a way of its own. Bylines, list numbers, note
    marks, labels and source lines are not the article's text. ``paragraphs`` are those of running text, which stand right in the
    body; paragraphs and captions without a letter or digit don't count. ``pictures`` are the alternative texts of its pictures.
    """

    title: str = ""
    text: str = ""
    paragraphs: int = 0
    pictures: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    tables: int = 0
    notes: tuple[str, ...] = ()
    links: int = 0

    @property
    def letters(self) -> int:
        """Letters and digits of text and notes."""
        return letter_count(self.text) + sum(map(letter_count, self.notes))


def tally(witness: Witness, words: int | None = None) -> Counts:
    """How much ``witness`` holds; ``words`` is how many, where that is known."""
    return Counts(
        words=word_count(witness.text) + sum(map(word_count, witness.notes)) if words is None else words,
        paragraphs=witness.paragraphs,
        pictures=len(witness.pictures),
        captions=sum(map(has_letter, witness.captions)),
        tables=witness.tables,
        notes=len(witness.notes),
        links=witness.links,
    )


def same_letters(one: str, other: str) -> bool:
    """Whether two titles have the same letters; a PDF has those of right-to-left lines in the order they are drawn in."""
    return one == other or Counter(_letters(one)) == Counter(_letters(other))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, spelled(text)))
