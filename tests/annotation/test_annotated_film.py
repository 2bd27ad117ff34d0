"""An annotated film keeps the frames, times, size and sound of its source, and is whole or not there."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from coach.annotation.annotated_film import annotate_film, check_annotated_path
from coach.body.crop import Pixels
from coach.errors import FilmUnwritable
from coach.pyav import av
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from tests.vision.conftest import FFmpeg

CLOSE = 12
"""Levels of grey by which the encoder may change an even area."""


@dataclass(frozen=True, eq=False)
class Content:
    """What is in a film."""

    times: list[float]
    size: tuple[int, int]
    sound: list[tuple[float, bytes]]
    pictures: list[Pixels]


def content(path: Path) -> Content:
    with av.open(str(path)) as film:
        frames = list(film.decode(video=0))
        pictures = [frame.to_ndarray(format="bgr24").astype(np.uint8) for frame in frames]
    sound: list[tuple[float, bytes]] = []
    with av.open(str(path)) as film:
        if film.streams.audio:
            packets = film.demux(film.streams.audio[0])
            stamped = [(float((each.pts or 0) * each.time_base), bytes(each)) for each in packets]
            sound = [(round(time, 3), sent) for time, sent in stamped if sent]
    return Content(
        [frame.time or 0.0 for frame in frames], (frames[0].width, frames[0].height), sound, pictures
    )


def nothing(picture: Pixels, time: float) -> None:
    """Draw nothing."""


def test_frames_times_size_and_sound_stay(colours: FFmpeg, ffmpeg: FFmpeg, tmp_path: Path) -> None:
    silent = colours("silent.mp4", seconds=1)
    source = ffmpeg("a.mp4", "-i", silent, "-f", "lavfi", "-i", "sine=d=1", "-c:v", "copy", "-c:a", "aac")
    written = annotate_film(source, tmp_path / "b.mp4", nothing, view=AS_IT_IS)
    before, after = content(source), content(written.path)
    assert after.times == pytest.approx(before.times, abs=1e-4)
    assert (written.frames, after.size) == (len(before.times), before.size)
    assert after.sound == before.sound != []
    assert written.missing_sound == ""
    difference = np.abs(after.pictures[10].astype(int) - before.pictures[10])
    assert float(np.median(difference)) <= CLOSE


def test_uneven_times_stay(colours: FFmpeg, ffmpeg: FFmpeg, tmp_path: Path) -> None:
    source = ffmpeg("a.mp4", "-i", colours("b.mp4"), "-vf", "select=lt(mod(n\\,7)\\,3)", "-fps_mode", "vfr")
    written = annotate_film(source, tmp_path / "c.mp4", nothing, view=AS_IT_IS)
    times = content(written.path).times
    assert times == pytest.approx(content(source).times, abs=1e-4)
    assert len({round(step, 3) for step in np.diff(times)}) == 2


def test_every_frame_gets_the_marks_of_its_time(colours: FFmpeg, tmp_path: Path) -> None:
    """Also the frames that an analysis leaves out: films of 60 frames per second are thinned."""
    source = colours("a.mp4", rate=60, seconds=1)
    written = annotate_film(
        source, tmp_path / "b.mp4", lambda picture, time: picture.fill(round(40 + 100 * time)), view=AS_IT_IS
    )
    after = content(written.path)
    assert len(after.times) == 60
    seen = [float(each.mean()) for each in after.pictures]
    assert seen == pytest.approx([40 + 100 * time for time in after.times], abs=4)


@pytest.mark.parametrize(
    ("turns", "mirror", "corner"),
    [(0, False, (0, 0)), (1, False, (0, -1)), (2, False, (-1, -1)), (0, True, (0, -1))],
)
def test_the_film_is_turned_as_it_was_analysed(
    ffmpeg: FFmpeg, tmp_path: Path, turns: int, mirror: bool, corner: tuple[int, int]
) -> None:
    box = "drawbox=x=0:y=0:w=40:h=30:color=white:t=fill"
    source = ffmpeg("a.mp4", "-f", "lavfi", "-i", f"color=black:s=160x120:d=0.2,{box}")
    written = annotate_film(source, tmp_path / "b.mp4", nothing, view=PictureView(turns, mirror))
    picture = content(written.path).pictures[0]
    assert picture.shape[:2] == ((160, 120) if turns % 2 else (120, 160))
    down, across = corner
    assert picture[down * 10 + (down == 0) * 10, across * 10 + (across == 0) * 10].min() > 200


def test_odd_sizes_grow_by_a_pixel_and_gifs_become_films(ffmpeg: FFmpeg, tmp_path: Path) -> None:
    source = ffmpeg("a.gif", "-f", "lavfi", "-i", "testsrc=s=161x121:d=0.5:r=10")
    written = annotate_film(source, tmp_path / "b.mp4", nothing, view=AS_IT_IS)
    after = content(written.path)
    assert after.size == (162, 122)
    assert after.times == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4])
    colours_before = content(source).pictures[0].reshape(-1, 3).mean(axis=0)
    assert after.pictures[0].reshape(-1, 3).mean(axis=0) == pytest.approx(colours_before, abs=4)


def test_sound_that_does_not_fit_is_named(colours: FFmpeg, ffmpeg: FFmpeg, tmp_path: Path) -> None:
    source = ffmpeg(
        "a.avi", "-i", colours("b.mp4"), "-f", "lavfi", "-i", "sine=d=1", "-t", 1, "-c:a", "pcm_s16le"
    )
    written = annotate_film(source, tmp_path / "c.mp4", nothing, view=AS_IT_IS)
    assert "pcm_s16le" in written.missing_sound
    assert len(content(written.path).times) == 30


def test_a_browser_can_begin_to_play_before_it_has_the_whole_file(colours: FFmpeg, tmp_path: Path) -> None:
    written = annotate_film(colours("a.mp4"), tmp_path / "b.mp4", nothing, view=AS_IT_IS).path.read_bytes()
    assert written.index(b"moov") < written.index(b"mdat")
    with av.open(str(tmp_path / "b.mp4")) as film:
        [stream] = film.streams.video
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")


def test_an_interrupted_film_leaves_nothing_and_the_older_one_stays(colours: FFmpeg, tmp_path: Path) -> None:
    source, folder = colours("a.mp4"), tmp_path / "out"
    folder.mkdir()
    path = annotate_film(source, folder / "b.mp4", nothing, view=AS_IT_IS).path
    older = path.read_bytes()

    def stop(picture: Pixels, time: float) -> None:
        if time > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate_film(source, path, stop, view=AS_IT_IS)
    assert [each.name for each in folder.iterdir()] == ["b.mp4"]
    assert path.read_bytes() == older


def test_a_full_disk_leaves_nothing(colours: FFmpeg, small_disk: Path) -> None:
    noise = np.random.default_rng(7)

    def draw(picture: Pixels, time: float) -> None:
        picture[:] = noise.integers(0, 255, picture.shape, np.uint8)

    source = colours("a.mp4", seconds=3)
    with pytest.raises(FilmUnwritable, match=r"b\.mp4 could not be written"):
        annotate_film(source, small_disk / "b.mp4", draw, view=AS_IT_IS)
    assert not list(small_disk.iterdir())


def test_what_may_not_be_overwritten_is_refused(colours: FFmpeg, tmp_path: Path) -> None:
    source, other = colours("a.mp4"), colours("b.mp4")
    linked = tmp_path / "linked.mp4"
    linked.symlink_to(source)
    written = annotate_film(source, tmp_path / "c.mp4", nothing, view=AS_IT_IS).path
    check_annotated_path(written, source)
    for path, reason in (
        (source, "film itself"),
        (linked, "film itself"),
        (other, "would be overwritten"),
        (tmp_path / "c.avi", "MP4"),
        (tmp_path / "missing" / "c.mp4", "no folder"),
        (tmp_path, "MP4"),
    ):
        with pytest.raises(FilmUnwritable, match=reason):
            check_annotated_path(path, source)


def test_memory_does_not_grow_with_the_film(colours: FFmpeg, tmp_path: Path) -> None:
    """A frame stays in memory until a garbage collection if its side data is read; each must be freed."""
    source = colours("a.mp4", seconds=2)
    alive: list[int] = []

    def count(picture: Pixels, time: float) -> None:
        if time > 1.95:  # once: to look at every object takes a while
            alive.append(sum(isinstance(each, av.VideoFrame) for each in gc.get_objects()))

    gc.collect()
    gc.disable()
    try:
        annotate_film(source, tmp_path / "b.mp4", count, view=AS_IT_IS)
    finally:
        gc.enable()
    assert alive
    assert max(alive) < 20, "of 60 frames"
