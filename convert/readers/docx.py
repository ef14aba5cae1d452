"""The DOCX reader: a Word document as an article, with its lists, tables, notes, formulas and pictures.

Read straight from its XML: python-docx has no notes, mammoth no formulas and no spans. What was inserted under change tracking
counts, what was deleted doesn't. A document that readpack made reads back to the articles it was made of.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from convert import model
from convert.archives import Archive
from convert.clean import clean_line
from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article, Block
from convert.notices import Kind, Notice, Notify, excerpt
from convert.patterns import regex
from convert.readers._docx import own
from convert.readers._docx.blocks import grouped
from convert.readers._docx.charts import figures_of
from convert.readers._docx.chunks import blocks_in
from convert.readers._docx.diagrams import words_of
from convert.readers._docx.fields import target
from convert.readers._docx.inlines import Runs
from convert.readers._docx.languages import said_once
from convert.readers._docx.lines import Line, Lines
from convert.readers._docx.numbering import Numberings
from convert.readers._docx.package import Package, Part, Relation, W, value
from convert.readers._docx.styles import Styles
from convert.readers._docx.typed import with_headings
from convert.readers._pictures import Pictures
from convert.readers._text.dateline import byline_names, is_cjk_name
from convert.readers._text.days import day_in, is_date_line
from convert.readers._xml import local
from convert.walk import plain_text, rewrite, walk

_META = frozenset(("title", "subtitle", "author", "date", "abstract"))
_SAID: dict[str, tuple[Kind, str]] = {
    "docx.deleted": ("left-out", "text that change tracking has as deleted"),
    "docx.comment": ("left-out", "comments beside the text"),
    "docx.hidden": ("left-out", "text that is set as hidden"),
    "docx.placeholder": ("left-out", "what a form asks for where nothing was put in"),
    "docx.contents": ("left-out", "the document's own table of contents"),
    "docx.margin": ("left-out", "running heads and feet"),
    "docx.drawing": ("lost", "a chart or drawing that can't be read; its description stands in its place"),
    "docx.diagram": ("replaced", "a diagram is drawn by Office alone; its words stand in its place as a list"),
    "docx.chart": ("replaced", "a chart is drawn by Office alone; its figures stand in its place as a table"),
    "docx.field": ("lost", "text that only a field of Word draws (EQ)"),
    "docx.symbol": ("replaced", "signs that only their font knows became the nearest characters"),
    "docx.chunk": ("lost", "another document within the document can't be read"),
    "docx.table": ("replaced", "a table past the limit of cells is kept as paragraphs"),
}


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The article in the document ``source``; several where it holds several titles, or is readpack's own.

    Raises `InputError` when it is no Word document, is past a limit of archives, or holds no text.
    """
    reading = _Reading(Package(Archive(source.data, source.name, notify)), source, notify)
    found = False
    for article in reading.articles():
        found = True
        yield reading.pictures.handed(article)
    reading.report()
    if not found:
        raise InputError(f"{source.name}: this document holds no text", hint="there are no words in it")


class _Reading:
    def __init__(self, package: Package, source: Source, notify: Notify) -> None:
        self.package = package
        self.source = source
        self.notify = notify
        self.pictures = Pictures(source.name, notify)
        self.facts = package.properties()
        self.styles = Styles(_root(package.related("styles")), _root(package.related("fontTable")))
        self._sets_code = self.styles.sets_code(package.document.root)
        self.numberings = Numberings(_root(package.related("numbering")))
        self.digest = hashlib.sha256(source.data).hexdigest()
        self.lost: Counter[str] = Counter()
        self._parts = {"footnote": package.related("footnotes"), "endnote": package.related("endnotes")}
        self._notes = {kind: _notes(part, kind) for kind, part in self._parts.items()}
        self._open: set[tuple[str, str]] = set()
        self._aliases: dict[str, str] = {}
        self._wanted = _wanted(package.document, *self._parts.values())

    def articles(self) -> Iterator[Article]:
        """The articles of the document, their links to one another by their ids."""
        reader = self._lines(self.package.document)
        body = self.package.document.root.find(f"{W}body")
        lines = list(reader.of(body)) if body is not None else []
        self._count(reader)
        self.lost["docx.margin"] += sum(map(self._says_something, self.package.document.relations.values()))
        if self.styles.own:
            yield from self._own(lines)
            return
        for part in _parted(with_headings(lines)):
            article = self._article(part)
            if article is not None:
                yield said_once(article, self.styles.language)

    def report(self) -> None:
        """One notice for each kind of thing that is not in the articles."""
        for code, count in sorted(self.lost.items()):
            if count:
                kind, message = _SAID[code]
                self.notify(Notice(kind, code, message, source=self.source.name, count=count))

    def _says_something(self, relation: Relation) -> bool:
        """Whether ``relation`` leads to a running head or foot with words in it, and not but the page's number."""
        if relation.kind not in ("header", "footer") or relation.outside or relation.target not in self.package.archive:
            return False
        words = "".join(text.text or "" for text in self.package.part(relation.target).root.iter(f"{W}t"))
        return any(map(str.isalpha, words))

    # --- parts of the document --------------------------------------------------------------------------

    def _lines(self, part: Part) -> Lines:
        runs = Runs(self.styles, part.relations, self._note, self._picture, self._diagram, sets_code=self._sets_code)
        lines = Lines(self.styles, self.numberings, runs, self._wanted, self._aliases)
        lines.chunk = self._chunk
        lines.blocks = lambda element: grouped(list(lines.of(element)), own=self.styles.own)
        return lines

    def _count(self, lines: Lines) -> None:
        self.lost.update(lines.left + lines.runs.lost)

    def _picture(self, member: str, alt: str) -> str:
        try:
            return self.pictures.key(member, self.package.archive.read(member), alt)
        except InputError as error:
            self.pictures.missing(error, alt)
            return ""

    def _diagram(self, member: str) -> model.List | model.Table | None:
        try:
            root = self.package.part(member).root
            return figures_of(root) if local(root) == "chartSpace" else words_of(root)
        except InputError:  # told as a drawing that can't be read
            return None

    def _chunk(self, member: str) -> tuple[Block, ...] | None:
        try:
            data = self.package.archive.read(member)
        except InputError:
            return None
        return blocks_in(data, self.package.media(member), f"{self.source.name}: {member}", self.notify)

    def _note(self, kind: str, name: str) -> model.Note | None:
        part, element = self._parts.get(kind), self._notes.get(kind, {}).get(name)
        if part is None or element is None or (kind, name) in self._open:
            return None
        self._open.add((kind, name))
        lines = self._lines(part)
        blocks = grouped(list(lines.of(element)), own=self.styles.own)
        self._count(lines)
        self._open.discard((kind, name))
        return model.Note(tuple(blocks)) if blocks else None

    # --- articles ---------------------------------------------------------------------------------------

    def _own(self, lines: list[Line]) -> Iterator[Article]:
        front, stretches = own.stretches(lines)
        words = " ".join(plain_text(*line.run) for line in front).strip()
        if words:
            message = "the pack's cover, contents and imprint"
            self.notify(Notice("left-out", "docx.front", message, source=self.source.name, excerpt=excerpt(words)))
        articles = [own.article_of(stretch, self.facts.get("language", "")) for stretch in stretches]
        homes = {node.id: article.id for article in articles for node in walk(article) if isinstance(node, model._Block) and node.id}
        homes |= {article.id: article.id for article in articles}
        for article in articles:
            yield said_once(self._named(article, homes), self.styles.language)

    def _named(self, article: Article, homes: dict[str, str]) -> Article:
        """``article`` with an id that no other document's has, and its links to other articles by theirs."""

        def home(node: msgspec.Struct) -> msgspec.Struct:
            if isinstance(node, model.Link) and node.href.startswith("#") and homes.get(node.href[1:], article.id) != article.id:
                return msgspec.structs.replace(node, href=f"#{self._identity(homes[node.href[1:]])}")
            if isinstance(node, (model._Block, model.Span)) and node.language:
                return msgspec.structs.replace(node, language=own.usual(node.language))
            return node

        tags = tuple(filter(None, map(clean_line, self.facts.get("keywords", "").split(",")))) if len(homes) == 1 else ()
        return msgspec.structs.replace(
            rewrite(article, home), id=self._identity(article.id), extractor="docx", digest=self.digest, tags=tags
        )

    def _identity(self, name: str) -> str:
        return f"{self.digest[:12]}-{name}" if name else ""

    def _article(self, lines: list[Line]) -> Article | None:
        """An article of ``lines``: what stands in a title's style is its title, else its only heading at the top, else the property."""
        said, rest = _opening(lines)
        title = " ".join(plain_text(*line.run, notes=False) for line in said["title"][:1])
        heads = said["title"][:1]
        if not title and len(rest) > 1 and rest[0].role == "heading" and _is_alone(rest):
            heads = [rest.pop(0)]
            title = plain_text(*heads[0].run, notes=False).removeprefix(heads[0].label)  # which counts to one
        signed, day, rest = self._signed(rest) if title and not said["author"] else ((), "", rest)
        body = grouped(rest)
        prose = plain_text(*body)
        if not body or not (prose.strip() or any(isinstance(node, model.Image) for node in walk(*body))):
            return None
        names = [name for line in said["author"] for name in plain_text(*line.run).split("\n")] or [*signed] or self._creators()
        article = Article(
            title=clean_line(title, LIMITS.title_characters) or self._name(body, prose),
            body=tuple(body),
            subtitle=" ".join(plain_text(*line.run) for line in said["subtitle"]),
            authors=tuple(filter(None, map(clean_line, names))),
            summary=clean_line(" ".join(plain_text(*line.run) for line in said["abstract"]) or self._description()),
            published=" ".join(map(_day, said["date"])) or day,
            tags=tuple(filter(None, map(clean_line, self.facts.get("keywords", "").replace(";", ",").split(",")))),
            language=self.facts.get("language", ""),
            extractor="docx",
            digest=self.digest,
        )
        return self._joined(article, next((line.id for line in heads if line.id), ""))

    def _creators(self) -> list[str]:
        """Who made the document by its properties, but a program that says there that it did."""
        return [name for name in self.facts.get("creator", "").split(";") if f"generated by {name.strip().lower()}" != self._stated()]

    def _description(self) -> str:
        return "" if self._stated().startswith("generated by ") else self.facts.get("description", "")

    def _stated(self) -> str:
        return " ".join(self.facts.get("description", "").lower().split())

    def _signed(self, lines: list[Line]) -> tuple[tuple[str, ...], str, list[Line]]:
        """Who wrote it and when, as the first of ``lines``, right below the title, say; and those that come after them."""
        names, day, rest = _signed(lines)
        if len(rest) < len(lines):
            told = " ".join(plain_text(*line.run) for line in lines[: len(lines) - len(rest)])
            self.notify(Notice("left-out", "docx.byline", "who and when", source=self.source.name, excerpt=excerpt(told)))
        return names, day, rest

    def _joined(self, article: Article, top: str) -> Article:
        """``article`` with its links by the one name of each place; those to its title, a place called ``top``, by its own id."""

        def meant(node: msgspec.Struct) -> msgspec.Struct:
            if not isinstance(node, model.Link) or not node.href.startswith("#"):
                return node
            name = self._aliases.get(node.href[1:], node.href[1:])
            return msgspec.structs.replace(node, href=f"#{self._identity(name) if name == top else name}")

        return msgspec.structs.replace(rewrite(article, meant), id=self._identity(top))

    def _name(self, body: list[Block], prose: str) -> str:
        """A title for a text without one: the document's property, its file where the text is in parts, else its first words."""
        stated = clean_line(self.facts.get("title", ""), LIMITS.title_characters)
        if any(map(str.isalnum, stated)):
            return stated
        stem = clean_line(Path(self.source.path or self.source.name).stem, LIMITS.title_characters)
        return stem if stem and isinstance(body[0], model.Heading) else clean_line(prose[:1_000].split("\n", 1)[0], 80) or stem


def _root(part: Part | None) -> Any | None:
    return None if part is None else part.root


def _notes(part: Part | None, kind: str) -> dict[str, Any]:
    """The notes of a part by their ids, less those that draw the line above them."""
    if part is None:
        return {}
    return {value(note, "id"): note for note in part.root.iter(f"{W}{kind}") if value(note, "type") in ("", "normal")}


def _wanted(*parts: Part | None) -> set[str]:
    """The bookmarks that links lead to, and those of readpack's own articles."""
    found: set[str] = set()
    for part in parts:
        if part is not None:
            found |= {value(link, "anchor") for link in part.root.iter(f"{W}hyperlink") if not _in_contents(link)}
            found |= {name for mark in part.root.iter(f"{W}bookmarkStart") if _ARTICLE.fullmatch(name := value(mark, "name"))}
            found |= {where[1:] for where in map(target, _instructions(part)) if where.startswith("#")}
    return found - {""}


def _instructions(part: Part) -> Iterator[str]:
    """What each field of ``part`` says, which may be in several runs; a field within another goes on with it."""
    said = ""
    for element in part.root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            said += element.text or ""
        else:
            yield said
            said = value(element, "instr")
    yield said


_ARTICLE = regex(r"a\d{4,}")


def _in_contents(link: Any) -> bool:
    """Whether ``link`` stands in a table of contents, which is left out."""
    return any(above.tag == f"{W}sdt" and next(above.iter(f"{W}docPartGallery"), None) is not None for above in link.iterancestors())


def _parted(lines: list[Line]) -> list[list[Line]]:
    """``lines`` parted at each title, where there are several with text after each; signed headings are titles."""
    lines = _with_signed_titles(lines)
    starts = [at for at, line in enumerate(lines) if line.role == "title" and not (at and lines[at - 1].role == "title")]
    if len(starts) < 2 or any(end - start < 2 for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)):
        return [lines]
    return [lines[: starts[1]], *(lines[start:end] for start, end in zip(starts[1:], [*starts[2:], len(lines)], strict=True))]


def _with_signed_titles(lines: list[Line]) -> list[Line]:
    """``lines`` with the highest headings as titles where there are several and each has who wrote it, or when, right below it."""
    level = min((line.level for line in lines if line.role == "heading"), default=0)
    tops = [at for at, line in enumerate(lines) if line.role == "heading" and line.level == level]
    if (
        len(tops) < 2
        or tops[0]
        or any(line.role == "title" for line in lines)
        or not all(any(_signed(lines[at + 1 : at + 3])[:2]) for at in tops)
    ):
        return lines
    return [msgspec.structs.replace(line, role="title") if at in tops else line for at, line in enumerate(lines)]


def _is_alone(lines: list[Line]) -> bool:
    """Whether the first of ``lines``, a heading, is the only one of its level or above."""
    return not any(line.role == "heading" and line.level <= lines[0].level for line in lines[1:])


def _opening(lines: list[Line]) -> tuple[dict[str, list[Line]], list[Line]]:
    """What the document says of itself at its start or right after its title, by role; and its other lines.

    A title counts wherever it stands, the first; a date only where it can be read as one.
    """
    said: dict[str, list[Line]] = {role: [] for role in _META}
    rest: list[Line] = []
    opens = True
    for line in lines:
        opens = line.role in _META and (opens or line.role == "title")
        if opens and not (line.role in ("title", "date") and said[line.role]) and (line.role != "date" or _day(line)):
            said[line.role].append(line)
        else:
            rest.append(line)
    return said, rest


def _signed(lines: list[Line]) -> tuple[tuple[str, ...], str, list[Line]]:
    """Who wrote it and when, as plain lines right below the title say, and the other lines."""
    names: tuple[str, ...] = ()
    day = ""
    for at, line in enumerate(lines):
        text = clean_line(plain_text(*line.run)) if not line.role and line.place is None else ""
        found, when = byline_names(text), is_date_line(text)
        if found and not names and all(" " in name or is_cjk_name(name) for name in found):
            names, day = found, day or day_in(text)
        elif when and not day:
            day = when
        else:
            return names, day, lines[at:]
    return names, day, []


def _day(line: Line) -> str:
    """The day that a date's line names, as ISO 8601; empty for none."""
    words = plain_text(*line.run).strip()
    return words if _ISO_DATE.fullmatch(words) else day_in(words)


_ISO_DATE = regex(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
