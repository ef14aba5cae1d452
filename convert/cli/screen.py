"""What the terminal shows: progress, the table at the end, notices, errors.

Lines for people go to standard error, so that standard output can be piped. On a terminal rich draws them; elsewhere they
are plain, and rich is not even imported. Whatever stands in them, a line never holds a control character.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Literal

from convert.errors import WriteError
from convert.patterns import regex

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

    from convert.notices import Notice, OutputReport, Report

Style = Literal["", "bold", "dim", "red", "yellow", "green", "cyan"]

_CONTROL = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SHOWN_ARTICLES = 12
_SHOWN_OUTPUTS = 12
_SHOWN_NOTICES = 5
_TOGETHER = 1000
_GRAVITY = ("failed", "lost", "replaced", "repaired", "left-out")
_COLOUR: dict[str, Style] = {"failed": "red", "lost": "red", "replaced": "yellow", "repaired": "dim", "left-out": "dim"}


def one_line(text: str) -> str:
    """``text`` without anything that could move a cursor or break a line."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\t", " "))


def complain(message: str) -> None:
    """Says on standard error what went wrong, on one line."""
    Screen().say(f"readpack: {message}", "red")


def discard(stream: IO[str]) -> None:
    """Lets ``stream`` lead nowhere: what it still holds, and what else is written to it, is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def put_out(data: bytes) -> None:
    """``data`` to standard output, at once. Raises `WriteError` when that takes nothing, or nobody reads it any more."""
    from convert.output import standard_output

    with _showing(), standard_output() as stream:
        stream.write(data)


@contextmanager
def _showing() -> Iterator[None]:
    """Says as a `WriteError` why standard output takes nothing."""
    try:
        yield
    except OSError as error:
        discard(sys.stdout)
        raise WriteError(f"standard output: {error.strerror or error}", hint="check what it leads to") from error


class Screen:
    """Standard error, or standard output where told: styled on a terminal (without colours under NO_COLOR), plain elsewhere.

    What standard error doesn't take is not said; what standard output doesn't is a `WriteError`.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False, out: bool = False) -> None:
        self.stream = sys.stdout if out else sys.stderr
        self.quiet = quiet
        self.verbose = verbose
        self.console = self._console() if self.stream.isatty() and not quiet else None
        self._status: Status | None = None

    def _console(self) -> Console:
        from rich.console import Console

        return Console(file=self.stream, highlight=False, markup=False, emoji=False)

    def say(self, line: str, style: Style = "") -> None:
        """One line, whatever its length."""
        with self._taken():
            if self.console:
                self.console.print(one_line(line), style=style or None, soft_wrap=True)
            else:
                print(one_line(line), file=self.stream, flush=True)

    @contextmanager
    def _taken(self) -> Iterator[None]:
        if self.stream is sys.stdout:
            with _showing():
                yield
            return
        try:
            yield
        except OSError:
            discard(self.stream)

    def row(self, *cells: tuple[str, Style]) -> None:
        """One line of differently styled cells, cut to the width of a terminal."""
        if not self.console:
            self.say("".join(text for text, _ in cells).rstrip())
            return
        from rich.text import Text

        self.console.print(Text.assemble(*((one_line(text), style) for text, style in cells)), no_wrap=True, overflow="ellipsis")

    def rows(self, rows: Iterable[Sequence[tuple[str, Style]]]) -> None:
        """Lines like those of `row`, many of them: not on a terminal they go out together."""
        if self.console:
            for row in rows:
                self.row(*row)
            return
        lines = (one_line("".join(text for text, _ in row).rstrip()) for row in rows)
        while together := list(islice(lines, _TOGETHER)):
            with self._taken():
                print("\n".join(together), file=self.stream, flush=True)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Shows what is being done: a line that changes on a terminal, a line for each step elsewhere."""
        if not self.console:
            yield
            return
        with self.console.status("") as status:
            self._status = status
            yield
        self._status = None

    def step(self, doing: str, what: str) -> None:
        """Says that ``doing`` (``reading``, ``writing`` …) begins with ``what``."""
        if self.quiet:
            return
        if self._status:
            self._status.update(one_line(f"{doing} {what}"))
        else:
            self.say(f"{doing} {what}")

    def report(self, report: Report) -> None:
        """The table at the end: the articles, the files, and what was left out or lost; a failed input is an error and always said."""
        if self.quiet:
            self._notices(report.failed)
            return
        self._articles(report)
        for output in report.outputs[:_SHOWN_OUTPUTS]:
            name = "standard output" if output.path == "-" else output.path
            told = "" if output.found is None else "  (read back)" if _differs(report, output) else "  (read back: all there)"
            self.row((f"{readable(output.size):>9}", "bold"), (f"  {output.format:<5} ", "cyan"), (name, ""), (told, "dim"))
        if len(report.outputs) > _SHOWN_OUTPUTS:
            self.say(f"{'':9} and {len(report.outputs) - _SHOWN_OUTPUTS:,} more", "dim")
        self._notices(report.notices)

    def _articles(self, report: Report) -> None:
        words = sum(article.counts.words for article in report.articles)
        minutes = sum(article.minutes for article in report.articles)
        number = len(report.articles)
        title = report.title or f"{len(report.outputs):,} files"
        self.say(f"{title}: {number:,} article{'s' * (number != 1)}, {words:,} words, {minutes:,} min", "bold")
        for article in report.articles[:_SHOWN_ARTICLES]:
            self.row((f"{article.counts.words:9,} words", ""), (f" {article.minutes:5,} min  ", "dim"), (article.title, ""))
        if number > _SHOWN_ARTICLES:
            self.say(f"{'':9} and {number - _SHOWN_ARTICLES:,} more", "dim")

    def _notices(self, notices: Sequence[Notice]) -> None:
        if self.verbose:
            for notice in notices:
                self.say(f"{notice.kind}: {notice}", _COLOUR[notice.kind])
            return
        grave = sorted((notice for notice in notices if notice.lossy), key=lambda notice: _GRAVITY.index(notice.kind))
        for notice in grave[:_SHOWN_NOTICES]:
            self.say(f"{notice.kind}: {notice}", _COLOUR[notice.kind])
        if notices and not self.quiet:
            counted = Counter[str]()
            for notice in notices:
                counted[notice.kind] += notice.count
            told = ", ".join(f"{counted[kind]:,} {kind}" for kind in _GRAVITY if counted[kind])
            self.say(f"notices: {told} (-v shows each)", "dim")


def _differs(report: Report, output: OutputReport) -> bool:
    """Whether something was found in ``output`` that is not as it is in the pack."""
    return any(notice.code.startswith("output.") and notice.source == output.path for notice in report.notices)


def readable(size: int) -> str:
    """A size in bytes as people write it: ``812 B``, ``34 kB``, ``5.1 MB``."""
    if size < 1_000:
        return f"{size} B"
    if size < 999_500:
        return f"{size / 1_000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"
