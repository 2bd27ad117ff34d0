"""Levels of rendered reps of many depths: the level that is judged against that of the true landmarks."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import joblib
import numpy as np

from coach.bench.accuracy.acted.acted_faults import as_rep, noisy_sightings, number_of
from coach.bench.fixtures.staging import BODY_OF
from coach.body.angles import angles_of
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.standard import Standard
from coach.judging.assessment.standard import LevelJudge, can_judge
from coach.judging.judge import Judge
from coach.judging.level import Level
from coach.performer.motion.choreography import Performance
from coach.performer.performance_recording import sightings_of
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel

LEVEL_BAR = 0.95
_RATE = 15.0
_DEPTHS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.95, 0.85, 0.75)


@dataclass(frozen=True, slots=True)
class LevelCell:
    """One exercise in one view that its file recommends and that shows its levels, with one body."""

    exercise: str
    view: View
    body: str


@dataclass(frozen=True, slots=True)
class LevelAccuracy:
    """The levels of a performance.

    Attributes:
        cell: The cell.
        performed: Reps performed.
        judged: Those that were counted and got a level.
        right: Those with the true level.
        near: Those with a neighbouring level whose error bar reaches the true one.
    """

    cell: LevelCell
    performed: int
    judged: int
    right: int
    near: int


def level_cells(exercises: Iterable[Exercise]) -> list[LevelCell]:
    """Every exercise with levels of reps, in the views that can show them, with every body."""
    return [
        LevelCell(exercise.name, view, body)
        for exercise in exercises
        if exercise.standard is not None and exercise.reps is not None
        for view in exercise.camera.views
        if can_judge(exercise.standard, view)
        for body in BODY_OF
    ]


def judge_levels(
    cells: Sequence[LevelCell],
    exercises: dict[str, Exercise],
    model: PoseModel | None,
    *,
    workers: int = 1,
) -> Iterator[LevelAccuracy]:
    """Perform and judge each cell, in parallel; yields in the given order.

    Args:
        cells: The cells.
        exercises: The exercises by name.
        model: The pose model that detects the rendered athlete; None adds noise to the true landmarks.
        workers: Number of processes.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(judge_cell)(cell, exercises[cell.exercise], model) for cell in cells)


def judge_cell(cell: LevelCell, exercise: Exercise, model: PoseModel | None) -> LevelAccuracy:
    """Perform and judge one cell."""
    assert exercise.standard is not None, "only exercises with levels have cells"
    sides = 2 if exercise.poses.alternates else 1
    stage = perform(
        exercise,
        cell.view,
        depths=tuple(depth for depth in _DEPTHS for _ in range(sides)),
        seed=zlib.crc32(f"{cell.exercise}/{cell.view}/{cell.body}".encode()),
        body=BODY_OF[cell.body],
        frame_rate=_RATE,
    )
    judge = Judge(exercise)
    for sighting in noisy_sightings(stage) if model is None else sightings_of(stage, model):
        judge.observe(sighting.pose, sighting.time)
    counted = [rep for each in judge.finish().sets for rep in each.reps]
    found = {rep.number: rep.level for rep in counted if rep.level is not None and rep.level.name}
    true_levels = _true_levels(stage, exercise, cell.view)
    numbers = [(number_of(rep, counted), true_levels[rep.number]) for rep in stage.reps]
    pairs = [(found[number], level) for number, level in numbers if number in found and level.name]
    right = sum(judged.name == true.name for judged, true in pairs)
    near = sum(is_near(exercise.standard, judged, true) for judged, true in pairs)
    return LevelAccuracy(cell, len(stage.reps), len(pairs), right, near)


def is_near(standard: Standard, judged: Level, true: Level) -> bool:
    """Whether another level than the true one is its neighbour, and its error bar reaches the true figure.

    Levels with the same limit, of which one asks for more besides, are one step.
    """
    ranks, rank, limit = {f"below {standard.levels[0].name}": 0}, 0, None
    for level in standard.levels:
        if (level.at_least, level.at_most) != limit:
            rank, limit = rank + 1, (level.at_least, level.at_most)
        ranks[level.name] = rank
    if judged.name == true.name or abs(ranks[judged.name] - ranks[true.name]) > 1:
        return False
    return abs((judged.value or 0.0) - (true.value or 0.0)) <= (judged.error or 0.0)


def _true_levels(stage: Performance, exercise: Exercise, view: View) -> dict[int, Level]:
    levels = LevelJudge(exercise)
    for sighting in Truth(stage):
        if sighting.pose is not None:
            levels.observe(replace(angles_of(sighting.pose, np.eye(3)), view=view), sighting.time)
    rated = {true.number: levels.rated(as_rep(true)).level for true in stage.reps}
    return {number: level for number, level in rated.items() if level is not None}
