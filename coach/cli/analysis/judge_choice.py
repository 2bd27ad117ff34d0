"""The judge of an analysis, and notices on the classifier and the camera."""

from __future__ import annotations

import sys
from functools import cache

from coach.catalogue.library import all_exercises
from coach.catalogue.unnamed import ANYTHING
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.model_report import BACK
from coach.cli.usage_errors import warn_of_faulty
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.learning.artefact import TrainedModel, load
from coach.pipeline import Judging
from coach.recognition.film_judge import FilmJudge
from coach.recognition.sequence_decoder import NONE
from coach.ui.formatting import better_view


@cache
def recognition() -> TrainedModel:
    """The exercise classifier, loaded once, with warnings about missing or faulty exercises.

    Raises:
        ModelError: The classifier can't be used.
    """
    all_exercises(warn_of_faulty)
    model = load()
    if model.gone:
        print(
            f"The classifier knows {', '.join(model.gone)}, but there is no exercise file for it any more.\n"
            "It is treated as an unnamed movement.",
            file=sys.stderr,
        )
    return model


def own_model_notice(request: AnalysisRequest) -> str:
    """Which classifier is used, if it isn't the shipped one; else empty."""
    if request.exercise is not None or recognition().shipped:
        return ""
    model = recognition()
    number = sum(name != NONE for name in model.classes)
    what = f"{number} exercise{'s' * (number != 1)}"
    return f"Recognised by your own model, trained on {model.card.trained_on} ({what}). {BACK}"


def judge_of(request: AnalysisRequest) -> Judging:
    """The judge of the named exercise, or one that recognises the exercise first.

    Raises:
        ModelError: The exercise classifier can't be used.
    """
    if request.exercise is None:
        return FilmJudge(recognition(), range_used=request.range_used, standards=request.standards)
    standard = request.standards.get(request.exercise.name)
    return Judge(request.exercise, range_used=request.range_used, standard=standard)


def unnamed_notice(request: AnalysisRequest, summary: Summary) -> str:
    """That some reps are of no known exercise, and how to name it; empty without such reps."""
    if ANYTHING not in summary.exercises:
        return ""
    if request.exercise is None:
        return (
            "Unnamed reps: a movement repeats that coach doesn't recognise. "
            "If 'coach exercises' lists it, name it: '--exercise EXERCISE'."
        )
    return "Anything that repeats was counted, but not judged: 'coach exercises' lists what coach can judge."


def camera_notice(request: AnalysisRequest, summary: Summary) -> str:
    """Where to put the camera next time; empty if the view was fine or there were several exercises."""
    counted = [each for each in request.exercises if each.name in summary.exercises]
    if len(counted) != 1:
        return ""
    return better_view(counted[0].name, summary.view, counted[0].camera.views)
