"""Formulas as OMML, the mathematics of Word: TeX or MathML in, a checked fragment out."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_LONGEST = 20_000
_ALLOWED = frozenset(
    re.findall(
        r"\w+",
        """
        acc accPr argPr argSz aln alnScr bar barPr baseJc begChr borderBox borderBoxPr box boxPr brk cGp cGpRule chr count cSp
        ctrlPr d deg degHide den dPr diff e endChr eqArr eqArrPr f fName fPr func funcPr groupChr groupChrPr grow hideBot
        hideLeft hideRight hideTop limLoc limLow limLowPr limUpp limUppPr lim lit m maxDist mc mcJc mcPr mcs mPr mr nary
        naryPr noBreak nor num objDist oMath opEmu phant phantPr plcHide pos r rad radPr rPr rSp rSpRule scr sepChr show shp
        sPre sPrePr sSub sSubPr sSubSup sSubSupPr sSup sSupPr sty sub subHide sup supHide t transp type vertJc zeroAsc
        zeroDesc zeroWid
        """,
    )
)


@lru_cache(maxsize=2048)
def omml(tex: str, mathml: str, displayed: bool) -> str:
    """The formula as an ``m:oMath`` element; empty when it can't be turned into one.

    MathML counts over TeX where there are both. The fragment is well-formed and holds elements of OMML only.
    """
    if max(len(tex), len(mathml)) > _LONGEST or "<!" in mathml:
        return ""
    try:
        return _checked(_converted(mathml or _from_tex(tex, displayed)))
    except Exception:  # both converters raise anything at all on what they don't know; the words then stand in
        return ""


def _from_tex(tex: str, displayed: bool) -> str:
    from latex2mathml.converter import convert

    return str(convert(tex, display="block" if displayed else "inline"))


def _converted(mathml: str) -> str:
    from mathml2omml import convert

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(mathml.encode(), parser)
    if etree.QName(root).localname != "math" or any(not isinstance(node.tag, str) for node in root.iter()):
        return ""
    for note in list(root.iter(f"{{{_MATHML}}}annotation", f"{{{_MATHML}}}annotation-xml")):
        note.getparent().remove(note)
    plain = etree.Element("math")
    plain.extend(list(root))
    for node in plain.iter():
        node.tag = etree.QName(node).localname
    return str(convert(etree.tostring(plain, encoding="unicode")))


def _checked(fragment: str) -> str:
    """``fragment`` written anew without namespaces of its own; empty when anything in it is not OMML's."""
    root = etree.fromstring(f'<x xmlns:m="{_MATH}">{fragment}</x>'.encode())
    if len(root) != 1 or root[0].tag != f"{{{_MATH}}}oMath" or not "".join(root.itertext()).strip():
        return ""
    for node in root[0].iter():
        name = etree.QName(node)
        if name.namespace != _MATH or name.localname not in _ALLOWED:
            return ""
    _complete(root[0])
    written = str(etree.tostring(root[0], encoding="unicode"))
    return written.replace(f' xmlns:m="{_MATH}"', "", 1)


def _complete(formula: etree._Element) -> None:
    """What the schema wants and the converter leaves out: the degree of a square root, the limits of an operator."""
    for root in formula.iter(f"{{{_MATH}}}rad"):
        if root.find(f"{{{_MATH}}}deg") is None:
            at = _hidden(root, "rad", "degHide")
            root.insert(at, etree.Element(f"{{{_MATH}}}deg"))
    for operator in formula.iter(f"{{{_MATH}}}nary"):
        for place, name in enumerate(("sub", "sup")):
            if operator.find(f"{{{_MATH}}}{name}") is None:
                at = _hidden(operator, "nary", f"{name}Hide")
                operator.insert(at + place, etree.Element(f"{{{_MATH}}}{name}"))


def _hidden(element: etree._Element, name: str, flag: str) -> int:
    """The place behind the properties of ``element``, which say that ``flag`` holds."""
    properties = element.find(f"{{{_MATH}}}{name}Pr")
    if properties is None:
        properties = etree.Element(f"{{{_MATH}}}{name}Pr")
        element.insert(0, properties)
    etree.SubElement(properties, f"{{{_MATH}}}{flag}").set(f"{{{_MATH}}}val", "1")
    return 1
