"""``readpack inspect --explain``: what each part of an input became, and why, as lines, as JSON or as a page to look at.

Text is judged line by line and a web page block by block, so there every part has a verdict. Other formats
say themselves what a part is: for them it is told what each block became, and what the reader's notices say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

import convert.model as m
from convert.clean import folded
from convert.cli.coloured import page
from convert.cli.screen import Screen, Style, put_out
from convert.cli.verdicts import Verdict
from convert.errors import InputError, WriteError
from convert.formats import Source, open_source, reader, sniff
from convert.model import Article
from convert.notices import Notice, ignore
from convert.output import replacing
from convert.walk import children, plain_text, walk

_STYLES: dict[str, Style] = {"left-out": "red", "lost": "red", "failed": "red", "replaced": "yellow", "title": "bold", "blank": "dim"}
_FACTS = ("title", "subtitle", "published", "updated", "site", "section", "summary")
_AS_READ = "as the file has it"


def explain(file: str, format: str | None, *, as_json: bool, html: str | None = None) -> None:
    """Prints what became of each part of ``file``, or writes it as a page to ``html``.

    Raises what reading raises, and `WriteError` when the page can't be written.
    """
    source = open_source(file)
    verdicts = list(verdicts_on(source, format or sniff(source)))
    if html is not None:
        _write(page(source.name, verdicts), html, file)
    if as_json:
        put_out(msgspec.json.format(msgspec.json.encode(verdicts), indent=2) + b"\n")
    elif html is None:
        _show(verdicts)


def verdicts_on(source: Source, name: str) -> Iterator[Verdict]:
    """The verdict on every part of ``source``, read as the format called ``name``, in its order."""
    if name == "text":
        from convert.readers.text import explain as lines

        judged = (Verdict(line.role, line.reason, line.text, place=str(line.line), article=line.article + 1) for line in lines(source))
        yield from _unless_refused(source, name, judged)
    elif name == "html":
        from convert.readers.html import shown_in

        inner = shown_in(source)
        kind = sniff(inner) if inner is not None else "html"
        yield from _of_page(inner or source) if kind == "html" else verdicts_on(inner or source, kind)
    else:
        yield from _as_read(source, name)


def _of_page(source: Source) -> Iterator[Verdict]:
    """The verdict on every block of a page; what was kept is found again in the article by its words, to say as what."""
    from convert.readers.html import explain as blocks
    from convert.readers.html import read

    became: dict[str, str] = {}
    try:
        for article in read(source, ignore):
            became |= _roles(article)
    except InputError as error:
        yield _refused(error, source)
        yield from (Verdict(block.role, block.reason, block.text, place=block.element) for block in blocks(source))
        return
    begun = {said[:_BEGINNING]: role for said, role in became.items() if len(said) > _BEGINNING and role not in _FACTS}
    for block in blocks(source):
        kept, said = block.role == "kept", folded(block.text)
        role = became.get(said) or begun.get(said[:_BEGINNING], block.role) if kept else block.role
        yield Verdict(role, block.reason, block.text, place=block.element, article=int(kept))


def _unless_refused(source: Source, name: str, judged: Iterator[Verdict]) -> Iterator[Verdict]:
    """What is ``judged`` of ``source``, after the reason why it is no article where it is none; it is read until that is known."""
    try:
        for _ in reader(name)(source, ignore):
            break
    except InputError as error:
        yield _refused(error, source)
    yield from judged


def _refused(error: InputError, source: Source) -> Verdict:
    return Verdict("failed", error.message.removeprefix(f"{source.name}: "), error.hint)


# So much tells blocks apart; further on the marks of notes may stand in one, which the article has as references.
_BEGINNING = 60


def _roles(article: Article) -> dict[str, str]:
    """What each text of ``article`` is in it; the blocks of a list, a quotation, a cell or a note are called after that."""
    found: dict[str, str] = {}
    for node in walk(*([article.lead] if article.lead else []), *article.body):
        match node:
            case m.Quote() | m.List() | m.Cell() | m.Note():
                inner = "item" if isinstance(node, m.List) else role_of(node)
                found |= {folded(plain_text(part, notes=False)): inner for part in children(node)}
            case m.Definition():
                found |= {folded(plain_text(*term)): "term" for term in node.terms}
            case m.Table() if node.caption:
                found[folded(plain_text(*node.caption))] = "caption"
            case m.Figure():
                found |= {folded(plain_text(*words)): "caption" for words in (node.caption, node.credit, (node,)) if words}
            case m.Paragraph() | m.Heading() | m.CodeBlock():
                found.setdefault(folded(plain_text(node, notes=False)), role_of(node))
            case _:
                pass
    said = {"title": article.title, "subtitle": article.subtitle}
    return found | {folded(text): role for role, text in said.items() if text}


def _as_read(source: Source, name: str) -> Iterator[Verdict]:
    """What each part became, article by article, each followed by the notices it raised."""
    notices: list[Notice] = []
    number = 0
    for number, article in enumerate(reader(name)(source, notices.append), 1):
        yield from _of_article(article, number)
        yield from _noted(notices, number)
        notices.clear()
    yield from _noted(notices, number)


def _noted(notices: Iterable[Notice], article: int) -> Iterator[Verdict]:
    for notice in notices:
        reason = notice.message + (f" (×{notice.count})" if notice.count > 1 else "")
        yield Verdict(notice.kind, reason, notice.excerpt, place=str(notice.line or ""), article=article)


def _of_article(article: Article, number: int) -> Iterator[Verdict]:
    for fact in _FACTS:
        if value := getattr(article, fact):
            yield Verdict(fact, f"the article's {fact}", value, article=number)
    for author in article.authors:
        yield Verdict("author", "one of the article's authors", author, article=number)
    for node in walk(*([article.lead] if article.lead else []), *article.body):
        if isinstance(node, (m.Block, m.Definition, m.Cell, m.Note)):
            yield Verdict(role_of(node), _AS_READ, _said(node), article=number)


def _said(node: msgspec.Struct) -> str:
    """What a block says itself; the blocks inside it have verdicts of their own."""
    match node:
        case m.Quote():
            return plain_text(*node.attribution)
        case m.Table():
            return plain_text(*node.caption)
        case m.Definition():
            return "; ".join(plain_text(*term) for term in node.terms)
        case m.List() | m.Definitions() | m.Cell() | m.Note():
            return ""
        case _:
            return plain_text(node, notes=False)


def role_of(node: msgspec.Struct) -> str:
    """What a node is called, in the words of the model: ``paragraph``, ``heading 2``, ``list`` …"""
    name = type(node).__name__.lower()
    return f"{name} {node.level}" if isinstance(node, m.Heading) else name


def _show(verdicts: list[Verdict]) -> None:
    screen = Screen(out=True)
    width = max((len(verdict.place) for verdict in verdicts), default=0)
    for verdict in verdicts:
        article = str(verdict.article) if verdict.article else ""
        reason = f"({verdict.reason}) " if verdict.reason else ""
        style = _STYLES.get(verdict.role, "")
        screen.row(
            (f"{verdict.place:>{max(6, min(width, 24))}} {article:>3} ", "dim"),
            (f"{verdict.role:<11} ", style or "cyan"),
            (reason, "dim"),
            (verdict.text, style),
        )


def _write(data: bytes, path: str, file: str) -> None:
    if path != "-" and file != "-" and Path(path).resolve() == Path(file).resolve():
        raise WriteError(f"{path}: this is also the input", hint="name another file")
    with replacing(path) as out:
        out.write(data)
