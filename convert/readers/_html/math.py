"""Formulas on a page: MathML, and the TeX that scripts and pictures of formulas carry with them."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, unquote_plus

from convert.model import Inline, Math
from convert.patterns import regex
from convert.readers._html.figures import is_picture_file
from convert.readers._html.page import Element

_TEX = regex(r"(?:math/tex|application/x-tex)", re.IGNORECASE)
_HOLDERS = regex(r"(?:^|\s)(?:katex|katex-display|mwe-math-element|MathJax|mjx-container|math-tex)(?:\s|$)")
_PICTURED = regex(r"(?:^|\s)(?:mwe-math-fallback-image-inline|mwe-math-fallback-image-display|latex|tex|math)(?:\s|$)")
_LOOKS_LIKE_TEX = regex(r"[\\^_{}]")
_COMMAND = regex(r"(?:%5C|\\)[a-zA-Z]{2,}", re.IGNORECASE)
_WRITTEN_OUT = regex(r"%5C[a-zA-Z]{2,}", re.IGNORECASE)
_LONGEST_ADDRESS = 8_000
# What services are told of size and colour, before the formula.
_STYLING = regex(r"\A(?:\s*\\(?:dpi\s*\{\d+\}|bg_\w+|fg_\w+|inline|tiny|small|large|Large|huge)(?![a-zA-Z])\s*)+")


def of_script(script: Element) -> Inline | None:
    """The formula that a ``<script type="math/tex">`` holds."""
    if not _TEX.match(script.get("type")):
        return None
    tex = "".join(child for child in script.children if isinstance(child, str)).strip()
    return Math(tex=tex) if tex else None


def of_element(element: Element) -> Inline | None:
    """The formula that ``element`` is or shows: ``<math>``, or what a formula script made of one."""
    if element.tag == "math":
        return _of_math(element)
    if element.tag in ("span", "mjx-container", "div", "p") and (element.tag == "mjx-container" or _HOLDERS.search(element.get("class"))):
        inside = next((below for below in element.walk() if below.tag == "math"), None)
        return _of_math(inside) if inside else None
    return None


def of_image(image: Element) -> Inline | None:
    """The formula that a picture shows, where its alternative text or its address is the TeX of it."""
    if _PICTURED.search(image.get("class")) and image.get("alt").strip():
        return Math(tex=_bare(image.get("alt")))
    tex = _in_address(image.get("src") or image.get("data-src"))
    return Math(tex=tex) if tex else None


def _in_address(address: str) -> str:
    """The TeX that ``address`` asks a service to draw: its query, a value in that, or the last part of its path.

    A backslash that stands in a path as it is parts folders, as somebody wrote it on Windows; so does one before a picture's file.
    """
    where, _, query = address.partition("?")
    if len(address) > _LONGEST_ADDRESS or not (_COMMAND.search(query) or (_WRITTEN_OUT.search(where) and not is_picture_file(where))):
        return ""
    values = [value for pair in query.split("&") for name, mark, value in [pair.partition("=")] if mark and name.isalnum()]
    value = next((value for value in values if _COMMAND.search(value)), "")
    tex = unquote_plus(value) if value else unquote(query if _COMMAND.search(query) else where.rpartition("/")[2])
    return _bare(_STYLING.sub("", html.unescape(tex).replace("&space;", " ")))


def is_displayed(element: Element) -> bool:
    """Whether a formula's element asks for a line of its own."""
    return any(
        below.get("display") in ("block", "true") or "display" in below.get("class") or "mode=display" in below.get("type")
        for below in element.walk()
    )


def _of_math(math: Element) -> Inline | None:
    said = _bare(math.get("alttext"))
    tex = said if _LOOKS_LIKE_TEX.search(math.get("alttext")) else ""
    for below in math.walk():
        if below.tag == "annotation" and "tex" in below.get("encoding").lower():
            tex = _bare(below.text()) or tex
    mathml = _markup(math) if any(_is_shown(child) for child in math.elements()) or _read_out(math) else ""
    return Math(tex=tex, mathml=mathml, text="" if tex else said or _read_out(math)) if tex or mathml else None


_SIGNS = {"mfrac": "/", "msup": "^", "mover": "^", "msub": "_", "munder": "_"}
_PAIRED = {"msubsup": "_^", "munderover": "_^"}


def _read_out(math: Element) -> str:
    """``math`` in a line: what is set above, below or beside something stands after it, with a sign between."""
    shown = [child for child in math.children if not (isinstance(child, str) and not child.strip())]
    parts = [child.strip() if isinstance(child, str) else _read_out(child) for child in shown if isinstance(child, str) or _is_shown(child)]
    if math.tag == "mo":
        return f" {''.join(parts)} " if parts and _RELATES.fullmatch(parts[0]) else "".join(parts)
    if math.tag in ("msqrt", "mroot"):
        return f"{'√' if len(parts) < 2 or math.tag == 'msqrt' else f'{_grouped(parts.pop())}√'}{_grouped(''.join(parts))}"
    signs = _SIGNS.get(math.tag) or _PAIRED.get(math.tag, "")
    if signs and len(parts) == len(signs) + 1:
        return _grouped(parts[0]) + "".join(sign + _grouped(part) for sign, part in zip(signs, parts[1:], strict=True))
    line = (" " if math.tag in ("mtr", "mtable") else "").join(parts)
    return " ".join(line.split()) if math.tag == "math" else line


_RELATES = regex(r"[=<>≠≤≥≈≡∼≅∝±∓+−×÷·⋅∈∉⊂⊆∪∩→←↔⇒⇔∧∨-]")


def _grouped(part: str) -> str:
    part = part.strip()
    return f"({part})" if " " in part or any(sign in part for sign in "/^_") else part


def _is_shown(element: Element) -> bool:
    return element.tag not in ("annotation", "annotation-xml", "mphantom")


def _bare(tex: str) -> str:
    tex = " ".join(tex.split())
    match = re.fullmatch(r"\{\\(?:display|text)style (.*)\}", tex)
    return (match[1] if match else tex).strip(" $")


def _markup(math: Element) -> str:
    """``math`` as MathML text, without the annotations that repeat it in another notation."""
    pieces: list[str] = []
    pending: list[Element | str] = [math]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        if node.tag in ("annotation", "annotation-xml"):
            continue
        said = "".join(f' {name}="{html.escape(value or "")}"' for name, value in node.attributes.items() if _kept(name))
        pieces.append(f"<{node.tag}{said}>")
        pending.append(f"</{node.tag}>")
        pending.extend(_written(child) if isinstance(child, str) else child for child in reversed(node.children))
    return "".join(pieces)


def _written(text: str) -> str:
    """``text`` of a formula: blanks round it say nothing and several are one (MathML Core, 2.1.7)."""
    return html.escape(_BLANKS.sub(" ", text).strip(" "), quote=False)


_BLANKS = regex(r"[ \t\n\r\f]+")


def _kept(name: str) -> bool:
    return (
        re.fullmatch(r"[a-z]+", name) is not None
        and not name.startswith("on")
        and name not in ("class", "id", "style", "href", "src", "alttext", "altimg")
    )
