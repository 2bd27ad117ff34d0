"""Date and speed of a film from its tags, and times in real time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from coach.body.stream import SourceFacts
from coach.vision.film.film import open_film
from coach.vision.film.film_tags import capture_rate, recorded_at
from coach.vision.live.live_sources import open_live
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm
from tests.vision.conftest import FFmpeg

X264 = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "use_metadata_tags")
Tagged = Callable[..., Path]


@pytest.fixture
def tagged(colours: FFmpeg) -> Tagged:
    """A film of two seconds with these tags: ``tagged("creation_time=…", rate=30)``."""

    def write(*tags: str, rate: object = 30, name: str = "film.mp4") -> Path:
        metadata = [word for tag in tags for word in ("-metadata", tag)]
        return colours(name, *X264, *metadata, rate=rate)

    return write


def times_of(path: Path, speed: float | None = None) -> tuple[list[float], SourceFacts, list[str]]:
    with open_film(path, speed) as film:
        times = [frame.time for frame in film]
    assert film.trouble is None
    assert film.facts.frame_count == len(times)
    return times, film.facts, [note.what for note in film.notes]


def test_slow_motion_is_detected_by_its_tag(tagged: Tagged) -> None:
    times, facts, notes = times_of(tagged("com.android.capture.fps=240.000000"))
    assert (facts.speed, facts.frame_rate) == (0.125, 240)
    assert facts.duration_s == pytest.approx(0.25)
    assert times[-1] == pytest.approx(0.25 - 1 / 240, abs=0.03)
    assert np.median(np.diff(times)) == pytest.approx(9 / 240)  # thinned to at least 25 frames per second
    assert notes == [
        "Slow motion: recorded at 240 frames per second, played at 30. "
        "Times are real time; the film is 8 times slower."
    ]


@pytest.mark.parametrize(
    ("fps", "rate"),
    [("240", 240), ("120", 120), ("30", 30), ("30", 15), ("60", 59.94), ("1", 30), ("fast", 30)],
)
def test_a_film_in_real_time_is_not_slow_motion(tagged: Tagged, fps: str, rate: float) -> None:
    times, facts, notes = times_of(tagged(f"com.android.capture.fps={fps}", rate=rate))
    assert facts.speed == 1.0
    assert facts.duration_s == pytest.approx(2.0, abs=0.05)
    assert times[-1] > 1.9
    assert notes == []


@pytest.mark.parametrize(("speed", "rate"), [(0.25, 120), (2.0, 15), (1.0, 30)])
def test_the_speed_option_overrides_the_tag(tagged: Tagged, speed: float, rate: float) -> None:
    film = tagged("com.android.capture.fps=240")
    times, facts, notes = times_of(film, speed)
    assert (facts.speed, facts.frame_rate) == (speed, rate)
    assert facts.duration_s == pytest.approx(2 * speed)
    assert times[-1] == pytest.approx(2 * speed, abs=0.1)
    assert all(later - sooner < 0.07 for sooner, later in pairwise(times))
    note = f"Times are converted to real time with '--speed {speed:g}'."
    assert notes == ([] if speed == 1 else [note])


@pytest.mark.slow
def test_the_speed_option_applies_to_films_and_live_sources(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, pose_model: PoseModel, home: Path
) -> None:
    picture = PictureOptions(speed=0.5)
    with open_source(two_squats.path, model_path=pose_model.path, picture=picture) as source:
        times = [sighting.time for sighting in source]
    assert source.facts.speed == 0.5
    assert times[-1] == pytest.approx(two_squats.performance.duration_s / 2, abs=0.1)
    on_its_side = ffmpeg("side.mp4", "-i", two_squats.path, "-vf", "transpose=1", *X264)
    with open_source(on_its_side, model_path=pose_model.path, picture=picture) as restarted:
        times = [sighting.time for sighting in restarted]
    assert times[-1] == pytest.approx(two_squats.performance.duration_s / 2, abs=0.1)
    with open_live(str(two_squats.path), model_path=pose_model.path, picture=picture) as live:
        assert live.facts.duration_s == pytest.approx(two_squats.performance.duration_s / 2, abs=0.1)


def test_apples_date_overrides_the_containers(tagged: Tagged) -> None:
    _, facts, _ = times_of(tagged("creation_time=2024-05-06T07:08:09Z"))
    assert facts.recorded_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    apples = tagged(
        "creation_time=2024-05-06T07:08:09Z", "com.apple.quicktime.creationdate=2023-01-02T03:04:05+0200"
    )
    assert times_of(apples)[1].recorded_at == datetime(2023, 1, 2, 1, 4, 5, tzinfo=UTC)
    matroska = tagged("creation_time=2024-05-06T07:08:09Z", name="film.mkv")
    assert times_of(matroska)[1].recorded_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_tags_with_invalid_unicode_are_harmless(tagged: Tagged) -> None:
    film = tagged("title=caf-caf", "creation_time=2024-05-06T07:08:09Z", name="film.mkv")
    film.write_bytes(film.read_bytes().replace(b"caf-caf", b"caf\xe9\xff\xfe "))
    assert times_of(film)[1].recorded_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_implausible_dates_are_ignored() -> None:
    for tag in (
        "",
        "1904-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "yesterday",
        "9999-12-31T23:59:59-12:00",
    ):
        assert recorded_at({"creation_time": tag}) is None
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    assert recorded_at({"creation_time": tomorrow.isoformat()}) is None
    assert recorded_at({"creation_time": "2024-05-06 07:08"}) == datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def test_implausible_capture_rates_are_ignored() -> None:
    for tag in ("inf", "nan", "-240", "0", "1e9", "240 fps"):
        assert capture_rate({"com.android.capture.fps": tag}, 30.0) is None
    assert capture_rate({"com.android.capture.fps": "240"}, None) is None
    assert capture_rate({"com.android.capture.fps": "960"}, 30.0) == 960.0
