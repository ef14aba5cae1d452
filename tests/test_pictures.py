"""Pictures: whatever the bytes are, a picture every writer takes, or the reason why not."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import os
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageCms, ImageFile, ImageStat

import convert
from convert.limits import LIMITS
from convert.model import Picture
from convert.notices import Notice
from convert.pictures import NoPicture, embedded, load, prepare
from convert.pictures._colour import is_srgb

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "dev" / "images"


def drawing(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Pillow.Image:
    """Shades and hues, so that a turn, a flip or a false colour shows."""
    red = Pillow.linear_gradient("L").resize(size)
    blue = Pillow.linear_gradient("L").rotate(90).resize(size)
    return Pillow.merge("RGB", (red, Pillow.new("L", size, 90), blue)).convert(mode)


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    target = io.BytesIO()
    drawing(mode, size).save(target, kind, **options)
    return target.getvalue()


def opened(data: bytes) -> Pillow.Image:
    return Pillow.open(io.BytesIO(data))


def prepared(data: bytes) -> tuple[Picture, Pillow.Image, list[str]]:
    told: list[Notice] = []
    picture = prepare(data, name="x", notify=told.append)
    made = opened(load(picture))
    made.load()
    assert made.size == (picture.width, picture.height)
    return picture, made, [notice.code for notice in told]


def apart(one: Pillow.Image, other: Pillow.Image) -> float:
    """The mean difference of two pictures, in levels of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


PLAIN = [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "1")]


@pytest.mark.parametrize(("kind", "mode"), PLAIN)
def test_p11_what_every_writer_takes_keeps_its_pixels(kind: str, mode: str) -> None:
    data = encoded(kind, mode)
    picture, made, told = prepared(data)
    assert made.tobytes() == opened(data).tobytes()
    assert (made.mode, picture.media, told) == (mode, f"image/{kind.lower()}", [])
    assert picture.key == hashlib.sha256(load(picture)).hexdigest()
    assert load(prepare(load(picture))) == load(picture)


@pytest.mark.parametrize(
    ("kind", "mode", "media"),
    [
        ("JPEG", "CMYK", "image/jpeg"),
        ("WEBP", "RGB", "image/png"),
        ("WEBP", "RGBA", "image/png"),
        ("AVIF", "RGB", "image/png"),
        ("TIFF", "RGB", "image/png"),
        ("TIFF", "CMYK", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("GIF", "P", "image/png"),
        ("ICO", "RGBA", "image/png"),
        ("PNG", "I;16", "image/png"),
    ],
)
def test_p11_all_else_is_encoded_anew(kind: str, mode: str, media: str) -> None:
    source = drawing("L").convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else drawing(mode, (48, 48))
    target = io.BytesIO()
    source.save(target, kind)
    picture, made, told = prepared(target.getvalue())
    assert (picture.media, told) == (media, [])
    assert made.size == source.size
    assert made.mode in ("L", "RGB", "RGBA")
    assert apart(made, drawing("L") if mode == "I;16" else source) < 6


def test_p11_a_photograph_without_loss_becomes_a_jpeg() -> None:
    noise = Pillow.effect_noise((300, 300), 60).resize((600, 600))
    photo = Pillow.merge("RGB", (noise, noise.rotate(90), noise.rotate(180)))
    target = io.BytesIO()
    photo.save(target, "BMP")
    picture, made, _ = prepared(target.getvalue())
    assert picture.media == "image/jpeg"
    assert apart(made, photo) < 9


# --- what is told of its maker, and how it stands ---------------------------------------------------------


def camera(orientation: int = 1) -> bytes:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A Camera"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    return exif.tobytes()


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">A Camera</rdf:RDF></x:xmpmeta>'


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_p11_it_stands_upright_and_tells_nothing_of_its_maker(kind: str, turn: int) -> None:
    options = {"quality": 95} if kind in ("JPEG", "WEBP", "AVIF") else {}
    data = encoded(kind, size=(64, 32), exif=camera(turn), **options)
    picture, made, told = prepared(data)
    again = [None, *(Pillow.Transpose(way) for way in (0, 3, 1, 5, 4, 6, 2))][turn - 1]
    upright = drawing(size=(64, 32)) if again is None else drawing(size=(64, 32)).transpose(again)
    assert made.size == upright.size
    assert apart(made, upright) < 5
    assert told == []
    assert not made.getexif()
    assert b"Camera" not in load(picture)


def test_p11_metadata_go_from_a_jpeg_and_its_coded_data_stay() -> None:
    data = encoded("JPEG", exif=camera(), xmp=XMP, comment=b"by A Camera", dpi=(300, 300))
    bare = load(prepare(data))
    assert b"Camera" not in bare
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert bare[bare.index(b"\xff\xda") :] == data[data.index(b"\xff\xda") :]


def test_p11_what_follows_the_end_of_a_picture_goes() -> None:
    for kind in ("JPEG", "PNG"):
        assert b"a film" not in load(prepare(encoded(kind) + b"a film" * 40))


def test_p11_metadata_go_from_a_png_and_its_pixels_stay() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    for add in (notes.add_text, notes.add_itxt):
        add("Author", "A Camera")
    data = encoded("PNG", pnginfo=notes, exif=camera(), dpi=(300, 300))
    bare = load(prepare(data))
    assert b"Camera" not in bare
    assert b"eXIf" not in bare
    assert opened(bare).tobytes() == opened(data).tobytes()


# --- colour ---------------------------------------------------------------------------------------------


def wide() -> bytes:
    """A profile whose red is greener: swaps the first two primaries of sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_p11_colours_of_another_space_become_srgb(kind: str) -> None:
    data = encoded(kind, size=(64, 64), icc_profile=wide())
    _, made, _ = prepared(data)
    red, green, blue = drawing(size=(64, 64)).split()
    assert apart(made, Pillow.merge("RGB", (green, red, blue))) < 12
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_p11_a_profile_that_is_srgb_by_another_name_costs_no_pixel(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"s\0R\0G\0B", b"m\0i\0n\0e")
    data = encoded(kind, icc_profile=profile)
    assert is_srgb(opened(data))
    _, made, _ = prepared(data)
    assert made.tobytes() == opened(data).tobytes()
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 400, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_p11_a_profile_that_makes_no_sense_changes_nothing(profile: bytes) -> None:
    _, made, _ = prepared(encoded("PNG", icc_profile=profile))
    assert made.tobytes() == drawing().tobytes()


def adobe(transform: int) -> bytes:
    return b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0" + bytes((transform,))


def test_p11_ink_is_ink_in_a_cmyk_jpeg_of_adobe_and_of_others() -> None:
    inks = drawing("CMYK", (64, 64))
    target = io.BytesIO()
    inks.save(target, "JPEG", quality=95)
    marked = target.getvalue()
    assert b"Adobe" in marked
    assert apart(prepared(marked)[1], drawing(size=(64, 64))) < 8
    start = marked.index(b"\xff\xee")
    bare = marked[:start] + marked[start + 16 :]
    assert b"Adobe" not in bare
    assert apart(prepared(bare)[1], ImageChops.invert(inks).convert("RGB")) < 8


def test_p11_a_jpeg_without_any_header_gets_one() -> None:
    data = encoded("JPEG")
    start = data.index(b"\xff\xe0")
    bare = data[:start] + data[start + 18 :]
    assert b"JFIF" not in bare
    assert load(prepare(bare)) == load(prepare(data))


def test_a_progressive_jpeg_becomes_a_plain_one_as_fine_as_it_was() -> None:
    data = encoded("JPEG", size=(120, 80), progressive=True, quality=80)
    picture, made, told = prepared(data)
    assert (picture.media, told) == ("image/jpeg", [])
    assert not made.info.get("progressive")
    assert apart(made, opened(data)) < 1.5
    assert len(load(picture)) < 1.4 * len(data)


# --- frames, transparency, size ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "TIFF"])
def test_p11_the_first_frame_of_a_film_and_a_word_of_it(kind: str) -> None:
    frames = [Pillow.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:])
    _, made, told = prepared(target.getvalue())
    assert getattr(made, "n_frames", 1) == 1
    assert apart(made, frames[0]) < 4
    assert told == ["picture.film"]


def test_a_palette_keeps_its_transparency() -> None:
    picture = drawing("P")
    for kind in ("PNG", "GIF"):
        target = io.BytesIO()
        picture.save(target, kind, transparency=picture.getpixel((0, 0)))
        _, made, _ = prepared(target.getvalue())
        assert made.convert("RGBA").getpixel((0, 0))[3] == 0
        assert made.convert("RGBA").getpixel((39, 19))[3] == 255


def test_transparency_that_hides_nothing_is_none() -> None:
    assert prepared(encoded("WEBP", "RGBA", lossless=True))[1].mode == "RGB"


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")])
def test_a_picture_larger_than_any_page_is_scaled_down_and_said_to_be(kind: str, mode: str) -> None:
    data = encoded(kind, mode, (3000, 2000))
    picture, made, told = prepared(data)
    assert told == ["picture.scaled"]
    assert 0.98 * LIMITS.picture_shown_pixels < picture.width * picture.height <= LIMITS.picture_shown_pixels
    assert picture.width / picture.height == pytest.approx(1.5, abs=0.01)
    assert apart(made, opened(data).convert("RGB").resize(made.size)) < 6


def test_an_icon_file_gives_its_largest_picture() -> None:
    target = io.BytesIO()
    drawing("RGBA", (64, 64)).save(target, "ICO", sizes=[(16, 16), (64, 64), (32, 32)])
    assert prepared(target.getvalue())[1].size == (64, 64)


# --- what is broken, or lies ------------------------------------------------------------------------------


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


def icon_of(png: bytes) -> bytes:
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 16, 16, 0, 0, 1, 32, len(png), 22) + png


BROKEN = {
    "empty": (b"", "broken"),
    "text": (b"plain words, and no picture at all", "broken"),
    "a page": (b"<!DOCTYPE html><html>not found</html>", "format"),
    "cut": (encoded("PNG", size=(400, 400))[:300], "broken"),
    "cut in its head": (encoded("JPEG", size=(400, 400))[:300], "broken"),
    "webp cut": (encoded("WEBP", size=(400, 400))[:100], "broken"),
    "bomb": (png_of(30_000, 30_000), "limit"),
    "one pixel too many": (png_of(LIMITS.picture_pixels // 1000 + 1, 1000), "limit"),
    "claims two thousand million": (png_of(2**31 - 1, 2**31 - 1), "limit"),
    "a bomb in an icon": (icon_of(png_of(12_000, 12_000)), "limit"),
    "nothing in an icon": (b"\0\0\1\0\xff\xff", "broken"),
    "no size": (png_of(0, 0), "broken"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "format"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "format"),
    "film": (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "format"),
    "heavy": (encoded("PNG") + b"\0" * LIMITS.picture_bytes, "limit"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "broken"),
    "compressed rubbish": (gzip.compress(b"rubbish"), "broken"),
    "compressed bomb": (gzip.compress(b"<svg>" + b" " * (LIMITS.picture_bytes + 1)), "limit"),
    "tiff": (b"II*\0" + b"\xff" * 400, "broken"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_p11_what_is_no_picture_is_refused_by_name(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    data, code = BROKEN[kind]
    with pytest.raises(convert.InputError, match=r"harbour\.jpg") as caught:
        prepare(data, name="harbour.jpg")
    assert isinstance(caught.value, NoPicture)
    assert caught.value.hint
    assert " at 0x" not in str(caught.value)
    assert caught.value.code == f"picture.{code}"
    assert capfd.readouterr() == ("", "")


def test_p11_of_a_jpeg_cut_short_is_shown_what_there_is() -> None:
    whole = encoded("JPEG", size=(400, 400), quality=95)
    for data in (whole[: len(whole) * 2 // 3], encoded("JPEG", size=(400, 400), quality=95, progressive=True)[:-900]):
        _, made, told = prepared(data)
        assert told == ["picture.cut"]
        assert made.size == (400, 400)
        upper = (0, 0, 400, 120)
        assert apart(made.crop(upper), drawing(size=(400, 400)).crop(upper)) < 6


def test_p11_a_library_that_has_pillow_say_nothing_of_cut_pictures_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    whole = encoded("JPEG", size=(400, 400), quality=95)
    assert prepared(whole[: len(whole) * 2 // 3])[2] == ["picture.cut"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_p11_pictures_with_a_byte_wrong_raise_nothing_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "ICO"):
        data = encoded(kind, "P" if kind == "GIF" else "RGB", (32, 32))
        for place in range(0, len(data), max(1, len(data) // 60)):
            for value in (0, 0xFF, data[place] ^ 0x55):
                with contextlib.suppress(NoPicture):
                    prepare(data[:place] + bytes((value,)) + data[place + 1 :])
    assert capfd.readouterr() == ("", "")


# --- drawings ---------------------------------------------------------------------------------------------


def svg(inside: str, head: str = 'width="400" height="200"', before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {head}>{inside}</svg>".encode()


SQUARE = '<rect width="400" height="200" fill="#00c000"/>'


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="400" height="200"', (1600, 800)),
        ('viewBox="0 0 400 200"', (1600, 800)),
        ('width="100%" height="100%" viewBox="0 0 400 200"', (1600, 800)),
        ('width="4in" viewBox="0 0 400 200"', (1600, 800)),
        ('width="24" height="12" viewBox="0 0 400 200"', (24, 12)),
        ('width="4000" height="2000" viewBox="0 0 400 200"', (3346, 1673)),
        ("", (1600, 800)),
        ('width="1e9" height="-4" viewBox="0 0 0 1"', (1600, 800)),
    ],
)
def test_a_drawing_is_pixels_fine_enough_for_print_and_an_icon_stays_small(head: str, size: tuple[int, int]) -> None:
    picture, made, told = prepared(svg(SQUARE, head))
    assert (picture.media, made.size, told) == ("image/png", size, [])
    assert made.convert("RGB").getpixel((size[0] // 4, size[1] // 4)) == (0, 192, 0)


@pytest.mark.parametrize(
    "data",
    [svg(SQUARE, before="\ufeff"), svg(SQUARE).decode().encode("utf-16"), gzip.compress(svg(SQUARE, before="<?xml version='1.0'?>"))],
)
def test_a_drawing_in_any_coding_and_compressed(data: bytes) -> None:
    assert prepared(data)[1].size == (1600, 800)


def inked(made: Pillow.Image) -> bool:
    return made.getchannel("A").getbbox() is not None


def test_words_in_a_drawing_are_set_in_the_fonts_that_come_along() -> None:
    for letters in ("Tide", "Прилив", "Παλίρροια", "مد", "גאות"):
        _, made, told = prepared(svg(f'<text x="20" y="100" font-size="60" font-family="Nowhere, Arial">{letters}</text>'))
        assert inked(made)
        assert told == []
    for letters in ("潮汐", "Մակընթացություն", "กระแสน้ำ"):
        assert prepared(svg(f'<text x="20" y="100" font-size="60">{letters}</text>'))[2] == ["picture.letters"]


def small(inside: str) -> tuple[Picture, Pillow.Image, list[str]]:
    return prepared(svg(inside, 'width="40" height="20"'))


def test_p1_a_drawing_loads_nothing_from_anywhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(encoded("PNG", size=(40, 20)))
    drawn = tmp_path / "secret.svg"
    drawn.write_bytes(svg(SQUARE))
    places = [str(secret), secret.as_uri(), str(drawn), f"../{secret.name}", "http://127.0.0.1:9/x.png", "//127.0.0.1:9/x.png"]
    for place in places:
        for name in ("href", "xlink:href"):
            for inside in (
                f'<image {name}="{place}" width="40" height="20"/>',
                f'<use {name}="{place}#x"/>',
                f'<filter id="f"><feImage {name}="{place}"/></filter><rect width="40" height="20" filter="url(#f)" fill="none"/>',
            ):
                _, made, told = small(inside)
                assert not inked(made), inside
                assert told == ["picture.outside"]
    nested = "data:image/svg+xml;base64," + base64.b64encode(svg(f'<image href="{secret}" width="40" height="20"/>')).decode()
    assert not inked(small(f'<image href="{nested}" width="40" height="20"/>')[1])
    for style in (f'@import "{secret}"; rect {{ fill: url({secret}) }}', f"rect {{ fill: url({secret}#x) }}"):
        shown = small(f'<style>{style}</style><rect width="40" height="20" fill="none"/>')[1].convert("RGB")
        assert set(shown.getextrema()) == {(0, 0)}  # black: what a fill that can't be read comes to


def test_p1_entities_of_a_drawing_reach_no_file_and_do_not_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary", encoding="utf-8")
    outside = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(NoPicture, match="not well-formed"):
        prepare(svg('<text x="9" y="99" font-size="60">&x;</text>', before=outside))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(NoPicture, match="not well-formed"):
        prepare(svg("<text>&l11;</text>", before=f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>'))
    inner = '<!DOCTYPE svg [<!ENTITY green "#00c000">]>'
    assert inked(prepared(svg('<rect width="400" height="200" fill="&green;"/>', before=inner))[1])


def test_p3_a_drawing_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    from convert.pictures import _apart

    monkeypatch.setattr(_apart, "LIMITS", msgspec.structs.replace(LIMITS, picture_seconds=2))
    doubled = "".join(f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 40))
    start = time.monotonic()
    with pytest.raises(NoPicture):
        prepare(svg(f'<g id="g0">{SQUARE}</g>{doubled}'))
    assert time.monotonic() - start < 10


def test_p8_no_script_of_a_drawing_is_left() -> None:
    data = load(prepare(svg(f'<script>alert(1)</script><g onload="alert(1)"><a href="javascript:alert(1)">{SQUARE}</a></g>')))
    assert data.startswith(b"\x89PNG")
    assert b"alert" not in data


# --- the shelf --------------------------------------------------------------------------------------------


def test_p9_a_picture_on_disk_is_named_by_its_content(tmp_path: Path) -> None:
    picture = prepare(encoded("PNG"), name="../../evil.png", folder=tmp_path)
    assert picture.where == str(tmp_path / picture.key)
    assert all(len(path.stem) == 64 and set(path.stem) <= set("0123456789abcdef") for path in tmp_path.iterdir())
    assert load(embedded(picture)) == load(picture)
    assert embedded(picture).where.startswith("data:")


def test_what_was_made_once_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convert.pictures import _raster

    told: list[Notice] = []
    data = encoded("JPEG", size=(3000, 2000))
    first = prepare(data, folder=tmp_path, notify=told.append)
    monkeypatch.setattr(_raster, "made", None)
    assert prepare(data, folder=tmp_path, notify=told.append) == first
    assert [notice.code for notice in told] == ["picture.scaled", "picture.scaled"]


def test_a_shelf_goes_with_what_it_was_for() -> None:
    from convert.pictures import shelf, shelved

    outer = shelf()
    with shelved() as folder:
        assert shelf() == folder != outer
        prepare(encoded("PNG"), folder=shelf())
        assert (folder.stat().st_mode & 0o777) == 0o700
    assert not folder.exists()
    assert shelf() == outer


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convert.pictures import shelved

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "import os, signal; from convert.pictures import shelf; print(shelf(), flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    left = Path(done.stdout.strip())
    assert left.parent == tmp_path
    with shelved() as young, shelved() as held:
        assert left.exists()
        for folder in (left, held):
            os.utime(folder / "held", (0, 0))
        with shelved():
            assert not left.exists()
            assert held.exists()
            assert young.exists()


def test_a_full_shelf_is_our_error(tmp_path: Path) -> None:
    if os.geteuid() == 0 or not Path("/dev/full").exists():
        folder = tmp_path / "gone"
    else:
        folder = tmp_path
        folder.chmod(0o500)
    with pytest.raises(convert.WriteError, match="TMPDIR"):
        prepare(encoded("PNG"), folder=folder)


def test_many_threads_put_the_same_picture_there_once(tmp_path: Path) -> None:
    data = encoded("PNG", size=(300, 300))
    found: list[Picture] = []
    threads = [threading.Thread(target=lambda: found.append(prepare(data, folder=tmp_path))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({picture.where for picture in found}) == 1
    assert load(found[0])
    assert len(list(tmp_path.iterdir())) == 2


# --- pictures that others made -----------------------------------------------------------------------------


def corpus() -> Iterator[Path]:
    return (path for path in sorted(CORPUS.glob("*")) if path.suffix != ".json") if CORPUS.is_dir() else iter(())


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of pictures is not here")
def test_p11_every_picture_of_the_corpus_is_shown_or_refused_by_name(capfd: pytest.CaptureFixture[str]) -> None:
    shown = refused = 0
    for path in corpus():
        try:
            picture, made, _ = prepared(path.read_bytes())
        except NoPicture as error:
            assert error.hint
            refused += 1
            continue
        shown += 1
        assert made.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
        assert not made.getexif()
        assert not {"icc_profile", "xmp", "comment", "exif"} & made.info.keys()
        assert path.suffix == ".svg" or load(prepare(load(picture))) == load(picture), path.name
    assert shown > 100
    assert refused > 5
    assert capfd.readouterr() == ("", "")
