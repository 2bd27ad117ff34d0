"""What the history needs from the exercise files, which are slow to load."""

from __future__ import annotations

from coach.cli.analysis.exercise_facts import facts_of_exercise
from coach.cli.analysis.person import height_m
from coach.cli.usage_errors import exercise_name
from coach.judging.effort.workout_review import WorkoutReview, review_sets
from coach.settings import read_settings
from coach.store.history import History
from coach.store.records import WorkoutRecord
from coach.store.velocity_trend import compared_with_usual

__all__ = ["exercise_name", "review_of"]


def review_of(history: History, workout: WorkoutRecord) -> WorkoutReview:
    """The review of a saved workout; an exercise whose file is gone is reviewed by its figures alone."""
    sets = [
        (each.summary, facts_of_exercise(each.summary.exercise, each.tempo_target), each.weight_kg)
        for each in workout.sets
    ]
    review = review_sets(sets, view=workout.view, height_m=height_m(read_settings(), workout.profile))
    return compared_with_usual(review, history, workout)
