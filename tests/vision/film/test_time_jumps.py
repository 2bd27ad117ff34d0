"""Jumps of time stamps in films and recordings are cuts, and counting continues."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import write_recording
from coach.body.stream import PoseSource, Sighting, SourceFacts
from coach.body.time_jumps import is_jump
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.sources import Truth
from coach.vision.film.film import open_film
from coach.vision.live.live_sources import open_live
from coach.vision.opening import open_source
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm
from tests.vision.conftest import FFmpeg

TWO_HOURS_S = 7200.0
LONGEST_STEP_S = 0.1


def counted(source: PoseSource) -> tuple[Summary, list[float]]:
    judge, times = Judge(load_exercise("squat")), []
    with source:
        for sighting in source:
            judge.observe(sighting.pose, sighting.time)
            times.append(sighting.time)
    assert max(after - before for before, after in pairwise(times)) < LONGEST_STEP_S
    return judge.finish(), times


@pytest.mark.slow
def test_every_squat_counts_despite_a_jump_of_two_hours(
    two_squats: PerformedFilm, ffmpeg: FFmpeg, pose_model: PoseModel, home: Path
) -> None:
    at = round(two_squats.reps[1].turn_s * 30)
    film = ffmpeg(
        *("jumping.mkv", "-i", two_squats.path, "-fps_mode", "passthrough", "-enc_time_base", "1/1000"),
        *("-vf", f"setpts='PTS+if(gte(N,{at}),{TWO_HOURS_S:.0f}/TB,0)'", "-preset", "ultrafast"),
    )
    source = open_source(film, model_path=pose_model.path)
    summary, _ = counted(source)
    assert (summary.full, summary.partial, len(summary.sets)) == (2, 0, 1)
    assert summary.duration_s == pytest.approx(two_squats.performance.duration_s, abs=0.2)
    assert source.trouble is not None
    assert f"jump at {at / 30:.1f} s: each is treated as a cut." in source.trouble


def test_a_film_joined_from_two_has_ascending_times(
    two_squats: PerformedFilm, colours: FFmpeg, tmp_path: Path
) -> None:
    half = colours("half.ts", "-c:v", "libx264").read_bytes()
    film = tmp_path / "both.ts"
    film.write_bytes(half + half)
    with open_film(film) as opened:
        times = [frame.time for frame in opened]
    assert max(after - before for before, after in pairwise(times)) < LONGEST_STEP_S
    assert times[-1] == pytest.approx(4.0, abs=0.2)
    assert opened.trouble == "The time stamps of both.ts jump at 2.0 s: each is treated as a cut."


@pytest.mark.parametrize("jump_s", [30.0, TWO_HOURS_S])
def test_a_recording_with_a_jump_counts_the_same(
    two_squats: PerformedFilm, tmp_path: Path, jump_s: float
) -> None:
    truth = Truth(two_squats.performance)
    path, steady = tmp_path / "jumping.npz", tmp_path / "steady.npz"
    write_recording(steady, truth.facts, truth)
    at_s = two_squats.reps[0].turn_s
    jumping = [
        Sighting(each.time + jump_s * (each.time >= at_s), each.pose) for each in read_recording(steady)
    ]
    write_recording(path, truth.facts, jumping, "It breaks off.")
    source = open_source(path)
    summary, times = counted(source)
    expected, expected_times = counted(open_source(steady))
    assert summary.full == expected.full == 2
    assert times == pytest.approx(expected_times, abs=0.01)
    assert source.trouble is not None
    assert source.trouble.startswith("It breaks off. The time stamps of ")
    live = open_live(str(path))
    assert [each.time for each, _ in zip(live, range(3), strict=False)] == times[:3]
    assert live.trouble == source.trouble


def test_all_jumps_are_removed_and_five_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "many.npz"
    facts = SourceFacts("film", "many.mp4", (64, 64), frame_rate=0.01)
    write_recording(path, facts, [Sighting(5.0 + 100.0 * number, None) for number in range(9)])
    recording = read_recording(path)
    assert np.diff(recording.times) == pytest.approx([1 / 30] * 8)
    assert recording.times[0] == 5.0
    assert recording.trouble == (
        "The time stamps of many.mp4 jump at 0.0 s, 0.1 s, 0.1 s, 0.1 s, 0.2 s and 3 more: "
        "each is treated as a cut."
    )


def test_a_rest_is_not_a_jump() -> None:
    assert not is_jump(19.0)
    assert not is_jump(-0.5)
    assert is_jump(-2.0)
