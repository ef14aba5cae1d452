"""Charts that Office draws from figures: those figures as a table, as they were when the document was saved (ISO/IEC 29500-1, 21.2)."""

from __future__ import annotations

from typing import Any

from convert.limits import LIMITS
from convert.model import Cell, Paragraph, Table, Text
from convert.readers._html.inlines import tidy

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = f"{_C}chart"


def figures_of(root: Any) -> Table | None:
    """The figures of the chart whose part has the ``root``: a row for each of its categories, a column for each of its series."""
    series = [(_named(one), _points(one, "cat", "xVal"), _points(one, "val", "yVal")) for one in root.iter(f"{_C}ser")]
    places = sorted({place for _, names, values in series for place in (*names, *values)})
    named = next((names for _, names, _ in series if names), {})
    differ = any(names and names != named for _, names, _ in series)  # points of their own, as of measurements: no table says those
    if not places or differ or len(places) * (len(series) + 1) > LIMITS.table_cells:
        return None
    head = (_cell(""), *(_cell(name) for name, _, _ in series)) if any(name for name, _, _ in series) else ()
    rows = tuple((_cell(named.get(place, "")), *(_cell(values.get(place, "")) for _, _, values in series)) for place in places)
    title = _words(root.find(f"{_C}chart/{_C}title"))
    return Table(rows, head=(head,) if head else (), caption=(Text(title),) if title else ())


def _cell(said: str) -> Cell:
    return Cell((Paragraph((Text(said),)),) if said else ())


def _words(element: Any | None) -> str:
    """What stands in a title: typed, or taken from a cell."""
    found = [] if element is None else [below.text or "" for below in element.iter(f"{_A}t", f"{_C}v")]
    return tidy(" ".join("".join(found).split()))


def _named(series: Any) -> str:
    return _words(series.find(f"{_C}tx"))


def _points(series: Any, *names: str) -> dict[int, str]:
    """The points of the first of ``names`` that ``series`` has, by their place; of categories in levels the lowest."""
    held = next((found for name in names if (found := series.find(f"{_C}{name}")) is not None), None)
    level = None if held is None else next(held.iter(f"{_C}lvl"), held)
    points = [] if level is None else list(level.iter(f"{_C}pt"))
    return {int(place): _words(point) for point in points if (place := point.get("idx", "")).isdecimal()}
