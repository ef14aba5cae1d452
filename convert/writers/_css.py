"""Style sheets from a theme's roles: in points for print; what e-readers make of them is in `convert.writers._epub.style`.

Values are written out, since old reading systems know no variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from convert.roles import ROLE, ROLES, Role
from convert.theme import Face, Look, Script, Theme
from convert.writers._script import UNHYPHENED, script_fonts, script_of

Length = Callable[[float], str]

# The family that shows what no font covers; `convert.writers._pdf.coverage` makes it when it is needed.
BOXES = "readpack boxes"

_ALIGN = {"start": "start", "end": "end", "center": "center", "justify": "justify"}


def number(value: float) -> str:
    """``value`` with at most three decimals, without trailing zeros."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def points(value: float) -> str:
    """A length in points."""
    return f"{number(value)}pt" if value else "0"


def print_rules(theme: Theme) -> str:
    """A rule for every role, in points, with faces and colours: for paper."""
    rules = [rule(role.css, _print_declarations(theme, theme.look(role.name), role)) for role in ROLES if role.name != "first"]
    return _first(theme) + "".join(rules)


def _first(theme: Theme) -> str:
    """Only what sets a first paragraph apart: it may stand in a quote, a cell or a note, which style it otherwise."""
    body = set(_print_declarations(theme, theme.look("body"), ROLE["body"]))
    own = (said for said in _print_declarations(theme, theme.look("first"), ROLE["first"]) if said not in body)
    return rule(ROLE["first"].css, own)


Stacks = Callable[[str], str]


def print_script_rules(theme: Theme, language: str, script: Script, stacks: Stacks) -> str:
    """What ``script`` changes where the language is ``language``: its fonts, size and leading, no slope or spacing it lacks.

    ``stacks`` says which families to try for what the theme sets in a font, empty where they are those of any script.
    """
    rules = [
        rule(_within(role.css, language), _script_declarations(theme, role, script, stacks, whole=script_of(language) in UNHYPHENED))
        for role in ROLES
        if not role.inline and role.name != "first"
    ]
    face = _families(stacks(theme.look("body").font))
    stress = [] if script.italic else ["font-style: normal", "font-weight: 700"]
    spans = [*face, *stress[:1], f"font-size: {number(script.scale)}em", "letter-spacing: 0"]
    rules += [
        rule(_within("em, i, cite", language), iter(stress)),
        rule(_within("span[lang]", language), iter(spans)),
        rule(f":lang({language}) > span[lang]:lang({language})", iter(["font-size: 1em"])),
    ]
    if script.indent:
        paragraphs = f"article > p:not([class]):lang({language}), article > p.first:lang({language})"
        rules.append(rule(paragraphs, iter([f"text-indent: {number(script.indent)}em"])))
    return "".join(rules)


def _families(stack: str) -> list[str]:
    return [f"font-family: {stack}"] if stack else []


def _within(selectors: str, language: str) -> str:
    return ", ".join(f"{selector.strip()}:lang({language})" for selector in selectors.split(","))


def _script_declarations(theme: Theme, role: Role, script: Script, stacks: Stacks, *, whole: bool) -> Iterator[str]:
    look = theme.look(role.name)
    if theme.fonts[look.font].fallback == "monospace":
        return
    yield from _families(stacks(look.font))
    yield f"font-size: {points(look.size * script.scale)}"
    yield f"line-height: {points(look.leading * script.leading)}"
    if look.italic and not script.italic:
        yield "font-style: normal"
    if look.spacing:
        yield "letter-spacing: 0"
    if look.hyphenate and whole:
        yield "hyphens: manual"


def print_stack(theme: Theme, font: str) -> str:
    """The families to try for ``font`` on paper: its own, those of the theme's scripts, then all others of the theme.

    A mark that only one face of the theme has is then taken from it, not from whatever the system offers.
    """
    first = [font, *script_fonts(theme), *theme.fonts]
    families = dict.fromkeys(theme.fonts[name].family for name in first)
    return ", ".join([*(f'"{family}"' for family in families), f'"{BOXES}"', theme.fonts[font].fallback])


def faces(theme: Theme, address: Callable[[Path], str], *, fonts: set[str] | None = None, unkerned: frozenset[str] = frozenset()) -> str:
    """An ``@font-face`` for each file of the theme's fonts (of ``fonts`` where given); ``address`` says where it lies.

    Pairs are not kerned in fonts named in ``unkerned``.
    """
    chosen = [(face, name in unkerned) for name, face in theme.fonts.items() if fonts is None or name in fonts]
    return "".join(_face(face, address, ' font-feature-settings: "kern" 0;' if plain else "") for face, plain in chosen)


def _face(face: Face, address: Callable[[Path], str], features: str) -> str:
    cuts = (
        (face.regular, "400", "normal"),
        (face.italic, "400", "italic"),
        (face.bold, "700", "normal"),
        (face.bold_italic, "700", "italic"),
    )
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{address(Path(file))}");{features} }}\n'
        for file, weight, style in cuts
        if file
    )


def rule(selector: str, declarations: Iterator[str]) -> str:
    """A rule on one line; nothing where there are no declarations."""
    inside = " ".join(f"{declaration};" for declaration in declarations)
    return f"{selector} {{ {inside} }}\n" if inside else ""


def _print_declarations(theme: Theme, look: Look, role: Role) -> Iterator[str]:
    body = theme.look("body")
    if not role.inline or look.font != body.font:
        yield f"font-family: {print_stack(theme, look.font)}"
    if not role.inline or look.size != body.size:
        yield f"font-size: {points(look.size)}"
    if not role.inline:
        yield f"line-height: {points(look.leading)}"
    if look.colour:
        yield f"color: {look.colour}"
    yield from shape(look, body, role)
    if not role.inline:
        yield f"hyphens: {'auto' if look.hyphenate else 'manual'}"
        yield from _block(look, role, points)


def shape(look: Look, body: Look, role: Role) -> Iterator[str]:
    """Weight, slope, case: the same on paper and on screen."""
    if look.weight != body.weight or role.name in ("title", "h1", "h2", "h3", "h4", "table-head"):
        yield f"font-weight: {look.weight if look.weight in (400, 700) else 700}"
    if look.italic or role.name in ("h3",):
        yield f"font-style: {'italic' if look.italic else 'normal'}"
    if look.caps == "all":
        yield "text-transform: uppercase"
    elif look.caps == "small":
        yield "font-variant-caps: small-caps"
    if look.spacing:
        yield f"letter-spacing: {number(look.spacing / 1000)}em"
    if role.name == "link":
        yield f"text-decoration: {'underline' if look.underline else 'none'}"
    elif look.underline:
        yield "text-decoration: underline"
    if look.raised:
        yield "vertical-align: super"
        yield "line-height: 0"


def _block(look: Look, role: Role, length: Length) -> Iterator[str]:
    """Space, indents, alignment and rules of a block; logical sides, so that right-to-left text mirrors them."""
    if role.parent and look.align != "justify":
        yield f"text-align: {_ALIGN[look.align]}"
    elif look.align == "justify":
        yield "text-align: justify"
    yield f"text-indent: {length(look.indent)}"
    if role.name not in ("list", "table", "table-head"):
        yield f"margin: {length(look.before)} 0 {length(look.after)} 0"
    if look.start and role.name != "list":
        yield f"margin-inline-start: {length(look.start)}"
    if look.end:
        yield f"margin-inline-end: {length(look.end)}"
    if look.background:
        yield f"background-color: {look.background}"
        yield f"padding: {length(look.pad)}"
    if look.rule_before:
        yield f"border-top: {points(look.rule_before)} solid"
        yield f"padding-top: {length(look.pad)}"
    if look.rule_after:
        yield f"border-bottom: {points(look.rule_after)} solid"
        yield f"padding-bottom: {length(look.pad)}"
    if look.keep:
        yield "break-after: avoid"
    if look.balance:
        yield "text-wrap: balance"
