"""Lessons of the rendered athlete."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.library import load_exercise
from coach.kinematics.body import Body
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

Perform = Callable[..., list[Sighting]]
_RATE = 12.0
"""Frames per second: as few as a slow camera gives, for quick tests."""


@pytest.fixture(scope="session")
def performed() -> Perform:
    """A set of the rendered athlete, as true landmarks."""

    def true_landmarks(
        name: str, view: View, depths: tuple[float, ...] = (1.0,) * 4, body: Body | None = None
    ) -> list[Sighting]:
        act = perform(
            load_exercise(name),
            view,
            depths=depths,
            body=body or Body(),
            joint_noise_deg=1.0,
            frame_rate=_RATE,
        )
        return list(Truth(act))

    return true_landmarks
