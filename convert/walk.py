"""The ways through a tree: what is below a node, all of it, its text, its headings, its size.

Every walk is iterative, so a deep tree costs memory and never the stack.
"""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias, TypeVar, cast

import msgspec

from convert.branches import branches, parts
from convert.model import (
    Article,
    Cell,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Pack,
    Paragraph,
    Quote,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Underline,
)
from convert.patterns import regex

WORDS_PER_MINUTE = 230
CHARACTERS_PER_MINUTE = 500

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf"
    "\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = regex(rf"[^\W{_UNSPACED}]+(?:['’.,][^\W{_UNSPACED}]+)*")
_ADDRESS_START = regex(r"^https?://(www\.)?")
_JSON = msgspec.json.Encoder()
_NO_LETTER = regex(r"[\W_]+")
_SILENT = frozenset({"Mn", "Mc", "Me", "Cf"})
_STROKE = "\u0640"  # tatweel: the line that joins Arabic letters, drawn longer
_UNSPACED_CHARACTER = regex(f"[{_UNSPACED}]")

_LINES = frozenset(
    (Paragraph, Heading, Quote, CodeBlock, List, Definitions, Definition, Table, Cell, Figure, Embed, MathBlock, Article, Note)
)
_MARKS = frozenset((Emphasis, Strong, Link, Span, Strike, Sub, Sup, Underline))
_GAPS = regex(r"\n{2,}")

children: Callable[[msgspec.Struct], tuple[msgspec.Struct, ...]] = parts


def walk(*roots: msgspec.Struct) -> Iterator[msgspec.Struct]:
    """``roots`` and everything below them, in reading order, each node before what it holds."""
    pending = list(reversed(roots))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(parts(node)))


N = TypeVar("N", bound=msgspec.Struct)


def rewrite(
    root: N,
    change: Callable[[msgspec.Struct], msgspec.Struct | tuple[msgspec.Struct, ...]],
    *,
    stays: Callable[[msgspec.Struct], bool] = lambda node: False,
) -> N:
    """``root`` with ``change`` done to every node below it, from the leaves up, and at last to itself.

    ``change`` gets a node whose own parts are done and returns what stands in its place: a node, the same
    node, or several (none: it goes) where it sits in a tuple; text that comes to stand beside text is
    one with it. The root must come back as one node. ``stays`` may say of a node that ``change`` would change
    nothing of it and all that is below: it is not looked into.
    """
    done: _Done = {}
    order: list[msgspec.Struct] = []
    pending: list[msgspec.Struct] = [root]
    while pending:
        node = pending.pop()
        if stays(node):
            done[id(node)] = node
        else:
            order.append(node)
            pending += parts(node)[::-1]
    for node in reversed(order):
        done[id(node)] = change(_replaced(node, done))
    return cast(N, done[id(root)])


_Done: TypeAlias = dict[int, msgspec.Struct | tuple[msgspec.Struct, ...]]


def _replaced(node: msgspec.Struct, done: _Done) -> msgspec.Struct:
    changed: dict[str, object] = {}
    for name, shape in branches(type(node)):
        value = getattr(node, name)
        fresh: object
        if shape == "run":
            fresh = _swapped(value, done)
        elif shape == "runs":
            fresh = tuple([_swapped(run, done) for run in value])
            if all(map(operator.is_, fresh, value)):
                fresh = value
        else:
            stands = done.get(id(value), value)
            fresh = stands if not isinstance(stands, tuple) else (stands[0] if stands else None)
        if fresh is not value:
            changed[name] = fresh
    return msgspec.structs.replace(node, **changed) if changed else node


def _swapped(run: tuple[msgspec.Struct, ...], done: _Done) -> tuple[msgspec.Struct, ...]:
    fresh = [done[id(item)] for item in run]
    if all(map(operator.is_, fresh, run)):
        return run
    flat = [part for item in fresh for part in (item if isinstance(item, tuple) else (item,))]
    return one_text(flat)


def one_text(run: Iterable[N]) -> tuple[N | Text, ...]:
    """``run`` with texts that stand beside one another as one, put together at once: there may be very many."""
    found: list[N | Text] = []
    for is_text, beside in groupby(run, lambda node: isinstance(node, Text)):
        nodes = list(beside)
        if is_text and len(nodes) > 1:
            found.append(Text("".join([node.text for node in nodes if isinstance(node, Text)])))
        else:
            found += nodes
    return tuple(found)


def plain_text(*roots: msgspec.Struct, notes: bool = True, formulas: bool = True) -> str:
    """All text below ``roots`` as a reader meets it: blocks on lines of their own, notes in place.

    Alternative texts of pictures are not in it. With ``notes=False`` notes are left out, with ``formulas=False`` formulas.
    """
    pieces: list[str] = []
    pending: list[msgspec.Struct | str] = list(reversed(roots))
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind is Text or kind is Code:
            pieces.append(node.text)  # type: ignore[union-attr]
        elif kind is str:
            pieces.append(node)  # type: ignore[arg-type]
        elif kind in _MARKS:  # there are more of these than of all others together
            inside: Sequence[msgspec.Struct] = node.children  # type: ignore[union-attr]
            if len(inside) == 1 and isinstance(inside[0], Text):
                pieces.append(inside[0].text)
            else:
                pending += inside[::-1]
        elif kind is LineBreak:
            pieces.append("\n")
        elif (kind is Math or kind is MathBlock) and not formulas:
            pieces.append("\n" if kind is MathBlock else "")
        elif not (kind is Note and not notes):
            if kind in _LINES:
                pieces.append("\n")
                if kind is Paragraph and len(inside := node.children) == 1 and type(inside[0]) is Text:  # type: ignore[union-attr]
                    pieces += (inside[0].text, "\n")
                    continue
                pending.append("\n")
            pending += reversed(_spoken(node))  # type: ignore[arg-type]
    text = "".join(pieces).strip("\n")
    return _GAPS.sub("\n", text) if "\n\n" in text else text


def _spoken(node: msgspec.Struct) -> Sequence[msgspec.Struct | str]:
    """What is read of ``node``, whose own lines begin and end outside of it."""
    match node:
        case Paragraph() | Heading():
            return node.children
        case CodeBlock():
            return (node.text,)
        case Math() | MathBlock():
            return (node.text or node.tex,)
        case Embed():
            return (called(node),)
        case Table():
            return (*node.caption, "\n", *(cell for row in (*node.head, *node.rows) for cell in row))
        case Figure():
            return (*node.caption, "\n", *node.credit)
        case Quote():
            return (*node.children, "\n", *node.attribution)
        case Definition():
            terms = [part for term in node.terms for part in (*term, "\n")]
            return (*terms, *(block for meaning in node.meanings for block in meaning))
        case _:
            return parts(node)


def json_of(root: msgspec.Struct | tuple[msgspec.Struct, ...]) -> bytes:
    """``root`` as JSON: quicker made than any walk, it tells what a tree surely does not hold; empty when it can't be JSON.

    A node of a kind is there only if its name is, as in ``b'"Image"'``, and there are no more nodes than ``{``: in a text a
    quote bears a backslash. Several in a row ask of the same tree, which never changes: the last
    answer is kept.
    """
    global _last
    asked, said = _last
    if asked is not root:
        try:
            said = _JSON.encode(root)
        except (UnicodeEncodeError, RecursionError):  # a lone surrogate, for which UTF-8 has no bytes; a tree deeper than the stack
            said = b""
        _last = (root, said)
    return said


_last: tuple[object, bytes] = (None, b"")


def outline(article: Article) -> list[Heading]:
    """The headings of ``article`` that structure it, in order: those of its body, not of quotes or cells."""
    return [block for block in article.body if isinstance(block, Heading)]


def called(embed: Embed) -> str:
    """What ``embed`` is called where it is shown: its title, else its address, else what it is."""
    return embed.title or _ADDRESS_START.sub("", embed.href) or embed.kind


def word_count(text: str) -> int:
    """Words in ``text``; in scripts without blanks between words each letter counts as one.

    A hyphen parts words, an apostrophe, full stop or comma between letters does not; accents, joiners and soft hyphens
    are no characters of their own (Unicode Standard Annex #29, section 4.1, rules WB4 to WB12).
    """
    if text.isascii():  # counting where words begin is three times faster than looking for each
        drawn = f" {text}".encode().translate(_PARTS).replace(b"w.", b"w-")
        return drawn.count(b" w") + drawn.count(b".w")
    plain = spelled(text)
    return len(_WORD.findall(plain)) + _unspaced(plain)


def _part(character: str) -> str:
    return "w" if character.isalnum() or character == "_" else "." if character in "'.," else " "


# For each byte of ASCII whether it is of a word, may stand inside of one, or neither.
_PARTS = "".join(map(_part, map(chr, range(128)))).ljust(256).encode()


def letter_count(text: str) -> int:
    """Letters and digits in ``text``: what is the same however its lines are broken."""
    return len(_NO_LETTER.sub("", spelled(text)))


def has_letter(text: str) -> bool:
    """Whether there is a letter or digit in ``text``."""
    return any(map(str.isalnum, text))


def spelled(text: str) -> str:
    """``text`` without what only changes how its letters look: forms, ligatures, accents, joiners, soft hyphens."""
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFKC", text)
    silent = {ord(letter): None for letter in set(whole) if unicodedata.category(letter) in _SILENT or letter == _STROKE}
    return whole.translate(silent) if silent else whole


def minutes(article: Article) -> int:
    """Minutes to read ``article``, at least 1: 230 words a minute, 500 characters in unspaced scripts.

    Every writer asks this of every article, so words are told by the blanks between them, in the JSON of the body: it has no
    others, and making it is several times faster than any walk.
    """
    body = json_of(article.body)
    unspaced = 0 if body.isascii() else len(_UNSPACED_CHARACTER.findall(body.decode()))
    spaced = len(_WORD.findall(plain_text(*article.body))) if unspaced else body.count(b" ") + body.count(b'"text":"')
    return max(1, round(spaced / WORDS_PER_MINUTE + unspaced / CHARACTERS_PER_MINUTE))


def _unspaced(text: str) -> int:
    return 0 if text.isascii() else len(_UNSPACED_CHARACTER.findall(text))


def images(roots: Iterable[msgspec.Struct]) -> Iterator[Image]:
    """Every picture below ``roots``, in reading order."""
    return (node for node in walk(*roots) if isinstance(node, Image))


def depth(root: msgspec.Struct) -> int:
    """How many nodes stand one inside another at the deepest place; a leaf has depth 1."""
    deepest = 0
    pending = [(root, 1)]
    while pending:
        node, level = pending.pop()
        deepest = max(deepest, level)
        pending.extend((part, level + 1) for part in parts(node))
    return deepest


def pack_articles(pack: Pack) -> Iterator[Article]:
    """Every article of ``pack``, in reading order, one at a time."""
    for section in pack.sections:
        yield from section.articles
