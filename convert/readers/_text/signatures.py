"""Who wrote the article of a page: names in lines that hold more, or that only their place and the rest of the page tell from buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from convert.patterns import regex
from convert.readers._text.credit import is_credit_line
from convert.readers._text.dateline import PARTICLES, byline_names, is_by, is_name, names_in
from convert.readers._text.days import before_day, beside_days, day_in, is_date_line
from convert.readers._text.dump import Dump
from convert.readers._text.persons import are_authors, bare_name, is_author, is_in_menus, is_person, is_role, named, people
from convert.readers._text.rulings import BYLINE, CAPTION, CREDIT, DATE, ROW, TITLE
from convert.readers._text.unit import Unit
from convert.readers._text.words import BY, BY_COLON, PHOTO, months

_BELOW = 12
# How many lines over and below the headline or the start of the text names and days are looked for.
_OF_CLEAN = 6
_OF_NAMES, _OF_DAYS = (10, 24), (16, 40)
_LONGEST = 120
_PLACEHOLDERS = regex(r"(?:\[[^\[\]]{0,40}\]\s*)+")
_STROKES = regex(r"\s*[|•·∙⋅│]\s*|\s+[/—–-]\s+|—|\s{2,}|\t|(?<!\S)@\S*\s?|(?<=\w)@\w+(?!\S)|\^\d+")
_BY_CAPITAL = "|".join(label.capitalize() for label in BY.split("|") if label.isascii() and label not in PARTICLES)
_GLUED_BY = regex(rf"(?:^|(?<=[a-z\d]))({_BY_CAPITAL})\s?(?=[A-Z][a-z])")
_BY_APART = regex(rf"(?<!\w)({BY})\s{{2,}}", re.IGNORECASE)
# What one of the two needs, looked for sooner.
_MAY_BE_GLUED, _BLANKS = regex(rf"[a-z\d][A-Z]|^(?:{_BY_CAPITAL})"), regex(r"\s\s")
_BY_INSIDE = regex(rf"(?:[^\W\d_]+\s+){{0,3}}?(?P<said>(?:{BY})\s+(?P<names>[^\W\d_].*))", re.IGNORECASE)
_SAYS_BY = regex(rf"(?<!\w)(?:{BY}|{BY_COLON})(?!\w)", re.IGNORECASE)
_BEFORE_FIGURES = regex(r"\s\S*\d")
_OF_PICTURE = regex(rf"\b(?:{PHOTO})s?\b", re.IGNORECASE)
_HAS_DIGIT = regex(r"\d")
_STROKE = regex(r"[|•·]")
_ENDS_IN_BY = regex(rf"(?:[^\W\d_]+\s){{0,3}}(?:{BY}|{BY_COLON})\s?[:：]?$", re.IGNORECASE)
_COLONS = (":", "：")
_STRIPPED = " ,.:|*•·/–—-"


class _Signed(msgspec.Struct, frozen=True):
    """Names that line ``index`` of a dump may be signed with, and how surely, 0 the surest."""

    index: int
    names: tuple[str, ...]
    rank: int


def sign(dump: Dump) -> tuple[str, ...]:
    """The names of those who wrote the article of a page, whose line becomes its byline; empty where the rulings tell them already."""
    if not _may_be_signed(dump):
        return ()
    found = _found(dump)
    if not found and BYLINE not in dump.rulings:
        found = _below_text(dump)
    if not found:
        return ()
    best = min(found, key=lambda signed: _order(dump, signed.index, signed.rank))
    names = best.names if best.rank else _with_others(dump, best, found)
    if dump.rulings[best.index] not in (DATE, TITLE):
        dump.rulings[best.index] = BYLINE
    for index in range(best.index + 1, min(len(dump.units), best.index + 1 + _MOST_LINES)):
        if dump.units[index].width <= _LONGEST and _plain(dump.units[index].text) in names and dump.rulings[index] is not TITLE:
            dump.rulings[index] = BYLINE
    return names


def rule_date(dump: Dump) -> None:
    """Take the day nearest to the headline or to where the text begins, where no line is known to name the article's."""
    if not _may_be_signed(dump) or any(
        ruling in (DATE, BYLINE) and day_in(dated(unit)) for ruling, unit in zip(dump.rulings, dump.units, strict=True)
    ):
        return
    found = [index for index in _near(dump, *_OF_DAYS) if dump.rulings[index] is not TITLE and _may_date(dump.units[index])]
    if found:
        dump.rulings[min(found, key=lambda index: (_away(dump, index), index))] = DATE


def _may_date(unit: Unit) -> bool:
    return not (unit.cells or unit.prose or unit.legal) and unit.width <= _LONGEST and bool(is_date_line(dated(unit)))


def _may_be_signed(dump: Dump) -> bool:
    """Whether there is an article under a headline, or with a page round it."""
    return not (dump.verse or dump.note or dump.manuscript) and dump.end > dump.start and not (dump.clean and dump.title is None)


_MOST_CLEAN = 2


def _near(dump: Dump, above: int, below: int) -> list[int]:
    """The lines round the headline and where the text begins."""
    if dump.clean and dump.title is not None:
        return list(range(dump.title + 1, min(dump.end, dump.title + 1 + _OF_CLEAN)))
    places = {begin for begin in (dump.title, dump.start) if begin is not None}
    return sorted({index for begin in places for index in range(max(0, begin - above), min(dump.end, begin + below))})


def _away(dump: Dump, index: int) -> int:
    """How far a line is from the headline or the text; one over the headline is of the page sooner than the article's."""
    distance = index - (dump.title if dump.title is not None else dump.start)
    from_text = dump.start - index if index < dump.start else 2 * (index - dump.start) + 2
    return min(distance if distance >= 0 else _OVER - distance, _OVER + from_text)


_OVER = 8


def _order(dump: Dump, index: int, rank: int) -> tuple[int, int]:
    """Where what line ``index`` is signed with stands among others: the surest and nearest come first."""
    return 4 * rank + _away(dump, index), index


def _with_others(dump: Dump, best: _Signed, found: list[_Signed]) -> tuple[str, ...]:
    """The names of ``best`` and of the bylines by it."""
    signed = [other for other in found if other is best or (not other.rank and dump.rulings[other.index] is BYLINE)]
    first = last = signed.index(best)
    while first and signed[first].index - signed[first - 1].index <= _BESIDE:
        first -= 1
    while last + 1 < len(signed) and signed[last + 1].index - signed[last].index <= _BESIDE:
        last += 1
    return tuple(dict.fromkeys(name for other in signed[first : last + 1] for name in other.names))


_BESIDE = 3


def _found(dump: Dump) -> list[_Signed]:
    """All that a *by* names, and of what is named by its place alone the likeliest; no line is asked that could be no likelier."""
    begin = dump.title if dump.title is not None else dump.start
    reach = max(begin, min(dump.start, begin + _BELOW)) + _BELOW
    found: list[_Signed] = []
    others: list[tuple[tuple[int, int], int, str]] = []
    for index, text in _signable(dump):
        if _may_say_by(text) and (names := _below_by(dump, index, text) or _explicit(dump, text)):
            found.append(_Signed(index, names, 0))
        elif index <= reach:
            others.append((_order(dump, index, 1), index, text))
    best = min((_order(dump, signed.index, signed.rank) for signed in found), default=None)
    likeliest: _Signed | None = None
    for least, index, text in sorted(others):
        if best is not None and least > best:
            break
        placed = _by_place(dump, index, text)
        if placed and (placed.rank <= _MOST_CLEAN or not dump.clean):
            order = _order(dump, index, placed.rank)
            if best is None or order < best:
                best, likeliest = order, placed
    return [*found, likeliest] if likeliest else found


def _signable(dump: Dump) -> Iterator[tuple[int, str]]:
    """The lines that may name who wrote it, near where names stand or known for bylines, each with its plain text."""
    signed = (index for index, ruling in enumerate(dump.rulings) if ruling is BYLINE)
    for index in sorted({*_near(dump, *_OF_NAMES), *signed}):
        unit = dump.units[index]
        if unit.cells or unit.legal or unit.width > _LONGEST or dump.rulings[index] in (TITLE, CREDIT, ROW) or dump.is_speech(unit):
            continue
        text = _plain(unit.text)
        if text and not is_credit_line(text):
            yield index, text


def _below_text(dump: Dump) -> list[_Signed]:
    """Who is presented below the text of a page, or named behind a *by*, where it is one person."""
    found: list[_Signed] = []
    if len(dump.units) > _MOST_UNITS:
        return []
    for index, unit in enumerate(dump.units):
        if unit.cells or unit.legal or unit.prose or unit.marker or unit.width > _LONGEST:
            continue
        names = _named_below(dump, index, _plain(unit.text))
        if names and all(is_person(dump, name) for name in names):
            found.append(_Signed(index, names, 2))
    for some in (found, [signed for signed in found if 0 <= signed.index - dump.end < _OF_FOOT]):
        if len({signed.names for signed in some}) == 1:
            return some
    return []


def _named_below(dump: Dump, index: int, text: str) -> tuple[str, ...]:
    """Who is presented on a line below the text, or named there behind a *by*; with other words before, who is named elsewhere, too."""
    names = named(dump, text) if index >= dump.end and _is_presented(dump, index, text[:_LEAST_NAME]) else ()
    if names and _is_presented(dump, index, f"{names[0]} "):
        return () if dump.clean else names
    if not _may_say_by(text) or not _SAYS_BY.search(text):
        return ()
    names = _below_by(dump, index, text) or _explicit(dump, text)
    if not names or (dump.clean and index < len(dump.units) - _OF_FOOT):
        return ()
    return names if byline_names(text) or sum(names[0] in other.text for other in dump.units) > 1 else ()


_OF_FOOT = 8
# More take long to be looked at one by one.
_MOST_UNITS = 5_000


def _is_presented(dump: Dump, index: int, opening: str) -> bool:
    """Whether what stands below a line begins with the ``opening``, as what tells of somebody does with the name."""
    return any(near.prose and near.text.startswith(opening) for near in dump.units[index + 1 : index + 4])


def _by_place(dump: Dump, index: int, text: str) -> _Signed | None:
    """The names in a line without *by*: beside a day on it, or by themselves near one, or where the page says more of them."""
    unit = dump.units[index]
    if is_date_line(unit.text) or (not unit.prose and day_in(unit.text)):
        return _beside_day(dump, index, text)
    first, *others = list(_cells(text)) or [""]
    if others and _STROKE.search(text) and any(map(_HAS_DIGIT.search, others)) and (names := people(dump, first)):
        return _Signed(index, names, 1)
    if unit.prose or (dump.rulings[index] is CAPTION and index - 1 not in dump.doubled and index not in dump.doubled):
        return None
    names = named(dump, first if "@" in text else text)
    told = bool(names) and _is_told_of(dump, index, names[0])
    presented = bool(names) and _is_presented(dump, index, f"{names[0]} ")
    if not (presented or all(is_author(dump, name) for name in names)):
        return None
    if not names or (dump.title is not None and index < dump.title):
        return _Signed(index, names, 2) if told else None
    nearest = next((far for far in (-1, 1, 2) if 0 <= index + far < len(dump.units) and is_date_line(dated(dump.units[index + far]))), 0)
    if nearest:
        return _Signed(index, names, 1 + (nearest == _MOST_FROM_DAY))
    if unit.marker:
        return None
    if told:
        return _Signed(index, names, 2)
    return _Signed(index, names, 3) if dump.rulings[index] is BYLINE else None


_MOST_FROM_DAY = 2


def _beside_day(dump: Dump, index: int, text: str) -> _Signed | None:
    """The names on a line with a day; right before it stands a label such as *Last Updated*, too."""
    before = before_day(text).strip()
    labelled = before.strip(_STRIPPED)
    for cell in _cells(text):
        names = people(dump, cell)
        told = not names or cell != labelled or _is_told_of(dump, index, names[0])
        if names and (told or not (before.endswith(_COLONS) or dump.is_common(cell, any) or is_in_menus(dump, cell))):
            return _Signed(index, names, 1)
    return None


def dated(unit: Unit) -> str:
    """The text of ``unit`` with the day that was taken for the number of an item."""
    return f"{unit.marker} {unit.text}" if unit.marker[:1].isdigit() else unit.text


def _plain(text: str) -> str:
    """``text`` without what stands for pictures before it, and a *by* glued to a name parted from it."""
    bare = _PLACEHOLDERS.sub("", text, count=1) if text[:1] == "[" else text
    if _MAY_BE_GLUED.search(bare):
        bare = _GLUED_BY.sub(r" \1 ", bare)
    if _BLANKS.search(bare):
        bare = _BY_APART.sub(r"\1 ", bare)
    return bare.strip(_STRIPPED)


def _may_say_by(text: str) -> bool:
    """Whether a *by* of any language could be in ``text``: a quick look that rules out most lines."""
    return not text.isascii() or not _BY_BEGINS.isdisjoint(_LETTERS.findall(text.lower()))


_BY_BEGINS = frozenset(label.split()[0] for label in f"{BY}|{BY_COLON}".split("|"))
_LETTERS = regex("[a-z]+")


def _below_by(dump: Dump, index: int, text: str) -> tuple[str, ...]:
    """The names right below a line that ends in *by*."""
    if len(text) > _LONGEST_LABEL or not (is_by(text) or _ENDS_IN_BY.fullmatch(text)):
        return ()
    found: list[str] = []
    parted = True
    for unit in dump.units[index + 1 : index + 1 + _MOST_LINES]:
        said = _plain(unit.text)
        if not said or len(said) < _LEAST_NAME:
            parted = True
            continue
        if found and not (is_name(said) and (parted or (unit.gap and are_authors(dump, said)))):
            break
        names = (named if is_by(text) else people)(dump, next(_cells(said), ""))
        if not names:
            break
        found += names
        parted = False
    return tuple(dict.fromkeys(found))


_LONGEST_LABEL, _MOST_LINES, _LEAST_NAME = 40, 6, 4


def _explicit(dump: Dump, text: str) -> tuple[str, ...]:
    """The names behind a *by* on a line."""
    for cell in _cells(text):
        names = byline_names(cell) or _behind_by(dump, cell)
        if names:
            first, *others = (bare_name(dump, name) for name in names)
            return (first, *_until_role(dump, cell, others))
    return ()


def _until_role(dump: Dump, cell: str, names: list[str]) -> Iterator[str]:
    """Those of ``names`` in ``cell`` that stand before what is more than one word and no name: a role, or whom they are of."""
    parts = names_in(cell)[1:]
    if len(parts) < len(names):
        yield from names
        return
    for said in parts:
        name = next((name for name in names if said.startswith(name)), "")
        if name and not is_role(dump, name):
            yield name
        elif " " in said:
            return


def _behind_by(dump: Dump, cell: str) -> tuple[str, ...]:
    """The name behind a *by* in ``cell`` that other words stand before or behind."""
    if not (opened := _BY_INSIDE.fullmatch(cell)) or _OF_PICTURE.search(cell, 0, opened.start("said")):
        return ()
    first = next(iter(names_in(opened["names"])), "")
    bare = bare_name(dump, _BEFORE_FIGURES.split(first, maxsplit=1)[0].strip())
    words = bare.split()
    if len(words) > 2 and words[-1].lower() in months():
        bare = " ".join(words[:-1])
    if not bare or (cell != opened["said"] and not is_author(dump, bare)):
        return ()
    return (bare,) if is_name(bare) or (cell == opened["said"] and _is_body(bare)) else ()


def _is_body(name: str) -> bool:
    """Whether ``name`` is one of several words with capitals and short ones between, as *University of Tokyo* is."""
    words = name.split()
    small = [word for word in words if not word[0].isupper()]
    return (
        3 <= len(words) <= 8
        and len(small) < len(words) / 2
        and words[0] not in small
        and words[-1] not in small
        and max(map(len, small), default=9) <= 3
    )


def _cells(text: str) -> Iterator[str]:
    """What strokes, dots and days part on a line."""
    for part in beside_days(text):
        for cell in _STROKES.split(part):
            if said := cell.strip(_STRIPPED):
                yield said


def _is_told_of(dump: Dump, index: int, name: str) -> bool:
    """Whether the page names someone again as it does authors: twice on end, or at the start of what it tells of them."""
    if dump.units[index].text.count(name) > 1:
        return True
    return any(unit.prose and unit.text.startswith(f"{name} ") for unit in dump.units[index + 1 :])
