"""Segmentation of workouts with known stretches into exercises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import joblib

from coach.bench.accuracy.joined_films import Programme, joined
from coach.bench.accuracy.leave_group_out import Models
from coach.bench.accuracy.segmentation import SegmentedWorkout, compare_segments
from coach.bench.fixtures.medley_plans import MedleyPlan, medley_of, truth_of
from coach.bench.fixtures.stretch import Stretch
from coach.body.stream import Sighting
from coach.performer.performance_recording import sightings_of
from coach.recognition.film_judge import FilmJudge
from coach.recognition.recogniser import RecognitionModel
from coach.vision.pose_model.pose_model import PoseModel


def cut_medleys(
    plans: Sequence[MedleyPlan], model: RecognitionModel, pose_model: PoseModel, *, workers: int = 1
) -> Iterator[SegmentedWorkout]:
    """Render, detect and segment each plan, in parallel; yields in the given order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(cut_medley)(plan, model, pose_model) for plan in plans)


def cut_medley(plan: MedleyPlan, model: RecognitionModel, pose_model: PoseModel) -> SegmentedWorkout:
    """Render, detect and segment one plan; the recording is cached."""
    act = medley_of(plan)
    return cut(plan.name, sightings_of(act, pose_model), list(truth_of(act)), model)


def cut_films(
    programmes: Sequence[Programme],
    models: Models,
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[SegmentedWorkout]:
    """Analyse and segment workouts joined from films, in parallel; yields in the given order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(
        joblib.delayed(_cut_films)(each, models.model(each.clips[0].group), grade, use_cache)
        for each in programmes
    )


def _cut_films(
    programme: Programme, model: RecognitionModel, grade: str, use_cache: bool
) -> SegmentedWorkout:
    sightings, truth = joined(programme, grade=grade, use_cache=use_cache)
    return cut(programme.name, sightings, truth, model)


def cut(
    name: str, sightings: Sequence[Sighting], truth: Sequence[Stretch], model: RecognitionModel
) -> SegmentedWorkout:
    """Segment sightings into exercises without a named exercise, and compare with the truth.

    Args:
        name: Name of the workout.
        sightings: Sightings, in order.
        truth: The true stretches, in order.
        model: The recognition model.
    """
    judge = FilmJudge(model)
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return compare_segments(name, truth, judge.finish())
