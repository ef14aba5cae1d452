"""What a user installs: the wheel, built from the source archive, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.command import ROOT, SAMPLE


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The source archive, and the wheel built from it (not from this checkout). Without isolation, so without network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, "--sdist", str(ROOT)], check=True, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    source = tmp_path_factory.mktemp("source")
    with tarfile.open(archive) as tar:
        tar.extractall(source, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # absent before 3.11.4
    (unpacked,) = source.iterdir()
    subprocess.run([*build, "--wheel", str(unpacked)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return {"sdist": archive, "wheel": wheel}


@pytest.fixture(scope="module")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel and can see this one's dependencies.

    They are lent through a .pth file, so that nothing is downloaded; readpack itself comes from the wheel alone,
    since the editable install of this checkout is a .pth file too, and those are not followed from another.
    """
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / "bin"
    site = Path(
        subprocess.run(
            [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(programs / "python"),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--ignore-installed",
    ]
    subprocess.run([*install, str(built["wheel"])], check=True, capture_output=True)
    return programs


def test_the_wheel_holds_the_themes_and_their_fonts(built: dict[str, Path]) -> None:
    names = zipfile.ZipFile(built["wheel"]).namelist()
    themes = {path.relative_to(ROOT).as_posix() for path in (ROOT / "themes").rglob("*") if path.is_file()}
    assert {f"convert/{name}" for name in themes} <= set(names)
    assert "convert/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_the_source_archive_holds_what_make_test_needs(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {"Makefile", "README.md", "LICENSE", "tests/test_install.py", "scripts/pango", ".ci/run", "docs/samples/coast.txt"} <= names


def test_the_installed_program_converts(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [installed / "python", "-c", "import convert; print(convert.__file__)"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert str(installed.parent) in where.stdout, "the wheel's own package, not this checkout's"
    outputs = [tmp_path / f"pack.{suffix}" for suffix in ("epub", "docx", "json")]
    options = [option for output in outputs for option in ("-o", str(output))]
    done = subprocess.run(
        [installed / "readpack", "convert", str(SAMPLE), *options], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(output.stat().st_size > 1_000 for output in outputs)
    assert zipfile.ZipFile(outputs[0]).read("mimetype") == b"application/epub+zip"


def test_the_installed_program_knows_its_themes(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run([installed / "readpack", "themes"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.startswith("classic ")
