"""Cuts workouts of several exercises into them, where it is known what was done when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import joblib

from coach.bench.accuracy.joined_films import Programme, joined
from coach.bench.accuracy.leave_group_out import Models
from coach.bench.accuracy.segmentation import SegmentedWorkout, compared
from coach.bench.fixtures.medley_plans import MedleyPlan, medley_of, truth_of
from coach.bench.fixtures.stretch import Stretch
from coach.body.stream import Sighting
from coach.performer.performance_recording import seen
from coach.recognition.film_judge import FilmJudge
from coach.recognition.recogniser import RecognitionModel
from coach.vision.pose_model.pose_model import PoseModel


def cut_medleys(
    plans: Sequence[MedleyPlan], model: RecognitionModel, pose_model: PoseModel, *, workers: int = 1
) -> Iterator[SegmentedWorkout]:
    """Perform, see and cut each plan; in as many processes as asked for, in the order given."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(cut_medley)(plan, model, pose_model) for plan in plans)


def cut_medley(plan: MedleyPlan, model: RecognitionModel, pose_model: PoseModel) -> SegmentedWorkout:
    """Perform, see and cut one plan; what was seen is kept."""
    act = medley_of(plan)
    return cut(plan.name, seen(act, pose_model), list(truth_of(act)), model)


def cut_films(
    programmes: Sequence[Programme],
    models: Models,
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[SegmentedWorkout]:
    """See and cut workouts made of films; in as many processes as asked for, in the order given."""
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
    """Cut what was seen into exercises, without being told of any, and compare.

    Args:
        name: What to call the workout.
        sightings: What was seen, in order.
        truth: What was done, in order.
        model: What recognises.
    """
    judge = FilmJudge(model)
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return compared(name, truth, judge.finish())
