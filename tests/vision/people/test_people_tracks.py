"""The bar: performers whose paths cross are followed and counted one by one."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.people import crossing_result
from coach.bench.fixtures.crossings import CAMERAS, crossing
from coach.vision.people.people_tracks import TrackedPerson, who_move_most
from coach.vision.pose_model.pose_model import PoseModel


@pytest.mark.slow
def test_crossing_performers_keep_identities_and_counts(pose_model: PoseModel) -> None:
    """Two bodies in the same clothes change sides; each keeps its identity and its count."""
    ensemble = crossing("same clothes", CAMERAS["waist"], reps=((2, 1), (1, 2)), frame_rate=12.5)
    result = crossing_result(ensemble, pose_model, name="crossing")
    assert result.counted == result.true == (3, 3)
    assert result.kept is not None
    assert result.detected is not None
    assert result.kept >= 0.95
    assert result.detected >= 0.85


def test_those_who_move_are_chosen_from_left_to_right() -> None:
    """Of three people, the two who squat are counted, not the one who stands in the middle."""
    ensemble = crossing("same body", CAMERAS["waist"], reps=((2, 1), (2, 1)), frame_rate=6.0)
    tracks = [[sighting.pose for sighting in truth if sighting.pose] for truth in ensemble.truths()]
    left, right = (TrackedPerson(tuple(poses[:48]), x) for poses, x in zip(tracks, (0.2, 0.8), strict=True))
    still = TrackedPerson(tuple(tracks[0][:4] * 12), 0.5)
    assert who_move_most([left, still, right], 2) == (left, right)
