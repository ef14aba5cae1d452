"""Writes what of the documentation the program itself knows: docs/cli.md and docs/model.schema.json.

`make docs` runs it; a test fails when what it would write is not what is there.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import msgspec
import typer

from convert.cli.commands import app
from convert.cli.options import Grouped, grouped
from convert.model import Article, Pack

ROOT = Path(__file__).parent.parent
COMMANDS = ("convert", "inspect", "themes", "formats")

_CLI = """\
# The command line

`make docs` writes this page from the program itself; `readpack COMMAND --help` shows the same.
`readpack --version` shows the version, `readpack --install-completion` makes the shell complete names and options.

A run says what it does on standard error; standard output holds only what was asked for. On a terminal there are
colours (not under `NO_COLOR`) and one line of progress; elsewhere lines are plain. `-q` says nothing but errors.

**An output is named, never guessed.** Without `-o` nothing is written, and the message proposes what to add. A file is
replaced only when the new one is complete; an output that is also an input is refused.

| code | what it means |
|---|---|
| 0 | done |
| 1 | a bug in readpack; `READPACK_TRACEBACK=1` or `-vv` shows where it is from |
| 2 | wrong usage: an unknown option, a missing value, no output |
| 3 | an input can't be read, or holds nothing to read; nothing was written |
| 4 | no such format, theme, page size, order, language or date; the nearest name, or how to write it, is proposed |
| 5 | a theme or style sheet can't be used |
| 6 | an output can't be written; what stood there is untouched |
| 7 | a plug-in can't be loaded |
| 8 | written, but some of the inputs failed |
| 9 | written, but something of an article was lost or replaced (with `--fail-if-lossy`) |
| 130, 141, 143 | interrupted, nobody reads the output any more, terminated |
"""


def cli() -> str:
    """The page on the command line: each command with what it takes."""
    program = typer.main.get_command(app)
    pages = [_CLI]
    for name in COMMANDS:
        command = program.commands[name]  # type: ignore[attr-defined]
        usage = f"readpack {name} " + " ".join(command.collect_usage_pieces(None)) if isinstance(command, Grouped) else f"readpack {name}"
        pages.append(f"## readpack {name}\n\n```text\n{usage}\n```\n\n{inspect.cleandoc(command.help)}\n")
        pages += [f"**{heading}**\n\n{_table(entries)}" for heading, entries in grouped(command.params).items()]
    return "\n".join(pages)


def _table(entries: list[tuple[str, str]]) -> str:
    rows = [f"| `{spelled}` | {explained} |".replace("NAME|DIR", "NAME\\|DIR") for spelled, explained in entries]
    return "\n".join(["| | |", "|---|---|", *rows]) + "\n"


def _dedented(shown: Any) -> Any:
    """``shown`` with its docstrings as they read: msgspec before 0.23 leaves them set in."""
    if isinstance(shown, dict):
        return {
            name: inspect.cleandoc(said) if name == "description" and isinstance(said, str) else _dedented(said)
            for name, said in shown.items()
        }
    return list(map(_dedented, shown)) if isinstance(shown, list) else shown


def schema() -> bytes:
    """The JSON Schema (draft 2020-12) of a pack and of an article."""
    shown = _dedented(msgspec.json.schema(Pack | Article))
    return msgspec.json.format(msgspec.json.encode({"$schema": "https://json-schema.org/draft/2020-12/schema", **shown}), indent=2) + b"\n"


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(cli(), encoding="utf-8")
    (ROOT / "docs" / "model.schema.json").write_bytes(schema())
