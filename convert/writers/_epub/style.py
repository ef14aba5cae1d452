"""The style sheet of a book: a theme's roles in em, and what only a screen has.

The reader's own settings win. The body keeps the device's size, leading, face, alignment and colours; everything else is
stated relative to it, in em, with no colour but greys that hold by day and by night. Old engines know no logical sides:
each side is stated for text from the left, and mirrored below ``dir="rtl"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from convert.roles import ROLES, Role
from convert.theme import Look, Script, Theme
from convert.writers._css import faces, number, rule, shape
from convert.writers._script import script_font, script_of

# What a role is called here where its CSS selectors would meet inside one another: sizes in em multiply.
_SELECTORS = {"quote": "blockquote", "list": "li", "table": "td, th", "note": "aside.note"}
_INSIDE = {"attribution": "quote", "credit": "caption"}
_ON_PAPER = ("running-head", "folio")
_PACKED = ("list", "table", "table-head")
# A margin in em grows with the letter; beyond this an opening would leave the screen empty.
_LARGEST_MARGIN = 3.0
_LARGEST_TYPE = 2.4
_LEAST_LEADING = 1.2


def style_sheet(theme: Theme, languages: Iterable[str], fonts: dict[Path, str]) -> bytes:
    """The book's style sheet. ``languages`` are those its text is in, ``fonts`` the addresses of the font files that come along."""
    embedded = {name for name, face in theme.fonts.items() if Path(face.regular) in fonts}
    sheet = [faces(theme, fonts.__getitem__, fonts=embedded)]
    sheet += [_BEFORE, *(text for role in ROLES if role.name not in _ON_PAPER for text in _rules(theme, role)), _AFTER]
    for language in sorted(set(languages)):
        script = theme.scripts.get(script_of(language))
        if script:
            sheet += _script_rules(theme, language, script, embedded=script.font in embedded)
    return "".join([*sheet, theme.ebook_css, "\n" if theme.ebook_css else ""]).encode()


def needed_fonts(theme: Theme, languages: Iterable[str]) -> tuple[Path, ...]:
    """The font files of those scripts of ``theme`` that ``languages`` are written in: devices have none, or poor ones."""
    scripts = dict.fromkeys(script_of(language) for language in languages)
    chosen = dict.fromkeys(filter(None, map(partial(script_font, theme), scripts)))
    files = (getattr(theme.fonts[name], cut) for name in chosen for cut in ("regular", "italic", "bold", "bold_italic"))
    return tuple(dict.fromkeys(Path(file) for file in files if file))


def _selector(role: Role) -> str:
    return _SELECTORS.get(role.name, role.css)


def _rules(theme: Theme, role: Role) -> Iterator[str]:
    look = theme.look(role.name)
    selector = _selector(role)
    yield rule(selector, _declarations(theme, look, role))
    if not role.inline:
        yield rule(_below_right_to_left(selector), _sides(look, role, "right", "left", mirrored=True))


def _below_right_to_left(selectors: str) -> str:
    """``selectors`` below an element that runs from the right, whether that stands over all they name or between."""
    each = [one.strip() for one in selectors.split(",")]
    between = [one.replace(" ", ' [dir="rtl"] ', 1) for one in each if one.count(" ") == 1]
    return ", ".join([*(f'[dir="rtl"] {one}' for one in each), *between])


def _declarations(theme: Theme, look: Look, role: Role) -> Iterator[str]:
    body = theme.look("body")
    if look.font != body.font:
        yield f"font-family: {theme.fonts[look.font].fallback}"
    around = theme.look(_INSIDE.get(role.name, "body"))
    if role.parent and look.size != around.size:
        yield f"font-size: {number(min(look.size / around.size, _LARGEST_TYPE))}em"
    if not role.inline and look.size > body.size:
        yield f"line-height: {_leading(look)}"
    yield from shape(look, body, role)
    if not role.inline:
        yield f"text-indent: {_ems(look, look.indent)}"
        yield from _sides(look, role, "left", "right")
        yield from _box(look)


def _ems(look: Look, value: float) -> str:
    return f"{number(min(value / look.size, _LARGEST_MARGIN))}em" if value else "0"


def _leading(look: Look, times: float = 1.0) -> str:
    return number(max(_LEAST_LEADING, look.leading / look.size) * times)


def _sides(look: Look, role: Role, start: str, end: str, *, mirrored: bool = False) -> Iterator[str]:
    """Margins, and alignment where the theme is ragged; a justified theme leaves it to the device."""
    if role.name not in _PACKED and not (mirrored and look.start == look.end):
        left, right = (look.end, look.start) if mirrored else (look.start, look.end)
        yield f"margin: {_ems(look, look.before)} {_ems(look, right)} {_ems(look, look.after)} {_ems(look, left)}"
    if look.align in ("start", "end"):
        yield f"text-align: {start if look.align == 'start' else end}"
        yield f"text-align: {look.align}"
    elif look.align == "center" and not mirrored:
        yield "text-align: center"


def _box(look: Look) -> Iterator[str]:
    if look.background:
        yield "background-color: rgba(128, 128, 128, 0.12)"
        yield f"padding: {_ems(look, look.pad)}"
    for side, thick in (("top", look.rule_before), ("bottom", look.rule_after)):
        if thick:
            yield f"border-{side}: 1px solid #888"
            yield f"padding-{side}: {_ems(look, look.pad)}"
    if look.keep:
        yield "break-after: avoid"
        yield "page-break-after: avoid"
    if look.balance:
        yield "text-wrap: balance"


def _script_rules(theme: Theme, language: str, script: Script, *, embedded: bool) -> Iterator[str]:
    """What a script changes: its font where it comes along, its size beside other scripts, no slope or spacing it lacks."""
    family = ""
    if embedded:
        face = theme.fonts[script.font]
        family = f'"{face.family}", {face.fallback}'
        yield rule(f'html[lang="{language}"] body, [lang="{language}"]', iter([f"font-family: {family}"]))
    if script.scale != 1:
        yield rule(f'body [lang="{language}"]', iter([f"font-size: {number(script.scale)}em"]))
        yield rule(f'[lang="{language}"] [lang="{language}"]', iter(["font-size: 1em"]))
    if script.leading > 1:
        yield rule(f'html[lang="{language}"] body', iter([f"line-height: {_leading(theme.look('body'), script.leading)}"]))
    if script.indent:
        paragraphs = f".article > p:not([class]):lang({language}), .article > p.first:lang({language})"
        yield rule(paragraphs, iter([f"text-indent: {number(script.indent)}em"]))
    for role in ROLES:
        within = ", ".join(f"{one.strip()}:lang({language})" for one in _selector(role).split(","))
        yield rule(within, _script_declarations(theme, role, script, family))
    if not script.italic:
        slanted = ", ".join(f"{tag}:lang({language})" for tag in ("em", "i", "cite", "dfn"))
        yield rule(slanted, iter(["font-style: normal", "font-weight: bold"]))


def _script_declarations(theme: Theme, role: Role, script: Script, family: str) -> Iterator[str]:
    look, body = theme.look(role.name), theme.look("body")
    if look.font != body.font and theme.fonts[look.font].fallback != "monospace" and family:
        yield f"font-family: {family}"
    if look.italic and not script.italic:
        yield "font-style: normal"
    if look.spacing:
        yield "letter-spacing: 0"
    if not role.inline and look.size > body.size:
        yield f"line-height: {_leading(look, script.leading)}"


_BEFORE = """\
body { widows: 2; orphans: 2; word-wrap: break-word; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { break-inside: avoid; page-break-inside: avoid; }
p, li, dd, td, th, aside { widows: 2; orphans: 2; }
img { max-width: 100%; width: auto; height: auto; background-color: #fff; }
p.verse { text-indent: 0; text-align: left; text-align: start; margin: 0.7em 0; }
a { color: inherit; }
"""

_AFTER = """\
li p, dd p, td p, th p, aside.note p, .embed p, .notes p { margin: 0; text-indent: 0; }
li p + p, dd p + p, td p + p, th p + p, aside.note p + p { margin-top: 0.4em; }
ul, ol { margin: 0.7em 0; padding: 0 0 0 1.6em; }
ol.far { padding-left: 2.6em; }
[dir="rtl"] ul, [dir="rtl"] ol { padding: 0 1.6em 0 0; }
[dir="rtl"] ol.far { padding: 0 2.6em 0 0; }
li { margin: 0.2em 0; }
li ul, li ol { margin: 0.2em 0; }
dl { margin: 0.7em 0; }
dt + dt { margin-top: 0; }
blockquote { margin-top: 1em; margin-bottom: 1em; }
blockquote p { text-indent: 0; }
blockquote p + p { text-indent: 1em; }
blockquote .attribution, blockquote p + .attribution { margin: 0.4em 0 0; text-indent: 0; }
.attribution::before { content: "\\2014\\2009"; }
figure { break-inside: avoid; page-break-inside: avoid; }
figure img, .embed img { display: block; max-height: 80vh; }
.opener + figure img { max-height: 55vh; }
figcaption .credit, p.caption .credit { opacity: 0.75; }
td figure, th figure { margin: 0; }
figure.wordless { border-left: 2px solid #888; padding-left: 0.8em; }
[dir=rtl] figure.wordless, figure.wordless[dir=rtl] { border-left: 0; padding-left: 0; border-right: 2px solid #888; padding-right: 0.8em; }
figcaption, figure p.caption { break-before: avoid; page-break-before: avoid; }
pre { white-space: pre-wrap; word-wrap: break-word; overflow-wrap: anywhere; text-align: left; tab-size: 4; }
pre code { font-size: 1em; }
code { word-wrap: break-word; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 1.4em 0; border-top: 1px solid #888; border-bottom: 1px solid #888; }
thead { border-bottom: 1px solid #888; }
tr, table.small { break-inside: avoid; page-break-inside: avoid; }
td, th { padding: 0.3em 0.5em; vertical-align: top; font-weight: normal; word-wrap: break-word; overflow-wrap: anywhere; }
thead th { vertical-align: bottom; font-weight: bold; }
td.left, th.left { text-align: left; }
td.center, th.center { text-align: center; }
td.right, th.right { text-align: right; font-variant-numeric: lining-nums tabular-nums; }
td ul, td ol, th ul, th ol { margin: 0; padding: 0 0 0 1em; }
[dir="rtl"] td ul, [dir="rtl"] td ol { padding: 0 1em 0 0; }
table.wide td, table.wide th { font-size: 0.75em; padding: 0.25em 0.3em; }
caption { caption-side: top; padding-bottom: 0.4em; }
hr { border: 0; border-top: 1px solid #888; width: 30%; margin: 1.4em auto; }
.embed { border-left: 2px solid #888; padding: 0 0 0 0.8em; }
[dir="rtl"] .embed { border-left: 0; border-right: 2px solid #888; padding: 0 0.8em 0 0; }
.embed img { margin-bottom: 0.4em; }
.kind { font-weight: bold; text-transform: capitalize; }
.notes { margin-top: 2em; }
aside.note { margin: 0.5em 0; }
aside.note:first-child { border-top: 1px solid #888; padding-top: 0.7em; }
a.noteref, a.back, .contents a, .return a { text-decoration: none; }
a.back { font-weight: bold; }
.between::before { content: ","; font-size: 0.75em; vertical-align: super; }
.byline time, .byline .minutes { display: inline-block; }
.source { overflow-wrap: anywhere; }
.return { font-family: sans-serif; font-size: 0.81em; text-indent: 0; margin: 0.7em 0 0; }
.opener h1 { margin-top: 0; }
.opener h1.long { font-size: 1.7em; }
.cover-page { margin: 0; padding: 0; text-align: center; }
.cover-page img { max-height: 98%; max-height: 98vh; }
.title-page { margin-top: 12%; }
.title-page .amount { margin-top: 2em; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents li { margin: 0; }
.contents .headings { margin: 0.1em 0 0.3em; }
.contents .heading .heading { font-size: 1em; }
.colophon h1 { font-size: 1.333em; line-height: 1.286; text-indent: 0; margin: 1em 0; }
.section-page h1 { margin-top: 30%; }
@media (max-width: 30em) {
h1, h2, h3 { hyphens: auto; }
.opener h1 { font-size: 1.85em; }
.opener h1.long { font-size: 1.5em; }
table.labelled thead { display: none; }
table.labelled, table.labelled tbody, table.labelled tr, table.labelled td, table.labelled th { display: block; width: auto; }
table.labelled caption { display: block; }
table.wide td, table.wide th { font-size: 0.66em; padding: 0.2em 0.15em; hyphens: auto; }
table.labelled tr { border-bottom: 1px solid #888; padding: 0.4em 0; }
table.labelled td, table.labelled th { font-size: 0.86em; padding: 0.15em 0; text-align: left; text-align: start; }
table.labelled td::before, table.labelled th::before { content: attr(data-label) ": "; font-weight: bold; }
}
@media (max-width: 16em) {
.opener h1, .cover-title { font-size: 1.5em; }
.opener h1.long { font-size: 1.3em; }
.opener .subtitle { font-size: 1.05em; }
ul, ol { padding: 0 0 0 1.3em; }
blockquote { margin-left: 0.6em; margin-right: 0; }
}
"""
