"""The truth of a performance is what its figure does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.angles import JOINTS, joint_angles
from coach.body.landmarks import Landmark
from coach.catalogue.library import all_exercises, load_exercise
from coach.judging.judge import Judge
from coach.performer.choreography import Beat, Performance
from coach.performer.repertoire import depth_for, perform
from coach.performer.skeleton import Array
from coach.performer.sources import Truth
from coach.pipeline import run

NAMES = sorted(all_exercises())
_SOLE_M = 0.008 * 1.75


def _knees(performance: Performance) -> Array:
    knees: Array = joint_angles(performance.figure.landmarks)[:, JOINTS.index("knee")].mean(axis=1)
    return knees


def test_reps_are_where_the_truth_says() -> None:
    beat = Beat(out_s=2.0, turn_s=1.0, back_s=1.5, start_s=0.5)
    squats = perform(load_exercise("squat"), depths=(1.0, 0.5), beat=beat, rest_before_s=2.0)
    knees, times = _knees(squats), squats.times
    first, second = squats.reps
    assert (first.start_s, first.turn_s, first.end_s, second.start_s) == (2.0, 4.0, 6.5, 7.0)
    paused = (times >= first.turn_s) & (times <= first.turn_s + beat.turn_s)
    np.testing.assert_allclose(knees[paused], 63, atol=1e-6)
    np.testing.assert_allclose(knees[(times <= 2.0) | ((times >= 6.5) & (times <= 7.0))], 172, atol=1e-6)
    half = np.isclose(times, second.turn_s)
    np.testing.assert_allclose(knees[half], (172 + 63) / 2, atol=1e-6)
    assert squats.duration_s == pytest.approx(second.end_s + squats.rest_after_s)


def test_the_movement_is_smooth() -> None:
    speed = np.diff(_knees(perform(load_exercise("squat")))) * 30
    assert np.abs(np.diff(speed)).max() * 30 < 1.1 * 109 * 5.78 / 1.0**2  # peak of a minimum-jerk way


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sinks_into_the_floor(name: str) -> None:
    landmarks = perform(load_exercise(name)).figure.landmarks
    assert landmarks[..., 1].min() > -0.01


@pytest.mark.parametrize("name", ["squat", "biceps-curl", "shoulder-press"])
def test_feet_stay_put(name: str) -> None:
    feet = perform(load_exercise(name)).figure.landmarks[:, 29:33]
    assert np.ptp(feet, axis=0).max() < 0.03
    np.testing.assert_allclose(feet[..., 1].min(axis=1), _SOLE_M, atol=1e-9)


def test_hands_and_toes_stay_put_in_a_push_up() -> None:
    landmarks = perform(load_exercise("push-up")).figure.landmarks
    held = [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]
    assert np.ptp(landmarks[:, held], axis=0).max() < 0.02


def test_hands_stay_at_the_bar() -> None:
    wrists = perform(load_exercise("pull-up")).figure.landmarks[:, [15, 16]].mean(axis=1)
    assert np.ptp(wrists, axis=0).max() < 1e-9


def test_every_second_lunge_is_mirrored_and_the_rear_toes_stay() -> None:
    lunges = perform(load_exercise("lunge"), depths=(1.0, 1.0))
    assert [rep.side for rep in lunges.reps] == ["left", "right"]
    toes = lunges.figure.landmarks[:, [Landmark.RIGHT_FOOT_INDEX, Landmark.LEFT_FOOT_INDEX]]
    for rep, rear in zip(lunges.reps, range(2), strict=True):
        during = (lunges.times > rep.start_s) & (lunges.times < rep.end_s)
        assert np.ptp(toes[during, rear][:, [0, 2]], axis=0).max() < 1e-9
        assert np.ptp(toes[during, 1 - rear, 2]) > 0.5


def test_a_hold_moves_nothing_but_what_wavers() -> None:
    plank = load_exercise("plank")
    still, wavering = (perform(plank, hold_s=5.0, joint_noise_deg=noise) for noise in (0.0, 2.0))
    assert np.ptp(still.figure.landmarks, axis=0).max() < 1e-12
    assert 1.0 < (wavering.angles_deg - still.angles_deg).std() < 2.5
    assert (wavering.angles_deg == replace(wavering).angles_deg).all()
    assert (wavering.angles_deg != replace(wavering, seed=1).angles_deg).any()


def test_an_entry_begins_upright_and_flows_into_the_start() -> None:
    entering = perform(load_exercise("push-up"), entry_s=4.0)
    nose = entering.figure.landmarks[:, Landmark.NOSE, 1]
    assert nose[0] > 1.5
    assert nose[np.isclose(entering.times, 4.0)] < 1.0
    assert np.linalg.norm(np.diff(entering.figure.landmarks, axis=0), axis=2).max() < 0.12
    assert entering.reps[0].start_s == 4.0 + entering.rest_before_s


def test_performances_that_differ_have_other_digests() -> None:
    squats = perform(load_exercise("squat"))
    assert squats.digest == perform(load_exercise("squat")).digest
    others = [replace(squats, seed=2), replace(squats, depths=(1.0,)), replace(squats, frame_rate=25.0)]
    assert len({squats.digest, *(other.digest for other in others)}) == 4


@pytest.mark.parametrize("name", [name for name in NAMES if name != "plank"])
def test_each_exercise_file_performs_what_it_counts(name: str) -> None:
    exercise = load_exercise(name)
    summary, _ = run(Truth(perform(exercise, depths=(1.0,) * 4)), Judge(exercise), [])
    assert (summary.full, summary.partial) == (4, 0)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "plank"])
def test_setting_up_counts_nothing(name: str) -> None:
    exercise = load_exercise(name)
    performance = perform(exercise, depths=(1.0,) * 2, entry_s=4.0)
    summary, _ = run(Truth(performance), Judge(exercise), [])
    assert (summary.full, summary.partial) == (2, 0)


def test_the_plank_file_performs_what_it_holds() -> None:
    plank = load_exercise("plank")
    performance = perform(plank, hold_s=6.0)
    summary, _ = run(Truth(performance), Judge(plank), [])
    assert summary.hold_s == pytest.approx(performance.duration_s, abs=0.5)


def test_depth_is_known_for_a_share_of_what_is_asked() -> None:
    squat = load_exercise("squat")
    assert 0 < depth_for(squat, 0.5) < depth_for(squat, 1.0) < 1
    with pytest.raises(ValueError, match="held"):
        depth_for(load_exercise("plank"), 0.5)
    with pytest.raises(ValueError, match="don't go"):
        depth_for(squat, 9.0)
