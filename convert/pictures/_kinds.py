"""What an image is, told from its bytes; and why some bytes are no picture."""

from __future__ import annotations

import re

from convert.errors import InputError
from convert.notices import Kind
from convert.patterns import regex

_SVG = regex(r"(?><\?xml.*?\?>|<!--.*?-->|<!DOCTYPE\s+svg[^\[>]*(?:\[.*?\]\s*)?>|\s)*+<(?:[A-Za-z][\w.-]*:)?svg[\s/>]", re.DOTALL)
_HTML = regex(r"\s*(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_LOOKED_AT = 16_384
_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"BM", "BMP"),
    (b"\0\0\1\0", "ICO"),
    (b"\x1f\x8b", "SVG"),  # compressed
)
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"%!PS", "PostScript"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"8BPS", "a Photoshop file"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile"),
    (b"\1\0\0\0", "a Windows metafile"),
    (b"\x1a\x45\xdf\xa3", "a video"),
    (b"PK\3\4", "a ZIP archive"),
)
_HEIC = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))


class NoPicture(InputError):
    """Bytes that can't be shown as a picture, or an address without any: ``kind`` and ``code`` are those of its `Notice`."""

    def __init__(self, message: str, *, hint: str = "", code: str = "picture.broken", kind: Kind = "lost") -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.kind: Kind = kind

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.message, self.hint, self.code, self.kind)


def _again(message: str, hint: str, code: str, kind: Kind) -> NoPicture:
    return NoPicture(message, hint=hint, code=code, kind=kind)


def kind_of(data: bytes) -> str:
    """The kind of image that ``data`` is, in Pillow's word for it, or ``SVG``. Raises `NoPicture`, saying what it is instead."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _brand(data)
    text = beginning(data)
    if _SVG.match(text):
        return "SVG"
    if not data.strip():
        raise NoPicture("a picture without a byte in it", hint="the file is empty")
    what = "a web page" if _HTML.match(text) else next((name for magic, name in _OTHERS if data.startswith(magic)), "")
    if not what:
        raise NoPicture("bytes that are no picture", hint="no format known begins like that")
    raise NoPicture(f"{what}, which is not shown as a picture", hint="save it as PNG or JPEG", code="picture.format")


def _brand(data: bytes) -> str:
    """What a file of ISO 14496-12 holds: its brands, in the box it begins with, say so."""
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[at : at + 4] for at in range(8, end, 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    what = "HEIC" if brands & _HEIC else "a video"
    raise NoPicture(f"{what}, which is not shown as a picture", hint="save it as PNG or JPEG", code="picture.format")


def beginning(data: bytes) -> str:
    """The first characters of ``data`` as text, for those who look for markup."""
    start = data[:_LOOKED_AT]
    coding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return start.decode(coding, errors="replace")
