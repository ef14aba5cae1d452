"""The commands and their options."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from convert.cli.screen import Screen, complain, put_out
from convert.errors import EXIT_INPUTS_FAILED, EXIT_LOSSY

_EXIT_CODES = """Exit codes: 0 done · 1 a bug · 2 wrong usage · 3 an input can't be read · 4 no such format, theme or page
size · 5 a theme can't be used · 6 an output can't be written · 7 a plug-in failed · 8 written, but some inputs failed ·
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


class Grouped(TyperCommand):
    """A command whose help lists its options under the headings they were given."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes the arguments, then each group of options in the order of its first."""
        for heading, entries in grouped(self.get_params(ctx)).items():
            with formatter.section(heading):
                formatter.write_dl(entries)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """``[OPTIONS] INPUT…``: what stands after the command's name."""
        names = [
            f"{parameter.metavar}{'…' * (parameter.nargs == -1)}" for parameter in self.params if parameter.param_type_name == "argument"
        ]
        return ["[OPTIONS]", *names]


def grouped(parameters: Iterable[Any]) -> dict[str, list[tuple[str, str]]]:
    """How each of ``parameters`` is written and what it does, by the heading it stands under."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in parameters:
        argument = parameter.param_type_name == "argument"
        heading = getattr(parameter, "rich_help_panel", None) or ("Arguments" if argument else "Options")
        groups.setdefault(heading, []).append((_spelled(parameter), _explained(parameter)))
    return groups


def _spelled(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    off = "".join(f" / {name}" for name in parameter.secondary_opts)
    value = f" {parameter.metavar}" if parameter.metavar and not parameter.is_flag and not parameter.count else ""
    return names + off + value


def _explained(parameter: Any) -> str:
    told = str(parameter.help or "")
    worth_telling = parameter.param_type_name == "option" and not parameter.is_flag and parameter.show_default and parameter.default
    return f"{told} [{parameter.default}]" if worth_telling else told


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


def _known(kind: str) -> list[str]:
    """The names there are of ``kind``, for completion."""
    from convert import formats, profile, theme

    tables: dict[str, Any] = {
        "readers": formats.readers,
        "writers": formats.writers,
        "themes": theme.themes,
        "pages": lambda: profile.PAGE_SIZES,
    }
    return sorted(tables[kind]())


_FILES, _PACK, _LOOK, _RUN = "Files", "The pack", "How it looks", "The run"

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files to read, in the order of the pack; - is standard input.", show_default=False)
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        rich_help_panel=_FILES,
        help="Where to write: the suffix says the format; - is standard output. May be given several times.",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        "-f",
        metavar="FORMAT",
        rich_help_panel=_FILES,
        autocompletion=lambda: _known("readers"),
        help="Read every input as this format.",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="FORMAT",
        rich_help_panel=_FILES,
        autocompletion=lambda: _known("writers"),
        help="Write this format, whatever the suffix.",
    ),
]
ReportFile = Annotated[
    str | None,
    typer.Option("--report", metavar="FILE.json", rich_help_panel=_FILES, help="Write what was done, and every notice, as JSON."),
]
Title = Annotated[
    str,
    typer.Option(
        metavar="TEXT", rich_help_panel=_PACK, help="The title of the pack; that of a single article if not given.", show_default=False
    ),
]
Subtitle = Annotated[str, typer.Option(metavar="TEXT", rich_help_panel=_PACK, help="The subtitle of the pack.", show_default=False)]
Authors = Annotated[
    list[str] | None, typer.Option("--author", metavar="NAME", rich_help_panel=_PACK, help="Who made the pack. May be given several times.")
]
Language = Annotated[
    str,
    typer.Option(
        metavar="TAG",
        rich_help_panel=_PACK,
        help="The language (en, ar, pt-BR …) of the pack and of articles that don't say theirs.",
        show_default=False,
    ),
]
Date = Annotated[
    str, typer.Option(metavar="DATE", rich_help_panel=_PACK, help="When the pack was made, as 2026-01-31.", show_default=False)
]
Cover = Annotated[
    bool | None,
    typer.Option("--cover/--no-cover", rich_help_panel=_PACK, help="A cover; on when there are several articles.", show_default=False),
]
Toc = Annotated[
    bool | None,
    typer.Option(
        "--toc/--no-toc", rich_help_panel=_PACK, help="A table of contents; on when there are several articles.", show_default=False
    ),
]
TocDepth = Annotated[
    int,
    typer.Option(
        "--toc-depth",
        metavar="N",
        min=1,
        max=6,
        rich_help_panel=_PACK,
        help="How deep the contents go: 1 is the articles, 2 their headings, and so on.",
    ),
]
ThemeName = Annotated[
    str,
    typer.Option(
        "--theme",
        metavar="NAME|DIR",
        rich_help_panel=_LOOK,
        autocompletion=lambda: _known("themes"),
        help="A theme by name, or a folder with a theme.toml.",
    ),
]
Css = Annotated[
    Path | None, typer.Option("--css", metavar="FILE", rich_help_panel=_LOOK, help="A style sheet to add to the theme's, for EPUB and PDF.")
]
PageSize = Annotated[
    str,
    typer.Option(
        "--page-size",
        metavar="SIZE",
        rich_help_panel=_LOOK,
        autocompletion=lambda: _known("pages"),
        help="The paper of PDF and DOCX: a4, letter or a5.",
    ),
]
FailIfLossy = Annotated[
    bool, typer.Option("--fail-if-lossy", rich_help_panel=_RUN, help="End with code 9 if anything of an article was lost or replaced.")
]
Check = Annotated[
    bool | None,
    typer.Option(
        "--check/--no-check",
        rich_help_panel=_RUN,
        help="Read each file back and count what is in it; on with --report and --fail-if-lossy.",
        show_default=False,
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", rich_help_panel=_RUN, help="Stop at the first input that fails, instead of packing the others.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", rich_help_panel=_RUN, help="Say nothing but errors.")]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose",
        "-v",
        count=True,
        rich_help_panel=_RUN,
        help="Show every notice, with its line; -vv also the traceback of a bug.",
        show_default=False,
        metavar="",
    ),
]


@app.command(cls=Grouped, epilog=_EXIT_CODES)
def convert(
    inputs: Inputs,
    output: Outputs = None,
    from_format: From = None,
    to_format: To = None,
    report: ReportFile = None,
    title: Title = "",
    subtitle: Subtitle = "",
    author: Authors = None,
    language: Language = "",
    date: Date = "",
    cover: Cover = None,
    toc: Toc = None,
    toc_depth: TocDepth = 2,
    theme: ThemeName = "classic",
    css: Css = None,
    page_size: PageSize = "a4",
    check: Check = None,
    fail_if_lossy: FailIfLossy = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Packs articles into EPUB, DOCX or PDF files.

    The inputs are read once, however many -o there are. An output is named, never guessed: nothing is written that
    you did not ask for. Whatever stood at its path is untouched unless the new file is complete.
    """
    outputs = output or []
    _usable(inputs, outputs, to_format)
    from convert import convert as run

    screen = Screen(quiet=quiet, verbose=verbose > 0)
    with screen.working():
        done = run(
            inputs,
            outputs,
            from_format=from_format,
            to_format=to_format,
            title=title,
            subtitle=subtitle,
            authors=author or (),
            language=language,
            date=date,
            cover=cover,
            toc=toc,
            toc_depth=toc_depth,
            theme=theme,
            css=css,
            page_size=page_size.lower(),
            strict=strict,
            report=report,
            check=(fail_if_lossy or None) if check is None else check,
            progress=screen.step,
        )
    screen.report(done)
    if done.failed:
        raise typer.Exit(EXIT_INPUTS_FAILED)
    if fail_if_lossy and done.lossy:
        raise typer.Exit(EXIT_LOSSY)


def _usable(inputs: list[str], outputs: list[str], to_format: str | None) -> None:
    """Refuses what can't be meant, before anything is read."""
    import sys

    if not outputs:
        stem = "pack" if len(inputs) > 1 or inputs[0] == "-" else Path(inputs[0]).stem
        _refuse(f"no output is named (add -o {stem}.epub, .docx or .pdf)")
    if "-" in outputs and not to_format:
        _refuse("-o - needs a format (add -t epub, docx, pdf or json)")
    if inputs.count("-") > 1:
        _refuse("standard input can be read once (name - one time)")
    if "-" in outputs and to_format != "json" and sys.stdout.isatty():
        _refuse(f"a terminal can't show {to_format} (name a file with -o, or pipe it on)")


def _refuse(message: str) -> None:
    complain(message)
    raise typer.Exit(2)


@app.command(cls=Grouped)
def inspect(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to read; - is standard input.", show_default=False)],
    from_format: Annotated[
        str | None, typer.Option("--from", "-f", metavar="FORMAT", autocompletion=lambda: _known("readers"), help="Read it as this format.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The articles as JSON, or the verdicts with --explain.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="A text line by line: what each became, and why.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Don't say what was left out.")] = False,
) -> None:
    """Shows the articles in a file as readpack understands them."""
    from convert.cli import inspection

    if explain:
        inspection.explain(file, from_format, as_json=json)
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
    from convert.formats import SUFFIXES, readers, writers

    lines = [f"{'format':<12} {'reads':<6} {'writes':<7} suffixes"]
    for name in sorted(readers().keys() | writers().keys()):
        suffixes = " ".join(suffix for suffix, stands in SUFFIXES.items() if stands == name)
        lines.append(f"{name:<12} {'yes' * (name in readers()):<6} {'yes' * (name in writers()):<7} {suffixes}".rstrip())
    put_out(("\n".join(lines) + "\n").encode())
