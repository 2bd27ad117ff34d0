"""Who judges an analysis, and what to do where they found nothing."""

from __future__ import annotations

import sys
from functools import cache

from coach.catalogue.library import all_exercises
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.model_report import BACK
from coach.cli.usage_errors import tell_faulty
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.learning.artefact import TrainedModel, load
from coach.pipeline import Judging
from coach.recognition.film_judge import FilmJudge
from coach.recognition.sequence_decoder import NONE
from coach.ui.formatting import better_seen


@cache
def recognition() -> TrainedModel:
    """The model that recognises, opened once; what it and the exercises lack is said then.

    Raises:
        ModelError: It can't be used.
    """
    all_exercises(tell_faulty)
    model = load()
    if model.gone:
        print(
            f"The model has learned {', '.join(model.gone)}, but there is no such exercise here any more.\n"
            "It is treated as a movement without a name.",
            file=sys.stderr,
        )
    return model


def own_model(request: AnalysisRequest) -> str:
    """Which model recognises, where that is not the shipped one; else empty."""
    if request.exercise is not None or recognition().shipped:
        return ""
    model = recognition()
    number = sum(name != NONE for name in model.classes)
    what = f"{number} exercise{'s' * (number != 1)}"
    return f"Recognised by your own model of {model.card.trained_on} ({what}). {BACK}"


def judge_of(request: AnalysisRequest) -> Judging:
    """A judge who only counts, and who recognises first where no exercise is named.

    Raises:
        ModelError: What recognises can't be used.
    """
    if request.exercise is None:
        return FilmJudge(recognition(), range_used=request.range_used)
    return Judge(request.exercise, range_used=request.range_used)


def better_place(request: AnalysisRequest, summary: Summary) -> str:
    """Where the camera should have stood; empty where it stood well.

    Of several exercises nobody knows from where each was seen.
    """
    asked = [each for each in request.exercises if each.name in summary.exercises]
    if len(asked) != 1:
        return ""
    return better_seen(asked[0].name, summary.view, asked[0].camera.views)
