"""The documentation is current: every option, role, key, node and limit is in it, its examples run, its links lead somewhere."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import typing
import zipfile
from pathlib import Path

import msgspec
import pytest

import convert
import convert.model as m
from convert import errors
from convert.limits import Limits
from convert.roles import ROLES
from convert.theme import Style
from tests.command import ROOT, environment
from tests.specimen import par, picture
from tests.test_contract import KINDS, Words, sample, written
from tests.test_layers import LAYERS

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
NODES = {
    node.__name__: node
    for node in (*typing.get_args(m.Inline), *typing.get_args(m.Block), m.Definition, m.Cell, m.Article, m.Section, m.Picture, m.Pack)
}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_options_are_those_of_the_program() -> None:
    from scripts.reference import cli

    assert page("cli.md") == cli(), "run make docs"


def test_every_exit_code_is_told() -> None:
    codes = {kind.exit_code for kind in errors.ConvertError.__subclasses__()} | {0, 1, 2, errors.EXIT_INPUTS_FAILED, errors.EXIT_LOSSY}
    assert {int(code) for code in re.findall(r"^\| (\d) \|", page("cli.md"), re.MULTILINE)} == codes


def test_every_node_has_its_example() -> None:
    shown: dict[str, list[str]] = {}
    for section in re.split(r"^### ", page("model.md"), flags=re.MULTILINE)[1:]:
        shown[section.partition("\n")[0]] = fenced(section, "json")
    assert set(shown) == set(NODES)
    for name, examples in shown.items():
        (example,) = examples
        node = msgspec.json.decode(example, type=NODES[name])
        assert json.loads(msgspec.json.encode(node)) == json.loads(example)


SHOWN = dict(re.findall(r"^\| (\w+) \| (.*) \|$", page("model.md").partition("## How each format")[2].partition("\n## ")[0], re.MULTILINE))


def test_how_a_node_is_shown_is_told_of_every_node() -> None:
    assert set(SHOWN) - {"node"} == {
        node.__name__ for node in (*typing.get_args(m.Inline), *typing.get_args(m.Block), m.Definition, m.Cell)
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_node_is_shown_as_the_page_on_the_model_says(kind: type) -> None:
    """The elements and styles that it names are in the files."""
    article = m.Article(title="T", body=(sample(kind, Words()), par("After.")), language="en")
    pack = convert.pack([article], cover=False, contents=0, pictures=(picture(),))
    web, word = SHOWN[kind.__name__].split(" | ")[:2]
    with zipfile.ZipFile(io.BytesIO(written("epub", pack, "classic"))) as epub:
        chapter = epub.read("EPUB/a0001.xhtml").decode()
    for names in re.findall(r"`<\w+>`(?: (?:or|to) `<\w+>`)*", web):
        assert any(f"<{name}" in chapter for name in re.findall(r"<(\w+)>", names)), names
    with zipfile.ZipFile(io.BytesIO(written("docx", pack, "classic"))) as docx:
        document = docx.read("word/document.xml").decode()
    for style in re.findall(r"`(\w+)`", word):
        assert f'w:val="{style}"' in document, style


def test_every_role_and_key_is_in_the_page_on_themes() -> None:
    text = page("themes.md")
    for role in ROLES:
        parent = f"`{role.parent}`" if role.parent else ""
        assert f"| `{role.name}` | `{role.css}` | {role.word} | {parent} |" in text
    keys = {key for row in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)}
    assert set(Style.__struct_fields__) <= keys
    assert len(re.findall(r"^\| `[\w-]+` \| `.*` \| .* \| .*\|$", text, re.MULTILINE)) == len(ROLES)


def test_the_theme_in_the_page_on_themes_loads(tmp_path: Path) -> None:
    from convert.theme import load_theme

    (example,) = fenced(page("themes.md"), "toml")
    shutil.copytree(ROOT / "themes" / "classic" / "fonts", tmp_path / "fonts")
    (tmp_path / "theme.toml").write_text(example, encoding="utf-8")
    assert load_theme(str(tmp_path)).look("body").size == 11.5


def test_every_limit_is_told_with_its_value() -> None:
    text = page("safety.md")
    for name in Limits.__struct_fields__:
        assert f"`{name}`" in text
    assert f"`depth` {Limits().depth}" in text
    assert f"`input_bytes` {Limits().input_bytes // 1_000_000} MB" in text
    assert f"`title_characters` {Limits().title_characters}" in text


def test_every_promise_and_limit_that_jobs_make_is_told() -> None:
    from convert import standby

    text = page("safety.md")
    assert f"{standby.SMALL // 1_000} kB or less together" in text
    assert f"`read_seconds` {Limits().read_seconds}, `read_memory` {Limits().read_memory // 1_000_000_000} GB" in text
    assert "READPACK_LIMITS" in text


def test_the_plug_in_of_the_page_on_extending_is_the_one_under_test() -> None:
    (declared,) = fenced(page("extending.md"), "toml")
    real = (ROOT / "tests" / "plugin" / "pyproject.toml").read_text(encoding="utf-8")
    assert declared.partition("[project.entry-points")[2] == real.partition("[project.entry-points")[2]


def test_every_promise_is_tested() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    promised = re.findall(r"^\| (P\d+) \|", page("safety.md"), re.MULTILINE)
    assert len(promised) > 10
    assert [number for number in promised if f"def test_{number.lower()}_" not in tests] == []


def test_the_layers_are_those_under_test() -> None:
    text = " ".join(page("architecture.md").split())
    order = [
        name
        for layer in LAYERS
        for name in sorted(layer)
        if (ROOT / "convert" / f"{name}.py").exists() or (ROOT / "convert" / name).is_dir()
    ]
    told = re.findall(r"\w+", text[text.index("`patterns`") : text.index("Each heavy library")])
    missing = [name for name in order if name not in told and not name.startswith("__")]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_that_are_named_exist(path: Path) -> None:
    for name in re.findall(r"`((?:convert|tests|docs|themes|scripts)/[\w./-]+)`", path.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", DOCS / "tutorial.md", DOCS / "model.md", DOCS / "extending.md"], ids=lambda path: path.name
)
def test_the_python_in_it_runs(path: Path, tmp_path: Path) -> None:
    shutil.copytree(DOCS / "samples", tmp_path / "docs" / "samples")
    examples = fenced(path.read_text(encoding="utf-8"), "python")
    assert examples
    for example in examples:
        done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_shell_in_the_tutorial_runs(tmp_path: Path) -> None:
    """All but the PDFs, which not every machine can make."""
    shutil.copytree(DOCS / "samples", tmp_path / "docs" / "samples")
    (tmp_path / "readpack").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m convert "$@"\n', encoding="utf-8")
    (tmp_path / "readpack").chmod(0o755)
    script = "set -e\n" + "".join(fenced(page("tutorial.md"), "sh")).replace("-o pack.pdf", "-o pack.docx").replace("mine.pdf", "mine.epub")
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment(**path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"pack.epub", "pack.docx", "mine.epub", "coast.json"} <= {made.name for made in tmp_path.iterdir()}


def test_the_readme_says_the_two_commands_and_the_licence() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
    assert "AGPL-3.0-or-later" in text
    assert len(fenced(text, "python")[0].splitlines()) <= 11


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (DOCS / "decisions").glob("*.md")]
    assert all(number.isdigit() for number in numbers)
    assert len(numbers) == len(set(numbers))
