"""The public API: what is in it, that its examples run, and what it tells its caller."""

from __future__ import annotations

import doctest
import importlib
import inspect
import io
import pkgutil
from importlib.metadata import requires, version
from pathlib import Path

import msgspec
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import convert
import convert.model as m
from convert.notices import Notice, Report
from tests.command import SAMPLE
from tests.specimen import par, smallest

PUBLIC = [
    "LIMITS", "Article", "ConvertError", "InputError", "Limits", "Listed", "Notice", "Notify", "Pack", "Picture", "PluginError", "Profile",
    "Report",
    "Section", "Source", "Theme", "ThemeError", "UnknownName", "WriteError", "convert", "extend", "load_profile", "load_theme", "open_pack",
    "pack", "preview", "read", "write",
]  # fmt: skip


def test_the_public_names() -> None:
    assert sorted(convert.__all__) == sorted(PUBLIC)
    assert all(hasattr(convert, name) for name in PUBLIC)
    assert (Path(convert.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize("name", PUBLIC)
def test_everything_public_says_what_it_is(name: str) -> None:
    thing = getattr(convert, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert inspect.getdoc(thing)


def modules_with_examples() -> list[str]:
    names = [module.name for module in pkgutil.walk_packages(convert.__path__, "convert.") if not module.name.endswith("__main__")]
    sources = {name: Path(convert.__file__).parent.parent / Path(*name.split(".")) for name in ["convert", *names]}
    return [
        name
        for name, path in sources.items()
        if ">>> " in (path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py").read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def test_read_takes_a_path_a_source_and_a_name_of_a_format() -> None:
    told: list[Notice] = []
    by_path = convert.read(SAMPLE, notify=told.append)
    by_source = convert.read(convert.Source("x", SAMPLE.read_bytes()), format="text")
    assert [article.title for article in by_path] == [article.title for article in by_source]
    assert [article.title for article in by_path] == [
        "The Last Tide Mill on the Sarn Still Grinds by the Moon",
        "A Library Card for Everything Else",
    ]
    assert {notice.source for notice in told} == {str(SAMPLE)}
    with pytest.raises(convert.UnknownName, match="did you mean 'text'"):
        convert.read(SAMPLE, format="txet")


def test_write_takes_a_path_and_an_open_file(tmp_path: Path) -> None:
    pack = smallest()
    convert.write(pack, tmp_path / "p.json")
    target = io.BytesIO()
    convert.write(pack, target, format="json")
    assert target.getvalue() == (tmp_path / "p.json").read_bytes()
    with pytest.raises(convert.UnknownName):
        convert.write(pack, tmp_path / "p.unknown")
    with pytest.raises(convert.WriteError):
        convert.write(pack, tmp_path / "none" / "p.json")


def test_convert_tells_what_it_did(tmp_path: Path) -> None:
    told: list[Notice] = []
    steps: list[tuple[str, str]] = []
    report = convert.convert(
        SAMPLE,
        [tmp_path / "p.json"],
        title="Coast",
        report=tmp_path / "r.json",
        notify=told.append,
        progress=lambda doing, what: steps.append((doing, what)),
    )
    assert report.title == "Coast"
    assert report.notices == tuple(told)
    assert [article.id for article in report.articles] == ["a0001", "a0002"]
    assert report.articles[0].counts.paragraphs == 9
    assert steps == [("reading", str(SAMPLE)), ("writing", str(tmp_path / "p.json")), ("checking", str(tmp_path / "p.json"))]
    assert msgspec.json.decode((tmp_path / "r.json").read_bytes(), type=Report) == report
    assert not report.lossy
    assert not report.failed


def test_one_bad_input_among_many_is_told_and_the_rest_delivered(tmp_path: Path) -> None:
    report = convert.convert([SAMPLE, tmp_path / "none.txt"], tmp_path / "p.json")
    assert [notice.source for notice in report.failed] == [str(tmp_path / "none.txt")]
    assert len(report.articles) == 2
    with pytest.raises(convert.InputError):
        convert.convert([SAMPLE, tmp_path / "none.txt"], tmp_path / "q.json", strict=True)
    with pytest.raises(convert.InputError, match="none of 2 inputs"):
        convert.convert([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "q.json")
    assert not (tmp_path / "q.json").exists()


def test_the_language_given_is_for_articles_that_do_not_say_theirs(tmp_path: Path) -> None:
    said = m.Article(title="A", body=(par("x"),), language="de")
    silent = m.Article(title="B", body=(par("y"),))
    (tmp_path / "a.json").write_bytes(msgspec.json.encode([said, silent]))
    report = convert.convert(tmp_path / "a.json", tmp_path / "p.json", language="fr")
    assert [article.language for article in report.articles] == ["de", "fr"]


FLOORS = {"weasyprint": "70", "pillow": "12.3", "lxml": "6.1.1"}


@pytest.mark.parametrize("name", FLOORS)
def test_p16_nothing_older_than_its_last_security_fix(name: str) -> None:
    wanted = {Requirement(line).name.lower(): Requirement(line).specifier for line in requires("readpack") or []}
    floor = Version(FLOORS[name])
    assert not wanted[name].contains(f"{floor.major - 1}.99"), "the requirement must refuse it"
    assert wanted[name].contains(str(floor))
    assert Version(version(name)) >= floor
