"""What the history needs from the exercise files, which are slow to load."""

from __future__ import annotations

from functools import cache

from coach import __version__
from coach.catalogue.library import load_exercise
from coach.cli.usage_errors import exercise_name
from coach.errors import ExerciseError
from coach.judging.effort.workout_review import WorkoutReview, review_sets
from coach.judging.figures.coaching_facts import CoachingFacts, facts_of
from coach.settings import read_settings
from coach.store.history import History
from coach.store.progress.training_sets import FiguresBasis
from coach.store.records import WorkoutRecord
from coach.store.velocity_trend import compared_with_usual

__all__ = ["exercise_name", "facts_of_exercise", "figures_basis", "review_of"]


def review_of(history: History, workout: WorkoutRecord) -> WorkoutReview:
    """The review of a saved workout; an exercise whose file is gone is reviewed by its figures alone."""
    sets = [
        (each.summary, facts_of_exercise(each.summary.exercise, each.tempo_target), each.weight_kg)
        for each in workout.sets
    ]
    height_m = read_settings().height_m(workout.profile)
    review = review_sets(sets, view=workout.view, height_m=height_m)
    return compared_with_usual(review, history, workout)


def facts_of_exercise(exercise: str, tempo: str | None) -> CoachingFacts:
    """The facts of an exercise with the tempo that was chosen; an exercise whose file is gone has none."""
    try:
        return facts_of(load_exercise(exercise), tempo)
    except (ExerciseError, ValueError):
        return CoachingFacts(exercise)


def figures_basis(profile: str) -> FiguresBasis:
    """What the figures of a person's sets depend on."""
    return FiguresBasis(cache(facts_of_exercise), read_settings().height_m(profile), __version__)
