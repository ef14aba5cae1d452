"""The document model: what an article and a pack of articles are, and nothing of how they look.

Every reader makes `Article` trees out of these nodes, every writer puts them out. A tree is frozen
and made of tuples; `Block` and `Inline` are closed unions, so a type checker names each writer that
forgot a node. Notes stand in place, as the blocks they hold; writers number them. There is no node for
raw markup: what one format alone can say is not in the tree.

Text in the tree has been through `convert.clean`; strings that are absent are empty, never ``None``.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from convert.branches import parts

Direction: TypeAlias = Literal["", "ltr", "rtl"]
Alignment: TypeAlias = Literal["", "left", "center", "right"]
Numbering: TypeAlias = Literal["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]


class _Node(msgspec.Struct, frozen=True, tag=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Anything in a tree."""


class _Block(_Node, frozen=True, tag=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A block: may carry an id to link to, and its own language (BCP 47) and direction."""

    id: str = ""
    language: str = ""
    direction: Direction = ""


# --- inline ------------------------------------------------------------------------------------


class Text(_Node, frozen=True):
    """A run of characters. Blanks are significant only as a single space; line ends are `LineBreak`."""

    text: str


class LineBreak(_Node, frozen=True):
    """A line end that the author meant, as in verse or an address."""


class Emphasis(_Node, frozen=True):
    """Stress; italics in most scripts."""

    children: tuple[Inline, ...]


class Strong(_Node, frozen=True):
    """Importance; bold in most scripts."""

    children: tuple[Inline, ...]


class Underline(_Node, frozen=True):
    """Underlined by the author, not a link."""

    children: tuple[Inline, ...]


class Strike(_Node, frozen=True):
    """Struck out: no longer true, or edited away in sight of the reader."""

    children: tuple[Inline, ...]


class Sub(_Node, frozen=True):
    """Subscript."""

    children: tuple[Inline, ...]


class Sup(_Node, frozen=True):
    """Superscript."""

    children: tuple[Inline, ...]


class Code(_Node, frozen=True):
    """A few characters of code within a line; blanks are significant."""

    text: str


class Link(_Node, frozen=True):
    """A link to ``http:``, ``https:``, ``mailto:`` or ``#id`` of a block or article in the same pack."""

    href: str
    children: tuple[Inline, ...]
    title: str = ""


class Image(_Node, frozen=True):
    """A picture: ``src`` is an address before the pack is assembled, the key of one of its pictures after.

    ``alt`` says what it shows to those who can't see it.
    """

    src: str
    alt: str = ""


class Note(_Node, frozen=True):
    """A foot- or endnote, at the place of its reference, holding its own blocks."""

    children: tuple[Block, ...]


class Math(_Node, frozen=True):
    """A formula in a line: its TeX source, or presentation MathML, or both; ``text`` reads it out plainly."""

    tex: str = ""
    mathml: str = ""
    text: str = ""


class Span(_Node, frozen=True):
    """A run in another language or direction; it has no other meaning."""

    children: tuple[Inline, ...]
    language: str = ""
    direction: Direction = ""


# --- blocks ------------------------------------------------------------------------------------


class Paragraph(_Block, frozen=True):
    """A paragraph."""

    children: tuple[Inline, ...]


class Heading(_Block, frozen=True):
    """A heading inside an article; level 1 stands right under the article's title, 6 is the deepest."""

    level: int
    children: tuple[Inline, ...]


class Quote(_Block, frozen=True):
    """A quotation set off from the text, with whom or what it is from."""

    children: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


class CodeBlock(_Block, frozen=True):
    """Lines of code, kept as they are; ``syntax`` names the programming language where it is known."""

    text: str
    syntax: str = ""


class List(_Block, frozen=True, omit_defaults=False):
    """A list; each item is a run of blocks. ``start`` and ``numbering`` count for ordered lists only.

    Its JSON spells defaults out: msgspec leaves a default out by identity, which for a word would make
    the bytes depend on where the word came from.
    """

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    numbering: Numbering = "decimal"


class Definition(_Node, frozen=True):
    """A term, or several that share a meaning, and its meanings, each a run of blocks."""

    terms: tuple[tuple[Inline, ...], ...]
    meanings: tuple[tuple[Block, ...], ...]


class Definitions(_Block, frozen=True):
    """A list of terms with their meanings."""

    items: tuple[Definition, ...]


class Cell(_Node, frozen=True):
    """A table cell; ``header`` where it heads its row or column. Spans are 1 or more."""

    children: tuple[Block, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


class Table(_Block, frozen=True):
    """A table: rows of cells, those of the head apart; ``alignment`` per column, from the first."""

    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[tuple[Cell, ...], ...] = ()
    caption: tuple[Inline, ...] = ()
    alignment: tuple[Alignment, ...] = ()


class Figure(_Block, frozen=True):
    """A picture with its caption and credit. A figure whose picture is not known keeps both words."""

    image: Image | None = None
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()


class Embed(_Block, frozen=True):
    """A video, post or map that can't come along: what it was, its title, its address, a still of it."""

    kind: str
    href: str
    title: str = ""
    poster: Image | None = None


class MathBlock(_Block, frozen=True):
    """A displayed formula; the fields are those of `Math`."""

    tex: str = ""
    mathml: str = ""
    text: str = ""


class Rule(_Block, frozen=True):
    """A thematic break."""


Inline: TypeAlias = Text | LineBreak | Emphasis | Strong | Underline | Strike | Sub | Sup | Code | Link | Image | Note | Math | Span
Block: TypeAlias = Paragraph | Heading | Quote | CodeBlock | List | Definitions | Table | Figure | Embed | MathBlock | Rule
Node: TypeAlias = Inline | Block | Definition | Cell


# --- articles and packs --------------------------------------------------------------------------


class Article(_Node, frozen=True, kw_only=True):
    """One article. Dates are ISO 8601, a day or a point in time, as precise as they are known.

    ``id`` is given by `convert.assemble`; ``extractor`` names the reader that made it, ``digest`` is the SHA-256 of the bytes it was read
    from. ``source`` is where it was read from, as a ``file:`` or web address, by which links between the files of one pack are joined;
    ``page`` is which page of it that is (0: not said), ``pages`` the last one known, ``page_of`` the address they all share. A pack has
    none of these. ``pictures`` are those its images show by key; a pack has them in its own ``pictures`` instead.
    """

    title: str
    body: tuple[Block, ...]
    id: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    retrieved: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    direction: Direction = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    section: str = ""
    licence: str = ""
    lead: Figure | None = None
    extractor: str = ""
    digest: str = ""
    source: str = ""
    page: int = 0
    pages: int = 0
    page_of: str = ""
    pictures: tuple[Picture, ...] = ()


class Section(_Node, frozen=True):
    """Articles that belong together; a section without a title does not show in the contents."""

    title: str
    articles: tuple[Article, ...]


class Picture(_Node, frozen=True, kw_only=True):
    """A picture of an article or a pack, stored once. ``key`` is the SHA-256 of its bytes in hex.

    ``where`` is the path of the file that holds the bytes, or a ``data:`` URL; `convert.pictures.load`
    reads it. ``width`` and ``height`` are pixels.
    """

    key: str
    media: Literal["image/jpeg", "image/png", "image/gif", "image/svg+xml"]
    width: int
    height: int
    where: str


class Pack(_Node, frozen=True, kw_only=True):
    """Articles made ready to be written: complete and offline.

    Made by `convert.pack`. Creating one checks that every picture and every internal link resolves, so a
    writer never meets a missing file. ``created`` is an ISO 8601 point in time in UTC, empty when nothing
    in the input says when; ``contents`` is the depth of the contents (0: none, 1: articles, 2: and their
    headings while these keep short, 3: in any case, and those a level below …); ``cover_picture`` is a key of ``pictures``.
    """

    title: str
    sections: tuple[Section, ...]
    identifier: str
    language: str
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    created: str = ""
    direction: Direction = ""
    cover: bool = True
    cover_picture: str = ""
    contents: int = 2
    pictures: tuple[Picture, ...] = ()

    def __post_init__(self) -> None:
        missing = _unresolved(self)
        if missing:
            raise ValueError(f"a pack must be complete; it lacks {', '.join(missing[:5])}")

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, in reading order."""
        return tuple(article for section in self.sections for article in section.articles)


# --- whether a pack is complete -------------------------------------------------------------------


def _unresolved(pack: Pack) -> list[str]:
    """Pictures and internal links of ``pack`` that lead nowhere, each named once."""
    pictures = {picture.key for picture in pack.pictures}
    wanted: dict[str, None] = {}
    targets: set[str] = set()
    if pack.cover_picture and pack.cover_picture not in pictures:
        wanted[f"picture {pack.cover_picture}"] = None
    pending: list[msgspec.Struct] = list(pack.sections)
    while pending:
        node = pending.pop()
        if isinstance(node, Image):
            if node.src not in pictures:
                wanted[f"picture {node.src}"] = None
        elif isinstance(node, Link):
            if node.href.startswith("#"):
                wanted[node.href] = None
        elif isinstance(node, (_Block, Article)) and node.id:
            targets.add("#" + node.id)
        pending += [part for part in parts(node) if type(part) is not Text]  # half of all nodes, and nothing is in one
    return [name for name in wanted if name not in targets]
