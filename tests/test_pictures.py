"""Pictures: whatever the bytes are, a picture every writer takes, or the reason why not."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image as Pillow

import convert
from convert.limits import LIMITS
from convert.pictures import embedded, load, prepare


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    target = io.BytesIO()
    Pillow.linear_gradient("L").resize(size).convert(mode).save(target, kind, **options)
    return target.getvalue()


def opened(data: bytes) -> Pillow.Image:
    return Pillow.open(io.BytesIO(data))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P")])
def test_p11_what_every_writer_takes_passes_as_it_is(kind: str, mode: str) -> None:
    data = encoded(kind, mode)
    picture = prepare(data)
    assert load(picture) == data
    assert picture.key == hashlib.sha256(data).hexdigest()
    assert (picture.media, picture.width, picture.height) == (f"image/{kind.lower()}", 40, 20)


@pytest.mark.parametrize(
    ("kind", "mode", "media"),
    [
        ("JPEG", "CMYK", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("TIFF", "RGB", "image/jpeg"),
        ("BMP", "RGB", "image/png"),
        ("PNG", "I;16", "image/png"),
    ],
)
def test_p11_all_else_is_encoded_anew(kind: str, mode: str, media: str) -> None:
    source = Pillow.new(mode, (40, 20))
    target = io.BytesIO()
    source.save(target, kind)
    picture = prepare(target.getvalue())
    made = opened(load(picture))
    assert picture.media == media
    assert (made.width, made.height, getattr(made, "n_frames", 1)) == (40, 20, 1)
    assert made.mode in ("L", "RGB", "RGBA")


def test_p11_it_stands_upright_and_tells_nothing_of_its_maker() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # orientation: turned a quarter to the right
    exif[0x010F] = "A Camera"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    picture = prepare(encoded("JPEG", exif=exif.tobytes()))
    made = opened(load(picture))
    assert (picture.width, picture.height) == (made.width, made.height) == (20, 40)
    assert not made.getexif()
    assert b"A Camera" not in load(picture)


def test_p11_the_first_frame_of_a_film() -> None:
    frames = [Pillow.new("P", (10, 10), shade) for shade in (3, 200)]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    made = opened(load(prepare(target.getvalue())))
    assert getattr(made, "n_frames", 1) == 1


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is that large and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


BROKEN = {
    "empty": b"",
    "text": b"<html>not found</html>",
    "cut": encoded("PNG", size=(400, 400))[:300],
    "cut jpeg": encoded("JPEG", size=(400, 400))[:900],
    "bomb": png_of(30_000, 30_000),
    "claims two thousand million": png_of(2**31 - 1, 2**31 - 1),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "heavy": encoded("PNG") + b"\0" * LIMITS.picture_bytes,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_p11_what_is_no_picture_is_refused_by_name(kind: str) -> None:
    with pytest.raises(convert.InputError, match=r"harbour\.jpg") as caught:
        prepare(BROKEN[kind], name="harbour.jpg")
    assert caught.value.hint


def test_p9_a_picture_on_disk_is_named_by_its_content(tmp_path: Path) -> None:
    picture = prepare(encoded("PNG"), name="../../evil.png", folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [picture.key]
    assert load(embedded(picture)) == load(picture)
    assert embedded(picture).where.startswith("data:")
