"""What generators of sites read in Markdown before it is Markdown: tags of Liquid (Jekyll), shortcodes of Hugo, programs of MDX.

Only those are read whose meaning their makers fix: listings, comments, pictures, films, links to pages. Another that stands alone on its
line is dropped and what it holds is read; one within a line stays as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from convert.patterns import regex

_TAG = (
    r"\{%-?\s*(?P<tag>[a-z]\w*)(?P<said>(?:[^%\n]|%(?!\}))*)%\}"
    r"|\{\{[<%]\s*(?P<ends>/?)\s*(?P<code>[A-Za-z][\w./-]*)(?P<told>(?:(?![>%]\}\})[^\n])*)[>%]\}\}"
)
_FIRST = regex(_TAG)
_TAGS = regex(rf"(?:(?:{re.sub(r'[?]P<[a-z]+>', '', _TAG)})\s*)+")
_ATTRIBUTE = regex(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`]+))")
_VALUE = regex(r"\s*[\"'`]?([\w+#.:/?&-]+)(?![\w=])")
_LINK = regex(r"\]\(\{\{[<%]\s*(?:rel)?ref\s+[\"`]([^\"`\n]{1,400})[\"`]\s*[>%]\}\}")
_PROGRAM = regex(r"import\s[^\n]{0,400}(?:\bfrom\s|[\"']|\{\s*$)|export\s+(?:const|let|var|default|function|class|async|\*|\{)")
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


class _Tag(NamedTuple):
    """A tag: its name, the first word behind it, its attributes."""

    name: str
    value: str
    attributes: dict[str, str]


def template(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Tags of a generator alone on their line, with what one holds that is a listing or a comment."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 2] not in ("{%", "{{") or state.is_code_block(first):
        return False
    line = state.src[start : state.eMarks[first]].strip()
    if not _TAGS.fullmatch(line):
        return False
    if not silent:
        tag = _tag(line)
        end = _end(state, first, last, tag.name) if tag.name in ("highlight", "comment") else 0
        _put(state, tag, line, first, end)
        state.line = (end or first) + 1
    return True


def _tag(line: str) -> _Tag:
    """The tag that ``line`` is; one without a name where it ends another, or there are several."""
    found = _FIRST.fullmatch(line)
    if found is None or found["ends"]:
        return _Tag("", "", {})
    said = (found["said"] or found["told"] or "").rstrip("-/ \t")
    value = _VALUE.match(said)
    attributes = {one[1]: next(filter(None, one.groups()[1:]), "") for one in _ATTRIBUTE.finditer(said)}
    return _Tag(found["tag"] or found["code"], value[1] if value else "", attributes)


def _end(state: StateBlock, first: int, last: int, name: str) -> int:
    """The line on which the tag ``name`` that begins on ``first`` ends; 0 for none."""
    known: dict[str, list[int]] = state.env.setdefault("ends", {})
    if name not in known:
        ends = regex(rf"\s*\{{(?:%-?\s*end{name}\s*-?%|\{{[<%]\s*/\s*{name}\s*[>%]\}})\}}\s*")
        lines = (state.src[begin:end] for begin, end in zip(state.bMarks, state.eMarks, strict=True))
        known[name] = [number for number, line in enumerate(lines) if ends.fullmatch(line)]
    return next((line for line in known[name] if first < line < last), 0)


def _put(state: StateBlock, tag: _Tag, line: str, first: int, end: int) -> None:
    """The tokens for ``tag``, which is all of ``line``."""
    inside = state.getLines(first + 1, end, state.sCount[first], True) if end else ""
    film = tag.attributes.get("id") or tag.value
    if tag.name == "figure" and tag.attributes.get("src"):
        state.push("shortcode_figure_open", "figure", 1).attrs = dict(tag.attributes)
        caption = state.push("inline", "", 0)
        caption.content, caption.map, caption.children = (
            tag.attributes.get("caption") or tag.attributes.get("title", ""),
            [first, first + 1],
            [],
        )
        state.push("shortcode_figure_close", "figure", -1)
        return
    kind = "comment" if end and tag.name == "comment" else "fence" if end else "film" if tag.name in _FILMS and film else "template"
    token = state.push(kind, "", 0)
    token.map = [first, (end or first) + 1]
    token.content = inside if end else _FILMS[tag.name] + film if kind == "film" else line
    token.info = tag.value if kind == "fence" else ""


def with_links(content: str) -> str:
    """``content`` of a block with the links that Hugo looks up leading to what they name."""
    return _LINK.sub(lambda link: f"]({link[1].replace(' ', '%20')}", content) if "]({{" in content else content


def program(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines of a program in MDX, up to a blank one: what it takes from elsewhere and gives on, and its comments."""
    start = state.bMarks[first] + state.tShift[first]
    line = state.src[start : state.eMarks[first]]
    is_comment = line.startswith("{/*") and state.src.find("*/}", start) > 0
    if not state.env.get("mdx") or state.level or not (is_comment or _PROGRAM.match(line)):
        return False
    end = first + 1
    while end < last and ("*/}" not in state.src[start : state.eMarks[end - 1]] if is_comment else not state.isEmpty(end)):
        end += 1
    if not silent:
        token = state.push("comment", "", 0)
        token.map, token.content = [first, end], state.getLines(first, end, 0, False)
        state.line = end
    return True
