"""What a run would pack, without packing it."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from convert.assemble import check_words, language_of
from convert.collate import original, tally
from convert.formats import Source, sniff
from convert.gathering import Paths, articles_of, gather, paths, stored_alone
from convert.model import Article, Section
from convert.notices import Notify, ignore
from convert.order import arranged
from convert.pictures import shelved


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One article that would be packed, or one input that can't be: then only its ``path`` and the ``problem`` are known."""

    path: str
    format: str = ""
    title: str = ""
    words: int = 0
    section: str = ""
    problem: str = ""


@shelved()
def preview(
    inputs: Paths,
    *,
    lists: Paths = (),
    outputs: Paths = (),
    from_format: str | None = None,
    language: str = "",
    section_by: str = "none",
    sort: str = "none",
    reverse: bool = False,
    strict: bool = False,
    jobs: int | None = None,
    progress: Callable[[str, str], None] = lambda doing, what: None,
    notify: Notify = ignore,
) -> tuple[Listed, ...]:
    """What `convert.convert` would pack if it were told the same, in order, and then what it could not. Nothing is written.

    Raises `InputError` when nothing can be read.
    """
    check_words(language=language, created="", section_by=section_by, sort=sort)
    found = gather(
        paths(inputs),
        paths(lists),
        format=from_format or "",
        written=paths(outputs),
        strict=strict,
        jobs=jobs,
        progress=progress,
        notify=notify,
    )
    kept = stored_alone(found, from_format)
    told = [(taken.source, article) for taken in found for article in articles_of([taken], language)]
    sections = kept[1] if kept else (Section("", tuple(article for _, article in told)),)
    sources = {id(article): source for source, article in told}
    spoken = language_of((article for section in sections for article in section.articles), language)
    packed = [
        _listed(sources.get(id(article), found[0].source), article, section.title, from_format)
        for section in arranged(sections, section_by=section_by, sort=sort, reverse=reverse, language=spoken)
        for article in section.articles
    ]
    return (*packed, *(Listed(path=taken.source.name, problem=taken.problem) for taken in found if taken.problem))


def _listed(source: Source, article: Article, section: str, format: str | None) -> Listed:
    told = format or (sniff(source) if source.data or os.path.isfile(source.path) else article.extractor)  # noqa: PTH113
    return Listed(path=source.name, format=told, title=article.title, words=tally(original(article)).words, section=section)
