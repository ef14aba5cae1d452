"""What there is to do: `read` a file, `write` a pack, `open_pack` one that was kept, and `convert`, which does it all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from convert.aside import aside
from convert.assemble import check_words, pack
from convert.collate import collate, original, tally
from convert.errors import InputError, ThemeError, WriteError
from convert.formats import Source, format_of, place, shown, writer
from convert.gathering import Input, Paths, articles_of, gather, paths, stored_alone, stored_pack
from convert.model import Article, Pack, Section
from convert.naming import Naming, refuse_places
from convert.notices import ArticleReport, Counts, Notice, Notify, OutputReport, Report, ignore
from convert.order import arranged
from convert.pictures import shelved
from convert.profile import Profile, load_profile
from convert.reading import read_source
from convert.theme import Theme, extend, load_theme
from convert.walk import minutes


def read(where: str | PathLike[str] | Source, *, format: str | None = None, notify: Notify = ignore) -> list[Article]:
    """The articles in ``where``: a path, ``-`` for standard input, or a `Source`.

    ``format`` names the reader; without it the content decides. Raises `InputError` when it can't be read or
    holds no article, `UnknownName` for a format there is not.
    """
    return read_source(where if isinstance(where, Source) else place(str(where)), format, notify)


def write(
    pack: Pack,
    to: str | PathLike[str] | BinaryIO,
    *,
    format: str | None = None,
    theme: str | Theme = "classic",
    profile: str | Profile = "default",
    notify: Notify = ignore,
) -> None:
    """Puts ``pack`` out to ``to``: a path, replaced only when the new file is complete, ``-``, or a binary file.

    ``format`` is the path's suffix where none is given. Raises `WriteError` when it can't be written, `ThemeError`
    and `UnknownName` for what can't be used.
    """
    path = str(to) if isinstance(to, (str, PathLike)) else ""
    put = writer(format_of(path, format))
    look = load_theme(theme) if isinstance(theme, str) else theme
    device = load_profile(profile) if isinstance(profile, str) else profile
    if not isinstance(to, (str, PathLike)):
        put(pack, look, device, to, notify)
        return
    from convert.output import replacing

    with replacing(path) as target:
        put(pack, look, device, target, notify)


def open_pack(where: str | PathLike[str] | Source, *, notify: Notify = ignore) -> Pack:
    """The pack that stands as JSON in ``where``, with its title, sections, pictures and all.

    Raises `InputError` when it can't be read, is no model, or holds articles but no pack.
    """
    source = where if isinstance(where, Source) else place(os.fspath(where))
    kept = stored_pack(source, "json")
    if kept is None:
        raise InputError(f"{source.name}: holds no pack", hint="convert.read reads its articles")
    return pack(kept[1], **_as_stored(kept[0]), notify=notify)


Progress = Callable[[str, str], None]


def _unwatched(doing: str, what: str) -> None:
    """The default ``progress``: does nothing."""


@shelved()
def convert(
    inputs: Paths,
    outputs: Paths,
    *,
    lists: Paths = (),
    from_format: str | None = None,
    to_format: str | None = None,
    individual: bool = False,
    title: str = "",
    subtitle: str = "",
    authors: Iterable[str] = (),
    language: str = "",
    date: str = "",
    cover: bool | None = None,
    toc: bool | None = None,
    toc_depth: int = 2,
    section_by: str = "none",
    sort: str = "none",
    reverse: bool = False,
    theme: str | Theme = "classic",
    css: str | PathLike[str] | None = None,
    page_size: str = "",
    strict: bool = False,
    jobs: int | None = None,
    report: str | PathLike[str] | None = None,
    check: bool | None = None,
    progress: Progress = _unwatched,
    notify: Notify = ignore,
) -> Report:
    """Reads ``inputs`` and what ``lists`` name once, packs them and writes every one of ``outputs``; returns what was done.

    The words are those of the command line. An input is a file, a folder, a pattern or ``-``. ``authors`` are the pack's editors,
    ``language`` that of articles that don't say theirs; ``cover`` and ``toc`` are on when there is more than one article. A pack in
    JSON that is the only input comes back as it was, but for what is said here. With ``individual`` each article is a pack of its own, and
    ``outputs`` are folders or patterns (`convert.naming`). An input that can't be read is a `Notice` and the rest is delivered,
    unless all fail or ``strict`` is set: then `InputError`. Up to ``jobs`` are read at once (`convert.jobs`). What comes back is also
    written to ``report`` as JSON. With ``check``, which is on where there is a ``report``, each file is read back and what is missing in
    it is a `Notice`. ``progress`` is told what is done and to which file (``"reading", "news.txt"``).
    """
    notices: list[Notice] = []
    keep = _keeping(notices, notify)
    targets = [(target, format_of(target, to_format)) for target in paths(outputs)]
    files = [*([] if individual else [target for target, _ in targets]), *paths(report or ())]
    folders = [str(Naming(target, name).folder) for target, name in targets] if individual else []
    _refuse_overwriting([*paths(inputs), *paths(lists)], files, folders)
    look, profile = _dressed(theme, css), load_profile("default", page=page_size)
    check_words(language=language, created=date, section_by=section_by, sort=sort)
    for _, name in targets:
        writer(name)  # one that can't be loaded is told before anything is read, and workers may still be starting
    told: dict[str, Any] = {"strict": strict, "jobs": jobs, "progress": progress, "notify": keep}
    found = gather(paths(inputs), paths(lists), format=from_format or "", written=[*files, *folders], **told)
    words = {"title": title, "subtitle": subtitle, "editors": tuple(authors), "language": language, "created": date}
    given = words | {"cover": cover, "contents": None if toc is None else toc_depth if toc else 0, "notify": keep}
    order = {"section_by": section_by, "sort": sort, "reverse": reverse}
    books = _each(found, targets, given, order) if individual else [(_one(found, from_format, given, order, toc_depth), targets)]
    checked = report is not None if check is None else check
    done = _delivered(books, look, profile, checked, progress, keep)
    return _reported(msgspec.structs.replace(done, notices=tuple(notices)), report)


def _keeping(notices: list[Notice], notify: Notify) -> Notify:
    def keep(notice: Notice) -> None:
        notices.append(notice)
        notify(notice)

    return keep


def _one(found: list[Input], format: str | None, given: dict[str, Any], order: dict[str, Any], depth: int) -> Pack:
    """All articles as one pack; one that is read back from JSON alone is what it was, but for what is ``given``."""
    kept = stored_alone(found, format)
    if kept:
        return pack(kept[1], **_as_stored(kept[0]) | _said(given) | order)
    articles = articles_of(found, given["language"])
    several = len(articles) > 1
    return pack(articles, **{"cover": several, "contents": depth if several else 0} | _said(given) | order)


def _each(
    found: list[Input], targets: list[tuple[str, str]], given: dict[str, Any], order: dict[str, Any]
) -> Iterator[tuple[Pack, list[tuple[str, str]]]]:
    """Each article as a pack of its own, with where to write it."""
    everything = Section("", tuple(articles_of(found, given["language"])))
    (section,) = arranged([everything], **order | {"section_by": "none"}, language="")
    inputs = {os.path.realpath(taken.source.path) for taken in found if taken.source.path}
    namings = [(Naming(target, name, len(section.articles)), name) for target, name in targets]
    for naming, _ in namings:
        naming.make_folder()
    for number, article in enumerate(section.articles, 1):
        made = pack([article], **{"cover": False, "contents": 0} | _said(given))
        places = [(naming.path(number, made.articles[0]), name) for naming, name in namings]
        refuse_places([path for path, _ in places], inputs)
        yield made, places


def _as_stored(kept: Pack) -> dict[str, Any]:
    """What `pack` is told so that ``kept`` is made again."""
    same = ("title", "subtitle", "editors", "language", "created", "cover", "contents", "pictures", "cover_picture")
    return {name: getattr(kept, name) for name in same}


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in (None, "", ())}


def _refuse_overwriting(inputs: list[str], files: list[str], folders: list[str]) -> None:
    seen = {os.path.realpath(path): "an input" for path in inputs if path != "-"}
    for file in files:
        if file != "-" and (place := os.path.realpath(file)) in seen:
            raise WriteError(f"{file}: this is also {seen[place]}", hint="name another file")
        seen[os.path.realpath(file)] = "another output"
    for output in [*files, *folders]:
        if output != "-" and not Path(output).parent.is_dir():
            raise WriteError(f"{output}: there is no folder {Path(output).parent}", hint="make it first")
    for file in files:
        if Path(file).is_dir():
            raise WriteError(f"{file}: this is a folder", hint="name a file in it")
    for folder in folders:
        if Path(folder).exists() and not Path(folder).is_dir():
            raise WriteError(f"{folder}: this is a file", hint="name a folder to put the files into")
    if files.count("-") > 1:
        raise WriteError("standard output can take one file", hint="name a path for the others")


def _dressed(theme: str | Theme, css: str | PathLike[str] | None) -> Theme:
    look = load_theme(theme) if isinstance(theme, str) else theme
    if css is None:
        return look
    try:
        return extend(look, css=Path(css).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "this is not UTF-8"
        raise ThemeError(f"{css}: {why}", hint="--css takes a UTF-8 style sheet") from error


# Counting so many articles takes longer than a fork.
_MANY = 50


def _delivered(
    books: Iterable[tuple[Pack, list[tuple[str, str]]]], look: Theme, profile: Profile, checked: bool, progress: Progress, notify: Notify
) -> Report:
    """Each of ``books`` written where it is to stand; what was done, by the title of the only one."""
    articles: list[ArticleReport] = []
    files: list[OutputReport] = []
    titles: list[str] = []
    for made, places in books:
        many = len(made.articles) >= _MANY
        with aside(partial(_counted, made), list[ArticleReport], worth=many) as counted:
            counts = [article.counts for article in counted()] if checked else None
            files += [_written(made, path, name, look, profile, counts, progress, notify) for path, name in places]
            articles += counted()
        titles.append(made.title)
    return Report(title=titles[0] if len(titles) == 1 else "", articles=tuple(articles), outputs=tuple(files))


def _written(
    pack: Pack, target: str, format: str, theme: Theme, profile: Profile, counts: list[Counts] | None, progress: Progress, notify: Notify
) -> OutputReport:
    """Writes ``pack`` to ``target``, and reads that back where the ``counts`` of its articles are given."""
    from convert.output import replacing

    name = "standard output" if target == "-" else shown(target)
    progress("writing", name)
    put = writer(format)
    with replacing(target) as file:
        put(pack, theme, profile, file, notify)
        size = file.seek(0, 2)
        if counts is not None:
            progress("checking", name)
        path = shown(target)
        found = None if counts is None else collate(pack, format, file, path, notify, counts)
        return OutputReport(path=path, format=format, size=size, found=found)


def _reported(done: Report, path: str | PathLike[str] | None) -> Report:
    """``done``, which is also written to ``path`` where there is one."""
    from convert.output import replacing

    if path:
        with replacing(str(path)) as file:
            file.write(done.to_json())
    return done


def _counted(pack: Pack) -> list[ArticleReport]:
    return [
        ArticleReport(
            id=article.id,
            title=article.title,
            url=article.url,
            language=article.language,
            counts=tally(original(article)),
            minutes=minutes(article),
        )
        for article in pack.articles
    ]
