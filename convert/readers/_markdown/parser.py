"""Markdown as tokens: CommonMark with tables, strikethrough, footnotes, definition lists, bare addresses and formulas.

markdown-it-py finds the structure; no other module knows it. What is set here makes it safe: nothing is dropped past a
depth, an address is taken as written (`convert.assemble` judges links), and what is too tangled stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from convert.patterns import regex
from convert.readers._markdown.boxes import is_box, is_marked, tab_of
from convert.readers._markdown.cells import beyond
from convert.readers._markdown.crowded import is_crowded, plain
from convert.readers._markdown.marks import comment, note_link, settled
from convert.readers._markdown.raised import raised
from convert.readers._markdown.templates import program, template, with_links
from convert.readers._markdown.tex import has_tex, math, math_block

# Quotes and lists further in than this are kept as text: a list takes two levels, and the parser calls itself for each.
DEEPEST = 160
_NESTING = 200
_DEEPEST_BOX = 8
# Brackets and delimiters are looked at pair by pair; with more of them in one paragraph than any text has, it stays text.
_MOST_BRACKETS = 2_000
_MOST_DELIMITERS = 20_000
_LONGEST_ADDRESS = 8_000

_BARE_PROTOCOL = regex(r"(?:https?|mailto|xmpp):(?!//)")
_PROTOCOL = regex(r"(?:^|[\s*_~(])(?:https?|mailto|xmpp)\Z")
_MARKED = regex(r"[\n$&*<@\[\\^_`~]|www|(?:https?|mailto|xmpp):", re.IGNORECASE)
_IN_MAIL = regex(r"_(?=[A-Za-z0-9][A-Za-z0-9.+_-]{0,64}@[A-Za-z0-9])")
_ARTICLE = regex(r"^---[ \t]*\ntitle:", re.MULTILINE)
_CLOSING = regex(r"(?:---|\.\.\.)[ \t]*")
_LONGEST_FRONT_MATTER = 200


class Parsed(NamedTuple):
    """A Markdown text as tokens: its own, those of each footnote by label, those of each note written in a line.

    ``tangled`` holds the lines of paragraphs that were left as text; ``is_crowded`` says that all of it was. ``beyond`` are cells that have
    no column, with their lines.
    """

    tokens: list[Token]
    footnotes: dict[str, list[Token]]
    inline_notes: dict[int, list[Token]]
    tangled: list[int]
    is_crowded: bool = False
    beyond: Sequence[tuple[int, str]] = ()


def parse(text: str, references: dict[str, Any] | None = None, *, mdx: bool = False) -> Parsed:
    """``text`` as tokens. ``references`` are link definitions that stand elsewhere; ``mdx`` says that programs stand in it."""
    if is_crowded(text):
        return Parsed(plain(text), {}, {}, [], is_crowded=True)
    env: dict[str, Any] = {"references": dict(references or {}), "tangled": [], "tex": has_tex(text), "mdx": mdx}
    every = _parser().parse(text, env)
    tokens, footnotes = _without_footnotes(every)
    noted = env.get("footnotes", {}).get("list", {})
    inline_notes = {key: note["tokens"] for key, note in noted.items() if "tokens" in note}
    return Parsed(tokens, footnotes, inline_notes, env["tangled"], beyond=beyond(text, every))


def articles(text: str) -> tuple[list[int], dict[str, Any]]:
    """The lines of ``text``, from 0, at which an article with its own front matter begins, the first one always; its link definitions."""
    starts = [match.start() for match in _ARTICLE.finditer(text)]
    if not any(starts) or is_crowded(text):
        return [0], {}
    env: dict[str, Any] = {}
    tokens = _splitter().parse(text, env)
    begins = [token.map[0] for token in tokens if token.type == "article" and token.map]
    references = {name: target for name, target in env.get("references", {}).items() if not name.startswith("^")}
    return [0, *(line for line in begins if line)], references


def _without_footnotes(tokens: list[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """``tokens`` apart from the definitions of footnotes; where a label is defined twice, the first counts."""
    own: list[Token] = []
    definitions: dict[str, list[Token]] = {}
    within: list[list[Token]] = [own]
    for token in tokens:
        if token.type == "footnote_reference_open":
            fresh: list[Token] = []
            label = token.meta["label"]
            kept = label if label not in definitions else f"{label} (again, line {token.map[0] + 1 if token.map else 0})"
            definitions[kept] = fresh
            within.append(fresh)
        elif token.type == "footnote_reference_close":
            within.pop()
        else:
            within[-1].append(token)
    return own, definitions


@cache
def _parser() -> MarkdownIt:
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    md = _plain()
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, move_to_end=False).use(deflist_plugin).use(gfm_autolink_plugin)
    md.use(container_plugin, "box", validate=is_box)
    md.block.ruler.at("container_box", _near_the_top(_block_rule(md, "container_box")), _INTERRUPTS)
    md.use(admon_plugin)
    md.block.ruler.at("admonition", _near_the_top(_marked(_block_rule(md, "admonition"))), _INTERRUPTS)
    md.block.ruler.before("fence", "tab", _near_the_top(_tab), _INTERRUPTS)
    for kind in ("www", "protocol", "email"):
        md.inline.ruler.at(f"gfm_autolink_{kind}", _within_reach(_rule(md, f"gfm_autolink_{kind}")))
    md.inline.ruler.at("gfm_autolink_protocol", _named_protocol(_rule(md, "gfm_autolink_protocol")))
    md.inline.ruler.before("emphasis", "mail_underscore", _mail_underscore)
    md.block.ruler.before("fence", "math_block", math_block, _INTERRUPTS)
    md.inline.ruler.before("escape", "math", math)
    md.inline.ruler.before("link", "note_link", note_link)
    md.inline.ruler.before("strikethrough", "raised", raised)
    md.block.ruler.before("fence", "comment", comment, _INTERRUPTS)
    md.block.ruler.before("fence", "template", template, _INTERRUPTS)
    md.block.ruler.before("fence", "program", program)
    md.core.ruler.at("inline", _inline)
    return md


def _mail_underscore(state: StateInline, silent: bool) -> bool:
    """An underscore within the name of a bare mail address, which is no emphasis and parts no address."""
    if state.src[state.pos] != "_" or not state.pos or not state.src[state.pos - 1].isalnum() or not _IN_MAIL.match(state.src, state.pos):
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True


def _near_the_top(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """``rule``, asked only where little is nested: it looks for its end through all lines that follow."""

    def guarded(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        return state.level < _DEEPEST_BOX and rule(state, first, last, silent)

    return guarded


def _marked(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """``rule``, asked only about a line that says no more than what box it opens, with something set in below: *!!! Mind it* is text."""

    def guarded(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        start = state.bMarks[first] + state.tShift[first]
        if state.src[start : start + 3] not in ("!!!", "???") or not is_marked(state.src[start : state.eMarks[first]]):
            return False
        return _holds(state, first, last) and rule(state, first, last, silent)

    return guarded


def _holds(state: StateBlock, first: int, last: int) -> bool:
    """Whether something is set in below the line ``first``."""
    below = next((line for line in range(first + 1, min(last, first + 3)) if not state.isEmpty(line)), last)
    return below < last and state.sCount[below] >= state.sCount[first] + _SET_IN


_SET_IN = 4


def _tab(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A tab: its name stands over what is set in below, as the title of a box does."""
    start = state.bMarks[first] + state.tShift[first]
    if state.is_code_block(first) or state.src[start : start + 3] != "===" or not _holds(state, first, last):
        return False
    name = tab_of(state.src[start : state.eMarks[first]])
    if not name or silent:
        return bool(name)
    indent, end = state.sCount[first] + _SET_IN, first + 1
    while end < last and (state.isEmpty(end) or state.sCount[end] >= indent):
        end += 1
    state.push("admonition_title_open", "p", 1)
    title = state.push("inline", "", 0)
    title.content, title.map, title.children = name, [first, first + 1], []
    state.push("admonition_title_close", "p", -1)
    outside = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = indent, end
    state.md.block.tokenize(state, first + 1, end)
    state.blkIndent, state.lineMax = outside
    state.line = end
    return True


# What a block may begin within, without a blank line before it.
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def _block_rule(md: MarkdownIt, name: str) -> RuleFuncBlockType:
    """The rule called ``name`` of those that read blocks."""
    names = md.block.ruler.get_active_rules()
    return md.block.ruler.getRules("")[names.index(name)]


def _rule(md: MarkdownIt, name: str) -> RuleFuncInlineType:
    """The rule called ``name`` of those that read a line."""
    names = md.inline.ruler.get_active_rules()
    return md.inline.ruler.getRules("")[names.index(name)]


def _within_reach(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """``rule``, shown no more of a line than an address may take: it copies all that is left of it for each."""

    def near(state: StateInline, silent: bool) -> bool:
        end = state.posMax
        state.posMax = min(end, state.pos + _LONGEST_ADDRESS)
        try:
            return rule(state, silent)
        finally:
            state.posMax = end

    return near


def _named_protocol(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """``rule``, asked only about a colon behind a protocol that begins a word: for every colon it would look through all text before it."""

    def guarded(state: StateInline, silent: bool) -> bool:
        return _PROTOCOL.search(state.src[max(0, state.pos - 7) : state.pos]) is not None and rule(state, silent)

    return guarded


@cache
def _splitter() -> MarkdownIt:
    """Only finds where articles begin."""
    md = _plain()
    md.block.ruler.before("hr", "article", _article)
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


def _plain() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    md.block.ruler.before("table", "deep", _deep)
    return md


def _deep(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """What is nested past `DEEPEST` as one token of text."""
    if state.level < DEEPEST or silent:
        return False
    end = first
    while end < last and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
        end += 1
    token = state.push("deep", "", 0)
    token.map = [first, end]
    token.content = re.sub(r"^[>\s]+", "", state.getLines(first, end, state.blkIndent, False), flags=re.MULTILINE)
    state.line = end
    return True


def _article(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Front matter that begins with a title, at the margin: another article of the same file."""
    if state.level or state.blkIndent or silent or not _ARTICLE.match(state.src, state.bMarks[first]):
        return False
    for line in range(first + 2, min(last, first + _LONGEST_FRONT_MATTER)):
        if _CLOSING.fullmatch(state.src, state.bMarks[line], state.eMarks[line]):
            token = state.push("article", "", 0)
            token.map = [first, line + 1]
            state.line = line + 1
            return True
    return False


def _inline(state: StateCore) -> None:
    """The lines of each block; one too tangled for the parser stays text, and so does one without a mark."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.content = with_links(token.content)
        if token.content and not _MARKED.search(token.content):
            token.children = settled([Token("text", "", 0, content=token.content)])
            continue
        token.children = []
        try:
            if _tangled(token.content):
                raise RecursionError
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.children = settled(token.children)
        except RecursionError:
            words = Token("text", "", 0, content=token.content)
            token.children = [words]
            state.env["tangled"].append(token.map[0] + 1 if token.map else 0)


def _tangled(text: str) -> bool:
    if len(text) < _MOST_BRACKETS:
        return False
    open_brackets = text.count("[") - text.count("](") - text.count("][")
    return max(open_brackets, len(_BARE_PROTOCOL.findall(text))) > _MOST_BRACKETS or sum(map(text.count, "*_~`<")) > _MOST_DELIMITERS
