"""Books and archives written by hand, with what is right and wrong about them."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from PIL import Image as Pillow

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def zipped(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of ``files``, in their order, the same bytes each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, compress_type=packed)
    return target.getvalue()


def page(body: str, *, language: str = "en", title: str = "", head: str = "") -> str:
    """An XHTML content document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{language}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    )


def book(
    pages: Mapping[str, str | bytes],
    *,
    contents: Sequence[tuple[str, str]] = (),
    metadata: str = "<dc:title>The Sea Book</dc:title><dc:language>en</dc:language><dc:creator>Ada Ferro</dc:creator>",
    ncx: bool = False,
    nav: str = "",
    guide: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An EPUB of ``pages`` in their order; ``contents`` are labels with the addresses they lead to, ``nav`` is a list of them made already."""
    files: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    files |= {f"OPS/{name}": data for name, data in pages.items()}
    items = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages))
    spine = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(pages))
    if ncx:
        points = "".join(
            f'<navPoint id="n{n}" playOrder="{n}"><navLabel><text>{label}</text></navLabel><content src="{href}"/></navPoint>'
            for n, (label, href) in enumerate(contents)
        )
        files["OPS/toc.ncx"] = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
        items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    else:
        lines = "".join(f'<li><a href="{href}">{label}</a></li>' for label, href in contents)
        files["OPS/nav.xhtml"] = page(f'<nav epub:type="toc"><h1>Contents</h1>{nav or f"<ol>{lines}</ol>"}</nav>')
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    files["OPS/book.opf"] = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata><manifest>{items}</manifest>'
        f"<spine{' toc=' + chr(34) + 'ncx' + chr(34) if ncx else ''}>{spine}</spine>{guide}</package>"
    )
    return zipped(files | dict(extra or {}))


def drawn(size: tuple[int, int] = (120, 80), colour: str = "teal") -> bytes:
    """The bytes of a PNG of one colour."""
    target = io.BytesIO()
    Pillow.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()
