"""Films of every kind and state: times, thinning and errors."""

from __future__ import annotations

import os
import subprocess
import zipfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from coach.body.stream import SourceFacts
from coach.errors import FilmMissing, FilmUnreadable, NoPictures, SourceError
from coach.vision.film.display_geometry import LONGEST_SIDE
from coach.vision.film.film import open_film
from tests.conftest import MakeFilm
from tests.vision.conftest import FFmpeg

X264 = ("-c:v", "libx264", "-pix_fmt", "yuv420p")


def times_of(path: Path) -> tuple[list[float], SourceFacts, str | None]:
    with open_film(path) as film:
        times = [frame.time for frame in film]
    assert (np.diff(times) > 0).all()
    return times, film.facts, film.trouble


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("film.mp4", X264),
        ("film.mov", X264),
        ("film.avi", ("-c:v", "mpeg4")),
        ("b-frames.avi", ("-c:v", "mpeg4", "-bf", "2")),
        ("film.webm", ("-c:v", "libvpx")),
        ("ten-bit.mkv", ("-c:v", "libx264", "-pix_fmt", "yuv420p10le")),
        ("film.mkv", X264),
        ("film.gif", ()),
        ("fragments.mp4", (*X264, "-movflags", "frag_keyframe+empty_moov")),
    ],
)
def test_containers(colours: FFmpeg, name: str, arguments: tuple[str, ...]) -> None:
    times, facts, trouble = times_of(colours(name, *arguments, rate=20))
    assert times == pytest.approx(np.arange(40) / 20, abs=0.006)
    assert (facts.name, facts.size, facts.frame_count, trouble) == (name, (160, 120), 40, None)
    assert facts.duration_s == pytest.approx(2.0, abs=0.06)


@pytest.mark.parametrize(
    ("rate", "thinned"),
    [
        (12, 12),
        (24, 24),
        (30, 30),
        (48, 48),
        (50, 25),
        ("60000/1001", 29.97),
        (60, 30),
        (120, 30),
        (240, 80 / 3),
    ],
)
def test_thinning_keeps_25_frames_per_second(colours: FFmpeg, rate: object, thinned: float) -> None:
    times, facts, _ = times_of(colours("film.mp4", *X264, rate=rate))
    assert 1 / np.median(np.diff(times)) == pytest.approx(thinned, rel=0.001)
    assert facts.frame_count == len(times)


def test_unwanted_frames_do_not_change_the_others(colours: FFmpeg) -> None:
    path = colours("film.mp4", *X264, rate=60)
    with open_film(path) as film:
        every_third = {frame.time: frame.picture for frame in list(film)[1::3]}
    with open_film(path) as film:
        some = list(film.frames_at(every_third.__contains__))
    assert [frame.time for frame in some] == list(every_third)
    for frame in some:
        np.testing.assert_array_equal(frame.picture, every_third[frame.time])


def test_times_of_a_variable_frame_rate(ffmpeg: FFmpeg) -> None:
    """One second at 30, one at 12, one at 30 frames a second; index / fps would drift."""
    choose = "select='lt(t,1)*not(mod(n,2))+between(t,1,1.99)*not(mod(n,5))+gte(t,2)*not(mod(n,2))'"
    film = ffmpeg(
        "varies.mp4", "-f", "lavfi", "-i", "testsrc=size=160x120:rate=60:duration=3", *X264,
        "-vf", choose, "-fps_mode", "vfr",
    )  # fmt: skip
    times, _, _ = times_of(film)
    gaps = np.diff(times)
    assert times[-1] == pytest.approx(2.967, abs=0.02)
    assert np.median(gaps[:20]) == pytest.approx(1 / 30, abs=0.002)
    assert gaps.max() == pytest.approx(1 / 12, abs=0.003)


def test_a_film_cut_without_encoding_begins_where_a_player_begins(ffmpeg: FFmpeg, colours: FFmpeg) -> None:
    """Its first frames are only needed to decode the others; an edit list hides them."""
    whole = colours("whole.mp4", *X264, "-g", "999")
    cut = ffmpeg("cut.mp4", "-ss", "0.5", "-i", whole, "-c", "copy")
    with open_film(whole) as film:
        expected = next(frame.picture for frame in film if frame.time > 0.499)
    with open_film(cut) as film:
        frames = list(film)
    assert frames[0].picture == pytest.approx(expected, abs=2)
    assert [frame.time for frame in frames] == pytest.approx(np.arange(45) / 30, abs=0.001)
    assert film.trouble is None


@pytest.mark.parametrize("name", ["late.mkv", "late.mp4", "late.ts"])
def test_a_film_whose_times_begin_late_begins_at_0(colours: FFmpeg, name: str) -> None:
    times, _, trouble = times_of(colours(name, *X264, "-output_ts_offset", "30", seconds=1))
    assert times == pytest.approx(np.arange(30) / 30, abs=0.001)
    assert trouble is None


@pytest.mark.parametrize("name", ["sound.mp4", "sound.mkv"])
def test_longer_sound_is_not_a_missing_end(ffmpeg: FFmpeg, name: str) -> None:
    pictures = ("-f", "lavfi", "-i", "testsrc=size=160x120:rate=30:duration=2")
    film = ffmpeg(name, *pictures, "-f", "lavfi", "-i", "sine=duration=5", *X264)
    times, facts, trouble = times_of(film)
    assert (len(times), trouble) == (60, None)
    assert facts.duration_s == pytest.approx(2.0, abs=0.06)


def test_pictures_may_change_their_size(colours: FFmpeg, tmp_path: Path) -> None:
    """A browser's recorder does this on a slow connection."""
    small, large = (
        colours("small.ts", *X264, seconds=1),
        colours("large.ts", *X264, size="320x240", seconds=1),
    )
    both = tmp_path / "both.ts"
    both.write_bytes(small.read_bytes() + large.read_bytes())
    with open_film(both) as film:
        sizes = [frame.picture.shape[:2] for frame in film]
    assert sizes[0] == film.facts.size[::-1] == (120, 160)
    assert sizes[-1] == (240, 320)


def test_a_film_is_rotated_upright(colours: FFmpeg, tmp_path: Path) -> None:
    flat = colours("flat.mp4", *X264)
    upright = tmp_path / "upright.mp4"
    turn = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-display_rotation", "90"]
    subprocess.run([*turn, "-i", str(flat), "-c", "copy", str(upright)], check=True, timeout=60)
    with open_film(upright) as film:
        assert film.facts.size == (120, 160)
        assert next(iter(film)).picture.shape == (160, 120, 3)


def test_a_large_picture_is_scaled(colours: FFmpeg) -> None:
    with open_film(colours("uhd.mp4", *X264, "-preset", "ultrafast", size="3840x2160", seconds=0.1)) as film:
        pictures = [frame.picture for frame in film]
    assert film.facts.size == (LONGEST_SIDE, 720)
    assert {picture.shape for picture in pictures} == {(720, LONGEST_SIDE, 3)}


def test_unknown_duration(tmp_path: Path) -> None:
    """A WebM written to a pipe has neither a duration nor a frame count."""
    source = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=30:duration=1"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *source, "-f", "webm", "-"]
    piped = tmp_path / "piped.webm"
    piped.write_bytes(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    times, facts, trouble = times_of(piped)
    assert (len(times), facts.frame_count, facts.duration_s, trouble) == (30, None, None, None)


def test_date_and_hash(colours: FFmpeg) -> None:
    own = colours("dated.mp4", *X264, "-metadata", "creation_time=2024-05-06T07:08:09Z")
    assert times_of(own)[1].recorded_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    undated = colours("undated.mp4", *X264)
    os.utime(undated, (1.6e9, 1.6e9))
    facts = times_of(undated)[1]
    assert facts.recorded_at == datetime.fromtimestamp(1.6e9, UTC)
    assert facts.sha256 is not None
    assert len(facts.sha256) == 64


def test_an_incomplete_film_is_used_up_to_its_end(colours: FFmpeg) -> None:
    film = colours("film.mp4", *X264, "-movflags", "+faststart", seconds=4)
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    times, _, trouble = times_of(film)
    assert 10 < len(times) < 110
    assert trouble is not None
    assert f"breaks off at {times[-1] + 1 / 30:.1f} s of 4.0 s" in trouble


def test_a_film_of_one_picture_is_complete(colours: FFmpeg) -> None:
    times, facts, trouble = times_of(colours("one.mp4", *X264, rate=1, seconds=1))
    assert (times, facts.duration_s, trouble) == ([0.0], 1.0, None)


def test_a_gif_without_its_end_is_reported(colours: FFmpeg) -> None:
    film = colours("film.gif", rate=10)
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    times, _, trouble = times_of(film)
    assert 3 < len(times) < 20
    assert trouble is not None
    assert "its end is missing" in trouble


def test_damage_is_reported_and_skipped(colours: FFmpeg) -> None:
    film = colours("film.mp4", *X264, "-movflags", "+faststart", "-g", "15", seconds=4)
    content = bytearray(film.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(byte ^ 0x5A for byte in content[middle : middle + 3000])
    film.write_bytes(content)
    times, _, trouble = times_of(film)
    assert times[-1] > 3.5
    assert trouble is not None
    assert "is damaged between" in trouble


@pytest.mark.parametrize(
    "name", ["sound.mp4", "sound.webm", "sound.mp3", "sound.wav", "sound.avi", "sound.ogg"]
)
def test_sound_only(ffmpeg: FFmpeg, name: str) -> None:
    with pytest.raises(NoPictures, match="contains sound but no pictures"):
        open_film(ffmpeg(name, "-f", "lavfi", "-i", "sine=duration=1"))


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_errors_of_unusable_files(tmp_path: Path, make_film: MakeFilm) -> None:
    film = make_film("good.mp4")
    fifo = tmp_path / "pipe.mp4"
    os.mkfifo(fifo)
    archive = tmp_path / "films.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(film)
    dangling, circle = tmp_path / "dangling.mp4", tmp_path / "circle.mp4"
    dangling.symlink_to("gone.mp4")
    circle.symlink_to("circle.mp4")
    cut = make_film("cut.mp4").read_bytes()
    cases: list[tuple[Path, type[SourceError], str]] = [
        (_write(tmp_path / "empty.mp4", b""), NoPictures, "empty.mp4 is empty (0 bytes)."),
        (_write(tmp_path / "text.mp4", b"squats\n" * 99), FilmUnreadable, "text.mp4 is not a film."),
        (_write(tmp_path / "byte.mp4", b"\0"), FilmUnreadable, "byte.mp4 is not a film."),
        (
            _write(tmp_path / "photo.mp4", b"\xff\xd8\xff\xe0"),
            FilmUnreadable,
            "photo.mp4 is a picture, not a film.",
        ),
        (
            _write(tmp_path / "cut.mp4", cut[: len(cut) // 3]),
            FilmUnreadable,
            "the film's index is missing",
        ),
        (tmp_path, FilmUnreadable, "is a folder, not a film."),
        (fifo, FilmUnreadable, "is not a regular file."),
        (archive, FilmUnreadable, "films.zip is an archive, not a film."),
        (tmp_path / "goood.mp4", FilmMissing, "There is no film at"),
        (tmp_path / "no" / "film.mp4", FilmMissing, "There is no folder"),
        (film / "film.mp4", FilmMissing, "good.mp4 is not a folder"),
        (dangling, FilmMissing, "dangling.mp4 is a broken link to gone.mp4."),
        (circle, FilmMissing, "circle.mp4 is a broken link"),
    ]
    for path, kind, sentence in cases:
        with pytest.raises(kind) as refusal:
            open_film(path)
        assert sentence in str(refusal.value)
        assert refusal.value.hint
        assert refusal.value.path == path
        if path.name == "goood.mp4":
            assert refusal.value.hint.startswith(f"Did you mean {film.name}")
        assert path.name not in refusal.value.hint.removeprefix("Did you mean ").split()


def test_absurd_figures_in_the_header_are_harmless(make_film: MakeFilm) -> None:
    """Time scale and duration of the film and the track, set to the maximum and to zero."""
    film = make_film("film.mp4", frames=30)
    sound = film.read_bytes()
    for filling in (b"\xff\xff\xff\xff\xff\xff\xff\x7f", bytes(8)):
        for atom in (b"mvhd", b"mdhd"):
            content = bytearray(sound)
            place = content.find(atom) + 16
            content[place : place + 8] = filling
            film.write_bytes(content)
            try:
                times, facts, trouble = times_of(film)
            except SourceError:
                continue
            assert len(times) == 30 or trouble
            assert facts.frame_count is None or 0 < facts.frame_count < 100_000_000


def test_an_unknown_codec_is_not_damage(colours: FFmpeg) -> None:
    film = colours("film.mp4", *X264, seconds=0.3)
    content = film.read_bytes()
    film.write_bytes(content.replace(b"avc1", b"xyz1").replace(b"avcC", b"xyzC"))
    with pytest.raises(FilmUnreadable, match="in a format that FFmpeg doesn't know") as refusal:
        open_film(film)
    assert "export it from there" in refusal.value.hint
    pictures, size = content.index(b"mdat") + 4, int.from_bytes(content[content.index(b"mdat") - 4 :][:4])
    film.write_bytes(content[:pictures] + bytes(size - 8) + content[pictures + size - 8 :])
    with pytest.raises(FilmUnreadable, match="is too damaged to decode a single picture"):
        open_film(film)


@pytest.mark.parametrize("jump_s", [7200, 30])
def test_a_jump_of_time_stamps_is_a_cut(colours: FFmpeg, jump_s: int) -> None:
    film = colours(
        *("jumping.mkv", "-vf", f"setpts='PTS+if(gte(N,30),{jump_s}/TB,0)'", "-fps_mode", "passthrough"),
        *("-enc_time_base", "1/1000"),
    )
    with open_film(film) as opened:
        times = [frame.time for frame in opened]
    assert len(times) == 60
    assert max(after - before for before, after in pairwise(times)) < 0.1
    assert times[-1] == pytest.approx(59 / 30, abs=0.05)
    assert opened.trouble == "The time stamps of jumping.mkv jump at 1.0 s: each is treated as a cut."
