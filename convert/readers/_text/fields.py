"""Heads whose lines name what they hold, ``Title: …`` over ``From: …``, as exports, digests and mails set them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.patterns import regex
from convert.readers._text.rulings import ADDRESS, BYLINE, DATE, HEADER, SITE, TITLE, Ruling
from convert.readers._text.unit import Unit

_LABELS = {
    TITLE: "title headline subject titel schlagzeile betreff titre objet título asunto titolo oggetto assunto заголовок тема العنوان כותרת "
    "标题 件名 タイトル 제목",
    BYLINE: "author authors byline from by autor autoren von auteur de autore автор от الكاتب מאת 作者 差出人 著者 글쓴이 기자 记者 記者",
    DATE: "date published datum veröffentlicht publié fecha data publicado дата التاريخ תאריך 日期 日付 날짜",
    ADDRESS: "url link address source-url permalink adresse lien enlace dirección ссылка адрес الرابط קישור 链接 リンク 링크",
    SITE: "source publication newspaper quelle fuente fonte источник المصدر 来源 出典 출처",
    HEADER: "section language length to cc reply-to page words rubrik sprache an rubrique langue à sección idioma para раздел язык кому",
}
_RULINGS = {label: ruling for ruling, labels in _LABELS.items() for label in labels.split()}
_FIELD = regex(r"([^\W\d_][\w-]{1,15})\s?[:：]\s*(?=\S)")
_ADDRESS_IN_ANGLES = regex(r"\s*<[^<>\s]+>")
_BARE_ADDRESS = regex(r"https?://\S+$")
_FENCE = regex("-{3,}|\\+{3,}")
_QUOTES = "\"'"
_NEAR = 4
# What a head holds whose first label may be any word.
_SURE = {"title", "byline", "date"}
_MOST_FENCED = 24


class Field(msgspec.Struct, frozen=True):
    """A line of a head: what it is, and its unit without the label."""

    ruling: Ruling
    unit: Unit


def heads(units: list[Unit]) -> list[dict[int, Field]]:
    """The heads of fields in ``units``, each as its fields by their index.

    A head are lines close together over a text: a title with another field, an address with who or when, or an address alone over a line.
    One by itself counts only where the text begins with it: further down it is of something quoted.
    """
    spaced = len(units) > 1 and units[1].gap > 0 and _BARE_ADDRESS.match(units[0].text) is not None
    found = [head for index in _places(units) if (head := _head_at(units, index, spaced=spaced))]
    return found if len(found) > 1 or (found and 0 in found[0]) else []


def _places(units: list[Unit]) -> Iterator[int]:
    """Where a head could begin."""
    for index, unit in enumerate(units):
        fenced = index > 0 and _is_fence(units[index - 1])
        if (fenced or ((unit.gap or not index) and not unit.prose)) and (":" in unit.text or "：" in unit.text):
            yield index


def _fenced(units: list[Unit], index: int) -> dict[int, Field]:
    """The head between two drawn lines, the first right above ``index``, as front matter is set; empty where there is none."""
    end = next((place for place in range(index, min(index + _MOST_FENCED, len(units))) if _is_fence(units[place])), 0)
    if not end or any(units[place].gap for place in range(index, end + 1)):
        return {}
    lines = [msgspec.structs.replace(unit, prose=False) for unit in units[index - 1 : end + 1]]
    head = {place: _field(unit, known=False) or Field(HEADER, unit) for place, unit in enumerate(lines, index - 1)}
    named = {field.ruling.role for field in head.values()}
    return head if "title" in named or len(named) > 2 else {}


def _is_fence(unit: Unit) -> bool:
    return unit.text[:1] in "-+" and _FENCE.fullmatch(unit.text) is not None


def _head_at(units: list[Unit], index: int, *, spaced: bool) -> dict[int, Field]:
    """The head at ``index``; empty where there is none. ``spaced`` says that a blank line stands below addresses."""
    if index and _is_fence(units[index - 1]) and (fenced := _fenced(units, index)):
        return fenced
    head: dict[int, Field] = {}
    for place in range(index, len(units)):
        field = _field(units[place], known=False) if place == index or not units[place].gap else None
        if field is None:
            break
        head[place] = field
    below = units[index + len(head) : index + len(head) + _NEAR]
    if not any(unit.prose for unit in below):
        return {}
    named = {field.ruling.role for field in head.values()}
    if named == {"address"}:
        return head if len(head) == 1 and bool(below[0].gap) <= spaced and not below[0].prose else {}
    if head and not named >= _SURE and _field(units[index], known=True) is None:
        return {}
    return head if len(named) > 1 and ("title" in named or named >= {"address", "byline"} or named >= {"address", "date"}) else {}


def _field(unit: Unit, *, known: bool) -> Field | None:
    """What ``unit`` says with its label, which must be one of those ``known``, or may be any word."""
    if unit.marker or unit.prose:
        return None
    if _BARE_ADDRESS.match(unit.text):
        return Field(ADDRESS, unit)
    match = _FIELD.match(unit.text)
    if match is None:
        return None
    ruling = _RULINGS.get(match[1].lower())
    if ruling is None:
        return None if known else Field(HEADER, unit)
    text = unit.text[match.end() :]
    if text[0] in _QUOTES and text[-1] == text[0] and len(text) > 2:
        text = text[1:-1]
    if ruling is ADDRESS and not _BARE_ADDRESS.match(text):
        return None
    if ruling is BYLINE:
        text = _ADDRESS_IN_ANGLES.sub("", text) or text
    return Field(ruling, msgspec.structs.replace(unit, text=text, width=unit.width - match.end(), prose=False))
