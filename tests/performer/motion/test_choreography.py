"""The truth of a performance matches its figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.angles import JOINTS, joint_angles
from coach.body.landmarks import Landmark
from coach.catalogue.library import all_exercises, load_exercise
from coach.catalogue.poses import MOVEMENTS, Acted
from coach.kinematics.skeleton import Array
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.repertoire import PerformanceChoice, perform

_SOLE_M = 0.008 * 1.75


def _knees(performance: Performance) -> Array:
    knees: Array = joint_angles(performance.figure.landmarks)[:, JOINTS.index("knee")].mean(axis=1)
    return knees


def test_reps_match_the_truth() -> None:
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
    assert np.abs(np.diff(speed)).max() * 30 < 1.1 * 109 * 5.78 / 1.0**2  # peak of a minimum-jerk curve


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
        assert np.ptp(toes[during, rear][:, [0, 2]], axis=0).max() < 0.01
        assert np.ptp(toes[during, 1 - rear, 2]) > 0.5


def test_a_hold_moves_only_by_noise() -> None:
    plank = load_exercise("plank")
    still, noisy = (perform(plank, hold_s=5.0, joint_noise_deg=noise) for noise in (0.0, 2.0))
    assert np.ptp(still.figure.landmarks, axis=0).max() < 1e-12
    assert 1.0 < (noisy.angles_deg - still.angles_deg).std() < 2.5
    assert (noisy.angles_deg == replace(noisy).angles_deg).all()
    assert (noisy.angles_deg != replace(noisy, seed=1).angles_deg).any()


def test_a_pause_comes_after_its_rep_and_lasts() -> None:
    squats = perform(load_exercise("squat"), depths=(1.0,) * 3, pauses=((2, 4.0),))
    first, second, third = squats.reps
    assert second.start_s - first.end_s == pytest.approx(squats.beat.start_s)
    assert third.start_s - second.end_s == pytest.approx(squats.beat.start_s + 4.0)
    still = (squats.times > second.end_s) & (squats.times < third.start_s)
    np.testing.assert_allclose(_knees(squats)[still], 172, atol=1e-6)


def test_a_film_that_begins_later_shows_the_rest_of_the_same() -> None:
    whole = perform(load_exercise("squat"), depths=(1.0,) * 3, entry_s=6.0)
    for begin_s in (2.5, 8.5, 12.0):
        late = replace(whole, begin_s=begin_s)
        np.testing.assert_allclose(
            late.figure.landmarks, whole.figure.landmarks[round(begin_s * 30) :], atol=1e-9
        )
        assert late.duration_s == pytest.approx(whole.duration_s - begin_s)
    assert [rep.whole for rep in replace(whole, begin_s=8.5).reps] == [False, True, True]
    assert [rep.number for rep in replace(whole, begin_s=10.5).reps] == [2, 3]
    for before, rep in zip(whole.reps, replace(whole, begin_s=2.5).reps, strict=True):
        assert rep.turn_s == pytest.approx(before.turn_s - 2.5)


_LEANING = Acted(start={"trunk_pitch": 5.0}, turn={"trunk_pitch": 20.0, "left_knee_flexion": -30.0})


def _squats_with(acted: tuple[str | None, ...]) -> Performance:
    squats = perform(load_exercise("squat"), depths=(1.0,) * 3)
    return replace(squats, acted=acted, faults={"leaning": _LEANING})


def test_a_fault_is_acted_in_its_rep_alone() -> None:
    clean, faulty = _squats_with(()), _squats_with((None, "leaning"))
    assert [rep.fault for rep in faulty.reps] == [None, "leaning", None]
    added = faulty.angles_deg - clean.angles_deg
    pitch, knee = (MOVEMENTS.index(name) for name in ("trunk_pitch", "left_knee_flexion"))
    for rep, (start, turn) in zip(faulty.reps, [(0, 0), (5, 20), (0, 0)], strict=True):
        left, turned = (
            np.flatnonzero(np.isclose(faulty.times, each))[0] for each in (rep.start_s, rep.turn_s)
        )
        assert added[left, pitch] == pytest.approx(start)
        assert added[turned, pitch] == pytest.approx(turn)
        assert added[turned, knee] == pytest.approx(-1.5 * turn)
    assert np.abs(np.diff(added, axis=0)).max() < 3


@pytest.mark.parametrize("start_s", [0.4, 0.0])
def test_a_fault_begins_in_its_own_start_position(start_s: float) -> None:
    """The rep before it is clean to its end, except for the very end without a pause."""
    beat = Beat(start_s=start_s)
    clean, faulty = (replace(_squats_with(acted), beat=beat) for acted in ((), (None, "leaning")))
    added = faulty.angles_deg - clean.angles_deg
    first, second, _ = faulty.reps
    before = faulty.times < min(first.end_s, second.start_s - 0.2)
    assert np.abs(added[before]).max() == 0
    assert np.abs(added[faulty.times >= second.start_s][0]).max() == pytest.approx(5.0, abs=0.1)


def test_a_fault_of_the_leading_side_changes_sides_with_it() -> None:
    lunges = perform(load_exercise("lunge"), depths=(1.0, 1.0))
    faulty = replace(
        lunges, acted=("short", "short"), faults={"short": Acted(turn={"left_knee_flexion": -20})}
    )
    added = faulty.angles_deg - lunges.angles_deg
    for rep, side in zip(faulty.reps, ("left", "right"), strict=True):
        at = np.flatnonzero(np.isclose(faulty.times, rep.turn_s))[0]
        column = MOVEMENTS.index("left_knee_flexion" if side == "left" else "right_knee_flexion")
        assert added[at, column] == pytest.approx(-20)
        assert np.abs(np.delete(added[at], column)).max() < 1e-9


def test_an_unknown_fault_is_an_error() -> None:
    with pytest.raises(KeyError, match="flying"):
        _ = _squats_with(("flying",)).figure


def test_a_hold_can_have_a_fault() -> None:
    plank = perform(load_exercise("plank"))
    sagging = replace(plank, fault="sagging", faults={"sagging": Acted(start={"hip_flexion": -20.0})})
    added = sagging.angles_deg - plank.angles_deg
    assert (added[:, MOVEMENTS.index("left_hip_flexion")] == -20).all()


def test_the_landmarks_have_the_given_angles() -> None:
    noisy = perform(load_exercise("squat"), joint_noise_deg=2.0)
    for joint in ("elbow", "knee"):
        for side, name in enumerate(("left", "right")):
            given = 180 - noisy.angles_deg[:, MOVEMENTS.index(f"{name}_{joint}_flexion")]
            np.testing.assert_allclose(noisy.joints_deg[:, JOINTS.index(joint), side], given, atol=1e-5)


def test_every_fault_of_every_file_can_be_acted() -> None:
    for exercise in all_exercises().values():
        for rule in exercise.form:
            acted = (rule.fault,) * 2
            choice = (
                PerformanceChoice(fault=rule.fault)
                if exercise.hold
                else PerformanceChoice(depths=(1.0, 1.0), acted=acted)
            )
            assert np.isfinite(perform(exercise, **choice).figure.landmarks).all()


def test_different_performances_have_different_digests() -> None:
    squats = perform(load_exercise("squat"))
    assert squats.digest == perform(load_exercise("squat")).digest
    others = [
        replace(squats, seed=2),
        _squats_with(("leaning",)),
        replace(squats, depths=(1.0,)),
        replace(squats, frame_rate=25.0),
    ]
    assert len({squats.digest, *(other.digest for other in others)}) == 5
