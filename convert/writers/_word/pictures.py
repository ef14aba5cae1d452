"""Pictures in a Word document: how large they stand, and the element that shows them."""

from __future__ import annotations

from convert.model import Picture
from convert.writers._word.text import quoted

EMU = 12_700  # English Metric Units in a point (ISO 29500-1, 20.1.2.1)
SUFFIX = {"image/jpeg": "jpeg", "image/png": "png", "image/gif": "gif"}

_POINTS_PER_PIXEL = 0.75
_MOST_ENLARGED = 1.15
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def size(picture: Picture, width: float, height: float, *, full: bool) -> tuple[float, float]:
    """Width and height in points at which ``picture`` stands in a space of ``width`` × ``height`` points.

    At 96 pixels an inch, never past the space; with ``full`` one that comes near the width takes all of it.
    """
    natural = max(picture.width, 1) * _POINTS_PER_PIXEL
    wide = width if full and natural * _MOST_ENLARGED >= width else min(natural, width)
    high = wide * max(picture.height, 1) / max(picture.width, 1)
    if high > height:
        wide, high = wide * height / high, height
    return max(wide, 1.0), max(high, 1.0)


def drawing(relation: str, number: int, alt: str, wide: float, high: float) -> str:
    """A run that shows the picture of ``relation`` in its line; ``number`` is unique in the document."""
    extent = f'cx="{round(wide * EMU)}" cy="{round(high * EMU)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Picture {number}" descr="{quoted(alt)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
