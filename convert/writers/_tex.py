"""TeX for formulas that are known as MathML alone, for formats whose formulas are TeX."""

from __future__ import annotations

from typing import Any

from convert.patterns import regex

# Longer than any formula of a text; the converter goes as deep as the markup does.
_LONGEST = 100_000
# A bracket without its counterpart is set as an empty pair that grows; alone it says the same.
_LONE = regex(r"\\left(\\[{}]|[(\[|])\s?\\right\.|\\left\.\s?\\right(\\[{}]|[)\]|])")
_BLANKS = regex(r"\s+")
_PLACE = regex(r"TABLEAT(\d+)ENDS")


def tex_of(mathml: str) -> str:
    """The formula of ``mathml`` as TeX; empty where it can't be said so."""
    if not mathml or len(mathml) > _LONGEST:
        return ""
    from lxml import etree

    try:
        formula = etree.fromstring(mathml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        for element in formula.iter("{*}*"):
            element.tag = etree.QName(element).localname
        etree.cleanup_namespaces(formula)
        return _said(formula)
    except Exception:  # the converter raises anything from ExpatError to RecursionError for markup it doesn't know
        return ""


def _said(formula: Any) -> str:
    """``formula`` as TeX. Its tables are said apart, since the converter gives their cells without an environment."""
    from lxml import etree
    from mathml_to_latex.converter import MathMLToLaTeX

    tables: list[str] = []
    while (table := formula.find(".//mtable")) is not None:
        tables.append(_table(table))
        place = etree.Element("mi")
        place.text, place.tail = f"TABLEAT{len(tables) - 1}ENDS", table.tail
        table.getparent().replace(table, place)
    tex = str(MathMLToLaTeX().convert(etree.tostring(formula, encoding="unicode")))
    tex = _BLANKS.sub(" ", _LONE.sub(lambda match: match[1] or match[2], tex)).strip()
    return _PLACE.sub(lambda match: tables[int(match[1])], tex)


def _table(table: Any) -> str:
    rows = [[_said(_formula(cell)) for cell in row if cell.tag == "mtd"] for row in table if row.tag in ("mtr", "mlabeledtr")]
    sides = set((table.get("columnalign") or "").split())
    kind = "aligned" if {"right", "left"} <= sides else "matrix"
    return rf"\begin{{{kind}}} " + r" \\ ".join(" & ".join(row) for row in rows) + rf" \end{{{kind}}}"


def _formula(cell: Any) -> Any:
    """What ``cell`` holds, as a formula."""
    from lxml import etree

    formula = etree.Element("math")
    formula.extend(list(cell))
    return formula
