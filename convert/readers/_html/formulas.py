"""Formulas that a page shows only as drawn: MathJax's boxes and glyphs, and elements that keep their TeX as data.

Before a page is judged each becomes a ``math`` element, so that what is drawn is read as the formula that it shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from convert.patterns import regex
from convert.readers._html.page import Element, Page

_TEX = ("data-math", "data-latex", "data-tex", "data-katex", "data-formula")
_TEX_NAMES = frozenset(_TEX)
# What such an attribute says of how a formula is set, and no formula.
_NO_TEX = frozenset(("true", "false", "yes", "no", "inline", "block", "display"))
_COMMAND = regex(r"\\[a-zA-Z]{2,}|\^[\w{]|_\{")
_GLYPH = regex(r"(?:^|\s)mjx-c([0-9A-F]{2,6})(?:\s|$)")
# An identifier of one letter is set in italics without being asked to (MathML Core, 3.2.2).
_ITALIC = regex("[\U0001d434-\U0001d467\U0001d6e2-\U0001d71b\u210e]")
_DISPLAYED = regex(r"block|display", re.IGNORECASE)
_DRAWN = regex(r"(?:^|\s)(?:MathJax|MJXc?|mjx)[\w-]*(?:\s|$)")
# Among more siblings than any paragraph has formulas, none is looked for.
_MOST_BESIDE = 2_000
_LEAST_DRAWN = 80
_TOKENS = {"mjx-mi": "mi", "mjx-mn": "mn", "mjx-mo": "mo", "mjx-mtext": "mtext", "mjx-ms": "ms"}
_UNSEEN = frozenset(("mjx-assistive-mml", "mjx-mphantom", "mjx-surd", "mjx-mspace", "mjx-spacer", "mjx-labels"))
_HIGHEST = 0x10FFFF


def restore(page: Page) -> None:
    """Make each formula of ``page`` that is only drawn a ``math`` element."""
    changed = False
    for element in page.order:
        if element.tag == "mjx-container":
            held = {below.tag: below for below in element.walk() if below.tag in ("math", "mjx-math")}
            drawn = held.get("mjx-math") if "math" not in held else None
            if drawn is not None:
                _replace(element, bool(drawn.get("display") or element.get("display")), _parts(drawn))
                changed = True
        elif element.tag == "math":
            changed |= _annotate(element)
        elif element.tag == "script" and element.get("type").lower().startswith("math/tex"):
            changed |= _leave_to(element)
        elif not _TEX_NAMES.isdisjoint(element.attributes) and (tex := _kept_in(element)):
            _replace(element, bool(_DISPLAYED.search(element.get("class"))), [_annotation(tex)])
            changed = True
        elif "mat" in element.get("class") and (match := _wholly(element)) is not None:
            _replace(element, match.lastgroup != "line", [_annotation(next(filter(None, match.groups())).strip())])
            changed = True
    for pattern in _written(page):
        for element in page.order:
            if element.tag not in _VERBATIM and any(isinstance(child, str) and pattern.search(child) for child in element.children):
                changed |= _spell_out(element, pattern)
    if changed:
        page.renumber()


def _kept_in(element: Element) -> str:
    """The TeX that ``element`` keeps as data; empty where it holds more than a script would draw of that."""
    tex = next((tex for name in _TEX if (tex := element.get(name))), "")
    most = _LEAST_DRAWN + 4 * len(tex)
    if not tex or tex.lower() in _NO_TEX or element.end - element.at > most or len(element.text(most + 1)) > most:
        return ""
    return tex


def _leave_to(script: Element) -> bool:
    """Leave the formula to ``script``, which holds it as written, where MathJax 2 has drawn it before that; whether it has."""
    here = script.parent if script.parent is not None and len(script.parent.children) == 1 else script
    at = here.place(_MOST_BESIDE)
    before = here.parent.children[max(0, at - 4) : at] if here.parent is not None and at > 0 else []
    drawn = [child for child in before if isinstance(child, Element) and _DRAWN.search(f"{child.get('class')} {child.get('id')}")]
    for each in drawn:
        each.children = []
    return bool(drawn)


def _annotate(formula: Element) -> bool:
    """Give ``formula`` the TeX that it, or the element that holds nothing else, keeps as data; whether there is any."""
    holder = formula.parent
    held = (formula, holder) if holder is not None and len(holder.children) == 1 else (formula,)
    data = (value for each in held for name, value in each.attributes.items() if name.startswith("data-") and value)
    tex = next((value for value in data if _COMMAND.search(value)), "")
    if not tex:
        return False
    note = _annotation(tex)
    note.parent = formula
    formula.children.append(note)
    return True


def _annotation(tex: str) -> Element:
    note = _new("annotation", [tex])
    note.attributes = {"encoding": "application/x-tex"}
    return note


def _replace(holder: Element, displayed: bool, parts: list[Element | str]) -> None:
    """Let ``holder`` hold nothing but a formula of ``parts``."""
    formula = _new("math", parts)
    formula.attributes = {"display": "block"} if displayed else {}
    formula.parent = holder
    holder.children = [formula]


def _new(tag: str, parts: list[Element | str]) -> Element:
    element = Element(tag, {}, None)
    element.children = parts
    for part in parts:
        if isinstance(part, Element):
            part.parent = element
    return element


# --- TeX in the text, where a script is there to set it ----------------------------------------------------


def _written(page: Page) -> Iterator[re.Pattern[str]]:
    """How formulas stand in the text of ``page``: as its scripts are told to look for them, where it has any."""
    scripts = [element for element in page.order if element.tag == "script"]
    if any(_SETS_TEX.search(script.get("src")) for script in scripts):
        yield _BETWEEN
        said = "".join(child for script in scripts for child in script.children if isinstance(child, str))
        if _DOLLARS.search(said):
            yield _BETWEEN_DOLLARS


_SETS_TEX = regex(r"mathjax|katex", re.IGNORECASE)
_DOLLARS = regex(r"inlineMath[^;]{0,80}['\"]\$['\"]|left['\"]?\s*:\s*['\"]\$['\"]")
# What stands between two marks holds no other, so that no letter is looked at twice.
_INSIDE = r"(?:[^\\]|\\[^()\[\]])"
_BETWEEN = regex(
    rf"\\\((?P<line>{_INSIDE}{{1,4000}}+)\\\)|\\\[(?P<display>{_INSIDE}{{1,8000}}+)\\\]|\$\$(?P<dollars>[^$]{{1,8000}}+)\$\$", re.DOTALL
)
_BETWEEN_DOLLARS = regex(r"(?<![\\$\w])\$(?P<line>[^\s$](?:[^$]{0,2000}?[^\s$\\])?)\$(?![\d$])", re.DOTALL)
_SAYS_MATH = frozenset(("math", "arithmatex"))


def _wholly(element: Element) -> re.Match[str] | None:
    """The formula that is all of ``element``, which is called one, as pandoc and Python-Markdown write it for a script that need not be there."""
    if _SAYS_MATH.isdisjoint(element.get("class").split()) or len(element.children) != 1 or not isinstance(element.children[0], str):
        return None
    said = element.children[0].strip()
    return _BETWEEN.fullmatch(said) or _BETWEEN_DOLLARS.fullmatch(said)


_VERBATIM = frozenset(("script", "style", "pre", "code", "textarea", "title", "math", "annotation", "kbd", "samp", "select", "svg"))


def _spell_out(element: Element, pattern: re.Pattern[str]) -> bool:
    """Make formulas of what stands between the marks of ``pattern`` in the text right in ``element``."""
    children: list[Element | str] = []
    for child in element.children:
        if not isinstance(child, str):
            children.append(child)
            continue
        reached = 0
        for match in pattern.finditer(child):
            children.append(child[reached : match.start()])
            tex = next(filter(None, match.groups())).strip()
            formula = _new("math", [_annotation(tex)])
            formula.attributes = {} if match.lastgroup == "line" else {"display": "block"}
            formula.parent = element
            children.append(formula)
            reached = match.end()
        children.append(child[reached:])
    element.children = [child for child in children if child != ""]
    return True


# --- MathJax 3 (CommonHTML output): each element is called as its MathML, with boxes for layout in between ----------


def _parts(drawn: Element) -> list[Element | str]:
    """The MathML of what stands in ``drawn``."""
    return [part for child in drawn.elements() for part in _part(child)]


def _part(drawn: Element) -> list[Element | str]:
    if drawn.tag in _UNSEEN:
        return []
    if token := _TOKENS.get(drawn.tag):
        shown = "".join(_glyphs(drawn))
        return [_new(token, [unicodedata.normalize("NFKC", shown) if token == "mi" and _ITALIC.fullmatch(shown) else shown])]
    make = _MAKE.get(drawn.tag)
    return list(make(drawn)) if make else _parts(drawn)


def _glyphs(drawn: Element) -> Iterator[str]:
    """The characters that ``drawn`` shows: as text, or by the class of each glyph; a stretched sign is called by its own."""
    for below in drawn.walk():
        stretched = below.tag.startswith("mjx-stretchy")
        if below.tag == "mjx-c" or stretched:
            match = _GLYPH.search(below.get("class"))
            code = int(match[1], 16) if match else 0
            yield "" if stretched and not code else chr(code) if 0 < code <= _HIGHEST else below.text()
            if stretched:
                return


def _row(parts: list[Element | str]) -> Element | str:
    return parts[0] if len(parts) == 1 else _new("mrow", parts)


def _below(drawn: Element, tag: str) -> Element | str:
    """What stands in the ``tag`` of ``drawn`` itself, not in one of what stands in its other parts."""
    held = next(_own(drawn, frozenset((tag,))), None)
    return _row(_parts(held) if held is not None else [])


def _own(drawn: Element, tags: frozenset[str]) -> Iterator[Element]:
    """The elements of ``tags`` that are parts of ``drawn``, however many boxes for layout are round them."""
    pending = [*drawn.elements()][::-1]
    while pending:
        part = pending.pop()
        if part.tag in tags:
            yield part
        elif part.tag not in _PARTS:
            pending += [*part.elements()][::-1]


# What of a formula's element holds formulas again.
_PARTS = frozenset(
    ("mjx-num", "mjx-den", "mjx-over", "mjx-under", "mjx-base", "mjx-root", "mjx-script", "mjx-mtr", "mjx-mlabeledtr", "mjx-mtd", "mjx-box")
)


def _fraction(drawn: Element) -> Iterator[Element | str]:
    yield _new("mfrac", [_below(drawn, "mjx-num"), _below(drawn, "mjx-den")])


def _root(drawn: Element) -> Iterator[Element | str]:
    held = _below(drawn, "mjx-box")
    yield _new("mroot", [held, _below(drawn, "mjx-root")]) if drawn.tag == "mjx-mroot" else _new("msqrt", [held])


def _scripts(drawn: Element) -> Iterator[Element | str]:
    """A base with what is set above or below its line, or right over and under it."""
    name = drawn.tag.removeprefix("mjx-")
    script = next((child for child in drawn.elements() if child.tag == "mjx-script"), None)
    if script is not None:
        base = _row([part for child in drawn.elements() if child is not script for part in _part(child)])
        held = [_row(_part(child)) for child in script.elements() if child.tag not in _UNSEEN]
        yield _new(_BESIDE.get(name, name), [base, *reversed(held)])
        return
    # The base of a sign with limits on both sides stands in a box of its own, with the lower one.
    inner = next(_own(drawn, frozenset(("mjx-box",))), drawn) if name == "munderover" else drawn
    around = [_below(inner if tag == "mjx-under" else drawn, tag) for tag in ("mjx-under", "mjx-over") if tag.removeprefix("mjx-") in name]
    yield _new(name, [_below(inner, "mjx-base"), *around])


# Where limits stand beside their sign, as in a line, they are as scripts are.
_BESIDE = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}


def _table(drawn: Element) -> Iterator[Element | str]:
    yield _new("mtable", [_new("mtr", list(map(_cell, _own(row, _CELLS)))) for row in _own(drawn, _ROWS)])


_ROWS, _CELLS = frozenset(("mjx-mtr", "mjx-mlabeledtr")), frozenset(("mjx-mtd",))


def _cell(drawn: Element) -> Element:
    return _new("mtd", _parts(drawn))


_MAKE: dict[str, Callable[[Element], Iterator[Element | str]]] = {
    "mjx-mfrac": _fraction,
    **dict.fromkeys(("mjx-msqrt", "mjx-mroot"), _root),
    **dict.fromkeys(("mjx-msup", "mjx-msub", "mjx-msubsup", "mjx-mover", "mjx-munder", "mjx-munderover"), _scripts),
    "mjx-mtable": _table,
}
