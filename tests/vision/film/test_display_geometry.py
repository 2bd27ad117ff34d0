"""Pictures have the shape and orientation that a player shows."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from coach.body.stream import SourceFacts
from coach.vision.film.display_geometry import LONGEST_SIDE
from coach.vision.film.film import open_film
from tests.vision.conftest import FFmpeg

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
_FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
_SIZE = (160, 120)


def first_of(path: Path) -> tuple[NDArray[np.uint8], SourceFacts]:
    with open_film(path) as film:
        picture = next(iter(film)).picture
    assert film.facts.size == (picture.shape[1], picture.shape[0])
    return picture, film.facts


def as_a_player_shows_it(path: Path, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The first picture as ffmpeg's command line tool shows it."""
    command = [_FFMPEG, "-loglevel", "error", "-i", str(path), "-frames:v", "1", "-f", "rawvideo"]
    raw = subprocess.run(
        [*command, "-pix_fmt", "bgr24", "-"], check=True, capture_output=True, timeout=60
    ).stdout
    return np.frombuffer(raw, np.uint8).reshape(size[1], size[0], 3)


def drawn(path: Path, picture: NDArray[np.uint8]) -> Path:
    cv2.imwrite(str(path), picture)
    return path


@pytest.fixture
def arrow(ffmpeg: FFmpeg, tmp_path: Path) -> Path:
    """A film of an arrow without any symmetry."""
    picture = np.full((_SIZE[1], _SIZE[0], 3), 40, np.uint8)
    cv2.arrowedLine(picture, (20, 100), (130, 40), (255, 255, 255), 6)
    cv2.circle(picture, (30, 25), 12, (0, 0, 255), -1)
    still = drawn(tmp_path / "arrow.png", picture)
    return ffmpeg("arrow.mp4", "-loop", "1", "-i", still, "-t", "0.2", *X264)


@pytest.mark.parametrize("mirror", [(), ("-display_hflip",), ("-display_vflip",)])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_display_matrix_rotates_and_mirrors(
    arrow: Path, ffmpeg: FFmpeg, degrees: int, mirror: tuple[str, ...]
) -> None:
    tagged = ffmpeg("tagged.mp4", "-display_rotation", degrees, *mirror, "-i", arrow, "-c", "copy")
    picture, facts = first_of(tagged)
    expected = as_a_player_shows_it(tagged, facts.size)
    assert facts.size == (_SIZE if degrees % 180 == 0 else _SIZE[::-1])
    assert np.abs(picture.astype(int) - expected).mean() < 2


def test_exif_orientation_of_photos(tmp_path: Path) -> None:
    """PyAV can't list the side data of a frame that has Exif."""
    picture = np.zeros((_SIZE[1], _SIZE[0], 3), np.uint8)
    picture[: _SIZE[1] // 2] = 255
    encoded = cv2.imencode(".jpg", picture)[1].tobytes()
    turned_right = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + turned_right + struct.pack("<I", 0)
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    film = tmp_path / "photos.avi"
    command = [_FFMPEG, "-loglevel", "error", "-f", "mjpeg", "-i", "-", "-c", "copy", str(film)]
    subprocess.run(command, input=(encoded[:2] + segment + encoded[2:]) * 3, check=True, timeout=60)
    shown, _ = first_of(film)
    assert shown.shape == (_SIZE[0], _SIZE[1], 3)
    assert shown[:, : _SIZE[1] // 2 - 8].mean() < 5
    assert shown[:, _SIZE[1] // 2 + 8 :].mean() > 250


@pytest.mark.parametrize("turned", [(), ("-display_rotation", 90)])
@pytest.mark.parametrize(
    ("aspect", "ending"),
    [("16/11", "mp4"), ("1/2", "mp4"), ("2/1", "mkv"), ("187/500", "mp4"), ("4/3", "mpg"), ("1/1", "mp4")],
)
def test_a_circle_is_round_for_any_pixel_shape(
    ffmpeg: FFmpeg, tmp_path: Path, aspect: str, ending: str, turned: tuple[object, ...]
) -> None:
    wide, high = (int(number) for number in aspect.split("/"))
    share = wide / high
    picture = np.zeros((240, 320, 3), np.uint8)
    axes = round(60 / share**0.5), round(60 * share**0.5)
    cv2.ellipse(picture, (160, 120), axes, 0, 0, 360, (255, 255, 255), -1)
    still = drawn(tmp_path / "circle.png", picture)
    codec = ("-c:v", "mpeg2video", "-b:v", "4M") if ending == "mpg" else X264
    squeezed = ("-loop", "1", "-i", still, "-t", "0.2", "-vf", f"setsar={aspect}", *codec)
    film = ffmpeg(f"flat.{ending}", *squeezed)
    if turned and ending != "mpg":
        film = ffmpeg(f"turned.{ending}", *turned, "-i", film, "-c", "copy")
    shown, facts = first_of(film)
    assert facts.pixel_aspect == pytest.approx(share, rel=0.01)
    assert min(facts.size) >= 119
    _, _, width, height = cv2.boundingRect((shown[:, :, 1] > 127).astype(np.uint8))
    assert width == pytest.approx(height, rel=0.04)


def test_non_square_pixels_have_a_note(colours: FFmpeg) -> None:
    with open_film(colours("narrow.mp4", *X264, "-vf", "setsar=187/500", seconds=0.2)) as film:
        [note] = film.notes
    assert (note.problem, note.doubtful) == ("stretched", False)
    assert note.what == (
        "The film's pixels are not square (0.37:1), so it is displayed narrower, as in a player."
    )
    with open_film(colours("square.mp4", *X264, seconds=0.2)) as film:
        assert film.notes == ()


def test_an_implausible_pixel_shape_is_ignored(colours: FFmpeg) -> None:
    _, facts = first_of(colours("absurd.mp4", *X264, "-vf", "setsar=1/200", seconds=0.2))
    assert (facts.size, facts.pixel_aspect) == (_SIZE, 1.0)


def test_a_wide_picture_with_wide_pixels_is_scaled_down(colours: FFmpeg) -> None:
    _, facts = first_of(colours("wide.mp4", *X264, "-vf", "setsar=2", size="1280x720", seconds=0.1))
    assert facts.size == (LONGEST_SIDE, 360)
