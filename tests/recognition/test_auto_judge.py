"""Live recognition: no rep is lost, and changes of exercise are followed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coach.body.stream import Sighting
from coach.judging.events import (
    AttemptJudged,
    Event,
    RepCompleted,
    RepUndone,
    SetEnded,
    TrackingFound,
    TrackingLost,
)
from coach.judging.exercise_events import ExercisePinned, ExerciseRecognised
from coach.judging.observation import Observation
from coach.recognition.auto_judge import AutoJudge
from tests.recognition.taught import Taught
from tests.recognition.test_film_judge import after_each_other, done, walked


def watched(judge: AutoJudge, film: Sequence[Sighting]) -> list[Observation]:
    return [judge.observe(each.pose, each.time) for each in film]


def events_of(observations: Sequence[Observation]) -> list[Event]:
    return [event for each in observations for event in each.events]


def test_it_names_the_exercise_in_time_and_counts_earlier_reps(taught: Taught) -> None:
    judge = AutoJudge(taught)
    observations = watched(judge, done("squat", 5))
    [named] = [event for event in events_of(observations) if isinstance(event, ExerciseRecognised)]
    reps = [event.rep for event in events_of(observations) if isinstance(event, RepCompleted)]
    assert named.exercise == "squat" and named.confidence > 0.5
    assert named.time <= max(reps[0].start_s + 3.0, reps[0].end_s + 0.5)
    assert [rep.number for rep in reps] == [1, 2, 3, 4, 5]
    before = [each for each in observations if each.time < named.time]
    assert before and {(each.exercise, each.full) for each in before} == {(None, 0)}
    assert observations[-1].exercise is not None and observations[-1].exercise.name == "squat"
    assert observations[-1].recognised is not None and observations[-1].recognised.exercise == "squat"


def test_lost_tracking_is_reported_before_and_after_recognition(taught: Taught) -> None:
    film = done("squat", 5)
    unseen = [Sighting(number / 10, None, None) for number in range(15)]
    observations = watched(AutoJudge(taught), after_each_other(unseen, film, unseen))
    tracking = [each for each in events_of(observations) if isinstance(each, TrackingLost | TrackingFound)]
    assert [type(each) for each in tracking] == [TrackingLost, TrackingFound, TrackingLost]
    assert isinstance(tracking[0], TrackingLost) and tracking[0].what == "nobody"
    early = next(each for each in observations if TrackingFound in map(type, each.events))
    assert early.exercise is None and early.tracking is not None and early.tracking.quality > 0.5


def test_the_summary_has_the_segments_and_their_confidence(taught: Taught) -> None:
    judge = AutoJudge(taught, first_set=3)
    watched(judge, done("squat", 4))
    summary = judge.finish()
    [only] = summary.sets
    assert (summary.exercise, only.number, only.exercise, only.full) == (None, 3, "squat", 4)
    assert only.confidence is not None and only.confidence > 0.5
    assert [each.exercise for each in summary.segments or ()] == ["squat"]


def test_it_changes_to_another_exercise_and_keeps_the_first_set(taught: Taught) -> None:
    judge = AutoJudge(taught)
    observations = watched(judge, after_each_other(done("squat", 4), walked(6.0), done("push-up", 4)))
    summary = judge.finish()
    assert [(each.number, each.exercise, each.full) for each in summary.sets] == [
        (1, "squat", 4),
        (2, "push-up", 4),
    ]
    events = events_of(observations)
    ended = next(event for event in events if isinstance(event, SetEnded))
    turned = [event for event in events if isinstance(event, ExerciseRecognised)][-1]
    assert ended.summary.exercise == "squat" and ended.summary.confidence is not None
    assert events.index(ended) < events.index(turned)
    assert observations[-1].full == 8
    told = {event.attempt for event in events if isinstance(event, AttemptJudged)}
    kept = [*summary.between_sets, *(each for one in summary.sets for each in one.attempts)]
    assert told.issuperset(kept)


def test_a_pinned_exercise_stays_and_nothing_else_is_counted(taught: Taught) -> None:
    judge = AutoJudge(taught)
    assert judge.pin(0.0) == []  # nothing yet to stay with
    first = done("squat", 4)
    watched(judge, first)
    assert judge.pin(first[-1].time) == [ExercisePinned(first[-1].time, "squat")]
    film = after_each_other(first, done("push-up", 4))
    watched(judge, film[len(first) :])
    assert judge.exercise is not None and judge.exercise.name == "squat"
    assert [(each.exercise, each.full) for each in judge.finish().sets] == [("squat", 4)]


def test_after_unpinning_recent_reps_count_as_their_exercise(taught: Taught) -> None:
    judge = AutoJudge(taught)
    first = done("squat", 4)
    film = after_each_other(first, done("push-up", 4))
    watched(judge, first)
    judge.pin(first[-1].time)
    watched(judge, film[len(first) :])
    assert judge.pin(film[-1].time) == [ExercisePinned(film[-1].time, None)]
    assert [(each.exercise, each.full) for each in judge.finish().sets] == [("squat", 4), ("push-up", 4)]


def test_walking_is_neither_named_nor_counted(taught: Taught) -> None:
    judge = AutoJudge(taught)
    observations = watched(judge, walked(30.0))
    assert events_of(observations) == [] and judge.exercise is None
    assert (judge.set_is_open, judge.next_set, judge.sets, judge.is_resting(30.0)) == (False, 1, [], False)
    assert judge.undo(30.0) == judge.correct(1, 30.0) == judge.end_set(30.0, cut=True) == []
    assert judge.finish().sets == ()


def test_reps_in_a_pause_are_not_counted(taught: Taught) -> None:
    judge = AutoJudge(taught)
    for each in done("squat", 4):
        assert judge.observe(each.pose, each.time, counting=False).events == ()
    assert judge.finish().full == 0


def test_a_short_film_is_named_at_its_end(taught: Taught) -> None:
    film = [each for each in done("squat", 3) if each.time < 6.0]
    judge = AutoJudge(taught)
    watched(judge, film)
    assert judge.finish().full >= 1


def test_a_rep_can_be_undone(taught: Taught) -> None:
    judge = AutoJudge(taught)
    film = done("squat", 4)
    watched(judge, film)
    [undone] = judge.undo(film[-1].time)
    assert isinstance(undone, RepUndone) and undone.rep.number == 4
    assert judge.finish().full == 3


@pytest.mark.parametrize("moments", [0, 1])
def test_no_poses_give_no_sets(taught: Taught, moments: int) -> None:
    judge = AutoJudge(taught)
    watched(judge, done("squat", 1)[:moments])
    summary = judge.finish()
    assert (summary.sets, summary.segments, summary.duration_s) == ((), (), 0.0)


def test_the_number_of_an_undone_set_is_not_reused(taught: Taught) -> None:
    judge = AutoJudge(taught)
    first = done("squat", 4)
    film = after_each_other(first, first, done("push-up", 4))
    watched(judge, film[: len(first)])
    for _ in range(4):
        judge.undo(first[-1].time)
    judge.end_set(first[-1].time, cut=False)
    watched(judge, film[len(first) :])
    assert [(each.number, each.exercise, each.full) for each in judge.finish().sets] == [
        (2, "squat", 4),
        (3, "push-up", 4),
    ]
