"""What press databases save (Nexis, Factiva, ProQuest and the like): articles one after another, each between a mark and fields.

A mark counts the articles or ends each of them. Fields stand over the text and below it, named in words or, as Factiva has
them, by two letters; where they have no names, the line with the number of words tells where they are.
"""

from __future__ import annotations

import re

import msgspec

from convert.patterns import regex
from convert.readers._text.dateline import byline_names, is_by, is_name
from convert.readers._text.days import is_date_line
from convert.readers._text.fields import Field
from convert.readers._text.rulings import BYLINE, DATE, FIELD, PARAGRAPH, SITE, SUBTITLE, TITLE, Ruling
from convert.readers._text.shape import is_ornament, is_wordless
from convert.readers._text.unit import Unit, width_of

_DOCUMENT = "documents?|dokumente?n?|documenten|documentos?|documenti|documento"
_MARK = regex(
    rf"(?P<count>\d+ (?:of|von|van|sur|de|di) \d+ (?:{_DOCUMENT})|(?:{_DOCUMENT}) \d+ (?:of|von|van|sur|de|di) \d+)"
    r"|end of document|ende des dokuments|fin du document|fin del documento|einde van? (?:het )?document|fine del documento"
    r"|(?:AN\s+)?document [A-Z]{2,12}\d[A-Z\d]{14,}",
    re.IGNORECASE,
)
_NUMBER_OF_WORDS = regex(r"[\d.,\u00a0\u202f ]{1,8} ?(?:words|wörter|woorden|mots|palabras|parole|palavras|ord|слов)", re.IGNORECASE)

_FIELD = regex(r"([^\W\d_][\w /&-]{1,28}?)\s?:\s*(?=\S)")
_CODED = regex(r"([A-Z]{2,3})[ \t]+(?=\S)")
_NAMES = {
    TITLE: "headline title titel titre título titolo",
    BYLINE: "byline author authors autor autoren auteur auteurs autores autore",
    DATE: "publication-date",
    SITE: "publication-title newspaper",
    SUBTITLE: "highlight encart subhead",
    PARAGRAPH: "full-text body corps",
    FIELD: "section length dateline rubrik länge longueur rubrique lengte sectie rubriek sección longitud links abstract "
    "publication-info series column load-date language graphic publication-type document-type journal-code subject "
    "organization organisation company ticker industry person people geographic country state city classification notes "
    "correction correction-date update sprache grafik zeitungstyp dokumententyp langue date-chargement type-publication "
    "taal laad-datum tijd publicatietype idioma fecha-de-carga location pages publication-year publisher "
    "place-of-publication country-of-publication publication-subject issn source-type language-of-publication "
    "proquest-document-id document-url copyright last-updated database identifier-/-keyword url",
}
# Factiva's, which it documents.
_CODES = {
    TITLE: "HD",
    BYLINE: "BY AU",
    DATE: "PD",
    SITE: "SN",
    PARAGRAPH: "LP TD",
    FIELD: "SE CR WC ET SC ED PG VOL CX LA CY CT RF CO IN NS RE IPD IPC PUB AN",
}
_BY_NAME = {name: ruling for ruling, names in _NAMES.items() for name in names.split()}
_BY_CODE = {code: ruling for ruling, codes in _CODES.items() for code in codes.split()}
_OPENS_TEXT, _OPENS_FIELDS = frozenset(("body", "full text", "corps")), frozenset(("classification",))
_LEAST_NAMED = 2
_MOST_BELOW_LENGTH = 14
_LONGEST_RIGHTS = 200
_MOST_PROSE_PER_FIELD = 1 / 5


class Clipping(msgspec.Struct, frozen=True):
    """One article of a press database: its first unit, its fields by their index, and where its text begins and ends."""

    first: int
    fields: dict[int, Field]
    text: tuple[int, int]


def clippings(units: list[Unit]) -> list[Clipping]:
    """The articles of ``units``, one behind the other, where a press database saved them; empty where none did."""
    marks = {index: mark["count"] for index, unit in enumerate(units) if (mark := _MARK.fullmatch(unit.text))}
    counted = [index for index, count in marks.items() if count]
    if counted:
        tops = [index + 1 for index in counted]
        firsts = [0, *(index - is_ornament(units[index - 1].text) for index in counted[1:])]
    else:
        firsts = tops = [0, *(index + 1 for index in list(marks)[:-1])]
    found: list[Clipping] = []
    for first, top, end in zip(firsts, tops, [*firsts[1:], len(units)], strict=True) if marks else ():
        clipping = _clipping(units, first, top, end)
        if clipping is None:
            return []
        found.append(clipping)
    return found


def _clipping(units: list[Unit], first: int, top: int, end: int) -> Clipping | None:
    """The article in ``units`` from ``first`` to ``end``, if its fields tell where its text is; a mark may stand before ``top``."""
    coded = any((match := _CODED.match(unit.text)) and _BY_CODE.get(match[1]) is TITLE for unit in units[top:end])
    named = {index: field for index in range(top, end) if (field := _field(units[index], coded=coded))}
    if len(named) < _LEAST_NAMED:
        return _by_place(units, first, end)
    counted = top > first
    start = _start(units, named, end)
    text = start, _end(units, named, start, end)
    if text[0] >= text[1]:
        return None
    named |= _unnamed(units, named, range(top, min(named)), start, counted=counted)
    fields = {index: Field(FIELD, units[index]) for index in (*range(first, start), *range(text[1], end))}
    taken: set[Ruling] = set()
    for index in sorted(named):
        ruling = named[index].ruling
        if _is_of_head_or_text(index, ruling, text) and not (ruling in _ONCE and ruling in taken):
            fields[index] = named[index]
            taken.add(ruling)
    return Clipping(first, fields, text) if counted or TITLE in taken else None


def _is_of_head_or_text(index: int, ruling: Ruling, text: tuple[int, int]) -> bool:
    """Whether a field is taken at its word: one within the text only if it opens a piece of it, one below not as its headline."""
    if text[0] <= index < text[1]:
        return ruling is PARAGRAPH
    return index < text[0] or ruling not in (TITLE, SUBTITLE, PARAGRAPH)


_ONCE = frozenset((TITLE, SITE, DATE))


def _field(unit: Unit, *, coded: bool) -> Field | None:
    """What ``unit`` says behind the name of its field, where that is one of those of press databases."""
    if _bare(unit) in _OPENS_TEXT | _OPENS_FIELDS:
        return Field(FIELD, unit)
    match = _CODED.match(unit.text) if coded else None
    ruling = _BY_CODE.get(match[1]) if match else None
    if ruling is None and (match := _FIELD.match(unit.text)):
        ruling = _BY_NAME.get(match[1].lower().replace(" ", "-"))
    if match is None or ruling is None:
        return None
    if ruling is FIELD:
        return Field(FIELD, unit)
    said = unit.text[match.end() :].strip()
    if ruling is BYLINE and not byline_names(said) and byline_names(unit.text):
        said = unit.text  # whose name says in which order the names of a person stand
    return Field(ruling, msgspec.structs.replace(unit, text=said, width=width_of(said), prose=ruling is PARAGRAPH and unit.prose, cells=()))


def _bare(unit: Unit) -> str:
    return unit.text.rstrip(":").lower()


def _start(units: list[Unit], named: dict[int, Field], end: int) -> int:
    """Where the text begins: at the field that holds it, or behind those that stand together over it."""
    for index, field in named.items():
        if field.ruling is PARAGRAPH:
            return index
        if _bare(units[index]) in _OPENS_TEXT:
            return index + 1
    start = min(named) + 1
    for index in range(start, end):
        if index in named:
            start = index + 1
        elif units[index].prose:
            break
    return start


def _end(units: list[Unit], named: dict[int, Field], start: int, end: int) -> int:
    """Where the text ends: at the first of the fields below it, or at the line of rights or the mark that closes the article."""
    fields = prose = 0
    found = end
    for index in range(end - 1, start, -1):
        if index not in named:
            prose += units[index].prose and not units[index].legal
            continue
        fields += 1
        if prose > fields * _MOST_PROSE_PER_FIELD:
            break
        if named[index].ruling is not PARAGRAPH:
            found = index
    while found > start + 1 and (units[found - 1].legal or _MARK.fullmatch(units[found - 1].text)):
        found -= 1
    return found


def _unnamed(units: list[Unit], named: dict[int, Field], above: range, start: int, *, counted: bool) -> dict[int, Field]:
    """The headline, the day and the newspaper among the lines ``above`` the fields, which have no names; the text begins at ``start``.

    Where a mark counts the articles the headline stands last, right over the fields; else over the newspaper, which is over the day.
    """
    lines = [index for index in above if not (units[index].legal or is_wordless(units[index].text))]
    dated = next((index for index in reversed(lines) if is_date_line(units[index].text)), None)
    before = [index for index in lines if dated is not None and index < dated and not _FIELD.match(units[index].text)]
    over_site = [index for index in lines if before and index < before[-1]] if dated is not None else lines[:1]
    titled = any(field.ruling is TITLE and index < start for index, field in named.items())
    last = [index for index in lines if index != dated]
    title = [] if titled else (last if counted else over_site)[-1:]
    found = {index: Field(SITE, units[index]) for index in before[-1:]}
    found |= {} if dated is None else {dated: Field(DATE, units[dated])}
    return found | {index: Field(TITLE, units[index]) for index in title}


def _by_place(units: list[Unit], first: int, end: int) -> Clipping | None:
    """The article whose fields have no names: by the line with the number of its words, over the day and the newspaper."""
    length = next((index for index in range(first + 1, end) if _NUMBER_OF_WORDS.fullmatch(units[index].text)), None)
    if length is None:
        return None
    reach = range(length + 1, min(length + _MOST_BELOW_LENGTH, end))
    dated = next((index for index in reach if is_date_line(units[index].text)), None)
    rights = [index + 1 for index in reach if units[index].legal and units[index].width < _LONGEST_RIGHTS]
    start = next(iter(rights), None) or next((index for index in reach if units[index].prose), end)
    if dated is None or not dated < start < end:
        return None
    above = [index for index in range(first, length) if not is_wordless(units[index].text)]
    signed = [index for index in above if byline_names(units[index].text) or is_by(units[index].text)]
    signed = signed or [index for index in above[1:] if is_name(units[index].text)][-1:]
    title = [index for index in above if index not in signed][-1:]
    site = [index for index in range(dated + 1, start) if not any(map(str.isdigit, units[index].text))][:1]
    stop = end
    while stop > start + 1 and (units[stop - 1].legal or not units[stop - 1].prose):
        stop -= 1
    fields = dict.fromkeys((*range(first, start), *range(stop, end)), FIELD)
    for ruling, places in ((BYLINE, signed), (TITLE, title), (SITE, site), (DATE, [dated])):
        fields |= dict.fromkeys(places, ruling)
    return Clipping(first, {index: Field(ruling, units[index]) for index, ruling in fields.items()}, (start, stop))
