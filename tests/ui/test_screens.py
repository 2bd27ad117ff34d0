"""Every screen as a picture, compared with its snapshot.

After an intended change, run ``COACH_SNAPSHOTS=write pytest tests/ui`` and check the files.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import RenderableType

from coach.judging.events import FaultCoverage, RangeUsed, SetSummary
from coach.judging.level import Level
from coach.judging.observation import Segment
from coach.store.kinds import State
from coach.store.listing import extent_of, listed
from coach.store.records import SetRecord, WorkoutRecord
from coach.ui.history import workout_view
from coach.ui.report import set_report
from coach.ui.workout_list import WorkoutList
from tests.store.workouts import counted_set, faulty_set, guessed_set, held_set, mixed_sets, rep, summary_of
from tests.ui.drawing import drawn, with_snapshot

REPS = [rep(1), rep(2, 92.0), rep(3, 61.5), rep(4, 70.0), rep(5, 69.9)]
SIDES = [rep(number, 60.0 + number * 6, side="left" if number % 2 else "right") for number in range(1, 7)]


@pytest.fixture(autouse=True)
def in_greenwich() -> Iterator[None]:
    """Dates appear in local time; snapshots need a fixed time zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def saved_workout(
    number: int, *sets: SetSummary, exercise: str | None = "squat", state: State = "finished"
) -> WorkoutRecord:
    return WorkoutRecord(
        id=number,
        profile="me",
        kind="film",
        state=state,
        as_training=False,
        started_at=datetime(2026, 3, number, 18, 30, tzinfo=UTC),
        exercise=exercise,
        film_name=f"{exercise or 'something'}-in-the-garden.mp4",
        film_sha256="ab" * 32,
        film_date=datetime(2026, 2, number, 7, 5, tzinfo=UTC),
        coach_version="0.1.0",
        model_sha256="51" * 32,
        model_grade="full",
        frame_rate=29.97,
        frames=512,
        seen_share=0.987,
        view="oblique",
        tilt_deg=-4.2,
        sets=tuple(SetRecord(each, "cd" * 32, 40.0 if exercise == "squat" else None) for each in sets),
    )


def list_of(*workouts: WorkoutRecord) -> WorkoutList:
    rows = [listed(each) for each in workouts]
    return WorkoutList(rows, extent_of(rows))


def some_workouts() -> WorkoutList:
    mine: RangeUsed = "mine"
    return list_of(
        saved_workout(9, exercise="jumping-jack"),
        saved_workout(
            8, counted_set(SIDES, exercise="shoulder-press", range_used=mine), exercise="shoulder-press"
        ),
        saved_workout(3, held_set(95.0), exercise="plank"),
        saved_workout(2, counted_set(REPS), state="interrupted"),
        saved_workout(1, counted_set(REPS), counted_set(REPS, number=2)),
    )


def several_workouts() -> WorkoutList:
    return list_of(
        saved_workout(6, exercise=None),
        saved_workout(5, *mixed_sets(), exercise=None),
        saved_workout(4, held_set(12.0)),
    )


SEVERAL = (
    Segment(2.9, 14.2, "squat", 0.93),
    Segment(15.0, 19.5, None, 0.52),
    Segment(21.0, 33.4, "push-up", 0.81),
    Segment(61.0, 95.0, "plank", 0.995),
)


PARALLEL = Level("parallel", "knee", 67.2, 13.5)
LEVELS = [
    replace(rep(1), level=PARALLEL, reason="Parallel (knee 67° ± 14)"),
    replace(rep(2), level=PARALLEL, verdict="partial", reason="Parallel (knee 67° ± 14); deep required"),
    replace(
        rep(3, 61.5),
        level=Level("half", "knee", 97.0, 13.5),
        reason="knee moved 62°, 88% of the minimum range",
    ),
    replace(rep(4), level=Level("", "knee", not_judged="needs a side view")),
]
SCREENS: dict[str, Callable[[], RenderableType]] = {
    "report": lambda: set_report(
        summary_of(counted_set(REPS)),
        source="squats.mp4",
        weight_kg=40,
        notes=["Remembered as workout 7: 'coach history show 7'."],
    ),
    "report-two-sets": lambda: set_report(
        summary_of(
            counted_set(SIDES, exercise="lunge"),
            counted_set(SIDES, number=2, exercise="lunge"),
            exercise="lunge",
        ),
        source="lunges.mp4",
    ),
    "report-levels": lambda: set_report(summary_of(counted_set(LEVELS)), source="squats.mp4"),
    "report-guessed": lambda: set_report(summary_of(guessed_set()), source="squats.mp4"),
    "report-faults": lambda: set_report(
        replace(summary_of(faulty_set()), coverage=(FaultCoverage("knees falling in", 0, 3, "rep"),)),
        source="squats.mp4",
    ),
    "report-hold": lambda: set_report(summary_of(held_set(45.2), exercise="plank"), source="plank.webm"),
    "report-nothing": lambda: set_report(summary_of(), source="garden.mp4"),
    "report-several": lambda: set_report(
        summary_of(*mixed_sets(), exercise=None, segments=SEVERAL), source="morning.mp4"
    ),
    "report-recognised": lambda: set_report(
        summary_of(replace(counted_set(REPS), confidence=0.93), exercise=None, segments=SEVERAL[:1]),
        source="squats.mp4",
    ),
    "report-unrecognised": lambda: set_report(
        summary_of(exercise=None, segments=SEVERAL[1:2]), source="garden.mp4", notes=["Name it."]
    ),
    "history": some_workouts,
    "history-several": several_workouts,
    "workout-several": lambda: workout_view(saved_workout(5, *mixed_sets(), exercise=None)),
    "workout": lambda: workout_view(
        saved_workout(1, counted_set(REPS, range_used="mine"), held_set(12.0, number=2))
    ),
    "workout-cut-short": lambda: workout_view(saved_workout(2, counted_set(REPS), state="interrupted")),
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_screen_matches_its_snapshot(name: str, width: int) -> None:
    now, snapshot = with_snapshot(SCREENS[name](), name, width)
    assert now == snapshot


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_in_a_pipe_there_are_no_boxes_and_nothing_is_cut(name: str, width: int) -> None:
    text = drawn(SCREENS[name](), width, terminal=False).export_text()
    shortened = "…" if name.startswith("history") else ""  # the names of films, where COLUMNS asks for it
    assert not set(text) & (set("─│┌┐└┘╭╮…") - set(shortened))
    assert max(len(line) for line in text.splitlines()) <= width


def test_colour_is_never_the_only_sign() -> None:
    """Without colour, the verdict is still a word."""
    text = drawn(SCREENS["report"](), 120, terminal=False).export_text()
    lines = [line.split() for line in text.splitlines() if line.lstrip()[:1].isdigit()][1:]
    assert [("partial" in line, "full" in line) for line in lines[:5]] == [
        (each.verdict == "partial", each.verdict == "full") for each in REPS
    ]


def test_only_partial_reps_have_a_reason() -> None:
    wide = drawn(SCREENS["report"](), 120, terminal=False).export_text()
    narrow = drawn(SCREENS["report"](), 80, terminal=False).export_text()
    assert [wide.count("knee and hip"), narrow.count("knee and")] == [2, 2]


def test_levels_come_with_their_figure_on_a_wide_terminal() -> None:
    wide = drawn(SCREENS["report-levels"](), 120, terminal=False).export_text()
    narrow = drawn(SCREENS["report-levels"](), 80, terminal=False).export_text()
    assert "parallel, knee 67° ± 14" in wide and "knee 67°" not in narrow
    assert "Levels: 2 parallel, 1 half, 1 not judged (needs a side view)" in narrow
    assert "deep required" in " ".join(narrow.split()), "the level has a column of its own"
