"""The options of the commands: how each is written, what it takes, what its help says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand


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


def known(kind: str) -> list[str]:
    """The names there are of ``kind``, for completion."""
    from convert import formats, order, profile, theme

    tables: dict[str, Any] = {
        "readers": formats.readers,
        "writers": formats.writers,
        "themes": theme.themes,
        "pages": lambda: profile.PAGE_SIZES,
        "sections": lambda: order.SECTIONS,
        "sorts": lambda: order.SORTS,
    }
    return sorted(tables[kind]())


_FILES, _PACK, _LOOK, _RUN = "Files", "The pack", "How it looks", "The run"

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="What to read, in the order of the pack: files, folders, patterns in quotes; - is standard input.",
        show_default=False,
    ),
]
Lists = Annotated[
    list[str] | None,
    typer.Option(
        "--input-list",
        "-i",
        metavar="LIST",
        rich_help_panel=_FILES,
        help="Read what this file names, one a line, after the INPUTs; - is standard input. May be given several times.",
    ),
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
        autocompletion=lambda: known("readers"),
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
        autocompletion=lambda: known("writers"),
        help="Write this format, whatever the suffix.",
    ),
]
Individual = Annotated[
    bool,
    typer.Option(
        "--individual",
        rich_help_panel=_FILES,
        help="One file for each article: -o is a folder (then -t says the format) or a pattern of {number}, {title}, {date}, {site}.",
    ),
]
ListOnly = Annotated[
    bool, typer.Option("--list", rich_help_panel=_FILES, help="Only show what would be packed, in order, and what can't be; write nothing.")
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
        help="How deep the contents go: 1 is the articles, 2 their headings where the contents stay short, 3 and more always as told.",
    ),
]
SectionBy = Annotated[
    str,
    typer.Option(
        "--section-by",
        metavar="WHAT",
        rich_help_panel=_PACK,
        autocompletion=lambda: known("sections"),
        help="Sections by folder, site, date (its months) or language.",
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="KEY",
        rich_help_panel=_PACK,
        autocompletion=lambda: known("sorts"),
        help="Put the articles in order by title, date, site or path; without it they stay as they are named.",
    ),
]
Reverse = Annotated[bool, typer.Option("--reverse", rich_help_panel=_PACK, help="The other way round: the last, or the newest, first.")]
ThemeName = Annotated[
    str,
    typer.Option(
        "--theme",
        metavar="NAME|DIR",
        rich_help_panel=_LOOK,
        autocompletion=lambda: known("themes"),
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
        autocompletion=lambda: known("pages"),
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
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        max=64,
        rich_help_panel=_RUN,
        help="How many inputs are read at once, each in a process that may fail alone; 1 reads them in this one. [2 to 8, by processors]",
        show_default=False,
    ),
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
