"""Formulas of Word as presentation MathML: the other way round of what the DOCX writer does (ISO/IEC 29500-1, 22.1)."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from convert.readers._xml import child, children, local

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OPENING = '<math xmlns="http://www.w3.org/1998/Math/MathML"{}>'
_DEEPEST = 60


def mathml_of(formula: Any, *, displayed: bool) -> str:
    """The formula in an ``m:oMath`` element; empty when it is nested past any sense."""
    try:
        inside = _row(formula, 0)
    except RecursionError:
        return ""
    return f"{_OPENING.format(' display=' + chr(34) + 'block' + chr(34) if displayed else '')}{inside}</math>" if inside else ""


def text_of_formula(formula: Any) -> str:
    """A formula on one line, as one writes it where it can't be set: ``(a+b)/2``, ``x^2``."""
    try:
        return _line(formula, 0)
    except RecursionError:
        return "".join(text.text or "" for text in formula.iter(f"{M}t"))


def _line(element: Any | None, depth: int) -> str:
    if depth > _DEEPEST:
        raise RecursionError
    shapes = [] if element is None else [below for below in element if isinstance(below.tag, str)]
    told = [_on_line(shape, depth + 1) for shape in shapes]
    for at, shape in enumerate(shapes):
        beside = "".join(told[:at])[-1:] + "".join(told[at + 1 :])[:1]
        if local(shape) == "f" and "/" in told[at] and any(sign.isalnum() or sign in "()" for sign in beside):
            told[at] = f"({told[at]})"
    return "".join(told)


def _on_line(element: Any, depth: int) -> str:
    """What one shape of a formula is on a line."""

    def part(name: str) -> str:
        return _line(child(element, name), depth)

    match local(element):
        case "t":
            return _seen(element.text or "", element)
        case "del" | "moveFrom":
            return ""
        case "eqArr":
            return "; ".join(_line(row, depth) for row in children(element, "e"))
        case "m":
            return "; ".join(", ".join(_line(cell, depth) for cell in children(row, "e")) for row in children(element, "mr"))
        case "limLow" | "limUpp":
            return f"{part('e')}{_set('_' if local(element) == 'limLow' else '^', part('lim'))}"
        case "acc":
            return part("e") + (_val(_property(element, "acc", "chr")) or "\u0302")
        case "func":
            return f"{part('fName')} {part('e')}"
        case "f":
            return f"{_held(part('num'))}{'¦' if _val(_property(element, 'f', 'type')) == 'noBar' else '/'}{_held(part('den'))}"
        case "sSup" | "sSub" | "sSubSup":
            return f"{_held(part('e'))}{_set('_', part('sub'))}{_set('^', part('sup'))}"
        case "nary":
            sign = _val(_property(element, "nary", "chr")) or "∫"
            return f"{sign}{_set('_', part('sub'))}{_set('^', part('sup'))} {part('e')}"
        case "rad":
            return f"{part('deg')}√{_held(part('e'))}"
        case "d":
            opening, closing = (_property(element, "d", name) for name in ("begChr", "endChr"))
            inside = ", ".join(_line(held, depth) for held in children(element, "e"))
            return f"{'(' if opening is None else _val(opening)}{inside}{')' if closing is None else _val(closing)}"
        case kind if kind.endswith("Pr"):
            return ""
        case _:
            return _line(element, depth)


def _held(text: str) -> str:
    """``text`` in brackets, unless it is one number, one word or in brackets already."""
    return text if text.isalnum() or len(text) < 2 or (text[0] == "(" and text.find(")") == len(text) - 1) else f"({text})"


def _set(sign: str, text: str) -> str:
    return f"{sign}{_held(text)}" if text else ""


def _row(element: Any | None, depth: int) -> str:
    """Everything in ``element`` as one row."""
    if element is None:
        return "<mrow></mrow>"
    if depth > _DEEPEST:
        raise RecursionError
    parts: list[str] = []
    for below in element:
        kind = local(below)
        if kind == "r":
            parts += _tokens(below)
        elif kind in _SHAPES:
            parts.append(_SHAPES[kind](below, depth + 1))
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


def _part(element: Any, name: str, depth: int) -> str:
    return _row(child(element, name), depth)


def _tokens(element: Any) -> list[str]:
    """What a run says, each number, word or sign by itself."""
    text = "".join(below.text or "" for below in children(element, "t"))
    text = _seen(text, element)
    properties = child(element, "rPr")
    upright = properties is not None and any(
        (local(below), _val(below)) in (("nor", ""), ("nor", "1"), ("sty", "p")) for below in properties
    )
    return [_token(piece, upright) for piece in _pieces(text, upright)]


def _seen(text: str, element: Any) -> str:
    """What is to be seen of ``text``, which stands in ``element``."""
    return text.translate(_UNSEEN) if any(local(above) == "eqArr" for above in element.iterancestors()) else text


# In equations below one another these say where they align and where the number begins, and are not seen.
_UNSEEN = {ord("&"): None, ord("#"): "\u2003"}


def _pieces(text: str, upright: bool) -> list[str]:
    """``text`` cut into numbers, words set upright, and single characters."""
    found: list[str] = []
    for character in text:
        digit = character.isdigit() or (character in ".," and bool(found) and found[-1][-1].isdigit())
        if found and ((digit and found[-1][0].isdigit()) or (upright and character.isalpha() and found[-1].isalpha())):
            found[-1] += character
        else:
            found.append(character)
    return found


def _token(piece: str, upright: bool) -> str:
    if piece.isspace():
        return "<mtext>\u00a0</mtext>"
    written = html.escape(piece, quote=False)
    if piece[0].isdigit():
        return f"<mn>{written}</mn>"
    if piece.isalpha():
        return f'<mi mathvariant="normal">{written}</mi>' if upright else f"<mi>{written}</mi>"
    return f"<mo>{written}</mo>"


def _val(element: Any | None) -> str:
    return "" if element is None else element.get(f"{M}val") or ""


def _property(element: Any, kind: str, name: str) -> Any | None:
    properties = child(element, f"{kind}Pr")
    return None if properties is None else child(properties, name)


def _fraction(element: Any, depth: int) -> str:
    bare = ' linethickness="0"' if _val(_property(element, "f", "type")) == "noBar" else ""
    return f"<mfrac{bare}>{_part(element, 'num', depth)}{_part(element, 'den', depth)}</mfrac>"


def _script(tag: str, *names: str) -> Callable[[Any, int], str]:
    def shape(element: Any, depth: int) -> str:
        return f"<{tag}>{''.join(_part(element, name, depth) for name in names)}</{tag}>"

    return shape


def _before(element: Any, depth: int) -> str:
    before = _part(element, "sub", depth) + _part(element, "sup", depth)
    return f"<mmultiscripts>{_part(element, 'e', depth)}<mprescripts/>{before}</mmultiscripts>"


def _root(element: Any, depth: int) -> str:
    degree = child(element, "deg")
    hidden = _property(element, "rad", "degHide")
    if degree is None or not len(degree) or (hidden is not None and _val(hidden) not in ("0", "off", "false")):
        return f"<msqrt>{_part(element, 'e', depth)}</msqrt>"
    return f"<mroot>{_part(element, 'e', depth)}{_row(degree, depth)}</mroot>"


def _big(element: Any, depth: int) -> str:
    """A sum, an integral and the like, with its limits."""
    sign = _val(_property(element, "nary", "chr")) or "∫"
    shown = {name: part for name in ("sub", "sup") if (part := child(element, name)) is not None and len(part)}
    over = _val(_property(element, "nary", "limLoc")) == "undOvr"
    tag = {(True, True): ("munderover", "msubsup"), (True, False): ("munder", "msub"), (False, True): ("mover", "msup")}.get(
        ("sub" in shown, "sup" in shown)
    )
    operator = f"<mo>{html.escape(sign, quote=False)}</mo>"
    if tag:
        operator = f"<{tag[not over]}>{operator}{''.join(_row(part, depth) for part in shown.values())}</{tag[not over]}>"
    return f"<mrow>{operator}{_part(element, 'e', depth)}</mrow>"


def _fenced(element: Any, depth: int) -> str:
    opening, closing, between = (_property(element, "d", name) for name in ("begChr", "endChr", "sepChr"))
    left = "(" if opening is None else _val(opening)
    right = ")" if closing is None else _val(closing)
    mark = f"<mo>{html.escape(_val(between) or '|', quote=False)}</mo>"
    inside = mark.join(_row(part, depth) for part in children(element, "e"))
    return f"<mrow>{_fence(left)}{inside}{_fence(right)}</mrow>"


def _fence(sign: str) -> str:
    return f"<mo>{html.escape(sign, quote=False)}</mo>" if sign else ""


def _function(element: Any, depth: int) -> str:
    return f"<mrow>{_part(element, 'fName', depth)}<mo>\u2061</mo>{_part(element, 'e', depth)}</mrow>"


def _accent(kind: str, otherwise: str) -> Callable[[Any, int], str]:
    def shape(element: Any, depth: int) -> str:
        sign = _val(_property(element, kind, "chr")) or otherwise
        under = _val(_property(element, kind, "pos")) in ("bot", "") and kind != "acc"
        tag = "munder" if under else "mover"
        return f'<{tag} accent="true">{_part(element, "e", depth)}<mo>{html.escape(sign, quote=False)}</mo></{tag}>'

    return shape


def _matrix(element: Any, depth: int) -> str:
    rows = "".join(
        f"<mtr>{''.join(f'<mtd>{_row(cell, depth)}</mtd>' for cell in children(row, 'e'))}</mtr>" for row in children(element, "mr")
    )
    return f"<mtable>{rows}</mtable>"


def _equations(element: Any, depth: int) -> str:
    return f"<mtable>{''.join(f'<mtr><mtd>{_row(row, depth)}</mtd></mtr>' for row in children(element, 'e'))}</mtable>"


def _inside(element: Any, depth: int) -> str:
    return _part(element, "e", depth)


_SHAPES: dict[str, Callable[[Any, int], str]] = {
    "ins": _row,
    "moveTo": _row,
    "f": _fraction,
    "sSup": _script("msup", "e", "sup"),
    "sSub": _script("msub", "e", "sub"),
    "sSubSup": _script("msubsup", "e", "sub", "sup"),
    "limLow": _script("munder", "e", "lim"),
    "limUpp": _script("mover", "e", "lim"),
    "sPre": _before,
    "rad": _root,
    "nary": _big,
    "d": _fenced,
    "func": _function,
    "acc": _accent("acc", "\u0302"),
    "bar": _accent("bar", "\u00af"),
    "groupChr": _accent("groupChr", "\u23df"),
    "m": _matrix,
    "eqArr": _equations,
    "box": _inside,
    "borderBox": _inside,
    "phant": _inside,
    "oMath": _row,
}
