"""The page: its size and margins, what stands at its head and foot, and how blocks break across pages.

What a role of the theme can say is in `convert.writers._css`; here is what only paper has.
"""

from __future__ import annotations

from convert.profile import PAGE_SIZES, Profile
from convert.theme import Look, Margins, Theme
from convert.writers._css import points, print_stack
from convert.writers._shapes import DENSE, HOW_MUCH_SMALLER

# Fewer characters to a line than this can't be justified without holes (Bringhurst, 2.1.3).
_LEAST_JUSTIFIED = 38
_CHARACTER = 0.46  # of the body's size: the average width of a letter of running text


def measure(theme: Theme, profile: Profile) -> float:
    """How wide the text is, in points."""
    margins = theme.page[profile.page]
    return PAGE_SIZES[profile.page][0] - margins.inner - margins.outer


def page_rules(theme: Theme, profile: Profile, *, right_to_left: bool) -> str:
    """The style sheet of the pages and of what stands on them, for a pack that reads from left or right."""
    width, height = PAGE_SIZES[profile.page]
    margins = theme.page[profile.page]
    body = theme.look("body")
    return "".join(
        (
            _sheet(width, height, margins),
            _heads(theme, margins, right_to_left=right_to_left),
            _COVER.format(
                side=points(min(margins.inner, margins.outer) * 0.62),
                height=points(height - margins.head - margins.foot),
                picture=points((height - margins.head - margins.foot) * 0.36),
                head=points(margins.head),
                foot=points(margins.foot),
                accent=_colour(theme, "accent"),
                rule=_colour(theme, "rule"),
            ),
            _BLOCKS.format(
                line=points(body.leading),
                half=points(body.leading / 2),
                quarter=points(body.leading / 4),
                list=points(theme.look("list").start),
                numbers=points(theme.look("list").start * 1.3),
                far=points(theme.look("list").start * 1.8),
                smaller=points(theme.look("title").size * HOW_MUCH_SMALLER),
                smaller_line=points(theme.look("title").leading * HOW_MUCH_SMALLER),
                **_code(theme),
                quote_start=points(theme.look("quote").start),
                quote_end=points(theme.look("quote").end),
                pad=points(theme.look("table").pad),
                tallest=points((height - margins.head - margins.foot) * 0.62),
                rule=_colour(theme, "rule"),
                quiet=_colour(theme, "quiet"),
                accent=_colour(theme, "accent"),
                ink=body.colour or "#000000",
                sans=print_stack(theme, theme.look("caption").font),
                small=points(theme.look("credit").size),
                note=points(theme.look("note").size),
                notes=theme.look("note").align,
                noteref=points(theme.look("noteref").size),
            ),
            _mirrored_indent(points(body.indent)),
            _ragged(theme, profile),
        )
    )


def _code(theme: Theme) -> dict[str, str]:
    """The size and leading of code whose lines are longer than the page is wide, by the name of its class."""
    look = theme.look("code")
    sizes = {name: points(look.size / more) for name, more in DENSE.items()}
    return sizes | {f"{name}_line": points(look.leading / more) for name, more in DENSE.items()}


def _colour(theme: Theme, name: str) -> str:
    return theme.colours.get(name) or theme.look("body").colour or "#000000"


def _mirrored_indent(indent: str) -> str:
    """WeasyPrint takes the indent of a right-to-left line off its end; there a spacer stands at its start instead."""
    plain = "article[dir=rtl] > p:not([class]):not([dir=ltr])", "p[dir=rtl]:not([class])"
    spacers = ", ".join(f"{selector}::before" for selector in plain)
    return f'{", ".join(plain)} {{ text-indent: 0 }}\n{spacers} {{ content: ""; display: inline-block; width: {indent} }}\n'


def _ragged(theme: Theme, profile: Profile) -> str:
    narrow = measure(theme, profile) / (theme.look("body").size * _CHARACTER) < _LEAST_JUSTIFIED
    return "p { text-align: start }\n" if narrow else ""


def _sheet(width: float, height: float, margins: Margins) -> str:
    sides = (margins.head, margins.outer, margins.foot, margins.inner)
    mirrored = (margins.head, margins.inner, margins.foot, margins.outer)
    return (
        f"@page {{ size: {points(width)} {points(height)}; margin: {' '.join(map(points, sides))} }}\n"
        f"@page :left {{ margin: {' '.join(map(points, mirrored))} }}\n"
    )


def _heads(theme: Theme, margins: Margins, *, right_to_left: bool) -> str:
    """Pack title over the pages read first of two, article title over the others, the number at the outer foot of each."""
    head, folio = theme.look("running-head"), theme.look("folio")
    pack, article = ("right", "left") if right_to_left else ("left", "right")
    top, bottom = points(margins.head * 0.42), points(margins.foot * 0.36)
    rules = []
    for side, name in ((pack, "pack"), (article, "running")):
        box = f"content: string({name}); {_margin_box(theme, head, side)}; vertical-align: bottom; padding-bottom: {top}"
        rules.append(f"@page :{side} {{ @top-{side} {{ {box} }} }}\n")
    for side in ("left", "right"):
        box = f"content: counter(page); {_margin_box(theme, folio, side)}; vertical-align: top; padding-top: {bottom}"
        rules.append(f"@page :{side} {{ @bottom-{side} {{ {box}; font-variant-numeric: lining-nums tabular-nums }} }}\n")
    bare = "@top-left { content: none } @top-right { content: none }"
    for name in ("article-ltr", "article-rtl", "contents", "colophon"):
        rules.append(f"@page :nth(1 of {name}) {{ {bare} }}\n")
    rules.append(f"@page section {{ {bare} @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}\n")
    rules += [_note_rule(theme, name) for name in ("article-ltr", "article-rtl")]
    return "".join(rules)


def _margin_box(theme: Theme, look: Look, side: str) -> str:
    return (
        f"font-family: {print_stack(theme, look.font)}; font-size: {points(look.size)}; line-height: {points(look.leading)}; "
        f"color: {look.colour or '#000000'}; text-align: {side}; white-space: nowrap; hyphens: manual"
    )


def _note_rule(theme: Theme, name: str) -> str:
    """The short rule over the notes, at the side the text begins."""
    rule, side = _colour(theme, "rule"), "right" if name.endswith("rtl") else "left"
    line = theme.look("body").leading
    gap = points(line / 2)
    return (
        f"@page {name} {{ @footnote {{ margin-top: {points(line)}; padding-top: {gap}; "
        f"background-image: linear-gradient({rule} 99%, {rule}fe); background-size: 54pt .5pt; "
        f"background-position: {side} top; background-repeat: no-repeat }} }}\n"
    )


_COVER = """
@page cover {{ margin: {head} {side} {foot} {side}; @top-left {{ content: none }} @top-right {{ content: none }}
  @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}
.cover {{ page: cover; position: relative; height: {height}; break-after: page }}
.cover .bar {{ width: 54pt; height: 7pt; background: {accent}; margin-bottom: 22pt }}
.cover-picture {{ display: block; max-width: 100%; max-height: {picture}; margin-top: 22pt }}
.cover-lines {{ position: absolute; bottom: 0; left: 0; right: 0; border-top: 1.5pt solid {accent} }}
.cover .cover-line {{ margin: 0; padding: 6pt 0; border-bottom: .5pt solid {rule} }}
"""

# A note has a page name of its own: one that is carried over to the first page of an article set the other way would, by
# another name than that of the notes there, break the area for notes in two, and what is behind a break is dropped.
_BLOCKS = """
html {{ orphans: 2; widows: 2 }}
body {{ margin: 0; string-set: pack attr(data-running) }}
p {{ hyphenate-limit-chars: 6 3 3; hyphenate-limit-zone: 8% }}
article {{ string-set: running attr(data-running); break-before: page }}
.article-ltr {{ page: article-ltr }}
.article-rtl {{ page: article-rtl }}
.article-ltr .note::footnote-call, .article-ltr .endnote {{ page: article-ltr }}
.article-rtl .note::footnote-call, .article-rtl .endnote {{ page: article-rtl }}
h1 {{ bookmark-level: 1; break-inside: avoid }}
h2 {{ bookmark-level: 2 }} h3 {{ bookmark-level: 3 }} h4 {{ bookmark-level: 4 }} h5 {{ bookmark-level: 5 }} h6 {{ bookmark-level: 6 }}
h2, h3, h4, h5, h6, figure, blockquote, pre, table, hr, .embed, .math-block {{ margin-break: discard }}
h2, h3, h4, h5, h6 {{ bookmark-label: attr(data-label); break-inside: avoid }}
.sectioned article h1 {{ bookmark-level: 2 }}
.sectioned h2 {{ bookmark-level: 3 }} .sectioned h3 {{ bookmark-level: 4 }} .sectioned h4 {{ bookmark-level: 5 }}
.sectioned h5 {{ bookmark-level: 6 }} .sectioned h6 {{ bookmark-level: 7 }}
.contents h1, .colophon h1 {{ bookmark-level: none }}
blockquote h2, blockquote h3, blockquote h4, blockquote h5, blockquote h6, td h2, td h3, td h4, td h5, td h6 {{ bookmark-level: none }}

.contents {{ page: contents; break-before: page }}
.contents a {{ text-decoration: none }}
.contents .entry, .contents .heading {{ position: relative; padding-inline-end: 42pt; break-inside: avoid }}
.contents .by, .contents .entry {{ break-after: avoid }}
.contents .heading, .contents .last {{ break-after: auto }}
.contents .entry a::after, .contents .heading a::after {{ content: target-counter(attr(href), page); position: absolute; top: 0;
  inset-inline-end: 0; width: 36pt; text-align: end; font-variant-numeric: lining-nums tabular-nums; text-indent: 0 }}

.contents .entry a[data-page]::after, .contents .heading a[data-page]::after {{ content: attr(data-page) }}

.section-page {{ page: section; break-before: page }}
.opener {{ break-inside: avoid; break-after: avoid }}
header.opener h1.long {{ font-size: {smaller}; line-height: {smaller_line} }}
.opener .dot {{ color: {rule}; padding: 0 2pt }}
.byline {{ border-color: {rule} }}
.byline time, .byline .minutes {{ white-space: nowrap }}
.endnotes-title {{ font-family: {sans}; font-size: {small}; color: {quiet}; margin: {line} 0 {half}; text-indent: 0; break-after: avoid }}
.source::before {{ content: "\\25A0"; color: {accent}; font-size: 7pt; margin-inline-end: 6pt; vertical-align: .5pt }}
.source {{ break-before: avoid }}
a {{ text-decoration-thickness: .4pt; text-decoration-color: {rule}; text-underline-offset: 1.5pt; overflow-wrap: anywhere }}
.address, .source a {{ hyphens: manual; overflow-wrap: anywhere }}
.source a, .colophon a {{ color: inherit }}

blockquote, ul, ol, dl {{ margin: {half} 0 }}
blockquote {{ margin: {line} {quote_end} {line} {quote_start} }}
blockquote[dir=rtl], [dir=rtl] blockquote {{ margin: {line} {quote_start} {line} {quote_end} }}
blockquote p {{ margin-inline-start: 0; margin-inline-end: 0 }}
sub, sup {{ font-size: .7em; line-height: 0 }}
ul {{ padding-inline-start: {list} }}
ol {{ padding-inline-start: {numbers} }}
li, td, th {{ text-indent: 0 }}
li.body {{ display: block }}
li > ul, li > ol, li > dl, dd > ul, dd > ol {{ margin: 0 }}
h1, h2, h3, h4, h5, h6 {{ overflow-wrap: break-word }}
li > p + p {{ margin-top: {quarter} }}
dt + dt {{ margin-top: 0 }}
dd {{ margin-inline-start: {list} }}
ol.far {{ padding-inline-start: {far} }}
p.verse {{ text-indent: 0; text-align: start; margin-top: {half}; margin-bottom: {half} }}
p.verse + p.continued {{ margin-top: -{half} }}
dd > p {{ text-align: inherit }}
ol[type=a] {{ list-style-type: lower-alpha }} ol[type=A] {{ list-style-type: upper-alpha }}
ol[type=i] {{ list-style-type: lower-roman }} ol[type=I] {{ list-style-type: upper-roman }}
ul {{ list-style-type: disc }} ul ul {{ list-style-type: circle }} ul ul ul {{ list-style-type: square }}
::marker {{ color: {quiet}; font-variant-numeric: lining-nums tabular-nums }}
ul.flat, ol.flat, dl.flat {{ padding-inline-start: 0; list-style-position: inside }}
blockquote.flat {{ margin-left: 0; margin-right: 0 }}
blockquote .attribution {{ break-before: avoid }}
blockquote .attribution::before {{ content: "\\2014\\2009" }}

figure {{ break-inside: avoid }}
img {{ max-width: 100%; max-height: 1.4em; vertical-align: -.25em }}
figure > img, .embed > img {{ display: block; max-height: {tallest} }}
td figure, th figure {{ margin: 0 }}
figure > img.wide, .embed > img.wide {{ width: 100%; object-fit: contain; object-position: left top }}
img.formula {{ max-height: none }}
.math-block {{ break-inside: avoid }}
.math-block img.formula {{ display: inline-block; vertical-align: middle }}
figcaption .credit {{ margin-inline-start: 3pt }}
.wordless {{ border-inline-start: 1.5pt solid {rule}; padding-inline-start: 10pt }}
.wordless p.caption {{ margin-top: 0 }}
.embed {{ border-inline-start: 1.5pt solid {rule}; padding-inline-start: 10pt; break-inside: avoid }}
h2 + .embed, h3 + .embed, h4 + .embed {{ break-after: avoid }}
.embed img.wide {{ width: 60% }}
.embed p {{ font: inherit; text-indent: 0; text-align: start }}
.embed img + p {{ margin-top: {quarter} }}
.embed .kind {{ color: {accent}; font-size: {small}; text-transform: uppercase; letter-spacing: .06em; margin-inline-end: 4pt }}

pre {{ white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; box-decoration-break: clone }}
pre.dense {{ font-size: {dense}; line-height: {dense_line} }}
pre.denser {{ font-size: {denser}; line-height: {denser_line} }}
pre code {{ font-size: 1em }}
pre .line {{ display: block; padding-left: 2.4em; text-indent: -2.4em; min-height: 1em }}
pre.brief {{ break-inside: avoid }}
pre .line:first-child {{ break-after: avoid }}
pre .line + .line:last-child {{ break-before: avoid }}
pre, code {{ font-variant-ligatures: none }}
code {{ hyphens: manual; overflow-wrap: anywhere }}
hr {{ border: none; height: {line}; text-align: center; break-before: avoid; break-after: avoid; color: {quiet} }}
hr::before {{ content: "*\\2002*\\2002*"; font-family: inherit; letter-spacing: 0 }}

table {{ width: 100%; border-collapse: collapse; margin: {line} 0; border-bottom: .75pt solid {ink}; border-top: .75pt solid {ink} }}
table.crowded {{ table-layout: fixed }}
caption {{ caption-side: top; padding-bottom: {quarter}; break-after: avoid }}
table caption {{ margin: 0 }}
thead {{ break-inside: avoid; break-after: avoid }}
table.tall > thead {{ display: table-row-group; break-inside: auto; break-after: auto }}
thead {{ border-bottom: .5pt solid {ink} }}
tr, table.small {{ break-inside: avoid }}
tbody > tr:first-child {{ break-after: avoid }}
tr + tr:last-child {{ break-before: avoid }}
td, th {{ padding: {pad} 4pt; vertical-align: top; text-align: start; overflow-wrap: break-word;
  font-variant-numeric: lining-nums tabular-nums }}
thead th {{ vertical-align: bottom }}
table.tall > thead > tr > th {{ vertical-align: top }}
tbody th {{ font-weight: 400 }}
td:first-child, th:first-child {{ padding-inline-start: 0 }}
td:last-child, th:last-child {{ padding-inline-end: 0 }}
td p, th p {{ margin: 0 }}
thead th[colspan] {{ text-align: center }}
td ul, td ol {{ text-align: start; margin: 0 }}
td li, th li, .note li {{ font-family: inherit; font-size: inherit; line-height: inherit }}
.left {{ text-align: left }} .right {{ text-align: right }} .center {{ text-align: center }}
table.several td, table.several th {{ font-size: 8pt; line-height: 11pt; overflow-wrap: anywhere }}
table.many td, table.many th {{ font-size: 6.5pt; line-height: 9pt; padding-left: 2pt; padding-right: 2pt; overflow-wrap: anywhere }}

.note {{ page: note; float: footnote; font-size: {note}; text-align: {notes} }}
.note > p.first {{ display: inline }}
.note.endnote {{ float: none; margin-bottom: {quarter} }}
.note ul, .note ol, .note blockquote, .note pre, .note figure {{ margin: {quarter} 0 }}
.note::footnote-call {{ content: attr(data-number); font-size: {noteref}; vertical-align: super; line-height: 0; color: {accent};
  font-variant-numeric: lining-nums; text-decoration: none; font-style: normal; font-weight: 400 }}
.note::footnote-marker {{ content: attr(data-number) "\\2002"; font-variant-numeric: lining-nums tabular-nums; color: {accent};
  font-size: {note}; font-family: inherit }}
.endnote .back {{ color: {accent}; text-decoration: none; margin-inline-end: 6pt }}
a.noteref {{ text-decoration: none }}
.between::before {{ content: ","; font-size: {noteref}; vertical-align: super; line-height: 0; color: {accent};
  font-style: normal; font-weight: 400 }}

.colophon {{ page: colophon; break-before: page }}
.colophon h1 {{ bookmark-level: none }}
"""
