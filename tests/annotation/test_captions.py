"""Captions say what has been counted by then, and verdicts and faults when they happen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.annotation.captions import SHOWN_S, Captions
from coach.body.stream import PoseSource
from coach.catalogue.library import load_exercise
from coach.judging.events import Fault, HoldProgressed, Verdict
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run


def counted(source: PoseSource, exercise: str) -> Summary:
    summary, _ = run(source, Judge(load_exercise(exercise)), [])
    return summary


@pytest.fixture(scope="module")
def squats() -> tuple[Performance, Summary]:
    performance = perform(load_exercise("squat"), "side", depths=(1.0, 0.4, 1.0))
    return performance, counted(Truth(performance), "squat")


def test_the_count_is_that_of_the_reps_done(squats: tuple[Performance, Summary]) -> None:
    _, summary = squats
    captions = Captions(summary)
    [only] = summary.sets
    first, second, third = only.reps
    assert captions.score_at(first.start_s - 0.5) is None
    seen = [captions.score_at(time) for time in (first.turn_s, first.end_s, second.end_s, third.end_s + 60)]
    assert [(score.count, score.aside) for score in seen if score] == [
        ("0", ""),
        ("1", ""),
        ("1", "1 partial"),
        ("2", "1 partial"),
    ]
    assert seen[0] is not None and seen[0].title == "Squats"


def test_verdicts_appear_with_their_rep_and_disappear(squats: tuple[Performance, Summary]) -> None:
    _, summary = squats
    captions = Captions(summary)
    second = summary.sets[0].reps[1]
    [message] = [each for each in captions.messages_at(second.end_s) if each.start_s == second.end_s]
    assert message.text.startswith("Rep 2: partial. ")
    assert second.reason in message.text
    assert not message.is_good
    assert message not in captions.messages_at(second.end_s - 0.01)
    assert message not in captions.messages_at(second.end_s + SHOWN_S)


def test_faults_appear_when_they_happen(squats: tuple[Performance, Summary]) -> None:
    _, summary = squats
    fault = Fault("heels", "heels rising", "Heels down.", "", rep=1, time=1.25)
    captions = Captions(replace(summary, sets=(replace(summary.sets[0], faults=(fault,)),)))
    assert "Heels rising. Heels down." in [each.text for each in captions.messages_at(1.3)]
    assert not captions.messages_at(1.2)


def test_the_exercise_is_that_of_the_set(squats: tuple[Performance, Summary]) -> None:
    _, summary = squats
    [only] = summary.sets
    captions = Captions(summary)
    assert captions.exercise_at((only.start_s + only.end_s) / 2) == "squat"
    assert captions.exercise_at(only.end_s + 30) is None


@pytest.mark.parametrize(("time", "count"), [(0.5, "0.0 s"), (2.2, "2.0 s"), (9.0, "3.4 s")])
def test_holds_show_seconds(squats: tuple[Performance, Summary], time: float, count: str) -> None:
    _, summary = squats
    held = replace(summary.sets[0], exercise="plank", reps=(), hold_s=3.4, start_s=0.1, end_s=3.5)
    passed = [HoldProgressed(float(second), held.number, float(second)) for second in (1, 2, 3)]
    score = Captions(replace(summary, sets=(held,)), passed).score_at(time)
    assert score is not None and score.count == count


def test_several_sets_are_numbered(squats: tuple[Performance, Summary]) -> None:
    _, summary = squats
    [only] = summary.sets
    verdicts: list[Verdict] = [rep.verdict for rep in only.reps]
    assert verdicts.count("full") == 2
    later = replace(only, number=2, start_s=only.start_s + 100, end_s=only.end_s + 100, reps=())
    score = Captions(replace(summary, sets=(only, later))).score_at(only.start_s + 101)
    assert score is not None and (score.title, score.count) == ("Squats, set 2", "0")
