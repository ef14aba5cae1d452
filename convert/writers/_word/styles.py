"""The styles of a Word document: one for each role of a theme, by the name Word knows it under.

A style says all of its look itself, so that a reader who changes one changes only that. Lengths in the file are twentieths
of a point, sizes half points.
"""

from __future__ import annotations

from collections.abc import Iterator

from convert.roles import ROLES, Role
from convert.theme import Look, Theme
from convert.words import runs_right_to_left
from convert.writers._script import script_font
from convert.writers._word.text import complex_script, half_points, quoted, word_language

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Names Word itself writes in lower case (ISO 29500-1, 17.7.4.9: they stand for its built-in styles).
_BUILT_IN = {
    "Heading 1": "heading 1", "Heading 2": "heading 2", "Heading 3": "heading 3", "Heading 4": "heading 4", "Heading 5": "heading 5",
    "Heading 6": "heading 6", "Heading 7": "heading 7", "Caption": "caption", "Header": "header", "Footer": "footer",
    "Footnote Text": "footnote text", "Footnote Reference": "footnote reference", "TOC 1": "toc 1", "TOC 2": "toc 2", "TOC 3": "toc 3",
    "Title": "Title", "Subtitle": "Subtitle", "Body Text": "Body Text", "Quote": "Quote", "List Paragraph": "List Paragraph",
    "Hyperlink": "Hyperlink", "TOC Heading": "TOC Heading", "Date": "Date",
}  # fmt: skip
_NEXT = {
    "title": "byline", "subtitle": "byline", "kicker": "title", "h1": "first", "h2": "first", "h3": "first", "h4": "first",
    "first": "body", "caption": "first", "byline": "first", "section-title": "body", "figure": "caption",
}  # fmt: skip
_LEVELS = {"title": 0, "h1": 1, "h2": 2, "h3": 3, "h4": 4}
_QUIET = frozenset(
    {"running-head", "folio", "note", "noteref", "link", "contents-entry", "contents-heading", "contents-by", "contents-section"}
)
_HYPHENLESS = "<w:suppressAutoHyphens/>"
# A face's ascent and descent together reach about this many times its size; a line set tighter must say so exactly.
NATURAL_LEADING = 1.38


def style_id(word: str) -> str:
    """The id of the style named ``word``: its letters and digits."""
    return word.replace(" ", "")


STYLE = {role.name: style_id(role.word) for role in ROLES}
STANDS_IN = "StandIn"  # words in place of what Word can't show


def twips(points: float) -> int:
    """A length in twentieths of a point."""
    return round(points * 20)


def styles(theme: Theme, language: str, measure: float) -> str:
    """``styles.xml`` of a document in ``language``, with a text block ``measure`` points wide."""
    body = theme.look("body")
    parts = [
        f"{DECLARATION}<w:styles {NAMESPACES}>",
        _defaults(theme, body, language),
        _LATENT,
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
        _TABLE_NORMAL,
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
        *(_style(theme, role, language, measure) for role in ROLES),
        *_deeper_headings(theme, language, measure),
        _STRESS,
        _ruled_table(theme),
        "</w:styles>",
    ]
    return "".join(parts)


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376">'
    '<w:lsdException w:name="Normal" w:semiHidden="0" w:uiPriority="0" w:qFormat="1"/>'
    '<w:lsdException w:name="Table Grid" w:semiHidden="0" w:uiPriority="39"/></w:latentStyles>'
)
_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/>"
    '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
# Bold for complex scripts, whose letters have no italics.
_STRESS = (
    '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:uiPriority w:val="20"/><w:qFormat/>'
    "<w:rPr><w:bCs/><w:i/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:uiPriority w:val="22"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{STANDS_IN}"><w:name w:val="Stand In"/><w:uiPriority w:val="39"/>'
    "<w:rPr><w:bCs/><w:i/></w:rPr></w:style>"
)


def _defaults(theme: Theme, body: Look, language: str) -> str:
    name = word_language(language)
    right = runs_right_to_left(language)
    latin, complex_ = ("en-GB", name) if right else (name, "he-IL" if complex_script(theme, language) == "Hebr" else "ar-SA")
    spoken = language.partition("-")[0].lower()
    east = name if spoken in ("ja", "zh", "ko") else "ja-JP"
    # Word replaces a face that is not there by the language of the text.
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(theme, body, language)}<w:sz w:val="{half_points(body.size)}"/>'
        f'<w:szCs w:val="{half_points(body.size * _scale(theme, language))}"/>'
        f'<w:lang w:val="{quoted(latin)}" w:eastAsia="{quoted(east)}" w:bidi="{quoted(complex_)}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _scale(theme: Theme, language: str) -> float:
    script = theme.scripts.get(complex_script(theme, language))
    return script.scale if script else 1.0


def _fonts(theme: Theme, look: Look, language: str) -> str:
    family = quoted(theme.fonts[look.font].family)
    own = script_font(theme, complex_script(theme, language))
    complex_ = quoted(theme.fonts[own].family) if own else family
    return f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:cs="{complex_}"/>'


def _style(theme: Theme, role: Role, language: str, measure: float) -> str:
    look = theme.look(role.name)
    built_in = _BUILT_IN.get(role.word)
    kind, custom = ("character" if role.inline else "paragraph"), ("" if built_in else ' w:customStyle="1"')
    parent = "" if role.inline else f'<w:basedOn w:val="{STYLE["body"] if role.name == "first" else "Normal"}"/>'
    following = f'<w:next w:val="{STYLE[_NEXT[role.name]]}"/>' if role.name in _NEXT else ""
    rank = f'<w:uiPriority w:val="{_priority(role)}"/>' + ("" if role.name in _QUIET else "<w:qFormat/>")
    block = "" if role.inline else f"<w:pPr>{''.join(_block(role, look, measure, rule_colour(theme)))}</w:pPr>"
    characters = "".join(_characters(theme, role, look, language))
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{STYLE[role.name]}"><w:name w:val="{built_in or role.word}"/>{parent}{following}'
        f"{rank}{block}<w:rPr>{characters}</w:rPr></w:style>"
    )


def _priority(role: Role) -> int:
    if role.name in _LEVELS:
        return 9
    return {"body": 1, "first": 1, "cover-title": 10, "cover-subtitle": 11, "quote": 29, "list": 34, "caption": 35}.get(role.name, 39)


def _deeper_headings(theme: Theme, language: str, measure: float) -> Iterator[str]:
    """Headings below the deepest the theme sets, which look like it."""
    look = theme.look("h4")
    for level in (6, 7):
        block = "".join(_block(Role("", "", ""), look, measure, rule_colour(theme))) + f'<w:outlineLvl w:val="{level - 1}"/>'
        characters = "".join(_characters(theme, Role("", "", ""), look, language))
        yield (
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
            f'<w:next w:val="{STYLE["first"]}"/><w:uiPriority w:val="9"/><w:qFormat/>'
            f"<w:pPr>{block}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
        )


def line(look: Look) -> str:
    """The attributes of ``w:spacing`` that set the leading: exact where it is tighter than the face's own."""
    rule = "exact" if look.leading < look.size * NATURAL_LEADING else "atLeast"
    return f'w:line="{twips(look.leading)}" w:lineRule="{rule}"'


def _block(role: Role, look: Look, measure: float, rule: str) -> Iterator[str]:
    """Paragraph properties in the order of CT_PPrBase (ISO 29500-1, 17.3.1)."""
    if look.keep:
        yield "<w:keepNext/>"
    if look.keep or role.name in ("caption", "attribution"):
        yield "<w:keepLines/>"
    yield from _borders(look, rule)
    if look.background:
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{look.background[1:]}"/>'
    yield from _tabs(role, measure)
    if not look.hyphenate:
        yield _HYPHENLESS
    yield f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}" {line(look)}/>'
    yield indents(*own_sides(look), look.indent)
    yield f'<w:jc w:val="{JUSTIFY[look.align]}"/>'
    if role.name in _LEVELS:
        yield f'<w:outlineLvl w:val="{_LEVELS[role.name]}"/>'


# In a right-to-left paragraph Word reads left as the side where lines begin.
JUSTIFY = {"start": "left", "end": "right", "center": "center", "justify": "both"}


def indents(start: float, end: float, first: float = 0) -> str:
    """``w:ind`` with ``first`` as the indent of the first line, hanging where it is negative."""
    line_ = f'w:firstLine="{twips(first)}"' if first >= 0 else f'w:hanging="{twips(-first)}"'
    return f'<w:ind w:left="{twips(start)}" w:right="{twips(end)}" {line_}/>'


def own_sides(look: Look) -> tuple[float, float]:
    """The indents at start and end that a style states; a tint reaches past its text and is set in by as much."""
    pad = look.pad if look.background else 0.0
    return look.start + pad, look.end + pad


def _borders(look: Look, rule: str) -> Iterator[str]:
    if look.background:
        yield borders(*(edge(side, 0.25, look.background, look.pad) for side in ("top", "left", "bottom", "right")))
    elif look.rule_before or look.rule_after:
        above = edge("top", look.rule_before, rule, look.pad) if look.rule_before else ""
        below = edge("bottom", look.rule_after, rule, look.pad) if look.rule_after else ""
        yield borders(above, below)


def borders(*edges: str) -> str:
    """The lines around a paragraph, in the order of CT_PBdr: top, left, bottom, right, between."""
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def edge(side: str, width: float, colour: str, space: float) -> str:
    """A line at one side of a paragraph, ``width`` points thick and ``space`` points away."""
    return (
        f'<w:{side} w:val="single" w:sz="{max(2, round(width * 8))}" w:space="{min(31, round(space))}" w:color="{colour[1:] or "auto"}"/>'
    )


def rule_colour(theme: Theme) -> str:
    """The colour of hairlines."""
    return theme.colours.get("rule") or theme.look("body").colour or "#808080"


def _tabs(role: Role, measure: float) -> Iterator[str]:
    if role.name in ("contents-entry", "contents-heading"):
        yield f'<w:tabs><w:tab w:val="right" w:pos="{twips(measure)}"/></w:tabs>'


def _characters(theme: Theme, role: Role, look: Look, language: str) -> Iterator[str]:
    """Run properties in the order of CT_RPr; an inline role says only where it differs from its parent."""
    parent = theme.look(role.parent) if role.inline else None
    script = theme.scripts.get(complex_script(theme, language))
    if parent is None or look.font != parent.font:
        yield _fonts(theme, look, language)
    if look.weight >= 600:
        yield "<w:b/><w:bCs/>"
    if look.italic:
        yield "<w:i/><w:iCs/>" if script is None or script.italic else "<w:i/>"
    if look.caps != "none":
        yield "<w:caps/>" if look.caps == "all" else "<w:smallCaps/>"
    if role.name in ("code", "mono"):
        yield "<w:noProof/>"
    if look.colour and (parent is None or look.colour != parent.colour):
        yield f'<w:color w:val="{look.colour[1:]}"/>'
    if look.spacing:
        yield f'<w:spacing w:val="{twips(look.size * look.spacing / 1000)}"/>'
    if (parent is None or look.size != parent.size) and not look.raised:
        yield f'<w:sz w:val="{half_points(look.size)}"/><w:szCs w:val="{half_points(look.size * _scale(theme, language))}"/>'
    if look.underline:
        yield f'<w:u w:val="single" w:color="{rule_colour(theme)[1:]}"/>'
    if look.raised:
        yield '<w:vertAlign w:val="superscript"/>'


def _ruled_table(theme: Theme) -> str:
    """Rules above, below and under the head, and nowhere else."""
    look = theme.look("table")
    ink = look.colour[1:] or "auto"
    pad, side = twips(look.pad), twips(4)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="RuledTable"><w:name w:val="Ruled Table"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="40"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{ink}"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ink}"/>'
        f'</w:tblBorders><w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
