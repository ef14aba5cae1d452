"""Formulas in Markdown: between dollars, between the brackets of LaTeX as chats with language models have them, in its environments.

The plug-ins for them look at the end of a line to judge its beginning, so that prices became formulas.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from convert.patterns import regex

_MATH = regex(r"\$(?=[^\s$])((?:[^$\\]|\\.)*?[^\s\\$]|(?:[^$\\]|\\.)*?\\[^\s$])\$(?!\d)", re.DOTALL)
_DISPLAYED = regex(r"\$\$(?=\S)((?:[^$\\]|\\.)*?\S)\$\$", re.DOTALL)
_TICKED = regex(r"\$`([^`\n]{1,2000})`\$")
# By CommonMark a backslash before a bracket says that it is one, as programs write each of theirs: what is between must be TeX.
_BRACKETS = regex(r"\\(?:\\|([()\[\]]))")
_COMMAND = regex(r"(?<!\\)(?:\\\\)*\\[A-Za-z]{2}")
_SAYS_TEX = regex(r"(?<!\\)(?:\\\\)*\\[A-Za-z]{2}|[=^]|(?<!\\)_")
_OTHERS = regex(r"[$`]|\n[ \t]*\n")
_WORDS = regex(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[A-Za-z]{3,}")
_TEXT = regex(r"\\(?:text|mathrm|operatorname|mbox)\s*\{[^{}]*\}")
_CODE = regex(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1|^(?: {4}|\t)[^\n]*$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_ENVIRONMENT = regex(r"\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|flalign|split|cases|array|[bBpvV]?matrix)\*?)\}")
_LONGEST = 4_000


def has_tex(text: str) -> bool:
    """Whether a formula stands between brackets of LaTeX in ``text``; then others of them may be one, too, however short."""
    if "\\(" not in text and "\\[" not in text:
        return False
    prose = _CODE.sub("", text)
    opened = {")": -1, "]": -1}
    for found in _BRACKETS.finditer(prose):
        if found[1] in ("(", "["):
            opened[")" if found[1] == "(" else "]"] = found.end()
        elif found[1] and (start := opened[found[1]]) >= 0:
            inside, opened[found[1]] = prose[start : found.start()], -1
            if _is_formula(inside, _SAYS_TEX if found[1] == ")" else _COMMAND):
                return True
    return False


def _is_formula(inside: str, sign: re.Pattern[str] | None = None) -> bool:
    """Whether ``inside`` brackets of LaTeX is a formula: with a ``sign`` of it, if one is asked for, and no prose or other mark in it."""
    if not inside.strip() or len(inside) > _LONGEST or _OTHERS.search(inside) or (sign and not sign.search(inside)):
        return False
    return _WORDS.search(_TEXT.sub("", inside)) is None


def math_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A formula between ``$$``, between the square brackets of LaTeX or in one of its environments, on lines of its own, none blank."""
    if state.is_code_block(first):
        return False
    start = state.bMarks[first] + state.tShift[first]
    opening = state.src[start : state.eMarks[first]].rstrip()
    environment = _ENVIRONMENT.match(opening)
    bracketed = state.env.get("tex") and opening.startswith("\\[")
    begins, ends = ("", f"\\end{{{environment[1]}}}") if environment else ("\\[", "\\]") if bracketed else ("$$", "$$")
    if not opening.startswith(begins) or (begins != "$$" and state.src.find(ends, start + 2, start + _LONGEST) < 0):
        return False
    lines = [opening.removeprefix(begins)]
    line = first
    while not (lines[-1].endswith(ends) and (line > first or len(lines[0]) > len(ends))):
        line += 1
        if line >= last or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        lines.append(state.getLines(line, line + 1, state.sCount[first], False).rstrip())
    tex = "\n".join(lines)
    tex = tex if environment else tex.removesuffix(ends)
    if "$$" in tex or not tex.strip() or (bracketed and ("\\]" in tex or not _is_formula(tex, _SAYS_TEX))):
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.content, token.map = tex.strip() if bracketed else tex.strip("\n").rstrip(), [first, line + 1]
        state.line = line + 1
    return True


def math(state: StateInline, silent: bool) -> bool:
    """A formula in a line: no blank inside its ``$``, no digit behind them, so that prices stay prices; or between LaTeX's brackets."""
    sign = state.src[state.pos]
    if sign == "$":
        match = next((found for form in (_TICKED, _DISPLAYED, _MATH) if (found := form.match(state.src, state.pos, state.posMax))), None)
        if not match or (state.pos and state.src[state.pos - 1] in "$0123456789"):
            return False
    elif sign == "\\" and state.env.get("tex"):
        match = _bracketed(state)
        if not match:
            return False
    else:
        return False
    if not silent:
        state.push("math_inline", "", 0).content = match[1].strip() if sign == "\\" else match[1]
    state.pos = match.end()
    return True


def _bracketed(state: StateInline) -> re.Match[str] | None:
    """What stands between brackets of LaTeX here: between round ones anything but prose, unless they are part of a word (*file(s)*)."""
    match = _BRACKETED.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST))
    if (
        match is None
        or match[0][1] + match[0][-1] not in ("()", "[]")
        or not _is_formula(match[1], _SAYS_TEX if match[0][1] == "[" else None)
    ):
        return None
    joined = state.pos and state.src[state.pos - 1].isalnum() and not _SAYS_TEX.search(match[1])
    return None if joined else match


_BRACKETED = regex(r"\\(?=[(\[])(?:.((?:[^\\]|\\[^()\[\]])*)\\[)\]])", re.DOTALL)
