"""What repeats without a known exercise is counted as unnamed reps, live and in films; walking is not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.judging.events import RepCompleted, SetEnded
from coach.judging.exercise_events import ExerciseRecognised
from coach.recognition.auto_judge import AutoJudge
from coach.recognition.film_judge import FilmJudge
from tests.recognition.taught import Taught
from tests.recognition.test_auto_judge import events_of, watched
from tests.recognition.test_film_judge import after_each_other, done, judged, walked


class NothingKnown:
    """A model to which every movement is none."""

    classes = ("none", "squat")

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        return np.tile([0.99, 0.01], (len(features), 1))


RAISES = after_each_other(walked(6.0), done("lateral-raise", 6))


def test_a_film_of_an_unknown_movement_has_unnamed_reps() -> None:
    judge = FilmJudge(NothingKnown())
    for each in RAISES:
        judge.observe(each.pose, each.time)
    summary = judge.finish()
    [only] = summary.sets
    assert (only.exercise, only.full, only.confidence) == ("anything", 6, None)
    assert [event.rep.number for event in summary.events if isinstance(event, RepCompleted)] == [*range(1, 7)]
    assert not any(each.exercise for each in summary.segments or ())


def test_live_they_are_told_once_they_plainly_repeat() -> None:
    judge = AutoJudge(NothingKnown())
    observations = watched(judge, RAISES)
    [told] = [each for each in events_of(observations) if isinstance(each, ExerciseRecognised)]
    summary = judge.finish()
    assert (told.exercise, told.time > 10.0) == ("anything", True)
    [only] = summary.sets
    assert (only.exercise, only.full, only.confidence) == ("anything", 6, None)
    assert observations[-1].exercise is not None and observations[-1].exercise.is_anything


@pytest.mark.parametrize("film", [walked(30.0), done("lateral-raise", 3)], ids=["a walk", "three alike"])
def test_too_little_evidence_makes_no_unnamed_set(film: list) -> None:  # type: ignore[type-arg]
    judge = FilmJudge(NothingKnown())
    live = AutoJudge(NothingKnown())
    for each in film:
        judge.observe(each.pose, each.time)
        live.observe(each.pose, each.time)
    assert (judge.finish().sets, live.finish().sets) == ((), ())


def test_named_and_unnamed_sets_are_numbered_in_order(taught: Taught) -> None:
    film = after_each_other(done("lateral-raise", 6), walked(8.0), done("squat", 4))
    found = judged(taught, film)
    assert [(each.number, each.exercise, each.full) for each in found.sets] == [
        (1, "anything", 6),
        (2, "squat", 4),
    ]
    assert [event.summary.number for event in found.events if isinstance(event, SetEnded)] == [1, 2]
