"""Whole workouts on true landmarks: waiting, targets, rests, gestures and commands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.body.landmarks import Landmark
from coach.catalogue.library import load_exercise
from coach.judging.events import (
    AttemptJudged,
    Began,
    CountCorrected,
    CountingDown,
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
    Waiting,
    WorkoutOver,
)
from coach.judging.figures.effort_events import Reviewed
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.workout.commands import Correct, FinishSet, Pause, Quit, SkipRest, Undo
from coach.workout.plan import Plan
from tests.workout.led import RATE, Led, hands_up, joined, length_s, no_one, shifted, squats, still


def test_without_a_plan_the_count_is_the_judges() -> None:
    film = joined(squats(3), still(squats(1)[0], 25), squats(2))
    led = Led(film)
    judge = Judge(load_exercise("squat"))
    events = [event for each in film for event in judge.observe(each.pose, each.time).events]
    assert led.counts == [(3, 0), (2, 0)]
    assert led.summary == judge.finish()
    assert [event for event in led.events if not isinstance(event, RestStarted | Reviewed)] == events


def test_a_set_ends_at_its_target_and_the_rest_is_counted_down() -> None:
    led = Led(joined(squats(3), still(squats(1)[0], 45)), Plan(sets=2, reps=3, rest_s=40))
    [reached], [ended], [rest] = led.of(TargetReached), led.of(SetEnded), led.of(RestStarted)
    third = led.of(RepCompleted)[-1]
    assert reached.time == ended.time == rest.time == third.time
    assert (rest.next_set, rest.rest_s) == (2, 40)
    assert [each.seconds for each in led.of(RestCountdown)] == [30, 10, 3, 2, 1, 0]
    over = led.of(RestCountdown)[-1]
    assert over.time == pytest.approx(third.rep.end_s + 40, abs=0.1)
    assert led.stages == ["training", "resting", "training"]


def test_only_reps_of_the_required_level_count_towards_the_target() -> None:
    exercise = load_exercise("squat")
    film = list(Truth(perform(exercise, "side", depths=(1.0, 0.7, 1.0, 0.7, 1.0, 1.0))))
    led = Led(film, Plan(sets=1, reps=3), judge=Judge(exercise, standard="parallel"))
    [reached] = led.of(TargetReached)
    fifth = led.of(RepCompleted)[4]
    assert reached.time == fifth.time
    assert led.counts == [(3, 2)]


def test_reps_below_the_required_level_begin_a_set_too() -> None:
    exercise = load_exercise("squat")
    film = list(Truth(perform(exercise, "side", depths=(0.7,) * 3)))
    led = Led(film, Plan(waits=True), judge=Judge(exercise, standard="deep"))
    assert led.counts == [(0, 3)]


def test_a_whole_workout_ends_after_its_last_set() -> None:
    rest = still(squats(1)[0], 12)
    led = Led(joined(squats(3), rest, squats(3), rest), Plan(sets=2, reps=3, rest_s=10))
    assert led.counts == [(3, 0), (3, 0)]
    assert led.over
    assert led.stages == ["training", "resting", "training", "over"]
    assert led.of(WorkoutOver)[0].sets == 2


def test_one_movement_in_a_rest_is_no_set() -> None:
    """Sitting down to rest and getting up again looks like a rep."""
    standing = still(squats(1)[0], 12)
    led = Led(joined(squats(3), standing, squats(1), standing, still(squats(1)[0], 40)),
              Plan(sets=3, reps=3, rest_s=60))  # fmt: skip
    assert led.counts == [(3, 0)]
    assert [started.number for started in led.of(SetStarted)] == [1]
    shown = {
        observed.flow.full
        for observed in led.observations
        if observed.flow and observed.flow.stage == "resting"
    }
    assert shown == {3}
    [alone] = [event for event in led.of(AttemptJudged) if event.attempt.rule == "alone"]
    assert (alone.set_number, alone.attempt.verdict) == (None, "not counted")
    assert alone.attempt in led.summary.between_sets


def test_a_set_that_begins_during_the_rest_loses_no_rep() -> None:
    led = Led(joined(squats(3), still(squats(1)[0], 8), squats(3)), Plan(sets=3, reps=3, rest_s=60))
    assert led.counts == [(3, 0), (3, 0)]
    second = [event.rep.number for event in led.of(RepCompleted) if event.set_number == 2]
    assert second == [1, 2, 3]


def test_it_waits_for_the_start_position_and_counts_down() -> None:
    led = Led(joined(no_one(3), still(squats(1)[0], 5), squats(2)), Plan(waits=True))
    assert led.of(Waiting)[0].what == "step into view"
    assert [event.seconds for event in led.of(CountingDown)] == [3, 2, 1]
    [began] = led.of(Began)
    assert began.time == pytest.approx(6.0, abs=0.3)
    assert led.counts == [(2, 0)]


def test_beginning_during_the_wait_loses_nothing() -> None:
    """Squats that leave no three seconds of standing still."""
    led = Led(joined(no_one(2), squats(4)), Plan(waits=True))
    assert led.counts == [(4, 0)]
    assert len(led.of(Began)) == 1


def test_getting_ready_counts_nothing() -> None:
    """One bend in front of the laptop, then a walk away from it."""
    led = Led(joined(squats(1), no_one(12), still(squats(1)[0], 5), squats(2)), Plan(waits=True))
    assert led.counts == [(2, 0)]
    assert "alone" in {each.rule for each in led.summary.between_sets}


def test_the_attempts_told_are_those_of_the_summary() -> None:
    """Whether a set was discarded or not: the events and the summary say the same."""
    standing = still(squats(1)[0], 12)
    film = joined(squats(3), standing, squats(1), standing, still(squats(1)[0], 40), squats(3))
    led = Led(film, Plan(sets=3, reps=3, rest_s=60))
    told = {(event.attempt.turn_s, event.attempt.rule) for event in led.of(AttemptJudged)}
    stored = [*led.summary.between_sets, *(each for one in led.summary.sets for each in one.attempts)]
    assert told >= {(each.turn_s, each.rule) for each in stored}
    assert stored


def test_feet_out_of_frame_are_reported() -> None:
    whole = squats(1)[0]
    assert whole.pose is not None
    image, visibility = whole.pose.image.copy(), whole.pose.visibility.copy()
    feet = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]
    image[feet, 1], visibility[feet] = 1.3, 0.05
    visibility[feet[:2]] = 0.01
    cut = replace(whole, pose=replace(whole.pose, image=image, visibility=visibility))
    led = Led(still(cut, 3), Plan(waits=True))
    assert [event.what for event in led.of(Waiting)] == ["step back: feet out of frame"]


def test_a_pause_counts_nothing_and_ends_no_set() -> None:
    begun, away, after = squats(3), squats(2), squats(2)
    gone_s, back_s = length_s(begun), length_s(begun, away, still(begun[0], 30))
    film = joined(begun, away, still(begun[0], 30), after)
    led = Led(film, commands=[(gone_s, Pause()), (back_s, Pause())])
    assert led.counts == [(5, 0)]
    assert len(led.of(Paused)) == len(led.of(Resumed)) == 1


def test_undo_removes_the_last_rep_and_frees_its_number() -> None:
    begun = squats(3)
    led = Led(joined(begun, squats(1)), commands=[(length_s(begun), Undo())])
    assert [event.rep.number for event in led.of(RepUndone)] == [3]
    assert [rep.number for rep in led.summary.sets[0].reps] == [1, 2, 3]
    assert led.counts == [(3, 0)]


@pytest.mark.parametrize("exercise", ["squat", "push-up", "lunge"])
def test_undone_reps_do_not_count_for_the_own_range(exercise: str) -> None:
    """Three deep accidental reps, undone, must not make the next three partial."""
    deep, shallow = (
        list(Truth(perform(load_exercise(exercise), "side", depths=(depth,) * 3))) for depth in (1.2, 0.6)
    )
    undone = Led(joined(deep, shallow), commands=[(length_s(deep), Undo())] * 3, exercise=exercise)
    not_undone = Led(joined(deep, shallow), exercise=exercise)
    assert undone.counts == Led(shallow, exercise=exercise).counts == [(3, 0)]
    assert not_undone.counts == [(3, 3)], "or the test shows nothing"


def test_a_correction_is_part_of_the_count_and_of_the_target() -> None:
    begun = squats(3)
    led = Led(joined(begun, still(begun[0], 2)), Plan(reps=4), [(length_s(begun), Correct(1))])
    assert led.of(CountCorrected)[0].full == 4
    assert len(led.of(TargetReached)) == 1
    assert (led.summary.sets[0].full, led.summary.sets[0].detected_full, led.summary.sets[0].added) == (
        4,
        3,
        1,
    )


def test_a_correction_never_goes_below_zero() -> None:
    begun = squats(1)
    led = Led(joined(begun, still(begun[0], 1)), commands=[(length_s(begun), Correct(-3))])
    assert led.counts == [(0, 0)]


@pytest.mark.parametrize("correction", [Undo(), Correct(-1)], ids=str)
def test_a_correction_without_a_rep_is_answered(correction: Undo | Correct) -> None:
    led = Led(still(squats(1)[0], 2), commands=[(1.0, correction)])
    assert len(led.of(NothingCorrected)) == 1
    assert led.counts == []


def test_the_last_set_can_be_corrected_while_resting() -> None:
    begun = squats(3)
    after_s = length_s(begun, still(begun[0], 3))
    led = Led(joined(begun, still(begun[0], 6)), Plan(reps=3, rest_s=60), [(after_s, Undo())])
    assert led.counts == [(2, 0)]
    assert led.observations[-1].flow is not None
    assert led.observations[-1].flow.full == 2


def test_finishing_ends_the_set_and_then_the_workout() -> None:
    begun = squats(3)
    first_s = length_s(begun) + 0.5
    led = Led(
        joined(begun, still(begun[0], 6)), commands=[(first_s, FinishSet()), (first_s + 2, FinishSet())]
    )
    assert led.stages == ["training", "resting"]
    assert led.over
    assert led.observations[-1].time == pytest.approx(first_s + 2, abs=0.1)


def test_quitting_ends_it_at_once_with_the_count() -> None:
    begun = squats(3)
    led = Led(joined(begun, squats(3)), commands=[(length_s(begun), Quit())])
    assert led.over
    assert led.counts == [(3, 0)]


def test_a_rest_can_be_skipped() -> None:
    begun, standing = squats(3), still(squats(1)[0], 3)
    led = Led(joined(begun, standing, squats(1)), Plan(sets=3, reps=3, rest_s=60),
              [(length_s(begun, standing) - 1, SkipRest())])  # fmt: skip
    assert led.counts == [(3, 0), (1, 0)]


def test_raised_hands_end_the_set_and_raised_longer_the_workout() -> None:
    begun = squats(3)
    standing = still(begun[0], 2)
    led = Led(joined(begun, hands_up(begun[0], 3), standing, hands_up(begun[0], 7)), Plan(gesture=True))
    assert led.stages == ["training", "resting"]
    assert led.counts == [(3, 0)]
    assert led.over
    assert led.of(SetEnded)[0].time == pytest.approx(length_s(begun) + 2.0, abs=0.2)


def test_a_stretch_between_sets_ends_nothing() -> None:
    begun = squats(3)
    led = Led(joined(begun, hands_up(begun[0], 3), still(begun[0], 1), hands_up(begun[0], 4), squats(2)),
              Plan(gesture=True))  # fmt: skip
    assert not led.over
    assert led.counts == [(3, 0), (2, 0)]


def test_an_exercise_that_raises_the_hands_has_no_such_gesture() -> None:
    film = joined(hands_up(squats(1, exercise="pull-up")[0], 9))
    led = Led([*squats(2, exercise="pull-up"), *film], Plan(gesture=True), exercise="pull-up")
    assert "resting" not in led.stages[:1]
    assert not led.over


@pytest.mark.parametrize(("aside", "sets"), [(0.0, 1), (0.6, 2)])
def test_only_walking_out_of_the_frame_ends_the_set(aside: float, sets: int) -> None:
    """A body lost in the middle of the frame is still working out."""
    begun = squats(3)
    film = joined(begun, still(shifted(begun[0], aside), 1), no_one(5), squats(2))
    assert len(Led(film, Plan(steps_out=True)).counts) == sets


def test_a_hold_ends_when_you_let_go_after_its_target() -> None:
    held = list(Truth(perform(load_exercise("plank"), "side", hold_s=20.0)))[: round(14 * RATE)]
    led = Led(joined(held, no_one(5)), Plan(hold_s=10, rest_s=30), exercise="plank")
    [reached], [ended] = led.of(TargetReached), led.of(SetEnded)
    began_s = ended.summary.start_s
    assert reached.time == pytest.approx(began_s + 10.0, abs=0.1)
    assert ended.summary.hold_s == pytest.approx(14.0, abs=0.5)
    assert began_s + 15.0 < ended.time < began_s + 18.0


def test_set_numbers_continue_in_a_resumed_workout() -> None:
    led = Led(squats(2), first_set=3)
    assert [each.number for each in led.summary.sets] == [3]


def test_a_hold_asks_for_its_position_by_name() -> None:
    led = Led(still(squats(1)[0], 3), Plan(waits=True), exercise="plank")
    assert [event.what for event in led.of(Waiting)] == ["get into the plank"]


def test_anything_that_repeats_has_a_start_and_a_target_too() -> None:
    film = joined(still(squats(1)[0], 6), squats(8), still(squats(1)[0], 3))
    led = Led(film, Plan(waits=True, sets=1, reps=5), judge=Judge(load_exercise("anything")))
    assert len(led.of(CountingDown)) == 3 and len(led.of(Began)) == 1
    [reached] = led.of(TargetReached)
    assert reached.target == 5
    [ended] = led.of(SetEnded)
    assert (ended.summary.exercise, ended.time) == ("anything", reached.time)
    assert 5 <= ended.summary.full <= 7
