"""The shape of the source: who may import whom, who prints, and how long things get."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "convert"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the ground up; a module imports what stands below it, or beside it in its own folder.
LAYERS = (
    {"patterns"},
    {"location", "branches", "mixed"},
    {"errors", "notices", "limits", "model", "clean"},
    {
        "walk",
        "words",
        "language",
        "archives",
        "signatures",
        "bundled",
        "companions",
        "dates",
        "encoding",
        "scratch",
        "paging",
        "standby",
        "roles",
        "uncollected",
        "forest",
    },
    {"order", "plugins", "spoken", "aside"},
    {"theme", "profile"},
    {"formats"},
    {"fetch"},
    {"pictures"},
    {"readers", "sources", "writers", "regular", "addresses"},
    {"assemble", "inputs", "reading"},
    {"serving"},
    {"workers"},
    {"jobs", "paged"},
    {"gathering", "naming"},
    {"output", "collate"},
    {"plan", "api"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}

# Where an error crosses the border of a process it is data, and so it is caught.
BORDER = ("reading", "workers")
# Each library stands in one file, so that it can be replaced.
HOMES = {
    "docx": ("writers/docx.py",),
    "fasttext": ("language.py",),
    "ebooklib": ("writers/epub.py",),
    "weasyprint": ("writers/_pdf/folios.py", "writers/_pdf/worker.py"),
    "pikepdf": ("collate/pdf.py", "writers/_pdf/binding.py"),
    "typer": ("cli/commands.py", "cli/options.py"),
}
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module ``path`` imports, wherever in it: ``convert.walk``, ``rich.table`` …"""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "convert":
            yield from (f"convert.{alias.name}" if _is_module(alias.name) else "convert" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _is_module(name: str) -> bool:
    return (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_imports_upwards(path: Path) -> None:
    mine = layer_of(path)
    for module in imports(path):
        if module.partition(".")[0] == "convert":
            theirs = [*module.split("."), "__init__"][1]
            assert HEIGHT[theirs] < HEIGHT[mine] or theirs == mine, f"{name_of(path)} imports {module}"


def test_every_module_has_a_layer() -> None:
    assert {layer_of(path) for path in MODULES} <= HEIGHT.keys()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_and_catches(path: Path) -> None:
    if layer_of(path) == "cli":
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "breakpoint", "exit"), f"{name_of(path)}:{node.lineno}"
        if isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Name):
            assert node.type.id != "ConvertError" or layer_of(path) in BORDER, f"{name_of(path)}:{node.lineno}"


@pytest.mark.parametrize("library", HOMES)
def test_a_library_stands_in_one_file(library: str) -> None:
    users = tuple(name_of(path) for path in MODULES if library in {module.partition(".")[0] for module in imports(path)})
    assert users == HOMES[library]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_regular_expressions_are_compiled_when_they_are_used(path: Path) -> None:
    if layer_of(path) != "patterns":
        assert "re.compile(" not in path.read_text(encoding="utf-8"), f"{name_of(path)}: write regex(, of convert.patterns"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_network_is_for_fetch_alone(path: Path) -> None:
    if layer_of(path) != "fetch":
        opened = {module.partition(".")[0] for module in imports(path)} & {"socket", "http", "httpx", "requests", "ftplib", "ssl"}
        assert not opened
        assert "urllib.request" not in set(imports(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_and_modules_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{node.name} at line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    assert any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body) or len(tree.body) <= 3


def test_readers_and_writers_know_nothing_of_each_other() -> None:
    for path in MODULES:
        if layer_of(path) == "readers":
            assert not [module for module in imports(path) if module.startswith("convert.writers")]
        if layer_of(path) == "writers":
            assert not [module for module in imports(path) if module.startswith("convert.readers")]
