"""What a book says about its own accessibility: counted from what was written, never more than is true."""

from __future__ import annotations

from collections.abc import Iterator


class Tally:
    """What the chapters held, counted while they were written, and the languages they are in."""

    def __init__(self) -> None:
        self.images = 0
        self.described = 0
        self.formulas = 0
        self.notes = 0
        self.languages: set[str] = set()

    @property
    def all_described(self) -> bool:
        """Whether every picture has an alternative text."""
        return self.described == self.images


def statements(tally: Tally) -> Iterator[tuple[str, str]]:
    """The schema.org properties of the book (EPUB Accessibility 1.1, section 2) in their order, each with its value.

    ``dcterms:conformsTo`` is never among them: what it claims (WCAG) takes a person to evaluate.
    """
    yield "schema:accessMode", "textual"
    if tally.images:
        yield "schema:accessMode", "visual"
    if tally.all_described:
        yield "schema:accessModeSufficient", "textual"
    if tally.images:
        yield "schema:accessModeSufficient", "textual,visual"
    for feature in _features(tally):
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", summary(tally)


def _features(tally: Tally) -> Iterator[str]:
    yield "displayTransformability"
    yield "readingOrder"
    yield "structuralNavigation"
    yield "tableOfContents"
    if tally.images and tally.all_described:
        yield "alternativeText"
    if tally.formulas:
        yield "MathML"


def summary(tally: Tally) -> str:
    """The same in a few English sentences."""
    told = ["Text that can be resized, recoloured and read aloud, with headings and a navigable table of contents."]
    if not tally.images:
        told.append("There are no pictures in the articles.")
    elif tally.all_described:
        told.append("Every picture has an alternative text.")
    else:
        told.append(f"{tally.images - tally.described} of {tally.images} pictures have no alternative text.")
    if tally.formulas:
        told.append("Formulas are in MathML, with their source as an alternative text.")
    if tally.notes:
        told.append("Notes are linked with the places that refer to them, both ways.")
    return " ".join(told)
