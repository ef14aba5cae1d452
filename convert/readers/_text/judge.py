"""The verdict on every unit of one article: what it is, and why.

First the body is found, as the run of units in which prose outweighs what is not; then the headline above it;
then the lines between the two are told apart, and at last those within the body. What stands outside is
the page's, not the article's.
"""

from __future__ import annotations

from collections.abc import Mapping

from convert.readers._text.body import rule_body, rule_repeats
from convert.readers._text.dump import Dump
from convert.readers._text.fields import Field
from convert.readers._text.head import rule_foot, rule_head
from convert.readers._text.headline import find_title
from convert.readers._text.odds import odds_of, settle
from convert.readers._text.rulings import CAPTION, FOOTER, HEADING, PARAGRAPH, SUBTITLE, TITLE, Judged
from convert.readers._text.signatures import rule_date, sign
from convert.readers._text.unit import Unit


def judge(
    units: list[Unit],
    weights: list[float],
    fields: Mapping[int, Field],
    text: tuple[int, int] | None = None,
    *,
    manuscript: bool = False,
) -> Judged:
    """``units`` of one article, each with its ruling; no unit is a paragraph where there is no article.

    ``weights`` are those of the units, ``fields`` the lines that say themselves what they are, by their index: those of a head,
    or all but the ``text``, where that is known to stand between two indices. ``manuscript`` says that there is no page round it.
    """
    dump = Dump(units, weights, manuscript=manuscript)
    authors: tuple[str, ...] = ()
    odds = [] if text else odds_of(dump)
    if text:
        _judge_between(dump, fields, text)
    elif dump.end > dump.start:
        for index, field in fields.items():
            dump.units[index], dump.rulings[index] = field.unit, field.ruling
        dump.start = min(dump.end, max(dump.start, *(index + 1 for index in fields))) if fields else dump.start
        dump.title = next((index for index, field in fields.items() if field.ruling is TITLE), None)
        dump.title = find_title(dump) if dump.title is None else dump.title
        rule_repeats(dump)
        rule_head(dump)
        rule_body(dump)
        rule_foot(dump)
        if odds:
            settle(dump, odds)
        authors = sign(dump)
        rule_date(dump)
        if dump.title is None and dump.rulings[0] is HEADING and not dump.units[0].marker:  # nothing speaks for it but its place
            dump.rulings[0] = TITLE
    rulings = [ruling or FOOTER for ruling in dump.rulings]
    if not any(ruling.role in ("paragraph", "item", "quote") for ruling in rulings):
        rulings = [
            PARAGRAPH if ruling is SUBTITLE or (ruling is CAPTION and unit.prose) else ruling
            for unit, ruling in zip(units, rulings, strict=True)
        ]
    return Judged(units, rulings, dump.verse, authors)


def _judge_between(dump: Dump, fields: Mapping[int, Field], text: tuple[int, int]) -> None:
    """Rule on ``dump`` where it is known from the start what is text."""
    for index, field in fields.items():
        dump.units[index], dump.rulings[index] = field.unit, field.ruling
    dump.start, dump.end = text
    dump.title = next((index for index, field in fields.items() if field.ruling is TITLE), None)
    rule_body(dump)
