"""Pictures: any image bytes become a `Picture` that every writer accepts, or the reason why not.

What an image is, its bytes say, not its name. JPEG, PNG and GIF with one frame pass through as they are when
nothing in them has to go; all else is decoded within limits and encoded anew.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import cast
from urllib.parse import unquote_to_bytes

from PIL import Image as Pillow
from PIL import ImageOps

from convert.errors import InputError
from convert.limits import LIMITS
from convert.model import Picture
from convert.pictures._shelf import Media, kept, shelf, shelved, use_shelf

__all__ = ["decoded", "embedded", "load", "prepare", "shelf", "shelved", "use_shelf"]

_READABLE = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")


def prepare(data: bytes, *, name: str = "picture", folder: Path | None = None) -> Picture:
    """``data`` as a picture every writer can show: upright, RGB or grey, first frame, without metadata.

    The bytes are kept in a file of ``folder`` named by their hash; without one, inside the picture itself.
    Raises `InputError` for what is no readable image or is past `Limits.picture_bytes` or `picture_pixels`.
    """
    if len(data) > LIMITS.picture_bytes:
        raise InputError(f"{name}: a picture of {len(data) // 1_000_000} MB", hint=f"at most {LIMITS.picture_bytes // 1_000_000} MB")
    try:
        with Pillow.open(io.BytesIO(data), formats=_READABLE) as image:
            width, height = image.size
            if width * height > LIMITS.picture_pixels:
                raise InputError(
                    f"{name}: a picture of {width} × {height} pixels", hint=f"at most {LIMITS.picture_pixels // 1_000_000} megapixels"
                )
            fresh, media = _encoded(image, data)
    except InputError:
        raise
    except Exception as error:  # Pillow's decoders raise anything from SyntaxError to struct.error
        raise InputError(f"{name}: not a picture that can be read", hint=str(error)[:120]) from error
    with Pillow.open(io.BytesIO(fresh)) as image:
        width, height = image.size
    return kept(fresh, media, width, height, folder)


def decoded(url: str) -> bytes:
    """The bytes in a ``data:`` URL (RFC 2397). Raises `InputError` when they are not well encoded."""
    head, comma, body = url.partition(",")
    try:
        if not comma:
            raise ValueError("no comma")
        plain = unquote_to_bytes(body)
        return base64.b64decode(plain, validate=False) if head.rstrip().endswith(";base64") else plain
    except ValueError as error:
        raise InputError("a data: URL that can't be decoded", hint=str(error)) from error


def load(picture: Picture) -> bytes:
    """The bytes of ``picture``."""
    if picture.where.startswith("data:"):
        return decoded(picture.where)
    return Path(picture.where).read_bytes()


def embedded(picture: Picture) -> Picture:
    """``picture`` with its bytes inside it, for a model that has to stand alone."""
    if picture.where.startswith("data:"):
        return picture
    return kept(load(picture), picture.media, picture.width, picture.height, None)


def _encoded(image: Pillow.Image, data: bytes) -> tuple[bytes, Media]:
    plain = image.format in ("JPEG", "PNG", "GIF") and getattr(image, "n_frames", 1) == 1
    bare = not (image.getexif() or image.info.get("exif") or image.info.get("xmp") or image.info.get("progressive"))
    if plain and bare and image.mode in ("1", "L", "RGB", "P", "RGBA", "LA"):
        image.load()
        return data, cast(Media, f"image/{cast(str, image.format).lower()}")
    image.seek(0)
    upright = ImageOps.exif_transpose(image)
    target = io.BytesIO()
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright.convert("RGBA").save(target, "PNG", optimize=True)
        return target.getvalue(), "image/png"
    if image.format == "JPEG" or image.format in ("WEBP", "AVIF", "TIFF"):
        upright.convert("L" if upright.mode == "L" else "RGB").save(target, "JPEG", quality=88, progressive=False)
        return target.getvalue(), "image/jpeg"
    upright.convert("L" if upright.mode in ("1", "L") else "RGB").save(target, "PNG", optimize=True)
    return target.getvalue(), "image/png"
