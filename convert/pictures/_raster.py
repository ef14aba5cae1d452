"""Pictures made of pixels: upright, in sRGB, of a size a screen can show, one frame, and nothing told of their maker.

What is so already keeps its pixels; all else is decoded, within limits that its header is held to first, and encoded anew.
"""

from __future__ import annotations

import io
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import msgspec
from PIL import Image as Pillow
from PIL import ImageFile, JpegImagePlugin, UnidentifiedImageError

from convert.limits import LIMITS
from convert.pictures._apart import apart
from convert.pictures._colour import in_srgb, is_srgb
from convert.pictures._kinds import NoPicture
from convert.pictures._shelf import Media
from convert.pictures._strip import bare_jpeg, bare_png

# Pillow's warnings go to whoever started Python; what they are about, limits and notices here settle.
warnings.filterwarnings("ignore", module=r"PIL\.")
warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)

_ORIENTATION = 0x0112
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
# libtiff says what it thinks of a file to the terminal.
_DECODE = "from convert.pictures._raster import answer\nanswer()\n"
_LOSSLESS = ("PNG", "GIF", "ICO")
_QUALITY = 90
# A picture with no more colours than this was drawn: JPEG would smear its edges.
_COLOURS_OF_A_DRAWING = 4_096
_LARGE_PIXELS = 8_000_000
_ONE_LARGE = threading.Lock()
_TOLD = threading.Lock()
_told_before: list[bool] = []


class Made(msgspec.Struct, frozen=True, tag=True):
    """A picture ready to be kept; ``changes`` names what a reader may want to know was done to it."""

    data: bytes
    media: Media
    width: int
    height: int
    changes: tuple[str, ...] = ()


class _Refused(msgspec.Struct, frozen=True, tag=True):
    """A `NoPicture` that crosses a process border."""

    message: str
    hint: str
    code: str


def made(data: bytes, kind: str) -> Made:
    """The image ``data`` of ``kind`` as every writer can show it.

    Raises `NoPicture` when it can't be decoded or holds more than `Limits.picture_pixels`. The largest are decoded one
    at a time, so that memory is that of one, however many threads there are.
    """
    if kind == "TIFF":
        found = msgspec.msgpack.decode(apart(_DECODE, data, "a TIFF"), type=Made | _Refused)
        if isinstance(found, _Refused):
            raise NoPicture(found.message, hint=found.hint, code=found.code)
        return found
    if kind == "ICO":
        kind, data = _largest_icon(data)
    return _opened(data, kind)


def _opened(data: bytes, kind: str) -> Made:
    try:
        with _strictly(), Pillow.open(io.BytesIO(data), formats=(kind,)) as image:
            pixels = image.width * image.height
            if pixels > LIMITS.picture_pixels:
                raise _too_large(f"a picture of {image.width} × {image.height} pixels")
            with _ONE_LARGE if pixels > _LARGE_PIXELS else nullcontext():
                return _made(image, data, kind)
    except NoPicture:
        raise
    except Pillow.DecompressionBombError as error:
        raise _too_large("a picture of too many pixels") from error
    except UnidentifiedImageError as error:
        raise NoPicture("not a picture that can be read", hint=f"{kind}: how it begins makes no sense") from error
    except Exception as error:  # Pillow's decoders raise anything from SyntaxError to struct.error
        raise NoPicture("not a picture that can be read", hint=f"{kind}: {str(error)[:120] or type(error).__name__}") from error


@contextmanager
def _strictly() -> Iterator[None]:
    """Has Pillow say where data end too soon, though another library may have told it not to: WeasyPrint does when it is imported.

    It can be told only for the whole process, which may decode in several threads: the last of them leaves all as it was.
    """
    with _TOLD:
        _told_before.append(ImageFile.LOAD_TRUNCATED_IMAGES)
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        with _TOLD:
            ImageFile.LOAD_TRUNCATED_IMAGES = _told_before[0] and len(_told_before) == 1
            _told_before.pop()


def _too_large(what: str) -> NoPicture:
    return NoPicture(what, hint=f"at most {LIMITS.picture_pixels // 1_000_000} megapixels", code="picture.limit")


def answer() -> None:
    """The TIFF on standard input, made ready, on standard output: what the process of `_DECODE` does."""
    try:
        found: Made | _Refused = _opened(sys.stdin.buffer.read(), "TIFF")
    except NoPicture as error:
        found = _Refused(error.message, error.hint, error.code)
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))


def _made(image: ImageFile.ImageFile, data: bytes, kind: str) -> Made:
    film = ("film",) if kind != "JPEG" and getattr(image, "is_animated", False) else ()
    return _as_it_is(image, data, kind, film) or _anew(image, data, kind, film)


def _as_it_is(image: ImageFile.ImageFile, data: bytes, kind: str, changes: tuple[str, ...]) -> Made | None:
    """The picture with its own pixels, where they are fit to be shown."""
    if image.width * image.height > LIMITS.picture_shown_pixels or not is_srgb(image) or _turn(image):
        return None
    if kind == "PNG" and data[24:25] != b"\x10" and (bare := bare_png(data)):
        image.load()
        return Made(bare, "image/png", *image.size, changes)
    if kind == "JPEG" and image.mode in ("L", "RGB") and (bare := bare_jpeg(data)):
        size = image.size
        image.draft(image.mode, (size[0] // 8 or 1, size[1] // 8 or 1))  # enough to know that its data are whole
        try:
            image.load()
        except OSError:
            return None
        return Made(bare, "image/jpeg", *size, changes)
    return None


def _anew(image: ImageFile.ImageFile, data: bytes, kind: str, changes: tuple[str, ...]) -> Made:
    with _decoded(image, data, kind) as (whole, cut):
        tables = _tables(whole) if kind == "JPEG" else {}
        turn = _turn(whole)
        fit, scaled = _fitted(in_srgb(whole))
        upright = fit.transpose(_TURNS[turn]) if turn else fit
        fresh, media = _encoded(upright, kind, {} if scaled else tables)
        changes += ("cut",) * cut + ("scaled",) * scaled
        return Made(fresh, media, *upright.size, changes)


@contextmanager
def _decoded(image: ImageFile.ImageFile, data: bytes, kind: str) -> Iterator[tuple[ImageFile.ImageFile, bool]]:
    """``image`` decoded, and whether its data end too soon. A JPEG shows what there is of it."""
    if kind != "JPEG":
        image.load()
        yield image, False
        return
    with Pillow.open(io.BytesIO(data), formats=("JPEG",)) as again:
        shrunk = _shrunk(*again.size)
        again.draft(again.mode, shrunk)
        try:
            again.load()
        except OSError:
            with Pillow.open(io.BytesIO(data + b"\xff\xd9"), formats=("JPEG",)) as ended:
                ended.draft(ended.mode, shrunk)
                ended.load()
                yield ended, True
            return
        yield again, False


def _turn(image: Pillow.Image) -> int:
    """How ``image`` is to be turned (Exif 2.32, orientation); 0 where it stands upright or says nothing that counts."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # metadata that are broken in any way say nothing
        return 0
    return turn if turn in _TURNS else 0


def _shrunk(width: int, height: int) -> tuple[int, int]:
    """``width`` × ``height``, or the largest size of that shape within `Limits.picture_shown_pixels`."""
    scale = min(1.0, (LIMITS.picture_shown_pixels / (width * height)) ** 0.5)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _fitted(image: Pillow.Image) -> tuple[Pillow.Image, bool]:
    size = _shrunk(*image.size)
    if size == image.size:
        return image, False
    return image.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0), True


def _tables(image: Pillow.Image) -> dict[str, Any]:
    """What to encode a JPEG with so that it is as fine as it was: its own quantization and sampling."""
    tables = getattr(image, "quantization", None)
    if not tables or any(value > 255 for table in tables.values() for value in table):
        return {}
    sampling = JpegImagePlugin.get_sampling(image) if image.mode in ("RGB", "YCbCr") else -1
    return {"qtables": tables, "subsampling": sampling if sampling != -1 else 0}


def _encoded(image: Pillow.Image, kind: str, tables: dict[str, Any]) -> tuple[bytes, Media]:
    target = io.BytesIO()
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        image = image.convert("RGB")
    image.info = {}  # encoders write some of what they find there
    if image.mode == "RGBA" or kind in _LOSSLESS or (kind != "JPEG" and image.getcolors(_COLOURS_OF_A_DRAWING)):
        image.save(target, "PNG", optimize=image.width * image.height < 1_000_000)
        return target.getvalue(), "image/png"
    options = tables or {"quality": _QUALITY, "subsampling": 0}
    image.save(target, "JPEG", progressive=False, **options)
    return target.getvalue(), "image/jpeg"


def _largest_icon(data: bytes) -> tuple[str, bytes]:
    """The largest picture of an icon file: by itself where it is a PNG, whose own header then counts."""
    count = int.from_bytes(data[4:6], "little")
    entries = [data[6 + 16 * number : 22 + 16 * number] for number in range(min(count, 64))]
    sized = [((entry[0] or 256) * (entry[1] or 256), entry) for entry in entries if len(entry) == 16]
    if sized:
        entry = max(sized, key=lambda found: found[0])[1]
        start = int.from_bytes(entry[12:16], "little")
        inside = data[start : start + int.from_bytes(entry[8:12], "little")]
        if inside.startswith(b"\x89PNG"):
            return "PNG", inside
    return "ICO", data
