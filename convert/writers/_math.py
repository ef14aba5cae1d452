"""Formulas as MathML: rebuilt element by element, so that nothing of an input's markup gets through.

What comes out is presentation MathML of the elements and attributes named here, which are those of MathML Core
that the schema of EPUBCheck takes as well. A formula that can't be rebuilt is its text.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

from convert.model import Math, MathBlock
from convert.patterns import regex

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_TEX_CHARACTERS = 10_000
_DEPTH = 100

# MathML Core, section 3: what holds text, what holds any number of elements, what holds exactly so many.
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mphantom", "merror", "msqrt", "mtd"})
_FIXED = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}
_KNOWN = _TOKENS | _ROWS | _FIXED.keys() | {"mspace", "mtable", "mtr"}
_PARENTS = {"mtd": "mtr", "mtr": "mtable"}
_LENGTH = r"-?\d{0,4}(\.\d{1,6})?(em|ex|px|pt|pc|cm|mm|in|%)|0"
_WHETHER = r"true|false"
_SPACED = rf"({_LENGTH})( ({_LENGTH}))*"
_ATTRIBUTES = {
    "mathvariant": r"normal|(bold-)?(fraktur|script|italic|sans-serif)|bold|double-struck|monospace|sans-serif-(bold-)?italic",
    "dir": r"ltr|rtl",
    "display": r"block|inline",
    "displaystyle": _WHETHER,
    "scriptlevel": r"[+-]?\d",
    "linethickness": _LENGTH,
    "width": _LENGTH,
    "height": _LENGTH,
    "depth": _LENGTH,
    "voffset": _LENGTH,
    "lspace": _LENGTH,
    "rspace": _LENGTH,
    "minsize": _LENGTH,
    "maxsize": _LENGTH,
    "form": r"prefix|infix|postfix",
    "fence": _WHETHER,
    "separator": _WHETHER,
    "stretchy": _WHETHER,
    "symmetric": _WHETHER,
    "largeop": _WHETHER,
    "movablelimits": _WHETHER,
    "accent": _WHETHER,
    "accentunder": _WHETHER,
    "columnalign": r"(left|center|right)( (left|center|right))*",
    "columnspacing": _SPACED,
    "rowspacing": _SPACED,
}
_ALLOWED = {name: regex(pattern) for name, pattern in _ATTRIBUTES.items()}
_ON = {
    "math": {"display", "dir", "displaystyle", "scriptlevel"},
    "mstyle": {"dir", "mathvariant", "displaystyle", "scriptlevel"},
    "mrow": {"dir"},
    "mfrac": {"linethickness"},
    "mspace": {"width", "height", "depth"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mo": {"mathvariant", "dir", "form", "fence", "separator", "lspace", "rspace", "stretchy", "symmetric"}
    | {"maxsize", "minsize", "largeop", "movablelimits", "accent"},
    "munder": {"accentunder"},
    "mover": {"accent"},
    "munderover": {"accent", "accentunder"},
    "mtable": {"columnalign", "columnspacing", "rowspacing", "displaystyle"},
    "mtd": {"columnalign"},
} | {token: {"mathvariant", "dir"} for token in _TOKENS - {"mo"}}


class _Unfit(Exception):
    """The formula can't be said in what is allowed here."""


def mathml(node: Math | MathBlock) -> str:
    """``node`` as a ``math`` element with its text as ``alttext``; empty when neither its MathML nor its TeX can be rebuilt."""
    block = isinstance(node, MathBlock)
    for source in (node.mathml, _of_tex(node.tex, block) if node.tex else ""):
        if source:
            try:
                return _rebuilt(source, block, node.text or node.tex)
            except _Unfit:
                continue
    return ""


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)


def _of_tex(tex: str, block: bool) -> str:
    if len(tex) > _TEX_CHARACTERS:
        return ""
    from latex2mathml.converter import convert

    try:
        return str(convert(tex, display="block" if block else "inline"))
    except Exception:  # its parser raises anything from IndexError to RecursionError for TeX it doesn't know
        return ""


def _rebuilt(source: str, block: bool, text: str) -> str:
    from lxml import etree

    try:
        root = etree.fromstring(source.encode(), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _Unfit from error
    if _name(root) != "math":
        raise _Unfit
    fresh = etree.Element(f"{{{_NAMESPACE}}}math", nsmap={None: _NAMESPACE})
    _attributes(root, fresh)
    fresh.set("display", "block" if block else "inline")
    if text:
        fresh.set("alttext", " ".join(text.split()))
    _fill(root, fresh, 1)
    if not "".join(fresh.itertext()).strip():
        raise _Unfit
    return str(etree.tostring(fresh, encoding="unicode"))


def said(node: Math | MathBlock) -> str:
    """``node`` in plain characters: its text, else its TeX, else the characters of its MathML."""
    return node.text or node.tex or " ".join(unescape(re.sub(r"<[^>]*>", " ", node.mathml)).split())


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attributes(source: Any, fresh: Any) -> None:
    taken = _ON.get(_name(fresh), set())
    for key, value in source.attrib.items():
        if key in taken and _ALLOWED[key].fullmatch(value):
            fresh.set(key, value)


def _fill(source: Any, fresh: Any, depth: int) -> None:
    """Put the children of ``source`` into ``fresh``, in what is allowed; raises `_Unfit` where that can't be."""
    if depth > _DEPTH or (source.text or "").strip():
        raise _Unfit
    for child in source:
        if (child.tail or "").strip():
            raise _Unfit
        _put(child, fresh, depth)


def _put(child: Any, fresh: Any, depth: int) -> None:
    from lxml import etree

    name = _name(child)
    if name in ("annotation", "annotation-xml"):
        return
    if name == "semantics":
        _fill(child, fresh, depth + 1)
        return
    if name not in _KNOWN or _PARENTS.get(name, _name(fresh)) != _name(fresh):
        raise _Unfit
    element = etree.SubElement(fresh, f"{{{_NAMESPACE}}}{name if name != 'math' else 'mrow'}")
    _attributes(child, element)
    if name in _TOKENS:
        element.text = "".join(child.itertext())
    else:
        _fill(child, element, depth + 1)
    if len(element) != _FIXED.get(name, len(element)):
        raise _Unfit
