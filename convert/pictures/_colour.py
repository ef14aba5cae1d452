"""Colour: whatever space a picture's values are in, they become sRGB, which is what a reader shows without being told."""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import product

from PIL import Image as Pillow
from PIL import ImageCms

_LEVELS = (0, 64, 128, 192, 255)
# A profile that moves no colour by more than this many of 255 levels is sRGB, whatever it calls itself.
_SAME = 4
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N")


def is_srgb(image: Pillow.Image) -> bool:
    """Whether the values of ``image`` can be shown as they are."""
    profile = image.info.get("icc_profile")
    return image.mode not in ("CMYK", "LAB", "YCbCr", "HSV") and (not profile or _harmless(profile, _measured(image.mode)))


def in_srgb(image: Pillow.Image) -> Pillow.Image:
    """``image`` as sRGB or grey of 8 bits, with its transparency if it has any: mode L, RGB or RGBA."""
    plain = _plain(image)
    profile = image.info.get("icc_profile")
    if profile and not is_srgb(image):
        try:
            return _converted(plain, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that is broken, or for other colours than these
    return plain if plain.mode in ("L", "RGB", "RGBA") else plain.convert("RGB")


def _plain(image: Pillow.Image) -> Pillow.Image:
    """``image`` in 8 bits a value, without palette, its transparency a channel; colours are still in their own space."""
    if image.mode in _DEEP:
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    elif image.mode in ("I", "F"):
        image = _stretched(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "1"):
        return image.convert("L")
    if image.mode == "CMYK" and image.format == "JPEG" and "adobe" not in image.info:
        return _inverted(image)
    return image if image.mode in ("RGB", "CMYK", "LAB") else image.convert("RGB")


def _stretched(image: Pillow.Image) -> Pillow.Image:
    """Values of any size as grey: the least is black, the greatest white; 16 bits are taken by their scale."""
    low, high = image.getextrema()
    if not (isinstance(low, (int, float)) and isinstance(high, (int, float))):
        return image.convert("L")
    if image.mode == "I" and low >= 0 and high > 255:
        low, high = 0, max(high, 65_535)
    span = (high - low) or 1
    return image.point(lambda value: value * (255 / span) - low * 255 / span).convert("L")


def _inverted(image: Pillow.Image) -> Pillow.Image:
    """Pillow takes every CMYK JPEG for one of Adobe's, whose values stand for no ink; one without Adobe's mark is as it says."""
    from PIL import ImageChops

    return ImageChops.invert(image)


def _converted(image: Pillow.Image, profile: bytes) -> Pillow.Image:
    target = "RGBA" if image.mode == "RGBA" else "L" if image.mode == "L" else "RGB"
    through = "RGB" if target == "L" else target
    found = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=through)
    if found is None:
        raise ValueError("nothing came of the profile")
    return found.convert(target)


def _measured(mode: str) -> str:
    return "L" if mode in ("1", "L", "LA", "La", *_DEEP, "I", "F") else "RGB"


@lru_cache(maxsize=64)
def _harmless(profile: bytes, mode: str) -> bool:
    """Whether ``profile`` leaves colours where sRGB has them; one that can't be used does."""
    swatch = _swatch(mode)
    try:
        seen = ImageCms.profileToProfile(swatch, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return True
    if seen is None:
        return True
    return all(abs(one - other) <= _SAME for one, other in zip(seen.tobytes(), swatch.convert("RGB").tobytes(), strict=True))


def _swatch(mode: str) -> Pillow.Image:
    levels = [(level,) for level in range(256)] if mode == "L" else list(product(_LEVELS, repeat=3))
    return Pillow.frombytes(mode, (len(levels), 1), bytes(value for level in levels for value in level))
