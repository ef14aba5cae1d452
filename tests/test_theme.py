"""Themes: read, extended, checked; every role settled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import convert
from convert.profile import PAGE_SIZES, load_profile
from convert.roles import ROLES
from convert.theme import Look, Style, extend, load_theme, themes

FONTS = Path(__file__).parent.parent / "themes" / "classic" / "fonts"


def theme(folder: Path, text: str) -> str:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("name", sorted(themes()))
def test_every_bundled_theme_is_whole(name: str) -> None:
    loaded = load_theme(name)
    assert loaded.name == name
    assert loaded.description
    assert set(loaded.looks) == {role.name for role in ROLES}
    assert set(loaded.page) == set(PAGE_SIZES)
    for face in loaded.fonts.values():
        for path in (face.regular, face.italic, face.bold, face.bold_italic):
            assert not path or Path(path).read_bytes()[:4] in (b"\0\1\0\0", b"OTTO")
    for look in loaded.looks.values():
        assert re.fullmatch("#[0-9a-fA-F]{6}|", look.colour)


@pytest.mark.parametrize("name", sorted(themes()))
@pytest.mark.parametrize("size", sorted(PAGE_SIZES))
def test_the_measure_is_one_that_can_be_read(name: str, size: str) -> None:
    """45 to 75 characters a line (Bringhurst, 2.1.2); a character of a serif text face is about 0.46 em wide."""
    loaded = load_theme(name)
    margins = loaded.page[size]
    characters = (PAGE_SIZES[size][0] - margins.inner - margins.outer) / (loaded.look("body").size * 0.46)
    assert 45 <= characters <= 76


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", sorted(themes()))
@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_every_text_can_be_read_on_its_ground(name: str, role: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: a contrast of 4.5 to 1."""
    look = load_theme(name).look(role)
    ink, ground = luminance(look.colour or "#000000"), luminance(look.background or "#ffffff")
    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5


def test_every_font_comes_with_its_licence() -> None:
    licences = " ".join(path.stem.replace("-", "") for path in FONTS.glob("OFL-*.txt")).lower()
    for face in load_theme("classic").fonts.values():
        assert face.family.replace(" ", "").lower() in licences
        assert "SIL OPEN FONT LICENSE" in " ".join(path.read_text(encoding="utf-8").upper() for path in FONTS.glob("OFL-*.txt"))


def test_roles_have_names_of_their_own() -> None:
    for field in ("name", "css", "word"):
        values = [getattr(role, field) for role in ROLES]
        assert len(values) == len(set(values)), field
    known: set[str] = {""}
    for role in ROLES:
        assert role.parent in known, "a parent stands before its children"
        known.add(role.name)


def test_a_theme_says_only_what_differs(tmp_path: Path) -> None:
    mine = load_theme(
        theme(tmp_path, 'name = "mine"\nextends = "classic"\n[colours]\nink = "#000001"\n[styles.body]\nsize = 12\nleading = 18\n')
    )
    plain = load_theme("classic")
    assert (mine.look("body").size, mine.look("body").leading, mine.look("body").colour) == (12, 18, "#000001")
    assert mine.look("title") == convert_colour(plain.look("title"), plain.look("body").colour, "#000001")
    assert mine.fonts == plain.fonts


def convert_colour(look: Look, old: str, new: str) -> Look:
    import msgspec

    return msgspec.structs.replace(look, colour=new) if look.colour == old else look


def test_space_and_indents_are_not_inherited(tmp_path: Path) -> None:
    mine = load_theme(theme(tmp_path, 'name = "m"\nextends = "classic"\n[styles.body]\nbefore = 99\nstart = 33\nsize = 13\nleading = 19\n'))
    assert (mine.look("body").before, mine.look("body").start) == (99, 33)
    assert (mine.look("first").before, mine.look("first").start, mine.look("first").size) == (0, 0, 13)


def test_style_sheets_beside_it_and_added(tmp_path: Path) -> None:
    (tmp_path / "print.css").write_text("p { orphans: 3 }", encoding="utf-8")
    mine = load_theme(theme(tmp_path, 'name = "m"\nextends = "classic"\n'))
    assert "orphans: 3" in mine.print_css
    assert "orphans: 3" not in mine.ebook_css
    added = extend(mine, css="b { color: red }")
    assert added.print_css.endswith("b { color: red }")
    assert added.ebook_css.endswith("b { color: red }")
    assert "color: red" not in mine.print_css


@pytest.mark.parametrize(
    "css", ["p { background: url(https://e.org/x.png) }", '@import "x.css";', "p { background: URL (x) }", "p { background: u\\72l(x) }"]
)
def test_p8_a_style_sheet_loads_nothing(css: str, tmp_path: Path) -> None:
    with pytest.raises(convert.ThemeError, match="can't load anything"):
        extend(load_theme("classic"), css=css)
    assert extend(load_theme("classic"), css='q::before { content: "\\201C" }').ebook_css
    (tmp_path / "ebook.css").write_text(css, encoding="utf-8")
    with pytest.raises(convert.ThemeError, match=r"ebook\.css"):
        load_theme(theme(tmp_path, 'name = "m"\nextends = "classic"\n'))


WRONG = {
    "no toml": ("name = ", "theme.toml"),
    "an unknown key": ('name = "m"\nextends = "classic"\ncolour = "red"\n', "colour"),
    "an unknown role": ('name = "m"\nextends = "classic"\n[styles.quotes]\nsize = 9\n', "did you mean 'quote'"),
    "an unknown value": ('name = "m"\nextends = "classic"\n[styles.body]\nsise = 9\n', "sise"),
    "a value of the wrong kind": ('name = "m"\nextends = "classic"\n[styles.body]\nsize = "big"\n', "size"),
    "a colour that is none": ('name = "m"\nextends = "classic"\n[styles.body]\ncolour = "reddish"\n', "reddish"),
    "a font that is not there": ('name = "m"\nextends = "classic"\n[fonts.serif]\nfamily = "X"\nregular = "x.ttf"\n', "x.ttf"),
    "a font without a face": ('name = "m"\nextends = "classic"\n[styles.body]\nfont = "gothic"\n', "gothic"),
    "lines that touch": ('name = "m"\nextends = "classic"\n[styles.body]\nsize = 20\nleading = 9\n', "leading"),
    "a base that is none": ('name = "m"\nextends = "baroque"\n', "baroque"),
    "nothing to start from": ('name = "m"\n', "body"),
    "itself": ('name = "m"\nextends = "."\n', "extends itself"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_theme_that_can_not_be_used_says_why(kind: str, tmp_path: Path) -> None:
    text, said = WRONG[kind]
    with pytest.raises(convert.ThemeError, match=re.escape(said)) as caught:
        load_theme(theme(tmp_path, text))
    assert caught.value.hint


def test_a_theme_by_a_name_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(convert.UnknownName, match="did you mean 'classic'"):
        load_theme("clasic")
    with pytest.raises(convert.ThemeError, match=r"no theme\.toml"):
        load_theme(str(tmp_path))


def test_a_style_has_every_field_of_a_look() -> None:
    assert Style.__struct_fields__ == Look.__struct_fields__


def test_profiles() -> None:
    assert load_profile("default").page == "a4"
    assert load_profile("default", page="letter").page == "letter"
    with pytest.raises(convert.UnknownName, match="did you mean 'a4'"):
        load_profile("default", page="a44")
    with pytest.raises(convert.UnknownName):
        load_profile("kindel")
