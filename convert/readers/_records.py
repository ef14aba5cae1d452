"""Records of articles as programs that scrape them store these: JSON, JSON lines, tables of columns that commas or tabs part."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from convert.encoding import decoded
from convert.errors import InputError
from convert.limits import LIMITS
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._highlights import clippings_of, highlights_of, is_clippings, is_notebook, is_of_highlights, notebook_of
from convert.readers._shapes import record_of, records_in

_LISTS = ("items", "entries", "articles", "documents", "bookmarks", "results", "data")
_PARTING = (",", "\t", ";", "|")
_QUOTED_LIST = regex(r"""\[\s*(?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*\s*\]""")
_QUOTED = regex(r"""'([^']*)'|"([^"]*)\"""")


def records_of(data: bytes, name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    """Every record in ``data``, by the names of its fields in lower case, one at a time where they stand on lines of their own.

    Raises `InputError` for what is neither JSON nor a table. Lines that can't be read, and cells without a column, are a notice.
    """
    text = decoded(data, name, notify).lstrip("\ufeff \t\r\n")
    if is_clippings(told := text.replace("\r\n", "\n").replace("\r", "\n")):
        yield from clippings_of(told, name, notify)
        return
    if is_notebook(text):
        yield from notebook_of(text, name, notify)
        return
    found = _written(text, name, notify) if text.startswith(("{", "[")) else _rows(text, name, notify)
    for record in found:
        yield {key.strip().lower(): value for key, value in record.items()}


def _written(text: str, name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        first = text.partition("\n")[0]
        if _record(first):
            yield from _lines(text, name, notify)
        elif items := list(whole_items(text)):
            notify(Notice("lost", "export.cut", "the file is damaged or breaks off; the records before that are read", source=name))
            yield from map(record_of, items)
        else:
            raise InputError(f"{name}: this is not JSON: {str(error)[:120]}", hint="export it again") from error
        return
    if isinstance(whole, dict):
        shaped = records_in(whole)
        whole = shaped if shaped is not None else next((whole[key] for key in _LISTS if isinstance(whole.get(key), list)), [whole])
    yield from (record_of(item) for item in whole if isinstance(item, dict)) if isinstance(whole, list) else ()


def whole_items(text: str) -> Iterator[dict[str, Any]]:
    """The objects of the first list of such in JSON that is damaged or breaks off, up to there."""
    begins = _LIST.search(text)
    at = begins.end() if begins else len(text)
    decoder = json.JSONDecoder()
    while at < len(text):
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(found, dict):
            yield found
        following = _NEXT.match(text, at)
        at = following.end() if following else len(text)


_LIST = regex(r"\[\s*(?=\{)")
_NEXT = regex(r"\s*,?\s*")


def _record(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _lines(text: str, name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    lost = 0
    for line in text.split("\n"):
        if record := _record(line) if line.strip() else {}:
            yield record
        elif line.strip():
            lost += 1
    if lost:
        notify(Notice("lost", "export.line", "lines that are no JSON, of a file of records", source=name, count=lost))


def _rows(text: str, name: str, notify: Notify) -> Iterator[dict[str, Any]]:
    first = text.partition("\n")[0]
    parting = max(_PARTING, key=first.count)
    csv.field_size_limit(LIMITS.input_bytes)
    nameless = 0
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=parting, restkey=_NAMELESS)
        if is_of_highlights(filter(None, table.fieldnames or ())):
            yield from highlights_of(table, name, notify)
            return
        for row in table:
            nameless += _NAMELESS in row
            yield {key: _listed(value) for key, value in row.items() if key and isinstance(value, str)}
    except csv.Error as error:
        raise InputError(f"{name}: this table can't be taken apart: {error}", hint="export it again") from error
    if nameless:
        notify(Notice("lost", "export.cell", "rows with more cells than the table has columns", source=name, count=nameless))


_NAMELESS = ""


def _listed(value: str) -> str | list[str]:
    """``value``, or what it lists: programs write lists of names into cells as Python or JSON has them."""
    if not (value.startswith("[") and _QUOTED_LIST.fullmatch(value)):
        return value
    return [one or other for one, other in _QUOTED.findall(value)]
