"""Walking: feet don't slide, and the gait is realistic."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from coach.body.angles import JOINTS, joint_angles
from coach.body.landmarks import Landmark
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, angle_row
from coach.performer.motion.gait import STRIDE_S, walk
from coach.performer.motion.passage import Passage
from coach.performer.motion.walk_in import STANDING

_TIMES = np.arange(240) / 30


def _walked(heading_deg: Array | float = 0.0, vigour: float = 1.0) -> Passage:
    standing = np.tile(angle_row(STANDING), (len(_TIMES), 1))
    heading = np.broadcast_to(heading_deg, _TIMES.shape)
    return walk(standing, _TIMES, np.full(len(_TIMES), vigour), heading, Body())


def test_a_planted_toe_stays_until_the_other_foot_bears_the_weight() -> None:
    landmarks = _walked().figure.landmarks
    for toe, ahead in ((Landmark.LEFT_FOOT_INDEX, 0.0), (Landmark.RIGHT_FOOT_INDEX, 0.5)):
        phase = (_TIMES / STRIDE_S + ahead) % 1
        bears = (phase > 0.12) & (phase < 0.54)
        starts = np.flatnonzero(np.diff(bears.astype(int)) > 0) + 1
        ends = np.flatnonzero(np.diff(bears.astype(int)) < 0) + 1
        stances = [(start, end) for start in starts for end in ends[ends > start][:1]]
        assert len(stances) > 4
        for start, end in stances:
            assert np.ptp(landmarks[start:end, toe], axis=0).max() < 0.01


def test_a_foot_is_planted_at_every_moment_even_while_turning() -> None:
    landmarks = _walked(np.interp(_TIMES, [2, 4], [0, 180])).figure.landmarks[:, 29:33]
    moves = np.linalg.norm(np.diff(landmarks[..., [0, 2]], axis=0), axis=2)
    assert moves.min(axis=1).max() < 1e-9
    still = moves.argmin(axis=1)
    assert landmarks[np.arange(len(still)), still, 1].max() < 0.04
    np.testing.assert_allclose(landmarks[..., 1].min(axis=1), 0.008 * Body().height_m)


def test_the_speed_of_a_walk_is_realistic() -> None:
    hips = _walked().figure.landmarks[:, Landmark.LEFT_HIP]
    assert (hips[-1, 2] - hips[0, 2]) / (_TIMES[-1] - _TIMES[0]) == pytest.approx(1.2, abs=0.15)
    assert 0.01 < np.ptp(hips[:, 1]) < 0.06
    steps = hips[:: round(STRIDE_S * 30), 2]
    strides = [after - before for before, after in pairwise(steps)]
    assert np.ptp(strides) < 0.01


def test_the_walk_follows_its_heading() -> None:
    for heading, direction in ((0.0, (0, 1)), (90.0, (1, 0)), (-90.0, (-1, 0))):
        hips = _walked(heading).figure.landmarks[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1)
        gone = (hips[-1] - hips[0])[[0, 2]]
        assert gone @ np.array(direction) / np.linalg.norm(gone) > 0.99


def test_knees_bend_in_the_swing_and_arms_go_against_the_legs() -> None:
    passage = _walked()
    landmarks = passage.figure.landmarks
    knees = 180 - joint_angles(landmarks)[:, JOINTS.index("knee"), 0]
    assert knees.max() == pytest.approx(60, abs=2)
    assert knees.min() == pytest.approx(5, abs=2)
    hips = landmarks[:, Landmark.LEFT_HIP, 2]
    wrist, knee = (landmarks[:, joint, 2] - hips for joint in (Landmark.LEFT_WRIST, Landmark.LEFT_KNEE))
    assert (wrist - wrist.mean()) @ (knee - knee.mean()) < -0.5 * len(knee) * wrist.std() * knee.std()


def test_without_vigour_the_athlete_stands() -> None:
    assert np.ptp(_walked(vigour=0.0).figure.landmarks, axis=0).max() < 1e-9
