"""The text reader: what people paste or scrape from news pages, as articles.

It judges a file unit by unit (`convert.readers._text.judge`); articles, notices and `explain` are all made from
the same verdicts, so they can't disagree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from convert.clean import clean_line
from convert.errors import InputError
from convert.formats import Source
from convert.language import detect, direction_of
from convert.limits import LIMITS
from convert.model import Article, Figure
from convert.notices import Notice, Notify, excerpt, ignore
from convert.readers._text.blocks import blocks_of
from convert.readers._text.clippings import clippings
from convert.readers._text.cues import Cues, cues_of, said_in
from convert.readers._text.dateline import beside_signature, byline_names, is_by, labelled_name, names_by_date, names_in, without_role
from convert.readers._text.days import day_in, is_date_line
from convert.readers._text.etexts import etext
from convert.readers._text.fields import Field, heads
from convert.readers._text.headline import site_after
from convert.readers._text.judge import judge
from convert.readers._text.leaves import Leaves, leaves_of, numbered_pages
from convert.readers._text.lines import pages, split, units
from convert.readers._text.listings import listings_of
from convert.readers._text.manuscripts import is_manuscript
from convert.readers._text.openings import running
from convert.readers._text.parts import starts
from convert.readers._text.references import without_references
from convert.readers._text.rows import rows_of
from convert.readers._text.rulings import CUE, HEADER, LEAF, PARAGRAPH, REFERENCE, TITLE, Judged, Ruling
from convert.readers._text.shape import weights_of, with_small_print
from convert.readers._text.signatures import dated
from convert.readers._text.unit import FINAL, Unit

_TITLE_FROM_TEXT = 80
_FRONT = 20_000


class Verdict(msgspec.Struct, frozen=True):
    """What became of one line of a file.

    ``line`` is counted from 1, ``role`` is ``blank``, ``left-out`` or what it was kept as (``title``,
    ``paragraph``, ``caption`` …), ``reason`` says why, ``article`` counts the articles from 0; -1 is none.
    """

    line: int
    text: str
    role: str
    reason: str
    article: int


class _Part(msgspec.Struct, frozen=True):
    """One article of a file; ``number`` is -1 for what turned out to hold none."""

    number: int
    judged: Judged


class _Dissected(msgspec.Struct, frozen=True):
    """A file taken apart: its lines, those by their numbers that are of its pages, times, or addresses of links, and its articles."""

    lines: list[str]
    furniture: frozenset[int]
    parts: list[_Part]
    times: frozenset[int] = frozenset()
    references: frozenset[int] = frozenset()


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """Every article in ``source``, in order. Raises `InputError` when there is none.

    Each line that is left out is a `Notice` with its number and the reason.
    """
    file = _judged(source, notify)
    parts = file.parts
    if all(part.number < 0 for part in parts):
        raise _no_article(source)
    digest = hashlib.sha256(source.data).hexdigest()
    title = ""
    for line in sorted(file.furniture):
        said = excerpt(file.lines[line].strip())
        notify(Notice("left-out", LEAF.code, LEAF.reason, source=source.name, line=line + 1, excerpt=said))
    for ruling, told in ((CUE, file.times), (REFERENCE, file.references)):
        if told:
            notify(Notice("left-out", ruling.code, ruling.reason, source=source.name, line=min(told) + 1, count=len(told)))
    for part in parts:
        if part.number >= 0:
            article = _article(part.judged, source, digest)
            title = article.title
            _report(part.judged, source, title, notify)
            _report_signatures(part.judged, article, source, notify)
            yield article
        else:
            _report(part.judged, source, title, notify)


def explain(source: Source) -> Iterator[Verdict]:
    """The verdict on every line of ``source``, blank ones too, in order."""
    file = _judged(source, ignore)
    reached = 0
    for part in file.parts:
        for unit, ruling in zip(part.judged.units, part.judged.rulings, strict=True):
            for number in range(reached, unit.last + 1):
                yield _verdict(file, number, ruling if number >= unit.first else None, part.number)
            reached = unit.last + 1
    for number in range(reached, len(file.lines)):
        yield _verdict(file, number, None, -1)


def _verdict(file: _Dissected, number: int, ruling: Ruling | None, article: int) -> Verdict:
    """The verdict on the line ``number``, where the unit that spans it, if any, has the ``ruling``."""
    if number in file.furniture or number in file.times or number in file.references:
        ruling = LEAF if number in file.furniture else CUE if number in file.times else REFERENCE
    elif ruling is None or not file.lines[number].strip():
        return Verdict(number + 1, file.lines[number], "blank", "", article)
    return Verdict(number + 1, file.lines[number], ruling.role, ruling.reason, article)


def _judged(source: Source, notify: Notify) -> _Dissected:
    text = pages(source, notify)
    lines, begins = split(text)
    if len(lines) > _MANY_LINES and sum(map(len, text)) < _LEAST_IN_LINE * len(lines) and all(map(str.isascii, text)):
        raise _no_article(source)
    begins = begins or numbered_pages(lines)
    leaves = leaves_of(lines, begins) if begins else Leaves()
    texts = ["" if number in leaves.furniture else line for number, line in enumerate(lines)] if leaves.furniture else lines
    if cues := cues_of(texts):
        return _transcript(lines, texts, cues, leaves.furniture)
    rows, left = rows_of(texts)
    rows |= listings_of(texts, {number for row in rows.values() for number in range(row.first, row.last + 1)})
    if left:
        message = "lines in columns were left as lines: there are more than a table is made of"
        notify(Notice("replaced", "text.crowded", message, source=source.name, count=left))
    found, listed = without_references(_turned(units(texts, rows, leaves.turns), begins))
    found = with_small_print(found)
    parts: list[_Part] = []
    number = 0
    book = etext(found) if "PROJECT GUTENBERG" in text[0][:_FRONT] else None
    for judged in [book] if book else _clipped(found) or _parted(found):
        holds = any(ruling.role in _TEXT for ruling in judged.rulings) and not _is_scraps(judged)
        parts.append(_Part(number if holds else -1, judged))
        number += holds
    references = frozenset(number for unit in listed for number in range(unit.first, unit.last + 1))
    return _Dissected(lines, leaves.furniture, parts, references=references)


# So many lines of so few Latin letters each are none of a text, and take long to be looked at one by one.
_MANY_LINES, _LEAST_IN_LINE = 200_000, 8


def _no_article(source: Source) -> InputError:
    return InputError(f"{source.name}: holds no article", hint="it has no sentences, only short lines such as menus have")


def _turned(found: list[Unit], begins: list[int]) -> list[Unit]:
    """``found`` with a gap before what stands at the top of a page; ``begins`` are the first lines of pages."""
    if not begins:
        return found
    edges = iter(begins)
    edge = next(edges, None)
    turned: list[Unit] = []
    for unit in found:
        opens = False
        while edge is not None and edge <= unit.first:
            opens, edge = True, next(edges, None)
        turned.append(msgspec.structs.replace(unit, gap=1) if opens and not unit.gap else unit)
    return turned


def _transcript(lines: list[str], texts: list[str], cues: Cues, furniture: frozenset[int]) -> _Dissected:
    """A text with its times, of which none goes but these."""
    texts = ["" if number in cues.times else said_in(line) for number, line in enumerate(texts)]
    first = min(cues.begins, default=len(lines))
    begins = cues.begins | {number for number in range(first) if texts[number].strip()}
    found = units(texts, turns=cues.between, begins=begins)
    title = next((index for index, unit in enumerate(found) if unit.first < first), None)
    judged = Judged(found, [TITLE if index == title else PARAGRAPH for index in range(len(found))])
    return _Dissected(lines, furniture, [_Part(0 if found else -1, judged)], cues.times)


def _clipped(found: list[Unit]) -> list[Judged]:
    """The articles that a press database saved one behind the other; empty where none did."""
    clips = clippings(found)
    ends = [*(clip.first for clip in clips[1:]), len(found)]
    judged: list[Judged] = []
    for clip, end in zip(clips, ends, strict=False):
        first = clip.first
        fields = {index - first: field for index, field in clip.fields.items()}
        own = found[first:end]
        judged.append(judge(own, weights_of(own), fields, (clip.text[0] - first, clip.text[1] - first)))
    return judged


def _parted(found: list[Unit]) -> Iterator[Judged]:
    """The articles among the units ``found``, and what is none."""
    weights = weights_of(found)
    fields = heads(found)
    manuscript = is_manuscript(found)
    bounds = [*starts(found, weights, [min(head) for head in fields], manuscript=manuscript), len(found)]
    over = running(found, bounds)
    for first, end in pairwise(bounds):
        named = {index - first: Field(HEADER, found[index]) for index in over if first <= index < end}
        named |= {index - first: field for head in fields if first <= min(head) < end for index, field in head.items()}
        yield judge(found[first:end], weights[first:end], named, manuscript=manuscript)


_TEXT = frozenset(("paragraph", "item", "quote"))
_LONGEST_SCRAP = 40
_ENDS = (":", *sorted(FINAL))


def _is_scraps(judged: Judged) -> bool:
    """Whether what is left of a menu is a line or two that say nothing: twice as many went, none is long or ends as a sentence does."""
    kept = [unit.text for unit, ruling in zip(judged.units, judged.rulings, strict=True) if ruling.role not in ("left-out", "blank")]
    went = sum(ruling.role == "left-out" for ruling in judged.rulings)
    return went >= 2 * len(kept) and sum(map(len, kept)) <= _LONGEST_SCRAP and not any(text.endswith(_ENDS) for text in kept)


def _report(judged: Judged, source: Source, title: str, notify: Notify) -> None:
    for unit, ruling in zip(judged.units, judged.rulings, strict=True):
        if ruling.role == "left-out":
            said = excerpt(unit.text or unit.marker)
            notify(Notice("left-out", ruling.code, ruling.reason, source=source.name, article=title, line=unit.first + 1, excerpt=said))


def _report_signatures(judged: Judged, article: Article, source: Source, notify: Notify) -> None:
    """Say of each line with the author or the day that it says more than the two."""
    known = (*article.authors, article.site) if article.site else article.authors
    for unit, ruling in zip(judged.units, judged.rulings, strict=True):
        if ruling.role in ("byline", "date") and unit.text != article.title and len(beside_signature(unit.text, known)) >= _LEAST_BESIDE:
            message = "of a line with the author or the day only those were kept"
            place, said = unit.first + 1, excerpt(unit.text)
            notify(Notice("left-out", "text.signature", message, source=source.name, article=article.title, line=place, excerpt=said))


_LEAST_BESIDE = 3


# --- from verdicts to an article ----------------------------------------------------------------------


def _article(judged: Judged, source: Source, digest: str) -> Article:
    by_role: dict[str, list[str]] = {}
    for unit, ruling in zip(judged.units, judged.rulings, strict=True):
        by_role.setdefault(ruling.role, []).append(dated(unit) if ruling.role == "date" else unit.text)
    blocks = blocks_of(judged)
    lead = blocks.pop(0) if blocks and isinstance(blocks[0], Figure) else None
    prose = "\n".join(by_role.get("paragraph", []) or by_role.get("item", []))
    language, direction = detect(prose), direction_of(prose)
    signed = by_role.get("date", []) + by_role.get("byline", [])
    return Article(
        title=_title(by_role, _dated_heading(judged), prose, source),
        subtitle=clean_line(" ".join(by_role.get("subtitle", []))),
        authors=tuple(map(clean_line, judged.authors)) or _authors(by_role),
        published=next((day for line in signed if (day := is_date_line(line) or day_in(line))), ""),
        site=next(map(clean_line, by_role.get("site", [])), "") or _site(judged),
        url=next(iter(by_role.get("address", [])), ""),
        language=language,
        direction=direction,
        lead=lead if isinstance(lead, Figure) else None,
        body=tuple(blocks),
        extractor="text",
        digest=digest,
    )


def _authors(by_role: dict[str, list[str]]) -> tuple[str, ...]:
    """The names in the bylines, each once; a line that is but a name counts as it stands."""
    signed = [
        name
        for line in by_role.get("byline", [])
        if not is_by(line)
        for name in byline_names(line) or names_in(clean_line(without_role(labelled_name(line) or line)))
    ]
    dated = by_role.get("date", [])
    signed += [name for line in dated for name in byline_names(line)]
    return tuple(dict.fromkeys(map(clean_line, signed))) or next(filter(None, map(names_by_date, dated)), ())


def _site(judged: Judged) -> str:
    """The name behind the headline in a line like *The Bridge Is Gone | The Coastal Record*, as the titles of pages are."""
    headline = next((unit.text for unit, ruling in zip(judged.units, judged.rulings, strict=True) if ruling.role == "title"), "")
    if not headline:
        return ""
    for unit, ruling in zip(judged.units, judged.rulings, strict=True):
        if ruling.role == "left-out" and unit.text.startswith(headline) and (site := site_after(unit.text, headline)):
            return clean_line(site)
    return ""


def _dated_heading(judged: Judged) -> str:
    """The first line of a text, which is its date's and names what is dated besides: *Meeting notes 3 May 2024*."""
    first, ruling = judged.units[0], judged.rulings[0]
    words = [word for word in first.text.split() if word.isalpha() and len(word) > 2]
    return first.text if ruling.role == "date" and len(words) >= _LEAST_NAMED else ""


_LEAST_NAMED = 3  # one of them the month's


def _title(by_role: dict[str, list[str]], otherwise: str, prose: str, source: Source) -> str:
    """The headline, or the first words of the text where there is none, nor a line to take ``otherwise``."""
    if "title" in by_role or otherwise:
        return clean_line(by_role.get("title", [otherwise])[0], LIMITS.title_characters)
    return clean_line(prose[:1_000].split("\n", 1)[0], _TITLE_FROM_TEXT) or source.name
