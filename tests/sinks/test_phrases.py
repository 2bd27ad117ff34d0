"""The spoken phrases: short, correct, and only those requested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.events import (
    Began,
    CountCorrected,
    CountingDown,
    CueGiven,
    Event,
    HoldProgressed,
    NothingCorrected,
    Paused,
    RepCompleted,
    RepUndone,
    RestCountdown,
    RestStarted,
    Resumed,
    SetEnded,
    SetStarted,
    TargetReached,
    TrackingFound,
    TrackingLost,
    Waiting,
    WorkoutOver,
)
from coach.judging.exercise_events import ExercisePinned, ExerciseRecognised
from coach.sinks.phrases import Phrases
from coach.workout.cues import SpeechLevel
from tests.store.workouts import ASKED_DEG, counted_set, held_set, rep

SQUAT, PLANK = load_exercise("squat"), load_exercise("plank")
CUE = CueGiven(5.0, 1, "mend", "leaning-forward", "Chest up.")


def full(number: int, set_number: int = 1) -> RepCompleted:
    return RepCompleted(2.0 * number, set_number, rep(number))


def partial(number: int) -> RepCompleted:
    return RepCompleted(2.0 * number, 1, rep(number, ASKED_DEG / 2))


def phrases_for(*events: Event, level: SpeechLevel = "all", held: bool = False) -> list[str]:
    return [phrase.text for phrase in Phrases(level).of(events, PLANK if held else SQUAT)]


def test_full_reps_are_counted_and_partial_ones_have_no_number() -> None:
    assert phrases_for(full(1), partial(2), full(3), full(4)) == ["1", "partial", "2", "3"]


def test_after_the_first_rep_there_is_no_go() -> None:
    assert phrases_for(Began(9.0, 1), full(1), full(2)) == ["", "1", "2"]
    assert phrases_for(Began(9.0, 1), full(1), full(2), level="cues") == [""]


def test_each_set_is_counted_from_one() -> None:
    assert phrases_for(full(1), full(2), full(1, 2), full(2, 2)) == ["1", "2", "1", "2"]


def test_counting_continues_from_a_correction() -> None:
    undone = RepUndone(7.0, 1, rep(2))
    assert phrases_for(full(1), full(2), undone, full(2)) == ["1", "2", "Undone: 1.", "2"]
    more = CountCorrected(7.0, 1, added=2, full=3)
    assert phrases_for(full(1), more, full(2), full(1, 2)) == ["1", "3", "4", "1"]
    assert phrases_for(full(1), RepUndone(5.0, 1, rep(2, ASKED_DEG / 2)), full(2)) == ["1", "Undone: 1.", "2"]
    assert phrases_for(CountCorrected(1.0, 1, added=-1, full=0), full(1)) == ["0", "0"]


def test_a_hold_is_counted_in_tens() -> None:
    seconds = [HoldProgressed(float(second), 1, float(second)) for second in range(1, 32)]
    assert phrases_for(*seconds, held=True) == ["10", "20", "30"]


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([Waiting(0.0, "step back: feet out of frame")], ["step back: feet out of frame"]),
        ([CountingDown(0.0, 3), CountingDown(1.0, 2)], ["3", "2"]),
        ([Began(3.0, 1)], ["", "Go."]),
        ([TargetReached(30.0, 1, 12)], ["Target reached."]),
        ([SetEnded(30.0, counted_set([rep(1), rep(2)]))], ["Set 1 done: 2."]),
        ([SetEnded(30.0, counted_set([rep(1), rep(2, 30.0)]))], ["Set 1 done: 1, 1 partial."]),
        ([SetEnded(30.0, replace(counted_set([rep(1)]), reps=(), added=4))], ["Set 1 done: 4."]),
        ([SetEnded(30.0, replace(counted_set([rep(1)]), reps=()))], []),
        ([RestStarted(31.0, 2, 90.0), RestCountdown(91.0, 30)], ["Rest 90 seconds.", "30 seconds left."]),
        ([RestStarted(31.0, 2, None)], ["Rest."]),
        ([RestStarted(31.0, 2, 5.0), RestCountdown(35.0, 1), RestCountdown(36.0, 0)],
         ["Rest 5 seconds.", "1", "Rest is over. Set 2."]),
        ([Paused(5.0), Resumed(9.0)], ["Paused.", "Resuming."]),
        ([NothingCorrected(5.0)], ["No rep to correct."]),
        ([TrackingLost(5.0, "nobody"), TrackingFound(6.0)], ["I can't see you.", ""]),
        ([TrackingLost(5.0, "left ankle")], ["I can't see your left ankle."]),
        ([WorkoutOver(99.0, 3)], ["Workout over: 3 sets."]),
        ([WorkoutOver(99.0, 1)], ["Workout over: 1 set."]),
        ([CUE], ["Chest up."]),
        ([ExerciseRecognised(9.0, "push-up", 0.9, 3.0), full(1), full(2)], ["Push-ups.", "1", "2"]),
        ([ExercisePinned(9.0, "squat"), ExercisePinned(9.0, None)],
         ["Counting only squats.", "Recognising again."]),
        ([SetStarted(0.0, 1, "squat")], []),
    ],
)  # fmt: skip
def test_the_words(events: Sequence[Event], words: Sequence[str]) -> None:
    assert phrases_for(*events) == list(words)


def test_a_hold_has_its_own_words() -> None:
    assert phrases_for(Began(0.0, 1), SetEnded(47.0, held_set(45.4)), held=True) == [
        "",
        "Hold.",
        "Set 1 done: 45 seconds.",
    ]


def test_a_set_that_ends_at_its_target_is_announced_once() -> None:
    ended = SetEnded(30.0, counted_set([rep(1), rep(2)]))
    assert phrases_for(full(2), TargetReached(30.0, 1, 2), ended) == ["1", "Target reached."]


def test_a_hold_beyond_its_target_is_announced_at_its_end() -> None:
    phrases = Phrases()
    assert [phrase.text for phrase in phrases.of([TargetReached(30.0, 1, 30)])] == ["Target reached."]
    ended = SetEnded(50.0, held_set(47.0))
    assert [phrase.text for phrase in phrases.of([ended])] == ["Set 1 done: 47 seconds."]


def test_lost_tracking_is_silent_during_a_rest() -> None:
    gone, sees = TrackingLost(40.0, "nobody"), "I can't see you."
    assert phrases_for(gone) == [sees]
    assert phrases_for(Waiting(0.0, "step back"), gone) == ["step back"]
    assert phrases_for(RestStarted(30.0, 2, None), gone) == ["Rest."]
    assert phrases_for(Paused(30.0), gone) == ["Paused."]
    for event in (Began(60.0, 2), SetStarted(60.0, 2, "squat"), Resumed(60.0)):
        assert phrases_for(RestStarted(30.0, 2, None), event, gone)[-1] == sees


def test_guidance_belongs_to_counts_and_to_cues() -> None:
    events = (full(1), CUE, Waiting(0.0, "turn to the side"), RestStarted(9.0, 2, 60.0))
    lead = ["turn to the side", "Rest 60 seconds."]
    assert phrases_for(*events, level="all") == ["1", "Chest up.", *lead]
    assert phrases_for(*events, level="counts") == ["1", *lead]
    assert phrases_for(*events, level="cues") == ["Chest up.", *lead]
    assert phrases_for(*events, level="off") == []


def test_counts_expire_before_important_phrases() -> None:
    def fresh(event: Event) -> float:
        return Phrases().of([event])[-1].fresh_s

    count = fresh(full(1))
    assert count <= 1.0
    for event in (CUE, TargetReached(3.0, 1, 3), RestStarted(3.0, 2, 60.0), WorkoutOver(9.0, 1)):
        assert fresh(event) > 2 * count
