"""The sink of plain lines, for pipes and logs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.events import (
    AttemptJudged,
    Began,
    CountCorrected,
    CountingDown,
    CueGiven,
    Event,
    FaultNoticed,
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
from coach.judging.observation import WorkoutState
from coach.sinks.plain_log import PlainLog
from coach.vision.picture.image_quality import ImageQuality
from coach.vision.picture.image_quality_notes import black_note, blurred_note
from tests.store.workouts import (
    LEANING,
    SHALLOW,
    counted_set,
    faulty_set,
    held_set,
    moment,
    moments_of,
    rep,
    summary_of,
)
from tests.ui.scenes import LIVE

LED: list[tuple[Event, str]] = [
    (Waiting(0.0, "step back: feet out of frame"), "Waiting: step back: feet out of frame."),
    (CountingDown(1.0, 3), "3 ..."),
    (Began(2.0, 1), "Set 1 begins: reps count from now on."),
    (RepCompleted(3.0, 1, rep(1)), "1: full. 140%: knee and hip moved 98° of the 70° required."),
    (
        RepCompleted(3.0, 1, rep(2, 61.0, side="left")),
        "2: left, partial. 87%: knee and hip moved 61° of the 70° required.",
    ),
    (FaultNoticed(3.0, 1, LEANING), ""),
    (CueGiven(3.0, 1, "mend", "leaning", "Chest up."), "Cue: Chest up."),
    (CueGiven(3.0, 1, "praise", "leaning", "Chest stays up."), "Chest stays up."),
    (RepUndone(4.0, 1, rep(2)), "Last rep removed."),
    (CountCorrected(4.0, 1, 1, 2), "Count corrected to 2."),
    (TargetReached(5.0, 1, 12), "Target reached: 12 squats."),
    (SetEnded(6.0, counted_set([rep(1), rep(2, 61.0)])), "Set 1 done: 1 + 1 partial squat."),
    (RestStarted(6.0, 2, 90.0), "Rest 90 seconds, then set 2."),
    (RestStarted(6.0, 2, None), "Rest, then set 2."),
    (RestCountdown(7.0, 30), "30 seconds of rest left."),
    (RestCountdown(7.0, 2), ""),
    (RestCountdown(7.0, 0), "The rest is over."),
    (Paused(8.0), "Paused: not counting."),
    (Resumed(9.0), "Resumed."),
    (NothingCorrected(9.0), "No rep to correct."),
    (TrackingLost(9.0, "left ankle"), "Left ankle not visible: not counting."),
    (TrackingLost(9.0, "nobody"), "No one detected: not counting."),
    (TrackingFound(9.0), "Tracking again."),
    (ExerciseRecognised(9.0, "squat", 0.934, 3.0), "Recognised: squats, 93 % sure."),
    (ExercisePinned(9.0, "squat"), "Pinned: everything is counted as squats."),
    (ExercisePinned(9.0, None), "Recognising the exercise again."),
    (WorkoutOver(9.0, 1), "Workout over: 1 set."),
    (WorkoutOver(9.0, 3), "Workout over: 3 sets."),
]


@pytest.mark.parametrize(("event", "line"), LED, ids=lambda each: type(each).__name__)
def test_every_event_of_a_workout_is_a_line(event: Event, line: str) -> None:
    printed: list[str] = []
    plain = moment(0.0, event)
    led = replace(plain.observation, flow=WorkoutState("training"), exercise=load_exercise("squat"))
    with PlainLog(printed.append) as lines:
        lines.receive(replace(plain, observation=led))
        lines.conclude(summary_of(), interrupted=False)
    assert printed == [line] * bool(line)


def test_a_film_shows_its_faults() -> None:
    printed: list[str] = []
    with PlainLog(printed.append) as lines:
        for each in moments_of(faulty_set()):
            lines.receive(each)
    assert printed[0] == "Set 1."
    assert printed[1:3] == [
        "1: full. 140%: knee and hip moved 98° of the 70° required.",
        "Leaning forward. Chest up.",
    ]
    assert len(printed) == 1 + 3 + 3


def test_a_hold_has_a_line_every_ten_seconds_and_at_its_end() -> None:
    printed: list[str] = []
    with PlainLog(printed.append) as lines:
        lines.receive(moment(2.0, SetStarted(2.0, 1, "plank")))
        for second in range(1, 31):
            lines.receive(moment(2.0 + second, HoldProgressed(2.0 + second, 1, float(second))))
        lines.receive(moment(40.0, SetEnded(40.0, held_set(30.0))))
    assert printed == [
        "Set 1.",
        "10 seconds held.",
        "20 seconds held.",
        "30 seconds held.",
        "Set 1 done: 30.0 s held.",
    ]


def test_a_problem_with_the_picture_is_reported_once_while_it_lasts() -> None:
    printed: list[str] = []
    dark, blurred = black_note(), blurred_note(ImageQuality(120.0, 220.0, 0.01))
    notes = [None, dark, dark, dark, None, blurred]
    with PlainLog(printed.append, figures=lambda: replace(LIVE, note=notes.pop(0))) as lines:
        for second in range(6):
            for part in range(5):
                lines.receive(moment(second + part / 10))
    assert printed == [f"{each.what} {each.hint}" for each in (dark, blurred)]


def test_movements_that_do_not_count_are_told_now_and_then() -> None:
    lines: list[str] = []
    log = PlainLog(lines.append)
    for time in (1.0, 2.0, 4.9, 5.1):
        log.receive(moment(time, AttemptJudged(time, 1, replace(SHALLOW, turn_s=time))))
    assert lines == [f"Not counted: {SHALLOW.text}."] * 2
