"""Photos are read upright and in colour, and everything else is refused in a sentence."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from coach.errors import PhotoUnreadable
from coach.photo.image_file import LONGEST_SIDE, read_photo

WIDE, HIGH = 90, 60


def _image() -> Image.Image:
    """Red at the upper left, green at the upper right, blue below."""
    image = Image.new("RGB", (WIDE, HIGH), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, WIDE // 2, HIGH // 2))
    image.paste((0, 255, 0), (WIDE // 2, 0, WIDE, HIGH // 2))
    return image


def _colour(path: Path, x: float, y: float) -> tuple[int, ...]:
    """The colour at shares of width and height, red, green, blue, rounded to full or none."""
    picture = read_photo(path).picture
    height, width = picture.shape[:2]
    return tuple(255 * (int(each) > 127) for each in picture[int(y * height), int(x * width), ::-1])


RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "wrong-suffix.txt"])
def test_jpg_png_and_webp_are_read_whatever_their_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    _image().save(path, "PNG" if path.suffix == ".txt" else None)
    assert read_photo(path).size == (WIDE, HIGH)
    assert (_colour(path, 0.2, 0.2), _colour(path, 0.8, 0.2), _colour(path, 0.5, 0.8)) == (RED, GREEN, BLUE)


@pytest.mark.parametrize(
    ("orientation", "upper_left"),
    [(1, RED), (2, GREEN), (3, BLUE), (4, BLUE), (5, RED), (6, BLUE), (7, BLUE), (8, GREEN)],
)
def test_a_photo_is_turned_as_its_camera_says(
    tmp_path: Path, orientation: int, upper_left: tuple[int, int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "phone.jpg"
    _image().save(path, exif=exif)
    sideways = orientation > 4
    photo = read_photo(path)
    assert photo.size == photo.full_size == ((HIGH, WIDE) if sideways else (WIDE, HIGH))
    assert _colour(path, 0.1, 0.1) == upper_left


def test_the_date_is_the_cameras(tmp_path: Path) -> None:
    path = tmp_path / "dated.jpg"
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:03:08 18:30:00"
    exif.get_ifd(0x8769)[0x9011] = "+02:00"
    _image().save(path, exif=exif)
    assert read_photo(path).taken_at == datetime.fromisoformat("2026-03-08T18:30:00+02:00")
    _image().save(path)
    assert read_photo(path).taken_at is None


def test_grey_alpha_palette_and_16_bits_become_colour(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    _image().convert("L").save(path)
    assert read_photo(path).picture.shape == (HIGH, WIDE, 3)
    _image().convert("P").save(path)
    assert _colour(path, 0.2, 0.2) == RED
    clear = _image().convert("RGBA")
    clear.putalpha(0)
    clear.save(path)
    assert (read_photo(path).picture == 255).all()
    Image.fromarray(np.full((HIGH, WIDE), 0x8000, np.uint16)).save(path)
    assert (read_photo(path).picture == 0x80).all()


def test_a_large_photo_is_shrunk(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png"):
        path = tmp_path / name
        Image.new("L", (6000, 90), 90).save(path)
        photo = read_photo(path)
        assert photo.full_size == (6000, 90)
        assert photo.size[0] <= LONGEST_SIDE


def _bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has ten thousand million pixels."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    chunks = (b"IHDR" + header, b"IDAT" + zlib.compress(bytes(1000)), b"IEND")
    packed = (
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def _encoded(image: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def _animation() -> bytes:
    buffer = io.BytesIO()
    _image().save(
        buffer, "WEBP", save_all=True, append_images=[_image().transpose(Image.Transpose.ROTATE_180)]
    )
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a is empty (0 bytes)."),
        (b"no picture", "a is not a photo that coach can read."),
        (_encoded(_image(), "GIF"), "a is a GIF."),
        (b"\0\0\0\x20ftypheic" + bytes(40), "a is an HEIC photo."),
        (b"\0\0\0\x20ftypisom" + bytes(40), "a is a film."),
        (b"%PDF-1.7", "a is a PDF."),
        (_encoded(_image(), "JPEG")[:400], "a is incomplete or damaged."),
        (_encoded(_image(), "PNG")[:-60], "a is incomplete or damaged."),
        (_encoded(_image(), "WEBP")[:60], "a is incomplete or damaged."),
        (_bomb(), "a is too large."),
        (_encoded(Image.new("1", (12_000, 12_000)), "PNG"), "a is too large: 12000 x 12000 pixels."),
        (_encoded(Image.new("L", (90, 3)), "PNG"), "a is too small or too narrow: 90 x 3 pixels."),
        (_encoded(Image.new("L", (9000, 50)), "PNG"), "a is too small or too narrow: 9000 x 50 pixels."),
        (_animation(), "a is animated."),
    ],
)
def test_what_is_no_photo_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(PhotoUnreadable) as refused:
        read_photo(path)
    assert str(refused.value) == sentence
    assert refused.value.hint


def test_places_without_a_photo_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.jpg", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(PhotoUnreadable) as refused:
            read_photo(path)
        assert refused.value.hint


def test_damaged_photos_never_crash(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    path = tmp_path / "spoilt"
    for form in ("JPEG", "PNG", "WEBP"):
        whole = np.frombuffer(_encoded(_image(), form), np.uint8)
        for _ in range(60):
            spoilt = whole.copy()
            spoilt[random.integers(0, len(whole), 4)] = random.integers(0, 256, 4)
            path.write_bytes(spoilt[: random.integers(10, len(whole) + 1)].tobytes())
            try:
                assert read_photo(path).picture.shape[2] == 3
            except PhotoUnreadable:
                continue
