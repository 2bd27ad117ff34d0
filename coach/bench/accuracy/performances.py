"""Counting of rendered performances with a known truth, detected by the real pose model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import joblib

from coach.bench.accuracy.angle_errors import ErrorComparison, compare_angles
from coach.bench.fixtures.grid import GridCell
from coach.bench.fixtures.staging import StagedPerformance, staged
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.errors import BenchError
from coach.judging.events import Rep
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.performance_recording import sightings_of
from coach.vision.pose_model.pose_model import PoseModel

HOLD_WITHIN_S = 0.5


@dataclass(frozen=True, slots=True)
class CountedPerformance:
    """The counts in a performance, with the truth.

    Attributes:
        cell: The performance.
        truth: Full reps performed.
        counted: Full reps counted.
        partials: Partial reps performed.
        partials_full: Partial reps counted as full.
        partial_counted: Partial reps counted.
        hold_s: True hold time in seconds; None for reps.
        held_s: Counted hold time in seconds; None for reps.
        frames: Number of frames.
        found: Number of frames in which a person was detected.
        reps: The counted reps, in order.
        comparison: Errors of the angles; None if the exercise could not be performed.
        why: Why the exercise could not be performed, or None.
    """

    cell: GridCell
    truth: int
    counted: int
    partials: int
    partials_full: int
    partial_counted: int
    hold_s: float | None
    held_s: float | None
    frames: int
    found: int
    reps: tuple[Rep, ...]
    comparison: ErrorComparison | None
    why: str | None = None

    @property
    def exact(self) -> bool:
        """Whether the full reps were counted and nothing else; for a hold, the time to half a second."""
        if self.why is not None:
            return False
        if self.hold_s is not None:
            return abs((self.held_s or 0.0) - self.hold_s) <= HOLD_WITHIN_S
        return self.counted == self.truth and not self.partials_full


def count_performances(
    cells: Sequence[GridCell], exercises: dict[str, Exercise], model: PoseModel, *, workers: int = 1
) -> Iterator[CountedPerformance]:
    """Render, detect and count each cell, in parallel; yields in the given order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(count)(cell, exercises[cell.exercise], model) for cell in cells)


def count(cell: GridCell, exercise: Exercise, model: PoseModel) -> CountedPerformance:
    """Render, detect and count one cell of the grid."""
    try:
        stage = staged(cell, exercise)
    except BenchError as error:
        return CountedPerformance(cell, 0, 0, 0, 0, 0, None, None, 0, 0, (), None, why=str(error))
    sightings = sightings_of(stage.performance, model)
    found = compare_angles(stage, exercise, sightings)
    comparison = ErrorComparison(cell.exercise, cell.view, cell.pitch_deg, found)
    return scored(stage, judged(exercise, sightings), comparison)


def judged(exercise: Exercise, sightings: Sequence[Sighting]) -> Summary:
    """The summary of an exercise's judge."""
    judge = Judge(exercise)
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def scored(
    stage: StagedPerformance, summary: Summary, comparison: ErrorComparison | None = None
) -> CountedPerformance:
    """Compare the counts with the truth."""
    reps = tuple(rep for each in summary.sets for rep in each.reps)
    turns = [rep.turn_s for rep in reps if rep.verdict == "full"]
    return CountedPerformance(
        cell=stage.cell,
        truth=len(stage.full),
        counted=summary.full,
        partials=len(stage.partial),
        partials_full=sum(any(rep.start_s < turn < rep.end_s for turn in turns) for rep in stage.partial),
        partial_counted=summary.partial,
        hold_s=stage.hold_s,
        held_s=None if stage.hold_s is None else summary.hold_s or 0.0,
        frames=summary.frames,
        found=summary.frames_with_pose,
        reps=reps,
        comparison=comparison,
    )
