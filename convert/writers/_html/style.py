"""The style sheet of a pack that is one HTML page: a theme's roles for the screen, by day and by night, and for paper.

Sizes are relative to the reader's own letter size. No font comes along: the theme's families are taken where they are
installed, else what every system has. Colours are variables; the night's are the day's with their lightness turned over.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator

from convert.profile import PAGE_SIZES, Profile
from convert.roles import ROLES, Role
from convert.theme import Look, Theme
from convert.writers._css import number, points, rule, shape
from convert.writers._script import script_fonts, script_of

_FAMILIES = {
    "serif": 'Charter, "Iowan Old Style", "Palatino Linotype", Georgia, "Noto Serif", serif',
    "sans-serif": 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    "monospace": 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
}
_PAPER = "#ffffff"
# What a role is called here where its CSS selectors would meet inside one another: sizes in em multiply.
_SELECTORS = {"quote": "blockquote", "list": "li", "table": "td, th", "note": ".notes", "body": "p"}
_INSIDE = {"attribution": "quote", "credit": "caption"}
_PACKED = ("list", "table", "table-head", "quote", "note")
_UNUSED = ("running-head", "folio", "colophon")
_LARGEST_MARGIN = 3.0


def style_sheet(theme: Theme, profile: Profile, languages: Iterable[str]) -> str:
    """The whole sheet; ``languages`` are those its text is in."""
    colours = {name: value.lower() for name, value in theme.colours.items()} | {"paper": _PAPER}
    named = {value: name for name, value in colours.items()}
    rules = [_variables(colours), _PAGE.format(**_measures(theme))]
    rules += [rule(_SELECTORS.get(role.name, role.css), _declarations(theme, role, named)) for role in ROLES if role.name not in _UNUSED]
    rules += [_AFTER, *_scripts(theme, languages), _paper(theme, profile)]
    return "".join([*rules, theme.ebook_css]).replace("</", "<\\/")


def _variables(colours: dict[str, str]) -> str:
    day = "; ".join(f"--{name}: {value}" for name, value in colours.items())
    night = "; ".join(f"--{name}: {_at_night(value)}" for name, value in colours.items())
    return f":root {{ color-scheme: light dark; {day} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n"


def _at_night(colour: str) -> str:
    """``colour`` with its lightness turned over, between a dark grey and a soft white; the hue stays."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    turned = colorsys.hls_to_rgb(hue, 0.92 - 0.83 * light, strong * 0.85)
    return "#" + "".join(f"{round(part * 255):02x}" for part in turned)


def _measures(theme: Theme) -> dict[str, str]:
    body = theme.look("body")
    return {
        "face": _stack(theme, body.font),
        "leading": number(body.leading / body.size * 1.06),
        "indent": number(theme.look("list").start / body.size),
        "gap": number(theme.look("byline").after / body.size),
        "small": number(theme.look("caption").size / body.size),
        "sans": _stack(theme, theme.look("caption").font),
    }


def _stack(theme: Theme, font: str) -> str:
    """The families to try for ``font``: the theme's, those of its scripts, what systems have."""
    face = theme.fonts[font]
    own = dict.fromkeys([face.family, *(theme.fonts[name].family for name in script_fonts(theme))])
    return ", ".join([*(f'"{family}"' for family in own), _FAMILIES[face.fallback]])


def _declarations(theme: Theme, role: Role, named: dict[str, str]) -> Iterator[str]:
    look, body = theme.look(role.name), theme.look("body")
    if look.font != body.font:
        yield f"font-family: {_stack(theme, look.font)}"
    around = theme.look(_INSIDE.get(role.name, "body"))
    if role.parent and look.size != around.size:
        yield f"font-size: {number(look.size / around.size)}em"
    if not role.inline and look.size > body.size:
        yield f"line-height: {number(look.leading / look.size)}"
    if look.colour and look.colour != body.colour:
        yield f"color: {_colour(look.colour, named)}"
    yield from shape(look, body, role)
    if not role.inline:
        yield from _block(look, role, named)


def _colour(value: str, named: dict[str, str]) -> str:
    return f"var(--{named[value.lower()]})" if value.lower() in named else value


def _block(look: Look, role: Role, named: dict[str, str]) -> Iterator[str]:
    """Space, indents and rules. Text is set ragged: few browsers divide words well enough to justify it."""
    yield f"text-indent: {_ems(look, look.indent)}"
    yield f"text-align: {'start' if look.align == 'justify' else look.align}"
    if role.name not in _PACKED:
        yield f"margin-block: {_ems(look, look.before)} {_ems(look, look.after)}"
        if role.parent:
            yield f"margin-inline: {_ems(look, look.start)} {_ems(look, look.end)}"
    if look.background:
        yield f"background-color: {_colour(look.background, named)}"
        yield f"padding: {_ems(look, look.pad)}"
    for side, thick in (("block-start", look.rule_before), ("block-end", look.rule_after)):
        if thick:
            yield f"border-{side}: 1px solid var(--rule, currentColor)"
            yield f"padding-{side}: {_ems(look, look.pad)}"
    if look.keep:
        yield "break-after: avoid"
    if look.balance:
        yield "text-wrap: balance"


def _ems(look: Look, value: float) -> str:
    return f"{number(min(value / look.size, _LARGEST_MARGIN))}em" if value else "0"


def _scripts(theme: Theme, languages: Iterable[str]) -> Iterator[str]:
    """What a script changes: its font and size beside other scripts, no slope or spacing that it lacks."""
    for language in sorted(set(languages)):
        script = theme.scripts.get(script_of(language))
        if not script:
            continue
        said = [f"font-size: {number(script.scale)}em"]
        if script.font:
            said.append(f'font-family: "{theme.fonts[script.font].family}", {_FAMILIES[theme.fonts[script.font].fallback]}')
        yield rule(f"html[lang={language}] body, body [lang={language}]", iter(said))
        yield rule(f"[lang={language}] [lang={language}]", iter(["font-size: 1em"]))
        yield rule(f"article[lang={language}]", iter([f"line-height: {number(1.5 * script.leading)}"]))
        every = ", ".join(
            f"[lang={language}] {part}" for part in (".kicker", ".byline", ".cover-date", "figcaption", "td", "th", "li", "p")
        )
        yield rule(every, iter(["letter-spacing: 0", *["font-family: inherit"] * bool(script.font)]))
        if script.indent:
            paragraphs = f"article > p:not([class]):lang({language}), article > p.first:lang({language})"
            yield rule(paragraphs, iter([f"text-indent: {number(script.indent)}em"]))
        if not script.italic:
            yield rule(", ".join(f"[lang={language}] {part}" for part in ("em", ".subtitle", "h4", "i")), iter(["font-style: normal"]))
            yield rule(f"[lang={language}] em", iter(["font-weight: 700"]))


def _paper(theme: Theme, profile: Profile) -> str:
    margins, (width, height) = theme.page[profile.page], PAGE_SIZES[profile.page]
    body = theme.look("body")
    sides = " ".join(points(side) for side in (margins.head, (margins.inner + margins.outer) / 2, margins.foot))
    return _PRINT.format(
        width=points(width),
        height=points(height),
        margins=sides,
        size=points(body.size),
        leading=points(body.leading),
        small=points(theme.look("folio").size),
    )


_PAGE = """\
html {{ font-size: 1.125rem; line-height: {leading}; color: var(--ink, CanvasText); background: var(--paper);
  -webkit-text-size-adjust: 100%; text-size-adjust: 100% }}
body {{ font-family: {face}; max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem 5rem;
  overflow-wrap: break-word; hyphens: auto; hyphenate-limit-chars: 7 3 3 }}
h1, h2, h3, h4, h5, h6, nav, .byline, .kicker, figcaption, td, th {{ hyphens: manual }}
p, h1, h2, h3, h4, h5, h6, figure, dd {{ margin: 0 }}
main > section {{ margin-block-start: 6rem }}
article {{ margin-block: 6rem }}
article:first-child {{ margin-block-start: 0 }}
header.cover, nav.contents {{ margin-block-end: 6rem }}
ul, ol {{ margin: .6em 0; padding-inline-start: {indent}em }}
li, td, th {{ text-indent: 0 }}
li > ul, li > ol, li > p {{ margin-block: 0 }}
li > p + p {{ margin-block-start: .4em }}
ol.far {{ padding-inline-start: 2.4em }}
ul {{ list-style-type: disc }}
blockquote {{ margin: 1.4em {indent}em; padding: 0 }}
blockquote p {{ text-indent: 0 }}
blockquote p + p:not(.attribution) {{ text-indent: 1.1em }}
dl {{ margin: 1em 0 }}
dd {{ margin-inline-start: {indent}em }}
dd p, td p, th p {{ text-indent: 0 }}
pre {{ direction: ltr; unicode-bidi: isolate; text-align: left; overflow-x: auto; hyphens: manual; tab-size: 4; border-radius: 2px }}
pre code {{ font-size: 1em }}
code {{ hyphens: manual; overflow-wrap: anywhere }}
pre code {{ overflow-wrap: normal }}
hr {{ border: 0; margin: 1.5em auto; height: 1.2em }}
hr::before {{ content: "* * *"; display: block; text-align: center; color: var(--quiet, inherit) }}
.wide {{ overflow-x: auto; margin: 1.4em 0 }}
table {{ border-collapse: collapse; min-width: 60%; border-block: 1px solid var(--ink, currentColor) }}
caption {{ text-align: start; padding-block-end: .5em; caption-side: top }}
td, th {{ padding: .3em .7em; vertical-align: top; font-variant-numeric: lining-nums tabular-nums }}
td:first-child, th:first-child {{ padding-inline-start: 0 }}
td:last-child, th:last-child {{ padding-inline-end: 0 }}
tbody th {{ font-weight: 400; text-align: start }}
thead {{ border-block-end: 1px solid var(--rule, currentColor) }}
thead th {{ vertical-align: bottom; text-align: start }}
td.left, th.left, thead th.left {{ text-align: left }}
td.right, th.right, thead th.right {{ text-align: right }}
td.center, th.center, thead th.center {{ text-align: center }}
img {{ max-width: 100%; width: auto; height: auto; max-height: 1.4em; vertical-align: -.25em }}
figure img, .embed img {{ display: block; max-height: 90vh }}
td figure, th figure {{ margin: 0 }}
.embed img {{ margin-block-end: .5em }}
.embed p {{ font: inherit; text-indent: 0 }}
figure.wordless {{ border-inline-start: 3px solid var(--rule, currentColor); padding-inline-start: .8em }}
.embed {{ border-inline-start: 3px solid var(--rule, currentColor); padding-inline-start: .8em }}
.embed .kind {{ color: var(--quiet, inherit); text-transform: capitalize; margin-inline-end: .4em }}
.math-block {{ overflow-x: auto; overflow-y: hidden; padding-block: .2em }}
:target {{ scroll-margin-block-start: 1rem }}
.notes {{ margin-block-start: 2.5em; border-block-start: 1px solid var(--rule, currentColor); padding-block-start: 1em }}
.notes h2 {{ font-family: {sans}; font-size: 1em; margin-block: 0 .6em; color: var(--quiet, inherit) }}
.notes p {{ text-indent: 0 }}
.notes ol {{ padding-inline-start: 1.6em }}
.notes li {{ margin-block-end: .4em; font-size: 1em }}
.notes li::marker {{ font-variant-numeric: lining-nums tabular-nums; color: var(--accent, currentColor) }}
.return {{ font-family: {sans}; font-size: {small}em; text-indent: 0; margin-block-start: .6em }}
.contents ol {{ list-style: none; padding: 0; margin: 0 }}
.contents ol ol {{ padding-inline-start: 1em }}
.contents li {{ text-indent: 0; margin: 0; font-size: 1em }}
.opener .dot {{ color: var(--rule, inherit); padding-inline: .15em }}
"""

_AFTER = """\
a { color: inherit; text-decoration-color: var(--rule, currentColor); text-decoration-thickness: .06em; text-underline-offset: .18em }
a:hover { text-decoration-color: currentColor }
a:focus-visible { outline: 2px solid var(--accent, currentColor); outline-offset: 2px }
.contents a, a.noteref, a.back { text-decoration: none }
.contents a:hover { text-decoration: underline }
a.noteref { color: var(--accent, inherit); padding-inline: .1em }
a.back { padding-inline: .3em }
.between::before { content: ","; color: var(--accent, inherit); font-size: .7em; vertical-align: super; line-height: 0 }
.byline span, .byline time { unicode-bidi: isolate }
.byline time, .byline .minutes { white-space: nowrap }
sub, sup { line-height: 0 }
li p, li > p.first { text-indent: 0 }
blockquote .attribution, blockquote p + p.attribution { margin: .3em 0 0; text-indent: 0 }
.attribution::before { content: "\\2014\\2009" }
.embed { margin-inline: 0 }
p.verse { text-indent: 0; margin-block: .7em }
dt + dt { margin-block-start: 0 }
.opener h1.long { font-size: 1.8em }
.section-page h1 { margin-block: 0 3rem }
.cover { border-block-start: .5rem solid var(--accent, currentColor); padding-block-start: 1.5rem }
.cover .cover-line + .cover-line { margin-block-start: .2em }
h1, h2, h3, h4, h5, h6 { overflow-wrap: break-word }
@media (max-width: 30rem) {
  html { font-size: 1.0625rem }
  body { padding-inline: 1rem }
  .opener h1 { font-size: 1.85em }
  .opener h1.long { font-size: 1.5em }
  .cover .cover-title { font-size: 2.3em; line-height: 1.12 }
  blockquote { margin-inline: 1em 0 }
  h1, h2, h3 { hyphens: auto }
}
@media screen and (min-width: 60rem) {
  .wide { width: max-content; min-width: 100%; max-width: 46rem; position: relative; inset-inline-start: 50%; transform: translateX(-50%) }
  [dir=rtl] .wide { transform: translateX(50%) }
}
@media screen and (prefers-color-scheme: dark) {
  img { background-color: #e9e7e3 }
}
"""

_PRINT = """\
@page {{ size: {width} {height}; margin: {margins}; @bottom-center {{ content: counter(page); font-size: {small} }} }}
@media print {{
  html {{ font-size: {size}; line-height: {leading} }}
  body {{ max-width: none; padding: 0; orphans: 2; widows: 2 }}
  header.cover, nav.contents, main > section {{ break-after: page; margin: 0 }}
  article {{ margin: 0; break-before: page }}
  article:first-child {{ break-before: auto }}
  tbody > tr:first-child {{ break-after: avoid }}
  tr + tr:last-child {{ break-before: avoid }}
  figure, tr, table.small, .embed, .opener {{ break-inside: avoid }}
  .source {{ break-before: avoid }}
  figure img {{ max-height: 60vh }}
  .wide, pre, .math-block {{ overflow: visible }}
  pre {{ white-space: pre-wrap; overflow-wrap: anywhere }}
  thead {{ display: table-header-group }}
  .return, .back {{ display: none }}
}}
"""
