"""The theme part of a Word document: the colours and faces that Word's own menus offer first."""

from __future__ import annotations

from convert.theme import Theme
from convert.writers._word.styles import DECLARATION
from convert.writers._word.text import quoted

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f'<a:fmtScheme name="readpack"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
# The names of a colour scheme (ISO 29500-1, 20.1.6.2) and the theme's colours that stand for them, where it has them.
_COLOURS = (
    ("dk1", "ink", "#000000"), ("lt1", "", "#ffffff"), ("dk2", "quiet", "#444444"), ("lt2", "tint", "#eeeeee"),
    ("accent1", "accent", "#8a2b1d"), ("accent2", "quiet", "#444444"), ("accent3", "rule", "#999999"), ("accent4", "ink", "#000000"),
    ("accent5", "accent", "#8a2b1d"), ("accent6", "quiet", "#444444"), ("hlink", "ink", "#000000"), ("folHlink", "quiet", "#444444"),
)  # fmt: skip


def theme_part(theme: Theme) -> str:
    """``theme1.xml`` with the colours and the two chief faces of ``theme``."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{theme.colours.get(ours, other)[1:].upper()}"/></a:{name}>' for name, ours, other in _COLOURS
    )
    faces = "".join(
        f'<a:{name}><a:latin typeface="{quoted(theme.fonts[theme.look(role).font].family)}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/></a:{name}>'
        for name, role in (("majorFont", "title"), ("minorFont", "body"))
    )
    named = quoted(theme.name)
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{named}"><a:themeElements>'
        f'<a:clrScheme name="{named}">{colours}</a:clrScheme><a:fontScheme name="{named}">{faces}</a:fontScheme>{_FORMATS}'
        "</a:themeElements></a:theme>"
    )
