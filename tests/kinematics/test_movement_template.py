"""What an exercise's movement looks like in all signals."""

from __future__ import annotations

import pytest

from coach.body.movement_signals import SIGNALS
from coach.catalogue.library import load_exercise
from coach.kinematics.movement_template import movement_template


@pytest.mark.parametrize(
    ("name", "falling", "rising", "still"),
    [
        ("squat", ("knee angle", "hip above ankle", "hip in picture"), (), "elbow angle"),
        ("push-up", ("elbow angle", "nose above wrist", "shoulder in picture"), (), "knee angle"),
        ("pull-up", ("elbow angle", "wrist above shoulder"), ("nose in picture",), "knee angle"),
        ("sit-up", ("hip angle", "trunk inclination"), ("shoulder above hip",), "knee angle"),
        ("biceps-curl", ("elbow angle",), ("wrist above shoulder", "wrist in picture"), "hip angle"),
    ],
)
def test_the_key_poses_say_which_signals_move_and_which_way(
    name: str, falling: tuple[str, ...], rising: tuple[str, ...], still: str
) -> None:
    change = dict(zip(SIGNALS, movement_template(load_exercise(name).poses).tolist(), strict=True))
    assert all(change[each] < -25 for each in falling)
    assert all(change[each] > 25 for each in rising)
    assert abs(change[still]) < 10
