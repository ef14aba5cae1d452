"""What can't be meant is refused before anything is read: one line, exit code 2."""

from __future__ import annotations

import sys
from glob import has_magic
from pathlib import Path
from typing import Any, NoReturn

from convert.cli.screen import complain


def check(words: dict[str, Any], *, list_only: bool) -> None:
    """Ends the run when ``words``, those of `convert.convert`, can't be meant."""
    inputs, lists, outputs = (words.setdefault(name, []) for name in ("inputs", "lists", "outputs"))
    if not inputs and not lists:
        _refuse("Missing argument: name at least one INPUT, or a list with -i")
    if "" in (*inputs, *lists, *outputs):
        _refuse("a file's name is empty (a variable of the shell that is not set?)")
    if [*inputs, *lists].count("-") > 1:
        _refuse("standard input can be read once (name - one time)")
    if list_only:
        return
    if not outputs:
        _refuse(f"no output is named (add -o {_proposed(inputs, lists)}.epub, .docx or .pdf)")
    if words.get("individual"):
        _check_individual(words, outputs)
    if "-" in outputs:
        _check_standard_output(words.get("to_format"))


def _proposed(inputs: list[str], lists: list[str]) -> str:
    """The name of a file or folder that is the only input, else a plain one."""
    only = Path(inputs[0]) if len(inputs) == 1 and not lists and inputs[0] != "-" else Path("pack")
    name = only.resolve().name if only.is_dir() else only.stem
    return "pack" if not name or has_magic(name) else name


def _check_individual(words: dict[str, Any], outputs: list[str]) -> None:
    if "-" in outputs:
        _refuse("standard output takes one file (name a folder for --individual)")
    if not words.get("to_format") and not all(Path(output).suffix for output in outputs):
        _refuse("--individual needs a format for the files in a folder (add -t epub, docx or pdf)")
    for word, option in (("title", "--title"), ("subtitle", "--subtitle")):
        if words.get(word):
            _refuse(f"{option} names one pack, and --individual makes many (leave one of them out)")
    if words.get("section_by", "none") != "none":
        _refuse("--section-by divides one pack, and --individual makes many (leave one of them out)")


def _check_standard_output(to_format: str | None) -> None:
    if not to_format:
        _refuse("-o - needs a format (add -t epub, docx, pdf or json)")
    if to_format != "json" and sys.stdout.isatty():
        _refuse(f"a terminal can't show {to_format} (name a file with -o, or pipe it on)")


def _refuse(message: str) -> NoReturn:
    complain(message)
    sys.exit(2)
