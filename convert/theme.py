"""Themes: one definition, three formats.

A theme is a folder with a ``theme.toml`` and the font files it names. Styles are set by *role* (title, quote,
caption …), lengths in points; `convert.roles` says what each role is called in CSS and in Word. A theme may extend
another and say only what differs. What roles can't say may stand in ``print.css`` and ``ebook.css`` beside it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from convert.errors import ThemeError, UnknownName
from convert.patterns import regex
from convert.plugins import fenced, load, table
from convert.roles import ROLE, ROLES


class Style(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a role looks. Lengths are points; ``None`` is "as the parent role has it".

    ``before`` and ``after`` are the space around a block, ``start`` and ``end`` its indents at the line's
    start and end, ``indent`` that of its first line. ``spacing`` is letterspacing in thousandths of an em;
    ``rule_before`` and ``rule_after`` are the thickness of a hairline, ``pad`` the space between it (or the edge of
    a ``background``) and the text. ``balance`` asks for lines of even length.
    """

    font: str | None = None
    size: float | None = None
    leading: float | None = None
    weight: Literal[400, 600, 700] | None = None
    italic: bool | None = None
    colour: str | None = None
    background: str | None = None
    align: Literal["start", "end", "center", "justify"] | None = None
    indent: float | None = None
    before: float | None = None
    after: float | None = None
    start: float | None = None
    end: float | None = None
    caps: Literal["none", "small", "all"] | None = None
    spacing: float | None = None
    underline: bool | None = None
    raised: bool | None = None
    hyphenate: bool | None = None
    balance: bool | None = None
    keep: bool | None = None
    rule_before: float | None = None
    rule_after: float | None = None
    pad: float | None = None


class Look(msgspec.Struct, frozen=True):
    """A `Style` with every value settled; colours are ``#rrggbb``, empty for none."""

    font: str
    size: float
    leading: float
    weight: int
    italic: bool
    colour: str
    background: str
    align: str
    indent: float
    before: float
    after: float
    start: float
    end: float
    caps: str
    spacing: float
    underline: bool
    raised: bool
    hyphenate: bool
    balance: bool
    keep: bool
    rule_before: float
    rule_after: float
    pad: float


class Face(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A font family: its name and the files, relative to the theme, of the faces it has.

    ``fallback`` is what CSS and Word may take where the family is not embedded: serif, sans-serif, monospace.
    """

    family: str
    regular: str
    italic: str = ""
    bold: str = ""
    bold_italic: str = ""
    fallback: Literal["serif", "sans-serif", "monospace"] = "serif"


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a script (ISO 15924) differs: its font, and how much larger its size and leading are than Latin's."""

    font: str = ""  # without one it is set in one of the reader's, or the system's
    scale: float = 1.0
    leading: float = 1.0
    italic: bool = True
    indent: float = 0  # of a paragraph's first line, in em; that of the role where it is 0


class Margins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The margins of a page in points: at the binding, at the outer edge, above and below the text."""

    inner: float
    outer: float
    head: float
    foot: float


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``theme.toml`` as it is written."""

    name: str
    description: str = ""
    extends: str = ""
    page: dict[Literal["a4", "letter", "a5"], Margins] = {}
    colours: dict[str, str] = {}
    fonts: dict[str, Face] = {}
    scripts: dict[str, Script] = {}
    styles: dict[str, Style] = {}


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme, checked: every role has a `Look`, every font file named is there (paths are absolute)."""

    name: str
    description: str
    page: dict[str, Margins]
    colours: dict[str, str]
    fonts: dict[str, Face]
    scripts: dict[str, Script]
    looks: dict[str, Look]
    print_css: str = ""
    ebook_css: str = ""

    def look(self, role: str) -> Look:
        """How ``role`` looks; every role of `ROLES` has one."""
        return self.looks[role]


_PLAIN = Style(
    font="serif", size=10.5, leading=15, weight=400, italic=False, colour="", background="", align="start", indent=0,
    before=0, after=0, start=0, end=0, caps="none", spacing=0, underline=False, raised=False, hyphenate=False,
    balance=False, keep=False, rule_before=0, rule_after=0, pad=0,
)  # fmt: skip
_OWN = ("before", "after", "start", "end", "indent", "background", "keep", "rule_before", "rule_after", "pad", "balance", "raised")
_GROUP = "readpack.themes"
_COLOUR = regex(r"#[0-9a-fA-F]{6}")


def themes() -> dict[str, Path]:
    """Every theme by name and its folder, those of plug-ins too. Raises `PluginError` when one can't be loaded or takes a bundled name."""
    return {name: folder_of(name) for name in _known()}


def folder_of(name: str) -> Path:
    """The folder of the theme called ``name``. Raises `UnknownName`, or `PluginError` as `themes` does."""
    known = _known()
    if name in known and not known[name]:
        return _bundled() / name
    if name not in known:
        raise UnknownName("theme", name, known)
    folder = load("theme", name, _GROUP, known)
    with fenced(f"the theme {name!r} is no folder", known[name]):
        return Path(folder)


def _known() -> dict[str, str]:
    return table(_GROUP, {folder.parent.name: "" for folder in sorted(_bundled().glob("*/theme.toml"))})


def _bundled() -> Path:
    """``themes/`` beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "themes"
    return inside if inside.is_dir() else inside.parent.parent / "themes"


@cache
def load_theme(name: str) -> Theme:
    """The theme called ``name``, or the one in the folder ``name`` when that has a path separator or exists.

    Raises `UnknownName` when there is none, `ThemeError` when it can't be used.
    """
    folder = Path(name)
    if (folder / "theme.toml").is_file():
        return _resolve(folder, ())
    if name not in _known() and ("/" in name or folder.is_dir()):
        raise ThemeError(f"{name}: there is no theme.toml in this folder", hint="see docs/themes.md for what it holds")
    return _resolve(folder_of(name), ())


def extend(theme: Theme, *, css: str) -> Theme:
    """``theme`` with ``css`` after its own style sheets, for print and e-readers alike.

    Raises `ThemeError` for a sheet that would load something.
    """
    _inert(css, "the style sheet")
    return msgspec.structs.replace(theme, print_css=theme.print_css + "\n" + css, ebook_css=theme.ebook_css + "\n" + css)


def _resolve(folder: Path, seen: tuple[Path, ...]) -> Theme:
    if folder.resolve() in seen:
        raise ThemeError(f"{folder}: this theme extends itself", hint="change its extends")
    file = _read(folder)
    layers = _layers(folder, file, (*seen, folder.resolve()))
    fonts = {name: _face(folder_, name, face) for folder_, layer in layers for name, face in layer.fonts.items()}
    colours = _merged(layers, "colours")
    styles: dict[str, Style] = {}
    for _, layer in layers:
        for role, style in layer.styles.items():
            styles[role] = _over(styles.get(role, Style()), style)
    theme = Theme(
        name=file.name,
        description=file.description,
        page=_merged(layers, "page"),
        colours=colours,
        fonts=fonts,
        scripts=_merged(layers, "scripts"),
        looks=_looks(folder, styles, colours),
        print_css="\n".join(_sheet(folder_ / "print.css") for folder_, _ in layers).strip(),
        ebook_css="\n".join(_sheet(folder_ / "ebook.css") for folder_, _ in layers).strip(),
    )
    _check(folder, theme)
    return theme


def _read(folder: Path) -> _File:
    path = folder / "theme.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except OSError as error:
        raise ThemeError(f"{path}: {error.strerror}", hint="a theme is a folder with a theme.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ThemeError(f"{path}: {error}", hint="docs/themes.md lists what may stand in it") from error


def _layers(folder: Path, file: _File, seen: tuple[Path, ...]) -> list[tuple[Path, _File]]:
    """The theme and those it extends, the furthest first."""
    if not file.extends:
        return [(folder, file)]
    known = _known()
    base = folder_of(file.extends) if file.extends in known else folder / file.extends
    if not (base / "theme.toml").is_file():
        raise ThemeError(f"{folder}: extends {file.extends!r}, which is no theme", hint=f"there is {', '.join(sorted(known))}")
    if base.resolve() in seen:
        raise ThemeError(f"{folder}: this theme extends itself", hint="change its extends")
    return [*_layers(base, _read(base), (*seen, base.resolve())), (folder, file)]


def _merged(layers: list[tuple[Path, _File]], field: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for _, layer in layers:
        merged.update(getattr(layer, field))
    return merged


def _face(folder: Path, name: str, face: Face) -> Face:
    found: dict[str, str] = {}
    for part in ("regular", "italic", "bold", "bold_italic"):
        file = getattr(face, part)
        path = folder / file
        if file and not path.is_file():
            raise ThemeError(f"{folder}: the {part} file of font {name!r} is not there: {file}", hint="font files lie beside theme.toml")
        found[part] = str(path.resolve()) if file else ""
    return msgspec.structs.replace(face, **found)


def _over(base: Style, style: Style) -> Style:
    given = {name: value for name in style.__struct_fields__ if (value := getattr(style, name)) is not None}
    return msgspec.structs.replace(base, **given)


def _looks(folder: Path, styles: dict[str, Style], colours: dict[str, str]) -> dict[str, Look]:
    """Every role settled: its own values, else its parent's; space and indents are never inherited."""
    for name in styles:
        if name not in ROLE:
            raise ThemeError(f"{folder}: {UnknownName('role', name, ROLE)}", hint="docs/themes.md lists the roles")
    settled: dict[str, Style] = {}
    for role in ROLES:
        parent = settled[role.parent] if role.parent else _PLAIN
        fresh = {name: getattr(_PLAIN, name) for name in _OWN} if role.parent else {}
        settled[role.name] = _over(msgspec.structs.replace(parent, **fresh), styles.get(role.name, Style()))
    return {name: _look(folder, name, style, colours) for name, style in settled.items()}


def _look(folder: Path, role: str, style: Style, colours: dict[str, str]) -> Look:
    values = {name: getattr(style, name) for name in style.__struct_fields__}
    for name in ("colour", "background"):
        value = colours.get(values[name], values[name])
        if value and not _COLOUR.fullmatch(value):
            raise ThemeError(f"{folder}: {role}.{name} is {values[name]!r}", hint="give #rrggbb or a name from [colours]")
        values[name] = value
    return Look(**values)


_LOADING = regex(r"url\s*\(|@import|image-set\s*\(", re.IGNORECASE)
_ESCAPE = regex(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def _inert(css: str, name: str) -> None:
    """Refuses a sheet that names anything to load, also by way of escapes (CSS Syntax Level 3, section 4.3.7)."""
    plain = _ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2], css)
    loading = _LOADING.search(plain)
    if loading:
        raise ThemeError(f"{name}: a style sheet can't load anything, and {loading[0]!r} would", hint="fonts go into theme.toml")


def _sheet(path: Path) -> str:
    try:
        css = path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path}: {error}", hint="a style sheet is UTF-8 text") from error
    _inert(css, str(path))
    return css


def _check(folder: Path, theme: Theme) -> None:
    for role, look in theme.looks.items():
        if look.font not in theme.fonts:
            raise ThemeError(
                f"{folder}: {role} is set in {look.font!r}, which is not in [fonts]", hint=f"there is {', '.join(theme.fonts)}"
            )
        if look.size <= 0 or look.leading < look.size * 0.8:
            raise ThemeError(f"{folder}: {role} is {look.size} on {look.leading} points", hint="leading is at least 0.8 of the size")
    for name, script in theme.scripts.items():
        if script.font and script.font not in theme.fonts:
            raise ThemeError(
                f"{folder}: the script {name} is set in {script.font!r}, which is not in [fonts]", hint=f"there is {', '.join(theme.fonts)}"
            )
    for size in ("a4", "letter", "a5"):
        if size not in theme.page:
            raise ThemeError(f"{folder}: no margins for {size}", hint=f"add [page.{size}] with inner, outer, head and foot")
