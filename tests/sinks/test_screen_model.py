"""What the live screen shows of a set's past, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.body.stream import Frame
from coach.catalogue.library import load_exercise
from coach.judging.events import (
    AttemptJudged,
    Began,
    CountCorrected,
    CueGiven,
    Event,
    FaultNoticed,
    NothingCorrected,
    RepCompleted,
    RepUndone,
    TrackingFound,
    TrackingLost,
)
from coach.judging.observation import Tracking, WorkoutState
from coach.moment import Moment
from coach.sinks.screen_model import ScreenModel
from coach.ui.live.live_state import Cue, LiveState
from tests.store.workouts import LEANING, SAGGING, SHALLOW, moment, rep
from tests.ui.scenes import pixels


def led(time: float, *events: Event) -> Moment:
    """A moment of a guided workout."""
    plain = moment(time, *events)
    return replace(plain, observation=replace(plain.observation, flow=WorkoutState("training")))


def after(*moments: Moment, flashing: bool = False) -> LiveState:
    model = ScreenModel(LiveState(), flashing=flashing)
    for each in moments:
        model.update(each)
    return model.state


def test_a_film_shows_the_first_fault_of_a_rep_until_the_next_one() -> None:
    faulty = moment(
        3.0, RepCompleted(3.0, 1, rep(1)), *(FaultNoticed(3.0, 1, each) for each in (LEANING, SAGGING))
    )
    assert after(faulty).cue == Cue("mend", LEANING.cue)
    assert after(faulty, moment(5.0)).cue == Cue("mend", LEANING.cue)
    assert after(faulty, moment(5.0, RepCompleted(5.0, 1, rep(2)))).cue is None


def test_a_guided_workout_shows_only_the_given_cue() -> None:
    assert after(led(3.0, FaultNoticed(3.0, 1, LEANING))).cue is None
    praised = led(3.0, RepCompleted(3.0, 1, rep(1)), CueGiven(3.0, 1, "praise", "leaning", "Chest stays up."))
    assert after(praised).cue == Cue("praise", "Chest stays up.")


def test_a_cue_expires_without_a_rep() -> None:
    given = led(3.0, CueGiven(3.0, 1, "mend", "leaning", "Chest up."))
    assert after(given, led(10.9)).cue is not None
    assert after(given, led(11.1)).cue is None


def test_a_new_set_shows_nothing_of_the_last_one() -> None:
    state = after(
        led(3.0, RepCompleted(3.0, 1, rep(1)), CueGiven(3.0, 1, "mend", "x", "Up.")), led(9.0, Began(9.0, 2))
    )
    assert (state.rep, state.cue, state.note) == (None, None, "")


def test_a_correction_shows_until_the_next_rep() -> None:
    done = led(3.0, RepCompleted(3.0, 1, rep(11)))
    undone = after(done, led(4.0, RepUndone(4.0, 1, rep(11))))
    assert (undone.rep, undone.note) == (None, "last rep removed")
    assert after(done, led(4.0, CountCorrected(4.0, 1, 1, 12))).note == "count corrected to 12"
    soon = led(5.0, RepCompleted(5.0, 1, rep(11)))
    at_once = after(done, led(4.0, RepUndone(4.0, 1, rep(11))), soon)
    assert (at_once.rep, at_once.note) == (rep(11), "last rep removed"), "it can still be read"
    assert after(done, led(4.0, NothingCorrected(4.0))).note == "no rep to correct"
    assert (
        after(done, led(4.0, RepUndone(4.0, 1, rep(11))), led(6.0, RepCompleted(6.0, 1, rep(11)))).note == ""
    )


def test_a_lost_limb_is_named_with_its_cause_until_it_is_visible() -> None:
    lost = led(3.0, TrackingLost(3.0, "left ankle"))
    assert after(lost).lost == "left ankle not visible"
    outside = replace(lost, observation=replace(lost.observation, tracking=Tracking(0.1, "left ankle", True)))
    assert after(outside).lost == "left ankle out of frame"
    behind = replace(lost, observation=replace(lost.observation, tracking=Tracking(0.1, "left ankle")))
    assert after(behind).lost == "left ankle hidden"
    assert after(led(3.0, TrackingLost(3.0, "nobody"))).lost == "no one detected"
    assert after(lost, led(4.0, TrackingFound(4.0))).lost == ""


def test_a_new_exercise_shows_nothing_of_the_last_one() -> None:
    squat, lunge = (
        replace(led(time), observation=replace(led(time).observation, exercise=load_exercise(name)))
        for time, name in ((3.0, "squat"), (4.0, "lunge"))
    )
    done = replace(squat.observation, events=(RepCompleted(3.0, 1, rep(1)), TrackingLost(3.0, "left ankle")))
    one = replace(squat, observation=done)
    assert after(one, squat).exercise == load_exercise("squat")
    assert after(one, squat).rep == rep(1)
    state = after(one, squat, lunge)
    assert state.exercise == load_exercise("lunge")
    assert (state.rep, state.lost, state.samples) == (None, "", ((4.0, None),))
    begun = replace(lunge, observation=replace(lunge.observation, events=(RepCompleted(4.0, 2, rep(1)),)))
    assert after(one, begun).rep == rep(1), "what is counted at once is shown"


def test_the_given_exercise_stays_without_recognition() -> None:
    model = ScreenModel(LiveState(exercise=load_exercise("squat")))
    model.update(led(3.0))
    assert model.state.exercise == load_exercise("squat")


def test_it_flashes_after_a_rep_only_if_requested() -> None:
    done = led(3.0, RepCompleted(3.0, 1, rep(1)))
    assert after(done, flashing=True).flash
    assert after(done, led(3.1), flashing=True).flash
    assert not after(done, led(3.2), flashing=True).flash
    assert not after(done).flash


def test_it_stores_six_seconds_of_the_signal() -> None:
    state = after(*(led(number / 30) for number in range(900)))
    assert len(state.samples) == pytest.approx(180, abs=2)
    assert state.samples[-1] == (899 / 30, None)


def test_the_frame_rate_counts_analysed_frames() -> None:
    frames = [replace(led(number / 20), frame=Frame(number / 20, pixels())) for number in range(100)]
    assert after(*frames).frames_a_second == pytest.approx(20.0, abs=0.5)
    assert after(*frames, led(100.0)).frames_a_second is None


def test_a_movement_that_does_not_count_says_why_for_a_while() -> None:
    dropped = led(4.0, AttemptJudged(4.0, 1, SHALLOW))
    assert after(dropped).not_counted == f"not counted: {SHALLOW.text}"
    assert after(dropped, led(7.9)).not_counted
    assert not after(dropped, led(8.1)).not_counted
    assert not after(dropped, led(5.0, RepCompleted(5.0, 1, rep(1)))).not_counted


def test_movements_that_do_not_count_are_told_one_at_a_time() -> None:
    other = replace(SHALLOW, turn_s=11.0, text="took 0.20 s, at least 0.30 s required")
    dropped = led(4.0, AttemptJudged(4.0, 1, SHALLOW))
    assert after(dropped, led(5.0, AttemptJudged(5.0, 1, other))).not_counted.endswith(SHALLOW.text)
    assert after(dropped, led(9.0, AttemptJudged(9.0, 1, other))).not_counted.endswith(other.text)


def test_parts_of_a_rep_and_movements_in_a_rest_are_not_told() -> None:
    part = replace(SHALLOW, rule="same-movement", text="part of a rep")
    assert not after(led(4.0, AttemptJudged(4.0, 1, part))).not_counted
    resting = moment(4.0, AttemptJudged(4.0, None, SHALLOW))
    resting = replace(resting, observation=replace(resting.observation, flow=WorkoutState("resting")))
    assert not after(resting).not_counted
