"""Films of rendered athletes with known reps, cached between runs."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.film import rendered_film
from coach.performer.motion.choreography import Performance, TrueRep
from coach.performer.repertoire import perform

_CACHE = Path(tempfile.gettempdir()) / "coach-tests" / "performances"
PARTIAL_DEPTH = 0.6
"""Too shallow for the athlete's own range, but deep enough to be detected from the front."""


@dataclass(frozen=True)
class PerformedFilm:
    """A film of a performance and its true reps.

    Attributes:
        path: The mp4; read only.
        exercise: Canonical name.
        performance: The performance, with the true joint angles over time.
        full: Number of full reps.
        partial: Number of partial reps.
    """

    path: Path
    exercise: str
    performance: Performance
    full: int
    partial: int

    @property
    def reps(self) -> tuple[TrueRep, ...]:
        """Every rep with its true times, in order."""
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
    path = rendered_film(performance, folder=_CACHE)
    return PerformedFilm(path, performance.exercise, performance, full, len(performance.reps) - full)
