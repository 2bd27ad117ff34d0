"""Who judges an analysis, and what to do where they found nothing."""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise
    from coach.cli.analysis.film_analysis import Wishes
    from coach.judging.observation import Summary
    from coach.learning.artefact import Trained
    from coach.pipeline import Judging


@cache
def recognition() -> Trained:
    """The model that recognises, opened once; what it and the exercises lack is said then.

    Raises:
        ModelError: It can't be used.
    """
    from coach.catalogue.library import all_exercises
    from coach.cli.usage_errors import tell_faulty
    from coach.learning.artefact import load

    all_exercises(tell_faulty)
    model = load()
    if model.gone:
        print(
            f"The model has learned {', '.join(model.gone)}, but there is no such exercise here any more.\n"
            "It is treated as a movement without a name.",
            file=sys.stderr,
        )
    return model


def own_model(wishes: Wishes) -> str:
    """Which model recognises, where that is not the shipped one; else empty."""
    from coach.cli.model_report import BACK
    from coach.recognition.sequence_decoder import NONE

    if wishes.exercise is not None or recognition().shipped:
        return ""
    model = recognition()
    number = sum(name != NONE for name in model.classes)
    what = f"{number} exercise{'s' * (number != 1)}"
    return f"Recognised by your own model of {model.card.trained_on} ({what}). {BACK}"


def judge_of(wishes: Wishes) -> Judging:
    """A judge who only counts, and who recognises first where no exercise is named.

    Raises:
        ModelError: What recognises can't be used.
    """
    from coach.judging.judge import Judge
    from coach.recognition.film_judge import FilmJudge

    if wishes.exercise is None:
        return FilmJudge(recognition(), range_used=wishes.range_used)
    return Judge(wishes.exercise, range_used=wishes.range_used)


def possible(wishes: Wishes) -> Collection[Exercise]:
    """Every exercise that may be trained."""
    from coach.catalogue.library import all_exercises

    return all_exercises().values() if wishes.exercise is None else [wishes.exercise]


def better_place(wishes: Wishes, summary: Summary) -> str:
    """Where the camera should have stood; empty where it stood well.

    Of several exercises nobody knows from where each was seen.
    """
    from coach.ui.formatting import better_seen

    asked = [each for each in possible(wishes) if each.name in summary.exercises]
    if len(asked) != 1:
        return ""
    return better_seen(asked[0].name, summary.view, asked[0].camera.views)
