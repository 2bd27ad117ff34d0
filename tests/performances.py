"""Films of rendered athletes whose every repetition is known, drawn once and kept from run to run."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.film import rendered_film
from coach.performer.motion.choreography import Performance, TrueRep
from coach.performer.repertoire import perform

_KEPT = Path(tempfile.gettempdir()) / "coach-tests" / "performances"
PARTIAL_DEPTH = 0.6
"""Short of what the athlete's own range asks for, yet far enough to be seen from the front."""


@dataclass(frozen=True)
class PerformedFilm:
    """A film of a performance and the truth of it.

    Attributes:
        path: The mp4; not to be written to.
        exercise: Canonical name.
        performance: With the true joint angles over time.
        full: Repetitions that go all the way.
        partial: Repetitions that don't.
    """

    path: Path
    exercise: str
    performance: Performance
    full: int
    partial: int

    @property
    def reps(self) -> tuple[TrueRep, ...]:
        """Every repetition with its true times, in order."""
        return self.performance.reps


@pytest.fixture(scope="session")
def squat_film() -> PerformedFilm:
    """Squats from the front: three full, one partial, two full."""
    depths = (1.0, 1.0, 1.0, PARTIAL_DEPTH, 1.0, 1.0)
    return filmed(perform(load_exercise("squat"), "front", depths=depths))


@pytest.fixture(scope="session")
def push_up_film() -> PerformedFilm:
    """Four full push-ups from the side."""
    return filmed(perform(load_exercise("push-up"), "side", depths=(1.0,) * 4))


def filmed(performance: Performance) -> PerformedFilm:
    """The film of a performance."""
    full = sum(rep.depth == 1.0 for rep in performance.reps)
    path = rendered_film(performance, folder=_KEPT)
    return PerformedFilm(path, performance.exercise, performance, full, len(performance.reps) - full)
