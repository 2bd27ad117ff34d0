"""What a report says about recognised exercises; ``test_screens`` checks its look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.judging.events import SetSummary
from coach.judging.observation import Segment, Summary
from coach.ui.history import workout_view
from coach.ui.report import exercise_names, results_text, set_report
from tests.store.workouts import counted_set, held_set, mixed_sets, rep, summary_of
from tests.ui.drawing import drawn
from tests.ui.test_screens import saved_workout

SHALLOW = [rep(1, 40.0), rep(2, 41.0)]
PUSH_UPS = counted_set([rep(1), rep(2), rep(3, 40.0)], exercise="push-up")


def report_text(summary: Summary) -> str:
    """The report without its line breaks."""
    text = drawn(set_report(summary, source="film.mp4"), 120, terminal=False).export_text()
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (
            (counted_set([rep(1)]), PUSH_UPS, held_set(30.0)),
            "1 squat, 2 push-ups + 1 partial, plank held for 30.0 s",
        ),
        ((PUSH_UPS, counted_set([rep(1)]), PUSH_UPS), "4 push-ups + 2 partial, 1 squat"),
        ((counted_set([rep(1)]), held_set(30.0), held_set(45.0)), "1 squat, plank held for 1:15 min"),
        ((held_set(30.0), counted_set(SHALLOW)), "Plank held for 30.0 s, 2 partial squats"),
        ((counted_set(SHALLOW), PUSH_UPS), "2 partial squats, 2 push-ups + 1 partial"),
        ((counted_set(SHALLOW), counted_set(SHALLOW)), "No full squats, 4 partial"),
        ((replace(counted_set([rep(1)]), added=-1), PUSH_UPS), "No squats counted, 2 push-ups + 1 partial"),
    ],
)
def test_headlines_of_several_exercises(sets: tuple[SetSummary, ...], expected: str) -> None:
    assert results_text(sets, ()) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), "No exercise recognised"),
        (("squat",), "No squats counted"),
        (("squat", "push-up"), "No squats or push-ups counted"),
    ],
)
def test_headlines_without_a_count(names: tuple[str, ...], expected: str) -> None:
    assert results_text((), names) == expected


def test_only_recognised_sets_show_a_confidence() -> None:
    sets = mixed_sets()
    text = report_text(summary_of(*sets, exercise=None, segments=()))
    assert "Set 1: 2 squats (recognised, 93 % sure)" in text
    assert "Set 2: 1 push-up + 1 partial (recognised, 81 % sure)" in text
    assert "Set 3: Plank held for 31.5 s (recognised, 99 % sure)" in text
    alone = report_text(summary_of(sets[0], exercise=None, segments=(Segment(1.0, 9.0, "squat", 0.93),)))
    assert alone.count("recognised, 93 % sure") == 1
    assert "unnamed" not in alone
    assert "recognised" not in report_text(summary_of(counted_set([rep(1)]), counted_set([rep(2)], number=2)))


def test_the_timeline_includes_unrecognised_movements() -> None:
    stretches = (Segment(2.9, 64.2, "shoulder-press", 0.871), Segment(65.0, 72.0, None, 0.5))
    summary = summary_of(exercise=None, segments=stretches)
    assert exercise_names(summary) == ("shoulder-press",)
    text = report_text(summary)
    assert text.startswith("No shoulder presses counted film.mp4")
    assert "0:02 1:04 shoulder press 87 % 1:05 1:12 unrecognised movement 50 %" in text


def test_only_unrecognised_movement_is_no_exercise() -> None:
    text = report_text(summary_of(exercise=None, segments=(Segment(1.0, 9.0, None, 0.4),)))
    assert text.startswith("No exercise recognised film.mp4")
    assert "0:01 0:09 unrecognised movement 40 %" in text


def test_history_shows_the_same_statements() -> None:
    view = drawn(
        workout_view(saved_workout(1, *mixed_sets(), exercise=None)), 120, terminal=False
    ).export_text()
    assert view.startswith("2 squats, 1 push-up + 1 partial, plank held for 31.5 s  workout 1")
    assert "Set 2: 1 push-up + 1 partial (recognised, 81 % sure)" in view
    nothing = drawn(workout_view(saved_workout(1, exercise=None)), 120, terminal=False).export_text()
    assert nothing.startswith("No exercise recognised  workout 1")
