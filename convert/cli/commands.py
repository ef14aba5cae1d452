"""The commands and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from convert.cli import options, preview, usage
from convert.cli.options import Grouped, known
from convert.cli.screen import Screen, put_out
from convert.errors import EXIT_INPUTS_FAILED, EXIT_LOSSY

_EXIT_CODES = """Exit codes: 0 done · 1 a bug · 2 wrong usage · 3 an input can't be read · 4 no such format, theme, language or
date · 5 a theme can't be used · 6 an output can't be written · 7 a plug-in failed · 8 written, but some inputs failed ·
9 written, but something was lost (with --fail-if-lossy)."""

app = typer.Typer(
    name="readpack",
    help="Turns articles into offline reading packs: EPUB, DOCX and PDF.",
    epilog="readpack convert news.txt -o pack.epub -o pack.pdf",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from convert import __version__

        put_out(f"readpack {__version__}\n".encode())
        raise typer.Exit


@app.callback()
def _readpack(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    pass


@app.command(cls=Grouped, epilog=_EXIT_CODES)
def convert(
    context: typer.Context,
    inputs: options.Inputs = None,
    lists: options.Lists = None,
    outputs: options.Outputs = None,
    individual: options.Individual = False,
    from_format: options.From = None,
    to_format: options.To = None,
    list_only: options.ListOnly = False,
    report: options.ReportFile = None,
    title: options.Title = "",
    subtitle: options.Subtitle = "",
    authors: options.Authors = None,
    language: options.Language = "",
    date: options.Date = "",
    cover: options.Cover = None,
    toc: options.Toc = None,
    toc_depth: options.TocDepth = 2,
    section_by: options.SectionBy = "none",
    sort: options.Sort = "none",
    reverse: options.Reverse = False,
    theme: options.ThemeName = "classic",
    css: options.Css = None,
    page_size: options.PageSize = "a4",
    check: options.Check = None,
    fail_if_lossy: options.FailIfLossy = False,
    strict: options.Strict = False,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = 0,
) -> None:
    """Packs articles into EPUB, DOCX or PDF files.

    The inputs are read once, however many -o there are. An output is named, never guessed: nothing is written that
    you did not ask for. Whatever stood at its path is untouched unless the new file is complete.
    """
    words = {name: value for name, value in context.params.items() if name not in _FOR_THE_SCREEN and value is not None}
    usage.check(words, list_only=list_only)
    screen = Screen(quiet=quiet, verbose=verbose > 0)
    if list_only:
        raise typer.Exit(preview.show(words, screen))
    if fail_if_lossy:
        words.setdefault("check", True)
    from convert import convert as run

    with screen.working():
        done = run(**words | {"page_size": page_size.lower()}, progress=screen.step)
    screen.report(done)
    if done.failed:
        raise typer.Exit(EXIT_INPUTS_FAILED)
    if fail_if_lossy and done.lossy:
        raise typer.Exit(EXIT_LOSSY)


# What concerns the command line alone; every other option is a word of `convert.convert` of the same name.
_FOR_THE_SCREEN = ("list_only", "fail_if_lossy", "quiet", "verbose")


@app.command(cls=Grouped)
def inspect(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to read; - is standard input.", show_default=False)],
    from_format: Annotated[
        str | None, typer.Option("--from", "-f", metavar="FORMAT", autocompletion=lambda: known("readers"), help="Read it as this format.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The articles as JSON, or the verdicts with --explain.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Part by part, what each became, and why.")] = False,
    html: Annotated[
        str | None, typer.Option("--html", metavar="OUT", help="Write that as a page to look at, what was kept and what was not in colour.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Don't say what was left out.")] = False,
) -> None:
    """Shows the articles in a file as readpack understands them."""
    from convert.cli import explanation, inspection
    from convert.cli.bounds import bounded

    if explain or html is not None:
        with bounded(file):
            explanation.explain(file, from_format, as_json=json, html=html)
    else:
        inspection.show(file, from_format, as_json=json, quiet=quiet)


@app.command()
def themes() -> None:
    """Lists the themes."""
    from convert.theme import load_theme
    from convert.theme import themes as known

    lines = [f"{name:<12} {load_theme(name).description}" for name in sorted(known())]
    put_out(("\n".join(lines) + "\n").encode())


@app.command()
def formats() -> None:
    """Lists the formats there are, and their suffixes."""
    from convert.formats import SUFFIXES, readers, sources, writers

    lines = [f"{'format':<12} {'reads':<6} {'writes':<7} suffixes"]
    for name in sorted(readers().keys() | writers().keys()):
        suffixes = " ".join(suffix for suffix, stands in SUFFIXES.items() if stands == name)
        lines.append(f"{name:<12} {'yes' * (name in readers()):<6} {'yes' * (name in writers()):<7} {suffixes}".rstrip())
    lines.append(f"{'containers':<12} {' '.join(sorted(sources()))} (what is in one is read)")
    put_out(("\n".join(lines) + "\n").encode())
