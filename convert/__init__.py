"""readpack: turns articles into offline reading packs.

    >>> import convert
    >>> from convert.model import Paragraph, Text
    >>> article = convert.Article(title="Ebb", body=(Paragraph((Text("The tide went out."),)),))
    >>> pack = convert.pack([article], title="By the sea", created="2026-01-31")
    >>> convert.write(pack, "ebb.epub")

`read` makes articles of a file, `pack` makes them one complete `Pack`, `write` puts it out in the format the
file's suffix names; `convert` does all three, as the command line does. What was left out, lost, replaced or
repaired on the way comes as a `Notice` to the ``notify`` you hand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import BinaryIO

import msgspec

from convert.assemble import pack
from convert.collate import collate, original, tally
from convert.errors import ConvertError, InputError, PluginError, ThemeError, UnknownName, WriteError
from convert.formats import Source, format_of, open_source, reader, sniff, writer
from convert.limits import LIMITS, Limits
from convert.model import Article, Pack, Picture, Section
from convert.notices import ArticleReport, Notice, Notify, OutputReport, Report, ignore
from convert.profile import Profile, load_profile
from convert.theme import Theme, extend, load_theme
from convert.walk import minutes

__version__ = "0.1.0"

__all__ = [
    "LIMITS",
    "Article",
    "ConvertError",
    "InputError",
    "Limits",
    "Notice",
    "Notify",
    "Pack",
    "Picture",
    "PluginError",
    "Profile",
    "Report",
    "Section",
    "Source",
    "Theme",
    "ThemeError",
    "UnknownName",
    "WriteError",
    "convert",
    "extend",
    "load_profile",
    "load_theme",
    "pack",
    "read",
    "write",
]


def read(where: str | PathLike[str] | Source, *, format: str | None = None, notify: Notify = ignore) -> list[Article]:
    """The articles in ``where``: a path, ``-`` for standard input, or a `Source`.

    ``format`` names the reader; without it the content decides. Raises `InputError` when it can't be read or
    holds no article, `UnknownName` for a format there is not.
    """
    source = where if isinstance(where, Source) else open_source(str(where))
    name = format or sniff(source)
    return list(reader(name)(source, notify))


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
    put = writer(format or format_of(path))
    look = load_theme(theme) if isinstance(theme, str) else theme
    device = load_profile(profile) if isinstance(profile, str) else profile
    if not isinstance(to, (str, PathLike)):
        put(pack, look, device, to, notify)
        return
    from convert.output import replacing

    with replacing(path) as target:
        put(pack, look, device, target, notify)


Progress = Callable[[str, str], None]


def _unwatched(doing: str, what: str) -> None:
    """The default ``progress``: does nothing."""


def convert(
    inputs: str | PathLike[str] | Sequence[str | PathLike[str]],
    outputs: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    title: str = "",
    subtitle: str = "",
    authors: Iterable[str] = (),
    language: str = "",
    date: str = "",
    cover: bool | None = None,
    toc: bool | None = None,
    toc_depth: int = 2,
    theme: str | Theme = "classic",
    css: str | PathLike[str] | None = None,
    page_size: str = "",
    strict: bool = False,
    report: str | PathLike[str] | None = None,
    check: bool | None = None,
    progress: Progress = _unwatched,
    notify: Notify = ignore,
) -> Report:
    """Reads ``inputs`` once, packs them and writes every one of ``outputs``; returns what was done.

    The words are those of the command line. ``authors`` are the pack's editors, ``language`` that of articles
    that don't say theirs; ``cover`` and ``toc`` are on when there is more than one article. An input that can't
    be read is a `Notice` and the rest is delivered, unless all fail or ``strict`` is set: then `InputError`.
    What comes back is also written to ``report`` as JSON. With ``check``, which is on where there is a ``report``, each file is read
    back and what is missing in it is a `Notice`. ``progress`` is told what is done and to which file
    (``"reading", "news.txt"``).
    """
    notices: list[Notice] = []

    def keep(notice: Notice) -> None:
        notices.append(notice)
        notify(notice)

    paths = [str(path) for path in ([inputs] if isinstance(inputs, (str, PathLike)) else inputs)]
    targets = [str(path) for path in ([outputs] if isinstance(outputs, (str, PathLike)) else outputs)]
    formats = [to_format or format_of(target) for target in targets]
    _refuse_overwriting(paths, [*targets, *([str(report)] if report else [])])
    look = _dressed(theme, css)
    profile = load_profile("default", page=page_size)
    articles = _articles(paths, from_format, strict, progress, keep)
    several = len(articles) > 1
    made = pack(
        [_told(article, language) for article in articles],
        title=title,
        subtitle=subtitle,
        editors=authors,
        language=language,
        created=date,
        cover=several if cover is None else cover,
        contents=toc_depth if (several if toc is None else toc) else 0,
        notify=keep,
    )
    checked = report is not None if check is None else check
    written = [
        _written(made, target, name, look, profile, checked, progress, keep) for target, name in zip(targets, formats, strict=True)
    ]
    done = Report(title=made.title, articles=tuple(map(_counted, made.articles)), outputs=tuple(written), notices=tuple(notices))
    if report:
        _report(done, str(report))
    return done


def _refuse_overwriting(inputs: list[str], outputs: list[str]) -> None:
    seen = {str(Path(path).resolve()): "an input" for path in inputs if path != "-"}
    for output in outputs:
        place = str(Path(output).resolve())
        if output != "-" and place in seen:
            raise WriteError(f"{output}: this is also {seen[place]}", hint="name another file")
        seen[place] = "another output"
        if output != "-" and not Path(output).parent.is_dir():
            raise WriteError(f"{output}: there is no folder {Path(output).parent}", hint="make it first")
    if outputs.count("-") > 1:
        raise WriteError("standard output can take one file", hint="name a path for the others")


def _dressed(theme: str | Theme, css: str | PathLike[str] | None) -> Theme:
    look = load_theme(theme) if isinstance(theme, str) else theme
    if css is None:
        return look
    try:
        return extend(look, css=Path(css).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"{css}: {error}", hint="--css takes a UTF-8 style sheet") from error


def _articles(paths: list[str], format: str | None, strict: bool, progress: Progress, notify: Notify) -> list[Article]:
    found: list[Article] = []
    failures: list[ConvertError] = []
    for path in paths:
        progress("reading", path)
        try:
            found += read(path, format=format, notify=notify)
        except InputError as error:
            if strict or len(paths) == 1:
                raise
            failures.append(error)
            notify(Notice(kind="failed", code="input.failed", message=str(error).removeprefix(f"{path}: "), source=path))
    if failures and not found:
        raise InputError(f"none of {len(paths)} inputs could be read; the first: {failures[0].message}", hint=failures[0].hint)
    return found


def _told(article: Article, language: str) -> Article:
    return msgspec.structs.replace(article, language=language) if language and not article.language else article


def _written(
    pack: Pack, target: str, format: str, theme: Theme, profile: Profile, check: bool, progress: Progress, notify: Notify
) -> OutputReport:
    from convert.output import replacing

    progress("writing", target)
    put = writer(format)
    with replacing(target) as file:
        put(pack, theme, profile, file, notify)
        size = file.seek(0, 2)
        if check:
            progress("checking", target)
        found = collate(pack, format, file, target, notify) if check else None
        return OutputReport(path=target, format=format, size=size, found=found)


def _report(done: Report, path: str) -> None:
    from convert.output import replacing

    with replacing(path) as file:
        file.write(done.to_json())


def _counted(article: Article) -> ArticleReport:
    counts = tally(original(article))
    return ArticleReport(
        id=article.id, title=article.title, url=article.url, language=article.language, minutes=minutes(article), counts=counts
    )
