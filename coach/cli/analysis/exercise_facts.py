"""The facts of exercises by name, as reviews and trends need them."""

from __future__ import annotations

from functools import cache

from coach import __version__
from coach.catalogue.library import load_exercise
from coach.cli.analysis.person import height_m
from coach.errors import ExerciseError
from coach.judging.figures.coaching_facts import CoachingFacts, facts_of
from coach.settings import read_settings
from coach.store.progress.training_sets import FiguresBasis


def facts_of_exercise(exercise: str, tempo: str | None) -> CoachingFacts:
    """The facts of an exercise with the tempo that was chosen; an exercise whose file is gone has none."""
    try:
        return facts_of(load_exercise(exercise), tempo)
    except (ExerciseError, ValueError):
        return CoachingFacts(exercise)


def figures_basis(profile: str) -> FiguresBasis:
    """What the figures of a person's sets depend on."""
    return FiguresBasis(cache(facts_of_exercise), height_m(read_settings(), profile), __version__)
